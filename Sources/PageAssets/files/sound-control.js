// Volume and mute in the header.
import { fill, h, icon } from "./dom.js";
import { label } from "./language.js";
import { sounds } from "./sounds.js";

export class SoundControl {
  constructor() {
    this.mute = h("button", { type: "button", class: "quiet", "data-key": "mute", onclick: () => this.toggle() });
    this.volume = h("input", {
      type: "range", min: "0", max: "1", step: "0.1", value: sounds.volume, autocomplete: "off",
      oninput: () => {
        sounds.volume = Number(this.volume.value);
      },
      onchange: () => sounds.play("known"),
    });
    label(this.volume, "aria-label", "frame.volume");
    this.element = h("div", { class: "sound" }, this.mute, this.volume);
    this.show();
  }

  /** Mutes, or lets be heard again. */
  toggle() {
    sounds.muted = !sounds.muted;
    this.show();
    if (!sounds.muted) sounds.play("known");
  }

  show() {
    fill(this.mute, icon(sounds.muted ? "silent" : "sound"));
    this.mute.setAttribute("aria-pressed", String(sounds.muted));
    label(this.mute, "aria-label", sounds.muted ? "frame.unmute" : "frame.mute");
    label(this.mute, "title", sounds.muted ? "frame.unmute" : "frame.mute");
    this.volume.hidden = sounds.muted;
  }
}
