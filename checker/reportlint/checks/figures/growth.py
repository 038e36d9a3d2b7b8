"""Find the figures that a growth or fall follows from, where it is plain which they are."""

from __future__ import annotations

import re

from reportlint.checks.figures.ratio import Ratio
from reportlint.pattern import lazy
from reportlint.quantities import Quantity, Statement

SHORT = 4  # so many characters before a word of growth name nothing else: 同比, 较上年
MEASURE = "，总数量额的"
NEAR = 8  # so many quantities back the figures of a rate may stand
FROM = lazy(r"(?:由|从)(?:[^由从]{0,12}的|平均|原来|原先|最初|法定)?$")
TO = lazy(r"(?:至|到|为)(?:(?:20[0-9]{2}年|今年|本年度?|当年|现在)的?)?$")
BASE = lazy(r"(?:与|较|比|同)(?:[^，]{0,8}的|(?:[上去前]年度?|20[0-9]{2}年度?)(?:同期)?)$")
LATER = lazy("[，（(](?:由|从)[^，由从]{0,12}")  # between a rate and the figures it follows from
RISING, FALLING = lazy("[增多]"), lazy("[减少降]")
ALONE = lazy("(?:同比)?(?:增长|下降|增幅|降幅|增加|减少)(?:率)?(?:为|了|达)?")
COMPARED = lazy("(?:同比|较上年|比上年|较去年|比去年|较上年同期|比上年同期|较上年度|比上年度)[^，]{2,4}")
DATED = lazy("[较比](?:20[0-9]{2})年度?[^，]{2,4}")


def from_to(before: tuple[Quantity, ...], rate: Quantity, change: int, subject: str) -> Ratio | None:
    """由60件降至44件，下降26.7%; a subject of its own (…，法人户数压减67.7%) has figures of its own."""
    if (
        len(before) > 2
        and before[-1].unit == before[-2].unit
        and before[-1].value == abs(before[-2].value - before[-3].value)
    ):
        before = before[:-1]  # 由1462支精简为894支，减少568支，精简38.9%
    if len(before) < 2:
        return None
    old, new = before[-2:]
    if len(subject) > SHORT and not set(subject) <= {*old.noun, *MEASURE}:
        return None
    plain = not (old.about or new.about) and new.unit not in ("", "%") and old.unit in ("", new.unit)
    if not (plain and FROM.search(old.noun) and TO.search(new.noun)) or not old.value:
        return None
    return Ratio(rate, new, old, change) if (new.value - old.value) * change > 0 else None


def behind(statement: Statement, at: int, change: int) -> Ratio | None:
    """同比上升20.8%，由上年的125件增加到151件: the figures come behind the rate."""
    if at + 2 >= len(statement.quantities):
        return None
    rate, old, new = statement.quantities[at : at + 3]
    if not LATER.fullmatch(statement.between(rate.end, old.start)):
        return None
    return from_to((old, new), rate, change, "")


def on_base(statement: Statement, previous: Statement | None, at: int, change: int) -> Ratio | None:
    """312件，…总量较2019年的240件增长30.0%: the base is the figure before, the figure that grew the only other."""
    if at == 0:
        return None
    base = statement.quantities[at - 1]
    if not BASE.search(base.noun) or base.about or base.unit in ("", "%") or not base.value:
        return None
    now = _main(statement, base)
    if not now and previous and not statement.quantities[: at - 1] and statement.follows(previous):
        now = _main(previous, base)
    fitting = [Ratio(statement.quantities[at], q, base, change) for q in now]
    return fitting[0] if len(fitting) == 1 else None


def _main(statement: Statement, base: Quantity) -> list[Quantity]:
    """Return the figures before a base, of its unit, that are no parts of a list."""
    parts = statement.text.find("其中")
    end = base.start if parts < 0 else min(base.start, statement.start + parts)
    found = [q for q in statement.quantities if q.start < end and q.unit == base.unit and not q.nested]
    return found[-NEAR:]


def on_last_year(statement: Statement, at: int, change: int, last: re.Pattern[str]) -> Ratio | None:
    """120条，同比增长20%（2023年为80条）: the base stands in brackets behind; ``last`` tells words for the year before."""
    if at == 0 or at + 1 >= len(statement.quantities):
        return None
    now, rate, base = statement.quantities[at - 1 : at + 2]
    if not last.fullmatch(statement.between(rate.end, base.start)) or not COMPARED.fullmatch(rate.noun):
        return None
    plain = now.unit == base.unit not in ("", "%") and not (now.about or base.about or now.nested) and base.value
    behind = statement.between(base.end, base.end + 1)
    return Ratio(rate, now, base, change) if plain and behind in "）)，" and statement.behind(now) == "，" else None


def by_difference(statement: Statement, at: int, change: int) -> Ratio | None:
    """312.76亿元，同比增收21.33亿元，增长7.3%: what the figure was before is told by the difference."""
    if at < 2:
        return None
    now, difference, rate = statement.quantities[at - 2 : at + 1]
    dated = DATED.fullmatch(difference.noun) and "同比" not in rate.noun
    compared = (COMPARED.fullmatch(difference.noun) or dated) and (FALLING if change < 0 else RISING).search(
        difference.noun
    )
    plain = now.unit == difference.unit not in ("", "%") and not (now.about or difference.about or now.nested)
    joints = statement.behind(now), statement.behind(difference)
    if not (compared and plain and joints == ("，", "，") and ALONE.fullmatch(rate.noun)):
        return None
    before = now.value - change * difference.value
    rounded = now.step + difference.step if now.slack or difference.slack else now.step
    return Ratio(rate, now, now._replace(value=before, step=rounded), change) if before > 0 else None
