"""Numbers of headings and of enumerations: what the pages of the rules do not show."""

from __future__ import annotations

import pytest

from reportlint.diagnostic import Diagnostic
from reportlint.linter import lint
from reportlint.ruleset import load
from reportlint.source import Source

BASE = load("official-document")


def findings(rule: str, text: str) -> list[Diagnostic]:
    """Lint a text; each heading in it, set apart by a blank, has a sentence below it."""
    report = text.replace(" ", "\n做好工作。\n") + "\n做好工作。\n"
    outcome = lint(Source("x", report), BASE, chosen=frozenset({rule}))
    assert not outcome.crashes
    return list(outcome.diagnostics)


@pytest.mark.parametrize(
    ("rule", "text", "found"),
    [
        ("broken-numbering", "一、甲\n1.乙 3.丙", [("3.", "2.")]),
        ("broken-numbering", "一、甲\n1.乙 2.丙 1.丁", [("1.", "3.")]),  # nothing announces a list
        ("broken-numbering", "一、甲\n1.乙 2.丙\n清单如下:\n1.丁", []),
        ("broken-numbering", "一、甲\n（一）乙\n清单如下：\n（四）丁", [("（四）", "（二）")]),
        ("broken-numbering", "一、甲\n2.乙 3.丙", [("2.", "1.")]),
        ("broken-numbering", "一、甲\n1.乙 2.丙 二、丁\n3.戊", []),  # goes on from the group before
        ("wrong-number-mark", "一、甲\n（一）乙\n1.丙\n1）丁", [("1）", "（1）")]),
        ("mixed-number-style", "一、甲\n1．乙 2.丙", [("1．", "1.")]),  # the standard wins a tie
        ("mixed-number-style", "一、甲\n１．乙 2.丙 3.丁", [("１．", "1.")]),
    ],
)
def test_marks(rule: str, text: str, found: list[tuple[str, str]]) -> None:
    problems = findings(rule, text)
    assert [(each.excerpt, each.problem.fix and each.problem.fix.edits[0].text) for each in problems] == found


def test_what_a_number_should_be_is_for_a_person_to_say() -> None:
    [found] = findings("broken-numbering", "一、甲\n1.乙 3.丙")
    assert found.problem.fix
    assert found.problem.fix.safe is False
    [found] = findings("wrong-number-mark", "一、甲\n（一）乙\n1.丙\n1）丁")
    assert found.problem.fix
    assert found.problem.fix.safe is True


@pytest.mark.parametrize(
    ("rule", "text", "found", "related"),
    [
        ("broken-numbering", "一、甲\n1.乙 3.丙", "3.", ["1."]),
        ("broken-numbering", "一、甲\n2.乙", "2.", []),
        ("skipped-heading-level", "一、甲\n（1）乙", "（1）", ["一、"]),
        ("broken-enumeration", "一是完善制度；三是加强培训。", "三是", ["一是"]),
        ("broken-enumeration", "做法：二是完善制度；三是加强培训。", "二是", []),
    ],
)
def test_both_places_are_told(rule: str, text: str, found: str, related: list[str]) -> None:
    [diagnostic] = findings(rule, text)
    source = diagnostic.source
    assert (diagnostic.excerpt, [source[place.span] for place in diagnostic.problem.related]) == (found, related)


def test_a_heading_without_text_may_skip_a_level_too() -> None:
    assert [found.excerpt for found in findings("skipped-heading-level", "一、甲\n（1）乙\n二、丙")] == ["（1）"]
    assert findings("skipped-heading-level", "一、甲\n（1）完善制度，加强培训；\n二、丙") == [], "one of a list"
