"""Mending .docx: tracked changes that can be accepted or rejected, with the format of the words."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest

from answers import LINT, WRONG, edits
from build_lists import NUMBERING
from build_office import docx, field, packed, paragraph, plain, run, table, unpacked
from conftest import RIGHT, Run
from reportlint.answers.docx_changes import changed
from reportlint.diagnostic import Edit
from reportlint.readers import read
from reportlint.source import Span

LINK = '<w:hyperlink r:id="rId9">' + run("链接") + "</w:hyperlink>"

INSERTED = '<w:ins w:id="4" w:author="甲">' + run("新增") + "</w:ins>"

PIC = '<w:r><w:t>见</w:t><w:footnoteReference w:id="2"/><w:tab/><w:t>表</w:t></w:r>'

BOXED = "<w:r><w:t>外文</w:t><w:pict><w:txbxContent>" + paragraph("框文") + "</w:txbxContent></w:pict></w:r>"

MOVED = INSERTED.replace("w:ins", "w:moveTo")


def rejected(data: bytes) -> str:
    """The text of a file without its tracked changes, as somebody would have it who rejects them."""
    parts = unpacked(data)
    part = re.sub(rb'<w:ins [^>]*"reportlint">.*?</w:ins>', b"", parts["word/document.xml"])
    part = re.sub(rb'</?w:del(?: [^>]*"reportlint")?>', b"", part).replace(b"w:delText", b"w:t")
    return read("a.docx", packed(parts | {"word/document.xml": part})).text


@pytest.mark.parametrize("accept", [False, True])
@pytest.mark.parametrize(
    ("body", "pairs"),
    [
        (paragraph("国发[2021]29号"), [("[2021]", "〔2021〕")]),
        (paragraph("国发", run("[", "<w:b/>"), run("2021"), run("]", "<w:i/>"), "29号"), [("[2021]", "〔2021〕")]),
        (paragraph("依法行政"), [("依", "以"), ("行政", "治县")]),
        (paragraph("依法行政") + paragraph("末"), [("依法行政", "")]),
        (paragraph("依法", "行政"), [("法行", "")]),
        (paragraph("a<b&c"), [("<", "&lt;")]),
        (paragraph("<w:r><w:t> 甲乙 </w:t></w:r>"), [("乙", "丙 ")]),
        (table([["12 件"]]), [(" ", "")]),
        (paragraph(LINK), [("接", "结")]),
        (paragraph(PIC), [("表", "图"), ("见", "参见")]),
        (paragraph(field(" REF a ", run("第2条"))), [("2", "二")]),
        (paragraph("见", INSERTED, "文"), [("新增", "原有")]),
        (paragraph("见", INSERTED, "文"), [("见新", "见旧"), ("增", "")]),
        (paragraph("见", INSERTED.replace("新增", "新增内容"), "文"), [("增内", "的")]),
        (paragraph("见", INSERTED.replace("</w:ins>", run("甲", "<w:b/>") + "</w:ins>")), [("增甲", "乙")]),
    ],
)
def test_changes_read_as_the_mended_text(body: str, pairs: list[tuple[str, str]], accept: bool) -> None:
    data = docx(body)
    source = read("a.docx", data)
    made = edits(source.text, *pairs)
    answer = changed(data, source, made, accept=accept)
    expected = source.text
    for old, new in pairs:
        expected = expected.replace(old, new, 1)
    assert (read("a.docx", answer.data).text, answer.left_out) == (expected, [])
    part = unpacked(answer.data)["word/document.xml"]
    assert (b'w:author="reportlint"' in part) is not accept
    assert all(b"<w:t " not in each and b"<w:t>" not in each for each in re.findall(rb"<w:del .*?</w:del>", part))
    assert unpacked(answer.data).keys() == unpacked(data).keys()
    if not accept:
        assert rejected(answer.data) == source.text


def test_changes_keep_the_format_and_touch_no_more_than_they_must() -> None:
    data = docx(paragraph("国发", run("[2021]29号", "<w:b/>")))
    source = read("a.docx", data)
    part = unpacked(changed(data, source, edits(source.text, ("[2021]", "〔2021〕")), accept=False).data)
    bold = '<w:r><w:rPr><w:b/></w:rPr><w:{0}t xml:space="preserve">{1}</w:{0}t></w:r>'
    body = part["word/document.xml"].decode()
    assert '<w:del w:id="1" w:author="reportlint"><w:r><w:rPr><w:b/></w:rPr><w:delText xml:space="preserve">[</w:delText></w:r></w:del>' in body  # fmt: skip  # one line, or one a case, is read at a glance
    assert bold.format("", "〔") in body and bold.format("", "2021") in body and bold.format("", "29号") in body
    ids = re.findall(r'<w:(?:del|ins) w:id="(\d+)"', body)
    assert len(ids) == len(set(ids)) == 4


def test_what_somebody_inserted_stays_theirs() -> None:
    data = docx(paragraph("见", INSERTED.replace("新增", "新增内容"), "文"))
    source = read("a.docx", data)
    answer = changed(data, source, edits(source.text, ("增", "加")), accept=False).data
    by = re.findall(r'<w:(ins|del) w:id="(\d+)" w:author="(.)', unpacked(answer)["word/document.xml"].decode())
    assert [(kind, author) for kind, _, author in by] == [("ins", "甲"), ("del", "r"), ("ins", "r"), ("ins", "甲")]
    assert len({id for _, id, _ in by}) == 4
    left = read("a.docx", answer)
    assert left.origin
    whose = [(left[each.span], each.detail) for each in left.origin.leftovers if each.kind == "tracked-insertion"]
    assert whose == [("新", "甲"), ("加", "reportlint"), ("内容", "甲")]


def test_what_cannot_be_edited_is_left_out() -> None:
    body = paragraph("总体情况", number=(0, 1)) + paragraph("见", MOVED, "<w:r><w:tab/></w:r>", "文") + paragraph("末")
    data = docx(body, numbering=NUMBERING)
    source = read("a.docx", data)
    assert source.text == "一、总体情况\n见新增\t文\n末\n"
    refused = [
        *edits(source.text, ("一、", "二、"), ("一、总", "二、总"), ("\t", ""), ("情况\n见", "见"), ("末", "末\n末")),
        Edit(Span(0, 0), "第"),
    ]
    tracked = edits(source.text, ("新", "旧"))
    fine = [Edit(Span(2, 2), "的"), *edits(source.text, ("文", "字"))]
    answer = changed(data, source, [*refused, *tracked, *fine], accept=False)
    assert answer.left_out == refused + tracked
    assert read("a.docx", answer.data).text == "一、的总体情况\n见新增\t字\n末\n"
    answer = changed(data, source, [*refused, *tracked, *fine], accept=True)
    assert answer.left_out == refused
    assert read("a.docx", answer.data).text == "一、的总体情况\n见旧增\t字\n末\n"
    assert changed(data, source, refused, accept=False).data == data


def test_python_docx_reads_changed_files() -> None:
    word = pytest.importorskip("docx")
    data = plain(WRONG)
    source = read("a.docx", data)
    answer = changed(data, source, edits(source.text, ("[2021]", "〔2021〕")), accept=True)
    lines = [line.text for line in word.Document(BytesIO(answer.data)).paragraphs]
    assert lines == WRONG.replace("[2021]", "〔2021〕").splitlines()


def test_fix_tracks_changes(reportlint: Run) -> None:
    Path("a.docx").write_bytes(plain(WRONG))
    code, out, err = reportlint("fix", "a.docx")
    data = Path("a.docx").read_bytes()
    assert (code, out) == (0, "")
    assert err.startswith("a.docx：改了1处")
    assert read("a.docx", data).text == WRONG.replace("[2021]", "〔2021〕")
    assert rejected(data) == WRONG


def test_fix_accepts_and_shows(reportlint: Run) -> None:
    Path("a.docx").write_bytes(plain(WRONG))
    code, out, _ = reportlint("fix", "--diff", "a.docx")
    assert (code, "-据云政发[2021]3号文。\n+据云政发〔2021〕3号文。\n" in out) == (1, True)
    assert Path("a.docx").read_bytes() == plain(WRONG)
    assert reportlint("fix", "--accept", "a.docx")[0] == 0
    data = Path("a.docx").read_bytes()
    assert read("a.docx", data).text == WRONG.replace("[2021]", "〔2021〕")
    assert b"<w:ins" not in unpacked(data)["word/document.xml"]


def test_fix_tells_what_it_cannot_place(reportlint: Run) -> None:
    lines = RIGHT.splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith("一、"))
    body = [paragraph(line) for line in lines]
    body[at] = paragraph("，" + lines[at].removeprefix("一、"), number=(0, 1))
    wrong = NUMBERING.replace("%1、", "%1．")
    Path("a.docx").write_bytes(
        docx("".join(body).replace("，", "", 1) + paragraph("据云政发[2021]3号文。"), numbering=wrong)
    )
    before = read("a.docx", Path("a.docx").read_bytes())
    found = LINT(before)
    fixable = [d for d in found.diagnostics if d.problem.fix and d.problem.fix.safe]
    assert {d.rule.id for d in fixable} == {"wrong-number-mark", "wrong-year-brackets"}
    _, _, err = reportlint("fix", "a.docx")
    assert "改了1处，1处在自动编号、没有处理的修订里或者跨着标记，没有改" in err
    assert "〔2021〕3号" in read("a.docx", Path("a.docx").read_bytes()).text


def test_fix_mends_markdown_between_its_marks(reportlint: Run) -> None:
    wrong = "# " + RIGHT + "据**云政发[2021]3号**文、云政发[**2022**]4号文。\n"
    Path("a.md").write_text(wrong, "utf-8")
    _, _, err = reportlint("fix", "a.md")
    assert "改了1处，1处在自动编号、没有处理的修订里或者跨着标记，没有改" in err
    assert Path("a.md").read_text("utf-8") == wrong.replace("[2021]", "〔2021〕")
