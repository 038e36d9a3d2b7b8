"""Cut the running text of a report into paragraphs and sentences, and compare them as a reader would."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from reportlint.pattern import lazy
from reportlint.source import Span, Text

if TYPE_CHECKING:
    from reportlint.document import Document

STOP = lazy(r"。[。！？”’」』）)]*")  # begins with one sign, which is found much faster than one of three
END = lazy(r"[。！？][。！？”’」』）)]*")
LEAD = lazy(
    r"(?:[一二三四五六七八九十]{1,3}是(?!否)|第[一二三四五六七八九十]{1,3}[，,]|(?:首先|其次|再次|最后|此外|同时)[，,]"
    r"|[（(]?\d{1,2}[）).．、](?!\d)|[①-⑳])+"
)


class Sentence(NamedTuple):
    """A sentence with its end mark; ``key`` is what makes two sentences the same: its words without 一是 and blanks."""

    start: int
    value: str
    key: str
    paragraph: int  # where its paragraph begins

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.start + len(self.value))


def compared(text: str) -> str:
    """Return a text as two of them are compared: without blanks, and without the number or 一是 that leads it.

    >>> compared("一是完善 制度。"), compared("1.完善制度。")
    ('完善制度。', '完善制度。')
    """
    bare = "".join(text.split())
    lead = LEAD.match(bare)
    return bare[lead.end() :] if lead else bare


def paragraphs(document: Document) -> tuple[Text, ...]:
    """Return the paragraphs of the report itself, in reading order."""
    found = [paragraph for division in document.body for paragraph in division.paragraphs]
    found += [paragraph for top in document.sections for section in top.walk() for paragraph in section.paragraphs]
    return tuple(sorted(found))


def sentences(document: Document) -> tuple[Sentence, ...]:
    """Return the sentences that end in 。！ or ？; lines of a table and the like are none."""
    return tuple(
        Sentence(paragraph.start + start, value, compared(value), paragraph.start)
        for paragraph in document.paragraphs
        for start, value in _cut(paragraph.value)
    )


def _cut(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for mark in (END if "！" in text or "？" in text else STOP).finditer(text):
        value = text[start : mark.end()].lstrip()
        yield mark.end() - len(value), value
        start = mark.end()
