"""The answer in Chromium: table, raw, chart, graph, files, code that runs elsewhere, what is left out."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from editor_support import asking, cells, run, until, write
from playwright.sync_api import Page as Tab

Open = Callable[..., Tab]
NUMBERS = 'SELECT ?name ?n { VALUES (?name ?n) { ("b" 10) ("a" 9) ("ç" 100) } }'
HOSTILE = (
    "SELECT ?text ?iri ?other { VALUES (?text ?iri ?other) { "
    '("<script>alert(1)</script>" <javascript:alert(2)> <data:text/html,alert(3)>) '
    '("<img src=x onerror=alert(4)>"@en <https://example.org/%22onclick=alert(5)> <vbscript:x>) } }'
)
TRIPLES = (
    "CONSTRUCT { mechanism:crm mm:hasMember state:MEX, state:CAN . state:MEX rdfs:label '<b>M</b>'@es ; "
    "mm:x 7 } WHERE {}"
)


def test_a_table_is_sorted_as_numbers_and_as_words(open_tab: Open):
    tab = run(open_tab(asking(NUMBERS)))
    assert tab.locator("#view td.num").count() == 3
    tab.click("#sort-1")
    assert [row[1] for row in cells(tab)] == ["9", "10", "100"]
    assert tab.locator("th[aria-sort=ascending]").inner_text().startswith("n")
    tab.click("#sort-1")
    assert [row[1] for row in cells(tab)] == ["100", "10", "9"]
    assert tab.evaluate("document.activeElement.id") == "sort-1"
    tab.click("#sort-0")
    assert [row[0] for row in cells(tab)] == ["a", "b", "ç"]


def test_languages_blank_nodes_and_empty_cells(open_tab: Open):
    query = 'SELECT ?a ?b ?c { VALUES (?a ?c) { ("hola"@es UNDEF) (UNDEF <https://example.org/x>) } }'
    tab = run(open_tab(asking(query)))
    assert cells(tab) == [["hola @es", "", ""], ["", "", "<https://example.org/x>"]]
    assert tab.locator("#view td[lang=es]").count() == 1
    assert tab.locator("#view a").get_attribute("rel") == "noopener noreferrer"


def test_thousands_of_rows_come_a_page_at_a_time(open_tab: Open):
    digits = "VALUES ?{} {{ 0 1 2 3 4 5 6 7 8 9 }}"
    query = (
        "SELECT (?a * 1000 + ?b * 100 + ?c * 10 + ?d AS ?n) { "
        + " ".join(digits.format(name) for name in "abcd")
        + " FILTER(?a < 2) } ORDER BY ?n"
    )
    tab = run(open_tab(asking(query)))
    assert tab.locator("#answer .said").inner_text().startswith("2,000 rows")
    assert [cells(tab)[0], cells(tab)[-1]] == [["0"], ["99"]]
    assert tab.locator("#previous").is_disabled()
    tab.click("#next")
    assert [cells(tab)[0], cells(tab)[-1]] == [["100"], ["199"]]
    assert tab.locator(".pager span").inner_text() == "101–200 of 2,000"


def test_hostile_answers_are_inert_in_every_view(open_tab: Open):
    tab = run(open_tab(asking(HOSTILE)))
    assert cells(tab)[0][0] == "<script>alert(1)</script>"
    links = tab.eval_on_selector_all("#view a", "all => all.map(one => one.getAttribute('href'))")
    assert links == ["https://example.org/%22onclick=alert(5)"]
    for view in ("raw", "chart", "graph", "code"):
        tab.click(f"#tab-{view}")
        tab.wait_for_selector(f"#view[data-view={view}] > *")
        assert tab.locator("#view :is(img, script)").count() == 0
    head = "CONSTRUCT { ?iri rdfs:label ?text ; rdfs:seeAlso ?other }"
    triples = HOSTILE.replace("SELECT ?text ?iri ?other", head)
    other = run(open_tab(asking(triples)), "graph")
    other.check("#literals")
    other.locator(".node").first.click()
    assert (
        other.locator("#view :is(img, script), #view a[href^=javascript], #view a[href^=data]").count() == 0
    )


def test_bars_are_as_long_as_their_numbers_from_zero(open_tab: Open):
    tab = run(open_tab(asking(NUMBERS)), "chart")
    bars = tab.eval_on_selector_all("#view rect", "all => all.map(one => one.width.baseVal.value)")
    assert [round(bar / bars[0], 2) for bar in bars] == [1.0, 0.9, 10.0]
    assert tab.locator("#view .said").inner_text() == "n by name"
    words = tab.eval_on_selector_all("#view svg text", "all => all.map(one => one.textContent)")
    assert {"b", "a", "ç", "0", "100"} <= {word.strip() for word in words} | {"b", "a", "ç"}
    assert tab.get_attribute("#view svg", "aria-label") == "n by name"


def test_negative_numbers_go_the_other_way(open_tab: Open):
    query = 'SELECT ?k ?n { VALUES (?k ?n) { ("up" 5) ("down" -5) } }'
    tab = run(open_tab(asking(query)), "chart")
    up, down = tab.eval_on_selector_all(
        "#view rect", "all => all.map(one => [one.x.baseVal.value, one.width.baseVal.value])"
    )
    assert up[1] == pytest.approx(down[1])
    assert down[0] + down[1] == pytest.approx(up[0])


def test_years_are_a_line_whose_points_stand_where_they_belong(open_tab: Open):
    query = (
        "SELECT ?year ?n { VALUES (?year ?n) { "
        '("2010"^^xsd:gYear 4) ("2000"^^xsd:gYear 2) ("2005"^^xsd:gYear 0) } }'
    )
    tab = run(open_tab(asking(query)), "chart")
    points = tab.eval_on_selector_all(
        "#view circle", "all => all.map(one => [one.cx.baseVal.value, one.cy.baseVal.value])"
    )
    (x0, y0), (x1, y1), (x2, y2) = points  # 2000, 2005, 2010
    assert x1 - x0 == pytest.approx(x2 - x1)
    assert (y1 - y2) == pytest.approx(2 * (y1 - y0)), "4 stands twice as far from 0 as 2"


def test_what_cannot_be_drawn_says_why(open_tab: Open):
    tab = open_tab()
    for query, words in {
        "SELECT ?a { VALUES ?a { 'x' } }": "needs a column of numbers",
        "SELECT ?a { VALUES ?a { 1 2 } }": "needs, beside the numbers, a column that names them",
        "SELECT ?a { FILTER(false) }": "No rows, nothing to draw.",
        "ASK {}": "drawn of the rows of a SELECT",
        TRIPLES: "drawn of the rows of a SELECT",
    }.items():
        write(tab, query, 0, 0)
        run(tab, "chart")
        assert words in tab.locator("#view").inner_text()
        assert tab.locator("#view svg").count() == 0


def test_a_graph_has_its_nodes_and_edges_and_tells_of_a_node(open_tab: Open):
    tab = run(open_tab(asking(TRIPLES)), "graph")
    assert tab.locator("#view .said").inner_text() == "3 nodes, 2 edges: mm:hasMember."
    labels = tab.eval_on_selector_all("#view .node > text", "all => all.map(one => one.firstChild.data)")
    assert sorted(labels) == ["Canada", "Mexico", "Regional Conference on M…"]
    tab.focus("#view [aria-label=Mexico]")
    tab.keyboard.press("Enter")
    told = tab.locator("#view .detail")
    assert told.locator("h3 a").get_attribute("href") == "/id/state/MEX"
    assert told.locator("li").all_inner_texts() == [  # by property, then what points to it
        "mm:x 7",
        "rdfs:label <b>M</b>",
        "Regional Conference on Migration mm:hasMember …",
    ]
    tab.check("#literals")
    assert (
        tab.locator("#view .said").inner_text().startswith("5 nodes, 4 edges: mm:hasMember, mm:x, rdfs:label")
    )
    assert tab.locator("#view .node.literal").count() == 2


def test_a_graph_is_moved_and_zoomed(open_tab: Open):
    tab = run(open_tab(asking(TRIPLES)), "graph")

    def seen() -> list[float]:
        return [float(part) for part in (tab.get_attribute("#view svg", "viewBox") or "").split()]

    first = seen()
    tab.focus("#view svg")
    tab.keyboard.press("ArrowRight")
    assert seen()[0] > first[0]
    tab.click("#view .tools button:has-text('+')")
    assert seen()[2] == pytest.approx(first[2] * 0.8)
    box = tab.locator("#view svg").bounding_box()
    assert box is not None
    before = seen()
    tab.mouse.move(box["x"] + 12, box["y"] + 12)
    tab.mouse.down()
    tab.mouse.move(box["x"] + 60, box["y"] + 12)
    tab.mouse.up()
    assert seen()[0] < before[0]
    tab.click("#view .tools button:has-text('Show all')")
    assert seen() == first


def test_rows_of_subject_predicate_object_are_a_graph_too(open_tab: Open):
    query = "SELECT ?s ?p ?o { VALUES (?s ?p ?o) { (state:MEX mm:x state:CAN) } }"
    tab = run(open_tab(asking(query)), "graph")
    assert tab.locator("#view .node").count() == 2
    other = run(open_tab(asking(NUMBERS)), "graph")
    assert "CONSTRUCT" in other.locator("#view").inner_text()


def test_a_truth_value_is_a_word(open_tab: Open):
    assert run(open_tab(asking("ASK {}", "es"))).locator("#view .truth").inner_text() == "Sí (true)"
    assert run(open_tab(asking("ASK { FILTER(false) }"))).locator("#view .truth").inner_text() == "No (false)"


def test_the_raw_answer_in_every_format(open_tab: Open):
    tab = run(open_tab(asking(NUMBERS)), "raw")
    assert json.loads(tab.locator("#view pre").inner_text())["head"]["vars"] == ["name", "n"]
    for name, words in {
        "csv": "name,n\nb,10",
        "tsv": '?name\t?n\n"b"\t10',
        "xml": '<variable name="n"/>',
    }.items():
        tab.select_option("#raw-format", name)
        shown = "document.querySelector('#view pre')?.textContent.replaceAll('\\r', '') ?? ''"
        until(tab, f"({shown}).includes({json.dumps(words)})")
    other = run(open_tab(asking(TRIPLES)), "raw")
    other.wait_for_selector("#view pre")
    assert "mechanism:crm mm:hasMember state:" in other.locator("#view pre").inner_text()


@pytest.mark.parametrize(
    ("query", "names"),
    [(NUMBERS, ["JSON", "XML", "CSV", "TSV"]), (TRIPLES, ["Turtle", "N-Triples", "JSON-LD"])],
)
def test_files_come_from_the_server(open_tab: Open, address: str, query: str, names: list[str]):
    tab = run(open_tab(asking(query)))
    links = tab.locator(".downloads a")
    assert links.all_inner_texts() == names
    for link in links.all():
        href = link.get_attribute("href") or ""
        answer = httpx.get(address.removesuffix("/sparql") + href)
        assert answer.status_code == 200
        with tab.expect_download() as waiting:
            link.click()
        assert Path(waiting.value.path()).read_bytes() == answer.content


def test_a_long_query_is_downloaded_too(open_tab: Open):
    tab = run(open_tab("#query=" + "%23" + "%C3%B1" * 2000 + "%0A" + NUMBERS))
    with tab.expect_download() as waiting:
        tab.click(".downloads a:has-text('CSV')")
    assert Path(waiting.value.path()).read_text().splitlines() == ["name,n", "b,10", "a,9", "ç,100"]


QUOTES = """SELECT ?a ?n { VALUES (?a ?n) { ('it\\'s "x" \\\\ y' 1) (\"\"\"two
lines\"\"\" 2) ("$HOME `id` %s )" 3) } } # '''"""


@pytest.mark.parametrize(
    "query", [NUMBERS, QUOTES, "ASK {}", TRIPLES], ids=["rows", "quotes", "ask", "graph"]
)
def test_the_code_runs_and_gives_the_same(open_tab: Open, address: str, tmp_path: Path, query: str):
    tab = run(open_tab(asking(query)), "code")

    def shown(tool: str) -> str:
        return tab.locator(f".snippet[data-tool={tool}] pre").inner_text()

    graph = query == TRIPLES
    accept = "text/turtle" if graph else "application/sparql-results+json"
    expected = httpx.post(address, data={"query": query}, headers={"accept": accept})
    assert expected.status_code == 200
    curl = subprocess.run(["sh", "-c", shown("curl")], capture_output=True, text=True, timeout=20)
    assert curl.stdout == expected.text
    script = tmp_path / "query.py"
    script.write_text(shown("python"), "utf-8")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=20)
    assert done.returncode == 0, done.stderr
    assert done.stdout.rstrip("\n") == as_printed(expected, graph)
    assert "req_body_form(query = query)" in shown("r")


def as_printed(answer: httpx.Response, graph: bool) -> str:
    if graph:
        return answer.text.rstrip("\n")
    document = answer.json()
    if "boolean" in document:
        return str(document["boolean"])
    names = document["head"]["vars"]
    rows = [[row[name]["value"] for name in names] for row in document["results"]["bindings"]]
    return "\n".join("\t".join(row) for row in [names, *rows])


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "Not all rows: the server stops at 3."), ("es", "No están todas las filas")]
)
def test_rows_left_out_are_told_above_the_answer(open_tab: Open, lang: str, words: str):
    tab = open_tab(asking(NUMBERS, lang))

    def cut(route):
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "kg-truncated": "rows=3"})

    tab.route("**/sparql?query=*", cut)
    run(tab)
    assert words in tab.locator("#answer .warning").inner_text()
