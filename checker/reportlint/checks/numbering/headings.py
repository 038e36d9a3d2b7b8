"""Checks on the numbers of headings: 一、（一）1.（1）."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from reportlint import numeral
from reportlint.checks import check
from reportlint.diagnostic import Fix, Problem, Related
from reportlint.document import Document
from reportlint.language import Message
from reportlint.pattern import lazy
from reportlint.section import Heading, Section

NUMERAL = lazy(r"[一二三四五六七八九十百〇]+|[0-9０-９]+|[—–－─―-]")
RIGHT = {
    1: lazy(r"[一二三四五六七八九十百〇]+、"),
    2: lazy(r"（[一二三四五六七八九十百〇]+）|\([一二三四五六七八九十百〇]+\)"),
    3: lazy(r"(?:[0-9]+|[０-９]+)[.．]"),
    4: lazy(r"（(?:[0-9]+|[０-９]+)）|\((?:[0-9]+|[０-９]+)\)"),
}
SIGN = lazy("[、.．）)]")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
LONGEST = 40  # characters of a heading; a longer one is an item of a list
ENDS = tuple("，。；：！？、,;:!?.")
MARKED = lazy(r"[^，。；：,;:]{2,60}([，。；,;])")
SAID = lazy("[^。；：;:]{2,60}([。、.])")
SENTENCE = lazy(r"[，。；：！？,;:!?]")
ANNOUNCED = lazy(r"(?:以下|下列|如下|下面)[^，。；：\d]{0,14}。\Z")  # 我们将重点抓好以下工作。
ANNEX = lazy(r"\s*附\s*件\s*\d{1,2}\s*[:：]")
GROUP = lazy(  # 加强自身建设, 2025年工作安排 on a line of its own, or 2.1.3 成员单位职责
    r"(?:20\d\d年)?[^，。；：！？、,;:!?\d\s（）()]{4,30}|\d{1,2}(?:[.．]\d{1,2}[^\S\r\n]+|(?:[.．]\d{1,2}){2,3}[^\S\r\n]*)[^\d\s].*"
)
LEVELS = {1: ("一级", "first"), 2: ("二级", "second"), 3: ("三级", "third"), 4: ("四级", "fourth")}


@check
def sequence(document: Document, *, running_on: list[int]) -> Iterator[Problem]:
    """Siblings count 1, 2, 3; at the levels ``running_on`` they may go on from the last group, in a list start anew."""
    last: dict[int, int] = {}
    for siblings, beginning in document.siblings:
        before: Section | None = None
        expected = 1
        for section in siblings:
            heading, previous = section.heading, before.heading if before else None
            allowed = {expected, previous.number + 1 if previous else 1}
            if previous is None and (beginning or heading.level in running_on):
                allowed.add(last.get(heading.level, 0) + 1)
            if heading.number in allowed or _anew(document, heading, before):
                expected = heading.number
            else:
                yield _out_of_sequence(heading, previous, expected)
            expected, before = expected + 1, section
            last[heading.level] = heading.number


def _anew(document: Document, heading: Heading, before: Section | None) -> bool:
    """Whether a heading begins a list or group of its own."""
    return heading.number == 1 and (_begins_list(document, heading) or _begins_group(before))


def _begins_list(document: Document, heading: Heading) -> bool:
    """Whether the line before a heading announces a list of its own (具体如下：), or begins an annex (附件3：操作规程)."""
    before = document.source.text[max(0, heading.mark.start - 80) : heading.mark.start].rstrip()
    line = before.rpartition("\n")[2]
    return before.endswith(("：", ":")) or ANNEX.match(line) is not None or ANNOUNCED.search(line) is not None


def _begins_group(previous: Section | None) -> bool:
    """Whether a line before reads like a heading of another scheme, which begins a group of its own."""
    *_, last = previous.walk() if previous else (None,)
    return last is not None and any(GROUP.fullmatch(line.value.strip()) for line in last.paragraphs)


def _out_of_sequence(heading: Heading, previous: Heading | None, expected: int) -> Problem:
    right = renumbered(heading.mark.value, expected)
    repeated = previous is not None and heading.number == previous.number
    return Problem(
        heading.mark.span,
        Message(
            f"序号{'重复' if repeated else '不连续'}，应为“{right}”",
            f"number {'repeated' if repeated else 'out of sequence'}; expected “{right}”",
        ),
        Fix.replace(heading.mark.span, right, safe=False),
        (Related(previous.mark.span, Message("上一个同级序号在这里", "the number before it is here")),)
        if previous
        else (),
    )


def renumbered(mark: str, number: int) -> str:
    """Put another number into a mark, in the digits that it has."""
    return NUMERAL.sub(lambda m: str(number) if m[0].isdecimal() else numeral.render(number), mark, count=1)


@check
def marks(document: Document) -> Iterator[Problem]:
    """The four levels are marked 一、（一）1. and （1）, without other signs."""
    third = {id(below) for above in document.all_sections if above.heading.level < 3 for below in above.sections}
    for siblings, _ in document.siblings:
        wrong = [s for s in siblings if not _is_right(s.heading)]
        if not wrong or _is_list(siblings):
            continue
        usual = _usual([s.heading for s in siblings if _is_right(s.heading)])
        for section in wrong:
            heading = section.heading
            level = 3 if heading.level == 4 and _half(heading) and id(section) in third else heading.level
            shape = usual if usual and level == heading.level else _shape(_right_mark(heading, level))
            right = _in_shape(shape, heading)
            zh, en = LEVELS[level]
            yield Problem(
                heading.mark.span,
                Message(f"{zh}标题的序号应写作“{right}”", f"the mark of a {en}-level heading is written “{right}”"),
                Fix.replace(heading.mark.span, right, safe=heading.level in _levels(heading.mark.value)),
            )


def _is_right(heading: Heading) -> bool:
    return _right(heading.level, heading.mark.value)


@lru_cache(maxsize=1024)  # marks are few, and the same in all reports
def _right(level: int, mark: str) -> bool:
    return RIGHT[level].fullmatch(mark) is not None


def _levels(mark: str) -> tuple[int, ...]:
    """Return the levels that a wrong mark is written for in any case; another one was concluded from its place."""
    if not SIGN.search(mark):
        return ()
    if mark[0] in "（(" or mark[-1] in "）)":
        return (4,) if any(character.isdecimal() for character in mark) else (2,)
    return (1, 3) if any(character.isdecimal() for character in mark) else (1,)


def _half(heading: Heading) -> bool:
    """Whether a mark is 1), with half a bracket; which level it stands for, only its place tells."""
    return heading.mark.value[-1] in "）)" and heading.mark.value[0] not in "（("


def _is_list(siblings: Sequence[Section]) -> bool:
    """Whether lines with 1） are the items of a list, that end in ；, and no headings."""
    return all(_half(each.heading) for each in siblings) and any(
        each.heading.title.value.endswith(("；", ";")) for each in siblings
    )


def _right_mark(heading: Heading, level: int) -> str:
    digits = str(heading.number) if level > 2 else numeral.render(heading.number)
    return {1: f"{digits}、", 2: f"（{digits}）", 3: f"{digits}.", 4: f"（{digits}）"}[level]


@check
def styles(document: Document) -> Iterator[Problem]:
    """Siblings are marked alike: all （一） or all (一), all 1. or all 1．"""
    for siblings, _ in document.siblings:
        headings = [s.heading for s in siblings if _is_right(s.heading)]
        if len({_shape(heading.mark.value) for heading in headings}) < 2:
            continue
        usual = _usual(headings)
        for heading in headings:
            if _shape(heading.mark.value) != usual:
                right = _in_shape(usual, heading)
                yield Problem(
                    heading.mark.span,
                    Message(f"与同级序号写法不一，应写作“{right}”", f"unlike its siblings; they are written “{right}”"),
                    Fix.replace(heading.mark.span, right),
                )


def _usual(headings: Sequence[Heading]) -> str:
    """Return the shape that most of some marks have, the standard one where others have as many; none for no marks."""
    shapes = Counter(_shape(heading.mark.value) for heading in headings)
    standard = _shape(_right_mark(headings[0], headings[0].level)) if headings else ""
    return max(shapes, key=lambda shape: (shapes[shape], shape == standard), default="")


@lru_cache(maxsize=1024)
def _shape(mark: str) -> str:
    """Put a sign for its number into a mark: # as a rule, ＃ for digits that are full-width."""
    return NUMERAL.sub(lambda match: "＃" if "０" <= match[0] <= "９９９" else "#", mark)


def _in_shape(shape: str, heading: Heading) -> str:
    """Write the number of a heading into a shape."""
    digits = str(heading.number) if heading.level > 2 else numeral.render(heading.number)
    return shape.replace("#", digits).replace("＃", digits.translate(WIDE))


@check
def levels(document: Document) -> Iterator[Problem]:
    """A heading is one level below the one above it; from 一、 straight to 1. is custom."""
    for section in document.all_sections:
        above = section.heading.level
        for below in section.sections:
            level = below.heading.level
            item = below.empty and SENTENCE.search(below.heading.title.value)  # one of a list, no heading
            if level > above + 1 and (above, level) != (1, 3) and not item and not _half(below.heading):
                yield Problem(
                    below.heading.mark.span,
                    Message(
                        f"标题从{LEVELS[above][0]}跳到{LEVELS[level][0]}，层次序数依次为“一、”“（一）”“1.”“（1）”",
                        f"headings skip from {LEVELS[above][1]} to {LEVELS[level][1]} level; the levels are 一、（一）1.（1）",
                    ),
                    related=(
                        Related(section.heading.mark.span, Message("上级标题在这里", "the heading above is here")),
                    ),
                )


@check
def heading_ends(document: Document) -> Iterator[Problem]:
    """A heading on its own line has no mark at its end; 。 is left where all its siblings have it."""
    for siblings, _ in document.siblings:
        alone = [s.heading.title.value for s in siblings if s.heading.alone]
        if not [title for title in alone if title.endswith(ENDS)]:
            continue
        plain = any(not SENTENCE.search(title) for title in alone)
        brief = [title for title in alone if len(title) <= LONGEST and not title.endswith(ENDS)]
        odd = len(brief) == len(alone) - 1 > 1  # all but one are headings without a mark
        for section in siblings:
            title = section.heading.title
            if not section.heading.alone or section.empty or not title.value.endswith(ENDS):
                continue
            marked = MARKED.fullmatch(title.value) or (SAID.fullmatch(title.value) if odd else None)
            if marked is None or (marked[1] == "。" and not (plain or odd)):
                continue
            end = title.span._replace(start=title.span.end - 1)
            yield Problem(
                end,
                Message(
                    f"单独成行的标题末尾不加“{marked[1]}”", f"a heading on its own line does not end in “{marked[1]}”"
                ),
                Fix.replace(end, ""),
            )
