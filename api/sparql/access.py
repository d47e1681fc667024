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


def demand_writer(request: Incoming) -> None:
    """Return for a request that carries the token; raises ProblemError 403 (closed) or 401.

    Bearer is RFC 6750 (section 2.1); Basic (RFC 7617), any user name, is for clients that know no other.
    """
    token = request.settings.update_token
    if not token:
        raise ProblemError("updates-closed", _CLOSED)
    if not hmac.compare_digest(_given(request.header(b"authorization") or ""), token.encode()):
        raise ProblemError("unauthorized", _UNKNOWN, headers=_CHALLENGE)


def _given(header: str) -> bytes:
    scheme, _, value = header.partition(" ")
    value = value.strip()
    if scheme.lower() == "bearer":
        return value.encode("latin-1")
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(value, validate=True).partition(b":")[2]
        except (binascii.Error, ValueError):
            return b""
    return b""
