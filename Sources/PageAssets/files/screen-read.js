// The Read screen: lay a card, look, done. In self-service the same, without keys to elsewhere, and cleared by itself.
import { CardWait, endSession } from "./card-wait.js";
import { clock } from "./clock.js";
import { fill, h } from "./dom.js";
import { KeyRow } from "./key-row.js";
import { pair } from "./language.js";
import { fileShown, sessionIsOver } from "./read-filing.js";
import { idleKeys, shownKeys } from "./read-keys.js";
import { idleView, stepsView } from "./read-states.js";
import { Verdict } from "./read-verdict.js";
import { ReadingView } from "./reading-view.js";
import { watchHands } from "./self-hands.js";
import { sounds } from "./sounds.js";

/** After how many seconds without a hand self-service clears the screen, and for how many of them it says so. */
const selfService = { limit: 60, warning: 15 };

/** With `handOff` the screen is one for a portal: done and cancel lead back there. */
export class ReadScreen {
  constructor(root, kiosk, { notice = null, handOff = null } = {}) {
    this.root = root;
    this.kiosk = kiosk;
    this.handOff = handOff;
    this.stage = h("div", { class: "stage" });
    this.verdict = new Verdict();
    this.keys = new KeyRow(root);
    fill(root, handOff?.element, this.stage, h("footer", { class: "foot" }, this.verdict.element, this.keys.element));
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
    this.isFiling = false;
    this.hands?.stop();
    this.hands = null;
    delete this.root.dataset.portrait;
    delete this.root.dataset.card;
    this.kiosk.banner("self", null);
    this.stage.replaceChildren();
    this.verdict.clear();
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
    this.keys.show(idleKeys(told, this), this.handOff?.cancelKey);
    return undefined;
  }

  showText(reading) {
    this.notice = null;
    this.view?.clear();
    this.view = new ReadingView(reading);
    this.session = reading.session;
    fill(this.stage, this.view.element);
    this.verdict.count = this.view.findings.length;
    this.root.dataset.phase = "text";
    this.verdict.say("wait", pair("read.reading"));
    this.keys.show(this.handOff?.cancelKey);
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
    this.verdict.say("wait", pair("read.will.wait"));
    this.keys.show(shownKeys(this));
    if (this.kiosk.isSelfService) this.hands = watchHands(this.kiosk, { ...selfService, words: this.handOff ? "handoff.soon" : "self.soon", over: () => this.timeIsOver() });
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
    this.verdict.count = view.findings.length;
    if (this.mayFile) this.verdict.show(comparison);
    else this.verdict.say("info", pair("read.will.noRight"));
    sounds.play("read");
    this.kiosk.say("read.announce");
    this.keys.show(shownKeys(this));
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

  get mayFile() {
    return this.kiosk.who.may("card.file");
  }

  /** Files what is shown; with `then` another screen goes on with the filed person. */
  done(then) {
    return fileShown(this, then);
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

  /** Nobody has touched the page for a while. */
  timeIsOver() {
    if (this.handOff) this.handOff.end("timedOut");
    else this.cancel("self.cleared");
  }

  end() {
    endSession(this.session);
    this.session = null;
  }

  cardChanged({ session, state, reader }) {
    if (!this.view) return;
    if (session === this.session && state === "lifted") {
      this.root.dataset.card = "lifted";
      this.verdict.lifted();
      this.hands?.touch();
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
}

export default {
  id: "read",
  key: "F2",
  title: "read.title",
  act: "card.read",
  selfService: true,
  mount: (root, kiosk, begin) => {
    const screen = new ReadScreen(root, kiosk, { notice: begin?.notice });
    return { unmount: () => screen.unmount(), key: (name, event) => screen.keys.key(name, event) };
  },
};
