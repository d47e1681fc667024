"""The list of the endpoints that SERVICE may name (``KG_SERVICE_ALLOW``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urlsplit

from kg.errors import ParameterError

_NAME: Final = "KG_SERVICE_ALLOW"
_PRIVATE: Final = "private:"
_IRI: Final = re.compile(r"https?://[!#-;=?-\[\]_a-z~]+", re.IGNORECASE)


@dataclass(frozen=True)
class AllowedEndpoint:
    """An endpoint that may be asked: its IRI, character for character as a query has to write it.

    ``private``: its host may have an address that is not on the public Internet.
    """

    iri: str
    private: bool = False


def parse_allow_list(text: str) -> tuple[AllowedEndpoint, ...]:
    """Return the endpoints of a list such as ``https://query.wikidata.org/sparql private:http://10.0.0.5/sparql``.

    Entries stand apart by commas or white space; ``private:`` before one opens addresses that are not
    public. Raises ParameterError for what is no http or https IRI of an endpoint.
    """
    found: dict[str, AllowedEndpoint] = {}
    for entry in re.split(r"[,\s]+", text):
        if not entry:
            continue
        iri = entry.removeprefix(_PRIVATE)
        _check(iri)
        if iri in found:
            raise ParameterError(_NAME, f"{iri!r} is listed twice")
        found[iri] = AllowedEndpoint(iri, private=iri != entry)
    return tuple(found.values())


def _check(iri: str) -> None:
    parts = _split(iri)
    if parts is None or not _IRI.fullmatch(iri) or not parts.hostname:
        raise ParameterError(_NAME, f"{iri!r} is no IRI such as https://example.org/sparql")
    if parts.username is not None or parts.password is not None:
        raise ParameterError(_NAME, f"the endpoint at {parts.hostname} has a user name: none is ever sent")
    if "#" in iri:
        raise ParameterError(_NAME, f"{iri!r} has a fragment, which is no part of an endpoint")


def _split(iri: str) -> SplitResult | None:
    try:
        parts = urlsplit(iri)
        return parts if parts.port != 0 else None
    except ValueError:
        return None
