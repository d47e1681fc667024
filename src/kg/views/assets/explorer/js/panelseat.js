// A cell in the panel: every statement on one participant in one mechanism, with all that it rests on.
import { people, seatsBy } from "./data.js";
import { make } from "./dom.js";
import { t, listing } from "./words.js";
import { nameOf, shortOf, roleWords, WHAT_IF } from "./model.js";
import { glyph } from "./glyphs.js";
import { isDisputed } from "./matrixcells.js";
import { seatEvidence } from "./evidence.js";
import { queryOf, restOf } from "./asking.js";
import { panelAway, panelBody, panelOtherStatements, panelText, panelWays, panelPerson } from "./panelparts.js";

function panelSeatBlock(row, year) {
  return make("section", { class: "panel-section" },
    make("h4", { class: "seat-head" }, glyph(row.seat.role, { stated: row.stated, counted: row.counted, size: 14 }), " ", roleWords(row.seat.role)),
    row.counted ? null : panelText(t("panel.uncounted.long"), "panel-note"), seatEvidence(row, year, true));
}

function panelSeatLead(view, p, m, rows) {
  const values = { person: nameOf(p), body: nameOf(m), year: view.year };
  if (rows.length) return panelText(t("panel.seat.holds", { ...values, roles: listing([...new Set(rows.map(({ seat }) => roleWords(seat.role)))]) }), "panel-lead");
  if (isDisputed(p, m, view)) return panelText(t("panel.seat.disputed", values), "panel-alert");
  if (m === WHAT_IF) return panelText(t(view.setOf(m).has(p) ? "panel.seat.what-if" : "panel.seat.none", values), "panel-lead");
  return panelText(t(view.isKnown(m) ? "panel.seat.none" : "panel.seat.unknown", values), "panel-lead");
}

function panelSeatWays(state, p, m) {
  if (m === WHAT_IF) return null;
  const isState = people.get(p).kind === "state" || people.get(p).kind === "territory";
  const who = isState && people.get(p).iso3 ? { state: people.get(p).iso3 } : { participant: people.get(p).id };
  return panelWays({
    queries: [[queryOf("seat", state, { mechanism: m, participant: p, anyRole: true })]],
    rest: restOf("/memberships", state, { role: "any", mechanism: m, ...who }),
  });
}

/** Statements that answer for no seat of the year; open where they are all that there is. */
function panelSeatOthers(view, p, m, rows) {
  const answered = new Set(rows.map(({ seat }) => seat.id));
  const fold = panelOtherStatements(p + m, seatsBy(p).filter((seat) => seat.m === m), answered, view.year);
  if (fold && !rows.length) {
    fold.open = true;
    fold.fillNow();
  }
  return fold;
}

export function seatPanel(view, state, p, m) {
  const rows = view.at(p, m);
  return {
    kind: t("panel.kind.seat"), name: t("panel.seat.name", { person: nameOf(p), body: shortOf(m) }),
    parts: [
      make("p", { class: "panel-pair" }, panelPerson(p), " ", panelBody(m)), ...panelAway(view, [m]), panelSeatLead(view, p, m, rows),
      ...rows.map((row) => panelSeatBlock(row, view.year)),
      panelSeatOthers(view, p, m, rows), panelSeatWays(state, p, m),
    ],
  };
}
