"""Headings, sections and divisions: the tree that a report is, once parsed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reportlint.source import Span, Text


class Heading(NamedTuple):
    """A numbered heading, such as 一、总体情况, without the text that runs in after its first 。"""

    level: int  # 1 to 4: 一、 （一） 1. （1）
    mark: Text  # as written: 三. for a wrong mark
    number: int
    title: Text
    alone: bool  # nothing follows the title on its line

    @property
    def span(self) -> Span:
        """From the mark to the end of the title."""
        return Span(self.mark.start, self.title.end)


class Section(NamedTuple):
    """A heading with all that stands under it, up to the next heading of its level."""

    heading: Heading
    paragraphs: tuple[Text, ...]
    sections: tuple[Section, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing stands under the heading."""
        return not self.paragraphs and not self.sections

    def walk(self) -> Iterator[Section]:
        """Yield this section and all below it, in reading order."""
        todo = [self]
        while todo:
            section = todo.pop()
            yield section
            todo.extend(reversed(section.sections))


class Siblings(NamedTuple):
    """Sections of one level under one heading; ``beginning`` where they head a division."""

    sections: tuple[Section, ...]
    beginning: bool


class Division(NamedTuple):
    """A part of the document in which numbers begin anew: the main text, an annex, what follows a signature."""

    opener: Text | None  # the signature, or the line 附件1; None for the main text
    paragraphs: tuple[Text, ...]
    sections: tuple[Section, ...]
