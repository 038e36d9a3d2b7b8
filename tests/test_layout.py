"""How a .docx looks on paper: what is read of it, and what is said of it by the ruleset official-layout."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest

from build_office import HEAD, SPACES, TIE, docx, packed, paragraph, run, table, unpacked
from conftest import RIGHT, Run, write
from reportlint import configuration
from reportlint.layout import Layout, Look
from reportlint.linter import lint
from reportlint.readers import docx_layout, read
from reportlint.ruleset import load
from reportlint.source import Source, SourceError

STANDARD = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"/>'
    "</w:rPr></w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:pPr><w:spacing w:line="579" w:lineRule="exact"/></w:pPr>'
    '<w:rPr><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="body"><w:basedOn w:val="a"/>'
    '<w:pPr><w:ind w:firstLine="640" w:firstLineChars="200"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="title"><w:basedOn w:val="a"/><w:pPr><w:jc w:val="center"/></w:pPr>'
    '<w:rPr><w:rFonts w:eastAsia="方正小标宋简体"/><w:sz w:val="44"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="one"><w:basedOn w:val="body"/><w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="two"><w:rPr><w:rFonts w:eastAsia="楷体_GB2312"/></w:rPr></w:style>'
)
THEME = (
    '<a:theme xmlns:a="urn:a"><a:themeElements><a:fontScheme><a:majorFont><a:latin typeface="Cambria"/><a:ea typeface=""/>'
    '</a:majorFont><a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/><a:font script="Jpan" typeface="游明朝"/>'
    '<a:font script="Hans" typeface="仿宋"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>'
)
SIZE = '<w:pgSz w:w="11906" w:h="16838"/>'
MARGINS = '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:gutter="0"/>'
NUMBER = '<w:rFonts w:ascii="宋体" w:eastAsia="宋体"/><w:sz w:val="28"/>'
ONE = "云岫县人民政府关于2024年度法治政府建设情况的报告"
BODY = (
    paragraph(ONE, style="title")
    + paragraph("县人大常委会：")
    + paragraph("2024年，云岫县坚持依法行政。", style="body")
    + paragraph("一、主要做法", style="one")
    + paragraph(run("（一）行政复议。", '<w:rStyle w:val="two"/>') + run("全县案件按期办结。"), style="body")
    + paragraph("法治宣传教育覆盖全部乡镇，", run("其中三个", "<w:sz w:val='20'/>"), "是重点。", style="body")
)


def field(look: str = NUMBER, before: str = "— ", after: str = " —") -> str:
    """The paragraph of a footer, with the number of the page as Word writes it."""
    kinds = {"begin": "", "separate": "", "end": ""}
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in kinds)
    code = "<w:r><w:instrText> PAGE \\* MERGEFORMAT </w:instrText></w:r>"
    return paragraph(
        run(before, look) + begin + code + middle + run("1", look) + run("7", look) + end + run(after, look)
    )


def file(
    body: str = BODY,
    *,
    size: str = SIZE,
    margins: str = MARGINS,
    more: str = "",
    styles: str = STANDARD,
    theme: str = THEME,
    settings: str = "",
    footers: dict[str, str] | None = None,
) -> bytes:
    """A report that is set by the standard, unless something else is said."""
    footers = {"default": field()} if footers is None else footers
    named = "".join(f'<w:footerReference w:type="{kind}" r:id="f_{kind}"/>' for kind in footers)
    files = unpacked(docx(body, styles=styles))
    main = files["word/document.xml"].decode()
    files["word/document.xml"] = main.replace(
        "<w:sectPr/>", f"<w:sectPr>{named}{size}{margins}{more}</w:sectPr>"
    ).encode()
    others = {
        f"f_{kind}": ("footer", f"{kind}.xml", f"{HEAD}<w:ftr {SPACES}>{text}</w:ftr>")
        for kind, text in footers.items()
    }
    others["t"] = ("theme", "theme/theme1.xml", HEAD + theme)
    others["s"] = ("settings", "settings.xml", f"{HEAD}<w:settings {SPACES}>{settings}</w:settings>")
    ties = "".join(
        f'<Relationship Id="{id}" Type="{TIE}/{kind}" Target="{name}"/>' for id, (kind, name, _) in others.items()
    )
    relations = "word/_rels/document.xml.rels"
    files[relations] = files[relations].replace(b"</Relationships>", f"{ties}</Relationships>".encode())
    return packed(files | {f"word/{name}": text.encode() for _, name, text in others.values()})


def said(data: bytes) -> list[tuple[str, str]]:
    """What the ruleset says of a file."""
    outcome = lint(read("a.docx", data), load("official-layout"))
    assert not outcome.crashes
    return [(each.rule.id, each.problem.message.zh) for each in outcome.diagnostics]


def layout(data: bytes) -> Layout:
    """How a file looks."""
    origin = read("a.docx", data).origin
    assert origin and origin.layout
    return origin.layout


def test_a_report_set_by_the_standard_is_silent() -> None:
    assert said(file()) == []


@pytest.mark.parametrize(
    ("changed", "rule", "message"),
    [
        ({"size": '<w:pgSz w:w="12240" w:h="15840"/>'}, "wrong-paper-size", "纸张是216×279毫米，应为210×297毫米"),
        ({"size": ""}, "wrong-paper-size", "纸张是216×279毫米，应为210×297毫米"),
        ({"margins": MARGINS.replace("2098", "1440")}, "wrong-margins", "天头（上边距）是25.4毫米，应为37毫米"),
        ({"margins": MARGINS.replace("1587", "1700")}, "wrong-margins", "订口（左边距）是30.0毫米，应为28毫米"),
        ({"margins": MARGINS.replace('gutter="0"', 'gutter="567"')}, "wrong-margins", "版心宽是146.0毫米，应为156毫米"),
        ({"margins": MARGINS.replace("1984", "1440")}, "wrong-margins", "版心高是234.6毫米，应为225毫米"),
        ({"styles": STANDARD.replace("方正小标宋简体", "宋体")}, "wrong-title-font", "标题字体是宋体，应为小标宋"),
        ({"styles": STANDARD.replace('"44"', '"36"')}, "wrong-title-font", "标题字号是18磅（小二），应为22磅（二号）"),
        ({"styles": STANDARD.replace('"center"', '"left"')}, "title-off-centre", "标题没有居中，应居中"),
        ({"theme": THEME.replace("仿宋", "等线")}, "wrong-body-font", "正文字体是等线，应为仿宋，共3处"),
        ({"theme": THEME.replace("Hans", "Hang")}, "wrong-body-font", "正文没有指定字体，应为仿宋，共3处"),
        ({"styles": STANDARD.replace('"32"', '"28"')}, "wrong-body-font", "正文字号是14磅（四号），应为16磅（三号），共3处"),
        ({"styles": STANDARD.replace('"32"', '"31"')}, "wrong-body-font", "正文字号是15.5磅，应为16磅（三号），共3处"),
        ({"styles": STANDARD.replace("黑体", "楷体")}, "wrong-heading-font", "一级标题字体是楷体，应为黑体"),
        ({"styles": STANDARD.replace("楷体_GB2312", "黑体")}, "wrong-heading-font", "二级标题字体是黑体，应为楷体"),
        ({"styles": STANDARD.replace("579", "600")}, "wrong-line-pitch", "正文行距是30磅，应为28至29磅，共3处"),
        ({"styles": STANDARD.replace("exact", "auto")}, "wrong-line-pitch", "正文行距不是固定值，应为固定值28至29磅，共3处"),
        ({"styles": STANDARD.replace('w:firstLine="640" w:firstLineChars="200"', "")}, "wrong-indent", "段落首行左空0字，应为2字，共3处"),
        ({"body": BODY.replace("2024年，", "　　2024年，")}, "wrong-indent", "段落首行左空4字，应为2字"),
        ({"footers": {}}, "missing-page-number", "页脚没有页码，应有页码"),
        ({"footers": {"default": paragraph("— 17 —")}}, "missing-page-number", "页脚没有页码，应有页码"),
        ({"settings": "<w:evenAndOddHeaders/>"}, "missing-page-number", "偶数页页脚没有页码，应有页码"),
        ({"footers": {"default": field(before="第", after="页")}}, "wrong-page-number", "页码写作“第1页”，应为“— 1 —”"),
        ({"footers": {"default": field(NUMBER.replace("28", "18"))}}, "wrong-page-number", "页码字号是9磅（小五），应为14磅（四号）"),
        ({"footers": {"default": field('<w:sz w:val="28"/>')}}, "wrong-page-number", "页码字体是Calibri，应为宋体"),
    ],
)  # fmt: skip  # one deviation a line
def test_each_deviation_is_found_with_what_is_and_what_should_be(changed: Any, rule: str, message: str) -> None:
    found = said(file(**changed))
    assert (rule, message) in found
    assert (
        {each for each, _ in found} <= {rule, "wrong-heading-font"}
        if "styles" in changed or "theme" in changed
        else {rule}
    )


def test_what_is_said_often_is_told_once_with_the_first_places() -> None:
    many = "".join(paragraph(f"第{number}项工作已经完成。", style="body") for number in range(10, 70))
    source = read("a.docx", file(BODY + many, styles=STANDARD.replace('"32"', '"28"')))
    found = [d for d in lint(source, load("official-layout")).diagnostics if d.rule.id == "wrong-body-font"]
    [problem] = [each.problem for each in found]
    assert problem.message.zh.endswith("，共63处")
    assert problem.message.en == "size of the running text: 14 pt, required: 16 pt (63 places)"
    spans = [problem.span, *(each.span for each in problem.related)]
    assert [source[span] for span in spans] == ["2024年", "全县案件按期办结", "法治宣传教育覆盖全部乡镇"]


def test_the_nearest_says_how_letters_look() -> None:
    own = run("甲", '<w:rStyle w:val="two"/><w:rFonts w:eastAsia="隶书" w:ascii="Arial"/><w:sz w:val="21"/>')
    text = paragraph(own, run("乙", '<w:rStyle w:val="two"/>'), run("丙"), style="one") + paragraph("丁")
    looks = [each.look for p in layout(file(text)).paragraphs for each in p.letterings]
    assert looks == [
        Look("隶书", "Arial", 10.5),
        Look("楷体_GB2312", "Calibri", 16),
        Look("黑体", "Calibri", 16),
        Look("仿宋", "Calibri", 16),
    ]
    major = STANDARD.replace("minorHAnsi", "majorHAnsi")
    assert layout(file(paragraph("丁"), styles=major)).paragraphs[0].letterings[0].look.latin == "Cambria"
    assert layout(file(paragraph("丁"), styles="")).paragraphs[0].letterings[0].look == Look(None, None, 10)


@pytest.mark.parametrize(
    ("own", "indent"),
    [
        ('<w:ind w:firstLine="320"/>', 2),  # the style says 200 hundredths, which go before
        ('<w:ind w:firstLineChars="0" w:firstLine="320"/>', 1),
        ('<w:ind w:firstLineChars="0" w:firstLine="16pt"/>', 1),
        ('<w:ind w:left="640"/>', 4),
        ('<w:ind w:left="640" w:hanging="640"/>', 0),
        ('<w:ind w:firstLineChars="x"/>', 2),
        ('<w:ind w:firstLineChars="nan" w:firstLine="1e999"/>', 312.5),
    ],
)
def test_indents(own: str, indent: float) -> None:
    found = layout(file(paragraph("甲乙。", style="body", more=own))).paragraphs[0].indent
    assert found == pytest.approx(indent, abs=0.01)


def test_a_grid_sets_lines_where_letters_fit_into_it() -> None:
    single = STANDARD.replace('<w:spacing w:line="579" w:lineRule="exact"/>', "")
    grid = '<w:docGrid w:type="lines" w:linePitch="579"/>'

    def pitch(own: str = "", more: str = grid) -> float | None:
        return layout(file(paragraph("甲。", more=own), styles=single, more=more)).paragraphs[0].pitch

    assert pitch() == 28.95
    assert pitch('<w:spacing w:line="360" w:lineRule="auto"/>') == pytest.approx(43.425)
    assert pitch('<w:snapToGrid w:val="0"/>') is None
    assert pitch(more=grid.replace("579", "312")) is None  # 三号 needs two lines of it, more or less
    assert pitch(more=grid.replace('w:type="lines" ', "")) is None
    assert pitch('<w:spacing w:line="560" w:lineRule="exact"/>') == 28


def test_sections_have_their_own_pages_and_go_on_with_footers() -> None:
    across = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    first = f'<w:sectPr><w:footerReference w:type="default" r:id="f_default"/>{SIZE}{MARGINS}</w:sectPr>'
    wide = f'<w:sectPr>{across}<w:pgMar w:top="1440" w:bottom="1440" w:left="1440" w:right="1440"/></w:sectPr>'
    body = BODY + paragraph("甲。", style="body", more=first) + paragraph("附表一。", style="body", more=wide)
    data = file(body + paragraph("乙。", style="body"))
    pages = layout(data).pages
    assert [(round(page.width), page.across) for page in pages] == [(210, False), (297, True), (210, False)]
    assert [[number and number.text for number in page.numbers] for page in pages] == [["— 1 —"]] * 3
    assert said(data) == []
    letter = wide.replace(across, '<w:pgSz w:w="12240" w:h="15840"/>').replace("<w:sectPr>", f"<w:sectPr>{MARGINS}")
    source = read("a.docx", file(body.replace(wide, letter)))
    found = lint(source, load("official-layout"), chosen=frozenset({"wrong-paper-size"})).diagnostics
    assert [each.excerpt for each in found] == ["附表一"]


def test_tables_boxes_and_notes_are_no_running_text() -> None:
    small = '<w:sz w:val="18"/>'
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(run('框里的字。', small))}</w:txbxContent></w:pict></w:r>"
    both = (
        '<mc:AlternateContent><mc:Choice Requires="w14">甲</mc:Choice><mc:Fallback>'
        f"{paragraph(run('另一种。', small))}</mc:Fallback></mc:AlternateContent>"
    )
    body = BODY + table([[paragraph(run("表里的字。", small))]]) + paragraph(box + both + run("正文。"), style="body")
    assert said(file(body)) == []


def test_lists_of_names_and_lines_in_the_middle_are_set_as_one_likes() -> None:
    middle = paragraph(run("（2025年1月15日）", '<w:rFonts w:eastAsia="楷体"/>'), more='<w:jc w:val="center"/>')
    names = paragraph(run("主任委员：李某某", '<w:sz w:val="28"/>'))
    last = paragraph("（本报告由司法局起草。）", more='<w:jc w:val="right"/>')
    quoted = paragraph("（本报告经会议通过。）", more='<w:jc w:val="center"/>')
    assert said(file(BODY + names + quoted + last)) == []
    assert said(file(BODY.replace(paragraph("县人大常委会："), middle))) == []


@pytest.mark.parametrize("kind", ["theme", "settings", "default"])
def test_a_damaged_part_is_as_if_it_were_not_there(kind: str) -> None:
    files = unpacked(file())
    name = next(each for each in files if kind in each)
    files[name] = b"<w:broken"
    expected = {"theme": "wrong-body-font", "settings": None, "default": "missing-page-number"}[kind]
    assert {rule for rule, _ in said(packed(files))} == ({expected} - {None})


def test_styles_in_a_ring_and_the_like() -> None:
    ring = STANDARD.replace('<w:basedOn w:val="a"/>', '<w:basedOn w:val="body"/>')
    assert layout(file(styles=ring)).paragraphs
    strange = file(paragraph(run("甲。", '<w:rFonts w:eastAsia="宋&#10;体"/><w:sz w:val="-inf"/>')))
    assert all("\n" not in message for _, message in said(strange))
    with pytest.raises(SourceError):
        read("a.docx", packed(unpacked(file()) | {"word/document.xml": b"<w:p"}))


def test_what_else_is_in_a_footer_is_not_told() -> None:
    found = said(file(footers={"default": field(before="联系电话13800000000　")}))
    assert found == [("wrong-page-number", "页码写法不对，应为“— 1 —”")]


@pytest.mark.parametrize("instruction", ["PAGE", " page ", "PAGE \\* Arabic"])
def test_a_number_of_the_page_in_one_element(instruction: str) -> None:
    simple = f'<w:fldSimple w:instr="{instruction}">{run("3", NUMBER)}</w:fldSimple>'
    assert said(file(footers={"default": paragraph(run("— ") + simple + run(" —"))})) == []
    empty = f'<w:fldSimple w:instr="{instruction}"/>'
    assert "missing-page-number" not in dict(said(file(footers={"default": paragraph(run("— ") + empty + run(" —"))})))


def test_the_layout_is_found_out_only_for_those_who_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    def layout(*_: object) -> Layout:
        raise AssertionError("nobody asked")

    monkeypatch.setattr(docx_layout, "layout", layout)
    source = read("a.docx", file())
    lint(source, load("rule-of-law-report"))
    with pytest.raises(AssertionError, match="nobody asked"):
        assert source.origin and source.origin.layout


def test_a_source_can_be_sent_to_another_process() -> None:
    source = read("a.docx", file())
    sent = pickle.loads(pickle.dumps(source))
    assert sent.origin.layout == (source.origin and source.origin.layout)


def test_a_text_has_no_layout() -> None:
    assert lint(Source("a.txt", RIGHT), load("official-layout")).diagnostics == ()


# ---- laid over the ruleset of the type


@pytest.fixture
def report(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A report in this folder, with a heading missing and the wrong paper; configurations are read anew."""
    configuration.read.cache_clear()
    configuration._nearest.cache_clear()
    monkeypatch.chdir(tmp_path)
    Path("a.docx").write_bytes(file(size='<w:pgSz w:w="12240" w:h="16838"/>'))
    return "a.docx"


def rules(reportlint: Run, *arguments: str) -> set[str]:
    return {found["rule"] for found in json.loads(reportlint("--output", "json", *arguments)[1])}


def test_another_ruleset_goes_over_that_of_the_type(reportlint: Run, report: str) -> None:
    plain = rules(reportlint, report)
    assert "missing-section" in plain
    assert rules(reportlint, "--also", "official-layout", report) == plain | {"wrong-paper-size", "wrong-margins"}
    assert rules(reportlint, "--also", "official-layout", "--select", "layout", report) == {
        "wrong-paper-size",
        "wrong-margins",
    }
    only = rules(reportlint, "--ruleset", "official-layout", report)
    assert only == {"wrong-paper-size", "wrong-margins"}


def test_a_configuration_names_it_and_changes_it(reportlint: Run, report: str) -> None:
    write(configuration.NAME, 'also = ["official-layout"]\n[rules.wrong-paper-size]\nwidth = 216\n')
    found = rules(reportlint, report)
    assert "wrong-margins" in found
    assert "wrong-paper-size" not in found
    assert "missing-section" in found
    assert "wrong-margins" not in rules(reportlint, "--isolated", report)


def test_a_base_and_what_extends_it_may_both_name_some(reportlint: Run, report: str) -> None:
    Path("house").mkdir()
    Path("house/narrow").mkdir()
    write("house/reportlint.toml", 'also = ["narrow"]\n')
    write("house/narrow/ruleset.toml", 'extends = ["official-layout"]\n[rules.wrong-margins]\nseverity = "off"\n')
    write(configuration.NAME, 'extends = ["house"]\n')
    found = rules(reportlint, report)
    assert {"wrong-paper-size", "missing-section"} <= found
    assert "wrong-margins" not in found


def test_a_ruleset_that_is_not_there(reportlint: Run, report: str) -> None:
    code, _, err = reportlint("--also", "official-layuot", report)
    assert (code, "没有规则集“official-layuot”，是否想写“official-layout”？" in err) == (2, True)
    write(configuration.NAME, 'also = ["official-layuot", 1]\n')
    configuration._nearest.cache_clear()
    code, _, err = reportlint(report)
    assert code == 2
    assert "“also”应是文字的列表" in err
    assert "不是“official-layuot”，是否想写“official-layout”？" in err
