// A mobile number while it is typed: a mainland one grouped 3-4-4, and what is wrong with it so far (docs/mobile-number.md
// §1). Of a number abroad the counter knows whether there is one like it, and whether this window takes it.
const blanks = /[\s\u3000]/g;
const prefixes = ["+86", "0086"];
const length = 11;

/**
 * What was typed: `{prefix, digits, isWhole, problem}`, and `isAbroad` of a number of another country; `problem` is `null` or `{words, parameters, isSoft}`, soft where
 * only something is missing yet.
 */
export function typedNumber(typed) {
  const plain = solid(typed);
  const abroad = numberAbroad(plain);
  if (abroad) return { prefix: "", digits: abroad, problem: null, isWhole: abroad.length > 7, isAbroad: true };
  const prefix = prefixes.find((one) => plain.startsWith(one)) ?? "";
  const digits = plain.slice(prefix.length);
  const problem = problemOf(plain, digits);
  return { prefix, digits, problem, isWhole: /^1[3-9]\d{9}$/.test(digits) };
}

/** Groups what stands in `input`; the caret stays behind the character it stood behind. */
export function groupNumber(input) {
  const { prefix, digits } = typedNumber(input.value);
  const groups = /^\d*$/.test(digits) ? [digits.slice(0, 3), digits.slice(3, 7), digits.slice(7)] : [digits];
  const shown = [prefix, ...groups].filter(Boolean).join(" ");
  if (shown === input.value) return;
  let left = solid(input.value.slice(0, input.selectionStart ?? input.value.length)).length;
  let at = 0;
  for (; at < shown.length && left > 0; at += 1) {
    if (shown[at] !== " ") left -= 1;
  }
  input.value = shown;
  input.setSelectionRange(at, at);
}

/** The first three and the last one digit. */
export function maskedNumber(digits) {
  return `${digits.slice(0, 3)}****${digits.slice(-1)}`;
}

/** Digits and letters of ASCII width, without blanks: 全角 digits count like others. */
export function solid(typed) {
  return typed.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replace(blanks, "");
}

/** With + in front; `null` for a mainland number, for the beginning of its prefix, and for what holds anything but digits. */
function numberAbroad(plain) {
  if (prefixes.some((prefix) => plain.startsWith(prefix) || prefix.startsWith(plain))) return null;
  const match = /^(?:\+|00)(\d+)$/.exec(plain);
  return match && `+${match[1]}`;
}

function problemOf(plain, digits) {
  if (digits === "") return null;
  // The beginning of a prefix is no wrong number yet.
  if (prefixes.some((prefix) => prefix.startsWith(plain))) return null;
  if (/\D/.test(digits)) return { words: "mobile.number.notDigits" };
  if (digits[0] !== "1") return { words: "mobile.number.first" };
  if (digits.length > 1 && digits[1] < "3") return { words: "mobile.number.second" };
  if (digits.length > length) return { words: "mobile.number.long", parameters: { count: digits.length - length } };
  if (digits.length < length) return { words: "mobile.number.short", parameters: { count: length - digits.length }, isSoft: true };
  return null;
}
