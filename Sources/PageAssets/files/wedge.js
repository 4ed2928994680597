// A keyboard-wedge scanner types a machine-readable zone into whatever has the focus, far faster than a hand: it is taken out
// of there and handed on whole.

/** Longest pause between two keys of a scanner, in milliseconds. */
const longestPause = 80;
/** How long it is silent after the last key of a zone. */
const silence = 150;
/** From how many characters on a burst is a zone: no hand types so many without a pause. */
const shortest = 20;

export class Wedge {
  /** `scanned` gets the text of a zone, lines apart. */
  constructor(scanned) {
    this.scanned = scanned;
    this.reset();
    this.onkey = (event) => this.key(event);
    this.onpaste = (event) => this.paste(event);
    document.addEventListener("keydown", this.onkey, true);
    document.addEventListener("paste", this.onpaste, true);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const isEnd = event.key === "Enter";
    if (!isEnd && event.key.length !== 1) return;
    const now = performance.now();
    if (now - this.last > longestPause) this.reset();
    if (!this.text) {
      this.field = event.target.matches?.("input") ? event.target : null;
      this.value = this.field?.value ?? "";
    }
    this.last = now;
    this.text += isEnd ? "\n" : event.key;
    if (!this.isZone && !(this.text.includes("<") && this.text.length >= shortest)) return;
    event.preventDefault();
    event.stopPropagation();
    if (!this.isZone) {
      this.isZone = true;
      // What the first keys left behind in a field is no value of it.
      if (this.field) this.field.value = this.value;
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.end(), silence);
  }

  paste(event) {
    const text = event.clipboardData?.getData("text") ?? "";
    if (!text.includes("<<") || text.length < shortest) return;
    event.preventDefault();
    this.scanned(text);
  }

  end() {
    const { text } = this;
    this.reset();
    this.scanned(text);
  }

  reset() {
    clearTimeout(this.timer);
    this.text = "";
    this.isZone = false;
    this.last = -Infinity;
    this.field = null;
    this.value = "";
  }

  /** Listens no more and forgets. */
  stop() {
    this.reset();
    document.removeEventListener("keydown", this.onkey, true);
    document.removeEventListener("paste", this.onpaste, true);
  }
}
