"""The checklist (审核意见表) in Markdown: of every rule, whether the report keeps it, to be signed by people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from reportlint import __version__
from reportlint.language import Message
from reportlint.linter import Outcome, Run
from reportlint.report.escaping import plain, unchecked
from reportlint.report.verdict import VERDICTS, Judged, Verdict, grouped, judged

HEAD = Message("| 序号 | 审核内容 | 依据 | 结论 | 说明 |", "| No. | What is checked | Basis | Verdict | Remarks |")
SIGNED = Message(
    "审核意见：\n\n审核人（签字）：＿＿＿＿＿＿　复核人（签字）：＿＿＿＿＿＿　日期：＿＿＿＿年＿＿月＿＿日",
    "Opinion:\n\nChecked by: ____________  Reviewed by: ____________  Date: ____________",
)


def checklist(run: Run) -> str:
    """Return a sheet for each report, those files first that were not checked."""
    lines = list(unchecked(run))
    for outcome in run.outcomes:
        lines += _sheet(outcome, run.language)
    return "\n".join(lines) + "\n"


def _sheet(outcome: Outcome, language: str) -> Iterator[str]:
    items = judged(outcome)
    yield f"# {Message('审核意见表', 'Checklist').text(language)}"
    yield ""
    yield from _head(outcome, Counter(item.verdict for item in items), language)
    number = 0
    for category, group in grouped(items):
        yield f"## {plain(category.text(language))}"
        yield ""
        yield HEAD.text(language)
        yield "|---:|---|---|---|---|"
        for item in group:
            number += 1
            yield _row(number, item, language)
        yield ""
    yield SIGNED.text(language).replace("_", r"\_")
    yield ""


def _head(outcome: Outcome, counts: Counter[Verdict], language: str) -> Iterator[str]:
    ruleset = outcome.ruleset
    year = str(outcome.year) if outcome.year else Message("不明", "unknown").text(language)
    facts = [
        (Message("文件", "File"), outcome.source.name),
        (Message("报告类型", "Type of report"), ruleset.title.text(language)),
        (Message("报告年度", "Year"), year),
        (Message("规则集", "Ruleset"), ruleset.id),
        (Message("依据", "Basis"), ruleset.basis),
        (Message("检查程序", "Checked with"), f"reportlint {__version__}"),
    ]
    for name, value in facts:
        yield f"- {name.text(language)}{Message('：', ': ').text(language)}{plain(value)}"
    yield f"- {Message('检查日期：', 'Date: ').text(language)}" + r"\_" * 12
    totals = Message("，", ", ").text(language).join(f"{VERDICTS[v].text(language)} {counts[v]}" for v in Verdict)
    yield f"- {Message('结论汇总：', 'Verdicts: ').text(language)}{totals}"
    yield ""


def _row(number: int, item: Judged, language: str) -> str:
    remarks = Message("；", "; ").text(language).join(remark.text(language) for remark in item.remarks)
    verdict = VERDICTS[item.verdict].text(language)
    weight = f"**{verdict}**" if item.verdict is Verdict.FAILED else verdict
    return f"| {number} | {plain(item.title.text(language))} | {plain(item.rule.basis)} | {weight} | {plain(remarks)} |"
