// How nodes look on the canvas. Colours are those of the style sheet, so that both schemes work.
let ink = {};

function readInk() {
  const style = getComputedStyle(document.documentElement);
  const names = ["ink", "ink-2", "ink-3", "line", "line-2", "brand", "accent", "on-brand", "card", "sunken"];
  ink = Object.fromEntries(names.map((name) => [name, style.getPropertyValue("--" + name).trim()]));
  ink.family = getComputedStyle(document.body).fontFamily;
  ink.dark = matchMedia("(prefers-color-scheme: dark)").matches && !matchMedia("print").matches;
}

const font = (size, weight) => `${weight || 400} ${size}px ${ink.family}`;

function roundBox(ctx, place, radius) {
  ctx.beginPath();
  ctx.roundRect(place.x - place.w / 2, place.y - place.h / 2, place.w, place.h, radius);
}

/** Text in lines about a middle height. */
function write(ctx, rows, x, y, step) {
  rows.forEach((row, n) => ctx.fillText(row, x, y + (n - (rows.length - 1) / 2) * step));
}

function paintBody(ctx, key, place, look) {
  const node = nodes.get(key);
  ctx.globalAlpha = look.faded ? 0.34 : 1;
  if (place.apart) paintApart(ctx, key, place, look);
  else {
    roundBox(ctx, place, 6);
    ctx.fillStyle = ink.card;
    ctx.globalAlpha = 1;
    ctx.fill();
    ctx.globalAlpha = look.faded ? 0.34 : 1;
    const partial = node.list === "partial";
    ctx.fillStyle = partial ? ink.card : ink.brand;
    ctx.fill();
    if (partial) {
      ctx.setLineDash([5, 3]);
      ctx.lineWidth = 1.6;
      ctx.strokeStyle = ink.brand;
      ctx.stroke();
      ctx.setLineDash([]);
    }
    paintBodyWords(ctx, key, place, partial ? ink.brand : ink["on-brand"], look);
  }
  if (look.chosen || look.cursor) paintRing(ctx, place, look);
}

function paintBodyWords(ctx, key, place, colour, look) {
  ctx.fillStyle = colour;
  ctx.textBaseline = "middle";
  ctx.font = font(11.5);
  const size = look.size;
  const sizeWidth = ctx.measureText(size).width;
  ctx.textAlign = "right";
  ctx.fillText(size, place.x + place.w / 2 - 9, place.y + 0.5);
  ctx.textAlign = "left";
  const name = boxed(ctx, shortOf(key), place.w - 26 - sizeWidth, BODY_TYPE);
  write(ctx, name.rows, place.x - place.w / 2 + 10, place.y + 0.5, name.size + 1);
}

/** The largest type in which a name fits, as [size, most lines] from large to small; the type is set. */
const BODY_TYPE = [[13, 1], [11.5, 2], [10.5, 2], [9.5, 2], [9, 3]];
const APART_TYPE = [[12.5, 2], [11.5, 3], [10.5, 4]];

function boxed(ctx, text, room, types) {
  const fits = (part) => ctx.measureText(part.trim()).width <= room;
  for (const [size, most] of types) {
    ctx.font = font(size, 600);
    const rows = lines(text, fits, most);
    if (rows.every(fits)) return { rows, size };
  }
  const [size, most] = types[types.length - 1];
  return { rows: lines(text, fits, most), size };
}

/** The name of a mechanism that stands apart, and the number that is stated if one is: rows, type, height. */
function apartWords(ctx, key, room) {
  const name = boxed(ctx, shortOf(key), room, APART_TYPE);
  const step = name.size + 2;
  const stated = statedOf(key);
  ctx.font = font(11);
  const small = Math.min(11, (11 * room) / Math.max(1, ctx.measureText(stated).width));
  return { ...name, step, stated, small, height: name.rows.length * step + (stated ? 14 : 0) };
}

function paintApart(ctx, key, place, look) {
  const alpha = ctx.globalAlpha;
  roundBox(ctx, place, 6);
  ctx.fillStyle = ink.card;
  ctx.globalAlpha = 1;
  ctx.fill();
  ctx.save();
  ctx.clip();
  ctx.globalAlpha = alpha;
  ctx.strokeStyle = ink.line;
  ctx.lineWidth = 1;
  ctx.beginPath();
  for (let x = place.x - place.w / 2 - place.h; x < place.x + place.w / 2; x += 7) {
    ctx.moveTo(x, place.y + place.h / 2);
    ctx.lineTo(x + place.h, place.y - place.h / 2);
  }
  ctx.stroke();
  ctx.restore();
  ctx.globalAlpha = alpha;
  roundBox(ctx, place, 6);
  ctx.setLineDash([5, 4]);
  ctx.lineWidth = 1.3;
  ctx.strokeStyle = ink["line-2"];
  ctx.stroke();
  ctx.setLineDash([]);
  paintApartWords(ctx, key, place);
}

function paintApartWords(ctx, key, place) {
  const left = place.x - place.w / 2 + 10;
  const { rows, size, step, stated, small, height } = place.words;
  const top = place.y - height / 2;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.font = font(size, 600);
  backed(ctx, rows, left, top + (rows.length * step) / 2, step, ink.ink);
  if (!stated) return;
  ctx.font = font(small);
  backed(ctx, [stated], left, top + height - 6, 12, ink["ink-2"]);
}

/** Text with a halo of the ground, so that hatching does not run through it. */
function backed(ctx, rows, x, y, step, colour) {
  ctx.lineWidth = 4;
  ctx.lineJoin = "round";
  ctx.strokeStyle = ink.card;
  rows.forEach((row, n) => ctx.strokeText(row, x, y + (n - (rows.length - 1) / 2) * step));
  ctx.fillStyle = colour;
  write(ctx, rows, x, y, step);
}

function paintRing(ctx, place, look) {
  ctx.globalAlpha = 1;
  roundBox(ctx, { ...place, w: place.w + 7, h: place.h + 7 }, 9);
  ctx.setLineDash(look.chosen ? [] : [3, 3]);
  ctx.lineWidth = 2;
  ctx.strokeStyle = ink.accent;
  ctx.stroke();
  ctx.setLineDash([]);
}

function paintParticipant(ctx, key, place, look, narrow) {
  const node = nodes.get(key);
  ctx.globalAlpha = look.faded ? 0.34 : 1;
  ctx.beginPath();
  if (isState(node)) ctx.arc(place.x, place.y, 5, 0, 2 * Math.PI);
  else ctx.rect(place.x - 4.5, place.y - 4.5, 9, 9);
  ctx.fillStyle = look.chosen ? ink.accent : ink.card;
  ctx.fill();
  ctx.setLineDash(node.kind === "territory" ? [2.5, 2] : []);
  ctx.lineWidth = 1.8;
  ctx.strokeStyle = ink.accent;
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.font = font(narrow ? 11.5 : 13, look.chosen ? 700 : look.near ? 600 : 400);
  ctx.textAlign = place.left ? "right" : "left";
  ctx.textBaseline = "middle";
  const x = place.x + (place.left ? -11 : 11);
  let rows = [labelOf(key, narrow)];
  if (ctx.measureText(rows[0]).width > place.label + 6) {
    ctx.font = font(10.5, look.chosen ? 700 : 400);
    rows = lines(rows[0], (text) => ctx.measureText(text).width <= place.label, 2);
  }
  ctx.fillStyle = look.chosen ? ink.accent : ink.ink;
  write(ctx, rows, x, place.y + 0.5, 10.5);
  if (look.cursor && !look.chosen) {
    ctx.beginPath();
    ctx.arc(place.x, place.y, 9, 0, 2 * Math.PI);
    ctx.lineWidth = 2;
    ctx.stroke();
  }
}

/** Names of the groups, and the line over the mechanisms that stand apart. */
function paintGround(ctx, found, faded) {
  ctx.globalAlpha = 1;
  ctx.textBaseline = "middle";
  ctx.fillStyle = ink["ink-3"];
  ctx.font = font(11, 600);
  for (const row of found.headings) {
    const name = t("network.group." + row.group);
    ctx.textAlign = found.narrow ? "left" : row.left ? "right" : "left";
    ctx.fillText(name, found.narrow ? 4 : row.x + (row.left ? -11 : 11), row.y + 1);
  }
  if (found.strip) {
    ctx.strokeStyle = ink.line;
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.moveTo(0, found.strip.y - 14);
    ctx.lineTo(found.width, found.strip.y - 14);
    ctx.stroke();
    ctx.textAlign = "left";
    const rows = lines(t("network.strip"), (text) => ctx.measureText(text).width <= found.width - 6, 2);
    write(ctx, rows, 2, found.strip.y + (rows.length > 1 ? 7 : 6), 13);
  }
}
