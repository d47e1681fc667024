// The words of the interface and of the graph in the language shown.
import { byId } from "./dom.js";

const wordsRead = (id, otherwise) => (byId(id) ? JSON.parse(byId(id).textContent) : otherwise);
/** {languages, words: {key: [a text in each]}}: one key for all languages, so that the page is lighter. */
const wordsGiven = wordsRead("words", { languages: ["en", "es"], words: {} });
const wordsIn = (place) => Object.fromEntries(Object.entries(wordsGiven.words).map(([key, texts]) => [key, texts[place]]));
const wordsCatalogues = Object.fromEntries(wordsGiven.languages.map((code, place) => [code, wordsIn(place)]));

/** What the server says about the page: {lang, offline, embed, base, version, year}. */
export const page = wordsRead("page", { lang: "en", offline: false, embed: "", base: "", version: "" });
export const languages = Object.keys(wordsCatalogues).sort();
export let lang = languages.includes(page.lang) ? page.lang : "en";

/** Speak `wanted` from now on; a language without words changes nothing. */
export function speak(wanted) {
  if (languages.includes(wanted)) lang = wanted;
}

function wordsOf(key) {
  const text = wordsCatalogues[lang][key];
  if (text === undefined) throw new Error("no words for " + key);
  return text;
}

export const hasWords = (key) => Object.hasOwn(wordsCatalogues[lang], key);

/** The words of `key`, with {names} replaced by `values`. */
export function t(key, values) {
  const text = wordsOf(key);
  return values ? text.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? String(values[name]) : whole)) : text;
}

/** The words of `key` as a list of text and nodes: {names} may stand for elements or lists of them. */
export function rich(key, values) {
  return wordsOf(key).split(/(\{\w+\})/).filter(Boolean).map((part) => {
    const name = part.slice(1, -1);
    return part[0] === "{" && Object.hasOwn(values, name) ? values[name] : part;
  }).flat(Infinity);
}

/** A text of the graph, [English, Spanish], in the language shown. */
export const say = (pair) => (pair ? pair[lang === "es" ? 1 : 0] : "");

/** 12,345 or (Spanish, from five digits on) 12 345, with a thin space; 0.25 or 0,25. */
export function number(n) {
  const [whole, part] = String(n).split(".");
  const short = lang === "es" && whole.replace("-", "").length < 5;
  const grouped = short ? whole : whole.replace(/\B(?=(\d{3})+(?!\d))/g, lang === "es" ? "\u202f" : ",");
  return part === undefined ? grouped : grouped + (lang === "es" ? "," : ".") + part;
}

/** The words of `key`.one or `key`.other; {n} is the number as the language writes it. */
export const many = (key, n, values) => t(key + (n === 1 ? ".one" : ".other"), { n: number(n), ...values });

/** "e" before a sound of i, else "y": Costa Rica e Italia, Chile y Hierro. */
const wordsAnd = (next) => (lang === "es" && /^h?[ií](?![aeoáéó])/i.test(next) ? " e " : t("core.and"));

/** A list with "and" before its last part, whose parts may be text or nodes: text, nodes and text between. */
export function listed(parts) {
  return parts.flatMap((part, n) => {
    if (n === 0) return [part];
    const next = typeof part === "string" ? part : part.textContent;
    return [n === parts.length - 1 ? wordsAnd(next) : t("core.comma"), part];
  });
}

/** "a, b and c". */
export const listing = (words) => listed(words).join("");

const wordsMonths = {
  en: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
  es: ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
};

/** A date as precise as the source gives it, in words: 1996, March 1996, 13 March 1996. */
export function dateWords(text) {
  if (!text) return "";
  const [year, month, day] = String(text).split("-");
  if (!month) return year;
  const name = wordsMonths[lang][Number(month) - 1];
  const of = lang === "es" ? " de " : " ";
  return (day ? Number(day) + of : "") + name + of + year;
}

/** A date after "since" or "until": in Spanish a day takes its article. */
export const onDate = (text) => (lang === "es" && String(text).split("-").length > 2 ? "el " : "") + dateWords(text);

/** A text of the graph whose dates are written as words. */
export const withDates = (text) => text.replace(/\b((?:desde|hasta) )?(\d{4}-(?:0[1-9]|1[0-2])(?:-\d{2})?)\b/g, (whole, before, date) => (before ? before + onDate(date) : dateWords(date)));
