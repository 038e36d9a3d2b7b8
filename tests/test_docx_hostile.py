"""Reading .docx that is damaged, hostile or great: refused in one line, or read in time."""

from __future__ import annotations

import random
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest

from build_lists import NUMBERING, STYLES, text_of
from build_office import docx, field, packed, paragraph, plain, run, table, unpacked
from conftest import RIGHT, Run
from reportlint.readers import package, read
from reportlint.source import SourceError
from timing import STEEP, growth, share


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
    data = docx("".join(paragraph(*(run("依法行政扎实推进", look) for _ in range(5)), number=(1, 1)) for _ in range(2000)), numbering=NUMBERING)  # fmt: skip  # one line, or one a case, is read at a glance

    def theirs() -> list[list[str]]:
        return [[each.text for each in line.runs] for line in word.Document(BytesIO(data)).paragraphs]

    assert len(read("a.docx", data).text.splitlines()) == len(theirs()) == 2000
    enough = 2 if sys.gettrace() else 0.6  # measuring coverage costs our lines time, and none of python-docx's
    assert share(lambda: read("a.docx", data), theirs, enough) <= enough


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
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        "</w:p><w:p><w:pPr><w:pStyle w:val='s0'/></w:pPr>",
    ],
    ids=["fields that never end", "styles on styles"],
)
def test_what_is_nested_without_end_takes_linear_time(body: str) -> None:
    def reading(count: int) -> Callable[[], object]:
        chain = "".join(f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(count))
        data = docx(f"<w:p>{body * count}</w:p>", styles=chain)

        def refused() -> None:
            with suppress(SourceError):
                read("a.docx", data)

        return refused

    assert growth(reading, 500, 5_000) < STEEP
