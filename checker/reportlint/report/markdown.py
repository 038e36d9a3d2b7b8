"""A report in Markdown, to be put as a comment on a merge request."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from reportlint.diagnostic import Diagnostic, Severity
from reportlint.language import Message
from reportlint.linter import Outcome, Run
from reportlint.pattern import lazy
from reportlint.report.excerpt import QUOTATION, cut, rowed
from reportlint.report.full import NAMES, visible
from reportlint.report.gaps import gaps

LISTED = 200  # findings of a file that are shown: a comment may not be of any length
BAR = "\\|"  # ends no cell, in code as well
RUN = lazy(r"[!-~]+")
MEANING = lazy(r"[\\`*_\[\]{}<|~$^]|[@#!%&:](?=[\w/+\"'-])|\.(?=[A-Za-z])", re.ASCII)
HEAD = Message("| 行:列 | 级别 | 规则 | 问题 | 原文 |", "| line:column | severity | rule | finding | text |")


def markdown(run: Run) -> str:
    """Return what was not checked, then each file with how it was judged and a table of its findings."""
    language = run.language
    lines = [f"## {Message('报告检查结果', 'Reports checked').text(language)}", "", _total(run).text(language)]
    for each in gaps(run):
        refused = Message("没有检查：", "NOT checked: ").text(language)
        lines += ["", f"**{refused}{_code(each.name)}** {_escaped(each.why.text(language))}"]
    for outcome in run.outcomes:
        lines += ["", *_outcome(outcome, language)]
    return "".join(f"{line}\n" for line in lines)


def _total(run: Run) -> Message:
    counts = Counter(d.severity for outcome in run.outcomes for d in outcome.diagnostics)
    errors, warnings, notes = (counts[severity] for severity in Severity)
    return Message(
        f"检查{len(run.outcomes)}个文件：错误{errors}处，警告{warnings}处，提示{notes}处。",
        f"{len(run.outcomes)} file(s) checked: {errors} error(s), {warnings} warning(s), {notes} note(s).",
    )


def _outcome(outcome: Outcome, language: str) -> Iterator[str]:
    yield f"### {_code(outcome.source.name)}"
    yield ""
    yield _judged(outcome).text(language)
    yield ""
    if not outcome.diagnostics:
        yield Message("没有发现问题。", "Nothing found.").text(language)
        return
    yield HEAD.text(language)
    yield "|---|---|---|---|---|"
    weightiest = sorted(outcome.diagnostics, key=lambda d: d.severity.rank)
    for diagnostic in weightiest[:LISTED]:
        yield _row(diagnostic, language)
    rest = len(weightiest) - LISTED
    if rest > 0:
        yield ""
        yield Message(f"另有{rest}处没有列出。", f"{rest} more are not listed.").text(language)


def _judged(outcome: Outcome) -> Message:
    """Say in one line of what type and year a report is, by which rules it was judged, and what is left open."""
    ruleset, rules, undecided = outcome.ruleset, len(outcome.rules), len(outcome.undecided)
    year_zh = f"{outcome.year}年" if outcome.year else "年度不明"
    year_en = f"for {outcome.year}" if outcome.year else "year unknown"
    zh = f"类型：{_escaped(ruleset.title.zh)}（{year_zh}），规则集 {_code(ruleset.id)}，检查了{rules}条规则"
    en = f"Type: {_escaped(ruleset.title.en)} ({year_en}), ruleset {_code(ruleset.id)}, {rules} rules run"
    if undecided:
        why = list(dict.fromkeys(each.lacking for each in outcome.undecided))
        zh += f"，{undecided}条无法判断（{'、'.join(each.zh for each in why)}）"
        en += f", {undecided} undecided ({', '.join(each.en for each in why)})"
    known = sum(d.exemption is None for d in outcome.set_aside)
    if exempt := len(outcome.set_aside) - known:
        zh, en = f"{zh}，豁免{exempt}处", f"{en}, {exempt} exempt"
    if known:
        zh, en = f"{zh}，基线中已有{known}处", f"{en}, {known} known from the baseline"
    return Message(f"{zh}。", f"{en}.")


def _row(d: Diagnostic, language: str) -> str:
    cells = [
        _code(rowed(d)) if d.rule.afterwards else rowed(d),
        NAMES[d.severity].text(language),
        _code(d.rule.id),
        _escaped(d.problem.message.text(language)),
        _code(cut(d.excerpt, QUOTATION)),
    ]
    return f"| {' | '.join(cell.replace('|', BAR) for cell in cells)} |"


def _escaped(text: str) -> str:
    """Return a text that shows as it is: what could be markup, a link, a mention or a symbol stands as code.

    Against links and mentions there is no other escape that all readers of Markdown know.
    """
    return RUN.sub(lambda run: _code(run[0]) if MEANING.search(run[0]) else run[0], visible(text))


def _code(text: str) -> str:
    """Return a text between more backticks than it has in a row; nothing for an empty one."""
    shown = visible(text).strip()
    if not shown:
        return ""
    fence = "`" * (1 + max(map(len, re.findall("`+", shown)), default=0))
    gap = " " if "`" in (shown[0], shown[-1]) else ""
    return f"{fence}{gap}{shown}{gap}{fence}"
