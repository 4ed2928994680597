// The readers in the header: icon, words, security module.
import { call } from "./rpc.js";
import { fill, h, icon } from "./dom.js";
import { events } from "./events.js";
import { pair, text } from "./language.js";

const icons = { ready: "ok", opening: "wait", failed: "error", none: "warning", service: "error", unknown: "wait" };

export class ReaderChip {
  constructor() {
    this.element = h("div", { class: "reader-chip" });
    this.readers = [];
    this.show("unknown");
    events.on("reader.changed", () => this.refresh());
  }

  /** Asks anew which readers there are. */
  async refresh() {
    try {
      this.readers = (await call("reader.list")).readers;
      this.show();
    } catch (failure) {
      this.readers = [];
      this.show(failure.reason === "page.offline" ? "unknown" : "service");
    }
  }

  /** Nothing is known of them. */
  offline() {
    this.readers = [];
    this.show("unknown");
  }

  show(state) {
    const first = this.readers.find((reader) => reader.state === "ready") ?? this.readers[0];
    const shown = state ?? first?.state ?? "none";
    this.element.dataset.state = shown;
    const more = this.readers.length - 1;
    fill(
      this.element, icon(icons[shown] ?? "info"), text(`reader.${shown}`),
      first && h("span", { class: "sam", title: first.name }, first.samId ? `SAM ${shortSAM(first.samId)}` : first.name),
      more > 0 && h("small", {}, text(pair("reader.more", { count: more }))));
  }
}

/** A security module's id, its middle left out with a sign. */
function shortSAM(id) {
  return id.length > 20 ? `${id.slice(0, 10)}…${id.slice(-4)}` : id;
}
