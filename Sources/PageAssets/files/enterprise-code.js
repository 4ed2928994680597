// The code an enterprise is registered under, told while it is typed (docs/batches.md, section 2). The counter decides.
const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

/** The code in upper case and half width, without blanks and hyphens. */
export function evenCode(typed) {
  return typed.normalize("NFKC").toUpperCase().replace(/[\s\u2010-\u2015-]/g, "");
}

/** `{kind: "empty" | "short" | "wrongCharacter" | "fits" | "doesNotFit" | "long", form, missing, at}` of what was typed so far. */
export function checkCode(typed) {
  const code = evenCode(typed);
  if (!code) return { kind: "empty" };
  if (code.length > 18) return { kind: "long" };
  const wrong = [...code].findIndex((character, index) => !mayStand(character, index, code.length > 9));
  if (wrong >= 0) return { kind: "wrongCharacter", at: wrong + 1 };
  if (code.length === 9) return { kind: organisationCheck(code) === code[8] ? "fits" : "doesNotFit", form: "organisation" };
  if (code.length === 18) return { kind: creditCheck(code) === code[17] ? "fits" : "doesNotFit", form: "credit" };
  return { kind: "short", missing: (code.length < 9 ? 9 : 18) - code.length, length: code.length < 9 ? 9 : 18 };
}

function mayStand(character, index, isCredit) {
  if (isCredit) return index >= 2 && index < 8 ? /[0-9]/.test(character) : alphabet.includes(character);
  return /[0-9A-Z]/.test(character);
}

function creditCheck(code) {
  const sum = creditWeights.reduce((all, weight, index) => all + weight * alphabet.indexOf(code[index]), 0);
  return alphabet[(31 - (sum % 31)) % 31];
}

function organisationCheck(code) {
  const sum = organisationWeights.reduce((all, weight, index) => all + weight * parseInt(code[index], 36), 0);
  return "0X987654321"[sum % 11];
}
