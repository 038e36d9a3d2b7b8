"""``reportlint ruleset bench``: how often each rule fires on real reports, by which one sees what it is worth."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from reportlint.cli.bilingual import Refusal, Say
from reportlint.cli.examining import Task, examined, unchecked
from reportlint.cli.options import clean, files, telling
from reportlint.cli.plan import Wishes
from reportlint.cli.reading import inputs_of, watched
from reportlint.cli.ruleset import command, folder
from reportlint.language import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlint.linter import Outcome

PER = 10_000  # characters, blanks left out


def bench(say: Say) -> click.Command:
    """Build the command."""
    help = Message(
        "用规则集检查一批报告（文件或文件夹，不论标题像不像），数每条规则每万字报几处、在几份报告里报过；"
        "报得太多的多半有误报，从来不报的可能写错了。有的报告没有读成，退出码为2",
        "Check reports (files or folders, whatever their type) by a ruleset, and count how often each rule fires per "
        "10,000 characters and in how many reports. Exit code 2 where a report could not be read",
    )
    return command(say, "bench", help, _bench, folder(say), files(say))


def _bench(say: Say, path: str, files: tuple[str, ...]) -> int:
    faults, refuse = telling(say)
    inputs = list(inputs_of(files, lambda name, fault: refuse(unchecked(name, fault))))
    task = Task(Wishes(ruleset=path, isolated=True, exemptions=False))
    found = list(examined(task, watched(inputs, say, False)))
    for fault in (fault for each in found for fault in each.unchecked):
        refuse(fault)
    outcomes = [each.outcome for each in found if each.outcome]
    if not outcomes:
        raise Refusal(Message("没有读到报告，没有可数的", "no report was read: nothing to count"))
    for line in _table(say, outcomes):
        click.echo(clean(line))
    return 2 if faults else 0


def _table(say: Say, outcomes: Sequence[Outcome]) -> list[str]:
    """Return a row a rule, the most frequent first, then those that never fired, then the sum."""
    length = sum(len("".join(outcome.source.text.split())) for outcome in outcomes)
    rules = {rule.id: rule for outcome in outcomes for rule in outcome.rules}
    fired = Counter(d.rule.id for outcome in outcomes for d in outcome.diagnostics)
    reports = Counter(id for outcome in outcomes for id in {d.rule.id for d in outcome.diagnostics})
    head = say(Message("每万字    处数  报告数  规则", "per 10,000  found  reports  rule"))
    rows = [head]
    for id, count in sorted(fired.items(), key=lambda pair: (-pair[1], pair[0])):
        rows.append(f"{count * PER / length:>8.2f}  {count:>6}  {reports[id]:>6}  {id}  {say(rules[id].title)}")
    silent = sorted(rules.keys() - fired.keys())
    if silent:
        zh, en = (
            f"从来没有报过（{len(silent)}条）：{'、'.join(silent)}",
            f"never fired ({len(silent)}): {', '.join(silent)}",
        )
        rows.append(say(Message(zh, en)))
    total = sum(fired.values())
    zh = f"{len(outcomes)}份报告，{length}字，{len(rules)}条规则，报{total}处，每万字{total * PER / length:.2f}处"
    en = f"{len(outcomes)} reports, {length} characters, {len(rules)} rules, {total} findings, {total * PER / length:.2f} per 10,000"
    return [*rows, say(Message(zh, en))]
