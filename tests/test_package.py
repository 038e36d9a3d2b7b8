"""The package as it is built and installed, the seams between its parts, and the hook."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from conftest import ROOT

CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
EMPTY = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "LANG": "C.UTF-8"}


def call(*command: str | Path, cwd: Path, code: int = 0) -> str:
    """Run a command in an almost empty environment; return its output."""
    kept = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "UV_", "SSL_", "PRE_COMMIT"))}
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=EMPTY | kept, capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy of the checkout, by way of the source distribution."""
    folder = tmp_path_factory.mktemp("build")
    ignored = shutil.ignore_patterns(".*", "build", "dist", "*.egg-info", "__pycache__")
    shutil.copytree(ROOT, folder / "checkout", ignore=ignored)
    call(sys.executable, "-m", "build", "--outdir", folder, folder / "checkout", cwd=folder)
    [built] = folder.glob("*.whl")
    return built


def test_a_wheel_installed_elsewhere_lints_a_sample(wheel: Path, tmp_path: Path) -> None:
    call(sys.executable, "-m", "venv", tmp_path / "venv", cwd=tmp_path)
    call(tmp_path / "venv" / "bin" / "python", "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)
    program = tmp_path / "venv" / "bin" / "reportlint"
    out = call(program, ROOT / "samples" / "right-thematic.txt", cwd=tmp_path)
    assert "检查1个文件：错误0处" in out
    assert "五、 → 四、" in call(program, ROOT / "samples" / "broken-numbering.txt", cwd=tmp_path, code=1)
    assert "# 发文字号应当完整" in call(program, "explain", "broken-reference", cwd=tmp_path)


def test_a_zipped_wheel_works(wheel: Path, tmp_path: Path) -> None:
    script = (
        f"import sys; sys.path.insert(0, {str(wheel)!r}); import reportlint; assert '.whl' in reportlint.__file__;"
        f"from reportlint.cli import run; sys.exit(run([{str(ROOT / 'samples' / 'right-thematic.txt')!r}]))"
    )
    assert "检查1个文件" in call(sys.executable, "-c", script, cwd=tmp_path)


def test_the_wheel_holds_all_data_and_nothing_else(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    data = {
        f"reportlint/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / "rulesets").rglob("*.*")
        if path.suffix != ".pyc"
    }
    data |= {f"reportlint/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "grammar").glob("*.*")}
    templates = ROOT / "checker" / "reportlint" / "report" / "templates"
    data |= {path.relative_to(ROOT / "checker").as_posix() for path in templates.iterdir()}
    code = {path.relative_to(ROOT / "checker").as_posix() for path in (ROOT / "checker").rglob("*.py")}
    assert names == data | code | {"reportlint/py.typed"}


def test_the_list_of_packages_is_whole() -> None:
    folders = {path.parent for path in (ROOT / "checker").rglob("__init__.py")}
    packages = {".".join(folder.relative_to(ROOT / "checker").parts) for folder in folders}
    assert set(CONFIG["tool"]["setuptools"]["packages"]) == packages | {"reportlint.grammar", "reportlint.rulesets"}


def test_core_dependencies_are_few() -> None:
    assert sorted(re.split("[<>=]", d)[0] for d in CONFIG["project"]["dependencies"]) == ["click", "jinja2", "lark"]


@pytest.mark.parametrize(
    ("module", "allowed"),
    [
        ("lark", {"parser.py"}),
        ("click", {"cli"}),
        ("jinja2", {"report"}),
        ("(?:socket|ssl|urllib|http|ftplib|smtplib|asyncio)", set()),
    ],
)
def test_seams(module: str, allowed: set[str]) -> None:
    package = ROOT / "checker" / "reportlint"
    users = {
        path.relative_to(package).parts[0]
        for path in package.rglob("*.py")
        if re.search(rf"^\s*(?:from|import) {module}\b", path.read_text("utf-8"), re.M)
    }
    assert users <= allowed


def test_the_hook_in_a_repository_of_drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets pre-commit install this very checkout as a hook and run it on a right and on a broken draft."""
    if not (ROOT / ".git").exists():
        pytest.skip("no git checkout to install the hook from")
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    call("git", "init", "--quiet", cwd=drafts)
    for name in ("right-thematic.txt", "broken-numbering.txt"):
        shutil.copy(ROOT / "samples" / name, drafts)
    call("git", "add", ".", cwd=drafts)
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "cache"))
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "pre_commit",
        "try-repo",
        ROOT,
        "reportlint",
        "--verbose",
        "--files",
    ]
    assert "Passed" in call(*command, "right-thematic.txt", cwd=drafts)
    assert "broken-numbering" in call(*command, "broken-numbering.txt", cwd=drafts, code=1)


def test_what_the_contributing_page_shows_works(tmp_path: Path) -> None:
    """Builds the rule of CONTRIBUTING.md from its text: page, table and check."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    page = re.search(r"~~~markdown\n(.*?)~~~", text, re.S)
    table = re.search(r"```toml\n(.*?)```", text, re.S)
    code = re.search(r"```python\n(.*?)```", text, re.S)
    assert page and table and code
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "draft-in-title.md").write_text(re.sub(r"^   ", "", page[1], flags=re.M), "utf-8")
    (folder / "ruleset.toml").write_text(re.sub(r"^   ", "", table[1], flags=re.M), "utf-8")
    script = f"""
import re
from collections.abc import Iterator
import reportlint.checks as checks
from reportlint.diagnostic import Fix, Problem
from reportlint.document import Document
from reportlint.language import Message
from reportlint.source import Span
def check(function):
    checks.CHECKS["structure.draft_in_title"] = function
    return function
{re.sub(r"^   ", "", code[1], flags=re.M)}
from reportlint.ruleset import load
from reportlint.testing import examples
found = list(examples(load({str(folder)!r})))
print(len(found), *(fault for example in found for fault in example.faults()))
"""
    assert call(sys.executable, "-c", script, cwd=tmp_path) == "2\n"
