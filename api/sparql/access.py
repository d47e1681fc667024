"""Who may write: whoever knows the token that the operator set."""

from __future__ import annotations

import base64
import binascii
import hmac
from typing import Final

from api.errors import ProblemError
from api.sparql.incoming import Incoming
from kg.model import Text

_CLOSED: Final = Text(
    "Updates are closed here: this endpoint answers queries. An operator opens them with KG_UPDATE_TOKEN.",
    "Aquí no se admiten cambios: este punto responde consultas. Un operador los abre con KG_UPDATE_TOKEN.",
)
_UNKNOWN: Final = Text(
    "Changing the graph needs the token: send `Authorization: Bearer …` (or the token as Basic password).",
    "Cambiar el grafo exige el token: envíe `Authorization: Bearer …` (o el token como contraseña Basic).",
)
_CHALLENGE: Final = {"WWW-Authenticate": 'Bearer realm="updates", Basic realm="updates", charset="UTF-8"'}


def may_write(request: Incoming) -> bool:
    """Tell whether ``request`` carries the token.

    Bearer is RFC 6750 (section 2.1). Basic (RFC 7617), any user name, is for clients that know no other; a
    browser sends it by itself, so it does not count where a page of another site made the request.
    """
    token = request.settings.update_token
    if not token:
        return False
    scheme, given = _given(request.header(b"authorization") or "")
    if not hmac.compare_digest(given, token.encode()):
        return False
    return scheme == "bearer" or _own_site(request)


def demand_writer(request: Incoming) -> None:
    """Return for a request that carries the token; raises ProblemError 403 (closed) or 401."""
    if not request.settings.update_token:
        raise ProblemError("updates-closed", _CLOSED)
    if not may_write(request):
        raise ProblemError("unauthorized", _UNKNOWN, headers=_CHALLENGE)


def _own_site(request: Incoming) -> bool:
    """Tell whether no page of another site made the request (Fetch Metadata; Origin, RFC 6454)."""
    if (request.header(b"sec-fetch-site") or "none").strip().lower() not in ("none", "same-origin"):
        return False
    origin = request.header(b"origin")
    return origin is None or origin == request.origin


def _given(header: str) -> tuple[str, bytes]:
    scheme, _, value = header.partition(" ")
    scheme, value = scheme.lower(), value.strip()
    if scheme == "bearer":
        return scheme, value.encode("latin-1")
    if scheme == "basic":
        try:
            return scheme, base64.b64decode(value, validate=True).partition(b":")[2]
        except (binascii.Error, ValueError):
            return scheme, b""
    return scheme, b""
