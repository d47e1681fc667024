// Rows as JSON, with what they are and the sources that are cited.

/** `table`: { columns, rows }; `links`: { query, rest }, either may be empty. */
export function jsonText(table, about, links) {
  const found = {
    title: about.title,
    description: about.about,
    year: about.year,
    language: about.language,
    filters: about.filters,
    hypothetical: about.hypothetical,
    dataset: about.dataset,
    dataset_version: about.version,
    modified: about.modified,
    licence: { name: about.licence, url: about.licenceAddress },
    address: about.address,
    query: links.query || null,
    rest: links.rest || null,
    columns: table.columns,
    rows: table.rows,
    sources: about.sources.map(({ id, title, creators, publisher, year, language, url }) => ({ id, title, creators, publisher, year, language, url })),
  };
  return JSON.stringify(found, null, 2) + "\n";
}
