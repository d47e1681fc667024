// The year: a number, a play button, and a slider that lies over a histogram of the seats of every year.
import { data } from "./data.js";
import { make, svg, setAttr, toggleClass } from "./dom.js";
import { t, many } from "./words.js";
import { spoken } from "./spoken.js";
import { state, change } from "./state.js";
import { seatsByYear } from "./counting.js";

const YEAR_PACE = 750;
const yearBar = { bars: [], counts: [], signature: "", timer: 0 };

const yearWithin = (year) => Math.min(data.now, Math.max(data.first, year));

function yearChange(year) {
  if (year !== state.year) change({ year: yearWithin(year) });
}

/** Stop and start; at the end it begins anew. */
export function togglePlay() {
  if (yearBar.timer) return yearStop();
  if (state.year >= data.now) yearChange(data.first);
  yearBar.timer = setInterval(yearStep, YEAR_PACE);
  yearShowPlay();
}

function yearStep() {
  if (state.year < data.now) yearChange(state.year + 1);
  if (state.year >= data.now) yearStop();
}

function yearStop() {
  clearInterval(yearBar.timer);
  yearBar.timer = 0;
  yearShowPlay();
}

function yearShowPlay() {
  const playing = Boolean(yearBar.timer);
  toggleClass(yearBar.play, "playing", playing);
  setAttr(yearBar.play, "aria-label", t(playing ? "header.pause" : "header.play"));
  setAttr(yearBar.play, "title", t(playing ? "header.pause" : "header.play"));
}

function yearPlayButton() {
  const icon = svg("svg", { viewBox: "0 0 12 12", "aria-hidden": "true", focusable: "false" },
    svg("path", { class: "play-go", d: "M3 1.5L10.5 6L3 10.5Z" }), svg("path", { class: "play-stop", d: "M2.5 1.5H5V10.5H2.5ZM7 1.5H9.5V10.5H7Z" }));
  return make("button", { type: "button", class: "play", onclick: togglePlay }, icon);
}

/** A typed year counts as soon as it is one of the data's; leaving the field puts the year shown back. */
function yearField() {
  const field = make("input", { id: "year", class: "year num", type: "number", inputmode: "numeric", min: data.first, max: data.now });
  field.addEventListener("input", () => {
    const year = Number(field.value);
    if (year >= data.first && year <= data.now) yearTaken(year);
  });
  field.addEventListener("change", () => {
    if (/^\d+$/.test(field.value)) yearTaken(yearWithin(Number(field.value)));
    field.value = String(state.year);
  });
  return field;
}

function yearTaken(year) {
  yearStop();
  yearChange(year);
}

function yearHistogram() {
  const years = data.now - data.first + 1;
  const drawn = svg("svg", { class: "histogram", viewBox: `0 0 ${years} 100`, preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" });
  for (let n = 0; n < years; n += 1) {
    const all = svg("rect", { class: "bar", x: n + 0.1, width: 0.8 });
    const stated = svg("rect", { class: "bar stated", x: n + 0.1, width: 0.8 });
    drawn.append(all, stated);
    yearBar.bars.push({ all, stated });
  }
  return drawn;
}

export function mountYear() {
  yearBar.field = yearField();
  yearBar.play = yearPlayButton();
  yearBar.slider = make("input", { type: "range", class: "slider", min: data.first, max: data.now, step: 1 });
  yearBar.slider.addEventListener("input", () => yearTaken(Number(yearBar.slider.value)));
  spoken(yearBar.slider, "header.slider", "aria-label");
  const track = make("div", { class: "timebar" }, yearHistogram(), yearBar.slider,
    make("span", { class: "timebar-first num", "aria-hidden": "true" }, String(data.first)),
    make("span", { class: "timebar-last num", "aria-hidden": "true" }, String(data.now)));
  track.style.setProperty("--steps", String(Math.max(1, data.now - data.first)));
  const label = spoken(make("label", { for: "year", class: "head-label" }), "header.year");
  return make("div", { class: "head-year" }, label, yearBar.field, yearBar.play, track);
}

const barAt = (element, height) => {
  setAttr(element, "y", (100 - height).toFixed(1));
  setAttr(element, "height", height.toFixed(1));
};

/** Bars change with the filters, not with the year. */
function yearDrawBars(now) {
  const signature = [[...now.roles].sort(), [...now.off].sort(), [...now.on].sort(), now.source].join("|");
  if (signature === yearBar.signature) return;
  yearBar.signature = signature;
  yearBar.counts = seatsByYear(now);
  const most = Math.max(1, ...yearBar.counts.map((row) => row.seats));
  yearBar.counts.forEach(({ seats, stated }, n) => {
    barAt(yearBar.bars[n].all, seats ? Math.max(3, (100 * seats) / most) : 0);
    barAt(yearBar.bars[n].stated, (100 * stated) / most);
  });
}

export function drawYear(view, now) {
  yearDrawBars(now);
  const at = now.year - data.first;
  if (document.activeElement !== yearBar.field && yearBar.field.value !== String(now.year)) yearBar.field.value = String(now.year);
  if (yearBar.slider.value !== String(now.year)) yearBar.slider.value = String(now.year);
  setAttr(yearBar.slider, "aria-valuetext", t("header.slider.value", { year: now.year, seats: many("header.count.seats", yearBar.counts[at].seats) }));
  yearBar.bars.forEach(({ all, stated }, n) => {
    toggleClass(all, "now", n === at);
    toggleClass(stated, "now", n === at);
  });
  yearShowPlay();
}
