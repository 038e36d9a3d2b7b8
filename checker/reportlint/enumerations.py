"""Find the enumerations of running text: 一是…二是…, and 第一，…第二，…"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from reportlint import numeral
from reportlint.pattern import lazy
from reportlint.source import Text

if TYPE_CHECKING:
    from reportlint.document import Document

DEPTH = 3  # enumerations inside enumerations that are told apart
ANNOUNCED = lazy("(?:其中|分别|主要|重点|包括|表现|即|为)\\Z")
ITEM = lazy(r"(?P<number>[一二三四五六七八九十][一二三四五六七八九十]{0,2})[是，,]")  # 一是, or behind 第 一，
FIRST_IN_WORDS = lazy("首先|一方面|其一|第一|一是")


class Item(NamedTuple):
    """一是 in an enumeration; ``sure`` where it cannot be a part of a word (统一是)."""

    mark: Text
    number: int
    paragraph: Text
    sure: bool

    @property
    def leads(self) -> bool:
        """Whether its paragraph begins with it."""
        return self.mark.start == self.paragraph.start


class Enumeration(NamedTuple):
    """A run of items, 一是…二是…, from one 一是 to before the next."""

    items: tuple[Item, ...]

    @property
    def starts_elsewhere(self) -> bool:
        """Whether the first item is put in other words, or runs on from a word: 首先…；二是…"""
        first = self.items[0]
        before = first.paragraph.value[: first.mark.start - first.paragraph.start]
        return first.number > 1 and FIRST_IN_WORDS.search(before) is not None


def enumerations(document: Document) -> tuple[Enumeration, ...]:
    """Return the runs of items, in reading order; each heading begins a new series."""
    scopes = [division.paragraphs for division in document.divisions]
    scopes += [section.paragraphs for section in document.all_sections]
    counting = [[each for each in scope if "是" in each.value or "第" in each.value] for scope in scopes if scope]
    runs = [run for scope in counting if scope for run in _runs(scope)]
    return tuple(sorted(runs, key=lambda run: run.items[0].mark.span))


def _runs(paragraphs: list[Text]) -> Iterator[Enumeration]:
    """Part items into runs: 一是 opens one, others go to the innermost run that waits for them, else to the last one."""
    found = [item for paragraph in paragraphs for item in _items(paragraph)]
    for series in (False, True) if found else ():
        items = list(_needed([item for item in found if item.mark.value.startswith("第") is series]))
        waiting: list[list[Item]] = []
        for index, item in enumerate(items):
            open_runs = [run for run in reversed(waiting) if run[-1].number == item.number - 1]
            # where several wait, a paragraph that begins with 三是 goes on with those that begin with 二是
            fits = next((run for run in open_runs if run[-1].leads is item.leads), open_runs[0] if open_runs else None)
            if not waiting or (item.number == 1 and not _miscounted(waiting[-1], items[index + 1 : index + 2])):
                waiting.append([])
                fits = waiting[-1]
                if len(waiting) > DEPTH:
                    yield Enumeration(tuple(waiting.pop(0)))
            while fits is not None and waiting[-1] is not fits:
                yield Enumeration(tuple(waiting.pop()))
            waiting[-1].append(item)
        yield from (Enumeration(tuple(run)) for run in waiting)


def _miscounted(run: list[Item], after: list[Item]) -> bool:
    """Whether a second 一是 stands for 二是: 一是…一是…三是."""
    return len(run) == 1 and bool(after) and after[0].number == 3 and run[0].paragraph == after[0].paragraph


def _items(paragraph: Text) -> Iterator[Item]:
    value = paragraph.value
    for match in ITEM.finditer(value):
        start = match.start()
        ordinal = value[start - 1 : start] == "第"
        if ordinal is match[0].endswith("是"):
            continue
        start -= ordinal
        mark = Text(paragraph.start + start, value[start : match.end()])
        before = value[max(0, start - 2) : start]
        inside = before.endswith("、") and ordinal  # 分别居全国第五、第三，
        sure = ANNOUNCED.search(before) is not None or not ("\u4e00" <= before[-1:] <= "\u9fff" or inside)
        yield Item(mark, numeral.parse(match["number"]), paragraph, sure)


def _needed(items: list[Item]) -> Iterator[Item]:
    """Leave out what is part of a word (统一是), unless it is just the item that comes next."""
    last = 0
    for item in items:
        if item.sure or item.number == last + 1 != 1:
            last = item.number
            yield item
