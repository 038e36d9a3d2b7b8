"""Measure reportlint beside its peers; prints ratios of paired runs, which hold on a noisy machine.

Run it by ``make bench``. Peers that are not installed are left out and named; bench_before.py compares with an earlier version.
"""

from __future__ import annotations

import gc
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
PAIRS = 9
SAMPLES = (  # always the same, so that the rows of one version can be compared with those of another
    *(
        f"broken-{what}"
        for what in ["dates", "figures", "numbering", "punctuation", "references", "structure", "wording"]
    ),
    "damaged",
    *(f"right-{order}" for order in ["m-p-r-n", "m-r-p-n", "nested-r", "r-m-p-n", "thematic"]),
)
TARGETS = {"zhlint": "≤ 0.4", "textlint": "≤ 0.1"}
AUTOCORRECT = """
import pathlib, sys, autocorrect_py
for name in sys.argv[1:]:
    path = pathlib.Path(name)
    for file in sorted(path.glob("*.txt")) if path.is_dir() else [path]:
        autocorrect_py.lint_for(file.read_text("utf-8"), "text")
"""


def run(command: list[str]) -> tuple[float, float, float]:
    """Run a command; return its wall time, its processor time and its peak memory in MB. It must not fail."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):  # 1: there were findings
        raise SystemExit(f"exit code {process.returncode}: {' '.join(command)}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def ratio(ours: list[str], theirs: list[str], which: int = 0, pairs: int = PAIRS) -> float:
    """Return the median of ours ÷ theirs over runs in turn, by wall time (0) or processor time (1)."""
    run(ours)
    run(theirs)
    return statistics.median(run(ours)[which] / run(theirs)[which] for _ in range(pairs))


def report_row(what: str, value: float | str, target: str) -> None:
    shown = value if isinstance(value, str) else f"{value:.2f}"
    print(f"| {what} | {shown} | {target} |", flush=True)


def inside(work: Callable[[], object], rounds: int = 15) -> float:
    """Return the best time of a call in this process, in seconds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def paired(ours: Callable[[], object], theirs: Callable[[], object], rounds: int = 101) -> float:
    """Return the median of ours ÷ theirs over calls in turn, as the machine's speed changes by the second."""
    return statistics.median(inside(ours, 1) / inside(theirs, 1) for _ in range(rounds))


def parsing(text: str) -> tuple[float, float]:
    """Return the time of parsing ÷ the time of the bare regex passes, and of linting ÷ parsing."""
    from reportlint.linter import lint
    from reportlint.parser import machine, parse
    from reportlint.ruleset import detectable
    from reportlint.source import Source

    gc.disable()  # as the command line does
    source = Source("", text)
    rulesets = detectable()
    patterns = [machine(name).pattern for name in ("report", "reference")]

    def bare() -> object:
        return [[(m.lastgroup, m.start(), m.end()) for m in p.finditer(text)] for p in patterns]

    lint(source, rulesets)  # tables are read once
    parsed = paired(lambda: parse(source), bare)
    return parsed, paired(lambda: lint(Source("", text), rulesets), lambda: parse(source))


def growth(text: str) -> float:
    """Return the time for a character of a long text ÷ that of a short one."""
    from reportlint.linter import lint
    from reportlint.ruleset import detectable
    from reportlint.source import Source

    rulesets = detectable()
    gc.disable()
    times = 1 + 2_000_000 // len(text)
    short = inside(lambda: lint(Source("", text), rulesets))
    return inside(lambda: lint(Source("", text * times), rulesets), 2) / times / short


class Texts(NamedTuple):
    """What is measured: a right report of 10 kB, a folder of 1,000 right and broken ones of 12 to 24 kB, one text of 20 MB."""

    one: Path
    many: Path
    big: Path


def made(folder: Path) -> Texts:
    """Make the texts of samples, in a folder."""
    texts = [(ROOT / "samples" / f"{name}.txt").read_bytes() for name in SAMPLES]
    right = texts[-1]
    found = Texts(folder / "one.txt", folder / "many", folder / "big.txt")
    found.one.write_bytes(right * (1 + 9_000 // len(right)))
    found.many.mkdir()
    for number in range(1000):
        data = texts[number % len(texts)]
        (found.many / f"{number}.txt").write_bytes(data * (1 + 12_000 // len(data)))
    found.big.write_bytes(b"\n".join(texts) * (20_000_000 // sum(map(len, texts))))
    return found


def main() -> None:
    print("| what | measured | target |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        table(Path(folder), made(Path(folder)))


def installed(folder: Path, *packages: str) -> Path:
    """Install packages into an environment of their own; return its folder of programs."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    command = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", *packages]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return folder / "bin"


def table(folder: Path, texts: Texts) -> None:
    one, many, big = texts
    programs = installed(folder / "venv", str(ROOT), "autocorrect-py")
    python = [str(programs / "python"), "-c"]
    reportlint = str(programs / "reportlint")
    report_row(
        "one report of 12 kB ÷ `import lark, click`",
        ratio([reportlint, str(one)], [*python, "import lark, click"]),
        "≤ 1.3",
    )
    report_row("`--version` ÷ `import click`", ratio([reportlint, "--version"], [*python, "import click"]), "≤ 1.2")
    parsed, linted = parsing(one.read_text("utf-8"))
    report_row("parsing ÷ the bare regex passes", parsed, "≤ 3")
    report_row("all rules and parsing ÷ parsing", linted, "≤ 4")
    report_row("time per character, 2 M characters ÷ one report", growth(one.read_text("utf-8")), "≤ 1.4")
    ours = [reportlint, "--quiet", "--output-format", "concise"]
    peers = {
        "autocorrect-py": [*python, AUTOCORRECT],
        "zhlint": [shutil.which("zhlint") or "zhlint"],
        "textlint": [shutil.which("textlint") or "textlint", "--rule", "no-nfd", "--rule", "sentence-length"],
    }
    for name, command in peers.items():
        if not Path(command[0]).is_file():
            report_row(f"{name}", "not installed", "")
            continue
        report_row(
            f"one report ÷ {name}", ratio([*ours, str(one)], [*command, str(one)], pairs=5), TARGETS.get(name, "")
        )
        if name == "autocorrect-py":
            pair = ratio([*ours, str(many)], [*command, str(many)], which=1, pairs=3)
            report_row("1,000 reports ÷ autocorrect (processor time)", pair, "≤ 1.5")
            pair = ratio([*ours, str(big)], [*command, str(big)], pairs=3)
            report_row("one text of 20 MB ÷ autocorrect", pair, "≤ 1.5")
    _, seconds, memory = run([*ours, str(big)])
    report_row("one text of 20 MB: peak memory ÷ size", memory / (big.stat().st_size / 1e6), "≤ 10")
    report_row("one text of 20 MB: MB a second", f"{big.stat().st_size / 1e6 / seconds:.1f}", "")


if __name__ == "__main__":
    main()
