"""``reportlint check``: read files, lint them, report, and end with the right exit code."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from reportlint.cli.bilingual import Command, Refusal, Say
from reportlint.cli.examining import Task, examined, unchecked
from reportlint.cli.options import files, judging, language, option, tell, telling, wishes
from reportlint.cli.outputs import SCREEN, hand_out_receipt, outputs, report
from reportlint.cli.plan import Planner
from reportlint.cli.reading import inputs_of, pages_unread, previous_of, watched
from reportlint.language import Message
from reportlint.readers import READERS
from reportlint.report import FORMATS

if TYPE_CHECKING:
    from reportlint.cli.plan import Wishes
    from reportlint.linter import Outcome, Unchecked


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
        params=[files(say), *judging(say), *_parameters(say), language(say)],
        callback=partial(_run, say),
        context_settings={"obj": say},
    )


def _parameters(say: Say) -> list[click.Parameter]:
    forms = ", ".join(FORMATS)
    return [
        option(say, "--previous", "上年的报告，用来查照搬的段落和数字", "Last year's report, to find copied paragraphs and figures", type=click.Path(), metavar="FILE"),
        option(say, "--fail-on", "达到此级别时退出码为1（默认 error）", "Exit with 1 from this severity (default error)", type=click.Choice(["error", "warning", "note"])),
        option(say, "--output --output-format -o", f"输出格式，可写多个；加“:文件”则写入文件，如 sarif:结果.sarif。格式：{forms}", f"Form of the output, also several; with “:FILE” it goes there, as in sarif:found.sarif. Forms: {forms}", multiple=True, metavar="FORM[:FILE]"),
        option(say, "--baseline", "基线文件：其中已有的问题不再报告", "Baseline: findings in it are not told again", type=click.Path(), metavar="FILE"),
        option(say, "--receipt", "把检查了什么、用哪些规则、结果如何写入文件（JSON）", "Write what was checked, by which rules, with what result, to a file (JSON)", metavar="FILE"),
        option(say, "--timestamp", "收据上写明时间", "Put the time on the receipt", is_flag=True),
        option(say, "--changed-since", "只检查这个 git 版本以来改动过的", "Only what changed since this git revision", metavar="REV"),
        option(say, "--fix", "先改正只有一种正确写法的问题，再检查", "First mend what has one correct form", is_flag=True),
        option(say, "--statistics", "按规则统计", "Count by rule", is_flag=True),
        option(say, "--jobs -j", "同时用几个进程（默认1）", "So many processes at once (default 1)", type=click.IntRange(1), default=1, metavar="N"),
        option(say, "--format", "文件格式；不写则按内容识别", "Format of the files; by default their content tells", type=click.Choice([*READERS])),
        option(say, "--stdin-filename", "标准输入（-）在结果中的名称", "Name for standard input (-)", default="stdin.txt", metavar="NAME"),
        option(say, "--color", "颜色：auto、always、never", "Colour", type=click.Choice(["auto", "always", "never"]), default="auto"),
        option(say, "--quiet -q", "不显示总结行和进度", "No closing line, no progress", is_flag=True),
    ]  # fmt: skip  # one option a line, to be read as a list


def _run(say: Say, files: tuple[str, ...], **options: Any) -> int:
    from reportlint.linter import Run

    wanted = outputs(options["output"])
    _refuse_contradictions(files, wanted, options)
    faults, refuse = telling(say)
    judged_by = wishes(options)
    inputs = list(inputs_of(files, lambda name, fault: refuse(unchecked(name, fault))))
    if options["changed_since"]:
        inputs = _changed(say, options["changed_since"], inputs)
        if not inputs and not faults:
            return 0
    old = options["previous"] and previous_of(options["previous"], inputs, options["encoding"])
    if options["fix"]:
        _mend_first(say, inputs, judged_by, options, refuse)
    task = Task(
        judged_by, options["encoding"], options["stdin_filename"], old, bool(options["receipt"]), options["format"]
    )
    found = list(examined(task, watched(inputs, say, options["quiet"]), min(options["jobs"], max(1, len(inputs)))))
    for fault in (fault for each in found for fault in (*each.unchecked, *_pages(each.outcome))):
        refuse(fault)
    outcomes = _without_known(say, [each.outcome for each in found if each.outcome], options["baseline"])
    run = Run(outcomes, faults, say(Message("zh", "en")))
    report(run, wanted, options)
    hand_out_receipt(run, options)
    limits = [options["fail_on"] or each.fail_on for each in found if each.outcome]
    return 2 if faults or not outcomes else int(any(map(_fails, outcomes, limits)))


def _pages(outcome: Outcome | None) -> Iterator[Unchecked]:
    """Yield that pages were not read: a report of which a part was not read is not checked."""
    if outcome:
        yield from (unchecked(outcome.source.name, why, pages) for why, pages in pages_unread(outcome.source))


def _changed(say: Say, revision: str, inputs: list[str]) -> list[str]:
    """Return the files that changed; that there are none is said, as it must not look like nothing wrong."""
    from reportlint.cli.changed import changed_since

    changed = changed_since(revision, inputs)
    if not changed:
        zh, en = (
            f"自 {revision} 以来没有改动过的报告，没有检查",
            f"since {revision}, no report has changed: nothing checked",
        )
        tell([say(Message(zh, en))])
    return changed


def _mend_first(
    say: Say, inputs: list[str], judged_by: Wishes, options: dict[str, Any], refuse: Callable[[Unchecked], None]
) -> None:
    from reportlint.cli.fix import fix_file

    mending = {"encoding": options["encoding"], "unsafe": False, "diff": False}
    planner = Planner(judged_by)
    for file in inputs:
        fix_file(say, file, planner, mending, lambda *why: refuse(unchecked(*why)))


def _without_known(say: Say, outcomes: list[Outcome], path: str | None) -> list[Outcome]:
    """Set aside what a baseline knows, and say how much of it is mended by now."""
    if path is None:
        return outcomes
    from reportlint.cli.compare import read_baseline

    baseline = read_baseline(path)
    outcomes = [baseline.applied(outcome) for outcome in outcomes]
    if gone := baseline.mended(outcomes):
        zh = f"基线中有{gone}处已经改好，可重新运行 reportlint baseline 去掉"
        tell(
            [say(Message(zh, f"{gone} findings of the baseline are mended: run reportlint baseline again to prune it"))]
        )
    return outcomes


def _refuse_contradictions(files: Sequence[str], wanted: dict[str, str], options: dict[str, Any]) -> None:
    """Refuse to write over a report, or twice to one file, and to count where findings are to be listed."""
    if options["statistics"] and list(wanted) not in (["full"], ["concise"]):
        raise Refusal(
            Message("--statistics 只能与 full 或 concise 同用", "--statistics goes with full or concise alone")
        )
    read = {os.path.realpath(file) for file in files if os.path.exists(file)}
    targets = [*wanted.values(), options["receipt"] or SCREEN]
    written = [os.path.realpath(file) for file in targets if file != SCREEN]
    for file in written:
        if file in read or written.count(file) > 1:
            name = os.path.relpath(file)
            raise Refusal(
                Message(
                    f"{name} 要检查或者要写两次，不能写入结果", f"{name} is to be checked, or named twice: not written"
                )
            )


def _fails(outcome: Outcome, limit: str) -> bool:
    from reportlint.diagnostic import Severity

    return any(diagnostic.severity.rank <= Severity(limit).rank for diagnostic in outcome.diagnostics)
