"""``reportlint check``: read files, lint them, report, and end with the right exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from reportlint.cli.bilingual import Command, Option, Refusal, Say
from reportlint.cli.choose import chosen_encoding, chosen_rules, chosen_rulesets
from reportlint.language import Message

if TYPE_CHECKING:
    from reportlint.linter import Outcome
    from reportlint.ruleset import Ruleset
    from reportlint.source import Source

PROGRESS_FROM = 20  # files
OFFICE = (".doc", ".docx", ".wps", ".pdf", ".ofd", ".rtf")  # what offices send, and a folder must not hide
FAULTS = {
    "empty": Message("没有内容，没有检查", "is empty: not checked"),
    "binary": Message("不是文本文件，没有检查", "is not a text file: not checked"),
    "undecodable": Message(
        "无法解码，没有检查；请用 --encoding 指定编码",
        "cannot be decoded: not checked; name the encoding with --encoding",
    ),
    "missing": Message("不存在，没有检查", "does not exist: not checked"),
    "unreadable": Message("无法读取，没有检查", "cannot be read: not checked"),
    "office": Message("不是文本文件，没有检查；请另存为 .txt", "is no text: not checked; save it as .txt"),
    "no-reports": Message("目录中没有 .txt 文件，没有检查", "holds no .txt file: nothing checked"),
    "no-type": Message(
        "看不出报告类型，所选规则没有都检查；请用 --ruleset 指定",
        "is of no known type: not all of the selected rules were checked; name it with --ruleset",
    ),
    "no-rules": Message("没有规则可查，没有检查", "met no rule: not checked"),
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
    from reportlint.report import REPORTERS
    from reportlint.report.summary import statistics as counted
    from reportlint.report.summary import summary

    chosen_encoding(encoding)
    _refuse_contradictions(files, output_file, statistics, output_format)
    rulesets = chosen_rulesets(ruleset)
    rules = chosen_rules(rulesets, select, ignore)
    language = say(Message("zh", "en"))
    faults: list[str] = []

    def refuse(name: str, fault: str) -> None:
        faults.append(name)
        click.echo(_clean(say(Message(f"{name}：{FAULTS[fault].zh}", f"{name}: {FAULTS[fault].en}"))), err=True)

    inputs = list(_inputs(files, refuse))
    old = None if previous is None else _previous(previous, inputs, encoding)
    outcomes = list(_outcomes(_watched(inputs, say, quiet), rulesets, rules, encoding, stdin_filename, old, refuse))
    text = counted(outcomes) if statistics else REPORTERS[output_format](outcomes, language)
    people = output_format == "full" and not output_file
    closing = "" if quiet else summary(outcomes, len(faults), language)
    _write(text + (closing if people else ""), output_file, color)
    if not people:
        click.echo(_clean(closing), nl=False, err=True)
    limit = Severity(fail_on).rank
    found = any(d.severity.rank <= limit for outcome in outcomes for d in outcome.diagnostics)
    return 2 if faults or not outcomes else int(found)


def _refuse_contradictions(files: Iterable[str], output_file: str | None, statistics: bool, form: str) -> None:
    if statistics and form == "json":
        raise Refusal(Message("--statistics 不能与 json 格式同用", "--statistics does not go with json"))
    if output_file and any(os.path.exists(f) and os.path.realpath(f) == os.path.realpath(output_file) for f in files):
        raise Refusal(
            Message(f"{output_file} 是要检查的文件，不能写入结果", f"{output_file} is a file to check: not overwritten")
        )


def _inputs(files: Iterable[str], refuse: Callable[[str, str], None]) -> Iterator[str]:
    """Yield the files to read, each once: those named, and the *.txt of folders."""
    seen: set[str] = set()
    for name in files:
        found = [name]
        if name != "-" and os.path.isdir(name):
            found = sorted(_files(name, ".txt"))
            for other in sorted(_files(name, *OFFICE)):
                refuse(other, "office")
            if not found:
                refuse(name, "no-reports")
        for file in found:
            if os.path.realpath(file) not in seen or file == "-":
                seen.add(os.path.realpath(file))
                yield file


def _files(folder: str, *endings: str) -> Iterator[str]:
    """Yield the files below a folder that end so; hidden folders are left out."""
    for path, folders, names in os.walk(folder):
        folders[:] = [each for each in folders if not each.startswith(".")]
        yield from (os.path.join(path, name) for name in names if name.lower().endswith(endings))


def _watched(inputs: list[str], say: Say, quiet: bool) -> Iterator[str]:
    """Show a progress bar on a terminal when there are many files."""
    if quiet or len(inputs) < PROGRESS_FROM or not sys.stderr.isatty():
        yield from inputs
        return
    with click.progressbar(inputs, label=say(Message("检查", "checking")), file=sys.stderr) as bar:
        yield from bar


def _outcomes(
    inputs: Iterable[str],
    rulesets: Sequence[Ruleset],
    rules: frozenset[str] | None,
    encoding: str | None,
    stdin_filename: str,
    previous: Source | None,
    refuse: Callable[[str, str], None],
) -> Iterator[Outcome]:
    """Lint each file; one that cannot be linted is refused, and the others go on."""
    from reportlint.linter import lint
    from reportlint.source import Source, SourceError

    for file in inputs:
        name = stdin_filename if file == "-" else file
        try:
            outcome = lint(Source.decode(name, read_bytes(file), encoding), rulesets, chosen=rules, previous=previous)
            unknown_type = len(rulesets) > 1 and outcome.ruleset is rulesets[-1]
            if not outcome.rules or (unknown_type and rules and rules - {rule.id for rule in outcome.ruleset.rules}):
                refuse(name, "no-type" if unknown_type else "no-rules")
            else:
                yield outcome
        except SourceError as error:
            refuse(name, str(error))
        except OSError as error:
            refuse(name, fault(error))
        except Exception as error:  # a defect of ours must not hide the other files' findings
            refuse(name, "crash")
            click.echo(f"  {type(error).__name__}: {error}", err=True)


def _previous(file: str, inputs: list[str], encoding: str | None) -> Source:
    """Read last year's report; that one cannot be compared with must not look like nothing copied."""
    from reportlint.source import Source, SourceError

    if len(inputs) > 1:
        raise Refusal(Message("--previous 一次只能检查一个文件", "--previous goes with one file to check"))
    try:
        data = read_bytes(file)
        found = Source.decode(file, data)
        # --encoding speaks of the report; last year's may well be in another one, which it tells itself
        return Source.decode(file, data, encoding) if found.guessed else found
    except SourceError as error:
        why = FAULTS[str(error)]
    except OSError as error:
        why = FAULTS[fault(error)]
    raise Refusal(Message(f"上年报告 {file}：{why.zh}", f"last year's report {file}: {why.en}"))


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
