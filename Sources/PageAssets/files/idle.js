// Time without a hand: a monotonic clock, looked at once a second, so that a computer that slept wakes up cleared.
const touches = ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"];

/** Counts the seconds since somebody last touched the page. */
export class Idle {
  /** `limit` is the number of seconds; `tick` gets the seconds left each second, `over` is called once when none are. */
  constructor({ limit, tick = () => {}, over }) {
    this.limit = limit;
    this.tick = tick;
    this.over = over;
    this.touch = () => {
      this.last = performance.now();
    };
    this.touch();
    for (const name of touches) addEventListener(name, this.touch, { capture: true, passive: true });
    this.timer = setInterval(() => this.look(), 1000);
  }

  look() {
    const left = this.limit - (performance.now() - this.last) / 1000;
    if (left > 0) {
      this.tick(Math.ceil(left));
      return;
    }
    this.stop();
    this.over();
  }

  /** Stops counting. */
  stop() {
    clearInterval(this.timer);
    for (const name of touches) removeEventListener(name, this.touch, { capture: true });
  }
}
