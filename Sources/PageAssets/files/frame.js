// What stands around every screen: header, keys of the screens, banners, sign-in and lock.
import { sessionEnded } from "./card-wait.js";
import { call } from "./rpc.js";
import { clock } from "./clock.js";
import { fill, h, icon, takesKeys } from "./dom.js";
import { events } from "./events.js";
import { Idle } from "./idle.js";
import { label, language, switchLanguage, text, words } from "./language.js";
import { place } from "./place.js";
import { ReaderChip } from "./reader-chip.js";
import { screens } from "./screens.js";
import { closedScreen, signInScreen } from "./sign-in.js";
import { SoundControl } from "./sound-control.js";
import { token } from "./token.js";
import { who } from "./who.js";

/** How many seconds before the lock it is said. */
const lockWarning = 30;
/** How often the counter is told that somebody is there. */
const activeSeconds = 30;


export class Frame {
  constructor(isSelfService) {
    this.isSelfService = isSelfService;
    this.mounted = null;
    this.readers = new ReaderChip();
    this.sound = new SoundControl();
    this.name = h("strong", { class: "window-name" });
    this.navigation = label(h("nav", { class: "screens" }), "aria-label", "frame.screens");
    this.account = h("div", { class: "account" });
    this.language = h("button", { type: "button", class: "quiet", "data-key": "language", onclick: () => switchLanguage() }, text("frame.language"));
    label(this.language, "title", "frame.language.switch");
    this.banners = h("div", { class: "banners", role: "status" });
    this.main = h("main", { id: "main", tabindex: "-1" });
    this.polite = h("div", { class: "heard", role: "status", "aria-live": "polite" });
    this.urgent = h("div", { class: "heard", role: "alert", "aria-live": "assertive" });
    this.shownBanners = new Map();
    this.toldActive = performance.now();
  }

  async start() {
    fill(
      document.body,
      h("header", {}, this.name, this.readers.element, this.navigation, h("div", { class: "tools" }, this.sound.element, this.language, this.account)),
      this.banners, this.main, this.polite, this.urgent);
    document.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("idkiosk:signInEnded", () => this.wasSignedIn && this.out("signIn.ended"));
    events.on("window.changed", () => this.online());
    clock.onchange((problem) => this.banner("clock", problem && { kind: "warning", words: problem }));
    setInterval(() => clock.heard(), 1000);
    clock.heard();
    events.on("offline", () => this.offline());
    events.on("online", () => this.online());
    events.on("card.changed", ({ state }) => state === "found" && this.idle?.touch());
    await this.online();
  }

  /** What a screen gets: how to call, hear, say, sound and go elsewhere. */
  get kiosk() {
    const frame = this;
    return {
      call, who, isSelfService: this.isSelfService,
      /** Hears notifications; ends with the screen. */
      on: (name, listener) => {
        const off = events.on(name, listener);
        frame.mounted?.ends.push(off);
        return off;
      },
      /** Goes to another screen, with what it should begin with. */
      go: (id, begin) => frame.go(id, begin),
      /** After a reload this tab goes on with this screen and `begin`, which holds no value about a person; `null`: no more. */
      stay: (begin) => {
        place.value = begin && { screen: frame.mounted?.screen.id, begin };
      },
      /** Whether there is a screen that this page may show. */
      has: (id) => frame.offered.some((screen) => screen.id === id),
      /** Says a text to whoever listens to the screen; never a personal value. */
      say: (key, { urgent = false } = {}) => frame.say(key, urgent),
      /** Puts a line over the screen, or takes it off: `{kind, words, action}` or `null`. */
      banner: (id, content) => frame.banner(id, content),
    };
  }

  get offered() {
    if (!this.isSelfService) return screens.filter((screen) => who.may(screen.act));
    return screens.filter((screen) => screen.selfService && (who.may(screen.act) || screen.isOpenToAll?.(who)));
  }

  /** The screens that are chosen between: in self-service only where there is something to choose. */
  get choices() {
    if (!this.isSelfService) return this.offered;
    const open = this.offered.filter((screen, index) => index === 0 || screen.isOpenToAll);
    return open.length > 1 ? open : [];
  }

  async online() {
    this.banner("offline", null);
    try {
      await who.refresh();
      await this.status();
    } catch {
      this.offline();
      // Where no stream says it, the page asks again.
      setTimeout(() => !events.stream && !this.hasBegun && this.online(), 1000);
      return;
    }
    const wasBegun = this.hasBegun;
    this.hasBegun = true;
    this.readers.refresh();
    if (!wasBegun) this.begin();
    else if (!this.isSelfService && this.wasSignedIn && !who.isSignedIn) this.out("signIn.ended");
    this.header();
  }

  begin() {
    if (this.isSelfService || who.isSignedIn) this.enter();
    else this.out(null);
  }

  offline() {
    this.readers.offline();
    this.banner("offline", { kind: "error", words: "frame.offline", action: "frame.offline.action" });
  }

  async status() {
    const status = await call("status");
    who.window = { ...who.window, ...status.window };
    who.hasTrialInbox = status.trialInbox === true;
    const archive = status.archive?.failure;
    this.banner("archive", archive && { kind: "error", words: wire(archive.texts?.message), action: wire(archive.texts?.clerk), code: archive.reason });
  }

  /** The screens open: somebody signed in, or nobody has to. */
  enter() {
    this.wasSignedIn = who.isSignedIn && !this.isSelfService;
    this.idle?.stop();
    this.idle = null;
    if (this.wasSignedIn) {
      this.idle = new Idle({
        limit: who.idleSeconds,
        tick: (left) => this.stillHere(left),
        over: () => this.lock("signIn.locked"),
      });
    }
    this.header();
    const was = place.value;
    if (this.offered.some((screen) => screen.id === was?.screen)) this.go(was.screen, was.begin);
    else if (this.offered.length) this.go(this.offered[0].id);
    else this.mount(closedScreen);
  }

  /** Says it before the page locks, and tells the counter now and then that somebody is there. */
  stillHere(left) {
    const words = { kind: "warning", words: "frame.lockSoon", parameters: { seconds: left } };
    this.banner("idle", left <= Math.min(lockWarning, who.idleSeconds / 2) ? words : null);
    if (who.idleSeconds - left > 1 || performance.now() - this.toldActive < activeSeconds * 1000) return;
    this.toldActive = performance.now();
    who.refresh({ active: true }).catch(() => {});
  }

  /** Ends the sign-in at once; the counter hears of it if it can. */
  lock(reason) {
    const as = token.value;
    this.unmount();
    if (reason === "signIn.out") place.value = null;
    // The card session is the clerk's and ends first.
    if (as) sessionEnded().then(() => call("clerk.signOut", {}, { as })).catch(() => {});
    this.out(reason);
  }

  /** Shows the sign-in, and nothing else. */
  out(reason) {
    this.wasSignedIn = false;
    this.idle?.stop();
    this.idle = null;
    token.value = null;
    who.take({});
    this.banner("idle", null);
    this.mount(signInScreen({ reason, entered: () => this.enter() }));
    this.header();
  }

  header() {
    this.name.textContent = who.window.name || "idkiosk";
    document.title = `${who.window.name || "idkiosk"} · ${words(this.isSelfService ? "self.title" : "frame.title")}`;
    const isOpen = this.isSelfService || this.wasSignedIn;
    fill(this.navigation, isOpen && this.choices.filter((screen) => !screen.isHidden).map((screen) => {
      const isHere = this.mounted?.screen === screen;
      return h(
        "button", { type: "button", class: "screen-key", "data-screen": screen.id, "aria-current": isHere && "page", onclick: () => this.go(screen.id) },
        text(screen.title), screen.key && h("kbd", {}, screen.key.replace("Shift+", "⇧")));
    }));
    fill(this.account, this.wasSignedIn && [
      label(h("button", { type: "button", class: "quiet", "data-key": "password", onclick: () => this.go("password") }, h("span", { class: "clerk" }, who.displayName)), "title", "frame.password.key"),
      label(h("button", { type: "button", class: "quiet", "data-key": "lock", onclick: () => this.lock("signIn.out") }, icon("lock"), text("frame.lock")), "title", "frame.lock.key"),
    ]);
  }

  /** Shows the screen `id`. */
  go(id, begin) {
    const screen = this.offered.find((one) => one.id === id) ?? this.offered[0];
    place.value = null;
    if (screen) this.mount(screen, begin);
    this.header();
  }

  mount(screen, begin) {
    this.unmount();
    this.mounted = { screen, ends: [], handle: null };
    this.main.className = `screen screen-${screen.id}`;
    this.main.focus({ preventScroll: true });
    this.mounted.handle = screen.mount(this.main, this.kiosk, begin) ?? {};
  }

  unmount() {
    const mounted = this.mounted;
    this.mounted = null;
    mounted?.handle?.unmount?.();
    mounted?.ends.forEach((off) => off());
    this.main.replaceChildren();
    this.polite.textContent = "";
    this.urgent.textContent = "";
  }

  key(event) {
    if (event.isComposing || event.defaultPrevented) return;
    if (event.altKey && !event.ctrlKey && this.toolKey(event)) return event.preventDefault();
    const name = keyName(event);
    const screen = !event.repeat && this.navigation.childElementCount && this.choices.find((one) => one.key === name);
    if (screen) {
      event.preventDefault();
      if (screen !== this.mounted?.screen) this.go(screen.id);
      return;
    }
    if (takesKeys(event.target) && (name === "Enter" || name === "Space" || name.length === 1)) return;
    if (event.repeat) return;
    if (this.mounted?.handle?.key?.(name, event)) event.preventDefault();
    else if (name === "Escape" && this.navigation.childElementCount) {
      event.preventDefault();
      this.go("read");
    }
  }

  toolKey({ code, repeat }) {
    if (code === "KeyL") {
      if (!repeat) switchLanguage();
    } else if (code === "KeyM") {
      if (!repeat) this.sound.toggle();
    } else if (code === "KeyP") {
      if (!repeat && this.wasSignedIn && this.mounted?.screen.id !== "password") this.go("password");
    } else if (code === "KeyQ") {
      if (this.wasSignedIn) this.lock("signIn.out");
    } else {
      return false;
    }
    return true;
  }

  say(key, urgent) {
    const place = urgent ? this.urgent : this.polite;
    place.textContent = "";
    place.lang = language === "zh" ? "zh-CN" : "en";
    place.textContent = words(key);
  }

  banner(id, content) {
    const shown = this.shownBanners.get(id);
    if (!content) {
      shown?.remove();
      this.shownBanners.delete(id);
      return;
    }
    const parts = [
      icon(content.kind), h("strong", {}, text(content.words, { parameters: content.parameters })),
      content.action && text(content.action), content.code && h("small", { class: "code" }, content.code),
    ];
    if (shown) {
      fill(shown, parts);
      return;
    }
    const line = h("p", { class: `banner banner-${content.kind}`, "data-banner": id }, parts);
    this.shownBanners.set(id, line);
    this.banners.append(line);
  }
}

/** A key by one name: `F2`, `Shift+F2`, `Alt+W`, `Enter`, `Space`, `a`. */
function keyName(event) {
  const name = event.key === " " ? "Space" : event.key;
  if (event.altKey) return `Alt+${name.length === 1 ? name.toUpperCase() : name}`;
  return event.shiftKey && name.length > 1 ? `Shift+${name}` : name;
}

function wire(texts) {
  return { zh: texts?.["zh-CN"] ?? "", en: texts?.en ?? "" };
}
