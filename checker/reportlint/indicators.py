"""Read the indicators of a 政府工作报告 from running text: 地区生产总值增长5.5%左右, as a target or as what was reached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from reportlint.document import Document
from reportlint.pattern import lazy
from reportlint.source import Span, Text

AIM = lazy(r"(?:预期|发展|奋斗|工作|总体|主要)目标(?:任务)?(?:建议|安排|确定)?(?:是|为|[：:])")
ITEM = "—"  # what a list of targets begins its lines with
NEAR, FAR = 40, 200  # characters before an indicator that may lead it, and tell its time
FEWEST = 2  # targets that make a sentence the one that sets them
# what may stand before an indicator of the whole place: 预计全市地区生产总值, 2024年全省…
BEFORE = lazy(
    r"(?:^|[，。；、：:（(—\s是为])(?P<lead>(?:(?P<year>20\d\d)年|今年|去年|全年|初步|预计|力争|争取|实现|完成|确保|其中|建议|一是|经济运行中"
    r"|[全我][省市县区州镇乡旗盟]|自治区|地方)*)\Z"
)
LEVEL_OF = lazy(r"[全我]([省市县区州镇乡旗盟])|自治(区)")
PARTIAL = lazy(
    r"季度|[上下]半年|\d月|年均|以来|五年|前三|扣除|剔除|不含"
)  # another time than the year, or not the whole
BETWEEN = (
    r"(?:(?:预计)?(?:达到?|完成|实现|突破|超过?|为|跃上)?(?:[约近])?\d[\d.,]*(?:万亿|亿|万)?元?[、，（(]?)?"
    r"(?:比上年|较上年|同比|预计|力争|争取|同口径|可比口径|按可比价格?计算|名义|实际|[，、])*"
)
CHANGE = r"(?P<change>增长|增速|增幅|涨幅|上涨|下降|降低)(?:预计|力争|控制|保持|稳定|达到|[达为在约了])*"
LEVEL = r"(?:预计|力争|控制|保持|稳定|完成|实现|达到|平均|[达为在约])*"
NUMBER = r"(?P<value>\d+(?:\.\d+)?)"
AFTER = r"(?P<bound>左右|以上|以内|以下|上下)?"


class Indicator(NamedTuple):
    """A figure by which a government is measured; ``kind`` is growth or level, ``sense`` least or most."""

    name: str
    pattern: str
    kind: str
    unit: str
    sense: str


class Reading(NamedTuple):
    """A value of an indicator as written; ``bound`` is 左右, 以上 …; ``stretch`` where it is only striven for.

    ``level`` tells whose it is, as far as it does: a county may speak of the targets of its province.
    """

    indicator: Indicator
    span: Span
    value: Decimal
    bound: str
    year: int | None
    level: str  # 省 in 全省地区生产总值; empty where it is not told
    stretch: bool
    past: bool  # 去年

    @property
    def written(self) -> str:
        """The value with its unit and bound."""
        return f"{self.value}{self.indicator.unit}{self.bound}"


class Targets(NamedTuple):
    """Where a report sets its targets, and what they are."""

    start: int
    readings: tuple[Reading, ...]


@cache
def _compiled(indicator: Indicator) -> re.Pattern[str]:
    middle = BETWEEN + CHANGE if indicator.kind == "growth" else LEVEL
    unit = "[%％]" if indicator.unit == "%" else indicator.unit
    return re.compile(f"(?:{indicator.pattern}){middle}{NUMBER}{unit}{AFTER}")


def readings(text: Text, indicators: tuple[Indicator, ...]) -> Iterator[Reading]:
    """Yield what a text says of indicators of the whole place and the whole year."""
    for indicator in indicators:
        for match in _compiled(indicator).finditer(text.value):
            start = match.start()
            before = BEFORE.search(text.value, max(0, start - NEAR), start)
            sentence = re.split("[。；！]", text.value[max(0, start - FAR) : start])[-1]
            if before is None or PARTIAL.search(sentence):
                continue
            falls = indicator.kind == "growth" and match["change"] in ("下降", "降低")
            value = -Decimal(match["value"]) if falls else Decimal(match["value"])
            span = Span(text.start + match.start(), text.start + match.end())
            stretch = re.search("力争|争取", before["lead"] + match[0]) is not None
            year, level = (
                int(before["year"]) if before["year"] else None,
                [m[1] or m[2] for m in LEVEL_OF.finditer(before["lead"])],
            )
            past = "去年" in before["lead"]
            yield Reading(indicator, span, value, match["bound"] or "", year, "".join(level[-1:]), stretch, past)


def targets(document: Document, indicators: tuple[Indicator, ...]) -> Targets | None:
    """Return the targets for the year: the first sentence on aims, else paragraph below a heading on them, that has several."""
    for told in (_in_words, _by_heading):
        for at, paragraph in enumerate(document.paragraphs):
            if (start := told(document, paragraph)) is None:
                continue
            parts = [Text(paragraph.start + start, paragraph.value[start:])]
            for line in document.paragraphs[at + 1 :]:
                if not line.value.startswith(ITEM):
                    break
                parts.append(line)
            found = [reading for part in parts for reading in readings(part, indicators)]
            if len(found) >= FEWEST:
                return Targets(paragraph.start + start, tuple(found))
    return None


def _in_words(_: Document, paragraph: Text) -> int | None:
    aim = AIM.search(paragraph.value)
    return aim.end() if aim else None


def _by_heading(document: Document, paragraph: Text) -> int | None:
    above = document.path(paragraph.start)
    return 0 if above and "目标" in above[-1] and "回顾" not in above[-1] else None
