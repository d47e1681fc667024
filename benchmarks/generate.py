"""A graph of the shipped schema of any size: ``python -m benchmarks.generate --triples N -o FILE``.

The same seed and size give the same bytes. The direct triples that follow from the statements are written,
so the file is valid, and ``kg serve --data FILE --no-validate`` serves it with everything.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

from benchmarks.vocabulary import DATASET, Lines, date, iri, literal, number, pair, year

#: The year of now of the generated graph.
NOW: Final = 2026
_FIGURES: Final = (
    ("projectCount", "projects"),
    ("countryCount", "countries"),
    ("foundingMemberCount", "members"),
    ("recommendationCount", "recommendations"),
)
_TYPES: Final = ("committee", "framework", "conference", "programme", "network", "plan-of-action")
_ROLES: Final = ("member",) * 7 + ("observer", "partner", "supporter")
#: The source that names the participants.
_STATES: Final = "participants"
_ONTOLOGY: Final = Path(__file__).resolve().parent.parent / "ontology"


class Generator:
    """Writes sources, participants and mechanisms until there are ``triples`` of them."""

    def __init__(self, triples: int, seed: int = 1) -> None:
        self._random = Random(seed)
        self._wanted = triples
        text = (_ONTOLOGY / "mandates.ttl").read_text(encoding="utf-8")
        self._mandates = re.findall(r"^mandate:([\w-]+) a mm:Mandate", text, re.MULTILINE)
        states = min(200, max(20, triples // 5000))
        self._states = [chr(65 + n // 26) + chr(65 + n % 26) for n in range(states)]
        self._participants = [iri("state", code + "X") for code in self._states]
        organizations = range(max(20, triples // 400))
        self._organizations = [iri("organization", f"organization-{n}") for n in organizations]
        self._participants += self._organizations
        # A few sit nearly everywhere, most in few: so that overlaps are as uneven as in life.
        self._weights = [1 / (1 + place / 40) for place in range(len(self._participants))]
        self.written = 0

    def lines(self) -> Iterator[str]:
        """Yield the triples as N-Triples, some thousands of lines at a time."""
        parts = [self._dataset(), self._source(_STATES, 2020), self._people()]
        for part in parts:
            self.written += part.count
            yield part.text()
        place = 0
        while self.written < self._wanted or place == 0:
            part = self._mechanism(place)
            self.written += part.count
            yield part.text()
            place += 1

    def _dataset(self) -> Lines:
        out = Lines()
        out.add(DATASET, "a", "mm:Dataset")
        title = "A generated graph of mechanisms"
        out.add(DATASET, "rdfs:label", *pair(title))
        out.add(DATASET, "dcterms:title", *pair(title))
        out.add(
            DATASET,
            "dcterms:description",
            *pair("Made by a program for measuring speed; nothing in it is true"),
        )
        out.add(DATASET, "dcterms:license", "<https://creativecommons.org/publicdomain/zero/1.0/>")
        out.add(DATASET, "dcterms:modified", date(f"{NOW}-01-01", "date"))
        out.add(DATASET, "owl:versionInfo", literal("0.0.0"))
        return out

    def _source(self, place: int | str, written: int, citations: int = 1) -> Lines:
        """A document and ``citations`` places in it."""
        out = Lines()
        node = iri("source", f"source-{place}")
        title = f"Report {place} on cooperation"
        out.add(node, "a", "mm:Source")
        out.add(node, "rdfs:label", *pair(title))
        out.add(node, "dcterms:title", f"{literal(title)}@en")
        for name in ("creator", "publisher"):
            out.add(node, f"dcterms:{name}", literal(f"Office {place}"))
        out.add(node, "dcterms:language", literal("en"))
        out.add(node, "dcterms:license", literal("not stated"))
        out.add(node, "dcterms:issued", year(written))
        out.add(node, "mm:year", number(written))
        out.add(node, "mm:url", date(f"https://example.org/report/{place}", "anyURI"))
        for paragraph in range(1, citations + 1):
            where = _citation(place, paragraph)
            out.add(where, "a", "mm:Citation")
            out.add(where, "mm:source", node)
            out.add(where, "mm:section", literal("Findings"))
            out.add(where, "mm:paragraph", number(paragraph))
            out.add(where, "mm:locator", literal(f"Findings, paragraph {paragraph}"))
            out.add(where, "mm:stance", "mm:supports")
        return out

    def _people(self) -> Lines:
        out = Lines()
        for code in self._states:
            node = iri("state", code + "X")
            out.add(node, "a", "mm:State", "mm:Participant")
            out.add(node, "rdfs:label", *pair(f"State {code}"))
            out.add(node, "mm:iso3", literal(code + "X"))
            out.add(node, "mm:iso2", literal(code))
            out.add(node, "mm:citation", _citation(_STATES, 1))
        for place, node in enumerate(self._organizations):
            out.add(node, "a", "mm:Organization", "mm:Participant")
            out.add(node, "rdfs:label", *pair(f"Organization {place}"))
            out.add(node, "mm:citation", _citation(_STATES, 1))
        return out

    def _mechanism(self, place: int) -> Lines:
        """A mechanism with its source, members, mandates and claims, and what follows from them."""
        random = self._random
        founded, written = random.randint(1950, 2000), random.randint(2005, 2025)
        out = self._source(place, written, citations=12)
        node = iri("mechanism", f"mechanism-{place}")
        out.add(node, "a", "mm:Mechanism")
        out.add(node, "rdfs:label", *pair(f"Mechanism {place}"))
        out.add(node, "mm:acronym", literal(f"M{place}"))
        out.add(node, "dcterms:description", *pair(f"Body number {place} of a generated graph"))
        out.add(node, "mm:mechanismType", iri("mechanism-type", random.choice(_TYPES)))
        out.add(node, "mm:memberListStatus", iri("list-status", "partial"))
        out.add(node, "mm:citation", *(_citation(place, paragraph) for paragraph in range(1, 13)))
        self._members(out, node, place, founded, written)
        self._tasks(out, node, place, written)
        self._claims(out, node, place, founded, written)
        return out

    def _statement(self, out: Lines, node: str, kinds: tuple[str, ...], place: int) -> None:
        out.add(node, "a", *kinds, "mm:Statement")
        paragraphs = self._random.sample(range(1, 13), self._random.choice((1, 1, 2, 3)))
        out.add(node, "mm:citation", *(_citation(place, paragraph) for paragraph in paragraphs))
        out.add(node, "mm:rank", "mm:normal")

    def _members(self, out: Lines, mechanism: str, place: int, founded: int, written: int) -> None:
        random = self._random
        drawn = random.choices(range(len(self._participants)), self._weights, k=random.randint(10, 60))
        for who in sorted(set(drawn)):
            participant, role = self._participants[who], random.choice(_ROLES)
            node = iri("membership", f"m{place}-{who}-{role}")
            self._statement(out, node, ("mm:Membership",), place)
            out.add(node, "mm:mechanism", mechanism)
            out.add(node, "mm:participant", participant)
            out.add(node, "mm:role", iri("role", role))
            out.add(node, "mm:attestedYear", number(written))
            left = random.random() < 0.05
            if left or random.random() < 0.5:
                since = random.randint(founded, written)
                out.add(node, "mm:since", year(since))
                out.add(node, "mm:sinceYear", number(since))
                if left:
                    until = random.randint(since, NOW - 1)
                    out.add(node, "mm:until", year(until))
                    out.add(node, "mm:untilYear", number(until))
            if role == "member" and not left:
                out.add(mechanism, "mm:hasMember", participant)
                out.add(participant, "mm:memberOf", mechanism)

    def _tasks(self, out: Lines, mechanism: str, place: int, written: int) -> None:
        for name in self._random.sample(self._mandates, self._random.randint(4, 16)):
            node, mandate = iri("assignment", f"m{place}-{name}"), iri("mandate", name)
            self._statement(out, node, ("mm:MandateAssignment",), place)
            out.add(node, "mm:mechanism", mechanism)
            out.add(node, "mm:mandate", mandate)
            out.add(node, "mm:attestedYear", number(written))
            out.add(node, "mm:note", *pair(f"From the list of tasks in report {place}"))
            out.add(mechanism, "mm:hasMandate", mandate)

    def _claim(self, out: Lines, name: str, about: str, value: str, place: int, *kinds: str) -> str:
        """A claim and its direct triple; ``name`` is the property's, with a number if there are several."""
        node = iri("figure" if kinds else "claim", f"m{place}-{name}")
        what = f"mm:{name.partition('-')[0]}"
        self._statement(out, node, ("mm:Claim", *kinds), place)
        out.add(node, "mm:subject", about)
        out.add(node, "mm:property", what)
        out.add(node, "mm:value", value)
        out.add(about, what, value)
        return node

    def _claims(self, out: Lines, mechanism: str, place: int, founded: int, written: int) -> None:
        random = self._random
        self._claim(out, "established", mechanism, year(founded), place)
        out.add(mechanism, "mm:establishedYear", number(founded))
        self._claim(out, "status", mechanism, iri("status", "active"), place)
        for number_of in range(random.randint(1, 4)):
            self._claim(
                out, f"nameUsed-{number_of}", mechanism, literal(f"Name {number_of} of M{place}"), place
            )
        if place and random.random() < 0.3:
            larger = iri("mechanism", f"mechanism-{random.randrange(place)}")
            self._claim(out, "partOf", mechanism, larger, place)
        for name, unit in _FIGURES:
            value = number(random.randint(1, 500))
            node = self._claim(out, name, mechanism, value, place, "mm:Figure")
            out.add(node, "mm:unit", iri("unit", unit))
            out.add(node, "mm:year", number(written))


def _citation(source: int | str, paragraph: int) -> str:
    return iri("citation", f"source-{source}-p{paragraph}")


def write(path: Path, triples: int, seed: int = 1) -> int:
    """Write ``path`` (.nt or .ttl); return how many triples it holds."""
    generator = Generator(triples, seed)
    with path.open("w", encoding="utf-8") as file:
        file.writelines(generator.lines())
    return generator.written


def main() -> None:
    """Write what the command line asks."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate", description=__doc__)
    parser.add_argument("--triples", type=int, default=2_000_000, help="at least so many (2,000,000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", "--output", type=Path, required=True, help="FILE.nt or FILE.ttl")
    chosen = parser.parse_args()
    print(f"{write(chosen.output, chosen.triples, chosen.seed)} triples in {chosen.output}", file=sys.stderr)


if __name__ == "__main__":
    main()
