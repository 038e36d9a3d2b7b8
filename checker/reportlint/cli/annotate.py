"""``reportlint annotate``: hand a report back in .docx or .pdf, with the findings as comments."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from reportlint.cli.bilingual import Command, Refusal, Say
from reportlint.cli.examining import Task, examiner, unchecked
from reportlint.cli.options import judging, language, option, tell, wishes
from reportlint.cli.reading import read_bytes
from reportlint.language import Message

if TYPE_CHECKING:
    from reportlint.linter import Outcome

ANSWERS = {"docx": "docx_comments", "pdf": "pdf_notes"}  # by format, the module that writes into it


def annotate(say: Say) -> click.Command:
    """Build the command."""
    help = Message(
        "把查出的问题写成批注，另存一份 .docx 或 .pdf，原稿不动。退出码：0 没有达到 --fail-on 级别的问题；1 有；2 没有检查成或者没有写成。",
        "Write the findings as comments into a copy of a .docx or .pdf; the draft stays as it is. Exit code: 0 nothing "
        "of --fail-on weight, 1 findings, 2 could not do the job.",
    )
    name = say(Message("文件", "FILE"))
    params = [
        click.Argument(["file"], type=click.Path(path_type=str), metavar=name),
        option(say, "--output -o", "写到哪个文件", "The file to write", required=True, type=click.Path(path_type=str), metavar="FILE"),
        option(say, "--force", "已经有这个文件也写（原稿除外）", "Write even if that file is there (never over the draft)", is_flag=True),
        option(say, "--fail-on", "达到此级别时退出码为1（默认 error）", "Exit with 1 from this severity (default error)", type=click.Choice(["error", "warning", "note"])),
        *judging(say),
        language(say),
    ]  # fmt: skip  # one option a line, to be read as a list
    return Command(
        "annotate", help=say(help), params=params, callback=partial(_run, say), context_settings={"obj": say}
    )


def _run(say: Say, file: str, output: str, force: bool, fail_on: str | None, **options: Any) -> int:
    if file == "-":
        raise Refusal(Message("annotate 要写明文件名", "annotate takes the name of a file"))
    found = examiner(Task(wishes(options), options["encoding"], digest=True))(file)
    faults = list(found.unchecked)
    if found.outcome:
        why = _written(file, found.outcome, output, force, say(Message("zh", "en")))
        if why:
            faults.append(unchecked(output if why in ("exists", "unwritable") else file, why))
    tell(say(Message(f"{each.name}：{each.why.zh}", f"{each.name}: {each.why.en}")) for each in faults)
    if not found.outcome or faults:
        return 2
    count = len(found.outcome.diagnostics)
    aside = len(found.outcome.set_aside)
    zh, en = (f"（另有{aside}处豁免，没有写）", f" ({aside} exempt, not written)") if aside else ("", "")
    tell([say(Message(f"{output}：写了{count}条批注{zh}", f"{output}: {count} comments{en}"))])
    return int(_fails(found.outcome, fail_on or found.fail_on))


def _written(file: str, outcome: Outcome, output: str, force: bool, language: str) -> str:
    """Write the copy; return what kept it from being written, as a key of FAULTS."""
    from hashlib import sha256
    from importlib import import_module

    from reportlint.source import SourceError
    from reportlint.writing import WriteError, write_new

    format = outcome.source.origin.format if outcome.source.origin else ""
    if format not in ANSWERS:
        return "no-comments"
    try:
        data = read_bytes(file)
        if sha256(data).hexdigest() != outcome.sha256:
            return "changed"
        answer = import_module(f"reportlint.answers.{ANSWERS[format]}").annotated(data, outcome, language)
        write_new(output, answer, file, replace=force)
    except (SourceError, WriteError) as error:
        return str(error.args[0])
    except OSError:
        return "unwritable"
    return ""


def _fails(outcome: Outcome, limit: str) -> bool:
    from reportlint.diagnostic import Severity

    return any(d.severity.rank <= Severity(limit).rank for d in outcome.diagnostics)
