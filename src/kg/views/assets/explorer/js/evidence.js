// Who says so: sources with their places and stances, the years of a seat and what they rest on.
import { make } from "./dom.js";
import { t, say, many, onDate, listing, lang, page } from "./words.js";
import { data, conflictsOfSeat } from "./data.js";
import { state, change } from "./state.js";
import { editorPath } from "./asking.js";

const evidenceStances = ["supports", "contradicts", "omits"];
const evidenceMarks = { supports: "✓", contradicts: "✕", omits: "–" };

/** Whether the page comes from a server: a saved file has nothing to lead to. */
export const siteOnline = () => !page.offline;

/** A link into this site that keeps the language; null in a saved file. */
export function siteLink(path, words, className) {
  if (!siteOnline() || !path) return null;
  const href = page.base + path + (path.includes("?") ? "&" : "?") + "lang=" + lang;
  return make("a", { href, class: className || "site-link" }, words);
}

/** A button that selects `sel`, wherever it stands. */
export function selectButton(sel, words, className, label) {
  const button = make("button", { type: "button", class: className || "link", "data-sel": sel, "aria-label": label }, words);
  button.addEventListener("click", () => change({ sel }));
  return button;
}

/** The query as a link to the query editor; null offline or where there is none. */
export function queryLink(sparql, words) {
  if (!sparql) return null;
  return siteLink(editorPath(sparql), words || t("evidence.query"), "query-link");
}

function evidenceTitle(source) {
  const safe = source.url && /^https?:\/\//i.test(source.url);
  const words = { lang: source.language || false };
  if (!safe) return make("cite", { class: "source-title", ...words }, source.title);
  const link = make("a", { href: source.url, rel: "noopener noreferrer external", ...words }, source.title);
  return make("cite", { class: "source-title" }, link);
}

function evidenceItem({ source, stance, places }) {
  const facts = [source.publisher, source.year].filter(Boolean).join(", ");
  return make("li", { class: "evidence-item evidence-" + stance },
    make("span", { class: "stance stance-" + stance },
      make("span", { class: "stance-mark", "aria-hidden": "true" }, evidenceMarks[stance] || ""), t("evidence.stance." + stance)),
    " ", evidenceTitle(source),
    make("span", { class: "evidence-place" }, make("b", {}, places.join("; ")), facts ? " · " + facts : ""),
    siteLink("/id/source/" + encodeURIComponent(source.id), t("evidence.source"), "source-link"));
}

/** Citations put together by source and stance: those that support first, as cited among equals. */
export function evidenceGroups(cites) {
  const found = new Map();
  for (const n of cites) {
    const [from, place, stance] = data.cites[n];
    const key = stance + " " + from;
    if (!found.has(key)) found.set(key, { source: data.sources[from], stance, places: [] });
    if (place && !found.get(key).places.includes(place)) found.get(key).places.push(place);
  }
  return [...found.values()].sort((a, b) => evidenceStances.indexOf(a.stance) - evidenceStances.indexOf(b.stance));
}

/** The sources of citations (their numbers) as a list: stance, title, place. */
export function evidenceOf(cites) {
  return make("ul", { class: "evidence" }, ...evidenceGroups(cites).map(evidenceItem));
}

/** The same behind "2 sources", made when it is first opened; open from the start where asked. */
export function evidenceFold(cites, open) {
  const count = new Set(cites.map((n) => data.cites[n][0])).size;
  const fold = make("details", { class: "evidence-fold", open: Boolean(open) }, make("summary", {}, many("evidence.sources", count)));
  const fill = () => fold.childElementCount === 1 && fold.append(evidenceOf(cites));
  if (open) fill();
  else fold.firstChild.addEventListener("click", fill);
  fold.addEventListener("toggle", () => fold.open && fill());
  return fold;
}

/** Of citations those of the source that alone is heard; all where every source is. */
export function citesHeard(cites) {
  return state.source ? cites.filter((n) => data.sources[data.cites[n][0]].id === state.source) : cites;
}

/** The years of a seat as its sources date it: "since 27 June 2013", "undated: no start stated". */
export function spanWords(seat) {
  const since = seat.since && onDate(seat.since);
  const until = seat.until && onDate(seat.until);
  if (since && until) return t("evidence.years.both", { since, until });
  if (since) return t("evidence.years.since", { since });
  return until ? t("evidence.years.until", { until }) : t("evidence.years.none");
}

/** Why a seat counts as stated or as assumed in a year. */
export function basisWords(seat, stated, year) {
  if (!stated) return t("evidence.assumed.why", { year });
  if (seat.since && !seat.inferred) return t("evidence.stated.dated");
  const seen = (seat.attested || []).filter((when) => when <= year);
  return t("evidence.stated.attested", { years: listing(seen.map(String)) });
}

export const rankWords = (rank) => t("evidence.rank." + (rank || "normal"));

/** Rank with its reason, the editors' remark, and whether it is inferred. */
export function evidenceRemarks(statement, contested) {
  const found = [];
  const ranked = statement.rank && statement.rank !== "normal";
  const head = ranked ? rankWords(statement.rank) : contested ? t("evidence.contested") : "";
  if (head || statement.reason) {
    const reason = statement.reason ? " " + say(statement.reason) : "";
    found.push(make("p", { class: "remark remark-rank" }, make("b", {}, (head || rankWords("normal")) + "."), reason));
  }
  if (statement.note) found.push(make("p", { class: "remark" }, say(statement.note)));
  if (statement.inferred) found.push(make("p", { class: "remark" }, t("evidence.inferred")));
  return found;
}

/** The ways from a contested seat to its sources side by side. */
export function contestedLinks(seatId) {
  const open = (id) => () => change({ sel: "conflict:" + id, tab: "conflicts" });
  return conflictsOfSeat(seatId).map((row) => {
    const button = make("button", { type: "button", class: "contested-link" }, t("evidence.conflict"));
    button.addEventListener("click", open(row.id));
    return button;
  });
}

/** Everything that a seat rests on: years, basis and why, rank and remarks, sources. */
export function seatEvidence(row, year = state.year, open = true) {
  const { seat, stated } = row;
  const basis = make("span", { class: stated ? "basis basis-stated" : "basis basis-assumed" }, t(stated ? "evidence.stated" : "evidence.assumed"));
  return make("div", { class: "seat-evidence" },
    make("p", { class: "seat-years" }, make("span", { class: "num" }, spanWords(seat)), " ", basis,
      make("span", { class: "basis-why" }, basisWords(seat, stated, year))),
    ...evidenceRemarks(seat, row.contested), ...contestedLinks(seat.id), evidenceFold(citesHeard(seat.cites), open));
}
