"""The one port through which the graph is asked, and the plain shape of its answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    import pandas

Plain = str | int | float | bool | None

_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS = frozenset(_XSD + name for name in ("integer", "int", "long", "short", "nonNegativeInteger"))
_DECIMALS = frozenset(_XSD + name for name in ("decimal", "double", "float"))


class Term(NamedTuple):
    """An RDF term as SPARQL results give it (SPARQL 1.1 Query Results JSON Format, section 3.2.2)."""

    kind: str
    value: str
    datatype: str | None = None
    lang: str | None = None

    @property
    def python(self) -> Plain:
        """The value as a Python number or boolean where its datatype says so, else as text."""
        if self.kind != "literal" or self.datatype is None:
            return self.value
        if self.datatype == _XSD + "boolean":
            return self.value in ("true", "1")
        return _number(self.value, self.datatype)


def _number(text: str, datatype: str) -> Plain:
    """Return the number that ``text`` spells; the text itself where it is ill-typed."""
    try:
        if datatype in _INTEGERS:
            return int(text)
        if datatype in _DECIMALS:
            return float(Decimal(text)) if datatype.endswith("decimal") else float(text)
    except (ValueError, InvalidOperation):
        return text
    return text


def _plain(term: Term | None) -> Plain:
    return None if term is None else term.python


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a SELECT, in the order of the answer; an unbound variable is None."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Plain]]:
        return iter(self.dicts())

    def dicts(self) -> list[dict[str, Plain]]:
        """Return the rows as plain dicts, variable → Python value."""
        return [
            {
                name: None if term is None else term.python
                for name, term in zip(self.variables, row, strict=True)
            }
            for row in self.rows
        ]

    def frame(self) -> pandas.DataFrame:
        """Return the rows as a pandas data frame (raises ImportError where pandas is not installed)."""
        import pandas as pd

        return pd.DataFrame(self.dicts(), columns=list(self.variables))


class GraphStore(Protocol):
    """A store that answers SPARQL 1.1 queries; every method raises :class:`kg.errors.KgError` only."""

    def select(self, query: str) -> Table:
        """Return the rows of a SELECT."""

    def ask(self, query: str) -> bool:
        """Return the truth of an ASK."""

    def graph(self, query: str) -> bytes:
        """Return the triples of a CONSTRUCT or DESCRIBE as N-Triples (UTF-8)."""

    def dump(self) -> bytes:
        """Return everything in the store as N-Quads (UTF-8)."""

    def graph_names(self) -> frozenset[str]:
        """Return the IRIs of the named graphs."""

    def __len__(self) -> int:
        """Return the number of quads."""
