// What of a table can be drawn as a chart, or why nothing can.
import { moment, numeric, text } from "./terms.js";

const YEAR = /year|año|anio|date|fecha|since|until/i;
const SERIES = 4;

const all = (rows, column, test) => rows.some((row) => row[column]) && rows.every((row) => !row[column] || test(row[column]));
const isNumber = (term) => numeric(term) !== null;
const isYear = (term) => Number.isInteger(numeric(term)) && numeric(term) > 1000 && numeric(term) < 3000;

// {kind: "bars"|"lines", label, values: [{name, values}], labels, x} or {reason: key of the words}.
export function plan(names, rows, labelOf) {
  if (!rows.length) return { reason: "chart.empty" };
  const times = names.findIndex((name, column) => all(rows, column, (term) => moment(term) !== null) || (YEAR.test(name) && all(rows, column, isYear)));
  let numbers = names.map((_, column) => column).filter((column) => column !== times && all(rows, column, isNumber));
  let labels = names.map((_, column) => column).filter((column) => column !== times && !numbers.includes(column));
  if (!labels.length && times < 0 && numbers.length > 1) [labels, numbers] = [numbers.slice(0, 1), numbers.slice(1)];
  if (!numbers.length) return { reason: "chart.numbers" };
  if (times >= 0 && !labels.length) return lines(names, rows, times, numbers);
  if (times >= 0) labels.push(times);
  if (!labels.length) return { reason: "chart.label" };
  return bars(names, rows, labels, numbers, labelOf);
}

const series = (names, rows, numbers) => numbers.slice(0, SERIES).map((column) => ({ name: names[column], values: rows.map((row) => numeric(row[column])) }));

function lines(names, rows, times, numbers) {
  const x = rows.map((row) => moment(row[times]) ?? numeric(row[times]));
  const once = new Set(x).size === x.length && !x.includes(null);
  if (!once || x.length < 2) return bars(names, rows, [times], numbers, () => null);
  const order = x.map((_, n) => n).sort((a, b) => x[a] - x[b]);
  const sorted = order.map((n) => rows[n]);
  return { kind: "lines", label: names[times], x: order.map((n) => x[n]), labels: sorted.map((row) => text(row[times])), values: series(names, sorted, numbers), left: numbers.length - SERIES };
}

function bars(names, rows, labels, numbers, labelOf) {
  const named = (term) => (term?.type === "uri" ? (labelOf(term.value) ?? text(term)) : text(term));
  return {
    kind: "bars",
    label: labels.map((column) => names[column]).join(" · "),
    labels: rows.map((row) => labels.map((column) => named(row[column])).filter(Boolean).join(" · ")),
    values: series(names, rows, numbers),
    left: numbers.length - SERIES,
  };
}
