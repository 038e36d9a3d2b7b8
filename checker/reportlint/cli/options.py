"""The options that several commands share, and what they mean together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reportlint.cli.bilingual import Option, Say
from reportlint.cli.plan import Wishes
from reportlint.language import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reportlint.linter import Unchecked

DAY = "%Y-%m-%d"


def option(say: Say, names: str, zh: str, en: str, **settings: Any) -> click.Option:
    """Make an option, by its names as one text, with its help in the language of the run."""
    return Option(names.split(), say(Message(zh, en)), **settings)


def files(say: Say, *, required: bool = True) -> click.Argument:
    """Make the argument for the files to work on."""
    name = say(Message("文件…", "FILE..."))
    return click.Argument(["files"], nargs=-1, required=required, type=click.Path(path_type=str), metavar=name)


def judging(say: Say) -> list[click.Parameter]:
    """Make the options that say how reports are judged: what ``wishes`` takes."""
    return [
        option(say, "--ruleset", "规则集的名称或目录；不写则自动识别报告类型", "Ruleset by name or folder; by default the type is detected", metavar="NAME"),
        option(say, "--also", "同时使用的规则集，如 official-layout；可以写几次", "Another ruleset to use as well, such as official-layout; repeatable", multiple=True, metavar="NAME"),
        option(say, "--select", "只用这些规则或类别，逗号分隔", "Only these rules or categories, comma-separated", default="", metavar="RULES"),
        option(say, "--ignore", "不用这些规则或类别，逗号分隔", "Without these rules or categories", default="", metavar="RULES"),
        option(say, "--config", "配置文件；不写则从报告所在目录向上找 reportlint.toml", "Configuration; by default the nearest reportlint.toml at or above the report", type=click.Path(exists=True, dir_okay=False), metavar="FILE"),
        option(say, "--isolated", "不用配置文件", "Without any configuration", is_flag=True),
        option(say, "--no-exemptions", "报告旁边写的豁免不算数", "Exemptions written beside a report do not count", is_flag=True),
        option(say, "--as-of", "按这一天的法律和名称判断（默认报告的日期），如 2024-03-31", "Judge by the law and names of this day (default: the day of the report)", type=click.DateTime([DAY]), metavar="DATE"),
        option(say, "--encoding", "文件编码；不写则依次识别 UTF-8、UTF-16、GB18030", "Encoding; by default UTF-8, UTF-16, GB18030 are tried", metavar="NAME"),
    ]  # fmt: skip  # one option a line, to be read as a list


def language(say: Say) -> click.Option:
    """Make --lang, which is read before anything else."""
    choice = click.Choice(["zh", "en"])
    return option(say, "--lang", "语言：zh（默认）、en", "Language: zh (default), en", type=choice, expose_value=False)


def wishes(options: dict[str, Any]) -> Wishes:
    """Take what says how reports are judged out of the options of a command."""
    from reportlint.cli.choose import chosen_encoding

    chosen_encoding(options["encoding"])
    as_of = options.pop("as_of")
    names = ("ruleset", "also", "select", "ignore", "config", "isolated")
    named = {name: options.pop(name) for name in names}
    return Wishes(as_of=as_of.date() if as_of else None, exemptions=not options.pop("no_exemptions"), **named)


def clean(text: str) -> str:
    """Return a text that can be encoded: a file name need not be valid Unicode."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def telling(say: Say) -> tuple[list[Unchecked], Callable[[Unchecked], None]]:
    """Return a list of what could not be checked, and the function that adds to it and says so at once."""
    faults: list[Unchecked] = []

    def refuse(found: Unchecked) -> None:
        faults.append(found)
        tell([say(Message(f"{found.name}：{found.why.zh}", f"{found.name}: {found.why.en}"))])

    return faults, refuse


def tell(lines: Iterable[str]) -> None:
    """Say something to the person at the screen, beside the results."""
    for line in lines:
        click.echo(clean(line), err=True)
