// What the Read screen shows while there is no reading on it: one sentence, what to do, a drawing.
import { fill, h, icon } from "./dom.js";
import { pair, text } from "./language.js";

const steps = ["find", "select", "read", "portrait"];

/** The steps of a read that is under way. */
export function stepsView(stage, current) {
  const at = steps.indexOf(current);
  fill(
    stage, h(
      "section", { class: "state state-reading" }, drawing("reading"),
      sentence("read.reading"), hint("read.reading.hint"),
      h("ol", { class: "steps" }, steps.map((step, index) => {
        const is = index < at ? "done" : index === at ? "now" : "next";
        return h(
          "li", { class: `step step-${is}`, "aria-current": is === "now" && "step" },
          icon({ done: "ok", now: "wait", next: "info" }[is]), text(`read.step.${step}`, { beside: true }),
          h("small", {}, text(`read.step.${is}`)));
      }))));
}

/** Any other state: `told` comes from `CardWait`, `notice` says what became of the last card. */
export function idleView(stage, told, { notice, isSelfService }) {
  const body = states[told.phase]?.(told, notice) ?? states.checking();
  fill(
    stage, h(
      "section", { class: `state state-${told.phase}` },
      notice && noticeView(notice),
      body.drawing && drawing(body.drawing),
      isSelfService && told.phase === "waiting" && !notice && h("p", { class: "kind" }, text("self.title", { beside: true })),
      body.parts));
}

const states = {
  checking: () => ({ drawing: "checking", parts: [sentence("read.checking")] }),
  hidden: () => ({ drawing: "checking", parts: [sentence("read.checking")] }),
  offline: () => ({ drawing: "failed", parts: [sentence("frame.offline"), hint("frame.offline.action")] }),
  elsewhere: () => ({ drawing: "checking", parts: [sentence("read.elsewhere"), hint("read.elsewhere.hint")] }),
  waiting: ({ mustLift }, notice) => {
    if (!mustLift) return { drawing: "waiting", parts: [sentence("read.waiting"), hint("read.waiting.hint")] };
    // After done the card that lies there is finished with; before, somebody wants it read once more.
    if (notice?.outcome) return { drawing: "lift", parts: [sentence("read.takeAway"), hint("read.next")] };
    return { drawing: "lift", parts: [sentence("read.lift"), hint("read.lift.hint")] };
  },
  choose: ({ failure }) => ({ drawing: "failed", parts: [sentence("read.choose"), hint("read.choose.hint"), code(failure)] }),
  trouble: ({ failure }) => ({ drawing: "failed", parts: [sentence(failure.problem), hint(failure.action), code(failure)] }),
  failed: ({ failure }) => ({ drawing: "failed", parts: [sentence(failure.problem), hint(failure.action), code(failure)] }),
};

function noticeView({ kind, words, at, more, outcome }) {
  return h(
    "div", { class: `notice notice-${kind}`, role: kind === "warning" ? "alert" : "status", "data-outcome": outcome },
    icon(kind), h("strong", { class: "sentence" }, text(words, { beside: true })),
    at && h("span", { class: "at" }, text(pair("read.did.at", { time: clockTime(at) }))),
    more && text(more, { beside: true, tag: "p" }));
}

function sentence(words) {
  return h("h1", { class: "sentence", role: "status" }, text(words, { beside: true }));
}

function hint(words) {
  return text(words, { beside: true, tag: "p" });
}

function code(failure) {
  return failure && h("small", { class: "code" }, text(pair("read.code", { code: failure.reason })));
}

function clockTime(date) {
  return `${String(date.getHours()).padStart(2, "0")}:${String(date.getMinutes()).padStart(2, "0")}`;
}

/** A reader and a card, drawn; the card is the only thing that moves. */
function drawing(state) {
  return h(
    "div", { class: `drawing drawing-${state}`, "aria-hidden": "true" },
    h("div", { class: "drawn-reader" }, icon("reader")), h("div", { class: "drawn-card" }, icon("card")));
}
