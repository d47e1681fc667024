// Spans of years as rows of bars: what is drawn, before anything is drawn.
import { bodies, conflictOf, data, mandates, people, seatsBy, seatsOf } from "./data.js";
import { dateWords, lang, onDate, t } from "./words.js";
import { nameOf, shortOf, roleWords } from "./model.js";
import { isOn, runsOf, sourceIndexOf } from "./rows.js";
import { selectionParts } from "./selecting.js";

/** The years of the chart, and one more for the end of the last. */
export const timelineYears = () => [data.first, data.now + 1];

/** A date as a place on the axis: the middle of its day, the start of its month or year. */
export function yearPlace(date) {
  const [year, month, day] = String(date).split("-").map(Number);
  return year + (month ? (month - 1) / 12 : 0) + (day ? (day - 1) / 366 : 0);
}

const yearEnd = (date) => (String(date).includes("-") ? yearPlace(date) : Number(date) + 1);

/** "since 1996", "2004 – 27 June 2013", "undated", "until 1994, start undated". */
export function timelineSpan(since, until) {
  if (since && until) return t("timeline.both", { since: dateWords(since), until: dateWords(until) });
  if (since) return t("timeline.since", { since: onDate(since) });
  return until ? t("timeline.until", { until: onDate(until) }) : t("timeline.undated");
}

/** A mechanism's own bar. Where no start is dated it fades in from the left; where no end is, it stays open. */
export function bodyBar(body) {
  const [first, last] = timelineYears();
  const since = body.established[0] || null;
  const until = body.ended[0] || null;
  const over = body.status === "ended" || body.status === "not-in-operation";
  const tone = body.status === "proposed" ? "proposed" : "body";
  const bar = { from: since ? yearPlace(since) : first, to: until ? yearEnd(until) : last, tone, start: since ? "sharp" : "fade", end: until ? "sharp" : over ? "fade" : "arrow" };
  return { bars: [bar], ticks: body.established.slice(1).map(yearPlace), words: timelineSpan(since, until) };
}

/** The bars of a seat: a piece for each run of years with one basis; a fading start where none is dated. */
export function seatBars(seat, source) {
  const runs = runsOf(seat, source);
  const bars = runs.map(([from, to, stated], n) => {
    const [begins, ends] = [n === 0, n === runs.length - 1];
    return {
      from: begins && seat.since ? Math.max(from, yearPlace(seat.since)) : from,
      to: ends && seat.until ? Math.min(to + 1, yearEnd(seat.until)) : to + 1,
      tone: stated ? "stated" : "assumed", role: seat.role, seat,
      start: !begins ? "joined" : seat.since ? "sharp" : "fade",
      end: !ends ? "joined" : seat.until || to < data.now ? "sharp" : "arrow",
    };
  });
  const [begin, end] = bars.length ? [bars[0].from, bars[bars.length - 1].to] : [0, 0];
  const ticks = (seat.attested || []).filter((year) => begin <= year + 0.5 && year + 0.5 <= end).map((year) => ({ at: year + 0.5, role: seat.role }));
  return { bars, ticks };
}

/** Bars that do not lie over each other share a lane. */
export function inLanes(groups) {
  const lanes = [];
  for (const group of groups.filter(({ bars }) => bars.length).sort((a, b) => a.bars[0].from - b.bars[0].from)) {
    const free = lanes.find((lane) => lane.end <= group.bars[0].from + 0.01);
    const lane = free || { end: 0, bars: [], ticks: [] };
    if (!free) lanes.push(lane);
    lane.bars.push(...group.bars);
    lane.ticks.push(...group.ticks);
    lane.end = group.bars[group.bars.length - 1].to;
  }
  return lanes;
}

/** The row of a participant in a mechanism, called by the one or the other; null where it is never answered. */
function seatRow(p, m, calledBy, source) {
  const seats = seatsOf(m).filter((seat) => seat.p === p);
  const drawn = seats.map((seat) => ({ seat, ...seatBars(seat, source) })).filter(({ bars }) => bars.length);
  if (!drawn.length) return null;
  drawn.sort((a, b) => a.bars[0].from - b.bars[0].from);
  const parts = drawn.map(({ seat }) => ({ role: seat.role, words: roleWords(seat.role), span: timelineSpan(seat.since, seat.until), undated: !seat.since }));
  const dated = drawn.map(({ seat }) => seat.since_year).filter((year) => year !== null && year !== undefined);
  return { kind: "seat", id: p + "@" + m, name: calledBy === "m" ? shortOf(m) : nameOf(p), title: calledBy === "m" ? nameOf(m) : "", sel: `seat:${p}@${m}`, lanes: inLanes(drawn), parts, start: dated.length ? Math.min(...dated) : null, seats: drawn.map(({ seat }) => seat) };
}

function bodyRow(body) {
  const { bars, ticks, words } = bodyBar(body);
  return { kind: "body", id: body.id, name: shortOf(body.id), title: nameOf(body.id), sel: "mechanism:" + body.id, lanes: [{ bars, ticks: ticks.map((at) => ({ at })) }], parts: [{ span: words, undated: !body.established.length }], start: body.established_year, body };
}

const timelineByStart = (a, b) => (a.start ?? 9999) - (b.start ?? 9999) || a.name.localeCompare(b.name, lang);

const timelineSorted = (rows, sort) => (sort === "start" ? [...rows].sort(timelineByStart) : rows);

/** A mechanism and those who take part in it: all, or those of `only`. */
function bodySection(id, only, source, sort) {
  const body = bodies.get(id);
  if (!body) return [];
  const held = new Set(seatsOf(id).map((seat) => seat.p));
  const keys = data.participants.map((one) => one.key).filter((key) => held.has(key) && (!only || only.has(key)));
  const rows = keys.map((key) => seatRow(key, id, "p", source)).filter(Boolean);
  return [bodyRow(body), ...timelineSorted(rows, sort)];
}

function personSection(key, state, source, sort) {
  const held = new Set(seatsBy(key).map((seat) => seat.m));
  const shown = data.mechanisms.filter((body) => held.has(body.id) && isOn(body, state));
  return timelineSorted(shown.map((body) => seatRow(key, body.id, "m", source)).filter(Boolean), sort);
}

/** Those who hold a seat in every one of the mechanisms, in any year. */
function seatedInAll(ids) {
  return new Set(data.participants.map((one) => one.key).filter((key) => ids.every((id) => seatsOf(id).some((seat) => seat.p === key && seat.runs.length))));
}

function coveringRows(id, view, state, sort) {
  const covers = (held) => held === id || (mandates.has(held) && mandates.get(held).ancestors.includes(id));
  const shown = data.mechanisms.filter((body) => isOn(body, state) && [...view.mandatesOf(body.id)].some(covers));
  return timelineSorted(shown.map(bodyRow), sort);
}

/** What the chart shows: {about: {key, values}, rows, mode}. Mode: all, mechanism, participant, together, mandate. */
export function timelineRows(view, state, sort) {
  const source = sourceIndexOf(state.source);
  let { kind, key, person, bodies: ids } = selectionParts(state.sel);
  if (kind === "conflict" && conflictOf(key) && conflictOf(key).mechanism) [kind, ids] = ["mechanism", [conflictOf(key).mechanism]];
  if ((kind === "mechanism" || kind === "seat") && bodies.has(ids[0])) return { mode: "mechanism", name: nameOf(ids[0]), rows: bodySection(ids[0], null, source, sort) };
  if (kind === "participant" && people.has(person)) return { mode: "participant", name: nameOf(person), rows: personSection(person, state, source, sort) };
  if (kind === "pair" || kind === "set") {
    const only = seatedInAll(ids.filter((id) => bodies.has(id)));
    return { mode: "together", name: ids.map(shortOf).join(" + "), rows: ids.flatMap((id) => bodySection(id, only, source, sort)) };
  }
  if (kind === "mandate" && mandates.has(key)) return { mode: "mandate", name: nameOf(key), rows: coveringRows(key, view, state, sort) };
  return { mode: "all", name: "", rows: timelineSorted(data.mechanisms.filter((body) => isOn(body, state)).map(bodyRow), sort) };
}
