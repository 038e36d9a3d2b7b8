"""``reportlint check``: read files, lint them, report, and end with the right exit code."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from reportlint.cli.bilingual import Command, Option, Refusal, Say
from reportlint.cli.choose import chosen_encoding, chosen_rules, chosen_rulesets
from reportlint.cli.reading import FAULTS, inputs_of, outcomes_of, previous_of, watched
from reportlint.language import Message

if TYPE_CHECKING:
    from datetime import datetime


def check(say: Say) -> click.Command:
    """Build the command."""
    return Command(
        "check",
        help=say(
            Message(
                "检查报告。退出码：0 没有达到 --fail-on 级别的问题；1 有；2 没有检查成。",
                "Check reports. Exit code: 0 nothing of --fail-on weight, 1 findings, 2 could not do the job.",
            )
        ),
        params=_parameters(say),
        callback=partial(_run, say),
        context_settings={"obj": say},
    )


def _parameters(say: Say) -> list[click.Parameter]:
    def option(names: list[str], zh: str, en: str, **settings: Any) -> Option:
        return Option(names, say(Message(zh, en)), **settings)

    severities = ["error", "warning", "note"]
    return [
        click.Argument(["files"], nargs=-1, required=True, type=click.Path(path_type=str), metavar=say(Message("文件…", "FILE..."))),
        option(["--ruleset"], "规则集的名称或目录；不写则自动识别报告类型", "Ruleset by name or folder; by default the type is detected", metavar="NAME"),
        option(["--select"], "只用这些规则或类别，逗号分隔", "Only these rules or categories, comma-separated", default="", metavar="RULES"),
        option(["--ignore"], "不用这些规则或类别，逗号分隔", "Without these rules or categories", default="", metavar="RULES"),
        option(["--previous"], "上年的报告，用来查照搬的段落和数字", "Last year's report, to find copied paragraphs and figures", type=click.Path(), metavar="FILE"),
        option(["--as-of"], "按这一天的法律和名称判断（默认报告的日期），如 2024-03-31", "Judge by the law and names of this day (default: the day of the report)", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE"),
        option(["--fail-on"], "达到此级别时退出码为1（默认 error）", "Exit with 1 from this severity (default error)", type=click.Choice(severities), default="error"),
        option(["--output-format"], "输出格式（默认 full）", "Form of the output (default full)", type=click.Choice(["full", "concise", "json"]), default="full"),
        option(["--output-file"], "结果写入文件", "Write the result to a file", type=click.Path(), metavar="FILE"),
        option(["--statistics"], "按规则统计", "Count by rule", is_flag=True),
        option(["--encoding"], "文件编码；不写则依次识别 UTF-8、UTF-16、GB18030", "Encoding; by default UTF-8, UTF-16, GB18030 are tried", metavar="NAME"),
        option(["--stdin-filename"], "标准输入（-）在结果中的名称", "Name for standard input (-)", default="stdin.txt", metavar="NAME"),
        option(["--color"], "颜色：auto、always、never", "Colour", type=click.Choice(["auto", "always", "never"]), default="auto"),
        option(["-q", "--quiet"], "不显示总结行和进度", "No closing line, no progress", is_flag=True),
        option(["--lang"], "语言：zh（默认）、en", "Language: zh (default), en", type=click.Choice(["zh", "en"]), expose_value=False),
    ]  # fmt: skip


def _run(
    say: Say,
    files: tuple[str, ...],
    ruleset: str | None,
    select: str,
    ignore: str,
    previous: str | None,
    as_of: datetime | None,
    fail_on: str,
    output_format: str,
    output_file: str | None,
    statistics: bool,
    encoding: str | None,
    stdin_filename: str,
    color: str,
    quiet: bool,
) -> int:
    from reportlint.diagnostic import Severity
    from reportlint.linter import Run, Unchecked, lint
    from reportlint.report import reporter
    from reportlint.report.summary import statistics as counted
    from reportlint.report.summary import summary

    chosen_encoding(encoding)
    _refuse_contradictions(files, output_file, statistics, output_format)
    rulesets = chosen_rulesets(ruleset)
    rules = chosen_rules(rulesets, select, ignore)
    language = say(Message("zh", "en"))
    unchecked: list[Unchecked] = []

    def refuse(name: str, fault: str, detail: str = "") -> None:
        why = FAULTS[fault]
        if detail:
            why = Message(f"{why.zh}（{detail}）", f"{why.en} ({detail})")
        unchecked.append(Unchecked(name, fault, why))
        click.echo(clean(say(Message(f"{name}：{why.zh}", f"{name}: {why.en}"))), err=True)

    inputs = list(inputs_of(files, refuse))
    old = None if previous is None else previous_of(previous, inputs, encoding)
    run = partial(lint, ruleset=rulesets, chosen=rules, previous=old, as_of=as_of.date() if as_of else None)
    asked = rules if select else None
    outcomes = list(outcomes_of(watched(inputs, say, quiet), run, encoding, stdin_filename, asked, refuse))
    done = Run(outcomes, unchecked, language)
    text = counted(done) if statistics else reporter(output_format)(done)
    people = output_format == "full" and not output_file
    closing = "" if quiet else summary(done)
    _write(text + (closing if people else ""), output_file, color)
    if not people:
        click.echo(clean(closing), nl=False, err=True)
    limit = Severity(fail_on).rank
    found = any(d.severity.rank <= limit for outcome in outcomes for d in outcome.diagnostics)
    return 2 if unchecked or not outcomes else int(found)


def _refuse_contradictions(files: Iterable[str], output_file: str | None, statistics: bool, form: str) -> None:
    if statistics and form == "json":
        raise Refusal(Message("--statistics 不能与 json 格式同用", "--statistics does not go with json"))
    if output_file and any(os.path.exists(f) and os.path.realpath(f) == os.path.realpath(output_file) for f in files):
        raise Refusal(
            Message(f"{output_file} 是要检查的文件，不能写入结果", f"{output_file} is a file to check: not overwritten")
        )


def _write(text: str, file: str | None, color: str) -> None:
    if file is None:
        click.echo(clean(text), nl=False, color={"always": True, "never": False}.get(color))
        return
    try:
        with open(file, "w", encoding="utf-8", newline="\n") as output:
            output.write(click.unstyle(clean(text)))
    except OSError as error:
        raise Refusal(
            Message(f"无法写入 {file}：{error.strerror}", f"cannot write {file}: {error.strerror}")
        ) from error


def clean(text: str) -> str:
    """Return a text that can be encoded: a file name need not be valid Unicode."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
