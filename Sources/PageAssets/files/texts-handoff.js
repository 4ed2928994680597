// Texts of the page that reads a card for a portal (texts.js says how).
export const handOffTexts = {
  "handoff.title": ["为门户读卡", "Reading for a portal"],
  "handoff.for": ["为 {portal} 读卡", "Reading a card for {portal}"],
  "handoff.opening": ["正在核对门户…", "Looking at the portal's link…"],
  "handoff.done": ["完成并返回", "Done, go back"],
  "handoff.cancel": ["取消", "Cancel"],
  "handoff.back": ["返回门户", "Go back to the portal"],
  "handoff.soon": [
    "{seconds} 秒后返回门户；按任意键或点一下屏幕继续。",
    "Goes back to the portal in {seconds} s. Press a key or touch the screen to go on.",
  ],
  "handoff.leaving": ["正在返回门户…", "Going back to the portal…"],
  "handoff.leaving.hint": ["请拿走卡片。", "Take the card away."],
};
