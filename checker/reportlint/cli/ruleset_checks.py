"""``reportlint ruleset checks`` and ``schema``: what can be written in a ruleset, for people and for editors."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import Parameter, cleandoc
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import click

from reportlint.cli.bilingual import Refusal, Say
from reportlint.cli.choose import refusing
from reportlint.cli.options import clean
from reportlint.cli.ruleset import command
from reportlint.language import Message, did_you_mean

if TYPE_CHECKING:
    from reportlint.rule import Rule
    from reportlint.ruleset import Ruleset


def checks(say: Say) -> click.Command:
    """Build the command."""
    help = Message(
        "列出现成的检查：选项（带 * 的必须写）、用它的规则。写上类别（structure）、装好的包或者检查的全名只看其中的；"
        "只看一个检查时，连同规则里怎么写",
        "List the checks: options (* must be given), and the rules that use them. Name a category, an installed package "
        "or a check for less; of a single check, its description and the table of a rule are shown as well",
    )
    name = click.Argument(["name"], required=False, metavar=say(Message("[名称]", "[NAME]")))
    return command(say, "checks", help, _checks, name)


def _checks(say: Say, name: str | None) -> int:
    from reportlint.checks import every

    rulesets, faults = _rulesets()  # which imports the checks of installed packages
    found = [each for each in every() if name is None or each == name or each.startswith(f"{name}.")]
    if not found:
        install = Message("；自己写的检查，先安装它所在的包", "; one of your own? install its package first")
        guess = did_you_mean(str(name), every())
        guess = guess if guess.zh else install
        faults += [Message(f"没有检查“{name}”{guess.zh}", f"no check “{name}”{guess.en}")]
        raise Refusal(Message("\n".join(fault.zh for fault in faults), "\n".join(fault.en for fault in faults)))
    for check in found:
        click.echo(check)
        for line in _options(say, check):
            click.echo(f"    {line}")
        using = {rule.id: (rule, each) for each in rulesets for rule in each.rules if rule.check == check}
        for id, (rule, _) in using.items():
            click.echo(f"    ← {id}  {say(rule.title)}")
        if len(found) == 1:
            for line in _more(say, check, [*using.values()]):
                click.echo(clean(line))
    return 0


def _rulesets() -> tuple[list[Ruleset], list[Message]]:
    """Return the rulesets that are installed and built in, those that others extend last, and why some cannot be used."""
    from reportlint.installed import installed
    from reportlint.layer import RulesetError, builtin
    from reportlint.ruleset import load

    found, faults = [], []
    with refusing():
        names = [*installed(), *reversed(builtin())]
    for name in names:
        try:
            found.append(load(name))
        except RulesetError as error:  # its author may just be looking for what to write
            faults += error.faults
    return found, faults


def _more(say: Say, check: str, using: list[tuple[Rule, Ruleset]]) -> Iterator[str]:
    """Tell what a check does, which is written in English only, and how a rule that uses it is written."""
    from reportlint.checks import every
    from reportlint.layer import FILE
    from reportlint.place import written

    described = cleandoc(every()[check].__doc__ or "")
    yield from filter(None, [say(Message("", f"\n{described}"))])
    for rule, ruleset in using:
        for layer in [each for each in ruleset.layers if "check" in each.data.get("rules", {}).get(rule.id, {})][:1]:
            page = f"reportlint explain {rule.id} --ruleset {ruleset.id}"
            yield "\n" + say(
                Message(f"{layer.name} 里这样写（说明和例子：{page}）：", f"in {layer.name} (see also {page}):")
            )
            yield "\n" + written(layer.folder, FILE, f"rules.{rule.id}")


def _options(say: Say, check: str) -> Iterator[str]:
    from reportlint.checks import every
    from reportlint.overlay import FILLED_IN
    from reportlint.schema import KINDS, parameters
    from reportlint.table import is_table

    hints = get_type_hints(every()[check])
    for option, parameter in parameters(check).items():
        if option in FILLED_IN:
            continue
        zh, en = _file(hints[option]) if is_table(hints[option]) else KINDS[hints[option]][:2]
        needed = "*" if parameter.default is Parameter.empty else ""
        yield f"{option}{needed}  {say(Message(zh, en))}"


def _file(hint: Any) -> Message:
    """Say that an option names a table of facts, and which columns that has."""
    from reportlint.table import ALWAYS

    kind = get_args(hint)[0]
    columns = [field + "*" * (field not in kind._field_defaults) for field in kind._fields if field not in ALWAYS]
    told = " ".join((*columns, *(f"{each}*" for each in ALWAYS)))
    return Message(f".tsv 文件名（列：{told}）", f"name of a .tsv file (columns: {told})")


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
