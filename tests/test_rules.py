"""The rules that come with the package: what their pages show is tested by the plugin for pytest, as in any ruleset."""

from __future__ import annotations

import pytest

from conftest import ROOT
from generated import messages, own_rules, page_name
from reportlint.rule import Rule
from reportlint.ruleset import Ruleset


@pytest.mark.parametrize(("ruleset", "rule"), own_rules(), ids=lambda each: each.id)
def test_messages_are_as_written_down_in_both_languages(ruleset: Ruleset, rule: Rule) -> None:
    text = (ROOT / "docs" / "messages.md").read_text("utf-8")
    rows = text.partition(f"## {page_name(ruleset, rule).removesuffix('.md')}\n")[2].partition("\n## ")[0]
    assert rows.strip().splitlines()[2:] == messages(rule, ruleset), "run `make accept` and read the diff"


@pytest.mark.parametrize(("ruleset", "rule"), own_rules(), ids=lambda each: each.id)
def test_every_rule_has_a_title_in_english(ruleset: Ruleset, rule: Rule) -> None:
    assert rule.english != rule.id
