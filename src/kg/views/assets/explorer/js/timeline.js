// The timeline: how long mechanisms last and how long seats in them are held, with the year as a line to drag.
import { make, setAttr, setText } from "./dom.js";
import { data } from "./data.js";
import { lang, t } from "./words.js";
import { change, redraw, state } from "./state.js";
import { timelineRows } from "./timelinebars.js";
import { drawTimelineYear, timelineAxis, timelineLegend, timelinePercent, timelineRow } from "./timelinedraw.js";
import { timelinePicture } from "./timelinepicture.js";
import { queryOf } from "./asking.js";

const timeline = { built: "", sort: "matrix", drawn: [], shown: null, parts: {}, grip: null };
const timelineSorts = ["matrix", "start"];

const timelineYearAt = (x, box) => {
  const share = Math.min(0.9999, Math.max(0, (x - box.left) / box.width));
  return data.first + Math.floor(share * (data.now + 1 - data.first));
};

const clampTimelineYear = (year) => Math.min(data.now, Math.max(data.first, year));

function onTimelineKey(event) {
  const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -5, PageUp: 5, Home: -1000, End: 1000 };
  if (!(event.key in steps)) return;
  event.preventDefault();
  event.stopPropagation();
  change({ year: clampTimelineYear(state.year + steps[event.key]) });
}

/** Dragging the line, and pressing anywhere on the years. */
function listenToTimeline(chart) {
  const { plane, handle } = timeline.parts;
  const move = (event) => timeline.grip && change({ year: timelineYearAt(event.clientX, timeline.grip) });
  const take = (event) => {
    if (event.button || event.target.closest("button, [data-sel]")) return;
    if (!event.target.closest(".tl-plot, .tl-axis, .tl-handle")) return;
    timeline.grip = plane.getBoundingClientRect();
    chart.setPointerCapture(event.pointerId);
    move(event);
    event.preventDefault();
    handle.focus({ preventScroll: true });
  };
  chart.addEventListener("pointerdown", take);
  chart.addEventListener("pointermove", move);
  for (const name of ["pointerup", "pointercancel"]) chart.addEventListener(name, () => (timeline.grip = null));
  chart.addEventListener("click", (event) => {
    const bar = event.target.closest(".tl-bar[data-sel]");
    if (bar) change({ sel: bar.dataset.sel });
  });
  handle.addEventListener("keydown", onTimelineKey);
}

/** Rows are made anew where the selection, the choice or the order is another; a year never does. */
function buildTimeline(view) {
  const built = [lang, timeline.sort, state.sel.startsWith("seat:") ? "seat:" + state.sel.split("@")[1] : state.sel, state.source, [...state.off].sort(), [...state.on].sort(), [...state.roles].sort()].join("|");
  if (timeline.built === built) return;
  timeline.built = built;
  timeline.shown = timelineRows(view, state, timeline.sort);
  timeline.drawn = timeline.shown.rows.map(timelineRow);
  const { rows, axis, legend, about, back, none, sorts } = timeline.parts;
  rows.replaceChildren(...timeline.drawn.map(({ item }) => item));
  axis.replaceChildren(...timelineAxis());
  legend.replaceChildren(...timelineLegend(timeline.shown.rows));
  setAttr(legend, "aria-label", t("timeline.legend"));
  setText(about, t("timeline.mode." + timeline.shown.mode, { name: timeline.shown.name }));
  setText(back, t("timeline.back"));
  back.hidden = timeline.shown.mode === "all";
  none.hidden = timeline.shown.rows.some((row) => row.kind === "seat") || ["all", "mandate"].includes(timeline.shown.mode);
  setText(none, t("timeline.none"));
  for (const [name, button] of Object.entries(sorts)) {
    setText(button, t("timeline.sort." + name));
    setAttr(button, "aria-pressed", String(name === timeline.sort));
  }
}

function drawTimeline(view) {
  buildTimeline(view);
  const { line, handle, hint } = timeline.parts;
  line.style.left = timelinePercent(view.year + 0.5) + "%";
  setText(handle, view.year);
  for (const [name, value] of Object.entries({ valuemin: data.first, valuemax: data.now, valuenow: view.year, label: t("timeline.year") })) setAttr(handle, "aria-" + name, value);
  setText(hint, t("timeline.hint"));
  drawTimelineYear(timeline.drawn, view, state.sel);
}

function sortTimeline(sort) {
  timeline.sort = sort;
  redraw();
}

function timelineTools() {
  const { parts } = timeline;
  parts.sorts = Object.fromEntries(timelineSorts.map((name) => [name, make("button", { type: "button", class: "view-chip", onclick: () => sortTimeline(name) })]));
  parts.about = make("h3", { class: "tl-about" });
  parts.back = make("button", { type: "button", class: "button", onclick: () => change({ sel: "" }) });
  return make("div", { class: "tl-tools" }, parts.about, parts.back, make("div", { class: "view-chips" }, ...Object.values(parts.sorts)));
}

function timelineParts(row) {
  return row.parts.map((part) => (part.words ? part.words + ": " : "") + part.span).join("; ");
}

export const timelineView = {
  id: "timeline",
  tab: "timeline",
  mount(root) {
    const { parts } = timeline;
    Object.assign(parts, { rows: make("ol", { class: "tl-rows" }), axis: make("div", { class: "tl-axis", "aria-hidden": "true" }), legend: make("ul", { class: "tl-legend" }), none: make("p", { class: "tl-none" }), hint: make("p", { class: "view-hint" }) });
    parts.handle = make("span", { class: "tl-handle num", role: "slider", tabindex: "0" });
    parts.line = make("div", { class: "tl-line" }, parts.handle);
    parts.plane = make("div", { class: "tl-plane" }, parts.line);
    const chart = make("div", { class: "tl-chart" }, parts.axis, parts.rows, parts.plane);
    root.append(timelineTools(), chart, parts.none, parts.legend, parts.hint);
    listenToTimeline(chart);
  },
  draw: (view) => drawTimeline(view),
  rows(view, now) {
    const { rows } = timelineRows(view, now, timeline.sort);
    const columns = ["name", "kind", "since", "until", "words"].map((name) => t("timeline.column." + name));
    const ends = (row) => (row.kind === "body" ? [row.body.established, row.body.ended] : [row.seats.map((seat) => seat.since), row.seats.map((seat) => seat.until)]);
    return { columns, rows: rows.map((row) => [row.name, t("timeline.kind." + row.kind), ...ends(row).map((dates) => dates.filter(Boolean).join("; ") || null), timelineParts(row)]) };
  },
  picture: (view, now) => timelinePicture(timelineRows(view, now, timeline.sort).rows, view),
  query(view, now) {
    const found = timelineRows(view, now, timeline.sort).rows.flatMap((row) => (row.body ? [row.body.id] : row.seats.map((seat) => seat.m)));
    return queryOf("timeline", now, { mechanisms: new Set(found), anyRole: true });
  },
  rest(view, now) {
    const found = timelineRows(view, now, timeline.sort).rows.flatMap((row) => (row.body ? [row.body.id] : row.seats.map((seat) => seat.m)));
    return "/api/v1/timeline?" + [...new Set(found)].map((id) => "mechanism=" + id).concat("role=any", now.source ? ["source=" + encodeURIComponent(now.source)] : []).join("&");
  },
};
