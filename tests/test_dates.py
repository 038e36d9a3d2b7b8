"""Dates, in every form that occurs, and what looks like one and is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportlint import parser
from reportlint.date import Date
from reportlint.diagnostic import Diagnostic
from reportlint.linter import lint
from reportlint.ruleset import load
from reportlint.source import Source
from timing import STEEP, growth

TITLE = "云岫县人民政府关于2023年度法治政府建设情况的报告\n\n"


BASE = load("rule-of-law-report")


def findings(rule: str, text: str) -> list[Diagnostic]:
    outcome = lint(Source("report.txt", text), BASE, chosen=frozenset({rule}))
    assert not outcome.crashes
    return list(outcome.diagnostics)


def dates(text: str) -> list[Date]:
    return list(parser.parse(Source("report.txt", text)).dates)


@pytest.mark.parametrize(
    ("text", "kind", "year", "month", "day"),
    [
        ("于2021年3月1日印发", "full", 2021, 3, 1),
        ("于2021 年 3 月 1 日印发", "full", 2021, 3, 1),
        ("3月1日，印发", "month_day", None, 3, 1),
        ("2021年3月印发", "year_month", 2021, 3, None),
        ("12月底印发", "month", None, 12, None),
        ("二〇二一年三月一日", "full", 2021, 3, 1),
        ("二○二一年十二月三十一日", "full", 2021, 12, 31),
        ("2021.3.1，印发", "dotted", 2021, 3, 1),
        ("2021-03-01，印发", "dotted", 2021, 3, 1),
        ("截至24年12月底", "year_month", 24, 12, None),
        ("截至24年底", "year", 24, None, None),
        ("见表一2021年3月", "year_month", 2021, 3, None),
        ("第二年3月8日", "month_day", None, 3, 8),
        ("2021年14月7日", "full", 2021, 14, 7),
        ("1.2021年3月", "year_month", 2021, 3, None),
    ],
)
def test_forms(text: str, kind: str, year: int | None, month: int | None, day: int | None) -> None:
    [date] = dates(text)
    assert (date.kind, date.year, date.month, date.day) == (kind, year, month, day)
    assert text[date.span.start : date.span.end] == date.written


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("3月5日至7日", [(3, 5), (3, 7)]),
        ("3月5日—7日", [(3, 5), (3, 7)]),
        ("3月5日、7日和9日", [(3, 5), (3, 7), (3, 9)]),
        ("3月5日至4月7日", [(3, 5), (4, 7)]),
        ("3月5日起15日内", [(3, 5)]),
        ("2023年12月30日2024年1月2日", [(12, 30), (1, 2)]),
    ],
)
def test_ranges(text: str, days: list[tuple[int, int]]) -> None:
    assert [(date.month, date.day) for date in dates(text)] == days


@pytest.mark.parametrize(
    ("text", "kind", "readings"),
    [
        ("414日，印发", "no_month", [(None, 4, 14)]),
        ("。521日,召开", "no_month", [(None, 5, 21)]),
        ("，41日，召开", "no_month", [(None, 4, 1)]),
        ("，1231日，召开", "no_month", [(None, 12, 31)]),
        ("自120日起施行", "no_month", [(None, 1, 20)]),
        ("自111日起施行", "no_month", [(None, 1, 11), (None, 11, 1)]),
        ("审议,2021729日经", "no_month", [(2021, 7, 29)]),
        ("于2022127日经", "no_month", [(2022, 1, 27), (2022, 12, 7)]),
        ("力争20211231日前", "no_month", [(2021, 12, 31)]),
        ("于202297日公布", "no_month", [(2022, 9, 7)]),
        ("于20210414日公布", "no_month", [(2021, 4, 14)]),
        ("于2022107日公布", "no_month", [(2022, 10, 7)]),
        ("于2022208日公布", "no_month", [(2022, 2, 8)]),
        ("2023年228日向市政府", "no_month", [(2023, 2, 28)]),
        ("2023年8日，召开", "no_month", []),
        ("20252月24日", "no_year", [(2025, 2, 24)]),
        ("截至202412月底", "no_year", [(2024, 12, None)]),
        ("于202111月1日", "no_year", [(2021, 11, 1)]),
    ],
)
def test_broken(text: str, kind: str, readings: list[tuple[int | None, int, int | None]]) -> None:
    [date] = dates(text)
    assert (date.kind, list(date.readings)) == (kind, readings)


@pytest.mark.parametrize(
    "text",
    [
        "为期180日的巡查",
        "为期130日的巡查",
        "，120日内整改",
        "法定的60日期限",
        "平均42日办结",
        "审批由120日压缩至20日",
        "，130日攻坚行动",
        "满365日，",
        "365日，无一例外",
        "日均1231日报送",
        "在120日法定期限内",
        "开展“210日”专项整治",
        "，210日完工",
        "近10年来、连续15年、延长30年",
        "有期徒刑12年6个月",
        "判处有期徒刑12年6月",
        "历时12年6月",
        "《关于2021年3月工作的通知》（云政办发〔2021〕8号）",
        "公告2021第3号",
        "增长3.5月",
        "V2021.3.1",
        "12.4国家宪法日、4.15全民国家安全教育日",
        "今年20日",
        "123456789012345日",
        "30年初心不改",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert [date for date in dates(text) if date.kind != "year" or date.short] == []


@pytest.mark.parametrize(
    ("rule", "text", "said"),
    [
        ("short-year", TITLE + "规划期限截至30年底。", "年份应写全四位数字，“30年”应为“2030年”"),
        ("short-year", TITLE + "该县于51年3月建制。", "年份应写全四位数字，“51年”应为“1951年”"),
        ("short-year", "截至22年9月底，全部办结。", "年份应写全四位数字，“22年”应为“2022年”"),
        ("impossible-date", "自2月30日起施行。", "2月没有30日，请核对"),
        ("impossible-date", TITLE + "于2023年13月7日公布。", "没有13月，请核对"),
        ("impossible-date", TITLE + "自11月31日起施行，农历十二月不变。", "11月没有31日，请核对"),
        ("broken-date", TITLE + "于2024127日召开。", "日期缺“年”“月”，应为“2024年1月27日”"),
        (
            "broken-date",
            TITLE + "一、2024年度工作安排\n于2024127日召开。",
            "日期缺“年”“月”，可能是“2024年1月27日”“2024年12月7日”，请核对原文",
        ),
    ],
)
def test_what_is_said(rule: str, text: str, said: str) -> None:
    assert [found.problem.message.zh for found in findings(rule, text)] == [said]


@pytest.mark.parametrize(
    ("rule", "text", "found"),
    [
        ("bare-year", "云岫县2022—2023法治建设规划\n\n坚持依法行政。", []),
        ("bare-year", TITLE + "2023我县坚持依法行政，全年办理各类案件六百一十二件，举办普法大赛。", ["2023"]),
        ("dotted-date", TITLE + "检查日期\t2023.5.1\n\n原文写作“2023.5.1”，于2023.5.20印发。", ["2023.5.20"]),
        ("impossible-date", TITLE + "于20232月30日召开。", []),  # told as a broken date, as is the next
        ("mixed-date-digits", TITLE + "于20232月二十四日召开。", []),
    ],
)
def test_how_dates_are_written(rule: str, text: str, found: list[str]) -> None:
    assert [each.excerpt for each in findings(rule, text)] == found


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("short-year", "截至23年底，全部办结。"),
        ("mixed-date-digits", "于2022年九月7日公布。"),
        ("bare-year", "2023我县坚持依法行政。"),
        ("dotted-date", "于2023.5.20印发。"),
        ("broken-date", "于20232月24日召开。"),
    ],
)
def test_a_date_is_mended_after_a_person_has_looked(rule: str, text: str) -> None:
    [found] = findings(rule, TITLE + text)
    assert found.problem.fix
    assert found.problem.fix.safe is False


def test_of_several_readings_none_is_offered() -> None:
    [found] = findings("broken-date", TITLE + "一、2024年度工作安排\n于2024127日召开。")
    assert found.problem.fix is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024年2月5日，召开会议。", []),
        ("2024年2月，召开会议。", []),
        ("2024年2月24日，召开会议。", []),
        ("2024年2月25日，召开会议。", ["2024年2月25日"]),
        ("2025年1月5日、7日，召开会议。", ["2025年1月5日"]),
        ("2024年12月5日，召开会议。", ["2024年12月5日"]),
        ("2024年13月5日，召开会议。", []),  # told as an impossible date
        ("下一步将加强培训。2024年5月1日，召开会议。", ["2024年5月1日"]),
        ("加强培训。拟于2024年5月1日召开会议。", []),
    ],
)
def test_dates_after_the_report(text: str, found: list[str]) -> None:
    report = f"{TITLE}{text}\n\n云岫县人民政府\n2024年2月24日\n\n附件\n2024年6月1日，召开会议。\n"
    problems = findings("date-after-report", report)
    assert [each.excerpt for each in problems] == found
    for each in problems:
        assert [each.source[place.span] for place in each.problem.related] == ["2024年2月24日"]


def test_a_report_on_no_year_has_a_date_too() -> None:
    text = "云岫县人民政府关于防汛工作的报告\n\n扎实推进防汛工作。\n\n2025年6月1日，召开会议。\n\n云岫县人民政府\n2024年2月24日\n"
    assert [each.excerpt for each in findings("date-after-report", text)] == ["2025年6月1日"]


@pytest.mark.parametrize(
    "unit", ["1", "一", "414日，", "2025年6月7日", "2025.6.7，", "2023法治政府", "24年1月，", "2021年三月"]
)
def test_long_lines_take_linear_time(unit: str) -> None:
    ruleset = load("rule-of-law-report")
    chosen = frozenset(rule.id for rule in ruleset.rules if rule.category == "dates")

    def linting(length: int) -> Callable[[], object]:
        return lambda: lint(Source("", TITLE + unit * (length // len(unit)) + "。\n"), ruleset, chosen=chosen)

    assert growth(linting, 10_000, 100_000) < STEEP
