// The Read screen: lay a card, look, done. In self-service the same, without keys to elsewhere, and cleared by itself.
import { CallFailure } from "./rpc.js";
import { CardWait, endSession } from "./card-wait.js";
import { clock } from "./clock.js";
import { fill, h, icon } from "./dom.js";
import { fieldNames } from "./document-rows.js";
import { Idle } from "./idle.js";
import { pair, text } from "./language.js";
import { ReadingView } from "./reading-view.js";
import { sounds } from "./sounds.js";
import { idleView, stepsView } from "./read-states.js";

/** After how many seconds without a hand self-service clears the screen, and for how many of them it says so. */
const selfServiceSeconds = 60;
const selfServiceWarning = 15;

class ReadScreen {
  constructor(root, kiosk, notice) {
    this.root = root;
    this.kiosk = kiosk;
    this.stage = h("div", { class: "stage" });
    this.verdict = h("div", { class: "verdict", role: "status" });
    this.actions = h("div", { class: "actions" });
    this.foot = h("footer", { class: "foot" }, this.verdict, this.actions);
    fill(root, this.stage, this.foot);
    this.view = null;
    this.notice = null;
    this.wait = new CardWait((told) => this.told(told));
    kiosk.on("card.changed", (change) => this.cardChanged(change));
    kiosk.on("reader.changed", (change) => this.readerChanged(change));
    kiosk.on("online", () => this.serviceBack());
    this.begin(notice);
  }

  /** Waits for the next card. `notice` stands over the waiting until a card comes. */
  begin(notice = null) {
    this.forget();
    this.notice = notice;
    this.wait.start();
  }

  /** Takes the person off the screen and out of memory. */
  forget() {
    this.view?.clear();
    this.view = null;
    this.comparison = null;
    this.session = null;
    this.reading = null;
    this.reader = null;
    this.isOpen = false;
    this.isLifted = false;
    this.isFiling = false;
    this.selfIdle?.stop();
    this.selfIdle = null;
    delete this.root.dataset.portrait;
    delete this.root.dataset.card;
    this.kiosk.banner("self", null);
    this.stage.replaceChildren();
    this.verdict.replaceChildren();
  }

  unmount() {
    // The session ends with the screen; a reading that is still under way ends up with nobody.
    endSession(this.session);
    this.forget();
    this.wait.close();
    this.root.replaceChildren();
  }

  told(told) {
    if (told.phase === "text") return this.showText(told.text);
    if (told.phase === "read") return this.show(told.reading);
    if (told.phase === "reading" && this.view && told.step === "portrait") return undefined;
    // What was shown of a card that could not be read whole belongs to no reading.
    if (this.view) this.forget();
    if (told.phase === "reading" || told.phase === "failed" || told.phase === "trouble") this.notice = null;
    if (told.phase === "failed") sounds.play("again");
    if (told.phase === "reading") stepsView(this.stage, told.step);
    else idleView(this.stage, told, { notice: this.notice, isSelfService: this.kiosk.isSelfService });
    this.root.dataset.phase = told.phase;
    this.keys = idleKeys(told, this);
    this.showActions();
    return undefined;
  }

  showText(reading) {
    this.notice = null;
    this.view?.clear();
    this.view = new ReadingView(reading);
    this.session = reading.session;
    fill(this.stage, this.view.element);
    this.root.dataset.phase = "text";
    this.say("wait", pair("read.reading"), null);
    this.keys = [];
    this.showActions();
  }

  async show(reading) {
    this.notice = null;
    if (this.view?.session !== reading.session) this.showText(reading);
    const { session } = reading;
    const view = this.view;
    this.reading = reading;
    this.reader = reading.reader?.id;
    const isCurrent = () => this.view === view;
    this.root.dataset.phase = "shown";
    this.say("wait", pair("read.will.wait"), null);
    this.keys = this.shownKeys();
    this.showActions();
    if (this.kiosk.isSelfService) this.watchHands();
    const comparing = this.compare(session);
    await view.finish(reading);
    if (!isCurrent()) return;
    this.root.dataset.portrait = "settled";
    const comparison = await comparing;
    if (!isCurrent()) return;
    if (comparison.failure && sessionIsOver(comparison.failure)) {
      this.begin({ kind: "info", words: "read.ended" });
      return;
    }
    this.comparison = comparison;
    if (!comparison.failure) view.compare(comparison);
    this.isOpen = !comparison.failure || comparison.failure.reason !== "document.numberBlank";
    this.showVerdict();
    sounds.play("read");
    this.kiosk.say("read.announce");
    this.keys = this.shownKeys();
    this.showActions();
  }

  async compare(session) {
    if (!this.kiosk.who.may("card.compare")) return { outcome: null };
    try {
      const comparison = await this.kiosk.call("card.compare", { session });
      clock.seen(comparison.onFileSince);
      return comparison;
    } catch (failure) {
      return { failure };
    }
  }

  showVerdict() {
    const { failure, outcome, changed = [], onFileSince } = this.comparison;
    if (!this.mayFile) return this.say("info", pair("read.will.noRight"), null);
    if (failure) return this.sayFailure(failure, "read.will.unknown");
    const parameters = { date: day(onFileSince), fields: fieldNames(changed) };
    const icons = { filed: "info", unchanged: "ok", renewed: "changed", older: "warning", conflict: "error" };
    if (!icons[outcome]) return this.say("info", pair("read.will.filed"), null);
    this.say(icons[outcome], pair(`read.will.${outcome}`, parameters), outcome);
    return undefined;
  }

  get mayFile() {
    return this.kiosk.who.may("card.file");
  }

  say(iconName, words, outcome) {
    this.verdict.dataset.outcome = outcome ?? "";
    fill(this.verdict, h("p", { class: "sentence" }, icon(iconName), text(words, { beside: true })), this.signs());
  }

  sayFailure(failure, lead) {
    this.verdict.dataset.outcome = "failed";
    const problem = failure.problem.zh ? failure.problem : pair(lead);
    fill(
      this.verdict,
      h("p", { class: "sentence" }, icon("error"), text(problem, { beside: true })),
      h("p", { class: "more" }, text(failure.action, { beside: true }), h("small", { class: "code" }, text(pair("read.code", { code: failure.reason })))));
  }

  /** What must not be overlooked, however small the window: how many findings there are, and where the card is. */
  signs() {
    const count = this.view?.findings.length ?? 0;
    return h(
      "p", { class: "signs" },
      count > 0 && h("span", { class: "noted" }, icon("warning"), text(pair("read.noted", { count }))),
      this.isLifted && this.view && h("span", { class: "card-sign" }, icon("card"), text("read.lifted")));
  }

  shownKeys() {
    const isSelf = this.kiosk.isSelfService;
    const primary = this.mayFile
      ? { id: "done", words: isSelf ? "self.done" : "read.done", key: "Enter", act: () => this.done() }
      : { id: "done", words: isSelf ? "self.return" : "read.return", key: "Enter", act: () => this.cancel("read.did.returned") };
    const canDo = this.comparison && (this.isOpen || !this.mayFile) && !this.isFiling;
    return [
      { ...primary, isPrimary: true, isClosed: !canDo },
      this.mayFile && this.kiosk.has("mobile") && { id: "mobile", words: isSelf ? "self.mobile" : "read.mobile", key: "F4", isClosed: !canDo, act: () => this.done("mobile") },
      { id: "again", words: "read.again", key: "Space", act: () => this.again() },
      { id: "cancel", words: isSelf ? "self.return" : "read.cancel", key: "Escape", act: () => this.cancel("read.cleared") },
    ].filter((key) => key && !(isSelf && key.id === "cancel" && !this.mayFile));
  }

  showActions() {
    fill(this.actions, this.keys.map((key) => {
      const button = h(
        "button", { type: "button", class: key.isPrimary ? "primary" : "secondary", "data-key": key.id, "aria-disabled": key.isClosed ? "true" : null, onclick: () => this.press(key) },
        text(key.words, { beside: true }), key.key && h("kbd", {}, keyWord(key.key)));
      return button;
    }));
  }

  press(key) {
    if (key.isClosed) return;
    // The hand goes back to the keys of the screen.
    this.root.focus({ preventScroll: true });
    key.act();
  }

  key(name) {
    const key = this.keys?.find((one) => one.key === name);
    if (!key) return false;
    this.press(key);
    return true;
  }

  /** Files what is shown; with `then` another screen goes on with the filed person. */
  async done(then) {
    const { session, view } = this;
    this.isFiling = true;
    this.say("wait", pair("read.filing"), null);
    this.keys = this.shownKeys();
    this.showActions();
    const isCurrent = () => this.view === view;
    try {
      const filing = await this.kiosk.call("card.file", { session });
      if (filing.outcome === "failed") throw CallFailure.of(filing.error);
      if (!isCurrent()) return;
      if (then && filing.person) {
        const { reading } = this;
        this.session = null;
        this.kiosk.go(then, { session, person: filing.person, reading });
        return;
      }
      endSession(session);
      this.session = null;
      sounds.play({ filed: "filed", renewed: "filed", unchanged: "known", older: "known", queued: "filed" }[filing.outcome] ?? "again");
      this.begin({
        kind: { conflict: "warning", older: "info" }[filing.outcome] ?? "ok", words: `read.did.${filing.outcome}`,
        at: new Date(), more: this.kiosk.isSelfService ? "read.takeBack" : "read.giveBack", outcome: filing.outcome,
      });
    } catch (failure) {
      if (!isCurrent()) return;
      this.isFiling = false;
      sounds.play("again");
      this.kiosk.say("read.did.not", { urgent: true });
      if (sessionIsOver(failure)) {
        this.begin({ kind: "warning", words: "read.ended" });
      } else if (failure.reason === "page.offline") {
        this.begin({ kind: "warning", words: "read.did.unsure" });
      } else {
        this.sayFailure(failure, "read.did.not");
        this.keys = this.shownKeys();
        this.showActions();
      }
    }
  }

  /** Files nothing, clears, and reads again. */
  again() {
    this.wait.turn.take();
    this.end();
    this.begin();
  }

  /** Files nothing and clears. */
  cancel(words) {
    this.end();
    this.kiosk.say(words);
    this.begin({ kind: "info", words });
  }

  end() {
    endSession(this.session);
    this.session = null;
  }

  cardChanged({ session, state, reader }) {
    if (!this.view) return;
    if (session === this.session && state === "lifted") {
      this.isLifted = true;
      this.root.dataset.card = "lifted";
      this.verdict.querySelector(".signs")?.replaceWith(this.signs());
      this.selfIdle?.touch();
    } else if (session === this.session && state === "ended" && !this.isFiling) {
      this.session = null;
      this.begin({ kind: "warning", words: "read.ended" });
    } else if (state === "found" && reader === this.reader && session !== this.session) {
      this.session = null;
      this.begin({ kind: "warning", words: "read.otherCard" });
    }
  }

  readerChanged({ id, present }) {
    if (!this.view || id !== this.reader || present !== false || this.isFiling) return;
    this.session = null;
    this.begin({ kind: "warning", words: "read.readerLost" });
  }

  /** A counter that restarted knows nothing of this reading: the card is read once more. */
  serviceBack() {
    if (!this.view || this.isFiling) return;
    this.session = null;
    this.begin();
  }

  /** Self-service: whoever goes away leaves nothing on the screen. */
  watchHands() {
    this.selfIdle = new Idle({
      limit: selfServiceSeconds,
      tick: (left) => this.kiosk.banner("self", left <= selfServiceWarning ? { kind: "warning", words: "self.soon", parameters: { seconds: left } } : null),
      over: () => this.cancel("self.cleared"),
    });
  }
}

function idleKeys(told, screen) {
  const again = (words) => ({ id: "again", words, key: "Space", isPrimary: true, act: () => screen.wait.again() });
  switch (told.phase) {
    case "elsewhere": return [again("read.here")];
    case "failed": case "trouble": return [again("read.retry")];
    case "choose": return [
      ...(told.readers ?? []).map((reader, index) => ({
        id: `reader-${index + 1}`, words: { zh: reader.name, en: reader.name }, key: String(index + 1), isPrimary: true,
        act: () => screen.wait.start(reader.id),
      })),
      { ...again("read.retry"), isPrimary: false },
    ];
    default: return [];
  }
}

function sessionIsOver(failure) {
  return failure.reason?.startsWith("session.");
}

/** The day of a time on file, as it stands on documents here. */
function day(isoDate) {
  return (isoDate ?? "").slice(0, 10);
}

function keyWord(key) {
  return { Space: "空格 Space", Escape: "Esc" }[key] ?? key;
}

export default {
  id: "read",
  key: "F2",
  title: "read.title",
  act: "card.read",
  selfService: true,
  mount: (root, kiosk, begin) => {
    const screen = new ReadScreen(root, kiosk, begin?.notice);
    return { unmount: () => screen.unmount(), key: (name) => screen.key(name) };
  },
};
