// The table twin of a view: the same rows as words and numbers.
import { make, setAttr } from "./dom.js";
import { t, number, lang } from "./words.js";

function twinCell(value, n) {
  if (n === 0) return make("th", { scope: "row" }, twinWords(value));
  return make("td", typeof value === "number" ? { class: "num" } : {}, twinWords(value));
}

/** Years stand in columns of whole numbers too, and are not grouped. */
const twinWords = (value) => {
  if (value === null || value === undefined) return "";
  return typeof value === "number" && (value < 1000 || value > 2999) ? number(Number.isInteger(value) ? value : Math.round(value * 1000) / 1000) : String(value);
};

function twinTable(framed, { columns, rows }, year) {
  const caption = t("frame.caption", { title: t(framed.view.id + ".title"), year });
  const head = make("tr", {}, ...columns.map((name) => make("th", { scope: "col" }, name)));
  const lines = rows.map((row) => make("tr", {}, ...row.map(twinCell)));
  const table = make("table", {}, make("caption", {}, caption), make("thead", {}, head), make("tbody", {}, ...lines));
  return make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, table);
}

/** Write the rows of `framed` into its twin. */
export function drawTwin(framed, view, now) {
  setAttr(framed.twin, "hidden", false);
  framed.twin.lang = lang;
  framed.twin.replaceChildren(twinTable(framed, framed.view.rows(view, now), now.year));
}
