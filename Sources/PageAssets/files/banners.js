// Lines over the screen that say what is the matter and what to do; each has an id and stands once.
import { fill, h, icon } from "./dom.js";
import { text } from "./language.js";

export class Banners {
  constructor() {
    this.element = h("div", { class: "banners", role: "status" });
    this.shown = new Map();
  }

  /** Puts a line up or changes it: `{kind, words, parameters, action, code}`; `null` takes it off. */
  show(id, content) {
    const shown = this.shown.get(id);
    if (!content) {
      shown?.remove();
      this.shown.delete(id);
      return;
    }
    const parts = [
      icon(content.kind), h("strong", {}, text(content.words, { parameters: content.parameters })),
      content.action && text(content.action), content.code && h("small", { class: "code" }, content.code),
    ];
    if (shown) {
      fill(shown, parts);
      return;
    }
    const line = h("p", { class: `banner banner-${content.kind}`, "data-banner": id }, parts);
    this.shown.set(id, line);
    this.element.append(line);
  }
}
