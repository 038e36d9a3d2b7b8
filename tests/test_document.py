"""What the grammar makes of lines, and the facts that follow from a document."""

from __future__ import annotations

from datetime import date

import pytest

from reportlint.document import Document
from reportlint.parser import parse
from reportlint.source import Source

TITLE = "云岫县人民政府关于2024年度法治政府建设情况的报告"


def read(text: str) -> Document:
    return parse(Source("", text))


def headings(text: str) -> list[tuple[int, str, str]]:
    return [(s.heading.level, s.heading.mark.value, s.heading.title.value) for s in read(text).all_sections]


@pytest.mark.parametrize(
    ("line", "level", "mark"),
    [
        ("一、总体情况", 1, "一、"),
        ("十二、总体情况", 1, "十二、"),
        ("三.总体情况", 1, "三."),
        ("三．总体情况", 1, "三．"),
        ("—、总体情况", 1, "—、"),
        ("第三、总体情况\n", 1, "第三、"),
        ("一、二〇二四年工作", 1, "一、"),
        ("（一）总体情况", 2, "（一）"),
        ("(一)总体情况", 2, "(一)"),
        ("（一)总体情况", 2, "（一)"),
        ("（一）、总体情况", 2, "（一）、"),
        ("一）总体情况", 2, "一）"),
        ("（ 一 ）总体情况", 2, "（ 一 ）"),
        ("1.总体情况", 3, "1."),
        ("1．总体情况", 3, "1．"),
        ("１．总体情况", 3, "１．"),
        ("1、总体情况", 3, "1、"),
        ("130.总体情况", 3, "130."),
        ("（1）总体情况", 4, "（1）"),
        ("(1)总体情况", 4, "(1)"),
        ("1）总体情况", 4, "1）"),
        ("　　一、总体情况", 1, "一、"),
    ],
)
def test_marks_that_people_write(line: str, level: int, mark: str) -> None:
    assert [found[:2] for found in headings(line)] == [(level, mark)]


@pytest.mark.parametrize(
    "line",
    [
        "1.5亿元资金全部到位。",
        "2021年，全县推进依法行政。",
        "（2021年修订）的办法自公布之日起施行。",
        "一、二审案件均由负责人包案。",
        "一、三产业融合发展。",
        "4.15全民国家安全教育日期间开展宣讲。",
        "12345热线全年转办工单351件。",
        "（一）至（三）项规定的情形除外。",
        "第一，完善制度。第二，强化监督。",
        "一是完善制度。",
        "2024.3.1起施行。",
        "-5℃以下天气停止施工。",
    ],
)
def test_paragraphs_that_begin_with_a_number(line: str) -> None:
    assert headings(line) == []


def test_a_heading_closes_those_of_its_level() -> None:
    text = "一、甲\n（一）乙\n1.丙\n（1）丁\n（二）戊\n1.己\n二、庚\n1.辛\n"
    [first, second] = read(text).sections
    assert [s.heading.title.value for s in first.sections] == ["乙", "戊"]
    assert first.sections[0].sections[0].sections[0].heading.title.value == "丁"
    assert [s.heading.level for s in second.sections] == [3]


def test_text_runs_in_after_a_heading() -> None:
    [section] = read("（一）加强领导。一是带头学法。二是带头述法。").sections
    assert section.heading.title.value == "加强领导"
    assert not section.heading.alone
    assert [p.value for p in section.paragraphs] == ["一是带头学法。二是带头述法。"]


@pytest.mark.parametrize(
    ("front", "title"),
    [
        (TITLE, TITLE),
        ("云岫县人民政府\n关于2024年度法治政府建设情况的报告", "云岫县人民政府关于2024年度法治政府建设情况的报告"),
        ("云岫县人民政府\n2024年度法治政府建设工作报告", "云岫县人民政府2024年度法治政府建设工作报告"),
        ("发布时间：2025-02-11\n" + TITLE + "\n来源：县司法局", TITLE),
        ("法治云岫\n" + TITLE, TITLE),
        ("首页 > 政务公开 > 年度报告\n" + TITLE, TITLE),
        ("标题：" + TITLE + "\n发布时间：2025-02-11", TITLE),
        (TITLE + "\n云岫县人民政府\n关于2024年度法治政府建设情况的报告", TITLE),
        (
            "县政府关于印发《云岫县行政规范性\n文件管理办法》的通知",
            "县政府关于印发《云岫县行政规范性文件管理办法》的通知",
        ),
        ("云岫县人民政府2024年度法治政府建设情况", "云岫县人民政府2024年度法治政府建设情况"),
        ("本站声明，内容仅供参考。\n" + TITLE, TITLE),
    ],
)
def test_titles(front: str, title: str) -> None:
    document = read(f"{front}\n\n2024年，云岫县坚持依法行政。\n\n一、总体情况\n平稳。\n")
    assert document.title is not None
    assert "".join(document.title.value.split()) == title
    assert document.opening is not None
    assert document.opening.value == "2024年，云岫县坚持依法行政。"


def test_no_title() -> None:
    document = read("2024年，云岫县坚持依法行政。\n一、总体情况\n")
    assert document.title is None
    assert document.issuer is None
    assert document.year == 2024
    assert document.made is None


def test_parts_of_a_whole_report() -> None:
    document = read(
        f"{TITLE}\n\n发布时间：2025-03-03\n\n县委、县人大常委会：\n\n2024年，云岫县坚持依法行政。\n\n一、总体情况\n平稳。\n\n"
        "附件：1.目录\n      2.统计表\n\n云岫县人民政府\n2025年2月24日\n\n（此件公开发布）\n\n附件1\n一、目录\n两件。\n\n审核：甲  责任编辑：乙\n"
    )
    assert document.addressee is not None
    assert document.addressee.value == "县委、县人大常委会："
    assert document.issuer == "云岫县人民政府"
    assert document.published is not None
    assert document.published[1] == date(2025, 3, 3)
    assert document.signed is not None
    assert document.signed[1] == document.made == date(2025, 2, 24)
    assert [d.opener and d.opener.value.split("\n")[0] for d in document.divisions] == [None, "云岫县人民政府", "附件1"]
    assert [s.heading.title.value for s in document.sections] == ["总体情况"]
    assert [p.value for s in document.sections for p in s.paragraphs] == ["平稳。"]
    assert [line.value for line in document.colophon] == ["审核：甲  责任编辑：乙"]


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("云岫县人民政府\n二〇二五年二月二十四日\n", date(2025, 2, 24)),
        ("云岫县人民政府\n2025年2月30日\n", None),
    ],
)
def test_signature_dates(text: str, signed: date | None) -> None:
    found = read(f"{TITLE}\n\n平稳。\n\n{text}").signed
    assert (found and found[1]) == signed


def test_date_in_brackets_under_the_title() -> None:
    found = read(f"{TITLE}\n（2025年2月24日）\n\n平稳。\n").signed
    assert found is not None
    assert found[1] == date(2025, 2, 24)


def test_an_undated_report_is_taken_to_be_made_when_it_is_due() -> None:
    assert read(f"{TITLE}\n\n平稳。\n").made == date(2025, 3, 31)
    assert read("云岫县人民政府关于2024年春节放假的通知\n\n各科室：\n").made is None


@pytest.mark.parametrize(
    ("title", "rest", "year"),
    [
        ("2023", "2024年，坚持。\n一、2024年度主要举措\n完善。\n", 2024),
        ("2023", "2024年，坚持。\n一、2025年工作安排\n完善。\n", 2024),
        ("2023", "2024年，坚持。\n\n云岫县人民政府\n2025年2月24日\n", 2024),
        ("2024", "2023年打基础，2024年见成效。\n一、2024年度主要举措\n完善。\n", 2024),
        ("2024", "2024年，坚持。\n一、2023年度主要举措\n完善。\n二、2024年工作安排\n完善。\n", 2024),
        ("2024", "坚持依法行政。\n", 2024),
    ],
)
def test_year(title: str, rest: str, year: int) -> None:
    assert read(f"云岫县人民政府关于{title}年度法治政府建设情况的报告\n\n{rest}").year == year


def test_the_years_of_a_plan_are_no_report_year() -> None:
    assert read("国务院关于云岫新区总体规划（2018—2035年）的批复\n\n省政府：\n").year is None


def runs(text: str) -> list[list[int]]:
    return [[item.number for item in run.items] for run in read(text).enumerations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一是甲。二是乙。三是丙。", [[1, 2, 3]]),
        ("一是甲，标准统一是关键。二是乙。", [[1, 2]]),
        ("职责一是甲。二是乙。", [[2]]),
        ("一是甲。一是乙。三是丙。", [[1, 1, 3]]),
        ("一是甲。二是乙。\n\n一是丙。二是丁。", [[1, 2], [1, 2]]),
        ("一是甲：一是子，二是丑。\n二是乙：一是寅，二是卯。\n三是丙。", [[1, 2, 3], [1, 2], [1, 2]]),
        ("第一，甲。第二，乙。", [[1, 2]]),
        ("“一是甲，二是乙”", [[1, 2]]),
        ("平稳。", []),
    ],
)
def test_enumerations(text: str, expected: list[list[int]]) -> None:
    assert runs(text) == expected


def test_deep_enumerations_come_to_an_end() -> None:
    assert sum(map(len, runs("一是甲。" * 50 + "五是乙。" * 50))) == 100


def test_protected() -> None:
    text = "一、总体情况\n依据《办法》（云政发〔2021〕5号）第三条，2021年3月1日起在“云岫通”APP（https://a.example/x）公布。\n"
    document = read(text)
    kept = [document.source[span] for span in document.protected]
    assert kept == [
        "一、",
        "《办法》",
        "云政发〔2021〕5号",
        "第三条",
        "2021年3月1日",
        "“云岫通”APP",
        "https://a.example/x",
    ]


def test_paths() -> None:
    text = "平稳。\n一、甲\n（一）乙\n丙。\n云岫县人民政府\n2025年2月24日\n丁。\n"
    document = read(text)
    assert document.path(text.index("平")) == ()
    assert document.path(text.index("丙")) == ("一、甲", "（一）乙")
    assert document.path(text.index("丁")) == ()


def test_tables_in_text_hold_no_headings() -> None:
    assert headings("一、收到申请  3402  75  0  1\n3.其他处理  40  0  0  0\n（七）总计  3375  9  0  0\n") == []


def test_notes_and_lists_of_annexes_hold_no_headings() -> None:
    assert headings("注：1、单位为米。\n2、取自台账。\n附件1.目录\n  2.统计表\n") == []
