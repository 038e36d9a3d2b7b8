"""Read and judge one file after the other, or several at once: the outcome is the same, and in the same order."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from reportlint.cli.plan import Plan, Planner, Wishes
from reportlint.cli.reading import FAULTS, fault, read_bytes
from reportlint.language import Message

if TYPE_CHECKING:
    from reportlint.linter import Outcome, Unchecked
    from reportlint.ruleset import Ruleset
    from reportlint.source import Source

CHUNK = 8  # files that a process takes at once


class Task(NamedTuple):
    """What is the same for all files of a run."""

    wishes: Wishes
    encoding: str | None = None
    stdin_filename: str = "stdin.txt"
    previous: Source | None = None
    digest: bool = False  # whether a checksum of each file is wanted


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
        from reportlint.source import Source, SourceError

        name = task.stdin_filename if file == "-" else file
        data = b""
        try:
            data = read_bytes(file)
            source = Source.decode(name, data, task.encoding)
        except SourceError as error:
            return Examined(file, data, None, (unchecked(name, str(error)),))
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


def _work(file: str) -> Any:
    """Judge a file, and return what can be sent to the parent: rules stay behind, and are named by their ids."""
    from reportlint.cli.bilingual import Refusal

    try:
        found = _EXAMINE(file)
    except Refusal as refusal:
        return refusal.said
    outcome = found.outcome
    if outcome is None:
        return found
    rulesets = outcome.ruleset.id, [rule.id for rule in outcome.rules]
    diagnostics = [(d.rule.id, d.problem, d.path) for d in outcome.diagnostics]
    others = [[(e.rule.id, e[1]) for e in each] for each in (outcome.undecided, outcome.crashes)]
    bare = outcome._replace(ruleset=None, rules=(), diagnostics=(), undecided=(), crashes=())  # type: ignore[arg-type]  # put back by _unpacked
    return found._replace(outcome=bare), rulesets, diagnostics, others


def _unpacked(packed: Any, planner: Planner) -> Examined:
    from reportlint.cli.bilingual import Refusal

    if isinstance(packed, Message):
        raise Refusal(packed)
    if isinstance(packed, Examined):
        return packed
    found, (ruleset_id, ran), diagnostics, others = packed
    outcome = found.outcome
    ruleset = next(each for each in planner.plan(outcome.source.name).rulesets if each.id == ruleset_id)
    return found._replace(outcome=_restored(outcome, ruleset, ran, diagnostics, others))  # type: ignore[no-any-return]  # NamedTuple


def _restored(outcome: Outcome, ruleset: Ruleset, ran: list[str], diagnostics: Any, others: Any) -> Outcome:
    from reportlint.diagnostic import Diagnostic
    from reportlint.linter import Crash, Undecided

    rules = {rule.id: rule for rule in ruleset.rules}
    undecided, crashes = others
    return outcome._replace(
        ruleset=ruleset,
        rules=tuple(rules[id] for id in ran),
        diagnostics=tuple(Diagnostic(outcome.shown, rules[id], problem, path) for id, problem, path in diagnostics),
        undecided=tuple(Undecided(rules[id], lacking) for id, lacking in undecided),
        crashes=tuple(Crash(rules[id], error) for id, error in crashes),
    )
