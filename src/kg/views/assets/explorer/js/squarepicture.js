// The square as a stand-alone picture: both ramps in the colours of the light scheme.
import { svg } from "./dom.js";
import { t } from "./words.js";
import { shortOf } from "./model.js";
import { readingWords } from "./readings.js";
import { PICTURE_INK, cutWords, pictureHatch, pictureLegend, pictureSheet, pictureText } from "./gridpicture.js";
import { SQUARE_READINGS, countMark, ownMark, shadeOf, squareContent } from "./squarecells.js";
import { stepWords } from "./squarelegend.js";
import { squareLit } from "./squarelight.js";

const SQUARE_SHEET = { cell: 22, side: 170, head: 150 };
const SQUARE_RAMPS = {
  members: ["#ffffff", "#dbe8f4", "#adcde8", "#74abd8", "#2f7ab8", "#0b4a82"],
  mandates: ["#ffffff", "#faebd0", "#f3cf92", "#e0a850", "#a0620c", "#6f4003"],
};
const squareInk = (shade) => (shade >= 4 ? "#ffffff" : PICTURE_INK.ink);

/** The underline of a reading, centred on `x`, its lowest line at `y`. */
function squareSheetLines(kind, x, y, stroke) {
  const { dashes, lines } = SQUARE_READINGS[kind];
  return Array.from({ length: lines }, (_, n) =>
    svg("line", { x1: x - 6.5, x2: x + 6.5, y1: y - n * 2.4, y2: y - n * 2.4, stroke, "stroke-width": 1.2, "stroke-dasharray": dashes }));
}

function squareSheetCell(view, row, col, ids) {
  const [y, x] = [ids.indexOf(row), ids.indexOf(col)];
  const [left, top, size] = [SQUARE_SHEET.side + x * SQUARE_SHEET.cell, SQUARE_SHEET.head + y * SQUARE_SHEET.cell, SQUARE_SHEET.cell];
  const box = (fill) => svg("rect", { x: left + 0.5, y: top + 0.5, width: size - 1, height: size - 1, fill });
  const word = (text, fill, weight) => pictureText(left + size / 2, top + size / 2 + 3, text, { "text-anchor": "middle", "font-size": 10, fill, "font-weight": weight || 400 });
  if (row === col) return [box(PICTURE_INK.sunken), word(ownMark(view, row), PICTURE_INK.soft, 600)];
  const members = y > x;
  const { pair, kind, marked } = squareContent(view, members ? col : row, members ? row : col, members);
  const shade = pair.union === null ? 0 : shadeOf(pair.jaccard) || 0;
  const fill = pair.union === null ? "url(#square-hatch)" : SQUARE_RAMPS[members ? "members" : "mandates"][shade];
  const lines = marked ? squareSheetLines(kind, left + size / 2, top + size - 3, squareInk(shade)) : [];
  return [box(fill), word(countMark(pair), squareInk(shade)), ...lines];
}

function squareSheetHeads(ids, lit) {
  return ids.flatMap((id, n) => {
    const middle = (n + 0.5) * SQUARE_SHEET.cell;
    const weight = { "font-weight": lit.has(id) ? 700 : 400 };
    return [
      pictureText(0, 0, cutWords(shortOf(id), 24), { transform: `translate(${SQUARE_SHEET.side + middle + 4} ${SQUARE_SHEET.head - 5}) rotate(-90)`, ...weight }),
      pictureText(SQUARE_SHEET.side - 6, SQUARE_SHEET.head + middle + 4, cutWords(shortOf(id), 28), { "text-anchor": "end", ...weight }),
    ];
  });
}

function squareSheetRamps(top) {
  const words = stepWords();
  return ["members", "mandates"].flatMap((kind, n) => {
    const y = top + n * 26;
    const swatches = words.flatMap((text, step) => [
      svg("rect", { x: 250 + step * 44, y, width: 43, height: 18, fill: SQUARE_RAMPS[kind][step + 1] }),
      pictureText(250 + step * 44 + 21, y + 13, text, { "text-anchor": "middle", "font-size": 10, fill: squareInk(step + 1) }),
    ]);
    return [pictureText(0, y + 13, t("square.ramp." + kind), { fill: PICTURE_INK.soft }), ...swatches];
  });
}

function squareSheetKeys(top, width) {
  const mark = (text) => (x, y) => pictureText(x, y + 4, text, { "text-anchor": "middle", "font-weight": 700 });
  const hatch = (x, y) => svg("rect", { x: x - 6, y: y - 6, width: 12, height: 12, fill: "url(#square-hatch)", stroke: PICTURE_INK.line });
  const line = (kind) => (x, y) => svg("g", {}, ...squareSheetLines(kind, x, y + 3, PICTURE_INK.ink));
  const readings = Object.keys(SQUARE_READINGS).map((kind) => ({ mark: line(kind), text: readingWords(kind) }));
  return pictureLegend([...readings, { mark: hatch, text: t("square.legend.unknown") }, { mark: mark("·"), text: t("square.legend.zero") }], top, width);
}

/** The picture of the view; null where there is nothing to compare. */
export function squarePicture(view, state) {
  const ids = view.bodies;
  if (ids.length < 2) return null;
  const width = Math.max(480, SQUARE_SHEET.side + ids.length * SQUARE_SHEET.cell + 4);
  const below = SQUARE_SHEET.head + ids.length * SQUARE_SHEET.cell + 16;
  const keys = squareSheetKeys(below + 56, width);
  return pictureSheet(t("square.title") + " · " + view.year, width, below + 56 + keys.height, [
    svg("defs", {}, pictureHatch("square-hatch")),
    ...squareSheetHeads(ids, squareLit(view, state.sel)),
    ...ids.flatMap((row) => ids.flatMap((col) => squareSheetCell(view, row, col, ids))),
    ...squareSheetRamps(below),
    ...keys.nodes,
  ]);
}
