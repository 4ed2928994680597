// Self-service: whoever goes away leaves nothing on the screen.
import { Idle } from "./idle.js";

/** Counts the seconds without a hand up to `limit`, says the last `warning` of them in a banner, then calls `over`. */
export function watchHands(kiosk, { limit, warning, words = "self.soon", over }) {
  return new Idle({
    limit, over,
    tick: (left) => kiosk.banner("self", left <= warning ? { kind: "warning", words, parameters: { seconds: left } } : null),
  });
}
