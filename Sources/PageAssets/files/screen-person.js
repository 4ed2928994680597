// The Person screen: what is on file of one person, masked; every value and the portrait only on a press, and not for long.
import { fill, h, icon } from "./dom.js";
import { kindName } from "./document-rows.js";
import { HideTimer } from "./hide-timer.js";
import { KeyRow } from "./key-row.js";
import { pair, text, wirePair } from "./language.js";
import { localTime, sayFailure, saySentence } from "./parts.js";
import { historyView } from "./person-history.js";
import { ReadingView } from "./reading-view.js";

class PersonScreen {
  constructor(root, kiosk, begin) {
    this.root = root;
    this.kiosk = kiosk;
    this.person = begin?.person;
    this.back = begin?.back;
    this.card = h("div", { class: "person-card" });
    this.past = h("div", { class: "person-history" });
    this.said = h("div", { class: "verdict", role: "status" });
    this.left = h("p", { class: "left", "aria-live": "off" });
    this.bar = new KeyRow(root);
    fill(root, h("div", { class: "stage" }, this.card, this.past), h("footer", { class: "foot" }, this.said, this.left, this.bar.element));
    this.showKeys();
    if (this.person) this.see();
    else saySentence(this.said, "info", "person.chooseFirst");
  }

  get isHere() {
    return !this.isGone;
  }

  async see() {
    saySentence(this.said, "wait", "person.wait");
    try {
      const seen = await this.kiosk.call("person.see", { person: this.person });
      if (!this.isHere) return;
      this.seen = seen;
      this.showMasked();
      this.showKeys();
    } catch (failure) {
      if (this.isHere) sayFailure(this.said, failure);
    }
  }

  showMasked() {
    const { seen } = this;
    const line = (words, ...values) => h(
      "div", { class: "field-row", role: "row" },
      h("span", { class: "field-label", role: "rowheader" }, text(words, { beside: true })), h("span", { class: "field-value", role: "cell" }, values));
    const value = (shown, kind = "") => h("span", { class: `value ${kind}` }, shown);
    fill(
      this.card, h(
        "section", { class: "reading", "data-person": "masked" },
        h("div", { class: "side" }, h("div", { class: "portrait" }, h(
          "div", { class: "portrait-missing" }, icon("person"), text(`person.portrait.${seen.portrait}`, { beside: true })))),
        h(
          "div", { class: "facts" }, h("p", { class: "kind" }, kindName(seen.kind)),
          h(
            "div", { class: "fields", role: "table" },
            line("field.name", value(seen.nameMasked, "value-name")),
            line("field.number", value(seen.numberMasked, "value-number"), seen.expired && h("span", { class: "mark mark-warning" }, icon("warning"), text("person.expired"))),
            line("person.filed", value(localTime(seen.filedAt), "value-minor"), text(pair("person.version", { version: seen.version, versions: seen.versions }))),
            line("person.from", value(text(seen.typed ? "person.typed" : pair("person.reader", { reader: seen.reader.name })), "value-minor")),
            line("person.where", value(seen.window, "value-minor"), seen.clerk ? text(pair(seen.secondChecker ? "person.byTwo" : "person.by", { clerk: seen.clerk, second: seen.secondChecker })) : text("person.byNobody")),
            line("person.first", value(localTime(seen.firstFiledAt), "value-minor")),
            line("person.last", value(localTime(seen.lastReadAt), "value-minor"))),
          h("ul", { class: "findings" }, seen.findings.map((finding) => h(
            "li", { class: `finding finding-${finding.severity}` },
            icon(finding.severity), text(pair(`field.${finding.field}`)), text(wirePair(finding.text), { beside: true }), h("small", { class: "code" }, finding.code)))))));
    saySentence(this.said, "info", "person.masked");
  }

  showKeys() {
    const { who } = this.kiosk;
    this.bar.show([
      this.seen && who.may("person.show") && { id: "show", words: this.view ? "person.hide" : "person.show", key: "Space", isPrimary: true, isClosed: this.isAsking, act: () => (this.view ? this.hide() : this.show()) },
      this.seen && who.may("person.history") && { id: "history", words: this.hasHistory ? "person.historyHide" : "person.history", key: "H", act: () => this.history() },
      this.back && { id: "back", words: "person.back", key: "Backspace", act: () => this.kiosk.go("search", this.back) },
      !this.person && this.kiosk.has("search") && { id: "search", words: "search.title", key: "F6", isPrimary: true, act: () => this.kiosk.go("search") },
    ]);
  }

  /** Every value, and the portrait: the counter notes who looked. */
  async show() {
    this.isAsking = true;
    this.showKeys();
    saySentence(this.said, "wait", "person.wait");
    try {
      const { current, portrait, person } = await this.kiosk.call("person.show", { person: this.person });
      if (!this.isHere) return;
      const session = `person ${person}`;
      const view = new ReadingView({ session, document: current.document, findings: current.findings });
      this.view = view;
      fill(this.card, view.element);
      saySentence(this.said, "info", "person.shown");
      this.timer = new HideTimer({
        tick: (seconds) => fill(this.left, text(pair("person.left", { seconds }))),
        over: () => this.hide(),
      });
      view.finish({ session, findings: current.findings, portrait });
      this.kiosk.say("person.shown");
    } catch (failure) {
      if (this.isHere) sayFailure(this.said, failure);
    } finally {
      this.isAsking = false;
      if (this.isHere) this.showKeys();
    }
  }

  /** Takes the values off the screen and out of memory; what is masked stands there again. */
  hide() {
    this.drop();
    this.showMasked();
    this.kiosk.say("person.hidden");
    this.showKeys();
  }

  drop() {
    this.timer?.stop();
    this.timer = null;
    this.view?.clear();
    this.view = null;
    this.left.replaceChildren();
  }

  async history() {
    if (this.hasHistory) {
      this.hasHistory = false;
      this.past.replaceChildren();
      this.showKeys();
      return;
    }
    try {
      const answer = await this.kiosk.call("person.history", { person: this.person });
      if (!this.isHere) return;
      this.hasHistory = true;
      fill(this.past, historyView(answer));
      this.past.scrollIntoView({ block: "nearest" });
      this.showKeys();
    } catch (failure) {
      if (this.isHere) sayFailure(this.said, failure);
    }
  }

  unmount() {
    this.isGone = true;
    this.drop();
    this.seen = null;
    this.person = null;
    this.back = null;
    this.root.replaceChildren();
  }
}

export default {
  id: "person",
  title: "person.title",
  act: "person.see",
  selfService: false,
  isHidden: true,
  mount: (root, kiosk, begin) => {
    const screen = new PersonScreen(root, kiosk, begin);
    return { unmount: () => screen.unmount(), key: (name, event) => screen.bar.key(name, event) };
  },
};
