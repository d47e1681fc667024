"""Who may import whom: inner layers know neither RDF nor the web; the library never knows the server."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
RDF = {"rdflib", "pyoxigraph", "pyshacl"}
WEB = {"fastapi", "starlette", "uvicorn", "httpx", "httptools", "uvloop"}
DRAWING = {"pyvis", "jinja2", "rich", "click"}

#: Layer → what its modules must not import (top-level packages, or modules of ours).
PURE = [
    "timespan",
    "errors",
    "model",
    "snapshot",
    "asof",
    "names",
    "namesused",
    "figures",
    "recommendations",
    "overlap",
    "explorer",
    "rows",
    "coverage",
]
FORBIDDEN: dict[str, set[str]] = {
    **{layer: RDF | WEB | DRAWING | {"api", "kg.store", "kg.repository", "kg.cli"} for layer in PURE},
    "store": (WEB - {"httpx"}) | DRAWING | {"api", "kg.overlap", "kg.repository", "kg.cli", "kg.rows"},
    "repository": WEB | DRAWING | {"api", "rdflib", "pyoxigraph", "kg.cli"},
    "turtle": WEB | DRAWING | {"api", "kg.overlap", "kg.cli"},
    "validation": WEB | DRAWING | {"api", "kg.overlap", "kg.cli"},
    "export": WEB | DRAWING | {"api", "kg.cli"},
    "views": WEB | RDF | {"api", "kg.store", "kg.cli"},
    "brief": WEB | RDF | {"api", "kg.store", "kg.cli"},
    "cli": {"api", "fastapi", "starlette"},
}


def modules_of(layer: str) -> list[Path]:
    base = ROOT / "src" / "kg" / layer
    return sorted(base.rglob("*.py")) if base.is_dir() else [base.with_suffix(".py")]


def imports_of(path: Path) -> set[str]:
    """Every module named by an import anywhere in the file, with all its parents."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return {".".join(name.split(".")[: n + 1]) for name in names for n in range(name.count(".") + 1)}


#: Read when the tests are collected: CPython 3.11 may stumble over parsing while threads of other tests run.
IMPORTS = {path: imports_of(path) for path in sorted((ROOT / "src" / "kg").rglob("*.py"))}


@pytest.mark.parametrize("layer", FORBIDDEN)
def test_a_layer_imports_only_what_it_may(layer: str):
    files = modules_of(layer)
    assert files
    for path in files:
        crossed = IMPORTS[path] & FORBIDDEN[layer]
        assert not crossed, f"{path.relative_to(ROOT)} imports {', '.join(sorted(crossed))}"


def test_only_the_server_knows_the_web_framework():
    for path, names in IMPORTS.items():
        assert not names & {"fastapi", "starlette", "api"}, path


def test_pyvis_is_imported_in_one_place():
    assert [path.name for path, names in IMPORTS.items() if "pyvis" in names] == ["network.py"]


def test_the_check_sees_a_forbidden_import(tmp_path: Path):
    bad = tmp_path / "bad.py"
    bad.write_text("def f():\n    from kg.store.port import Table\n    import rdflib.graph\n")
    assert {"kg.store", "rdflib"} <= imports_of(bad)


@pytest.mark.parametrize("folder", ["src/kg", "api"])
def test_files_stay_small(folder: str):
    for path in sorted((ROOT / folder).rglob("*.py")):
        lines = path.read_text("utf-8").count("\n")
        assert lines <= 260, f"{path.relative_to(ROOT)} has {lines} lines: split it by idea"
