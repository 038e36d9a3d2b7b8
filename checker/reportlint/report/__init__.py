"""Reporters: pure functions from a run to text."""

from collections.abc import Callable

from reportlint.linter import Run
from reportlint.report.concise import concise
from reportlint.report.full import full
from reportlint.report.json import json

Reporter = Callable[[Run], str]

REPORTERS: dict[str, Reporter] = {"full": full, "concise": concise, "json": json}

__all__ = ["REPORTERS", "Reporter"]
