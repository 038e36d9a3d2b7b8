"""The command line: the only part that knows click.

Nothing heavy is imported here, so that --version, --help and shell completion answer at once.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

import click

from reportlint import __version__
from reportlint.cli.bilingual import Group, Option, Say, explained, speak
from reportlint.language import Message

COMMANDS = {  # by the module that builds each
    "check": "check",
    "fix": "fix",
    "annotate": "annotate",
    "baseline": "compare",
    "diff": "compare",
    "exemptions": "setup",
    "config": "setup",
    "init": "setup",
    "explain": "inform",
    "rules": "inform",
    "rulesets": "rulesets",
    "ruleset": "ruleset",
    "outline": "inform",
    "completion": "inform",
}
COULD_NOT = 2  # the exit code of a job that was not done
INTERRUPTED = 130  # 128 and the number of the signal, as shells have it
TERMINATED = 143


def run(arguments: list[str]) -> int:
    """Run reportlint; return 0 for no finding of weight, 1 for some, 2 where the job was not done."""
    say = speak(_language(arguments))
    try:
        with _terminable():
            result = program(say).main(arguments, prog_name="reportlint", standalone_mode=False)
            sys.stdout.flush()
    except click.ClickException as error:
        click.echo(say(explained(error)), err=True)
        return COULD_NOT
    except (click.Abort, KeyboardInterrupt):
        click.echo(say(Message("已中断", "interrupted")), err=True)
        return INTERRUPTED
    except Terminated:
        click.echo(say(Message("已被终止", "terminated")), err=True)
        return TERMINATED
    except OSError as error:
        _silence()  # what is left to say cannot be said, and Python would try again at its end
        if not isinstance(error, BrokenPipeError):  # the reader of our output is gone: nothing more to say
            click.echo(say(Message(f"无法输出：{error.strerror}", f"cannot write: {error.strerror}")), err=True)
        return COULD_NOT
    return result if isinstance(result, int) else 0


class Terminated(BaseException):
    """Somebody asked the process to end; what was begun is cleared away on the way out."""


@contextmanager
def _terminable() -> Iterator[None]:
    """End in good order on SIGTERM, too."""

    def stop(_: int, __: FrameType | None) -> None:
        raise Terminated

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _silence() -> None:
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _language(arguments: list[str]) -> str:
    """Find the language before anything is said: --lang, else REPORTLINT_LANG, else Chinese."""
    chosen = os.environ.get("REPORTLINT_LANG", "zh")
    for index, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            chosen = argument.removeprefix("--lang=")
        elif argument == "--lang" and index + 1 < len(arguments):
            chosen = arguments[index + 1]
    return "en" if chosen.lower().startswith("en") else "zh"


def program(say: Say) -> click.Group:
    """Build the commands in the language of ``say``."""
    return Group(
        "reportlint",
        help=say(
            Message(
                "政府报告合规检查：必备内容、序号、发文字号。直接写文件名即检查：reportlint 报告.txt",
                "Check Chinese government reports: sections, numbering, references. reportlint REPORT.txt checks it.",
            )
        ),
        modules=COMMANDS,
        params=[
            Option(
                ["--version"],
                say(Message("显示版本", "Show the version")),
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_version,
            ),
            Option(["--lang"], say(Message("语言", "Language")), type=click.Choice(["zh", "en"]), expose_value=False),
        ],
        context_settings={"obj": say},
    )


def _version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        click.echo(f"reportlint {__version__}")
        context.exit()
