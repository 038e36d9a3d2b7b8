"""Where a table of a ruleset stands: a person who is told of a fault must find it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reportlint.folder import Folder
from reportlint.pattern import lazy

HEADER = lazy(r"\s*\[{1,2}\s*([\w.\"'-]+)\s*\]{1,2}\s*(?:#.*)?$")


class Block(NamedTuple):
    """The lines of one table; ``start`` counts the lines of the file from 1."""

    start: int
    name: str
    lines: list[str]

    def holds(self, key: str, value: str = "") -> int | None:
        """Return the line that sets a key, or sets it to a value."""
        wanted = rf"\s*[\"']?{re.escape(key)}[\"']?\s*=" + (rf"\s*[\"']{re.escape(value)}[\"']" if value else "")
        return next((self.start + at for at, line in enumerate(self.lines) if re.match(wanted, line)), None)


def place(folder: Folder, file: str, table: str, id: str, key: str) -> str:
    """Return file, line and name of a table: ``rules`` and ``section`` have an id. The line is that of the key, if found."""
    if table.endswith("rules"):
        name = f"[{table}.{id}]"
    else:
        name = f"[[{table}]]{f'“{id}”' if id else ''}" if table.endswith("section") else f"[{table}]"
    try:
        text = folder.read(file)
    except (OSError, UnicodeDecodeError):
        text = ""
    line = _line(text, table, id, key)
    return f"{folder.shown(file)}{f':{line}' if line else ''} {name}"


def written(folder: Folder, file: str, name: str) -> str:
    """Return the table of this name as its author wrote it, without what stands between it and the next."""
    found = next((block for block in _blocks(folder.read(file)) if block.name == name), None)
    lines = found.lines if found else []
    while lines and (not lines[-1].strip() or lines[-1].startswith("#")):
        lines = lines[:-1]
    return "\n".join(lines)


def _line(text: str, table: str, id: str, key: str) -> int | None:
    for block in _blocks(text):
        named = f"{table}.{id}" if table.endswith("rules") else table
        found = block.name == named or block.name.endswith(f".reportlint.{named}")
        if found and (table.endswith("rules") or not id or block.holds("id", id)):
            return (block.holds(key) if key else None) or block.start
    return None


def _blocks(text: str) -> Iterator[Block]:
    block = Block(1, "", [])
    for at, line in enumerate(text.splitlines(), 1):
        if header := HEADER.match(line):
            yield block
            block = Block(at, re.sub("[\"']", "", header[1]), [])
        block.lines.append(line)
    yield block
