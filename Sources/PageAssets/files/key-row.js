// The buttons at the foot of a screen, each with its key.
import { fill, h } from "./dom.js";
import { text } from "./language.js";

const keyWords = { Space: "空格 Space", Escape: "Esc", Backspace: "退格 ←", PageDown: "PgDn", PageUp: "PgUp" };

/** Shows `{id, words, key, act, isPrimary, isClosed, keepsFocus}`, and does what the key of one of them says. */
export class KeyRow {
  /** `home` - a screen, or whatever has a `focus` - takes the focus back after each press, so that the next key is the screen's again. */
  constructor(home) {
    this.home = home;
    this.element = h("div", { class: "actions" });
    this.keys = [];
  }

  /** Puts these keys in the place of the others; what is not there (`false`, `null`) is left out. */
  show(...keys) {
    this.keys = keys.flat().filter(Boolean);
    fill(this.element, this.keys.map((key) => h(
      "button", {
        type: "button", class: key.isPrimary ? "primary" : "secondary", "data-key": key.id,
        "aria-disabled": key.isClosed ? "true" : null, onclick: () => this.press(key),
      },
      text(key.words, { beside: true }), key.key && h("kbd", {}, keyWords[key.key] ?? key.key))));
  }

  /** The one next step, if there is one. */
  get primary() {
    return this.keys.find((key) => key.isPrimary);
  }

  /** Whether the key was one of these. A letter counts by its place on the keyboard, whatever types it. */
  key(name, event) {
    const letter = event?.code?.startsWith("Key") && !event.ctrlKey && !event.metaKey ? event.code.slice(3) : null;
    const key = this.keys.find((one) => one.key === name || (letter && one.key === letter));
    if (!key) return false;
    this.press(key);
    return true;
  }

  press(key) {
    if (key.isClosed) return;
    if (!key.keepsFocus) this.home.focus({ preventScroll: true });
    key.act();
  }
}
