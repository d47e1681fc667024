// What the server says of itself, and the words of the page's language.
import { byId } from "./dom.js";

export const config = JSON.parse(byId("editor-config").textContent);
//: The endpoint as this page reaches it, also behind a proxy that knows it by another name.
export const ENDPOINT = location.pathname;
export const FULL_ENDPOINT = location.origin + location.pathname;
//: Addresses longer than this are refused by some proxies: such queries are sent by POST.
export const LONGEST_ADDRESS = 6000;

const numbers = new Intl.NumberFormat(config.lang, { maximumFractionDigits: 6 });

export const number = (value) => numbers.format(value);

export function t(key, values = {}) {
  const text = config.words[key];
  if (text === undefined) throw new Error(`no words for ${key}`);
  return text.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === "number" ? number(values[name]) : values[name]));
}

// `key.one` or `key.many`, by how many there are.
export const counted = (key, n, values = {}) => t(`${key}.${n === 1 ? "one" : "many"}`, { n, ...values });
