"""What authors of rulesets call: new, add, test, checks."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import jsonschema
import pytest

from conftest import Run, edit, fill_in
from reportlint.folder import Folder
from reportlint.layer import PACKAGE, builtin, read_toml
from reportlint.ruleset import load

pytestmark = pytest.mark.usefixtures("forget_rulesets")


PAGE = "# 标题\n\n## 甲\n\n```report\n{}\n\n平稳。\n```\n\n> 标题中“年度”重复\n\n## 乙\n\n```report\n2024年度报告\n\n平稳。\n```\n"

WRONG = "2024年度报告⟦年度⟧"


@pytest.mark.parametrize(
    ("name", "page", "said"),
    [
        ("a", "", ["ruleset.toml:1 [rules.a]：没有说明页 a.md"]),
        ("a", PAGE.format("2024年度报告年度"), ["a.md:3 甲：没有标出“年度”，却被指出：标题中“年度”重复", "a.md：没有应当查出问题的例子"]),
        ("a", PAGE.format(WRONG).replace("2024年度报告\n", "⟦2024年度⟧报告\n"), ["a.md：没有不应查出问题的例子", "a.md:13 乙：应当指出“2024年度”，没有指出"]),
        ("a", PAGE.format("2024年度报告⟦年度"), ["a.md:3 甲：⟦ ⟧ 没有成对", "a.md：没有应当查出问题的例子"]),
        ("a", PAGE.format(WRONG).replace("```\n\n> ", "\n\n> "), ["a.md：有 ```report 块没有写完", "a.md：没有应当查出问题的例子", "a.md：没有一个例子写明提示"]),
        ("a", PAGE.format(WRONG).replace("> ", ""), ["a.md：没有一个例子写明提示"]),
        ("a", PAGE.format(WRONG).replace("# 标题\n\n", ""), ["a.md：第一行应是规则的标题"]),
        ("a", PAGE.format(WRONG).replace("## 乙", "```fixed\n2024年度报告\n```\n\n## 乙"), ["a.md:3 甲：改后与 fixed 不同"]),
        ("b", PAGE.format(WRONG), ["b.md：规则集里没有生效的规则“b”", "ruleset.toml:1 [rules.a]：没有说明页 a.md"]),
    ],
)  # fmt: skip  # one line, or one a case, is read at a glance
def test_what_is_wrong_with_a_page(reportlint: Run, name: str, page: str, said: list[str]) -> None:
    Path("mine").mkdir()
    rule = '[rules.a]\ncheck = "structure.repeated_word"\nword = "年度"\nbasis = "《办法》第三条"\n'
    Path("mine/ruleset.toml").write_text(rule, "utf-8")
    Path("mine/README.md").write_text("# 说明\n", "utf-8")
    if page:
        Path(f"mine/{name}.md").write_text(page, "utf-8")
    code, out, _ = reportlint("ruleset", "test", "mine")
    told = out.splitlines()
    assert code == 1
    assert all(any(line.startswith(f"mine/{each}") for line in told) for each in said), out
    assert f"{len(said)}处不对" in told[-1]
    assert reportlint("--lang", "en", "ruleset", "test", "mine")[1].endswith(f"{len(said)} wrong\n")


def test_titles_that_fit_no_example_are_told(reportlint: Run) -> None:
    reportlint("ruleset", "new", "mine")
    fill_in("mine")
    edit("mine/ruleset.toml", 'titles = ["*工作总结"]', 'titles = ["*述职报告"]')
    code, out, _ = reportlint("ruleset", "test", "mine")
    assert (code, "mine/ruleset.toml:8 [detect]：没有一个例子认得出是这种报告" in out) == (1, True)


def test_a_check_that_breaks_down_fails_the_test(reportlint: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from reportlint.checks import every

    def broken(document: object, *, sections: object) -> list[object]:
        return [1 // 0]

    monkeypatch.setitem(every(), "structure.required", broken)
    reportlint("ruleset", "new", "mine")
    code, out, _ = reportlint("ruleset", "test", "mine")
    assert (code, out.count("检查程序出错：ZeroDivisionError")) == (1, 2)


def test_a_ruleset_without_rules_of_its_own_is_not_passed(reportlint: Run) -> None:
    Path("mine").mkdir()
    Path("mine/ruleset.toml").write_text('extends = ["official-document"]\n', "utf-8")
    code, out, err = reportlint("ruleset", "test", "mine")
    assert (code, out, "没有可检验的" in err) == (2, "", True)
    code, _, err = reportlint("ruleset", "test", ".")
    assert (code, err) == (2, ". 里没有 ruleset.toml\n")


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ('[rules.missing-causes]\nseverity = "error"\n[rules.late-publication]\nseverity = "off"\n', "missing-causes"),
        ('[words]\nforbid = ["圆满完成"]\n', "wrong-term"),
        ('[[section]]\nid = "other"\nrequired = true\n', "missing-section"),
        ('[[edition]]\nto = 2020-01-01\n[edition.rules.missing-causes]\nseverity = "error"\n', "missing-causes"),
    ],
)
def test_what_only_changes_others_is_not_passed_but_told(reportlint: Run, text: str, rules: str) -> None:
    Path("mine").mkdir()
    Path("mine/ruleset.toml").write_text(f'extends = ["rule-of-law-report"]\n{text}', "utf-8")
    code, out, err = reportlint("ruleset", "test", "mine")
    assert (code, out) == (2, "")
    assert err.startswith("mine 写得没有错，但是只改了别处的规则，没有说明页")
    assert err.endswith(f"给改了的写一页例子：{rules}，如 reportlint ruleset add mine {rules}\n")
    before = Path("mine/ruleset.toml").read_text("utf-8")
    code, out, _ = reportlint("ruleset", "add", "mine", rules)
    assert (code, f"规则“{rules}”是底子里的" in out) == (0, True)
    assert Path("mine/ruleset.toml").read_text("utf-8") == before
    code, out, _ = reportlint("ruleset", "test", "mine")
    assert (code, "规则集 mine：1条规则，3个例子" in out) == (1, True)
    assert reportlint("ruleset", "add", "mine", rules)[0] == 2


def test_a_page_beside_a_ruleset_tests_its_changes(reportlint: Run) -> None:
    base = load("rule-of-law-report")
    [causes] = [rule for rule in base.rules if rule.id == "missing-causes"]
    Path("mine").mkdir()
    Path("mine/ruleset.toml").write_text('extends = ["rule-of-law-report"]\n', "utf-8")
    Path("mine/missing-causes.md").write_text(causes.page, "utf-8")
    assert reportlint("ruleset", "test", "mine")[0] == 0
    Path("mine/ruleset.toml").write_text(
        'extends = ["rule-of-law-report"]\n[rules.missing-causes]\nwhat = "缘由"\n', "utf-8"
    )
    read_toml.cache_clear()
    code, out, _ = reportlint("ruleset", "test", "mine")
    assert (code, "实际是：“存在的不足和原因”部分没有写明缘由" in out) == (1, True)
    Path("mine/identity-number.md").write_text(causes.page, "utf-8")
    told = "mine/identity-number.md：规则“identity-number”不得放宽，不能换说明页，这一页的例子没有运行"
    assert told in reportlint("ruleset", "test", "mine")[1]


def test_a_ruleset_is_named_by_its_file_as_well(reportlint: Run) -> None:
    reportlint("ruleset", "new", "mine")
    Path("a.txt").write_text("云岫县水务局2024年工作总结\n\n一、2024年主要工作\n平稳。\n", "utf-8")
    assert reportlint("--ruleset", "mine/ruleset.toml", "a.txt") == reportlint("--ruleset", "mine", "a.txt")
    assert reportlint("ruleset", "test", "mine/ruleset.toml") == reportlint("ruleset", "test", "mine")
    assert reportlint("ruleset", "add", "mine/ruleset.toml", "a-b")[0] == 0
    assert Path("mine/a-b.md").is_file()
    code, _, err = reportlint("--ruleset", "a.txt", "a.txt")
    assert (code, err) == (2, "a.txt 不是规则集；规则集是放 ruleset.toml 的文件夹\n")


def test_a_word_list_with_a_fault_ends_in_one_line(reportlint: Run) -> None:
    reportlint("ruleset", "new", "mine")
    with Path("mine/ruleset.toml").open("a", encoding="utf-8") as file:
        file.write('[words]\nforbit = ["圆满完成"]\n')
    read_toml.cache_clear()
    Path("a.txt").write_text("2024年工作总结\n\n平稳。\n", "utf-8")
    for arguments in (("--ruleset", "mine", "a.txt"), ("ruleset", "test", "mine")):
        code, out, err = reportlint(*arguments)
        said = "mine/ruleset.toml:39 [words]：没有“forbit”这一项，是否想写“forbid”？\n"
        assert (code, out, err) == (2, "", said)


def test_checks(reportlint: Run) -> None:
    code, out, _ = reportlint("ruleset", "checks", "structure.mentions")
    told = "structure.mentions\n    of*  文字\n    words*  文字\n    what*  文字\n    ← missing-causes  写不足，还要写原因\n\n"
    assert code == 0
    assert out.startswith(told + "rule-of-law-report 里这样写（")
    table = tomllib.loads(out[out.index("[rules.") :])["rules"]["missing-causes"]
    assert table == read_toml(Folder.of(PACKAGE, "rule-of-law-report"))["rules"]["missing-causes"]
    assert "The section ``of`` this id" in reportlint("--lang", "en", "ruleset", "checks", "structure.mentions")[1]
    assert "（列：wrong* right* severity* follows " in reportlint("ruleset", "checks", "wording.wrong")[1]
    assert len(re.findall(r"(?m)^\w", reportlint("ruleset", "checks")[1])) > 50
    code, _, err = reportlint("ruleset", "checks", "structure.mention")
    assert (code, err) == (2, "没有检查“structure.mention”，是否想写“structure.mentions”？\n")
    assert "先安装它所在的包" in reportlint("ruleset", "checks", "xyzzy")[2]


def test_the_group_tells_what_there_is(reportlint: Run) -> None:
    code, out, _ = reportlint("ruleset")
    assert (code, "new" in out, "checks" in out) == (0, True, True)
    code, _, err = reportlint("ruleset", "tset")
    assert (code, err) == (2, "reportlint ruleset 没有命令“tset”，是否想写“test”？\n")
    assert "see reportlint ruleset --help" in reportlint("--lang", "en", "ruleset", "zzz")[2]


def test_bench_counts_what_fires(reportlint: Run) -> None:
    reportlint("ruleset", "new", "mine")
    Path("reports").mkdir()
    for name, text in (("a", "2024年工作总结\n\n一、主要工作\n平稳。\n"), ("b", "通知\n\n平稳。\n")):
        Path(f"reports/{name}.txt").write_text(text, "utf-8")
    code, out, err = reportlint("ruleset", "bench", "mine", "reports")
    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert "    1304.35       3       2  missing-section  应当写的内容不能缺" in [
        f"    {line.strip()}" for line in lines
    ]
    assert lines[-2].startswith("从来没有报过（")
    assert re.match(r"2份报告，23字，\d+条规则，报\d+处，每万字", lines[-1])
    Path("reports/c.ceb").write_bytes(b"\x00")
    code, _, err = reportlint("ruleset", "bench", "mine", "reports")
    assert (code, "c.ceb" in err) == (2, True)
    Path("empty").mkdir()
    assert reportlint("ruleset", "bench", "mine", "empty")[0] == 2
    assert "per 10,000" in reportlint("--lang", "en", "ruleset", "bench", "mine", "reports/a.txt")[1]


def test_the_schema_takes_right_rulesets_and_refuses_wrong_ones(reportlint: Run) -> None:
    schema = json.loads(reportlint("ruleset", "schema")[1])
    jsonschema.Draft202012Validator.check_schema(schema)
    judge = jsonschema.Draft202012Validator(schema)
    for name in builtin():
        assert judge.is_valid(tomllib.loads(Folder.of(PACKAGE, name).read("ruleset.toml"))), name
    reportlint("ruleset", "new", "mine")
    text = Path("mine/ruleset.toml").read_text("utf-8")
    assert judge.is_valid(tomllib.loads(text))
    edition = "[[edition]]\nto = 2019-12-31\n[[edition.section]]\nid = 'plan'\nrequired = false\n"
    assert judge.is_valid(tomllib.loads(text + edition))
    for wrong in (
        'titel = "x"',
        "[detect]\nheadings = ['x']",
        "[[section]]\nname = '甲'",
        "[[section]]\nid = 'a'\nheading = ['甲']",
        "[[edition]]\n",
        "[[edition]]\nto = 2019\n",
        "[rules.mine]\nbasis = '《办法》'",
        "[rules.mine]\ncheck = 'structure.late'\nmonths = 1",
        "[rules.missing-title]\ncheck = 'structure.repeated_word'\nword = 3",
        "[rules.missing-title]\nword = '报告'",
    ):
        assert not judge.is_valid(tomllib.loads(wrong)), wrong
