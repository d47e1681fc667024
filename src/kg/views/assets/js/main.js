// The page: one view, drawn whole whenever it changes.
const app = { view: viewFromAddress() };

app.change = (parts) => {
  Object.assign(app.view, parts);
  app.draw();
};

app.choose = (key) => {
  picture.cursor = key;
  app.change({ chosen: key });
  byId("panel").scrollTop = 0;
  const seats = shownIn(app.view).seats.filter(({ seat }) => seat.p === key || seat.m === key);
  announce(app.view.chosen ? t("network.announce", { name: nameOf(key), seats: many("network.count.seats", seats.length), year: app.view.year }) : t("network.cleared"));
};

app.speak = (wanted) => {
  lang = wanted;
  translatePage();
  app.draw();
};

app.draw = () => {
  const shown = shownIn(app.view);
  const words = sentence(shown.seats, app.view.year);
  const assumed = shown.seats.filter((row) => !row.stated).length;
  byId("sentence").textContent = words;
  byId("assumed").textContent = assumed ? many("network.assumed", assumed) : "";
  drawControls(app.view, shown);
  drawPicture(app.view, shown);
  drawPanel(app.view, shown.seats);
  if (byId("twin").open) drawTable(shown.seats, words);
  writeAddress(app.view);
};

function keys(event) {
  if (event.key === "Escape") {
    if (byId("bodies").open) byId("bodies").open = false;
    else if (app.view.chosen) app.choose(null);
  }
}

function pictureKeys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.startsWith("Arrow")) {
    const next = neighbour(picture.cursor || app.view.chosen, event.key);
    picture.cursor = next;
    if (next && next !== app.view.chosen) app.choose(next);
  } else if (event.key === "Enter" && app.view.chosen) byId("panel").focus();
  else return;
  event.preventDefault();
}

function start() {
  document.documentElement.classList.remove("plain");
  byId("twin").open = false;
  readInk();
  translatePage();
  startPicture(app.choose);
  startCombo(app.choose);
  startControls(app);
  document.addEventListener("keydown", keys);
  byId("picture").addEventListener("keydown", pictureKeys);
  byId("panel").addEventListener("click", (event) => {
    const target = event.target.closest("[data-node], [data-close]");
    if (target) app.choose(target.dataset.node || null);
  });
  byId("twin").addEventListener("toggle", () => byId("twin").open && app.draw());
  addEventListener("hashchange", () => {
    app.view = viewFromAddress();
    translatePage();
    app.draw();
  });
  const restyle = () => {
    readInk();
    app.draw();
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", restyle);
  matchMedia("print").addEventListener("change", restyle);
  addEventListener("beforeprint", () => {
    for (const box of byId("panel").querySelectorAll("details")) box.open = true;
  });
  let width = 0;
  new ResizeObserver(([entry]) => {
    if (Math.abs(entry.contentRect.width - width) < 1) return;
    width = entry.contentRect.width;
    app.draw();
  }).observe(byId("picture"));
  app.draw();
}

start();
