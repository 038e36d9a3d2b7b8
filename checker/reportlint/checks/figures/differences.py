"""Checks on differences: of percentages, in 百分点, and of figures from which and to which something changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint.checks import check
from reportlint.checks.figures.growth import BASE, FROM, TO
from reportlint.diagnostic import Fix, Problem, Related
from reportlint.document import Document
from reportlint.language import Message
from reportlint.pattern import lazy
from reportlint.quantities import Quantity, Statement
from reportlint.source import Span

POINTS = "个百分点"
FALL = lazy("[下降减压缩低]")
MORE = lazy("(?:其中)?(?:新增|增加|增补|补充|纳入|扩充)")
LESS = lazy("(?:取消|减少|删除|核减|删减|退出|调出|废止|剔除)")


@check
def points(document: Document, *, changes: str) -> Iterator[Problem]:
    """The difference of two percentages is told in 百分点, and is what they differ by; ``changes`` are words of change."""
    changed = re.compile(f"(?:{changes})(?:了)?")
    for statement in document.statements:
        for at, quantity in enumerate(statement.quantities[2:], 2):
            if quantity.unit not in (POINTS, "%") or quantity.about or not changed.fullmatch(quantity.noun):
                continue
            ends = _percentages(statement, at)
            sign = -1 if FALL.search(quantity.noun) else 1
            if ends is None or (ends[1].value - ends[0].value) * sign <= 0:
                continue
            right = abs(ends[1].value - ends[0].value)
            if quantity.unit == POINTS and abs(right - quantity.value) > sum(q.slack for q in (*ends, quantity)):
                yield _unlike(document, *ends, [quantity])
            elif quantity.unit == "%" and right == quantity.value:
                zh = f"百分数之差用“百分点”，应为“{right:f}{POINTS}”"
                said = Message(zh, "the difference of percentages is told in percentage points")
                yield Problem(quantity.span, said, Fix.replace(quantity.span, f"{right:f}{POINTS}", safe=False))


def _percentages(statement: Statement, at: int) -> tuple[Quantity, Quantity] | None:
    """Return the percentage before a change and that after it: 由38%提升至52%, 98.41%，较上年的96.87%."""
    if at < 2:
        return None
    one, other = statement.quantities[at - 2 : at]
    if one.unit != "%" or other.unit != "%" or one.about or other.about or one.nested is not other.nested:
        return None
    if FROM.search(one.noun) and TO.search(other.noun):
        return one, other
    first = all(q.unit != "%" for q in statement.quantities[: at - 2])
    return (other, one) if first and BASE.search(other.noun) and statement.behind(one) == "，" else None


@check
def differences(document: Document, *, changes: str) -> Iterator[Problem]:
    """由268项调整为271项，新增5项、取消2项: what came and went is the difference; ``changes`` are words of change."""
    changed = re.compile(f"(?:{changes})(?:了)?")
    for statement in document.statements:
        for at in range(2, len(statement.quantities)):
            old, new, first = statement.quantities[at - 2 : at + 1]
            plain = new.unit == first.unit not in ("", "%", POINTS) and old.unit in ("", new.unit)
            if not (plain and FROM.search(old.noun) and TO.search(new.noun)) or old.about or new.about or first.about:
                continue
            parts = _came_and_went(statement, at) or _alone(statement, first, changed)
            actual = new.value - old.value
            told = parts[0].value - parts[1].value if len(parts) == 2 else first.value * (-1 if actual < 0 else 1)
            if parts and abs(told - actual) > sum(q.slack for q in (old, new, *parts)):
                yield _unlike(document, old, new, parts)


def _alone(statement: Statement, first: Quantity, changed: re.Pattern[str]) -> list[Quantity]:
    """Return what is told of a change in one figure."""
    return [first] if changed.fullmatch(first.noun) and not statement.listed([first]) else []


def _came_and_went(statement: Statement, at: int) -> list[Quantity]:
    """Return what was added and what was taken away, where nothing else is told of."""
    pair = list(statement.quantities[at : at + 2])
    fits = len(pair) == 2 and MORE.fullmatch(pair[0].noun) and LESS.fullmatch(pair[1].noun)
    alone = fits and statement.behind(pair[1]) in ("", "，", "。") and pair[0].unit == pair[1].unit
    return pair if alone and not pair[1].about else []


def _unlike(document: Document, old: Quantity, new: Quantity, told: list[Quantity]) -> Problem:
    """Tell two figures, their difference, and what is said instead."""
    one, other = (document.source[q.span] for q in sorted((old, new), key=lambda q: -q.value))
    unit = re.sub(r"^[0-9０-９.,\s]+(?:万亿?|亿)?", "", document.source[told[0].span])
    right = f"{abs(new.value - old.value):f}{unit}"
    written = "－".join(document.source[q.span] for q in told)
    span = Span(told[0].start, told[-1].end)
    return Problem(
        span,
        Message(f"与前面的数字不符：{one}－{other}＝{right}，不是{written}", f"{one}－{other}＝{right}, not {written}"),
        related=tuple(
            Related(q.span, Message("据以计算的数字在这里", "computed from this figure")) for q in sorted((old, new))
        ),
    )
