"""Change the checks in thousands of small ways, and count how many changes the tests notice. Run by ``make mutants``.

mutmut leaves decorated functions alone; so it works on a copy of the project, in which ``@check`` is a call behind the
function. Prints the mutants that lived, and writes how many did not to docs/mutants.json, for ``make accuracy``. With a number, only
every so many of them are tried.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from conftest import ROOT

CHECKS = "src/reportlint/checks"
TESTS = """samples figures dates punctuation privacy repetition wording right_texts report_shapes document
numbering references structure exemptions tables final_accounts work_report layout layout_also"""
NOT_COPIED = (".venv", ".git", "build", "mutants", ".*_cache", "*.egg-info")
LEFT_OUT = "generated_files or cannot_be_compared"  # what tests the project's files and not the checks
SETTINGS = f"""
[tool.mutmut]
source_paths = ["src"]
only_mutate = ["{CHECKS}/*"]
do_not_mutate = ["{CHECKS}/__init__.py", "{CHECKS}/*/__init__.py"]
also_copy = ["grammar", "rulesets", "samples", "docs", "README.md", "README.zh.md", "CONTRIBUTING.md", "CHANGELOG.md",
    "conftest.py"]
pytest_add_cli_args = ["-p", "no:cacheprovider", "-p", "no:cov", "-q", "-W", "default", "-k", "not ({LEFT_OUT})"]
pytest_add_cli_args_test_selection = ["rulesets", {", ".join(f'"tests/test_{name}.py"' for name in TESTS.split())}]
"""
REGISTERED = re.compile(r"^((?:@(?:check|masking|comparing|afterwards|office|needs\(.*\))\n)+)def (\w+)", re.M)
LIVED = ("survived", "no tests", "suspicious")
KINDS = {0: "survived", 33: "no tests", 34: "skipped", 35: "suspicious"}  # exit codes of mutmut; others: noticed


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "project")
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*NOT_COPIED))
        prepare(copy)
        programs = environment(Path(folder, "venv"))
        subprocess.run([programs / "mutmut", "run", "none"], cwd=copy, check=False)  # makes the mutants, runs none
        names = [name for file in results(copy) for name in json.loads(file.read_text("utf-8"))["exit_code_by_key"]]
        every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
        subprocess.run([programs / "mutmut", "run", *names[::every]], cwd=copy, check=False)
        report(copy, every)


def environment(folder: Path) -> Path:
    """Make an environment in which the project itself is not installed: mutmut's copy must be the one that runs."""
    packages = [
        "click",
        "jinja2",
        "lark",
        "hypothesis",
        "jsonschema",
        "junitparser",
        "pyyaml",
        "pytest",
        "pytest-cov",
        "mutmut",
    ]
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    subprocess.run([folder / "bin" / "python", "-m", "pip", "install", "--quiet", *packages], check=True)
    return folder / "bin"


def prepare(copy: Path) -> None:
    """Assemble the package in one folder, take the decorators off the checks, and tell mutmut what to change."""
    (copy / "checker").rename(copy / "src")  # mutmut knows a folder of sources by this name
    for part in ("grammar", "rulesets"):
        shutil.copytree(copy / part, copy / "src" / "reportlint" / part)
    for file in (copy / CHECKS).rglob("*.py"):
        if file.name != "__init__.py":
            file.write_text(undecorated(file.read_text("utf-8")), "utf-8")
    plugin = 'pytest_plugins = ["reportlint.pytest_plugin"]\n'  # there is no entry point: nothing is installed
    (copy / "conftest.py").write_text(plugin, "utf-8")
    settings = copy / "pyproject.toml"
    text = settings.read_text("utf-8").replace('pythonpath = ["tests"]', 'pythonpath = ["tests", "src"]')
    settings.write_text(text + SETTINGS, "utf-8")


def undecorated(text: str) -> str:
    """Return a module with its checks made known by calls at its end."""
    calls = []
    for match in REGISTERED.finditer(text):
        calls += [f"{decorator}({match[2]})" for decorator in match[1].replace("@", "").splitlines()]
    return REGISTERED.sub(r"def \2", text) + "\n\n" + "\n".join(calls) + "\n"


def results(copy: Path) -> list[Path]:
    """Return the files in which mutmut keeps what became of its mutants."""
    return sorted((copy / "mutants" / CHECKS).rglob("*.meta"))


def report(copy: Path, every: int) -> None:
    """Print the mutants that lived, and write the figures down; raises ZeroDivisionError where none ran."""
    counts = Counter[str]()
    for file in results(copy):
        for name, code in json.loads(file.read_text("utf-8"))["exit_code_by_key"].items():
            kind = "not run" if code is None else KINDS.get(code, "noticed")
            counts[kind] += 1
            if kind in LIVED:
                print(f"{kind}: {name}")
    whole = counts.total() - counts["not run"] - counts["skipped"]
    figures = {"mutants": whole, "noticed": counts["noticed"], "every": every}
    print(f"{dict(counts)}: {counts['noticed'] / whole:.1%} noticed")
    (ROOT / "docs" / "mutants.json").write_text(json.dumps(figures) + "\n", "utf-8")


if __name__ == "__main__":
    main()
