"""Where the REST API describes a node: the path below ``/api/v1``."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

#: Kinds with a path of their own; every other node is described under ``/entities``.
_PATHS: Final = {
    "mechanism": "/mechanisms/{}",
    "state": "/states/{}",
    "territory": "/states/{}",
    "mandate": "/mandates/{}",
    "objective": "/objectives/{}",
    "gcm-objective": "/objectives/gcm-{}",
    "gcr-objective": "/objectives/gcr-{}",
    "source": "/sources/{}",
    "instrument": "/instruments/{}",
    "event": "/events/{}",
    "organization": "/organizations/{}",
    "region": "/regions/{}",
}


def path_of(kind: str, local: str) -> str:
    """Return the path of the node ``local`` of ``kind``: ``/organizations/unhcr``."""
    return _PATHS[kind].format(quote(local)) if kind in _PATHS else f"/entities/{kind}/{quote(local)}"
