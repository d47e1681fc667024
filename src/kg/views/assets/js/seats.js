// Who sits where in a year: looked up in the runs that were computed with the as-of rule, never derived here.
const runAt = (runs, year) => runs.find(([from, to]) => from <= year && year <= to);

/** The seats of `year`, every role: [{seat, stated}]. */
function seatsAt(year) {
  const found = [];
  for (const seat of data.seats) {
    const run = runAt(seat.runs, year);
    if (run) found.push({ seat, stated: run[2] === 1 });
  }
  return found;
}

const existsAt = (key, year) => Boolean(runAt(nodes.get(key).runs, year));

/** What a view shows: seats kept by role and mechanism, and the nodes that stand in the picture. */
function shownIn(view) {
  const seats = seatsAt(view.year).filter(({ seat }) => !view.roles.has(seat.role) && !view.off.has(seat.m));
  const present = new Set(bodies.filter((key) => existsAt(key, view.year) && !view.off.has(key)));
  for (const { seat } of seats) present.add(seat.p).add(seat.m);
  return { seats, present };
}

function countsOf(seats) {
  const everyone = [...new Set(seats.map(({ seat }) => seat.p))];
  const states = everyone.filter((key) => isState(nodes.get(key))).length;
  return { states, others: everyone.length - states, seats: seats.length, mechanisms: new Set(seats.map(({ seat }) => seat.m)).size };
}

function sentence(seats, year) {
  const counts = countsOf(seats);
  const holders = [many("network.count.states", counts.states)];
  if (counts.others) holders.push(many("network.count.others", counts.others));
  return t("network.sentence", {
    year,
    holders: holders.join(t("network.and")),
    seats: many("network.count.seats", counts.seats),
    mechanisms: many("network.count.mechanisms", counts.mechanisms),
  });
}

const roleOrder = (id) => data.roles.findIndex((role) => role.id === id);

/** The number beside a mechanism: holders of its closest role; marked where the list is not whole. */
function sizeOf(key, seats) {
  const node = nodes.get(key);
  const own = seats.filter(({ seat }) => seat.m === key);
  const closest = Math.min(...own.map(({ seat }) => roleOrder(seat.role)));
  const holders = new Set(own.filter(({ seat }) => roleOrder(seat.role) === closest).map(({ seat }) => seat.p)).size;
  if (node.list === "unknown") return "?";
  return holders === 0 ? "–" : node.list === "partial" ? "≥ " + number(holders) : number(holders);
}

/** "164 stated, not listed"; nothing where no source gives a number. */
function statedOf(key) {
  const headline = nodes.get(key).figures.find((row) => row.headline !== null);
  return headline ? t("network.stated", { n: figure(headline.value) }) : "";
}
