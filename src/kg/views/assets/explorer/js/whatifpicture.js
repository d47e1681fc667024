// A what-if as a picture: to the left the members shared with each mechanism, to the right the mandates.
import { svg } from "./dom.js";
import { t, number } from "./words.js";
import { nameOf } from "./model.js";
import { overlapRows, shareWords } from "./whatifanswers.js";

const pictureBlue = "#0b5a94";
const pictureAmber = "#b4690e";
const pictureInk = "#16263a";
const pictureSoft = "#5f6c7c";
const pictureLine = 30;
const pictureLong = 170;

function pictureBar(pair, y, middle, sign, fill) {
  const long = Math.round((pair.jaccard || 0) * pictureLong);
  const known = pair.union !== null;
  const words = known ? `${number(pair.shared.length)} · ${shareWords(pair.jaccard || 0)}` : pair.shared.length ? t("whatif.atleast", { n: number(pair.shared.length) }) : "?";
  return [
    svg("rect", { x: sign < 0 ? middle - long : middle, y: y + 4, width: long, height: pictureLine - 12, fill }),
    svg("text", { x: middle + sign * (long + 6), y: y + 18, "font-size": 12, fill: known ? pictureInk : pictureSoft, "text-anchor": sign < 0 ? "end" : "start" }, words),
  ];
}

function pictureRow(row, n) {
  const y = 40 + n * pictureLine;
  return [
    svg("text", { x: 300, y: y + 18, "font-size": 12.5, fill: pictureInk, "text-anchor": "end" }, nameOf(row.mechanism).length > 44 ? nameOf(row.mechanism).slice(0, 43) + "…" : nameOf(row.mechanism)),
    ...pictureBar(row.members, y, 560, -1, pictureBlue),
    ...pictureBar(row.mandates, y, 572, 1, pictureAmber),
  ];
}

/** The bars of every mechanism that shares anything; null where there is nothing to draw. */
export function scenarioPicture(answer) {
  const rows = overlapRows(answer);
  if (!rows.length) return null;
  const how = svg("text", { x: 24, y: 62 + rows.length * pictureLine, "font-size": 11, fill: pictureSoft }, t("whatif.nearest.how"));
  const height = 74 + rows.length * pictureLine;
  const head = (x, anchor, fill, words) => svg("text", { x, y: 22, "font-size": 13, "font-weight": 650, fill, "text-anchor": anchor }, words);
  return svg("svg", { viewBox: `0 0 840 ${height}`, width: 840, height }, head(560, "end", pictureBlue, t("whatif.column.members")), head(572, "start", pictureAmber, t("whatif.column.mandates")), ...rows.flatMap(pictureRow), how);
}
