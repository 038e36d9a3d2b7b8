"""Check that one indicator has one value in a report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, starmap
from typing import NamedTuple

from reportlint.checks import check
from reportlint.diagnostic import Problem, Related
from reportlint.document import Document
from reportlint.language import Message
from reportlint.pattern import lazy
from reportlint.quantities import Quantity, Statement

SHORTEST = 4  # so many characters behind a verb say what it counts: 法律援助案件
REACH = 500  # so many characters before a figure tell its time
LEAST = 3  # so many digits in another order are a slip of the pen
YEAR = lazy(r"(?:19|20)[0-9]{2}年")
DIGITS = lazy(r"[0-9.,]+")


class Place(NamedTuple):
    """Words that say what a figure is about beside the indicator itself: times, and the whole of a place."""

    time: re.Pattern[str]
    whole: re.Pattern[str]
    issuer: str

    def scope(self, before: str) -> str | None:
        """Return the place that a figure is about, from the words before its verb; None where they name a part."""
        words = self.time.sub("", YEAR.sub("", before))
        if not words or self.whole.fullmatch(words):
            return words
        issuer = iter(self.issuer)
        return "" if all(character in issuer for character in words) else None


class Figure(NamedTuple):
    """A figure that may be told twice."""

    statement: Statement
    quantity: Quantity


@check
def consistent(document: Document, *, verbs: str, time: str, whole: str, unless: str, plans: str) -> Iterator[Problem]:
    """A verb of ``verbs`` with one object has one value; no indicator at all has two of the same digits.

    ``time`` are words that may precede it, ``whole`` those for all of a place, ``unless`` words before it in the sentence
    that set another period or a part; headings that fit ``plans`` are about later years.
    """
    place = Place(lazy(f"^(?:{time})+|(?:{time})+$"), lazy(whole), document.issuer or "")
    alike: dict[tuple[str, str], list[tuple[Statement, Quantity]]] = {}
    for statement in document.statements:
        for quantity in statement.quantities:
            if quantity.unit not in ("", "%") and not quantity.about and not quantity.nested:
                alike.setdefault((quantity.noun[-SHORTEST:], quantity.unit), []).append((statement, quantity))
    for told in alike.values():
        if len(told) > 1 and any(quantity.value != told[0][1].value for _, quantity in told):
            found = [figure for figure in starmap(Figure, told) if _of_the_year(document, figure, unless)]
            problems = chain(_compared(document, found, verbs, place, plans), _swapped(document, found, place))
            yield from {problem.span: problem for problem in problems}.values()


def _compared(document: Document, found: list[Figure], verbs: str, place: Place, plans: str) -> Iterator[Problem]:
    known: dict[tuple[str, str], Quantity] = {}
    for figure in found:
        quantity = figure.quantity
        match = _indicator(verbs, quantity)
        scope = place.scope(quantity.noun[: match.start()]) if match else None
        if match and scope is not None and _reported(document, figure, plans):
            first = known.setdefault((scope, match[0]), quantity)
            if abs(first.value - quantity.value) > first.slack + quantity.slack:
                yield _problem(document, match[0], first, quantity)


def _indicator(verbs: str, quantity: Quantity) -> re.Match[str] | None:
    return re.search(f"(?:{verbs})(?=.{{{SHORTEST}}}).*", quantity.noun)


def _swapped(document: Document, found: list[Figure], place: Place) -> Iterator[Problem]:
    """Yield figures whose digits are those of an earlier one in another order: 1847件, 1874件."""
    known: dict[str, list[Quantity]] = {}
    for _, quantity in found:
        written = DIGITS.match(document.source.text, quantity.start)
        digits = written[0].replace(",", "") if written else ""
        if len(digits) < LEAST:
            continue
        others = known.setdefault("".join(sorted(digits)), [])
        for other in others[:1] if others and others[0].value != quantity.value else ():
            name = _shared(other.noun, quantity.noun)
            scopes = [place.scope(each.noun.removesuffix(name)) for each in (other, quantity)]
            if len(name) >= SHORTEST and None not in scopes:
                yield _problem(document, place.time.sub("", name), other, quantity)
        others.append(quantity)


def _shared(one: str, other: str) -> str:
    """Return what two nouns end in."""
    length = 0
    while length < min(len(one), len(other)) and one[-length - 1] == other[-length - 1]:
        length += 1
    return one[len(one) - length :]


def _of_the_year(document: Document, figure: Figure, unless: str) -> bool:
    """Whether a quantity is a whole, and of no other year than that reported on."""
    before = _before(figure)
    return not re.search(unless, before) and set(YEAR.findall(before)) <= {f"{document.year}年"}


def _reported(document: Document, figure: Figure, plans: str) -> bool:
    """Whether a quantity tells what was done, not what is planned."""
    planned = any(re.search(plans, heading) for heading in document.path(figure.quantity.start))
    return not planned or YEAR.search(_before(figure)) is not None


def _before(figure: Figure) -> str:
    end = figure.quantity.end
    return figure.statement.between(max(figure.statement.start, end - REACH), end)


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
