"""Pages of government sites: the report is found in them, each sign at its place in the file."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from build_pages import html
from conftest import RIGHT, ROOT, Run, write
from reportlint.linter import Outcome, lint
from reportlint.parser import parse
from reportlint.readers import read
from reportlint.ruleset import detectable
from reportlint.source import Source, SourceError
from timing import STEEP, growth

SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
RULESETS = tuple(detectable([]))
PAGE = "<html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"
LONG = "坚持依法行政，" * 30


def page(body: str, head: str = "") -> Source:
    return read("a.html", PAGE.format(head=head, body=body).encode())


def bare(text: str) -> str:
    return "".join(text.split())


def found(outcome: Outcome) -> Counter[tuple[str, str]]:
    """Return the findings by rule and quotation; how a file was decoded is nothing that a page can have wrong."""
    return Counter((d.rule.id, bare(d.excerpt)) for d in outcome.diagnostics if d.rule.id != "guessed-encoding")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_report_on_a_page_has_the_findings_of_its_text(sample: Path) -> None:
    text = read(sample.name, sample.read_bytes())
    source = read("a.html", html(text.text))
    assert bare(source.text) == bare(text.text)
    assert found(lint(source, RULESETS)) == found(lint(text, RULESETS))


def test_documents_of_the_state_council(corpus: Path) -> None:
    files = sorted((corpus / "official-html").glob("*.html"))
    assert len(files) == 30
    for file in files:
        source, text = (read(each.name, each.read_bytes()) for each in (file, file.with_suffix(".txt")))
        there, here = Counter(bare(text.text)), Counter(bare(source.text))
        assert sum((there & here).values()) >= 0.99 * sum(there.values()), file.name
        assert sum((here - there).values()) <= 0.01 * sum(there.values()), file.name
        titles = [bare(title.value) for each in (source, text) if (title := parse(each).title)]
        assert titles[0] == titles[1], file.name
        assert found(lint(source, RULESETS)) == found(lint(text, RULESETS)), file.name
        assert parse(source).published, "the date stands beside its label, and not in a line below"


def test_every_sign_has_its_place_in_the_file(corpus: Path) -> None:
    files = [file.read_bytes() for file in sorted((corpus / "official-html").glob("*.html"))[:8]]
    for data in (html(RIGHT), "<p>甲&nbsp;&lt;乙&amp;\r\n  丙\r\n<b>丁</b>\r戊</p>".encode(), *files):
        file = data.decode()
        rows = file.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        source = read("a.html", data)
        assert source.origin
        assert source.origin.stretches
        for stretch in source.origin.stretches:
            said, at = source.text[stretch.start : stretch.end], source.position(stretch.start)
            here = rows[at.row - 1][at.column - 1 :]
            assert file.startswith(here, stretch.piece)
            assert here.startswith(said) or said in (" ", unescape(here[:8].partition(";")[0] + ";"))
            assert stretch.place is None


def test_positions_by_hand() -> None:
    source = page("\n<p>第一行</p>\n<p>第&nbsp;二\n  行</p>")
    assert source.text == "第一行\n第\xa0二 行\n"
    assert [source.position(source.text.index(sign)) for sign in "一二"] == [(2, 5), (3, 11)]
    assert source.position(len(source.text) - 2) == (4, 3)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>一、甲<br>二、<br/>乙</p>", "一、甲\n二、\n乙\n"),
        ("<p>\u3000\u3000甲</p><div>乙<div>丙</div>丁</div>", "\u3000\u3000甲\n乙\n丙\n丁\n"),
        ("<p>甲<p>乙<ul><li>丙<li>丁</ul>", "甲\n乙\n丙\n丁\n"),
        ("甲&lt;script&gt;乙&#x4e59;&copy;&nosuch;&#0;", "甲<script>乙乙©&nosuch;\ufffd\n"),
        ("甲<script>document.write('<p>乙</p>')</script><style>丙</style><!-- 丁 -->戊", "甲戊\n"),
        ("甲<p style='DISPLAY : none'>乙</p><p hidden>丙</p>丁", "甲丁\n"),
        ("<pre>甲\n 乙</pre>", "甲\n乙\n"),
        ("甲<a href='x>y' title=\"<p>\">乙</a>丙", "甲乙丙\n"),
        ("甲<!-- 乙 > 丙", "甲 丙\n"),
        ("甲 < 乙 <3 丙 </> 丁", "甲 < 乙 <3 丙 </> 丁\n"),
        ("甲<![CDATA[乙]]>丙<?xml 丁?>", "甲丙\n"),
        ("甲<script>乙", "甲乙\n"),
        ("<p hidden>甲<p>乙", "乙\n"),
        ("<title>甲<p>乙</p>", "甲\n乙\n"),
        ("<head><meta charset=utf-8><p>甲</p>", "甲\n"),
    ],
)
def test_what_people_see(body: str, text: str) -> None:
    assert page(body).text == text


def test_tables() -> None:
    body = (
        "<table><tr><th rowspan=2>项目</th><th colspan='2'>数量</th><th>备注</th></tr><tr><td>收到</td><td>办结</td></tr>"
        "<tr><td><p>复议</p><p>案件</p></td><td>76</td><td>70</td></tr></table>"
    )
    source = page(body)
    assert source.text == "项目\t数量\t备注\n收到\t办结\n复议 案件\t76\t70\n"
    assert source.origin
    cells = [(*cell[:3], source[cell.span]) for cell in source.origin.cells]
    assert cells[:4] == [(1, 1, 1, "项目"), (1, 1, 2, "数量"), (1, 1, 4, "备注"), (1, 2, 2, "收到")]
    assert cells[5] == (1, 3, 1, "复议 案件")


def test_a_table_that_arranges_the_page_is_none() -> None:
    source = page(f"<table><tr><td>{LONG}</td><td><p>{LONG}</p><p>{LONG * 3}</p></td></tr></table>")
    assert source.text == f"{LONG}\n{LONG}\n{LONG * 3}\n"
    assert source.origin
    assert not source.origin.cells


def test_a_heading_in_a_cell_begins_a_line() -> None:
    source = page("<table><tr><td rowspan=2>一、质量</td><td>（一）定位</td><td>1.门诊</td><td>定量</td></tr></table>")
    assert source.text == "一、质量\n（一）定位\n1.门诊\t定量\n"
    assert page("<table><tr><td>增长</td><td>1.5</td></tr></table>").text == "增长\t1.5\n"


def test_the_site_is_left_out_and_what_belongs_to_the_report_kept() -> None:
    source = page(
        "<div class='top nav'>首页 新闻</div><div id='crumbs'>当前位置：首页</div>"
        f"<h1>某县关于2023年法治政府建设情况的报告</h1><div>发布时间：2024-03-11 来源：司法局</div><div>热点推荐</div>"
        f"<div id='zoom'><p>{LONG}</p><div class='bdsharebuttonbox'>分享到</div></div>"
        "<div>责任编辑：某某</div><div>相关链接</div><footer>版权所有</footer>"
    )
    assert source.text.splitlines() == [
        "某县关于2023年法治政府建设情况的报告",
        "发布时间：2024-03-11 来源：司法局",
        LONG,
        "责任编辑：某某",
    ]


def test_the_densest_block_where_no_container_is_named() -> None:
    source = page(f"<div><div><p>{LONG}</p><p>{LONG}</p></div></div><div><p>联系我们</p></div>")
    assert source.text == f"{LONG}\n{LONG}\n"


def test_a_container_that_holds_little_hides_nothing() -> None:
    source = page(f"<div class='TRS_Editor'>附件下载</div><div class='nav'><p>{LONG}</p></div>")
    assert LONG in source.text


def test_a_part_that_holds_much_is_no_ornament_whatever_its_name() -> None:
    source = page(
        f"<div id='zoom'><p>{LONG * 3}</p><div class='share'><p>{LONG}</p></div><div class='share'>分享</div></div>"
    )
    assert source.text == f"{LONG * 3}\n{LONG}\n"


def test_what_only_the_head_tells() -> None:
    head = (
        "<meta name='ArticleTitle' content='某县2023年法治政府建设工作报告'><meta name='PubDate' content='2024-03-11 10:20'>"
        "<meta name='ContentSource' content='司法局'>"
    )
    source = page(f"<div id='UCAP-CONTENT'><p>{LONG}</p></div>", head)
    assert source.text.splitlines()[:3] == [
        "某县2023年法治政府建设工作报告",
        "发布时间：2024-03-11 10:20",
        "来源：司法局",
    ]
    assert source.origin
    assert [source[span] for span in source.origin.generated if source[span]] == ["发布时间：", "来源："]
    document = parse(source)
    assert document.title
    assert (document.title.value, document.year) == ("某县2023年法治政府建设工作报告", 2023)
    assert str(document.published[1] if document.published else "") == "2024-03-11"
    again = page(f"<div id='UCAP-CONTENT'><h1>某县2023年法治<br>政府建设工作报告</h1><p>{LONG}</p></div>", head)
    assert again.text.startswith("发布时间：2024-03-11 10:20\n来源：司法局\n某县2023年法治\n政府建设工作报告\n")


@pytest.mark.parametrize(
    ("said", "written", "read_as"),
    [
        ("gb2312", "gb18030", "gb18030"),
        ("utf-8", "utf-8", "utf-8"),
        ("utf-8", "gb18030", "gb18030"),  # a page may be wrong about itself
        ("rot13", "utf-8", "utf-8"),
        ("gbk", "utf-8-sig", "utf-8-sig"),
        ("", "utf-16", "utf-16"),
    ],
)
def test_encodings(said: str, written: str, read_as: str) -> None:
    source = read("a.html", f"<meta charset={said}><p>云岫县镕</p>".encode(written))
    assert (source.text, source.encoding) == ("云岫县镕\n", read_as)
    assert source.guessed is (said == "utf-8" and written == "gb18030")


@pytest.mark.parametrize(
    "data", [b"", b"<html><body><script>load()</script></body></html>", b"<p>&nbsp;</p>"], ids=range(3)
)
def test_a_page_without_text_is_not_checked(data: bytes) -> None:
    with pytest.raises(SourceError) as error:
        read("a.html", data)
    assert error.value.args[0] == "empty"


def test_exemptions_in_comments(reportlint: Run) -> None:
    body = "\n".join(f"<p>{line}</p>" for line in RIGHT.splitlines() if line.strip())
    wrong = "\n<!-- reportlint-ignore wrong-term: 系统\n字段 -->\n<p>截止年底，平稳。</p>\n"
    assert reportlint("--fail-on", "note", write("a.html", f"{body}{wrong}"))[0] == 0
    _, out, _ = reportlint("--output", "concise", write("b.html", f"{body}\n<p>截止年底，平稳。</p>"))
    rows = len(body.splitlines()) + 1
    assert f"b.html:{rows}:4" in out


HOSTILE = [
    "<!--",
    "<!",
    '<a ="',
    "<",
    "<b></i>",
    "<h1>文",
    "<article>文</article>",
    "<table><tr><td>文",
    "<title>",
    "<td colspan=99>1",
]


@pytest.mark.parametrize("pattern", [*HOSTILE, "标题：<br>", "&#", "<p>坚持依法行政&nbsp;</p>\n"])
def test_time_grows_with_length(pattern: str) -> None:
    def reading(length: int) -> Callable[[], object]:
        data = f"<p>文</p>{pattern * (length // len(pattern))}".encode()
        return lambda: read("a.html", data)

    assert growth(reading, 20_000, 160_000) < STEEP


def test_damaged_pages_are_read_or_refused() -> None:
    chance = random.Random(4)
    whole = html(RIGHT)
    for _ in range(300):
        data = bytearray(whole[: chance.randrange(len(whole))] if chance.random() < 0.4 else whole)
        for _ in range(chance.randrange(40) if data else 0):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            source = read("a.html", bytes(data))
        except SourceError as error:
            assert error.args[0] in ("empty", "binary", "undecodable")
        else:
            assert len(source.text) <= len(data)
