"""Commands that tell: explain, rules, outline, completion."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from reportlint.cli.bilingual import Command, Option, Refusal, Say
from reportlint.cli.choose import chosen_encoding, chosen_rulesets
from reportlint.cli.reading import fault, read_bytes
from reportlint.faults import FAULTS, why
from reportlint.language import Message, did_you_mean

if TYPE_CHECKING:
    from reportlint.contents import Found
    from reportlint.document import Document
    from reportlint.rule import Rule
    from reportlint.ruleset import Ruleset
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
    text = Message(
        "显示识别出的报告结构，各个标题对上了规则集的哪项内容（→），哪些必须有的内容没有对上标题",
        "Show the structure that was understood, which content of the ruleset each heading was taken for (→), and which "
        "required ones no heading was",
    )
    encoding = Option(["--encoding"], say(Message("文件编码", "Encoding of the file")), metavar="NAME")
    zh, en = "规则集的名称或目录；不写则自动识别报告类型", "Ruleset by name or folder; by default the type is detected"
    ruleset = Option(["--ruleset"], say(Message(zh, en)), metavar="NAME")
    return _command("outline", say, text, _outline, click.Argument(["file"]), ruleset, encoding)


def _outline(say: Say, file: str, ruleset: str | None, encoding: str | None) -> None:
    from reportlint.cli.plan import Planner, Wishes
    from reportlint.contents import contents
    from reportlint.limits import bounded
    from reportlint.linter import detect, private
    from reportlint.parser import parse
    from reportlint.readers import read
    from reportlint.ruleset import load
    from reportlint.source import SourceError

    chosen_encoding(encoding)
    rulesets = Planner(Wishes(ruleset=ruleset)).plan(file).rulesets
    try:
        source = read(file, read_bytes(file), encoding)
    except (SourceError, OSError) as error:
        said = error.why if isinstance(error, SourceError) else FAULTS[fault(error)]
        raise Refusal(Message(f"{file}：{said.zh}", f"{file}: {said.en}")) from error
    document = parse(source)
    mask = private(document, load("official-document"))
    try:
        with bounded(len(source.text)):
            judged = (detect(document, rulesets) or rulesets[-1]).on(document.due)
            found = contents(document, judged.contents)
    except TimeoutError as error:
        slow = why("crash", str(error))
        raise Refusal(Message(f"{file}：{slow.zh}", f"{file}: {slow.en}")) from error
    for line in (*_tree(document, judged, found, say), *_missed(document, judged, found, say)):
        click.echo(mask.text(line))


def _missed(document: Document, ruleset: Ruleset, found: list[Found], say: Say) -> Iterator[str]:
    """Tell which required contents stand under no heading, and where else they were found."""
    for content in (each for each in ruleset.contents if each.required):
        places = [each for each in found if each.content == content]
        if any(each.section for each in places):
            continue
        row = document.source.position(places[0].span.start).row if places else 0
        where = Message(f"；第{row}行说到", f"; spoken of in line {row}") if places else Message("", "")
        zh, en = (
            f"没有对上标题：{content.name}（{content.id}）{where.zh}",
            f"no heading for {content.name} ({content.id}){where.en}",
        )
        yield say(Message(zh, en))


def _tree(document: Document, ruleset: Ruleset, found: list[Found], say: Say) -> Iterator[str]:
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
    yield "  " + say(
        Message(f"规则集 {ruleset.id}（{ruleset.title.zh}）", f"ruleset {ruleset.id} ({ruleset.title.en})")
    )
    names: dict[int, str] = {}  # of the contents that a heading was taken for, by where it begins
    for each in (each for each in found if each.section):
        name = Message(f"  → {each.content.name}（{each.content.id}）", f"  → {each.content.name} ({each.content.id})")
        names[each.span.start] = names.get(each.span.start, "") + say(name)
    for division in document.divisions:
        if division.opener:
            yield f"── {division.opener.value.splitlines()[0]}{names.get(division.opener.start, '')}"
        for section in division.sections:
            yield from _branch(section, "", names, say)


def _branch(section: Section, indent: str, names: dict[int, str], say: Say) -> Iterator[str]:
    heading, paragraphs = section.heading, len(section.paragraphs)
    below = say(Message(f"  [{paragraphs}段]", f"  [{paragraphs} par.]")) if paragraphs else ""
    title = " ".join(heading.title.value.split())
    yield f"{indent}{heading.mark.value} {title}{below}{names.get(heading.mark.start, '')}"
    for child in section.sections:
        yield from _branch(child, indent + "    ", names, say)


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
