// The map: how many mechanisms each state sits in, or who is in what is selected; the same for those outside the region.
import { data, people } from "./data.js";
import { make, setAttr, setText, toggleClass } from "./dom.js";
import { t, many, number, listing } from "./words.js";
import { change, state } from "./state.js";
import { look, nameOf, shortOf } from "./model.js";
import { buildFrame, placesOf } from "./mapinset.js";
import { isLand, mapReading, mapWords } from "./mapshades.js";
import { drawMapLegend } from "./maplegend.js";
import { steerMap } from "./mapkeys.js";
import { mapRows, mapQuery, mapRest } from "./maprows.js";
import { mapPicture } from "./mappicture.js";

const MAP_LISTED = 6;
/** Shades of those outside the region that need no mention. */
const MAP_OUTSIDE = ["n0", "out", "left", "unknown"];
const mapBoard = { root: null, frames: [], chips: new Map(), legend: null, told: null, apart: null, credit: null, keys: [], held: "", over: "" };

const mapFrameOf = (key) => mapBoard.frames.find((frame) => frame.parts.has(key) && (frame.name === "inset" || !mapBoard.frames[1].parts.has(key)));
const mapElement = (key) => mapBoard.chips.get(key) || mapFrameOf(key).parts.get(key);

function chooseOnMap(key) {
  change({ sel: state.sel === key ? "" : key });
}

function holdOnMap(key) {
  if (mapBoard.held) mapFrameOf(mapBoard.held).parts.get(mapBoard.held).setAttribute("tabindex", "-1");
  mapBoard.held = key;
  mapFrameOf(key).parts.get(key).setAttribute("tabindex", "0");
}

function goOnMap(key) {
  holdOnMap(key);
  mapElement(key).focus();
}

/** Say of whom the pointer or the keyboard rests on, else of the selected, else of all. */
function tellOnMap() {
  const view = look(state);
  const reading = mapReading(view, state);
  const key = mapBoard.over || reading.ring;
  const seated = [...view.counts.keys()].filter(isLand).length;
  const homes = key ? view.bodies.filter((id) => view.setOf(id).has(key)).map(shortOf) : [];
  const names = homes.length > MAP_LISTED ? [...homes.slice(0, MAP_LISTED - 1), t("map.further", { n: number(homes.length - MAP_LISTED + 1) })] : homes;
  const [name, words, list] = mapBoard.told.children;
  setText(name, key ? nameOf(key) : "");
  setText(words, key ? mapWords(view, reading, key) : reading.kind === "count" ? many("map.seated", seated) : "");
  setText(list, names.length ? listing(names) : "");
}

function pointOnMap(key, focused) {
  if (key === null && mapBoard.over === "") return;
  mapBoard.over = key || "";
  if (focused && mapBoard.keys.includes(key)) holdOnMap(key);
  for (const frame of mapBoard.frames) setAttr(frame.halo, "d", key && frame.known.has(key) ? frame.known.get(key).d : null);
  tellOnMap();
}

function mapChip(key) {
  const code = people.get(key).iso3 || shortOf(key);
  const chip = make("button", { type: "button", class: "map-chip", "data-p": key }, make("span", { class: "map-key", "aria-hidden": "true" }), make("span", {}, code), make("span", { class: "num map-chip-count" }));
  mapBoard.chips.set(key, chip);
  return chip;
}

/** Those whom no map of the Americas shows: states elsewhere, then organizations. */
function buildMapChips() {
  mapBoard.chips.clear();
  const off = data.participants.map((person) => person.key).filter((key) => !mapFrameOf(key));
  const row = (name, keys) => make("div", { class: "map-apart-row", "data-row": name }, make("span", { class: "map-apart-name" }), ...keys.map(mapChip));
  mapBoard.apart.replaceChildren(row("elsewhere", off.filter(isLand)), row("organizations", off.filter((key) => !isLand(key))));
}

function mountMap(root) {
  const inInset = placesOf("inset").known;
  const frames = ["main", "inset"].map((name) => buildFrame(name, (key) => name === "inset" || !inInset.has(key)));
  mapBoard.legend = { title: make("p", { class: "map-legend-title" }), list: make("ul", {}), note: make("p", { class: "map-note" }) };
  mapBoard.told = make("p", { class: "map-told", "aria-hidden": "true" }, make("b", {}), make("span", {}), make("small", {}));
  mapBoard.apart = make("div", { class: "map-apart" });
  mapBoard.credit = make("p", { class: "map-credit" });
  Object.assign(mapBoard, { root, frames, held: "", over: "" });
  mapBoard.keys = data.participants.map((person) => person.key).filter((key) => frames.some((frame) => frame.parts.has(key)));
  root.classList.add("map-view");
  root.replaceChildren(make("div", { class: "map-frames" },
    make("div", { class: "map-whole" }, frames[0].root, mapBoard.told, make("div", { class: "map-legend-box" }, mapBoard.legend.title, mapBoard.legend.list)),
    make("div", { class: "map-part" }, frames[1].root)), mapBoard.legend.note, mapBoard.apart, mapBoard.credit);
  buildMapChips();
  steerMap(root, () => mapBoard.keys, { choose: chooseOnMap, point: pointOnMap, go: goOnMap });
}

function paintPlace(frame, key, shade) {
  setAttr(frame.parts.get(key), "class", (frame.known.get(key).at ? "map-place map-island shade-" : "map-place shade-") + shade);
}

function drawMapPlace(view, reading, key) {
  const shade = reading.shadeOf(key);
  const label = t("map.label", { name: nameOf(key), words: mapWords(view, reading, key) });
  const chip = mapBoard.chips.get(key);
  if (chip) {
    setAttr(chip.firstChild, "class", "map-key shade-" + shade);
    setText(chip.lastChild, number(view.counts.get(key) || 0));
  }
  for (const frame of mapBoard.frames) if (frame.parts.has(key)) paintPlace(frame, key, shade);
  const acting = mapElement(key);
  setAttr(acting, "aria-label", label);
  setAttr(acting, "aria-pressed", String(reading.ring === key));
}

function drawMapApart(view, reading) {
  const present = new Set(view.people);
  const matters = (key) => view.counts.get(key) || !MAP_OUTSIDE.includes(reading.shadeOf(key));
  for (const [key, chip] of mapBoard.chips) {
    const gone = reading.ring !== key && !(present.has(key) && matters(key));
    if (chip.hidden !== gone) chip.hidden = gone;
  }
  for (const row of mapBoard.apart.children) {
    setText(row.firstChild, t("map." + row.dataset.row));
    const empty = [...row.querySelectorAll("button")].every((chip) => chip.hidden);
    if (row.hidden !== empty) row.hidden = empty;
  }
}

function drawMap(view) {
  const reading = mapReading(view, state);
  for (const key of mapBoard.keys) drawMapPlace(view, reading, key);
  for (const key of mapBoard.chips.keys()) drawMapPlace(view, reading, key);
  if (!mapBoard.held && mapBoard.keys.length) holdOnMap(mapBoard.keys[0]);
  drawMapApart(view, reading);
  for (const frame of mapBoard.frames) {
    setAttr(frame.root, "aria-label", t("map.frame." + frame.name));
    setAttr(frame.ring, "d", frame.known.has(reading.ring) ? frame.known.get(reading.ring).d : null);
    for (const [key, label] of frame.labels) toggleClass(label, "ringed", key === reading.ring);
  }
  toggleClass(mapBoard.root, "map-picked", reading.kind !== "count");
  drawMapLegend(mapBoard.legend, view, reading);
  setText(mapBoard.credit, t("map.credit"));
  tellOnMap();
}

export const mapView = {
  id: "map",
  tab: "overlap",
  mount: mountMap,
  draw: drawMap,
  rows: mapRows,
  picture: mapPicture,
  query: mapQuery,
  rest: mapRest,
};
