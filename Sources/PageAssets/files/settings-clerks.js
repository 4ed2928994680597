// The accounts: a list, and on the marked one: lock, unlock, another password, role or windows; and a new account.
import { AccountForm } from "./account-form.js";
import { fill, h, icon } from "./dom.js";
import { pair, text } from "./language.js";
import { ListTable } from "./list-table.js";
import { sayFailure, saySentence } from "./parts.js";

const did = {
  "clerk.add": "settings.added", "clerk.reset": "settings.resetDone", "clerk.setRole": "settings.roleDone", "clerk.setWindows": "settings.windowsDone",
  "clerk.lock": "settings.locked", "clerk.unlock": "settings.unlocked",
};

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
    // What would put oneself out is for another administrator to do.
    const isSelf = clerk?.name === this.kiosk.who.name;
    const form = (what, key, more) => ({ id: what, words: `settings.${what}`, key, keepsFocus: true, act: () => this.openForm(what), ...more });
    this.bar.show(
      form("add", "A", { isPrimary: true }),
      clerk && [
        { id: "lock", words: isLocked ? "settings.unlock" : "settings.lock", key: "L", isClosed: isSelf && !isLocked, keepsFocus: true, act: () => this.change(isLocked ? "clerk.unlock" : "clerk.lock", { name: clerk.name }) },
        form("reset", "R"), form("role", "O", { isClosed: isSelf }), form("windows", "W", { isClosed: isSelf }),
      ]);
  }

  /** Makes a change and says that it was made. */
  async change(method, params, name = params.name) {
    try {
      await this.kiosk.call(method, params);
      if (this.isClosed) return;
      this.closeForm();
      saySentence(this.said, "ok", pair(did[method], { name }));
      await this.load(name);
    } catch (failure) {
      this.failed(failure);
      this.form?.focus(failure);
    }
  }

  /** A form in the list's place. */
  openForm(what) {
    this.form = new AccountForm(what, this.clerk, (method, params, name) => this.change(method, params, name));
    this.table.element.hidden = true;
    this.bar.show(
      { id: "save", words: "settings.save", key: "Enter", isPrimary: true, keepsFocus: true, act: () => this.form.element.requestSubmit() },
      { id: "cancel", words: "settings.cancel", key: "Escape", keepsFocus: true, act: () => this.closeForm() });
    fill(this.place, this.form.element);
    this.said.replaceChildren();
    this.form.focus();
  }

  closeForm() {
    this.form?.clear();
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
    this.form?.clear();
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
