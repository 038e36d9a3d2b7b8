"""Checks on marks that are doubled, missing or made of others, on stray blanks and on the sign for zero."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint.checks import check
from reportlint.diagnostic import Fix, Problem
from reportlint.document import Document
from reportlint.language import Message
from reportlint.pattern import lazy
from reportlint.running import Line
from reportlint.source import Span, within

DOUBLED = lazy(r"[，。；：、,;:][，。；：、,;:]+")
ELLIPSIS = lazy(r"[.。·・…](?:(?<=…)…*|(?<=\.)\.{2,}|(?<=。)。{2,}|(?<=[·・])[·・]{2,})")
CHINESE = lazy(r"[^\W\da-zA-Z_]|[）》”％]")
LEADERS = lazy(r"\s*\d{1,3}\s*$", re.M)  # the page in a table of contents
BLANK = lazy(r"[^\W\da-zA-Z_]([^\S\r\n]+)(?=[^\W\da-zA-Z_])")
SHORT = 5  # characters of a heading that make no half of it
LAST = 8  # characters that tell whether a sentence has ended
DIGIT = "一二三四五六七八九〇"
ZERO = lazy(
    rf"[{DIGIT}](?:(?<![{DIGIT}零○◯OoＯ0０].)[{DIGIT}零○◯OoＯ0０]{{3}}(?=年)|[{DIGIT}]{{0,3}}[○◯](?:[{DIGIT}○◯]+|(?=[年号条])))"
)
NEXT_TO_ZERO = lazy(f"[{DIGIT}][零○◯OoＯ0０]")
WRONG_ZERO = lazy("[零○◯OoＯ0０]")


@check
def doubled(document: Document) -> Iterator[Problem]:
    """Two marks of a sentence do not stand side by side."""
    text = document.source.text
    for match in DOUBLED.finditer(text):
        marks = match[0]
        here = match.start()
        if marks.isascii() or "。。。" in marks or (marks[0] == "：" and marks[1] not in "：。"):
            continue
        if within(document.protected, here) or within(document.outside, here):
            continue
        right = _right(marks)
        yield Problem(
            Span(*match.span()),
            Message(f"标点“{marks}”重复，应为“{right}”", f"marks doubled: “{marks}”; expected “{right}”"),
            Fix.replace(Span(*match.span()), right, safe=len(set(marks)) == 1 or marks.endswith("。")),
        )


def _right(marks: str) -> str:
    """Return 。 where it is among some marks, else the last of them."""
    return "。" if "。" in marks else marks[-1]


@check
def ellipsis(document: Document) -> Iterator[Problem]:
    """An ellipsis has six dots: ……"""
    text = document.source.text
    if not any(dots in text for dots in ("...", "。。。", "…", "···", "・・・")):
        return
    for match in ELLIPSIS.finditer(text):
        start, end = match.span()
        near = CHINESE.match(text[max(0, start - 1) : start]) or CHINESE.match(text[end : end + 1])
        if match[0] in ("……", "…………") or not near or LEADERS.match(text, end) or within(document.outside, start):
            continue
        yield Problem(
            Span(start, end),
            Message("省略号应为“……”", "an ellipsis is written “……”"),
            Fix.replace(Span(start, end), "……"),
        )


@check
def zero(document: Document) -> Iterator[Problem]:
    """The zero among Chinese numerals is 〇, not a circle, a letter or a digit."""
    text = document.source.text
    if not NEXT_TO_ZERO.search(text):
        return
    titles = [reference.title.span for reference in document.references if reference.title]
    for match in ZERO.finditer(text):
        right = WRONG_ZERO.sub("〇", match[0])
        if right != match[0] and not within(titles, match.start()):
            yield Problem(
                Span(*match.span()),
                Message(f"汉字数字的零写作“〇”，应为“{right}”", f"zero among Chinese numerals is 〇: “{right}”"),
                Fix.replace(Span(*match.span()), right),
            )


@check
def missing_end(document: Document, *, ends: str, contact: str, shortest: int, wrapped: int) -> Iterator[Problem]:
    """A paragraph of running text ends a sentence; silent on damage, or if over ``wrapped`` per cent do not."""
    lines = [line.text for line in (() if document.damage else document.running)]
    ending = re.compile(ends)
    broken = [line for line in lines if not _ends(line.value.rstrip(), ending)]
    if len(broken) > 2 and 100 * len(broken) > wrapped * len(lines):
        return
    for line in broken:
        value = line.value.rstrip()
        comma = value[-1] in "，、,"
        phrase = (
            not comma
            and len(value) < shortest
            and not re.search("[。；！？]|^[^（(]*[0-9][^，（(]*，[^（(]*[0-9][^，（(]{1,4}$", value)
        )
        if phrase or re.search(contact, value):
            continue
        last = line.start + len(value) - 1
        said = Message(
            f"段落末尾是“{value[-1]}”，应为“。”" if comma else "段落末尾缺“。”",
            f"the paragraph ends in “{value[-1]}”; expected “。”" if comma else "the paragraph has no “。” at its end",
        )
        yield Problem(Span(last, last + 1), said)


def _ends(value: str, ends: re.Pattern[str]) -> bool:
    """Whether a line ends a sentence, if need be before a remark in brackets."""
    if ends.search(value[-LAST:]):
        return True
    return value.endswith("）") and ends.search(value[: value.rfind("（")][-LAST:]) is not None


@check
def blanks(document: Document, *, after: str, most: int) -> Iterator[Problem]:
    """No blank stands between Chinese characters of running text; a line with more than ``most`` is set out with them."""
    text, unfilled = document.source.text, sorted(document.unfilled)
    for line in [line for line in document.running if len(line.text.value.split()) > 1]:
        start = _beginning(line)
        found = list(BLANK.finditer(line.text.value, start))
        for match in found if len(found) <= most else ():
            at = Span(line.text.start + match.start(1), line.text.start + match.end(1))
            if (
                re.search(after, line.text.value[: match.start(1)])
                or within(document.protected, at.start)
                or within(unfilled, at.start)
            ):
                continue
            right = text[max(line.text.start, at.start - 2) : at.start] + text[at.end : min(line.text.end, at.end + 2)]
            yield Problem(
                at,
                Message(f"汉字之间有空格，应为“{right}”", f"blank between Chinese characters: “{right}”"),
                Fix.replace(at, ""),
            )


def _beginning(line: Line) -> int:
    """Return where words of a line begin: behind its heading, or with it where a blank parts no two halves of it."""
    start = line.words - line.text.start
    found = list(BLANK.finditer(line.text.value, 0, start))
    parts = found and (len(found) > 1 or start - found[0].end(1) > SHORT or found[0].start(1) < SHORT)
    return start if parts else 0
