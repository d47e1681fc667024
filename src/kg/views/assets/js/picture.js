// The picture: pyvis's nodes and edges in vis-network, placed by geometry.js and drawn by paint.js.
const picture = { found: null, looks: new Map(), network: null, nodes: null, edges: null, cursor: null, choose: null };

function measureLabel(text) {
  const ctx = measuringPen();
  ctx.font = font(13, 600);
  return ctx.measureText(text).width;
}

function measuringPen() {
  return picture.pen || (picture.pen = document.createElement("canvas").getContext("2d"));
}

function renderNode({ ctx, id }) {
  const place = picture.found && picture.found.places.get(id);
  const look = picture.looks.get(id) || {};
  return {
    drawNode() {
      if (!place) return;
      if (place.box) paintBody(ctx, id, place, look);
      else paintParticipant(ctx, id, place, look, picture.found.narrow);
    },
    nodeDimensions: place && place.box ? { width: place.w, height: place.h } : { width: 11, height: 11 },
  };
}

function startPicture(choose) {
  picture.choose = choose;
  picture.smooth = new Map(drawing.edges.map((edge) => [edge.id, edge.smooth]));
  picture.nodes = new vis.DataSet(drawing.nodes.map((node) => ({ ...node, hidden: true })));
  picture.edges = new vis.DataSet(drawing.edges.map((edge) => ({ ...edge, hidden: true })));
  const options = { ...drawing.options, nodes: { ...drawing.options.nodes, ctxRenderer: renderNode } };
  picture.network = new vis.Network(byId("canvas"), { nodes: picture.nodes, edges: picture.edges }, options);
  picture.network.on("beforeDrawing", (ctx) => picture.found && paintGround(ctx, picture.found));
  const canvas = byId("canvas");
  const under = (event) => {
    const box = canvas.getBoundingClientRect();
    return picture.found && hit(picture.found, event.clientX - box.left, event.clientY - box.top);
  };
  canvas.addEventListener("click", (event) => choose(under(event)));
  canvas.addEventListener("pointermove", (event) => canvas.classList.toggle("over", Boolean(under(event))));
}

/** How each node and line looks in this view. */
function looksOf(view, shown) {
  const near = new Set();
  for (const { seat } of shown.seats) {
    if (seat.p === view.chosen) near.add(seat.m);
    if (seat.m === view.chosen) near.add(seat.p);
  }
  const looks = new Map();
  for (const key of shown.present) {
    const chosen = key === view.chosen;
    looks.set(key, {
      chosen,
      near: near.has(key),
      faded: Boolean(view.chosen) && shown.present.has(view.chosen) && !chosen && !near.has(key),
      cursor: key === picture.cursor,
      size: nodes.get(key).kind === "mechanism" ? sizeOf(key, shown.seats) : "",
    });
  }
  return looks;
}

/** How each line is bent here: alone as a plain curve, beside another apart from it, around its own column. */
function bends(seats) {
  const pair = (seat) => seat.p + " " + seat.m;
  const beside = new Map();
  for (const { seat } of seats) beside.set(pair(seat), [...(beside.get(pair(seat)) || []), seat.id]);
  return (seat) => {
    const bent = picture.smooth.get(seat.id);
    if (nodes.get(seat.p).kind === "mechanism") return { ...bent, roundness: around(seat) };
    const all = beside.get(pair(seat));
    if (all.length === 1) return drawing.lone;
    const [one, two] = [seat.p, seat.m].map((key) => picture.found.places.get(key));
    const steep = Math.abs(one.y - two.y) > 45;
    return steep ? { ...drawing.lone, roundness: 0.95 - 0.45 * all.indexOf(seat.id) } : bent;
  };
}

/** The bend that takes a line around the boxes of its own column, however far apart its ends are. */
function around(seat) {
  const [one, two] = [seat.p, seat.m].map((key) => picture.found.places.get(key));
  const far = Math.hypot(one.x - two.x, one.y - two.y);
  return Math.min(0.9, (picture.found.narrow ? 150 : 215) / Math.max(far, 1));
}

function lineLook({ seat, stated }, view, focused) {
  const role = roles.get(seat.role);
  const own = seat.p === view.chosen || seat.m === view.chosen;
  const body = nodes.get(seat.m);
  let opacity = body.quiet || body.side === "apart" ? 0.13 : stated ? 0.5 : 0.3;
  let width = role.width * (stated ? 0.85 : 0.7);
  if (focused) {
    opacity = own ? (stated ? 1 : 0.55) : 0.05;
    width = own ? role.width * (stated ? 1.5 : 1) : 0.8;
  }
  const colour = ink.dark ? role.dark : role.light;
  return { id: seat.id, hidden: false, width, dashes: role.dash.length ? role.dash : false, color: { color: colour, opacity, inherit: false } };
}

function drawPicture(view, shown) {
  const canvas = byId("canvas");
  const width = byId("picture").clientWidth;
  if (!width) return;
  picture.found = geometryOf(shown.present, width, measureLabel, (key, room) => apartWords(measuringPen(), key, room));
  picture.looks = looksOf(view, shown);
  const focused = Boolean(view.chosen) && shown.present.has(view.chosen);
  const { places, height } = picture.found;
  picture.nodes.update([...nodes.keys()].map((key) => {
    const place = places.get(key);
    return place ? { id: key, hidden: false, x: place.x, y: place.y } : { id: key, hidden: true };
  }));
  const smooth = bends(shown.seats);
  const looks = new Map(shown.seats.map((row) => [row.seat.id, { ...lineLook(row, view, focused), smooth: smooth(row.seat) }]));
  picture.edges.update(data.seats.map((seat) => looks.get(seat.id) || { id: seat.id, hidden: true }));
  canvas.style.height = height + "px";
  picture.network.setSize(width + "px", height + "px");
  picture.network.redraw();
  picture.network.moveTo({ position: { x: width / 2, y: height / 2 }, scale: 1, animation: false });
}

/** The next node in a direction, as the arrow keys go. */
function neighbour(from, arrow) {
  const { places } = picture.found;
  const start = places.get(from);
  if (!start) return [...places.keys()].sort((a, b) => places.get(a).y - places.get(b).y || places.get(a).x - places.get(b).x)[0] || null;
  const along = arrow === "ArrowUp" || arrow === "ArrowDown";
  const sign = arrow === "ArrowUp" || arrow === "ArrowLeft" ? -1 : 1;
  let best = null;
  let least = Infinity;
  for (const [key, place] of places) {
    const dx = place.x - start.x;
    const dy = place.y - start.y;
    const forward = sign * (along ? dy : dx);
    const aside = Math.abs(along ? dx : dy);
    if (forward < (along ? 4 : 30) || (along && aside > 120 && !place.apart && !start.apart)) continue;
    const far = forward + aside * (along ? 3 : 2);
    if (far < least) [best, least] = [key, far];
  }
  return best || from;
}
