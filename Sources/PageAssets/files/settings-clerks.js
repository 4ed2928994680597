// The accounts: a list, and on the marked one: lock, unlock, another password; and a new account.
import { fill, h, icon } from "./dom.js";
import { pair, text } from "./language.js";
import { ListTable } from "./list-table.js";
import { choice, field, sayFailure, saySentence } from "./parts.js";

const roles = ["clerk", "checker", "supervisor", "administrator", "enterprise"];

export class ClerksPart {
  constructor({ panel, said, bar, kiosk }) {
    this.said = said;
    this.bar = bar;
    this.kiosk = kiosk;
    this.place = h("div", { class: "account-form" });
    this.table = new ListTable({
      words: "settings.clerks", columns: ["account", "called", "role", "state", "windows"].map((id) => ({ id, words: `settings.column.${id}` })),
      moved: () => this.showKeys(),
    });
    fill(panel, this.place, this.table.element);
    this.load();
  }

  async load(name) {
    try {
      const { clerks } = await this.kiosk.call("clerk.list");
      if (this.isClosed) return;
      this.clerks = new Map(clerks.map((clerk) => [clerk.name, clerk]));
      this.table.show(clerks.map(row), Math.max(clerks.findIndex((clerk) => clerk.name === name), 0));
      this.table.focus();
      this.showKeys();
    } catch (failure) {
      this.failed(failure);
    }
  }

  get clerk() {
    return this.clerks?.get(this.table.chosen?.id);
  }

  showKeys() {
    if (!this.kiosk.who.may("clerk.keep") || this.form) return;
    const { clerk } = this;
    const isLocked = clerk && (clerk.locked || clerk.lockedSeconds);
    const isSelf = clerk?.name === this.kiosk.who.name;
    this.bar.show([
      { id: "add", words: "settings.add", key: "A", isPrimary: true, keepsFocus: true, act: () => this.openForm("add") },
      clerk && { id: "lock", words: isLocked ? "settings.unlock" : "settings.lock", key: "L", isClosed: isSelf && !isLocked, keepsFocus: true, act: () => this.change(isLocked ? "clerk.unlock" : "clerk.lock", clerk.name) },
      clerk && { id: "reset", words: "settings.reset", key: "R", keepsFocus: true, act: () => this.openForm("reset") },
    ]);
  }

  async change(method, name) {
    try {
      await this.kiosk.call(method, { name });
      if (this.isClosed) return;
      saySentence(this.said, "ok", pair(method === "clerk.lock" ? "settings.locked" : "settings.unlocked", { name }));
      await this.load(name);
    } catch (failure) {
      this.failed(failure);
    }
  }

  /** A form in the list's place: for a new account, or for another password of the marked one. */
  openForm(what) {
    const name = field("account-name", "settings.column.account", { maxlength: "32" });
    const called = field("account-called", "settings.column.called", { maxlength: "32" });
    const role = choice("account-role", "settings.column.role", roles.map((value) => ({ value, words: `settings.role.${value}` })), "clerk");
    const passwords = ["account-password", "account-again"].map((id) => field(id, `settings.${id}`, { type: "password", maxlength: "256" }));
    this.form = { what, name, called, role, passwords, of: this.clerk?.name };
    this.table.element.hidden = true;
    this.bar.show([
      { id: "save", words: "settings.save", key: "Enter", isPrimary: true, keepsFocus: true, act: () => this.place.querySelector("form").requestSubmit() },
      { id: "cancel", words: "settings.cancel", key: "Escape", keepsFocus: true, act: () => this.closeForm() },
    ]);
    fill(this.place, h(
      "form", { autocomplete: "off", onsubmit: (event) => this.submit(event) },
      h("h2", {}, text(what === "add" ? "settings.add" : pair("settings.resetOf", { name: this.form.of }), { beside: what === "add" })),
      what === "add" && [name.element, called.element, role.element], passwords.map((part) => part.element),
      // Enter in a field submits where there is such a button; the one to press stands among the keys.
      h("button", { type: "submit", class: "heard", tabindex: "-1" }, text("settings.save"))));
    this.said.replaceChildren();
    (what === "add" ? name : passwords[0]).input.focus();
  }

  async submit(event) {
    event.preventDefault();
    const { what, name, called, role, passwords, of } = this.form;
    const [first, second] = passwords;
    if (first.input.value !== second.input.value) {
      fill(second.said, icon("error"), text("settings.passwordsDiffer"));
      second.input.value = "";
      second.input.focus();
      return;
    }
    const whose = what === "add" ? name.input.value.trim() : of;
    const sent = { name: whose, password: first.input.value };
    if (what === "add") Object.assign(sent, { displayName: called.input.value.trim() || whose, role: role.value });
    // Out of the fields before anything else can happen: a browser offers to keep what is still there.
    for (const part of passwords) part.input.value = "";
    try {
      await this.kiosk.call(what === "add" ? "clerk.add" : "clerk.reset", sent);
      if (this.isClosed) return;
      this.closeForm();
      saySentence(this.said, "ok", pair(what === "add" ? "settings.added" : "settings.resetDone", { name: whose }));
      await this.load(whose);
    } catch (failure) {
      this.failed(failure);
      (failure.reason?.includes("assword") ? first : what === "add" ? name : first).input.focus();
    } finally {
      sent.password = "";
    }
  }

  closeForm() {
    for (const part of this.form?.passwords ?? []) part.input.value = "";
    this.form = null;
    this.place.replaceChildren();
    this.said.replaceChildren();
    this.table.element.hidden = false;
    this.table.focus();
    this.showKeys();
  }

  /** Clerks are told what a clerk may do about a name or a password; it is an administrator who types them here. */
  failed(failure) {
    if (this.isClosed) return;
    sayFailure(this.said, failure, { forAdministrator: !/^clerk\.(nameUnusable|passwordTooShort|exists)$/.test(failure.reason) });
    this.kiosk.say("parts.failed", { urgent: true });
  }

  key(name) {
    return this.table.key(name);
  }

  close() {
    this.isClosed = true;
    for (const part of this.form?.passwords ?? []) part.input.value = "";
    this.form = null;
    this.clerks = null;
    this.table.clear();
  }
}

function row({ name, displayName, role, locked, lockedSeconds, windows }) {
  const state = locked ? ["lock", "settings.state.locked"] : lockedSeconds ? ["wait", pair("settings.state.lockedForNow", { seconds: lockedSeconds })] : ["ok", "settings.state.good"];
  return {
    id: name,
    cells: [name, displayName, text(`settings.role.${role}`), [icon(state[0]), " ", text(state[1])], windows ? windows.join(", ") : text("settings.everyWindow")],
  };
}
