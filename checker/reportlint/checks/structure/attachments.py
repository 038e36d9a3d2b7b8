"""Checks on attachments: what the note 附件： lists, and what the text refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reportlint import numeral
from reportlint.checks import check
from reportlint.diagnostic import Fix, Problem, Related
from reportlint.document import Document
from reportlint.language import Message
from reportlint.pattern import lazy
from reportlint.source import Span

NUMBER = r"(?:\d{1,2}(?![\d年月]|[.．]\d)|[一二三四五六七八九十]{1,3}(?!\w))"
LINE = lazy(rf"^[^\S\r\n]*附[^\S\r\n]*件[^\S\r\n]*(?:(?P<number>{NUMBER})|[:：])", re.M)
ITEM = lazy(r"(?:(?<=[:：])|(?<=\s))(\d{1,2})[^\S\r\n]*[.．、](?![\d、])[^\S\r\n]*")
CITED = lazy(
    rf"(?:详见|参见|[见（(])[^\S\r\n]*(?P<all>附件[^\S\r\n]*{NUMBER}(?:[、，和及至—–～~-]+(?:附件)?{NUMBER})*)"
)


class Attachments(NamedTuple):
    """What the lines beginning with 附件 tell: where the list is, its marks 1. 2., and the numbers of 附件1, 附件2."""

    listed: Span | None
    lines: int  # that begin with 附件： without a number
    marks: tuple[tuple[int, Span], ...]
    named: tuple[tuple[int, Span], ...]

    @property
    def numbers(self) -> set[int]:
        """All numbers that an attachment has; those without a number are the first ones."""
        return {1, *range(1, self.lines + 1), *(number for number, _ in (*self.marks, *self.named))}


def attachments(document: Document) -> Attachments:
    """Return the attachments that a document lists, and those that stand behind it."""
    text = document.source.text
    lines = list(LINE.finditer(text)) if "附" in text else []
    named = tuple((numeral.parse(line["number"]), Span(*line.span())) for line in lines if line["number"])
    bare = [line for line in lines if not line["number"]]
    if not bare:
        return Attachments(named[0][1] if named else None, 0, (), named)
    openers = [division.opener.start for division in document.divisions if division.opener]
    end = min((start for start in openers if start > bare[0].end()), default=len(text))
    marks = tuple((int(item[1]), Span(*item.span())) for item in ITEM.finditer(text, bare[0].start(), end))
    return Attachments(Span(*bare[0].span()), len(bare), marks, named)


@check
def single_attachment(document: Document) -> Iterator[Problem]:
    """One attachment has no number."""
    found = attachments(document)
    if found.listed is None or [number for number, _ in found.marks] != [1] or found.numbers != {1}:
        return
    mark = found.marks[0][1]
    if not document.source.text[found.listed.end : mark.start].strip():  # else 1. is a part of the name
        said = Message("只有一个附件，不编顺序号", "a single attachment has no number")
        yield Problem(mark, said, Fix.replace(mark, "", safe=False))


@check
def unlisted_attachment(document: Document) -> Iterator[Problem]:
    """An attachment that the text refers to is listed, where some are."""
    found = attachments(document)
    if found.listed is None:
        return
    related = Related(found.listed, Message("附件说明在这里", "the list of attachments is here"))
    for cited in CITED.finditer(document.source.text, 0, min(found.listed.start, document.end)):
        for each in re.finditer(rf"(?:附件\s*)?({NUMBER})", cited["all"]):
            if numeral.parse(each[1]) not in found.numbers:
                zh, en = f"没有列出附件{each[1]}，请核对序号或者补上", f"attachment {each[1]} is not listed"
                start = cited.start("all") + each.start()
                yield Problem(Span(start, start + len(each[0])), Message(zh, en), related=(related,))
