"""Exemptions: findings that are let pass, with a reason, beside the report or in it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from conftest import RIGHT, Run, write

WRONG = RIGHT + "截止年底，据云政发[2021]3号文。\n"
TERM = '[[exemption]]\nrule = "wrong-term"\nquotation = "截止"\nreason = "系统字段"\nby = "办公室"\n'


def rules(reportlint: Run, *arguments: str) -> list[str]:
    return [found["rule"] for found in json.loads(reportlint("--output", "json", *arguments)[1])]


def test_beside_the_report(reportlint: Run) -> None:
    write("a.txt", WRONG)
    write("a.txt.reportlint.toml", TERM)
    assert rules(reportlint, "a.txt") == ["wrong-year-brackets"]
    assert "豁免1处" in reportlint("a.txt")[1]
    assert rules(reportlint, "--no-exemptions", "a.txt") == ["wrong-term", "wrong-year-brackets"]


def test_for_a_folder(reportlint: Run) -> None:
    for name in ("a.txt", "b.txt"):
        write(name, WRONG)
    write("reportlint-exemptions.toml", TERM + 'file = "b.txt"\n')
    found = json.loads(reportlint("--output", "json", "a.txt", "b.txt")[1])
    assert [(each["filename"], each["rule"]) for each in found] == [
        ("a.txt", "wrong-term"),
        ("a.txt", "wrong-year-brackets"),
        ("b.txt", "wrong-year-brackets"),
    ]


@pytest.mark.parametrize(
    ("quotation", "fits"), [("[2021]", True), ("[ 2021 ]", True), ("[…", True), ("2021", False), ("[2022]", False)]
)
def test_quotations(reportlint: Run, quotation: str, fits: bool) -> None:
    write("a.txt", WRONG)
    write("a.txt.reportlint.toml", TERM.replace("wrong-term", "wrong-year-brackets").replace("截止", quotation))
    found = rules(reportlint, "a.txt")
    assert ("wrong-year-brackets" not in found) is fits
    assert ("unused-exemption" in found) is not fits


def test_faults_stand_in_the_file_of_the_exemptions(reportlint: Run) -> None:
    write("a.txt", WRONG)
    past = date.today() - timedelta(days=1)
    write("a.txt.reportlint.toml", f"# 说明\n{TERM}until = {past}\n")
    found = json.loads(reportlint("--output", "json", "a.txt")[1])
    assert {each["rule"] for each in found} == {"wrong-term", "wrong-year-brackets", "expired-exemption"}
    own = next(each for each in found if each["rule"] == "expired-exemption")
    assert (own["filename"], own["location"]) == ("a.txt.reportlint.toml", {"row": 2, "column": 1})
    assert own["excerpt"] == "[[exemption]]"


def test_a_rule_that_did_not_run_leaves_its_exemptions_alone(reportlint: Run) -> None:
    write("a.txt", WRONG)
    write("a.txt.reportlint.toml", TERM)
    assert rules(reportlint, "--select", "references,exemptions", "a.txt") == ["wrong-year-brackets"]
    write("a.txt.reportlint.toml", TERM.replace("wrong-term", "wrong-trem"))
    assert "unused-exemption" in rules(reportlint, "--select", "references,exemptions", "a.txt")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[exemption]\n", "无法读取"),
        ("[exemption]\nrule = 1\n", "应写作 [[exemption]]"),
        ("[[exemptions]]\n", "没有“exemptions”这一项，是否想写“exemption”？"),
        ('[[exemption]]\nrule = "x"\nreason = "y"\n', "第1条豁免缺少“quotation”"),
        (TERM + 'reson = "y"\n', "没有“reson”这一项，是否想写“reason”？"),
        (TERM + 'until = "2026"\n', "的“until”应是日期"),
    ],
)
def test_a_file_that_cannot_be_used_is_said_and_the_report_checked_without(
    reportlint: Run, text: str, said: str
) -> None:
    write("a.txt", WRONG)
    write("a.txt.reportlint.toml", text)
    code, out, err = reportlint("a.txt")
    assert (code, "wrong-term" in out) == (2, True)
    assert said in err
    assert "没有按豁免检查" in err


def test_comments_in_markdown(reportlint: Run) -> None:
    own_line = RIGHT + "\n<!-- reportlint-ignore wrong-term: 系统字段 -->\n\n截止年底，平稳。\n"
    assert rules(reportlint, write("a.md", own_line)) == []
    assert (
        rules(reportlint, write("b.md", RIGHT + "截止年底，平稳。<!-- reportlint-ignore wrong-term：字段 -->\n")) == []
    )
    assert rules(reportlint, write("c.md", own_line + "\n截止月底，平稳。\n")) == ["wrong-term"]
    assert (
        rules(reportlint, write("d.md", own_line.replace(": 系统字段", "")))
        == ["unexplained-exemption", "wrong-term"][::-1]
    )
    assert "wrong-term" in rules(reportlint, write("e.txt", own_line)), "a .txt has no comments"


def test_mending_leaves_what_is_exempt_and_the_comments(reportlint: Run) -> None:
    text = (
        RIGHT
        + "\n<!-- reportlint-ignore wrong-year-brackets: 原文如此 -->\n据云政发[2021]3号文。\n\n据云政发[2022]4号文。\n"
    )
    reportlint("fix", write("a.md", text))
    assert Path("a.md").read_text("utf-8") == text.replace("[2022]", "〔2022〕")


def test_for_an_auditor(reportlint: Run) -> None:
    write("a.txt", WRONG)
    write("a.txt.reportlint.toml", TERM + "until = 2099-12-31\n")
    code, out, _ = reportlint("exemptions", "a.txt")
    assert code == 0
    assert "a.txt  wrong-term  “截止”  起作用" in out
    assert "理由：系统字段　批准：办公室　到期：2099-12-31" in out
    write("a.txt.reportlint.toml", TERM + TERM.replace("截止", "不在"))
    code, out, _ = reportlint("exemptions", "a.txt")
    assert (code, "“不在”  不起作用" in out, "到期：（未写）" in out) == (1, True, True)
    assert "does not count" in reportlint("--lang", "en", "exemptions", "a.txt")[1]
    assert reportlint("exemptions", "no.txt")[0] == 2


@pytest.mark.parametrize("form", ["checkstyle", "junit", "markdown", "github", "gitlab", "html", "checklist", "notice"])
def test_every_form_says_in_which_file_a_faulty_exemption_stands(reportlint: Run, form: str) -> None:
    write("a.txt", RIGHT)
    write("a.txt.reportlint.toml", TERM)
    out = reportlint("--output", form, "a.txt")[1]
    assert "a.txt.reportlint.toml" in out.replace("a.txt.reportlint.toml 无法", "")


def test_what_is_private_stays_so_beside_a_comment(reportlint: Run) -> None:
    line = "联系电话13922223333<!-- reportlint-ignore wrong-term: 字段 -->\n"
    for form in ("full", "json", "html", "sarif", "markdown"):
        _, out, err = reportlint("--output", form, write("a.md", RIGHT + "\n" + line))
        assert "没有这处“wrong-term”问题" in out
        assert "1392222" not in out + err
