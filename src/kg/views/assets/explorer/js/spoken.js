// Words of the chrome: written once, and again whenever the language changes.
import { t } from "./words.js";
import { setAttr, setText } from "./dom.js";

const spokenWords = [];

function spokenWrite([element, key, attribute]) {
  if (attribute) setAttr(element, attribute, t(key));
  else setText(element, t(key));
}

/** Let `element` (or an attribute of it) hold the words of `key` in whatever language is shown; returns it. */
export function spoken(element, key, attribute = "") {
  const entry = [element, key, attribute];
  spokenWords.push(entry);
  spokenWrite(entry);
  return element;
}

/** Say everything again in the language of now. */
export const respeak = () => spokenWords.forEach(spokenWrite);
