"""The formats for programs and for comments: each is read back as its readers do, whatever a report or a name holds."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from hostile import NAME, REFUSED, RULESETS, TEXT, run, sample, undated, worst
from reportlint.diagnostic import Severity
from reportlint.language import Message
from reportlint.linter import Run, Unchecked, lint
from reportlint.report import FORMATS, reporter
from reportlint.report.full import visible
from reportlint.report.gaps import gaps
from reportlint.report.json import marks
from reportlint.report.markdown import LISTED
from reportlint.source import Source

PROGRAMS = ["concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "markdown"]
MARKUP = [
    TEXT,
    "甲|乙 `a``b` <b>*c*_d_</b> www.a.cn a@b.cn #1 :ok: ![i](x)\\|",
    "``` [x]: http://a.cn",
    "`",
]


def test_formats_are_imported_when_they_are_asked_for() -> None:
    script = "import sys, reportlint.cli, reportlint.report as r; print([m for m in sys.modules if m.startswith(r.__name__ + '.')])"
    assert subprocess.check_output([sys.executable, "-c", script], text=True) == "[]\n"
    assert set(PROGRAMS) <= set(FORMATS)
    assert all(callable(reporter(form)) for form in FORMATS)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_format_tells_of_what_was_not_checked(language: str) -> None:
    for form in {*PROGRAMS} - {"json", "jsonl"}:  # these are lists of findings and nothing else
        assert REFUSED.why.text(language) in reporter(form)(Run([], [REFUSED], language)), form


def test_a_file_that_broke_down_is_told_once() -> None:
    outcome, told = worst(), Unchecked(NAME, "crash", Message("出错", "broke"))
    assert [each.fault for each in gaps(Run([outcome], [REFUSED]))] == ["office", "crash"]
    assert gaps(Run([outcome], [told])) == [told]
    assert ElementTree.fromstring(reporter("junit")(Run([outcome], [told]))).get("errors") == "1"


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(), max_size=40), st.text(st.characters(), max_size=40))
def test_whatever_a_report_holds_each_format_can_be_read(name: str, text: str) -> None:
    of = Run([worst(text, name)], [Unchecked(name, "missing", Message(text, text))])
    written = {form: reporter(form)(of) for form in PROGRAMS}
    for form, output in written.items():
        assert output.encode("utf-8"), form
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", output), form
    for form in ("json", "sarif", "gitlab"):
        json.loads(written[form])
    for form in ("junit", "checkstyle"):
        ElementTree.fromstring(written[form])
    for form in ("jsonl", "github", "concise"):
        assert written[form].count("\n") == (3 if form == "jsonl" else 5), form


def test_lines_of_json_are_the_entries_of_the_array() -> None:
    lines, array = (reporter(form)(run()) for form in ("jsonl", "json"))
    assert [json.loads(line) for line in lines.splitlines()] == json.loads(array)
    assert lines.encode() and array.encode(), "a name that is no Unicode is written as codes"
    schema = json.loads((ROOT / "docs" / "findings.schema.json").read_text("utf-8"))
    jsonschema.validate(json.loads(array), schema)


def test_long_headings_are_cut() -> None:
    outcome = lint(Source("a.txt", f"一、{'完善' * 60}\n据云政发[2021]3号文。\n"), RULESETS)
    assert [f"一、{'完善' * 38}完…"] in [e["section"] for e in json.loads(reporter("json")(Run([outcome])))]


def test_a_mark_stays_when_its_like_is_set_aside() -> None:
    outcome = lint(Source("a.txt", "".join(f"据云政发[2021]{n}号文。\n" for n in (1, 2, 3))), RULESETS)
    found, before = outcome.diagnostics, marks(outcome)
    first = next(n for n, d in enumerate(found) if d.rule.id == "wrong-year-brackets")
    rest = found[:first] + found[first + 1 :]
    assert found[first].excerpt in {d.excerpt for d in rest}
    less = outcome._replace(diagnostics=rest, set_aside=(replace(found[first], known=True),))
    assert marks(less) == [*before[:first], *before[first + 1 :], before[first]]
    assert [entry["fingerprint"] for entry in json.loads(reporter("json")(Run([less])))] == marks(less)[:-1]


def test_commands_for_github() -> None:
    lines = reporter("github")(run()).split("\n")[:-1]
    assert len(lines) == 2 + 3 + len(sample("broken-references").diagnostics)
    commands = [re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line) for line in lines]
    assert [command[1] for command in commands[:6] if command] == [*["error"] * 2, *["notice"] * 3, "warning"]
    values = [dict(pair.split("=", 1) for pair in command[2].split(",")) for command in commands if command]
    assert values[0]["file"] == "a%3Ab%2C%0A.docx"
    assert values[2]["file"] == '收文/<b>|`a`%0D%0A%3A%3Aerror%3A%3A%25%2C"]]>{{x}}<DCFF>&.txt'
    assert values[2].keys() == {"file", "line", "endLine", "title"}, "columns hold within one line only"
    place = {"file": "broken-references.txt", "line": "9", "endLine": "9", "col": "43", "endColumn": "49"}
    assert {**place, "title": "wrong-year-brackets"} in values
    assert commands[2] and commands[2][3].startswith("<script>{{x}}]]>|`%2525`[a]")


def test_code_quality_for_gitlab() -> None:
    outcomes = [*run().outcomes, lint(replace(sample("broken-references").shown, name="again.txt"), RULESETS)]
    entries = json.loads(reporter("gitlab")(Run([*outcomes, *outcomes], [REFUSED, REFUSED])))
    assert len({entry["fingerprint"] for entry in entries}) == len(entries) > 40
    assert [entry["severity"] for entry in entries[:5]] == [*["blocker"] * 4, "info"]
    assert entries[0]["location"] == {"path": REFUSED.name, "lines": {"begin": 1, "end": 1}}
    assert {entry["location"]["path"] for entry in entries[7:]} >= {"broken-references.txt", "again.txt"}
    found = {entry["check_name"]: (entry["severity"], entry["location"]) for entry in entries}
    place = {"path": "again.txt", "lines": {"begin": 15, "end": 15}}
    assert found["future-reference"] == ("critical", place)
    assert found["spaced-reference"] == ("major", place)


def test_fingerprints_of_gitlab_stay_when_lines_move() -> None:
    text = sample("broken-references").shown.text
    one, other = (
        [e["fingerprint"] for e in json.loads(reporter("gitlab")(Run([lint(Source("a.txt", each), RULESETS)])))]
        for each in (text, text.replace("\n", "\n\n"))
    )
    assert one == other


@pytest.mark.parametrize("text", MARKUP, ids=["worst", "signs", "fence", "backtick"])
def test_markdown_shows_nothing_of_a_report_as_markup(text: str) -> None:
    """What is left when the code is taken out of a row has no sign that means anything."""
    of = Run([worst(text, text)], [Unchecked(text, "missing", Message(text, text))])
    _, _, _, _, refused, _, broken, _, head, *lines = reporter("markdown")(of).split("\n")
    code = re.compile(r"(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)")
    shown = visible(text).strip()
    assert [match[2].strip() for match in code.finditer(head)] == [shown]
    assert head.startswith("### `") and refused.startswith("**没有检查：`") and broken.startswith("**没有检查：`")
    rows = [line for line in lines if line.startswith("| 1:1 ")]
    assert len(rows) == 3
    for line in rows:
        assert len(re.findall(r"(?<!\\)\|", line)) == 6
        assert re.fullmatch(r"\| 1:1 \| 提示 \|  \| [^!-/:-@[-`{-~]* \|  \|", code.sub("", line.replace("\\|", "bar")))
    assert not re.search("[!-/:-@[-`{-~]", code.sub("", refused).replace("**", ""))


def test_markdown_says_how_a_file_was_judged() -> None:
    for language, said in (
        ("zh", ("规则集 `rule-of-law-report`", "豁免1处，基线中已有1处。", "无法判断（成文日期不明、报告年度不明）")),
        (
            "en",
            (
                "ruleset `rule-of-law-report`",
                "1 exempt, 1 known from the baseline.",
                "undecided (the date of the report",
            ),
        ),
    ):
        output = reporter("markdown")(Run([*run().outcomes, undated()], (), language))
        assert [part for part in said if part not in output] == []
        assert ("没有发现问题。" if language == "zh" else "Nothing found.") in output


def test_markdown_is_of_bounded_length() -> None:
    outcome = lint(Source("a.txt", "据云政发〔2021〕 2号文和云政发[2021]3号文。\n" * LISTED), RULESETS)
    lines = reporter("markdown")(Run([outcome], (), "en")).splitlines()
    assert sum(line.startswith("| ") for line in lines) == LISTED + 1
    assert lines[-1] == f"{len(outcome.diagnostics) - LISTED} more are not listed."
    rank = [Severity(line.split(" | ")[1]).rank for line in lines if re.match(r"\| \d", line)]
    in_order = [d.severity.rank for d in outcome.diagnostics]
    assert rank == sorted(in_order)[:LISTED] != in_order[:LISTED], "the weightiest go before the others"
