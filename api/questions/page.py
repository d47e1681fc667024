"""The competency questions as a page: each with its name, its answer, and its path in the API."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlencode

from kg import views
from kg.catalog import GROUPS, NamedQuery, competency
from kg.model import Text

_HERE: Final = Path(__file__).resolve().parent
_PREFIX: Final = re.compile(r"^PREFIX .*\n", re.MULTILINE)
_WORDS: Final = {
    "title": Text("Questions", "Preguntas"),
    "lead": Text(
        "What this graph must be able to answer. Each answer was first worked out by hand from the "
        "documents; tests compare. Some questions ask what must not be there.",
        "Lo que este grafo debe poder responder. Cada respuesta se obtuvo primero a mano a partir de los "
        "documentos; las pruebas la comparan. Algunas preguntas tratan de lo que no debe figurar.",
    ),
    "command": Text("On the command line:", "En la línea de órdenes:"),
    "groups": Text("Groups", "Grupos"),
    "answer": Text("answer", "respuesta"),
    "rest": Text("in the API", "en la API"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """A question in one language, where its answer is, and the path of the API that gives the same rows."""

    name: str
    title: str
    address: str
    path: str | None


def questions_page(lang: str) -> views.Page:
    """Return the page in ``lang``."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # here: slow to import

    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    words = {key: text.get(lang) for key, text in _WORDS.items()}
    body = environment.get_template("page.html.j2").render(words=words, groups=grouped(lang), lang=lang)
    css = (_HERE / "page.css").read_text(encoding="utf-8")
    return views.shell(words["title"], body, lang, extra_css=css, description=words["lead"])


@lru_cache(maxsize=2)
def grouped(lang: str) -> tuple[tuple[str, str, tuple[Question, ...]], ...]:
    """Return (id, heading, questions) of each group that has questions."""
    rows = [
        (
            key,
            title.get(lang),
            tuple(_question(row, lang) for row in competency().values() if row.group == key),
        )
        for key, title in GROUPS.items()
    ]
    return tuple(row for row in rows if row[2])


def _question(row: NamedQuery, lang: str) -> Question:
    """Return ``row``; its address leaves out the prefixes, which ``/sparql`` knows."""
    asked = {"query": _PREFIX.sub("", row.bind()).strip(), "lang": lang}
    address = "/sparql?" + urlencode(asked, quote_via=quote)
    return Question(row.name, row.title.get(lang), address, row.rest.path if row.rest else None)
