// A portal has led here: its name over the Read screen, and the way back to it with what the window signed (docs/portals.md).
import { sessionEnded } from "./card-wait.js";
import { fill, h } from "./dom.js";
import { Idle } from "./idle.js";
import { KeyRow } from "./key-row.js";
import { pair, text } from "./language.js";
import { shownKeys } from "./read-keys.js";
import { idleView } from "./read-states.js";
import { CallFailure } from "./rpc.js";
import { ReadScreen } from "./screen-read.js";
import { sounds } from "./sounds.js";

/** After how many seconds without a hand or a card the user goes back, and for how many of them it is said. */
const patience = { limit: 120, warning: 15 };

class HandOff {
  constructor(root, kiosk) {
    this.root = root;
    this.kiosk = kiosk;
    // Behind the # nothing of it reaches a server; it stays there, so that a reload goes on.
    const given = new URLSearchParams(location.hash.slice(1));
    this.link = { nonce: given.get("nonce") ?? "", returnTo: given.get("return") ?? "" };
    this.element = h("p", { class: "handoff-for", role: "status" });
    this.keys = new KeyRow(root);
    kiosk.on("online", () => !this.screen && !this.isEnding && this.open());
    kiosk.on("card.changed", ({ state }) => state === "found" && this.idle?.touch());
    this.open();
  }

  /** Asks whose link this is, and reads a card for a portal that is known. */
  async open() {
    this.state({ phase: "checking" });
    try {
      const { portal, portalName } = await this.kiosk.call("handoff.open", this.link);
      if (this.isOver || this.screen) return;
      fill(this.element, text(pair("handoff.for", { portal: portalName ?? portal }), { beside: true }), h("small", { class: "origin" }, portal));
    } catch (failure) {
      if (!this.isOver) this.state({ phase: "failed", failure });
      return;
    }
    this.screen = new ReadScreen(this.root, this.kiosk, { handOff: this });
    this.idle = new Idle({
      limit: patience.limit, over: () => this.end("timedOut"),
      tick: (left) => this.kiosk.banner("handoff", left <= patience.warning ? { kind: "warning", words: "handoff.soon", parameters: { seconds: left } } : null),
    });
  }

  /** What the keys of the Read screen end with, whatever it shows. */
  get cancelKey() {
    return { id: "cancel", words: "handoff.cancel", key: "Escape", act: () => this.end("cancelled") };
  }

  /** Handed to the screen's keys. */
  key(name, event) {
    return (this.screen ?? this).keys.key(name, event);
  }

  /** The person is filed: signed for the portal, then gone from here. */
  async filed() {
    const { screen } = this;
    if (this.isEnding) return;
    this.isEnding = true;
    try {
      const { outcome, address } = await this.sign("done", screen.session);
      if (this.isOver) return;
      sounds.play(outcome === "conflict" ? "again" : "filed");
      await this.leave(address);
    } catch (failure) {
      this.isEnding = false;
      if (this.isOver) return;
      screen.isFiling = false;
      screen.verdict.sayFailure(failure, "read.did.not");
      screen.keys.show(shownKeys(screen));
    }
  }

  /** Nothing is filed; the portal hears why. */
  async end(ending) {
    if (this.isEnding || this.screen?.isFiling) return;
    this.isEnding = true;
    this.clear();
    this.state({ phase: "leaving" });
    try {
      const { address } = await this.sign(ending);
      if (!this.isOver) await this.leave(address);
    } catch (failure) {
      this.isEnding = false;
      if (this.isOver) return;
      this.state({ phase: "failed", failure });
      this.keys.show({ id: "again", words: "handoff.back", key: "Space", isPrimary: true, act: () => this.end(ending) });
    }
  }

  async sign(ending, session) {
    const answer = await this.kiosk.call("handoff.close", { ...this.link, ending, ...(session && { session }) });
    if (!answer.address) throw CallFailure.offline();
    return answer;
  }

  /** Takes the person off the screen, and goes. */
  async leave(address) {
    this.clear();
    this.state({ phase: "leaving" });
    // The counter hears of the session's end before the page is gone.
    await sessionEnded();
    if (!this.isOver) location.replace(address);
  }

  /** Takes the reading off the screen and out of memory. */
  clear() {
    this.idle?.stop();
    this.idle = null;
    this.screen?.unmount();
    this.screen = null;
    this.kiosk.banner("handoff", null);
    this.kiosk.banner("self", null);
  }

  state(told) {
    const stage = h("div", { class: "stage" });
    fill(this.root, this.element, stage, h("footer", { class: "foot" }, this.keys.element));
    this.keys.show();
    this.root.dataset.phase = told.phase;
    if (told.failure || told.phase !== "leaving") {
      idleView(stage, told, {});
    } else {
      fill(stage, h("section", { class: "state" }, h("h1", { class: "sentence", role: "status" }, text("handoff.leaving", { beside: true })), text("handoff.leaving.hint", { beside: true, tag: "p" })));
    }
  }

  unmount() {
    this.isOver = true;
    this.clear();
    this.root.replaceChildren();
  }
}

export default {
  id: "handoff",
  title: "handoff.title",
  act: "handoff.return",
  selfService: true,
  isHidden: true,
  mount: (root, kiosk) => {
    const visit = new HandOff(root, kiosk);
    return { unmount: () => visit.unmount(), key: (name, event) => visit.key(name, event) };
  },
};
