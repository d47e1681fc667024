// How to cite a view: in words, as BibTeX and as CSL-JSON, with the version of the dataset.
import { make } from "./dom.js";
import { t, lang, dateWords } from "./words.js";
import { state } from "./state.js";
import { data } from "./data.js";
import { openDialog, copyBox } from "./dialog.js";
import { aboutView } from "./exportabout.js";

/** What a reader looked at, and when: the day as the reader's clock has it. */
export function citeFacts(shown, day = new Date()) {
  const about = aboutView(shown);
  const two = (n) => String(n).padStart(2, "0");
  return { ...about, issued: String(data.modified).slice(0, 10), accessed: `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`, author: t("export.cite.author"), dataset: t("export.cite.dataset") };
}

/** One line, author and date first. */
export function citePlain(facts) {
  return t("export.cite.plain", { ...facts, issued: facts.issued.slice(0, 4), accessed: dateWords(facts.accessed), view: t("export.cite.view", { view: facts.title, year: facts.year }) });
}

const citeSigns = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
const citeTex = (text) => text.replace(/[\\{}$&#%_~^]/g, (sign) => citeSigns[sign] || "\\" + sign);

/** BibTeX that biblatex and BibTeX read; an address has no braces, so that it stands as it is. */
export function citeBibtex(facts) {
  const [year, month] = facts.issued.split("-");
  const fields = {
    author: "{" + citeTex(facts.author) + "}",
    title: "{" + citeTex(facts.dataset) + "}",
    year,
    month: month ? String(Number(month)) : "",
    version: citeTex(facts.version),
    howpublished: citeTex(t("export.cite.view", { view: facts.title, year: facts.year })),
    url: facts.address.replace(/[{}]/g, (sign) => (sign === "{" ? "%7B" : "%7D")),
    urldate: facts.accessed,
    note: citeTex(facts.licence),
    language: lang === "es" ? "spanish" : "english",
  };
  const lines = Object.entries(fields).filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}}`);
  return `@misc{migration-mechanisms-${year}-${facts.id}-${state.year},\n${lines.join(",\n")}\n}\n`;
}

const citeParts = (day) => ({ "date-parts": [day.split("-").map(Number)] });

/** CSL-JSON 1.0.2, an array of one item, as Zotero and citeproc take it. */
export function citeCsl(facts) {
  const item = {
    id: `migration-mechanisms-${facts.id}-${state.year}`,
    type: "dataset",
    title: facts.dataset,
    author: [{ literal: facts.author }],
    version: facts.version,
    issued: citeParts(facts.issued),
    accessed: citeParts(facts.accessed),
    URL: facts.address,
    language: lang,
    section: t("export.cite.view", { view: facts.title, year: facts.year }),
    note: facts.licence,
  };
  return JSON.stringify([item], null, 2) + "\n";
}

/** The dialog of "Cite this view"; without a view it cites the page as it stands. */
export function citeDialog(shown = null) {
  const facts = citeFacts(shown);
  openDialog(t("export.cite.title"), [
    make("p", {}, t("export.cite.about")),
    copyBox(t("export.cite.words"), citePlain(facts), true),
    copyBox("BibTeX", citeBibtex(facts)),
    copyBox("CSL-JSON", citeCsl(facts)),
    ...(facts.hypothetical ? [make("p", { class: "notice" }, t("export.hypothetical"))] : []),
  ]);
}
