// Queries that count the seats which another query gives: per combination, per pair, per participant.
/** The prologue of a query, and its rest as a group that stands within another query. */
function shapeParts(text) {
  const at = text.indexOf("SELECT ");
  const body = text.slice(at).replace(/\nORDER BY [^\n]*\s*$/, "").trim();
  return { prologue: text.slice(0, at), seats: `{\n${body}\n}` };
}

/** Each participant with all of its mechanisms, as a list of ids in one order. */
const shapeHomes = (seats) => `SELECT ?participant ?name (GROUP_CONCAT(?id; SEPARATOR=" + ") AS ?mechanisms)
  WHERE {
    SELECT DISTINCT ?participant ?name (STRAFTER(STR(?mechanism), "/mechanism/") AS ?id)
    WHERE {
${seats}
    }
    ORDER BY ?id
  }
  GROUP BY ?participant ?name`;

const shapeLiteral = (id) => JSON.stringify(String(id));

const QUERY_SHAPES = {
  combinations: ({ seats }) => `SELECT ?mechanisms (COUNT(?participant) AS ?size) (GROUP_CONCAT(?name; SEPARATOR="; ") AS ?participants)
WHERE {
  ${shapeHomes(seats)}
}
GROUP BY ?mechanisms
ORDER BY DESC(?size) ?mechanisms
`,
  holders: ({ seats }, ids) => `${shapeHomes(seats)}
  HAVING(SUM(IF(?id IN (${ids.map(shapeLiteral).join(", ")}), 1, 0)) = ${ids.length})
ORDER BY STRLEN(?mechanisms) ?name
`,
  pairs: ({ seats }) => `SELECT ?a ?b (COUNT(?participant) AS ?shared) (GROUP_CONCAT(?name; SEPARATOR="; ") AS ?participants)
WHERE {
  {
    SELECT DISTINCT ?participant ?name (?mechanism AS ?a)
    WHERE {
${seats}
    }
  }
  {
    SELECT DISTINCT ?participant (?mechanism AS ?b)
    WHERE {
${seats}
    }
  }
  FILTER(STR(?a) < STR(?b))
}
GROUP BY ?a ?b
ORDER BY DESC(?shared) ?a ?b
`,
  counts: ({ seats }) => `SELECT ?participant ?iso3 ?name (COUNT(DISTINCT ?mechanism) AS ?mechanisms)
WHERE {
${seats}
}
GROUP BY ?participant ?iso3 ?name
ORDER BY DESC(?mechanisms) ?name
`,
};

export const isShape = (name) => Object.hasOwn(QUERY_SHAPES, name);

/** The query of the shape `name` over the seats that `text` gives; "holders": of those in each of `ids`. */
export function shapedQuery(name, text, ids) {
  if (!text) return "";
  const parts = shapeParts(text);
  return parts.prologue + QUERY_SHAPES[name](parts, ids);
}
