"""Rulesets: how they are laid over each other, what is wrong with broken ones, and what their patterns recognise."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from reportlint.diagnostic import Severity
from reportlint.folder import Folder
from reportlint.layer import FILE, PACKAGE, RulesetError, builtin, folder_of, tables
from reportlint.linter import lint
from reportlint.ruleset import load
from reportlint.schema import judge
from reportlint.source import Source
from reportlint.stored import store, stored

REPORT = load("rule-of-law-report")


def make(folder: Path, text: str, name: str = "mine") -> str:
    (folder / name).mkdir(exist_ok=True)
    (folder / name / "ruleset.toml").write_text(text, "utf-8")
    return str(folder / name)


def faults(folder: Path, text: str) -> list[str]:
    """Return the faults of a ruleset, with the paths of its files cut down to their names."""
    with pytest.raises(RulesetError) as caught:
        load(make(folder, text))
    assert all(fault.en for fault in caught.value.faults)
    return [fault.zh.replace(f"{folder}/mine/", "") for fault in caught.value.faults]


@pytest.mark.parametrize("name", builtin())
def test_built_in_rulesets_have_no_faults(name: str) -> None:
    """Judges what load() takes on trust, since it is judged here."""
    judge(load(name).layers)


@pytest.mark.parametrize("name", builtin())
def test_the_tables_of_built_in_rulesets_are_stored(name: str) -> None:
    folder = folder_of(name)
    assert stored(folder, FILE, lambda _: "of another version") == tables(folder.read(FILE)), "run `make accept`"


def test_a_ruleset_that_was_edited_is_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportlint.stored.checksum", lambda _: "changed")
    assert stored(folder_of("work-report"), FILE, len) == len(folder_of("work-report").read(FILE))


def test_what_is_stored_keeps_its_days(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text("from = 2021-09-26\n[of]\ndate = '2021年'\nto = 2022-01-01\n", "utf-8")
    folder = Folder(str(tmp_path))
    store(folder, "ours.toml", tables)
    kept = stored(folder._replace(package=import_module("reportlint")), "ours.toml", lambda _: "of another version")
    assert kept == {"from": date(2021, 9, 26), "of": {"date": "2021年", "to": date(2022, 1, 1)}}


def test_the_list_of_built_in_rulesets_is_whole() -> None:
    folder = Path(Folder.of(PACKAGE).path)
    assert sorted(f.parent.name for f in folder.glob("*/ruleset.toml")) == sorted(builtin())


def test_a_ruleset_over_another(tmp_path: Path) -> None:
    text = """
    title = "本县年度报告"
    extends = ["rule-of-law-report"]
    [rules.missing-causes]
    severity = "error"
    words = "原因"
    [rules.lone-enumeration]
    severity = "off"
    [rules.doubled-title]
    check = "structure.repeated_word"
    basis = "本县公文规范第三条"
    word = "报告"
    """
    mine = load(make(tmp_path, text))
    rules = {rule.id: rule for rule in mine.rules}
    assert rules["missing-causes"].severity is Severity.ERROR
    assert rules["missing-causes"].options["words"] == "原因"
    assert rules["missing-causes"].title.zh == "写不足，还要写原因"
    assert "lone-enumeration" not in rules
    assert rules["doubled-title"].page == "# doubled-title\n"
    assert rules["doubled-title"].home is None
    assert [c.id for c in mine.contents] == [c.id for c in REPORT.contents]
    assert mine.title.zh == "本县年度报告"


def test_a_ruleset_beside_another(tmp_path: Path) -> None:
    make(tmp_path, 'extends = ["official-document"]\n[rules.missing-title]\nseverity = "note"\n', "base")
    mine = load(make(tmp_path, 'extends = ["base"]\n'))
    assert next(r for r in mine.rules if r.id == "missing-title").severity is Severity.NOTE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rules = ", ["ruleset.toml 到末尾还没有写完，缺引号、方括号或者值（Invalid value (at end of document)）"]),
        (
            "# 甲\ntitle = “乙”\n",
            [
                "ruleset.toml:2 第9列写法不对；引号、等号、方括号要用半角的，文字要在引号里（Invalid value (at line 2, column 9)）"
            ],
        ),
        ('extends = ["nothing"]', ["ruleset.toml 的“extends”：没有规则集“nothing”"]),
        ('extends = ["mine"]', ["规则集“mine”循环继承"]),
        ("extends = [3]", ["ruleset.toml 的“extends”写法不对，应是规则集名称的列表"]),
        ('extend = ["official-document"]', ["ruleset.toml 没有“extend”这一项，是否想写“extends”？"]),
        ("title = 3", ["ruleset.toml 的“title”写法不对"]),
        ("[rules]\na = 1", ["ruleset.toml 的“rules”写法不对"]),
        ('[section]\nid = "a"', ["ruleset.toml 的“section”写法不对，应写作 [[section]]"]),
        ("[detect]\ntitel = []", ["ruleset.toml [detect] 没有“titel”这一项，是否想写“titles”？"]),
        (
            '[detect]\npatterns = ["("]',
            [
                "ruleset.toml:1 [detect] 的“patterns”：“(”不是正确的正则表达式（missing ), unterminated subpattern at position 0）"
            ],
        ),
        ('[detect]\ntitles = "总结"', ["ruleset.toml [detect] 的“titles”写法不对，应是文字的列表"]),
        (
            '[detect]\ntitles = [".*总结"]',
            ["ruleset.toml:1 [detect] “.*总结”里的“.*”是正则表达式的写法；这里写原文，* 代表任意字，| 隔开几种写法"],
        ),
        (
            '[rules.a]\ncheck = "numbering.sequense"\nseverity = "fatal"\n',
            [
                "ruleset.toml:3 [rules.a] “severity”应是 error、warning、note、off，不是“fatal”",
                "ruleset.toml:1 [rules.a] 没有写依据（basis）",
                "ruleset.toml:2 [rules.a] 没有检查“numbering.sequense”，是否想写“numbering.sequence”？",
            ],
        ),
        (
            '# a\n[rules.missing-title]\nbasis = "b"',
            ["ruleset.toml:2 [rules.missing-title] 缺少“check”（用哪个检查）；要改别的规则集的规则，先 extends 它"],
        ),
        (
            'extends = ["rule-of-law-report"]\n[rules.wrnog-term]\nseverity = "error"\n[[section]]\nid = "othr"\nrequired = true\n',
            [
                "ruleset.toml:4 [[section]]“othr” 没有内容“othr”，是否想写“other”？新加的要写“name”",
                "ruleset.toml:2 [rules.wrnog-term] 没有规则“wrnog-term”，是否想写“wrong-term”？新加的要写“check”",
            ],
        ),
        (
            '[[section]]\nid = "x"\nname = "x"\nheadings = ["a"]\n[[section]]\nid = "x"\nname = "y"\n'
            '[[edition]]\nto = 2020-01-01\n[[edition.section]]\nid = "x"\n[[edition.section]]\nid = "x"\n',
            [
                "ruleset.toml:1 [[section]]“x” 写了2次；每个 [[section]] 的 id 不能相同",
                "ruleset.toml:10 [[edition.section]]“x” 写了2次；每个 [[section]] 的 id 不能相同",
            ],
        ),
        (
            '[rules.a]\ncheck = "structure.late"\nbasis = "b"\nmonth = "4"\ndays = 1\n',
            [
                "ruleset.toml:1 [rules.a] 缺少“day”",
                "ruleset.toml:4 [rules.a] “month”应是整数",
                "ruleset.toml:5 [rules.a] 没有“days”这一项，是否想写“day”？",
            ],
        ),
        (
            '[rules.a]\ncheck = "structure.mentions"\nbasis = "b"\nwhat = "y"\nof = "x"\nwords = "("\nsections = []\n',
            [
                "ruleset.toml:6 [rules.a] 的“words”：“(”不是正确的正则表达式（missing ), unterminated subpattern at position 0）",
                "ruleset.toml:7 [rules.a] 没有“sections”这一项",
                "ruleset.toml:5 [rules.a] “of”：没有 id 是“x”的 [[section]]",
            ],
        ),
        (
            '[[section]]\nid = "results"\nname = "x"\nheadings = ["a"]\nafter = ["result"]\n',
            ["ruleset.toml:5 [[section]]“results” “after”：没有 id 是“result”的 [[section]]，是否想写“results”？"],
        ),
        (
            '[rules.a]\ncheck = "structure.late"\nbasis = "b"\nmonth = 13\nday = 31\n',
            ["ruleset.toml:4 [rules.a] “month”应是1到12，不是13"],
        ),
        (
            '[rules.a]\ncheck = "references.organ_code"\nbasis = "b"\npairs = [["a", "["], ["b"]]\n',
            ["ruleset.toml:4 [rules.a] 的“pairs”：“[”不是正确的正则表达式（unterminated character set at position 0）"],
        ),
        (
            '[[section]]\nid = "x"\npattern = ["a"]\nrequired = "yes"\n',
            [
                "ruleset.toml:1 [[section]]“x” 缺少“name”",
                "ruleset.toml:3 [[section]]“x” 没有“pattern”这一项，是否想写“patterns”？",
                "ruleset.toml:4 [[section]]“x” “required”应是true 或 false",
                "ruleset.toml:1 [[section]]“x” 缺少“headings”（标题原文，* 代表任意字）或者“patterns”（正则表达式）",
            ],
        ),
        (
            '[[section]]\nid = "x"\nname = "概况"\n\nheadings = ["一、概况", "*", "概况|", "^概况$", "第一部分 概况", "（一）概况"]\n',
            [
                "ruleset.toml:5 [[section]]“x” “一、概况”不要写序号“一、”",
                "ruleset.toml:5 [[section]]“x” “*”里有一种写法没有字",
                "ruleset.toml:5 [[section]]“x” “概况|”里有一种写法没有字",
                "ruleset.toml:5 [[section]]“x” “^概况$”里的“^”是正则表达式的写法；这里写原文，* 代表任意字，| 隔开几种写法",
                "ruleset.toml:5 [[section]]“x” “第一部分 概况”不要写序号“第一部分”",
                "ruleset.toml:5 [[section]]“x” “（一）概况”不要写序号“（一）”",
            ],
        ),
        ("[[edition]]\n", ["ruleset.toml [[edition]] 应写明从哪天（from）或者到哪天（to）"]),
        ('[[edition]]\nto = "2021"', ["ruleset.toml [[edition]] 的“to”写法不对，应是日期，如 2021-09-25，不加引号"]),
        (
            "[[edition]]\nfrom = 2021-01-02\nto = 2021-01-01",
            ["ruleset.toml [[edition]] 的 from（2021-01-02）晚于 to（2021-01-01）"],
        ),
        (
            '[[edition]]\nto = 2021-01-01\n[edition.rules.a]\nseverity = "off"\ncheck = "x"\n',
            ["ruleset.toml:3 [edition.rules.a] 没有写依据（basis）", "ruleset.toml:5 [edition.rules.a] 没有检查“x”"],
        ),
    ],
)
def test_all_faults_at_once(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert faults(tmp_path, text) == expected


MINE = 'title = "总结"\nbasis = "《办法》"\n[rules.late]\ncheck = "structure.late"\nbasis = "《办法》第八条"\nmonth = 1\nday = 31\n'

PAGE = "# 一月底以前公开\n"


def test_files_may_begin_with_a_mark(tmp_path: Path) -> None:
    (tmp_path / "ruleset.toml").write_bytes(MINE.encode("utf-8-sig"))
    (tmp_path / "late.md").write_bytes(PAGE.encode("utf-8-sig"))
    assert load(str(tmp_path)).rules[0].title.zh == "一月底以前公开"


@pytest.mark.parametrize("name", ["late.md", "ruleset.toml"])
def test_files_of_other_encodings_are_told(tmp_path: Path, name: str) -> None:
    for file, text in (("late.md", PAGE), ("ruleset.toml", MINE)):
        (tmp_path / file).write_text(text, "gbk" if file == name else "utf-8")
    with pytest.raises(RulesetError) as error:
        load(str(tmp_path))
    assert [fault.zh.rpartition("/")[2] for fault in error.value.faults] == [f"{name} 不是 UTF-8 编码"]


def test_a_day_that_is_none_is_the_end_of_its_month(tmp_path: Path) -> None:
    make(tmp_path, MINE.replace("month = 1\n", "month = 2\n"))
    text = "云岫县水务局2024年度工作总结\n\n一、主要工作\n整治河道12处。\n\n云岫县水务局\n2025年{}日\n"
    found = [
        lint(Source("a.txt", text.format(day)), load(str(tmp_path / "mine"))).diagnostics for day in ("2月28", "3月1")
    ]
    assert [len(each) for each in found] == [0, 1]
