// The last swipe, large: whose card it was and what became of it. It belongs to one swipe and shows nothing of another.
import { fill, h, icon } from "./dom.js";
import { failureView, markView } from "./batch-words.js";
import { pair, text, wirePair } from "./language.js";
import { Portrait } from "./portrait.js";
import { idleView } from "./read-states.js";
import { CallFailure } from "./rpc.js";

/** After how many seconds without another card the last person is taken off the screen. */
const stays = 30;

export class BatchTile {
  constructor() {
    this.strip = h("p", { class: "batch-strip", role: "status" });
    this.stage = h("div", { class: "batch-stage" });
    this.element = h("section", { class: "batch-tile" }, this.stage, this.strip);
    this.portrait = new Portrait();
    /** The swipe that stands here, or `null`. */
    this.swipe = null;
    this.timer = setInterval(() => this.look(), 1000);
  }

  /** Shows a swipe; settled when its portrait stands there or was declared missing. */
  async show(swipe) {
    this.clear();
    const { mark, outcome, reading, failure, row } = swipe;
    this.swipe = { row, mark };
    this.since = performance.now();
    this.element.dataset.mark = mark;
    const frame = h("div", { class: "portrait" }, icon(reading ? "person" : "card"));
    const notes = (reading?.findings ?? []).filter((finding) => finding.severity !== "info");
    fill(
      this.stage, h(
        "div", { class: "swipe", "data-row": row },
        frame,
        h("div", { class: "swipe-facts" },
          h("p", { class: "swipe-word" }, markView(mark, { beside: true })),
          reading?.name && h("p", { class: "swipe-name" }, reading.name),
          reading?.numberMasked && h("p", { class: "swipe-number" }, reading.numberMasked),
          mark === "unexpected" && outcome && h("p", {}, text(`batch.outcome.${outcome}`, { beside: true })),
          ["unexpected", "conflict", "counted", "older"].includes(mark) && h("p", {}, text(`batch.mark.${mark}.hint`, { beside: true })),
          failure && failureView(CallFailure.of(failure), "swipe-failure"),
          notes.length > 0 && h("ul", { class: "findings" }, notes.map((finding) => h(
            "li", { class: `finding finding-${finding.severity}` }, icon(finding.severity), text(wirePair(finding.text)))))),
      ));
    delete this.element.dataset.portrait;
    const shown = this.swipe;
    if (reading?.portrait?.state === "decoded" && reading.portrait.data) {
      const isDrawn = this.portrait.show(reading.portrait.data);
      fill(frame, this.portrait.element);
      if (await isDrawn) this.element.dataset.portrait = "drawn";
      else if (this.swipe === shown) this.missing(frame, "failed");
    } else if (reading) {
      this.missing(frame, reading.portrait?.state ?? "absent");
    }
  }

  missing(frame, state) {
    fill(frame, h("div", { class: "portrait-missing", role: "img" }, icon("person"), text(pair(`read.portrait.${state}`))));
    this.element.dataset.portrait = "missing";
  }

  /** Says under the last swipe what comes next. */
  say(iconName, words) {
    fill(this.strip, icon(iconName), text(words, { beside: true }));
  }

  /** A state without a person: `told` comes from `CardWait`. */
  idle(told, notice) {
    this.clear();
    this.strip.replaceChildren();
    if (told.phase === "reading") {
      fill(this.stage, h("section", { class: "state" }, h("h1", { class: "sentence" }, text("read.reading", { beside: true })), text("read.reading.hint", { beside: true, tag: "p" })));
    } else if (told.phase === "paused") {
      fill(this.stage, h("section", { class: "state" }, notice && h("p", { class: `notice notice-${notice.kind}` }, icon(notice.kind), text(notice.words, { beside: true })),
        h("h1", { class: "sentence" }, text("batch.paused", { beside: true })), text("batch.paused.hint", { beside: true, tag: "p" })));
    } else {
      idleView(this.stage, told, { notice, isSelfService: false });
    }
  }

  /** Takes the person off the screen and out of memory. */
  clear() {
    this.portrait.clear();
    this.portrait = new Portrait();
    this.stage.replaceChildren();
    this.swipe = null;
    delete this.element.dataset.mark;
    delete this.element.dataset.portrait;
  }

  look() {
    if (this.swipe && performance.now() - this.since > stays * 1000) this.onold?.();
  }

  end() {
    clearInterval(this.timer);
    this.clear();
    this.strip.replaceChildren();
  }
}
