// The data of the page: one document, written by the server, with the indexes that every view asks.
import { byId } from "./dom.js";
import { page } from "./words.js";

export let data = null;
export let sources = [];
export let cites = [];
export const bodies = new Map();
export const people = new Map();
export const mandates = new Map();
const seatsByBody = new Map();
const seatsByPerson = new Map();
const conflictsBySeat = new Map();
const conflictsByBody = new Map();
const conflictsById = new Map();

const dataNone = Object.freeze([]);

/** The memberships of a mechanism (id), all years and ranks. */
export const seatsOf = (id) => seatsByBody.get(id) || dataNone;
/** The memberships of a participant (key), all years and ranks. */
export const seatsBy = (key) => seatsByPerson.get(key) || dataNone;
export const conflictsOfSeat = (id) => conflictsBySeat.get(id) || dataNone;
export const conflictsOf = (id) => conflictsByBody.get(id) || dataNone;
export const conflictOf = (id) => conflictsById.get(id) || null;

/** A citation by its number: the source, the place in it, its stance. */
export function citeOf(n) {
  const [source, locator, stance] = cites[n];
  return { source: sources[source], locator, stance };
}

function dataAppend(map, key, value) {
  const found = map.get(key);
  if (found) found.push(value);
  else map.set(key, [value]);
}

function dataIndexConflicts() {
  for (const conflict of data.conflicts) {
    conflictsById.set(conflict.id, conflict);
    for (const id of conflict.seats) dataAppend(conflictsBySeat, id, conflict);
    if (conflict.mechanism) dataAppend(conflictsByBody, conflict.mechanism, conflict);
  }
}

/** Take `found` as the data of the page and index it. */
export function useData(found) {
  data = found;
  sources = data.sources;
  cites = data.cites;
  for (const map of [bodies, people, mandates, seatsByBody, seatsByPerson, conflictsBySeat, conflictsByBody, conflictsById]) map.clear();
  for (const body of data.mechanisms) bodies.set(body.id, body);
  for (const person of data.participants) people.set(person.key, person);
  for (const mandate of data.mandates) mandates.set(mandate.id, mandate);
  for (const seat of data.seats) {
    dataAppend(seatsByBody, seat.m, seat);
    dataAppend(seatsByPerson, seat.p, seat);
  }
  dataIndexConflicts();
}

/** Put the long texts, {member: {id: {name: text}}}, to the rows that they belong to. */
function dataMerge(details) {
  for (const [member, texts] of Object.entries(details)) {
    for (const row of data[member]) Object.assign(row, texts[row.id]);
  }
}

async function dataAsked(query) {
  const answer = await fetch(page.base + "/api/v1/explorer" + query);
  if (!answer.ok) throw new Error("HTTP " + answer.status);
  return answer.json();
}

/** The document of a file: JSON, compressed by gzip, as base64. */
function dataUnpacked(text) {
  const bytes = Uint8Array.from(atob(text.trim()), (char) => char.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

/** Read the document that stands in the page, or ask the server for all but its long texts; throws where neither answers. */
export async function loadData() {
  const inline = byId("data");
  useData(inline ? await dataUnpacked(inline.textContent) : await dataAsked("?texts=short"));
  if (data.details) dataMerge(data.details);
}

/** Ask for the long texts, which only the detail shows; whether something came that was not there before. */
export async function loadDetails() {
  if (data.details) return false;
  data.details = (await dataAsked("?part=details")).details;
  dataMerge(data.details);
  return true;
}
