// Places for the nodes of a small graph: springs along edges, repulsion between all (Fruchterman and
// Reingold, 1991). The same graph gets the same picture: nothing is drawn by chance.
const GOLDEN = Math.PI * (3 - Math.sqrt(5));

// [{x, y}] for `count` nodes and `edges` [[from, to]], about 1 apart.
export function layout(count, edges, rounds = count > 120 ? 160 : 320) {
  const places = Array.from({ length: count }, (_, n) => {
    const far = 0.6 * Math.sqrt(n + 0.5);
    return { x: far * Math.cos(n * GOLDEN), y: far * Math.sin(n * GOLDEN) };
  });
  for (let round = 0; round < rounds; round += 1) step(places, edges, 0.35 * (1 - round / rounds) + 0.005);
  return places;
}

// `places` turned so that they spread along x, or along y where the screen is `high`.
export function turned(places, high) {
  const mean = (of) => places.reduce((sum, place) => sum + of(place), 0) / places.length;
  const [x, y] = [mean((place) => place.x), mean((place) => place.y)];
  const [xx, yy, xy] = [mean((one) => (one.x - x) ** 2), mean((one) => (one.y - y) ** 2), mean((one) => (one.x - x) * (one.y - y))];
  const angle = 0.5 * Math.atan2(2 * xy, xx - yy) + (high ? Math.PI / 2 : 0);
  const [cos, sin] = [Math.cos(-angle), Math.sin(-angle)];
  return places.map((one) => ({ x: cos * (one.x - x) - sin * (one.y - y), y: sin * (one.x - x) + cos * (one.y - y) }));
}

function step(places, edges, heat) {
  const moves = places.map((place) => ({ x: -0.02 * place.x, y: -0.02 * place.y }));
  for (let a = 0; a < places.length; a += 1) {
    for (let b = 0; b < a; b += 1) push(places, moves, a, b);
  }
  for (const [a, b] of edges) pull(places, moves, a, b);
  places.forEach((place, n) => {
    const size = Math.hypot(moves[n].x, moves[n].y) || 1;
    const way = Math.min(size, heat) / size;
    place.x += moves[n].x * way;
    place.y += moves[n].y * way;
  });
}

function push(places, moves, a, b) {
  const x = places[a].x - places[b].x;
  const y = places[a].y - places[b].y;
  const near = Math.max(x * x + y * y, 0.01);
  if (near > 30) return;
  for (const [node, sign] of [[a, 1], [b, -1]]) {
    moves[node].x += (sign * x) / near;
    moves[node].y += (sign * y) / near;
  }
}

function pull(places, moves, a, b) {
  const x = places[a].x - places[b].x;
  const y = places[a].y - places[b].y;
  const force = Math.hypot(x, y) * 0.55;
  for (const [node, sign] of [[a, -1], [b, 1]]) {
    moves[node].x += sign * x * force;
    moves[node].y += sign * y * force;
  }
}
