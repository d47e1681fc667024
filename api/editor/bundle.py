"""The script's files as the build left them: a manifest names each with its SHA-256; no other is served."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

log = logging.getLogger("api.editor")

FOLDER: Final = Path(__file__).resolve().parent / "assets"
#: Where the files are served.
PREFIX: Final = "/sparql/assets/"
_TYPES: Final = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}
#: A file's name changes with its content: whoever has it need never ask again (RFC 8246).
_FOREVER: Final = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file to send: its bytes, its media type, further headers."""

    body: bytes
    media_type: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Bundle:
    """The built files: ``script`` and ``style`` are loaded by the page, ``notices`` are the licences."""

    script: str
    style: str
    notices: str
    preload: tuple[str, ...]
    files: Mapping[str, str]
    folder: Path

    def asset(self, name: str) -> Asset | None:
        """Return the file called ``name``; None for every name that the build did not write."""
        if name not in self.files:
            return None
        headers = {"Cache-Control": _FOREVER, "ETag": f'"{self.files[name][:32]}"'}
        return Asset(_read(self.folder / name), _TYPES[Path(name).suffix], headers)


@lru_cache(maxsize=32)
def _read(path: Path) -> bytes:
    return path.read_bytes()


@lru_cache(maxsize=4)
def bundle(folder: Path = FOLDER) -> Bundle | None:
    """Return the files of ``folder``; None, with a warning in the log, where they were not built."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        files = {name: digest for name, digest in manifest["files"].items() if (folder / name).is_file()}
        if len(files) != len(manifest["files"]):
            raise OSError("some of the files are missing")
        return Bundle(
            manifest["script"],
            manifest["style"],
            manifest["notices"],
            tuple(manifest["preload"]),
            files,
            folder,
        )
    except (OSError, ValueError, KeyError) as error:
        log.warning(
            "/sparql is a plain form, without its editor: %s. Build the package again with the npm "
            "registry in reach.",
            error,
        )
        return None


def asset(path: str) -> Asset | None:
    """Return the file served at ``path`` (``/sparql/assets/…``); None where there is none."""
    found = bundle()
    if found is None or not path.startswith(PREFIX):
        return None
    return found.asset(path.removeprefix(PREFIX))


def built_script() -> str:
    """Return the name of the editor's script, which changes with its content; "" where it was not built."""
    built = bundle()
    return built.script if built is not None else ""
