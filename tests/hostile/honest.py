"""What an honest client asks, with the right answers; the graph is the one that is shipped."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from tests.hostile.case import Scene

#: A call of the REST interface that reads the graph.
REST: Final = "/api/v1/mechanisms/crm"
HEALTH: Final = "/healthz"
#: Three facts of the record that do not change: what CRM, CSM and MIRPS stand for.
NAMES: Final = {
    "crm": "Regional Conference on Migration",
    "csm": "South American Conference on Migration",
    "mirps": "Comprehensive Regional Protection and Solutions Framework",
}
_QUERY: Final = """SELECT ?n WHERE {
  <https://w3id.org/migration-mechanisms/id/mechanism/%s> <http://www.w3.org/2000/01/rdf-schema#label> ?n
  FILTER(LANG(?n) = "en") } # %s"""


def question(name: str, salt: str = "") -> str:
    """Return the address that asks for the English name of a mechanism; another ``salt``, another text."""
    return f"/sparql?format=csv&query={quote(_QUERY % (name, salt), safe='')}"


def wrong(scene: Scene, name: str = "crm", salt: str = "") -> str | None:
    """Ask an honest question; return what is wrong with the answer, or None."""
    reply = scene.get(question(name, salt))
    right = f"n\r\n{NAMES[name]}\r\n".encode()
    return None if (reply.status, reply.body) == (200, right) else str(reply)
