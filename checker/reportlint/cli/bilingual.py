"""Click in two languages: help, options and usage errors."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import click
from click.shell_completion import CompletionItem

from reportlint.language import Message, did_you_mean

Say = Callable[[Message], str]

DEFAULT = "check"  # `reportlint draft.txt` is `reportlint check draft.txt`


def speak(language: str) -> Say:
    """Return the function that picks the language out of a message."""
    return lambda message: message.text(language)


class Option(click.Option):
    """An option whose help comes second, so that lists of options read well."""

    def __init__(self, names: list[str], help: str, **settings: Any) -> None:
        super().__init__(names, help=help, **settings)


class Command(click.Command):
    """A command whose help is in the language of the run."""

    def format_usage(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how to call the command."""
        self.options_metavar = context.obj(Message("[选项]", "[OPTIONS]"))
        words = " ".join(self.collect_usage_pieces(context))
        formatter.write_usage(context.command_path, words, prefix=context.obj(Message("用法：", "Usage: ")))

    def format_options(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        options = [parameter for parameter in self.get_params(context) if isinstance(parameter, click.Option)]
        records = [record for option in options if (record := option.get_help_record(context))]
        with formatter.section(context.obj(Message("选项", "Options"))):
            formatter.write_dl(records)

    def get_help_option(self, context: click.Context) -> click.Option | None:
        """Return --help, with its own help in the language of the run."""
        option = super().get_help_option(context)
        if option:
            option.help = context.obj(Message("显示帮助", "Show this help"))
        return option


class Subgroup(Command, click.Group):
    """Commands under one name; ``modules`` has the module of each, imported and built when it is called for."""

    def __init__(
        self, name: str, modules: dict[str, str], alone: Callable[[], int] | None = None, **settings: Any
    ) -> None:
        click.Group.__init__(
            self, name, no_args_is_help=False, invoke_without_command=True, callback=self._alone, **settings
        )
        self._modules = modules
        self._call = alone  # what the name does without a command; by default it shows what there is

    def _alone(self) -> int:
        context = click.get_current_context()
        if context.invoked_subcommand is None:
            if self._call:
                return self._call()
            click.echo(context.get_help())
        return 0

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the names of the commands, the most used first."""
        return list(self._modules)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Build a command."""
        if name not in self._modules:
            return None
        module = import_module(f"reportlint.cli.{self._modules[name]}")
        command: click.Command = getattr(module, name)(context.obj)
        return command

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was called; refuse one that there is not."""
        if args[0] not in self._modules:
            guess = did_you_mean(args[0], self._modules)
            path = context.command_path
            raise Refusal(
                Message(
                    f"{path} 没有命令“{args[0]}”{guess.zh or f'；用 {path} --help 看有哪些'}",
                    f"{path} has no command “{args[0]}”{guess.en or f'; see {path} --help'}",
                )
            )
        return super().resolve_command(context, args)

    def collect_usage_pieces(self, context: click.Context) -> list[str]:
        """Tell how to call a command."""
        return [context.obj(Message("命令 …", "COMMAND ..."))]

    def format_options(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        super().format_options(context, formatter)
        built = [(name, self.get_command(context, name)) for name in self._modules]
        with formatter.section(context.obj(Message("命令", "Commands"))):
            formatter.write_dl([(name, command.get_short_help_str(200)) for name, command in built if command])


class Group(Subgroup):
    """The program: what does not begin with the name of a command is a file to check."""

    def collect_usage_pieces(self, context: click.Context) -> list[str]:
        """Tell the two ways to call the program."""
        return [context.obj(Message("文件… | 命令 …", "FILE... | COMMAND ..."))]

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """Put the default command in, behind --lang where that comes first."""
        first = 0
        while first < len(args) and args[first].startswith("--lang"):
            first += 1 if "=" in args[first] else 2
        if not args[first:] and context.resilient_parsing:  # a shell asks what may come here: commands, too
            return super().parse_args(context, args)
        if not args[first:] or args[first] not in {*self._modules, "--help", "--version"}:
            args = [*args[:first], DEFAULT, *args[first:]]
        return super().parse_args(context, args)

    def shell_complete(self, context: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer commands, and files for the default one."""
        return [*super().shell_complete(context, incomplete), CompletionItem(incomplete, type="file")]


def explained(error: click.ClickException) -> Message:
    """Say in both languages what is wrong with a call."""
    if isinstance(error, click.NoSuchOption):
        guess = did_you_mean(error.option_name, error.possibilities or [])
        return Message(f"没有选项“{error.option_name}”{guess.zh}", f"no such option: {error.option_name}{guess.en}")
    if isinstance(error, click.MissingParameter):
        name = error.param.human_readable_name if error.param else ""
        return Message(f"缺少参数 {name}；用 --help 看用法", f"missing argument {name}; see --help")
    if isinstance(error, click.BadParameter) and error.param and isinstance(error.param.type, click.Choice):
        choices = [str(choice) for choice in error.param.type.choices]
        value = str(error.message).split("'")[1] if "'" in str(error.message) else ""
        guess = did_you_mean(value, choices)
        name = error.param.opts[0]
        return Message(
            f"{name} 只能是 {'、'.join(choices)}，不能是“{value}”{guess.zh}",
            f"{name} is one of {', '.join(choices)}, not “{value}”{guess.en}",
        )
    if isinstance(error, click.BadParameter) and error.param and isinstance(error.param.type, click.DateTime):
        name = error.param.opts[0]
        return Message(f"{name} 应是日期，写作 2024-03-31", f"{name} is a date, written 2024-03-31")
    if isinstance(error, Refusal):
        return error.said
    return Message(f"用法不对：{error.format_message()}", f"wrong usage: {error.format_message()}")


class Refusal(click.ClickException):
    """A job that cannot be done, said in both languages; ends with exit code 2."""

    def __init__(self, said: Message) -> None:
        super().__init__(said.en)
        self.said = said
