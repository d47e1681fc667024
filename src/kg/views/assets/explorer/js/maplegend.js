// The legend of the map: each shade in words with the number of states that have it, as a small bar where steps are counted.
import { make, refill, setAttr, setText } from "./dom.js";
import { t, many, number, lang, listing } from "./words.js";
import { shortOf } from "./model.js";
import { mapTally } from "./mapshades.js";

const MAP_NAMED = 4;

function legendRow({ name, words }) {
  return make("li", { "data-shade": name },
    make("span", { class: "map-key shade-" + name, "aria-hidden": "true" }), make("span", { class: "map-key-words" }, words),
    make("span", { class: "map-bar", "aria-hidden": "true" }), make("span", { class: "map-key-count num" }));
}

/** "GCM, GCR and 5 more": those whose lists are unknown. */
function openWords(ids) {
  const names = ids.slice(0, MAP_NAMED).map(shortOf);
  return listing(ids.length > MAP_NAMED ? [...names, t("map.further", { n: number(ids.length - MAP_NAMED) })] : names);
}

/** Draw the legend of `reading` into its parts {title, list, note}. */
export function drawMapLegend(parts, view, reading) {
  setText(parts.title, reading.title);
  const sign = [lang, reading.kind, ...reading.legend.map((row) => row.name + row.words)].join("|");
  refill(parts.list, sign, () => reading.legend.map(legendRow));
  setAttr(parts.list, "class", "map-legend map-legend-" + reading.kind);
  const tally = mapTally(reading, view);
  const most = Math.max(1, ...tally.values());
  for (const row of parts.list.children) {
    const n = tally.get(row.dataset.shade) || 0;
    row.hidden = n === 0 && reading.kind !== "count";
    setText(row.lastChild, number(n));
    row.children[2].style.width = Math.round((100 * n) / most) + "%";
  }
  setText(parts.note, reading.open.length ? many("map.open." + reading.kind, reading.open.length, { names: openWords(reading.open) }) : "");
}
