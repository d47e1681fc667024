// The explorer: reads the data, builds the page, and draws every shown view whenever the state changes.
import { byId, make, toggleClass } from "./dom.js";
import { t, page, lang } from "./words.js";
import { data, loadData, loadDetails } from "./data.js";
import { look } from "./model.js";
import { state, change, subscribe, startState, redraw, parseAddress, addressOf } from "./state.js";
import { mountHeader, drawHeader } from "./header.js";
import { mountLive, drawLive } from "./live.js";
import { startKeys } from "./keyboard.js";
import { respeak } from "./spoken.js";
import { drawTabs } from "./tabs.js";
import { layout, drawLayout } from "./layout.js";
import { matrixView } from "./matrix.js";
import { squareView } from "./square.js";
import { intersectionsView } from "./intersections.js";
import { whatifView } from "./whatif.js";
import { networkView } from "./network.js";
import { timelineView } from "./timeline.js";
import { tableView } from "./table.js";
import { conflictsView } from "./conflicts.js";
import { mapView } from "./map.js";
import { panelView } from "./panel.js";

const MAIN_VIEWS = [matrixView, squareView, intersectionsView, whatifView, networkView, timelineView, tableView, conflictsView, mapView, panelView];
const MAIN_REST = 250;
const mainParts = { arranged: null, timer: 0, lang: "", quiet: false };

/** A view that fails says so in its place; the others are drawn all the same. */
function mainDrawOne(framed, view) {
  try {
    framed.draw(view, state);
  } catch (error) {
    console.error(framed.view.id, error);
  }
}

/** What nobody sees at once is written when the page has come to rest. */
function mainRest() {
  for (const framed of mainParts.arranged.shown(state.tab)) framed.links(look(state), state);
}

function mainDraw() {
  const start = performance.now();
  const view = look(state);
  if (mainParts.lang !== lang) respeak();
  mainParts.lang = lang;
  drawHeader(view, state);
  if (!page.embed) drawTabs(state);
  drawLayout(state);
  for (const framed of mainParts.arranged.shown(state.tab)) mainDrawOne(framed, view);
  if (!mainParts.quiet) drawLive(state);
  toggleClass(document.body, "has-selection", state.sel !== "");
  window.explorer.lastRedraw = performance.now() - start;
  clearTimeout(mainParts.timer);
  mainParts.timer = setTimeout(mainRest, MAIN_REST);
}

function mainFailed(root, error) {
  console.error(error);
  const again = make("button", { type: "button", class: "button", onclick: () => location.reload() }, t("core.again"));
  root.replaceChildren(make("p", { class: "banner", role: "alert" }, t("core.failed") + " ", again));
  // What the server wrote for readers without a script is all there is then.
  document.documentElement.className = "failed ready";
}

/** The long texts come after the first picture; what was selected in the meantime is shown anew. */
async function mainDetails() {
  if (!(await loadDetails()) || !state.sel) return;
  const { sel } = state;
  mainParts.quiet = true;
  state.sel = "";
  redraw();
  state.sel = sel;
  redraw();
  mainParts.quiet = false;
}

async function mainStart() {
  const root = byId("explorer");
  try {
    await loadData();
  } catch (error) {
    return mainFailed(root, error);
  }
  window.explorer = { state, change, look, data, parseAddress, addressOf, redraw, lastRedraw: 0 };
  startState();
  mainParts.arranged = layout(MAIN_VIEWS);
  root.replaceChildren(mountHeader(), mainParts.arranged.root, mountLive());
  subscribe(mainDraw);
  startKeys();
  redraw();
  document.documentElement.classList.add("ready");
  window.explorer.ready = true;
  mainDetails().catch((error) => console.error(error));
}

mainStart();
