"""How a .docx looks on paper: what is read of it."""

from __future__ import annotations

import pickle

import pytest

from build_layout import (
    BODY,
    GRID,
    LEFT_SIDE,
    MARGINS,
    NUMBER,
    OUTSIDE,
    RIGHT_SIDE,
    SIZE,
    STANDARD,
    field,
    file,
    layout,
    said,
)
from build_office import packed, paragraph, run, unpacked
from conftest import RIGHT
from reportlint.layout import Layout, Look
from reportlint.linter import lint
from reportlint.readers import docx_layout, read
from reportlint.ruleset import load
from reportlint.source import Source, SourceError


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
    first = f'<w:sectPr><w:footerReference w:type="default" r:id="f_default"/>{SIZE}{MARGINS}{GRID}</w:sectPr>'
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


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("", ("left", 0, 0)),
        (LEFT_SIDE, ("left", 1, 0)),
        (RIGHT_SIDE, ("right", 0, 1)),
        ('<w:jc w:val="end"/><w:ind w:right="280"/>', ("right", 0, 1)),
        ('<w:jc w:val="distribute"/>', (None, 0, 0)),
        (OUTSIDE, ("outside", 0, 0)),
        ('<w:framePr w:y="1"/><w:jc w:val="right"/>', (None, 0, 0)),
    ],
)
def test_where_the_number_of_the_page_stands(place: str, found: tuple[str | None, float, float]) -> None:
    [number] = layout(file(footers={"default": field(place=place)})).pages[0].numbers
    assert number
    assert (number.side, number.left, number.right) == found


@pytest.mark.parametrize("instruction", ["PAGE", " page ", "PAGE \\* Arabic"])
def test_a_number_of_the_page_in_one_element(instruction: str) -> None:
    simple = f'<w:fldSimple w:instr="{instruction}">{run("3", NUMBER)}</w:fldSimple>'
    assert said(file(footers={"default": paragraph(run("— ") + simple + run(" —"), more=OUTSIDE)})) == []
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
