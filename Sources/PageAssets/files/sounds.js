// Sounds that can be told apart with eyes closed; made here, so that no file has to be loaded.
import { preferences } from "./preferences.js";

/** Per sound: tones of [frequency in Hz, start and length in seconds]. */
const tones = {
  /** A card was read. */
  read: [[660, 0, 0.06]],
  /** Newly filed or renewed. */
  filed: [[1320, 0, 0.14]],
  /** On file already, counted already. */
  known: [[740, 0, 0.14]],
  /** Again, please. */
  again: [[294, 0, 0.13], [294, 0.19, 0.13]],
  /** Not on the list. */
  unexpected: [[233, 0, 0.13], [233, 0.19, 0.13], [233, 0.38, 0.18]],
};

let context = null;

export const sounds = {
  /** From 0 to 1. */
  get volume() {
    const kept = Number(preferences.get("volume", "0.6"));
    return kept >= 0 && kept <= 1 ? kept : 0.6;
  },
  set volume(next) {
    preferences.set("volume", next);
  },
  get muted() {
    return preferences.get("muted", "no") === "yes";
  },
  set muted(next) {
    preferences.set("muted", next ? "yes" : "no");
  },

  /** Plays `read`, `filed`, `known`, `again` or `unexpected`. */
  play(name) {
    document.dispatchEvent(new CustomEvent("idkiosk:sound", { detail: name }));
    if (this.muted || this.volume === 0 || !tones[name]) return;
    try {
      context ??= new AudioContext();
      if (context.state === "suspended") context.resume();
      for (const [frequency, start, length] of tones[name]) {
        const at = context.currentTime + start;
        const tone = context.createOscillator();
        const gain = context.createGain();
        tone.type = frequency < 400 ? "square" : "sine";
        tone.frequency.value = frequency;
        const loud = this.volume * (frequency < 400 ? 0.25 : 0.6);
        gain.gain.setValueAtTime(0, at);
        gain.gain.linearRampToValueAtTime(loud, at + 0.01);
        gain.gain.setValueAtTime(loud, at + length - 0.03);
        gain.gain.linearRampToValueAtTime(0, at + length);
        tone.connect(gain).connect(context.destination);
        tone.start(at);
        tone.stop(at + length);
      }
    } catch {
      // A computer without sound: the sentence on the screen says the same.
    }
  },
};

// A browser plays nothing before the first key or click.
for (const name of ["keydown", "pointerdown"]) {
  addEventListener(name, () => context?.state === "suspended" && context.resume(), { capture: true });
}
