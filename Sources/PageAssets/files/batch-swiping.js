// Swiping: cards go on and off the reader without a hand on the machine; each gets its mark, its sound and its row.
import { fill, h, icon } from "./dom.js";
import { BatchLedger } from "./batch-ledger.js";
import { enterpriseOf, failureView, markSounds, stateView } from "./batch-words.js";
import { BatchTile } from "./batch-tile.js";
import { CardWait } from "./card-wait.js";
import { KeyRow } from "./key-row.js";
import { text } from "./language.js";
import { watchHands } from "./self-hands.js";
import { sounds } from "./sounds.js";

/** Self-service: without a hand and without a card for so many seconds the code counts no more; said before. */
const selfService = { limit: 300, warning: 30, words: "batch.soon" };

export class BatchSwiping {
  constructor(screen, { batch }) {
    this.screen = screen;
    this.kiosk = screen.kiosk;
    this.batch = batch;
    this.state = null;
    this.notice = null;
    this.tile = new BatchTile();
    this.tile.onold = () => this.idle();
    this.ledger = new BatchLedger((limit) => this.kiosk.call("batch.show", { batch, limit }), (failure, shown) => this.heard(failure, shown));
    this.head = h("div", { class: "batch-head" });
    this.said = h("div", { class: "batch-said", role: "status" });
    this.keys = new KeyRow(screen.root);
    fill(
      screen.root, this.head, h("div", { class: "batch-halves" }, this.tile.element, this.ledger.element),
      h("footer", { class: "foot" }, this.said, this.keys.element));
    screen.root.dataset.view = "swiping";
    // The answer comes when the row is on the disk; the sound comes after it.
    this.wait = new CardWait((told) => this.told(told), {
      ask: (parameters, signal) => this.ask(parameters, signal),
      showsText: false, stops: /^(batch|rights|clerk)\./,
    });
    this.kiosk.on("batch.swiped", (swiped) => swiped.batch === batch && this.ledger.refresh());
    this.kiosk.on("online", () => this.ledger.refresh());
    if (this.kiosk.isSelfService) this.hands = watchHands(this.kiosk, { ...selfService, over: () => screen.leave() });
    this.ledger.refresh();
  }

  /** Waits for a card. One that failed is read again as it lies there only where somebody asks for it. */
  ask(parameters, signal) {
    // Holds until there is a row: the call before this one may not have given the reader back yet.
    const more = this.asksAgain ? { again: true } : {};
    return this.kiosk.call("batch.swipe", { ...parameters, ...more, batch: this.batch }, { signal });
  }

  get mayKeep() {
    return this.kiosk.who.may("batch.keep");
  }

  /** What the counter says of the batch: another page may have paused or closed it. */
  heard(failure, shown) {
    if (failure) {
      if (failure.reason !== "page.offline") this.stopped(failure);
      return;
    }
    const { state } = shown.batch;
    this.counters = shown.batch.counters;
    fill(this.head, h("strong", { class: "batch-number" }, `#${this.batch}`), h("strong", {}, shown.batch.name), h("span", {}, enterpriseOf(shown.batch)), stateView(state));
    if (state === this.state) return;
    this.state = state;
    if (state === "closed") this.screen.sheet(this.batch);
    else if (state === "open") this.wait.start(this.reader);
    else this.rest();
  }

  /** Paused: nobody is on the screen. */
  rest(notice = null) {
    this.wait.stop();
    this.ledger.run(false);
    this.last = { phase: "paused" };
    this.screen.root.dataset.phase = "paused";
    this.tile.idle(this.last, notice);
    this.showKeys();
  }

  told(told) {
    if (told.phase === "checking" && this.last && this.last.phase !== "paused") return;
    if (told.phase === "read") {
      this.swiped(told.reading);
      return;
    }
    if (told.phase === "stopped") {
      this.stopped(told.failure);
      return;
    }
    const wasSame = this.last?.phase === told.phase && this.last.failure?.reason === told.failure?.reason;
    this.last = told;
    this.screen.root.dataset.phase = told.phase;
    this.ledger.run(["waiting", "reading", "checking"].includes(told.phase));
    if (told.phase === "failed" && !wasSame) sounds.play("again");
    if (this.isPausing && told.phase !== "reading") {
      this.pause();
      return;
    }
    if (told.phase === "waiting" && this.tile.swipe) this.tile.say(told.mustLift ? "card" : "ok", told.mustLift ? "batch.strip.lift" : "batch.strip.next");
    else this.tile.idle(told, told.phase === "waiting" ? this.notice : null);
    if (told.phase === "reading") this.notice = null;
    this.showKeys();
  }

  swiped(swipe) {
    this.asksAgain = false;
    this.notice = null;
    this.disarm();
    sounds.play(markSounds[swipe.mark] ?? "again");
    this.tile.show(swipe);
    this.tile.say("ok", "batch.strip.next");
    this.kiosk.say(`batch.mark.${swipe.mark}`);
    this.counters = swipe.counters;
    this.ledger.count(swipe.counters);
    if (swipe.mark !== "failed") this.ledger.note();
    this.ledger.refresh();
    this.hands?.touch();
    this.last = { phase: "waiting" };
    this.screen.root.dataset.phase = "waiting";
    this.showKeys();
    if (this.isPausing) this.pause();
    else this.wait.start(this.reader);
  }

  /** The last person has been here long enough. */
  idle() {
    this.tile.idle(this.last ?? { phase: "checking" }, this.notice);
    this.showKeys();
  }

  /** The batch takes no card from here any more. */
  stopped(failure) {
    if (failure.reason === "batch.paused" || failure.reason === "batch.closed" && !this.kiosk.isSelfService) {
      this.tile.clear();
      this.state = null;
      this.ledger.refresh();
    } else if (this.kiosk.isSelfService) {
      this.screen.leave({ notice: failure.reason === "batch.closed" ? "batch.left.closed" : "batch.left.code" });
    } else if (failure.reason !== "clerk.signInExpired") {
      this.screen.list({ notice: failure });
    }
  }

  showKeys() {
    const { phase } = this.last ?? {};
    const isPaused = phase === "paused";
    const elsewhere = phase === "elsewhere" && { id: "here", words: "read.here", key: "Space", isPrimary: true, act: () => this.again() };
    this.keys.show(
      elsewhere,
      phase === "choose" && (this.last.readers ?? []).map((reader, index) => ({
        id: `reader-${index + 1}`, words: { zh: reader.name, en: reader.name }, key: String(index + 1), isPrimary: true, act: () => this.choose(reader.id),
      })),
      phase === "waiting" && this.tile.swipe?.mark === "failed" && { id: "repeat", words: "read.retry", key: "Enter", act: () => this.repeat() },
      ["failed", "trouble", "choose"].includes(phase) && { id: "again", words: "read.retry", key: "Enter", act: () => this.again() },
      this.mayKeep && !elsewhere && (isPaused
        ? { id: "resume", words: "batch.key.resume", key: "Space", isPrimary: true, act: () => this.change("batch.resume") }
        : { id: "pause", words: "batch.key.pause", key: "Space", isPrimary: true, isClosed: this.isPausing, act: () => this.askPause() }),
      this.mayKeep && !isPaused && { id: "remove", words: "batch.key.remove", key: "U", isClosed: !this.tile.swipe || this.tile.swipe.mark === "failed", act: () => this.remove() },
      (isPaused || this.kiosk.isSelfService) && { id: "sheet", words: "batch.key.list", key: "L", act: () => this.screen.sheet(this.batch) },
      isPaused && this.mayKeep && { id: "code", words: "batch.key.code", key: "C", act: () => this.renewCode() },
      this.mayKeep && { id: "close", words: this.isArmed ? "batch.key.closeNow" : "batch.key.close", key: "F10", act: () => this.close() },
      { id: "back", words: this.isArmed ? "batch.key.notYet" : this.kiosk.isSelfService ? "batch.key.leave" : "batch.key.back", key: "Escape", act: () => this.back() });
  }

  /** A card that is being read is finished with first. */
  askPause() {
    this.isPausing = true;
    if (this.last?.phase === "reading") this.showKeys();
    else this.pause();
  }

  async pause() {
    this.isPausing = false;
    this.wait.stop();
    await this.change("batch.pause");
  }

  async change(method) {
    this.disarm();
    try {
      const batch = await this.kiosk.call(method, { batch: this.batch });
      if (this.isOver) return;
      this.state = batch.state;
      this.ledger.refresh();
      if (batch.state === "paused") this.rest();
      if (batch.state === "open") this.wait.start(this.reader);
    } catch (failure) {
      if (this.isOver) return;
      this.say(failureView(failure));
      if (this.state === "open") this.wait.start(this.reader);
    }
  }

  /** Takes the last swipe out; laying the card again is how to undo it. */
  async remove() {
    const { row } = this.tile.swipe;
    try {
      await this.kiosk.call("batch.remove", { batch: this.batch, row });
      if (this.isOver) return;
      this.notice = { kind: "info", words: "batch.removed" };
      this.kiosk.say("batch.removed");
      this.ledger.refresh();
      if (this.tile.swipe?.row === row) this.idle();
    } catch (failure) {
      if (!this.isOver) this.say(failureView(failure));
    }
  }

  /** The key is pressed twice: what is closed stays closed. */
  async close() {
    if (!this.isArmed) {
      this.isArmed = true;
      const missing = this.counters?.missing ?? 0;
      this.say(h("p", { class: "batch-armed" }, icon("warning"), text(missing > 0 ? "batch.close.missing" : "batch.close.sure", { parameters: { missing }, beside: true })));
      this.showKeys();
      return;
    }
    this.wait.stop();
    try {
      await this.kiosk.call("batch.close", { batch: this.batch });
      if (!this.isOver) this.screen.sheet(this.batch, { isPrinted: true });
    } catch (failure) {
      if (this.isOver) return;
      this.disarm();
      this.say(failureView(failure));
      if (this.state === "open") this.wait.start(this.reader);
    }
  }

  async renewCode() {
    try {
      const opened = await this.kiosk.call("batch.renewCode", { batch: this.batch });
      if (!this.isOver) this.screen.code({ ...opened, isRenewed: true });
    } catch (failure) {
      if (!this.isOver) this.say(failureView(failure));
    }
  }

  /** Reads the card that failed once more, as it lies there. */
  repeat() {
    this.asksAgain = true;
    this.wait.start(this.reader);
  }

  again() {
    this.wait.turn.take();
    this.choose();
  }

  choose(reader) {
    this.reader = reader;
    this.wait.start(reader);
  }

  back() {
    if (this.isArmed) {
      this.disarm();
      this.showKeys();
    } else {
      this.screen.leave();
    }
  }

  disarm() {
    this.isArmed = false;
    this.said.replaceChildren();
  }

  say(element) {
    fill(this.said, element);
  }

  key(name, event) {
    return this.keys.key(name, event);
  }

  end() {
    this.isOver = true;
    delete this.screen.root.dataset.phase;
    this.hands?.stop();
    this.kiosk.banner("self", null);
    this.wait.close();
    this.tile.end();
    this.ledger.end();
  }
}
