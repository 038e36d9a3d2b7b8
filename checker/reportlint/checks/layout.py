"""Checks on how a report looks on paper; they find nothing in a file that does not tell.

The same deviation is told once, however often it is there: with the first places and their number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportlint.checks import check, office
from reportlint.deviations import Found, beginning, told
from reportlint.diagnostic import Problem
from reportlint.document import Document
from reportlint.language import Message
from reportlint.layout import Layout, Look, Page, PageNumber, Paragraph, named
from reportlint.source import Span

TITLE, BODY = Message("标题", "the title"), Message("正文", "the running text")
NUMBER = Message("页码", "the page number")
LEVELS = [Message(f"{zh}级标题", f"headings of level {at}") for at, zh in enumerate("一二三四", 1)]
LONGEST = 30  # characters that are quoted of what the file says
BLANKS = re.compile("[ \xa0\u3000]*")
SENTENCE = re.compile("[。；！？]")


@check
@office
def paper(document: Document, *, width: int, height: int, tolerance: int) -> Iterator[Problem]:
    """Pages have the size, in mm, upright or across."""
    found: list[Found] = []
    for page in _layout(document).pages:
        sides = zip(sorted((page.width, page.height)), sorted((width, height)), strict=True)
        if any(abs(own - right) > tolerance for own, right in sides):
            own, right = f"{page.width:.0f}×{page.height:.0f}", f"{width}×{height}"
            said = Message(f"纸张是{own}毫米，应为{right}毫米", f"paper: {own} mm, required: {right} mm")
            found.append((_head(document, page), said))
    yield from told(found)


@check
@office
def margins(document: Document, *, top: int, left: int, width: int, height: int, tolerance: int) -> Iterator[Problem]:
    """Upright pages have the margins above and at the binding, and leave the area for the text, in mm."""
    wanted = [(top, "天头（上边距）", "top margin"), (left, "订口（左边距）", "left margin")]
    wanted += [(width, "版心宽", "width of the text area"), (height, "版心高", "height of the text area")]
    found: list[Found] = []
    for page in (each for each in _layout(document).pages if not each.across):
        area = page.width - page.left - page.right, page.height - page.top - page.bottom
        for own, (right, zh, en) in zip((page.top, page.left, *area), wanted, strict=True):
            if round(abs(own - right), 1) > tolerance:
                said = Message(f"{zh}是{own:.1f}毫米，应为{right}毫米", f"{en}: {own:.1f} mm, required: {right} mm")
                found.append((_head(document, page), said))
    yield from told(found)


@check
@office
def title(document: Document, *, font: str, fonts: str, size: int) -> Iterator[Problem]:
    """The title is set in a font, one whose name fits the pattern ``fonts``, and in a size in points."""
    spans = [(span, span) for span in _title(document)]
    yield from _lettered(document, spans, TITLE, (font, fonts, size))


@check
@office
def body(document: Document, *, font: str, fonts: str, size: int) -> Iterator[Problem]:
    """The running text is set in a font, one whose name fits the pattern ``fonts``, and in a size in points."""
    spans = [(span, beginning(document.source, span)) for span in _sentences(document)]
    yield from _lettered(document, spans, BODY, (font, fonts, size))


def _lettered(
    document: Document, spans: Iterable[tuple[Span, Span]], part: Message, wanted: tuple[str, str, int]
) -> Iterator[Problem]:
    looks = [(shown, _layout(document).look(span)) for span, shown in spans]
    yield from told(found for span, look in looks if look for found in _letters(span, look, part, wanted))


@check
@office
def headings(document: Document, *, font: list[str], fonts: list[str], size: int) -> Iterator[Problem]:
    """The headings of each level are set in the font of this level, and in one size in points."""
    found: list[Found] = []
    levels = dict(enumerate(zip(LEVELS, font, fonts, strict=False), 1))
    for heading in (s.heading for top in document.sections for s in top.walk()):
        look = _layout(document).look(heading.span)
        if look and heading.level in levels:
            part, name, names = levels[heading.level]
            found += _letters(heading.span, look, part, (name, names, size))
    yield from told(found)


def _letters(span: Span, look: Look, part: Message, wanted: tuple[str, str, int]) -> Iterator[Found]:
    font, fonts, size = wanted
    own = " ".join((look.font or "").split())[:LONGEST]
    if not own:
        yield span, Message(f"{part.zh}没有指定字体，应为{font}", f"font of {part.en}: none, required: {font}")
    elif not re.search(fonts, own, re.IGNORECASE):
        yield span, Message(f"{part.zh}字体是{own}，应为{font}", f"font of {part.en}: {own}, required: {font}")
    if look.size != size:
        zh = f"{part.zh}字号是{named(look.size)}，应为{named(size)}"
        yield span, Message(zh, f"size of {part.en}: {look.size:g} pt, required: {size} pt")


@check
@office
def centred(document: Document) -> Iterator[Problem]:
    """The title is centred, each line of it."""
    found: list[Found] = []
    for whole in _title(document):
        for paragraph in _layout(document).within(whole):
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


@check
@office
def page_number(document: Document) -> Iterator[Problem]:
    """All pages are numbered in their footers."""
    found = []
    for page in _layout(document).pages:
        if None in page.numbers:
            kind = Message("", "the pages") if page.numbers[0] is None else Message("偶数页", "even pages")
            said = Message(f"{kind.zh}页脚没有页码，应有页码", f"{kind.en} have no number in their footer")
            found.append((_head(document, page), said))
    yield from told(found)


@check
@office
def page_number_form(
    document: Document, *, form: str, pattern: str, font: str, fonts: str, size: int
) -> Iterator[Problem]:
    """The number of page 1 is written as ``pattern`` says, in a font and a size in points."""
    found: list[Found] = []
    for page in _layout(document).pages:
        span = _head(document, page)
        for number in filter(None, page.numbers):
            if not re.fullmatch(pattern, number.text):
                found.append((span, _form(number, form)))
            look = Look(number.look.latin, None, number.look.size)  # its digits are what is looked at
            found += _letters(span, look, NUMBER, (font, fonts, size))
    yield from told(found)


def _form(number: PageNumber, form: str) -> Message:
    own = " ".join(number.text.split())
    if len(own) > LONGEST or len(re.findall(r"\d", own)) > 1:  # there is more in the footer, and that may be private
        return Message(f"页码写法不对，应为“{form}”", f"the page number is written otherwise than “{form}”")
    return Message(f"页码写作“{own}”，应为“{form}”", f"the page number is written “{own}”, required: “{form}”")


def _layout(document: Document) -> Layout:
    return (document.source.origin and document.source.origin.layout) or Layout((), ())


def _title(document: Document) -> list[Span]:
    return [document.title.span] if document.title else []


def _sentences(document: Document) -> list[Span]:
    """Return the paragraphs of the body that have a sentence: lists of names are set in other ways."""
    return [text.span for text in document.paragraphs if SENTENCE.search(text.value)]


def _body(document: Document) -> Iterator[tuple[Span, Paragraph]]:
    """Yield the paragraphs that have running text, each once, with the place to show."""
    last = -1
    for span in _sentences(document):
        for paragraph in _layout(document).within(span):
            if paragraph.span.start > last:
                yield beginning(document.source, paragraph.span), paragraph
                last = paragraph.span.start


def _head(document: Document, page: Page) -> Span:
    """Return the place for what concerns all pages of a section: the title, else the first words on them."""
    for span in _title(document):
        if page.span.start <= span.end and span.start <= page.span.end:
            return span
    return beginning(document.source, page.span)
