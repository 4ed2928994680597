// What stands in the one column of the Mobile number screen: four steps that fold as they are done.
import { fill, h, icon } from "./dom.js";
import { kindName } from "./document-rows.js";
import { label, pair, text, wirePair } from "./language.js";
import { deliveryReason, timeLeft } from "./mobile-waiting.js";
import { Portrait } from "./portrait.js";

const steps = ["face", "number", "code", "done"];
const deliveryIcons = { queued: "wait", sent: "info", delivered: "ok", failed: "error", unknown: "warning" };

/** The column: `now` is the step that is open, `body` stands in it, `folded` says of the others what came of them. */
export function column({ title, name, kind, now, body, folded, names = {} }) {
  const at = steps.indexOf(now);
  return h(
    "section", { class: "mobile" },
    h("div", { class: "mobile-head" }, h("h1", {}, text(title, { beside: true })), name && h("strong", { class: "mobile-name" }, name), kind && kindName(kind)),
    h("ol", { class: "mobile-steps" }, steps.map((step, index) => {
      const is = index < at ? "past" : index === at ? "now" : "next";
      return h(
        "li", { class: `mobile-step is-${is}`, "data-step": step, "aria-current": is === "now" && "step" },
        h(
          "div", { class: "mobile-fold" }, is === "past" ? icon("ok") : h("span", { class: "mobile-count" }, String(index + 1)),
          h("h2", {}, text(names[step] ?? `mobile.step.${step}`, { beside: is === "now" })),
          is === "past" && folded[step] && h("span", { class: "mobile-folded" }, folded[step])),
        is === "now" && h("div", { class: "mobile-body" }, body));
    })));
}

/** Step 1: the portrait, and the question whether it is the person's. */
export function faceBody(reading, portrait) {
  const frame = h("div", { class: "mobile-portrait" });
  const missing = () => fill(frame, icon("person"), text(reading ? "read.portrait.action" : "mobile.face.byEye", { tag: "p" }));
  const data = reading?.portrait?.state === "decoded" && reading.portrait.data;
  if (data) {
    fill(frame, portrait.element);
    portrait.show(data).then((isShown) => !isShown && portrait.element.isConnected && missing());
  } else {
    missing();
  }
  return [frame, h("div", { class: "mobile-side" }, text("mobile.face.ask", { beside: true, tag: "p" }), text("mobile.face.why", { tag: "small" }))];
}

/** A portrait of the size that step 1 has. */
export function portraitOf() {
  return new Portrait();
}

/** Step 2: the old number masked above, the field, and what is wrong while it is typed. */
export function numberBody({ old, since, field, told, warnings }) {
  return [
    h("div", { class: "mobile-side" },
      old && h("p", { class: "mobile-old" }, text("mobile.old", { beside: true }), h("strong", { class: "mobile-value" }, old), since && h("small", {}, text(pair("mobile.since", { time: since })))),
      !old && h("p", { class: "mobile-old" }, text("mobile.old.none", { beside: true })),
      field, told, warningList(warnings)),
  ];
}

/** Step 3: where the message stands, how long the code lives, the field for it. */
export function codeBody({ waiting, field, told, delivery, clock, warnings }) {
  return [
    h("div", { class: "mobile-side" },
      h("p", { class: "mobile-old" }, text("mobile.code.to", { beside: true }), h("strong", { class: "mobile-value" }, waiting.phoneMasked)),
      delivery, field, told, clock, warningList(warnings)),
  ];
}

/** Where the message stands, in words, with the reason. */
export function showDelivery(element, { delivery }) {
  const reason = deliveryReason(delivery);
  element.dataset.state = delivery.state;
  fill(
    element, icon(deliveryIcons[delivery.state] ?? "info"), h("strong", {}, text(`mobile.delivery.${delivery.state}`, { beside: true })),
    reason && text(reason, { beside: true }), delivery.reason && h("small", { class: "code" }, text(pair("read.code", { code: delivery.reason }))));
}

/** The life of the code, the tries left, and when another may be asked for. */
export function showClock(element, waiting, secondsToNext) {
  fill(
    element,
    waiting.isOpen
      ? h("span", {}, text(pair("mobile.code.lives", { time: timeLeft(waiting.secondsLeft) })))
      : h("strong", { class: "mobile-void" }, icon("warning"), text(waiting.state === "locked" ? "mobile.code.locked" : "mobile.code.void")),
    waiting.isOpen && h("span", { "data-tries": waiting.triesLeft }, text(pair("mobile.code.tries", { count: waiting.triesLeft }))),
    h("span", { "data-next": secondsToNext }, text(secondsToNext > 0 ? pair("mobile.code.next", { time: timeLeft(secondsToNext) }) : "mobile.code.nextNow")));
}

/** Step 4: what changed, since when. */
export function doneBody({ kind, was, now, since, isConfirmed }) {
  return [
    h("div", { class: "mobile-side" },
      h("p", { class: "mobile-did" }, icon("ok"), text(`mobile.did.${kind}`, { beside: true, tag: "strong" })),
      now && h("p", { class: "mobile-old" }, text("mobile.new"), h("strong", { class: "mobile-value" }, now), since && h("small", {}, text(pair("mobile.since", { time: since })))),
      was && h("p", { class: "mobile-old" }, text("mobile.old"), h("strong", { class: "mobile-value" }, was), text("mobile.did.dead", { beside: true })),
      isConfirmed === false && h("p", {}, icon("info"), text("mobile.did.unconfirmed", { beside: true }))),
  ];
}

/** A field with its name above it. */
export function labelled(input, words) {
  return h("label", { class: "mobile-label" }, text(words, { beside: true }), input);
}

/** The minute of a time on file, as it stands on the wall here. */
export function when(iso) {
  return (iso ?? "").slice(0, 16).replace("T", " ");
}

/** An input of this screen; nothing remembers what was typed. */
export function input(id, attributes = {}) {
  return h("input", { id, type: "text", autocomplete: "off", autocorrect: "off", spellcheck: "false", inputmode: "numeric", "aria-describedby": "mobile-told", ...attributes });
}

/** The whole screen where nothing can be done, and why. */
export function refusal({ title, problem, action, code }) {
  return h(
    "section", { class: "state state-failed" }, h("p", { class: "kind" }, text(title)),
    h("h1", { class: "sentence", role: "status" }, text(problem, { beside: true })),
    text(action, { beside: true, tag: "p" }), code && h("small", { class: "code" }, text(pair("read.code", { code }))));
}

function warningList(warnings) {
  if (!warnings?.length) return null;
  const list = h("ul", { class: "findings" }, warnings.map((warning) => h(
    "li", { class: "finding finding-warning", "data-warning": warning.code }, icon("warning"), h("span", { class: "finding-kind" }, text("mobile.warning")),
    text(wirePair(warning.text), { beside: true }))));
  return label(list, "aria-label", "mobile.warnings");
}
