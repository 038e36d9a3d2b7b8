"""Reporters: pure functions from outcomes to text."""

from collections.abc import Callable, Sequence

from reportlint.linter import Outcome
from reportlint.report.concise import concise
from reportlint.report.full import full
from reportlint.report.json import json

Reporter = Callable[[Sequence[Outcome], str], str]

REPORTERS: dict[str, Reporter] = {"full": full, "concise": concise, "json": json}

__all__ = ["REPORTERS", "Reporter"]
