"""Which lines are running text, and which brackets and quotation marks lack a partner."""

from __future__ import annotations

import time

import pytest

from reportlint.diagnostic import Diagnostic
from reportlint.linter import lint
from reportlint.parser import parse
from reportlint.ruleset import load
from reportlint.source import Source

BASE = load("official-document")
LEAD = "坚持依法行政。\n"


@pytest.mark.parametrize(
    ("line", "running"),
    [
        ("全年制定文件12件。", True),
        ("全年制定文件12件，修订3件", True),
        ("（一）建章立制。全年制定文件12件。", True),
        ("工作情况：全年制定文件12件。", True),
        ("（一）建章立制，压实责任", False),
        ("成员：林远，周明", False),
        ("责任单位：县司法局；县财政局", False),
        ("项目　　数量　　占比，合计", False),
        ("图1 云岫县案件数量，单位：件", False),
        ("注：数据截至12月底，口径一致。", False),
        ("（此件公开发布，不得转载。）", False),
        ("云岫县司法局", False),
    ],
)
def test_running_text(line: str, running: bool) -> None:
    document = parse(Source("a", f"{LEAD}{line}\n"))
    assert [found.text.value for found in document.running[1:]] == ([line] if running else [])


@pytest.mark.parametrize(
    ("text", "lone"),
    [
        ("听取意见（建议）70件。", ""),
        ("听取意见（建议(书面)）70件。", ""),
        ("听取意见（建议70件。", "（"),
        ("听取意见建议）70件。", "）"),
        ("（一）听取意见（建议。全年70件。", "（"),
        ("（一）听取意见（建议。全年）70件。", ""),
        ("包括：1)规划；2)清单；一）目录。", ""),
        ("选择A）规划；B）清单。", ""),
        ("（三加强领导，落实责任。", ""),
        ("按照云政发（2023)3号文件（全文）办理。", ""),
        ("办理案件（含上年\n结转）8件。", ""),
        ("办理案件（含上年。\n结转）8件。", "（）"),
        ("办理案件（含上年\n结案后\n结转）8件。", ""),
        ("办理案件（含上年\n均已办结。\n结转）8件。", "（）"),
    ],
)
def test_lone_brackets(text: str, lone: str) -> None:
    document = parse(Source("a", f"{LEAD}{text}\n"))
    assert "".join(document.source[p.span] for p in document.brackets if p.open is None or p.close is None) == lone


@pytest.mark.parametrize(
    ("text", "lone"),
    [
        ("“一”“二”、“三”", ""),
        ("“一‘二’三”", ""),
        ("“一“二”三”", ""),  # wrong, but paired
        ("“一", "“"),
        ("一”", "”"),
        ("“一“", "“"),  # the second one
        ("”一”", "”"),
        ("“一“二”", "“"),
        ("“一”二”", "”"),
        ("‘一", "‘"),
        ("People’s，’98年", ""),
        ('“一"', ""),  # told by the rule on straight quotes
        ("“一。\n\n二。”", ""),
    ],
)
def test_lone_quotes(text: str, lone: str) -> None:
    document = parse(Source("a", f"{LEAD}{text}，。\n"))
    assert "".join(quote.mark for quote in document.quotes) == lone


def test_a_mark_turned_the_wrong_way() -> None:
    [found] = parse(Source("a", f"{LEAD}开展“体检“活动。")).quotes
    assert (found.turned, found.span.start) == (True, len(LEAD) + 5)


def findings(rule: str, text: str) -> list[Diagnostic]:
    outcome = lint(Source("a", text), BASE, chosen=frozenset({rule}))
    assert not outcome.crashes
    return list(outcome.diagnostics)


@pytest.mark.parametrize(
    ("text", "found", "edits"),
    [
        ('争做"最美执法人"，办好实事。', '"最美执法人"', "“”"),
        ("争做'最美执法人'，办好实事。", "'最美执法人'", "‘’"),
        ('开展"ABC"。', '"ABC"', "“”"),
        ('"Legal Aid"服务。', '"Legal Aid"', "“”"),
        ('争做"最美执法人，办好实事。', '"', ""),  # where does it end?
    ],
)
def test_straight_quotes(text: str, found: str, edits: str) -> None:
    problems = findings("straight-quotes", f"落实“一岗双责”。\n{text}\n")
    assert [each.excerpt for each in problems] == [found]
    for fix in (each.problem.fix for each in problems):
        assert "".join(edit.text for edit in (fix.edits if fix else ())) == edits


def test_quotes_in_what_stands_above_a_report_are_no_part_of_it() -> None:
    text = '来源："云岫发布"\n\n云岫县人民政府关于普法工作的报告\n\n2024年，开展"护航"行动。\n\n“一岗双责”落实。\n'
    assert [each.excerpt for each in findings("straight-quotes", text)] == ['"护航"']


@pytest.mark.parametrize(("marks", "right"), [("、，", "，"), ("，。", "。"), ("。，", "。"), ("；。，", "。")])
def test_doubled_marks(marks: str, right: str) -> None:
    [found] = findings("doubled-mark", f"{LEAD}分解任务58项{marks}移送线索67件。")
    assert found.problem.fix
    assert found.problem.fix.edits[0].text == right


@pytest.mark.parametrize(
    "unit",
    [
        "一",
        "二",
        "（",
        "(",
        "）",
        "(一",
        "“",
        "”",
        '"一',
        "，",
        " ",
        "一 ",
        "　　",
        "…",
        ".",
        "。",
        "二○",
        "，,",
        "一,",
        "：",
        "\n",
        "一\n（",
        "\t",
    ],
)
def test_linear_time(unit: str) -> None:
    ruleset = load("official-document")
    chosen = frozenset(rule.id for rule in ruleset.rules if rule.category == "punctuation")
    many = 60_000 // len(unit)
    begin = time.perf_counter()
    for behind in ("。", unit.translate(str.maketrans("（(", "）)")) * many):  # the second one nests brackets
        lint(Source("a", f"{LEAD}{unit * many}{behind}\n"), ruleset, chosen=chosen)
    assert time.perf_counter() - begin < 10
