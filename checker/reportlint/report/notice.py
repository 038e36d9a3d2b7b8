"""The notice (退改意见) in Markdown: what has to be changed in a report that is sent back."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint.diagnostic import Diagnostic, Severity
from reportlint.language import Message
from reportlint.linter import Outcome, Run
from reportlint.report.escaping import plain, unchecked
from reportlint.report.quotation import context, place, remedy
from reportlint.report.verdict import demands, left_open

LISTED = 30  # titles of rules that are named one by one
MUST = Message("应当修改", "To be changed")
SHOULD = Message("建议核对", "To be looked at")
LIMITS = Message(
    "本意见由程序按规则逐条检查得出；规则没有涉及的内容没有检查，仍须人工审核。",
    "A program made this note, rule by rule; what no rule covers was not checked and is left to people.",
)


def notice(run: Run) -> str:
    """Return a note for each report, those files first that were not checked."""
    lines = list(unchecked(run))
    for outcome in run.outcomes:
        lines += _note(outcome, run.language)
    return "\n".join(lines) + "\n"


def opening(outcome: Outcome) -> Message:
    """Say how much there is to change."""
    errors, warnings = map(len, demands(outcome))
    if not outcome.rules:
        return Message(
            "没有检查任何规则，不能说明报告没有问题。", "No rule was checked; nothing can be said of the report."
        )
    if not errors and not warnings:
        return Message(
            "按所检查的规则，没有发现需要修改之处。", "By the rules that were checked, nothing has to be changed."
        )
    if not errors:
        return Message(
            f"经检查，没有必须修改之处；下列{warnings}处建议核对。",
            f"Nothing must be changed; {warnings} place(s) should be looked at.",
        )
    more = (
        Message(f"；另有{warnings}处建议核对", f"; {warnings} more should be looked at")
        if warnings
        else Message("", "")
    )
    return Message(
        f"经检查，下列{errors}处应当修改{more.zh}。请逐条修改、核对后重新报送。",
        f"{errors} place(s) have to be changed{more.en}. Please go through the list and hand the report in again.",
    )


def closing(outcome: Outcome) -> list[Message]:
    """Say what this note leaves out, and what was not checked."""
    said = []
    for why, titles in left_open(outcome):
        more = len(titles) - LISTED
        zh = "、".join(f"“{title.zh}”" for title in titles[:LISTED]) + (f"等{len(titles)}条" if more > 0 else "")
        en = "; ".join(title.en for title in titles[:LISTED]) + (f"; and {more} more" if more > 0 else "")
        said.append(Message(f"没有检查（{why.zh}）：{zh}。", f"Not checked ({why.en}): {en}."))
    notes = sum(d.severity is Severity.NOTE for d in outcome.diagnostics)
    if notes:
        said.append(Message(f"另有{notes}处提示，没有列入。", f"{notes} piece(s) of advice are left out."))
    aside = len(outcome.set_aside)
    if aside:
        zh, en = f"另有{aside}处准予例外或以前已有，没有列入。", f"{aside} exempt or known finding(s) are left out."
        said.append(Message(zh, en))
    return [*said, LIMITS]


def title_of(outcome: Outcome) -> str:
    """Return the title of a report, or the name of its file where it has none."""
    return next((line.text for line in outcome.outline if line.level == 0), outcome.source.name)


def _note(outcome: Outcome, language: str) -> Iterator[str]:
    yield f"# {Message('退改意见', 'Request for changes').text(language)}"
    yield ""
    yield f"{Message('报告：', 'Report: ').text(language)}{plain(title_of(outcome))}"
    yield ""
    yield f"{Message('文件：', 'File: ').text(language)}{plain(outcome.source.name)}"
    yield ""
    yield opening(outcome).text(language)
    yield ""
    number = 0
    for heading, diagnostics in zip((MUST, SHOULD), demands(outcome), strict=True):
        if diagnostics:
            yield f"## {heading.text(language)}"
            yield ""
        for d in diagnostics:
            number += 1
            yield from _item(number, d, language)
    for said in closing(outcome):
        yield plain(said.text(language))
        yield ""


def _item(number: int, d: Diagnostic, language: str) -> Iterator[str]:
    facts = [
        (Message("位置", "Place"), place(d, language)),
        (Message("原文", "Text"), context(d)),
        (Message("修改", "Change"), remedy(d, language)),
        (Message("依据", "Basis"), d.rule.basis),
    ]
    yield f"{number}. {plain(d.problem.message.text(language))}"
    for name, value in facts:
        if value:
            yield f"   - {name.text(language)}{Message('：', ': ').text(language)}{plain(value)}"
    yield ""
