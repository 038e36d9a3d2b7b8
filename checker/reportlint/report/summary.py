"""The closing lines of a run: what was read, by which rules, with what result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from reportlint.diagnostic import Severity
from reportlint.language import Message
from reportlint.linter import Outcome, Run

FILES = 5  # files that are named one by one


def summary(run: Run) -> str:
    """Say of each file how it was read and judged, and count the findings."""
    outcomes, language = run.outcomes, run.language
    lines = [_file(outcome).text(language) for outcome in outcomes[:FILES]]
    if len(outcomes) > FILES:
        rest = Counter(o.ruleset.title for o in outcomes[FILES:])
        zh = "、".join(f"{title.zh}{count}个" for title, count in rest.items())
        en = ", ".join(f"{count} as {title.en}" for title, count in rest.items())
        lines.append(Message(f"其余文件：{zh}", f"other files: {en}").text(language))
    lines.append(_total(outcomes, len({each.name for each in run.unchecked})).text(language))
    return "".join(f"{line}\n" for line in lines)


def _file(outcome: Outcome) -> Message:
    source, ruleset = outcome.source, outcome.ruleset
    year_zh = f"（{outcome.year}年）" if outcome.year else "（年度不明）"
    year_en = f" for {outcome.year}" if outcome.year else " (year unknown)"
    rules = len(outcome.rules)
    open_zh = open_en = ""
    if outcome.undecided:
        why = list(dict.fromkeys(each.lacking for each in outcome.undecided))
        count = len(outcome.undecided)
        open_zh = f"，{count}条无法判断（{'、'.join(each.zh for each in why)}）"
        open_en = f", {count} undecided ({', '.join(each.en for each in why)})"
    return Message(
        f"{source.name}：{source.form}，类型：{ruleset.title.zh}{year_zh}，规则集 {ruleset.id}，检查了{rules}条规则{open_zh}",
        f"{source.name}: {source.form}, {ruleset.title.en}{year_en}, ruleset {ruleset.id}, {rules} rules run{open_en}",
    )


def _total(outcomes: Sequence[Outcome], unread: int) -> Message:
    counts = Counter(d.severity for outcome in outcomes for d in outcome.diagnostics)
    errors, warnings, notes = (counts[severity] for severity in Severity)
    zh = f"检查{len(outcomes)}个文件：错误{errors}处，警告{warnings}处，提示{notes}处"
    en = f"{len(outcomes)} file(s) checked: {errors} error(s), {warnings} warning(s), {notes} note(s)"
    aside = [d for outcome in outcomes for d in outcome.set_aside]
    if exempt := sum(d.exemption is not None for d in aside):
        zh, en = f"{zh}；豁免{exempt}处", f"{en}; {exempt} exempt"
    if known := sum(d.known for d in aside):
        zh, en = f"{zh}；基线内{known}处", f"{en}; {known} in the baseline"
    if unread:
        zh, en = f"{zh}；另有{unread}个文件没有检查", f"{en}; {unread} file(s) NOT checked"
    return Message(zh, en)


def statistics(run: Run) -> str:
    """Return one line a rule that fired: count, severity, id."""
    return "".join(f"{line}\n" for line in _counts(run.outcomes))


def _counts(outcomes: Sequence[Outcome]) -> Iterator[str]:
    counts = Counter((d.rule.id, d.severity) for outcome in outcomes for d in outcome.diagnostics)
    for (id, severity), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"{count:>6}  {severity:<8} {id}"
