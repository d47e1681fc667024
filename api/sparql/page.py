"""The page of ``/sparql``: a form that works without a script and becomes an editor with one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode

from markupsafe import Markup

from api.editor import bundle as editor
from api.editor.words import in_language
from api.negotiation import Format
from api.settings import Settings
from api.sparql import offers
from kg import views
from kg.model import Text
from kg.namespaces import BASE, PREFIXES
from kg.views.page import script_json

_HERE: Final = Path(__file__).resolve().parent
_WORDS: Final = {
    "title": Text("SPARQL", "SPARQL"),
    "lead": Text(
        "Ask the graph in SPARQL 1.1. Answers come in several formats, and each has an address to share.",
        "Pregunte al grafo en SPARQL 1.1. Hay varios formatos, y cada respuesta tiene una dirección propia.",
    ),
    "query": Text("Query", "Consulta"),
    "format": Text("Format of the answer", "Formato de la respuesta"),
    "rows": Text("SELECT and ASK", "SELECT y ASK"),
    "graph": Text("CONSTRUCT and DESCRIBE", "CONSTRUCT y DESCRIBE"),
    "auto": Text("what the query gives", "el de la consulta"),
    "run": Text("Run the query", "Ejecutar la consulta"),
    "limits": Text("A query is stopped after {seconds} s.", "Una consulta se detiene a los {seconds} s."),
    "inside": Text(
        "It sees this graph alone: no SERVICE, no graphs from outside.",
        "Solo ve este grafo: sin SERVICE ni grafos externos.",
    ),
    "service": Text(
        "SERVICE reaches only the endpoints that this server allows.",
        "SERVICE solo llega a los puntos de acceso que este servidor permite.",
    ),
    "stop": Text("Stop", "Detener"),
    "keys": Text(
        "Ctrl+Enter runs the query, Ctrl+Space completes a name (try “Quito”), Esc and Tab leave the editor.",
        "Ctrl+Intro ejecuta la consulta, Ctrl+Espacio completa un nombre (pruebe «Quito»), Esc y Tab salen "
        "del editor.",
    ),
    "questions": Text("Questions to start from", "Preguntas para empezar"),
    "find": Text("Find a question", "Buscar una pregunta"),
    "list": Text("Questions", "Preguntas"),
    "notices": Text("Software in this editor and its licences", "Software de este editor y sus licencias"),
    "examples": Text("Examples", "Ejemplos"),
    "more": Text("More questions with their answers", "Más preguntas con sus respuestas"),
    "edit": Text("edit", "editar"),
    "answer": Text("answer", "respuesta"),
    "prefixes": Text("Prefixes that need no declaration", "Prefijos que no hace falta declarar"),
}
#: Bytes of a query that the language switch carries along.
_LONGEST: Final = 4000
#: What is offered for download, as people call it.
_FILES: Final = {
    "csv": ("CSV", True),
    "tsv": ("TSV", True),
    "json": ("JSON", True),
    "xml": ("XML", True),
    "ttl": ("Turtle", True),
    "jsonld": ("JSON-LD", True),
    "nt": ("N-Triples", True),
}


@dataclass(frozen=True, slots=True)
class Example:
    """A query to start from; ``name`` is its word in ``?example=``."""

    name: str
    title: Text
    query: str

    def asking(self, lang: str) -> Example:
        """Return the example with its labels in ``lang``."""
        return replace(self, query=self.query.replace('= "en"', f'= "{lang}"'))

    @property
    def rows(self) -> bool:
        """Tell whether its answer is rows."""
        return not self.query.lstrip().startswith(("DESCRIBE", "CONSTRUCT"))

    @property
    def address(self) -> str:
        """Where its answer is."""
        form = "csv" if self.rows else "ttl"
        return "/sparql?" + urlencode({"query": self.query, "format": form}, quote_via=quote)


#: What can be asked of any graph.
_ANYTHING: Final = "SELECT ?s ?p ?o WHERE {\n  ?s ?p ?o\n}\nLIMIT 25"


@lru_cache(maxsize=1)
def examples() -> tuple[Example, ...]:
    """Return the examples, in the order of their files."""
    return tuple(_example(path) for path in sorted((_HERE / "examples").glob("*.rq")))


def _example(path: Path) -> Example:
    english, spanish, *query = path.read_text(encoding="utf-8").splitlines()
    title = Text(english.removeprefix("# en: "), spanish.removeprefix("# es: "))
    return Example(path.stem.partition("-")[2], title, "\n".join(query))


def query_page(
    lang: str,
    settings: Settings,
    example: str | None = None,
    query: str | None = None,
    problem: Mapping[str, Any] | None = None,
    prefixes: Mapping[str, str] = PREFIXES,
    foreign: bool = False,
) -> views.Page:
    """Return the page, the form filled with ``query``, or the example of that name, or the first.

    ``problem`` is the problem document (RFC 9457) of the query that was just sent; ``prefixes`` are those
    that a query need not declare; ``foreign``: the data are of another kind, our questions not for them.
    Where the editor's files were built the page loads them from this server.
    """
    built = editor.bundle()
    values = {
        **_examples(lang, example, foreign),
        "lang": lang,
        "limits": _limits(lang, settings),
        "problem": problem,
        "prefixes": prefixes,
        "editor": built,
        "config": _config(lang, prefixes, fresh=query is None) if built else None,
    }
    body = _rendered({**values, "query": query} if query else values)
    css = (_HERE / "page.css").read_text(encoding="utf-8")
    kept = _kept(example, query)
    page = views.shell("SPARQL", body, lang, active="sparql", extra_css=css, connect=True, query=kept)
    return page if built is None else replace(page, csp=_with_own_files(page.csp))


def _examples(lang: str, name: str | None, foreign: bool) -> dict[str, Any]:
    """Return the examples on offer, and the query of the one called ``name``, else of the first."""
    if foreign:
        return {"examples": [], "query": _ANYTHING}
    offered = [row.asking(lang) for row in examples()]
    chosen = next((row for row in offered if row.name == name), offered[0])
    return {"examples": [(row, row.title.get(lang)) for row in offered], "query": chosen.query}


def _rendered(values: Mapping[str, Any]) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # here: slow to import

    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    words = {key: text.get(values["lang"]) for key, text in _WORDS.items()}
    return environment.get_template("page.html.j2").render(
        words=words, rows=offers.ROWS, graphs=offers.GRAPHS, assets=editor.PREFIX, **values
    )


def _limits(lang: str, settings: Settings) -> str:
    seconds = _WORDS["limits"].get(lang).format(seconds=f"{settings.query_timeout:g}")
    return f"{seconds} {_WORDS['service' if settings.service_allow else 'inside'].get(lang)}"


def _kept(example: str | None, query: str | None) -> str:
    """Return what the language switch carries along; nothing where that would be too long."""
    kept = urlencode({"edit": query} if query else {"example": example} if example else {}, quote_via=quote)
    return kept if len(kept) < _LONGEST else ""


def _with_own_files(policy: str) -> str:
    """Return ``policy`` with scripts and style sheets of this server allowed; inline ones stay as before."""
    return policy.replace("script-src 'none'", "script-src 'self'").replace("style-src ", "style-src 'self' ")


def _config(lang: str, prefixes: Mapping[str, str], *, fresh: bool) -> Markup:
    """Return what the script needs to know as JSON; ``fresh``: the query is one of ours, not the reader's."""
    return script_json(
        {
            "lang": lang,
            "base": BASE,
            "fresh": fresh,
            "prefixes": dict(prefixes),
            "rows": [_offered(offer) for offer in offers.ROWS],
            "graphs": [_offered(offer) for offer in offers.GRAPHS],
            "terms": f"{editor.PREFIX}terms.json?lang={lang}",
            "questions": f"{editor.PREFIX}questions.json?lang={lang}",
            "words": in_language(lang),
        }
    )


def _offered(offer: Format) -> dict[str, str | bool]:
    label, file = _FILES.get(offer.name, (offer.name, False))
    return {"name": offer.name, "media": offer.media_type, "label": label, "file": file}
