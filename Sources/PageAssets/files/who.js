// Who acts at this page, as the counter says; asked anew whenever that may have changed.
import { call } from "./rpc.js";
import { token } from "./token.js";

export const who = {
  /** Whether a clerk has signed in. */
  isSignedIn: false,
  /** The name of the account. */
  name: "",
  /** The batch whose code was entered, which lets nobody be a clerk; `null` without one. */
  batch: null,
  /** What the clerk is called. */
  displayName: "",
  /** The acts that this page may do, as `card.file`. */
  rights: new Set(),
  /** The window: `{id, name}`. */
  window: { id: "", name: "" },
  /** Whether messages lie in an inbox for trying out, and go to no telephone. */
  hasTrialInbox: false,
  /** After how many seconds without a key the page locks. */
  idleSeconds: 600,

  /** Whether the counter allows `act`. */
  may(act) {
    return !act || this.rights.has(act);
  },

  /** Asks the counter; `active` tells it that somebody is at the page, which keeps the sign-in alive. A token that does not hold any more is forgotten. Throws when it cannot be reached. */
  async refresh({ active } = {}) {
    let answer;
    try {
      answer = await call("clerk.whoAmI", active ? { active } : {});
    } catch (failure) {
      if (token.value && /^(rights|clerk)\./.test(failure.reason)) {
        token.value = null;
        await this.refresh();
        return;
      }
      throw failure;
    }
    this.take(answer);
  },

  /** Takes over an answer of `clerk.signIn` or `clerk.whoAmI`. */
  take(answer) {
    this.isSignedIn = Boolean(token.value) && (answer.kind ?? "clerk") === "clerk";
    this.name = answer.name ?? "";
    this.batch = answer.batch ?? null;
    this.displayName = answer.displayName ?? answer.name ?? "";
    this.rights = new Set(answer.rights ?? []);
    this.idleSeconds = answer.idleSeconds ?? this.idleSeconds;
    if (answer.window) this.window = answer.window;
  },
};
