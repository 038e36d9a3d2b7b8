"""Measure this checkout beside an earlier version of the project: the same texts, in turn, as ratios now ÷ before.

Run it by ``make bench BEFORE=REVISION``.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

from bench import ROOT, installed, made, run

OURS = ["--quiet", "--output-format", "concise"]


class Compared(NamedTuple):
    """Now ÷ before, of the sums over all runs, and the lowest and highest of the single pairs."""

    ratio: float
    lowest: float
    highest: float

    def __str__(self) -> str:
        return f"{self.ratio:.2f} ({self.lowest:.2f} to {self.highest:.2f})"


def compared(before: list[str], now: list[str], pairs: int) -> tuple[Compared, Compared]:
    """Compare processor time and peak memory; which goes first changes from pair to pair."""
    run(before)
    run(now)
    taken = []
    for number in range(pairs):
        first, second = (before, now) if number % 2 else (now, before)
        usage = [run(first)[1:], run(second)[1:]]
        taken.append(usage if number % 2 else usage[::-1])
    return _compared([(old[0], new[0]) for old, new in taken]), _compared([(old[1], new[1]) for old, new in taken])


def _compared(pairs: list[tuple[float, float]]) -> Compared:
    ratios = [new / old for old, new in pairs]
    return Compared(sum(new for _, new in pairs) / sum(old for old, _ in pairs), min(ratios), max(ratios))


def unpacked(revision: str, folder: Path) -> Path:
    """Put the files of a revision into a folder."""
    archive = folder / "before.tar"
    subprocess.run(["git", "-C", ROOT, "archive", "--output", archive, revision], check=True)
    with tarfile.open(archive) as files:
        files.extractall(folder / "before", filter="data")
    return folder / "before"


def main(revision: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = made(folder)
        before = str(installed(folder / "venv-before", str(unpacked(revision, folder))) / "reportlint")
        now = str(installed(folder / "venv-now", str(ROOT)) / "reportlint")
        print(f"| what | now ÷ {revision} |\n|---|---|")
        for what, arguments, pairs in (
            ("`--version`", ["--version"], 40),
            ("one report of 10 kB", [str(texts.one)], 40),
            ("1,000 reports", [*OURS, str(texts.many)], 7),
            ("one text of 20 MB", [*OURS, str(texts.big)], 5),
        ):
            time, memory = compared([before, *arguments], [now, *arguments], pairs)
            print(f"| {what}: processor time | {time} |\n| {what}: peak memory | {memory} |", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
