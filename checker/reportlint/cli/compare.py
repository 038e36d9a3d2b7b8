"""Commands that set findings against those of another time: baseline, diff."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from reportlint.cli.bilingual import Command, Refusal, Say
from reportlint.cli.examining import Task, examined, unchecked
from reportlint.cli.options import clean, files, judging, language, option, tell, telling, wishes
from reportlint.cli.reading import inputs_of
from reportlint.language import Message

if TYPE_CHECKING:
    from reportlint.baseline import Baseline
    from reportlint.linter import Outcome, Unchecked
    from reportlint.revision import Revision
    from reportlint.source import Source


def baseline(say: Say) -> click.Command:
    """Build the command that writes a baseline."""
    help = Message(
        "把现有的问题记入基线文件，以后 check --baseline 只报告新的；重新运行即去掉已经改好的",
        "Write the findings that there are to a baseline: check --baseline then tells new ones alone. Run again to prune it",
    )
    target = option(say, "--output -o", "基线文件", "The baseline", default="reportlint-baseline.json", metavar="FILE")
    params = [files(say), target, *judging(say), language(say)]
    callback = partial(_baseline, say)
    return Command("baseline", help=say(help), params=params, callback=callback, context_settings={"obj": say})


def _baseline(say: Say, files: tuple[str, ...], output: str, **options: Any) -> int:
    from reportlint.baseline import text

    outcomes, faults = judged(say, files, options)
    if not outcomes:
        return 2
    _save(output, text(output, outcomes))
    count = sum(len(outcome.diagnostics) for outcome in outcomes)
    zh = f"{output}：记入{len(outcomes)}个文件的{count}处问题"
    tell([say(Message(zh, f"{output}: {count} findings in {len(outcomes)} files"))])
    return 2 if faults else 0


def judged(say: Say, files: tuple[str, ...], options: dict[str, Any]) -> tuple[list[Outcome], list[Unchecked]]:
    """Judge files; return their outcomes, and what could not be judged, which is said."""
    faults, refuse = telling(say)
    inputs = list(inputs_of(files, lambda name, fault: refuse(unchecked(name, fault))))
    outcomes = []
    for found in examined(Task(wishes(options), options["encoding"]), inputs):
        for fault in found.unchecked:
            refuse(fault)
        outcomes += [found.outcome] if found.outcome else []
    return outcomes, faults


def _save(path: str, text: str) -> None:
    try:
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(clean(text))
    except OSError as error:
        raise Refusal(
            Message(f"无法写入 {path}：{error.strerror}", f"cannot write {path}: {error.strerror}")
        ) from error


def read_baseline(path: str) -> Baseline:
    """Read a baseline; a file that is none is refused."""
    from reportlint.baseline import BaselineError, read

    try:
        return read(path)
    except (BaselineError, OSError, UnicodeDecodeError) as error:
        raise Refusal(
            Message(f"{path} 不是基线文件，或者无法读取", f"{path} is no baseline, or cannot be read")
        ) from error


def diff(say: Say) -> click.Command:
    """Build the command that compares two versions of a report."""
    help = Message(
        "比较报告的两稿：哪些问题已经改好、还在、新出现，哪些数字和名称悄悄变了。新稿有新问题或没有标出的改动时退出码为1",
        "Compare two versions of a report: findings mended, open and new, and figures that changed unmarked. "
        "Exit code 1 where there are new findings or such changes",
    )
    versions = [click.Argument([name], type=click.Path(path_type=str)) for name in ("old", "new")]
    params = [*versions, *judging(say), language(say)]
    return Command("diff", help=say(help), params=params, callback=partial(_diff, say), context_settings={"obj": say})


def _diff(say: Say, old: str, new: str, **options: Any) -> int:
    from reportlint.revision import compare

    versions = [judged(say, (version,), dict(options)) for version in (old, new)]
    if any(faults or len(outcomes) != 1 for outcomes, faults in versions):
        return 2
    (before,), (after,) = (outcomes for outcomes, _ in versions)
    revision = compare(before, after)
    for line in _told(say, revision, before.shown, after.shown):
        click.echo(clean(line))
    return int(bool(revision.new or revision.changes))


def _told(say: Say, revision: Revision, old: Source, new: Source) -> Iterator[str]:
    from reportlint.report.full import visible

    kinds = (
        (Message("已改好", "mended"), revision.mended),
        (Message("还在", "open"), revision.open),
        (Message("新出现", "new"), revision.new),
    )
    for name, diagnostics in kinds:
        yield say(Message(f"{name.zh} {len(diagnostics)}处", f"{name.en}: {len(diagnostics)}"))
        for d in diagnostics:
            yield f"    {d.source.name}:{d.start.row}:{d.start.column}  {d.rule.id}  {say(d.problem.message)}"
    count = len(revision.changes)
    yield say(
        Message(
            f"没有标出而变了的数字、日期、文号、名称 {count}处",
            f"figures, dates, numbers and names changed unmarked: {count}",
        )
    )
    nothing = say(Message("（无）", "(none)"))
    for change in revision.changes:
        row = old.position(change.before.start).row, new.position(change.after.start).row
        where = say(Message(f"原稿{row[0]}行 新稿{row[1]}行", f"old {row[0]}, new {row[1]}"))
        yield f"    {where}  {visible(change.old) or nothing} → {visible(change.new) or nothing}"
