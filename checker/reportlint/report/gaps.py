"""What a run left unchecked: files that were refused, and rules that broke down on a file."""

from __future__ import annotations

from reportlint.language import Message
from reportlint.linter import Crash, Run, Unchecked


def gaps(run: Run) -> list[Unchecked]:
    """Return the files that were not checked, or not to the end; a file that broke down is told once."""
    told = {each.name for each in run.unchecked if each.fault == "crash"}
    untold = [outcome for outcome in run.outcomes if outcome.source.name not in told]
    return [*run.unchecked, *(_broken(o.source.name, crash) for o in untold for crash in o.crashes)]


def _broken(name: str, crash: Crash) -> Unchecked:
    zh = f"没有检查完，规则 {crash.rule.id} 出错（{crash.error}）"
    en = f"was not checked to the end: an error in the rule {crash.rule.id} ({crash.error})"
    return Unchecked(name, "crash", Message(zh, en))
