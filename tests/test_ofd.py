"""Files in .ofd: signs are read from where they stand, templates are left out, hostile packages are refused."""

from __future__ import annotations

import io
import random
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from build_pages import LEADING, LEFT, SIZE, TOP, ofd, ofd_of, pages
from build_tables import ofd_table, parts_of
from conftest import RIGHT, ROOT, Run
from reportlint.linter import Outcome, lint
from reportlint.readers import read
from reportlint.ruleset import detectable
from reportlint.source import Source, SourceError

SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
RULESETS = tuple(detectable([]))
FULL = "坚持以习近平法治思想为指导统筹推进法治政府建设各项任务。"
CONTENT = "Doc_0/Pages/Page_0/Content.xml"


def bare(text: str) -> str:
    return "".join(text.split())


def found(outcome: Outcome) -> Counter[tuple[str, str]]:
    return Counter((d.rule.id, bare(d.excerpt)) for d in outcome.diagnostics if d.rule.id != "guessed-encoding")


def changed(data: bytes, **parts: str | None) -> bytes:
    """Return a package with parts replaced, added or, for None, left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        held = {name: old.read(name).decode() for name in old.namelist()}
        for name, text in {**held, **parts}.items():
            if text is not None:
                new.writestr(name, text)
    return out.getvalue()


def page(objects: str) -> bytes:
    """Write an .ofd with one page of objects."""
    whole = f'<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>'
    return changed(ofd_of([[(LEFT, TOP, FULL)]]), **{CONTENT: whole})


def said(x: float, y: float, text: str, more: str = "", code: str = "") -> str:
    return (
        f'<ofd:TextObject Boundary="{x} {y} 100 5" Size="5" {more}>'
        f'<ofd:TextCode X="0" Y="4" {code}>{text}</ofd:TextCode></ofd:TextObject>'
    )


def refused(data: bytes) -> str:
    with pytest.raises(SourceError) as error:
        read("a.ofd", data)
    return str(error.value.args[0])


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_report_in_ofd_has_the_findings_of_its_text(sample: Path) -> None:
    text = read(sample.name, sample.read_bytes())
    source = read("a.ofd", ofd_table(parts_of(text.text)) if "\t" in text.text else ofd(text.text))
    assert bare(source.text) == bare(text.text)
    assert found(lint(source, RULESETS)) == found(lint(text, RULESETS))


def test_each_sign_is_on_its_page_and_templates_are_none() -> None:
    source = read("a.ofd", ofd(RIGHT))
    assert source.origin
    assert source.origin.format == "ofd"
    assert "用笺" not in source.text
    assert "— 1 —" not in source.text
    on_pages = [number for number, lines in enumerate(pages(RIGHT), 1) for _ in lines[:-1]]
    assert [stretch.piece[0] for stretch in source.origin.stretches] == on_pages
    assert source.place(len(source.text) - 2) == (f"第{on_pages[-1]}页", f"page {on_pages[-1]}")


@pytest.mark.parametrize(
    ("objects", "text"),
    [
        (said(20, 20, "甲乙") + said(30, 20, "丙丁"), "甲乙丙丁"),  # one line in two pieces
        (said(30, 20, "丙丁") + said(20, 20.4, "甲乙"), "甲乙丙丁"),  # whatever their order
        (said(20, 40, "二行。") + said(20, 20, "一行。"), "一行。\n二行。"),
        (said(20, 20, "\u3000\u3000甲乙"), "\u3000\u3000甲乙"),
        (said(20, 20, "甲乙丙", code='DeltaX="g 2 5"'), "甲乙丙"),
        (said(20, 20, "12月", code='DeltaX="2.5 2.5"'), "12月"),
        (said(20, 20, "甲乙", code='DeltaX="20"'), "甲\t乙"),
        (said(20, 20, "甲乙丙", code='DeltaX="g 999999999 5"'), "甲乙丙"),
        (said(20, 20, "甲乙丙", code='DeltaX="x g nan inf"'), "甲乙丙"),
        (said(20, 20, "甲乙", more='CTM="2 0 0 2 0 0"'), "甲乙"),
        (said(20, 20, "甲乙") + said(20, 60, "机密", more='CTM="0.7 0.7 -0.7 0.7 0 0"'), "甲乙"),  # a watermark
        (said(20, 20, "A&lt;b&gt;&amp;甲"), "A<b>&甲"),
        (said(20, 20, "⻓江"), "长江"),
    ],
)
def test_places_of_signs(objects: str, text: str) -> None:
    assert read("a.ofd", page(objects)).text == f"{text}\n"


def test_two_codes_in_one_object() -> None:
    one = '<ofd:TextObject Boundary="20 20 100 20" Size="5"><ofd:TextCode X="0" Y="4">甲</ofd:TextCode><ofd:TextCode X="5">乙</ofd:TextCode><ofd:TextCode X="0" Y="14">丙</ofd:TextCode></ofd:TextObject>'
    assert read("a.ofd", page(one)).text in ("甲乙\n丙\n", "甲乙丙\n")


def test_paragraphs_over_pages() -> None:
    full = [(LEFT, TOP - at * LEADING, FULL) for at in range(12)]
    source = read("a.ofd", ofd_of([full, [(LEFT, TOP, "接着写。"), (LEFT + 2 * SIZE, TOP - LEADING, "下一段。")]]))
    assert source.text == FULL * 12 + "接着写。\n下一段。\n"


def test_pages_without_text_are_told(reportlint: Run) -> None:
    picture = '<ofd:ImageObject ID="5" Boundary="0 0 210 297" ResourceID="6"/>'
    assert refused(page(picture)) == "no-text"
    blank = ofd_of([[(LEFT, TOP, FULL)], []])
    second = f'<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer>{picture}</ofd:Layer></ofd:Content></ofd:Page>'
    Path("a.ofd").write_bytes(changed(blank, **{"Doc_0/Pages/Page_1/Content.xml": second}))
    code, _, err = reportlint("a.ofd")
    assert (code, "a.ofd：有的页没有文字" in err, "（第2页）" in err) == (2, True, True)
    Path("b.ofd").write_bytes(changed(blank, **{"Doc_0/Pages/Page_1/Content.xml": None}))
    assert "（第2页）" in reportlint("b.ofd")[2], "a page that is not there was not read"
    assert refused(page(said(20, 20, "甲\ue000\ue001"))) == "no-text"


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        ({"OFD.xml": "<a/>"}, "damaged"),
        ({"OFD.xml": "<a>"}, "damaged"),
        ({"Doc_0/Document.xml": None}, "damaged"),
        ({CONTENT: "<ofd:Page"}, "damaged"),
        ({CONTENT: '<?xml version="1.0" encoding="gb18030"?><a/>'}, "damaged"),
        ({CONTENT: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "unsafe"),
        ({CONTENT: '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'}, "unsafe"),
        ({CONTENT: f"<a>{' ' * 50_000_000}</a>"}, "too-big"),
        ({"Encryptions.xml": "<a/>"}, "encrypted"),
    ],
    ids=range(9),
)
def test_packages_that_are_refused(parts: dict[str, str | None], fault: str) -> None:
    assert refused(changed(ofd(RIGHT), **parts)) == fault


def test_no_path_leads_out(tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_text(said(20, 20, "秘密"))
    outside = f'<a><Pages><Page BaseLoc="../../../../{tmp_path}/secret.xml"/><Page BaseLoc="{tmp_path}/secret.xml"/></Pages></a>'
    assert refused(changed(ofd(RIGHT), **{"Doc_0/Document.xml": outside})) == "no-text"
    absolute = '<a><Pages><Page BaseLoc="/Doc_0/Pages/Page_0/Content.xml"/></Pages></a>'
    assert read("a.ofd", changed(ofd(RIGHT), **{"Doc_0/Document.xml": absolute})).text


def test_damaged_files_are_read_or_refused() -> None:
    chance = random.Random(4)
    whole = ofd(RIGHT)
    stored = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(stored, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    for turn in range(300):
        of = whole if turn % 2 else stored.getvalue()
        data = bytearray(of[: chance.randrange(len(of))] if chance.random() < 0.3 else of)
        for _ in range(chance.randrange(8) if data else 0):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            source: Source = read("a.ofd", bytes(data), format="ofd")
        except SourceError as error:
            assert error.args[0] in ("damaged", "no-text", "encrypted", "too-big", "unsafe")
        else:
            assert source.text.strip()
