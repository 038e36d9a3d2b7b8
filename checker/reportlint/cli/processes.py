"""Judge files by several processes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pickle import Pickler, Unpickler
from typing import TYPE_CHECKING, Any

from reportlint.cli.examining import Examined, Task, examiner
from reportlint.cli.plan import Planner
from reportlint.language import Message

if TYPE_CHECKING:
    from datetime import date

    from reportlint.rule import Rule
    from reportlint.ruleset import Ruleset

# why nothing could be judged; or the name of the report, its ruleset, the day of its edition, and the outcome
Packed = Message | tuple[str, str, "date | None", bytes]
CHUNK = 8  # files that a process takes at once


def examined_by(task: Task, files: Iterable[str], jobs: int) -> Iterator[Examined]:
    """Judge files by so many processes; the order is that of the files."""
    from multiprocessing import get_context

    planner = Planner(task.wishes)
    context = get_context("spawn" if sys.platform in ("win32", "darwin") else "forkserver")
    with context.Pool(jobs, _start, (task,)) as pool:
        for packed in pool.imap(_work, files, CHUNK):
            yield _unpacked(packed, planner)


_EXAMINE: Callable[[str], Examined]


def _start(task: Task) -> None:
    """Make a process ready; the parent ends it when the run is interrupted."""
    import gc
    import signal

    global _EXAMINE
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    _EXAMINE = examiner(task)


def _work(file: str) -> Packed:
    """Judge a file, and return what can be sent to the parent: rules stay behind, and are named by their ids."""
    from reportlint.cli.bilingual import Refusal

    try:
        found = _EXAMINE(file)
    except Refusal as refusal:
        return refusal.said
    packed = BytesIO()
    _Packer(packed).dump(found)
    if found.outcome is None:
        return "", "", None, packed.getvalue()
    ruleset = found.outcome.ruleset
    return found.outcome.source.name, ruleset.id, ruleset.day, packed.getvalue()


def _unpacked(packed: Packed, planner: Planner) -> Examined:
    from reportlint.cli.bilingual import Refusal

    if isinstance(packed, Message):
        raise Refusal(packed)
    name, ruleset_id, day, data = packed
    rulesets = planner.plan(name).rulesets if name else ()
    ruleset = next((each.on(day) for each in rulesets if each.id == ruleset_id), None)
    found: Examined = _Unpacker(BytesIO(data), ruleset).load()
    return found


class _Packer(Pickler):
    """Pickle an outcome without its rules, whose tables and checks cannot be sent."""

    def persistent_id(self, value: Any) -> str | None:
        """Name a rule by its id, and its ruleset by nothing."""
        from reportlint.rule import Rule
        from reportlint.ruleset import Ruleset

        return value.id if isinstance(value, Rule) else "" if isinstance(value, Ruleset) else None


class _Unpacker(Unpickler):
    """Put the rules of this process in their places again; it reads what our own processes wrote."""

    def __init__(self, file: BytesIO, ruleset: Ruleset | None) -> None:
        super().__init__(file)
        self._ruleset = ruleset
        self._rules = {rule.id: rule for rule in ruleset.rules} if ruleset else {}

    def persistent_load(self, id: str) -> Rule | Ruleset | None:
        """Return the rule of this id."""
        return self._rules[id] if id else self._ruleset
