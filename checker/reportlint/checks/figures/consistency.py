"""Check that one indicator has one value in a report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint.checks import check
from reportlint.diagnostic import Problem, Related
from reportlint.document import Document
from reportlint.language import Message
from reportlint.quantities import Quantity, Statement

SHORTEST = 6  # a verb of two characters, and four of what it counts
YEAR = re.compile(r"(?:19|20)[0-9]{2}年")


@check
def consistent(document: Document, *, verbs: str, time: str, unless: str, plans: str) -> Iterator[Problem]:
    """A verb of ``verbs`` with one object has one value; ``time`` are words that may precede it.

    ``unless`` are words before it in the sentence that set another period or a part; headings that fit ``plans`` are about later years.
    """
    alike: dict[tuple[str, str], list[tuple[Statement, Quantity]]] = {}
    for statement in document.statements:
        for quantity in statement.quantities:
            if quantity.unit not in ("", "%") and not quantity.about and not quantity.nested:
                alike.setdefault((quantity.lead[-SHORTEST:], quantity.unit), []).append((statement, quantity))
    for found in alike.values():
        if len({quantity.value for _, quantity in found}) > 1:
            yield from _compared(document, found, verbs, time, unless, plans)


def _compared(
    document: Document, found: list[tuple[Statement, Quantity]], verbs: str, time: str, unless: str, plans: str
) -> Iterator[Problem]:
    known: dict[tuple[str, str], Quantity] = {}
    for statement, quantity in found:
        match = re.search(f"(?:{verbs})(?=.{{4}}).*", quantity.noun)
        if not match or not _of_the_year(document, statement, quantity, unless, plans):
            continue
        scope = _scope(document, quantity.noun[: match.start()], time)
        if scope is not None:
            first = known.setdefault((scope, match[0]), quantity)
            if abs(first.value - quantity.value) > first.slack + quantity.slack:
                yield _problem(document, match[0], first, quantity)


def _of_the_year(document: Document, statement: Statement, quantity: Quantity, unless: str, plans: str) -> bool:
    """Whether a quantity is a whole of the year reported on."""
    before = statement.between(statement.start, quantity.end)
    if re.search(unless, before):
        return False
    years = YEAR.findall(before)
    if years:
        return years == [f"{document.year}年"]
    return not any(re.search(plans, heading) for heading in document.path(quantity.start))


def _scope(document: Document, before: str, time: str) -> str | None:
    """Return the place that a figure is about, from the words before its verb; None where they say something else."""
    words = re.sub(time, "", YEAR.sub("", before))
    if not words or re.fullmatch("全[省市县区镇乡州系局厅]+统?", words):
        return words
    issuer = iter(document.issuer or "")
    return "" if all(character in issuer for character in words) else None


def _problem(document: Document, indicator: str, first: Quantity, second: Quantity) -> Problem:
    one, other = document.source[first.span], document.source[second.span]
    return Problem(
        second.span,
        Message(
            f"“{indicator}”前文为{one}，这里为{other}，请核对",
            f"“{indicator}” is {one} above and {other} here; check them",
        ),
        related=(Related(first.span, Message("前文的数值在这里", "the other value is here")),),
    )
