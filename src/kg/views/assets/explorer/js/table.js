// The table: every seat, or every mandate of a mechanism, with its sources; the whole graph where asked.
import { make, setAttr, setText, toggleClass } from "./dom.js";
import { dateWords, lang, t } from "./words.js";
import { change, redraw, state } from "./state.js";
import { nameOf, shortOf, realBodies } from "./model.js";
import { evidenceFold } from "./evidence.js";
import { conflictsOfSeat, data } from "./data.js";
import { mandateCells, mandateColumns, seatCells, seatColumns, tableBasis, tableMandates, tableSeats } from "./tablerows.js";
import { filteredRows, markSorted, sortHeads, sortedRows, tablePageSize, tablePager } from "./tablesort.js";
import { queryOf } from "./asking.js";

const TABLE_BASIS = 5;
const tableKinds = ["seats", "mandates"];
const tableAsked = { kind: "seats", all: false, words: "", page: 0, sort: { seats: [0, false], mandates: [0, false] } };
const tableParts = { heads: [], lines: new Map(), built: "" };

const tableCellsKnown = new Map();

/** Cells are written once for a language and a source; of a seat the year changes the basis alone. */
function tableCells(id, view, row, cellsOf) {
  const key = [tableAsked.kind, id, lang, view.source].join("|");
  if (!tableCellsKnown.has(key)) tableCellsKnown.set(key, cellsOf(row, view));
  const cells = tableCellsKnown.get(key);
  if (row.seat) cells[TABLE_BASIS] = tableBasis(row);
  return cells;
}

/** Rows as {id, sel, cells, row}, of the kind that is shown. */
function tableRowsOf(view) {
  if (tableAsked.kind === "mandates") {
    return tableMandates(view, tableAsked.all).map((row) => ({ id: row.id, sel: "mandate:" + row.mandate, cells: tableCells(row.id, view, row, mandateCells), row }));
  }
  return tableSeats(view, tableAsked.all).map((row) => ({ id: row.seat.id, sel: `seat:${row.seat.p}@${row.seat.m}`, cells: tableCells(row.seat.id, view, row, seatCells), row }));
}

/** Put `lines` into the table and leave those that stand there already in their place. */
function tableFill(lines) {
  const wanted = new Set(lines);
  const { body } = tableParts;
  for (const line of [...body.children]) if (!wanted.has(line)) line.remove();
  lines.forEach((line, n) => body.children[n] !== line && body.insertBefore(line, body.children[n] || null));
}

function tableChosen(view) {
  const [column, descending] = tableAsked.sort[tableAsked.kind];
  return sortedRows(filteredRows(tableRowsOf(view), tableAsked.words), column, descending);
}

function tableHeard(cites, source) {
  return source ? cites.filter((n) => data.sources[data.cites[n][0]].id === source) : cites;
}

function tableLink(found, words, label) {
  const button = make("button", { type: "button", class: "link", "aria-label": label }, words);
  button.addEventListener("click", () => change({ sel: found.sel === state.sel ? "" : found.sel }));
  return button;
}

function tableContested(seat) {
  const [first] = conflictsOfSeat(seat.id);
  if (!first) return "–";
  const button = make("button", { type: "button", class: "link" }, t("table.compare"));
  button.addEventListener("click", () => change({ sel: "conflict:" + first.id, tab: "conflicts" }));
  return button;
}

function tableSeatLine(found, view) {
  const { seat } = found.row;
  const [, , role, since, until, basis, rank] = found.cells;
  const label = t("table.select", { participant: nameOf(seat.p), mechanism: shortOf(seat.m) });
  const years = since ? dateWords(since) : make("span", { class: "undated" }, t("table.undated"));
  return [make("th", { scope: "row" }, tableLink(found, nameOf(seat.p), label)), make("td", { title: nameOf(seat.m) }, shortOf(seat.m)), make("td", {}, role),
    make("td", { class: "num" }, years), make("td", { class: "num" }, until ? dateWords(until) : "–"), make("td", { class: "table-basis" }, basis), make("td", {}, rank),
    make("td", {}, tableContested(seat)), make("td", { class: "table-sources" }, evidenceFold(tableHeard(seat.cites, view.source)))];
}

function tableMandateLine(found, view) {
  const { row } = found;
  return [make("th", { scope: "row", title: nameOf(row.m) }, shortOf(row.m)), make("td", {}, tableLink(found, nameOf(row.mandate))), make("td", {}, found.cells[2]),
    make("td", { class: "table-sources" }, evidenceFold(tableHeard(row.cites, view.source)))];
}

/** Whether a row is what is selected, or is about it. */
function isTableChosen({ sel, row }, wanted) {
  if (sel === wanted) return true;
  const ends = row.seat ? [row.seat.p, "mechanism:" + row.seat.m] : ["mechanism:" + row.m];
  return ends.includes(wanted);
}

/** What was selected just now is brought into sight, on whichever page it stands. */
function tableGoTo(rows) {
  if (tableParts.sel === state.sel) return;
  tableParts.sel = state.sel;
  const at = state.sel.startsWith("mechanism:") ? -1 : rows.findIndex((found) => isTableChosen(found, state.sel));
  if (at < 0) return;
  tableAsked.page = Math.floor(at / tablePageSize);
  requestAnimationFrame(tableScroll);
}

/** Scroll the selected line into the box, with the one before it whole under the heads. */
function tableScroll() {
  const { box, head } = tableParts;
  const line = box.querySelector("tr.chosen");
  if (!line) return;
  const [frame, at, heads] = [box, line, head].map((one) => one.getBoundingClientRect());
  if (at.top >= frame.top + heads.height && at.bottom <= frame.bottom) return;
  const first = (line.previousElementSibling || line).getBoundingClientRect();
  box.scrollTop += first.top - frame.top - heads.height;
}

/** The line of a row, made once; its basis is what a year changes. */
function tableLine(found, view) {
  const key = [tableAsked.kind, found.id, lang, view.source].join("|");
  let line = tableParts.lines.get(key);
  if (!line) {
    line = make("tr", {}, ...(tableAsked.kind === "seats" ? tableSeatLine(found, view) : tableMandateLine(found, view)));
    tableParts.lines.set(key, line);
  }
  if (tableAsked.kind === "seats") setText(line.querySelector(".table-basis"), found.cells[TABLE_BASIS]);
  toggleClass(line, "unanswered", found.row.answered === false);
  toggleClass(line, "assumed", tableAsked.kind === "seats" && !found.row.stated);
  toggleClass(line, "chosen", isTableChosen(found, state.sel));
  return line;
}

function tableAgain(patch) {
  Object.assign(tableAsked, patch, { page: patch.page || 0 });
  redraw(); // the whole: the ways on lead to the rows that are asked for
  tableParts.box.scrollTop = 0;
}

function tableSort(column) {
  const [now, descending] = tableAsked.sort[tableAsked.kind];
  tableAgain({ sort: { ...tableAsked.sort, [tableAsked.kind]: [column, now === column && !descending] } });
}

function tableWords() {
  const built = [lang, tableAsked.kind].join("|");
  if (tableParts.built === built) return;
  tableParts.built = built;
  tableParts.heads = sortHeads(tableAsked.kind === "seats" ? seatColumns() : mandateColumns(), tableSort);
  tableParts.head.replaceChildren(...tableParts.heads);
  tableParts.table.className = "table-all " + tableAsked.kind;
  for (const [name, element] of Object.entries(tableParts.words)) setText(element, t("table." + name));
  setAttr(tableParts.find, "placeholder", t("table.find.hint"));
}

function drawTable(view) {
  tableWords();
  const rows = tableChosen(view);
  tableGoTo(rows);
  const last = Math.max(0, Math.ceil(rows.length / tablePageSize) - 1);
  tableAsked.page = Math.max(0, Math.min(last, tableAsked.page));
  const lines = rows.slice(tableAsked.page * tablePageSize, (tableAsked.page + 1) * tablePageSize).map((found) => tableLine(found, view));
  tableFill(lines);
  markSorted(tableParts.heads, ...tableAsked.sort[tableAsked.kind]);
  for (const [kind, button] of Object.entries(tableParts.kinds)) setAttr(button, "aria-pressed", String(kind === tableAsked.kind));
  setAttr(tableParts.whole, "aria-pressed", String(tableAsked.all));
  setText(tableParts.caption, t("table.caption." + tableAsked.kind + (tableAsked.all ? ".all" : ""), { year: view.year }));
  setAttr(tableParts.box, "aria-label", tableParts.caption.textContent);
  tableParts.pager.draw(rows.length, tableAsked.page);
}

function tableTools(root) {
  const button = (name, act) => {
    const made = make("button", { type: "button", class: "view-chip", onclick: act });
    tableParts.words[name] = made;
    return made;
  };
  tableParts.words = {};
  tableParts.kinds = Object.fromEntries(tableKinds.map((kind) => [kind, button("kind." + kind, () => tableAgain({ kind }))]));
  tableParts.whole = button("all", () => tableAgain({ all: !tableAsked.all }));
  tableParts.find = make("input", { type: "search", id: "table-find", spellcheck: "false", autocomplete: "off" });
  tableParts.find.addEventListener("input", () => tableAgain({ words: tableParts.find.value }));
  tableParts.words.find = make("label", { for: "table-find" });
  root.append(make("div", { class: "table-tools" }, make("div", { class: "view-chips" }, ...Object.values(tableParts.kinds)),
    make("div", { class: "table-find" }, tableParts.words.find, tableParts.find), tableParts.whole));
}

export const tableView = {
  id: "table",
  tab: "table",
  twin: false,
  mount(root) {
    tableTools(root);
    Object.assign(tableParts, { head: make("tr"), body: make("tbody"), caption: make("caption") });
    tableParts.pager = tablePager((step) => tableAgain({ page: tableAsked.page + step }));
    tableParts.table = make("table", {}, tableParts.caption, make("thead", {}, tableParts.head), tableParts.body);
    tableParts.box = make("div", { class: "table-box", role: "region", tabindex: "0" }, tableParts.table);
    root.append(tableParts.box, tableParts.pager.root);
  },
  draw: (view) => drawTable(view),
  rows(view) {
    const columns = tableAsked.kind === "seats" ? seatColumns() : mandateColumns();
    return { columns, rows: tableChosen(view).map((row) => row.cells) };
  },
  query(view, now) {
    if (tableAsked.all) return "";
    return queryOf(tableAsked.kind === "seats" ? "network" : "assignments", now, { mechanisms: realBodies(view), anyRole: true });
  },
  rest: (view) => (tableAsked.kind === "seats" ? `/api/v1/memberships?role=any&year=${view.year}${view.source ? "&source=" + encodeURIComponent(view.source) : ""}` : ""),
};
