"""A rule: a check with its options, and the provision that asks for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from reportlint.checks import AFTERWARDS, COMPARING, MASKING, NEEDS, OFFICE, Check, find
from reportlint.diagnostic import Severity
from reportlint.document import Document
from reportlint.folder import Folder
from reportlint.language import Message

FACTS = {  # what a check may need to know of a document
    "year": Message("报告年度不明", "the year reported on is unknown"),
    "made": Message("成文日期不明", "the date of the report is unknown"),
    "day": Message("成文日期不明", "the date of the report is unknown"),
    "judged_start": Message("报告年度不明", "the year reported on is unknown"),
    "judged_end": Message("报告年度不明", "the year reported on is unknown"),
}


@dataclass(frozen=True)
class Rule:
    """A check with its options, and the provision that asks for it."""

    id: str
    check: str
    severity: Severity
    basis: str
    english: str
    options: dict[str, Any] = field(repr=False)
    folders: tuple[Folder, ...] = field(repr=False)  # where its page may be, the nearest first
    waivable: bool = True  # whether an exemption may let its findings pass, and a layer above may weaken it
    origins: dict[str, str] = field(default_factory=dict, repr=False)  # which layer each of its values is from
    foreign: bool = False  # whether a layer from outside the package had a word in it

    @property
    def category(self) -> str:
        """The module of the check."""
        return self.check.partition(".")[0]

    @property
    def home(self) -> Folder | None:
        """The folder of the ruleset that has its page."""
        return next((folder for folder in self.folders if folder.has(f"{self.id}.md")), None)

    @property
    def page(self) -> str:
        """The manual of the rule, in Markdown; a rule without one has its name for a manual."""
        return self.home.read(f"{self.id}.md") if self.home else f"# {self.id}\n"

    @property
    def title(self) -> Message:
        """The first line of the page, and its English title."""
        return Message(self.page.partition("\n")[0].lstrip("# "), self.english)

    @cached_property
    def masks(self) -> bool:
        """Whether what it finds must not be shown."""
        return self.check in MASKING

    @cached_property
    def compares(self) -> bool:
        """Whether it needs last year's report."""
        return self.check in COMPARING

    @cached_property
    def office(self) -> bool:
        """Whether it judges what only an office file holds."""
        return self.check in OFFICE

    @cached_property
    def afterwards(self) -> bool:
        """Whether it judges what was made of the findings."""
        return self.check in AFTERWARDS

    @cached_property
    def needs(self) -> tuple[str, ...]:
        """The facts of a document that the check judges by."""
        return NEEDS.get(self.check, ())

    def lacks(self, document: Document) -> Message | None:
        """Return what the document does not tell that the check judges by; None where it can be judged."""
        return next((FACTS[fact] for fact in self.needs if getattr(document, fact) is None), None)

    @cached_property
    def problems(self) -> Check:
        """The check with the rule's options, to be run on a document."""
        return partial(find(self.check), **self.options)
