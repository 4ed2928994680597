// What stands at the foot of a reading: what done would do, and the signs that must not be overlooked.
import { fill, h, icon } from "./dom.js";
import { fieldNames } from "./document-rows.js";
import { pair, text } from "./language.js";

// Nothing can be compared then, and done keeps the reading here for the centre.
const away = ["archive.centreAway", "archive.centreUntrusted"];
const icons = { filed: "info", unchanged: "ok", renewed: "changed", older: "warning", conflict: "error" };

export class Verdict {
  constructor() {
    this.element = h("div", { class: "verdict", role: "status" });
    this.clear();
  }

  /** Takes everything off. */
  clear() {
    this.count = 0;
    this.isLifted = false;
    this.element.replaceChildren();
  }

  /** What `comparison` says that done would do. */
  show({ failure, outcome, changed = [], onFileSince }) {
    if (away.includes(failure?.reason)) return this.say("warning", pair("read.will.queued"), "queued");
    if (failure) return this.sayFailure(failure, "read.will.unknown");
    if (!icons[outcome]) return this.say("info", pair("read.will.filed"));
    return this.say(icons[outcome], pair(`read.will.${outcome}`, { date: day(onFileSince), fields: fieldNames(changed) }), outcome);
  }

  say(iconName, words, outcome = "") {
    this.element.dataset.outcome = outcome;
    fill(this.element, h("p", { class: "sentence" }, icon(iconName), text(words, { beside: true })), this.signs());
  }

  /** Says a failure; `lead` is said of one without words of its own. */
  sayFailure(failure, lead) {
    this.element.dataset.outcome = "failed";
    const problem = failure.problem.zh ? failure.problem : pair(lead);
    fill(
      this.element,
      h("p", { class: "sentence" }, icon("error"), text(problem, { beside: true })),
      h("p", { class: "more" }, text(failure.action, { beside: true }), h("small", { class: "code" }, text(pair("read.code", { code: failure.reason })))));
  }

  /** The card was taken away. */
  lifted() {
    this.isLifted = true;
    this.element.querySelector(".signs")?.replaceWith(this.signs());
  }

  /** However small the window: how many findings there are, and where the card is. */
  signs() {
    return h(
      "p", { class: "signs" },
      this.count > 0 && h("span", { class: "noted" }, icon("warning"), text(pair("read.noted", { count: this.count }))),
      this.isLifted && h("span", { class: "card-sign" }, icon("card"), text("read.lifted")));
  }
}

/** The day of a time on file, as it stands on documents here. */
function day(isoDate) {
  return (isoDate ?? "").slice(0, 10);
}
