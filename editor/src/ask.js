// A query sent to the endpoint, and what came back in words.
import { config, ENDPOINT, LONGEST_ADDRESS, t } from "./config.js";

//: More than a tab shows at ease; the answer can be downloaded whole.
const LARGEST = 48 * 1024 * 1024;

export class Refusal extends Error {
  constructor(title, detail, place = {}, retry = null) {
    super(detail);
    Object.assign(this, { title, place, retry });
  }
}

// The address of the answer in `format`; null where it would be too long.
export function addressOf(query, format) {
  const address = `${ENDPOINT}?query=${encodeURIComponent(query)}&format=${format}`;
  return address.length > LONGEST_ADDRESS ? null : address;
}

function request(query, accept, signal) {
  const headers = { Accept: accept, "Accept-Language": config.lang };
  const address = `${ENDPOINT}?query=${encodeURIComponent(query)}`;
  if (address.length <= LONGEST_ADDRESS) return fetch(address, { headers, signal });
  headers["Content-Type"] = "application/sparql-query";
  return fetch(ENDPOINT, { method: "POST", headers, signal, body: new TextEncoder().encode(query) });
}

export async function ask(query, accept, signal) {
  const started = performance.now();
  let response;
  try {
    response = await request(query, accept, signal);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refusal(t("error.network"), t("error.network.detail"));
  }
  if (!response.ok) throw await refusal(response);
  const truncated = truncation(response.headers.get("kg-truncated"));
  const body = await whole(response, truncated);
  const type = (response.headers.get("content-type") ?? "").split(";")[0];
  return { body, type, seconds: (performance.now() - started) / 1000, truncated };
}

const truncation = (header) => (header ? Number(header.match(/rows=(\d+)/)?.[1] ?? 0) : null);

async function whole(response, truncated) {
  const parts = [];
  let size = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Blob(parts).text();
    size += value.length;
    if (size > LARGEST) {
      await reader.cancel();
      const cut = truncated === null ? "" : ` ${t("truncated", { n: truncated })}`;
      throw new Refusal(t("error.large"), t("error.large.detail", { size: LARGEST / 1024 / 1024 }) + cut);
    }
    parts.push(value);
  }
}

async function refusal(response) {
  const body = await response.text();
  let problem = {};
  try {
    problem = JSON.parse(body);
  } catch {
    // a proxy's page, say: the status has to do
  }
  const retry = Number(response.headers.get("retry-after")) || null;
  const place = { line: problem.line, column: problem.column };
  return new Refusal(problem.title ?? t("error.status", { status: String(response.status) }), problem.detail ?? "", place, retry);
}
