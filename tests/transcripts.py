"""The sessions that pages show: their commands are run in a folder of their own, and what is printed is put below them.

A page makes its files as it goes along: a block with ``title="draft.txt"`` is that file, and so is what a comment says,
``<!-- file: NEW = OLD: this → that; … -->``; OLD is a file of the session or of the project, and NEW may be a .docx of it.
In a ``console`` block lines with ``$`` are commands: reportlint, ``cat FILE`` and ``echo $?``.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from build_office import plain
from reportlint.cli import run

ROOT = Path(__file__).parent.parent
STEP = re.compile(
    r'^```\w+ title="(?P<name>[^"]+)"\n(?P<text>.*?)^```$'
    r"|^<!-- file: (?P<new>\S+) = (?P<old>\S+?)(?:: (?P<changes>.*?))? -->$"
    r"|^(?P<fence>`{3,})console\n(?P<session>.*?)^(?P=fence)$",
    re.M | re.S,
)


def brought_up_to_date(page: str) -> str:
    """Return a page with the output of its commands as it is now."""
    with TemporaryDirectory() as folder, chdir(folder):
        session = Session()
        return STEP.sub(lambda step: session.take(step), page)


class Session:
    """A folder, and how its last command ended."""

    def __init__(self) -> None:
        self.code = 0

    def take(self, step: re.Match[str]) -> str:
        """Do what a part of the page says; return the part as it should be."""
        if step["session"] is not None:
            commands = re.findall(r"^\$ (.*)$", step["session"], re.M)
            shown = "\n".join(f"$ {each}\n{self.output(each)}" for each in commands)
            return f"{step['fence']}console\n{shown}{step['fence']}"
        if step["name"]:
            _write(step["name"], step["text"])
        else:
            _write(step["new"], _changed(step["old"], step["changes"] or ""))
        return step[0]

    def output(self, command: str) -> str:
        """Run a command; return what it prints, on both ways, each line ended."""
        words = shlex.split(command)
        if words == ["echo", "$?"]:
            return f"{self.code}\n"
        if words[0] == "cat":
            return Path(words[1]).read_text("utf-8")
        assert words[0] == "reportlint", command
        with redirect_stdout(StringIO()) as printed, redirect_stderr(printed):
            self.code = run(words[1:])
        lines = re.sub(r"\x1b\[\d+m", "", printed.getvalue()).splitlines()
        return "".join(f"{line.rstrip()}\n" for line in lines).rstrip("\n") + "\n" * bool(lines)


def _write(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(plain(text) if name.endswith(".docx") else text.encode())


def _changed(old: str, changes: str) -> str:
    text = (Path(old) if os.path.exists(old) else ROOT / old).read_text("utf-8")
    for before, after in _pairs(changes):
        assert before in text, f"{old} does not say {before}"
        text = text.replace(before, after)
    return text


def _pairs(changes: str) -> Iterator[tuple[str, str]]:
    for each in filter(None, changes.split("; ")):
        before, _, after = each.partition(" → ")
        yield before, after
