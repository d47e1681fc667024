"""A ledger against the graph: every paragraph accounted for, every citation in it, nothing twice."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kg.coverage.ledger import Coverage, Fault, Ledger, LedgerRow, PageRow, Place
from kg.model import Text


@dataclass(frozen=True)
class Cited:
    """What the graph says about places.

    ``sources`` and ``mechanisms`` are ids; ``nodes`` everything there is, as kind/id; ``places`` the source
    and the place of each citation by its IRI; ``used`` the IRIs of the citations that something cites.
    """

    sources: Collection[str]
    mechanisms: Collection[str]
    nodes: Collection[str]
    places: Mapping[str, tuple[str, Place]]
    used: Collection[str]

    def covered(self, source: str) -> frozenset[Place]:
        """Return the places of ``source`` on which something rests."""
        return frozenset(
            place for cite, (who, place) in self.places.items() if who == source and cite in self.used
        )


def check(coverage: Coverage, cited: Cited) -> Iterator[Fault]:
    """Yield every fault of ``coverage`` against the graph that ``cited`` describes."""
    for source, ledger in sorted(coverage.ledgers.items()):
        if source in cited.sources:
            yield from _rows(ledger, cited.covered(source))
            yield from _in_order(ledger)
        else:
            yield _fault("coverage-unknown-source", ledger.file, 1, _UNKNOWN_SOURCE, id=source)
    yield from _citations(coverage, cited)
    yield from _pages(coverage, cited)


def _rows(ledger: Ledger, covered: frozenset[Place]) -> Iterator[Fault]:
    seen: dict[Place, int] = {}
    for row in ledger.rows:
        place = row.place.locator
        if row.place in seen:
            words = {"place": place, "first": str(seen[row.place])}
            yield _fault("coverage-duplicate", ledger.file, row.line, _TWICE, **words)
            continue
        seen[row.place] = row.line
        if not row.about:
            yield _fault("coverage-no-gist", ledger.file, row.line, _NO_GIST, place=place)
        yield from _explained(ledger.file, row, place, row.place in covered)


def _explained(file: str, row: LedgerRow | PageRow, place: str, covered: bool) -> Iterator[Fault]:
    if not covered and not row.reason:
        yield _fault("coverage-unexplained", file, row.line, _UNEXPLAINED, place=place)
    if covered and row.reason:
        yield _fault("coverage-needless-reason", file, row.line, _NEEDLESS, place=place)


def _in_order(ledger: Ledger) -> Iterator[Fault]:
    """Yield where the paragraphs of a section do not run 1, 2, 3: out of order, or one left out."""
    last: dict[str, int] = {}
    for row in ledger.rows:
        number, section = row.place.paragraph, row.place.section
        if number is None:
            continue
        wanted = last.get(section, 0) + 1
        if number > wanted or number < wanted - 1:
            words = {"place": row.place.locator, "wanted": str(wanted)}
            yield _fault("coverage-order", ledger.file, row.line, _ORDER, **words)
        last[section] = number


def _citations(coverage: Coverage, cited: Cited) -> Iterator[Fault]:
    for cite, (source, place) in sorted(cited.places.items()):
        ledger = coverage.ledgers.get(source)
        if ledger is None or place in ledger.positions:
            continue
        words = {"place": place.locator, "section": place.section, "ledger": ledger.file}
        known = place.section in ledger.sections
        rule, said = (
            ("coverage-unlisted-place", _UNLISTED)
            if known
            else ("coverage-unknown-section", _UNKNOWN_SECTION)
        )
        yield _fault(rule, "", None, said, node=cite, **words)


def _pages(coverage: Coverage, cited: Cited) -> Iterator[Fault]:
    seen: dict[tuple[str, str], int] = {}
    for row in coverage.pages:
        place = f"{row.mechanism}: {row.about}"
        first = seen.setdefault((row.mechanism, row.about), row.line)
        if first != row.line:
            words = {"place": place, "first": str(first)}
            yield _fault("coverage-duplicate", coverage.pages_file, row.line, _TWICE, **words)
        if not row.about:
            yield _fault("coverage-no-gist", coverage.pages_file, row.line, _NO_GIST, place=place)
        if row.mechanism and row.mechanism not in cited.mechanisms:
            words = {"id": row.mechanism}
            yield _fault("coverage-unknown-mechanism", coverage.pages_file, row.line, _NO_MECHANISM, **words)
        for name in row.statements:
            if name not in cited.nodes:
                yield _fault(
                    "coverage-unknown-statement", coverage.pages_file, row.line, _NO_STATEMENT, id=name
                )
        yield from _explained(coverage.pages_file, row, place, bool(row.statements))


def _fault(
    rule: str, file: str, line: int | None, said: tuple[Text, Text], node: str = "", **words: str
) -> Fault:
    message, fix = (Text(text.en.format(**words), text.es.format(**words)) for text in said)
    return Fault(rule, message, fix, file, line, node)


_UNKNOWN_SOURCE: Final = (
    Text(
        "The file is a ledger of {id!r}, and there is no such source.",
        "El archivo es de {id!r}, y no hay tal fuente.",
    ),
    Text("name the file after the id of its source.", "dé al archivo el id de su fuente."),
)
_TWICE: Final = (
    Text(
        "{place} stands here a second time, first on line {first}.",
        "{place} está por segunda vez; la primera, en la línea {first}.",
    ),
    Text("keep one of the two rows.", "deje una de las dos filas."),
)
_NO_GIST: Final = (
    Text("{place}: what it says is not told.", "{place}: no se dice de qué trata."),
    Text(
        "write its gist into `about`, in your own words.",
        "escriba de qué trata en `about`, con palabras propias.",
    ),
)
_UNEXPLAINED: Final = (
    Text(
        "{place}: no statement rests on it, and no reason is given.",
        "{place}: ninguna afirmación se apoya en él y no se da la razón.",
    ),
    Text(
        "add the statement with its citation, or say in `reason` why there is none.",
        "añada la afirmación con su cita o diga en `reason` por qué no la hay.",
    ),
)
_NEEDLESS: Final = (
    Text(
        "{place}: statements rest on it, and yet there is a reason why none does.",
        "{place}: hay afirmaciones que se apoyan en él y, sin embargo, una razón de que no las haya.",
    ),
    Text("empty `reason`.", "vacíe `reason`."),
)
_ORDER: Final = (
    Text("{place} stands where ¶ {wanted} is due.", "{place} está donde corresponde el ¶ {wanted}."),
    Text(
        "list every paragraph of the section, from 1, in reading order.",
        "enumere todos los párrafos de la sección, desde 1, en orden de lectura.",
    ),
)
_UNLISTED: Final = (
    Text(
        "The citation names {place}, which {ledger} does not list.",
        "La cita nombra {place}, que {ledger} no enumera.",
    ),
    Text(
        "mend the citation, or add the row in reading order.",
        "corrija la cita o añada la fila en orden de lectura.",
    ),
)
_UNKNOWN_SECTION: Final = (
    Text(
        "The citation names the section {section!r}, which {ledger} does not have.",
        "La cita nombra la sección {section!r}, que {ledger} no tiene.",
    ),
    Text(
        "write the heading as the document and its ledger do.",
        "escriba el título como el documento y su registro.",
    ),
)
_NO_MECHANISM: Final = (
    Text("There is no mechanism {id!r}.", "No hay ningún mecanismo {id!r}."),
    Text("use its id, or leave the cell empty.", "use su id o deje la celda vacía."),
)
_NO_STATEMENT: Final = (
    Text("There is no {id!r} in the graph.", "No hay {id!r} en el grafo."),
    Text(
        "write kind/id as the IRI ends, as in membership/crm-DOM-member.",
        "escriba clase/id como termina el IRI, por ejemplo membership/crm-DOM-member.",
    ),
)
