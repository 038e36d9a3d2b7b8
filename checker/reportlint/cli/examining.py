"""Read and judge one file after the other, or several at once: the outcome is the same, and in the same order."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pickle import Pickler, Unpickler
from typing import TYPE_CHECKING, Any, NamedTuple

from reportlint.cli.plan import Plan, Planner, Wishes
from reportlint.cli.reading import FAULTS, fault, read_bytes
from reportlint.language import Message

if TYPE_CHECKING:
    from reportlint.linter import Outcome, Unchecked
    from reportlint.ruleset import Rule, Ruleset
    from reportlint.source import Source

CHUNK = 8  # files that a process takes at once


class Task(NamedTuple):
    """What is the same for all files of a run."""

    wishes: Wishes
    encoding: str | None = None
    stdin_filename: str = "stdin.txt"
    previous: Source | None = None
    digest: bool = False  # whether a checksum of each file is wanted
    format: str | None = None  # what the files are, where their content is not to tell


class Examined(NamedTuple):
    """What came of one file: its outcome, where it was judged, and what kept it from being judged whole."""

    file: str
    data: bytes
    outcome: Outcome | None
    unchecked: tuple[Unchecked, ...] = ()


def examiner(task: Task) -> Callable[[str], Examined]:
    """Return the function that reads a file and judges it; it raises Refusal for a configuration that cannot be used."""
    planner = Planner(task.wishes)

    def examine(file: str) -> Examined:
        from reportlint.readers import read
        from reportlint.source import SourceError

        name = task.stdin_filename if file == "-" else file
        data = b""
        try:
            data = read_bytes(file)
            source = read(name, data, task.encoding, task.format)
        except SourceError as error:
            return Examined(file, data, None, (unchecked(name, *error.args),))
        except OSError as error:
            return Examined(file, data, None, (unchecked(name, fault(error)),))
        plan = planner.plan(name)
        try:
            found = _judged(plan, file, data, source, task.previous)
        except Exception as error:  # a defect of ours must not hide the other files' findings
            return Examined(file, data, None, (unchecked(name, "crash", f"{type(error).__name__}: {error}"),))
        return _with_digest(found) if task.digest else found

    return examine


def unchecked(name: str, fault: str, detail: str | Message = "") -> Unchecked:
    """Say in both languages why a file was not checked."""
    from reportlint.linter import Unchecked

    why = FAULTS[fault]
    more = Message(detail, detail) if isinstance(detail, str) else detail
    return Unchecked(name, fault, Message(f"{why.zh}（{more.zh}）", f"{why.en} ({more.en})") if more.zh else why)


def _judged(plan: Plan, file: str, data: bytes, source: Source, previous: Source | None) -> Examined:
    from reportlint.layer import FALLBACK

    outcome, faults = _linted(plan, source, previous)
    faults += [unchecked(source.name, "crash", f"{crash.rule.id}: {crash.error}") for crash in outcome.crashes]
    unknown_type = outcome.ruleset.id == FALLBACK
    met = outcome.rules or outcome.undecided or outcome.crashes
    if not met or (unknown_type and plan.asked and plan.asked - {rule.id for rule in outcome.ruleset.rules}):
        return Examined(file, data, None, (*faults, unchecked(source.name, "no-type" if unknown_type else "no-rules")))
    return Examined(file, data, outcome, tuple(faults))


def _linted(plan: Plan, source: Source, previous: Source | None) -> tuple[Outcome, list[Unchecked]]:
    """Judge a report, without its exemptions where these cannot be used: that must not hide the findings."""
    from reportlint.exemptions import ExemptionError

    try:
        return plan.lint(source, previous), []
    except (ExemptionError, OSError, UnicodeDecodeError) as error:
        faults = error.faults if isinstance(error, ExemptionError) else [Message(str(error), str(error))]
        found = [unchecked(source.name, "exemptions", fault) for fault in faults]
        return plan._replace(exemptions=False).lint(source, previous), found


def _with_digest(found: Examined) -> Examined:
    from hashlib import sha256

    outcome = found.outcome and found.outcome._replace(sha256=sha256(found.data).hexdigest())
    return found._replace(outcome=outcome)


def examined(task: Task, files: Iterable[str], jobs: int = 1) -> Iterator[Examined]:
    """Judge files, by several processes if wanted; the order is that of the files, however many there are."""
    if jobs == 1:
        yield from map(examiner(task), files)
        return
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


def _work(file: str) -> Message | tuple[str, str, bytes]:
    """Judge a file, and return what can be sent to the parent: rules stay behind, and are named by their ids."""
    from reportlint.cli.bilingual import Refusal

    try:
        found = _EXAMINE(file)
    except Refusal as refusal:
        return refusal.said
    packed = BytesIO()
    _Packer(packed).dump(found)
    name = found.outcome.source.name if found.outcome else ""
    return name, found.outcome.ruleset.id if found.outcome else "", packed.getvalue()


def _unpacked(packed: Message | tuple[str, str, bytes], planner: Planner) -> Examined:
    from reportlint.cli.bilingual import Refusal

    if isinstance(packed, Message):
        raise Refusal(packed)
    name, ruleset_id, data = packed
    rulesets = planner.plan(name).rulesets if name else ()
    ruleset = next((each for each in rulesets if each.id == ruleset_id), None)
    found: Examined = _Unpacker(BytesIO(data), ruleset).load()
    return found


class _Packer(Pickler):
    """Pickle an outcome without its rules, whose tables and checks cannot be sent."""

    def persistent_id(self, value: Any) -> str | None:
        """Name a rule by its id, and its ruleset by nothing."""
        from reportlint.ruleset import Rule, Ruleset

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
