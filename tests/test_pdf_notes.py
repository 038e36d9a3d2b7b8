"""Answering in .pdf: highlights over the very words, behind the old bytes, and read by another library than writes them."""

from __future__ import annotations

import random
import re
import sys
from io import BytesIO
from itertools import groupby
from pathlib import Path

import pytest

import answers
from build_pages import BOTTOM, LEADING, LEFT, TOP, pages, pdf, pdf_file, pdf_of
from conftest import RIGHT, ROOT, Run
from notes_of_pages import by_name, notes
from reportlint.answers.pdf_notes import annotated
from reportlint.diagnostic import Diagnostic, Problem
from reportlint.language import Message
from reportlint.linter import Outcome, lint
from reportlint.readers import read
from reportlint.ruleset import detectable
from reportlint.source import Source, SourceError, Span
from reportlint.writing import WriteError

raw = pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed, no .pdf is read").raw
pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed, no .pdf is answered in")
WRONG = RIGHT.replace("二、", "四、", 1)
NOTE = "<</Type/Annot/Subtype/Text/Rect[10 10 30 30]/Contents(old)>>"


def outcome(data: bytes, *found: str | Span, message: str = "错") -> Outcome:
    return answers.outcome(read("a.pdf", data), *found, message=message)


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("sample", sorted((ROOT / "samples").glob("broken-*.txt")), ids=lambda path: path.stem)
def test_notes_stand_at_the_words(sample: Path) -> None:
    data = pdf(sample.read_text("utf-8"))
    source = read("a.pdf", data)
    found = lint(source, detectable()).diagnostics
    answer = annotated(data, lint(source, detectable()), "zh")
    assert answer.startswith(data)
    assert read("a.pdf", answer).text == source.text
    for note, each in zip(by_name(notes(answer)), found, strict=True):
        assert each.problem.message.zh in note.said
        assert note.said.endswith(f"{each.rule.basis}\n{each.rule.id}")
        assert note.words == bare(each.excerpt) or not each.excerpt.strip() or bare(each.excerpt).startswith(note.words)
        assert source.place(each.problem.span.start) == (f"第{note.page}页", f"page {note.page}")


LINES = [(LEFT, TOP - at * LEADING, said) for at, said in enumerate(["依法行政，2024年", "办理 12 件。", "下一行"])]


SHOWN = {
    "cropped": ("1 0 0 1 0 0", "/MediaBox[0 0 595 842]/CropBox[50 300 590 800]"),
    "shifted": ("1 0 0 1 0 0", "/MediaBox[-100 -50 495 792]"),
    "rotated": ("1 0 0 1 0 0", "/MediaBox[0 0 595 842]/Rotate 90"),
    "a quarter": ("0 1 -1 0 842 0", "/MediaBox[0 0 842 595]/Rotate 90"),
    "a half": ("-1 0 0 -1 595 842", "/MediaBox[0 0 595 842]/Rotate 180"),
    "three quarters": ("0 -1 1 0 0 595", "/MediaBox[0 0 842 595]/Rotate 270"),
    "smaller": ("0.5 0 0 0.5 100 200", "/MediaBox[0 0 595 842]"),
}


@pytest.mark.parametrize("shown", SHOWN)
def test_pages_that_are_turned_or_cut(shown: str) -> None:
    matrix, page = SHOWN[shown]
    data = with_objects(page, matrix=matrix)
    answer = annotated(data, outcome(data, "行政", "2024", "12 件", "一行"), "zh")
    assert [note.words for note in notes(answer)] == ["行政", "2024", "12件", "一行"]


def test_a_finding_over_lines_and_pages() -> None:
    full = "坚持以习近平法治思想为指导统筹推进法治政府建设各项任务。"
    lines = [(LEFT, TOP - at * LEADING, full) for at in range((TOP - BOTTOM) // LEADING + 1)]
    data = pdf_of([lines, [(LEFT, TOP, "接着写完这一段。")]])
    assert read("a.pdf", data).text == full * len(lines) + "接着写完这一段。\n"
    at = len(full)
    [over] = notes(annotated(data, outcome(data, Span(at - 3, at + 2)), "zh"))
    assert over.words == "任务。坚持"
    end = at * len(lines)
    [last] = notes(annotated(data, outcome(data, Span(end - 2, end + 2)), "zh"))
    assert (last.page, last.words) == (1, "务。"), "it stands where it begins"


def test_findings_without_words_stand_at_those_beside_them() -> None:
    data = pdf_of([LINES])
    text = read("a.pdf", data).text
    places = [Span(0, 0), Span(4, 4), Span(len(text) - 1, len(text)), Span(len(text), len(text))]
    shown = [notes(annotated(data, outcome(data, place), "zh"))[0].words for place in places]
    assert shown == ["依", "政", "下一行", "下一行"]


def test_all_is_told_and_the_same_comes_of_the_same() -> None:
    data = pdf_of([LINES])
    found = outcome(data, "行政", message="𠮷“错”\x00(\\)")
    [note] = notes(annotated(data, found, "zh"))
    severity = {"error": "错误", "warning": "警告", "note": "提示"}[found.diagnostics[0].severity]
    assert note.said.split("\n")[0] == f"{severity}：𠮷“错”\x00(\\)"
    assert (note.kind, note.author, note.name) == (raw.FPDF_ANNOT_HIGHLIGHT, "reportlint", "reportlint-1")
    assert annotated(data, found, "zh") == annotated(data, found, "zh")
    assert annotated(data, outcome(data), "zh") == data
    assert "wrong" in notes(annotated(data, found, "en"))[0].said


@pytest.mark.parametrize("home", [f"[{NOTE}]", "[9 0 R]", "8 0 R", "null", "12"])
def test_notes_of_others_are_kept(home: str) -> None:
    data = with_objects(f"/Annots {home}", "[9 0 R]", NOTE)
    before = notes(data)
    answer = annotated(data, outcome(data, "行政", "一行"), "zh")
    after = notes(answer)
    assert [note.said for note in before] == (["old"] if home not in ("null", "12") else [])
    assert after[: len(before)] == before
    assert [note.words for note in after[len(before) :]] == ["行政", "一行"]
    again = annotated(answer, outcome(answer, "2024"), "zh")
    assert again.startswith(answer)
    assert [note.words for note in notes(again)] == [*(note.words for note in after), "2024"]


def with_objects(page: str = "", *more: str, trailer: str = "", packed: bool = False, matrix: str = "") -> bytes:
    """A file with a page of lines, with more in its page, and more objects from number 8 on."""
    whole = pdf_of([LINES])
    made = [each.decode("latin-1") for each in re.findall(rb"\d+ 0 obj\n(.*?)\nendobj\n", whole, re.S)]
    stream = f"{matrix} cm\n" * bool(matrix) + made[3].partition("stream\n")[2].partition("\nendstream")[0]
    made[3] = f"<</Length {len(stream)}>>stream\n{stream}\nendstream"
    boxed = made[4] if "MediaBox" not in page else made[4].replace("/MediaBox[0 0 595 842]", "")
    made[4] = boxed.removesuffix(">>") + f"{page}>>"
    return pdf_file([*made, *["null"] * (7 - len(made)), *more], trailer, packed=packed)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("end", ["\n", ""])
def test_the_end_of_the_file_tells_as_before(packed: bool, end: str) -> None:
    name = "/Info 8 0 R/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]"
    data = with_objects("", "<</Title(A)>>", trailer=name, packed=packed).rstrip(b"\n") + end.encode()
    answer = annotated(data, outcome(data, "行政"), "zh")
    assert answer.startswith(data)
    file = pypdf.PdfReader(BytesIO(answer), strict=True)
    assert file.metadata.title == "A"
    first, second = (each.original_bytes.hex() for each in file.trailer["/ID"])
    assert first == "00112233445566778899aabbccddeeff" != second
    added = answer[len(data) :]
    assert (b"/XRef" in added, b"trailer" in added) == (packed, not packed), "as the file does itself"
    assert b"/Font" in added
    assert added.count(b" obj\n") == 2 + packed, "the page and the note, nothing else"


SIGNED = "<</Type/Annot/Subtype/Widget/FT/Sig/T(s)/Rect[0 0 0 0]/V<</Type/Sig/Filter/Adobe.PPKLite/ByteRange[0 1 2 3]/Contents<00>>>>>"


def test_signed_restricted_and_odd_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(data: bytes, why: str) -> None:
        found = outcome(data, "行政")
        with pytest.raises(WriteError, match=why):
            annotated(data, found, "zh")

    signed = with_objects("/Annots[8 0 R]", SIGNED)
    refused(signed.replace(b"/Pages 2 0 R>>", b"/Pages 2 0 R/AcroForm<</Fields[8 0 R]/SigFlags 3>>>>"), "signed")
    data = pdf_of([LINES])
    refused(re.sub(rb"startxref\n\d+", b"startxref\n7", data), "no-place")
    refused(data[: data.rindex(b"startxref")], "no-place")
    writer, locked = pypdf.PdfWriter(clone_from=BytesIO(data)), BytesIO()
    writer.encrypt("", "owner", algorithm="RC4-128")
    writer.write(locked)
    refused(locked.getvalue(), "locked")
    found = outcome(data, "行政")
    with pytest.raises(SourceError, match="damaged"):
        annotated(b"%PDF-1.7", found, "zh")
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(WriteError, match="no-annotator"):
        annotated(data, found, "zh")


def test_annotate(reportlint: Run) -> None:
    Path("a.pdf").write_bytes(pdf(WRONG))
    code, out, err = reportlint("annotate", "a.pdf", "-o", "b.pdf")
    assert (code, out, err) == (1, "", "b.pdf：写了1条批注\n")
    assert Path("a.pdf").read_bytes() == pdf(WRONG)
    [note] = notes(Path("b.pdf").read_bytes())
    assert note.words == "四、"
    assert note.said.startswith("错误：序号不连续，应为“二、”\n修改：四、 → 二、")
    code, _, err = reportlint("annotate", "a.pdf", "-o", "a.pdf", "--force")
    assert (code, "已经有这个文件" in err) == (2, True)
    assert reportlint("a.pdf", "-o", "json")[1] == reportlint("b.pdf", "-o", "json")[1].replace("b.pdf", "a.pdf")


def test_damaged_files_are_answered_in_or_refused() -> None:
    chance = random.Random(7)
    whole = with_objects(f"/Annots[{NOTE}]")
    answered = 0
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            data[chance.randrange(9, len(data))] = chance.randrange(256)
        try:
            source: Source = read("a.pdf", bytes(data))
            found = lint(source, detectable())
            span = Span(0, min(3, len(source.text)))
            made = Diagnostic(source, found.ruleset.rules[0], Problem(span, Message("错", "wrong")), ())
            answer = annotated(bytes(data), found._replace(diagnostics=(made,)), "zh")
        except (SourceError, WriteError):
            continue
        answered += 1
        assert answer.startswith(data)
        assert read("a.pdf", answer).text == source.text
    assert answered > 20


def test_pages_and_lines_are_told_apart() -> None:
    data = pdf(RIGHT)
    source = read("a.pdf", data)
    assert source.origin
    firsts = [next(iter(lines)) for _, lines in groupby(source.origin.stretches, key=lambda each: each.piece.page)]
    found = outcome(data, *(Span(each.start, each.start + 2) for each in firsts))
    assert [note.page for note in notes(annotated(data, found, "zh"))] == list(range(1, len(pages(RIGHT)) + 1))


def test_private_text_stays_masked() -> None:
    data = pdf(RIGHT + "联系人身份证号999999190001010015。\n")
    found = lint(read("a.pdf", data), detectable())
    assert any(d.rule.id == "identity-number" for d in found.diagnostics)
    said = [note.said for note in notes(annotated(data, found, "zh"))]
    assert len(said) == len(found.diagnostics)
    assert not any("999999190001010015" in each for each in said)
