"""Findings against those of another time: baselines, two versions of a report, receipts."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from conftest import BROKEN, RIGHT, Run, write
from reportlint import configuration
from reportlint.report.receipt import edition
from reportlint.ruleset import load

TWICE = RIGHT + "据云政发[2021]3号文。\n\n据云政发[2021]3号文。\n"


def rules(reportlint: Run, *arguments: str) -> list[str]:
    return [found["rule"] for found in json.loads(reportlint("--output", "json", *arguments)[1])]


def test_what_a_baseline_knows_is_not_told_again(reportlint: Run) -> None:
    write("a.txt", TWICE)
    code, _, err = reportlint("baseline", "a.txt", "-o", "b.json")
    assert (code, "b.json：记入1个文件的2处问题" in err) == (0, True)
    moved = write("a.txt", "\n" + TWICE)
    code, out, _ = reportlint("--baseline", "b.json", moved)
    assert (code, "基线内2处" in out) == (0, True)
    write("a.txt", "\n" + TWICE + "据云政发[2022]4号文、云政发[2021]3号文。\n")
    assert rules(reportlint, "--baseline", "b.json", moved) == ["wrong-year-brackets"] * 2
    write("a.txt", RIGHT + "据云政发[2021]3号文。\n")
    code, _, err = reportlint("--baseline", "b.json", "a.txt")
    assert (code, "基线中有1处已经改好" in err) == (0, True)
    reportlint("baseline", "a.txt", "-o", "b.json")
    assert len(json.loads(Path("b.json").read_text("utf-8"))["reports"]["a.txt"]) == 1


def test_a_baseline_tells_reports_apart_and_holds_nothing_private(reportlint: Run) -> None:
    Path("in").mkdir()
    write("in/a.txt", RIGHT + "联系电话13900000000。\n")
    reportlint("baseline", "in", "-o", "b.json")
    text = Path("b.json").read_text("utf-8")
    assert "in/a.txt" in text
    assert "139" not in text
    write("in/b.txt", RIGHT + "联系电话13900000000。\n")
    found = json.loads(reportlint("--baseline", "b.json", "--output", "json", "in")[1])
    assert {each["filename"] for each in found} == {"in/b.txt"}


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"baseline": 9, "reports": {}}', '{"baseline": 1, "reports": {"a": [1]}}']
)
def test_what_is_no_baseline_is_refused(reportlint: Run, text: str) -> None:
    write("b.json", text)
    code, _, err = reportlint("--baseline", "b.json", write("a.txt", TWICE))
    assert (code, "b.json 不是基线文件" in err) == (2, True)
    assert reportlint("--baseline", "no.json", "a.txt")[0] == 2


OLD = (
    RIGHT + "全年办理案件2381件，办结率98%。据云政发[2021]3号文、云政发[2022]4号文。\n\n9月1日起施行《云岫县办法》。\n"
)


def test_two_versions(reportlint: Run) -> None:
    new = (
        OLD.replace("[2021]", "〔2021〕")
        .replace("2381件", "2831件")
        .replace("9月1日", "9月2日")
        .replace("云岫县办法", "云岫县规定")
    )
    new = new.replace("。\n\n9月", "，据云政发[2020]5号文。\n\n9月")
    code, out, _ = reportlint("diff", write("old.txt", OLD), write("new.txt", new))
    assert code == 1
    parts = out.split("\n")
    assert parts[0] == "已改好 1处" and "[2021]" not in out.partition("还在")[2]
    assert "还在 1处" in out and "新出现 1处" in out
    changes = out.partition("没有标出而变了的数字、日期、文号、名称 ")[2]
    assert "2381 → 2831" in changes and "9月1日 → 9月2日" in changes and "《云岫县办法》 → 《云岫县规定》" in changes
    assert "〔2021〕" not in changes, "what was marked may change"
    same = reportlint("diff", "old.txt", "old.txt")
    assert (same[0], "变了的数字、日期、文号、名称 0处" in same[1]) == (0, True)
    assert reportlint("diff", "old.txt", "no.txt")[0] == 2


def test_figures_that_came_or_went(reportlint: Run) -> None:
    less = OLD.replace("，办结率98%", "")
    _, out, _ = reportlint("diff", write("old.txt", OLD), write("new.txt", less))
    assert "98 → （无）" in out
    _, out, _ = reportlint("diff", "new.txt", "old.txt")
    assert "（无） → 98" in out


def test_a_receipt(reportlint: Run) -> None:
    write("a.txt", BROKEN)
    write("empty.txt", "")
    call = ("--receipt", "r.json", "--as-of", "2022-03-31", "a.txt", "empty.txt")
    assert reportlint(*call)[0] == 2
    first = Path("r.json").read_bytes()
    reportlint(*call)
    assert Path("r.json").read_bytes() == first, "two runs alike give the same bytes"
    data = json.loads(first)
    (file,) = data["files"]
    assert file["sha256"] == hashlib.sha256(BROKEN.encode()).hexdigest()
    assert (file["filename"], file["encoding"], file["year"]) == ("a.txt", "utf-8", 2021)
    assert file["ruleset"]["id"] == "rule-of-law-report"
    assert file["counts"] == {"error": 1, "warning": 0, "note": 0}
    assert "broken-numbering" in file["rules"]["run"]
    assert "copied-from-previous" in file["rules"]["not_applicable"]
    assert data["unchecked"] == [{"filename": "empty.txt", "why": "empty", "detail": "没有内容，没有检查"}]
    assert "time" not in data
    reportlint("--timestamp", *call)
    assert json.loads(Path("r.json").read_bytes())["time"].startswith("20")


def test_a_receipt_names_what_could_not_be_judged_and_what_was_exempt(reportlint: Run) -> None:
    write("a.txt", "关于供暖的报告\n\n一、甲\n截止年底，平稳。\n")
    write("a.txt.reportlint.toml", '[[exemption]]\nrule = "wrong-term"\nquotation = "截止"\nreason = "字段"\n')
    reportlint("--receipt", "r.json", "--ruleset", "official-document", "a.txt")
    (file,) = json.loads(Path("r.json").read_bytes())["files"]
    assert file["rules"]["undecided"]["anachronism"] == "成文日期不明"
    assert [(each["rule"], each["reason"]) for each in file["exempt"]] == [("wrong-term", "字段")]


def test_the_edition_of_a_ruleset_is_its_content(reportlint: Run) -> None:
    def edition_of(text: str) -> str:
        write("reportlint.toml", text)
        configuration.read.cache_clear()
        configuration._nearest.cache_clear()
        reportlint("--receipt", "r.json", write("a.txt", RIGHT))
        return str(json.loads(Path("r.json").read_bytes())["files"][0]["ruleset"]["edition"])

    assert edition_of("") == edition(load("rule-of-law-report"))
    editions = {
        edition_of(""),
        edition_of('[rules.lone-enumeration]\nseverity = "off"\n'),
        edition_of('[rules.lone-enumeration]\nseverity = "error"\n'),
        edition_of('[words]\nallow = ["截止"]\n'),
    }
    assert len(editions) == 4
    assert edition_of('[words]\nallow = ["截止", "其它"]\n') == edition_of('[words]\nallow = ["其它", "截止"]\n')
