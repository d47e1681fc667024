// Rows as a workbook (ECMA-376, Office Open XML): a sheet of rows and one that says what they are.
import { zipParts } from "./zip.js";

const xlsxMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const xlsxDocument = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const xlsxPackage = "http://schemas.openxmlformats.org/package/2006";
const xlsxTypes = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
const xlsxHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const xlsxLongest = 32767;

/** Text as XML content; what XML cannot hold is left out. */
export function xmlText(text) {
  const whole = String(text).replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (found) => (found.length === 2 ? found : ""));
  const kept = whole.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
  return kept.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
}

/** Text as a cell holds it: short enough, and "_x0041_" not read as an escape (ST_Xstring). */
function xlsxString(text) {
  const short = text.length > xlsxLongest ? text.slice(0, xlsxLongest - 1) + "…" : text;
  return xmlText(short.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_"));
}

/** 1 → A, 27 → AA. */
function xlsxColumn(n) {
  return n > 26 ? xlsxColumn(Math.floor((n - 1) / 26)) + xlsxColumn(((n - 1) % 26) + 1) : String.fromCharCode(64 + n);
}

function xlsxCell(value, line, n, style) {
  if (value === null || value === undefined || value === "") return "";
  const place = `r="${xlsxColumn(n + 1)}${line}"${style ? ` s="${style}"` : ""}`;
  if (typeof value === "number" && Number.isFinite(value)) return `<c ${place}><v>${value}</v></c>`;
  return `<c ${place} t="inlineStr"><is><t xml:space="preserve">${xlsxString(String(value))}</t></is></c>`;
}

function xlsxWidths({ columns, rows }) {
  const widths = columns.map((name, n) => rows.reduce((most, row) => Math.max(most, String(row[n] ?? "").length), String(name).length) + 2);
  return widths.map((width, n) => `<col min="${n + 1}" max="${n + 1}" width="${Math.min(60, Math.max(8, width))}" customWidth="1"/>`).join("");
}

/** A sheet with a bold header row that stays in sight and (where there are rows) filters. */
function xlsxSheet(table, filtered) {
  const lines = [table.columns, ...table.rows].map((row, at) => `<row r="${at + 1}">${row.map((value, n) => xlsxCell(value, at + 1, n, at ? 0 : 1)).join("")}</row>`);
  const whole = `A1:${xlsxColumn(table.columns.length)}${table.rows.length + 1}`;
  const pane = '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  const filter = filtered && table.rows.length ? `<autoFilter ref="${whole}"/>` : "";
  return `${xlsxHead}<worksheet xmlns="${xlsxMain}"><dimension ref="${whole}"/>${pane}<cols>${xlsxWidths(table)}</cols><sheetData>${lines.join("")}</sheetData>${filter}</worksheet>`;
}

/** A sheet's name: at most 31 characters, none of those that a reference needs. */
const xlsxName = (text) => xmlText(text.replace(/[[\]:*?/\\']/g, " ").trim().slice(0, 31) || "1");

// The closing tag is put together: written out, it would end the page's own style for some parsers.
const xlsxStyles = `${xlsxHead}<styleSheet xmlns="${xlsxMain}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></${"styleSheet"}>`;

function xlsxFrame(names, filtered) {
  const parts = names.map((_, n) => `<Override PartName="/xl/worksheets/sheet${n + 1}.xml" ContentType="${xlsxTypes}worksheet+xml"/>`).join("");
  const sheets = names.map((name, n) => `<sheet name="${name}" sheetId="${n + 1}" r:id="rId${n + 1}"/>`).join("");
  const links = names.map((_, n) => `<Relationship Id="rId${n + 1}" Type="${xlsxDocument}/worksheet" Target="worksheets/sheet${n + 1}.xml"/>`).join("");
  const defined = filtered ? `<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'${names[0]}'!${filtered}</definedName></definedNames>` : "";
  return [
    ["[Content_Types].xml", `${xlsxHead}<Types xmlns="${xlsxPackage}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${xlsxTypes}sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${xlsxTypes}styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>${parts}</Types>`],
    ["_rels/.rels", `${xlsxHead}<Relationships xmlns="${xlsxPackage}/relationships"><Relationship Id="rId1" Type="${xlsxDocument}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="${xlsxPackage}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`],
    ["xl/workbook.xml", `${xlsxHead}<workbook xmlns="${xlsxMain}" xmlns:r="${xlsxDocument}"><sheets>${sheets}</sheets>${defined}</workbook>`],
    ["xl/_rels/workbook.xml.rels", `${xlsxHead}<Relationships xmlns="${xlsxPackage}/relationships">${links}<Relationship Id="rId${names.length + 1}" Type="${xlsxDocument}/styles" Target="styles.xml"/></Relationships>`],
    ["xl/styles.xml", xlsxStyles],
  ];
}

function xlsxCore({ title, creator, modified }) {
  const day = /^\d{4}-\d{2}-\d{2}/.test(modified) ? `<dcterms:modified xsi:type="dcterms:W3CDTF">${modified.slice(0, 10)}T00:00:00Z</dcterms:modified>` : "";
  return `${xlsxHead}<cp:coreProperties xmlns:cp="${xlsxPackage}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xmlText(title)}</dc:title><dc:creator>${xmlText(creator)}</dc:creator>${day}</cp:coreProperties>`;
}

/** The parts of a workbook; `sheets`: [{ name, columns, rows }], the first with filters; `core`: { title, creator, modified }. */
export function xlsxParts(sheets, core) {
  const first = sheets[0];
  const absolute = first.rows.length ? `$A$1:$${xlsxColumn(first.columns.length)}$${first.rows.length + 1}` : "";
  return zipParts([
    ...xlsxFrame(sheets.map((sheet) => xlsxName(sheet.name)), absolute),
    ["docProps/core.xml", xlsxCore(core)],
    ...sheets.map((sheet, n) => [`xl/worksheets/sheet${n + 1}.xml`, xlsxSheet(sheet, n === 0)]),
  ]);
}
