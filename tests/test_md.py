"""Markdown: its marks are cut out, all else stays where it is."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from build_pages import markdown
from conftest import RIGHT, ROOT, Run, write
from reportlint.answers.md_changes import changed
from reportlint.diagnostic import Edit
from reportlint.linter import Outcome, lint
from reportlint.parser import parse
from reportlint.readers import read
from reportlint.ruleset import detectable
from reportlint.source import Source, SourceError, Span
from timing import STEEP, growth

SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
RULESETS = tuple(detectable([]))


def md(text: str) -> Source:
    return read("a.md", text.encode())


def found(outcome: Outcome) -> Counter[tuple[str, str]]:
    return Counter(
        (d.rule.id, "".join(d.excerpt.split())) for d in outcome.diagnostics if d.rule.id != "guessed-encoding"
    )


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_report_in_markdown_has_the_findings_of_its_text(sample: Path) -> None:
    text = read(sample.name, sample.read_bytes())
    source = read("a.md", markdown(text.text))
    assert "".join(source.text.split()) == "".join(text.text.split())
    assert found(lint(source, RULESETS)) == found(lint(text, RULESETS))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("# 报告", "报告"),
        ("## 一、总体 ##", "一、总体"),
        ("#标签", "#标签"),
        ("> > 引用", "引用"),
        ("- 甲", "甲"),
        ("  * [x] 甲", "甲"),
        ("1. 甲", "1. 甲"),
        ("3 - 1", "3 - 1"),
        ("- 3 -", "- 3 -"),
        ("**“放管服”**改革", "“放管服”改革"),
        ("***要点***和*次要*", "要点和次要"),
        ("3*4*5，2**3", "3*4*5，2**3"),
        ("**没有结束", "**没有结束"),
        ("__粗__ _斜_ a_b_c", "粗 斜 a_b_c"),
        ("a_b_ c", "a_b_ c"),
        ("~~旧~~新", "旧新"),
        ("甲](http://a.b)", "甲](http://a.b)"),
        ("`rm **甲**`", "rm **甲**"),
        ("[办法](http://a.b/c \"题\")", "办法"),
        ("[**办法**](#甲)", "办法"),
        ("国发[2021](3)号、[2021]3号", "国发[2021](3)号、[2021]3号"),
        ("见<https://a.b/c>。", "见https://a.b/c。"),
        ("甲![图](a.png)乙", "甲乙"),
        ("<u>甲</u><某某>", "甲<某某>"),
        ("甲<br>乙", "甲\n乙"),
        ("a&nbsp;b&lt;&nosuch;", "a\xa0b<&nosuch;"),
        ("\\*甲\\* 1\\. 乙", "*甲* 1. 乙"),
        ("甲<!-- 乙 -->丙", "甲丙"),
        ("甲<!-- 乙", "甲<!-- 乙"),
        ("甲  ", "甲"),
        ("\u3000\u3000甲", "\u3000\u3000甲"),
    ],
)  # fmt: skip  # one mark a line
def test_marks(line: str, said: str) -> None:
    assert md(line + "\n尾").text == said + "\n尾"


def test_blocks() -> None:
    text = "---\ntitle: 甲\n---\n报告\n===\n\n甲\n***\n```text\n**乙**\n- 丙\n```\n<!-- 丁\n戊 -->己\r\n庚"
    assert md(text).text == "\n\n\n报告\n\n\n甲\n\n\n**乙**\n- 丙\n\n\n己\r\n庚"
    assert md("---\n甲\n---\n乙").text == "\n甲\n\n乙", "what names nothing is no front matter"


def test_tables() -> None:
    source = md("| 项目 | 数量 |\n|---|--:|\n| **复议** | 76 |\n\n甲|乙\n--|--\n丙|1\\|2\n\n丁|戊\n")
    assert source.text == "项目\t数量\n\n复议\t76\n\n甲\t乙\n\n丙\t1|2\n\n丁|戊\n"
    assert source.origin
    cells = [(*cell[:3], source[cell.span]) for cell in source.origin.cells]
    assert cells[1:4] == [(1, 1, 2, "数量"), (1, 2, 1, "复议"), (1, 2, 2, "76")]
    assert cells[-1] == (2, 2, 2, "1|2")


def test_what_has_no_marks_stays_as_it_is() -> None:
    source = md(RIGHT)
    assert (source.text, source.origin) == (RIGHT, None)


def test_every_sign_has_its_place_in_the_file() -> None:
    text = markdown(RIGHT).decode() + "- **甲**&amp;[乙](http://a.b)<br>丙\r\n| 丁 | `戊` |\r|--|--|\r\n> 己"
    source = md(text)
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert source.origin
    for stretch in source.origin.stretches:
        said, at = source.text[stretch.start : stretch.end], source.position(stretch.start)
        here = rows[at.row - 1][at.column - 1 :]
        assert text.startswith(here, stretch.piece)
        assert here.startswith(said) or said == unescape(here[:5])
    assert [source.position(source.text.index(sign)).column for sign in "乙丙戊己"] == [14, 32, 8, 3]


def test_the_title_and_the_sections_are_found() -> None:
    document = parse(md(markdown(RIGHT).decode()))
    plain = parse(md(RIGHT))
    assert document.title
    assert plain.title
    assert document.title.value == plain.title.value
    assert [s.heading.title.value for s in document.all_sections] == [s.heading.title.value for s in plain.all_sections]


def test_exemptions_in_comments(reportlint: Run) -> None:
    wrong = "\n<!-- reportlint-ignore wrong-term: 系统\n字段 -->\n\n- **截止**年底，平稳。\n"
    assert reportlint("--fail-on", "note", write("a.md", RIGHT + wrong))[0] == 0
    assert "b.md:3:5" in reportlint("--output", "concise", write("b.md", "\n\n- **截止**年底，平稳。\n"))[1]


@pytest.mark.parametrize("text", ["", "<!-- 甲 -->", "---\ntitle: 甲\n---\n"])
def test_marks_alone_are_no_report(text: str) -> None:
    with pytest.raises(SourceError) as error:
        md(text)
    assert error.value.args[0] == "empty"


@pytest.mark.parametrize(
    "pattern", ["`", "`a", "**a", "[", "[a](", '![](a "', "<!--", "<b ", "a|", "|  ", "- ", " ", "x #", "-|"]
)
def test_time_grows_with_length(pattern: str) -> None:
    def reading(length: int) -> Callable[[], object]:
        data = f"甲|{pattern * (length // len(pattern))}乙\n---|--\n".encode()
        return lambda: read("a.md", data)

    assert growth(reading, 20_000, 160_000) < STEEP


def test_damaged_files_are_read_or_refused() -> None:
    chance = random.Random(4)
    whole = markdown(RIGHT) + "| 丁 | `戊` |\n|--|--|\n<!-- 己 -->".encode()
    for _ in range(300):
        data = bytearray(whole[: chance.randrange(len(whole))] if chance.random() < 0.4 else whole)
        for _ in range(chance.randrange(40) if data else 0):
            data[chance.randrange(len(data))] = chance.choice(b"*_`[]()<>!-|#\\&;\n\xff\0")
        try:
            source = read("a.md", bytes(data))
        except SourceError as error:
            assert error.args[0] in ("empty", "binary", "undecodable")
        else:
            assert len(source.text) <= len(data)


def test_fixes_stand_at_their_places_in_the_file() -> None:
    text = "\ufeff# 报告\r\n\r\n- 据**云政发[2021]3号**文，**截**止年底&nbsp;。\r\n"
    data = text.encode("gb18030")
    source = read("a.md", data, "gb18030")
    edits = [
        _edit(source, "[", "〔"),
        _edit(source, "]", "〕"),
        _edit(source, "截止", "截至"),
        _edit(source, "\xa0", ""),
    ]
    written = changed(data, source, edits)
    assert written.data.decode("gb18030") == text.replace("[", "〔").replace("]", "〕")
    assert written.left_out == edits[2:], "what takes marks in, or is written otherwise, is left to people"
    assert read("a.md", written.data, "gb18030").text == source.text.replace("[", "〔").replace("]", "〕")
    assert changed(data, source, [_edit(source, "报", "汇报")]).data.decode("gb18030") == text.replace("报", "汇报")


def _edit(source: Source, old: str, new: str) -> Edit:
    start = source.text.index(old)
    return Edit(Span(start, start + len(old)), new)
