// The table under the picture follows the view; rows and words as in the page's first state.
function tableRow({ seat, stated }) {
  const cell = (words, attributes) => make("td", attributes || {}, words);
  const sources = seat.cites.map((number) => {
    const [from, locator, stance] = data.cites[number];
    return say(data.sources[from].label) + ": " + locator + (stance === "supports" ? "" : " (" + t("network.stance." + stance) + ")");
  });
  return make("tr", {}, make("th", { scope: "row" }, nameOf(seat.p)), cell(shortOf(seat.m)), cell(say(roles.get(seat.role).label)),
    cell(seat.since || "–", { class: "num" }), cell(seat.until || "–", { class: "num" }), cell(t("network.basis." + (stated ? "stated" : "assumed"))),
    cell(seat.rank ? t("network.rank." + seat.rank) : ""), cell(sources.join("; ")));
}

function drawTable(seats, words) {
  const rows = [...seats].sort((a, b) => nameOf(a.seat.p).localeCompare(nameOf(b.seat.p), lang) || shortOf(a.seat.m).localeCompare(shortOf(b.seat.m), lang));
  byId("rows").replaceChildren(...rows.map(tableRow));
  byId("twin-caption").textContent = words;
}
