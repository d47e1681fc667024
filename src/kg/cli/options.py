"""Options that several commands share, and the types that check and complete them."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click
from click.shell_completion import CompletionItem

from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.snapshot import Snapshot
    from kg.store.port import GraphStore

    ParamType = click.ParamType[str]
else:
    ParamType = click.ParamType

F = TypeVar("F", bound=Callable[..., Any])
LANGS: Final = ("en", "es")


def language(environment: Mapping[str, str]) -> str:
    """Return es where the locale (LC_ALL, LC_MESSAGES, LANG: the first that is set) is Spanish, else en."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "es" if environment[name].lower().startswith("es") else "en"
    return "en"


def graph_of(data: Path | None) -> KnowledgeGraph:
    """Return the graph of ``data`` (None: that of the server that KG_STORE names, else the one shipped)."""
    from kg.graph import connect, load

    server = _server(data)
    return connect(server) if server else load(data)


def store_of(data: Path | None) -> GraphStore:
    """Return the store of the same graph, without reading what it says."""
    server = _server(data)
    if server:
        from kg.store.remote import RemoteStore, remote_address

        return RemoteStore(remote_address(server))
    from kg.store.loading import open_store

    return open_store(data)


def _server(data: Path | None) -> str:
    """Return the address in KG_STORE where it is that of a SPARQL server and no file is asked for."""
    store = os.environ.get("KG_STORE", "")
    if data is not None or store in ("", "memory"):
        return ""
    if not store.startswith("sparql+"):
        raise UsageError(
            f"KG_STORE names the folder {store!r}, which only a server reads: ask that server, or unset "
            "KG_STORE to read the shipped data, or give --data."
        )
    return store


class Name(ParamType):
    """The name of a node; the shell completes its ids."""

    name = "name"

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def shell_complete(
        self, ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the ids that begin with ``incomplete``, with their names."""
        from kg.errors import KgError
        from kg.figures import SUBJECTS
        from kg.recommendations import ADDRESSEES

        try:
            snapshot = graph_of(ctx.params.get("data")).snapshot
        except KgError:
            return []
        lang = ctx.params.get("lang") or language(os.environ)
        rows: dict[str, str] = {
            "mechanism": {body.id: body.label.get(lang) for body in snapshot.mechanisms.values()},
            "state": {body.id: body.label.get(lang) for body in snapshot.states},
            "source": {body.id: body.label.get(lang) for body in snapshot.sources.values()},
            "mandate": {body.id: body.label.get(lang) for body in snapshot.mandates.values()},
            "objective": {body.id: body.label.get(lang) for body in snapshot.objectives.values()},
            "subject": _called(snapshot, SUBJECTS, lang),
            "brief": _called(snapshot, ("mechanism", "state", "territory"), lang),
            "addressee": _called(snapshot, ADDRESSEES, lang),
            "role": {key: role.label.get(lang) for key, role in snapshot.concepts.get("role", {}).items()},
        }[self.kind]
        begun = incomplete.casefold()
        return [
            CompletionItem(key, help=name)
            for key, name in sorted(rows.items())
            if key.casefold().startswith(begun) or name.casefold().startswith(begun)
        ]


def _called(snapshot: Snapshot, kinds: Collection[str], lang: str) -> dict[str, str]:
    """Return the names of the nodes of ``kinds`` by id."""
    from kg.model import Ref

    tables: dict[str, Iterable[str]] = {
        "mechanism": snapshot.mechanisms,
        "instrument": snapshot.instruments,
        "event": snapshot.events,
        "region": snapshot.regions,
    }
    refs = [Ref(kind, key) for kind, table in tables.items() for key in table]
    refs += list(snapshot.participants)
    return {ref.id: snapshot.label(ref).get(lang) for ref in refs if ref.kind in kinds}


def data_option(command: F) -> F:
    """Add ``--data``."""
    return click.option(
        "--data",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Statements to read instead of the shipped ones (Turtle).",
    )(command)


def lang_option(command: F) -> F:
    """Add ``--lang``, which falls back to the locale, then to English."""
    return click.option(
        "--lang",
        type=click.Choice(LANGS),
        default=lambda: language(os.environ),
        show_default="from LC_ALL or LANG, else en",
        help="Language of names and messages.",
    )(command)


def year_option(command: F) -> F:
    """Add ``--year``."""
    return click.option("--year", type=int, metavar="YYYY", help="As of this year (default: now).")(command)


def role_option(command: F) -> F:
    """Add ``--role``, repeatable."""
    return click.option(
        "--role",
        "roles",
        type=Name("role"),
        multiple=True,
        default=("member",),
        show_default=True,
        metavar="ROLE",
        help="Role asked for; repeat for several, 'any' for all.",
    )(command)


def source_option(command: F) -> F:
    """Add ``--source``, repeatable."""
    return click.option(
        "--source",
        "sources",
        type=Name("source"),
        multiple=True,
        metavar="ID",
        help="Answer as if only this source had spoken; repeat for several.",
    )(command)


def format_option(*formats: str) -> Callable[[F], F]:
    """Add ``--format`` with a choice of ``formats``, the first being the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="Form of the answer; a table in a pipe is tab-separated.",
    )
