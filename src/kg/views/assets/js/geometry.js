// From places (side, order: computed ahead) to pixels, for the width at hand. One pixel is one unit: text stays sharp.
const NARROW = 720;
const inPlace = (field) => (a, b) => nodes.get(a)[field] - nodes.get(b)[field];

/** Break a label, at spaces and after hyphens, into at most `most` lines that fit; the last one takes the rest. */
function lines(text, fits, most) {
  const found = [""];
  for (const word of text.match(/[^ -]*[ -]|[^ -]+$/g) || [text]) {
    const longer = found[found.length - 1] + word;
    if (fits(longer) || found.length === most || found[found.length - 1] === "") found[found.length - 1] = longer;
    else found.push(word);
  }
  return found.map((row) => row.trim());
}

/** A column of participants in their groups: rows with a heading before each group. */
function columnRows(keys, narrow) {
  const rows = [];
  let group = null;
  for (const key of keys) {
    const own = nodes.get(key).group;
    if (own !== group) rows.push({ heading: own, height: narrow ? 1.5 : 1.7 });
    group = own;
    rows.push({ key, height: 1 });
  }
  return rows;
}

const unitsOf = (rows) => rows.reduce((sum, row) => sum + row.height, 0);

function geometryOf(present, width, measure, apartWords) {
  const narrow = width < NARROW;
  const keys = [...present];
  const people = keys.filter((key) => ["left", "right"].includes(nodes.get(key).side));
  const sides = narrow
    ? [people.sort(inPlace("single"))]
    : ["left", "right"].map((side) => people.filter((key) => nodes.get(key).side === side).sort(inPlace("order")));
  const columns = sides.map((side) => columnRows(side, narrow));
  const middle = keys.filter((key) => nodes.get(key).side === "middle").sort(inPlace("order"));
  const apart = keys.filter((key) => nodes.get(key).side === "apart").sort(byLineThenName);
  const most = Math.max(1, ...columns.map(unitsOf));
  const pitch = narrow ? 19 : Math.min(30, Math.max(20.5, 690 / most));
  const height = Math.max(most * pitch, middle.length * (narrow ? 44 : 36), 120) + 12;
  const found = { narrow, width, places: new Map(), headings: [], pitch };
  const words = columns.flat().map((row) => (row.key ? labelOf(row.key, narrow) : t("network.group." + row.heading)));
  found.wide = narrow ? 40 : Math.min(212, Math.max(60, ...words.map(measure)));
  columns.forEach((rows, side) => placeColumn(found, rows, side, height));
  placeMiddle(found, middle, height);
  found.height = placeApart(found, apart, height, apartWords);
  return found;
}

function placeColumn(found, rows, side, height) {
  const wide = found.wide;
  const x = found.narrow ? 52 : side === 0 ? wide + 22 : found.width - wide - 22;
  const space = found.pitch;
  let y = (height - unitsOf(rows) * space) / 2;
  for (const row of rows) {
    const middle = y + (row.height * space) / 2;
    if (row.key) found.places.set(row.key, { x, y: middle, left: side === 0, label: wide });
    else found.headings.push({ group: row.heading, x, y: y + row.height * space - space / 2, left: side === 0, first: middle });
    y += row.height * space;
  }
}

function placeMiddle(found, keys, height) {
  const w = found.narrow ? 132 : 158;
  const x = found.narrow ? found.width - w / 2 - 4 : found.width / 2;
  const step = height / Math.max(keys.length, 1);
  keys.forEach((key, n) => found.places.set(key, { x, y: (n + 0.5) * step, w, h: found.narrow ? 38 : 32, box: true }));
}

/** First those to which a line leads, so that none runs behind a box; the rest as a reader looks for them. */
function byLineThenName(a, b) {
  const lined = (key) => data.seats.some((seat) => seat.m === key || seat.p === key);
  return lined(b) - lined(a) || shortOf(a).localeCompare(shortOf(b), lang);
}

/** Mechanisms of which no list is known, under the picture, each row as high as its longest name; returns the height of it all. */
function placeApart(found, keys, top, apartWords) {
  if (!keys.length) return top;
  const gap = found.narrow ? 8 : 10;
  const perRow = Math.max(1, Math.floor((found.width + gap) / ((found.narrow ? 140 : 172) + gap)));
  const w = (found.width - gap * (perRow - 1) - 4) / perRow;
  found.strip = { y: top + 30 };
  let y = top + 54;
  for (let n = 0; n < keys.length; n += perRow) {
    const row = keys.slice(n, n + perRow).map((key) => [key, apartWords(key, w - 20)]);
    const h = Math.max(...row.map(([, words]) => words.height)) + 14;
    row.forEach(([key, words], i) => found.places.set(key, { x: 2 + i * (w + gap) + w / 2, y: y + h / 2, w, h, box: true, apart: true, words }));
    y += h + gap;
  }
  return y + 4;
}

/** The node under a point: boxes as drawn, participants with their whole label. */
function hit(found, x, y) {
  for (const [key, place] of found.places) {
    if (place.box) {
      if (Math.abs(x - place.x) <= place.w / 2 + 3 && Math.abs(y - place.y) <= place.h / 2 + 3) return key;
    } else {
      const reach = place.left ? [place.x - place.label - 16, place.x + 12] : [place.x - 12, place.x + place.label + 16];
      if (x >= reach[0] && x <= reach[1] && Math.abs(y - place.y) <= found.pitch / 2) return key;
    }
  }
  return null;
}

/** What stands beside a participant: the code where there is little room, the acronym of an organization. */
function labelOf(key, narrow) {
  const node = nodes.get(key);
  if (isState(node)) return narrow ? shortOf(key) : nameOf(key);
  if (!narrow || shortOf(key).length <= 6) return shortOf(key);
  return shortOf(key).split(/[ -]/).filter((word) => word.length > 3 || word === word.toUpperCase()).map((word) => word[0].toUpperCase()).join("");
}
