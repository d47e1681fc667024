"""A brief as a Word document: real headings, real tables with header rows, numbered notes that are linked."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import docx
from docx.document import Document as Doc
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from kg.brief.docxparts import (
    ACCENT,
    SOFT,
    bookmarked,
    columns,
    field,
    heads,
    linked,
    ruled,
    run,
    saved,
    sized,
    whole,
)
from kg.brief.docxstyles import WIDTH, prepare
from kg.brief.drawing import clean
from kg.brief.model import Brief, Cell, Figure, Marks, Note, Picture, Said, Section, Table
from kg.brief.notes import written
from kg.brief.raster import png
from kg.brief.words import Words


def brief_docx(brief: Brief, draw: Callable[[Picture], bytes] = png) -> bytes:
    """Return ``brief`` as a DOCX file; the same brief gives the same bytes. ``draw`` makes the PNG."""
    return _Writer(brief, draw).bytes()


class _Writer:
    def __init__(self, brief: Brief, draw: Callable[[Picture], bytes]) -> None:
        self.draw = draw
        self.brief = brief
        self.words = Words(brief.lang)
        self.doc: Doc = docx.Document()
        self.styles: dict[str, str] = {}

    def bytes(self) -> bytes:
        """Write every part, in the order of reading."""
        self.styles = prepare(self.doc, self.brief)
        self._head()
        self._answer()
        if self.brief.picture is not None:
            self._picture(self.brief.picture)
        for part in self.brief.sections:
            self._section(part)
        self._notes()
        self._end()
        return saved(self.doc)

    def _head(self) -> None:
        brief = self.brief
        run(self._paragraph("Title"), brief.title)
        run(self._paragraph("Subtitle"), brief.subtitle)
        line = self._paragraph("Small")
        for number, (name, value) in enumerate(brief.about):
            run(line, f"{' · ' if number else ''}{name}: ")
            run(line, value).bold = True
        footer = self.doc.sections[0].footer.paragraphs[0]
        footer._p.style = self.styles["Small"]
        footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run(footer, f"{brief.title} · {brief.version} · {self.words('page')} ")
        field(footer, "PAGE")
        run(footer, " / ")
        field(footer, "NUMPAGES")

    def _answer(self) -> None:
        self._heading(self.words("section.answer"))
        for number, line in enumerate(self.brief.answer):
            self._said(self._paragraph("Normal" if number else "Lead"), line)
        for line in self.brief.how:
            self._said(self._paragraph("Small"), line)
        if self.brief.figures:
            self._figures(self.brief.figures)

    def _figures(self, figures: Sequence[Figure]) -> None:
        line = self._paragraph()
        for number, figure in enumerate(figures):
            run(line, "   ·   " if number else "").font.color.rgb = SOFT
            value = run(line, f"{figure.value} ")
            value.bold, value.font.size = True, Pt(13)
            self._said(line, Said(figure.label, figure.marks))

    def _picture(self, picture: Picture) -> None:
        frame = self._paragraph()
        frame.paragraph_format.keep_with_next = True
        shape = frame.add_run().add_picture(io.BytesIO(self.draw(picture)), width=WIDTH)
        for side in ("distT", "distB", "distL", "distR"):  # LibreOffice takes what is missing for 3 mm
            shape._inline.set(side, "0")
        properties = shape._inline.docPr
        properties.set("descr", clean(picture.alt))
        properties.set("title", clean(picture.caption))
        run(self._paragraph("Small"), picture.caption)

    def _section(self, part: Section) -> None:
        self._heading(part.heading)
        for line in part.lines:
            self._said(self._paragraph(), line)
        if part.table is not None:
            self._table(part.table)
        if part.more:
            run(self._paragraph("Small"), part.more)

    def _table(self, table: Table) -> None:
        made = self.doc.add_table(rows=1, cols=len(table.columns))
        made.autofit = False
        ruled(made)
        heads(made.rows[0])
        for cell, name in zip(made.rows[0].cells, table.columns, strict=True):
            head = run(self._cell(cell), name)
            head.bold, head.font.color.rgb = True, SOFT
        for row in table.rows:
            added = made.add_row()
            whole(added)
            for number, (cell, said) in enumerate(zip(added.cells, row, strict=True)):
                self._fill(self._cell(cell), said, bold=number == 0)
        sized(made, [int(WIDTH * share / 100) for share in table.widths])

    def _paragraph(self, style: str = "Normal") -> Paragraph:
        """Return a new paragraph; python-docx would look through every style for each of them."""
        paragraph: Paragraph = self.doc.add_paragraph()
        paragraph._p.style = self.styles[style]
        return paragraph

    def _cell(self, cell: _Cell) -> Paragraph:
        paragraph: Paragraph = cell.paragraphs[0]
        paragraph._p.style = self.styles["Cell"]
        return paragraph

    def _fill(self, paragraph: Paragraph, cell: Cell, *, bold: bool) -> None:
        for number, said in enumerate(cell):
            if number:
                run(paragraph, "; ")
            self._said(paragraph, said, bold=bold)

    def _said(self, paragraph: Paragraph, said: Said, *, bold: bool = False) -> None:
        run(paragraph, said.text).bold = bold or None
        self._marks(paragraph, said.marks)

    def _marks(self, paragraph: Paragraph, marks: Marks) -> None:
        for place, (number, mark) in enumerate(written(marks, self.brief.notes)):
            run(paragraph, " " if place else "\u00a0").font.superscript = True
            made = run(paragraph, mark)
            made.font.superscript, made.font.color.rgb, made.bold = True, ACCENT, False
            linked(paragraph, made, anchor=f"note_{number}")

    def _heading(self, words: str) -> None:
        run(self._paragraph("Heading 1"), words)

    def _notes(self) -> None:
        self._heading(self.words("section.notes"))
        run(self._paragraph("Small"), self.words("notes.how"))
        columns(self.doc.add_section(WD_SECTION.CONTINUOUS), 2)
        for note in self.brief.notes:
            self._note(note)
        columns(self.doc.add_section(WD_SECTION.CONTINUOUS), 1)

    def _note(self, note: Note) -> None:
        paragraph = self._paragraph("Note")
        creators = f"{', '.join(note.creators)}. " if note.creators else ""
        run(paragraph, f"{note.number}.\t{creators}")
        run(paragraph, f"{note.title}.").italic = True
        run(paragraph, f" {f'{note.publisher}, ' if note.publisher else ''}{note.date}. ")
        for number, place in enumerate(note.places):
            run(paragraph, "; " if number else "")
            run(paragraph, f"{place.section}{': ' if place.section and (place.rest or place.letter) else ''}")
            run(paragraph, place.letter).bold = True
            run(paragraph, f" {place.rest}" if place.letter and place.rest else place.rest)
        run(paragraph, ". ")
        if note.url:
            linked(paragraph, run(paragraph, note.url), url=note.url)
        else:
            run(paragraph, f"({self.words('notes.no-address')})")
        bookmarked(paragraph, f"note_{note.number}", note.number)

    def _end(self) -> None:
        self._heading(self.words("section.cite"))
        for words in (self.brief.cite, self.brief.licence):
            run(self._paragraph("Small"), words)
