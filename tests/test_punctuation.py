"""Which lines are running text, and which brackets and quotation marks lack a partner."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from reportlint.diagnostic import Diagnostic
from reportlint.linter import lint
from reportlint.parser import parse
from reportlint.ruleset import load
from reportlint.source import Source
from timing import STEEP, growth

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


def test_where_quotations_end_is_for_a_person_to_say() -> None:
    texts = ('争做"最美执法人"。', '推行"一窗"，开展"护航"，落实"河长制"。')
    fixes = [found.problem.fix for text in texts for found in findings("straight-quotes", text)]
    assert [(len(fix.edits), fix.safe) for fix in fixes if fix] == [(2, False), (6, False)]
    [lone] = findings("straight-quotes", '争做"最美执法人。')
    assert lone.problem.fix is None


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("mixed-brackets", "办理（建议)12件。"),
        ("straight-quotes", '争做"最美执法人"。'),
        ("missing-end-mark", "全年制定文件12件，坚持依法行政，"),
        ("halfwidth-mark", "坚持依法行政,落实责任。"),
    ],
)
def test_nothing_is_said_of_marks_where_the_text_was_damaged(rule: str, text: str) -> None:
    whole = f"{LEAD}{text}\n"
    assert len(findings(rule, whole)) == 1
    assert findings(rule, f"{whole}按照云政发〔20233号文件，“落实责任。\n") == []


def test_quotes_in_what_stands_above_a_report_are_no_part_of_it() -> None:
    text = '来源："云岫发布"\n\n云岫县人民政府关于普法工作的报告\n\n2024年，开展"护航"行动。\n\n“一岗双责”落实。\n'
    assert [each.excerpt for each in findings("straight-quotes", text)] == ['"护航"']


@pytest.mark.parametrize(
    ("marks", "right", "safe"),
    [("，，", "，", True), ("，。", "。", True), ("、，", "，", False), ("。，", "。", False), ("；。，", "。", False)],
)
def test_doubled_marks(marks: str, right: str, safe: bool) -> None:
    [found] = findings("doubled-mark", f"{LEAD}分解任务58项{marks}移送线索67件。")
    fix = found.problem.fix
    assert fix
    assert (fix.edits[0].text, fix.safe) == (right, safe)


FORM = "来源：，云岫发布\n\n云岫县人民政府关于普法工作的报告\n\n2024年，坚持依法行政。\n\n{}\n"


@pytest.mark.parametrize(
    ("rule", "text", "found"),
    [
        ("doubled-mark", "负责人：，移送线索67件，，全部办结。要求如下：。", ["，，", "：。"]),  # a blank in a form
        ("doubled-mark", "落实《关于甲，，乙的通知》，移送线索67件，，全部办结。", ["，，"]),
        ("wrong-ellipsis", "整治乱收费、乱罚款。。。", ["。。。"]),
        ("wrong-ellipsis", "整治乱收费···乱罚款。", ["···"]),
        ("wrong-ellipsis", "整治乱收费・・・乱罚款。", ["・・・"]),
        ("wrong-ellipsis", "推广OA...等系统。", ["..."]),
        ("wrong-ellipsis", "整治乱收费……乱罚款…………以及乱摊派…等问题。", ["…"]),
        ("halfwidth-mark", "坚持依法行政,\n落实责任。", [","]),
        ("halfwidth-mark", "检查(a)和抽查(略)两次。", ["(略)"]),
        ("mixed-brackets", "听取意见（建议）70件，办理（建议)12件。", [")"]),
        ("nested-brackets", "落实（见（三））和意见（建议（书面））。", ["（书面）"]),
        ("nested-brackets", "听取意见(建议(书面))70件。", []),
        ("missing-end-mark", "全年制定文件12件。另行公布其余内容", ["容"]),
        ("missing-end-mark", "全年制定文件12件。略", ["略"]),
        ("missing-end-mark", "办理案件（含上年）12件。（详见附表）　", []),
        ("straight-quotes", '推行"一窗受理"，开展"护航"行动，落实"河长制"。', ['"一窗受理"', '"护航"', '"河长制"']),
        ("stray-space", "《关于加强 管理的通知》印发，坚持 依法行政。", [" "]),
        ("straight-quotes", '更换8"显示器12台。', []),
    ],
)
def test_marks(rule: str, text: str, found: list[str]) -> None:
    report = FORM.format(f"落实“一岗双责”（全文公开）。\n{text}")
    assert [each.excerpt for each in findings(rule, report)] == found


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("坚持依法行政,落实责任,加强培训（略）。", 2),
        ("坚持依法行政,落实责任,加强培训,严格监督（略）。", 1),
        ("坚持依法行政,落实责任,加强培训。", 1),  # no full-width mark in the whole text
        ("坚持依法行政,落实责任。", 1),
        ("坚持,落实,加强,严格,规范,监督(一次)（略）。", 2),  # many are told once
        ("坚持,落实,加强,严格,规范,监督，推进。", 5),
    ],
)
def test_many_half_width_marks_are_told_once(text: str, number: int) -> None:
    assert len(findings("halfwidth-mark", text)) == number


def test_a_blank_goes_with_the_half_width_mark() -> None:
    [found] = findings("halfwidth-mark", "坚持依法行政, 落实责任（略），加强培训。")
    assert found.excerpt == ", "


def test_the_other_half_is_told() -> None:
    [found] = findings("mixed-brackets", "办理（建议)12件。")
    assert [found.source[place.span] for place in found.problem.related] == ["（"]


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

    def linting(length: int, *, nested: bool) -> Callable[[], object]:
        many = length // len(unit)
        behind = unit.translate(str.maketrans("（(", "）)")) * many if nested else "。"
        return partial(lint, Source("a", f"{LEAD}{unit * many}{behind}\n"), ruleset, chosen=chosen)

    for nested in (False, True):
        assert growth(partial(linting, nested=nested), 6_000, 60_000) < STEEP
