// The SPARQL that gives the same rows as a view: the marks of its text replaced by what the view shows.
import { data } from "./data.js";
import { lang } from "./words.js";

/** "mechanism", "crm" → the IRI in angle brackets. */
export const iriMark = (kind, id) => `<${data.base}${kind}/${encodeURIComponent(id)}>`;

/** "state:CRI" → the IRI in angle brackets. */
export const keyMark = (key) => iriMark(...key.split(":"));

const queryEscaped = (mark) => mark.replace(/[$]/g, "$$$$");

/** The query called `name`; `marks` {YEAR: "2018", MECHANISMS: "<…> <…>"}; a clause whose list is empty, which is "all", is taken out. */
export function queryText(name, marks) {
  let text = data.queries[name] || "";
  for (const [mark, value] of Object.entries({ LANG: lang, ROLES: "", SOURCES: "", MECHANISMS: "", ...marks })) {
    if (value === "") text = text.replace(new RegExp(`[ \\t]*VALUES \\?\\w+ \\{ %${mark}% \\}\\n?`, "g"), "");
    text = text.replaceAll(`%${mark}%`, queryEscaped(String(value)));
  }
  return text;
}

/** The marks of the seats of a view: its year, mechanisms and source, every role. */
export function seatMarks(view) {
  const shown = view.bodies.filter((id) => id !== "what-if");
  return {
    YEAR: view.year,
    MECHANISMS: shown.map((id) => iriMark("mechanism", id)).join(" "),
    SOURCES: view.source ? iriMark("source", view.source) : "",
  };
}
