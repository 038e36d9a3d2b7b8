"""Bound the time of patterns that strangers wrote: one that never ends must not keep a gate shut, or open."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SECONDS = 5.0  # for a short report
EACH = 50_000  # characters that get a second more


@contextmanager
def bounded(length: int) -> Iterator[None]:
    """Raise TimeoutError where what is done here takes too long for a text of this length.

    Only this process's own time counts, so that a busy machine does not decide. The engine of regular expressions looks
    for signals while it searches. Where there are none (Windows, or a thread other than the first), time is not bounded.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    limit = SECONDS + length / EACH

    def stop(_: int, __: FrameType | None) -> None:
        raise TimeoutError(f"over {limit:.0f} s: a pattern of the ruleset takes too long")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
