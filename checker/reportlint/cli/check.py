"""``reportlint check``: read files, lint them, report, and end with the right exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from reportlint.cli.bilingual import Command, Option, Refusal, Say
from reportlint.cli.choose import chosen_rules, chosen_rulesets
from reportlint.language import Message

if TYPE_CHECKING:
    from datetime import datetime

    from reportlint.linter import Outcome
    from reportlint.source import Source

PROGRESS_FROM = 20  # files
FAULTS = {
    "empty": Message("没有内容，没有检查", "is empty: not checked"),
    "binary": Message("不是文本文件，没有检查", "is no text file: not checked"),
    "undecodable": Message(
        "无法解码，没有检查；请用 --encoding 指定编码",
        "cannot be decoded: not checked; name the encoding with --encoding",
    ),
    "missing": Message("不存在，没有检查", "does not exist: not checked"),
    "unreadable": Message("无法读取，没有检查", "cannot be read: not checked"),
    "no-reports": Message("目录中没有 .txt 文件，没有检查", "holds no .txt file: nothing checked"),
    "crash": Message(
        "检查时程序出错，没有检查完，请报告此问题",
        "was not checked to the end: an error in reportlint; please report it",
    ),
}


def check(say: Say) -> click.Command:
    """Build the command."""
    return Command(
        "check",
        help=say(
            Message(
                "检查报告。退出码：0 没有问题；1 有问题；2 没有检查成。",
                "Check reports. Exit code: 0 nothing found, 1 findings, 2 could not do the job.",
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
    from reportlint.linter import lint
    from reportlint.report import REPORTERS
    from reportlint.report.summary import statistics as counted
    from reportlint.report.summary import summary

    if encoding is not None and not _known(encoding):
        raise Refusal(Message(f"没有编码“{encoding}”", f"no encoding “{encoding}”"))
    rulesets = chosen_rulesets(ruleset)
    rules = chosen_rules(rulesets, select, ignore)
    language = say(Message("zh", "en"))
    faults: list[str] = []

    def refuse(name: str, fault: str) -> None:
        faults.append(name)
        click.echo(_clean(say(Message(f"{name}：{FAULTS[fault].zh}", f"{name}: {FAULTS[fault].en}"))), err=True)

    run = partial(lint, ruleset=rulesets, chosen=rules, as_of=as_of.date() if as_of else None)
    inputs = list(_inputs(files, refuse))
    outcomes = list(_outcomes(_watched(inputs, say, quiet), run, encoding, stdin_filename, refuse))
    text = counted(outcomes) if statistics else REPORTERS[output_format](outcomes, language)
    people = output_format == "full" and not output_file
    closing = "" if quiet else summary(outcomes, len(faults), language)
    _write(text + (closing if people else ""), output_file, color)
    if not people:
        click.echo(_clean(closing), nl=False, err=True)
    limit = Severity(fail_on).rank
    found = any(d.severity.rank <= limit for outcome in outcomes for d in outcome.diagnostics)
    return 2 if faults or not outcomes else int(found)


def _known(encoding: str) -> bool:
    import codecs

    try:
        return codecs.lookup(encoding)._is_text_encoding
    except LookupError:
        return False


def _inputs(files: Iterable[str], refuse: Callable[[str, str], None]) -> Iterator[str]:
    """Yield the files to read, each once: those named, and the *.txt of folders."""
    seen: set[str] = set()
    for name in files:
        found = [name]
        if name != "-" and os.path.isdir(name):
            found = sorted(_texts(name))
            if not found:
                refuse(name, "no-reports")
        for file in found:
            if file not in seen:
                seen.add(file)
                yield file


def _texts(folder: str) -> Iterator[str]:
    """Yield the *.txt below a folder; hidden folders are left out."""
    for path, folders, names in os.walk(folder):
        folders[:] = [each for each in folders if not each.startswith(".")]
        yield from (os.path.join(path, name) for name in names if name.lower().endswith(".txt"))


def _watched(inputs: list[str], say: Say, quiet: bool) -> Iterator[str]:
    """Show a progress bar on a terminal when there are many files."""
    if quiet or len(inputs) < PROGRESS_FROM or not sys.stderr.isatty():
        yield from inputs
        return
    with click.progressbar(inputs, label=say(Message("检查", "checking")), file=sys.stderr) as bar:
        yield from bar


def _outcomes(
    inputs: Iterable[str],
    run: Callable[[Source], Outcome],
    encoding: str | None,
    stdin_filename: str,
    refuse: Callable[[str, str], None],
) -> Iterator[Outcome]:
    """Lint each file; one that cannot be linted is refused, and the others go on."""
    from reportlint.source import Source, SourceError

    for file in inputs:
        name = stdin_filename if file == "-" else file
        try:
            yield run(Source.decode(name, read_bytes(file), encoding))
        except SourceError as error:
            refuse(name, str(error))
        except OSError as error:
            refuse(name, fault(error))
        except Exception as error:  # a defect of ours must not hide the other files' findings
            refuse(name, "crash")
            click.echo(f"  {type(error).__name__}: {error}", err=True)


def fault(error: OSError) -> str:
    """Name what kept a file from being read."""
    return "missing" if isinstance(error, FileNotFoundError) else "unreadable"


def read_bytes(name: str) -> bytes:
    """Read a file, or standard input for -."""
    if name == "-":
        return sys.stdin.buffer.read()
    with open(name, "rb") as file:
        return file.read()


def _write(text: str, file: str | None, color: str) -> None:
    if file is None:
        click.echo(_clean(text), nl=False, color={"always": True, "never": False}.get(color))
        return
    try:
        with open(file, "w", encoding="utf-8", newline="\n") as output:
            output.write(click.unstyle(_clean(text)))
    except OSError as error:
        raise Refusal(
            Message(f"无法写入 {file}：{error.strerror}", f"cannot write {file}: {error.strerror}")
        ) from error


def _clean(text: str) -> str:
    """Return a text that can be encoded: a file name need not be valid Unicode."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
