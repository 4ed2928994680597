// The line under the Mobile number screen: what was done, what failed and when it may be tried again.
import { fill, h, icon } from "./dom.js";
import { pair, text } from "./language.js";
import { timeLeft } from "./mobile-waiting.js";

export class MobileVerdict {
  constructor() {
    this.element = h("div", { class: "verdict", role: "status" });
  }

  clear() {
    this.element.replaceChildren();
  }

  say(iconName, words) {
    fill(this.element, h("p", { class: "sentence" }, icon(iconName), text(words, { beside: true })));
  }

  sayFailure(failure) {
    const isWait = /^code\.too/.test(failure.reason);
    fill(
      this.element,
      h("p", { class: "sentence" }, icon("error"), text(failure.problem.zh ? failure.problem : "mobile.failed", { beside: true })),
      h("p", { class: "more" }, text(failure.action, { beside: true }), isWait && h("strong", { class: "mobile-wait" }), h("small", { class: "code" }, text(pair("read.code", { code: failure.reason })))));
  }

  /** `wait` seconds are left until the next code. */
  tick(wait) {
    const line = this.element.querySelector(".mobile-wait");
    if (line) fill(line, text(wait > 0 ? pair("mobile.code.next", { time: timeLeft(wait) }) : "mobile.code.nextNow"));
  }
}
