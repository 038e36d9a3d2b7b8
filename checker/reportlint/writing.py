"""Write reports: whole or not at all, and never over what somebody else wrote meanwhile."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from tempfile import mkstemp

from reportlint.source import Source


class WriteError(Exception):
    """A file that was left as it is; the first argument says why, as a key of faults.FAULTS."""


def write_back(path: str, old: bytes, new: bytes) -> None:
    """Replace the bytes of a file, which must still be the old ones.

    The new file takes the place of the old one in a single step; a symbolic link stays one, permissions are kept.
    Raises WriteError, OSError.
    """
    path = os.path.realpath(path)
    status = os.stat(path)
    if not stat.S_ISREG(status.st_mode) or not status.st_mode & stat.S_IWUSR or not os.access(path, os.W_OK):
        raise WriteError("read-only")
    with _beside(path, new, status) as temporary:
        if _read(path) != old:
            raise WriteError("changed")
        os.replace(temporary, path)


def write_new(path: str, new: bytes, like: str, *, replace: bool = False) -> None:
    """Write bytes to a file that is not there yet, unless it may be replaced; its permissions are those of another one.

    It is there whole or not at all. Raises WriteError, OSError.
    """
    path = os.path.realpath(path)
    if os.path.realpath(like) == path or (os.path.lexists(path) and not replace):
        raise WriteError("exists")
    if os.path.isdir(path):
        raise WriteError("unwritable")
    with _beside(path, new, os.stat(like)) as temporary:
        if replace:
            os.replace(temporary, path)
        else:
            _name(temporary, path)


def encoded(old: bytes, source: Source, mended: Source) -> bytes:
    """Return the bytes of a mended text in the encoding of the old ones; raises WriteError."""
    try:
        if source.encode(old) != old:  # bytes that the codec reads but does not write: nothing may be lost
            raise WriteError("encoding")
        return mended.encode(old)
    except UnicodeEncodeError:
        raise WriteError("encoding") from None


@contextmanager
def _beside(path: str, new: bytes, status: os.stat_result) -> Iterator[str]:
    """Write bytes to a file beside another one, for the time until it takes its name."""
    handle, temporary = mkstemp(prefix=".reportlint-", dir=os.path.dirname(path))
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
        _take_over(temporary, status)
        yield temporary
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    _settle(os.path.dirname(path))


def _name(temporary: str, path: str) -> None:
    """Give a file its name, if that is still free."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise WriteError("exists") from None
    except (OSError, AttributeError):  # no links on this disk: there is a moment in which the name could be taken
        os.replace(temporary, path)
    else:
        os.unlink(temporary)


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
