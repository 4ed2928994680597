// Another password for whoever is signed in; the other places where the account is signed in end.
import { fill, h, icon } from "./dom.js";
import { KeyRow } from "./key-row.js";
import { text } from "./language.js";
import { field, sayFailure, saySentence } from "./parts.js";

class PasswordScreen {
  constructor(root, kiosk) {
    this.root = root;
    this.kiosk = kiosk;
    this.fields = ["old", "new", "again"].map((id) => field(`password-${id}`, `password.${id}`, { type: "password", maxlength: "256" }));
    this.said = h("div", { class: "verdict", role: "status" });
    this.keys = new KeyRow(root);
    this.form = h(
      "form", { autocomplete: "off", onsubmit: (event) => this.submit(event) },
      h("h1", {}, text("password.title", { beside: true })), this.fields.map((part) => part.element),
      h("button", { type: "submit", class: "heard", tabindex: "-1" }, text("password.save")));
    fill(root, h("div", { class: "stage account-form" }, this.form), h("footer", { class: "foot" }, this.said, this.keys.element));
    this.keys.show(
      { id: "save", words: "password.save", key: "Enter", isPrimary: true, keepsFocus: true, act: () => this.form.requestSubmit() },
      { id: "cancel", words: "settings.cancel", key: "Escape", act: () => this.leave() });
    this.fields[0].input.focus();
  }

  async submit(event) {
    event.preventDefault();
    if (this.isBusy) return;
    const [old, first, second] = this.fields;
    const blank = this.fields.find((part) => !part.input.value);
    if (blank) {
      blank.input.focus();
      return;
    }
    for (const part of this.fields) part.said.replaceChildren();
    if (first.input.value !== second.input.value) {
      fill(second.said, icon("error"), text("settings.passwordsDiffer"));
      second.input.value = "";
      second.input.focus();
      return;
    }
    const sent = { old: old.input.value, new: first.input.value };
    // Out of the fields before anything else can happen: a browser offers to keep what is still there.
    this.clear();
    this.isBusy = true;
    try {
      await this.kiosk.call("clerk.changePassword", sent);
      if (this.isGone) return;
      saySentence(this.said, "ok", "password.done");
      this.said.dataset.done = "yes";
      this.kiosk.say("password.done");
    } catch (failure) {
      if (this.isGone) return;
      sayFailure(this.said, failure);
      this.kiosk.say("parts.failed", { urgent: true });
    } finally {
      sent.old = sent.new = "";
      this.isBusy = false;
    }
    if (!this.isGone) old.input.focus();
  }

  leave() {
    this.kiosk.go();
  }

  clear() {
    for (const part of this.fields) part.input.value = "";
  }

  unmount() {
    this.isGone = true;
    this.clear();
    this.root.replaceChildren();
  }
}

export default {
  id: "password",
  title: "password.title",
  act: "clerk.password",
  selfService: false,
  // Opened from the name in the header.
  isHidden: true,
  mount: (root, kiosk) => {
    const screen = new PasswordScreen(root, kiosk);
    return { unmount: () => screen.unmount(), key: (name, event) => screen.keys.key(name, event) };
  },
};
