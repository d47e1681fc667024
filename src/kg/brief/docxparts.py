"""Pieces of Office Open XML that python-docx has no words for: links, fields, borders, language, zip."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any, Final

from docx.document import Document as Doc
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, RGBColor
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from kg.brief.drawing import clean

ACCENT: Final = RGBColor(0x0B, 0x4A, 0x7A)
SOFT: Final = RGBColor(0x5A, 0x68, 0x78)
#: The only date that a zip file can do without; every part has it, so that equal briefs are equal files.
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def element(name: str, /, **attributes: str) -> Any:
    """Return a new element ``w:name`` with attributes ``w:…``."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key.rstrip('_')}"), value)
    return made


def run(paragraph: Paragraph, text: str) -> Run:
    """Add ``text`` as text: what XML cannot hold becomes U+FFFD."""
    return paragraph.add_run(clean(text))


def linked(paragraph: Paragraph, made: Run, *, anchor: str = "", url: str = "") -> None:
    """Make the last run of ``paragraph`` a link to a bookmark of the document or to an address."""
    link = element("hyperlink", history="1")
    if anchor:
        link.set(qn("w:anchor"), anchor)
    else:
        key = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), key)
    made._r.addprevious(link)
    link.append(made._r)


def bookmarked(paragraph: Paragraph, name: str, number: int) -> None:
    """Make ``paragraph`` the place that links to ``name`` lead to."""
    start = element("bookmarkStart", id=str(number), name=name)
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
    paragraph._p.append(element("bookmarkEnd", id=str(number)))


def field(paragraph: Paragraph, code: str) -> None:
    """Add a field (PAGE, NUMPAGES) that the reader's program fills in."""
    made = element("fldSimple", instr=code)
    inner = element("r")
    words = element("t")
    words.text = "1"
    inner.append(words)
    made.append(inner)
    paragraph._p.append(made)


def ruled(table: Table) -> None:
    """Give ``table`` a line under each row and no others, fixed widths and small margins of cells."""
    properties = table._tbl.tblPr
    borders = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        shown = side in ("bottom", "insideH")
        line = element(side, val="single" if shown else "nil")
        if shown:
            line.set(qn("w:sz"), "4")
            line.set(qn("w:color"), "C9CED6")
        borders.append(line)
    margins = element("tblCellMar")
    for side, width in (("top", "20"), ("left", "0"), ("bottom", "20"), ("right", "90")):
        margins.append(element(side, w=width, type="dxa"))
    properties.append(borders)
    properties.append(element("tblLayout", type="fixed"))
    properties.append(margins)


def sized(table: Table, widths: Sequence[int]) -> None:
    """Give the columns of ``table`` these widths (English Metric Units), in the grid and in each cell."""
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Emu(width)
    for row in table._tbl.tr_lst:
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = Emu(width)


def heads(row: _Row) -> None:
    """Make ``row`` the header row: repeated on each page and read as the names of the columns."""
    row._tr.get_or_add_trPr().append(element("tblHeader"))


def whole(row: _Row) -> None:
    """Keep ``row`` on one page."""
    row._tr.get_or_add_trPr().append(element("cantSplit"))


def spoken(document: Doc, lang: str) -> None:
    """Set the language of the whole document (BCP 47), so that it is read and spelt in it."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(element("lang", val=lang, eastAsia=lang, bidi=lang))


def columns(section: Any, number: int) -> None:
    """Set how many columns the text of ``section`` runs in."""
    for old in section._sectPr.findall(qn("w:cols")):
        section._sectPr.remove(old)
    section._sectPr.append(element("cols", num=str(number), space="280"))


def saved(document: Doc) -> bytes:
    """Return ``document`` as a file whose bytes follow from its content alone."""
    package = document.part.package
    for key, related in list(package.rels.items()):
        if related.reltype.endswith("/thumbnail"):  # python-docx's own picture of an empty page
            del package.rels[key]
    buffer, out = io.BytesIO(), io.BytesIO()
    document.save(buffer)
    with (
        zipfile.ZipFile(buffer) as read,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as made,
    ):
        for name in read.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            made.writestr(entry, read.read(name))
    return out.getvalue()
