"""Answering in .docx: comments at the very words, all else untouched."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from answers import LINT, WRONG, comments, edits, outcome
from build_lists import NUMBERING, STYLES
from build_office import docx, field, packed, paragraph, plain, run, table, unpacked
from conftest import RIGHT, Run
from reportlint.answers.docx_changes import changed
from reportlint.answers.docx_comments import annotated
from reportlint.diagnostic import Diagnostic, Edit, Fix, Related
from reportlint.language import Message
from reportlint.readers import read
from reportlint.source import Span
from reportlint.writing import WriteError
from timing import STEEP, growth

MARKS = re.compile(rb'<w:commentRange(?:Start|End) w:id="\d+"/>|<w:r><w:commentReference w:id="\d+"/></w:r>')

LINK = '<w:hyperlink r:id="rId9">' + run("链接") + "</w:hyperlink>"

INSERTED = '<w:ins w:id="4" w:author="甲">' + run("新增") + "</w:ins>"

PIC = '<w:r><w:t>见</w:t><w:footnoteReference w:id="2"/><w:tab/><w:t>表</w:t></w:r>'

BOXED = "<w:r><w:t>外文</w:t><w:pict><w:txbxContent>" + paragraph("框文") + "</w:txbxContent></w:pict></w:r>"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (paragraph("依法行政"), ["法行"]),
        (paragraph("依法行政"), ["依法行政"]),
        (paragraph("依法行政"), ["法行", "行政", "依法"]),  # overlapping
        (paragraph("依法行政"), ["法行", "法行"]),
        (paragraph(run("依法", "<w:b/>"), run("行政", "<w:i/>"), "推进"), ["法行政推"]),  # across runs
        (paragraph("甲") + paragraph("乙"), ["甲\n乙"]),
        (paragraph("见", LINK, "文"), ["接"]),
        (paragraph("见", LINK, "文"), ["见链"]),
        (paragraph("见", INSERTED, "文"), ["增"]),
        (table([["项目", "数量"], ["办件", "12"]]), ["12", "办"]),
        (paragraph(PIC, "文"), ["见", "表文"]),
        (paragraph(field(" REF a ", run("第二条")), "文"), ["二条文"]),
        (paragraph("<w:r><w:t>a&amp;b&#x4e00;<![CDATA[<c>]]></w:t></w:r>"), ["&b一<"]),
        (paragraph("<w:r><w:t> 甲乙 </w:t></w:r>"), ["乙"]),
        (paragraph(BOXED), ["框"]),
    ],
)
def test_comments_stand_at_the_words(body: str, found: list[str]) -> None:
    data = docx(body)
    source = read("a.docx", data)
    answer = annotated(data, outcome(source, *found), "zh")
    assert sorted(comments(answer)) == sorted(found)
    assert read("a.docx", answer).text == source.text


def test_a_run_round_a_box_is_not_cut() -> None:
    data = docx(paragraph(BOXED))
    source = read("a.docx", data)
    answer = annotated(data, outcome(source, "外", "框"), "zh")
    assert comments(answer) == ["外文", "框"]
    assert changed(data, source, edits(source.text, ("外", "内"), ("框", "匡")), accept=False).left_out == [
        Edit(Span(0, 1), "内")
    ]


def test_what_stands_behind_words_stays_with_them() -> None:
    noted = '<w:r><w:lastRenderedPageBreak/><w:t>见</w:t><w:footnoteReference w:id="2"/></w:r>'
    data = docx(paragraph(noted, "文"))
    answer = annotated(data, outcome(read("a.docx", data), "见"), "zh")
    assert noted.encode() in unpacked(answer)["word/document.xml"]
    data = docx(paragraph(PIC))
    for found in ("见", "表"):
        part = unpacked(annotated(data, outcome(read("a.docx", data), found), "zh"))["word/document.xml"]
        assert (part.count(b"<w:footnoteReference"), part.count(b"<w:tab/>")) == (1, 1)


def test_all_else_stays_byte_for_byte() -> None:
    data = docx(paragraph("依法行政", number=(0, 1)) + table([["表"]]), numbering=NUMBERING, styles=STYLES)
    data = packed(unpacked(data) | {"word/media/a.png": bytes(range(256))})
    answer = unpacked(annotated(data, outcome(read("a.docx", data), "法行", "表"), "zh"))
    before = unpacked(data)
    added = {"word/comments.xml", "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert {name for name in answer if answer[name] != before.get(name)} == added
    assert {name for name in before if name not in answer} == set()
    unmarked = MARKS.sub(b"", answer["word/document.xml"])
    joined = unmarked.replace(b'</w:t></w:r><w:r><w:t xml:space="preserve">', b"")
    assert joined == before["word/document.xml"]
    for name in ("word/_rels/document.xml.rels", "[Content_Types].xml"):
        assert re.sub(rb"<(Relationship|Override) [^>]*comments[^>]*/>", b"", answer[name]) == before[name]


def test_the_same_comes_of_the_same() -> None:
    data = docx(paragraph("依法行政"))
    found = outcome(read("a.docx", data), "法行")
    assert annotated(data, found, "zh") == annotated(data, found, "zh")
    assert annotated(data, outcome(read("a.docx", data)), "zh") == data


def test_comments_of_others_are_kept() -> None:
    body = paragraph('<w:commentRangeStart w:id="7"/>', "旧", '<w:commentRangeEnd w:id="7"/>', "新")
    for old in (f'<w:comment w:id="7" w:author="甲">{paragraph("旧注")}</w:comment>', ""):
        data = docx(body, comments=old)
        answer = annotated(data, outcome(read("a.docx", data), "新"), "zh")
        part = unpacked(answer)["word/comments.xml"]
        assert old.encode() in part
        assert re.findall(rb'<w:comment w:id="(\d+)"', part) == ([b"7", b"8"] if old else [b"8"])
        assert comments(answer)[-1] == "新"
    empty = unpacked(docx(body, comments=""))
    part = empty["word/comments.xml"].replace(b"></w:comments>", b"/>")
    data = packed(empty | {"word/comments.xml": part})
    assert comments(annotated(data, outcome(read("a.docx", data), "新"), "zh")) == ["新"]


def test_findings_without_words_hang_on_those_beside_them() -> None:
    data = docx(paragraph("总体情况", number=(0, 1)) + "<w:p/>" + paragraph("依法"), numbering=NUMBERING)
    source = read("a.docx", data)
    assert source.text == "一、总体情况\n\n依法\n"
    places = [Span(0, 2), Span(1, 3), Span(10, 10), Span(7, 7), Span(8, 8)]
    shown = [comments(annotated(data, outcome(source, place), "zh")) for place in places]
    assert shown == [["总体情况"], ["总"], ["法"], ["依法"], ["依"]]


def test_python_docx_reads_the_comments() -> None:
    word = pytest.importorskip("docx")
    data = docx(paragraph("依法行政") + paragraph("据云政发[2021]3号文。"))
    source = read("a.docx", data)
    found = outcome(source, "法行", "[2021]", message="<b>{{ 坏 }}]]>\x00\ud800")
    first = found.diagnostics[0]
    problem = first.problem._replace(
        fix=Fix.replace(first.problem.span, "治行"), related=(Related(Span(5, 6), Message("在这里", "here")),)
    )
    found = found._replace(diagnostics=(Diagnostic(source, first.rule, problem, ()), *found.diagnostics[1:]))
    document = word.Document(BytesIO(annotated(data, found, "zh")))
    notes = list(document.comments)
    assert [note.author for note in notes] == ["reportlint"] * 2
    assert [note.initials for note in notes] == ["rl"] * 2
    said = [line.text for line in notes[0].paragraphs]
    severity = {"error": "错误", "warning": "警告", "note": "提示"}[first.severity]
    assert said == [
        f"{severity}：<b>{{{{ 坏 }}}}]]><00><D800>",
        "修改：法行 → 治行  [只有这一种写法]",
        "关联：第2段 在这里",
        f"依据：{first.rule.basis}",
        first.rule.id,
    ]
    assert [line.text for line in document.paragraphs] == source.text.splitlines()


def test_private_text_stays_masked() -> None:
    data = plain(RIGHT + "联系人身份证号11010519491231002X。\n")
    source = read("a.docx", data)
    found = LINT(source)
    assert any(d.rule.id == "identity-number" for d in found.diagnostics)
    assert b"11010519491231002X" not in unpacked(annotated(data, found, "zh"))["word/comments.xml"]


def test_many_comments_are_quick() -> None:
    def writing(count: int) -> Callable[[], object]:
        data = docx("".join(paragraph(*(run("依法行政") for _ in range(5))) for _ in range(4 * count)))
        source = read("a.docx", data)
        spans = [Span(at * 84 + 3, at * 84 + 9) for at in range(count)]
        found = outcome(source, *spans)
        assert comments(annotated(data, found, "zh")) == [source[span] for span in spans]
        return lambda: annotated(data, found, "zh")

    assert growth(writing, 100, 800) < STEEP


def test_what_cannot_be_written_into_is_refused() -> None:
    data = docx(paragraph("依法"))
    source = read("a.docx", data)
    found = outcome(source, "依法")
    with pytest.raises(WriteError, match="changed"):
        annotated(docx("<w:p/>" + paragraph("依法")), found, "zh")
    parts = unpacked(data)
    wide = parts["word/document.xml"].decode().replace("UTF-8", "UTF-16").encode("utf-16")
    data = packed(parts | {"word/document.xml": wide})
    source = read("a.docx", data)
    with pytest.raises(WriteError, match="encoding"):
        annotated(data, outcome(source, "依法"), "zh")
    formula = docx(paragraph("<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>"))
    with pytest.raises(WriteError, match="no-place"):
        annotated(formula, outcome(read("a.docx", formula), "a"), "zh")


def test_annotate(reportlint: Run) -> None:
    Path("a.docx").write_bytes(plain(WRONG))
    code, out, err = reportlint("annotate", "a.docx", "-o", "b.docx")
    assert (code, out, err) == (1, "", "b.docx：写了1条批注\n")
    assert Path("a.docx").read_bytes() == plain(WRONG)
    assert comments(Path("b.docx").read_bytes()) == ["[2021]"]
    assert sorted(path.name for path in Path().iterdir()) == ["a.docx", "b.docx"]
    code, _, err = reportlint("annotate", "a.docx", "-o", "b.docx")
    assert (code, err) == (2, "b.docx：已经有这个文件，没有写入；请换个名称\n")
    Path("b.docx").write_bytes(b"")
    assert reportlint("annotate", "a.docx", "-o", "b.docx", "--force")[0] == 1
    assert comments(Path("b.docx").read_bytes()) == ["[2021]"]
    code, _, err = reportlint("annotate", "a.docx", "-o", "a.docx", "--force")
    assert (code, "已经有这个文件" in err) == (2, True)
    assert Path("a.docx").read_bytes() == plain(WRONG)


def test_annotate_what_is_right_and_what_is_no_docx(reportlint: Run) -> None:
    Path("a.docx").write_bytes(plain(RIGHT))
    assert reportlint("annotate", "a.docx", "-o", "b.docx") == (0, "", "b.docx：写了0条批注\n")
    assert Path("b.docx").read_bytes() == plain(RIGHT)
    Path("a.txt").write_text(RIGHT, "utf-8")
    code, _, err = reportlint("annotate", "a.txt", "-o", "c.docx")
    assert (code, err) == (2, "a.txt：不是 .docx 或 .pdf，写不了批注\n")
    assert reportlint("annotate", "missing.docx", "-o", "c.docx")[0] == 2
    assert reportlint("annotate", "-", "-o", "c.docx")[0] == 2
    assert reportlint("annotate", "a.docx", "-o", "no/c.docx")[0] == 2
    assert not Path("c.docx").exists()
