// The Typed documents screen: a document without a chip, typed in or scanned, compared first and then filed.
import { CallFailure } from "./rpc.js";
import { fill, h, icon } from "./dom.js";
import { fieldName, fieldNames } from "./document-rows.js";
import { KeyRow } from "./key-row.js";
import { pair, text, wirePair } from "./language.js";
import { choice, sayFailure, saySentence } from "./parts.js";
import { sounds } from "./sounds.js";
import { kinds, TypedForm } from "./typed-form.js";
import { TypedReview } from "./typed-review.js";
import { Wedge } from "./wedge.js";

class TypedScreen {
  constructor(root, kiosk) {
    this.root = root;
    this.kiosk = kiosk;
    this.turn = 0;
    this.kind = choice("typed-kind", "field.kind", Object.keys(kinds).map((value) => ({ value, words: `kind.${value}` })), "foreignPassport", () => this.open(this.kind.value));
    this.place = h("div", {});
    this.notes = h("ul", { class: "findings" });
    this.said = h("div", { class: "verdict", role: "status" });
    this.bar = new KeyRow(root);
    this.submitKey = h("button", { type: "submit", class: "heard", tabindex: "-1" }, text("typed.compare"));
    fill(
      root,
      h(
        "form", { class: "stage typed", autocomplete: "off", onsubmit: (event) => this.submit(event) },
        this.kind.element, text("typed.hint", { beside: true, tag: "p" }), this.place, this.notes, this.submitKey),
      h("footer", { class: "foot" }, this.said, this.bar.element));
    this.wedge = new Wedge((zone) => this.scanned(zone));
    this.open("foreignPassport");
    saySentence(this.said, "info", "typed.ready");
    this.countWaiting();
  }

  /** Whether anything waits for a second checker, which brings a key of its own. */
  async countWaiting() {
    if (!this.kiosk.who.may("document.confirm")) return;
    try {
      const { total } = await this.kiosk.call("document.waiting", { limit: 1 });
      if (this.isGone) return;
      this.waiting = total;
      this.showKeys();
    } catch {
      // The screen is for typing; what the counter cannot say now it says when the list is opened.
    }
  }

  /** The list of what waits takes the form's place. */
  openReview() {
    this.form.clear();
    this.changed();
    this.stage = this.root.querySelector(".stage");
    this.review = new TypedReview(this.kiosk, { said: this.said, bar: this.bar, close: () => this.closeReview() });
    this.stage.replaceWith(this.review.element);
    this.review.load();
  }

  closeReview() {
    this.review.element.replaceWith(this.stage);
    this.review.clear();
    this.review = null;
    this.open(this.kind.value);
    saySentence(this.said, "info", "typed.ready");
    this.countWaiting();
  }

  /** An empty form for a document of `kind`. */
  open(kind) {
    const isChosen = document.activeElement?.name === "typed-kind";
    this.form?.clear();
    this.kind.value = kind;
    this.form = new TypedForm(kind, {
      check: (params) => this.kiosk.call("document.check", params),
      changed: () => this.changed(),
    });
    fill(this.place, this.form.element);
    this.changed();
    if (!isChosen) this.form.focus();
  }

  /** Any value that changes after it was compared has to be compared again. */
  changed() {
    this.turn += 1;
    this.compared = null;
    this.said.replaceChildren();
    this.notes.replaceChildren();
    delete this.root.dataset.compared;
    this.showKeys();
  }

  showKeys() {
    this.bar.show([
      { id: "go", words: this.compared ? "typed.file" : "typed.compare", key: "Enter", isPrimary: true, isClosed: this.isBusy, keepsFocus: true, act: () => this.go() },
      { id: "clear", words: "typed.clear", key: "Delete", keepsFocus: true, act: () => this.again() },
      this.waiting > 0 && { id: "review", words: "review.open", key: "PageDown", keepsFocus: true, isClosed: this.isBusy, act: () => this.openReview() },
    ]);
  }

  submit(event) {
    event.preventDefault();
    this.go();
  }

  go() {
    if (this.isBusy) return;
    if (this.form.isEmpty) {
      saySentence(this.said, "info", "typed.ready");
      this.form.focus();
    } else if (this.compared) this.file();
    else this.compare();
  }

  async compare() {
    const { turn } = this;
    const sent = this.form.document;
    await this.doing(async () => {
      const comparison = await this.kiosk.call("document.compare", { document: sent });
      if (turn !== this.turn) return;
      this.compared = sent;
      this.root.dataset.compared = comparison.outcome;
      const icons = { filed: "info", unchanged: "ok", renewed: "changed", older: "warning", conflict: "error" };
      const parameters = { date: (comparison.onFileSince ?? "").slice(0, 10), fields: fieldNames(comparison.changed ?? []) };
      saySentence(this.said, icons[comparison.outcome] ?? "info", pair(`read.will.${comparison.outcome}`, parameters));
      this.showNotes(comparison.findings);
      this.kiosk.say("typed.heard");
    }, turn);
  }

  async file() {
    const { turn } = this;
    await this.doing(async () => {
      const { filing } = await this.kiosk.call("document.type", { document: this.compared });
      if (filing.outcome === "failed") throw CallFailure.of(filing.error);
      if (turn !== this.turn) return;
      sounds.play({ filed: "filed", renewed: "filed", unchanged: "known", older: "known", queued: "filed" }[filing.outcome] ?? "again");
      this.open(this.kind.value);
      const awaits = filing.awaits === "secondChecker";
      saySentence(this.said, filing.outcome === "conflict" ? "warning" : "ok", awaits ? "typed.did.waiting" : `read.did.${filing.outcome}`);
      this.said.dataset.filed = filing.outcome;
      if (awaits) this.countWaiting();
    }, turn);
  }

  async doing(act, turn) {
    this.isBusy = true;
    delete this.said.dataset.filed;
    saySentence(this.said, "wait", "read.will.wait");
    this.showKeys();
    try {
      await act();
    } catch (failure) {
      if (turn === this.turn) {
        sounds.play("again");
        sayFailure(this.said, failure);
      }
    } finally {
      this.isBusy = false;
      if (!this.isGone) this.showKeys();
    }
  }

  /** A scanner's zone fills the form of the kind that it says. */
  async scanned(zone) {
    if (this.review) return;
    this.changed();
    const { turn } = this;
    await this.doing(async () => {
      const { document, checks, findings } = await this.kiosk.call("document.parseMRZ", { text: zone });
      if (turn !== this.turn) return;
      if (!kinds[document.kind]) {
        saySentence(this.said, "warning", "typed.otherKind");
        return;
      }
      this.open(document.kind);
      this.form.take(document);
      this.form.focus();
      const wrong = checks.filter((check) => !check.right).length;
      saySentence(this.said, wrong ? "warning" : "ok", wrong ? pair("typed.scannedWrong", { count: wrong }) : "typed.scanned");
      this.said.dataset.scanned = String(wrong);
      this.showNotes(findings);
      sounds.play(wrong ? "again" : "read");
    }, turn);
  }

  /** The findings, and beside the sentence how many there are: the list may end below the edge of the screen. */
  showNotes(all = []) {
    const findings = all.filter((finding) => finding.code !== "typedIn");
    if (findings.length) this.said.append(h("p", { class: "signs" }, h("span", { class: "noted" }, icon("warning"), text(pair("read.noted", { count: findings.length })))));
    fill(this.notes, findings.map((finding) => h(
      "li", { class: `finding finding-${finding.severity}` }, icon(finding.severity),
      text(fieldName(finding.field)), text(wirePair(finding.text), { beside: true }), h("small", { class: "code" }, finding.code))));
  }

  again() {
    this.open(this.kind.value);
    this.form.focus();
    saySentence(this.said, "info", "typed.cleared");
  }

  key(name, event) {
    if (this.review) return this.review.key(name, event);
    // Delete takes away a character where somebody types.
    if (name === "Delete" && event.target.matches?.("input[type=text]")) return false;
    return this.bar.key(name, event);
  }

  unmount() {
    this.isGone = true;
    this.turn += 1;
    this.wedge.stop();
    this.review?.clear();
    this.form.clear();
    this.compared = null;
    this.root.replaceChildren();
    delete this.root.dataset.compared;
  }
}

export default {
  id: "typed",
  key: "F8",
  title: "typed.title",
  act: "document.type",
  selfService: false,
  mount: (root, kiosk) => {
    const screen = new TypedScreen(root, kiosk);
    return { unmount: () => screen.unmount(), key: (name, event) => screen.key(name, event) };
  },
};
