"""Tables of facts in a ruleset's folder: .tsv files, one fact a row, read when a rule first asks for them.

A check names the kind of its rows, a NamedTuple: its fields are the columns, those without a default must be there.
Every table also says where each fact is from (``source``) and how sure it is (``mark``: V, S or G).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from itertools import repeat
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

from reportlint.diagnostic import Severity
from reportlint.folder import Folder
from reportlint.language import Message, did_you_mean
from reportlint.pattern import lazy

Row = TypeVar("Row", bound=NamedTuple)

CHINESE = lazy("[\u4e00-\u9fff]+")
FILE_NAME = lazy(r"[\w-]+\.tsv")
ALWAYS = ("mark", "source")
MARKS = ("V", "S", "G")  # verified, from one indirect source, general knowledge


@dataclass(frozen=True, eq=False)
class Table(Generic[Row]):
    """A .tsv file, whose rows are read once; two are equal that read the same file for the same kind of rows."""

    folder: Folder
    name: str
    kind: Callable[[], type[Row]]

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All facts, in the order of the file."""
        return _rows(self)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table) or (self.name, self.folder) != (other.name, other.folder):
            return False
        return self is other or self.kind() is other.kind()

    def __hash__(self) -> int:
        return hash(self.name)


@cache  # several rules ask for the same facts
def _rows(table: Table[Any]) -> tuple[Any, ...]:
    kind: Any = table.kind()
    head, *lines = _lines(table.folder, table.name)
    columns = [
        map(_reader(kind, field), map(itemgetter(head.index(field)), lines))
        if field in head
        else repeat(kind._field_defaults[field])
        for field in kind._fields
    ]
    return tuple(map(kind, *columns))


def capped(mark: str, severity: Severity = Severity.ERROR) -> Severity:
    """Return how much a finding may weigh: a fact that nobody verified carries no error."""
    return max(severity, Severity.WARNING if mark == "G" else Severity.ERROR, key=lambda each: each.rank)


def bound(check: Callable[..., Any], options: dict[str, Any], folders: Sequence[Folder]) -> dict[str, Any]:
    """Return the options of a check with each name of a table replaced by the table, from the nearest folder."""
    hints = check.__annotations__  # their texts, which take no time to resolve, unless the module wants them resolved
    names = [n for n, kind in hints.items() if n in options and _names_table(kind)]
    return options | {name: _table(check, name, options[name], folders) for name in names}


def _table(check: Callable[..., Any], option: str, name: str, folders: Sequence[Folder]) -> Table[Any]:
    home = next((folder for folder in folders if folder.has(name)), folders[0])
    return Table(home, name, lambda: _kind(_hints(check)[option]))


def _kind(hint: Any) -> Any:
    return get_args(hint)[0]


def _names_table(hint: Any) -> bool:
    return hint.startswith("Table[") if isinstance(hint, str) else is_table(hint)


def is_table(hint: Any) -> bool:
    """Tell whether an option of this type is a table."""
    return get_origin(hint) is Table


def faults(zh: str, en: str, name: Any, hint: Any, folders: Sequence[Folder]) -> Iterator[Message]:
    """Yield what is wrong with a table: its name, place, columns, cells; ``zh`` and ``en`` name the option."""
    if not isinstance(name, str) or not FILE_NAME.fullmatch(name):
        yield Message(
            f"{zh}应是规则集目录里一个 .tsv 文件的名称", f"{en} should name a .tsv file in the ruleset's folder"
        )
        return
    folder = next((each for each in folders if each.has(name)), None)
    if folder is None or not _inside(folder, name):
        yield Message(f"{zh}：规则集目录里没有“{name}”", f"{en}: no “{name}” in the ruleset's folder")
        return
    try:
        lines = list(_lines(folder, name))
    except UnicodeDecodeError:
        yield Message(f"“{folder.shown(name)}”不是 UTF-8 编码", f"“{folder.shown(name)}” is not UTF-8")
        return
    yield from _content_faults(folder.shown(name), _kind(hint), lines)


def _content_faults(name: str, kind: Any, lines: list[list[str]]) -> Iterator[Message]:
    head = lines[0] if lines else []
    required = [field for field in kind._fields if field not in kind._field_defaults]
    missing = [column for column in dict.fromkeys((*required, *ALWAYS)) if column not in head]
    for column in missing:
        yield Message(f"“{name}”缺少“{column}”列", f"“{name}” lacks the column “{column}”")
    for column in head:
        if column not in (*kind._fields, *ALWAYS):
            guess = did_you_mean(column, kind._fields)
            yield Message(f"“{name}”没有“{column}”这一列{guess.zh}", f"“{name}” has no column “{column}”{guess.en}")
    if not missing:
        for row, cells in enumerate(lines[1:], 2):
            yield from _row_faults(f"“{name}”第{row}行", f"row {row} of “{name}”", kind, head, cells)


def _row_faults(zh: str, en: str, kind: Any, head: list[str], cells: list[str]) -> Iterator[Message]:
    if len(cells) != len(head):
        yield Message(f"{zh}有{len(cells)}列，应为{len(head)}列", f"{en} has {len(cells)} columns, not {len(head)}")
        return
    for column, value in zip(head, cells, strict=True):
        try:
            if column in kind._fields:
                _reader(kind, column)(value)
        except ValueError:
            yield Message(f"{zh}“{column}”的“{value}”写法不对", f"{en}: “{column}” cannot be “{value}”")
    if cells[head.index("mark")] not in MARKS or not cells[head.index("source")]:
        yield Message(
            f"{zh}应写来源（source）和 {'、'.join(MARKS)} 之一（mark）", f"{en} needs a source, and a mark V, S or G"
        )


def _lines(folder: Folder, name: str) -> Iterator[list[str]]:
    for line in folder.read(name).removeprefix("\ufeff").splitlines():
        if line.strip():
            yield line.split("\t")


def _inside(folder: Folder, name: str) -> bool:
    """Whether a file does not lead out of its folder by a link; a package may be a zip, and holds no links."""
    if folder.package is not None:
        return True
    path = os.path.realpath(os.path.join(folder.path, name))
    return os.path.dirname(path) == os.path.realpath(folder.path)


@cache
def _hints(annotated: Any) -> dict[str, Any]:
    return get_type_hints(annotated)


class Twice(str):
    """A cell with Chinese characters that stand twice in a row: 的的, 推进推进."""

    __slots__ = ()


def _twice(value: str) -> Twice:
    half = value[: len(value) // 2]
    if half * 2 != value or not CHINESE.fullmatch(half):
        raise ValueError(value)
    return Twice(value)


READERS: dict[Any, Callable[[str], Any]] = {
    str: str,
    Twice: _twice,
    int: int,
    Severity: Severity,
    date: date.fromisoformat,
    date | None: lambda value: date.fromisoformat(value) if value else None,
    int | None: lambda value: int(value) if value else None,
    re.Pattern[str]: re.compile,
    tuple[str, ...]: lambda value: tuple(value.split("；")),
}


def _reader(kind: Any, field: str) -> Callable[[str], Any]:
    return READERS[_hints(kind)[field]]
