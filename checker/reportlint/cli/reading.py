"""Read what is to be checked: files, folders, standard input, last year's report; refuse what cannot be read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import click

from reportlint.cli.bilingual import Refusal, Say
from reportlint.faults import FAULTS
from reportlint.language import Message

if TYPE_CHECKING:
    from reportlint.source import Source

PROGRESS_FROM = 20  # files
READ = (".txt", ".docx", ".pdf", ".ofd", ".doc", ".wps", ".rtf")  # what is taken from a folder
OFFICE = (".ceb", ".gd", ".odt", ".sep", ".uof")  # what offices send as well, and a folder must not hide
LOCK = "~$"  # begins the names of files that Word keeps beside those it has open


def inputs_of(files: Iterable[str], refuse: Callable[[str, str], None]) -> Iterator[str]:
    """Yield the files to read, each once: those named, and those of folders that are read."""
    seen: set[str] = set()
    for name in files:
        found = [name]
        if name != "-" and os.path.isdir(name):
            found = sorted(_files(name, *READ))
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
        yield from (
            os.path.join(path, name) for name in names if name.lower().endswith(endings) and not name.startswith(LOCK)
        )


def pages_unread(source: Source) -> Iterator[tuple[str, Message]]:
    """Yield for each reason not to read a page, by its name among the faults, which pages these are."""
    from reportlint.source import UNREAD

    leftovers = source.origin.leftovers if source.origin else ()
    for kind, why in UNREAD.items():
        pages = [leftover.detail for leftover in leftovers if leftover.kind == kind]
        if pages:
            yield why, Message(f"第{'、'.join(pages)}页", f"page {', '.join(pages)}")


def watched(inputs: list[str], say: Say, quiet: bool) -> Iterator[str]:
    """Show a progress bar on a terminal when there are many files."""
    if quiet or len(inputs) < PROGRESS_FROM or not sys.stderr.isatty():
        yield from inputs
        return
    with click.progressbar(inputs, label=say(Message("检查", "checking")), file=sys.stderr) as bar:
        yield from bar


def previous_of(file: str, inputs: list[str], encoding: str | None) -> Source:
    """Read last year's report; that one cannot be compared with must not look like nothing copied."""
    from reportlint.readers import read
    from reportlint.source import SourceError

    if len(inputs) > 1:
        raise Refusal(Message("--previous 一次只能检查一个文件", "--previous goes with one file to check"))
    try:
        data = read_bytes(file)
        found = read(file, data)
        # --encoding speaks of the report; last year's may well be in another one, which it tells itself
        return read(file, data, encoding) if found.guessed else found
    except SourceError as error:
        why = error.why
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
