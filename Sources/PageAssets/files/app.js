// The page begins here: hear the counter, learn who acts, show the frame.
import { events } from "./events.js";
import { Frame } from "./frame.js";

const frame = new Frame(document.documentElement.dataset.mode === "self");
events.start();
frame.start();
