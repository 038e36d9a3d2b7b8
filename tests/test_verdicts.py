"""What the checklist and the notice conclude: verdicts, demands, what is left open, and the text of both in Markdown."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from conftest import ROOT
from reportlint.diagnostic import Diagnostic, Exemption, Severity
from reportlint.exemptions import Written, excuse
from reportlint.language import Message
from reportlint.linter import Crash, Outcome, Run, Unchecked, Undecided, lint
from reportlint.report.checklist import checklist
from reportlint.report.escaping import plain
from reportlint.report.notice import closing, notice, opening
from reportlint.report.quotation import context, place, quotation, remedy
from reportlint.report.verdict import Judged, Verdict, demands, grouped, judged, left_open
from reportlint.ruleset import detectable
from reportlint.source import Origin, Source, Span, Stretch

RULESETS = detectable()
REFERENCES = (ROOT / "samples" / "broken-references.txt").read_text("utf-8")


def linted(text: str = REFERENCES, name: str = "报告.txt", chosen: frozenset[str] | None = None) -> Outcome:
    return lint(Source(name, text), RULESETS, chosen=chosen)


def of(outcome: Outcome, rule: str) -> Judged:
    return next(item for item in judged(outcome) if item.rule.id == rule)


def said(item: Judged) -> list[str]:
    return [remark.zh for remark in item.remarks]


def without(outcome: Outcome, rule: str) -> tuple[Outcome, list[Diagnostic]]:
    taken = [d for d in outcome.diagnostics if d.rule.id == rule]
    return outcome._replace(diagnostics=tuple(d for d in outcome.diagnostics if d.rule.id != rule)), taken


def test_every_rule_is_judged_once_in_the_order_of_the_categories() -> None:
    outcome = linted()
    items = judged(outcome)
    assert sorted(item.rule.id for item in items) == sorted(rule.id for rule in outcome.ruleset.rules)
    assert [category.zh for category, _ in grouped(items)][:3] == ["结构", "序号", "引用"]
    assert sum(len(group) for _, group in grouped(items)) == len(items)


@pytest.mark.parametrize(
    ("rule", "verdict", "remarks"),
    [
        ("wrong-year-brackets", Verdict.FAILED, ["2处：第7行、第9行"]),
        ("article-form", Verdict.MANUAL, ["1处：第17行"]),
        ("missing-title", Verdict.PASSED, []),
        ("carried-figure", Verdict.SKIPPED, ["需与上年报告对照，本次没有对照"]),
    ],
)
def test_verdicts_on_a_sample(rule: str, verdict: Verdict, remarks: list[str]) -> None:
    item = of(linted(), rule)
    assert (item.verdict, said(item)) == (verdict, remarks)


def test_a_rule_that_was_not_selected_does_not_apply() -> None:
    outcome = linted(chosen=frozenset({"article-form"}))
    assert of(outcome, "article-form").verdict is Verdict.MANUAL
    item = of(outcome, "missing-title")
    assert (item.verdict, said(item)) == (Verdict.SKIPPED, ["本次没有选用"])


def test_what_compares_is_not_selected_where_something_was_compared() -> None:
    chosen = frozenset({"carried-figure"})
    outcome = lint(Source("报告.txt", REFERENCES), RULESETS, chosen=chosen, previous=Source("上年.txt", REFERENCES))
    assert said(of(outcome, "copied-from-previous")) == ["本次没有选用"]


def test_rules_on_exemptions_do_not_apply_where_there_are_none() -> None:
    outcome = linted()
    item = of(outcome, "unused-exemption")
    assert (item.verdict, said(item)) == (Verdict.SKIPPED, ["没有豁免可查"])
    assert "没有豁免可查" not in [each.why.zh for each in left_open(outcome)]


def exempt(outcome: Outcome) -> Outcome:
    """Return the outcome with an exemption beside the report that speaks of nothing in it."""
    beside = Source("报告.txt.reportlint.toml", '\n[[exemption]]\nrule = "missing-title"\n')
    return excuse(outcome, [Written(Exemption("missing-title", "", "无"), beside, Span(1, 14), None)], date(2025, 1, 1))


def test_a_finding_on_an_exemption_is_placed_in_its_own_file() -> None:
    outcome = exempt(linted())
    [found] = [d for d in outcome.diagnostics if d.rule.id == "unused-exemption"]
    assert place(found, "zh") == "报告.txt.reportlint.toml，第2行"
    assert of(outcome, "unused-exemption").verdict is Verdict.MANUAL
    assert of(outcome, "expired-exemption").verdict is Verdict.PASSED


def test_undecided_and_broken_rules_are_left_to_people() -> None:
    outcome = linted()
    first, second, *rest = outcome.rules
    outcome = outcome._replace(
        rules=tuple(rest),
        undecided=(Undecided(first, Message("报告年度不明", "the year is unknown")),),
        crashes=(Crash(second, "KeyError: 11010119900101001X"),),
    )
    assert (of(outcome, first.id).verdict, said(of(outcome, first.id))) == (
        Verdict.MANUAL,
        ["报告年度不明，无法判断"],
    )
    assert (of(outcome, second.id).verdict, said(of(outcome, second.id))) == (
        Verdict.MANUAL,
        ["检查程序出错，没有检查成"],
    )
    assert [(each.why.en, len(each.titles)) for each in left_open(outcome)] == [
        ("cannot be judged: the year is unknown", 1),
        ("the check broke down", 1),
        ("compares with last year's report, which was not done", 2),
    ]
    assert "11010119900101001X" not in checklist(Run([outcome])) + notice(Run([outcome]))


def test_an_error_weakened_to_a_warning_does_not_fail() -> None:
    outcome, taken = without(linted(), "wrong-year-brackets")
    weak = tuple(replace(d, problem=d.problem._replace(severity=Severity.WARNING)) for d in taken)
    assert of(outcome._replace(diagnostics=weak), "wrong-year-brackets").verdict is Verdict.MANUAL
    mixed = (*weak, taken[0])
    assert of(outcome._replace(diagnostics=mixed), "wrong-year-brackets").verdict is Verdict.FAILED


def test_an_exemption_passes_with_its_reason_and_what_a_baseline_knows_does_not() -> None:
    outcome, taken = without(linted(), "wrong-year-brackets")
    exemption = Exemption("wrong-year-brackets", "[2023]", "原件如此", "李某", date(2027, 1, 31))
    first = replace(taken[0], exemption=exemption)
    item = of(outcome._replace(set_aside=(first,)), "wrong-year-brackets")
    assert (item.verdict, said(item)) == (
        Verdict.PASSED,
        ["第7行准予例外：原件如此（李某），有效期至2027-01-31"],
    )
    item = of(outcome._replace(set_aside=(first, replace(taken[1], known=True))), "wrong-year-brackets")
    assert (item.verdict, said(item)[1:]) == (Verdict.MANUAL, ["以前已有1处，没有计入：第9行"])


def test_only_the_first_places_are_named() -> None:
    text = REFERENCES + "\n（某政发[2023]7号）" * 9
    assert said(of(linted(text), "wrong-year-brackets"))[0] == "11处：第7行、第9行、第34行、第35行、第36行等"


def test_the_checklist_in_markdown() -> None:
    text = checklist(Run([linted()]))
    rows = re.findall(r"^\| (\d+) \|", text, re.M)
    assert rows == [str(number) for number in range(1, len(linted().ruleset.rules) + 1)]
    assert (
        "| 发文字号的年份用六角括号 | GB/T 9704—2012《党政机关公文格式》7.2.5：年份应标全称，用六角括号“〔〕”括入 | **不通过** | 2处：第7行、第9行 |"
        in text
    )
    assert "审核人（签字）：＿" in text and "复核人（签字）：＿" in text and "- 报告年度：2023\n" in text
    assert len({line.count("|") for line in text.splitlines() if line.startswith("|")}) == 1
    english = checklist(Run([linted()], (), "en"))
    assert "| **failed** | 2 finding(s): line 7, line 9 |" in english and "Reviewed by: \\_" in english


def test_a_notice_names_errors_first_then_warnings_and_no_notes() -> None:
    text = REFERENCES.replace("年度法治政府", "年度年度法治政府", 1)
    outcome = linted(text)
    assert {d.severity for d in outcome.diagnostics} == set(Severity)
    errors, warnings = demands(outcome)
    assert {d.severity for d in errors} == {Severity.ERROR} and {d.severity for d in warnings} == {Severity.WARNING}
    said = notice(Run([outcome]))
    heads = re.findall(r"^(## .*|\d+\. .*)$", said, re.M)
    kinds = [head[3:] for head in heads if head.startswith("##")]
    assert kinds == ["应当修改", "建议核对"]
    assert heads.index("## 建议核对") == len(errors) + 1
    assert [int(head.split(".")[0]) for head in heads if head[0] != "#"] == list(
        range(1, len(errors) + len(warnings) + 1)
    )
    note = next(d for d in outcome.diagnostics if d.severity is Severity.NOTE)
    assert note.problem.message.zh not in said and "另有1处提示，没有列入。" in said


def test_an_item_of_a_notice() -> None:
    said = notice(Run([linted()]))
    assert (
        "4. 发文顺序号不加“第”字、不编虚位，应为“15”\n"
        "   - 位置：第13行，二、2023年度推进法治政府建设的主要举措和成效 › （一）完善制度体系\n"
        "   - 原文：…法》（澜政规〔2023〕⟦第015⟧号），修订《澜陂县政府合…\n"
        "   - 修改：第015 → 15  \\[只有这一种写法\\]\n"
    ) in said


def test_a_notice_says_so_where_nothing_is_to_be_changed() -> None:
    right = (ROOT / "samples" / "right-thematic.txt").read_text("utf-8")
    assert opening(linted(right)).zh == "按所检查的规则，没有发现需要修改之处。"
    assert opening(linted(right)._replace(rules=())).zh == "没有检查任何规则，不能说明报告没有问题。"
    only_warnings, _ = without(linted(), "wrong-year-brackets")
    only_warnings = only_warnings._replace(diagnostics=tuple(demands(only_warnings)[1]))
    assert opening(only_warnings).zh == "经检查，没有必须修改之处；下列4处建议核对。"


def test_a_notice_ends_with_what_was_not_checked() -> None:
    outcome, taken = without(linted(), "wrong-year-brackets")
    outcome = outcome._replace(set_aside=tuple(replace(d, known=True) for d in taken))
    assert [message.zh for message in closing(outcome)] == [
        "没有检查（需与上年报告对照，本次没有对照）：“整段照搬上年报告”、“句子和数字都是上年的”。",
        "另有2处准予例外或以前已有，没有列入。",
        "本意见由程序按规则逐条检查得出；规则没有涉及的内容没有检查，仍须人工审核。",
    ]
    many = linted(chosen=frozenset({"article-form"}))
    count = len(left_open(many)[0].titles)
    assert f"等{count}条" in closing(many)[0].zh and closing(many)[0].en.endswith(f"and {count - 30} more.")


@pytest.mark.parametrize("form", [checklist, notice])
def test_files_that_were_not_checked_come_first(form: object) -> None:
    assert callable(form)
    bad = Unchecked("坏|<b>.txt", "binary", Message("不是文本", "not a text"))
    said = form(Run([linted()], [bad]))
    assert said.startswith("**下列文件没有检查**") and "- 坏\\|&lt;b&gt;.txt：不是文本\n" in said
    assert "没有检查任何文件" in form(Run([])) and "No file was checked" in form(Run([], (), "en"))


def test_a_hostile_name_and_text_stay_text_in_markdown() -> None:
    text = REFERENCES.replace("澜陂县人民政府关于", "<script>alert(1)</script>| `x` **关于", 1)
    name = "a\n# b|`*<i>\x1b\ud800.txt"
    for form in (checklist, notice):
        said = form(Run([linted(text, name)]))
        assert "<script" not in said and "<i>" not in said and "\n# b" not in said
        assert "\x1b" not in said and said.encode("utf-8")
        assert "a \\# b\\|\\`\\*&lt;i&gt;&lt;1B&gt;&lt;D800&gt;.txt" in said


def test_pages_and_tables_tell_the_place_where_rows_say_little() -> None:
    origin = Origin("docx", (Stretch(0, len(REFERENCES), ("表1第2行", "table 1, row 2")),))
    outcome = lint(Source("报告.docx", REFERENCES, origin=origin), RULESETS)
    assert said(of(outcome, "wrong-year-brackets")) == ["2处：表1第2行"]
    assert place(outcome.diagnostics[0], "en") == "table 1, row 2"


def test_escaping() -> None:
    assert plain(" 1|2_3 [a](b) &amp; https://x ") == r"1\|2\_3 \[a\](b) &amp;amp; https\://x"


def test_quotations() -> None:
    outcome = linted()
    found = {d.rule.id: d for d in reversed(outcome.diagnostics)}
    bracket = found["wrong-year-brackets"]
    assert quotation(bracket) == "[2023]"
    assert remedy(found["spaced-reference"], "zh") == "澜政办发〔2023〕 18 号 → 澜政办发〔2023〕18号  [只有这一种写法]"
    assert remedy(found["future-reference"], "zh") == ""
    start = bracket.problem.span.start
    place = replace(bracket, problem=bracket.problem._replace(span=bracket.problem.span._replace(end=start)))
    assert quotation(place) == context(place) == "…工作要点的通知》（澜政发⟦⟧[2023]7号），部署…"
    whole = replace(bracket, problem=bracket.problem._replace(span=bracket.problem.span._replace(start=0, end=400)))
    assert len(quotation(whole)) < 130 and "…" in quotation(whole) and "\n" not in context(whole)
