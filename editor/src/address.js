// The address bar holds the query: ?edit= as the server reads it, or after # where that would be too long.
import { LONGEST_ADDRESS } from "./config.js";

const KEY = "query=";

// The query after #, if any; the one in ?edit= stands in the form already.
export function fromHash() {
  const hash = location.hash.slice(1);
  if (!hash.startsWith(KEY)) return null;
  try {
    return decodeURIComponent(hash.slice(KEY.length));
  } catch {
    return null;
  }
}

export function keep(query) {
  const here = new URL(location.href);
  const kept = [...here.searchParams].filter(([name]) => name === "lang").map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const text = encodeURIComponent(query);
  const long = text.length > LONGEST_ADDRESS;
  const asked = (long ? kept : [...kept, `edit=${text}`]).join("&");
  history.replaceState(null, "", here.pathname + (asked ? `?${asked}` : "") + (long ? `#${KEY}${text}` : ""));
  for (const link of document.querySelectorAll(".languages a[hreflang]")) {
    const other = `?lang=${link.hreflang}`;
    link.setAttribute("href", long ? `${other}#${KEY}${text}` : `${other}&edit=${text}`);
  }
}
