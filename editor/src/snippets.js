// The current query in other tools' words: each text runs as it stands.
import { FULL_ENDPOINT } from "./config.js";

const shell = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

// A Python string of several lines.
function python(text) {
  const inside = text.replaceAll("\\", "\\\\").replaceAll('"""', '\\"\\"\\"');
  return `"""\\\n${inside}\n"""`;
}

// A raw string of R (4.0): as many dashes as the text needs.
function raw(text) {
  let dashes = "";
  while (text.includes(`)${dashes}"`)) dashes += "-";
  return `r"${dashes}(${text})${dashes}"`;
}

export function curl(query, accept) {
  return `curl ${shell(FULL_ENDPOINT)} \\\n  --header ${shell(`Accept: ${accept}`)} \\\n  --data-urlencode ${shell(`query=${query}`)}`;
}

export function forPython(query, accept, rows) {
  const read = rows
    ? `    answer = json.load(response)

if "boolean" in answer:
    print(answer["boolean"])
else:
    columns = answer["head"]["vars"]
    print(*columns, sep="\\t")
    for row in answer["results"]["bindings"]:
        print(*(row[name]["value"] if name in row else "" for name in columns), sep="\\t")`
    : `    print(response.read().decode())`;
  return `${rows ? "import json\n" : ""}import urllib.parse
import urllib.request

ENDPOINT = ${JSON.stringify(FULL_ENDPOINT)}
QUERY = ${python(query)}
request = urllib.request.Request(
    ENDPOINT,
    data=urllib.parse.urlencode({"query": QUERY}).encode(),
    headers={"Accept": ${JSON.stringify(accept)}},
)
with urllib.request.urlopen(request) as response:
${read}
`;
}

export function forR(query, accept, rows) {
  const read = rows
    ? `rows <- read.csv(text = resp_body_string(response))
print(rows)`
    : `cat(resp_body_string(response))`;
  return `library(httr2)

query <- ${raw(query)}
response <- request(${JSON.stringify(FULL_ENDPOINT)}) |>
  req_headers(Accept = ${JSON.stringify(rows ? "text/csv" : accept)}) |>
  req_body_form(query = query) |>
  req_perform()
${read}
`;
}
