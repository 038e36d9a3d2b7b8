"""One report in several formats, by the command line: the same findings, the right files of a folder, --format."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from build_pages import html, markdown, ofd, pdf
from conftest import RIGHT, Run, write

WRONG = RIGHT.replace("二、", "四、", 1) + "截止年底，据云政发[2021]3号文。\n"
WRITERS = {"html": html, "md": markdown, "ofd": ofd, "pdf": pdf}


def test_one_report_in_all_formats(reportlint: Run) -> None:
    pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed, no .pdf is read")
    write("a.txt", WRONG)
    for format, writer in WRITERS.items():
        Path(f"a.{format}").write_bytes(writer(WRONG))
    names = ["a.txt", *(f"a.{format}" for format in WRITERS)]
    found = json.loads(reportlint("--output", "json", *names)[1])
    by_file = {name: Counter((d["rule"], d["excerpt"]) for d in found if d["filename"] == name) for name in names}
    assert len(by_file["a.txt"]) > 2
    for name in names[1:]:
        assert by_file[name] == by_file["a.txt"], name
    rows = {d["filename"]: d["location"]["row"] for d in found if d["excerpt"] == "[2021]"}
    for name in ("a.html", "a.md"):
        assert "[2021]" in Path(name).read_text("utf-8").splitlines()[rows[name] - 1], "rows are those of the file"


def test_folders(reportlint: Run) -> None:
    Path("in").mkdir()
    write("in/a.txt", RIGHT)
    write("in/notes.md", "# 便条\n")
    write("in/page.html", "<p>网页</p>")
    Path("in/B.OFD").write_bytes(ofd(RIGHT))
    code, out, _ = reportlint("in")
    assert (code, "检查2个文件" in out) == (0, True)
    assert "检查1个文件" in reportlint("--isolated", "in/page.html")[1], "a page is read where it is named"
    write("in/c.ceb", "x")
    code, _, err = reportlint("in")
    assert (code, "in/c.ceb：这种格式读不了，没有检查" in err) == (2, True)


def test_the_format_may_be_named(reportlint: Run) -> None:
    body = "".join(f"<p>{line}</p>" for line in RIGHT.splitlines() if line)
    write("draft.txt", f"正文见下{body}")
    assert reportlint("--format", "html", "draft.txt")[0] == 0
    write("notes.txt", f"# {RIGHT}".replace("一、", "**一、**", 1))
    assert reportlint("--format", "md", "notes.txt")[0] == 0
    assert reportlint("notes.txt")[0] == 1
    code, _, err = reportlint("--format", "ofd", "notes.txt")
    assert (code, "notes.txt：文件已损坏" in err) == (2, True)
    code, _, err = reportlint("--format", "htm", "notes.txt")
    assert (code, "--format 只能是 txt、md、docx" in err, "是否想写“html”" in err) == (2, True, True)


def test_a_place_that_is_a_page_is_shown_before_the_headings(reportlint: Run) -> None:
    Path("a.ofd").write_bytes(ofd(WRONG))
    out = reportlint("a.ofd")[1]
    assert re.search(r"^    位置  第1页  四、\S+$", out, re.M)
    assert re.search(r"^    in  page 1  四、\S+$", reportlint("--lang", "en", "a.ofd")[1], re.M)
