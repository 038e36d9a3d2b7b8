"""Read .docx: a line of text for each paragraph, with the numbers that Word puts before it, and the way back to each word.

Nothing but the standard library: it must run where nothing can be installed. Headers and footers are no text: only
what is left over in them is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import groupby

from reportlint.cells import figured
from reportlint.readers import docx_blocks, docx_elements, docx_layout
from reportlint.readers.docx_leftovers import Anchors, around, leftovers
from reportlint.readers.docx_lists import Lists, Style, styles
from reportlint.readers.docx_paragraph import Paragraph, Place
from reportlint.readers.docx_walk import Walk
from reportlint.readers.package import Package
from reportlint.source import Cell, Origin, Source, SourceError, Span, Stretch

assert docx_blocks and docx_elements  # imported for what they tell the walk
MAIN = "word/document.xml"
BOXES, FOOTNOTES, ENDNOTES = ("文本框{}", "text box {}"), ("脚注{}", "footnote {}"), ("尾注{}", "endnote {}")
PLACES = {"body": ("第{}段", "paragraph {}"), "box": BOXES, "footnote": FOOTNOTES, "endnote": ENDNOTES}


def read(name: str, data: bytes, encoding: str | None) -> Source:
    """Read a report; its encoding is its own. Raises SourceError."""
    package = Package(data)
    main = package.related("", "officeDocument") or MAIN
    if main not in package:
        raise SourceError("damaged")
    text = _Text(package, main)
    if not "".join(text.lines).strip("\ufeff\u200b \t\r\n\u3000\xa0"):
        raise SourceError("empty")
    return Source(name, "".join(text.lines), origin=text.origin(package, main))


class _Text:
    """The text of a document while it is put together, and where all of it came from."""

    def __init__(self, package: Package, main: str) -> None:
        self._known = known = styles(package.read(package.related(main, "styles")))
        lists = Lists(package.read(package.related(main, "numbering")), known)
        self.lines: list[str] = []
        self.length = 0
        self.stretches: list[Stretch] = []
        self.generated: list[Span] = []
        self.cells: dict[Place, Span] = {}
        self.anchors: list[Anchors] = []
        self._counted = 0
        walks = [_walked(package, main, known, ())]
        for kind in ("footnotes", "endnotes"):
            part = package.related(main, kind)
            if part:
                walks.append(_walked(package, part, known, frozenset(walks[0].referred)))
        for walk in walks:
            self._take(walk, lists)

    def _take(self, walk: Walk, lists: Lists) -> None:
        starts: dict[int, int] = {}
        for row, lines in groupby(_lines(walk.paragraphs), key=lambda group: _row(group[0].place)):
            groups = list(lines)
            cells = [list(cell) for _, cell in groupby(groups, key=lambda group: group[0].place)] if row else []
            if figured([_said(cell) for cell in cells]):
                self._figures(cells, lists, starts)
            else:
                for group in groups:
                    self._line(group, lists, starts)
        self.anchors.append(Anchors(walk, starts, self.length))

    def _figures(self, cells: Sequence[Sequence[Sequence[Paragraph]]], lists: Lists, starts: dict[int, int]) -> None:
        """Add a row of figures as one line, as it is in all formats."""
        for at, cell in enumerate(cells):
            self._join("\t" if at else "")
            begun = False
            for group in cell:
                words = any(each.length for each in group)
                self._join(" " if words and begun else "")
                self._line(group, lists, starts, end="")
                begun = begun or words
        self._join("\n")

    def _join(self, text: str) -> None:
        self.lines.append(text)
        self.length += len(text)

    def _line(self, group: Sequence[Paragraph], lists: Lists, starts: dict[int, int], end: str = "\n") -> None:
        """Add paragraphs that are one line, as the ends between them are deleted or hidden."""
        begin = self.length
        words = sum([each.length for each in group])
        head = next(iter([each for each in group if not each.gone and (each.length or not each.hidden)]), None)
        label = lists.label(head.style, head.number, head.level) if head else ""
        place = self._place(group[0].place, bool(words or label))
        if label:
            self.generated.append(Span(begin, begin + len(label)))
            self.stretches.append(Stretch(begin, begin + len(label), place))
            self.lines.append(label)
            self.length += len(label)
        for paragraph in group:
            starts[paragraph.index] = self.length
            at = self.length
            for text, piece in paragraph.parts:
                stop = at + len(text)
                self.stretches.append(Stretch(at, stop, place, None, piece))
                self.lines.append(text)
                at = stop
            self.length = at
        if group[0].place.kind == "table":
            first = self.cells.get(group[0].place)
            self.cells[group[0].place] = Span(first.start if first else begin, self.length)
        if head or words:
            self._join(end)

    def _place(self, place: Place, visible: bool) -> tuple[str, str]:
        """Say where a line is; paragraphs are counted as a person would, without the empty ones."""
        if place.kind == "table":
            _, number, row, column = place
            return f"表{number}第{row}行第{column}列", f"table {number}, row {row}, column {column}"
        if place.kind == "body":
            self._counted += visible
        zh, en = PLACES[place.kind]
        number = self._counted if place.kind == "body" else place.number
        return zh.format(number), en.format(number)

    def _around(self, package: Package, main: str) -> Iterator[tuple[str, Walk]]:
        """Yield the headers and footers; one that is damaged has nothing to tell, as the text is read without it."""
        for each in package.relations(main):
            if each.kind in ("header", "footer") and each.target in package:
                with suppress(SourceError):
                    yield each.kind, _walked(package, each.target, self._known, ())

    def origin(self, package: Package, main: str) -> Origin:
        """Return where the text came from, and what else was in the file."""
        cells = [Cell(each.number, each.row, each.column, span) for each, span in self.cells.items()]
        found = [*around(self._around(package, main)), *leftovers(package, main, "".join(self.lines), self.anchors)]
        places, laid_out = tuple(self.stretches), docx_layout.later(package, main)
        return Origin("docx", places, tuple(self.generated), tuple(cells), tuple(found), laid_out=laid_out)


def _walked(package: Package, part: str, known: dict[str, Style], notes: Collection[str]) -> Walk:
    """Walk through a part; one whose fields do not end is read as if it had none, so that nothing is overlooked."""
    data = package.read(part)
    walk = Walk(part, known, notes).over(data)
    return Walk(part, known, notes, fields=False).over(data) if walk.fields else walk


def _row(place: Place) -> tuple[int, int] | None:
    return (place.number, place.row) if place.kind == "table" else None


def _said(cell: Sequence[Sequence[Paragraph]]) -> str:
    return " ".join("".join(text for each in group for text, _ in each.parts) for group in cell)


def _lines(paragraphs: Iterable[Paragraph]) -> Iterator[list[Paragraph]]:
    """Put those paragraphs together that are shown in one line; a table or a box ends a line."""
    for _, each in groupby(paragraphs, key=lambda paragraph: paragraph.place):
        group: list[Paragraph] = []
        for paragraph in each:
            group.append(paragraph)
            if not (paragraph.gone or paragraph.hidden):
                yield group
                group = []
        if group:
            yield group
