"""Documents of older office programs: a copy is read, made by LibreOffice; here mostly by one that only looks like it."""

from __future__ import annotations

import io
import random
import shutil
import stat
import struct
import sys
import time
import zipfile
from pathlib import Path

import pytest

from conftest import RIGHT, Run
from reportlint.readers import converted, read
from reportlint.source import SourceError

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RTF = rb"{\rtf1\ansi\uc1 " + b"".join(rf"\u{ord(sign)}?".encode() for sign in "报告") + rb"\par}"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
TIES = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
COPIES = """#!{python}
import pathlib, sys
wanted = sys.argv[1:]
place = pathlib.Path(wanted[wanted.index("--outdir") + 1])
place.mkdir(exist_ok=True)
profile = pathlib.Path(next(each for each in wanted if each.startswith("-env:"))[len("-env:UserInstallation=file://"):])
assert "DisableMacrosExecution" in (profile / "user" / "registrymodifications.xcu").read_text("utf-8")
assert pathlib.Path(wanted[-1]).read_bytes() == pathlib.Path({old!r}).read_bytes()
(place / "report.docx").write_bytes(pathlib.Path({new!r}).read_bytes())
"""
HANGS = """#!{python}
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
open({new!r} + ".pid", "w").write(str(child.pid))
time.sleep(600)
"""
FAILS = "#!{python}\nimport sys\nsys.exit(1)\n"
NONSENSE = COPIES.replace('(place / "report.docx").write_bytes', '(place / "report.docx").write_bytes(b"PK") or len')


def docx(text: str) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.splitlines() if line)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("_rels/.rels", TIES)
        package.writestr("word/document.xml", f"<w:document {space}><w:body>{lines}</w:body></w:document>")
    return out.getvalue()


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that is all of PATH; ``install`` puts programs there."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def install(office: Path, program: str, data: bytes = b"", text: str = RIGHT) -> None:
    old, new = office / "old", office / "new"
    old.write_bytes(data)
    new.write_bytes(docx(text))
    file = office / "soffice"
    file.write_text(program.format(python=sys.executable, old=str(old), new=str(new)))
    file.chmod(file.stat().st_mode | stat.S_IXUSR)


def refused(data: bytes, name: str = "a.doc") -> str:
    with pytest.raises(SourceError) as error:
        read(name, data)
    return str(error.value.args[0])


@pytest.mark.parametrize(("name", "data", "format"), [("a.doc", OLE2 + b"x", "doc"), ("a.WPS", OLE2 + b"x", "wps"), ("a.doc", RTF, "rtf")], ids=range(3))  # fmt: skip  # one line, or one a case, is read at a glance
def test_a_copy_is_read(office: Path, name: str, data: bytes, format: str) -> None:
    install(office, COPIES, data)
    source = read(name, data)
    assert "".join(source.text.split()) == "".join(RIGHT.split())
    assert source.origin
    assert (source.origin.format, source.origin.converted) == (format, "LibreOffice")


def test_a_copy_is_never_written_back(office: Path, reportlint: Run) -> None:
    data = OLE2 + b"x"
    install(office, COPIES, data, RIGHT + "据云政发[2021]3号文。\n")
    Path("a.doc").write_bytes(data)
    code, _, err = reportlint("fix", "a.doc")
    assert (code, Path("a.doc").read_bytes(), "没有修改" in err) == (2, data, True)


def test_without_libreoffice_one_line_tells_what_to_do(office: Path, reportlint: Run) -> None:
    Path("a.doc").write_bytes(OLE2 + b"x")
    code, out, err = reportlint("--quiet", "a.doc")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "请装好 LibreOffice，或者另存为 .docx" in err
    assert "install LibreOffice, or save it as .docx" in reportlint("--lang", "en", "a.doc")[2]


def test_what_does_not_work(office: Path) -> None:
    install(office, FAILS, OLE2)
    assert refused(OLE2) == "not-converted"
    install(office, NONSENSE, OLE2)
    assert refused(OLE2) == "damaged"
    (office / "soffice").write_text("no program")
    assert refused(OLE2) in ("no-reader", "not-converted")


def test_what_takes_too_long_is_ended_with_all_that_it_started(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converted, "SECONDS", 2)
    install(office, HANGS)
    start = time.monotonic()
    assert refused(OLE2) == "not-converted"
    assert time.monotonic() - start < 20
    child = (office / "new.pid").read_text()
    for _ in range(50):
        if not _runs(child):
            break
        time.sleep(0.1)
    assert not _runs(child)


def _runs(process: str) -> bool:
    status = Path("/proc", process, "stat")
    if not Path("/proc").is_dir():
        pytest.skip("this system does not tell which processes run")
    try:
        return status.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def with_streams(*names: str, flags: int = 0) -> bytes:
    """Write as much of an OLE2 file as tells whether it is encrypted: its head, a directory, the begin of a .doc."""
    head = bytearray(OLE2 + bytes(504))
    struct.pack_into("<H", head, 30, 9)
    directory = bytearray(512)
    for at, name in enumerate(names):
        directory[128 * at : 128 * at + 2 * len(name)] = name.encode("utf-16-le")
        struct.pack_into("<I", directory, 128 * at + 116, 1)
    return bytes(head + directory) + struct.pack("<H8xH", 0xA5EC, flags) + bytes(500)


def test_encrypted_files(office: Path) -> None:
    assert refused(with_streams("Root Entry", "EncryptedPackage")) == "encrypted"
    assert refused(with_streams("Root Entry", "WordDocument", flags=0x0100)) == "encrypted"
    assert refused(with_streams("Root Entry", "WordDocument", flags=0x1200)) == "no-reader"


def test_damaged_files_are_refused(office: Path) -> None:
    chance = random.Random(4)
    whole = with_streams("Root Entry", "WordDocument")
    for _ in range(300):
        data = bytearray(whole[: chance.randrange(8, len(whole))])
        for _ in range(chance.randrange(40)):
            data[chance.randrange(8, len(data)) if len(data) > 8 else 0] = chance.randrange(256)
        assert refused(bytes(data), "a.wps") in ("no-reader", "encrypted") or not data.startswith(OLE2)


def test_the_real_one(corpus: Path) -> None:
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed, no .doc is read")
    for name in ("lawliet_test.wps", "lawliet_master_template.doc", "lawliet_master_template.wps"):
        source = read(name, (corpus / "office" / name).read_bytes())
        assert source.origin
        assert source.origin.converted == "LibreOffice"
        assert "各有关单位：" in source.text or "测试公文标题" in source.text
    assert "报告" in read("a.rtf", RTF).text
