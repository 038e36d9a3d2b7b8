"""Every rule does what its page says."""

from __future__ import annotations

import pytest

from conftest import ROOT
from generated import messages, own_rules, page_name
from reportlint.layer import builtin
from reportlint.ruleset import Rule, Ruleset, load
from reportlint.testing import Example, examples

EXAMPLES = [example for name in builtin() for example in examples(load(name))]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.ruleset.id}/{example}")
def test_example(example: Example) -> None:
    assert list(example.faults()) == []


@pytest.mark.parametrize(("ruleset", "rule"), own_rules(), ids=lambda each: each.id)
def test_messages_are_as_written_down_in_both_languages(ruleset: Ruleset, rule: Rule) -> None:
    text = (ROOT / "docs" / "messages.md").read_text("utf-8")
    rows = text.partition(f"## {page_name(ruleset, rule).removesuffix('.md')}\n")[2].partition("\n## ")[0]
    assert rows.strip().splitlines()[2:] == messages(rule, ruleset), "run `make accept` and read the diff"


@pytest.mark.parametrize("name", builtin())
def test_every_rule_is_complete(name: str) -> None:
    for rule in load(name).rules:
        own = [e for e in examples(load(name)) if e.rule.id == rule.id]
        if rule.home is None or rule.home.name != name:
            continue  # its page lies with the ruleset that this one extends, and is tested there
        assert rule.basis, f"{rule.id} cites nothing"
        assert rule.english != rule.id, f"{rule.id} has no English title"
        assert any(e.spans for e in own), f"{rule.id} shows nothing wrong"
        assert any(not e.spans for e in own), f"{rule.id} shows nothing right"
        assert any(e.messages for e in own), f"{rule.id} shows no message"
