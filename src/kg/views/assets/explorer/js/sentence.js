// The sentence at the top: who holds how many seats where, in numbers and names that can be selected.
import { make, refill, setText } from "./dom.js";
import { t, many, rich, listed, number, lang } from "./words.js";
import { nameOf, shortOf } from "./model.js";
import { change } from "./state.js";
import { countsOf, mostSeats, mostAlike } from "./counting.js";

const SENTENCE_NAMES = 3;
let sentenceLine = null;
let sentenceRemark = null;
let sentenceWords = "";

/** A name that selects what it names. */
export function nameButton(words, sel) {
  return make("button", { type: "button", class: "name", onclick: () => change({ sel }) }, words);
}

function sentenceHolders({ states, others }) {
  const parts = [];
  if (states || !others) parts.push(many("header.count.states", states));
  if (others) parts.push(many("header.count.others", others));
  return listed(parts).join("");
}

const sentenceStrong = (words) => make("strong", {}, words);

function sentenceFirst(counts, year) {
  if (!counts.seats) return rich("header.sentence.none", { year: sentenceStrong(String(year)) });
  const one = counts.states + counts.others === 1;
  return rich(one ? "header.sentence.one" : "header.sentence.other", {
    year: sentenceStrong(String(year)),
    holders: sentenceStrong(sentenceHolders(counts)),
    seats: sentenceStrong(many("header.count.seats", counts.seats)),
    mechanisms: sentenceStrong(many("header.count.mechanisms", counts.mechanisms)),
  });
}

function sentenceMost(view) {
  const most = mostSeats(view);
  if (!most || most.count < 2) return [];
  const few = most.keys.length <= SENTENCE_NAMES + 1 ? most.keys : most.keys.slice(0, SENTENCE_NAMES);
  const names = few.map((key) => nameButton(nameOf(key), key));
  const rest = most.keys.length - few.length;
  if (rest) names.push(many("header.more", rest));
  return [" ", ...rich("header.most", { names: listed(names), n: number(most.count) })];
}

function sentenceAlike(view) {
  const pair = mostAlike(view);
  if (!pair) return [];
  const names = listed([pair.a, pair.b].map((id) => shortOf(id)));
  const button = nameButton(names.join(""), "pair:" + pair.a + "+" + pair.b);
  const key = pair.union === 1 ? "header.alike.one" : "header.alike.other";
  return [" ", ...rich(key, { names: button, shared: number(pair.shared.length), n: number(pair.union) })];
}

function sentenceRemarks({ seats, assumed, undated, unknown }, year) {
  const about = [];
  if (seats && undated) about.push(many("header.undated", undated));
  if (seats && assumed) about.push(many("header.assumed", assumed, { year }));
  const parts = about.length ? [t("header.remark.seats", { parts: about.join("; ") })] : [];
  if (unknown) parts.push(t("header.remark.lists", { parts: many("header.unknown", unknown) }));
  return parts.join(" ");
}

/** The sentence without its names and remarks, for those who hear the page. */
export const sentenceSpoken = () => sentenceWords;

export function mountSentence() {
  sentenceLine = make("p", { id: "sentence", class: "sentence num" });
  sentenceRemark = make("p", { id: "remark", class: "head-remark num" });
  return make("div", { class: "head-words" }, sentenceLine, sentenceRemark);
}

export function drawSentence(view) {
  const counts = countsOf(view);
  const children = [...sentenceFirst(counts, view.year), ...sentenceMost(view), ...sentenceAlike(view)];
  const signature = lang + children.map((part) => (typeof part === "string" ? part : part.textContent)).join("");
  sentenceWords = sentenceFirst(counts, view.year).map((part) => (typeof part === "string" ? part : part.textContent)).join("");
  refill(sentenceLine, signature, () => children);
  setText(sentenceRemark, sentenceRemarks(counts, view.year) || t("header.remark.none"));
}
