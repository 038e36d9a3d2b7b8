"""Reading .docx: automatic numbers as Word prints them, each construct, and the way back to the words."""

from __future__ import annotations

import random
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest

from build_office import definition, docx, field, level, numbered, packed, paragraph, plain, run, table, unpacked
from conftest import RIGHT, ROOT, Run
from reportlint.linter import Outcome, lint
from reportlint.readers import package, read
from reportlint.readers.docx_numbers import written
from reportlint.ruleset import detectable
from reportlint.source import Source, SourceError
from timing import STEEP, growth, seconds

OFFICIAL = definition(
    1,
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "（%4）"),
    level(4, "decimalEnclosedCircle", "%5"),
)


def text_of(body: str, **parts: str) -> str:
    return read("a.docx", docx(body, **parts)).text


def lines(body: str, **parts: str) -> list[str]:
    return text_of(body, **parts).splitlines()


# ---- automatic numbers


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("decimal", "1 2 10 11 20 21 100 101 110 1234 10001"),
        ("decimalZero", "01 02 10 11 20 21 100 101 110 1234 10001"),
        ("chineseCounting", "一 二 十 十一 二十 二十一 一○○ 一○一 一一○ 一二三四 一○○○一"),
        ("chineseCountingThousand", "一 二 十 十一 二十 二十一 一百 一百〇一 一百一十 一千二百三十四 一万〇一"),
        ("ideographDigital", "一 二 一〇 一一 二〇 二一 一〇〇 一〇一 一一〇 一二三四 一〇〇〇一"),
        ("chineseLegalSimplified", "壹 贰 壹拾 壹拾壹 贰拾 贰拾壹 壹佰 壹佰零壹 壹佰壹拾 壹仟贰佰叁拾肆 壹萬零壹"),
        ("japaneseCounting", "一 二 十 十一 二十 二十一 百 百一 百十 千二百三十四 一万一"),
        ("taiwaneseCountingThousand", "一 二 十 十一 二十 二十一 一百 一百零一 一百一十 一千二百三十四 一萬零一"),
        ("ideographTraditional", "甲 乙 癸 11 20 21 100 101 110 1234 10001"),
        ("ideographZodiac", "子 丑 酉 戌 20 21 100 101 110 1234 10001"),
        ("ideographZodiacTraditional", "甲子 乙丑 癸酉 甲戌 癸未 甲申 100 101 110 1234 10001"),
        ("decimalEnclosedCircle", "① ② ⑩ ⑪ ⑳ 21 100 101 110 1234 10001"),
        ("decimalFullWidth", "１ ２ １０ １１ ２０ ２１ １００ １０１ １１０ １２３４ １０００１"),
        ("lowerLetter", "a b j k t u vvvv wwww fffff 1234 10001"),
        ("upperRoman", "I II X XI XX XXI C CI CX MCCXXXIV 10001"),
        ("ordinal", "1st 2nd 10th 11th 20th 21st 100th 101st 110th 1234th 10001st"),
        ("a form of tomorrow", "1 2 10 11 20 21 100 101 110 1234 10001"),
    ],
)
def test_forms_of_numbers(form: str, expected: str) -> None:
    numbers = (1, 2, 10, 11, 20, 21, 100, 101, 110, 1234, 10001)
    assert [written(number, form) for number in numbers] == expected.split()


@pytest.mark.parametrize("number", [-1, 0, 99_999_999, 10**9])
def test_every_form_takes_every_number(number: int) -> None:
    from reportlint.readers.docx_numbers import FORMS

    assert all(len(written(number, form)) < 40 for form in FORMS)


STYLES = (
    '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1a"><w:basedOn w:val="H1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="None"><w:basedOn w:val="H1"/>'
    '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
    '<w:style w:type="numbering" w:styleId="Linked"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
)
NUMBERING = (
    OFFICIAL
    + definition(
        2,
        level(0, "chineseCountingThousand", "第%1章", '<w:pStyle w:val="H1"/>'),
        level(1, "decimal", "%1.%2", '<w:pStyle w:val="H2"/><w:isLgl/>'),
    )
    + definition(3, level(0, "bullet", "\uf0b7"))
    + '<w:abstractNum w:abstractNumId="4"><w:numStyleLink w:val="Linked"/></w:abstractNum>'
    + definition(5, level(0, "upperLetter", "%1)"))
    + definition(6, level(0, "decimal", "%1."), level(1, "decimal", "%2）", '<w:lvlRestart w:val="0"/>'))
    + definition(
        7,
        level(0, "decimal", "%1."),
        level(1, "decimal", "%2）"),
        level(2, "decimal", "%3】", '<w:lvlRestart w:val="1"/>'),
    )
    + numbered(1, 1)
    + numbered(2, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    + numbered(3, 2)
    + numbered(4, 3)
    + numbered(5, 5)
    + numbered(6, 4)
    + numbered(7, 6)
    + numbered(9, 7)
    + numbered(10, 6, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')
    + numbered(11, 1, '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride>')
    + numbered(8, 1, f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "%1）", start=7)}</w:lvlOverride>')
)


def numbers(*paragraphs: tuple[int, int] | str) -> list[str]:
    """The labels of paragraphs, each with a level and a list, or with a style."""
    body = "".join(
        paragraph("文", style=each) if isinstance(each, str) else paragraph("文", number=each) for each in paragraphs
    )
    return [line.removesuffix("文") for line in lines(body, numbering=NUMBERING, styles=STYLES)]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        # the five levels of an official document, each beginning anew below a higher one
        (
            [(0, 1), (1, 1), (1, 1), (2, 1), (3, 1), (4, 1), (4, 1), (3, 1), (2, 1), (0, 1), (1, 1), (2, 1)],
            "一、 （一） （二） 1. （1） ① ② （2） 2. 二、 （一） 1.",
        ),
        # a second list of the same definition goes on counting, unless it begins anew where it is first used
        ([(0, 1), (0, 1), (0, 2), (0, 2), (0, 1)], "一、 二、 一、 二、 三、"),
        # numbers through styles, through the style one is based on, digits alone, and switched off
        (["H1", "H2", "H2", "H1a", "H2", "None", "H1"], "第一章_ 1.1_ 1.2_ 第二章_ 2.1_  第三章_"),
        ([(0, 1), (0, 0), (0, 1)], "一、  二、"),
        ([(0, 4), (0, 99), (7, 1)], "  "),  # a bullet, a list and a level that there are not
        ([(0, 6), (0, 6)], "A) B)"),  # a definition that lies in a style
        ([(0, 7), (1, 7), (0, 7), (1, 7)], "1. 1） 2. 2）"),  # a level that never begins anew
        (
            [(0, 9), (2, 9), (1, 9), (2, 9), (0, 9), (2, 9)],
            "1. 1】 1） 2】 2. 1】",
        ),  # one that does so below the first only
        ([(0, 10), (0, 10)], "5. 6."),
        ([(0, 11), (1, 11), (1, 11), (0, 11), (1, 11)], "一、 （五） （六） 二、 （五）"),
        ([(0, 8), (0, 8)], "7） 8）"),  # a level of a list's own
        ([(1, 3)], "1.1_"),  # below a level that was not used
        (["Loop"], ""),
    ],
)
def test_labels(paragraphs: list[tuple[int, int] | str], expected: str) -> None:
    assert numbers(*paragraphs) == [each.replace("_", " ") for each in expected.split(" ")]


def test_a_number_of_its_own_hides_that_of_the_style() -> None:
    body = paragraph("文", style="H1") + paragraph("文", style="H1", number=(0, 0)) + paragraph("文", style="H1")
    assert lines(body, numbering=NUMBERING, styles=STYLES) == ["第一章 文", "文", "第二章 文"]


def test_labels_are_generated_and_make_headings() -> None:
    body = paragraph("云岫县人民政府关于2024年度法治政府建设情况的报告") + paragraph("总体情况", number=(0, 1))
    body += paragraph("加强领导。一是", number=(1, 1)) + paragraph("主要做法", number=(0, 1))
    source = read("a.docx", docx(body, numbering=NUMBERING))
    assert source.origin
    assert [source[span] for span in source.origin.generated] == ["一、", "（一）", "二、"]
    typed = read("a.txt", source.text.encode())
    assert lint(source, detectable()).outline == lint(typed, detectable()).outline
    assert [line.text for line in lint(source, detectable()).outline[1:]] == [
        "一、总体情况",
        "（一）加强领导",
        "二、主要做法",
    ]


# ---- constructs

DELETED_END = '<w:rPr><w:del w:id="1" w:author="甲"/></w:rPr>'
BOX = "<w:txbxContent>{}</w:txbxContent>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (paragraph(run("依法"), run("行政", "<w:b/>")), "依法行政\n"),
        ("<w:p/>" + paragraph("甲"), "\n甲\n"),
        (paragraph("甲", "<w:r><w:tab/></w:r>", "乙"), "甲\t乙\n"),
        (paragraph("甲", more='<w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs>'), "甲\n"),
        (paragraph("甲<w:r><w:br/></w:r>".replace("甲", run("甲")), "乙"), "甲\n乙\n"),
        (paragraph('<w:r><w:br w:type="page"/></w:r>', "乙"), "乙\n"),
        (paragraph("甲", '<w:r><w:noBreakHyphen/><w:softHyphen/></w:r>', "乙"), "甲-乙\n"),
        (paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:char="zz"/></w:r>', "乙"), "☑乙\n"),
        (paragraph("<w:r><w:t> 甲 </w:t></w:r>", "<w:r><w:t xml:space='preserve'> 乙\n</w:t></w:r>"), "甲 乙 \n"),
        (paragraph('<w:hyperlink r:id="rId9"><w:r><w:t>链接</w:t></w:r></w:hyperlink>'), "链接\n"),
        (paragraph('<w:ins w:id="1" w:author="甲">' + run("增") + "</w:ins>", "文"), "增文\n"),
        (paragraph("文", '<w:del w:id="1" w:author="甲"><w:r><w:delText>删</w:delText></w:r></w:del>'), "文\n"),
        (paragraph("<w:moveFrom w:id='1'>" + run("甲") + "</w:moveFrom><w:moveTo w:id='2'>" + run("甲") + "</w:moveTo>"), "甲\n"),
        (paragraph("前半", more=DELETED_END) + paragraph("后半"), "前半后半\n"),
        (paragraph("前半", number=(0, 1), more=DELETED_END) + paragraph("后半"), "前半后半\n"),
        (paragraph("前半", more=DELETED_END) + paragraph("后半", number=(0, 1)), "一、前半后半\n"),
        (paragraph("<w:sdt><w:sdtContent>" + run("控件") + "</w:sdtContent></w:sdt>"), "控件\n"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + paragraph("控件") + "</w:sdtContent></w:sdt>", "控件\n"),
        (paragraph(field(" DATE ", run("3月5日")), "起"), "3月5日起\n"),
        (paragraph(field(" IF ", run("真"), field(" REF a ", run("假")))), "真假\n"),
        (paragraph("<w:fldSimple w:instr='REF a'>" + run("第二条") + "</w:fldSimple>"), "第二条\n"),
        (paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "不该丢"), "不该丢\n"),
        (paragraph(field(' TOC \\o "1-3" ', run("一、总体情况"))) + paragraph("一、总体情况"), "一、总体情况\n"),
        (paragraph(run("甲", "<w:vanish/>"), run("乙", '<w:vanish w:val="0"/>')), "乙\n"),
        (paragraph(run("甲", '<w:rStyle w:val="Secret"/>'), "乙"), "乙\n"),
        (paragraph("<w:r><w:ruby><w:rt>" + run("fǎ") + "</w:rt><w:rubyBase>" + run("法") + "</w:rubyBase></w:ruby></w:r>"), "法\n"),
        (paragraph("<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>"), "a=b\n"),
        (paragraph("<w:smartTag>" + run("甲") + "</w:smartTag><w:proofErr/><w:bookmarkStart w:id='1'/>"), "甲\n"),
        (paragraph("甲", "<w:r><w:pict>" + BOX.format(paragraph("框")) + "</w:pict><w:t>乙</w:t></w:r>"), "甲乙\n框\n"),
        (
            paragraph(
                "甲",
                "<w:r><mc:AlternateContent><mc:Choice Requires='w14'>" + BOX.format(paragraph("框"))
                + "</mc:Choice><mc:Fallback>" + BOX.format(paragraph("框")) + "</mc:Fallback></mc:AlternateContent></w:r>",
            ),
            "甲\n框\n",
        ),
        (paragraph("<w:r><w:pict>" + BOX.format(paragraph("框")) + "</w:pict><w:tab/><w:t>乙</w:t></w:r>"), "\t乙\n框\n"),
        (table([["项目", "数量"], ["办件", "12"]]) + paragraph("后"), "项目\n数量\n办件\n12\n后\n"),
        (paragraph("&lt;b&gt;&amp;<![CDATA[<乙>]]>".join(("<w:r><w:t>", "</w:t></w:r>"))), "<b>&<乙>\n"),
        (paragraph('<w:r><!-- <w:rPr></w:rPr> --><w:t><![CDATA[<w:rPr></w:rPr>]]></w:t></w:r>'), "<w:rPr></w:rPr>\n"),
        (paragraph("新", more='<w:pPrChange w:id="1"><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'), "新\n"),
    ],
)  # fmt: skip  # one construct a line
def test_constructs(body: str, expected: str) -> None:
    assert text_of(body, styles=STYLES, numbering=NUMBERING) == expected


def test_notes_come_behind_the_body() -> None:
    notes = "".join(
        f'<w:footnote {kind}w:id="{id}">{paragraph(text)}</w:footnote>'
        for id, kind, text in ((0, 'w:type="separator" ', "线"), (2, "", "脚注文"), (3, "", "无人引用"))
    )
    ends = f'<w:endnote w:id="2">{paragraph("尾注文")}</w:endnote>'
    body = paragraph(
        "甲", '<w:r><w:footnoteReference w:id="2"/></w:r>', "乙", '<w:r><w:endnoteReference w:id="2"/></w:r>'
    )
    source = read("a.docx", docx(body, footnotes=notes, endnotes=ends))
    assert source.text == "甲乙\n脚注文\n尾注文\n"
    assert [source.place(at) for at in (0, 4, 8)] == [
        ("第1段", "paragraph 1"),
        ("脚注1", "footnote 1"),
        ("尾注1", "endnote 1"),
    ]


def test_places_and_cells() -> None:
    rows = [["项目", "数量"], [paragraph("办件") + paragraph("总数"), "12"]]
    wide = table([["合计"]]).replace("<w:tc>", '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>')
    wide = wide.replace("</w:tc></w:tr>", f"</w:tc><w:tc>{paragraph('末')}</w:tc></w:tr>")
    source = read("a.docx", docx("<w:p/>" + paragraph("前") + table(rows) + wide + paragraph("后")))
    assert source.origin
    assert [(*cell[:3], source[cell.span]) for cell in source.origin.cells] == [
        (1, 1, 1, "项目"),
        (1, 1, 2, "数量"),
        (1, 2, 1, "办件\n总数"),
        (1, 2, 2, "12"),
        (2, 1, 1, "合计"),
        (2, 1, 3, "末"),
    ]
    assert source.place(source.text.index("12")) == ("表1第2行第2列", "table 1, row 2, column 2")
    assert source.place(source.text.index("后")) == ("第2段", "paragraph 2")


def test_leftovers() -> None:
    body = paragraph(
        "甲",
        '<w:ins w:id="1" w:author="李四">' + run("增") + run("加") + "</w:ins>",
        '<w:del w:id="2" w:author="王五"><w:r><w:delText>删</w:delText></w:r></w:del>',
        run("亮", '<w:highlight w:val="yellow"/>') + run("色", '<w:highlight w:val="yellow"/>'),
        run("暗", "<w:vanish/>"),
        '<w:commentRangeStart w:id="7"/>' + run("评") + '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>',
        run("见错误！未找到引用源。后，纠正错误！未找到依据。"),
    )  # fmt: skip
    comments = f'<w:comment w:id="7" w:author="赵六">{paragraph("注")}</w:comment>'
    core = "<dc:creator>张三</dc:creator><p:lastModifiedBy>张三</p:lastModifiedBy>"
    source = read("a.docx", docx(body, comments=comments, core=core, app="<Company>青禾科技</Company>"))
    assert source.origin
    assert source.text == "甲增加亮色评见错误！未找到引用源。后，纠正错误！未找到依据。\n"
    assert [(each.kind, source[each.span], each.detail) for each in source.origin.leftovers] == [
        ("author", "", "张三"),
        ("company", "", "青禾科技"),
        ("last-author", "", "张三"),
        ("tracked-insertion", "增加", "李四"),
        ("tracked-deletion", "", "王五"),
        ("highlight", "亮色", ""),
        ("hidden-text", "", "1"),
        ("comment", "评", "赵六"),
        ("failed-field", "错误！未找到引用源。", ""),
    ]


def test_what_goes_on_over_paragraphs_is_one_leftover() -> None:
    tracked = '<w:ins w:id="1" w:author="李四">' + run("增") + "</w:ins>"
    source = read("a.docx", docx(paragraph("甲", tracked) + paragraph(tracked) + paragraph("乙", tracked)))
    assert source.origin
    assert [source[each.span] for each in source.origin.leftovers] == ["增\n增", "增"]


def test_a_field_that_failed_in_a_table_of_contents_is_told() -> None:
    body = paragraph(field(" TOC ", run("一、总体情况"), run("错误!未定义书签。"))) + paragraph("文")
    source = read("a.docx", docx(body))
    assert source.origin
    assert (source.text, [each.kind for each in source.origin.leftovers]) == ("文\n", ["failed-field"])


def test_strict_files_and_other_names_are_read() -> None:
    strict = unpacked(docx(paragraph("一、", "总体情况")))
    w = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    part = strict["word/document.xml"].replace(w, b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert read("a.docx", packed(strict | {"word/document.xml": part})).text == "一、总体情况\n"
    part = strict.pop("word/document.xml").replace(b"w:", b"x:").replace(b"xmlns:w=", b"xmlns:x=")
    tie = strict["_rels/.rels"].replace(b"word/document.xml", b"/word/document2.xml")
    moved = packed(strict | {"word/document2.xml": part, "_rels/.rels": tie})
    assert read("a.docx", moved, format="docx").text == "一、总体情况\n"


# ---- the way back


def test_pieces_are_the_bytes_of_the_words() -> None:
    body = paragraph(run("依法"), "<w:r><w:tab/><w:t>a&amp;b</w:t></w:r>", number=(0, 1)) + table([["表"]])
    data = docx(body, numbering=NUMBERING)
    source = read("a.docx", data)
    assert source.origin
    parts = unpacked(data)
    found = [(source.text[s.start : s.end], s.piece) for s in source.origin.stretches if s.piece]
    assert [text for text, _ in found] == ["依法", "a&b", "表"]
    for text, piece in found:
        raw = parts[piece.part]
        assert raw[piece.start : piece.end].decode().replace("&amp;", "&") == text
        assert raw[: piece.start].endswith(b">") and raw[piece.end :].startswith(b"</w:t>")


def findings(outcome: Outcome) -> list[tuple[object, ...]]:
    return [(d.rule.id, d.problem.span, d.problem.message, d.path) for d in outcome.diagnostics]


@pytest.mark.parametrize("file", sorted((ROOT / "samples").glob("*.txt")), ids=lambda file: file.stem)
def test_samples_give_the_same_findings(file: Path) -> None:
    typed = Source.decode(file.name, file.read_bytes())
    typed = Source(file.name, typed.text)
    source = read("a.docx", plain(typed.text))
    assert source.text == typed.text
    before, after = lint(typed, detectable()), lint(source, detectable())
    assert (findings(after), after.outline) == (findings(before), before.outline)


def test_real_reports_read_as_their_texts(corpus: Path) -> None:
    """The text of the .docx is that of the .txt, but for empty lines and blanks at ends of lines; so are the findings."""
    files = sorted((corpus / "work-reports").glob("*.docx"))
    assert len(files) == 8
    for file in files:
        source = read(file.name, file.read_bytes())
        typed = Source.decode(file.name, file.with_suffix(".txt").read_bytes())
        left, right = ([line.strip() for line in each.text.splitlines() if line.strip()] for each in (source, typed))
        assert left == right, file.name
        same = Source(file.name, "".join(f"{line}\n" for line in left))
        one, other = lint(same, detectable()), lint(source, detectable())
        assert [line.text for line in one.outline] == [line.text for line in other.outline], file.name
        told = [
            [(d.rule.id, d.excerpt) for d in each.diagnostics if d.rule.category != "leftovers"]
            for each in (one, other)
        ]
        assert told[0] == told[1], file.name


def test_real_office_files_are_read(corpus: Path) -> None:
    for file in sorted((corpus / "office").glob("*.docx")):
        source = read(file.name, file.read_bytes())
        assert len(source.text) > 100, file.name
        lint(source, detectable())


# ---- what is damaged, and what is hostile


def test_damaged_files_are_refused_and_never_hang() -> None:
    whole = docx(
        paragraph("甲", number=(0, 1)) + table([["乙", "丙"]]) + paragraph(field("REF a", run("丁"))),
        numbering=NUMBERING,
        styles=STYLES,
        comments="",
        core="<dc:creator>张三</dc:creator>",
    )
    chance = random.Random(7)
    said = set()
    start = time.process_time()
    for number in range(500):
        data = bytearray(whole)
        if number % 2:
            del data[chance.randrange(len(data)) :]
        for _ in range(0 if number % 2 else chance.randrange(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            read("a.docx", bytes(data), format="docx")
        except SourceError as error:
            said.add(error.args[0])
    assert {"damaged"} <= said <= {"damaged", "empty", "encrypted", "too-big", "unsafe"}
    assert time.process_time() - start < 20


def test_damaged_xml_is_refused() -> None:
    """Flips within the XML itself, which a checksum of the .zip would hide."""
    parts = unpacked(docx(paragraph("甲", number=(0, 1)) + table([["乙"]]), numbering=NUMBERING, styles=STYLES))
    chance = random.Random(8)
    read_whole = 0
    for _ in range(500):
        name = chance.choice(list(parts))
        data = bytearray(parts[name])
        for _ in range(chance.randrange(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            read("a.docx", packed(parts | {name: bytes(data)}), format="docx")
            read_whole += 1
        except SourceError as error:
            assert error.args[0] in ("damaged", "empty", "unsafe")
    assert read_whole > 20, "small slips outside of the words do no harm"


@pytest.mark.parametrize(
    ("part", "content", "fault"),
    [
        ("word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "unsafe"),
        ("word/document.xml", b'<!DOCTYPE a SYSTEM "http://example.com/a.dtd"><a/>', "unsafe"),
        ("word/styles.xml", b"<!DOCTYPE a><a/>", "unsafe"),
        ("word/document.xml", b"<a>" * 50_000, "damaged"),
        ("word/document.xml", b"", "damaged"),
        ("word/document.xml", b"<a/>", "empty"),
        ("word/document.xml", b"<a>" + b" " * (101 << 20) + b"</a>", "too-big"),
        ("word/document.xml", b"<a>" + b" " * (20 << 20) + b"</a>", "too-big"),  # shrinks a thousandfold
    ],
    ids=["entity", "outside", "type", "unclosed", "nothing", "bare", "large", "shrunk"],
)
def test_bombs(part: str, content: bytes, fault: str) -> None:
    data = packed(unpacked(docx(paragraph("甲"), styles="")) | {part: content})
    with pytest.raises(SourceError, match=fault):
        read("a.docx", data)


def test_what_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(9)
    words = "".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(3000))
    data = docx(paragraph(words), styles=STYLES)
    assert read("a.docx", data).text == words + "\n"
    for name, limit in (("PART", 5_000), ("WHOLE", 10_000)):
        with monkeypatch.context() as patched:
            patched.setattr(package, name, limit)
            with pytest.raises(SourceError, match="too-big"):
                read("a.docx", data)


def test_what_is_locked_or_packed_otherwise_is_refused() -> None:
    parts = unpacked(docx(paragraph("甲")))
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_LZMA) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    with pytest.raises(SourceError, match="damaged"):
        read("a.docx", made.getvalue(), format="docx")
    data = bytearray(packed(parts))
    at = data.index(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    with pytest.raises(SourceError, match="encrypted"):
        read("a.docx", bytes(data), format="docx")


def test_deep_nesting_and_many_marks_take_linear_time() -> None:
    deep = "<w:ins>" * 20_000 + run("甲") + "</w:ins>" * 20_000
    assert text_of(paragraph(deep)) == "甲\n"
    nested = paragraph("底")
    for _ in range(300):
        nested = table([[nested + paragraph("层")]]).replace("<w:p><w:p>", "<w:p>")
    assert text_of(nested).count("层") == 300

    def reading(count: int) -> Callable[[], object]:
        body = "".join(
            f'<w:del w:id="{n}"/>' + run("甲", '<w:highlight w:val="red"/>' if n % 2 else "") for n in range(count)
        )
        data = docx(f"<w:p>{body}</w:p>")
        return lambda: read("a.docx", data)

    assert growth(reading, 2_000, 8_000) < STEEP


def test_reading_is_quick() -> None:
    """A long report of 2,000 paragraphs in 10,000 runs; python-docx is measured beside it, and only the time of this process counts."""
    word = pytest.importorskip("docx")
    look = '<w:rFonts w:hint="eastAsia" w:ascii="仿宋"/><w:sz w:val="32"/>'
    data = docx("".join(paragraph(*(run("依法行政扎实推进", look) for _ in range(5)), number=(1, 1)) for _ in range(2000)), numbering=NUMBERING)  # fmt: skip

    def theirs() -> list[list[str]]:
        return [[each.text for each in line.runs] for line in word.Document(BytesIO(data)).paragraphs]

    assert len(read("a.docx", data).text.splitlines()) == len(theirs()) == 2000
    slower = 4 if sys.gettrace() else 1  # measuring coverage costs our lines time, and none of python-docx's
    ours = seconds(lambda: read("a.docx", data))
    assert ours < 0.3 * slower
    assert ours <= 0.5 * slower * seconds(theirs)


# ---- on the command line


def test_folders_give_their_docx(reportlint: Run) -> None:
    Path("稿").mkdir()
    Path("稿/a.docx").write_bytes(plain(RIGHT))
    Path("稿/~$a.docx").write_bytes(b"\x05owner")
    code, out, err = reportlint("check", "稿")
    assert (code, err) == (0, "")
    assert "1" in out


def test_a_damaged_file_is_told(reportlint: Run) -> None:
    Path("a.docx").write_bytes(plain(RIGHT)[:-30])
    code, _, err = reportlint("check", "a.docx")
    assert (code, "a.docx：文件已损坏或者不完整，没有检查" in err) == (2, True)


@pytest.mark.parametrize(
    "body",
    [
        "<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 20_000 + "</w:p>",
        "<w:p><w:pPr><w:pStyle w:val='s0'/></w:pPr></w:p>",
    ],
    ids=["fields that never end", "styles on styles"],
)
def test_what_is_nested_without_end_takes_no_time(body: str) -> None:
    chain = "".join(f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(2_000))
    data = docx(body, styles=chain)

    def reading() -> None:
        with suppress(SourceError):
            read("a.docx", data)

    assert seconds(reading, enough=5) < 5
