"""Many small script modules into the text of one, and the style sheets of every view into one sheet.

A module of ``assets/explorer/js`` has its imports, each a line ``import { a, b } from "./x.js";``, and
exports by the word ``export`` before a declaration. In one text after each other, imported before
importing, the modules share their names, so imports and the word ``export`` fall away, and no name of the
top level may be declared twice. Lines of comment and the blanks before a line fall away too: they are for
readers of the files, and a fifth of the weight.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Final

from kg.errors import DataInvalidError
from kg.views.shell import asset, styles

MAIN: Final = "main.js"
#: Sheets that others build on come first, what print changes comes last.
_FIRST: Final = ("tokens", "layout", "header", "frame")
_LAST: Final = ("print",)

_IMPORT: Final = re.compile(r'import \{ (?P<names>[\w$, ]+) \} from "\./(?P<file>[\w-]+\.js)";')
_EXPORT: Final = re.compile(r"^export (?=(?:async )?(?:function|const|let|class)\b)", re.MULTILINE)
_OTHER: Final = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_BACKTICK: Final = re.compile(r"(?<!\\)`")
_DECLARED: Final = re.compile(
    r"^(?:export )?(?:async )?(?:function\*?|const|let|class) ([\w$]+)", re.MULTILINE
)
_EXPORTED: Final = re.compile(r"^export (?:async )?(?:function\*?|const|let|class) ([\w$]+)", re.MULTILINE)


def modules() -> dict[str, str]:
    """Return the text of every module file by its name."""
    folder = files("kg.views") / "assets" / "explorer" / "js"
    return {item.name: item.read_text("utf-8") for item in folder.iterdir() if item.name.endswith(".js")}


@lru_cache(maxsize=1)
def script() -> str:
    """Return the explorer's script: everything that is reachable from ``main.js``."""
    return bundled(modules())


def bundled(texts: Mapping[str, str], main: str = MAIN) -> str:
    """Return the modules reachable from ``main`` as one text, each after those that it imports.

    Raises DataInvalidError where ``main`` or an imported module is missing, where modules import each other
    in a circle, where a name is imported that is not exported, where a name of the top level is declared
    twice, and for an import or export of another form.
    """
    order = _ordered(texts, main)
    _check_names(order, texts)
    return "".join(_stripped(name, texts[name]) for name in order)


def _ordered(texts: Mapping[str, str], main: str) -> list[str]:
    done: list[str] = []
    under_way: list[str] = []

    def visit(name: str, wanted_by: str) -> None:
        if name in done:
            return
        if name in under_way:
            raise DataInvalidError(f"modules import each other: {' → '.join([*under_way, name])}", name)
        if name not in texts:
            raise DataInvalidError(f"the module {name} is missing; {wanted_by} wants it", name)
        under_way.append(name)
        for names, file in _imports(texts[name]):
            visit(file, name)
            _check_exported(names, file, texts[file], name)
        done.append(under_way.pop())

    visit(main, "the page")
    return done


def _imports(text: str) -> list[tuple[list[str], str]]:
    """Return the names that each import line names, and from which file."""
    found = filter(None, map(_IMPORT.fullmatch, text.splitlines()))
    return [([part.strip() for part in row["names"].split(",")], row["file"]) for row in found]


def _check_exported(names: list[str], file: str, text: str, importer: str) -> None:
    missing = sorted(set(names) - set(_EXPORTED.findall(text)))
    if missing:
        raise DataInvalidError(f"{importer} imports {', '.join(missing)}, which {file} does not export", file)


def _check_names(order: list[str], texts: Mapping[str, str]) -> None:
    homes: dict[str, str] = {}
    for file in order:
        for name in _DECLARED.findall(texts[file]):
            if name in homes:
                raise DataInvalidError(f"{name} is declared in {homes[name]} and in {file}", file)
            homes[name] = file


def _stripped(name: str, text: str) -> str:
    kept = "\n".join(line for line in text.splitlines() if not _IMPORT.fullmatch(line))
    bare = _EXPORT.sub("", kept)
    if other := _OTHER.search(bare):
        raise DataInvalidError(f"cannot read {other[0]!r}", name)
    return slim(bare)


def slim(text: str) -> str:
    """Return a script without comments that have lines of their own, empty lines and indentation.

    Template literals stay as they are.
    """
    kept: list[str] = []
    quoted = commented = False
    for line in text.splitlines():
        bare = line if quoted else line.strip()
        if not quoted and (commented or bare.startswith(("/*", "//")) or not bare):
            commented = (commented or bare.startswith("/*")) and not bare.endswith("*/")
            continue
        kept.append(bare)
        quoted ^= len(_BACKTICK.findall(bare)) % 2 == 1
    return "\n".join(kept) + "\n"


@lru_cache(maxsize=1)
def sheet() -> str:
    """Return the explorer's style: the design system, then the sheets of the explorer."""
    folder = files("kg.views") / "assets" / "explorer" / "css"
    names = {item.name.removesuffix(".css") for item in folder.iterdir() if item.name.endswith(".css")}
    middle = sorted(names - set(_FIRST) - set(_LAST))
    order = [name for name in (*_FIRST, *middle, *_LAST) if name in names]
    texts = [styles(), *(asset("explorer", "css", f"{name}.css") for name in order)]
    return "\n".join(_slim_sheet(text) for text in texts)


def _slim_sheet(text: str) -> str:
    """Return a style sheet without comments, empty lines and indentation."""
    lines = (line.strip() for line in _COMMENT.sub("", text).splitlines())
    return "\n".join(line for line in lines if line)
