// Where each view stands: columns of the overlap tab, one wide view in the others, the detail at the side.
import { make, setAttr, toggleClass } from "./dom.js";
import { page, lang } from "./words.js";
import { spoken } from "./spoken.js";
import { addressOf } from "./state.js";
import { frame } from "./frame.js";
import { TABS } from "./addressparts.js";
import { mountTabs } from "./tabs.js";

/** The middle column of the overlap tab. The detail stands at the side of every tab, always in sight. */
const LAYOUT_MIDDLE = ["map", "intersections", "whatif"];
const LAYOUT_SIDE = "panel";
let layoutOverlap = null;

const layoutSections = (framed, test) => framed.filter(test).map(({ section }) => section);

function layoutPanel(tab, framed) {
  const own = framed.filter(({ view }) => view.tab === tab && view.id !== LAYOUT_SIDE);
  if (tab !== "overlap") return make("div", { class: "panel-one" }, layoutSections(own, () => true));
  const middle = ({ view }) => LAYOUT_MIDDLE.includes(view.id);
  own.sort((a, b) => LAYOUT_MIDDLE.indexOf(a.view.id) - LAYOUT_MIDDLE.indexOf(b.view.id));
  layoutOverlap = make("div", { class: "panel-overlap" },
    make("div", { class: "column wide" }, layoutSections(own, (one) => !middle(one))),
    make("div", { class: "column middle" }, layoutSections(own, middle)));
  return layoutOverlap;
}

/** A what-if that is being tried out takes the width of both columns. */
export const drawLayout = ({ scenario }) => layoutOverlap && toggleClass(layoutOverlap, "trying", Boolean(scenario));

/** Only the view that is embedded, and a way to the whole. */
function layoutEmbedded(views) {
  const chosen = frame(views.find((view) => view.id === page.embed) || views[0]);
  const link = spoken(make("a", { class: "embed-open", target: "_blank", rel: "noopener" }), "export.open");
  const { links } = chosen;
  chosen.links = (view, now) => {
    links(view, now);
    setAttr(link, "href", page.base + "/?lang=" + lang + addressOf(now));
  };
  return { root: make("div", { class: "stage embedded" }, chosen.section, make("p", { class: "embed-foot" }, link)), shown: () => [chosen] };
}

/** {root, shown(tab)}: the element that holds every view, and which views are to be drawn in a tab. */
export function layout(views) {
  if (page.embed) return layoutEmbedded(views);
  const framed = views.map(frame);
  const panels = new Map(TABS.map((tab) => [tab, layoutPanel(tab, framed)]));
  const side = make("div", { class: "side" }, layoutSections(framed, ({ view }) => view.id === LAYOUT_SIDE));
  const stage = make("div", { class: "stage" }, make("div", { class: "panels" }, [...panels.values()]), side);
  const root = make("div", { class: "explorer-body" }, mountTabs(panels), stage);
  return { root, shown: (tab) => framed.filter(({ view }) => view.id === LAYOUT_SIDE || view.tab === tab) };
}
