"""Checks on the title of a report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint.checks import check
from reportlint.diagnostic import Problem, Severity
from reportlint.document import Document
from reportlint.language import Message
from reportlint.pattern import lazy
from reportlint.source import Span

PASSED_ON = lazy(r"请示|批[转复]|转发|通知\s*\Z")  # what passes a report on may agree to its requests


@check
def unrecognised(document: Document) -> Iterator[Problem]:
    """Nothing tells the type of the report; the ruleset that is used then has this check, which always fires."""
    yield Problem(
        title_span(document),
        Message(
            "标题和各级标题都看不出报告类型，应当报告的内容没有检查，请用 --ruleset 指定",
            "neither the title nor the headings tell the type of report: required contents were not checked; name it with --ruleset",
        ),
    )


def title_span(document: Document) -> Span:
    """Return the place for what concerns the whole report: its title, else its first line."""
    if document.title:
        return document.title.span
    text = document.source.text
    start = len(text) - len(text.lstrip("\ufeff \t\r\n\u3000\xa0"))
    end = re.compile(r"[\r\n]|\Z").search(text, start)
    assert end is not None
    return Span(start, end.start())


@check
def missing_title(document: Document) -> Iterator[Problem]:
    """There is a title above the body."""
    if document.title is None:
        yield Problem(title_span(document), Message("正文之前没有标题", "there is no title above the body"))


@check
def incomplete_title(document: Document, *, kinds: list[str], year: bool, issuer: bool) -> Iterator[Problem]:
    """The title names the kind of document and, where the ruleset asks for them, the year and (note) the body."""
    if document.title is None:
        return
    words = "".join(document.title.value.split())
    lacking = []
    if year and not re.search(r"(?:19|20)\d{2}|(?<!\d)\d{2}年(?=法治|度)|[〇○零一二三四五六七八九]{4}年", words):
        lacking.append(Message("年度", "year"))
    if not any(kind in words for kind in kinds):
        lacking.append(Message(f"文种（{'、'.join(kinds[:3])}）", f"kind of document ({', '.join(kinds[:3])})"))
    for part in lacking:
        yield Problem(document.title.span, Message(f"标题缺少{part.zh}", f"the title lacks the {part.en}"))
    if issuer and re.match(r"(?:关于)?(?:\d{4}年度?)?(?:推进)?(?:法治|依法行政)", words):
        lacks = Message("标题缺少发文机关名称", "the title does not name the issuing body")
        yield Problem(document.title.span, lacks, severity=Severity.NOTE)


@check
def repeated_word(document: Document, *, word: str) -> Iterator[Problem]:
    """A word stands once in the title."""
    title = document.title
    places = [match.span() for match in re.finditer(word, title.value)] if title else []
    if title and len(places) > 1:
        start, end = places[1]
        yield Problem(
            Span(title.span.start + start, title.span.start + end),
            Message(f"标题中“{word}”重复", f"the title says “{word}” twice"),
        )


@check
def request(document: Document, *, signs: str = "", patterns: list[str]) -> Iterator[Problem]:
    """A 报告 carries no request; ``patterns`` are the words of one, the longer ones first, and ``signs`` a part of each."""
    if document.title is None or "报告" not in document.title.value or PASSED_ON.search(document.title.value):
        return
    text = document.source.text
    if not re.search(signs, text):
        return
    found = {match.end(): match for pattern in reversed(patterns) for match in re.finditer(pattern, text)}
    for match in found.values():
        yield Problem(
            Span(*match.span()),
            Message(
                "报告不得夹带请示事项，请示应当另行行文",
                "a report (报告) carries no request; a request is a document of its own",
            ),
        )
