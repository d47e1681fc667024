"""The SPARQL of each view with marks in place of values, from the catalogue of named queries.

A mark is a word between percent signs and is replaced by plain text: ``%YEAR%`` by an integer, ``%LANG%`` by
``en`` or ``es``, ``%ISO3%`` by an alpha-3 code, every other mark by IRIs in angle brackets with blanks
between them (``%MECHANISM%``, ``%A%``, ``%B%``, ``%MANDATE%``, ``%PARTICIPANT%`` by one;
``%MECHANISMS%``, ``%ROLES%``, ``%SOURCES%`` by any number). Where a list is empty, which is "all", its
``VALUES ?x { %LIST% }`` is taken out with the blanks before it and the line end after it, as
:func:`kg.binding.substitute` does.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from kg.binding import substitute
from kg.catalog import catalog

_MARKS: Final = {
    "year": "%YEAR%",
    "role": "%ROLES%",
    "source": "%SOURCES%",
    "lang": '"%LANG%"',
    "mechanism": "%MECHANISM%",
    "mandate": "%MANDATE%",
    "state": '"%ISO3%"',
    "a": "%A%",
    "b": "%B%",
    "kind": "UNDEF",
}
_MANY: Final = {"mechanism": "%MECHANISMS%"}
_ONE_PARTICIPANT: Final = "VALUES ?participant { %PARTICIPANT% }\n"

#: View or selection → named query of the catalogue, and a closing clause that narrows it.
_ASKED: Final = {
    "matrix": ("memberships", ""),
    "network": ("memberships", ""),
    "mechanism": ("members", ""),
    "state": ("state-mechanisms", ""),
    "participant": ("memberships", _ONE_PARTICIPANT),
    "seat": ("members", _ONE_PARTICIPANT),
    "pair-members": ("overlap-members", ""),
    "pair-mandates": ("overlap-mandates", ""),
    "mandate": ("mandate-mechanisms", ""),
    "mechanism-mandates": ("mechanism-mandates", ""),
    "assignments": ("assignments", ""),
    "conflicts": ("conflicts", ""),
    "timeline": ("timeline", ""),
}


@lru_cache(maxsize=1)
def questions() -> dict[str, str]:
    """Return the SPARQL text of each name, with marks."""
    return {name: _marked(query) + closing for name, (query, closing) in _ASKED.items()}


def _marked(name: str) -> str:
    query = catalog()[name]
    marks = {
        row.name: _MANY.get(row.name, _MARKS[row.name]) if row.many else _MARKS[row.name]
        for row in query.parameters
    }
    return substitute(query.text, marks)
