// The Mobile number screen: face, number, code, done. It belongs to one person at the counter and keeps nothing of them.
import { endSession } from "./card-wait.js";
import { fill, h, icon } from "./dom.js";
import { Idle } from "./idle.js";
import { pair, text } from "./language.js";
import { keysOf } from "./mobile-keys.js";
import { groupNumber, maskedNumber, solid, typedNumber } from "./mobile-number.js";
import {
  codeBody, column, doneBody, faceBody, input, labelled, numberBody, portraitOf, refusal, showClock, showDelivery,
} from "./mobile-steps.js";
import { secondsUntil, timeLeft, WaitingCode } from "./mobile-waiting.js";
import { sounds } from "./sounds.js";

/** After how many seconds without a hand self-service clears the screen - a message takes its time - and for how many it says so. */
const selfServiceSeconds = 120;
const selfServiceWarning = 15;
const keyWords = { Escape: "Esc" };
/** A code that these are said of can never be right any more. */
const voidReasons = { "code.locked": "locked", "code.expired": "expired", "code.used": "used", "code.superseded": "superseded", "code.none": "expired" };

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
    this.heard = new Map();
    this.nextAt = 0;
    this.stage = h("div", { class: "stage" });
    this.verdict = h("div", { class: "verdict", role: "status" });
    this.actions = h("div", { class: "actions" });
    fill(root, this.stage, h("footer", { class: "foot" }, this.verdict, this.actions));
    kiosk.on("card.changed", (change) => this.cardChanged(change));
    kiosk.on("reader.changed", (change) => this.readerChanged(change));
    kiosk.on("sms.changed", (change) => this.messageChanged(change));
    kiosk.on("online", () => this.lost("mobile.serviceBack"));
    this.timer = setInterval(() => this.tick(), 1000);
    if (kiosk.isSelfService) this.watchHands();
    this.load();
  }

  unmount() {
    this.isGone = true;
    clearInterval(this.timer);
    this.hands?.stop();
    this.kiosk.banner("self", null);
    this.portrait.clear();
    endSession(this.session);
    for (const field of this.root.querySelectorAll("input")) field.value = "";
    for (const name of ["session", "visit", "reading", "name", "file", "waiting", "phone", "did"]) this[name] = null;
    this.heard.clear();
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

  /** Asks what is on file. */
  async load() {
    this.go("wait");
    await this.calling("phone.show", {}, (file) => {
      this.take(file);
      if (this.isSelf && file.phoneMasked) this.refuse(pair("mobile.self.bound"), pair("mobile.self.bound.hint"));
      else if (this.isSelf) this.afterFace();
      else this.go("face");
    }, (failure) => this.refuse(failure.problem, failure.action, failure.reason));
  }

  /** Calls for this visit. What comes when the person has gone is dropped. */
  async calling(method, more, done, failed) {
    this.isBusy = true;
    this.showKeys();
    try {
      const answer = await this.kiosk.call(method, more.person ? more : { ...this.visit, ...more });
      if (this.isGone) return;
      this.isBusy = false;
      done(answer);
    } catch (failure) {
      if (this.isGone) return;
      this.isBusy = false;
      if (!failure.reason) throw failure;
      sounds.play("again");
      if (failure.reason.startsWith("session.")) this.lost("mobile.ended");
      else if (failure.reason === "page.offline" && method !== "phone.show") this.lost("mobile.unsure");
      else failed(failure);
    }
    if (!this.isGone) this.showKeys();
  }

  take(file) {
    this.file = file;
    this.waiting = file.waiting ? new WaitingCode(file.waiting) : null;
    if (!this.waiting) return;
    // Its message may have gone further before this answer came.
    this.waiting.hear(this.heard.get(this.waiting.message));
    this.nextAt = this.waiting.nextAt;
  }

  afterFace() {
    this.go(this.canContinue ? "code" : "number");
  }

  /** Whether a code for this purpose waits to be said. */
  get canContinue() {
    return Boolean(this.waiting?.isOpen) && this.waiting.purpose === this.purpose;
  }

  async send() {
    const typed = typedNumber(this.field?.value ?? "");
    const phone = this.step === "number" ? typed.isWhole && typed.digits : this.phone;
    if (!phone) return;
    this.say("wait", "mobile.sending");
    await this.calling("phone.sendCode", { purpose: this.purpose, phone, faceConfirmed: !this.isSelf }, (file) => {
      this.take(file);
      this.phone = phone;
      this.go("code");
      this.kiosk.say("mobile.sent.announce");
    }, (failure) => this.sendFailed(failure));
  }

  async sendFailed(failure) {
    if (["phone.alreadyBound", "phone.none"].includes(failure.reason)) {
      // Another window was quicker: what is on file is looked at again.
      await this.calling("phone.show", {}, (file) => {
        this.take(file);
        this.go("number");
      }, () => {});
    }
    if (this.isGone) return;
    const seconds = /^code\.too/.test(failure.reason) ? Number(failure.detail) || 0 : 0;
    if (seconds > 0) this.nextAt = performance.now() + seconds * 1000;
    this.sayFailure(failure);
    this.tick();
    this.focus();
  }

  async confirm() {
    const code = solid(this.field.value);
    if (!/^\d{4,8}$/.test(code)) {
      this.tell("mobile.code.malformed");
      return;
    }
    this.say("wait", "mobile.confirming");
    const { purpose } = this;
    const was = this.file.phoneMasked;
    const more = { purpose, code, faceConfirmed: !this.isSelf };
    if (this.phone) more.phone = this.phone;
    await this.calling("phone.confirm", more, (file) => {
      this.did = { kind: purpose, was, now: file.phoneMasked, since: when(file.boundSince), isConfirmed: file.faceConfirmed };
      this.file = file;
      this.phone = null;
      sounds.play("filed");
      this.go("done");
      this.kiosk.say(`mobile.did.${purpose}`);
    }, (failure) => this.confirmFailed(failure));
  }

  confirmFailed(failure) {
    if (this.field) this.field.value = "";
    if (failure.reason === "code.wrong" && this.waiting) this.waiting.triesLeft = Number(failure.detail) || 0;
    if (voidReasons[failure.reason] && this.waiting) {
      this.waiting.state = voidReasons[failure.reason];
      this.waiting.triesLeft = 0;
    }
    this.sayFailure(failure);
    this.tick();
    this.focus();
  }

  async release() {
    const reason = this.field.value.trim();
    if (!reason) {
      this.tell("mobile.release.empty");
      return;
    }
    const was = this.file.phoneMasked;
    await this.calling("phone.release", { person: this.file.person, reason }, () => {
      this.did = { kind: "release", was };
      sounds.play("filed");
      this.go("done");
      this.kiosk.say("mobile.did.release");
    }, (failure) => this.sayFailure(failure));
  }

  /** Shows a step; what was typed in the one before is gone. */
  go(step) {
    this.step = step;
    this.root.dataset.step = step;
    this.field = this.told = this.delivery = this.clock = null;
    this.verdict.replaceChildren();
    if (step === "wait") fill(this.stage, h("section", { class: "state" }, h("h1", { class: "sentence" }, text("mobile.looking", { beside: true }))));
    else fill(this.stage, this.column(step));
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
    const told = this.told = h("p", { class: "mobile-told", id: "mobile-told", role: "status" });
    const warnings = this.file.warnings;
    if (step === "face") return faceBody(this.reading, this.portrait);
    if (step === "done") return doneBody(this.did);
    if (step === "number") {
      this.field = input("mobile-number", { maxlength: 24, oninput: (event) => this.numberTyped(event) });
      return numberBody({
        old: this.file.phoneMasked, since: when(this.file.boundSince), told, warnings, field: this.form(labelled(this.field, "mobile.number.label")),
      });
    }
    if (step === "release") {
      this.field = input("mobile-reason", { maxlength: 200, inputmode: "text" });
      return numberBody({
        old: this.file.phoneMasked, since: when(this.file.boundSince), told, warnings: [], field: this.form(labelled(this.field, "mobile.release.label")),
      });
    }
    this.field = input("mobile-code", { maxlength: 12, oninput: () => this.tell(null) });
    this.delivery = h("p", { class: "mobile-delivery", role: "status" });
    this.clock = h("p", { class: "mobile-clock" });
    showDelivery(this.delivery, this.waiting);
    return codeBody({ waiting: this.waiting, told, delivery: this.delivery, clock: this.clock, warnings, field: this.form(labelled(this.field, "mobile.code.label")) });
  }

  /** Enter in a field is the one next step. */
  form(...parts) {
    return h("form", { onsubmit: (event) => {
      event.preventDefault();
      const primary = this.keys.find((key) => key.isPrimary);
      if (primary) this.press(primary);
    } }, parts);
  }

  numberTyped(event) {
    if (event.isComposing) return;
    groupNumber(this.field);
    const { problem, isWhole } = typedNumber(this.field.value);
    if (isWhole) this.tell("mobile.number.whole", { kind: "ok" });
    else this.tell(problem?.words, { parameters: problem?.parameters, kind: problem?.isSoft ? "info" : "error" });
    this.verdict.replaceChildren();
    this.showKeys();
  }

  /** Says something about what stands in the field. */
  tell(words, { parameters = {}, kind = "error" } = {}) {
    if (!this.told) return;
    this.told.dataset.kind = words ? kind : "";
    fill(this.told, words && [icon(kind), text(pair(words, parameters), { beside: true })]);
    this.field?.setAttribute("aria-invalid", String(Boolean(words) && kind === "error"));
  }

  otherNumber() {
    this.phone = null;
    this.go("number");
  }

  showKeys() {
    this.keys = keysOf(this).filter(Boolean);
    this.closed = this.keys.map((key) => Boolean(key.isClosed)).join();
    fill(this.actions, this.keys.map((key) => h(
      "button", { type: "button", class: key.isPrimary ? "primary" : "secondary", "data-key": key.id, "aria-disabled": key.isClosed ? "true" : null, onclick: () => this.press(key) },
      text(key.words, { beside: true }), h("kbd", {}, keyWords[key.key] ?? key.key))));
  }

  press(key) {
    if (key.isClosed) return;
    this.focus();
    key.act();
  }

  key(name) {
    const key = this.keys.find((one) => one.key === name) ?? (this.step === "done" && name === "Escape" && this.keys[0]);
    if (!key) return false;
    this.press(key);
    return true;
  }

  focus() {
    (this.field ?? this.root).focus({ preventScroll: true });
    this.field?.scrollIntoView({ block: "nearest" });
  }

  /** Once a second: lives and waits go on. */
  tick() {
    if (this.isGone || !this.file) return;
    const wait = secondsUntil(this.nextAt);
    if (this.clock) showClock(this.clock, this.waiting, wait);
    const line = this.verdict.querySelector(".mobile-wait");
    if (line) fill(line, text(wait > 0 ? pair("mobile.code.next", { time: timeLeft(wait) }) : "mobile.code.nextNow"));
    const closed = keysOf(this).filter(Boolean).map((key) => Boolean(key.isClosed)).join();
    if (closed === this.closed) return;
    this.showKeys();
    if (this.step === "code" && wait === 0) this.kiosk.say("mobile.code.nextNow");
  }

  messageChanged({ message, delivery }) {
    this.heard.set(message, delivery);
    if (!this.waiting || this.waiting.message !== message || !this.waiting.hear(delivery) || !this.delivery) return;
    showDelivery(this.delivery, this.waiting);
    if (delivery.state === "failed") sounds.play("again");
  }

  say(iconName, words) {
    fill(this.verdict, h("p", { class: "sentence" }, icon(iconName), text(words, { beside: true })));
  }

  sayFailure(failure) {
    const isWait = /^code\.too/.test(failure.reason);
    fill(
      this.verdict,
      h("p", { class: "sentence" }, icon("error"), text(failure.problem.zh ? failure.problem : "mobile.failed", { beside: true })),
      h("p", { class: "more" }, text(failure.action, { beside: true }), isWait && h("strong", { class: "mobile-wait" }), h("small", { class: "code" }, text(pair("read.code", { code: failure.reason })))));
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
    else this.leave(this.isBusy && this.step !== "wait" ? "mobile.unsure" : words, "warning");
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

  /** Self-service: whoever goes away leaves nothing on the screen. */
  watchHands() {
    this.hands = new Idle({
      limit: selfServiceSeconds,
      tick: (left) => this.kiosk.banner("self", left <= selfServiceWarning ? { kind: "warning", words: "self.soon", parameters: { seconds: left } } : null),
      over: () => this.leave("self.cleared", "info"),
    });
  }
}

/** The minute of a time on file, as it stands on the wall here. */
function when(iso) {
  return (iso ?? "").slice(0, 16).replace("T", " ");
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
    return { unmount: () => screen.unmount(), key: (name) => screen.key(name) };
  },
};
