"""Rulesets of installed packages: the example is installed and run; broken and clashing ones are told, and end with 2."""

from __future__ import annotations

import importlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conftest import RIGHT, ROOT, Run, write
from reportlint import installed
from reportlint.checks import CHECKS, check, every
from reportlint.layer import read_toml

EXAMPLE = ROOT / "examples" / "department-summary"
REPORT = "云岫县水务局2024年工作总结\n\n一、2024年主要工作\n全年预算200万元，支出150万元，执行率85%。\n\n二、2025年工作打算\n加强巡查。\n"
RULE = '[rules.a]\ncheck = "structure.missing_title"\nbasis = "《办法》第三条"\n'

Provide = Callable[..., Path]


@pytest.fixture
def provide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provide]:
    """Put a package with an entry point on sys.path, as pip does."""
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    before, loaded = dict(every()), set(sys.modules)

    def make(
        module: str, *, name: str = "ours", code: str = "", toml: str | None = RULE, of: str = "ours-rules"
    ) -> Path:
        package = tmp_path / "site" / module
        info = tmp_path / "site" / f"{of.replace('-', '_')}-1.0.dist-info"
        for folder in (package, info):
            folder.mkdir(parents=True)
        (package / "__init__.py").write_text(code, "utf-8")
        if toml is not None:
            (package / "ruleset.toml").write_text(toml, "utf-8")
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {of}\nVersion: 1.0\n", "utf-8")
        (info / "entry_points.txt").write_text(f"[reportlint.rulesets]\n{name} = {module}\n", "utf-8")
        _forget()
        return package

    yield make
    CHECKS.clear()
    CHECKS.update(before)
    for module in set(sys.modules) - loaded:
        if module.startswith(("ours_rules", "their_rules")):
            del sys.modules[module]
    _forget()


def _forget() -> None:
    importlib.invalidate_caches()
    installed.installed.cache_clear()
    read_toml.cache_clear()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the example, without a network."""
    folder = tmp_path_factory.mktemp("example")
    shutil.copytree(EXAMPLE, folder / "source", ignore=shutil.ignore_patterns("build", "*.egg-info", "__pycache__"))
    _call(
        folder,
        *("-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--no-compile"),
        *("--target", str(folder / "site"), str(folder / "source")),
    )
    return folder / "site"


def _call(site: Path, *arguments: str, code: int = 0) -> str:
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(site), "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=site.parent, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def test_the_example_is_found_by_name_and_by_title(site: Path) -> None:
    (site.parent / "a.txt").write_text(REPORT, "utf-8")
    assert "来自 yunxiu-rules 1.0.0" in _call(site, "-m", "reportlint", "rulesets")
    passed = "规则集 department-summary：4条规则，11个例子，全部通过\n"
    assert _call(site, "-m", "reportlint", "ruleset", "test", "department-summary") == passed
    out = _call(site, "-m", "reportlint", "a.txt", "--receipt", "r.json", code=1)
    assert "缺少“存在的问题”部分" in out
    assert "执行率应为75%" in out
    told = _call(site, "-m", "reportlint", "ruleset", "checks", "yunxiu_rules")
    assert told.startswith(
        "yunxiu_rules.budget_rate\n    most*  整数\n    ← wrong-budget-rate  预算执行率与数字相符\n\ndepartment-summary 里这样写"
    )
    assert "    ← missing-budget  " in _call(site, "-m", "reportlint", "ruleset", "checks", "structure.mentions")
    [file] = json.loads((site.parent / "r.json").read_text("utf-8"))["files"]
    [package] = file["ruleset"]["packages"]
    assert (file["ruleset"]["id"], package["name"], package["version"]) == (
        "department-summary",
        "yunxiu-rules",
        "1.0.0",
    )
    assert len(package["sha256"]) == 64
    _call(
        site,
        "-m",
        "reportlint",
        "--ruleset",
        "department-summary",
        "--isolated",
        "--jobs",
        "2",
        "a.txt",
        "a.txt",
        code=1,
    )


def test_another_byte_in_the_code_is_another_mark(site: Path, tmp_path: Path) -> None:
    script = "from reportlint.installed import *; print(digest(installed()['department-summary']))"
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    assert _call(copy, "-c", script) == _call(site, "-c", script)
    with (copy / "yunxiu_rules" / "checks.py").open("a", encoding="utf-8") as file:
        file.write("# \n")
    assert _call(copy, "-c", script) != _call(site, "-c", script)


def test_the_pages_of_the_example_run_in_pytest(site: Path) -> None:
    (site / "pytest.ini").write_text("[pytest]\nreportlint = true\n", "utf-8")
    out = _call(site, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(site / "yunxiu_rules"))
    assert "16 passed" in out  # 11 examples, 4 pages, the ruleset


def test_the_folder_of_an_installed_ruleset_is_that_ruleset(reportlint: Run, provide: Provide) -> None:
    package = provide("ours_rules", code=PYTHON, toml=RULE.replace("structure.missing_title", "ours_rules.shouting"))
    Path("a.txt").write_text("云岫县通知！\n\n平稳。\n", "utf-8")
    for name in ("ours", str(package)):
        code, out, _ = reportlint("--ruleset", name, "a.txt")
        assert (code, "规则集 ours" in out, "感叹" in out) == (1, True, True)


def test_the_checks_of_a_package_are_listed_though_its_ruleset_is_not_right_yet(
    reportlint: Run, provide: Provide
) -> None:
    provide("ours_rules", code=PYTHON, toml=RULE.replace("missing_title", "x"))
    assert reportlint("ruleset", "checks", "ours_rules") == (0, "ours_rules.shouting\n", "")
    code, _, err = reportlint("ruleset", "checks", "other_rules")
    assert (code, err.splitlines()[1:]) == (2, ["没有检查“other_rules”；自己写的检查，先安装它所在的包"])
    assert err.startswith("site/ours_rules/ruleset.toml:2 [rules.a] 没有检查“structure.x”")


PYTHON = """
import re
from reportlint import Message, Problem, Span
from reportlint.checks import check

@check
def shouting(document):
    for match in re.finditer("！", document.source.text):
        yield Problem(Span(*match.span()), Message("不用感叹号", "no exclamation marks"))
"""


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"code": "import nothing_of_this_name"}, "规则集“ours”（来自 ours-rules 1.0）无法导入：ModuleNotFoundError"),
        ({"code": "raise SystemExit(0)"}, "无法导入：SystemExit"),
        ({"code": "def"}, "无法导入：SyntaxError"),
        ({"toml": None}, "规则集“ours”（来自 ours-rules 1.0）：ours_rules 里没有 ruleset.toml（pyproject.toml 的 package-data 里写了吗？）"),
        ({"toml": "[rules.a]\ncheck = 'x.y'\nbasis = '《办法》'\n"}, "[rules.a] 没有检查“x.y”；自己用 Python 写的检查，先安装它所在的包"),
        ({"name": "official-document"}, "规则集“official-document”有两个：ours-rules 1.0 和内置的规则集；请卸载一个"),
        ({"code": "from reportlint.checks import check\n@check\ndef a(document, *, x: float): ...", "toml": RULE.replace("structure.missing_title", "ours_rules.a") + "x = 1"}, "检查“ours_rules.a”的选项“x”的类型用不了"),
    ],
)  # fmt: skip  # one line, or one a case, is read at a glance
def test_a_broken_package_is_told_in_one_line_and_nothing_is_checked(
    reportlint: Run, provide: Provide, settings: dict[str, str], said: str
) -> None:
    if settings.get("toml", RULE) == RULE:
        settings = settings | {"toml": "[detect]\ntitles = ['*总结']\n" + RULE}
    provide("ours_rules", **settings)
    name = write("a.txt", RIGHT)
    calls = [("--ruleset", "ours", name)] if settings["toml"] and "detect" not in settings["toml"] else [(name,)]
    for arguments in (*calls, ("rulesets",)):
        code, _, err = reportlint(*arguments)
        assert code == 2
        assert said in err
        assert len(err.splitlines()) == 1
    assert reportlint("--ruleset", "rule-of-law-report", name)[0] == 0  # others stay usable


def test_a_folder_that_is_no_package_is_told(reportlint: Run, provide: Provide) -> None:
    (provide("ours_rules") / "__init__.py").unlink()
    code, _, err = reportlint("--ruleset", "ours", write("a.txt", RIGHT))
    assert (code, "无法导入：ImportError: ours_rules has no __init__.py" in err) == (2, True)


def test_two_packages_with_one_name_are_both_named(reportlint: Run, provide: Provide) -> None:
    provide("ours_rules")
    provide("their_rules", of="their-rules")
    code, _, err = reportlint(write("a.txt", RIGHT))
    assert (code, "规则集“ours”有两个" in err, "ours-rules 1.0" in err, "their-rules 1.0" in err) == (
        2,
        True,
        True,
        True,
    )


def test_a_folder_of_the_same_name_is_not_taken_silently(reportlint: Run, provide: Provide) -> None:
    provide("ours_rules")
    Path("ours").mkdir()
    write("ours/ruleset.toml", RULE)
    name = write("a.txt", RIGHT)
    code, _, err = reportlint("--ruleset", "ours", name)
    assert (code, "文件夹请写作 ./ours" in err) == (2, True)
    assert reportlint("--ruleset", "./ours", name)[0] == 0


def test_a_configuration_may_name_an_installed_ruleset(reportlint: Run, provide: Provide) -> None:
    provide("ours_rules")
    write("reportlint.toml", 'type = "ours"\n[rules.a]\nseverity = "note"\n')
    code, out, _ = reportlint(write("a.txt", RIGHT))
    assert (code, "规则集 ours" in out) == (0, True)


def test_two_checks_with_one_name_are_refused() -> None:
    def required(document: object) -> Iterator[None]:
        yield None

    required.__module__ = "structure"
    with pytest.raises(ValueError, match=r"the name structure.required is taken"):
        check(required)  # type: ignore[arg-type]  # refused before it is looked at


def test_where_nothing_is_installed_little_time_is_taken() -> None:
    """importlib.metadata is not even imported."""
    script = "import sys; from reportlint.ruleset import detectable; detectable(); print('importlib.metadata' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env={"PYTHONPATH": ""}
    )
    assert done.stdout == "False\n"


def test_the_receipt_names_the_package(reportlint: Run, provide: Provide) -> None:
    package = provide("ours_rules")
    reportlint("--ruleset", "ours", "--receipt", "r.json", write("a.txt", RIGHT))
    [file] = json.loads(Path("r.json").read_text("utf-8"))["files"]
    [said] = file["ruleset"]["packages"]
    assert said == {"name": "ours-rules", "version": "1.0", "sha256": installed.digest(installed.installed()["ours"])}
    (package / "__pycache__").mkdir(exist_ok=True)
    (package / "__pycache__" / "a.pyc").write_bytes(b"x")
    assert installed.digest(installed.installed()["ours"]) == said["sha256"]
    (package / "more.md").write_text("# \n", "utf-8")
    assert installed.digest(installed.installed()["ours"]) != said["sha256"]
    reportlint("--ruleset", "rule-of-law-report", "--receipt", "s.json", "a.txt")
    [file] = json.loads(Path("s.json").read_text("utf-8"))["files"]
    assert file["ruleset"].keys() == {"id", "edition"}


def test_a_package_in_a_zip_works_as_well(
    reportlint: Run, provide: Provide, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    provide("ours_rules", code=PYTHON, toml=RULE.replace("structure.missing_title", "ours_rules.shouting"))
    archive = shutil.make_archive(str(tmp_path / "ours"), "zip", tmp_path / "site")
    shutil.rmtree(tmp_path / "site")
    monkeypatch.syspath_prepend(archive)
    _forget()
    Path("a.txt").write_text("云岫县通知！\n\n平稳。\n", "utf-8")
    code, out, err = reportlint("--ruleset", "ours", "--receipt", "r.json", "a.txt")
    assert (code, "不用感叹号" in out) == (1, True), err
    assert '"name": "ours-rules"' in Path("r.json").read_text("utf-8")
