"""What a report cites: titles, document numbers (发文字号), articles, and title marks out of place."""

from __future__ import annotations

from typing import NamedTuple

from reportlint.source import Span, Text


class Title(NamedTuple):
    """A name in 《》, with its marks."""

    span: Span
    name: Text  # without the marks
    years: Text | None  # （2021—2025年）, as written

    @property
    def issuer(self) -> str:
        """What stands before the first 关于: the body that issued the document, or nothing."""
        before, about, _ = self.name.value.partition("关于")
        return before if about else ""


class Number(NamedTuple):
    """A document number, in the right form or in one of the broken ones.

    ``kind`` is the name of its terminal in reference.lark, in lower case: number for the right form, loose for a
    complete one in the wrong dress, without_closing and the like for broken ones, order, announcement, case.
    """

    span: Span  # with the organ's code
    kind: str
    written: Text  # from the bracket on
    code: Text | None  # 机关代字
    bracket: Text | None  # 〔2021〕, as written
    year: int | None
    serial: Text | None  # 74, as written: 第074
    blanks: tuple[Span, ...]
    value: int | None = None  # the serial as a number

    @property
    def key(self) -> tuple[str, int | None, int | None]:
        """What makes two numbers the same, however they are written."""
        return (self.code.value if self.code else "", self.year, self.value)


class Reference(NamedTuple):
    """A document cited in running text: its title, its number, or both."""

    title: Title | None
    number: Number | None

    @property
    def span(self) -> Span:
        """From the first character of either to the last."""
        first, *others = [part.span for part in self if part]
        return Span(min(first.start, others[0].start), max(first.end, others[0].end)) if others else first


class Mark(NamedTuple):
    """A title mark that is wrong: ``kind`` is unclosed, unopened, nested or angle; ``pair`` are its single marks."""

    span: Span
    kind: str
    pair: tuple[Span, ...]


class Article(NamedTuple):
    """第七十五条第一款; ``law`` is the title it belongs to, if it follows one."""

    span: Span
    numeral: Text  # 七十五
    law: Title | None
