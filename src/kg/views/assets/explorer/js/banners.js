// Lines above the views that say what is unusual: one source only, a what-if, parts of the address ignored.
import { sources } from "./data.js";
import { make, refill, setAttr } from "./dom.js";
import { t, say, lang } from "./words.js";
import { nameOf } from "./model.js";
import { change, ignoredNotes, dismissIgnored, redraw } from "./state.js";

const bannerParts = {};

export function mountBanners() {
  bannerParts.source = make("p", { id: "banner-source", class: "banner" });
  bannerParts.whatIf = make("p", { id: "banner-what-if", class: "banner hypothetical" });
  bannerParts.ignored = make("div", { id: "ignored", class: "banner ignored", role: "status" });
  return make("div", { class: "head-banners" }, bannerParts.ignored, bannerParts.source, bannerParts.whatIf);
}

const bannerButton = (key, act) => make("button", { type: "button", class: "link", onclick: act }, t(key));

function bannerDraw(element, signature, children) {
  setAttr(element, "hidden", !signature);
  refill(element, signature ? lang + signature : "", () => (signature ? children() : []));
}

function bannerSource({ source }) {
  const found = sources.find((row) => row.id === source);
  const name = make("strong", {}, say(found.label) || found.title);
  return [make("span", {}, t("header.source.banner") + " ", name), bannerButton("header.source.leave", () => change({ source: "" }))];
}

function bannerWhatIf({ scenario }) {
  const words = scenario.base ? t("header.what-if.from", { name: nameOf(scenario.base) }) : t("header.what-if");
  return [make("span", {}, words), bannerButton("header.what-if.leave", () => change({ scenario: null }))];
}

function bannerIgnored() {
  const close = () => {
    dismissIgnored();
    redraw();
  };
  return [make("span", {}, t("header.ignored") + " " + ignoredNotes.map(([key, values]) => t(key, values)).join(" ")), bannerButton("header.dismiss", close)];
}

export function drawBanners(state) {
  bannerDraw(bannerParts.ignored, ignoredNotes.length ? JSON.stringify(ignoredNotes) : "", bannerIgnored);
  bannerDraw(bannerParts.source, state.source, () => bannerSource(state));
  bannerDraw(bannerParts.whatIf, state.scenario ? "try " + state.scenario.base : "", () => bannerWhatIf(state));
}
