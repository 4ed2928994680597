// The screens, in the order of the header. To add one: a file that exports a screen (docs/clerk-page.md), and its line here.
import batch from "./screen-batch.js";
import handoff from "./screen-handoff.js";
import mobile from "./screen-mobile.js";
import health from "./screen-health.js";
import password from "./screen-password.js";
import person from "./screen-person.js";
import read from "./screen-read.js";
import roster from "./screen-roster.js";
import search from "./screen-search.js";
import settings from "./screen-settings.js";
import typed from "./screen-typed.js";

export const screens = [
  read,
  batch,
  mobile,
  search,
  person,
  typed,
  roster,
  settings,
  health,
  password,
];

/** The one screen of the page that a portal leads to. */
export const screensForPortals = [handoff];
