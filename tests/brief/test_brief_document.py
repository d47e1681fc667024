"""The DOCX: what Word, a screen reader and a suspicious reader find in it."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import docx
import pytest
from brief_support import made
from docx.oxml.ns import qn

from kg.brief import brief_docx
from kg.brief.model import Picture
from kg.brief.raster import SCALE, png, png_apart
from kg.explorer.neighbours import neighbours
from kg.model import Text

CASES = [("crm", "quito-process"), ("CRI",), ("crm",)]
TRAP = "Trap</w:t></w:r><script>alert(1)</script>\"'&\x07\x1b"


def opened(body: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(body))


def parts(body: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(body)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


@pytest.mark.parametrize("names", CASES, ids="+".join)
@pytest.mark.parametrize("lang", ["en", "es"])
def test_everything_of_the_brief_is_in_the_document(real, names, lang):
    found = made(real, *names, lang=lang, around=dict(neighbours()))
    document = opened(brief_docx(found))
    text = "\n".join(row.text for row in document.paragraphs)
    headings = [row.text for row in document.paragraphs if row.style.name == "Heading 1"]
    assert document.paragraphs[0].style.name == "Title"
    assert document.paragraphs[0].text == found.title
    assert [part.heading for part in found.sections] == headings[1:-2]
    for line in (*found.answer, *found.how):
        assert line.text in text
    tables = [part.table for part in found.sections if part.table]
    assert len(document.tables) == len(tables)
    for written, table in zip(document.tables, tables, strict=True):
        assert [cell.text for cell in written.rows[0].cells] == list(table.columns)
        assert len(written.rows) == len(table.rows) + 1
        assert written.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    for note in found.notes:
        assert f"{note.number}.\t" in text
        assert note.title in text
        assert all(place.rest in text and place.section in text for place in note.places)
    assert found.cite in text


def test_language_properties_and_picture_are_said(real):
    for lang, tag in (("en", "en-US"), ("es", "es-MX")):
        found = made(real, "crm", "quito-process", lang=lang)
        document = opened(brief_docx(found))
        about = document.core_properties
        assert (about.title, about.language, about.version) == (found.title, lang, found.version)
        assert about.created.date().isoformat() == found.modified[:10]
        assert f'w:lang w:val="{tag}"' in document.styles.element.xml
        (shape,) = document.inline_shapes
        assert shape._inline.docPr.get("descr") == found.picture.alt
        assert "República Dominicana" in found.picture.alt or lang == "en"


def test_marks_lead_to_their_notes(real):
    body = parts(brief_docx(made(real, "CRI", around=dict(neighbours()))))["word/document.xml"].decode()
    anchors = set(re.findall(r'w:anchor="(note_\d+)"', body))
    names = set(re.findall(r'<w:bookmarkStart [^>]*w:name="(note_\d+)"', body))
    assert anchors
    assert anchors == names


@pytest.mark.parametrize("names", CASES, ids="+".join)
def test_nothing_outside_is_linked_but_the_addresses_cited(real, names):
    found = made(real, *names, around=dict(neighbours()))
    files = parts(brief_docx(found))
    assert not [name for name in files if "vba" in name.lower() or "thumbnail" in name or "embed" in name]
    targets = set()
    for name, content in files.items():
        if name.endswith((".xml", ".rels")):
            tree = ElementTree.fromstring(content)
            if name.endswith(".rels"):
                targets |= {row.get("Target") for row in tree if row.get("TargetMode") == "External"}
    assert targets == {note.url for note in found.notes if note.url}


def test_the_same_brief_gives_the_same_bytes(real):
    found = made(real, "crm", "quito-process", lang="es")
    assert brief_docx(found) == brief_docx(made(real, "crm", "quito-process", lang="es"))


def test_a_hostile_name_stays_text(real):
    snapshot = real.snapshot
    crm = replace(snapshot.mechanisms["crm"], label=Text(TRAP, TRAP), acronym=TRAP)
    everybody = {
        ref: replace(row, label=Text(TRAP, TRAP)) if ref.id == "CRI" else row
        for ref, row in snapshot.participants.items()
    }
    bad = replace(snapshot, mechanisms={**snapshot.mechanisms, "crm": crm}, participants=everybody)
    from kg.brief import Request, brief
    from kg.brief.page import brief_page
    from kg.model import Ref

    asked = Request((Ref("mechanism", "crm"), Ref("mechanism", "quito-process")))
    found = brief(bad, asked, [])
    body = brief_docx(found)
    shown = TRAP.replace("\x07", "\ufffd").replace("\x1b", "\ufffd")
    assert opened(body).paragraphs[0].text == f"{shown} and Quito Process: what they share"
    for name, content in parts(body).items():
        if name.endswith((".xml", ".rels")):
            assert not [row for row in ElementTree.fromstring(content).iter() if row.tag.endswith("script")]
    html = brief_page(found, offline=True).html
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    svg = ElementTree.fromstring(found.picture.svg)
    assert not [row for row in svg.iter() if row.tag.endswith("script")]


def test_the_picture_is_drawn_with_the_fonts_of_the_package(real):
    found = made(real, "crm", "quito-process", lang="es").picture
    drawn = png(found)
    width, height = struct.unpack(">II", drawn[16:24])
    assert (width, height) == (round(found.width * SCALE), round(found.height * SCALE))
    assert png_apart(found) == drawn
    accents = '<text x="4" y="20" font-family="Roboto" font-size="16">{}</text>'
    shapes = {char: png(_svg(accents.format(char))) for char in "áéíóúñü¿—«€"}
    assert len(set(shapes.values())) == len(shapes)
    assert png(_svg(accents.format("\u4e2d"))) not in shapes.values()


def _svg(content: str) -> Picture:
    frame = f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30">{content}</svg>'
    return Picture(frame, 40, 30, "", "")
