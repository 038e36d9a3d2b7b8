"""Commands about a user's own files: config, init, exemptions."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from reportlint.cli.bilingual import Command, Refusal, Say
from reportlint.cli.choose import chosen_rulesets
from reportlint.cli.options import clean, files, judging, language, option, tell, wishes
from reportlint.cli.plan import Plan, Planner
from reportlint.language import Message

if TYPE_CHECKING:
    from reportlint.exemptions import Written
    from reportlint.ruleset import Ruleset

TEMPLATE = """\
# 报告检查的配置；对本目录及其下的报告都有效。用 reportlint config 查看生效的规则和各个值的来源。
# Configuration of reportlint for the reports at and below this folder.

# 报告类型（规则集）；不写则按标题和内容识别。
{type}

# 达到此级别时 reportlint check 的退出码为1：error、warning、note
fail-on = "error"

# 不用的规则或类别（reportlint rules 列出全部规则）
ignore = []

# 改一条规则的级别（error、warning、note、off）或选项
# [rules.missing-causes]
# severity = "error"

# 本单位的词表：不用的词、应改写的词、放行的词
# [words]
# forbid = ["圆满完成"]
# prefer = {{ "一把手" = "主要负责人" }}
# allow = ["法治化营商环境"]

# 对部分文件另作规定
# [[paths]]
# files = ["2019/*", "*征求意见稿.txt"]
# ignore = ["late-publication"]
"""


def config(say: Say) -> click.Command:
    """Build the command that shows what holds for a report."""
    help = Message(
        "显示对一份报告（默认本目录）生效的规则，以及各个值是在哪里定的；--schema 输出 reportlint.toml 的 JSON Schema",
        "Show the rules that hold for a report (default: this folder), and where each value was set; "
        "--schema prints the JSON Schema of reportlint.toml",
    )
    report = click.Argument(
        ["file"], default="report.txt", type=click.Path(path_type=str), metavar=say(Message("[文件]", "[FILE]"))
    )
    schema = option(say, "--schema", "输出 JSON Schema", "Print the JSON Schema", is_flag=True)
    params = [report, schema, *judging(say), language(say)]
    return Command(
        "config", help=say(help), params=params, callback=partial(_config, say), context_settings={"obj": say}
    )


def _config(say: Say, file: str, schema: bool, **options: Any) -> int:
    if schema:
        from json import dumps

        from reportlint.editor_schema import editor_schema

        click.echo(dumps(editor_schema(), ensure_ascii=False, indent=2))
        return 0
    plan = Planner(wishes(options)).plan(file)
    for ruleset in plan.rulesets:
        rules = [rule for rule in ruleset.rules if plan.chosen is None or rule.id in plan.chosen]
        off = [*_off(ruleset, plan)]
        zh, en = f"规则集 {ruleset.id}（{ruleset.title.zh}）", f"ruleset {ruleset.id} ({ruleset.title.en})"
        click.echo(
            say(Message(f"{zh}，{len(rules)}条规则，停用{len(off)}条", f"{en}, {len(rules)} rules, {len(off)} off"))
        )
        for rule in rules:
            fixed = "" if rule.waivable else say(Message("  不得豁免", "  not waivable"))
            click.echo(clean(_line(rule.severity, rule.id, rule.origins) + fixed))
        for line in off:
            click.echo(clean(line))
    limit = plan.fail_on or "error"
    click.echo(say(Message(f"达到“{limit}”时退出码为1", f"exit code 1 from “{limit}”")))
    return 0


def _off(ruleset: Ruleset, plan: Plan) -> Iterator[str]:
    """Tell of the rules that do not run, and what switched them off: a table, ``ignore``, ``select``."""
    for table in ruleset.off:
        yield _line("off", table.id, {key: layer.name for key, layer in table.origins.items()})
    for rule in ruleset.rules:
        if by := plan.left_out.get(rule.id):
            yield f"{_line('off', rule.id, rule.origins)}  {by}"


def _line(severity: str, id: str, origins: Mapping[str, str]) -> str:
    """Tell where a rule is from, and which of its values others have set."""
    names = dict.fromkeys(origins.values())
    changed = {name: [key for key, origin in origins.items() if origin == name] for name in [*names][1:]}
    told = "".join(f"  {', '.join(keys)} ← {name}" for name, keys in changed.items())
    return f"  {severity:<8} {id:<24} {next(iter(names), '')}{told}"


def init(say: Say) -> click.Command:
    """Build the command that begins a configuration."""
    help = Message("在本目录写一份带说明的 reportlint.toml", "Write a commented reportlint.toml in this folder")
    type = option(
        say,
        "--type",
        "报告类型（规则集的名称）；不写则询问",
        "Type of report (name of a ruleset); asked for if left out",
        metavar="NAME",
    )
    return Command(
        "init",
        help=say(help),
        params=[type, language(say)],
        callback=partial(_init, say),
        context_settings={"obj": say},
    )


def _init(say: Say, type: str | None) -> int:
    from reportlint.configuration import NAME
    from reportlint.language import did_you_mean

    if os.path.exists(NAME):
        raise Refusal(Message(f"{NAME} 已经有了，没有改动", f"there is a {NAME} already: not changed"))
    known = [ruleset.id for ruleset in chosen_rulesets(None) if ruleset.title_patterns]  # what knows its type of report
    if type is None:
        ask = Message(
            f"报告类型（{'、'.join(known)}；直接回车则自动识别）", f"type of report ({', '.join(known)}; empty: detect)"
        )
        type = click.prompt(say(ask), default="", show_default=False, err=True)
    if type and type not in known:
        guess = did_you_mean(type, known)
        raise Refusal(Message(f"没有规则集“{type}”{guess.zh}", f"no ruleset “{type}”{guess.en}"))
    with open(NAME, "w", encoding="utf-8", newline="\n") as file:
        file.write(TEMPLATE.format(type=f'type = "{type}"' if type else '# type = "rule-of-law-report"'))
    tell([say(Message(f"已写入 {NAME}", f"{NAME} is written"))])
    return 0


def exemptions(say: Say) -> click.Command:
    """Build the command that lists exemptions for an auditor."""
    help = Message(
        "列出报告的全部豁免：规则、引文、理由、谁定的、到哪天、现在是否起作用。有不起作用的，退出码为1",
        "List all exemptions of reports: rule, quotation, reason, by whom, until when, and whether they count. "
        "Exit code 1 where one does not",
    )
    params = [files(say), *judging(say), language(say)]
    return Command(
        "exemptions", help=say(help), params=params, callback=partial(_exemptions, say), context_settings={"obj": say}
    )


def _exemptions(say: Say, files: tuple[str, ...], **options: Any) -> int:
    from reportlint.cli.compare import judged
    from reportlint.exemptions import exemptions_of

    outcomes, faults = judged(say, files, options)
    unusable = {fault.name for fault in faults}
    idle = 0
    for outcome in (each for each in outcomes if each.source.name not in unusable):
        used = [diagnostic.exemption for diagnostic in outcome.set_aside]
        for written in exemptions_of(outcome.source):
            idle += written.exemption not in used
            for line in _told(say, outcome.source.name, written, written.exemption in used):
                click.echo(clean(line))
    return 2 if faults or not outcomes else int(idle > 0)


def _told(say: Say, file: str, written: Written, used: bool) -> Iterator[str]:
    from reportlint.report.full import visible

    each = written.exemption
    state = Message("起作用", "counts") if used else Message("不起作用", "does not count")
    position = written.source.position(written.span.start)
    yield f"{file}  {each.rule}  “{visible(each.quotation)}”  {say(state)}  ({written.source.name}:{position.row})"
    nothing = say(Message("（未写）", "(none)"))
    until = each.until.isoformat() if each.until else nothing
    zh = f"理由：{visible(each.reason) or nothing}　批准：{visible(each.by) or nothing}　到期：{until}"
    yield "    " + say(
        Message(zh, f"reason: {visible(each.reason) or nothing}  by: {visible(each.by) or nothing}  until: {until}")
    )
