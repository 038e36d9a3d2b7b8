"""A second opinion on .docx, by LibreOffice: the labels of automatic numbering, and where comments stand."""

from __future__ import annotations

import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from build_lists import NUMBERING, STYLES
from build_office import docx, paragraph, plain
from build_tables import docx_table, report
from conftest import ROOT
from notes_of_pages import by_name, notes
from reportlint.answers.docx_comments import annotated
from reportlint.answers.pdf_notes import annotated as pdf_annotated
from reportlint.linter import lint
from reportlint.readers import read
from reportlint.ruleset import detectable, load

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed (soffice)")
LABELLED: list[tuple[int, int] | str] = [
    *((0, 1), (1, 1), (1, 1), (2, 1), (3, 1), (4, 1), (4, 1), (3, 1), (2, 1), (0, 1), (1, 1), (2, 1)),
    *((0, 2), (0, 2), (1, 2), "H1", "H1a", (0, 5), (0, 5), (0, 7), (1, 7), (1, 7), (0, 8)),
]
ANNOTATION = re.compile(
    r'<office:annotation [^>]*office:name="(?P<name>[^"]+)"[^>]*>(?P<said>.*?)</office:annotation>(?P<found>.*?)'
    r'<office:annotation-end office:name="(?P=name)"/>',
    re.S,
)


def converted(data: bytes, form: str, folder: Path) -> str:
    """Let LibreOffice write a .docx in another form of text."""
    return printed(data, form, folder).decode("utf-8-sig")


def printed(data: bytes, form: str, folder: Path) -> bytes:
    """Let LibreOffice write a .docx in another form; it has a profile of its own."""
    (folder / "a.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        str(OFFICE),
        profile,
        "--headless",
        "--convert-to",
        form,
        "--outdir",
        str(folder),
        str(folder / "a.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / f"a.{form.partition(':')[0]}").read_bytes()


def test_labels(tmp_path: Path) -> None:
    body = "".join(
        paragraph("文", style=each) if isinstance(each, str) else paragraph("文", number=each) for each in LABELLED
    )
    named = re.sub(r'w:styleId="(\w+)">', r'w:styleId="\1"><w:name w:val="\1"/>', STYLES)  # LibreOffice wants names
    data = docx(body, numbering=NUMBERING, styles=named)
    theirs = converted(data, "txt:Text (encoded):UTF8", tmp_path)
    ours = read("a.docx", data).text
    assert [re.sub(r"\s", "", line) for line in ours.splitlines()] == [
        re.sub(r"\s", "", line) for line in theirs.splitlines()
    ]


@pytest.mark.parametrize("name", ["broken-references", "broken-punctuation", "broken-dates"])
def test_comments_stand_where_the_findings_are(name: str, tmp_path: Path) -> None:
    data = plain((ROOT / "samples" / f"{name}.txt").read_text("utf-8"))
    outcome = lint(read("a.docx", data), detectable())
    page = converted(annotated(data, outcome, "zh"), "fodt", tmp_path)
    found = [
        (unescape(re.sub("<[^>]+>", "", match["found"])), unescape(re.sub("<[^>]+>", "", match["said"])))
        for match in ANNOTATION.finditer(page)
    ]
    assert len(found) == len(outcome.diagnostics) > 5
    for (excerpt, said), diagnostic in zip(found, outcome.diagnostics, strict=True):
        assert "".join(excerpt.split()) == "".join(diagnostic.excerpt.split())
        assert diagnostic.problem.message.zh in said


@pytest.mark.parametrize("name", ["broken-numbering", "broken-dates"])
def test_notes_stand_on_printed_pages(name: str, tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed, no .pdf is read")
    data = printed(plain((ROOT / "samples" / f"{name}.txt").read_text("utf-8")), "pdf", tmp_path)
    outcome = lint(read("a.pdf", data), detectable())
    answer = pdf_annotated(data, outcome, "zh")
    assert answer.startswith(data)
    found = by_name(notes(answer))
    assert len(found) == len(outcome.diagnostics) > 5
    for note, diagnostic in zip(found, outcome.diagnostics, strict=True):
        assert diagnostic.problem.message.zh in note.said
        assert "".join(diagnostic.excerpt.split()).startswith(note.words)
        assert note.words


def test_tables_on_printed_pages(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed, no .pdf is read")
    data = docx_table(report("四、结转下年度继续办理|2", "四、结转下年度继续办理|3"))
    pages = read("a.pdf", printed(data, "pdf", tmp_path))
    assert len(pages.text.splitlines()) < 50, "rows are lines, whatever lines their cells take"
    assert pages.place(len(pages.text) - 2) != pages.place(0), "the table goes on over the end of a page"
    found = [lint(source, load("disclosure-report")).diagnostics for source in (pages, read("a.docx", data))]
    said = [[(d.rule.id, d.problem.message.zh, d.excerpt) for d in each] for each in found]
    assert said[0] == said[1]
    assert len(said[0]) == 2
