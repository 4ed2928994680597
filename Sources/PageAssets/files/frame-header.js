// The line over every screen: window, reader, keys of the screens, sound, language, who is signed in.
import { fill, h, icon } from "./dom.js";
import { label, switchLanguage, text, words } from "./language.js";
import { ReaderChip } from "./reader-chip.js";
import { SoundControl } from "./sound-control.js";
import { who } from "./who.js";

export class FrameHeader {
  /** `go(id)` shows a screen, `lock()` signs out. */
  constructor({ isSelfService, go, lock }) {
    this.isSelfService = isSelfService;
    this.go = go;
    this.lock = lock;
    this.readers = new ReaderChip();
    this.sound = new SoundControl();
    this.name = h("strong", { class: "window-name" });
    this.navigation = label(h("nav", { class: "screens" }), "aria-label", "frame.screens");
    this.account = h("div", { class: "account" });
    const language = h("button", { type: "button", class: "quiet", "data-key": "language", onclick: () => switchLanguage() }, text("frame.language"));
    label(language, "title", "frame.language.switch");
    this.element = h(
      "header", {}, this.name, this.readers.element, this.navigation,
      h("div", { class: "tools" }, this.sound.element, language, this.account));
  }

  /** Whether there is something to choose between. */
  get hasScreens() {
    return this.navigation.childElementCount > 0;
  }

  /** The keys of `screens`, and of whoever is signed in. */
  show(screens, { isSignedIn, here }) {
    this.name.textContent = who.window.name || "idkiosk";
    document.title = `${who.window.name || "idkiosk"} · ${words(this.isSelfService ? "self.title" : "frame.title")}`;
    fill(this.navigation, screens.map((screen) => h(
      "button", { type: "button", class: "screen-key", "data-screen": screen.id, "aria-current": screen === here && "page", onclick: () => this.go(screen.id) },
      text(screen.title), screen.key && h("kbd", {}, screen.key.replace("Shift+", "⇧")))));
    fill(this.account, isSignedIn && [
      label(h("button", { type: "button", class: "quiet", "data-key": "password", onclick: () => this.go("password") }, h("span", { class: "clerk" }, who.displayName)), "title", "frame.password.key"),
      label(h("button", { type: "button", class: "quiet", "data-key": "lock", onclick: () => this.lock() }, icon("lock"), text("frame.lock")), "title", "frame.lock.key"),
    ]);
  }
}
