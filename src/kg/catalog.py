"""The named queries: SPARQL files whose headers say what they ask, what they take and what they return.

A file of ``src/kg/queries`` (what the product runs) or ``ontology/competency`` (what the ontology must be
able to answer) starts with comment lines ``# key: value``: ``name``, ``title@en``/``title@es``,
``description@en``/``description@es``, ``group``, ``param`` (one a line), ``columns``, ``rest`` (where the
REST API gives the same rows: :mod:`kg.twin`). Its body is a SPARQL query whose ``$name`` placeholders are
the declared parameters; a line ``#use part`` stands for ``queries/parts/part.rq``, so that the as-of rule is
written once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from kg import resources
from kg.binding import TYPES, Given, Parameter, placeholders, strip_comments, substitute
from kg.errors import DataInvalidError, ParameterError, UnknownIdError
from kg.model import Text
from kg.namespaces import PREFIXES
from kg.twin import RestTwin

_FOLDER: Final = Path(__file__).resolve().parent / "queries"
_HEADER: Final = re.compile(r"#\s*([a-z]+(?:@[a-z]{2})?):\s*(.*\S)\s*")
_USE: Final = re.compile(r"[ \t]*#use[ \t]+([a-z-]+)[ \t]*")
_PARAM: Final = re.compile(
    r"(?P<name>[a-z_]+) (?P<type>[a-z0-9-]+)(?:\((?P<choices>[a-z,-]+)\))?"
    r"(?P<many> many)?(?: (?P<required>required)| default=(?P<default>\S+))"
)
_PREFIX: Final = re.compile(r"(?<![\w:<?$-])([a-z][a-z-]*):(?=[A-Za-z])")
_FORM: Final = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b")
_NUMBER: Final = re.compile(r"\d+-")
_KEYS: Final = frozenset(
    {"name", "title@en", "title@es", "description@en", "description@es", "group", "param", "columns", "rest"}
)

#: The groups of the competency questions, in the order in which they are shown.
GROUPS: Final = {
    "membership": Text("Membership", "Membresía"),
    "as-of-year": Text("As-of year", "En un año dado"),
    "roles": Text("Roles", "Papeles"),
    "overlap": Text("Overlap", "Coincidencias"),
    "mandates": Text("Mandates", "Mandatos"),
    "lineage": Text("Lineage", "Genealogía"),
    "money": Text("Money", "Dinero"),
    "figures": Text("Figures", "Cifras"),
    "recommendations": Text("Recommendations", "Recomendaciones"),
    "provenance": Text("Provenance", "Procedencia"),
    "conflicts": Text("Conflicts", "Discrepancias"),
}


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the catalogue; ``text`` is its SPARQL with placeholders, parts put in, prefixes declared."""

    name: str
    title: Text
    description: Text
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    text: str
    form: str = "SELECT"
    group: str = ""
    path: Path | None = None
    rest: RestTwin | None = None

    def bind(self, **values: Given) -> str:
        """Return complete SPARQL with ``values`` as typed constants and defaults for the rest.

        Ids may be given bare (``crm``), with their kind (``mechanism:crm``), as a Ref or as an IRI; a
        parameter declared ``many`` takes several. Raises ParameterError for an unknown parameter, a missing
        one, and a value that the parameter cannot have.
        """
        known = {parameter.name for parameter in self.parameters}
        for name in values:
            if name not in known:
                offer = ", ".join(sorted(known)) or "none"
                raise ParameterError(name, f"is not a parameter of {self.name}; it takes {offer}.")
        constants = {row.name: row.sparql(values.get(row.name)) for row in self.parameters}
        return substitute(self.text, constants)


class Catalog(Mapping[str, NamedQuery]):
    """Named queries by name; a competency question also answers to its name without its number."""

    def __init__(self, queries: Iterable[NamedQuery]) -> None:
        self._queries = {query.name: query for query in sorted(queries, key=lambda query: query.name)}
        short = {_NUMBER.sub("", name, count=1): name for name in self._queries}
        self._short = {name: full for name, full in short.items() if name not in self._queries}

    def __getitem__(self, name: str) -> NamedQuery:
        return self._queries[self._short.get(name, name)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._queries)

    def __len__(self) -> int:
        return len(self._queries)

    def names(self) -> tuple[str, ...]:
        """Return the names, sorted."""
        return tuple(self._queries)

    def find(self, name: str) -> NamedQuery:
        """Return the query called ``name``; raises UnknownIdError with the nearest names."""
        if name in self:
            return self[name]
        import difflib

        raise UnknownIdError(
            "query", name, difflib.get_close_matches(name, [*self._queries, *self._short], n=3, cutoff=0.5)
        )


@lru_cache(maxsize=1)
def catalog() -> Catalog:
    """Return the queries that the product runs."""
    return Catalog(load(path) for path in sorted(_FOLDER.glob("*.rq")))


@lru_cache(maxsize=1)
def competency() -> Catalog:
    """Return the questions that the ontology must be able to answer."""
    return Catalog(load(path) for path in resources.competency_files())


def load(path: Path) -> NamedQuery:
    """Return the query in the file ``path``; raises DataInvalidError with the line that breaks a rule."""
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataInvalidError(f"cannot be read: {error}", str(path)) from error
    header, body = _header(source, path)
    text = _with_parts(body, path)
    form = _FORM.search(strip_comments(text))
    if form is None:
        raise DataInvalidError("holds no SPARQL query", str(path))
    parameters = tuple(_parameter(value, path, line) for value, line in header.get("param", []))
    _check_declared(parameters, text, path)
    columns = tuple(_one(header, "columns", path).split())
    return NamedQuery(
        name=_one(header, "name", path),
        title=Text(_one(header, "title@en", path), _one(header, "title@es", path)),
        description=Text(_one(header, "description@en", path, ""), _one(header, "description@es", path, "")),
        parameters=parameters,
        columns=columns,
        text=_prologue(text) + strip_comments(text),
        form=form[1],
        group=_one(header, "group", path, ""),
        path=path,
        rest=_twin(header, () if form[1] == "ASK" else columns, path),
    )


Header = dict[str, list[tuple[str, int]]]


def _header(source: str, path: Path) -> tuple[Header, str]:
    found: Header = {}
    lines = source.splitlines()
    for number, line in enumerate(lines, start=1):
        match = _HEADER.fullmatch(line)
        if match is None:
            return found, "\n".join(lines[number - 1 :])
        if match[1] not in _KEYS:
            raise DataInvalidError(f"unknown header {match[1]!r}", str(path), number)
        found.setdefault(match[1], []).append((match[2], number))
    return found, ""


def _one(header: Header, key: str, path: Path, default: str | None = None) -> str:
    values = header.get(key, [])
    if len(values) > 1:
        raise DataInvalidError(f"header {key!r} stands twice", str(path), values[1][1])
    if not values and default is None:
        raise DataInvalidError(f"header {key!r} is missing", str(path), 1)
    return values[0][0] if values else str(default)


def _parameter(declared: str, path: Path, line: int) -> Parameter:
    match = _PARAM.fullmatch(declared)
    if match is None or match["type"] not in TYPES:
        raise DataInvalidError(f"cannot read the parameter {declared!r}", str(path), line)
    return Parameter(
        name=match["name"],
        type=match["type"],
        choices=tuple((match["choices"] or "").split(",")) if match["choices"] else (),
        required=bool(match["required"]),
        many=bool(match["many"]),
        default=match["default"],
    )


def _twin(header: Header, columns: tuple[str, ...], path: Path) -> RestTwin | None:
    """Return the REST twin that the header declares; it must fill the query's columns, in their order."""
    text = _one(header, "rest", path, "")
    if not text:
        return None
    line = header["rest"][0][1]
    try:
        twin = RestTwin.parse(text)
    except ValueError as error:
        raise DataInvalidError(str(error), str(path), line) from error
    if tuple(name for name, _ in twin.columns) != columns:
        raise DataInvalidError(f"the REST twin must give the columns {' '.join(columns)}", str(path), line)
    return twin


def _check_declared(parameters: Iterable[Parameter], text: str, path: Path) -> None:
    declared = {parameter.name for parameter in parameters}
    used = placeholders(text)
    if declared != used:
        names = ", ".join(sorted(declared ^ used))
        raise DataInvalidError(f"parameters declared and used differ: {names}", str(path), 1)


def _with_parts(body: str, path: Path) -> str:
    lines: list[str] = []
    for line in body.splitlines():
        match = _USE.fullmatch(line)
        if match is None:
            lines.append(line)
            continue
        part = _FOLDER / "parts" / f"{match[1]}.rq"
        if not part.is_file():
            raise DataInvalidError(f"uses an unknown part {match[1]!r}", str(path))
        lines.append(_with_parts(part.read_text(encoding="utf-8").rstrip(), path))
    return "\n".join(lines)


def _prologue(text: str) -> str:
    """Return PREFIX lines for the prefixes that ``text`` uses and does not declare itself."""
    used = set(_PREFIX.findall(strip_comments(text)))
    own = set(re.findall(r"(?i)\bprefix\s+([a-z-]*):", text))
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in PREFIXES if name in used - own)
