"""Which reports changed since a revision, as git tells."""

from __future__ import annotations

import os
import subprocess

from reportlint.cli.bilingual import Refusal
from reportlint.language import Message


def changed_since(revision: str, files: list[str]) -> list[str]:
    """Return those of some files that differ from a revision, or are not in git yet; raises Refusal if git cannot tell."""
    top = _git(revision, ["rev-parse", "--show-toplevel"])
    _git(revision, ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"])
    names = _git(
        revision, ["diff", "--name-only", "-z", "--no-renames", "--diff-filter=d", "--end-of-options", revision]
    )
    new = _git(revision, ["ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", ":/"])
    root = os.fsdecode(top.rstrip(b"\n"))
    changed = {os.path.realpath(os.path.join(root, os.fsdecode(name))) for name in (names + new).split(b"\0") if name}
    return [file for file in files if os.path.realpath(file) in changed]


def _git(revision: str, arguments: list[str]) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=True)  # noqa: S603, S607  # git as the user has it
    except (OSError, subprocess.CalledProcessError) as error:
        raise Refusal(
            Message(
                f"git 找不到版本“{revision}”，或者这里不是 git 仓库，没有检查",
                f"git knows no revision “{revision}”, or this is no repository: nothing checked",
            )
        ) from error
    return done.stdout
