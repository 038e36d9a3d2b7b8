"""Headings, sections and divisions: the tree that a report is, once parsed."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from reportlint.pattern import lazy
from reportlint.source import Span, Text

PART = lazy(
    r"(?:第\s?[一二三四五六七八九十百零〇\d]{1,5}\s?(?:部分|[章编篇节条])|[壹贰叁肆伍陆柒捌玖拾]{1,3}|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]{1,2}|[IVX]{1,4}(?=[.．、]))[\s:：、.．]*"
)
MARKS = "第壹贰叁肆伍陆柒捌玖拾ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩIVX"  # what the mark of a part begins with


class Heading(NamedTuple):
    """A numbered heading, such as 一、总体情况, without the text that runs in after its first 。"""

    level: int  # 1 to 4: 一、 （一） 1. （1）; 0 for 第一部分
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

    @property
    def extent(self) -> Span:
        """From its heading to the end of its last line."""
        last = self.walk()[-1]
        end = last.paragraphs[-1].end if last.paragraphs else last.heading.span.end
        return Span(self.heading.mark.start, end)

    def walk(self) -> list[Section]:
        """Return this section and all below it, in reading order."""
        found, todo = [], [self]
        while todo:
            section = todo.pop()
            found.append(section)
            if section.sections:
                todo += section.sections[::-1]
        return found


class Siblings(NamedTuple):
    """Sections of one level under one heading; ``beginning`` where they head a division."""

    sections: tuple[Section, ...]
    beginning: bool


class Division(NamedTuple):
    """A part of the document in which numbers begin anew: the main text, 第一部分, an annex, what follows a signature."""

    opener: Text | None  # the signature, or the line 附件1 or 第一部分; None for the main text
    paragraphs: tuple[Text, ...]
    sections: tuple[Section, ...]

    @property
    def inner(self) -> bool:
        """Whether it belongs to the report itself: the main text, or a part such as 第一部分 or 壹、."""
        return self.opener is None or (self.opener.value[0] in MARKS and PART.match(self.opener.value) is not None)

    @property
    def part(self) -> Section | None:
        """The division as a section above all others, if it is a part; its title may stand on a line of its own."""
        match = PART.match(self.opener.value) if self.opener and self.opener.value[0] in MARKS else None
        if match is None or self.opener is None:
            return None
        mark = Text(self.opener.start, match[0].rstrip(" \u3000:：、.．"))
        title, rest = Text(self.opener.start + match.end(), self.opener.value[match.end() :]), self.paragraphs
        if not title.value and rest and not re.search("[，。；]", rest[0].value):
            title, rest = rest[0], rest[1:]
        return Section(Heading(0, mark, 0, title, True), rest, self.sections)


def siblings(divisions: tuple[Division, ...]) -> tuple[Siblings, ...]:
    """Return the sections of one level under one heading, in reading order."""
    groups = []
    for division in divisions:
        parents = [division.sections]
        parents += [section.sections for top in division.sections for section in top.walk()]
        for sections in filter(None, parents):
            levels = sorted({section.heading.level for section in sections})
            for level in levels:
                group = sections if len(levels) == 1 else tuple(s for s in sections if s.heading.level == level)
                groups.append(Siblings(group, sections is division.sections))
    return tuple(groups)


class Places(NamedTuple):
    """Where divisions and sections begin, and for each its mark, its title and the index of the one above it, or -1.

    An annex or a signature has neither mark nor title.
    """

    starts: list[int]
    headings: list[tuple[str, str, int]]
    paths: dict[int, tuple[str, ...]]  # those that were asked for, by index

    def path(self, offset: int) -> tuple[str, ...]:
        """Return the headings above a place, the outermost first."""
        return self._path(bisect_right(self.starts, offset) - 1)

    def _path(self, at: int) -> tuple[str, ...]:
        if at not in self.paths:
            mark, title, above = self.headings[at]
            self.paths[at] = (*self._path(above), mark + title) if mark or title else self._path(above)
        return self.paths[at]


def places(divisions: tuple[Division, ...]) -> Places:
    """Return where the divisions and their sections begin."""
    starts: list[int] = []
    headings: list[tuple[str, str, int]] = []
    for division in divisions:
        top = -1
        if division.opener:
            top = len(starts)
            starts.append(division.opener.start)
            headings.append(("", " ".join(division.opener.value.split()) if division.inner else "", -1))
        todo = [(section, top) for section in reversed(division.sections)]
        while todo:
            section, above = todo.pop()
            _, mark, _, title, _ = section.heading
            if section.sections:
                todo += [(below, len(starts)) for below in reversed(section.sections)]
            starts.append(mark.start)
            headings.append((mark.value, title.value, above))
    return Places(starts, headings, {-1: ()})
