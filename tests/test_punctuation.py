"""Which lines are running text, and which brackets and quotation marks lack a partner."""

from __future__ import annotations

import time

import pytest

from reportlint.linter import lint
from reportlint.parser import parse
from reportlint.ruleset import load
from reportlint.source import Source

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
