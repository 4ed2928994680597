// What a window may remember between days: language and sound. Nothing about a person or a clerk ever goes here.
const allowed = new Set(["language", "volume", "muted"]);

export const preferences = {
  /** The value kept under `name`, or `otherwise`. */
  get(name, otherwise) {
    try {
      return localStorage.getItem(`idkiosk.${name}`) ?? otherwise;
    } catch {
      return otherwise;
    }
  },
  /** Keeps a value; a browser that allows no storage forgets it. */
  set(name, value) {
    if (!allowed.has(name)) throw new Error(`not a preference: ${name}`);
    try {
      localStorage.setItem(`idkiosk.${name}`, String(value));
    } catch {
      return;
    }
  },
};
