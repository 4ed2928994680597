// The trial inbox: what a telephone would show, at windows that are being tried out and send nothing.
import { fill, h, icon } from "./dom.js";
import { label, text } from "./language.js";

export class TrialInbox {
  /** Shows nothing at a window whose messages go to telephones, and asks for nothing there. */
  constructor(kiosk) {
    this.kiosk = kiosk;
    this.isHere = kiosk.who.hasTrialInbox;
    this.list = h("ol", {});
    this.element = label(
      h(
        "aside", { class: "trial-inbox", hidden: true },
        h("h2", {}, icon("info"), text("mobile.inbox", { beside: true })), text("mobile.inbox.hint", { beside: true, tag: "p" }), this.list),
      "aria-label", "mobile.inbox");
  }

  /** Shows the newest messages to these masked numbers. */
  async show(numbers) {
    const wanted = numbers.filter(Boolean);
    if (!this.isHere || wanted.length === 0) return this.clear();
    const turn = this.turn = Symbol();
    let messages = [];
    try {
      ({ messages } = await this.kiosk.call("sms.inbox"));
    } catch {
      // The delivery says what is wrong with the gateway.
    }
    if (this.turn !== turn) return undefined;
    const shown = messages.filter((message) => wanted.includes(message.phoneMasked)).slice(0, 2);
    fill(this.list, shown.map((message) => h("li", {}, h("strong", { class: "tabular" }, message.phoneMasked), h("span", { lang: "zh-CN" }, message.text))));
    this.element.hidden = shown.length === 0;
    return undefined;
  }

  /** Takes it off the screen. */
  clear() {
    this.turn = null;
    this.list.replaceChildren();
    this.element.hidden = true;
  }
}
