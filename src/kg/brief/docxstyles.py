"""How the Word document looks: paper, styles, language, and what it says about itself."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from kg.brief.docxparts import ACCENT, SOFT, spoken
from kg.brief.drawing import clean
from kg.brief.model import Brief

#: Word's name of each language: Spanish as it is written in the Americas.
_LANGUAGES: Final = {"en": "en-US", "es": "es-MX"}
_FONT: Final = "Calibri"
_MARGIN: Final = Cm(1.5)
#: Room between the margins of A4.
WIDTH: Final = Cm(21.0 - 2 * 1.5)
#: Style → (points, bold, colour, points before, points after).
_STYLES: Final = {
    "Normal": (9.0, False, None, 0, 2),
    "Title": (19.0, True, None, 0, 0),
    "Subtitle": (10.0, False, SOFT, 0, 4),
    "Heading 1": (10.5, True, ACCENT, 7, 2),
    "Lead": (10.5, True, None, 0, 3),
    "Cell": (8.0, False, None, 0, 0),
    "Note": (7.0, False, None, 0, 1.5),
    "Small": (7.8, False, SOFT, 0, 2),
}


def prepare(doc: Doc, brief: Brief) -> dict[str, str]:
    """Set paper, styles, language and what the document says about itself; return the ids of the styles."""
    section = doc.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    section.footer_distance = Cm(0.8)
    for name in _STYLES:
        _style(doc, name)
    note = doc.styles["Note"].paragraph_format
    note.left_indent, note.first_line_indent = Pt(14), Pt(-14)
    note.tab_stops.add_tab_stop(Pt(14))
    spoken(doc, _LANGUAGES[brief.lang])
    about = doc.core_properties
    about.title, about.subject = clean(brief.title)[:255], clean(brief.subtitle)[:255]
    about.author, about.last_modified_by = "migration-mechanisms-kg", "migration-mechanisms-kg"
    about.language, about.version, about.comments, about.keywords = brief.lang, brief.version, "", ""
    about.created = about.modified = _moment(brief.modified)
    return {name: doc.styles[name].style_id for name in _STYLES}


def _style(doc: Doc, name: str) -> None:
    size, bold, colour, before, after = _STYLES[name]
    known = {style.name for style in doc.styles}
    style = doc.styles[name] if name in known else doc.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.font.name, style.font.size, style.font.bold, style.font.italic = _FONT, Pt(size), bold, False
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for old in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[old]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), _FONT)
    for spread in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(spread)
    if colour is not None:
        style.font.color.rgb = colour
    elif name == "Title":
        style.font.color.rgb = None
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(before), Pt(after), 1.0


def _moment(modified: str) -> datetime:
    """Return the day of the dataset; a dataset without a day gets one that no reader takes for it."""
    day = datetime.fromisoformat(modified[:10]) if len(modified) >= 10 else datetime(1980, 1, 1)
    return day.replace(tzinfo=UTC)
