// A portrait on the screen, and off it again: drawn into a canvas, so that neither an address nor a cache keeps it.
import { h } from "./dom.js";
import { label } from "./language.js";

export class Portrait {
  constructor() {
    this.element = label(h("canvas", { class: "portrait-picture", role: "img", width: 102, height: 126 }), "aria-label", "read.portraitOf");
    this.turn = 0;
  }

  /** Draws the PNG (base64) of a reading; whether it is on the screen now. A portrait that comes too late draws nothing. */
  async show(data) {
    const turn = ++this.turn;
    let picture;
    try {
      const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
      picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      bytes.fill(0);
    } catch {
      return false;
    }
    if (turn !== this.turn) {
      picture.close();
      return false;
    }
    this.element.width = picture.width;
    this.element.height = picture.height;
    this.element.getContext("2d").drawImage(picture, 0, 0);
    picture.close();
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return turn === this.turn;
  }

  /** Takes it off; its pixels are gone. */
  clear() {
    this.turn += 1;
    this.element.width = 0;
    this.element.height = 0;
    this.element.remove();
  }
}
