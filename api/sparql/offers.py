"""Result formats on offer, and the description of the service itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from api.negotiation import HTML, Format
from kg.store.guard import QueryForm
from kg.store.isolated.formats import ResultFormat

_NAMES: Final[dict[ResultFormat, tuple[str, tuple[str, ...]]]] = {
    ResultFormat.JSON: ("json", ("application/json",)),
    ResultFormat.XML: ("xml", ("application/xml", "text/xml")),
    ResultFormat.CSV: ("csv", ()),
    ResultFormat.TSV: ("tsv", ()),
    ResultFormat.TURTLE: ("ttl", ("application/x-turtle",)),
    ResultFormat.N_TRIPLES: ("nt", ("text/plain",)),
    ResultFormat.RDF_XML: ("rdf", ("application/xml", "text/xml")),
    ResultFormat.JSON_LD: ("jsonld", ("application/json",)),
    ResultFormat.TRIG: ("trig", ()),
    ResultFormat.N_QUADS: ("nq", ()),
}


def _offer(result: ResultFormat) -> Format:
    name, aliases = _NAMES[result]
    return Format(
        name, result.media_type, (result.value, *aliases), charset=result.media_type.startswith("text/")
    )


_OFFERS: Final = {result: _offer(result) for result in _NAMES}
_BY_NAME: Final = {offer.name: result for result, offer in _OFFERS.items()}
ROWS: Final = tuple(offer for result, offer in _OFFERS.items() if result.for_rows)
GRAPHS: Final = tuple(offer for result, offer in _OFFERS.items() if result.for_graph)
#: Without a query: RDF for machines, a page for those who ask for one.
BARE: Final = (
    _OFFERS[ResultFormat.TURTLE],
    _OFFERS[ResultFormat.JSON_LD],
    _OFFERS[ResultFormat.RDF_XML],
    _OFFERS[ResultFormat.N_TRIPLES],
    HTML,
)


def offers(form: QueryForm) -> Sequence[Format]:
    """Return the formats for the answer to a query of ``form``; a page, for browsers, is the last."""
    return (*(ROWS if form.gives_rows else GRAPHS), HTML)


def result_format(offer: Format, form: QueryForm | None = None) -> ResultFormat:
    """Return the pool's name of an offer; a page is made of JSON rows or of Turtle."""
    if offer == HTML:
        return ResultFormat.JSON if form is not None and form.gives_rows else ResultFormat.TURTLE
    return _BY_NAME[offer.name]
