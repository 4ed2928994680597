// Swiping: cards go on and off the reader without a hand on the machine; each gets its mark, its sound and its row.
import { BatchActs } from "./batch-acts.js";
import { fill, h } from "./dom.js";
import { BatchLedger } from "./batch-ledger.js";
import { enterpriseOf, markSounds, stateView } from "./batch-words.js";
import { swipingKeys } from "./batch-swiping-keys.js";
import { BatchTile } from "./batch-tile.js";
import { CardWait } from "./card-wait.js";
import { KeyRow } from "./key-row.js";
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
    this.acts = new BatchActs(this);
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
    this.acts.disarm();
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
    this.keys.show(...swipingKeys(this));
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
    await this.acts.change("batch.pause");
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
    if (this.acts.isArmed) {
      this.acts.disarm();
      this.showKeys();
    } else {
      this.screen.leave();
    }
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
