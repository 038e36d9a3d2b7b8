"""Rewrite what is generated: the outputs of the samples and the docs. Run it by ``make accept``, then read the diff."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from generated import GENERATED, ROOT

for path, make in GENERATED.items():
    (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
    (ROOT / path).write_text(make(), "utf-8", newline="\n")
for stale in {*(ROOT / "docs" / "rules").glob("*.md"), *(ROOT / "samples").glob("*.expected")} - {
    ROOT / p for p in GENERATED
}:
    stale.unlink()
print(f"{len(GENERATED)} files written")
