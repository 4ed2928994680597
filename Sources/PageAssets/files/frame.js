// What stands around every screen, and which one is shown: sign-in and lock, the keys that hold everywhere.
import { Banners } from "./banners.js";
import { sessionEnded } from "./card-wait.js";
import { clock } from "./clock.js";
import { fill, h } from "./dom.js";
import { events } from "./events.js";
import { FrameHeader } from "./frame-header.js";
import { frameKey } from "./frame-keys.js";
import { Idle } from "./idle.js";
import { kioskOf } from "./kiosk.js";
import { language, words } from "./language.js";
import { localTime } from "./parts.js";
import { place } from "./place.js";
import { call } from "./rpc.js";
import { closedScreen, signInScreen } from "./sign-in.js";
import { token } from "./token.js";
import { who } from "./who.js";

/** How many seconds before the lock it is said. */
const lockWarning = 30;
/** How often the counter is told that somebody is there. */
const activeSeconds = 30;

export class Frame {
  /** `isForPortal`: whoever stands here is a clerk if one signed in, else somebody without an account where that is allowed. */
  constructor({ isSelfService, isForPortal, screens }) {
    this.isSelfService = isSelfService;
    this.isForPortal = isForPortal;
    this.screens = screens;
    this.mounted = null;
    this.head = new FrameHeader({ isSelfService, go: (id) => this.go(id), lock: () => this.lock("signIn.out") });
    this.banners = new Banners();
    this.main = h("main", { id: "main", tabindex: "-1" });
    this.polite = h("div", { class: "heard", role: "status", "aria-live": "polite" });
    this.urgent = h("div", { class: "heard", role: "alert", "aria-live": "assertive" });
    this.toldActive = performance.now();
  }

  async start() {
    fill(
      document.body, this.head.element, this.banners.element, this.main, this.polite, this.urgent);
    document.addEventListener("keydown", (event) => frameKey(this, event));
    document.addEventListener("idkiosk:signInEnded", () => this.wasSignedIn && this.out("signIn.ended"));
    events.on("window.changed", () => this.online());
    events.on("filing.changed", () => this.status().catch(() => {}));
    clock.onchange((problem) => this.banners.show("clock", problem && { kind: "warning", words: problem }));
    setInterval(() => clock.heard(), 1000);
    clock.heard();
    events.on("offline", () => this.offline());
    events.on("online", () => this.online());
    events.on("card.changed", ({ state }) => state === "found" && this.idle?.touch());
    await this.online();
  }

  get kiosk() {
    return kioskOf(this);
  }

  get offered() {
    if (!this.isSelfService) return this.screens.filter((screen) => who.may(screen.act));
    return this.screens.filter((screen) => screen.selfService && (who.may(screen.act) || screen.isOpenToAll?.(who)));
  }

  /** The screens that are chosen between: in self-service only where there is something to choose. */
  get choices() {
    if (!this.isSelfService) return this.offered;
    const open = this.offered.filter((screen, index) => index === 0 || screen.isOpenToAll);
    return open.length > 1 ? open : [];
  }

  async online() {
    this.banners.show("offline", null);
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
    this.head.readers.refresh();
    if (!wasBegun) this.begin();
    else if (!this.isSelfService && this.wasSignedIn && !who.isSignedIn) this.out("signIn.ended");
    this.header();
  }

  begin() {
    if (this.isForPortal && !who.isSignedIn && this.screens.some((screen) => who.may(screen.act))) this.serveAnybody();
    if (this.isSelfService || who.isSignedIn) this.enter();
    else this.out(null);
  }

  /** Nobody signed in, and nobody has to: the page is that of self-service. */
  serveAnybody() {
    this.isSelfService = true;
    this.head.isSelfService = true;
    document.documentElement.dataset.mode = "self";
  }

  offline() {
    this.head.readers.offline();
    this.banners.show("offline", { kind: "error", words: "frame.offline", action: "frame.offline.action" });
  }

  async status() {
    const status = await call("status");
    who.window = { ...who.window, ...status.window };
    who.hasTrialInbox = status.trialInbox === true;
    const archive = status.archive?.failure;
    this.banners.show("archive", archive && { kind: "error", words: wire(archive.texts?.message), action: wire(archive.texts?.clerk), code: archive.reason });
    const { count, since } = status.waiting ?? { count: 0 };
    this.banners.show("waiting", count > 0 && { kind: "info", words: "frame.waiting", parameters: { count, since: localTime(since) } });
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
    this.banners.show("idle", left <= Math.min(lockWarning, who.idleSeconds / 2) ? words : null);
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
    this.banners.show("idle", null);
    this.mount(signInScreen({ reason, entered: () => this.enter() }));
    this.header();
  }

  header() {
    const screens = this.isSelfService || this.wasSignedIn ? this.choices.filter((screen) => !screen.isHidden) : [];
    this.head.show(screens, { isSignedIn: this.wasSignedIn, here: this.mounted?.screen });
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
    for (const state of Object.keys(this.main.dataset)) delete this.main.dataset[state];
    this.polite.textContent = "";
    this.urgent.textContent = "";
  }

  say(key, urgent) {
    const place = urgent ? this.urgent : this.polite;
    place.textContent = "";
    place.lang = language === "zh" ? "zh-CN" : "en";
    place.textContent = words(key);
  }
}

function wire(texts) {
  return { zh: texts?.["zh-CN"] ?? "", en: texts?.en ?? "" };
}
