"""A user's configuration: where it is found, what goes before what, what is wrong with it, and how it is shown."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest

from conftest import BROKEN, RIGHT, Run, write
from reportlint import configuration
from reportlint.configuration import NAME, configuration_of

SAID_TWICE = RIGHT.replace("法治政府建设年度报告", "法治政府建设年度年度报告", 1)


@pytest.fixture(autouse=True)
def fresh() -> None:
    """Forget which configurations were read: the tests write others at the same places."""
    configuration.read.cache_clear()
    configuration._nearest.cache_clear()


def rules(reportlint: Run, *arguments: str) -> set[str]:
    return {found["rule"] for found in json.loads(reportlint("--output", "json", *arguments)[1])}


def test_the_nearest_goes_before(reportlint: Run) -> None:
    Path("county/town").mkdir(parents=True)
    reports = [write(name, BROKEN) for name in ("a.txt", "county/b.txt", "county/town/c.txt")]
    write(NAME, '[rules.broken-numbering]\nseverity = "warning"\n')
    write("county/pyproject.toml", '[tool.reportlint]\nignore = ["numbering"]\n')
    write("county/town/pyproject.toml", "[project]\n")
    assert reportlint(reports[0])[0] == 0
    found = json.loads(reportlint("--output", "json", *reports)[1])
    assert [(each["filename"], each["severity"]) for each in found] == [("a.txt", "warning")]
    assert reportlint("--isolated", *reports)[0] == 1
    assert rules(reportlint, "--config", NAME, reports[2]) == {"broken-numbering"}


def test_the_command_line_goes_before_all(reportlint: Run) -> None:
    write(NAME, 'fail-on = "note"\nselect = ["references"]\n')
    report = write("a.txt", BROKEN + "据云政发[2021]3号文。\n")
    assert rules(reportlint, report) == {"wrong-year-brackets"}
    assert rules(reportlint, "--select", "numbering", report) == {"broken-numbering"}
    noted = write("b.txt", RIGHT.replace("原因", "情况"))
    write(NAME, 'fail-on = "note"\n')
    configuration.read.cache_clear()
    assert reportlint(noted, "--select", "missing-causes")[0] == 1
    assert reportlint(noted, "--select", "missing-causes", "--fail-on", "error")[0] == 0


def test_what_is_switched_off_may_be_ignored_but_not_selected(reportlint: Run) -> None:
    write(NAME, '[rules.broken-numbering]\nseverity = "off"\n')
    report = write("a.txt", BROKEN)
    assert reportlint("--ignore", "broken-numbering", report)[0] == 0
    code, _, err = reportlint("--select", "broken-numbering,wrong-term", report)
    assert (code, "规则“broken-numbering”已经停用，不能选" in err) == (2, True)
    assert "  off      broken-numbering" in reportlint("config")[1]


def test_one_extends_another_by_its_path(reportlint: Run) -> None:
    Path("house").mkdir()
    write("house/reportlint.toml", '[rules.broken-numbering]\nseverity = "note"\n[words]\nforbid = ["扎实推进"]\n')
    write(NAME, 'extends = ["house"]\n[rules.broken-numbering]\nseverity = "warning"\n')
    found = json.loads(reportlint("--output", "json", write("a.txt", BROKEN + "扎实推进工作。\n"))[1])
    assert {(each["rule"], each["severity"]) for each in found} == {
        ("broken-numbering", "warning"),
        ("wrong-term", "warning"),
    }


def test_other_files_other_rules(reportlint: Run) -> None:
    Path("2019").mkdir()
    reports = [write(name, BROKEN) for name in ("a.txt", "2019/b.txt")]
    write(NAME, '[[paths]]\nfiles = ["2019/*"]\n[paths.rules.broken-numbering]\nseverity = "off"\n')
    found = json.loads(reportlint("--output", "json", *reports)[1])
    assert [each["filename"] for each in found] == ["a.txt"]


def test_a_type_is_given_and_a_ruleset_of_ones_own(reportlint: Run) -> None:
    report = write("a.txt", "关于供暖的会议纪要\n\n一、甲\n平稳。\n")
    write(NAME, 'type = "rule-of-law-report"\n')
    assert "missing-section" in rules(reportlint, report)
    Path("mine").mkdir()
    write("mine/ruleset.toml", 'title = "纪要"\nextends = ["official-document"]\n')
    for name in ("mine", "mine/ruleset.toml"):
        write(NAME, f'type = "{name}"\n[rules.missing-title]\nseverity = "off"\n')
        configuration.read.cache_clear()
        code, out, _ = reportlint(report)
        assert (code, "类型：纪要（年度不明），规则集 mine" in out) == (0, True)


def test_what_may_not_be_weakened(reportlint: Run) -> None:
    report = write("a.txt", RIGHT)
    for text in ('[rules.identity-number]\nseverity = "off"\n', "[rules.identity-number]\nwaivable = true\n"):
        write(NAME, text)
        configuration.read.cache_clear()
        code, _, err = reportlint(report)
        assert (code, "规则“identity-number”" in err) == (2, True)
    write(NAME, 'ignore = ["privacy"]\n')
    configuration.read.cache_clear()
    code, _, err = reportlint(report)
    assert (code, "规则“identity-number”不得停用" in err) == (2, True)


def test_all_faults_at_once_with_the_file_and_the_nearest_word(reportlint: Run) -> None:
    write(NAME, 'sverity = "x"\nfail-on = "eror"\ntype = "rule-of-law-reprt"\nselect = [1]\n[[paths]]\nignore = []\n')
    code, _, err = reportlint(write("a.txt", RIGHT))
    assert code == 2
    assert err.count(NAME) == 5
    for said in (
        "没有“sverity”这一项",
        "“fail-on”应是 error、warning、note，不是“eror”，是否想写“error”？",
        "的“type”：没有规则集“rule-of-law-reprt”，是否想写“rule-of-law-report”？",
        "“select”应是文字的列表",
        "[[paths]] 缺少“files”",
    ):
        assert said in err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rules = 1\n", "“rules”写法不对"),
        ("[rules\n", "无法读取"),
        ('[rules.brokn-numbering]\nseverity = "note"\n', "没有规则“brokn-numbering”，是否想写“broken-numbering”？"),
        ('[rules.broken-numbering]\nseverity = "eror"\n', "“severity”应是"),
        ("[rules.broken-numbering]\nrunning = [1]\n", "没有“running”这一项，是否想写“running_on”？"),
        ('extends = ["."]\n', "循环继承"),
        ('extends = ["nowhere"]\n', "没有规则集“nowhere”"),
        ('type = "../mine"\n', "reportlint.toml 的“type”：没有规则集“../mine”，也没有 {above}/mine/ruleset.toml\n"),
        ('type = "mine"\n', "reportlint.toml 的“type”：没有规则集“mine”，也没有 mine/ruleset.toml\n"),
        ('select = ["brokn-numbering"]\n', "没有规则或类别“brokn-numbering”"),
    ],
)
def test_faults(reportlint: Run, text: str, said: str) -> None:
    write(NAME, text)
    code, out, err = reportlint(write("a.txt", RIGHT))
    assert (code, out) == (2, "")
    assert said.format(above=Path().resolve().parent) in err
    assert reportlint("--isolated", "a.txt")[0] == 0


def test_what_holds_is_shown_with_where_it_was_set(reportlint: Run) -> None:
    write(
        NAME,
        'fail-on = "warning"\n[rules.broken-numbering]\nseverity = "note"\n[rules.lone-enumeration]\nseverity = "off"\n',
    )
    code, out, _ = reportlint("config", "a.txt")
    line = next(line for line in out.splitlines() if " broken-numbering " in line)
    assert code == 0
    assert line.startswith("  note ") and "official-document" in line and f"severity ← {Path(NAME).resolve()}" in line
    off = [line for line in out.splitlines() if " lone-enumeration " in line]
    assert "，停用1条\n" in out and len(off) > 1  # a line for each type of report
    assert all(line.startswith("  off ") and line.endswith(f"severity ← {Path(NAME).resolve()}") for line in off)
    assert "达到“warning”时退出码为1" in out
    assert "规则集 rule-of-law-report" in out


def test_what_does_not_run_is_shown_with_what_switched_it_off(reportlint: Run) -> None:
    write(NAME, 'ignore = ["dates"]\n')
    file = Path(NAME).resolve()
    off = [line.split() for line in reportlint("config", "a.txt")[1].splitlines() if line.startswith("  off ")]
    assert ["off", "broken-date", "official-document", "ignore", "←", str(file)] in off
    out = reportlint("config", "--ignore", "lone-enumeration", "a.txt")[1]
    assert "  off      lone-enumeration         official-document  --ignore\n" in out
    write(NAME, 'select = ["dates"]\n')
    configuration.read.cache_clear()
    out = reportlint("config", "a.txt")[1]
    assert f"  off      broken-numbering         official-document  select ← {file}\n" in out
    assert "  error    broken-date " in out
    out = reportlint("config", "--select", "numbering", "a.txt")[1]
    assert "  off      broken-date              official-document  --select\n" in out


def test_the_schema_takes_right_files_and_refuses_wrong_ones(reportlint: Run) -> None:
    schema = json.loads(reportlint("config", "--schema")[1])
    jsonschema.Draft202012Validator.check_schema(schema)
    judge = jsonschema.Draft202012Validator(schema)
    right = """
    type = "rule-of-law-report"
    fail-on = "note"
    ignore = ["late-publication", "wording"]
    [rules.broken-numbering]
    severity = "off"
    running_on = [3, 4]
    [rules.mine]
    check = "structure.repeated_word"
    basis = "本办法"
    word = "报告"
    [words]
    prefer = { "一把手" = "主要负责人" }
    [[paths]]
    files = ["2019/*"]
    select = ["numbering"]
    """
    assert judge.is_valid(tomllib.loads(right))
    for wrong in (
        'sverity = "x"',
        'fail-on = "eror"',
        'ignore = ["late-publicatoin"]',
        '[rules.broken-numbering]\nseverity = "eror"',
        "[rules.broken-numbering]\nrunning = [1]",
        '[rules.broken-numbering]\nrunning_on = ["a"]',
        '[rules.brokn-numbering]\nseverity = "note"',
        "[[paths]]\nselect = []",
    ):
        assert not judge.is_valid(tomllib.loads(wrong)), wrong


def test_a_configuration_is_begun(reportlint: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reportlint("init", "--type", "rule-of-law-reprt")[0] == 2
    assert not Path(NAME).exists()
    assert reportlint("init", "--type", "rule-of-law-report")[0] == 0
    assert configuration_of("a.txt").type == "rule-of-law-report"
    assert reportlint(write("a.txt", RIGHT))[0] == 0
    before = Path(NAME).read_text("utf-8")
    assert reportlint("init")[0] == 2
    assert Path(NAME).read_text("utf-8") == before
    uncommented = "\n".join(
        line.removeprefix("# ") for line in before.splitlines() if "=" in line or line.startswith("# [")
    )
    schema = json.loads(reportlint("config", "--schema")[1])
    jsonschema.validate(tomllib.loads(uncommented), schema)
    Path(NAME).unlink()
    monkeypatch.setattr("click.prompt", lambda *_, **__: "")
    assert reportlint("init")[0] == 0
    assert "type" not in tomllib.loads(Path(NAME).read_text("utf-8"))
