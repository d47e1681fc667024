// The map as a stand-alone picture in the colours of the light scheme.
import { people } from "./data.js";
import { svg } from "./dom.js";
import { t, number, listing } from "./words.js";
import { shortOf } from "./model.js";
import { insetLabels, placesOf } from "./mapinset.js";
import { mapDocument, mapPatterns } from "./mapshapes.js";
import { mapReading, mapTally } from "./mapshades.js";
import { PICTURE_INK, cutWords, pictureSheet, pictureText } from "./gridpicture.js";
import { mapLines } from "./maplines.js";

const MAP_FILLS = {
  n0: "#dedcd3", n1: "#cfe1ef", n2: "#a5c8e2", n3: "#74aad1", n4: "#4687ba", n5: "#22659c", n6: "#0b406e",
  in: "#0b5a94", both: "#10375c", role: "#a5c8e2", more: "#74aad1", covered: "#b0650a", out: "#e9e7e0", rest: "#f2f1ec",
};
const MAP_GROUNDS = { a: ["#2f7ab5", "#a9cdea"], b: ["#cf8a2e", "#f7dcae"], assumed: ["#a5c8e2", "#0b5a94"], partly: ["#fbe6c6", "#c98a35"], unknown: ["#ffffff", "#9aa3ab"], left: ["#ffffff", "#b9a27f"] };
const MAP_SHEET = { width: 940, scale: 0.46, side: 490 };

const mapFill = (shade) => (MAP_GROUNDS[shade] ? `url(#map-file-${shade})` : MAP_FILLS[shade]);

function mapSheetFrame(name, reading, x, y) {
  const { width, height, box } = mapDocument()[name];
  const { known, rest } = placesOf(name);
  const edge = { stroke: "#ffffff", "stroke-width": 1.6, "stroke-linejoin": "round" };
  const size = { x, y, width: width * MAP_SHEET.scale, height: height * MAP_SHEET.scale };
  return svg("svg", { ...size, viewBox: `0 0 ${width} ${height}` },
    name === "inset" ? svg("rect", { width, height, fill: "none", stroke: PICTURE_INK.line, "stroke-width": 4 }) : null,
    svg("path", { d: rest + [...known.values()].map(({ d, at }) => (at ? "" : d)).join(""), fill: "none", stroke: "#8a95a1", "stroke-width": 3.4, "stroke-linejoin": "round" }),
    svg("path", { d: rest, fill: MAP_FILLS.rest, ...edge }),
    box ? svg("path", { d: box, fill: "none", stroke: "#8a95a1", "stroke-width": 2, "stroke-dasharray": "8 6" }) : null,
    ...[...known].map(([key, { d, at }]) => svg("path", { d, fill: mapFill(reading.shadeOf(key)), ...edge, ...(at ? { stroke: PICTURE_INK.soft, "stroke-width": 1.2 } : {}) })),
    known.has(reading.ring) ? svg("path", { d: known.get(reading.ring).d, fill: "none", stroke: "#c2410c", "stroke-width": 5 }) : null,
    ...(name === "inset" ? insetLabels().flatMap(mapSheetLabel) : []));
}

function mapSheetLabel({ code, x, y, line, anchor }) {
  return [
    line ? svg("path", { d: line, fill: "none", stroke: "#8a95a1", "stroke-width": 1.2 }) : null,
    pictureText(x, y + 9, code, { "font-size": 25, "text-anchor": anchor }),
  ];
}

function mapSheetLegend(view, reading, top) {
  const tally = mapTally(reading, view);
  const rows = reading.legend.filter(({ name }) => reading.kind === "count" || tally.get(name));
  return rows.flatMap(({ name, words }, n) => {
    const y = top + n * 20;
    return [
      svg("rect", { x: MAP_SHEET.side, y, width: 18, height: 13, fill: mapFill(name), stroke: "#8a95a1", "stroke-width": 0.6 }),
      pictureText(MAP_SHEET.side + 26, y + 10.5, cutWords(words, 48)),
      pictureText(MAP_SHEET.width - 6, y + 10.5, number(tally.get(name) || 0), { "text-anchor": "end", fill: PICTURE_INK.soft }),
    ];
  });
}

const mapSheetSmall = (text, top, attributes) => mapLines(text, 74).map((words, n) => pictureText(MAP_SHEET.side, top + n * 15, words, { fill: PICTURE_INK.soft, ...attributes }));

/** Who is not in the map and has a counted role, in lines. */
function mapSheetApart(view, top) {
  const off = view.people.filter((key) => !people.get(key).region && view.counts.get(key));
  const line = (key) => `${people.get(key).iso3 || shortOf(key)} ${number(view.counts.get(key) || 0)}`;
  return mapSheetSmall(off.length ? t("map.outside", { names: listing(off.map(line)) }) : "", top);
}

/** The picture of what the map shows. */
export function mapPicture(view, state) {
  const reading = mapReading(view, state);
  const height = Math.round(mapDocument().main.height * MAP_SHEET.scale);
  const legend = mapSheetLegend(view, reading, 320);
  const paint = (name, what) => ({ fill: MAP_GROUNDS[name][what === "ground" ? 0 : 1] });
  return pictureSheet(t("map.title") + " · " + view.year, MAP_SHEET.width, height, [
    mapPatterns("map-file-", paint),
    mapSheetFrame("main", reading, 0, 0),
    mapSheetFrame("inset", reading, MAP_SHEET.side - 10, 4),
    pictureText(MAP_SHEET.side, 306, cutWords(reading.title, 64), { "font-size": 13, "font-weight": 650 }),
    ...legend,
    ...mapSheetApart(view, 350 + legend.length * (20 / 3)),
    ...mapSheetSmall(t("map.credit"), height - 20, { "font-size": 9.5, fill: PICTURE_INK.faint }),
  ]);
}
