"""The finished OpenAPI document, with examples asked of the running application, and its page."""

from __future__ import annotations

import asyncio
import copy
import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from fastapi import FastAPI
from markupsafe import Markup, escape
from starlette.types import Message

from api.errors import TITLES
from api.openapi.responses import EXAMPLE
from api.schemas.computed import ProblemDocument
from kg import views
from kg.model import Text

_HERE: Final = Path(__file__).resolve().parent
_METHODS: Final = ("get", "post")
_CODE: Final = re.compile(r"`([^`]+)`")
Json = dict[str, Any]
_IN_PATHS: Final = {
    "conflict": "Id of a disagreement, as the list has it.",
    "mechanism": "Id of a mechanism; any name or acronym, in any case, redirects to it.",
    "iso3": "ISO 3166-1 alpha-3 code; the alpha-2 code and names redirect to it.",
    "mandate": "Id of a mandate; its names redirect to it.",
    "objective": "Id of an objective, compact and number: `gcm-7`, `gcr-2`; its names redirect to it.",
    "source": "Id of a source; its names redirect to it.",
    "instrument": "Id of an instrument; its names redirect to it.",
    "event": "Id of an event; its names redirect to it.",
    "organization": "Id of an organization; its names and acronym redirect to it.",
    "region": "Id of a region; its names redirect to it.",
    "kind": "Kind of the node, as in its IRI: `mechanism`, `membership`, `claim`, …",
    "local": "Id of the node, as in its IRI.",
}


async def finished(app: FastAPI) -> Json:
    """Return the OpenAPI document of ``app`` with real examples; made once for an application."""
    kept: Json | None = getattr(app.state, "openapi_document", None)
    if kept is not None:
        return kept
    services = app.state.services
    document = copy.deepcopy(await asyncio.to_thread(app.openapi))  # a second of work the first time
    document["components"].setdefault("schemas", {})[ProblemDocument.__name__] = _problem_schema()
    for path in document["paths"].values():
        for method in _METHODS:
            if method in path:
                _describe(path[method])
                await _complete(app, path[method])
    if app.state.services is services:
        app.state.openapi_document = document
    return document


def _describe(operation: Json) -> None:
    """Say what the names in the path of ``operation`` stand for."""
    for row in operation.get("parameters", []):
        if row["in"] == "path":
            row.setdefault("description", _IN_PATHS[row["name"]])


async def _complete(app: FastAPI, operation: Json) -> None:
    """Put the answer to the example request of ``operation`` into its documentation."""
    operation["responses"].pop("422", None) if EXAMPLE not in operation else None
    target = operation.pop(EXAMPLE, None)
    if target is None:
        return
    status, body = await _answer(app, target)
    if status == 200:
        operation["responses"]["200"]["content"]["application/json"]["example"] = json.loads(body)
        quoted = f'curl "http://127.0.0.1:8000{target}"'
        operation["x-codeSamples"] = [{"lang": "Shell", "label": "curl", "source": quoted}]


async def _answer(app: FastAPI, target: str) -> tuple[int, bytes]:
    """Return status and body of a GET of ``target``, asked of ``app`` in this process."""
    parts = urlsplit(target)
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": unquote(parts.path),
        "raw_path": parts.path.encode(),
        "query_string": parts.query.encode(),
        "root_path": "",
        "headers": [(b"host", b"127.0.0.1:8000")],
        "server": ("127.0.0.1", 8000),
        "client": None,
    }
    status, body = 500, b""

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status, body
        status = message.get("status", status)
        body += message.get("body", b"")

    await app(scope, receive, send)
    return status, body


def _problem_schema() -> Json:
    return ProblemDocument.model_json_schema(ref_template="#/components/schemas/{model}")


_WORDS: Final = {
    "title": Text("The web interface", "La interfaz web"),
    "lead": Text(
        "Every path, what it takes, what it answers. The examples are answers of this server.",
        "Cada ruta, qué recibe y qué responde. Los ejemplos son respuestas de este servidor.",
    ),
    "machine": Text("The same for machines", "Lo mismo para máquinas"),
    "parameters": Text("Parameters", "Parámetros"),
    "name": Text("Name", "Nombre"),
    "type": Text("Type", "Tipo"),
    "meaning": Text("Meaning", "Significado"),
    "required": Text("required", "obligatorio"),
    "answers": Text("Answers", "Respuestas"),
    "formats": Text("Formats", "Formatos"),
    "example": Text("Example", "Ejemplo"),
    "contents": Text("Paths", "Rutas"),
    "problems": Text("Problems", "Problemas"),
    "problems_lead": Text(
        "Errors are problem documents (RFC 9457); their type is the address of a line of this list.",
        "Los errores son documentos de problema (RFC 9457); su tipo es la dirección de una línea de aquí.",
    ),
}


@lru_cache(maxsize=1)
def spanish() -> dict[str, str]:
    """Return the Spanish of every text of the document, by its English."""
    found: dict[str, str] = json.loads((_HERE / "es.json").read_text(encoding="utf-8"))
    return found | {f"{english}.": f"{other}." for _, english, other in TITLES.values()}


def _same(text: str) -> str:
    return text


def rendered(document: Json, lang: str) -> views.Page:
    """Return the page of ``document``: no script, nothing fetched, every example a link."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # here: slow to import

    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters["marked"] = _marked
    environment.filters["pretty"] = lambda value: json.dumps(value, indent=2, ensure_ascii=False)
    body = environment.get_template("page.html.j2").render(
        words={key: text.get(lang) for key, text in _WORDS.items()},
        info=document["info"],
        groups=_groups(document),
        say=spanish().get if lang == "es" else _same,
        problems=[(name, status, es if lang == "es" else en) for name, (status, en, es) in TITLES.items()],
    )
    css = (_HERE / "page.css").read_text(encoding="utf-8")
    return views.shell(_WORDS["title"].get(lang), body, lang, active="docs", extra_css=css)


def _groups(document: Json) -> list[tuple[str, str, list[Json]]]:
    """Return tag, its description, and its operations, in the order in which the document names the tags."""
    found: dict[str, list[Json]] = {tag["name"]: [] for tag in document["tags"]}
    for path, methods in document["paths"].items():
        for method in _METHODS:
            if method in methods:
                operation = methods[method]
                found[operation["tags"][0]].append(_operation(path, method, operation))
    about = {tag["name"]: tag["description"] for tag in document["tags"]}
    return [(tag, about[tag], rows) for tag, rows in found.items() if rows]


def _operation(path: str, method: str, operation: Json) -> Json:
    answer = operation["responses"].get("200", {}).get("content", {})
    samples = operation.get("x-codeSamples", [])
    return {
        "path": path,
        "method": method.upper(),
        "anchor": f"{method}{path}".replace("/", "-").replace("{", "").replace("}", ""),
        "description": operation.get("description") or operation.get("summary", ""),
        "parameters": [_parameter(row) for row in operation.get("parameters", [])],
        "responses": operation["responses"],
        "formats": list(answer),
        "example": answer.get("application/json", {}).get("example"),
        "sample": samples[0]["source"] if samples else None,
        "link": urlsplit(samples[0]["source"].split('"')[1])._replace(scheme="", netloc="").geturl()
        if samples
        else None,
    }


def _marked(text: str) -> Markup:
    """Return ``text`` escaped, with what stands between backticks as code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped just now


def _parameter(row: Json) -> Json:
    return {"required": False, "description": "", **row, "shown": _type(row["schema"])}


def _type(schema: Json) -> str:
    """Return a JSON schema of a parameter in a few words."""
    if "anyOf" in schema:
        return " | ".join(_type(part) for part in schema["anyOf"] if part.get("type") != "null")
    if schema.get("type") == "array":
        return f"[{_type(schema['items'])}]"
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if "const" in schema:
        return str(schema["const"])
    ends = [str(schema[key]) for key in ("minimum", "maximum") if key in schema]
    return f"{schema.get('type', 'any')} {'–'.join(ends)}".strip()
