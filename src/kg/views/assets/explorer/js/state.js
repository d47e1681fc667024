// The one state of the page. Every change is written to the address and drawn once per frame.
import { languages, speak } from "./words.js";
import { readAddress, writeAddress, usualState } from "./address.js";
import { selectionOf } from "./addressparts.js";

export const state = {};

/** The state of a page whose address says nothing. */
export const defaults = () => usualState();

/** The state that a hash (and a query) asks for: {state, ignored: [words], notes}. */
export const parseAddress = (hash, query) => readAddress(hash, query);

/** The hash that restores `wanted`. */
export const addressOf = (wanted) => writeAddress(wanted);

const stateListeners = [];
/** What the last address asked for in vain: [[key, values]]. */
export let ignoredNotes = [];

let stateFrame = 0;
let stateTimer = 0;
let stateWritten = 0;
/** Browsers refuse addresses that are written too often; a dragged slider would. */
const STATE_PAUSE = 350;

/** Hear of every change: `fn(state)`, once per frame. */
export const subscribe = (fn) => void stateListeners.push(fn);

/** Merge `patch` into the state, write the address, draw once in the next frame. What nobody knows is not selected. */
export function change(patch) {
  Object.assign(state, patch, patch.sel ? { sel: selectionOf(patch.sel) || "" } : {});
  if (patch.lang && languages.includes(patch.lang)) speak(patch.lang);
  stateNoteWrite();
  stateDraw();
}

function stateDraw() {
  if (!stateFrame) stateFrame = requestAnimationFrame(redraw);
}

/** Draw now; also for those who measure how long that takes. */
export function redraw() {
  cancelAnimationFrame(stateFrame);
  stateFrame = 0;
  for (const listener of stateListeners) listener(state);
}

function stateNoteWrite() {
  if (stateTimer) return;
  const wait = stateWritten + STATE_PAUSE - performance.now();
  if (wait <= 0) stateWrite();
  else stateTimer = setTimeout(stateWrite, wait);
}

function stateWrite() {
  clearTimeout(stateTimer);
  stateTimer = 0;
  stateWritten = performance.now();
  const wanted = addressOf(state);
  if (location.hash === wanted) return;
  try {
    history.replaceState(null, "", wanted || location.pathname + location.search);
  } catch {
    // A page without an address of its own (srcdoc, a sandbox) shows the view all the same.
  }
}

const stateIsAnchor = () => location.hash.length > 1 && !location.hash.includes("=");

function stateFromAddress() {
  const { state: found, notes } = parseAddress(stateIsAnchor() ? "" : location.hash, location.search);
  ignoredNotes = notes;
  speak(found.lang);
  Object.assign(state, found);
}

export const dismissIgnored = () => void (ignoredNotes = []);

/** Take the state from the address, now and whenever somebody types another one. */
export function startState() {
  stateFromAddress();
  addEventListener("hashchange", () => {
    if (stateIsAnchor()) return;
    stateFromAddress();
    stateDraw();
  });
  addEventListener("pagehide", stateWrite);
}

/** Everything as it was before anybody chose; the language stays. */
export const resetState = () => change({ ...defaults(), lang: state.lang });

