// Rows of bars as elements: placed in percent of the years, so that no width is ever asked for.
import { make, setText, toggleClass } from "./dom.js";
import { data } from "./data.js";
import { say, t } from "./words.js";
import { glyph } from "./glyphs.js";
import { change, state } from "./state.js";
import { networkSize } from "./networkdraw.js";
import { timelineYears } from "./timelinebars.js";

/** Where a point of time lies, in percent of the chart. */
export function timelinePercent(at) {
  const [first, last] = timelineYears();
  return ((Math.min(last, Math.max(first, at)) - first) / (last - first)) * 100;
}

function timelineColours(element, roleId) {
  const role = data.roles.find((one) => one.id === roleId);
  if (!role) return element;
  element.style.setProperty("--light", role.light);
  element.style.setProperty("--dark", role.dark);
  return element;
}

/** A bar, and the point of one that goes on: beside it, so that a start that fades does not take it away. */
function timelineBar(bar) {
  const faint = bar.role && !state.roles.has(bar.role) ? " uncounted" : "";
  const look = `${bar.tone}${faint}`;
  const made = make("span", { class: `tl-bar ${look} start-${bar.start} end-${bar.end}`, "data-sel": bar.seat ? `seat:${bar.seat.p}@${bar.seat.m}` : null });
  const [from, to] = [timelinePercent(bar.from), timelinePercent(bar.to)];
  made.style.left = from + "%";
  made.style.width = Math.max(0.4, to - from) + "%";
  if (bar.role && bar.start === "sharp") made.append(glyph(bar.role, { stated: bar.tone === "stated", size: 11 }));
  const point = bar.end === "arrow" ? make("span", { class: "tl-point " + look }) : null;
  if (point) point.style.left = to + "%";
  return [made, point].map((part) => part && timelineColours(part, bar.role));
}

function timelineTick({ at, role }) {
  const made = timelineColours(make("i", { class: "tl-tick" }), role);
  made.style.left = timelinePercent(at) + "%";
  return made;
}

const timelineLane = ({ bars, ticks }) => make("span", { class: "tl-lane" }, ...bars.map(timelineBar), ...ticks.map(timelineTick));

function timelinePart(part) {
  const words = [part.words ? make("span", {}, part.words + " · ") : null, make("span", { class: part.undated ? "undated" : "" }, part.span)];
  return make("span", { class: "tl-part" }, part.role ? glyph(part.role, { size: 10 }) : null, ...words);
}

/** One row: {item, row, count}. */
export function timelineRow(row) {
  const name = make("button", { type: "button", class: "tl-name", title: row.title && row.title !== row.name ? row.title : null }, row.name);
  name.addEventListener("click", () => change({ sel: row.sel }));
  const count = make("span", { class: "tl-count num" });
  const plot = make("div", { class: "tl-plot", "aria-hidden": "true" }, ...row.lanes.map(timelineLane));
  const item = make("li", { class: "tl-row " + row.kind }, name, plot, make("div", { class: "tl-words" }, ...row.parts.map(timelinePart), row.kind === "body" ? count : null));
  return { item, row, count };
}

/** Years under the chart: every tenth with its number, every fifth with a line. */
export function timelineAxis() {
  const [first, last] = timelineYears();
  const marks = [];
  for (let year = Math.ceil(first / 5) * 5; year < last; year += 5) {
    const mark = make("span", { class: year % 10 ? "tl-mark" : "tl-mark ten" }, year % 10 ? "" : String(year));
    mark.style.left = timelinePercent(year + 0.5) + "%";
    marks.push(mark);
  }
  return marks;
}

/** Roles that the rows hold, with glyph and words; and how basis and ends are drawn. */
export function timelineLegend(rows) {
  const used = new Set(rows.flatMap((row) => row.lanes.flatMap((lane) => lane.bars.map((bar) => bar.role))));
  const roles = data.roles.filter((role) => used.has(role.id)).map((role) => make("li", {}, glyph(role.id, { size: 12 }), say(role.label)));
  const kinds = used.size > 1 || !used.has(undefined) ? ["stated", "assumed", "attested", "fade", "open"] : ["fade", "open", "closed"];
  const keys = kinds.map((kind) => make("li", {}, make("span", { class: "tl-key " + kind, "aria-hidden": "true" }), t("timeline.key." + kind)));
  return [...roles, ...keys];
}

const timelineHolds = (row, year, seated) => (row.kind === "body" ? null : row.seats.some((seat) => seated.has(seat.id)));

/** What a year changes: which rows hold, the number of those who take part, the row that is selected. */
export function drawTimelineYear(drawn, view, sel) {
  const seated = new Set(view.seats.map(({ seat }) => seat.id));
  const shown = new Set(view.bodies);
  for (const { item, row, count } of drawn) {
    const body = row.kind === "body";
    const there = body ? shown.has(row.id) : timelineHolds(row, view.year, seated);
    toggleClass(item, "away", !there);
    toggleClass(item, "chosen", row.sel === sel);
    if (body) setText(count, there ? networkSize(view, row.id) : "");
  }
}
