// What is known about the chosen node, in words: role, years, basis, rank and sources of every seat.
function strokeSample(role, faint) {
  const line = makeSvg("line", { x1: 1, y1: 5, x2: 27, y2: 5, "stroke-width": Math.max(2, role.width), "stroke-dasharray": role.dash.join(" "), stroke: "currentColor" });
  const box = makeSvg("svg", { viewBox: "0 0 28 10", width: 28, height: 10, "aria-hidden": "true", focusable: "false" }, line);
  box.style.setProperty("--light", role.light);
  box.style.setProperty("--dark", role.dark);
  box.setAttribute("class", faint ? "stroke faint" : "stroke");
  return box;
}

function yearsWords(seat) {
  if (seat.since && seat.until) return t("network.years.both", { since: dateWords(seat.since), until: dateWords(seat.until) });
  if (seat.since) return t("network.years.since", { since: dateWords(seat.since, true) });
  if (seat.until) return t("network.years.until", { until: dateWords(seat.until, true) });
  return t("network.years.none");
}

function sourceItem(number) {
  const [from, locator, stance] = data.cites[number];
  const source = data.sources[from];
  const safe = source.url && /^https?:\/\//i.test(source.url);
  const title = safe
    ? make("a", { href: source.url, rel: "noopener noreferrer external", lang: source.language }, source.title)
    : make("span", { class: "source-title", lang: source.language }, source.title);
  const item = make("li", { class: "source " + stance }, title);
  item.append(make("span", { class: "locator" }, [source.year ? String(source.year) : "", locator].filter(Boolean).join(" · ")));
  if (stance !== "supports") item.append(make("span", { class: "tag warn" }, t("network.stance." + stance)));
  return item;
}

const sourceList = (numbers) => make("ul", { class: "sources" }, ...numbers.map(sourceItem));

function sourcesOf(numbers, open) {
  const box = make("details", { open: Boolean(open) }, make("summary", {}, many("network.sources", numbers.length)));
  box.append(sourceList(numbers));
  return box;
}

function remarks(seat) {
  const found = [];
  const rank = seat.rank ? t("network.rank." + seat.rank) : "";
  if (rank || seat.reason) found.push(make("p", { class: "contested" }, make("b", {}, (rank || t("network.rank.contested")) + ". "), say(seat.reason)));
  if (seat.note) found.push(make("p", { class: "note" }, say(seat.note)));
  if (seat.inferred && !seat.note) found.push(make("p", { class: "note" }, t("network.inferred")));
  return found;
}

/** One seat: the other end's name, role, years, basis, remarks, sources. */
function seatCard({ seat, stated }, other, open) {
  const role = roles.get(seat.role);
  const state = isState(nodes.get(other));
  const link = make("button", { type: "button", class: "link strong", "data-node": other }, state ? nameOf(other) : shortOf(other));
  const head = make("h4", {}, link);
  if (!state && hasShort(other)) head.append(" ", make("span", { class: "long" }, nameOf(other)));
  const facts = make("p", { class: "facts" }, strokeSample(role, !stated), make("span", { class: "role" }, say(role.label)), make("span", { class: "num" }, yearsWords(seat)));
  facts.append(make("span", { class: stated ? "tag" : "tag assumed" }, t("network.basis." + (stated ? "stated" : "assumed"))));
  return make("li", { class: "seat", "data-seat": seat.id }, head, facts, ...remarks(seat), sourcesOf(seat.cites, open));
}

/** Statements on the same matter that other statements outrank. */
function othersOf(test) {
  const rows = data.others.filter(test);
  if (!rows.length) return null;
  const items = rows.map((row) => make("li", { class: "seat other" },
    make("p", { class: "facts" }, make("span", { class: "role" }, [shortOf(row.m), nameOf(row.p), say(roles.get(row.role).label)].join(" · ")), make("span", { class: "num" }, yearsWords(row))),
    ...remarks(row), sourcesOf(row.cites)));
  return make("details", { class: "others" }, make("summary", {}, t("network.others")), make("ul", { class: "seats" }, ...items));
}

function panelHead(key, kind) {
  const close = make("button", { type: "button", class: "close", "aria-label": t("network.close"), title: t("network.close") }, "×");
  close.dataset.close = "";
  return make("header", {}, make("p", { class: "kind" }, kind), make("h3", { id: "panel-h" }, nameOf(key)), close);
}

function participantPanel(view, key, seats) {
  const node = nodes.get(key);
  const own = seats.filter(({ seat }) => seat.p === key);
  const kind = t("network.kind." + node.kind) + (hasShort(key) ? " · " + shortOf(key) : "");
  const parts = [panelHead(key, kind), make("p", { class: "sum num" }, t("network.panel.year", { year: view.year, seats: many("network.count.seats", own.length) }))];
  if (!own.length) parts.push(make("p", { class: "note" }, t("network.panel.nothing")));
  own.sort((a, b) => shortOf(a.seat.m).localeCompare(shortOf(b.seat.m), lang) || roleOrder(a.seat.role) - roleOrder(b.seat.role));
  parts.push(make("ul", { class: "seats" }, ...own.map((row) => seatCard(row, row.seat.m, false))));
  parts.push(othersOf((row) => row.p === key && !view.off.has(row.m)));
  return parts;
}

function figureRows(node) {
  if (!node.figures.length) return null;
  const items = node.figures.map((row) => {
    const when = row.period || (row.year ? String(row.year) : t("network.undated"));
    const words = [when, say(row.name), row.of && say(row.of)].filter(Boolean).join(" · ");
    const value = [row.approx && say(row.approx), figure(row.value)].filter(Boolean).join(" ");
    return make("li", {}, make("p", { class: "facts" }, make("b", { class: "num" }, value), make("span", {}, words)), sourcesOf(row.cites));
  });
  return make("details", { class: "figures" }, make("summary", {}, t("network.figures")), make("ul", {}, ...items));
}

function bodyFacts(node) {
  const spans = [];
  if (node.founded.length) spans.push(t("network.founded", { when: node.founded.map((when) => dateWords(when)).join(" / ") }));
  if (node.ended.length) spans.push(t("network.ended", { when: node.ended.map((when) => dateWords(when)).join(" / ") }));
  const status = node.statusName ? say(node.statusName) : t("network.status.unknown");
  return [say(node.type), status, ...spans].join(" · ");
}

function mechanismPanel(view, key, seats) {
  const node = nodes.get(key);
  const own = seats.filter(({ seat }) => seat.m === key);
  const parts = [panelHead(key, t("network.kind.mechanism") + (hasShort(key) ? " · " + shortOf(key) : ""))];
  parts.push(make("p", { class: "sum" }, bodyFacts(node)), make("p", { class: "about" }, say(node.about)));
  if (!existsAt(key, view.year)) parts.push(make("p", { class: "contested" }, t("network.panel.absent", { year: view.year })));
  parts.push(make("p", { class: "list " + node.list }, t("network.list." + node.list), node.list === "unknown" && node.figures.length ? " " + t("network.panel.figures") : ""));
  parts.push(figureRows(node));
  for (const role of data.roles) {
    const rows = own.filter(({ seat }) => seat.role === role.id).sort((a, b) => nameOf(a.seat.p).localeCompare(nameOf(b.seat.p), lang));
    if (rows.length) parts.push(make("h4", { class: "role-head" }, say(role.label) + " ", make("span", { class: "num" }, number(rows.length))), make("ul", { class: "seats" }, ...rows.map((row) => seatCard(row, row.seat.p, false))));
  }
  const held = seats.filter(({ seat }) => seat.p === key);
  if (held.length) parts.push(make("h4", { class: "role-head" }, t("network.panel.holds")), make("ul", { class: "seats" }, ...held.map((row) => seatCard(row, row.seat.m, false))));
  parts.push(othersOf((row) => row.m === key));
  return parts;
}

/** Without a choice: whose ties are most, where the largest bodies are. */
function overviewPanel(view, seats) {
  const tally = (field, keep) => {
    const found = new Map();
    for (const { seat } of seats) if (keep(seat)) found.set(seat[field], (found.get(seat[field]) || new Set()).add(field === "p" ? seat.m : seat.p));
    return [...found].map(([key, set]) => [key, set.size]).sort((a, b) => b[1] - a[1] || nameOf(a[0]).localeCompare(nameOf(b[0]), lang)).slice(0, 8);
  };
  const list = (rows, key) => make("ol", { class: "tops" }, ...rows.map(([node, n]) => make("li", {}, make("button", { type: "button", class: "link", "data-node": node }, nodes.get(node).kind === "mechanism" ? shortOf(node) : nameOf(node)), make("span", { class: "num" }, many(key, n)))));
  return [
    make("header", {}, make("p", { class: "kind" }, t("network.overview.kind")), make("h3", { id: "panel-h" }, t("network.overview"))),
    make("p", {}, t("network.overview.hint")),
    make("h4", { class: "role-head" }, t("network.overview.most")),
    list(tally("p", (seat) => isState(nodes.get(seat.p))), "network.count.mechanisms"),
    make("h4", { class: "role-head" }, t("network.overview.largest")),
    list(tally("m", () => true), "network.count.participants"),
  ];
}

function drawPanel(view, seats) {
  const panel = byId("panel");
  const key = view.chosen;
  const parts = !key ? overviewPanel(view, seats) : nodes.get(key).kind === "mechanism" ? mechanismPanel(view, key, seats) : participantPanel(view, key, seats);
  panel.replaceChildren(...parts.filter(Boolean));
  panel.classList.toggle("chosen", Boolean(key));
}
