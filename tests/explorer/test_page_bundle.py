"""Many modules into one script: order, names, and what is refused with words that say where."""

from __future__ import annotations

import re

import pytest

from kg.errors import DataInvalidError
from kg.views.explorer.bundle import bundled, modules, script, sheet, slim

MAIN = 'import { a } from "./a.js";\n// The start.\na();\n'
A = 'import { b, other } from "./b.js";\n\nexport const a = () => b + other();\n'
B = (
    "/** A number. */\nexport let b = 1;\n"
    "export async function other() {\n  return 2;\n}\nexport class C {}\n"
)


def test_what_is_imported_stands_before_what_imports_it_and_once():
    text = bundled(
        {"main.js": MAIN + 'import { C } from "./b.js";\n', "a.js": A, "b.js": B, "unused.js": "boom("}
    )
    assert text == (
        "let b = 1;\nasync function other() {\nreturn 2;\n}\nclass C {}\nconst a = () => b + other();\na();\n"
    )


def test_a_missing_main_module_says_so():
    with pytest.raises(DataInvalidError, match=r"main\.js is missing"):
        bundled({"a.js": A})


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ({"main.js": MAIN}, r"a\.js is missing; main\.js wants it"),
        (
            {"main.js": MAIN, "a.js": "export const c = 1;\n"},
            r"main\.js imports a, which a\.js does not export",
        ),
        (
            {"main.js": MAIN, "a.js": A, "b.js": 'import { a } from "./a.js";\n' + B},
            r"import each other: main\.js → a\.js → b\.js → a\.js",
        ),
        (
            {"main.js": MAIN + "const b = 2;\n", "a.js": A, "b.js": B},
            r"b is declared in b\.js and in main\.js",
        ),
        ({"main.js": "import x from './a.js';\n", "a.js": A}, r"cannot read \"import x from './a\.js';\""),
        ({"main.js": "export default 1;\n"}, "cannot read 'export default 1;'"),
        ({"main.js": "export { a };\n"}, "cannot read"),
        (
            {"main.js": 'import { a as z } from "./a.js";\n', "a.js": "export const a = 1;\n"},
            "does not export",
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_the_place(texts: dict[str, str], words: str):
    with pytest.raises(DataInvalidError, match=words):
        bundled(texts)


def test_only_comments_on_lines_of_their_own_and_indentation_fall_away():
    text = (
        "/**\n * Many\n * lines.\n */\nconst a = `one\n  // kept\n\n  two`;\n  // gone\n"
        '\nconst url = "http://x"; // stays\n  const b = `${a}`; /* stays */\n/* gone */\n'
    )
    assert slim(text) == (
        "const a = `one\n  // kept\n\n  two`;\n"
        'const url = "http://x"; // stays\nconst b = `${a}`; /* stays */\n'
    )


def test_the_script_of_the_page_is_whole():
    text = script()
    assert not re.search(r"^(import|export)\b", text, re.MULTILINE)
    assert "</script" not in text
    assert "innerHTML" not in text
    assert "eval(" not in text
    assert text.rstrip().endswith("mainStart();")


def test_every_module_is_reached_from_the_start():
    texts, reached, waiting = modules(), set(), ["main.js"]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += re.findall(r' from "\./([\w-]+\.js)";', texts[name])
    assert reached == set(texts)


def test_every_module_is_short_and_says_what_it_is():
    for name, text in modules().items():
        assert text.startswith(("//", "import")), name
        assert text.count("\n") <= 250, name


def test_the_sheet_fetches_nothing():
    assert not re.search(r"@import|url\((?!\"?#|'?#|\"data:)", sheet())
