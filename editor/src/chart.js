// Bars or lines in SVG, drawn as wide as there is room.
import { draw, make } from "./dom.js";
import { number, t } from "./config.js";
import { plan } from "./plan.js";
import { fitted, linear, ticks } from "./scale.js";

const BARS = 60;
const ROW = 24;

export function chart(place, names, rows, labelOf) {
  const what = plan(names, rows, labelOf);
  if (what.reason) {
    place.replaceChildren(make("p", { class: "empty" }, t(what.reason)));
    return;
  }
  const most = what.kind === "bars" ? Math.max(1, Math.floor(BARS / what.values.length)) : 2000;
  const shown = what.labels.length > most ? t("chart.first", { shown: most, n: what.labels.length }) : "";
  const left = what.left > 0 ? t("chart.columns", { n: what.values.length }) : "";
  const holder = make("div", { class: "chart" });
  const legend = what.values.length > 1 ? make("ul", { class: "keys" }, what.values.map((one, n) => make("li", {}, make("span", { class: `key series-${n}`, "aria-hidden": "true" }), one.name))) : "";
  const title = t("chart.title", { values: what.values.map((one) => one.name).join(", "), label: what.label });
  place.replaceChildren(make("p", { class: "said" }, title), legend, holder, make("p", { class: "note" }, [shown, left].filter(Boolean).join(" ")));
  const paint = () => holder.replaceChildren((what.kind === "bars" ? barsOf : linesOf)(what, most, Math.max(280, holder.clientWidth), title));
  paint();
  let before = holder.clientWidth;
  new ResizeObserver(() => {
    if (holder.clientWidth !== before && holder.clientWidth) paint();
    before = holder.clientWidth;
  }).observe(holder);
}

const line = (x1, y1, x2, y2, kind) => draw("line", { x1, y1, x2, y2, class: kind });
const frame = (width, height, title, ...inside) => draw("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": title }, ...inside);
const extent = (what, most) => what.values.flatMap((one) => one.values.slice(0, most)).filter((value) => value !== null);

const NARROW = 560;

function barsOf(what, most, width, title) {
  const labels = what.labels.slice(0, most);
  const count = what.values.length;
  const above = width < NARROW; // no room beside the bars: the names stand above them
  const side = above ? 2 : Math.min(width * 0.42, 12 + 6.8 * Math.max(...labels.map((text) => text.length)));
  const found = extent(what, most);
  const steps = ticks(Math.min(0, ...found), Math.max(0, ...found), above ? 3 : 6, found.every(Number.isInteger));
  const x = linear(steps[0], steps.at(-1), side, width - 56);
  const thick = count === 1 ? 16 : 12;
  const top = above ? 18 : 0;
  const pitch = top + (count === 1 ? ROW : 10 + thick * count);
  const bottom = labels.length * pitch + 4;
  const marks = steps.map((step) => [line(x(step), 0, x(step), bottom, step === 0 ? "axis" : "rule"), draw("text", { x: x(step), y: bottom + 18, "text-anchor": "middle" }, number(step))]);
  const rows = labels.map((label, n) => {
    const y = n * pitch + 4 + top;
    const at = above ? { x: side, y: y - 5 } : { x: side - 8, y: y + (thick * count) / 2 + 4, "text-anchor": "end" };
    const name = draw("text", at, fitted(label, above ? width : side - 12), draw("title", {}, label));
    return [name, what.values.map((one, m) => bar(one.values[n], x, y + m * thick, thick, m))];
  });
  return frame(width, bottom + 28, title, marks, rows);
}

function bar(value, x, y, thick, series) {
  if (value === null) return [];
  const [from, to] = [x(0), x(value)].sort((a, b) => a - b);
  const words = value < 0 ? { x: from - 5, "text-anchor": "end" } : { x: to + 5 };
  return [draw("rect", { x: from, y, width: Math.max(to - from, 1), height: thick - 2, class: `series-${series}` }), draw("text", { ...words, y: y + thick / 2 + 3, class: "value" }, number(value))];
}

function linesOf(what, most, width, title) {
  const height = 340;
  const found = extent(what, most);
  const steps = ticks(Math.min(0, ...found), Math.max(0, ...found), 5, found.every(Number.isInteger));
  const side = 16 + 7 * Math.max(...steps.map((step) => number(step).length));
  const x = linear(what.x[0], what.x.at(-1), side, width - 16);
  const y = linear(steps[0], steps.at(-1), height - 34, 12);
  const across = steps.map((step) => [line(side, y(step), width - 16, y(step), step === 0 ? "axis" : "rule"), draw("text", { x: side - 7, y: y(step) + 4, "text-anchor": "end" }, number(step))]);
  const years = ticks(what.x[0], what.x.at(-1), width < NARROW ? 4 : 9, true).filter((year) => year >= what.x[0] && year <= what.x.at(-1));
  const along = years.map((year) => draw("text", { x: x(year), y: height - 12, "text-anchor": "middle" }, String(year)));
  const drawn = what.values.map((one, n) => stroke(one, what, x, y, n));
  return frame(width, height, title, across, along, drawn);
}

// A line from point to point; where a moment between is missing it is not drawn: nothing is known of there.
function stroke(one, what, x, y, series) {
  const gaps = what.x.slice(1).map((at, n) => at - what.x[n]);
  const usual = Math.min(...gaps) * 1.05;
  const points = one.values.map((value, n) => (value === null ? null : [x(what.x[n]), y(value), what.labels[n], value]));
  const path = points.map((point, n) => (point ? `${points[n - 1] && gaps[n - 1] <= usual ? "L" : "M"}${point[0].toFixed(1)} ${point[1].toFixed(1)}` : "")).join("");
  const dots = points.filter(Boolean).map(([cx, cy, label, value]) => draw("circle", { cx, cy, r: 3.5, class: `series-${series}` }, draw("title", {}, `${label}: ${number(value)}`)));
  return [draw("path", { d: path, class: `stroke series-${series}` }), ...dots];
}
