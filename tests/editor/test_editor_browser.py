"""The page of /sparql in Chromium: editor, completion, questions, address, errors.

``open_tab`` fails a test afterwards for any console error, broken policy, dialog or foreign request.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote, unquote

import pytest
from editor_support import asking, cells, ready, run, until, value, write
from playwright.sync_api import Page as Tab

Open = Callable[..., Tab]
MEMBERS = "SELECT ?m WHERE { VALUES ?m { mechanism:crm } }"


def test_a_question_is_in_the_editor_with_its_prefixes_and_runs(open_tab: Open):
    tab = open_tab()
    text = value(tab)
    assert text.startswith("PREFIX mechanism: <https://w3id.org/migration-mechanisms/id/mechanism/>\n")
    assert "PREFIX mm: <https://w3id.org/migration-mechanisms/ontology#>" in text
    run(tab)
    names = [row[0] for row in cells(tab)]
    # the eleven members of the Regional Conference on Migration, by code
    assert names == ["BLZ", "CAN", "CRI", "DOM", "GTM", "HND", "MEX", "NIC", "PAN", "SLV", "USA"]
    assert tab.locator("#answer .said").inner_text().startswith("11 rows · ")


def test_undeclared_prefixes_are_understood(open_tab: Open):
    tab = run(open_tab(asking(MEMBERS)))
    assert value(tab) == MEMBERS
    assert cells(tab) == [["mechanism:crm"]]
    assert tab.locator(".error-mark").count() == 0
    write(tab, "ASK { ?s unheard:of ?o }", 0, 0)
    assert tab.locator(".error-mark").get_attribute("title") == "The prefix unheard: is not declared."
    assert tab.locator("#view td a").get_attribute("href") == "/id/mechanism/crm"


def test_prefixes_are_declared_on_demand_and_only_those_used(open_tab: Open):
    tab = open_tab(asking("SELECT * { ?s a mm:State ; mm:iso3 'state:x' . # org:\n }"))
    tab.click("#fill")
    assert value(tab).startswith("PREFIX mm: <https://w3id.org/migration-mechanisms/ontology#>\nSELECT")


@pytest.mark.parametrize(
    ("lang", "typed", "name"),
    [
        ("en", "Quito", "mechanism:quito-process"),
        ("es", "Quito", "mechanism:quito-process"),
        ("es", "México", "state:MEX"),
        ("en", "mechanism:qui", "mechanism:quito-process"),
        ("en", "mm:hasMemb", "mm:hasMember"),
    ],
)
def test_names_are_completed_by_label_and_by_prefix(open_tab: Open, lang: str, typed: str, name: str):
    tab = open_tab(asking("", lang))
    write(tab, "SELECT * WHERE {\n  \n}", 1, 2)
    tab.keyboard.type(typed)
    tab.wait_for_selector(".CodeMirror-hint-active")
    assert tab.locator(".CodeMirror-hint-active .term").inner_text() == name
    tab.keyboard.press("Enter")
    prefix = name.partition(":")[0]
    assert value(tab).splitlines()[0].startswith(f"PREFIX {prefix}: <")
    assert value(tab).splitlines()[-2] == f"  {name}"


def test_a_label_of_several_words_is_completed_on_request(open_tab: Open):
    tab = open_tab()
    write(tab, "SELECT * {\n  Regional Conference on\n}", 1, 24)
    tab.keyboard.press("Control+Space")
    tab.wait_for_selector(".CodeMirror-hint-active")
    assert tab.locator(".CodeMirror-hint-active .term").inner_text() == "mechanism:crm"
    tab.keyboard.press("Enter")
    assert "\n  mechanism:crm\n" in value(tab)


@pytest.mark.parametrize("text", ['SELECT * { ?s ?p "Quito', "SELECT * # Quito", "SELECT ?Quito"])
def test_nothing_is_offered_inside_texts_comments_and_variables(open_tab: Open, text: str):
    tab = open_tab()
    write(tab, text[:-1], 0, len(text) - 1)
    tab.keyboard.type(text[-1])
    tab.keyboard.press("Control+Space")
    tab.wait_for_timeout(150)
    assert tab.locator(".CodeMirror-hint .term").count() == 0


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "quito members"), ("es", "miembros quito"), ("en", "miembros quito")]
)
def test_questions_are_found_in_both_languages_and_taken_by_keyboard(open_tab: Open, lang: str, words: str):
    tab = open_tab(f"?lang={lang}")
    tab.focus("#find-question")
    tab.keyboard.type(words)
    found = tab.locator("#question-list [role=option]")
    assert 0 < found.count() < 20
    at = tab.eval_on_selector_all("#question-list [data-id]", "all => all.map(one => one.dataset.id)").index(
        "033-quito-members"
    )
    for _ in range(at + 1):
        tab.keyboard.press("ArrowDown")
    chosen = tab.locator("#question-list [aria-selected=true]")
    assert chosen.get_attribute("data-id") == "033-quito-members"
    assert tab.get_attribute("#find-question", "aria-activedescendant") == chosen.get_attribute("id")
    tab.keyboard.press("Enter")
    assert "mechanism:quito-process" in value(tab)
    assert tab.evaluate("document.activeElement.closest('.CodeMirror') !== null")


def test_a_search_without_a_match_says_so_and_esc_brings_all_back(open_tab: Open):
    tab = open_tab("?lang=es")
    tab.fill("#find-question", "zzzz")
    assert tab.locator("#question-count").inner_text() == "Ninguna pregunta tiene estas palabras."
    tab.press("#find-question", "Escape")
    assert tab.locator("#question-count").inner_text() == "226 preguntas"


def test_the_address_holds_the_query(open_tab: Open):
    tab = open_tab("?lang=es")
    write(tab, "ASK { ?a ?b 'ñ & #' }", 0, 0)
    until(tab, "location.search.includes('edit=ASK')")
    address = tab.url
    assert "lang=es" in address
    other = ready(open_tab("?" + address.partition("?")[2]))
    assert value(other) == "ASK { ?a ?b 'ñ & #' }"
    other.click(".languages a[hreflang=en]")
    ready(other)
    assert value(other) == "ASK { ?a ?b 'ñ & #' }"
    assert other.evaluate("document.documentElement.lang") == "en"


def test_a_long_query_is_kept_after_the_hash_and_sent_by_post(open_tab: Open):
    tab = open_tab()
    text = "# " + "ñ" * 3000 + "\n" + MEMBERS
    write(tab, text, 0, 0)
    until(tab, "location.hash.startsWith('#query=')")
    assert "edit=" not in tab.url.partition("#")[0]
    other = ready(open_tab("#" + tab.url.partition("#")[2]))
    assert value(other) == text
    sent: list[str] = []
    other.on("request", lambda one: sent.append(f"{one.method} {one.url.partition('?')[0]}"))
    run(other)
    assert cells(other) == [["mechanism:crm"]]
    assert sent[0].startswith("POST http://127.0.0.1")


HOSTILE = (
    '</textarea><script>alert(1)</script>"><img src=x onerror=alert(2)>${alert(3)}'
    "</script><script>alert(4)</script>"
)


@pytest.mark.parametrize("way", ["?edit=", "?query=", "#query="])
def test_hostile_links_are_inert(open_tab: Open, way: str):
    if way == "?query=":  # the server's page of a query that does not parse
        tab = open_tab("?format=html", refused=True)
        tab.goto(tab.url.partition("?")[0] + way + quote(HOSTILE))
        ready(tab)
    else:
        tab = open_tab(way + quote(HOSTILE))
        tab.click("#share")
    assert value(tab) == HOSTILE
    assert tab.locator("img, script:not([src]):not([type])").count() == 0


def test_an_error_is_told_in_words_and_its_line_is_marked(open_tab: Open):
    tab = run(open_tab(asking("SELECT ?a\nWHERE {\n ?a mm:hasMember \n}", "es"), refused=True))
    words = tab.locator("#answer .problem").inner_text()
    assert "La consulta no se puede analizar en la línea 4, columna 1" in words
    assert tab.locator(".bad-line").count() == 1
    tab.click("#answer .link")
    place = tab.evaluate("document.querySelector('.CodeMirror').CodeMirror.getCursor()")
    assert (place["line"], place["ch"]) == (3, 0)
    mark = tab.locator(".error-mark")
    assert (mark.get_attribute("title") or "").startswith("Esta línea no se puede analizar. Se espera: ")
    tab.keyboard.type("?s . ")
    assert tab.locator(".bad-line, .error-mark").count() == 0
    run(tab)
    assert tab.locator("#answer .problem").count() == 0


def test_a_query_stopped_at_its_deadline_says_so_and_when_to_try_again(open_tab: Open):
    forever = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    tab = run(open_tab(asking(forever), refused=True))
    words = tab.locator("#answer .problem").inner_text()
    assert "stopped at its deadline" in words
    assert "Try again in" in words


def test_a_running_query_can_be_stopped(open_tab: Open):
    forever = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    tab = open_tab(asking(forever))
    tab.click("#run")
    tab.click("#stop")
    until(tab, "document.querySelector('#status').textContent === 'Stopped.'")
    assert tab.locator("#run").is_enabled()


def test_a_server_out_of_reach_is_told(open_tab: Open):
    tab = open_tab(asking("ASK {} # asked for the first time"), refused=True)
    tab.context.set_offline(True)
    try:
        run(tab)
        assert "The server does not answer" in tab.locator("#answer .problem").inner_text()
    finally:
        tab.context.set_offline(False)


def test_an_update_is_refused_in_words(open_tab: Open):
    tab = run(open_tab(asking("INSERT DATA { <a:a> <a:b> <a:c> }"), refused=True))
    assert tab.locator("#answer .problem strong").inner_text()


def test_ctrl_enter_runs_and_tab_leaves_the_editor(open_tab: Open):
    tab = open_tab(asking(MEMBERS))
    write(tab, MEMBERS, 0, 0)
    tab.keyboard.press("Control+Enter")
    tab.wait_for_selector("#view table")
    tab.focus(".CodeMirror textarea")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.id") == "run"
    assert value(tab) == MEMBERS


def test_without_a_script_the_form_the_examples_and_the_answer_page_work(open_tab: Open):
    tab = open_tab("?lang=es", java_script_enabled=False)
    assert not tab.locator("#questions, #answer, #stop").first.is_visible()
    tab.click(".plain-only li:nth-child(2) a")
    assert "COUNT(?member)" in tab.locator("#query").input_value()
    tab.click("#run")
    assert tab.locator("caption").inner_text() == "20 filas"


def test_where_a_part_of_the_script_is_missing_the_text_field_does(open_tab: Open, built: Any):
    tab = open_tab("?format=html", refused=True)
    big = max(built.files, key=lambda name: (built.folder / name).stat().st_size)
    tab.route(f"**/{big}", lambda route: route.abort())
    tab.add_init_script("console.warn = () => {}")
    tab.goto(tab.url.partition("?")[0] + asking(MEMBERS))
    ready(tab)
    assert tab.locator("#query").is_visible()
    run(tab)
    assert cells(tab) == [["mechanism:crm"]]
    assert unquote(tab.url.partition("edit=")[2]) == MEMBERS
