// Waits for a card and reads it, for as long as this tab has the turn. One at a time for each screen.
import { call } from "./rpc.js";
import { events } from "./events.js";
import { Turn } from "./turn.js";

/** How long one call waits; the next follows at once. */
const waitSeconds = 20;
/** Reasons that are about the reader, not about the card: they end when the reader changes. */
const readerReasons = /^(reader\.(none|unknown|gone|claimed|hung|accessDenied|busy|unsupported|openFailed|notAuthorised|selfTestFailed)|service\.|rights\.|request\.)/;

let ending = Promise.resolve();

/** Ends a card session without filing anything; the next wait begins after that, or it would be given the same reading. */
export function endSession(session) {
  if (session) ending = call("card.done", { session }).catch(() => {});
}

/** Settled when what `endSession` was called for last has ended. */
export function sessionEnded() {
  return ending;
}

/**
 * Tells, one after another: `{phase: "checking" | "hidden" | "elsewhere" | "offline"}`, `{phase: "waiting", mustLift}`,
 * `{phase: "reading", step}`, `{phase: "text", text}` while the portrait is made, `{phase: "trouble", failure}` (the reader), `{phase: "failed", failure}` (the card),
 * `{phase: "choose", readers}`, and at last `{phase: "read", reading}`. After `stop` nothing is told, however late an
 * answer comes.
 *
 * `ask(parameters, signal)` is the call that waits and reads, `card.read` unless another is given; with `showsText: false`
 * nothing is fetched before its answer; a failure whose reason matches `stops` ends the waiting with `{phase: "stopped", failure}`.
 */
export class CardWait {
  constructor(tell, { ask = (parameters, signal) => call("card.read", parameters, { signal }), showsText = true, stops = null } = {}) {
    this.tell = tell;
    this.ask = ask;
    this.showsText = showsText;
    this.stops = stops;
    this.run = 0;
    /** Whether a call is under way whose steps are told. */
    this.isWaiting = false;
    /** The card session that this call is in, and the last one that began meanwhile. */
    this.session = this.found = null;
    this.wake = () => {};
    this.hints = new Map();
    this.turn = new Turn(() => {
      // A tab out of sight gives the reader back at once.
      if (!this.turn?.isMine) this.abort?.abort();
      this.wake();
    });
    this.off = [
      events.on("read.progress", (progress) => this.progressed(progress)),
      events.on("online", () => this.wake()),
      events.on("offline", () => this.abort?.abort()),
      events.on("reader.changed", () => this.wake("reader")),
      events.on("card.changed", (change) => this.cardChanged(change)),
    ];
  }

  /** Begins to wait, at `reader` alone if it is named. What was under way is given up. */
  start(reader) {
    this.stop();
    this.reader = reader;
    this.hints.clear();
    this.go(++this.run);
  }

  /** Gives up what is under way. */
  stop() {
    this.run += 1;
    this.isWaiting = false;
    this.abort?.abort();
    this.abort = null;
    this.wake();
  }

  /** Stops for good. */
  close() {
    this.stop();
    this.turn.stop();
    for (const off of this.off) off();
  }

  /** Takes the turn from another tab, and tries again now. */
  again() {
    this.turn.take();
    this.start();
  }

  async go(run) {
    const isMine = () => this.run === run;
    this.tell({ phase: "checking" });
    while (isMine()) {
      if (!this.turn.isMine) {
        this.tell({ phase: this.turn.isVisible ? "elsewhere" : "hidden" });
        await this.woken();
        continue;
      }
      if (!events.stream) {
        this.tell({ phase: "offline" });
        await this.woken({ after: events.isKnown ? null : 500 });
        continue;
      }
      const abort = new AbortController();
      this.abort = abort;
      try {
        const parameters = { timeoutSeconds: waitSeconds };
        if (this.reader) parameters.reader = this.reader;
        await ending;
        if (!isMine()) return;
        this.isWaiting = true;
        this.found = this.session = null;
        const reading = await this.ask(parameters, abort.signal);
        if (!isMine()) return;
        this.isWaiting = false;
        this.tell({ phase: "read", reading });
        return;
      } catch (failure) {
        if (!isMine()) return;
        // A step that comes late must not take the place of the failure: nothing might come after it.
        this.isWaiting = false;
        if (failure.name === "AbortError" || failure.reason === "card.timeout") continue;
        if (this.stops?.test(failure.reason)) {
          this.tell({ phase: "stopped", failure });
          return;
        }
        await this.failed(failure);
      }
    }
  }

  async failed(failure) {
    if (failure.reason === "page.offline" || failure.reason === "service.stopping") {
      this.tell({ phase: "offline" });
      await this.woken({ after: 1000 });
    } else if (failure.reason === "reader.ambiguous") {
      const { run } = this;
      const readers = (await this.readers()).filter((reader) => reader.card !== "absent" && reader.state === "ready");
      if (this.run !== run) return;
      this.tell({ phase: "choose", failure, readers });
      await this.woken({ by: ["card", "reader"] });
    } else if (readerReasons.test(failure.reason)) {
      this.tell({ phase: "trouble", failure });
      await this.woken({ by: ["reader"], after: 2000 });
    } else {
      this.tell({ phase: "failed", failure });
      // Another card may have come before the answer about this one; of that nothing is heard any more.
      if (this.session && this.found && this.found !== this.session) return;
      const woken = this.woken({ by: ["card", "reader"] });
      // A reader that reports cards says when the next one comes; one that has to be asked is asked after a moment.
      const reports = await this.report();
      // A card that the archive refused lies there still, and is taken when the archive works again.
      const isOfCard = !failure.reason.startsWith("archive.");
      const timer = reports && isOfCard ? null : setTimeout(() => this.wake(), 1500);
      await woken;
      clearTimeout(timer);
    }
  }

  /** Whether every reader says by itself that a card came or went. */
  async report() {
    const readers = await this.readers();
    return readers.length > 0 && readers.every((reader) => reader.link === "pcsc" || reader.card !== "unknown");
  }

  async readers() {
    try {
      return (await call("reader.list")).readers;
    } catch {
      return [];
    }
  }

  cardChanged({ reader, state, session }) {
    if (state === "ended" || session === this.session && state === "found") return;
    if (state === "found" && (!this.reader || reader === this.reader)) this.found = session;
    this.wake("card");
  }

  progressed({ reader, step, session }) {
    if (!this.isWaiting || (this.reader && reader !== this.reader)) return;
    if (session) this.session = session;
    if (step === "waiting" || step === "liftAndLayAgain") {
      this.hints.set(reader, step);
      this.tell({ phase: "waiting", mustLift: [...this.hints.values()].includes("liftAndLayAgain") });
    } else {
      this.tell({ phase: "reading", step });
      if (this.showsText && step === "portrait" && session) this.fetchText(session);
    }
  }

  /** Text is there before the portrait is: nobody waits for the slower one. */
  async fetchText(session) {
    const { run, abort } = this;
    try {
      const text = await call("card.text", { session }, { signal: abort.signal });
      if (this.run === run && this.abort === abort && this.isWaiting) this.tell({ phase: "text", text });
    } catch {
      // The reading itself comes, or says why not.
    }
  }

  /** Waits until something wakes this: one of `by`, whatever has no name, or after so many milliseconds. */
  woken({ by = [], after = null } = {}) {
    return new Promise((resolve) => {
      const timer = after === null ? null : setTimeout(() => done(), after);
      const done = () => {
        clearTimeout(timer);
        this.wake = () => {};
        resolve();
      };
      this.wake = (name) => (name === undefined || by.includes(name)) && done();
    });
  }
}
