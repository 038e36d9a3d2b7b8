"""Where the results of a run go: to the screen, to files, in one form or several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from reportlint.cli.bilingual import Refusal
from reportlint.cli.options import clean
from reportlint.language import Message, did_you_mean
from reportlint.report import FORMATS

if TYPE_CHECKING:
    from reportlint.linter import Run

SCREEN = "-"


def outputs(named: Sequence[str]) -> dict[str, str]:
    """Return where each output goes: its file, or the screen, by the name of its form."""
    wanted = {}
    for each in named or ("full",):
        form, _, file = each.partition(":")
        if form not in FORMATS:
            raise Refusal(_no_form(form))
        wanted[form] = file or SCREEN
    if list(wanted.values()).count(SCREEN) > 1:
        raise Refusal(
            Message(
                "只能有一种格式输出到屏幕，其余请写明文件，如 sarif:结果.sarif",
                "only one form goes to the screen; name files for the others, as in sarif:found.sarif",
            )
        )
    return wanted


def _no_form(form: str) -> Message:
    guess = did_you_mean(form, FORMATS)
    return Message(
        f"没有输出格式“{form}”，可用的有 {'、'.join(FORMATS)}{guess.zh}",
        f"no form of output “{form}”; there are {', '.join(FORMATS)}{guess.en}",
    )


def report(run: Run, wanted: dict[str, str], options: dict[str, Any]) -> None:
    """Write all outputs; the closing lines go where people look, and never into what a program reads."""
    from reportlint.report import reporter
    from reportlint.report.summary import statistics, summary

    closing = "" if options["quiet"] else summary(run)
    for form, file in wanted.items():
        text = statistics(run) if options["statistics"] else reporter(form)(run)
        if form == "full" and file == SCREEN:
            text, closing = text + closing, ""
        _write(text, file, options["color"])
    click.echo(clean(closing), nl=False, err=True)


def hand_out_receipt(run: Run, options: dict[str, Any]) -> None:
    """Write the receipt of a run, where one is wanted."""
    if options["receipt"]:
        from datetime import datetime

        from reportlint.report.receipt import receipt

        at = datetime.now().astimezone().isoformat(timespec="seconds") if options["timestamp"] else None
        _write(receipt(run, at=at), options["receipt"], "never")


def _write(text: str, file: str, color: str) -> None:
    if file == SCREEN:
        click.echo(clean(text), nl=False, color={"always": True, "never": False}.get(color))
        return
    try:
        with open(file, "w", encoding="utf-8", newline="\n") as output:
            output.write(click.unstyle(clean(text)))
    except OSError as error:
        raise Refusal(
            Message(f"无法写入 {file}：{error.strerror}", f"cannot write {file}: {error.strerror}")
        ) from error
