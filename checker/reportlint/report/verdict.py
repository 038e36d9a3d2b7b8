"""What the checklist and the notice say of a report: a verdict on each rule, what to change, and what is left open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from reportlint.diagnostic import Diagnostic, Severity
from reportlint.language import Message
from reportlint.linter import Outcome
from reportlint.report.quotation import where
from reportlint.rule import Rule

PLACES = 5  # lines that are named one by one
CATEGORIES = {
    "structure": Message("结构", "structure"),
    "numbering": Message("序号", "numbering"),
    "references": Message("引用", "references"),
    "dates": Message("日期", "dates"),
    "figures": Message("数字", "figures"),
    "punctuation": Message("标点", "punctuation"),
    "wording": Message("用语", "wording"),
    "privacy": Message("隐私", "privacy"),
    "repetition": Message("重复", "repetition"),
    "tables": Message("表格", "tables"),
    "session": Message("会议", "session"),
    "targets": Message("目标", "targets"),
    "accounts": Message("决算", "final accounts"),
    "source": Message("文本", "text of the file"),
    "leftovers": Message("遗留", "left-overs"),
    "layout": Message("版式", "layout"),
    "exemptions": Message("豁免", "exemptions"),
}


class Verdict(StrEnum):
    """What can be said of a report by one rule."""

    PASSED = "passed"
    FAILED = "failed"
    MANUAL = "manual"  # a person has to look
    SKIPPED = "skipped"  # the rule did not run


VERDICTS = {
    Verdict.PASSED: Message("通过", "passed"),
    Verdict.FAILED: Message("不通过", "failed"),
    Verdict.MANUAL: Message("需人工核对", "to be checked by hand"),
    Verdict.SKIPPED: Message("不适用", "not applicable"),
}
CRASHED = Message("检查程序出错，没有检查成", "the check broke down")
COMPARES = Message("需与上年报告对照，本次没有对照", "compares with last year's report, which was not done")
NOT_CHOSEN = Message("本次没有选用", "not selected this time")
NO_EXEMPTIONS = Message("没有豁免可查", "there are no exemptions to judge")
NO_OFFICE_FILE = Message("不是 Word 等文档，没有可查的", "no office file, so there is nothing to judge")
NOTHING_RAN = Message("没有检查任何规则", "no rule was checked")


class Judged(NamedTuple):
    """A rule, the verdict, and what there is to say about it."""

    rule: Rule
    title: Message
    verdict: Verdict
    remarks: tuple[Message, ...]


class Open(NamedTuple):
    """Rules of which nothing is known for a report, and the reason that they share."""

    why: Message
    titles: tuple[Message, ...]


def judged(outcome: Outcome) -> list[Judged]:
    """Judge each rule of the ruleset, in the order of the categories."""
    found, aside = _by_rule(outcome.diagnostics), _by_rule(outcome.set_aside)
    unknown = _unknown(outcome)
    rules = {rule.id: rule for rule in (*outcome.ruleset.rules, *(d.rule for d in outcome.diagnostics))}
    order = list(CATEGORIES)
    known = sorted(rules.values(), key=lambda r: order.index(r.category) if r.category in order else len(order))
    return [_judged(rule, found.get(rule.id, []), aside.get(rule.id, []), unknown.get(rule.id)) for rule in known]


def category(rule: Rule) -> Message:
    """Return the name of the category of a rule."""
    return CATEGORIES.get(rule.category, Message(rule.category, rule.category))


def grouped(items: Iterable[Judged]) -> list[tuple[Message, list[Judged]]]:
    """Gather judged rules under the names of their categories."""
    groups: dict[Message, list[Judged]] = {}
    for item in items:
        groups.setdefault(category(item.rule), []).append(item)
    return list(groups.items())


def demands(outcome: Outcome) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Return what must be changed, and what should be looked at; notes are in neither."""
    errors = [d for d in outcome.diagnostics if d.severity is Severity.ERROR]
    return errors, [d for d in outcome.diagnostics if d.severity is Severity.WARNING]


def left_open(outcome: Outcome) -> list[Open]:
    """Return the rules that say nothing of the report, gathered by reason."""
    groups: dict[Message, list[Message]] = {}
    unknown = _unknown(outcome)
    for rule in outcome.ruleset.rules:
        if rule.id in unknown and unknown[rule.id][1] not in (NO_EXEMPTIONS, NO_OFFICE_FILE):
            groups.setdefault(unknown[rule.id][1], []).append(rule.title)
    return [Open(why, tuple(titles)) for why, titles in groups.items()]


def _by_rule(diagnostics: Sequence[Diagnostic]) -> dict[str, list[Diagnostic]]:
    groups: dict[str, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        groups.setdefault(diagnostic.rule.id, []).append(diagnostic)
    return groups


def _unknown(outcome: Outcome) -> dict[str, tuple[Verdict, Message]]:
    """Say of each rule that did not run to its end why that is; a crash is not quoted, for it may quote the report."""
    stopped = {each.rule.id: (Verdict.MANUAL, _lacking(each.lacking)) for each in outcome.undecided}
    stopped |= {crash.rule.id: (Verdict.MANUAL, CRASHED) for crash in outcome.crashes}
    tried = (*outcome.rules, *(u.rule for u in outcome.undecided), *(c.rule for c in outcome.crashes))
    ids, compared = {rule.id for rule in tried}, any(rule.compares for rule in tried)
    pending = {rule.id for rule in outcome.pending}
    for rule in outcome.ruleset.rules:
        if rule.id in pending:
            stopped[rule.id] = (Verdict.SKIPPED, NO_EXEMPTIONS)
        elif rule.office and not outcome.source.office:
            stopped[rule.id] = (Verdict.SKIPPED, NO_OFFICE_FILE)
        elif rule.id not in ids:
            why = COMPARES if rule.compares and not compared else NOT_CHOSEN
            stopped[rule.id] = (Verdict.SKIPPED, why)
    return stopped


def _lacking(fact: Message) -> Message:
    return Message(f"{fact.zh}，无法判断", f"cannot be judged: {fact.en}")


def _judged(
    rule: Rule, found: list[Diagnostic], aside: list[Diagnostic], unknown: tuple[Verdict, Message] | None
) -> Judged:
    """Weigh what is known of one rule; what a baseline knows was never judged by a person, so it does not pass."""
    remarks = [_count(found)] if found else []
    remarks += [_exempt(d) for d in aside if not d.known]
    known = [d for d in aside if d.known]
    if known:
        remarks.append(_known(known))
    if any(d.severity is Severity.ERROR for d in found):
        verdict = Verdict.FAILED
    elif found or known:
        verdict = Verdict.MANUAL
    else:
        verdict = unknown[0] if unknown else Verdict.PASSED
    if unknown:
        remarks.append(unknown[1])
    return Judged(rule, rule.title, verdict, tuple(remarks))


def _places(diagnostics: list[Diagnostic]) -> Message:
    places = list(dict.fromkeys(map(_where, diagnostics[:PLACES])))
    more = len(diagnostics) > PLACES
    zh = "、".join(place.zh for place in places) + ("等" if more else "")
    en = ", ".join(place.en for place in places) + (" …" if more else "")
    return Message(zh, en)


def _where(d: Diagnostic) -> Message:
    """Return where a finding is, with the file where that is not the report: a finding on an exemption."""
    place = where(d.source, d.problem.span.start)
    if not d.rule.afterwards:
        return place
    return Message(f"{d.source.name} {place.zh}", f"{d.source.name} {place.en}")


def _count(diagnostics: list[Diagnostic]) -> Message:
    places = _places(diagnostics)
    return Message(f"{len(diagnostics)}处：{places.zh}", f"{len(diagnostics)} finding(s): {places.en}")


def _known(diagnostics: list[Diagnostic]) -> Message:
    places, count = _places(diagnostics), len(diagnostics)
    return Message(f"以前已有{count}处，没有计入：{places.zh}", f"{count} known from before, not counted: {places.en}")


def _exempt(d: Diagnostic) -> Message:
    place, reason = where(d.source, d.problem.span.start), reason_of(d)
    return Message(f"{place.zh}准予例外：{reason.zh}", f"{place.en} is exempt: {reason.en}")


def reason_of(d: Diagnostic) -> Message:
    """Say why a finding is set aside: the reason that was written down, by whom and until when, or that it is known."""
    exemption = d.exemption
    if exemption is None:
        return Message("以前已有的问题", "known from before")
    zh = en = exemption.reason or "—"
    if exemption.by:
        zh, en = f"{zh}（{exemption.by}）", f"{en} ({exemption.by})"
    if exemption.until:
        zh, en = f"{zh}，有效期至{exemption.until.isoformat()}", f"{en}, until {exemption.until.isoformat()}"
    return Message(zh, en)
