// What every view's "Download" gives: the rows and the picture as files that say what they are.
import { make } from "./dom.js";
import { t, lang } from "./words.js";
import { state } from "./state.js";
import { look } from "./model.js";
import { aboutView, aboutRows } from "./exportabout.js";
import { csvText } from "./exportcsv.js";
import { xlsxParts } from "./exportxlsx.js";
import { jsonText } from "./exportjson.js";
import { svgText } from "./exportsvg.js";
import { pngBlob } from "./exportpng.js";
import { graphmlText } from "./exportgraphml.js";

const exportTypes = {
  csv: "text/csv;charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  json: "application/json",
  svg: "image/svg+xml",
  png: "image/png",
  graphml: "application/xml",
};

/** overlap-<view>-<year>-<lang>.<ext> */
export const fileName = (shown, format) => `overlap-${shown.id}-${state.year}-${lang}.${format}`;

const exportRows = (shown) => shown.rows(look(state), state);

function exportCsv(shown) {
  const about = aboutView(shown);
  return csvText(exportRows(shown), [
    [t("export.column.asof"), about.year],
    [t("export.column.view"), about.title],
    [t("export.column.filters"), [...about.filters, ...(about.hypothetical ? [t("export.hypothetical")] : [])].join("; ")],
    [t("export.column.version"), about.version],
    [t("export.column.licence"), about.licence],
    [t("export.column.address"), about.address],
  ]);
}

function exportXlsx(shown) {
  const about = aboutView(shown);
  const sheets = [
    { name: about.title, ...exportRows(shown) },
    { name: t("export.sheet.about"), columns: [t("export.sheet.about"), ""], rows: aboutRows(about) },
  ];
  return xlsxParts(sheets, { title: `${about.title} · ${about.year}`, creator: t("export.cite.author"), modified: about.modified });
}

function exportLinks(shown) {
  const view = look(state);
  const rest = shown.rest ? shown.rest(view, state) : "";
  return { query: shown.query ? shown.query(view, state) : "", rest };
}

function exportSvg(shown) {
  const picture = shown.picture(look(state), state);
  if (!picture) throw new Error("no picture of " + shown.id);
  return svgText(picture, aboutView(shown));
}

const exportMakers = {
  csv: (shown) => [exportCsv(shown)],
  xlsx: exportXlsx,
  json: (shown) => [jsonText(exportRows(shown), aboutView(shown), exportLinks(shown))],
  svg: (shown) => [exportSvg(shown)],
  png: async (shown) => [await pngBlob(exportSvg(shown))],
  graphml: (shown) => [graphmlText(look(state), aboutView(shown))],
};

/** The file of a view object in `format`: csv, xlsx, json, svg, png or graphml. */
export async function fileOf(shown, format) {
  return new Blob(await exportMakers[format](shown), { type: exportTypes[format] });
}

/** Hand the file to the reader; nothing leaves the page. */
export async function download(shown, format) {
  const blob = await fileOf(shown, format);
  const address = URL.createObjectURL(blob);
  const link = make("a", { href: address, download: fileName(shown, format), hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
