// The timeline as a stand-alone picture: the same bars on white ground, colours written in.
import { data } from "./data.js";
import { svg } from "./dom.js";
import { say, t } from "./words.js";
import { glyphMark } from "./glyphs.js";
import { pictureLegend } from "./gridpicture.js";
import { networkBroken, networkTextWidth } from "./networkplaces.js";
import { timelineYears } from "./timelinebars.js";

const timelineFrame = { left: 220, right: 780, width: 1000, top: 26, lane: 16, pad: 8 };
const timelineInk = { ink: "#16263a", soft: "#5f6c7c", line: "#dcdcd4", body: "#10375c", year: "#c2410c" };

const timelineX = (at) => {
  const [first, last] = timelineYears();
  return timelineFrame.left + ((at - first) / (last - first)) * (timelineFrame.right - timelineFrame.left);
};

const timelineTone = (bar) => (bar.role ? data.roles.find((role) => role.id === bar.role).light : timelineInk.body);

function timelinePictureBar(bar, y) {
  const [from, to] = [timelineX(bar.from), timelineX(bar.to)];
  const faint = bar.tone === "assumed" || bar.tone === "proposed";
  const look = { fill: timelineTone(bar), "fill-opacity": bar.tone === "body" ? 0.85 : faint ? 0.22 : 0.75, stroke: faint ? timelineTone(bar) : "none", "stroke-dasharray": faint ? "3 2" : "none" };
  const parts = [svg("rect", { x: from, y: y - 4.5, width: Math.max(1, to - from), height: 9, rx: 1.5, ...look })];
  if (bar.start === "fade") parts.push(svg("rect", { x: from - 0.5, y: y - 6, width: 26, height: 12, fill: "url(#timeline-fade)" }));
  if (bar.end === "fade") parts.push(svg("rect", { x: to - 25.5, y: y - 6, width: 26, height: 12, fill: "url(#timeline-fade-out)" }));
  if (bar.end === "arrow") parts.push(svg("path", { d: `M${to} ${y - 4.5}L${to + 6} ${y}L${to} ${y + 4.5}Z`, fill: timelineTone(bar), "fill-opacity": look["fill-opacity"] }));
  if (bar.role && bar.start === "sharp") parts.push(glyphMark(bar.role, from, y, { stated: bar.tone === "stated", size: 11 }));
  return parts;
}

const timelinePictureTick = ({ at, role }, y) => svg("line", { x1: timelineX(at), x2: timelineX(at), y1: y - 6.5, y2: y + 6.5, stroke: timelineTone({ role }), "stroke-width": 1.6 });

function timelinePictureWords(words, x, y, attrs, room) {
  const rows = networkBroken(words, room, 2, 11.5);
  return rows.map((row, n) => svg("text", { x, y: y + 4 + (n - (rows.length - 1) / 2) * 11.5, "font-size": rows.length > 1 || networkTextWidth(row, 11.5) > room ? 10 : 11.5, fill: timelineInk.ink, ...attrs }, row));
}

function timelinePictureRow(row, y, height) {
  const middle = y + height / 2;
  const lanes = row.lanes.flatMap(({ bars, ticks }, n) => {
    const at = middle + (n - (row.lanes.length - 1) / 2) * timelineFrame.lane;
    return [...bars.flatMap((bar) => timelinePictureBar(bar, at)), ...ticks.map((tick) => timelinePictureTick(tick, at))];
  });
  const said = row.parts.map((part) => (part.words ? part.words + ", " : "") + part.span).join("; ");
  return [svg("line", { x1: 0, x2: timelineFrame.width, y1: y + height, y2: y + height, stroke: timelineInk.line }),
    ...timelinePictureWords(row.name, timelineFrame.left - 12, middle, { "text-anchor": "end", "font-weight": row.kind === "body" ? 600 : 400 }, timelineFrame.left - 20),
    ...lanes, ...timelinePictureWords(said, timelineFrame.right + 16, middle, { fill: timelineInk.soft }, timelineFrame.width - timelineFrame.right - 18)];
}

function timelineFade(id, from, to) {
  return svg("linearGradient", { id }, svg("stop", { offset: 0, "stop-color": "#ffffff", "stop-opacity": from }), svg("stop", { offset: 1, "stop-color": "#ffffff", "stop-opacity": to }));
}

function timelinePictureAxis(bottom) {
  const [first, last] = timelineYears();
  const parts = [];
  for (let year = Math.ceil(first / 10) * 10; year < last; year += 10) {
    parts.push(svg("line", { x1: timelineX(year + 0.5), x2: timelineX(year + 0.5), y1: timelineFrame.top, y2: bottom, stroke: timelineInk.line }));
    parts.push(svg("text", { x: timelineX(year + 0.5), y: timelineFrame.top - 9, "text-anchor": "middle", "font-size": 11, fill: timelineInk.soft }, String(year)));
  }
  return parts;
}

function timelinePictureLegend(rows, top) {
  const used = new Set(rows.flatMap((row) => row.lanes.flatMap((lane) => lane.bars.map((bar) => bar.role))));
  const items = data.roles.filter((role) => used.has(role.id)).map((role) => ({ text: say(role.label), mark: (x, y) => glyphMark(role.id, x, y, { size: 11 }) }));
  const bar = (tone, start, end) => (x, y) => svg("g", { transform: `translate(${x - 8} ${y})` }, ...timelineSample(tone, start, end));
  const faint = used.size > 1 || !used.has(undefined) ? [{ text: t("timeline.key.assumed"), mark: bar("assumed") }] : [];
  items.push(...faint, { text: t("timeline.key.fade"), mark: bar("body", "fade") }, { text: t("timeline.key.open"), mark: bar("body", "", "arrow") });
  return pictureLegend(items, top, timelineFrame.width);
}

function timelineSample(tone, start, end) {
  const faint = tone === "assumed";
  const parts = [svg("rect", { width: end === "arrow" ? 10 : 16, height: 9, y: -4.5, fill: timelineInk.body, "fill-opacity": faint ? 0.22 : 0.85, stroke: faint ? timelineInk.body : "none", "stroke-dasharray": faint ? "3 2" : "none" })];
  if (start === "fade") parts.push(svg("rect", { x: -0.5, y: -5, width: 14, height: 10, fill: "url(#timeline-fade)" }));
  if (end === "arrow") parts.push(svg("path", { d: "M10 -4.5L16 0L10 4.5Z", fill: timelineInk.body }));
  return parts;
}

/** The picture of `rows` with the year of the view as a line. */
export function timelinePicture(rows, view) {
  let y = timelineFrame.top;
  const parts = [];
  for (const row of rows) {
    const height = row.lanes.length * timelineFrame.lane + timelineFrame.pad;
    parts.push(...timelinePictureRow(row, y, height));
    y += height;
  }
  const x = timelineX(view.year + 0.5);
  const now = [svg("line", { x1: x, x2: x, y1: timelineFrame.top - 4, y2: y, stroke: timelineInk.year, "stroke-width": 1.5 }), svg("text", { x, y: y + 15, "text-anchor": "middle", "font-size": 12, "font-weight": 600, fill: timelineInk.year }, String(view.year))];
  const legend = timelinePictureLegend(rows, y + 26);
  const height = Math.ceil(y + 34 + legend.height);
  return svg("svg", { viewBox: `0 0 ${timelineFrame.width} ${height}`, width: timelineFrame.width, height, "font-family": "Inter, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif" },
    svg("defs", {}, timelineFade("timeline-fade", 1, 0), timelineFade("timeline-fade-out", 0, 1)), ...timelinePictureAxis(y), ...parts, ...now, ...legend.nodes);
}
