"""The word list of a user: what a ruleset.toml forbids, prefers and allows, without code."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any, NamedTuple

from reportlint.diagnostic import Severity
from reportlint.folder import Folder
from reportlint.language import Message, did_you_mean

COLUMNS = ("wrong", "right", "severity", "note")
KEYS = {"file": str, "forbid": list, "allow": list, "prefer": dict}


class Word(NamedTuple):
    """A word that a user does not want, the better one if there is one, and why."""

    wrong: str
    right: str = ""
    severity: Severity = Severity.ERROR  # at most this, and that of the rule
    note: str = ""
    graded: bool = False  # whether the list says how severe it is


class Words(NamedTuple):
    """A user's own list; what it allows, no rule of wording reports."""

    unwanted: tuple[Word, ...] = ()
    allowed: frozenset[str] = frozenset()

    def over(self, base: Words) -> Words:
        """Lay this list over another: what either says holds, of the same word what this one says."""
        mine = {word.wrong for word in self.unwanted}
        kept = tuple(word for word in base.unwanted if word.wrong not in mine | self.allowed)
        return Words((*kept, *self.unwanted), (base.allowed - mine) | self.allowed)


def read(folder: Folder, data: Any) -> tuple[Words, list[Message]]:
    """Return the list that a ruleset.toml describes by a table or by the name of a .csv file, and its faults."""
    table: dict[str, Any] = {"file": data} if isinstance(data, str) else data
    faults = list(_shape_faults(table))
    if faults:
        return Words(), faults
    unwanted = [Word(word, "") for word in table.get("forbid", ())]
    unwanted += [Word(wrong, right) for wrong, right in table.get("prefer", {}).items()]
    if "file" in table:
        unwanted += _listed(folder, table["file"], faults)
    allowed = frozenset(table.get("allow", ()))
    faults += [
        Message(f"词表的“{word}”太短，至少两个字", f"“{word}” in the word list is too short: two characters at least")
        for word in (*(each.wrong for each in unwanted), *allowed)
        if len(word) < 2
    ]
    return Words(tuple(unwanted), allowed), faults


def _shape_faults(table: dict[str, Any]) -> Iterator[Message]:
    for key, value in table.items():
        texts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        if key not in KEYS:
            guess = did_you_mean(key, KEYS)
            yield Message(f"没有“{key}”这一项{guess.zh}", f"there is no “{key}”{guess.en}")
        elif not isinstance(value, KEYS[key]) or not all(isinstance(text, str) for text in texts):
            yield Message(f"“{key}”写法不对", f"“{key}” is of the wrong kind")


def _listed(folder: Folder, name: str, faults: list[Message]) -> list[Word]:
    """Read a .csv file, as spreadsheets write it."""
    import csv

    if (
        os.path.basename(name) != name
        or os.path.dirname(os.path.realpath(os.path.join(folder.path, name))) != folder.path
    ):
        faults.append(
            Message(f"词表“{name}”应在规则集的目录里", f"the word list “{name}” should lie in the ruleset's folder")
        )
        return []
    try:
        rows = list(csv.reader(folder.read(name).removeprefix("\ufeff").splitlines()))
    except UnicodeDecodeError:
        faults.append(Message(f"词表“{name}”不是 UTF-8 编码", f"the word list “{name}” is not UTF-8"))
        return []
    except OSError:
        faults.append(Message(f"规则集目录里没有词表“{name}”", f"no word list “{name}” in the ruleset's folder"))
        return []
    head = [cell.strip() for cell in rows[0]] if rows else []
    if "wrong" not in head or not set(head) <= set(COLUMNS):
        faults.append(
            Message(f"词表“{name}”的列应是 {'、'.join(COLUMNS)}", f"the columns of “{name}” are {', '.join(COLUMNS)}")
        )
        return []
    return [word for at, row in enumerate(rows[1:], 2) if any(row) for word in _word(name, at, head, row, faults)]


def _word(name: str, at: int, head: list[str], row: list[str], faults: list[Message]) -> Iterator[Word]:
    cells = {column: cell.strip() for column, cell in zip(head, row, strict=False)}
    severity = cells.get("severity") or Severity.ERROR
    if severity not in list(Severity):
        zh = f"词表“{name}”第{at}行：severity 应是 {'、'.join(Severity)}，不是“{severity}”"
        faults.append(Message(zh, f"row {at} of “{name}”: severity is one of {', '.join(Severity)}, not “{severity}”"))
        return
    graded = bool(cells.get("severity"))
    yield Word(cells["wrong"], cells.get("right", ""), Severity(severity), cells.get("note", ""), graded)
