// The Settings screen: the window, the accounts, the audit trail; each part for whoever has the right to it.
import { fill, h } from "./dom.js";
import { KeyRow } from "./key-row.js";
import { label, text } from "./language.js";
import { AuditPart } from "./settings-audit.js";
import { ClerksPart } from "./settings-clerks.js";
import { WindowPart } from "./settings-window.js";

const parts = [
  { id: "window", key: "Alt+W", act: "window.set", make: WindowPart },
  { id: "clerks", key: "Alt+C", act: "clerk.see", make: ClerksPart },
  { id: "audit", key: "Alt+A", act: "audit.read", make: AuditPart },
];

class SettingsScreen {
  constructor(root, kiosk) {
    this.root = root;
    this.kiosk = kiosk;
    this.offered = parts.filter((part) => kiosk.who.may(part.act));
    this.said = h("div", { class: "verdict", role: "status" });
    this.bar = new KeyRow(root);
    this.panel = h("div", { class: "stage settings", role: "tabpanel", id: "settings-panel" });
    this.tabs = this.offered.map((part, index) => h(
      "button", { type: "button", class: "tab", role: "tab", id: `settings-tab-${part.id}`, "data-part": part.id, "aria-controls": "settings-panel", onclick: () => this.choose(index) },
      text(`settings.${part.id}`, { beside: true }), h("kbd", {}, part.key)));
    fill(root, label(h("div", { class: "tabs", role: "tablist" }, this.tabs), "aria-label", "settings.title"), this.panel, h("footer", { class: "foot" }, this.said, this.bar.element));
    this.choose(0);
  }

  choose(index) {
    this.part?.close();
    this.said.replaceChildren();
    this.bar.show();
    this.at = index;
    this.tabs.forEach((tab, at) => {
      tab.setAttribute("aria-selected", at === index ? "true" : "false");
      tab.tabIndex = at === index ? 0 : -1;
    });
    this.panel.setAttribute("aria-labelledby", this.tabs[index].id);
    this.panel.replaceChildren();
    this.part = new this.offered[index].make({ root: this.root, panel: this.panel, said: this.said, bar: this.bar, kiosk: this.kiosk });
  }

  key(name, event) {
    const wanted = this.offered.findIndex((part) => part.key === name);
    if (wanted >= 0) {
      this.choose(wanted);
      return true;
    }
    if (event.target?.getAttribute?.("role") === "tab" && (name === "ArrowRight" || name === "ArrowLeft")) {
      const to = (this.at + (name === "ArrowRight" ? 1 : -1) + this.offered.length) % this.offered.length;
      this.choose(to);
      this.tabs[to].focus();
      return true;
    }
    return this.part.key(name) || this.bar.key(name, event);
  }

  unmount() {
    this.part?.close();
    this.root.replaceChildren();
  }
}

export default {
  id: "settings",
  key: "Shift+F9",
  title: "settings.title",
  act: "audit.read",
  selfService: false,
  mount: (root, kiosk) => {
    const screen = new SettingsScreen(root, kiosk);
    return { unmount: () => screen.unmount(), key: (name, event) => screen.key(name, event) };
  },
};
