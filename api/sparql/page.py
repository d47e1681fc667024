"""The page of ``/sparql``: a form that works without a script, prefixes, examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode

from api.settings import Settings
from api.sparql import offers
from kg import views
from kg.model import Text
from kg.namespaces import PREFIXES

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
    "limits": Text(
        "A query is stopped after {seconds} s. SERVICE, graphs from outside and updates are closed.",
        "Una consulta se detiene a los {seconds} s. No se admiten SERVICE, grafos externos ni cambios.",
    ),
    "examples": Text("Examples", "Ejemplos"),
    "more": Text("More questions with their answers", "Más preguntas con sus respuestas"),
    "edit": Text("edit", "editar"),
    "answer": Text("answer", "respuesta"),
    "prefixes": Text("Prefixes that need no declaration", "Prefijos que no hace falta declarar"),
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
) -> views.Page:
    """Return the page, the form filled with ``query``, or the example of that name, or the first.

    ``problem`` is the problem document (RFC 9457) of the query that was just sent.
    """
    offered = [row.asking(lang) for row in examples()]
    chosen = next((row for row in offered if row.name == example), offered[0])
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # here: slow to import

    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    body = environment.get_template("page.html.j2").render(
        words={key: text.get(lang) for key, text in _WORDS.items()},
        limits=_WORDS["limits"].get(lang).format(seconds=f"{settings.query_timeout:g}"),
        lang=lang,
        query=query or chosen.query,
        problem=problem,
        examples=[(row, row.title.get(lang)) for row in offered],
        rows=offers.ROWS,
        graphs=offers.GRAPHS,
        prefixes=PREFIXES,
    )
    css = (_HERE / "page.css").read_text(encoding="utf-8")
    return views.shell("SPARQL", body, lang, active="sparql", extra_css=css, connect=True)
