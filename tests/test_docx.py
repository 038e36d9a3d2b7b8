"""Reading .docx: each construct, what is left over in a file, and the way back to the words."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_lists import NUMBERING, STYLES, text_of
from build_office import HEAD, SPACES, TIE, docx, field, packed, paragraph, plain, run, table, unpacked
from conftest import ROOT, Run
from reportlint.linter import Outcome, lint
from reportlint.readers import read
from reportlint.ruleset import detectable
from reportlint.source import Source

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
    )  # fmt: skip  # one line, or one a case, is read at a glance
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


def beside(kind: str, content: bytes) -> bytes:
    """A file of one paragraph with a header or a footer."""
    parts = unpacked(docx(paragraph("文")))
    tie = f'<Relationship Id="x" Type="{TIE}/{kind}" Target="x.xml"/></Relationships>'.encode()
    relations = "word/_rels/document.xml.rels"
    parts[relations] = parts[relations].replace(b"</Relationships>", tie)
    return packed(parts | {"word/x.xml": content})


@pytest.mark.parametrize(("kind", "where"), [("header", "页眉里"), ("footer", "页脚里")])
def test_what_is_left_over_round_the_text_is_told_and_the_rest_is_not_read(
    kind: str, where: str, reportlint: Run
) -> None:
    failed = field(" STYLEREF a ", run("错误！文档中没有指定样式的文字。"))
    tracked = '<w:ins w:id="1" w:author="李四">' + run("增") + "</w:ins>"
    words = paragraph("某县人民政府文件", tracked, failed) + paragraph(failed) + paragraph(run("暗", "<w:vanish/>"))
    data = beside(kind, f"{HEAD}<w:hdr {SPACES}>{words}</w:hdr>".encode())
    source = read("a.docx", data)
    assert source.origin
    assert source.text == "文\n"
    found = [(each.kind, each.detail, each.where) for each in source.origin.leftovers]
    assert found == [("tracked-insertion", "李四", kind), ("failed-field", "", kind), ("hidden-text", "1", kind)]
    Path("a.docx").write_bytes(data)
    out = reportlint("a.docx")[1]
    assert f"{where}修订没有处理：这里插入过文字" in out
    assert f"{where}域没有更新成功，留下了出错信息" in out
    assert f"{where}留有隐藏文字（1字）" in out
    for broken in (b"", b"<w:hdr", b"<!DOCTYPE a><a/>"):
        damaged = read("a.docx", beside(kind, broken))
        assert damaged.origin
        assert (damaged.text, damaged.origin.leftovers) == ("文\n", ())


def test_strict_files_and_other_names_are_read() -> None:
    strict = unpacked(docx(paragraph("一、", "总体情况")))
    w = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    part = strict["word/document.xml"].replace(w, b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert read("a.docx", packed(strict | {"word/document.xml": part})).text == "一、总体情况\n"
    part = strict.pop("word/document.xml").replace(b"w:", b"x:").replace(b"xmlns:w=", b"xmlns:x=")
    tie = strict["_rels/.rels"].replace(b"word/document.xml", b"/word/document2.xml")
    moved = packed(strict | {"word/document2.xml": part, "_rels/.rels": tie})
    assert read("a.docx", moved, format="docx").text == "一、总体情况\n"


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
