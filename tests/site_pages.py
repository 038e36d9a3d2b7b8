"""The pages of the documentation: which they are, where they lead, and what in them can be linked to."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
LINK = re.compile(r"(?P<before>!?\[[^\]\n]*\]\()(?P<target>[^)\s#]*)(?P<anchor>#[^)\s]*)?\)")
FENCE = re.compile(r"^ *(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)\n(?P<text>.*?)^ *(?P=fence)$", re.M | re.S)


def place(file: Path) -> str:
    """Return where a file of the project stands among the pages."""
    return (file.relative_to(DOCS) if file.is_relative_to(DOCS) else "project" / file.relative_to(ROOT)).as_posix()


def pages() -> dict[str, Path]:
    """Return all files of the site by their place: those in docs/, and what they lead to."""
    found = {place(file): file for file in sorted(DOCS.rglob("*")) if file.is_file() and file.name != "site.toml"}
    waiting = [*found.values(), ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md", ROOT / "README.md"]
    while waiting:
        file = waiting.pop()
        found[place(file)] = file
        if file.suffix == ".md":
            linked = {each for _, target in links(file) for each in (_inside(target) if target.is_dir() else [target])}
            waiting += [each for each in linked if each.is_file() and place(each) not in found]
    return found


def _inside(folder: Path) -> list[Path]:
    """Return the files of a folder, those that are made left out."""
    hidden = re.compile(r"__pycache__|\.egg-info|/\.")
    return [file for file in sorted(folder.rglob("*")) if file.is_file() and not hidden.search(file.as_posix())]


def listings(found: dict[str, Path]) -> dict[str, str]:
    """Return a page for each folder that pages lead to and that has none of its own, by its place."""
    linked = {target for file in found.values() if file.suffix == ".md" for _, target in links(file) if target.is_dir()}
    made = {}
    for folder in sorted(each for each in linked if not (each / "README.md").is_file()):
        files = "\n".join(f"- [{(name := file.relative_to(folder).as_posix())}]({name})" for file in _inside(folder))
        made[place(folder / "README.md")] = f"# {folder.relative_to(ROOT).as_posix()}\n\n{files}\n"
    return made


def links(page: Path) -> Iterator[tuple[re.Match[str], Path]]:
    """Yield the links of a page that stay in the project, and where they lead; those in examples are none."""
    text = page.read_text("utf-8")
    for match in LINK.finditer(FENCE.sub(lambda fence: re.sub(r"[^\n]", " ", fence[0]), text)):
        if not re.match(r"\w+:", match["target"]):
            target = page.parent / match["target"] if match["target"] else page
            yield match, Path(os.path.normpath(target))


def slug(heading: str) -> str:
    """Return the anchor of a heading, as GitHub and the site make it."""
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)|[`*]", r"\1", heading.strip())
    return re.sub(r"[^\w\- ]", "", plain).lower().replace(" ", "-")


def anchors(page: Path) -> set[str]:
    """Return the anchors that a page has."""
    text = FENCE.sub("", page.read_text("utf-8"))
    return {slug(heading) for heading in re.findall(r"^#+ (.*)$", text, re.M)}
