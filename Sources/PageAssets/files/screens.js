// The screens, in the order of the header. To add one: a file that exports a screen (docs/clerk-page.md), and its line here.
import read from "./screen-read.js";

export const screens = [
  read,
];
