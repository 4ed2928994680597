// The page begins here: hear the counter, learn who acts, show the frame.
import { events } from "./events.js";
import { Frame } from "./frame.js";
import { screens, screensForPortals } from "./screens.js";

const { mode } = document.documentElement.dataset;
const frame = new Frame({ isSelfService: mode === "self", isForPortal: mode === "handoff", screens: mode === "handoff" ? screensForPortals : screens });
events.start();
frame.start();
