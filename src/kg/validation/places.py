"""From a node at fault to the file and line where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from kg import resources
from kg.turtle.scanner import Locations, locate, locate_text


class Locator(Protocol):
    """Says where something stands."""

    def find(
        self, node: str, predicate: str | None = None, value: str | None = None
    ) -> tuple[str, int | None]:
        """Return ``(file, line)``; ("", None) for what stands in no file."""
        ...


class Nowhere:
    """The locator of a graph that was never in a file."""

    def find(
        self,
        node: str,  # noqa: ARG002
        predicate: str | None = None,  # noqa: ARG002
        value: str | None = None,  # noqa: ARG002
    ) -> tuple[str, int | None]:
        """Return ("", None)."""
        return "", None


class Places:
    """Finds lines in the data file first, then in the ontology's files, reading each only when asked."""

    def __init__(self, path: Path, text: str, others: Sequence[Path] = ()) -> None:
        self.name = shown(path)
        self._text = text
        self._others = list(others)
        self._read: dict[str, Locations] = {}

    def find(
        self, node: str, predicate: str | None = None, value: str | None = None
    ) -> tuple[str, int | None]:
        """Return ``(file, line)`` of the closest thing known.

        A node of which nothing is said stands where it is first used; line 1 of the data where it is not.
        """
        data = self.data
        line = data.line(node, predicate, value)
        if line is not None:
            return self.name, line
        for path in self._others:
            name = shown(path)
            if name not in self._read:
                self._read[name] = locate(path)
            line = self._read[name].line(node, predicate, value)
            if line is not None:
                return name, line
        return self.name, data.use(node) or 1

    @property
    def data(self) -> Locations:
        """Where the statements of the data file stand."""
        if self.name not in self._read:
            self._read[self.name] = locate_text(self._text)
        return self._read[self.name]


def shown(path: Path) -> str:
    """Return ``path`` from the root of the checkout or bundle where it is below it, else as given."""
    try:
        return path.resolve().relative_to(resources.root()).as_posix()
    except ValueError:
        return str(path)
