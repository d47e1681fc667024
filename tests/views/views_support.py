"""A hand-built snapshot for the pages, a server for one page, and what a browser reported about it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import Any

from playwright.sync_api import Page as Tab

from kg.model import (
    Alias,
    Citation,
    Claim,
    Concept,
    ListStatus,
    Mechanism,
    Membership,
    Participant,
    Rank,
    Ref,
    Source,
    Stance,
    Text,
    Value,
)
from kg.namespaces import iri
from kg.snapshot import Snapshot
from kg.timespan import YearSpan
from kg.views import Page

SCRIPT = "</script><script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(2)>'

BOOK = Source("book", iri("source", "book"), Text("Book", "Libro"), "The Book", year=2015)
SITE = Source("site", iri("source", "site"), Text("Site", "Sitio"), "Sitio", url="https://example.org/site")
TRAP = Source("trap", iri("source", "trap"), Text("Trap", "Trampa"), "Trap", url="javascript:alert(3)")


def cite(name: str, source: Source, stance: Stance = Stance.SUPPORTS) -> Citation:
    return Citation(name, iri("citation", name), source, f"Chapter {name}", stance)


BY_BOOK, BY_SITE = cite("b1", BOOK), cite("s1", SITE)
OMITTED, BY_TRAP = cite("s2", SITE, Stance.OMITS), cite("t1", TRAP)


def mechanism(name: str, acronym: str | None, label: Text, **more: Any) -> Mechanism:
    return Mechanism(
        name,
        iri("mechanism", name),
        label,
        Text("What it does.", "Lo que hace."),
        "committee",
        "active",
        more.pop("list_status", ListStatus.COMPLETE),
        acronym=acronym,
        **more,
    )


def state(code: str, en: str, es: str, kind: str = "state") -> Participant:
    return Participant(Ref(kind, code), iri(kind, code), Text(en, es), iso3=code)


def seat(body: str, who: Ref, role: str = "member", part: str = "", **more: Any) -> Membership:
    name = f"{body}-{who.id}-{role}{part}"
    since, until = more.get("since"), more.get("until")
    span = YearSpan(int(since[:4]) if since else None, int(until[:4]) if until else None)
    more.setdefault("citations", (BY_BOOK,))
    return Membership(
        id=name, iri=iri("membership", name), mechanism=body, participant=who, role=role, span=span, **more
    )


CANADA, BELIZE, PERU = Ref("state", "CAN"), Ref("state", "BLZ"), Ref("state", "PER")
ARUBA, AGENCY = Ref("territory", "ABW"), Ref("organization", "agency")


def made() -> Snapshot:
    """Canada (CAN) beside a body called ``can``; two roles at once; spells; hostile names; a list unknown."""
    bodies = (
        mechanism("can", "CAN", Text("Andean body", "Cuerpo andino"), established_year=1990),
        mechanism("crm", "CRM", Text(SCRIPT, IMAGE), established=("1996-03",), established_year=1996),
        mechanism("old", "OLD", Text("Old one", "El viejo"), established_year=1992, ended_year=2001),
        mechanism("gcm", "GCM", Text("Pact", "Pacto"), list_status=ListStatus.UNKNOWN, established_year=2018),
        mechanism("part", None, Text("Partial Forum on Things", "Foro parcial"),
                  list_status=ListStatus.PARTIAL, aliases=(Alias("Partial Forum", "en"),)),
    )  # fmt: skip
    people = (
        state("CAN", "Canada", "Canadá"),
        state("BLZ", "Belize", "Belice"),
        state("PER", "Peru", "Perú"),
        state("ABW", "Aruba", "Aruba", "territory"),
        Participant(AGENCY, iri("organization", "agency"), Text(IMAGE, SCRIPT), acronym="AG"),
    )
    reason = Text("A newer source.", "Una fuente más nueva.")
    seats = (
        seat("can", PERU, since="1991", until="2006"),
        seat("can", PERU, part="-2", since="2010", citations=(BY_SITE,)),
        seat("crm", CANADA, since="1996-03", citations=(BY_BOOK, BY_SITE)),
        seat("crm", CANADA, "chair", since="2000", until="2020"),
        seat(
            "crm", BELIZE, attested=(2015,), citations=(BY_BOOK, OMITTED), note=Text("A note.", "Una nota.")
        ),
        seat("crm", PERU, "observer", citations=(BY_TRAP,)),
        seat("crm", PERU, "member", since="2012", rank=Rank.PREFERRED, rank_reason=reason),
        seat("crm", PERU, "member", part="-x", since="2003", rank=Rank.DEPRECATED, rank_reason=reason),
        seat("old", CANADA, since="1992"),
        seat("part", ARUBA, "host-country", inferred=True, since="2005", attested=(2015,)),
        seat("part", AGENCY, "supporter"),
    )
    count = Claim(
        id="gcm-count", iri=iri("figure", "gcm-count"), subject=Ref("mechanism", "gcm"),
        property="signatoryCount",
        value=Value("164", "integer"), kind="figure", year=2018, citations=(BY_SITE,),
    )  # fmt: skip
    return Snapshot(
        version="1.0+abc",
        modified="2022-05-01",
        title=Text("Made " + SCRIPT, "Hecho " + IMAGE),
        now=2022,
        mechanisms={body.id: body for body in bodies},
        participants={person.ref: person for person in people},
        mandates={},
        sources={source.id: source for source in (BOOK, SITE, TRAP)},
        citations={},
        memberships=seats,
        assignments=(),
        claims=(count,),
        instruments={},
        events={},
        recommendations={},
        concepts={"role": MappingProxyType({"member": role("member", "member", "miembro")})},
        properties={"signatoryCount": Text("number of signatories", "número de signatarios")},
        triples=12345,
    )


def role(name: str, en: str, es: str) -> Concept:
    return Concept(name, iri("role", name), Text(en, es), Text(SCRIPT, IMAGE))


@contextmanager
def serving(page: Page) -> Iterator[str]:
    """Serve one page with its policy as a header on a free port of 127.0.0.1; yields its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", page.csp)
            self.end_headers()
            self.wfile.write(page.html.encode())

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/network"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def shown(tab: Tab) -> list[str]:
    """Ids of the memberships in the panel."""
    found: list[str] = tab.eval_on_selector_all(
        "#panel [data-seat]", "all => all.map(one => one.dataset.seat)"
    )
    return sorted(found)


def find(tab: Tab, text: str) -> None:
    tab.fill("#find", text)
    tab.press("#find", "Enter")


#: How many colours the canvas holds.
COLOURS = """() => {
  const canvas = document.querySelector("#canvas canvas");
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  const seen = new Set();
  for (let n = 0; n < pixels.length; n += 4) {
    if (pixels[n + 3]) seen.add(pixels.slice(n, n + 3).join());
  }
  return seen.size;
}"""

#: The first dot right of the middle, by the colour of its ring (the accent of the light scheme).
RING = """() => {
  const canvas = document.querySelector("#canvas canvas");
  const ratio = canvas.width / canvas.clientWidth;
  const { data, width, height } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  for (let y = 0; y < height; y += 1) {
    for (let x = Math.ceil(width / 2 + 120 * ratio); x < width; x += 1) {
      const [red, green, blue, alpha] = data.slice(4 * (y * width + x), 4 * (y * width + x) + 4);
      if (alpha > 250 && red === 11 && green === 90 && blue === 148) return [x / ratio, y / ratio + 5];
    }
  }
  return null;
}"""

#: All texts of the page, the scripts and the table left out.
TEXTS = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) {
    const text = walk.currentNode.textContent.trim();
    if (text && !walk.currentNode.parentElement.closest("script, #twin")) found.push(text);
  }
  return found;
}"""

#: The names, short names, titles and places in sources that the page was given.
NAMES = """() => {
  const all = JSON.parse(document.getElementById("data").textContent);
  const years = (cite) => [all.sources[cite[0]].year, cite[1]].filter(Boolean).join(" · ");
  return [
    ...Object.values(all.nodes).flatMap((node) => [...node.name, ...node.short]),
    ...all.sources.map((source) => source.title),
    ...all.cites.map(years),
  ];
}"""

#: How many controls have no name.
UNNAMED = """() => [...document.querySelectorAll("button, input, a, summary")].filter(
  (one) => !(one.textContent.trim() || one.getAttribute("aria-label") || (one.labels && one.labels.length))
).length"""
