// The Roster view of a site office: a number typed, or a card laid, says who it is; name and portrait, nothing else.
import { CardWait, endSession } from "./card-wait.js";
import { fill, h, icon } from "./dom.js";
import { kindName } from "./document-rows.js";
import { HideTimer } from "./hide-timer.js";
import { KeyRow } from "./key-row.js";
import { pair, text } from "./language.js";
import { field, sayFailure, saySentence } from "./parts.js";
import { Portrait } from "./portrait.js";
import { sounds } from "./sounds.js";

class RosterScreen {
  constructor(root, kiosk) {
    this.root = root;
    this.kiosk = kiosk;
    this.turn = 0;
    this.number = field("roster-number", "search.number", { maxlength: "64", class: "input-number" });
    this.place = h("div", { class: "roster-person" });
    this.reader = h("p", { class: "hint roster-reader", role: "status" });
    this.said = h("div", { class: "verdict", role: "status" });
    this.left = h("p", { class: "left", "aria-live": "off" });
    this.bar = new KeyRow(root);
    fill(
      root,
      h(
        "form", { class: "query", autocomplete: "off", onsubmit: (event) => this.submit(event) },
        this.number.element, h("button", { type: "submit", class: "primary" }, text("roster.go", { beside: true }), h("kbd", {}, "Enter"))),
      h("div", { class: "stage" }, this.reader, this.place), h("footer", { class: "foot" }, this.said, this.left, this.bar.element));
    this.wait = kiosk.who.may("card.read") ? new CardWait((told) => this.told(told)) : null;
    this.wait?.start();
    this.number.input.focus();
    saySentence(this.said, "info", "roster.how");
  }

  submit(event) {
    event.preventDefault();
    const number = this.number.input.value.trim();
    if (!number) {
      saySentence(this.said, "info", "roster.how");
      return;
    }
    this.number.input.value = "";
    this.find(() => this.kiosk.call("roster.find", { number }));
  }

  /** What the reader says; of the card nothing is shown but who it is on file. */
  told(told) {
    const words = { waiting: told.mustLift ? "roster.takeAway" : "roster.lay", reading: "read.reading", text: "read.reading", elsewhere: "roster.elsewhere", offline: "frame.offline" }[told.phase];
    if (words) fill(this.reader, icon("card"), " ", text(words, { beside: true }));
    if (told.phase === "trouble" || told.phase === "failed") fill(this.reader, icon("error"), " ", text(told.failure.problem), " ", text(told.failure.action), " ", h("small", { class: "code" }, told.failure.reason));
    if (told.phase === "choose") fill(this.reader, icon("warning"), " ", text("read.choose", { beside: true }));
    if (told.phase === "reading" && told.step === "find") this.forget();
    if (told.phase === "read") this.readCard(told.reading.session);
  }

  async readCard(session) {
    await this.find(() => this.kiosk.call("card.person", { session }));
    endSession(session);
    if (!this.isGone) this.wait.start();
  }

  async find(ask) {
    this.forget();
    const { turn } = this;
    saySentence(this.said, "wait", "search.wait");
    try {
      const found = await ask();
      if (turn !== this.turn) return;
      this.show(found);
    } catch (failure) {
      if (turn !== this.turn) return;
      sounds.play("again");
      sayFailure(this.said, failure);
      this.kiosk.say(failure.problem, { urgent: true });
      this.showKeys();
    }
  }

  show({ kind, numberMasked, name, portrait, expired }) {
    const { turn } = this;
    this.portrait = new Portrait();
    const frame = h("div", { class: "portrait" });
    fill(
      this.place, h(
        "section", { class: "reading", "data-roster": "found" },
        h("div", { class: "side" }, frame),
        h(
          "div", { class: "facts" }, h("p", { class: "kind" }, kindName(kind)),
          h("p", { class: "value roster-name" }, h("strong", {}, name)),
          h("p", { class: "value tabular" }, numberMasked),
          expired && h("p", { class: "mark mark-warning" }, icon("warning"), text("person.expired", { beside: true })))));
    this.showPortrait(frame, portrait, turn);
    saySentence(this.said, expired ? "warning" : "ok", expired ? "roster.foundExpired" : "roster.found");
    this.kiosk.say("roster.heard");
    sounds.play("known");
    this.timer = new HideTimer({
      tick: (seconds) => fill(this.left, text(pair("roster.left", { seconds }))),
      over: () => this.next("roster.cleared"),
    });
    this.showKeys();
  }

  async showPortrait(frame, portrait, turn) {
    if (portrait.state === "decoded" && portrait.data) {
      fill(frame, this.portrait.element);
      if (await this.portrait.show(portrait.data)) return;
      if (turn !== this.turn) return;
    }
    const state = portrait.state === "decoded" ? "failed" : portrait.state;
    fill(frame, h(
      "div", { class: "portrait-missing" }, icon("person"), text(state === "absent" ? "person.portrait.absent" : `read.portrait.${state}`, { beside: true, tag: "strong" }),
      text("read.portrait.action", { beside: true, tag: "p" }), portrait.reason && h("small", { class: "code" }, portrait.reason)));
  }

  showKeys() {
    this.bar.show([{ id: "next", words: "roster.next", key: "Delete", keepsFocus: true, act: () => this.next("roster.how") }]);
  }

  /** Clears for the next person. */
  next(words) {
    this.forget();
    this.number.input.value = "";
    this.number.input.focus();
    saySentence(this.said, "info", words);
  }

  /** Takes the person off the screen and out of memory. */
  forget() {
    this.turn += 1;
    this.timer?.stop();
    this.timer = null;
    this.portrait?.clear();
    this.portrait = null;
    this.place.replaceChildren();
    this.left.replaceChildren();
    this.said.replaceChildren();
    this.bar.show();
  }

  key(name, event) {
    // Delete takes away a character where somebody types.
    if (name === "Delete" && this.number.input.value) return false;
    return this.bar.key(name, event);
  }

  unmount() {
    this.isGone = true;
    this.wait?.close();
    this.forget();
    this.number.input.value = "";
    this.root.replaceChildren();
  }
}

export default {
  id: "roster",
  key: "F9",
  title: "roster.title",
  act: "roster.find",
  selfService: false,
  mount: (root, kiosk) => {
    const screen = new RosterScreen(root, kiosk);
    return { unmount: () => screen.unmount(), key: (name, event) => screen.key(name, event) };
  },
};
