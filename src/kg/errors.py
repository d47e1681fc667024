"""The exceptions of the library, one small tree.

KgError
├── UsageError            what the caller asked for cannot be done as asked (exit code 2, HTTP 4xx)
│   ├── UnknownIdError        no such mechanism, state, mandate or source; carries suggestions
│   ├── AmbiguousNameError    one name, several things; carries the candidates
│   ├── ParameterError        a parameter has a value it cannot have; names the parameter
│   └── QueryError            a SPARQL text was refused
│       ├── QuerySyntaxError      it does not parse; carries line and column
│       └── QueryForbiddenError   it asks for what is closed (SERVICE, FROM outside, updates)
├── DataError             a file does not parse or does not hold what it must; carries path and line
│   ├── DataSyntaxError
│   └── DataInvalidError
└── StoreError            the store could not answer
    ├── QueryTimeoutError     the deadline passed
    ├── StoreBusyError        no worker became free in time
    └── GatewayError          another server that was asked gave no usable answer

Every message is one sentence for a person: what was wrong, where, what to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model import Ref, Text

_LONGEST = 80
#: Kinds of node in Spanish, each with its article.
_SPANISH = {
    "mechanism": "el mecanismo",
    "state": "el Estado",
    "territory": "el territorio",
    "region": "la región",
    "organization": "la organización",
    "instrument": "el instrumento",
    "event": "el evento",
    "mandate": "el mandato",
    "objective": "el objetivo",
    "gcm-objective": "el objetivo del Pacto Mundial para la Migración",
    "gcr-objective": "el objetivo del Pacto Mundial sobre los Refugiados",
    "source": "la fuente",
    "citation": "la cita",
    "membership": "la participación",
    "assignment": "la asignación de mandato",
    "claim": "la afirmación",
    "figure": "la cifra",
    "contribution": "la contribución",
    "conflict": "la discrepancia",
    "participant": "el participante",
    "mechanism or state": "el mecanismo o Estado",
    "recommendation": "la recomendación",
    "node": "el nodo",
    "kind": "la clase",
    "query": "la consulta",
    "role": "el papel",
    "status": "la situación",
    "mechanism-type": "el tipo de mecanismo",
    "instrument-type": "el tipo de instrumento",
    "list-status": "el estado de la lista",
    "unit": "la unidad",
    "approximation": "la aproximación",
    "scheme": "el esquema",
}


def short(text: str) -> str:
    """Return ``text``, cut where nobody would read on."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


class KgError(Exception):
    """Root of every error this package raises on purpose."""


class UsageError(KgError):
    """What the caller asked for cannot be done as asked."""


class UnknownIdError(UsageError):
    """No entity of this kind has this id or name.

    ``elsewhere`` are the nodes of other kinds that have it, each with its label.
    """

    def __init__(
        self,
        kind: str,
        wanted: str,
        suggestions: Sequence[str] = (),
        elsewhere: Sequence[tuple[Ref, Text]] = (),
    ) -> None:
        self.kind = kind
        self.wanted = wanted
        self.suggestions = tuple(suggestions)
        self.elsewhere = tuple(elsewhere)
        known = ", ".join(f"the {ref.kind} {ref.id} ({label.en})" for ref, label in self.elsewhere)
        near = f" Did you mean {', '.join(self.suggestions)}?" if self.suggestions else ""
        hint = f" It is {known}." if known else near
        super().__init__(f"Unknown {kind} {short(wanted)!r}.{hint}")

    @property
    def spanish(self) -> str:
        """The message in Spanish."""
        kind = _SPANISH.get(self.kind, self.kind)
        known = ", ".join(
            f"{_SPANISH.get(ref.kind, ref.kind)} {ref.id} ({label.es})" for ref, label in self.elsewhere
        )
        near = f" ¿Quiso decir {', '.join(self.suggestions)}?" if self.suggestions else ""
        hint = f" Es {known}." if known else near
        return f"No se conoce {kind} {short(self.wanted)!r}.{hint}"


class AmbiguousNameError(UsageError):
    """One name that stands for several things; ``candidates`` are their ids, ``labels`` their names."""

    def __init__(self, wanted: str, candidates: Sequence[str], labels: Sequence[Text] = ()) -> None:
        self.wanted = wanted
        self.candidates = tuple(candidates)
        self.labels = tuple(labels)
        super().__init__(f"{short(wanted)!r} names several things: {self._listed('en')}. Use an id.")

    @property
    def spanish(self) -> str:
        """The message in Spanish."""
        return f"{short(self.wanted)!r} designa varias cosas: {self._listed('es')}. Use un identificador."

    def _listed(self, lang: str) -> str:
        if not self.labels:
            return ", ".join(self.candidates)
        both = zip(self.candidates, self.labels, strict=True)
        return ", ".join(f"{name} ({label.get(lang)})" for name, label in both)


class ParameterError(UsageError):
    """The parameter ``parameter`` has a value that it cannot have."""

    def __init__(self, parameter: str, detail: str) -> None:
        self.parameter = parameter
        self.detail = detail
        super().__init__(f"{parameter}: {detail}")


class QueryError(UsageError):
    """A SPARQL text was refused."""


class QuerySyntaxError(QueryError):
    """A SPARQL text does not parse; ``line`` and ``column`` count from 1 (None: not told)."""

    def __init__(self, detail: str, line: int | None = None, column: int | None = None) -> None:
        self.detail = detail
        self.line = line
        self.column = column
        where = f" at line {line}, column {column}" if line is not None else ""
        super().__init__(f"The query does not parse{where}: {detail}")


class QueryForbiddenError(QueryError):
    """A SPARQL text asks for something this endpoint keeps closed."""


class DataError(KgError):
    """A data file cannot be used; ``path`` and ``line`` say where (line counts from 1)."""

    def __init__(self, detail: str, path: str | None = None, line: int | None = None) -> None:
        self.detail = detail
        self.path = path
        self.line = line
        place = f"{path or 'data'}:{line}: " if line is not None else f"{path}: " if path else ""
        super().__init__(f"{place}{detail}")


class DataSyntaxError(DataError):
    """A data file does not parse."""


class DataInvalidError(DataError):
    """A data file parses and breaks a rule of the ontology."""


class StoreError(KgError):
    """The store could not answer."""


class QueryTimeoutError(StoreError):
    """A query was stopped at its deadline (``seconds``)."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(f"The query was stopped at its deadline of {seconds:g} s. Narrow it.")


class StoreBusyError(StoreError):
    """Every worker was busy and the queue was full; ``retry_after`` is in seconds."""

    def __init__(self, retry_after: int = 2) -> None:
        self.retry_after = retry_after
        super().__init__(f"Every query worker is busy. Try again in {retry_after} s.")


class GatewayError(StoreError):
    """Another server that had to be asked gave no usable answer; ``late``: none in time; ``public``: whoever
    asks named it himself, so that its address is no secret.
    """

    late = False
    public = False
