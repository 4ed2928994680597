// The Mobile number screen: face, number, code, done. It belongs to one person at the counter and keeps nothing of them.
import { endSession } from "./card-wait.js";
import { fill, h } from "./dom.js";
import { KeyRow } from "./key-row.js";
import { text } from "./language.js";
import { MobileCalls } from "./mobile-calls.js";
import { MobileForm } from "./mobile-form.js";
import { TrialInbox } from "./mobile-inbox.js";
import { keysOf } from "./mobile-keys.js";
import { maskedNumber } from "./mobile-number.js";
import { column, doneBody, faceBody, portraitOf, refusal } from "./mobile-steps.js";
import { MobileVerdict } from "./mobile-verdict.js";
import { secondsUntil } from "./mobile-waiting.js";
import { watchHands } from "./self-hands.js";
import { sounds } from "./sounds.js";

/** After how many seconds without a hand self-service clears the screen - a message takes its time - and for how many it says so. */
const selfService = { limit: 120, warning: 15 };

class MobileScreen {
  /** `begin` is `{session, person, reading}`, or for a typed document seen just now `{person, verifiedByEye, name}`. */
  constructor(root, kiosk, begin) {
    this.root = root;
    this.kiosk = kiosk;
    this.session = begin.session ?? null;
    this.visit = begin.session ? { session: begin.session } : { person: begin.person, verifiedByEye: begin.verifiedByEye === true };
    this.reading = begin.reading ?? null;
    this.name = begin.reading?.document?.name ?? begin.reading?.document?.englishName ?? begin.name ?? "";
    this.portrait = portraitOf();
    this.nextAt = 0;
    this.stage = h("div", { class: "stage" });
    this.verdict = new MobileVerdict();
    this.keys = new KeyRow(this);
    this.calls = new MobileCalls(this);
    this.inbox = new TrialInbox(kiosk);
    fill(root, this.stage, h("footer", { class: "foot" }, this.verdict.element, this.keys.element));
    kiosk.on("card.changed", (change) => this.cardChanged(change));
    kiosk.on("reader.changed", (change) => this.readerChanged(change));
    kiosk.on("sms.changed", (change) => this.messageChanged(change));
    kiosk.on("online", () => this.lost("mobile.serviceBack"));
    this.timer = setInterval(() => this.tick(), 1000);
    if (kiosk.isSelfService) this.hands = watchHands(kiosk, { ...selfService, over: () => this.leave("self.cleared", "info") });
    this.calls.load();
  }

  unmount() {
    this.isGone = true;
    clearInterval(this.timer);
    this.hands?.stop();
    this.kiosk.banner("self", null);
    this.portrait.clear();
    this.inbox.clear();
    endSession(this.session);
    for (const field of this.root.querySelectorAll("input")) field.value = "";
    for (const name of ["session", "visit", "reading", "name", "file", "waiting", "phone", "did"]) this[name] = null;
    this.calls.heard.clear();
    delete this.root.dataset.step;
    this.root.replaceChildren();
  }

  get isSelf() {
    return this.kiosk.isSelfService;
  }

  /** What a code would be for. */
  get purpose() {
    return this.file.phoneMasked ? "change" : "bind";
  }

  afterFace() {
    this.go(this.canContinue ? "code" : "number");
  }

  /** Whether a code for this purpose waits to be said. */
  get canContinue() {
    return Boolean(this.waiting?.isOpen) && this.waiting.purpose === this.purpose;
  }

  /** Shows a step; what was typed in the one before is gone. */
  go(step) {
    this.step = step;
    this.root.dataset.step = step;
    this.form = null;
    this.verdict.clear();
    if (step === "wait") fill(this.stage, h("section", { class: "state" }, h("h1", { class: "sentence" }, text("mobile.looking", { beside: true }))));
    else fill(this.stage, this.column(step), this.inbox.element);
    this.showInbox();
    this.showKeys();
    this.tick();
    this.focus();
  }

  column(step) {
    const isRelease = step === "release" || this.did?.kind === "release";
    return column({
      title: isRelease ? "mobile.title.release" : `mobile.title.${this.did?.kind ?? this.purpose}`, name: this.name, kind: this.reading?.document?.kind,
      now: step === "release" ? "number" : step, body: this.body(step),
      names: isRelease ? { number: "mobile.step.release", code: "mobile.step.noCode" } : {},
      folded: {
        face: text(this.isSelf ? "mobile.face.self" : "mobile.face.done"),
        number: isRelease ? this.did?.was : (this.phone ? maskedNumber(this.phone) : this.did?.now ?? this.waiting?.phoneMasked),
        code: !isRelease && text("mobile.code.right"),
      },
    });
  }

  body(step) {
    if (step === "face") return faceBody(this.reading, this.portrait);
    if (step === "done") return doneBody(this.did);
    this.form = new MobileForm(this, step);
    return this.form.body;
  }

  /** The one field of the step that is open, if it has one. */
  get field() {
    return this.form?.field ?? null;
  }

  otherNumber() {
    this.phone = null;
    this.go("number");
  }

  showKeys() {
    this.keys.show(keysOf(this));
    this.closed = closedOf(this.keys.keys);
  }

  key(name, event) {
    if (this.step === "done" && name === "Escape") return this.key("Enter");
    return this.keys.key(name, event);
  }

  focus() {
    (this.field ?? this.root).focus({ preventScroll: true });
    this.field?.scrollIntoView({ block: "nearest" });
  }

  /** Once a second: lives and waits go on. */
  tick() {
    if (this.isGone || !this.file) return;
    const wait = secondsUntil(this.nextAt);
    this.form?.tick(wait);
    this.verdict.tick(wait);
    if (closedOf(keysOf(this).filter(Boolean)) === this.closed) return;
    this.showKeys();
    if (this.step === "code" && wait === 0) this.kiosk.say("mobile.code.nextNow");
  }

  /** What the person's telephone would show, where there is none. */
  showInbox() {
    const shows = ["code", "done"].includes(this.step);
    this.inbox.show(shows ? [this.step === "code" && this.waiting.phoneMasked, this.did?.now, this.did?.was] : []);
  }

  messageChanged(change) {
    this.showInbox();
    if (!this.calls.messageChanged(change) || !this.form?.showDelivery()) return;
    if (change.delivery.state === "failed") sounds.play("again");
  }

  refuse(problem, action, code) {
    this.go("wait");
    this.step = this.root.dataset.step = "refused";
    fill(this.stage, refusal({ title: "mobile.title", problem, action, code }));
    this.showKeys();
    this.focus();
  }

  finish() {
    this.leave(`mobile.did.${this.did.kind}`, "ok", this.did.kind);
  }

  /** Clears and goes back to reading; `words` says what became of it, nothing about the person. */
  leave(words, kind, outcome) {
    if (this.isGone) return;
    const isOver = outcome !== undefined || kind === "info";
    const hadCard = Boolean(this.session);
    const { kiosk } = this;
    kiosk.go("read", {
      notice: { kind, words, at: outcome && new Date(), more: isOver && hadCard && (this.isSelf ? "read.takeBack" : "read.giveBack"), outcome: outcome ?? (isOver ? "left" : undefined) },
    });
    kiosk.say(words);
  }

  /** Nobody is at the counter any more. What was done stays done; of what is under way nobody knows. */
  lost(words) {
    if (this.did) this.finish();
    else this.leave(this.calls.isBusy && this.step !== "wait" ? "mobile.unsure" : words, "warning");
  }

  cardChanged({ session, state, reader }) {
    if (!this.session) return;
    if (session === this.session && state === "ended") {
      this.session = null;
      this.lost("mobile.ended");
    } else if (state === "found" && reader === this.reading?.reader?.id && session !== this.session) {
      this.lost("mobile.otherCard");
    }
  }

  readerChanged({ id, present }) {
    if (!this.session || present !== false || id !== this.reading?.reader?.id) return;
    this.session = null;
    this.lost("mobile.ended");
  }
}

/** Which of these keys are closed. */
function closedOf(keys) {
  return keys.map((key) => Boolean(key.isClosed)).join();
}

export default {
  id: "mobile",
  title: "mobile.title",
  act: "phone.sendCode",
  selfService: true,
  // Opened with the person who is at the counter.
  isHidden: true,
  mount: (root, kiosk, begin) => {
    if (!begin?.session && !begin?.person) {
      queueMicrotask(() => kiosk.go("read"));
      return {};
    }
    const screen = new MobileScreen(root, kiosk, begin);
    return { unmount: () => screen.unmount(), key: (name, event) => screen.key(name, event) };
  },
};
