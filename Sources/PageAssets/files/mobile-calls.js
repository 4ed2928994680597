// What the Mobile number screen asks of the counter, and what it makes of the answers. What comes when the person has gone is dropped.
import { pair } from "./language.js";
import { solid, typedNumber } from "./mobile-number.js";
import { when } from "./mobile-steps.js";
import { WaitingCode } from "./mobile-waiting.js";
import { sounds } from "./sounds.js";

/** A code that these are said of can never be right any more. */
const voidReasons = { "code.locked": "locked", "code.expired": "expired", "code.used": "used", "code.superseded": "superseded", "code.none": "expired" };

/** The calls of one visit; `screen` shows what comes of them. */
export class MobileCalls {
  constructor(screen) {
    this.screen = screen;
    this.heard = new Map();
    this.isBusy = false;
  }

  /** Whether a message stands somewhere else than before. */
  messageChanged({ message, delivery }) {
    this.heard.set(message, delivery);
    const { waiting } = this.screen;
    return waiting?.message === message && waiting.hear(delivery);
  }

  /** Asks what is on file. */
  async load() {
    const { screen } = this;
    screen.go("wait");
    await this.calling("phone.show", {}, (file) => {
      this.take(file);
      if (screen.isSelf && file.phoneMasked) screen.refuse(pair("mobile.self.bound"), pair("mobile.self.bound.hint"));
      else if (screen.isSelf) screen.afterFace();
      else screen.go("face");
    }, (failure) => screen.refuse(failure.problem, failure.action, failure.reason));
  }

  async send() {
    const { screen } = this;
    const typed = typedNumber(screen.field?.value ?? "");
    const phone = screen.step === "number" ? typed.isWhole && typed.digits : screen.phone;
    if (!phone) return;
    screen.verdict.say("wait", "mobile.sending");
    await this.calling("phone.sendCode", { purpose: screen.purpose, phone, faceConfirmed: !screen.isSelf }, (file) => {
      this.take(file);
      screen.phone = phone;
      screen.go("code");
      screen.kiosk.say("mobile.sent.announce");
    }, (failure) => this.sendFailed(failure));
  }

  async confirm() {
    const { screen } = this;
    const code = solid(screen.field.value);
    if (!/^\d{4,8}$/.test(code)) {
      screen.form.tell("mobile.code.malformed");
      return;
    }
    screen.verdict.say("wait", "mobile.confirming");
    const { purpose } = screen;
    const was = screen.file.phoneMasked;
    const more = { purpose, code, faceConfirmed: !screen.isSelf };
    if (screen.phone) more.phone = screen.phone;
    await this.calling("phone.confirm", more, (file) => {
      screen.file = file;
      screen.phone = null;
      this.did({ kind: purpose, was, now: file.phoneMasked, since: when(file.boundSince), isConfirmed: file.faceConfirmed });
    }, (failure) => this.confirmFailed(failure));
  }

  async release() {
    const { screen } = this;
    const reason = screen.field.value.trim();
    if (!reason) {
      screen.form.tell("mobile.release.empty");
      return;
    }
    const { person, phoneMasked: was } = screen.file;
    await this.calling("phone.release", { person, reason }, () => this.did({ kind: "release", was }), (failure) => screen.verdict.sayFailure(failure));
  }

  did(did) {
    const { screen } = this;
    screen.did = did;
    sounds.play("filed");
    screen.go("done");
    screen.kiosk.say(`mobile.did.${did.kind}`);
  }

  async sendFailed(failure) {
    const { screen } = this;
    if (["phone.alreadyBound", "phone.none"].includes(failure.reason)) {
      // Another window was quicker: what is on file is looked at again.
      await this.calling("phone.show", {}, (file) => {
        this.take(file);
        screen.go("number");
      }, () => {});
    }
    if (screen.isGone) return;
    const seconds = /^code\.too/.test(failure.reason) ? Number(failure.detail) || 0 : 0;
    if (seconds > 0) screen.nextAt = performance.now() + seconds * 1000;
    this.showFailure(failure);
  }

  confirmFailed(failure) {
    const { screen } = this;
    if (screen.field) screen.field.value = "";
    if (failure.reason === "code.wrong" && screen.waiting) screen.waiting.triesLeft = Number(failure.detail) || 0;
    if (voidReasons[failure.reason] && screen.waiting) {
      screen.waiting.state = voidReasons[failure.reason];
      screen.waiting.triesLeft = 0;
    }
    this.showFailure(failure);
  }

  showFailure(failure) {
    this.screen.verdict.sayFailure(failure);
    this.screen.tick();
    this.screen.focus();
  }

  take(file) {
    const { screen } = this;
    screen.file = file;
    screen.waiting = file.waiting ? new WaitingCode(file.waiting) : null;
    if (!screen.waiting) return;
    // Its message may have gone further before this answer came.
    screen.waiting.hear(this.heard.get(screen.waiting.message));
    screen.nextAt = screen.waiting.nextAt;
  }

  /** Calls for this visit, or for the person that `more` names. */
  async calling(method, more, done, failed) {
    const { screen } = this;
    this.isBusy = true;
    screen.showKeys();
    try {
      const answer = await screen.kiosk.call(method, more.person ? more : { ...screen.visit, ...more });
      if (screen.isGone) return;
      this.isBusy = false;
      done(answer);
    } catch (failure) {
      if (screen.isGone) return;
      this.isBusy = false;
      if (!failure.reason) throw failure;
      sounds.play("again");
      if (failure.reason.startsWith("session.")) screen.lost("mobile.ended");
      else if (failure.reason === "page.offline" && method !== "phone.show") screen.lost("mobile.unsure");
      else failed(failure);
    }
    if (!screen.isGone) screen.showKeys();
  }
}
