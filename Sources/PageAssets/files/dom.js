// Elements without markup strings: nothing that came over the wire is ever parsed as HTML.

/** An element; `on…` attributes are listeners, `false`, `null` and `undefined` ones are left out. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

/** Puts `children` in the place of everything in `element`. */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === false || child === null || child === undefined) continue;
    element.append(child);
  }
}

/** Whether the keyboard belongs to this element: keys of the screen must not act while somebody types in it. */
export function takesKeys(element) {
  return Boolean(element?.closest?.("input, textarea, select, button, a[href], summary, [contenteditable]"));
}

const drawings = {
  card: "M3 5h18a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zm4.500 3.500a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM4 16.500h7c0-2-1.500-3-3.500-3S4 14.500 4 16.500zM13.500 9v1.500H20V9zm0 4v1.500H20V13z",
  ok: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm-1.500 14.500-4-4L8 11l2.500 2.500L16 8l1.500 1.500z",
  warning: "M12 2 1 21h22zm-1 7h2v6h-2zm0 8h2v2h-2z",
  error: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm3.500 12L14 15.500l-2-2-2 2L8.500 14l2-2-2-2L10 8.500l2 2 2-2 1.500 1.500-2 2z",
  info: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm-1 5h2v2h-2zm0 4h2v6h-2z",
  reader: "M4 3h16a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zm1 4v7h14V7zm0 9v2h3v-2z",
  wait: "M6 2h12v4l-4.500 6 4.500 6v4H6v-4l4.500-6L6 6z",
  changed: "M4 8h11V4l6 5.500-6 5.500v-4H4zm16 10H9v-3l-6 4 6 4v-2h11z",
  same: "M4 8h16v2.500H4zm0 5.500h16V16H4z",
  unlisted: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm-5 8.500h10v3H7z",
  lock: "M7 10V7a5 5 0 0 1 10 0v3h2v11H5V10zm2 0h6V7a3 3 0 0 0-6 0z",
  sound: "M3 9h4l5-5v16l-5-5H3zm12-1.500a6 6 0 0 1 0 9M17.500 5a9.500 9.500 0 0 1 0 14",
  silent: "M3 9h4l5-5v16l-5-5H3zm11 0 6 6m0-6-6 6",
  person: "M12 3a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9zM3 21c0-5 4-7.500 9-7.500s9 2.500 9 7.500z",
};

/** A drawing that says nothing by itself: words always stand beside it. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", drawings[name] ?? drawings.info);
  path.setAttribute("fill-rule", "evenodd");
  svg.append(path);
  return svg;
}
