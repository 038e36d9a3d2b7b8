"""What begins a ruleset: ruleset new and ruleset add."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import Run, edit, fill_in

pytestmark = pytest.mark.usefixtures("forget_rulesets")


@pytest.mark.parametrize(
    ("name", "blanks"), [("department-summary", [4, 5, 9, 12, 38, 8, 22]), ("部门工作总结", [5, 12, 38])]
)
def test_a_new_ruleset_tells_what_to_fill_in(reportlint: Run, name: str, blanks: list[int]) -> None:
    reportlint("ruleset", "new", name)
    code, out, _ = reportlint("ruleset", "test", name)
    *told, result = out.splitlines()
    assert [int(line.partition(":")[2].partition("：还没有填写：")[0]) for line in told] == blanks
    assert (code, result) == (1, f"规则集 {name}：1条规则，2个例子，{len(blanks)}处不对")
    assert f"{name}/ruleset.toml:5: not filled in: " in reportlint("--lang", "en", "ruleset", "test", name)[1]


@pytest.mark.parametrize("name", ["department-summary", "部门工作总结", "deep/er"])
def test_a_new_ruleset_passes_its_test_and_judges_a_report(reportlint: Run, name: str) -> None:
    code, out, _ = reportlint("ruleset", "new", name)
    assert (code, f"reportlint ruleset test {name}" in out) == (0, True)
    fill_in(name)
    code, out, _ = reportlint("ruleset", "test", name)
    assert (code, out) == (0, f"规则集 {Path(name).name}：1条规则，2个例子，全部通过\n")
    Path("a.txt").write_text("云岫县水务局2024年工作总结\n\n一、2024年主要工作\n平稳。\n", "utf-8")
    code, out, _ = reportlint("--ruleset", name, "a.txt")
    assert (code, "缺少“存在的问题”部分" in out, "缺少“工作完成情况”部分" in out) == (1, True, False)


@pytest.mark.parametrize("name", ["a b", ".", "-x/..", "x."])
def test_names_that_are_refused(reportlint: Run, name: str) -> None:
    assert reportlint("ruleset", "new", name)[0] == 2
    assert list(Path().iterdir()) == []


def test_nothing_is_written_over(reportlint: Run) -> None:
    assert reportlint("ruleset", "new", "mine")[0] == 0
    code, _, err = reportlint("ruleset", "new", "mine")
    assert (code, err) == (2, "mine 已经有了，没有改动\n")
    before = Path("mine/ruleset.toml").read_text("utf-8")
    for rule, said in (("missing-section", "已经有规则"), ("Missing", "不能作规则名")):
        code, _, err = reportlint("ruleset", "add", "mine", rule)
        assert (code, said in err) == (2, True)
    assert reportlint("ruleset", "add", "nowhere", "a-b")[0] == 2
    assert Path("mine/ruleset.toml").read_text("utf-8") == before


def test_a_rule_from_add_to_a_passing_test(reportlint: Run) -> None:
    reportlint("ruleset", "new", "mine")
    fill_in("mine")
    assert reportlint("ruleset", "add", "mine", "missing-problems-words")[0] == 0
    code, _, err = reportlint("ruleset", "test", "mine")
    assert code == 2
    assert err.splitlines() == [
        "mine/ruleset.toml:43 [rules.missing-problems-words] 没有写依据（basis）",
        "mine/ruleset.toml:40 [rules.missing-problems-words] “check”还没有填写：用哪个检查，见 reportlint ruleset checks",
    ]
    edit("mine/ruleset.toml", 'check = ""', 'check = "structure.repeated_word"\nword = "总结"')
    edit("mine/ruleset.toml", 'basis = ""', 'basis = "《云岫县公文处理办法》第三条"')
    code, out, _ = reportlint("ruleset", "test", "mine")
    *blanks, wrong, result = out.splitlines()
    assert (code, wrong, result) == (
        1,
        "mine/missing-problems-words.md:5 不对的例子：应当指出“这里”，没有指出",
        "规则集 mine：2条规则，5个例子，6处不对",
    )
    assert [each.partition("：")[0] for each in blanks] == [
        f"mine/missing-problems-words.md:{at}" for at in (1, 3, 11, 16, 22)
    ]
    fill_in("mine")
    page = Path("mine/missing-problems-words.md")
    page.write_text(re.sub("⟦这里⟧不对。", "2024年工作总结的⟦总结⟧\n\n平稳。", page.read_text("utf-8")), "utf-8")
    told = "页上的提示是：《云岫县公文处理办法》第三条。实际是：标题中“总结”重复"
    assert told in reportlint("ruleset", "test", "mine")[1]
    edit(str(page), "> 《云岫县公文处理办法》第三条", "> 标题中“总结”重复")
    code, out, _ = reportlint("ruleset", "test", "mine")
    assert code == 0, out
