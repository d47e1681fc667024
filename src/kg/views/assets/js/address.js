// The whole view is in the address after "#"; whatever is not known there is left out.
const clampYear = (year) => Math.min(data.now, Math.max(data.first, year));

function defaultView() {
  return { year: data.year, chosen: null, roles: new Set(), off: new Set() };
}

/** The view that the address asks for. `roles` and `off` hold what is switched off. */
function viewFromAddress() {
  const view = defaultView();
  const asked = new URLSearchParams(location.hash.slice(1));
  const year = asked.get("year");
  if (year && /^\d{4}$/.test(year)) view.year = clampYear(Number(year));
  if (nodes.has(asked.get("node"))) view.chosen = asked.get("node");
  const list = (name) => (asked.get(name) || "").split(",");
  for (const id of list("without")) if (roles.has(id)) view.roles.add(id);
  for (const id of list("hide")) if (nodes.has("mechanism:" + id)) view.off.add("mechanism:" + id);
  if (Object.hasOwn(catalogues, asked.get("lang") || "")) lang = asked.get("lang");
  return view;
}

function addressOf(view) {
  const parts = [];
  if (view.year !== data.year) parts.push("year=" + view.year);
  if (view.chosen) parts.push("node=" + view.chosen);
  if (view.roles.size) parts.push("without=" + [...view.roles].sort().join(","));
  if (view.off.size) parts.push("hide=" + [...view.off].map((key) => key.slice("mechanism:".length)).sort().join(","));
  if (lang !== data.lang) parts.push("lang=" + lang);
  return parts.length ? "#" + parts.join("&") : "";
}

function writeAddress(view) {
  const wanted = addressOf(view);
  if (location.hash !== wanted) history.replaceState(null, "", wanted || location.pathname + location.search);
}
