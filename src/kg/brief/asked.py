"""Names to a request: one state or mechanism, or two mechanisms."""

from __future__ import annotations

from collections.abc import Sequence

from kg.brief.model import Request
from kg.errors import ParameterError, UnknownIdError
from kg.model import Ref
from kg.names import Names

_KINDS = ("mechanism", "state", "territory")
_TWO_STATES = (
    "two states make no brief together: give one state, one mechanism, or two mechanisms. The brief of a "
    "state names those that it meets most often and what its land neighbours sit in."
)


def request_for(
    names: Names,
    given: Sequence[str],
    *,
    lang: str = "en",
    year: int | None = None,
    sources: frozenset[str] | None = None,
) -> Request:
    """Return the request for the one or two things that ``given`` names, in any spelling.

    Raises UnknownIdError, AmbiguousNameError, and ParameterError for what no brief is made of.
    """
    if not 1 <= len(given) <= 2:
        raise ParameterError("names", "one state or mechanism, or two mechanisms.")
    return checked(Request(tuple(subject(names, text) for text in given), lang, year, sources))


def checked(request: Request) -> Request:
    """Return ``request``; raises ParameterError for a pair that no brief is made of."""
    if len(request.subjects) == 2:
        _check_pair(request.subjects)
    return request


def subject(names: Names, text: str) -> Ref:
    """Return the mechanism, state or territory called ``text``; an id as it is spelt wins (CAN, can)."""
    try:
        return names.node(text, *_KINDS)
    except UnknownIdError as error:
        raise UnknownIdError("mechanism or state", text, error.suggestions, error.elsewhere) from error


def _check_pair(subjects: Sequence[Ref]) -> None:
    kinds = {ref.kind for ref in subjects}
    if subjects[0] == subjects[1]:
        raise ParameterError("names", f"{subjects[0].id} stands twice: name two different mechanisms.")
    if kinds != {"mechanism"}:
        if "mechanism" not in kinds:
            raise ParameterError("names", _TWO_STATES)
        raise ParameterError("names", "a state and a mechanism make no pair: ask for the brief of either.")
