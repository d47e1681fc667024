// The words of the interface and of the graph in the language shown.
const catalogues = read("words");
let lang = data.lang;

/** The words of `key`, with {names} replaced by `values`. */
function t(key, values) {
  const text = catalogues[lang][key];
  if (text === undefined) throw new Error("no words for " + key);
  return values ? text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole)) : text;
}

/** A pair [English, Spanish] of the graph in the language shown. */
const say = (pair) => (pair ? pair[lang === "es" ? 1 : 0] : "");

const many = (key, n) => t(key + (n === 1 ? ".one" : ".other"), { n: number(n) });

/** 12,345 or (Spanish, from five digits on) 12 345. */
function number(n) {
  const grouped = String(n).replace(/\B(?=(\d{3})+(?!\d))/g, lang === "es" ? "\u202f" : ",");
  return lang === "es" && Math.abs(n) < 10000 ? String(n) : grouped;
}

const figure = (text) => (/^\d+$/.test(text) ? number(Number(text)) : text);

const nameOf = (key) => say(nodes.get(key).name);
const shortOf = (key) => say(nodes.get(key).short);
const hasShort = (key) => shortOf(key) !== nameOf(key);

const months = {
  en: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
  es: ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
};

/** A date as precise as the source gives it, in words; `article`: as Spanish has it after a preposition. */
function dateWords(text, article) {
  const [year, month, day] = text.split("-");
  if (!month) return year;
  const name = months[lang][Number(month) - 1];
  const of = lang === "es" ? " de " : " ";
  return day ? (article && lang === "es" ? "el " : "") + Number(day) + of + name + of + year : name + of + year;
}

/** Write the language into everything that carries a key. */
function translatePage() {
  document.documentElement.lang = lang;
  document.title = t("network.title");
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
  for (const element of document.querySelectorAll("[data-t-label]")) element.setAttribute("aria-label", t(element.dataset.tLabel));
  for (const element of document.querySelectorAll("[data-t-placeholder]")) element.setAttribute("placeholder", t(element.dataset.tPlaceholder));
  for (const button of document.querySelectorAll("button[data-lang]")) button.setAttribute("aria-pressed", String(button.dataset.lang === lang));
  for (const link of document.querySelectorAll("[data-lang-link]")) {
    link.setAttribute("href", link.getAttribute("href").replace(/lang=\w+/, "lang=" + lang));
  }
}
