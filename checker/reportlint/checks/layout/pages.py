"""Checks on the pages of a report on paper: their size and margins, their numbers, how much a line holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from reportlint.checks import check, office
from reportlint.checks.layout.parts import LONGEST, layout_of, letters, sentences, titles
from reportlint.deviations import Found, beginning, told
from reportlint.diagnostic import Problem
from reportlint.document import Document
from reportlint.language import Message
from reportlint.layout import MM, Look, Page, PageNumber
from reportlint.source import Span

NUMBER = Message("页码", "the page number")
SIDES = {
    "left": Message("居左", "at the left"),
    "right": Message("居右", "at the right"),
    "center": Message("居中", "in the middle"),
}
SIDES |= {"outside": Message("靠外侧", "at the outer side"), "inside": Message("靠里侧", "at the inner side")}
NEARLY = 0.02  # of a character, that a line may lack
AWRY = 0.25  # of a character, from which a blank is too wide or too narrow


@check
@office
def paper(document: Document, *, width: int, height: int, tolerance: int) -> Iterator[Problem]:
    """Pages have the size, in mm, upright or across."""
    found: list[Found] = []
    for page in layout_of(document).pages:
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
    for page in (each for each in layout_of(document).pages if not each.across):
        area = page.width - page.left - page.right, page.height - page.top - page.bottom
        for own, (right, zh, en) in zip((page.top, page.left, *area), wanted, strict=True):
            if round(abs(own - right), 1) > tolerance:
                said = Message(f"{zh}是{own:.1f}毫米，应为{right}毫米", f"{en}: {own:.1f} mm, required: {right} mm")
                found.append((_head(document, page), said))
    yield from told(found)


@check
@office
def line(document: Document, *, characters: int, size: int, width: int, tolerance: int) -> Iterator[Problem]:
    """A line holds so many characters, where its width in mm and the size of the text in points are right."""
    found: list[Found] = []
    for page in layout_of(document).pages:
        room = page.width - page.left - page.right
        if page.across or page.spacing is None or abs(room - width) > tolerance or _size(document, page) != size:
            continue
        held = int(room / MM / max(size + page.spacing, 1) + NEARLY)
        if held != characters:
            said = Message(
                f"每行排{held}字，应为{characters}字", f"a line holds {held} characters, required: {characters}"
            )
            found.append((_head(document, page), said))
    yield from told(found)


def _size(document: Document, page: Page) -> float | None:
    """Return the size that most sentences on some pages have."""
    own = [span for span in sentences(document) if page.span.start <= span.start < page.span.end]
    sizes = Counter(look.size for look in map(layout_of(document).look, own) if look)
    return max(sizes, key=sizes.__getitem__, default=None)


@check
@office
def page_number(document: Document) -> Iterator[Problem]:
    """All pages are numbered in their footers."""
    found = []
    for page in layout_of(document).pages:
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
    for page in layout_of(document).pages:
        span = _head(document, page)
        for number in filter(None, page.numbers):
            if not re.fullmatch(pattern, number.text):
                found.append((span, _form(number, form)))
            look = Look(number.look.latin, None, number.look.size)  # its digits are what is looked at
            found += letters(span, look, NUMBER, (font, fonts, size))
    yield from told(found)


def _form(number: PageNumber, form: str) -> Message:
    own = " ".join(number.text.split())
    if len(own) > LONGEST or len(re.findall(r"\d", own)) > 1:  # there is more in the footer, and that may be private
        return Message(f"页码写法不对，应为“{form}”", f"the page number is written otherwise than “{form}”")
    return Message(f"页码写作“{own}”，应为“{form}”", f"the page number is written “{own}”, required: “{form}”")


@check
@office
def page_number_place(document: Document, *, free: int, signs: int) -> Iterator[Problem]:
    """The number stands at the right on odd pages, at the left on even ones, with so many characters free beside it.

    A report of no more than so many signs may have one page only, whose number stands at the right.
    """
    found: list[Found] = []
    short = len("".join(document.source.text.split())) <= signs
    for page in layout_of(document).pages:
        found += [(_head(document, page), said) for said in _misplaced(page.numbers, free, short)]
    yield from told(found)


def _misplaced(numbers: tuple[PageNumber | None, ...], free: int, short: bool) -> Iterator[Message]:
    if len(numbers) == 1:
        [number] = numbers
        if number and number.side and number.side != "outside" and not (short and number.side == "right"):
            side = SIDES[number.side]
            yield Message(
                f"页码{side.zh}，应单页居右、双页居左",
                f"the page number is {side.en}, required: right on odd pages, left on even",
            )
        return
    kinds = (Message("单页", "odd pages"), "right"), (Message("双页", "even pages"), "left")
    for number, (kind, right) in zip(numbers, kinds, strict=True):
        if number and number.side and number.side not in (right, "outside"):
            side, wanted = SIDES[number.side], SIDES[right]
            yield Message(
                f"{kind.zh}页码{side.zh}，应{wanted.zh}", f"the number of {kind.en} is {side.en}, required: {wanted.en}"
            )
        elif number and number.side == right:
            own = number.right if right == "right" else number.left
            if abs(own - free) > AWRY:
                beside = Message({"right": "右", "left": "左"}[right], f"at the {right}")
                yield Message(
                    f"{kind.zh}页码{beside.zh}空{own:.2g}字，应空{free}字",
                    f"{own:.2g} characters are free {beside.en} of the number of {kind.en}, required: {free}",
                )


def _head(document: Document, page: Page) -> Span:
    """Return the place for what concerns all pages of a section: the title, else the first words on them."""
    for span in titles(document):
        if page.span.start <= span.end and span.start <= page.span.end:
            return span
    return beginning(document.source, page.span)
