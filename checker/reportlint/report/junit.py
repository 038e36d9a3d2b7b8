"""JUnit's XML, which most build servers show: a file is a suite, a rule that was to judge it is a test."""

from __future__ import annotations

from collections.abc import Iterable

from reportlint.diagnostic import Diagnostic
from reportlint.language import Message
from reportlint.linter import Outcome, Run, Unchecked
from reportlint.report.excerpt import rowed
from reportlint.report.tree import Element, grown, written

COUNTED = {
    "tests": "testcase",
    "failures": "testcase/failure",
    "errors": "testcase/error",
    "skipped": "testcase/skipped",
}


def junit(run: Run) -> str:
    """Return the suites of a run; a finding fails its rule, a rule that could not judge is skipped.

    A file that was not checked, or a rule that broke down, is an error.
    """
    root = grown(None, "testsuites", name="reportlint")
    broken = {outcome.source.name for outcome in run.outcomes if outcome.crashes}
    for each in run.unchecked:
        if each.fault != "crash" or each.name not in broken:  # else it stands with the rule that broke down
            _refused(root, each, run.language)
    for outcome in run.outcomes:
        _suite(root, outcome, run.language)
    suites = list(root)
    for suite in suites:
        for name, path in COUNTED.items():
            suite.set(name, str(len(suite.findall(path))))
    for name in COUNTED:
        root.set(name, str(sum(int(suite.attrib[name]) for suite in suites)))
    return written(root)


def _refused(root: Element, each: Unchecked, language: str) -> None:
    why = each.why.text(language)
    case = grown(grown(root, "testsuite", name=each.name), "testcase", classname=each.name, name="unchecked")
    grown(case, "error", [why], message=why, type=each.fault)


def _suite(root: Element, outcome: Outcome, language: str) -> None:
    name = outcome.source.name
    suite = grown(root, "testsuite", name=name)
    properties = grown(suite, "properties")
    for key, value in (("file", name), ("ruleset", outcome.ruleset.id), ("year", outcome.year)):
        if value is not None:
            grown(properties, "property", name=key, value=value)
    found: dict[str, list[Diagnostic]] = {}
    aside: dict[str, list[Diagnostic]] = {}
    for diagnostics, by_rule in ((outcome.diagnostics, found), (outcome.set_aside, aside)):
        for diagnostic in diagnostics:
            by_rule.setdefault(diagnostic.rule.id, []).append(diagnostic)
    for rule in outcome.rules:
        case = grown(suite, "testcase", classname=name, name=rule.id)
        if rule.id in found:
            _failure(case, found[rule.id], language)
        if rule.id in aside:
            grown(case, "system-out", _aside(aside[rule.id], language))
    for rule, lacking in outcome.undecided:
        grown(grown(suite, "testcase", classname=name, name=rule.id), "skipped", message=lacking.text(language))
    for crash in outcome.crashes:
        case = grown(suite, "testcase", classname=name, name=crash.rule.id)
        grown(case, "error", [crash.error], message=crash.error, type="crash")


def _failure(case: Element, found: list[Diagnostic], language: str) -> None:
    """Add one failure for all findings of a rule, as readers of the format take no more than one."""
    first = found[0].problem.message.text(language)
    more = Message(f"（共{len(found)}处）", f" ({len(found)} places)").text(language) if len(found) > 1 else ""
    weightiest = min((d.severity for d in found), key=lambda severity: severity.rank)
    basis = Message(f"依据：{found[0].rule.basis}", f"basis: {found[0].rule.basis}").text(language)
    grown(case, "failure", [*_places(found, language), basis], message=f"{first}{more}", type=weightiest)


def _places(found: Iterable[Diagnostic], language: str) -> list[str]:
    return [f"{rowed(d)} {d.severity} {d.problem.message.text(language)}" for d in found]


def _aside(found: list[Diagnostic], language: str) -> list[str]:
    """Return a line for each finding that was set aside, and why it was."""
    known = Message("基线中已有", "known from the baseline").text(language)
    exempt = Message("豁免：", "exempt: ").text(language)
    whys = [f"{exempt}{d.exemption.reason}" if d.exemption else known for d in found]
    return [f"{place} [{why}]" for place, why in zip(_places(found, language), whys, strict=True)]
