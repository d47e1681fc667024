"""Whether the direct triples in a file are the ones that follow from its statements."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Triple

from kg.model import Text
from kg.namespaces import compact
from kg.turtle.terms import parts, write_term, write_triple
from kg.validation.places import Locator
from kg.validation.report import Finding

_RUN = Text("run `kg format`.", "ejecute `kg format`.")


def check(written: set[Triple], derived: set[Triple], places: Locator) -> Iterator[Finding]:
    """Yield what is missing from, or surplus in, the direct triples ``written``; ``derived`` follows."""
    for triple in derived - written:
        yield _finding(
            "missing-direct-triple",
            triple,
            places,
            Text(
                f"`{write_triple(triple)}` follows from the statements and is not written.",
                f"`{write_triple(triple)}` se sigue de las declaraciones y no está escrita.",
            ),
            _RUN,
        )
    for triple in written - derived:
        yield _finding(
            "surplus-direct-triple",
            triple,
            places,
            Text(
                f"`{write_triple(triple)}` follows from no statement.",
                f"`{write_triple(triple)}` no se sigue de ninguna declaración.",
            ),
            Text(
                "run `kg format`; if it is true, write it as a statement with its citation.",
                "ejecute `kg format`; si es cierto, escríbalo como declaración con su cita.",
            ),
        )


def _finding(rule: str, triple: Triple, places: Locator, message: Text, fix: Text) -> Finding:
    node, predicate, term = parts(triple)
    file, line = places.find(node, predicate, term.value)
    value = write_term(term)
    return Finding("error", rule, compact(node), compact(predicate), file, line, message, fix, value, stage=2)
