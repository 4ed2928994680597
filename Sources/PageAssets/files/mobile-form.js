// The step of the Mobile number screen that has a field: the number, the reason of a release, the code.
import { fill, h, icon } from "./dom.js";
import { pair, text } from "./language.js";
import { groupNumber, typedNumber } from "./mobile-number.js";
import { codeBody, input, labelled, numberBody, showClock, showDelivery, when } from "./mobile-steps.js";

export class MobileForm {
  /** `body` is what stands in the step `step` of `screen`, `field` the input in it. */
  constructor(screen, step) {
    this.screen = screen;
    this.told = h("p", { class: "mobile-told", id: "mobile-told", role: "status" });
    this.body = { number: () => this.number(), release: () => this.release(), code: () => this.code() }[step]();
  }

  number() {
    this.field = input("mobile-number", { maxlength: 24, oninput: (event) => this.numberTyped(event) });
    return numberBody({ ...this.before(), warnings: this.screen.file.warnings, field: this.around("mobile.number.label") });
  }

  release() {
    this.field = input("mobile-reason", { maxlength: 200, inputmode: "text" });
    return numberBody({ ...this.before(), warnings: [], field: this.around("mobile.release.label") });
  }

  code() {
    const { waiting, file } = this.screen;
    this.field = input("mobile-code", { maxlength: 12, oninput: () => this.tell(null) });
    this.delivery = h("p", { class: "mobile-delivery", role: "status" });
    this.clock = h("p", { class: "mobile-clock" });
    showDelivery(this.delivery, waiting);
    return codeBody({
      waiting, told: this.told, delivery: this.delivery, clock: this.clock, warnings: file.warnings, field: this.around("mobile.code.label"),
    });
  }

  /** What is on file so far. */
  before() {
    const { file } = this.screen;
    return { old: file.phoneMasked, since: when(file.boundSince), told: this.told };
  }

  /** Enter in the field is the one next step. */
  around(words) {
    const { keys } = this.screen;
    const onsubmit = (event) => {
      event.preventDefault();
      if (keys.primary) keys.press(keys.primary);
    };
    return h("form", { onsubmit }, labelled(this.field, words));
  }

  numberTyped(event) {
    if (event.isComposing) return;
    groupNumber(this.field);
    const { problem, isWhole, isAbroad } = typedNumber(this.field.value);
    if (isWhole) this.tell(isAbroad ? "mobile.number.abroad" : "mobile.number.whole", { kind: "ok" });
    else this.tell(problem?.words, { parameters: problem?.parameters, kind: problem?.isSoft ? "info" : "error" });
    this.screen.verdict.clear();
    this.screen.showKeys();
  }

  /** Says something about what stands in the field. */
  tell(words, { parameters = {}, kind = "error" } = {}) {
    this.told.dataset.kind = words ? kind : "";
    fill(this.told, words && [icon(kind), text(pair(words, parameters), { beside: true })]);
    this.field.setAttribute("aria-invalid", String(Boolean(words) && kind === "error"));
  }

  /** Once a second; `wait` is after how many of them another code may be asked for. */
  tick(wait) {
    if (this.clock) showClock(this.clock, this.screen.waiting, wait);
  }

  /** Says where the message stands now; whether that has a place here. */
  showDelivery() {
    if (this.delivery) showDelivery(this.delivery, this.screen.waiting);
    return Boolean(this.delivery);
  }
}
