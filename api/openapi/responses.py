"""What the OpenAPI description says of a path's answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import Response
from pydantic import BaseModel

from api.errors import MEDIA_TYPE, TITLES
from api.negotiation import ROWS, Format
from api.schemas.computed import ProblemDocument

#: Extension under which a path names the request whose answer is its example.
EXAMPLE = "x-example"


def documented(
    model: type[BaseModel],
    example: str,
    offers: Sequence[Format] = ROWS,
    problems: Sequence[str] = ("not-acceptable", "parameter"),
    named: bool = False,
) -> dict[str, Any]:
    """Return the keyword arguments of a route; ``example`` is a path below ``/api/v1``.

    ``named``: the path holds a name, so it can also redirect, be ambiguous and unknown.
    """
    content = {offer.media_type: {} if offer.name == "json" else {"schema": _TEXT} for offer in offers}
    responses: dict[int | str, dict[str, Any]] = {
        200: {"model": model, "content": content, "description": "The answer.", "headers": _HEADERS},
        304: {"description": "What the client holds is current (`If-None-Match`)."},
    }
    if named:
        responses[307] = {"description": "Another spelling of the id; `Location` has the id."}
        problems = ("ambiguous-name", "not-found", *problems)
    responses.update(problem_responses(problems))
    return {
        "responses": responses,
        "response_class": Response,
        "openapi_extra": {EXAMPLE: "/api/v1" + example},
    }


def problem_responses(names: Sequence[str]) -> dict[int | str, dict[str, Any]]:
    """Return the documentation of the problems ``names``."""
    found: dict[int | str, dict[str, Any]] = {}
    for name in names:
        status, title, _ = TITLES[name]
        found[status] = {"description": title + ".", "content": {MEDIA_TYPE: {"schema": _PROBLEM}}}
    return found


_TEXT = {"type": "string"}
_PROBLEM = {"$ref": f"#/components/schemas/{ProblemDocument.__name__}"}
_HEADERS = {
    "ETag": {"schema": _TEXT, "description": "Strong validator; follows from the dataset's version."},
    "Link": {
        "schema": _TEXT,
        "description": "RFC 8288: first, prev, next, last; alternate formats; `via`: "
        "the SPARQL query that gives the same rows.",
    },
}
