"""``reportlint ruleset checks`` and ``schema``: what can be written in a ruleset, for people and for editors."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import Parameter
from typing import get_type_hints

import click

from reportlint.cli.bilingual import Refusal, Say
from reportlint.cli.ruleset import command
from reportlint.language import Message, did_you_mean


def checks(say: Say) -> click.Command:
    """Build the command."""
    help = Message(
        "列出现成的检查：选项（带 * 的必须写）、用它的规则。写上名称（structure）或者全名只看其中的",
        "List the checks: options (* must be given), and the rules that use them. Name a category or a check for less",
    )
    name = click.Argument(["name"], required=False, metavar=say(Message("[名称]", "[NAME]")))
    return command(say, "checks", help, _checks, name)


def _checks(say: Say, name: str | None) -> int:
    from reportlint.checks import every
    from reportlint.layer import builtin
    from reportlint.ruleset import load

    found = [each for each in every() if name is None or each == name or each.startswith(f"{name}.")]
    if not found:
        guess = did_you_mean(str(name), every())
        raise Refusal(Message(f"没有检查“{name}”{guess.zh}", f"no check “{name}”{guess.en}"))
    rules = {(rule.check, rule.id): rule for each in map(load, reversed(builtin())) for rule in each.rules}
    for check in found:
        click.echo(check)
        for line in _options(say, check):
            click.echo(f"    {line}")
        for (used, id), rule in rules.items():
            if used == check:
                click.echo(f"    ← {id}  {say(rule.title)}")
    return 0


def _options(say: Say, check: str) -> Iterator[str]:
    from reportlint.checks import every
    from reportlint.overlay import FILLED_IN
    from reportlint.schema import KINDS, parameters
    from reportlint.table import is_table

    hints = get_type_hints(every()[check])
    for option, parameter in parameters(check).items():
        if option in FILLED_IN:
            continue
        zh, en = (".tsv 文件名", "name of a .tsv file") if is_table(hints[option]) else KINDS[hints[option]][:2]
        needed = "*" if parameter.default is Parameter.empty else ""
        yield f"{option}{needed}  {say(Message(zh, en))}"


def schema(say: Say) -> click.Command:
    """Build the command that prints the schema of ruleset.toml."""
    help = Message(
        "输出 ruleset.toml 的 JSON Schema，编辑器可以据此补全和检查（reportlint.toml 的用 reportlint config --schema）",
        "Print the JSON Schema of ruleset.toml, for editors (that of reportlint.toml: reportlint config --schema)",
    )
    return command(say, "schema", help, _schema)


def _schema(_: Say) -> int:
    from json import dumps

    from reportlint.editor_schema import ruleset_schema

    click.echo(dumps(ruleset_schema(), ensure_ascii=False, indent=2))
    return 0
