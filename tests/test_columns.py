"""Pages in columns: read one after the other where that is sure, else told and left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from build_pages import LEFT, ofd_of, paragraphs, pdf_of
from conftest import RIGHT, ROOT, Run
from reportlint.linter import lint
from reportlint.readers import read
from reportlint.ruleset import detectable
from reportlint.source import SourceError

pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed, no .pdf is read")
SMALL, DOWN = 10.0, 16.0  # points: the letters of pages in columns, and from line to line
HIGH, LOW = 740.0, 100.0
Set = list[tuple[float, float, str, float]]
TITLE = paragraphs(RIGHT)[0]
BODY = [line.strip("\u3000 ") for line in paragraphs(RIGHT)[1:]]
OTHER = [
    line.strip("\u3000 ")
    for line in paragraphs((ROOT / "samples" / "right-r-m-p-n.txt").read_text("utf-8"))[1:]
    if "  " not in line and len(line) > 12
]


def lines(said: Sequence[str], width: int) -> Iterator[tuple[bool, str]]:
    """Yield the lines of paragraphs that are indented by two, and whether each begins one."""
    for each in said:
        yield True, each[: width - 2]
        yield from ((False, each[at : at + width]) for at in range(width - 2, len(each), width))


def column(said: Sequence[tuple[bool, str]], left: float, high: float = HIGH) -> Set:
    return [(left + 2 * SMALL * begins, high - DOWN * at, line, SMALL) for at, (begins, line) in enumerate(said)]


def flowing(said: Sequence[str], count: int, width: int, *, title: str = "") -> list[Set]:
    """Set a text in columns: each goes on in the next one, the last one of a page in the first one of the next."""
    rows = int((HIGH - LOW) // DOWN)
    left = list(lines(said, width))
    made: list[Set] = []
    while left:
        top = HIGH - 3 * DOWN if title and not made else HIGH
        page: Set = [(LEFT + 60, HIGH, title, 18.0)] if top < HIGH else []
        for at in range(count):
            most = rows - 3 * (top < HIGH)
            page += column(left[:most], LEFT + at * (width + 2) * SMALL, top)
            left = left[most:]
        made.append(page)
    return made


@pytest.mark.parametrize("write", [pdf_of, ofd_of], ids=["pdf", "ofd"])
@pytest.mark.parametrize(("count", "width"), [(2, 20), (3, 13)])
def test_a_report_in_columns_reads_as_in_one(write: object, count: int, width: int) -> None:
    source = read("a", write(flowing(BODY, count, width, title=TITLE)))  # type: ignore[operator]  # a writer of either format
    assert source.text.splitlines() == [TITLE, *BODY]
    assert source.pages_unread == ()
    whole = lint(read("a.txt", RIGHT.encode()), detectable())
    assert [d.rule.id for d in lint(source, detectable()).diagnostics] == [d.rule.id for d in whole.diagnostics]


def test_each_sign_is_in_its_column() -> None:
    source = read("a.pdf", pdf_of(flowing(BODY, 2, 20, title=TITLE)))
    assert source.origin
    lefts = {round(each.piece.box[0]) for each in source.origin.stretches[1:]}
    assert lefts == {80, 100, 300, 320}


def test_columns_below_and_above_lines_across() -> None:
    above, below = list(lines(BODY[:4], 20)), list(lines(OTHER[:4], 20))
    parts = [above[: len(above) // 2], above[len(above) // 2 :], below[: len(below) // 2], below[len(below) // 2 :]]
    under = HIGH - DOWN * (len(parts[1]) + 1)
    page = [
        *column(parts[0], LEFT), *column(parts[1], LEFT + 220),
        (LEFT, under, "以下是另一篇，标题占满一行，从左边排到右边，一直排到这里为止。", SMALL),
        *column(parts[2], LEFT, under - DOWN), *column(parts[3], LEFT + 220, under - DOWN),
    ]  # fmt: skip  # one line, or one a case, is read at a glance
    said = [line for line in read("a.pdf", pdf_of([page])).text.splitlines() if not line.startswith("以下是")]
    assert said == [*BODY[:4], *OTHER[:4]]


def test_texts_to_be_compared_are_told_and_not_read(reportlint: Run) -> None:
    rewritten = [each.replace("岫原市", "云岫县").replace("2021", "2022") for each in BODY]
    compared = [*column(list(lines(BODY, 20))[:38], LEFT), *column(list(lines(rewritten, 20))[:38], LEFT + 220)]
    plain = column(list(lines(OTHER, 40))[:38], LEFT)
    source = read("a.pdf", pdf_of([plain, compared]))
    assert source.pages_unread == ("2",)
    assert BODY[0][:10] not in source.text
    Path("a.pdf").write_bytes(pdf_of([plain, compared]))
    code, _, err = reportlint("a.pdf")
    assert (code, "有的页并列几栏，看不出先后，这些页没有检查；请改成一栏（第2页）" in err) == (2, True)
    assert "(page 2)" in reportlint("--lang", "en", "a.pdf")[2]
    with pytest.raises(SourceError, match="columns"):
        read("a.pdf", pdf_of([compared]))
    flow = flowing(BODY, 2, 20)
    assert read("a.pdf", pdf_of([plain, compared, *flow])).pages_unread == ("2", "3"), "no column of this file is sure"


def test_other_pages_side_by_side() -> None:
    english = ["The county made progress, and every town reported; " * 3] * 6
    beside = [*column(list(lines(BODY, 20))[:20], LEFT), *[(LEFT + 220, HIGH - DOWN * at, each[:36], SMALL) for at, each in enumerate(english * 3)]]  # fmt: skip  # one line, or one a case, is read at a glance
    assert unread(beside), "two scripts"
    rows: Set = []
    for at, (one, other) in enumerate(zip(BODY[2:9], OTHER[2:9], strict=True)):
        rows += column(list(lines([one[:50]], 20)), LEFT, HIGH - 5 * DOWN * at)
        rows += column(list(lines([other[:50]], 20)), LEFT + 220, HIGH - 5 * DOWN * at)
    assert unread(rows), "paragraph by paragraph"
    ragged = [(x, y, line[: 10 + at % 9], size) for at, (x, y, line, size) in enumerate([*column(list(lines(BODY, 20))[:20], LEFT), *column(list(lines(OTHER, 20))[:20], LEFT + 220)])]  # fmt: skip  # one line, or one a case, is read at a glance
    assert unread(ragged), "text that fills no column"


def unread(page: Set) -> bool:
    plain = column(list(lines(OTHER, 40))[:38], LEFT)
    return read("a.pdf", pdf_of([plain, page])).pages_unread == ("2",)


def test_lists_and_tables_are_read_across() -> None:
    names = [(f"第{number}小组", f"责任单位：县司法局第{number}科") for number in "一二三四五六七八"]
    page = [(x, HIGH - DOWN * at, said, SMALL) for at, pair in enumerate(names) for x, said in zip((LEFT, LEFT + 220), pair, strict=True)]  # fmt: skip  # one line, or one a case, is read at a glance
    assert read("a.pdf", pdf_of([page])).text.splitlines() == ["\t".join(pair) for pair in names]
    labels = [(LEFT, HIGH - 2 * DOWN * at, f"目标{at}", SMALL) for at in range(8)]
    told = [(LEFT + 120, HIGH - DOWN * at, line, SMALL) for at, (_, line) in enumerate(list(lines(BODY, 26))[:16])]
    assert read("a.pdf", pdf_of([[*labels, *told]])).pages_unread == ()
