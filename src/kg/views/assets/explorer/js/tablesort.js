// Tables that are sorted by any column, filtered by words, and shown a hundred rows at a time.
import { make, plain, setAttr, setText } from "./dom.js";
import { t, lang, number } from "./words.js";

export const tablePageSize = 100;

/** Cells compared in the order of the language: what is empty comes last, numbers and dates by their size. */
export function sortedRows(rows, column, descending) {
  const collator = new Intl.Collator(lang, { numeric: true, sensitivity: "base" });
  const empty = (cell) => cell === null || cell === undefined || cell === "";
  const sign = descending ? -1 : 1;
  return [...rows].sort((one, two) => {
    const [a, b] = [one.cells[column], two.cells[column]];
    if (empty(a) || empty(b)) return empty(a) - empty(b);
    return sign * collator.compare(String(a), String(b));
  });
}

/** The rows in whose cells every word of `words` stands, whatever its case and accents. */
export function filteredRows(rows, words) {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  if (!wanted.length) return rows;
  return rows.filter((row) => {
    row.plain = row.plain || plain(row.cells.join(" "));
    return wanted.every((word) => row.plain.includes(word));
  });
}

/** Heads with a button each; `pick(n)` is called with the number of the column. */
export function sortHeads(columns, pick) {
  return columns.map((words, n) => {
    const button = make("button", { type: "button", class: "sort" }, words, make("span", { class: "sort-mark", "aria-hidden": "true" }));
    button.addEventListener("click", () => pick(n));
    return make("th", { scope: "col", class: "table-c" + n }, button);
  });
}

export function markSorted(heads, column, descending) {
  heads.forEach((head, n) => {
    setAttr(head, "aria-sort", n === column ? (descending ? "descending" : "ascending") : null);
    setText(head.querySelector(".sort-mark"), n === column ? (descending ? "↓" : "↑") : "");
  });
}

/** Which rows are shown, with buttons to go on and back: {root, draw(total, page)}; `turn(step)` is called. */
export function tablePager(turn) {
  const [back, on, words] = [make("button", { type: "button", class: "button" }), make("button", { type: "button", class: "button" }), make("p", { class: "num", role: "status" })];
  back.addEventListener("click", () => turn(-1));
  on.addEventListener("click", () => turn(1));
  const root = make("div", { class: "table-pager" }, words, make("div", { class: "table-turn" }, back, on));
  const draw = (total, at) => {
    const [from, to] = [at * tablePageSize + 1, Math.min(total, (at + 1) * tablePageSize)];
    setText(words, total ? t("table.range", { from: number(from), to: number(to), total: number(total) }) : t("table.nothing"));
    setText(back, t("table.back"));
    setText(on, t("table.on"));
    back.parentNode.hidden = total <= tablePageSize;
    setAttr(back, "disabled", at === 0);
    setAttr(on, "disabled", to >= total);
  };
  return { root, draw };
}
