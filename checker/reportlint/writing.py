"""Write a mended report back: whole or not at all, and never over what somebody else wrote meanwhile."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from tempfile import mkstemp

from reportlint.source import Source


class WriteError(Exception):
    """A file that was left as it is; the first argument says why, as a key of cli.reading.FAULTS."""


def write_back(path: str, old: bytes, source: Source, mended: Source) -> None:
    """Replace the bytes of a file, in its own encoding, by a mended text.

    The new file takes the place of the old one in a single step; a symbolic link stays one, permissions are kept.
    Raises WriteError, OSError.
    """
    new = _encoded(old, source, mended)
    path = os.path.realpath(path)
    status = os.stat(path)
    if not stat.S_ISREG(status.st_mode) or not status.st_mode & stat.S_IWUSR or not os.access(path, os.W_OK):
        raise WriteError("read-only")
    handle, temporary = mkstemp(prefix=".reportlint-", dir=os.path.dirname(path))
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
        _take_over(temporary, status)
        if _read(path) != old:
            raise WriteError("changed")
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    _settle(os.path.dirname(path))


def _encoded(old: bytes, source: Source, mended: Source) -> bytes:
    try:
        if source.encode(old) != old:  # bytes that the codec reads but does not write: nothing may be lost
            raise WriteError("encoding")
        return mended.encode(old)
    except UnicodeEncodeError:
        raise WriteError("encoding") from None


def _take_over(path: str, status: os.stat_result) -> None:
    os.chmod(path, stat.S_IMODE(status.st_mode))
    if hasattr(os, "chown"):
        with suppress(PermissionError):  # only root may give a file away
            os.chown(path, status.st_uid, status.st_gid)


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _settle(folder: str) -> None:
    """Make the new name outlast a power cut, where folders can be synced."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
