"""Everything under ``/sparql/assets/``: the built files, the graph's terms, the questions."""

from __future__ import annotations

import hashlib

from api.editor.bundle import PREFIX, Asset, asset
from api.editor.questions import questions
from api.editor.terms import terms
from kg.snapshot import Snapshot

_JSON = "application/json"


def served(path: str, lang: str, snapshot: Snapshot, max_age: int) -> Asset | None:
    """Return what is served at ``path`` to a reader of ``lang``; None: 404.

    Terms and questions have names that do not change: they carry an ETag and may be kept ``max_age`` seconds.
    """
    match path.removeprefix(PREFIX):
        case "terms.json":
            body = terms(snapshot, lang)
        case "questions.json":
            body = questions(lang, snapshot.foreign)
        case _:
            return asset(path)
    tag = hashlib.sha256(body).hexdigest()[:32]
    return Asset(body, _JSON, {"Cache-Control": f"public, max-age={max_age}", "ETag": f'"{tag}"'})
