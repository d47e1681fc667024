// The legend of the matrix: the shapes of the roles in view, and what the marks mean.
import { data, people } from "./data.js";
import { make, refill } from "./dom.js";
import { t, say, lang } from "./words.js";
import { WHAT_IF } from "./model.js";
import { glyph } from "./glyphs.js";
import { groupWords } from "./matrixrows.js";

const legendItem = (mark, words, title) => make("li", { title }, mark, make("span", {}, words));
const legendKey = (name) => make("span", { class: "grid-key " + name, "aria-hidden": "true" });

/** Roles that somebody has in the view, closest tie first. */
export function rolesInView(view) {
  const found = new Set(view.seats.map((row) => row.seat.role));
  return data.roles.filter((role) => found.has(role.id));
}

/** The marks that the view has need of. */
export function marksInView(view) {
  return {
    assumed: view.seats.some((row) => !row.stated),
    uncounted: view.seats.some((row) => !row.counted),
    contested: view.seats.some((row) => row.contested),
    hatched: view.hatched.size > 0,
    unknown: view.unknown.size > view.hatched.size,
  };
}

/** The regions of those in view, in the order in which they first appear. */
const groupsInView = (view) => [...new Set(view.people.map((key) => people.get(key).group))];

const legendGroup = (group) => make("li", {}, make("span", { class: "grid-group group-" + group }, t("matrix.group.short." + group)), groupWords(group));

function legendItems(view) {
  const roles = rolesInView(view);
  const some = roles.length ? roles[0].id : "member";
  const marks = marksInView(view);
  return [
    ...roles.map((role) => legendItem(glyph(role.id), say(role.label), say(role.about))),
    view.scenario ? legendItem(glyph(WHAT_IF, { stated: false }), t("matrix.legend.hypothetical")) : null,
    marks.assumed ? legendItem(glyph(some, { stated: false }), t("matrix.legend.assumed")) : null,
    marks.uncounted ? legendItem(glyph(some, { counted: false }), t("matrix.legend.uncounted")) : null,
    marks.contested ? legendItem(legendKey("contested"), t("matrix.legend.contested")) : null,
    marks.hatched ? legendItem(legendKey("hatched"), t("matrix.legend.hatched")) : null,
    marks.unknown ? legendItem(legendKey("least"), t("matrix.legend.least")) : null,
  ];
}

/** Draw the legend where what it has to explain differs. */
export function drawMatrixLegend(list, view) {
  const groups = groupsInView(view);
  const sign = [lang, groups.join(), Boolean(view.scenario), rolesInView(view).map((role) => role.id).join(), JSON.stringify(marksInView(view))].join("|");
  refill(list, sign, () => [...legendItems(view), make("li", { class: "grid-break", "aria-hidden": "true" }), ...groups.map(legendGroup)]);
}
