// Rows as CSV (RFC 4180, UTF-8): every row says of itself what it is, as of when, and under which licence.

// A spreadsheet would run such a text as a formula (CWE-1236); a leading apostrophe keeps it a text.
const csvFormula = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** One cell: a number as it stands, a text defused and quoted where it must be. */
export function csvCell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value !== "string") return String(value);
  const text = csvFormula.test(value) ? "'" + value : value;
  return /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
}

/** `table`: { columns, rows }; `about`: [[name, value], ...], further columns that are the same in every row. */
export function csvText(table, about) {
  const same = about.map(([, value]) => value);
  const lines = [[...table.columns, ...about.map(([name]) => name)], ...table.rows.map((row) => [...row, ...same])];
  return lines.map((line) => line.map(csvCell).join(",") + "\r\n").join("");
}
