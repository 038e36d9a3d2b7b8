"""Measure this checkout beside an earlier version of the project: the same texts, in turn, as ratios now ÷ before.

Run it by ``make bench BEFORE=REVISION``. All but memory is processor time; the ratio is that of the sums over all runs.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from bench import ROOT, installed, made, run

OURS = ["--quiet", "--output-format", "concise"]


def sums(before: list[str], now: list[str], pairs: int) -> tuple[float, float]:
    """Return now ÷ before of the processor time and of the peak memory; who goes first changes from pair to pair."""
    totals = {"before": [0.0, 0.0], "now": [0.0, 0.0]}
    commands = [("before", before), ("now", now)]
    for _, command in commands:
        run(command)
    for _ in range(pairs):
        commands.reverse()
        for name, command in commands:
            _, processor, memory = run(command)
            totals[name][0] += processor
            totals[name][1] += memory
    return totals["now"][0] / totals["before"][0], totals["now"][1] / totals["before"][1]


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
            ("one report of 12 kB", [str(texts.one)], 40),
            ("1,000 reports", [*OURS, str(texts.many)], 7),
            ("one text of 20 MB", [*OURS, str(texts.big)], 5),
        ):
            time, memory = sums([before, *arguments], [now, *arguments], pairs)
            print(f"| {what} | {time:.3f} |", flush=True)
        print(f"| one text of 20 MB: peak memory | {memory:.3f} |")


if __name__ == "__main__":
    main(*sys.argv[1:])
