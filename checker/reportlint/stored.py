"""Keep what is computed of a file beside it, as JSON: reading that takes a tenth of the time of computing it.

A checksum tells whether the file was changed since, so that it stays the only source. ``python -m reportlint.stored``
stores the tables of all grammars and rulesets of the package; it works in a checkout, where the package is a folder.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from typing import Any
from zlib import crc32

from reportlint.folder import Folder


def stored(folder: Folder, name: str, compute: Callable[[str], Any]) -> Any:
    """Return what ``compute`` makes of the text of a file: as it is stored beside it, while that is of this text.

    Raises OSError and UnicodeDecodeError where the file cannot be read, and what ``compute`` raises.
    """
    text = folder.read(name)
    if folder.package is not None:  # nothing lies beside the files of users
        try:
            beside = json.loads(folder.read(_beside(name)), object_hook=_dated)
        except OSError:
            return compute(text)
        if beside["of"] == checksum(text):
            return beside["value"]
    return compute(text)


def store(folder: Folder, name: str, compute: Callable[[str], Any]) -> None:
    """Write what ``compute`` makes of a file beside it; all but dates must be what JSON can hold."""
    text = folder.read(name)
    with open(os.path.join(folder.path, _beside(name)), "w", encoding="utf-8", newline="\n") as file:
        value = {"of": checksum(text), "value": compute(text)}
        file.write(json.dumps(value, ensure_ascii=False, default=_undated) + "\n")


def checksum(text: str) -> str:
    """Tell one version of a file from another."""
    return f"{crc32(text.encode()):08x}"


def _beside(name: str) -> str:
    return f"{os.path.splitext(name)[0]}.json"


def _undated(value: date) -> dict[str, str]:
    return {"date": value.isoformat()}


def _dated(value: dict[str, Any]) -> Any:
    return date.fromisoformat(value["date"]) if value.keys() == {"date"} else value


def main() -> None:
    """Store all that is computed of the files of the package."""
    from reportlint import layer, parser

    for name in parser.GRAMMARS:
        store(parser.FOLDER, f"{name}.lark", parser.compute)
    for name in layer.builtin():
        store(layer.folder_of(name), layer.FILE, layer.tables)


if __name__ == "__main__":
    main()
