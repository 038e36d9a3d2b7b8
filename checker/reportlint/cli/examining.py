"""Read and judge one file after the other, or several at once: the outcome is the same, and in the same order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from reportlint.cli.plan import Plan, Planner, Wishes
from reportlint.cli.reading import fault, read_bytes
from reportlint.faults import why
from reportlint.language import Message

if TYPE_CHECKING:
    from reportlint.linter import Outcome, Unchecked
    from reportlint.source import Source


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
    outcome: Outcome | None
    unchecked: tuple[Unchecked, ...] = ()
    fail_on: str = "error"  # the severity that its configuration lets fail a run


def examiner(task: Task) -> Callable[[str], Examined]:
    """Return the function that reads a file and judges it; it raises Refusal for a configuration that cannot be used."""
    planner = Planner(task.wishes)

    def examine(file: str) -> Examined:
        from reportlint.readers import read
        from reportlint.source import SourceError

        name = task.stdin_filename if file == "-" else file
        try:
            data = read_bytes(file)
            source = read(name, data, task.encoding, task.format)
        except SourceError as error:
            return Examined(file, None, (unchecked(name, *error.args),))
        except OSError as error:
            return Examined(file, None, (unchecked(name, fault(error)),))
        plan = planner.plan(name)
        try:
            found = _judged(plan, file, source, task.previous)
        except Exception as error:  # a defect of ours must not hide the other files' findings
            return Examined(file, None, (unchecked(name, "crash", f"{type(error).__name__}: {error}"),))
        found = found._replace(fail_on=plan.fail_on or "error")
        return _with_digest(found, data) if task.digest else found

    return examine


def unchecked(name: str, fault: str, detail: str | Message = "") -> Unchecked:
    """Say in both languages why a file was not checked."""
    from reportlint.linter import Unchecked

    return Unchecked(name, fault, why(fault, detail))


def _judged(plan: Plan, file: str, source: Source, previous: Source | None) -> Examined:
    from reportlint.layer import FALLBACK

    outcome, faults = _linted(plan, source, previous)
    faults += [unchecked(source.name, "crash", f"{crash.rule.id}: {crash.error}") for crash in outcome.crashes]
    unknown_type = outcome.ruleset.id == FALLBACK
    met = outcome.rules or outcome.undecided or outcome.crashes
    if not met or (unknown_type and plan.asked and plan.asked - {rule.id for rule in outcome.ruleset.rules}):
        return Examined(file, None, (*faults, unchecked(source.name, "no-type" if unknown_type else "no-rules")))
    return Examined(file, outcome, tuple(faults))


def _linted(plan: Plan, source: Source, previous: Source | None) -> tuple[Outcome, list[Unchecked]]:
    """Judge a report, without its exemptions where these cannot be used: that must not hide the findings."""
    from reportlint.exemptions import ExemptionError

    try:
        return plan.lint(source, previous), []
    except (ExemptionError, OSError, UnicodeDecodeError) as error:
        faults = error.faults if isinstance(error, ExemptionError) else [Message(str(error), str(error))]
        found = [unchecked(source.name, "exemptions", fault) for fault in faults]
        return plan._replace(exemptions=False).lint(source, previous), found


def _with_digest(found: Examined, data: bytes) -> Examined:
    from hashlib import sha256

    outcome = found.outcome and found.outcome._replace(sha256=sha256(data).hexdigest())
    return found._replace(outcome=outcome)


def examined(task: Task, files: Iterable[str], jobs: int = 1) -> Iterator[Examined]:
    """Judge files, by several processes if wanted; the order is that of the files, however many there are."""
    if jobs == 1:
        yield from map(examiner(task), files)
        return
    from reportlint.cli.processes import examined_by

    yield from examined_by(task, files, jobs)
