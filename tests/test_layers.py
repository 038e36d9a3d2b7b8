"""Nation, province, city, unit: each layer may tighten what those below it hold fast, and none may loosen it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from conftest import Run, write
from reportlint import configuration
from reportlint.layer import RulesetError, read_toml
from reportlint.linter import lint
from reportlint.ruleset import Ruleset, load
from reportlint.source import Source

NATION = """
basis = "《国家办法》"

[[section]]
id = "results"
name = "工作成效"
required = true
headings = ["工作成效"]

[rules.missing-section]
check = "structure.required"
waivable = false

[rules.late-publication]
check = "structure.late"
severity = "warning"
waivable = false
month = 3
day = 31

[rules.doubled-word]
check = "wording.doubled"
waivable = false
words = "doubled.tsv"

[rules.repeated-title-word]
check = "structure.repeated_word"
word = "年度"
"""
DOUBLED = "wrong\tright\tsource\tmark\n的的\t的\t《国家办法》\tV\n"
PROVINCE = """
extends = ["nation"]
basis = "《省办法》"

[rules.late-publication]
severity = "error"

[rules.repeated-title-word]
waivable = false
word = "年度|报告"

[rules.late-in-province]
check = "structure.late"
severity = "warning"
month = 2
day = 28
"""
CITY = """
extends = ["province"]

[[section]]
id = "plan"
name = "工作安排"
required = true
headings = ["工作安排"]
"""
UNIT = 'extends = ["city"]\n[rules.late-in-province]\nseverity = "note"\n'


@pytest.fixture(autouse=True)
def _layers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    read_toml.cache_clear()
    configuration.read.cache_clear()
    for name, text in (("nation", NATION), ("province", PROVINCE), ("city", CITY), ("unit", UNIT)):
        layer(name, text)
    Path("nation/doubled.tsv").write_text(DOUBLED, "utf-8")


def layer(name: str, text: str) -> None:
    Path(name).mkdir(exist_ok=True)
    Path(name, "ruleset.toml").write_text(text, "utf-8")
    read_toml.cache_clear()


def weights(ruleset: Ruleset) -> dict[str, str]:
    return {rule.id: str(rule.severity) for rule in ruleset.rules}


def test_each_layer_tightens() -> None:
    unit = load("unit")
    assert weights(unit) == {
        "missing-section": "error",
        "late-publication": "error",
        "doubled-word": "error",
        "repeated-title-word": "error",
        "late-in-province": "note",
    }
    assert [content.id for content in unit.contents] == ["results", "plan"]
    assert {rule.id: rule.origins.get("severity") for rule in unit.rules}["late-publication"] == "province"
    assert [each.name for each in unit.layers] == ["nation", "province", "city", "unit"]


@pytest.mark.parametrize(
    ("name", "more", "said"),
    [
        ("province", '[rules.missing-section]\nseverity = "off"', "province/ruleset.toml:19 [rules.missing-section] 不得停用或者放宽规则“missing-section”（nation 规定）"),
        ("unit", '[rules.late-publication]\nseverity = "note"', "unit/ruleset.toml:6 [rules.late-publication] 不得停用或者放宽规则“late-publication”（nation 规定）"),
        ("unit", '[rules.late-publication]\nseverity = "warning"', "unit/ruleset.toml:6 [rules.late-publication] 不得停用或者放宽规则“late-publication”（nation 规定）"),
        ("unit", "[rules.late-publication]\nday = 30", "unit/ruleset.toml:6 [rules.late-publication] 不得改动规则“late-publication”的“day”（nation 规定）；要求更严的，另写一条规则"),
        ("unit", "[rules.late-publication]\nwaivable = true", "unit/ruleset.toml:6 [rules.late-publication] 不得改动规则“late-publication”的“waivable”（nation 规定）；要求更严的，另写一条规则"),
        ("unit", '[rules.late-publication]\ncheck = "structure.title_year"', "unit/ruleset.toml:6 [rules.late-publication] 不得改动规则“late-publication”的“check”（nation 规定）；要求更严的，另写一条规则"),
        ("unit", '[rules.repeated-title-word]\nword = "年度"', "unit/ruleset.toml:6 [rules.repeated-title-word] 不得改动规则“repeated-title-word”的“word”（province 规定）；要求更严的，另写一条规则"),
        ("unit", '[[section]]\nid = "results"\nrequired = false', "unit/ruleset.toml:7 [[section]]“results” 不得改动“required”：规则“missing-section”不得放宽（nation 规定）；可以另加 [[section]]"),
        ("city", '[[section]]\nid = "results"\nheadings = ["*"]', "city/ruleset.toml:12 [[section]]“results” 不得改动“headings”：规则“missing-section”不得放宽（nation 规定）；可以另加 [[section]]"),
        ("unit", '[words]\nallow = ["的的"]', "unit/ruleset.toml:6 [words] 不得放行（allow）：规则“doubled-word”不得放宽（nation 规定）"),
        ("unit", '[[edition]]\nto = 2019-12-31\n[edition.rules.missing-section]\nseverity = "note"', "unit/ruleset.toml:8 [edition.rules.missing-section] 不得停用或者放宽规则“missing-section”（nation 规定）"),
    ],
)  # fmt: skip  # one line, or one a case, is read at a glance
def test_no_layer_loosens(name: str, more: str, said: str) -> None:
    text = {"province": PROVINCE, "city": CITY, "unit": UNIT}[name]
    layer(name, f"{text}\n{more}\n")
    with pytest.raises(RulesetError) as caught:
        load("unit")
    assert [fault.zh for fault in caught.value.faults] == [said]
    assert all(fault.en for fault in caught.value.faults)


def test_what_is_the_same_is_no_change() -> None:
    same = '[rules.late-publication]\nseverity = "error"\nday = 31\nbasis = "《单位办法》"\n[[section]]\nid = "results"\nrequired = true\n'
    layer("unit", f"{UNIT}\n{same}")
    rule = next(rule for rule in load("unit").rules if rule.id == "late-publication")
    assert (rule.basis, rule.waivable) == ("《单位办法》", False)


def test_the_edition_of_a_file_may_differ_from_the_file() -> None:
    """They are one authority: it says itself what held when."""
    edition = '[[edition]]\nto = 2019-12-31\n[edition.rules.missing-section]\nseverity = "note"\n'
    layer("nation", f"{NATION}\n{edition}")
    unit = load("unit")
    assert weights(unit.on(date(2019, 5, 1)))["missing-section"] == "note"
    assert weights(unit)["missing-section"] == "error"


def test_a_file_of_the_same_name_does_not_take_the_place_of_a_fixed_one() -> None:
    layer("unit", f'{UNIT}\n[rules.doubled-word]\nbasis = "《单位办法》"\n')
    Path("unit/doubled.tsv").write_text(DOUBLED.splitlines()[0] + "\n", "utf-8")
    found = lint(Source("", "云岫县的的报告\n\n平稳的的。\n"), load("unit"), chosen=frozenset({"doubled-word"}))
    assert found.diagnostics


def test_two_folders_of_one_name_are_two_layers() -> None:
    Path("above").mkdir()
    layer("above/nation", 'extends = ["../nation"]\n[rules.missing-section]\nseverity = "off"\n')
    with pytest.raises(RulesetError, match="must not be weakened"):
        load("above/nation")


def test_a_base_of_two_bases_is_laid_once() -> None:
    layer("other", 'extends = ["nation"]\n')
    layer("unit", 'extends = ["province", "other"]\n')
    assert weights(load("unit"))["late-publication"] == "error"


def test_a_configuration_does_not_loosen_by_choosing_either(reportlint: Run) -> None:
    report = write("a.txt", "云岫县水务局2024年度报告\n\n平稳。\n")
    for text in ('select = ["repeated-title-word"]', '[[paths]]\nfiles = ["*"]\nselect = ["repeated-title-word"]'):
        write("reportlint.toml", f'type = "nation"\n{text}\n')
        configuration.read.cache_clear()
        code, out, _ = reportlint(report)
        assert (code, "missing-section" in out) == (1, True)
    assert "missing-section" not in reportlint(report, "--select", "repeated-title-word")[1]
    write("reportlint.toml", 'type = "nation"\n[rules.missing-section]\nseverity = "note"\n')
    configuration.read.cache_clear()
    code, _, err = reportlint(report)
    assert (code, err.count("不得停用或者放宽规则“missing-section”（nation 规定）")) == (2, 1)
    assert err.startswith("reportlint.toml:3 [rules.missing-section] ")
