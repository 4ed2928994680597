// Which keys the swiping view has, in the state it is in.

/** The rows for a `KeyRow`; some may be `false`. */
export function swipingKeys(view) {
  const { phase } = view.last ?? {};
  const isPaused = phase === "paused";
  const elsewhere = phase === "elsewhere" && { id: "here", words: "read.here", key: "Space", isPrimary: true, act: () => view.again() };
  return [
    elsewhere,
    phase === "choose" && (view.last.readers ?? []).map((reader, index) => ({
      id: `reader-${index + 1}`, words: { zh: reader.name, en: reader.name }, key: String(index + 1), isPrimary: true, act: () => view.choose(reader.id),
    })),
    phase === "waiting" && view.tile.swipe?.mark === "failed" && { id: "repeat", words: "read.retry", key: "Enter", act: () => view.repeat() },
    ["failed", "trouble", "choose"].includes(phase) && { id: "again", words: "read.retry", key: "Enter", act: () => view.again() },
    view.mayKeep && !elsewhere && (isPaused
      ? { id: "resume", words: "batch.key.resume", key: "Space", isPrimary: true, act: () => view.acts.change("batch.resume") }
      : { id: "pause", words: "batch.key.pause", key: "Space", isPrimary: true, isClosed: view.isPausing, act: () => view.askPause() }),
    view.mayKeep && !isPaused && { id: "remove", words: "batch.key.remove", key: "U", isClosed: !view.tile.swipe?.row || view.tile.swipe.mark === "failed", act: () => view.acts.remove() },
    (isPaused || view.kiosk.isSelfService) && { id: "sheet", words: "batch.key.list", key: "L", act: () => view.screen.sheet(view.batch) },
    isPaused && view.mayKeep && { id: "code", words: "batch.key.code", key: "C", act: () => view.acts.renewCode() },
    view.mayKeep && { id: "close", words: view.acts.isArmed ? "batch.key.closeNow" : "batch.key.close", key: "F10", act: () => view.acts.close() },
    { id: "back", words: view.acts.isArmed ? "batch.key.notYet" : view.kiosk.isSelfService ? "batch.key.leave" : "batch.key.back", key: "Escape", act: () => view.back() },
  ];
}
