"""Checks on lists in running text: 一是…二是…, 1.…2.…, ①…②…."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint import numeral
from reportlint.checks import check
from reportlint.checks.numbering.headings import renumbered
from reportlint.diagnostic import Problem, Related
from reportlint.document import Document
from reportlint.language import Message
from reportlint.pattern import lazy
from reportlint.source import Span, Text

CIRCLE = ord("①") - 1
LIST = lazy(r"[①1１](?:(?<=①)|(?<=[（(].)[）)]|(?<!\d.)[.．、](?!\d))")
MARKS = (
    lazy(r"([①-⑳])(?=[^\W\d]{2})"),
    lazy(r"(?:(?<=[：:；;。，,、])|(?<=\A))[（(](\d{1,2})[）)](?=[^\W\d]{2})"),
    lazy(r"(?:(?<=[：:；;。])|(?<=\A))(\d{1,2})[.．、](?=[^\W\d]{2})"),
)
AHEAD = 3  # a mark that is so far ahead belongs to another list
REACH = 30  # characters before a list in which its items may be announced


@check
def enumeration(document: Document) -> Iterator[Problem]:
    """一是…二是…三是… count without gap or repeat, and so do （1）…（2） and ①…② within a paragraph."""
    for run in document.enumerations:
        if not run.starts_elsewhere:
            yield from _counted([(item.number, item.mark) for item in run.items])
    for paragraph in document.paragraphs if LIST.search(document.source.text) else ():
        for items in _marked(paragraph):
            yield from _counted(items)


def _counted(items: list[tuple[int, Text]]) -> Iterator[Problem]:
    expected = 1
    for index, (number, mark) in enumerate(items):
        previous = items[index - 1] if index else None
        if number not in (expected, previous[0] + 1 if previous else 1):
            right = chr(CIRCLE + expected) if "①" <= mark.value <= "⑳" else renumbered(mark.value, expected)
            related = (
                Related(previous[1].span, Message("上一项在这里", "the item before it is here")) if previous else None
            )
            yield Problem(
                mark.span,
                Message(f"列举序号不连续，应为“{right}”", f"enumeration out of sequence; expected “{right}”"),
                related=(related,) if related else (),
            )
        else:
            expected = number
        expected += 1


def _marked(paragraph: Text) -> Iterator[list[tuple[int, Text]]]:
    """Yield the lists 1.…2.…, （1）…（2）… and ①…②… of a paragraph that begin with 1 and have an item behind."""
    for pattern in MARKS if LIST.search(paragraph.value) else ():
        items: list[tuple[int, Text]] = []
        for match in pattern.finditer(paragraph.value):
            number = int(match[1]) if match[1].isdecimal() else ord(match[1]) - CIRCLE
            if number == 1 or not items or number < items[-1][0] or number > items[-1][0] + AHEAD:
                yield from [items] if len(items) > 1 else []
                items = []
            if number == 1 or items:
                items.append((number, Text(paragraph.start + match.start(), match[0])))
        yield from [items] if len(items) > 1 else []


@check
def announced(document: Document, *, nouns: str) -> Iterator[Problem]:
    """As many items follow as are announced: 以下五个方面：一是…; ``nouns`` are words for what is counted."""
    said = re.compile(
        rf"(?<!第)(?P<count>[两二三四五六七八九十]|(?<!\d)\d{{1,2}})[个项条点大种]?(?:{nouns})\w{{0,4}}[”’]?[：:]\s*\Z"
    )
    for run in document.enumerations:
        first = run.items[0].mark
        if [item.number for item in run.items] != list(range(1, len(run.items) + 1)) or len(run.items) < 2:
            continue
        start = max(0, first.start - REACH)
        match = said.search(document.source.text[start : first.start])
        if match and (count := numeral.parse(match["count"])) != len(run.items):
            span = Span(start + match.start(), start + match.end("count"))
            yield Problem(
                span,
                Message(
                    f"前面说的是{match['count']}，列出的是{numeral.render(len(run.items))}，请核对",
                    f"{count} are announced, {len(run.items)} are listed; check them",
                ),
                related=(Related(run.items[-1].mark.span, Message("最后一项在这里", "the last item is here")),),
            )


@check
def lone_item(document: Document) -> Iterator[Problem]:
    """Where there is 一是, there is 二是."""
    for run in document.enumerations:
        if [item.number for item in run.items] == [1] and run.items[0].mark.value.endswith("是"):
            yield Problem(
                run.items[0].mark.span,
                Message("只有“一是”，没有“二是”", "“一是” (firstly) without a “二是” (secondly)"),
            )
