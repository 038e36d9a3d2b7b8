"""Read .doc, .wps and .rtf as the copy that LibreOffice makes of them, where the user has it.

A copy is good for reading and never for writing back: the conversion numbers some lists anew and parts what was one.
"""

from __future__ import annotations

import os
import signal
import struct
import subprocess
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from reportlint.language import Message
from reportlint.readers.docx import read as read_docx
from reportlint.source import Source, SourceError

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 60
NO_READER = Message("请装好 LibreOffice，或者另存为 .docx", "install LibreOffice, or save it as .docx")
SLOW = Message("LibreOffice 太久没有转换完", "LibreOffice took too long")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
WORD = "WordDocument".encode("utf-16-le")  # the stream that begins with what a .doc says of itself
FIB, FIB_ENCRYPTED = 0xA5EC, 0x0100
ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
SETTINGS = [  # nothing in a report is run, and nothing is fetched for it
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
]


def read(name: str, data: bytes, encoding: str | None) -> Source:
    """Read a document of an older office program; raises SourceError."""
    if not data.strip(b"\0"):
        raise SourceError("empty")
    if ENCRYPTED in data or _encrypted(data):
        raise SourceError("encrypted")
    program = next(filter(None, map(which, PROGRAMS)), None)
    if program is None:
        raise SourceError("no-reader", NO_READER)
    format = "rtf" if data.startswith(b"{\\rtf") else "wps" if name.lower().endswith(".wps") else "doc"
    source = read_docx(name, _copy(program, data, format), None)
    assert source.origin
    return replace(source, origin=replace(source.origin, format=format, converted="LibreOffice"))


def _encrypted(data: bytes) -> bool:
    """Whether a .doc says of itself that it is encrypted; its directory tells where it says so."""
    entry = data.find(WORD)
    if entry < 0 or len(data) < entry + 128 or len(data) < 512:
        return False
    (shift,) = struct.unpack_from("<H", data, 30)
    (sector,) = struct.unpack_from("<I", data, entry + 116)
    start = (sector + 1) << min(shift, 16)
    if start + 12 > len(data):
        return False
    magic, flags = struct.unpack_from("<H8xH", data, start)
    return bool(magic == FIB and flags & FIB_ENCRYPTED)


def _copy(program: str, data: bytes, format: str) -> bytes:
    """Return a document as .docx; raises SourceError."""
    with TemporaryDirectory(prefix="reportlint-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        profile = place / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_settings(), "utf-8")
        file, made = place / f"report.{format}", place / "copy" / "report.docx"
        file.write_bytes(data)
        options = ["--headless", "--norestore", "--nologo", "--convert-to", "docx", "--outdir", str(made.parent)]
        _run([program, f"-env:UserInstallation={profile.as_uri()}", *options, str(file)])
        if not made.is_file():
            raise SourceError("not-converted")
        return made.read_bytes()


def _settings() -> str:
    space = 'xmlns:oor="http://openoffice.org/2001/registry"'
    items = "".join(ITEM.format(path=path, name=name, value=value) for path, name, value in SETTINGS)
    return f'<?xml version="1.0" encoding="UTF-8"?><oor:items {space}>{items}</oor:items>'


def _run(command: list[str]) -> None:
    """Run LibreOffice with all that it starts, and end them all if it takes too long or we are told to end."""
    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)  # noqa: S603  # as the user has it
    except OSError as error:
        raise SourceError("no-reader", NO_READER) from error
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        raise SourceError("not-converted", SLOW) from None
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
    process.wait()
