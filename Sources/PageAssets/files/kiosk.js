// What a screen gets of all that stands around it.
import { events } from "./events.js";
import { place } from "./place.js";
import { call } from "./rpc.js";
import { who } from "./who.js";

/** How to call, hear, say, sound and go elsewhere. */
export function kioskOf(frame) {
  return {
    call, who, isSelfService: frame.isSelfService,
    /** Hears notifications; ends with the screen. */
    on: (name, listener) => {
      const off = events.on(name, listener);
      frame.mounted?.ends.push(off);
      return off;
    },
    /** Goes to another screen, with what it should begin with. */
    go: (id, begin) => frame.go(id, begin),
    /** After a reload this tab goes on with this screen and `begin`, which holds no value about a person; `null`: no more. */
    stay: (begin) => {
      place.value = begin && { screen: frame.mounted?.screen.id, begin };
    },
    /** Whether there is a screen that this page may show. */
    has: (id) => frame.offered.some((screen) => screen.id === id),
    /** Says a text to whoever listens to the screen; never a personal value. */
    say: (key, { urgent = false } = {}) => frame.say(key, urgent),
    /** Puts a line over the screen, or takes it off: `{kind, words, action}` or `null`. */
    banner: (id, content) => frame.banners.show(id, content),
  };
}
