"""Read what is to be checked: files, folders, standard input, last year's report; refuse what cannot be read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import click

from reportlint.cli.bilingual import Refusal, Say
from reportlint.language import Message

if TYPE_CHECKING:
    from reportlint.source import Source

PROGRESS_FROM = 20  # files
READ = (".txt", ".docx", ".pdf", ".ofd", ".doc", ".wps", ".rtf")  # what is taken from a folder
OFFICE = (".ceb", ".gd", ".odt", ".sep", ".uof")  # what offices send as well, and a folder must not hide
LOCK = "~$"  # begins the names of files that Word keeps beside those it has open
FAULTS = {
    "empty": Message("没有内容，没有检查", "is empty: not checked"),
    "binary": Message("不是文本文件，没有检查", "is not a text file: not checked"),
    "undecodable": Message(
        "无法解码，没有检查；请用 --encoding 指定编码",
        "cannot be decoded: not checked; name the encoding with --encoding",
    ),
    "missing": Message("不存在，没有检查", "does not exist: not checked"),
    "unreadable": Message("无法读取，没有检查", "cannot be read: not checked"),
    "office": Message(
        "这种格式读不了，没有检查；请另存为 .docx 或 .txt",
        "is of a format that is not read: not checked; save it as .docx or .txt",
    ),
    "damaged": Message("文件已损坏或者不完整，没有检查", "is damaged or incomplete: not checked"),
    "encrypted": Message("文件有密码，没有检查；请去掉密码", "is encrypted: not checked; take the password off"),
    "too-big": Message("展开后太大，不像报告，没有检查", "unpacks to too much for a report: not checked"),
    "unsafe": Message("含有实体或者外部引用，没有检查", "holds entities or references to elsewhere: not checked"),
    "no-text": Message(
        "没有可用的文字（可能是扫描件），没有检查", "has no usable text, it may be scanned: not checked"
    ),
    "no-reader": Message(
        "读取它还缺一个程序或者组件，没有检查", "needs a program or a part that is not installed: not checked"
    ),
    "wrong-format": Message("内容与格式不符，没有检查", "is not of the format named: not checked"),
    "not-converted": Message("LibreOffice 没有转换成，没有检查", "could not be converted by LibreOffice: not checked"),
    "pages": Message(
        "有的页没有文字（可能是扫描件），这些页没有检查",
        "has pages without text, maybe scanned: these were not checked",
    ),
    "no-reports": Message(
        "目录中没有 .txt、.docx、.pdf、.ofd 等文件，没有检查",
        "holds no .txt, .docx, .pdf, .ofd or the like: nothing checked",
    ),
    "no-type": Message(
        "看不出报告类型，所选规则没有都检查；请用 --ruleset 指定",
        "is of no known type: not all of the selected rules were checked; name it with --ruleset",
    ),
    "no-rules": Message("没有规则可查，没有检查", "met no rule: not checked"),
    "crash": Message(
        "检查时程序出错，没有检查完，请报告此问题",
        "was not checked to the end: an error in reportlint; please report it",
    ),
    "exemptions": Message("豁免文件用不了，没有按豁免检查", "has exemptions that cannot be used: checked without them"),
    "read-only": Message("不可写，没有修改", "is read-only: not changed"),
    "changed": Message("刚被别的程序改过，没有修改", "was changed by something else meanwhile: not changed"),
    "encoding": Message("按原编码无法原样写回，没有修改", "cannot be written back in its encoding: not changed"),
    "unwritable": Message("无法写入，没有修改", "cannot be written: not changed"),
    "no-writer": Message(
        "这种格式只能检查，不能改，没有修改；请改原稿", "is of a format that is only read: not changed; mend the draft"
    ),
    "no-comments": Message("不是 .docx，写不了批注", "is no .docx: no comments can be written into it"),
    "no-place": Message("写不进这个文件，没有修改", "is made so that nothing can be written into it: not changed"),
    "exists": Message("已经有这个文件，没有写入；请换个名称", "is there already: not written; take another name"),
}


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


def pages_unread(source: Source) -> Message | None:
    """Say which pages of a report hold no text; None where all do."""
    leftovers = source.origin.leftovers if source.origin else ()
    pages = [leftover.detail for leftover in leftovers if leftover.kind == "page-without-text"]
    return Message(f"第{'、'.join(pages)}页", f"page {', '.join(pages)}") if pages else None


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
        why = FAULTS[error.args[0]]
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
