"""Commands that tell: explain, rules, outline, completion."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from reportlint.cli.bilingual import Command, Option, Refusal, Say
from reportlint.cli.choose import chosen_encoding, chosen_rulesets
from reportlint.cli.reading import fault, read_bytes
from reportlint.faults import FAULTS
from reportlint.language import Message, did_you_mean

if TYPE_CHECKING:
    from reportlint.document import Document
    from reportlint.ruleset import Rule
    from reportlint.section import Section


def _command(name: str, say: Say, help: Message, callback: Any, *params: click.Parameter) -> click.Command:
    language = Option(
        ["--lang"],
        say(Message("语言：zh（默认）、en", "Language: zh (default), en")),
        type=click.Choice(["zh", "en"]),
        expose_value=False,
    )
    return Command(
        name, help=say(help), params=[*params, language], callback=partial(callback, say), context_settings={"obj": say}
    )


def _ruleset_option(say: Say) -> click.Option:
    zh, en = "规则集的名称或目录；不写则为全部内置规则集", "Ruleset by name or folder; by default all that are built in"
    return Option(["--ruleset"], say(Message(zh, en)), metavar="NAME")


def explain(say: Say) -> click.Command:
    """Build the command that shows the page of a rule."""
    text = Message("显示一条规则的说明和例子", "Show the page of a rule")
    return _command("explain", say, text, _explain, click.Argument(["rule"]), _ruleset_option(say))


def _explain(say: Say, rule: str, ruleset: str | None) -> None:
    known = _all_rules(ruleset)
    if rule not in known:
        guess = did_you_mean(rule, known)
        raise Refusal(Message(f"没有规则“{rule}”{guess.zh}", f"no rule “{rule}”{guess.en}"))
    found = known[rule]
    facts = Message(
        f"规则：{found.id}　类别：{found.category}　级别：{found.severity}\n依据：{found.basis}",
        f"rule: {found.id}  category: {found.category}  severity: {found.severity}\nbasis: {found.basis}",
    )
    click.echo(f"{say(facts)}\n\n{found.page}", nl=False)


def _all_rules(ruleset: str | None) -> dict[str, Rule]:
    """Return the rules by id; of rules that a ruleset takes over from another, the first stands."""
    known: dict[str, Rule] = {}
    for each in chosen_rulesets(ruleset):
        for rule in each.rules:
            known.setdefault(rule.id, rule)
    return known


def rules(say: Say) -> click.Command:
    """Build the command that lists the rules."""
    return _command("rules", say, Message("列出规则", "List the rules"), _rules, _ruleset_option(say))


def _rules(say: Say, ruleset: str | None) -> None:
    known = sorted(_all_rules(ruleset).values(), key=lambda rule: rule.category)
    for rule in known:
        click.echo(f"{rule.category:<11} {rule.severity:<8} {rule.id:<24} {say(rule.title)}")


def outline(say: Say) -> click.Command:
    """Build the command that shows what the grammar understood."""
    text = Message("显示识别出的报告结构", "Show the structure that was understood")
    encoding = Option(["--encoding"], say(Message("文件编码", "Encoding of the file")), metavar="NAME")
    return _command("outline", say, text, _outline, click.Argument(["file"]), encoding)


def _outline(say: Say, file: str, encoding: str | None) -> None:
    from reportlint.linter import private
    from reportlint.parser import parse
    from reportlint.readers import read
    from reportlint.ruleset import load
    from reportlint.source import SourceError

    chosen_encoding(encoding)
    try:
        source = read(file, read_bytes(file), encoding)
    except (SourceError, OSError) as error:
        why = error.why if isinstance(error, SourceError) else FAULTS[fault(error)]
        raise Refusal(Message(f"{file}：{why.zh}", f"{file}: {why.en}")) from error
    document = parse(source)
    mask = private(document, load("official-document"))
    for line in _tree(document, say):
        click.echo(mask.text(line))


def _tree(document: Document, say: Say) -> Iterator[str]:
    title = " ".join(document.title.value.split()) if document.title else say(Message("（没有标题）", "(no title)"))
    yield title
    facts = [
        (Message("年度", "year"), document.year),
        (Message("发文机关", "issued by"), document.issuer),
        (Message("公开", "published"), document.published and document.published[1]),
        (Message("成文日期", "signed"), document.signed and document.signed[1]),
        (Message("主送", "to"), document.addressee and document.addressee.value),
        (Message("引用", "references"), len(document.references)),
        (Message("列举", "enumerations"), len(document.enumerations)),
    ]
    yield "  " + say(Message("　", "  ")).join(f"{say(name)} {value}" for name, value in facts if value)
    for division in document.divisions:
        if division.opener:
            yield f"── {division.opener.value.splitlines()[0]}"
        for section in division.sections:
            yield from _branch(section, "", say)


def _branch(section: Section, indent: str, say: Say) -> Iterator[str]:
    heading, paragraphs = section.heading, len(section.paragraphs)
    below = say(Message(f"  [{paragraphs}段]", f"  [{paragraphs} par.]")) if paragraphs else ""
    yield f"{indent}{heading.mark.value} {' '.join(heading.title.value.split())}{below}"
    for child in section.sections:
        yield from _branch(child, indent + "    ", say)


def completion(say: Say) -> click.Command:
    """Build the command that prints the completion script of a shell."""
    text = Message("输出命令行补全脚本", "Print the completion script of a shell")
    return _command(
        "completion", say, text, _completion, click.Argument(["shell"], type=click.Choice(["bash", "zsh", "fish"]))
    )


def _completion(_: Say, shell: str) -> None:
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    context = click.get_current_context()
    assert found is not None
    click.echo(found(context.find_root().command, {}, "reportlint", "_REPORTLINT_COMPLETE").source())
