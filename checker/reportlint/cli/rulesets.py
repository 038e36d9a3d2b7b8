"""``reportlint rulesets``: list those that there are, and tell what differs between two."""

from __future__ import annotations

import re
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import click

from reportlint.cli.bilingual import Refusal, Say, Subgroup
from reportlint.cli.choose import chosen_rulesets, refusing
from reportlint.cli.options import clean, language
from reportlint.cli.ruleset import command
from reportlint.language import Message

if TYPE_CHECKING:
    from reportlint.ruleset import Ruleset

COMMANDS = {"diff": "rulesets"}
MADE = (3, 31)  # a report on a year is made by then, where it does not say when: month and day of the next year


def rulesets(say: Say) -> click.Command:
    """Build the group, which without a command lists what there is."""
    help = Message(
        "列出规则集：内置的和安装的；diff 比较两个", "List the rulesets: built in and installed; diff compares two"
    )
    return Subgroup(
        "rulesets", COMMANDS, partial(_list, say), help=say(help), params=[language(say)], context_settings={"obj": say}
    )


def _list(say: Say) -> int:
    from reportlint.installed import installed
    from reportlint.layer import builtin

    with refusing():
        names = [*builtin(), *installed()]
    for name in names:
        [found] = chosen_rulesets(name)
        click.echo(f"{found.id:<20} {len(found.rules):>3}  {say(found.title)}")
        click.echo(f"{'':<20}      {found.basis}")
        if found.changes:
            days = "、".join(map(str, found.changes))
            click.echo(f"{'':<20}      {say(Message(f'条款有变的日子：{days}', f'changed on: {days}'))}")
        if name in installed():
            of = f"{installed()[name].distribution} {installed()[name].version}"
            click.echo(f"{'':<20}      {say(Message(f'来自 {of}', f'from {of}'))}")
    return 0


def diff(say: Say) -> click.Command:
    """Build the command that compares two rulesets."""
    help = Message(
        "两个规则集（名称或文件夹）有什么不同；名称后写 @年度 或 @日期，比较的是那时有效的条款，"
        "如 disclosure-report@2020 disclosure-report@2021",
        "Tell what differs between two rulesets (names or folders); @YEAR or @DATE behind a name takes what held for the "
        "report on that year, or on that day, as in disclosure-report@2020 disclosure-report@2021",
    )
    names = [
        click.Argument([name], metavar=say(Message(zh, en)))
        for name, zh, en in (("old", "甲", "A"), ("new", "乙", "B"))
    ]
    return command(say, "diff", help, _diff, *names)


def _diff(say: Say, old: str, new: str) -> int:
    from reportlint.differences import differences

    one, was = _named(old)
    other, now = _named(new)
    click.echo(clean(say(Message(f"{was.zh} → {now.zh}", f"{was.en} → {now.en}"))))
    told = list(differences(one, other))
    for said in told:
        click.echo(clean(f"- {say(said)}"))
    if not told:
        click.echo(say(Message("没有不同", "no difference")))
    return 0


def _named(name: str) -> tuple[Ruleset, Message]:
    """Load a ruleset, in the edition that is named behind an @, and say what it is."""
    match = re.fullmatch(r"(.+)@(\d{4})(?:-(\d\d)-(\d\d))?", name)
    [found] = chosen_rulesets(match[1] if match else name)
    if match is None:
        return found, Message(f"{found.id}（最新）", f"{found.id} (latest)")
    year, month, day = match[2], match[3], match[4]
    try:
        when = date(int(year), int(month), int(day)) if month else date(int(year) + 1, *MADE)
    except ValueError as error:
        raise Refusal(Message(f"“{name}”里没有这样的日期", f"no such day: “{name}”")) from error
    if month:
        return found.on(when), Message(f"{found.id}（{when}有效的）", f"{found.id} (as of {when})")
    return found.on(when), Message(f"{found.id}（{year}年度的报告）", f"{found.id} (reports on {year})")
