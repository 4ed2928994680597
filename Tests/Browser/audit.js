// What is wrong with the page as it stands: text that is cut, text that cannot be read, controls without a name.
// Evaluated by the tests; returns sentences.
const problems = [];
const view = { width: document.documentElement.clientWidth, height: document.documentElement.clientHeight };

function parse(color) {
  const numbers = color.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0, 0];
  return { r: numbers[0], g: numbers[1], b: numbers[2], a: numbers[3] ?? 1 };
}
function under(element) {
  for (let one = element; one; one = one.parentElement) {
    const color = parse(getComputedStyle(one).backgroundColor);
    if (color.a > 0.99) return color;
  }
  return { r: 255, g: 255, b: 255, a: 1 };
}
function luminance({ r, g, b }) {
  const [red, green, blue] = [r, g, b].map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}
const isHeard = (element) => element.closest(".heard");
const name = (element) => `${element.tagName.toLowerCase()}.${element.className} "${element.textContent.slice(0, 40)}"`;

for (const element of document.body.querySelectorAll("*")) {
  const box = element.getBoundingClientRect();
  if (isHeard(element) || box.width === 0 || box.height === 0) continue;
  const style = getComputedStyle(element);
  if (style.visibility === "hidden") continue;
  // A chosen file's name is drawn by the browser, which shortens it with a sign; no style of the page reaches it.
  if (style.textOverflow === "ellipsis" && element.type !== "file") problems.push(`cut by style: ${name(element)}`);
  if (box.right > view.width + 1 || box.left < -1) problems.push(`outside the window: ${name(element)}`);
  const scrolls = /auto|scroll/.test(style.overflowY);
  if (style.overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1) problems.push(`cut at the side: ${name(element)}`);
  if (!scrolls && style.overflowY !== "visible" && element.scrollHeight > element.clientHeight + 1) problems.push(`cut below: ${name(element)}`);
  const words = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
  if (words) {
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const ratio = contrast(parse(style.color), under(element));
    if (ratio < (isLarge ? 3 : 4.5)) problems.push(`contrast ${ratio.toFixed(2)}: ${name(element)}`);
    if (size < 12) problems.push(`type of ${size} px: ${name(element)}`);
  }
  if (element.matches("button, input, a[href]")) {
    const label = element.getAttribute("aria-label") || element.textContent.trim() || element.labels?.[0]?.textContent;
    if (!label) problems.push(`a control without a name: ${name(element)}`);
  }
}
for (const element of document.querySelectorAll("button.primary")) {
  if (element.getBoundingClientRect().bottom > view.height + 1) problems.push(`the next step is out of sight: ${name(element)}`);
}
return problems;
