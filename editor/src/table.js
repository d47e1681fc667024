// Rows as a table: sorted by any column, a page at a time.
import { byId, button, make } from "./dom.js";
import { config, counted, t } from "./config.js";
import { address, numeric, text } from "./terms.js";

const PAGE = 100;
const collator = new Intl.Collator(config.lang, { numeric: true, sensitivity: "base" });

function cell(term, labelOf) {
  if (!term) return make("td");
  const value = numeric(term);
  const language = term["xml:lang"];
  const to = term.type === "uri" ? address(term.value) : null;
  const shown = broken(text(term), term.type === "uri");
  const label = term.type === "uri" ? labelOf(term.value) : null;
  const attributes = { class: value === null ? null : "num", lang: language, title: label };
  if (to) return make("td", attributes, make("a", { href: to, rel: "noopener noreferrer" }, shown));
  return make("td", attributes, shown, language ? make("span", { class: "tag" }, ` @${language}`) : null);
}

// A long name may break after its prefix.
function broken(words, node) {
  const colon = node && !words.startsWith("<") ? words.indexOf(":") + 1 : 0;
  return colon ? [words.slice(0, colon), make("wbr"), words.slice(colon)] : words;
}

function compare(a, b) {
  if (!a || !b) return a ? -1 : b ? 1 : 0; // what is missing stands last
  const x = numeric(a);
  const y = numeric(b);
  if (x !== null && y !== null) return x - y;
  return collator.compare(text(a), text(b));
}

// Draw `rows` (arrays of terms) under `names` into `place`.
export function table(place, names, rows, labelOf = () => null) {
  const state = { at: 0, by: null, up: true, rows };
  const numbered = names.map((_, column) => rows.length > 0 && rows.every((row) => !row[column] || numeric(row[column]) !== null));
  const sortBy = (column) => {
    state.up = state.by === column ? !state.up : true;
    Object.assign(state, { by: column, at: 0 });
    const way = state.up ? 1 : -1;
    state.rows = rows.map((row, n) => [row, n]).sort(([a, n], [b, m]) => (a[column] && b[column] ? way : 1) * compare(a[column], b[column]) || n - m).map(([row]) => row);
    show(`sort-${column}`);
  };
  const turn = (pages, id) => {
    state.at += pages * PAGE;
    show(id);
  };
  const head = (name, column) => {
    const order = state.by === column ? (state.up ? "ascending" : "descending") : null;
    const mark = order ? (state.up ? " ▲" : " ▼") : "";
    return make("th", { scope: "col", "aria-sort": order, class: numbered[column] ? "num" : null }, make("button", { type: "button", class: "sort", id: `sort-${column}`, onclick: () => sortBy(column) }, name, make("span", { "aria-hidden": "true" }, mark)));
  };
  const show = (focus) => {
    const end = Math.min(state.at + PAGE, rows.length);
    const shown = state.rows.slice(state.at, end);
    const grid = make(
      "table",
      {},
      make("caption", { class: "sr" }, counted("rows", rows.length)),
      make("thead", {}, make("tr", {}, names.map(head))),
      make("tbody", {}, shown.map((row) => make("tr", {}, row.map((term) => cell(term, labelOf))))),
    );
    const pager = make(
      "div",
      { class: "pager" },
      button(t("table.previous"), () => turn(-1, "previous"), { id: "previous", disabled: state.at === 0 }),
      make("span", { role: "status" }, t("table.range", { from: rows.length ? state.at + 1 : 0, to: end, n: rows.length })),
      button(t("table.next"), () => turn(1, "next"), { id: "next", disabled: end >= rows.length }),
    );
    place.replaceChildren(make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("tab.table") }, grid), rows.length > PAGE ? pager : "");
    if (focus) (byId(focus)?.disabled ? byId(focus === "next" ? "previous" : "next") : byId(focus))?.focus();
  };
  if (rows.length) show();
  else place.replaceChildren(make("p", { class: "empty" }, t("table.none")));
}

// The truth value of ASK.
export const truth = (place, value) => place.replaceChildren(make("p", { class: "truth" }, t(value ? "truth.yes" : "truth.no")));
