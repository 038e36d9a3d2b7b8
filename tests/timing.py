"""How long calls take, measured so that a busy machine does not decide whether a test fails."""

import gc
import time
from collections.abc import Callable
from math import inf, log

ROUNDS = 4
STEEP = 1.5  # half way from linear to quadratic


def seconds(call: Callable[[], object], enough: float = 0) -> float:
    """The processor time of a call in seconds: the least of a few rounds, or the first that is at most `enough`.

    Other processes can make a call slower, never faster; so the least is the nearest to the truth. The garbage
    collector is off meanwhile, as on the command line.
    """
    least = inf
    collecting = gc.isenabled()
    gc.disable()
    try:
        for _ in range(ROUNDS):
            start = time.process_time()
            call()
            least = min(least, time.process_time() - start)
            if least <= enough:
                break
    finally:
        if collecting:
            gc.enable()
    return least


def growth(prepare: Callable[[int], Callable[[], object]], small: int, large: int) -> float:
    """The power with which time grows from the length `small` to `large`: about 1 where it is linear, 2 where quadratic.

    `prepare(length)` gives the call to be measured. Both are measured in turn, and the least times count, until the
    power is below STEEP or the rounds are over; times below 5 ms count as 5 ms.
    """
    calls = prepare(small), prepare(large)
    times = [inf, inf]
    for _ in range(ROUNDS):
        times = [min(least, seconds(call, inf)) for least, call in zip(times, calls, strict=True)]
        power = log(max(times[1], 0.005) / max(times[0], 0.005)) / log(large / small)
        if power < STEEP:
            break
    return power


def share(ours: Callable[[], object], theirs: Callable[[], object], enough: float) -> float:
    """The time of a call ÷ that of another one, both measured in turn until it is `enough` or the rounds are over."""
    times = [inf, inf]
    for _ in range(2 * ROUNDS):
        times = [min(least, seconds(call, inf)) for least, call in zip(times, (ours, theirs), strict=True)]
        if times[0] / times[1] <= enough:
            break
    return times[0] / times[1]
