"""``reportlint fix``: mend reports in place, or show how they would be mended."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from reportlint.cli.bilingual import Command, Say
from reportlint.cli.examining import unchecked
from reportlint.cli.options import clean, files, judging, language, option, tell, wishes
from reportlint.cli.plan import Plan, Planner
from reportlint.cli.reading import fault, inputs_of, read_bytes
from reportlint.language import Message

if TYPE_CHECKING:
    from reportlint.diagnostic import Diagnostic, Edit
    from reportlint.linter import Outcome
    from reportlint.mending import Mended
    from reportlint.source import Source

WRITTEN = ("docx", "md")  # formats beside plain text that are written, too
DIFF_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def fix(say: Say) -> click.Command:
    """Build the command."""
    help = Message(
        "直接改正报告里只有一种正确写法的问题；.docx 写成修订，可以逐条接受或者拒绝。退出码：0 没有剩下的错误；1 还有；2 没有改成。--diff 只显示不修改，有可改的退出码为1。",
        "Mend in place what has one correct form; in .docx as tracked changes, to accept or to reject. Exit code: 0 no error is left, 1 some are, 2 could not do the job. "
        "--diff shows and changes nothing, and ends with 1 where there is something to mend.",
    )
    own = [
        option(say, "--unsafe", "也改正需要核对的（按建议的写法）", "Mend by proposed readings, too", is_flag=True),
        option(say, "--accept", ".docx 里直接改，不留修订痕迹", "In .docx, mend at once instead of tracking changes", is_flag=True),
        option(say, "--diff", "只显示会怎样修改", "Show what would change", is_flag=True),
    ]  # fmt: skip  # one option a line, to be read as a list
    params = [files(say), *judging(say), *own, language(say)]
    return Command("fix", help=say(help), params=params, callback=partial(_run, say), context_settings={"obj": say})


def _run(say: Say, files: tuple[str, ...], **options: Any) -> int:
    planner = Planner(wishes(options))
    refused: list[str] = []

    def refuse(name: str, why: str, detail: str = "") -> None:
        found = unchecked(name, why, detail).why
        tell([say(Message(f"{name}：{found.zh}", f"{name}: {found.en}"))])
        refused.append(name)

    inputs = list(inputs_of(files, refuse))
    codes = [fix_file(say, file, planner, options, refuse) for file in inputs]
    return 2 if refused or not inputs else max(codes)


def fix_file(say: Say, file: str, planner: Planner, options: dict[str, Any], refuse: Callable[..., None]) -> int:
    """Mend one file, or show how; return the exit code for it."""
    from reportlint.readers import read
    from reportlint.source import SourceError
    from reportlint.writing import WriteError

    try:
        data = read_bytes(file)
        source = read(file, data, options["encoding"])
        return _mended(say, file, data, source, planner, options)
    except (SourceError, WriteError) as error:
        refuse(file, *error.args)
    except OSError as error:
        refuse(file, fault(error))
    except Exception as error:
        refuse(file, "crash", f"{type(error).__name__}: {error}")
    return 2


def _mended(say: Say, file: str, data: bytes, source: Source, planner: Planner, options: dict[str, Any]) -> int:
    from reportlint.diagnostic import Severity

    plan = planner.plan(file)
    found = _made(data, source, plan, options)
    mended = found.mended
    if options["diff"]:
        click.echo(clean("".join(_diff(file, source.text, mended.source.text))), nl=False)
    elif file == "-":
        sys.stdout.buffer.write(found.data)
    else:
        if mended.done:
            write_back(file, data, found.data)
        tell(_said(say, file, found))
    if mended.outcome.crashes:
        return 2
    limit = Severity(plan.fail_on or "error").rank
    left = any(d.severity.rank <= limit for d in mended.outcome.diagnostics)
    return int(bool(mended.done) if options["diff"] else left)


class _Made(NamedTuple):
    """A mended report, the bytes of its file, and how many of the mended places the format has no place for."""

    mended: Mended
    data: bytes
    unplaced: int = 0


def _made(data: bytes, source: Source, plan: Plan, options: dict[str, Any]) -> _Made:
    """Mend a report in the format that it is in; raises WriteError for one that is only read."""
    from reportlint.mending import PASSES, mend
    from reportlint.writing import WriteError, encoded

    if source.origin and source.origin.format in WRITTEN:
        return _made_between(data, source, plan, options)
    mended = mend(source, plan.lint, unsafe=options["unsafe"], passes=1 if source.origin else PASSES)
    if source.origin and not options["diff"]:
        raise WriteError("no-writer")
    return _Made(mended, encoded(data, source, mended.source) if mended.done and not options["diff"] else data)


def _made_between(data: bytes, source: Source, plan: Plan, options: dict[str, Any]) -> _Made:
    """Mend what can be written into a file that is more than its text; the fixes that cannot are left out."""
    from reportlint.answers import docx_changes, md_changes
    from reportlint.mending import mend

    unplaced: set[Edit] = set()

    def lint(judged: Source) -> Outcome:
        outcome = plan.lint(judged)
        kept = [_unfixed(d, unplaced) if judged is source else d for d in outcome.diagnostics]
        return outcome._replace(diagnostics=tuple(kept))

    while True:
        mended = mend(source, lint, unsafe=options["unsafe"], passes=1)
        edits = [edit for d in mended.done if d.problem.fix for edit in d.problem.fix.edits]
        if source.origin and source.origin.format == "md":
            written = md_changes.changed(data, source, edits)
        else:
            written = docx_changes.changed(data, source, edits, accept=options.get("accept", False))
        if not written.left_out:
            return _Made(mended, written.data, len(unplaced))
        unplaced |= set(written.left_out)


def _unfixed(diagnostic: Diagnostic, unplaced: set[Edit]) -> Diagnostic:
    """Return a finding without its fix, if a part of that cannot be made."""
    from dataclasses import replace

    fix = diagnostic.problem.fix
    if fix and unplaced.intersection(fix.edits):
        return replace(diagnostic, problem=diagnostic.problem._replace(fix=None))
    return diagnostic


def write_back(file: str, data: bytes, new: bytes) -> None:
    """Write a mended report to its file; raises WriteError."""
    from reportlint.writing import WriteError
    from reportlint.writing import write_back as write

    try:
        write(file, data, new)
    except OSError as error:
        raise WriteError("unwritable") from error


def _said(say: Say, file: str, found: _Made) -> Iterator[str]:
    """Tell what was changed, and what was left although it could have been mended."""
    from reportlint.report.full import change

    mended = found.mended
    done, refused = len(mended.done), len(mended.refused)
    left = len(mended.outcome.diagnostics)
    zh, en = f"{file}：改了{done}处" if done else f"{file}：没有改动", f"{file}: {done} mended"
    if refused:
        zh, en = f"{zh}，{refused}处会牵动别处，没有改", f"{en}, {refused} left because more would change"
    if found.unplaced:
        zh, en = (
            f"{zh}，{found.unplaced}处在自动编号、没有处理的修订里或者跨着标记，没有改",
            f"{en}, {found.unplaced} left in automatic numbers or tracked changes, or across marks",
        )
    yield say(
        Message(
            f"{zh}，还有{left}处请看 reportlint check" if left else zh,
            f"{en}, {left} left: see reportlint check" if left else en,
        )
    )
    for d in mended.done:
        yield f"    {d.start.row}:{d.start.column}  {d.rule.id}  {change(d, say(Message('zh', 'en')))}"


def _diff(file: str, old: str, new: str) -> Iterator[str]:
    """Yield a unified diff with colours; a terminal cannot be steered by what a report holds."""
    from difflib import unified_diff

    from reportlint.report.full import visible

    for line in unified_diff(old.splitlines(True), new.splitlines(True), file, file):
        text = visible(line.rstrip("\r\n"))
        yield click.style(text, fg=DIFF_COLOURS.get(line[0])) + "\n"
