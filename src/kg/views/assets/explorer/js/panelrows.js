// What the panel says, as a table: one row for each statement, or for each thing that is shared or alone.
import { conflictOf } from "./data.js";
import { t, say } from "./words.js";
import { nameOf, shortOf, roleWords } from "./model.js";
import { assignmentsOf, mandateAnswer, pairAnswer, setAnswer } from "./answers.js";
import { citesHeard, evidenceGroups, rankWords, spanWords } from "./evidence.js";
import { readingReason, readingWords } from "./readings.js";

const panelColumns = (...names) => names.map((name) => t("panel.column." + name));

/** Citations in one cell: "Title, place (supports)". */
const panelCitesCell = (cites) => evidenceGroups(citesHeard(cites)).map(({ source, places, stance }) => `${source.title}, ${places.join("; ")} (${t("evidence.stance." + stance)})`).join(" | ");

function panelSeatsTable(rows) {
  return {
    columns: panelColumns("participant", "mechanism", "role", "years", "basis", "rank", "sources"),
    rows: rows.map(({ seat, stated }) => [nameOf(seat.p), nameOf(seat.m), roleWords(seat.role), spanWords(seat), t(stated ? "evidence.stated" : "evidence.assumed"), rankWords(seat.rank), panelCitesCell(seat.cites)]),
  };
}

function panelPairTable(view, a, b) {
  const answer = pairAnswer(view, a, b);
  const sides = (pair) => [[t("panel.pair.both"), pair.shared], [t("panel.pair.only", { name: shortOf(a) }), pair.onlyA], [t("panel.pair.only", { name: shortOf(b) }), pair.onlyB]];
  const of = (key, pair) => sides(pair).flatMap(([side, ids]) => ids.map((id) => [t(key), side, nameOf(id)]));
  return { columns: panelColumns("what", "side", "name"), rows: [...of("panel.pair.members", answer.members), ...of("panel.pair.mandates", answer.mandates)] };
}

function panelSetTable(view, ids) {
  const answer = setAnswer(view, ids);
  const rows = answer.exactly.map((key) => [nameOf(key), t("panel.set.exactly"), ""]);
  return { columns: panelColumns("participant", "side", "mechanism"), rows: [...rows, ...answer.more.map(({ key, others }) => [nameOf(key), t("panel.set.more"), others.map(shortOf).join("; ")])] };
}

function panelMandateTable(view, id) {
  const answer = mandateAnswer(view, id);
  const proof = (m) => panelCitesCell(assignmentsOf(view, m).filter((row) => row.mandate === id).flatMap((row) => row.cites));
  const groups = [[answer.maybe.length ? "panel.mandate.not-known" : "panel.mandate.left-out", answer.leftOut], ["panel.mandate.partly", answer.partly], ["panel.mandate.covered", answer.covered]];
  return {
    columns: panelColumns("side", "name", "sources"),
    rows: [...answer.holders.map((m) => [t("panel.mandate.holders"), nameOf(m), proof(m)]), ...groups.flatMap(([key, keys]) => keys.map((key_) => [t(key), nameOf(key_), ""]))],
  };
}

function panelConflictTable(id) {
  const rows = conflictOf(id).sides.map((side) => [say(side.value), side.followed ? t("panel.conflict.followed") : "", side.rank ? rankWords(side.rank) : "", panelCitesCell(side.cites)]);
  return { columns: panelColumns("value", "followed", "rank", "sources"), rows };
}

/** Every pair of the mechanisms shown that can be read. */
function panelReadingTable(view) {
  const rows = [];
  view.bodies.forEach((a, n) => {
    for (const b of view.bodies.slice(n + 1)) {
      const { kind } = view.reading(a, b);
      if (kind !== "unknown") rows.push([nameOf(a), nameOf(b), readingWords(kind), readingReason(view.pair(a, b), view.mandatePair(a, b))]);
    }
  });
  return { columns: panelColumns("mechanism", "mechanism", "reading", "reason"), rows };
}

/** The table twin of the panel for the parts of a selection. */
export function panelRows(view, { kind, key, person, bodies: ids }) {
  if (kind === "participant") return panelSeatsTable(view.seatsHeld(person));
  if (kind === "mechanism") return panelSeatsTable(view.seatsIn(key));
  if (kind === "seat") return panelSeatsTable(view.at(person, ids[0]));
  if (kind === "pair") return panelPairTable(view, ids[0], ids[1]);
  if (kind === "set") return panelSetTable(view, ids);
  if (kind === "mandate") return panelMandateTable(view, key);
  return kind === "conflict" ? panelConflictTable(key) : panelReadingTable(view);
}
