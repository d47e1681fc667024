// N-Triples (W3C Recommendation, 2014) as the server writes them: one triple a line.
const LINE = /^(<[^>]*>|_:\S+)\s+(<[^>]*>)\s+(<[^>]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:@[A-Za-z0-9-]+|\^\^<[^>]*>)?)\s*\.\s*$/;
const ESCAPES = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f", '"': '"', "'": "'", "\\": "\\" };

function unescape(text) {
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, four, eight, one) => (four || eight ? String.fromCodePoint(parseInt(four ?? eight, 16)) : ESCAPES[one]));
}

function term(written) {
  if (written.startsWith("<")) return { type: "uri", value: unescape(written.slice(1, -1)) };
  if (written.startsWith("_:")) return { type: "bnode", value: written.slice(2) };
  const end = written.lastIndexOf('"');
  const found = { type: "literal", value: unescape(written.slice(1, end)) };
  const rest = written.slice(end + 1);
  if (rest.startsWith("@")) found["xml:lang"] = rest.slice(1);
  if (rest.startsWith("^^")) found.datatype = unescape(rest.slice(3, -1));
  return found;
}

// The triples of `text` as {s, p, o}; lines that are none are left out.
export function parse(text) {
  const found = [];
  for (const line of text.split("\n")) {
    const match = line.match(LINE);
    if (match) found.push({ s: term(match[1]), p: term(match[2]), o: term(match[3]) });
  }
  return found;
}
