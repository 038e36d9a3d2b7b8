"""The check on titles against the numbers of known documents."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from reportlint.checks import check
from reportlint.checks.references.known import known_documents, written_number
from reportlint.diagnostic import Problem, Severity
from reportlint.document import Document
from reportlint.language import Message
from reportlint.law import KnownDocument, plain
from reportlint.pattern import lazy
from reportlint.table import Table

ALIKE = 0.85  # of their characters two titles share, one of which is a slip for the other
COMMON = 4  # characters in a row that the names of one document share, however short one is
SHORT = lazy("(?!.*关于).*(?:意见|通知|决定|批复)$")  # in full, these say what they are about: 关于……的意见
FORMAL = lazy(
    "国务院|办公厅|中共中央|关于|印发|转发|进一步|工作|实施|意见|通知|决定|办法|规定|条例|方案|纲要|政府|行政"
)


@cache
def _by_number(table: Table[KnownDocument]) -> dict[str, list[KnownDocument]]:
    found: dict[str, list[KnownDocument]] = {}
    for known in table.rows:
        if known.number and known.mark == "V":
            found.setdefault(known.number, []).append(known)
    return found


@check
def titles_by_number(document: Document, *, documents: Table[KnownDocument]) -> Iterator[Problem]:
    """A document that is cited by a known number has the title of that number, or a short form of it."""
    numbers, near = _by_number(documents), known_documents(documents).names.near
    for reference in document.references:
        cited = written_number(document, reference)
        known = numbers.get(cited[1], []) if cited else []
        if reference.title is None or not known:
            continue
        name = plain(reference.title.name.value)
        titles = [plain(each.title) for each in known]
        if any(name in title or title in name for title in titles) or near(name) or SHORT.match(name):
            continue
        if max(_likeness(name, title) for title in titles) >= ALIKE or not any(_share(name, title) for title in titles):
            zh = f"“{cited[1] if cited else ''}”的文件是《{known[0].title}》，名称与文号不符，请核对"
            said = Message(zh, f"this is the number of 《{known[0].title}》; check title and number")
            yield Problem(reference.title.span, said, severity=Severity.ERROR)


def _share(one: str, other: str) -> bool:
    """Whether two titles have words in common, those that all titles have left out."""
    words = [FORMAL.sub(" ", name) for name in (one, other)]
    return any(words[0][at : at + COMMON] in words[1] for at in range(len(words[0]) - COMMON + 1))


def _likeness(one: str, other: str) -> float:
    from difflib import SequenceMatcher  # few reports have a title to compare

    return SequenceMatcher(None, one, other, autojunk=False).ratio()
