"""The built files: what is in them, what is served, and what happens where they could not be built."""

from __future__ import annotations

import hashlib
import json
import logging
import re
from pathlib import Path

import pytest

from api.editor import bundle
from api.editor.questions import questions
from api.editor.served import served
from api.settings import Settings
from api.sparql.page import query_page

EDITOR = Path(__file__).parent.parent.parent / "editor"


def texts(built: bundle.Bundle, suffix: str) -> str:
    return "\n".join(
        (built.folder / name).read_text("utf-8") for name in built.files if name.endswith(suffix)
    )


def test_every_file_of_the_manifest_is_served_as_it_was_built(built):
    assert {built.script, built.style, built.notices} <= set(built.files)
    for name, digest in built.files.items():
        found = bundle.asset(bundle.PREFIX + name)
        assert found is not None
        assert hashlib.sha256(found.body).hexdigest() == digest
        assert "immutable" in found.headers["Cache-Control"]
        assert found.media_type.split(";")[0] in ("text/javascript", "text/css", "text/plain")


@pytest.mark.parametrize(
    "name",
    ["", "manifest.json", "../words.py", "..%2fwords.py", "../../../etc/passwd", "/etc/passwd", "x\0.js"],
)
def test_nothing_else_is_served(built, real, name):
    assert served(bundle.PREFIX + name, "en", real.snapshot, 60) is None


def test_a_path_outside_is_not_ours(built):
    assert bundle.asset("/other/" + built.script) is None


def test_no_text_becomes_code_and_no_other_server_is_named(built):
    script = texts(built, ".js")
    assert not re.search(r"\beval\(|new Function\b|\bFunction\(", script)
    hosts = set(re.findall(r"https?://([\w.-]+\.[a-z]+)", script))
    # w3.org: namespaces; dbpedia.org: the default endpoint of the library, which this page never uses
    assert hosts <= {"www.w3.org", "dbpedia.org"}
    assert "//" not in re.sub(r"/\*.*?\*/|data:[^)]*", "", texts(built, ".css"), flags=re.DOTALL)


def test_the_licences_of_what_is_in_it_are_told(built):
    notices = (built.folder / built.notices).read_text("utf-8")
    for name in ("@zazuko/yasqe 4.6.2", "codemirror 5.", "lodash-es 4.", "dompurify 3.", "store 2."):
        assert f"\n{name}" in notices
    licences = set(re.findall(r"^Licence: (.*)$", notices, re.MULTILINE))
    assert licences == {"MIT", "(MPL-2.0 OR Apache-2.0)"}


def test_the_page_weighs_little(built):
    import gzip

    scripts = sum(
        len(gzip.compress((built.folder / name).read_bytes())) for name in built.files if name[-3:] == ".js"
    )
    assert scripts < 160_000


def test_the_lock_names_no_host_and_holds_a_hash_for_every_package():
    lock = json.loads((EDITOR / "package-lock.json").read_text())
    packages = {name: row for name, row in lock["packages"].items() if name}
    assert packages
    assert all("resolved" not in row and row["integrity"].startswith("sha512-") for row in packages.values())


def test_the_same_source_gives_the_same_bytes(hook, built, tmp_path):
    assert hook.build_editor(assets=tmp_path / "again")
    again = bundle.bundle(tmp_path / "again")
    assert again is not None
    assert again.files == built.files
    assert not hook.build_editor(assets=tmp_path / "again"), "there was nothing to do"


def test_a_copy_that_fails_leaves_the_files_of_before(hook, tmp_path):
    assets, built = tmp_path / "assets", tmp_path / "out"
    for folder in (assets, built):
        folder.mkdir()
        (folder / "a.js").write_text(folder.name)
    (built / "lost.js").symlink_to(tmp_path / "nowhere")
    with pytest.raises(OSError, match=r"lost\.js"):
        hook._put(built, assets)
    assert [(item.name, item.read_text()) for item in assets.iterdir()] == [("a.js", "assets")]
    (built / "lost.js").unlink()
    hook._put(built, assets)
    assert [(item.name, item.read_text()) for item in assets.iterdir()] == [("a.js", "out")]
    assert {item.name for item in tmp_path.iterdir()} == {"assets", "out"}


def test_without_a_registry_the_package_is_built_without_its_editor(hook, tmp_path, monkeypatch):
    for name, value in {
        "registry": "http://127.0.0.1:9/",
        "cache": str(tmp_path / "cache"),
        "fetch_retries": "0",
    }.items():
        monkeypatch.setenv(f"npm_config_{name}", value)
    monkeypatch.setattr(hook, "ASSETS", tmp_path / "assets")
    warnings: list[str] = []
    real_build = hook.build_editor
    monkeypatch.setattr(hook, "build_editor", lambda: real_build(assets=tmp_path / "assets"))
    made = hook.EditorBuildHook(
        str(tmp_path),
        {},
        None,
        None,
        str(tmp_path),
        "wheel",
        type("App", (), {"display_warning": warnings.append})(),
    )
    data: dict[str, list[str]] = {"artifacts": []}
    made.initialize("standard", data)
    assert data == {"artifacts": []}
    assert "plain form" in warnings[0]
    monkeypatch.setenv("KG_EDITOR", "require")
    with pytest.raises(OSError, match="npm failed"):
        made.initialize("standard", data)


def test_without_its_files_the_page_is_the_form_and_the_log_says_so(tmp_path, monkeypatch, caplog):
    read = bundle.bundle
    monkeypatch.setattr("api.sparql.page.editor.bundle", lambda: read(tmp_path))
    with caplog.at_level(logging.WARNING):
        page = query_page("es", Settings())
    assert "plain form" in caplog.text
    assert "<textarea" in page.html
    assert "<script" not in page.html
    assert "Prefijos que no hace falta declarar" in page.html
    assert "script-src 'none'" in page.csp


def test_a_manifest_whose_files_are_gone_is_none(built, tmp_path):
    (tmp_path / "manifest.json").write_bytes((built.folder / "manifest.json").read_bytes())
    assert bundle.bundle(tmp_path) is None


def test_over_data_of_another_kind_our_questions_are_not_offered(built):
    page = query_page("en", Settings(), prefixes={"ex": "https://example.org/"}, foreign=True)
    assert "SELECT ?s ?p ?o WHERE" in page.html
    assert 'id="questions"' not in page.html
    assert "/questions?" not in page.html
    assert "PREFIX ex: &lt;https://example.org/&gt;" in page.html
    assert json.loads(questions("en", foreign=True)) == {"questions": []}
