"""Checks on how the title, headings and running text of a report look on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportlint.checks import check, office
from reportlint.checks.layout.parts import layout_of, letters, sentences, titles
from reportlint.deviations import Found, beginning, told
from reportlint.diagnostic import Problem
from reportlint.document import Document
from reportlint.language import Message
from reportlint.layout import Paragraph
from reportlint.pattern import lazy
from reportlint.source import Span

TITLE, BODY = Message("标题", "the title"), Message("正文", "the running text")
LEVELS = [Message(f"{zh}级标题", f"headings of level {at}") for at, zh in enumerate("一二三四", 1)]
BLANKS = lazy("[ \xa0\u3000]*")


@check
@office
def title(document: Document, *, font: str, fonts: str, size: int) -> Iterator[Problem]:
    """The title is set in a font, one whose name fits the pattern ``fonts``, and in a size in points."""
    spans = [(span, span) for span in titles(document)]
    yield from _lettered(document, spans, TITLE, (font, fonts, size))


@check
@office
def body(document: Document, *, font: str, fonts: str, size: int) -> Iterator[Problem]:
    """The running text is set in a font, one whose name fits the pattern ``fonts``, and in a size in points."""
    spans = [(span, beginning(document.source, span)) for span in sentences(document)]
    yield from _lettered(document, spans, BODY, (font, fonts, size))


def _lettered(
    document: Document, spans: Iterable[tuple[Span, Span]], part: Message, wanted: tuple[str, str, int]
) -> Iterator[Problem]:
    looks = [(shown, layout_of(document).look(span)) for span, shown in spans]
    yield from told(found for span, look in looks if look for found in letters(span, look, part, wanted))


@check
@office
def headings(document: Document, *, font: list[str], fonts: list[str], size: int) -> Iterator[Problem]:
    """The headings of each level are set in the font of this level, and in one size in points."""
    found: list[Found] = []
    levels = dict(enumerate(zip(LEVELS, font, fonts, strict=False), 1))
    for heading in (s.heading for top in document.sections for s in top.walk()):
        look = layout_of(document).look(heading.span)
        if look and heading.level in levels:
            part, name, names = levels[heading.level]
            found += letters(heading.span, look, part, (name, names, size))
    yield from told(found)


@check
@office
def centred(document: Document) -> Iterator[Problem]:
    """The title is centred, each line of it."""
    found: list[Found] = []
    for whole in titles(document):
        for paragraph in layout_of(document).within(whole):
            if paragraph.align != "center":
                span = Span(max(paragraph.span.start, whole.start), min(paragraph.span.end, whole.end))
                found.append((span, Message("标题没有居中，应居中", "the title is not centred")))
    yield from told(found)


@check
@office
def pitch(document: Document, *, least: int, most: int) -> Iterator[Problem]:
    """From line to line of the body it is between so many points."""
    found: list[Found] = []
    for span, paragraph in _body(document):
        if paragraph.pitch is None:
            zh = f"正文行距不是固定值，应为固定值{least}至{most}磅"
            found.append((span, Message(zh, f"the line pitch is not fixed, required: exactly {least} to {most} pt")))
        elif not least <= round(paragraph.pitch, 1) <= most:
            zh = f"正文行距是{paragraph.pitch:.4g}磅，应为{least}至{most}磅"
            found.append((span, Message(zh, f"line pitch: {paragraph.pitch:.4g} pt, required: {least} to {most} pt")))
    yield from told(found)


@check
@office
def indent(document: Document, *, characters: int) -> Iterator[Problem]:
    """The first line of each paragraph of the body begins so many characters behind the margin; blanks count as well."""
    found: list[Found] = []
    for span, paragraph in _body(document):
        if paragraph.align in ("center", "right"):  # a line of its own, such as a date under the title
            continue
        line, at = document.source.line_at(paragraph.span.start)
        if line[:at].strip() or "\t" in line[:at]:  # how wide a label or a tabulator is, the file does not tell
            continue
        blanks = BLANKS.match(line)
        typed = sum(1.0 if sign == "\u3000" else 0.5 for sign in (blanks[0] if blanks else ""))
        width = round(paragraph.indent + typed, 1)
        if abs(width - characters) > 0.25:
            zh = f"段落首行左空{width:g}字，应为{characters}字"
            en = f"the first line is indented by {width:g} characters, required: {characters}"
            found.append((span, Message(zh, en)))
    yield from told(found)


def _body(document: Document) -> Iterator[tuple[Span, Paragraph]]:
    """Yield the paragraphs that have running text, each once, with the place to show."""
    last = -1
    for span in sentences(document):
        for paragraph in layout_of(document).within(span):
            if paragraph.span.start > last:
                yield beginning(document.source, paragraph.span), paragraph
                last = paragraph.span.start
