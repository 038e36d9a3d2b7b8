"""Words, tables and dates: what the pages of the rules do not show."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from conftest import found
from reportlint.cli import program, run
from reportlint.cli.bilingual import speak
from reportlint.congress import mentions
from reportlint.law import Names, one_edit
from reportlint.linter import lint
from reportlint.ruleset import load
from reportlint.source import Source
from reportlint.terms import Terms
from timing import STEEP, growth

BASE = load("official-document")

TITLE = "云岫县人民政府关于{}年度法治政府建设情况的报告\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("明确目的的的范围。", ["的的"]),
        ("扶持企业企业业企业。", ["企业企业"]),
        ("组组长张三负责。", []),
        ("任命张三为组组", []),
        ("成立以县长为组组长的小组。", ["组组"]),
        ("成立工作组组长会议。", []),
        (f"第1项{' ' * 40}{'.' * 40}{'…' * 40}12", []),
    ],
)
def test_what_stands_twice(text: str, expected: list[str]) -> None:
    assert [excerpt for rule, _, excerpt in found(text) if rule == "doubled-word"] == expected


@pytest.mark.parametrize(
    ("allowed", "expected"), [("规定规定", []), ("两项规定规定了", []), ("情规", ["规定规定"]), ("规定", ["规定规定"])]
)
def test_a_word_that_is_allowed_hides_what_stands_twice_within_it(
    tmp_path: Path, allowed: str, expected: list[str]
) -> None:
    (tmp_path / "ruleset.toml").write_text(
        f'extends = ["official-document"]\nwords = {{allow = ["{allowed}"]}}\n', "utf-8"
    )
    assert [
        excerpt for rule, _, excerpt in found("这两项规定规定了职责。", tmp_path) if rule == "doubled-word"
    ] == expected


@pytest.mark.parametrize("goes_on", ["，我县坚持依法行政。", "我县坚持依法行政。", "是全面推进法治建设之年。"])
def test_a_single_year_without_its_sign(goes_on: str) -> None:
    """Whether any year lacks its 年 is asked before anything else; so each form stands alone here."""
    assert [rule for rule, _, _ in found(f"{TITLE.format('2023')}2023{goes_on}\n")] == ["bare-year"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("党的二十大和二十届二中、三中全会精神", [("党的二十大", 20, (0,)), ("二十届二中、三中全会", 20, (2, 3))]),
        ("十九届历次全会", [("十九届历次全会", 19, (0,))]),
        ("二十大报告", [("二十大", 20, (0,))]),
        ("中国共产党第二十次全国代表大会", [("中国共产党第二十次全国代表大会", 20, (0,))]),
        ("十大行动，二十大产业，县第十八届人民代表大会", []),
    ],
)
def test_congresses(text: str, expected: list[tuple[str, int, tuple[int, ...]]]) -> None:
    assert [(text[slice(*m.span)], m.congress, m.plenums) for m in mentions(text)] == expected


def test_the_longest_term_wins() -> None:
    terms = Terms({"农业部": 1, "农业部门": 2, "业部": 3})
    assert [fact for _, fact in terms.find("农业部门和农业部，业部")] == [2, 1, 3]
    assert list(Terms[int]({}).find("农业部")) == []
    many = Terms({"农业部": 1, "农业部门": 2} | {f"词{n}": 3 for n in range(500)})
    assert [fact for _, fact in many.find("农业部门和农业部，词499")] == [2, 1, 3]


@given(
    st.lists(st.text("甲乙丙丁", min_size=2, max_size=6), min_size=1, max_size=9), st.text("甲乙丙丁戊", max_size=40)
)
def test_terms_are_found_as_a_plain_search_finds_them(words: list[str], text: str) -> None:
    longest_first = "|".join(sorted(set(words), key=len, reverse=True))
    found = [text[slice(*span)] for span, _ in Terms(dict.fromkeys(words)).find(text)]
    assert found == re.findall(longest_first, text)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("甲乙丙", "甲丁丙", True), ("甲乙", "甲乙丙", True), ("乙丙", "甲乙丙", True), ("甲乙", "乙甲", False), ("甲", "甲乙丙", False)],
)  # fmt: skip  # one line, or one a case, is read at a glance
def test_one_edit(one: str, other: str, expected: bool) -> None:
    assert one_edit(one, other) is one_edit(other, one) is expected


def test_near_names() -> None:
    names = Names(["行政复议法", "行政处罚法"], 2)
    assert names.near("行政复仪法") == ["行政复议法"]
    assert names.near("复议法") == names.near("行政强制法") == []


def test_a_day_of_the_user() -> None:
    text = TITLE.format(2020) + "宣传《中华人民共和国物权法》和党的二十大精神。\n"
    assert [rule for rule, *_ in found(text)] == ["anachronism"]
    assert [rule for rule, *_ in found(text, as_of=date(2024, 1, 1))] == ["repealed-law"]
    outcome = CliRunner().invoke(
        program(speak("zh")),
        ["check", "--as-of", "2024-01-01", "--output-format", "concise", "--ruleset", "official-document", "-"],
        input=text,
    )
    assert "repealed-law" in outcome.output
    assert "anachronism" not in outcome.output


def test_a_day_that_is_none() -> None:
    assert run(["--as-of", "2024-13-01", "-"]) == 2


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("placeholder", "调解张××相邻权纠纷，培训XX期。", ["XX"]),
        ("placeholder", "见www.xxxx.cn，检查____12次。", ["____"]),
        ("wrong-term", "维护公民权利清单所列权益。", []),
        (
            "wrong-fixed-expression",
            "增强政治意识、大局意识、核心意识、看齐意识，树牢政治意识、核心意识、大局意识、看齐意识。",
            ["政治意识、核心意识、大局意识、看齐意识"],
        ),
        ("stale-congress", "学习贯彻党的十九大精神。学习贯彻党的二十大精神。", []),
        ("abolished-body", "清理原农业部下放的事项。按照国土资源部要求修订。", ["国土资源部"]),
    ],
)
def test_words_left_from_a_draft(rule: str, text: str, expected: list[str]) -> None:
    assert [excerpt for id, _, excerpt in found(TITLE.format(2024) + text) if id == rule] == expected


def test_a_congress_on_its_first_day() -> None:
    text = TITLE.format(2022) + "学习党的二十大精神。\n"
    assert [rule for rule, *_ in found(text, as_of=date(2022, 10, 15))] == ["anachronism"]
    assert found(text, as_of=date(2022, 10, 16)) == []


@pytest.mark.parametrize(
    ("text", "since"),
    [("学习贯彻习近平法治思想。", date(2020, 11, 16)), ("宣传《个人信息保护法》。", date(2021, 8, 20))],
)
def test_terms_and_laws_on_their_first_day(text: str, since: date) -> None:
    report = TITLE.format(2020) + text
    assert [rule for rule, *_ in found(report, as_of=since - timedelta(days=1))] == ["anachronism"]
    assert found(report, as_of=since) == []


def test_an_expression_of_later_years_does_not_hide_others() -> None:
    text = TITLE.format(2020) + "建设廉洁高效、守法诚信的政府，坚定“四个意识”。\n"
    assert [excerpt for _, _, excerpt in found(text)] == ["坚定“四个意识”"]


def test_congresses_older_than_the_table() -> None:
    assert found(TITLE.format(2005) + "学习贯彻党的十五大精神。\n") == []


@pytest.mark.parametrize(
    "piece", ["的的", "XX", "二十届三中全会", "法制政府", "农业部", "《中华人民共和国复议法》", "增强“四个意识”"]
)
def test_long_lines_take_linear_time(piece: str) -> None:
    wording = frozenset(
        r.id for r in BASE.rules if r.category == "wording" or "laws" in r.options or "documents" in r.options
    )

    def linting(length: int) -> Callable[[], object]:
        return lambda: lint(Source("", TITLE.format(2024) + piece * (length // len(piece))), BASE, chosen=wording)

    assert growth(linting, 10_000, 100_000) < STEEP
