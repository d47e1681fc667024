"""The 34 tests of the SPARQL 1.1 Protocol (W3C, ``sparql11/protocol``) as a table in our own words.

Each name is the W3C's; requests and expectations follow its manifest. One differs: the manifest's request for
``query_multiple_dataset`` encodes the ``&`` between two parameters, which makes one of them; here two are
sent, as its title means.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

_DATA: Final = "http://kasei.us/2009/09/sparql/data/"
D0, D1, D2, D3 = (f"{_DATA}data{n}.rdf" for n in range(4))
_OUT: Final = "http://example.org/protocol-"
DOCUMENT: Final = "http://xmlns.com/foaf/0.1/Document"
_RESOURCE: Final = "http://purl.org/dc/terms/BibliographicResource"
FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Ask:
    """One request. ``wanted``: ``ok`` or ``refused``, or what a good answer holds: ``true``, ``truth``
    (either), ``rows``, ``graph``, ``resolved`` (one row, an absolute IRI).
    """

    wanted: str
    method: str = "GET"
    url: Pairs = ()
    body: bytes | None = None
    media: str | None = None
    update: bool = False

    @property
    def target(self) -> str:
        """The query string."""
        return urlencode(self.url, quote_via=quote)


@dataclass(frozen=True)
class Case:
    """A test: its requests in order. ``data``: graphs 1 to 3 must hold their documents before."""

    name: str
    asks: tuple[Ask, ...]
    data: bool = False


def _direct(text: str, wanted: str, url: Pairs = (), media: str | None = QUERY) -> Ask:
    return Ask(wanted, "POST", url, text.encode(), media, update=media == UPDATE)


def _form(pairs: Pairs, wanted: str, url: Pairs = (), media: str | None = FORM, update: bool = False) -> Ask:
    return Ask(wanted, "POST", url, urlencode(pairs, quote_via=quote).encode(), media, update)


def _default(*graphs: str) -> Pairs:
    return [("default-graph-uri", graph) for graph in graphs]


def _named(*graphs: str) -> Pairs:
    return [("named-graph-uri", graph) for graph in graphs]


_IS_DOCUMENT: Final = f"?s a <{DOCUMENT}>"
_BOTH: Final = f"ASK {{ <{D1}> a ?t . <{D2}> a ?t . }}"
_IN_GRAPHS: Final = f"GRAPH ?g1 {{ <{D1}> a ?t }} GRAPH ?g2 {{ <{D2}> a ?t }}"


def _inserting(graph: str, template: str, where: str, clear: str = "DROP ALL") -> str:
    data = " ".join(f"GRAPH <{name}> {{ <{name}> a <{DOCUMENT}> }}" for name in (D1, D2, D3))
    insert = f"INSERT {{ GRAPH <{graph}> {{ {template} }} }}\nWHERE {{ {where} }}"
    return f"{clear} ;\nINSERT DATA {{ {data} }} ;\n{insert}"


def _chosen(name: str, url: Pairs, where: str, yes: Sequence[str], no: str, clear: str = "DROP ALL") -> Case:
    """A test of the dataset of an update: the documents ``yes`` are found by ``where``, ``no`` is not."""
    graph = f"{_OUT}{name.replace('_', '-')}/"
    held = " . ".join(f"<{one}> a <{_RESOURCE}>" for one in yes)
    check = (
        f"ASK {{ GRAPH <{graph}> {{ {held} }} FILTER NOT EXISTS {{ GRAPH <{graph}> {{ <{no}> a ?any }} }} }}"
    )
    update = _inserting(graph, f"?s a <{_RESOURCE}>", where, clear)
    return Case(name, (_direct(update, "ok", url, UPDATE), _direct(check, "true")))


def _full_update() -> Case:
    graph, source = f"{_OUT}update-dataset-full/", "http://example.org/in"
    inside = f"{{ GRAPH ?g {{ {_IS_DOCUMENT} }} BIND(?g AS ?in) }}"
    where = f"{inside} UNION {{ {_IS_DOCUMENT} BIND('default' AS ?in) }}"
    held = f"<{D1}> <{source}> 'default' . <{D2}> <{source}> <{D2}>"
    check = (
        f"ASK {{ GRAPH <{graph}> {{ {held} }} FILTER NOT EXISTS {{ GRAPH <{graph}> {{ <{D3}> ?p ?o }} }} }}"
    )
    url = [("using-graph-uri", D1), ("using-named-graph-uri", D2)]
    update = _inserting(graph, f"?s <{source}> ?in", where)
    return Case("update_dataset_full", (_direct(update, "ok", url, UPDATE), _direct(check, "true")))


def _base() -> Case:
    graph, s, p = f"{_OUT}base-test/", "<http://example.org/s>", "<http://example.org/p>"
    update = f"CLEAR GRAPH <{graph}> ;\nINSERT DATA {{ GRAPH <{graph}> {{ {s} {p} <test> }} }}"
    select = f"SELECT ?o {{ GRAPH <{graph}> {{ {s} {p} ?o }} }}"
    return Case("update_base_uri", (_direct(update, "ok", media=UPDATE), _direct(select, "resolved")))


_CONFLICT: Final = """WITH <http://example/addresses>
DELETE { ?person <http://xmlns.com/foaf/0.1/givenName> 'Bill' }
INSERT { ?person <http://xmlns.com/foaf/0.1/givenName> 'William' }
WHERE { ?person <http://xmlns.com/foaf/0.1/givenName> 'Bill' }"""

QUERIES: Final = (
    Case("query_post_form", (_form([("query", "ASK {}")], "true", _default(D0)),)),
    Case(
        "query_dataset_default_graphs_get",
        (Ask("true", url=[("query", _BOTH), *_default(D1, D2)]),),
        data=True,
    ),
    Case("query_dataset_default_graphs_post", (_direct(_BOTH, "true", _default(D1, D2)),), data=True),
    Case(
        "query_dataset_named_graphs_post",
        (_direct(f"ASK {{ {_IN_GRAPHS} }}", "true", _named(D1, D2)),),
        data=True,
    ),
    Case(
        "query_dataset_named_graphs_get",
        (Ask("true", url=[("query", f"ASK {{ {_IN_GRAPHS} }}"), *_named(D1, D2)]),),
        data=True,
    ),
    Case(
        "query_dataset_full",
        (_direct(f"ASK {{ <{D3}> a ?t {_IN_GRAPHS} }}", "true", [*_default(D3), *_named(D1, D2)]),),
        data=True,
    ),
    Case(
        "query_multiple_dataset",
        (_direct(f"ASK FROM <{D3}> {{ {_IN_GRAPHS} }}", "true", _named(D1, D2)),),
        data=True,
    ),
    Case("query_get", (Ask("true", url=[("query", "ASK {}"), *_default(D0)]),)),
    Case("query_content_type_select", (_direct("SELECT (1 AS ?value) {}", "rows", _default(D0)),)),
    Case("query_content_type_ask", (_direct("ASK {}", "truth", _default(D0)),)),
    Case("query_content_type_describe", (_direct("DESCRIBE <http://example.org/>", "graph", _default(D0)),)),
    Case(
        "query_content_type_construct", (_direct("CONSTRUCT { <s> <p> 1 } WHERE {}", "graph", _default(D0)),)
    ),
    Case("query_post_direct", (_direct("ASK {}", "true"),)),
)
BAD_QUERIES: Final = (
    Case("bad_query_method", (Ask("refused", "PUT", [("query", "ASK {}"), *_default(D0)], b"", FORM),)),
    Case("bad_multiple_queries", (Ask("refused", url=[("query", "ASK {}"), ("query", "SELECT * {}")]),)),
    Case("bad_query_wrong_media_type", (_direct("ASK {}", "refused", media="text/plain"),)),
    Case("bad_query_missing_form_type", (_form([("query", "ASK {}")], "refused", media=None),)),
    Case("bad_query_missing_direct_type", (_direct("ASK {}", "refused", media=None),)),
    Case(
        "bad_query_non_utf8",
        (Ask("refused", "POST", (), "ASK {}".encode("utf-16"), f"{QUERY}; charset=UTF-16"),),
    ),
    Case("bad_query_syntax", (Ask("refused", url=[("query", "ASK {")]),)),
)
UPDATES: Final = (
    _chosen("update_dataset_default_graph", [("using-graph-uri", D1)], _IS_DOCUMENT, [D1], D2, "CLEAR ALL"),
    _chosen(
        "update_dataset_default_graphs",
        [("using-graph-uri", D1), ("using-graph-uri", D2)],
        _IS_DOCUMENT,
        [D1, D2],
        D3,
    ),
    _chosen(
        "update_dataset_named_graphs",
        [("using-named-graph-uri", D1), ("using-named-graph-uri", D2)],
        f"GRAPH ?g {{ {_IS_DOCUMENT} }}",
        [D1, D2],
        D3,
    ),
    _full_update(),
    Case("update_post_form", (_form([("update", "CLEAR ALL")], "ok", update=True),)),
    Case("update_post_direct", (_direct("CLEAR ALL", "ok", media=UPDATE),)),
    _base(),
)
BAD_UPDATES: Final = (
    Case("bad_update_get", (Ask("refused", url=[("update", "CLEAR ALL")], update=True),)),
    Case(
        "bad_multiple_updates",
        (_form([("update", "CLEAR NAMED"), ("update", "CLEAR DEFAULT")], "refused", update=True),),
    ),
    Case(
        "bad_update_wrong_media_type",
        (Ask("refused", "POST", (), b"CLEAR NAMED", "text/plain", update=True),),
    ),
    Case(
        "bad_update_missing_form_type",
        (_form([("update", "CLEAR NAMED")], "refused", media=None, update=True),),
    ),
    Case(
        "bad_update_non_utf8",
        (
            Ask(
                "refused",
                "POST",
                (),
                "CLEAR NAMED".encode("utf-16"),
                f"{UPDATE}; charset=UTF-16",
                update=True,
            ),
        ),
    ),
    Case("bad_update_syntax", (_form([("update", "CLEAR XYZ")], "refused", update=True),)),
    Case(
        "bad_update_dataset_conflict",
        (_direct(_CONFLICT, "refused", [("using-named-graph-uri", "http://example/people")], UPDATE),),
    ),
)
#: Queries first: they need the data that updates clear away.
CASES: Final = (*QUERIES, *BAD_QUERIES, *UPDATES, *BAD_UPDATES)
#: What the tests with ``data`` need, as N-Quads.
DATASET: Final = "".join(
    f"<{name}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{DOCUMENT}> <{name}> .\n"
    for name in (D1, D2, D3)
)
#: The same as an update.
SETUP: Final = "DROP ALL ; INSERT DATA {{ {} }}".format(
    " ".join(f"GRAPH <{name}> {{ <{name}> a <{DOCUMENT}> }}" for name in (D1, D2, D3))
)
