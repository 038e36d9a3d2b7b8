"""The pages as they are written, read back with a parser of HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conftest import ROOT
from pages import HOSTILE, RULESETS, SHOWN, Page, many, sample
from reportlint.diagnostic import Diagnostic, Exemption, Problem
from reportlint.language import Message
from reportlint.linter import Run, Unchecked, Undecided, lint
from reportlint.report.chart import bars
from reportlint.report.html import checklist, html, notice
from reportlint.report.marks import rows
from reportlint.source import LINE_END, Origin, Position, Source, Span, Stretch

PAGES = [html, checklist, notice]
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_text_stays_whole_and_each_finding_has_its_mark(file: Path) -> None:
    outcome = sample(file.name)
    page = Page(html(Run([outcome])))
    assert page.report == outcome.shown.text
    numbers = range(1, len(outcome.diagnostics) + 1)
    assert page.ids("mark") == [f"m1-{number}" for number in numbers]
    assert [id for id in page.ids("li") if id.startswith("f")] == [f"f1-{number}" for number in numbers]
    for number, d in enumerate(outcome.diagnostics, 1):
        assert page.marked.get(f"1-{number}", "") == LINE_END.sub("", d.excerpt)


def test_line_ends_stay_as_they_are() -> None:
    text = "云岫县人民政府关于2024年度法治政府建设情况的报告\r\n\r\n印发（云政发[2024]7号）。\r一、平稳\n\n\t完。"
    assert Page(html(Run([lint(Source("a.txt", text), RULESETS)]))).report == text


SOMETHING = sample("broken-references.txt").diagnostics[0]
SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8)


def over(source: Source, spans: list[tuple[int, int]]) -> list[Diagnostic]:
    """Return findings at these places, in reading order."""
    cut = sorted((min(a, b, len(source.text)), min(max(a, b), len(source.text))) for a, b in spans)
    return [replace(SOMETHING, source=source, problem=Problem(Span(*span), Message("甲", "a"))) for span in cut]


def first_word(d: Diagnostic) -> int:
    """Return where the first word of a finding stands; line ends are not marked."""
    words = d.excerpt.lstrip("\r\n")
    return d.problem.span.start + (len(d.excerpt) - len(words) if words else 0)


@given(st.text(alphabet="甲乙<&\r\n", max_size=30), SPANS)
@example("甲\r\n乙", [(2, 2)])
def test_marks_nest_wherever_findings_lie(text: str, spans: list[tuple[int, int]]) -> None:
    source = Source("a.txt", text)
    findings = over(source, spans)
    words, numbers, order = "", [], []
    marked = dict.fromkeys(range(1, len(findings) + 1), "")
    for row in rows(source, findings):
        opened: list[int] = []
        for token in row.tokens:
            if token.kind == "open":
                opened.append(token.number)
                order += [token.number] if token.first else []
            elif token.kind == "close":
                opened.pop()
            elif token.kind == "number":
                numbers.append(token.number)
            words += token.words
            for number in opened:
                marked[number] += token.words
        assert not opened
        words += row.end
    assert words == text
    assert sorted(numbers) == sorted(order) == list(marked)
    assert order == sorted(marked, key=lambda number: first_word(findings[number - 1]))
    assert list(marked.values()) == [LINE_END.sub("", d.excerpt) if len(d.excerpt) > 0 else "" for d in findings]


def test_overlapping_findings_in_the_page() -> None:
    outcome = sample("right-thematic.txt")
    findings = over(outcome.shown, [(0, 6), (0, 3), (2, 9), (9, 9), (4, 30)])
    page = Page(html(Run([outcome._replace(diagnostics=tuple(findings))])))
    assert page.report == outcome.shown.text and page.ids("mark") == ["m1-1", "m1-2", "m1-3", "m1-4", "m1-5"]
    assert page.marked["1-4"] == LINE_END.sub("", findings[3].excerpt)
    points = [attrs["data-finding"] for tag, attrs in page.tags if tag == "mark" and "point" in str(attrs["class"])]
    assert points == ["1-5"]


def test_a_finding_in_another_file_has_no_mark() -> None:
    outcome = sample("broken-references.txt")
    elsewhere = replace(
        outcome.diagnostics[0],
        source=Source("旁.toml", "x" * 9000),
        problem=Problem(Span(8000, 8001), Message("旁", "b")),
    )
    outcome = outcome._replace(diagnostics=(outcome.diagnostics[0], elsewhere))
    said = html(Run([outcome]))
    page = Page(said)
    assert page.report == outcome.shown.text and page.ids("mark") == ["m1-1"]
    assert 'id="f1-2" class="finding warning outside"' in said and "#m1-2" not in said
    assert [bar.total for bar in bars(outcome, "zh")] == [1, 0, 0, 0, 0]


def test_links_lead_to_lines_of_the_text_not_of_the_file() -> None:
    text = (ROOT / "samples" / "broken-references.txt").read_text("utf-8")
    origin = Origin("html", (Stretch(0, len(text), None, Position(900, 1)),))
    outcome = lint(Source("a.html", text, origin=origin), RULESETS)
    page = Page(html(Run([outcome])))
    links = [str(attrs["href"])[1:] for tag, attrs in page.tags if tag == "a"]
    assert set(links) <= {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    assert links[:3] == ["l1-1", "l1-5", "l1-7"] and "第900行" in page.words


@pytest.mark.parametrize("form", PAGES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_text_is_text(form: Callable[[Run], str], language: str) -> None:
    text = (ROOT / "samples" / "broken-references.txt").read_text("utf-8")
    text = text.replace("澜陂县", f"澜陂县{HOSTILE}", 1).replace("（一）", f"（一）{HOSTILE}", 1)
    outcome = lint(Source(HOSTILE, text), RULESETS)
    bad = Exemption("a", "b", HOSTILE, HOSTILE, None, HOSTILE)
    outcome = outcome._replace(set_aside=(replace(outcome.diagnostics[0], exemption=bad),))
    said = form(Run([outcome, outcome], [Unchecked(HOSTILE, HOSTILE, Message(HOSTILE, HOSTILE))], language))
    page = Page(said)
    assert said.encode("utf-8") and not re.search(r"[\x00\x1b\x85\u202e]", said)
    assert [tag for tag, _ in page.tags].count("script") == int(form is html)
    assert page.scripts.count("caught") == 0
    assert page.words.count(SHOWN) >= (12 if form is html else 4)


@pytest.mark.parametrize("form", PAGES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_loaded_from_elsewhere(form: Callable[[Run], str], language: str) -> None:
    said = form(Run([sample("broken-references.txt")], [], language))
    page = Page(said)
    for tag, attrs in page.tags:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base"} and "src" not in attrs
        assert str(attrs.get("href", "#")).startswith("#")
        assert not any(name.startswith("on") for name in attrs)
    assert not re.search(r"@import|url\(|https?:|//\w|fetch|XMLHttp|innerHTML|eval", page.scripts)
    policies = [attrs["content"] for tag, attrs in page.tags if attrs.get("http-equiv") == "Content-Security-Policy"]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"]
    assert page.tags[0] == ("html", {"lang": "zh-CN" if language == "zh" else "en"})
    links = {str(attrs["href"])[1:] for tag, attrs in page.tags if tag == "a"}
    assert links <= {attrs["id"] for _, attrs in page.tags if "id" in attrs}


@pytest.mark.parametrize("form", PAGES)
def test_an_english_page_says_in_chinese_only_what_the_report_and_the_law_say(form: Callable[[Run], str]) -> None:
    outcome = sample("right-thematic.txt")
    outcome = outcome._replace(undecided=(Undecided(outcome.rules[0], Message("年度不明", "the year is unknown")),))
    found = re.findall(r"[\u4e00-\u9fff]{2,}", Page(form(Run([outcome], [], "en"))).other)
    assert not found


@pytest.mark.parametrize("form", PAGES)
def test_files_that_were_not_checked_stand_on_top(form: Callable[[Run], str]) -> None:
    refused = Unchecked("坏<b>.txt", "binary", Message("不是文本文件", "not a text file"))
    page = Page(form(Run([sample("right-thematic.txt")], [refused])))
    assert 0 < page.words.index("没有检查，不等于没有问题") < page.words.index("坏<b>.txt：不是文本文件")
    assert page.words.index("坏<b>.txt") < page.words.index("法治政府建设年度报告")
    assert "没有检查任何文件" in Page(form(Run([]))).words
    assert "No file was checked" in Page(form(Run([], [], "en"))).words
    assert "没有检查，不等于没有问题" not in Page(form(Run([sample("right-thematic.txt")]))).words


def test_what_is_undecided_or_set_aside_is_told() -> None:
    said = html(Run([many()]))
    words = " ".join(Page(said).words.split())
    assert "没有检查或无法判断的规则 4 报告年度不明，无法判断 正文之前应当有标题 检查程序出错，没有检查成" in words
    assert "没有计入的问题 2 第3行：规划名称中的起止年份应写作“（2021—2025年）” （2021-2025）" in words
    assert "— 原件如此（李某），有效期至2027-01-31 例外.toml" in words and "[2023] — 以前已有的问题" in words
    assert '<details class="aside" open>' in said and "11010119900101001X" not in said
    assert "问题 11" in words and "错误 8" in words


def test_a_finding_is_told_whole() -> None:
    words = " ".join(Page(html(Run([sample("broken-references.txt")]))).words.split())
    assert (
        "9 错误 同一文件前后文号不一致，请核对 澜政办发〔2023〕29号 位置第17行，二、2023年度推进法治政府建设的主要举措和成效 › （三）规范行政执法 "
        "关联第17行 另一处在这里 依据《党政机关公文处理工作条例》第九条第五项（发文字号与公文一一对应） 规则同一文件前后一致 inconsistent-reference"
    ) in words
    assert "修改第015 → 15 [只有这一种写法]" in words


def test_nothing_found_and_nothing_run_differ() -> None:
    outcome = sample("right-thematic.txt")
    assert "所检查的规则没有发现问题。" in html(Run([outcome]))
    none = html(Run([outcome._replace(rules=())]))
    assert "没有检查任何规则" in none and "没有发现问题" not in none


def test_findings_by_section() -> None:
    outcome = sample("broken-structure.txt")
    told = [(bar.label[:2], bar.counts) for bar in bars(outcome, "zh")]
    assert told == [("标题", (1, 0, 0)), ("一、", (0, 0, 0)), ("二、", (0, 1, 0)), ("三、", (2, 1, 0))]
    said = html(Run([outcome]))
    assert "3（错误 2，警告 1）" in said and 'role="img" aria-labelledby="c1"' in said
    widths = re.findall(r'<rect class="(\w+)" x="[\d.]+" y="\d+" width="([\d.]+)"', said)
    assert widths == [("error", "73.3"), ("warning", "73.3"), ("error", "146.7"), ("warning", "73.3")]


def test_very_many_sections_are_gathered_in_the_chart() -> None:
    text = "云岫县人民政府关于2024年度法治政府建设情况的报告\n\n" + "一、平稳\n印发（云政发[2024]7号）。\n" * 40
    outcome = lint(Source("a.txt", text), RULESETS)
    every = bars(outcome, "zh")
    assert len(every) == 25 and every[-1].label == "其余部分"
    assert sum(bar.total for bar in every) == len(outcome.diagnostics)
    assert bars(sample("right-thematic.txt")._replace(outline=()), "en") == []


def test_the_checklist_can_be_signed() -> None:
    outcome = many()
    words = " ".join(Page(checklist(Run([outcome]))).words.split())
    assert re.search(
        r"文件broken-references.txt 报告类型法治政府建设年度报告 报告年度2023 规则集rule-of-law-report 检查程序reportlint \d",
        words,
    )
    assert "审核意见： 审核人： 复核人： 日期：年月日" in words
    said = checklist(Run([outcome]))
    assert said.count('<td class="number">') == len(outcome.ruleset.rules)
    assert '<td class="verdict failed">不通过</td>' in said and '<td class="verdict skipped">不适用</td>' in said
    assert "第3行准予例外：原件如此（李某），有效期至2027-01-31" in words


def test_the_notice_numbers_on_from_errors_to_warnings() -> None:
    outcome = sample("broken-references.txt")
    said = notice(Run([outcome]))
    assert '<ol class="items" start="1">' in said and '<ol class="items" start="10">' in said
    words = " ".join(Page(said).words.split())
    assert (
        "…制发监督意见书9份。对照《澜陂县涉企行政检查工作规…" in words and '<strong class="words">《</strong>' in said
    )
    assert words.index("应当修改 ") < words.index("建议核对 规划名称")
    assert "另有" not in notice(Run([outcome._replace(diagnostics=())])).split("<main>")[1]
