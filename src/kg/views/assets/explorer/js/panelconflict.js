// A disagreement in the panel: its sides under each other, the one that is followed marked.
import { data, conflictOf, people } from "./data.js";
import { make } from "./dom.js";
import { t, say, number, withDates } from "./words.js";
import { nameOf, shortOf, roleWords } from "./model.js";
import { state } from "./state.js";
import { evidenceOf, rankWords, selectButton } from "./evidence.js";
import { panelIsBody, panelButton, panelSection, panelText, panelWays } from "./panelparts.js";

function panelConflictSide(side, n) {
  const title = [make("span", { class: "num panel-count" }, number(n + 1)), " ", withDates(say(side.value))];
  const tags = [
    side.followed ? make("span", { class: "tag tag-followed" }, t("panel.conflict.followed")) : null,
    side.rank && side.rank !== "normal" ? make("span", { class: "tag" }, rankWords(side.rank)) : null,
  ];
  return make("li", { class: side.followed ? "conflict-side followed" : "conflict-side" }, make("p", { class: "conflict-value" }, ...title, " ", ...tags), evidenceOf(side.cites));
}

/** The seats that a disagreement is about, as ways back to their cells. */
function panelConflictSeats(row) {
  const cells = new Map(data.seats.filter((seat) => row.seats.includes(seat.id)).map((seat) => [`seat:${seat.p}@${seat.m}`, seat]));
  if (!cells.size) return null;
  const links = [...cells].map(([sel, seat]) => make("li", {}, selectButton(sel, `${nameOf(seat.p)} · ${shortOf(seat.m)}`, "link"), " ", make("span", { class: "panel-note" }, roleWords(seat.role))));
  return panelSection(t("panel.conflict.seats"), make("ul", { class: "panel-rows" }, ...links));
}

/** What it is about, as a selection where the page has one. */
function panelConflictSubject({ kind, id, name }) {
  const key = kind + ":" + id;
  if (kind === "mechanism" && panelIsBody(id)) return selectButton(key, say(name), "link strong");
  return people.has(key) ? selectButton(key, say(name), "link strong") : make("b", {}, say(name));
}

export function conflictPanel(view, current, id) {
  const row = conflictOf(id);
  return {
    kind: t("panel.kind.conflict"), name: [say(row.property), say(row.about)].filter(Boolean).join(", "),
    parts: [
      make("p", { class: "panel-lead" }, panelConflictSubject(row.subject)), panelText(say(row.note)),
      make("ol", { class: "conflict-sides" }, ...row.sides.map(panelConflictSide)), panelConflictSeats(row),
      state.tab === "conflicts" ? null : make("p", {}, panelButton(t("panel.conflict.open"), { tab: "conflicts" })),
      panelWays({ rest: "/api/v1/conflicts/" + encodeURIComponent(id) }),
    ],
  };
}
