"""``reportlint ruleset``: for those who write one. New, add, test, bench, checks, schema."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from reportlint.cli.bilingual import Command, Refusal, Say, Subgroup
from reportlint.cli.choose import chosen_rulesets
from reportlint.cli.options import clean, language
from reportlint.language import Message

COMMANDS = {  # by the module that builds each
    "new": "ruleset_new",
    "test": "ruleset",
    "add": "ruleset_new",
    "checks": "ruleset_checks",
    "bench": "ruleset_bench",
    "schema": "ruleset_checks",
}


def ruleset(say: Say) -> click.Command:
    """Build the group."""
    help = Message(
        "编写规则集：从 new 到 test 通过；写法见 docs/rulesets.md。列出和比较现有的，用 reportlint rulesets",
        "Write a ruleset: from new to a passing test; see docs/rulesets.md. To list and compare, see reportlint rulesets",
    )
    return Subgroup("ruleset", COMMANDS, help=say(help), params=[language(say)], context_settings={"obj": say})


def command(say: Say, name: str, help: Message, callback: Any, *params: click.Parameter) -> click.Command:
    """Build a command of the group."""
    return Command(
        name,
        help=say(help),
        params=[*params, language(say)],
        callback=partial(callback, say),
        context_settings={"obj": say},
    )


def folder(say: Say) -> click.Argument:
    """Make the argument that names a ruleset."""
    return click.Argument(["path"], metavar=say(Message("规则集", "RULESET")))


def test(say: Say) -> click.Command:
    """Build the command that runs the pages of a ruleset."""
    help = Message(
        "检验规则集（文件夹或者名称）：运行说明页上的例子，查每条规则有没有依据、说明页和例子。"
        "退出码：0 全部通过；1 有不对的；2 没有检验成",
        "Test a ruleset (folder or name): run the examples of its pages; each rule needs a basis, a page and examples. "
        "Exit code: 0 all passed, 1 something is wrong, 2 could not do the job",
    )
    return command(say, "test", help, _test, folder(say))


def _test(say: Say, path: str) -> int:
    from reportlint.testing import own_rules, trials, untested

    [found] = chosen_rulesets(path)
    ran = list(trials(found))
    if not ran:
        raise Refusal(untested(found))
    faults = 0
    for fault in (fault for trial in ran for fault in trial.faults()):
        faults += 1
        click.echo(clean(say(Message(f"{fault.place}：{fault.said.zh}", f"{fault.place}: {fault.said.en}"))))
    result = Message(f"{faults}处不对", f"{faults} wrong") if faults else Message("全部通过", "all passed")
    rules = len(own_rules(found))
    examples = len(ran) - 1 - rules
    zh = f"规则集 {found.id}：{rules}条规则，{examples}个例子，{result.zh}"
    click.echo(say(Message(zh, f"ruleset {found.id}: {rules} rules, {examples} examples, {result.en}")))
    return int(faults > 0)
