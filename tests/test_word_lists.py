"""Word lists of users, and the tables of words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import ROOT, found
from reportlint.diagnostic import Fix
from reportlint.layer import RulesetError, read_toml
from reportlint.linter import lint
from reportlint.ruleset import load
from reportlint.source import Source
from reportlint.testing import trials

TITLE = "云岫县人民政府关于{}年度法治政府建设情况的报告\n\n"


def page_blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", (ROOT / "docs" / "word-lists.md").read_text("utf-8"), re.S)


def test_the_page_on_word_lists(tmp_path: Path) -> None:
    first, second = page_blocks("toml")
    (tmp_path / "words.csv").write_text(page_blocks("csv")[0], "utf-8-sig")
    (tmp_path / "ruleset.toml").write_text(first, "utf-8")
    text = "云岫政府服务老百姓，亮点纷呈，其它照旧。"
    ours = [each for each in found(text, tmp_path) if each[0] == "wrong-term"]
    assert [each[1:] for each in ours] == [
        ("error", "云岫政府"),
        ("note", "老百姓"),
        ("error", "亮点纷呈"),
        ("note", "其它"),
    ]
    other = tmp_path / "other"
    other.mkdir()
    (other / "words.csv").write_text(page_blocks("csv")[0], "utf-8")
    (other / "ruleset.toml").write_text(second, "utf-8")
    text = "依法治县办工作卓有成效，其它照旧，帐户照旧。"
    ours = [each for each in found(text, other) if each[0] == "wrong-term"]
    assert [each[2] for each in ours] == ["依法治县办", "卓有成效", "帐户"]


def test_the_severity_of_words_is_theirs_or_that_of_the_rule(tmp_path: Path) -> None:
    base = 'extends = ["official-document"]\nwords = "words.csv"\n'
    (tmp_path / "words.csv").write_text("wrong,severity\n云岫政府,error\n老百姓,note\n亮点纷呈,\n", "utf-8")
    for severity, expected in {
        "": ["warning", "note", "warning", "warning"],
        "error": ["error", "note", "error", "warning"],
        "note": ["note", "note", "note", "note"],
    }.items():
        table = f'[rules.wrong-term]\nseverity = "{severity}"\n' if severity else ""
        (tmp_path / "ruleset.toml").write_text(base + table, "utf-8")
        read_toml.cache_clear()
        ours = [each for each in found("云岫政府服务老百姓，亮点纷呈，法制政府。", tmp_path) if each[0] == "wrong-term"]
        assert [each[1] for each in ours] == expected


def test_the_page_for_word_lists_is_tested(tmp_path: Path) -> None:
    (tmp_path / "words.csv").write_text(page_blocks("csv")[0], "utf-8")
    (tmp_path / "ruleset.toml").write_text('extends = ["rule-of-law-report"]\nwords = "words.csv"\n', "utf-8")
    page = re.search(r"~~~markdown\n(.*?)~~~", (ROOT / "docs" / "word-lists.md").read_text("utf-8"), re.S)
    assert page
    (tmp_path / "wrong-term.md").write_text(page[1], "utf-8")
    told = [fault.said.zh for trial in trials(load(str(tmp_path))) for fault in trial.faults()]
    assert told == [
        '“云岫政府”的级别 error 高于规则 wrong-term 的（warning），不起作用；请写 [rules.wrong-term] severity = "error"'
    ]
    (tmp_path / "ruleset.toml").write_text(page_blocks("toml")[0], "utf-8")
    read_toml.cache_clear()
    assert [fault for trial in trials(load(str(tmp_path))) for fault in trial.faults()] == []


def test_what_is_said_of_the_words_of_a_list(tmp_path: Path) -> None:
    (tmp_path / "words.csv").write_text(page_blocks("csv")[0], "utf-8")
    (tmp_path / "ruleset.toml").write_text(page_blocks("toml")[0], "utf-8")
    source = Source("", "云岫政府亮点纷呈。")
    first, second = lint(source, load(str(tmp_path)), chosen=frozenset({"wrong-term"})).diagnostics
    assert first.problem.message == (
        "本单位词表不用“云岫政府”，应为“云岫县人民政府”（用全称）",
        "the word list rules out “云岫政府”; write “云岫县人民政府” (用全称)",
    )
    assert first.problem.fix == Fix.replace(first.problem.span, "云岫县人民政府", safe=False)
    assert second.problem.message.zh == "本单位词表不用“亮点纷呈”（空话）"
    assert second.problem.fix is None


@pytest.mark.parametrize(
    ("rule", "year", "text", "severity", "fixed"),
    [
        ("wrong-fixed-expression", 2024, "坚定“四个意识”", "warning", "增强“四个意识”"),
        ("wrong-fixed-expression", 2024, "廉洁高效、守法诚信", "error", "智能高效、廉洁诚信、人民满意"),
        ("wrong-fixed-expression", 2021, "廉洁高效、守法诚信", "error", "智能高效、廉洁诚信、人民满意"),
        (
            "wrong-fixed-expression",
            2024,
            "理论自信、道路自信、制度自信、文化自信",
            "warning",
            "道路自信、理论自信、制度自信、文化自信",
        ),
        ("wrong-term", 2024, "推行权利清单", "warning", "权力清单"),
        ("doubled-word", 2024, "满足监管的的需要", "warning", "的"),
        ("anachronism", 2015, "学习习近平法治思想", "warning", None),
        ("anachronism", 2015, "贯彻党的二十大精神", "warning", None),
        ("anachronism", 2015, "贯彻党的十九届四中全会精神", "error", None),
        ("anachronism", 2015, "宣传《个人信息保护法》", "error", None),
        ("abolished-body", 2024, "按照国家公务员局要求", "warning", None),
        ("abolished-body", 2024, "按照国土资源部要求", "error", None),
        ("repealed-law", 2024, "执行《中华人民共和国外资企业法》", "warning", None),
        ("repealed-law", 2024, "执行《中华人民共和国合同法》", "error", None),
    ],
)
def test_facts_that_nobody_verified_carry_no_error(
    tmp_path: Path, rule: str, year: int, text: str, severity: str, fixed: str | None
) -> None:
    strict = f'extends = ["official-document"]\n[rules.{rule}]\nseverity = "error"\n'
    (tmp_path / "ruleset.toml").write_text(strict, "utf-8")
    source = Source("", TITLE.format(year) + f"{text}。\n")
    [found] = lint(source, load(str(tmp_path)), chosen=frozenset({rule})).diagnostics
    fix = found.problem.fix
    assert (str(found.severity), fix and fix.edits[0].text) == (severity, fixed)
    assert fix is None or fix.safe is False


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ('"none.csv"', "规则集目录里没有词表“none.csv”"),
        ('"../words.csv"', "词表“../words.csv”应在规则集的目录里"),
        ('"columns.csv"', "词表“columns.csv”的列应是 wrong、right、severity、note"),
        ('"severity.csv"', "词表“severity.csv”第2行：severity 应是 error、warning、note，不是“fatal”"),
        ('"gbk.csv"', "词表“gbk.csv”不是 UTF-8 编码"),
        ('{ forbid = ["一"] }', "词表的“一”太短，至少两个字"),
        ('{ forbit = ["一二"] }', "没有“forbit”这一项，是否想写“forbid”？"),
        ("{ forbid = 3 }", "“forbid”写法不对"),
    ],
)
def test_faults_of_word_lists(tmp_path: Path, words: str, expected: str) -> None:
    (tmp_path / "columns.csv").write_text("错,对\n", "utf-8")
    (tmp_path / "severity.csv").write_text("wrong,severity\n甲乙,fatal\n", "utf-8")
    (tmp_path / "gbk.csv").write_text("wrong\n甲乙\n", "gbk")
    (tmp_path / "ruleset.toml").write_text(f"words = {words}\n", "utf-8")
    with pytest.raises(RulesetError) as caught:
        load(str(tmp_path))
    assert [fault.zh for fault in caught.value.faults] == [f"{tmp_path}/ruleset.toml [words]：{expected}"]


@pytest.mark.parametrize(
    ("name", "rows", "expected"),
    [
        ("none.tsv", "", "ruleset.toml:4 [rules.a] 的“words”：规则集目录里没有“none.tsv”"),
        ("../words.tsv", "", "ruleset.toml:4 [rules.a] 的“words”应是规则集目录里一个 .tsv 文件的名称"),
        ("link.tsv", "", "ruleset.toml:4 [rules.a] 的“words”：规则集目录里没有“link.tsv”"),
        ("words.tsv", "wrong\tmark\tsource\n", "“words.tsv”缺少“right”列"),
        ("words.tsv", "wrong\tright\tmark\tsource\trihgt\n", "“words.tsv”没有“rihgt”这一列，是否想写“right”？"),
        ("words.tsv", "wrong\tright\tmark\tsource\n的的\t的\n", "“words.tsv”第2行有2列，应为4列"),
        ("words.tsv", "wrong\tright\tmark\tsource\n为组组长\t为组长\tG\tq\n", "“words.tsv”第2行“wrong”的“为组组长”写法不对"),
        ("words.tsv", "wrong\tright\tmark\tsource\nVIPVIP\tVIP\tG\tq\n", "“words.tsv”第2行“wrong”的“VIPVIP”写法不对"),
        ("words.tsv", "wrong\tright\tmark\tsource\n的的\t的\tX\tq\n", "“words.tsv”第2行应写来源（source）和 V、S、G 之一（mark）"),
    ],
)  # fmt: skip  # one line, or one a case, is read at a glance
def test_faults_of_tables(tmp_path: Path, name: str, rows: str, expected: str) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (tmp_path / "outside.tsv").write_text("wrong\tright\tmark\tsource\n", "utf-8")
    (folder / "link.tsv").symlink_to(tmp_path / "outside.tsv")
    if rows:
        (folder / "words.tsv").write_text(rows, "utf-8")
    (folder / "ruleset.toml").write_text(
        f'[rules.a]\ncheck = "wording.doubled"\nbasis = "b"\nwords = "{name}"\n', "utf-8"
    )
    with pytest.raises(RulesetError) as caught:
        load(str(folder))
    assert [fault.zh.replace(f"{folder}/", "") for fault in caught.value.faults] == [expected]


def test_a_long_word_of_a_table_stands_twice(tmp_path: Path) -> None:
    (tmp_path / "words.tsv").write_text(
        "wrong\tright\tmark\tsource\n法治政府建设法治政府建设\t法治政府建设\tV\t《办法》\n", "utf-8"
    )
    (tmp_path / "ruleset.toml").write_text(
        '[rules.a]\ncheck = "wording.doubled"\nbasis = "b"\nwords = "words.tsv"\n', "utf-8"
    )
    assert found("推进法治政府建设法治政府建设工作。\n", tmp_path) == [("a", "error", "法治政府建设法治政府建设")]


def test_a_table_of_the_user(tmp_path: Path) -> None:
    (tmp_path / "mine.tsv").write_text("wrong\tright\tmark\tsource\n很很\t很\tV\t本县\n", "utf-8")
    text = 'extends = ["official-document"]\n[rules.doubled-word]\nwords = "mine.tsv"\n'
    (tmp_path / "ruleset.toml").write_text(text, "utf-8")
    assert found("很很好的的。", tmp_path) == [("doubled-word", "warning", "很很")]
