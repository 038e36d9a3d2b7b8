"""Checks on laws and documents that are known: their names, their numbers, whether they are in force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from reportlint.checks import check, needs
from reportlint.checks.references.numbers import WHOLE
from reportlint.diagnostic import Fix, Problem, Severity
from reportlint.document import Document
from reportlint.language import Message
from reportlint.law import STATE, YEARS, KnownDocument, Law, Names, plain
from reportlint.pattern import lazy
from reportlint.reference import Reference, Title
from reportlint.source import Span
from reportlint.table import Table, capped

LAW = lazy(f"{STATE}([^（(〈<《]{{1,40}}(?<!办)(?:法|法典))")
NO_LAW = lazy(f"{STATE}([^（(〈<《]{{3,40}}[^法典例定则])")  # 海洋环境保护发: its last character is wrong
ISSUER = lazy("^(?:国务院办公厅|国务院)(?=关于)")
ORDER = lazy(r"[（(](?:中华人民共和国)?(国务院令第(\d+)号)")
DIGITS = lazy(r"\d{4}")


class Known:
    """Known documents by title and near titles."""

    def __init__(self, documents: tuple[KnownDocument, ...]) -> None:
        self.by_title: dict[str, list[KnownDocument]] = {}
        for document in documents:
            for name in dict.fromkeys((plain(document.title), ISSUER.sub("", plain(document.title)))):
                self.by_title.setdefault(name, []).append(document)
        self.names = Names((name for name in self.by_title if len(name) >= 8), 4)


@cache
def known_documents(table: Table[KnownDocument]) -> Known:
    """Return the documents of a table by their titles."""
    return Known(table.rows)


@cache
def _laws(table: Table[Law]) -> tuple[dict[str, Law], Names]:
    laws = {law.name: law for law in table.rows}
    return laws, Names((name.removeprefix(STATE) for name in laws if name.startswith(STATE)), 2)


def _titles(document: Document) -> Iterator[Title]:
    for reference in document.references:
        if reference.title:
            yield reference.title


@check
def document_titles(document: Document, *, documents: Table[KnownDocument]) -> Iterator[Problem]:
    """The titles of known documents have no wrong character, and the plans among them their years."""
    known = known_documents(documents)
    for title in _titles(document):
        name = plain(title.name.value)
        if name in known.by_title:
            if title.years:
                yield from _wrong_years(title.years.span, title.years.value, known.by_title[name])
            continue
        near = known.names.near(name)
        if len(near) == 1:
            yield _wrong_title(title, name, near[0], known.by_title[near[0]][0])


def _wrong_title(title: Title, name: str, right: str, document: KnownDocument) -> Problem:
    at, end, new = _difference(name, right)
    value = title.name.value
    fix = None
    if plain(value) == YEARS.sub("", value):  # nothing was taken out, so places agree
        fix = Fix.replace(Span(title.name.start + at, title.name.start + end), new, safe=False)
    said = Message(f"文件名称有误，应为“{right}”", f"the document is called “{right}”")
    return Problem(title.span, said, fix, severity=capped(document.mark))


def _difference(wrong: str, right: str) -> tuple[int, int, str]:
    """Return which part of a name to replace, and by what."""
    at = next((i for i, (a, b) in enumerate(zip(wrong, right, strict=False)) if a != b), min(len(wrong), len(right)))
    rest = min(len(wrong), len(right)) - at - (len(wrong) == len(right))
    return at, len(wrong) - rest, right[at : len(right) - rest]


def _wrong_years(span: Span, written: str, documents: list[KnownDocument]) -> Iterator[Problem]:
    years = DIGITS.findall(written)
    pairs = [(found.groups(), each) for each in documents if (found := YEARS.search(each.title))]
    if len(years) != 2 or not pairs or any(tuple(years) == pair for pair, _ in pairs):
        return
    close = [(pair, each) for pair, each in pairs if pair[0] == years[0] or pair[1] == years[1]]
    pair, document = (close or pairs)[0]
    right = written.replace(years[0], "{}").replace(years[1], "{}").format(*pair) if len(set(years)) == 2 else ""
    listed = "、".join("{}—{}年".format(*p) for p, _ in (close or pairs))
    fix = Fix.replace(span, right, safe=False) if right and len(close or pairs) == 1 else None
    said = Message(f"文件名称中的年份有误，应为“{listed}”", f"the years of this document are {listed}")
    yield Problem(span, said, fix, severity=capped(document.mark))


@check
def document_numbers(document: Document, *, documents: Table[KnownDocument]) -> Iterator[Problem]:
    """A known document has its own number; one with the code of another body may be another document."""
    known = known_documents(documents)
    for span, written, same in numbered(document, known):
        if all(n.number != written for n in same):
            right = same[0].number
            said = Message(f"文号有误，该文件为“{right}”", f"this document has the number “{right}”")
            yield Problem(span, said, Fix.replace(span, right, safe=False), severity=capped(same[0].mark))


def numbered(document: Document, known: Known) -> Iterator[tuple[Span, str, list[KnownDocument]]]:
    """Yield each number of a known title, as written and in its right form, with the documents of that name and code."""
    for reference in document.references:
        cited = written_number(document, reference)
        if cited is None or reference.title is None:
            continue
        name = plain(reference.title.name.value)
        years = YEARS.search(reference.title.name.value)
        named = known.by_title.get(name) or known.by_title.get(STATE + name, [])
        same = [n for n in named if n.number and (not years or years.groups() == _years(n.title))]
        span, written = cited
        same = [n for n in same if _code(n.number) == _code(written)]
        if same:
            yield span, written, same


def _years(title: str) -> tuple[str, ...] | None:
    found = YEARS.search(title)
    return found.groups() if found else None


def _code(number: str) -> str:
    return number.partition("〔")[0].partition("第")[0]


def written_number(document: Document, reference: Reference) -> tuple[Span, str] | None:
    """Return the whole number of a title in its right form: its 文号, or the order that stands behind it."""
    number = reference.number
    if reference.title and (order := ORDER.match(document.source.text, reference.title.span.end)):
        return Span(*order.span(1)), f"国务院令第{order[2]}号"
    if number and number.code and number.year and number.value and number.kind in WHOLE:
        return number.span, f"{number.code.value}〔{number.year}〕{number.value}号"
    return None


@check
def unknown_law(document: Document, *, laws: Table[Law], until: str) -> Iterator[Problem]:
    """A law that is cited by its full name exists; the table knows the laws made ``until`` a day."""
    known, names = _laws(laws)
    for title in _titles(document):
        name = "".join(title.name.value.split())
        match = LAW.fullmatch(name) or NO_LAW.fullmatch(name)
        if match is None or match[0] in known:
            continue
        near = names.near(match[1])
        if not near and not name.endswith(("法", "法典")):
            continue
        if len(near) == 1:
            right = f"《{STATE}{near[0]}》"
            said = Message(f"法律名称有误，应为“{right}”", f"the law is called “{right}”")
            fix = Fix.replace(title.span, right, safe=False)
            yield Problem(title.span, said, fix, severity=capped(known[STATE + near[0]].mark))
        else:
            newer = document.day is not None and document.day > date.fromisoformat(until)
            said = Message("现行法律中没有查到这部法律，请核对名称", "no law of this name is known; check it")
            yield Problem(title.span, said, severity=Severity.NOTE if newer else Severity.WARNING)


@check
@needs("judged_start")
def repealed(document: Document, *, laws: Table[Law], past: str) -> Iterator[Problem]:
    """No law is cited that was no longer in force in the year reported on; ``past`` are words that speak of its end."""
    day = document.judged_start
    assert day is not None
    known, _ = _laws(laws)
    for title in _titles(document):
        name = "".join(title.name.value.split())
        law = known.get(name) or known.get(STATE + name)
        if law is None or law.repealed is None or law.repealed > day:
            continue
        if not re.search(past, document.source[document.sentence(title.span)]):
            since = f"{law.repealed.year}年{law.repealed.month}月{law.repealed.day}日"
            zh = f"该法（条例）{since}起已废止" + (f"，现行的是《{law.successor}》" if law.successor else "")
            en = f"repealed from {law.repealed}" + (f"; now 《{law.successor}》" if law.successor else "")
            yield Problem(title.span, Message(zh, en), severity=capped(law.mark))
