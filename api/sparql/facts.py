"""What the headers of an answer say: its format, how it came about, whether it may be kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from api import negotiation
from api.logs.formats import printable
from api.negotiation import Format
from api.services import Services
from api.sparql import offers
from api.sparql.asked import SparqlRequest
from api.sparql.incoming import Incoming
from kg.store.evaluator import Answer
from kg.store.guard import GuardedQuery, QueryForm
from kg.store.isolated.formats import ResultFormat

#: Functions whose value differs from call to call, and escapes that may hide one: such answers are not kept.
_FICKLE: Final = re.compile(r"\b(rand|now|uuid|struuid|bnode)\b|\\u", re.IGNORECASE)
#: A text without these letters holds none of them.
_FICKLE_PARTS: Final = ("rand", "now", "uuid", "bnode", "\\u")
_SELECT: Final = QueryForm.SELECT
_ASK: Final = QueryForm.ASK


def tell(
    headers: dict[str, str], answer: Answer, guarded: GuardedQuery, found: SparqlRequest, services: Services
) -> None:
    """Add to ``headers`` what a reader of the answer must know."""
    headers["Server-Timing"] = f"query;dur={answer.elapsed * 1000:.1f}"
    if answer.truncated is not None:
        headers["KG-Truncated"] = f"rows={answer.truncated}"
    unknown: Sequence[str] = guarded.unknown_graphs
    if found.dataset:
        graphs, known = (*found.dataset.default_graphs, *found.dataset.named_graphs), services.pool.graphs
        unknown = [iri for iri in graphs if iri not in known]
    if unknown:
        headers["KG-Unknown-Graphs"] = " ".join(f"<{printable(iri)}>" for iri in unknown[:8])


def keep(
    headers: dict[str, str],
    request: Incoming,
    services: Services,
    found: SparqlRequest,
    offer: str,
    guarded: GuardedQuery,
    current: bool = True,
) -> None:
    """Add to ``headers`` whether the answer may be kept, and how it is known again.

    ``current``: the data of ``services`` were those that were served all the while.
    """
    query = found.query or ""
    if guarded.federated or not current or _fickle(query):
        headers["Cache-Control"] = "no-store"
        return
    dataset = repr(found.dataset) if found.dataset else ""
    headers["ETag"] = services.etag(query, dataset, request.address, offer, request.lang)
    headers["Cache-Control"] = f"public, max-age={services.settings.max_age}"


def chosen(request: Incoming, form: QueryForm, name: str | None) -> tuple[Format, ResultFormat]:
    """Return in what ``request`` is answered: as the client knows it, and as the pool does (or 406)."""
    preferred = None if name else _preferred(request.header(b"accept"), form is _SELECT or form is _ASK)
    if preferred is not None:
        return preferred
    offer = request.negotiated(offers.offers(form), name)
    return offer, offers.result_format(offer, form)


@lru_cache(maxsize=512)
def _preferred(accept: str | None, rows: bool) -> tuple[Format, ResultFormat] | None:
    """Return what a client that sends ``accept`` gets; None where nothing suits it."""
    form = _SELECT if rows else QueryForm.CONSTRUCT
    offer = negotiation.choose(accept, offers.offers(form))
    return None if offer is None else (offer, offers.result_format(offer, form))


def _fickle(query: str) -> bool:
    if query.isascii():
        lowered = query.lower()
        if not [part for part in _FICKLE_PARTS if part in lowered]:
            return False
    return _FICKLE.search(query) is not None
