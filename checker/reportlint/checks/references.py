"""Checks on document numbers (发文字号), titles in 《》 and articles of laws."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint import numeral
from reportlint.checks import check
from reportlint.contents import Content, contents
from reportlint.diagnostic import Edit, Fix, Problem, Related
from reportlint.document import Document
from reportlint.language import Message
from reportlint.reference import Number, Reference, Title
from reportlint.source import Span

WHOLE = ("number", "loose")  # kinds of numbers that have all their parts
BLANKS = str.maketrans("", "", " \t\u3000\xa0")
YEARS = re.compile(r"[（(]\s*(\d{4})(年?)\s*([-—–－─―~～至]{1,2})\s*(\d{4})(年?)\s*[）)]")


def _numbers(document: Document, *kinds: str) -> Iterator[Number]:
    for reference in document.references:
        if reference.number and (not kinds or reference.number.kind in kinds):
            yield reference.number


@check
def year_brackets(document: Document) -> Iterator[Problem]:
    """The year of a number stands in 〔〕, alone."""
    for number in _numbers(document, *WHOLE):
        right = f"〔{number.year}〕"
        if number.bracket and number.bracket.value.translate(BLANKS) != right:
            yield Problem(
                number.bracket.span,
                Message(f"发文字号的年份用六角括号，应为“{right}”", f"the year of a document number stands in 〔〕: “{right}”"),
                Fix.replace(number.bracket.span, right),
            )


@check
def short_year(document: Document) -> Iterator[Problem]:
    """The year of a number has four digits."""
    for number in _numbers(document, "short_year"):
        assert number.year is not None
        assert number.bracket is not None
        latest = document.made.year if document.made else 2099
        year = max(y for y in (1900 + number.year, 2000 + number.year) if y <= latest or y < 2000)
        yield Problem(
            number.bracket.span,
            Message(f"发文字号的年份应标全称，如“〔{year}〕”", f"the year of a document number is written in full: “〔{year}〕”"),
            Fix.replace(number.bracket.span, f"〔{year}〕", safe=False),
        )


@check
def serial(document: Document) -> Iterator[Problem]:
    """The serial of a number has neither 第 nor leading zeros."""
    for number in _numbers(document, *WHOLE):
        if number.serial and number.serial.value.translate(BLANKS) != str(number.value):
            yield Problem(
                number.serial.span,
                Message(
                    f"发文顺序号不加“第”字、不编虚位，应为“{number.value}”",
                    f"the serial of a document number has no 第 and no leading zero: “{number.value}”",
                ),
                Fix.replace(number.serial.span, str(number.value)),
            )


@check
def blanks(document: Document) -> Iterator[Problem]:
    """There are no blanks inside a number."""
    for number in _numbers(document, *WHOLE):
        if number.blanks:
            whole = document.source[number.span].translate(BLANKS)
            yield Problem(
                number.span,
                Message(f"发文字号中间不空格，应为“{whole}”", f"no blanks inside a document number: “{whole}”"),
                Fix(tuple(Edit(span, "") for span in number.blanks)),
            )


LOST = {
    "without_end": Message("发文字号缺“号”字", "document number without 号"),
    "without_serial": Message("发文字号缺顺序号", "document number without its serial"),
    "without_closing": Message("发文字号缺“〕”", "document number without 〕"),
    "without_opening": Message("发文字号缺“〔”", "document number without 〔"),
    "without_brackets": Message("发文字号缺“〔〕”", "document number without 〔〕"),
    "empty": Message("发文字号的年份、顺序号空缺", "document number without year and serial"),
    "without_code": Message("发文字号缺机关代字", "document number without the organ's code"),
}


@check
def broken(document: Document) -> Iterator[Problem]:
    """A number has all its parts; the readings that the report's period allows are listed, one left is offered."""
    for number in _numbers(document):
        kind = _lost(document, number)
        if kind is None:
            continue
        code = number.code.value if number.code else ""
        options = [f"{code}〔{year}〕{value}号" for year, value in _readings(document, number)] if code else []
        message = LOST[kind]
        if len(options) == 1:
            message = Message(f"{message.zh}，应为“{options[0]}”", f"{message.en}; read “{options[0]}”")
        elif options:
            listed = "”“".join(options)
            message = Message(f"{message.zh}，可能是“{listed}”，请核对原文", f"{message.en}; may be “{listed}”")
        else:
            message = Message(f"{message.zh}，请按原文补全", f"{message.en}; complete it from the original")
        yield Problem(number.span, message, Fix.replace(number.span, options[0], safe=False) if len(options) == 1 else None)


def _lost(document: Document, number: Number) -> str | None:
    """Name the part that a number lacks, or None where it is whole or is no number at all."""
    before = document.source.text[number.span.start - 1 : number.span.start]
    if number.kind in WHOLE:
        return "without_code" if number.code is None and before and before in "（(》，、。；：“" else None
    if number.kind in ("without_serial", "empty") and number.code is None and not number.written.value.endswith("号"):
        return None
    return number.kind if number.kind in LOST else None


def _readings(document: Document, number: Number) -> list[tuple[int, int]]:
    """List the years and serials that the digits of a broken number can mean.

    The first four digits are the year if the report can know it; else one digit of a recent year was lost.
    """
    digits = "".join(re.findall(r"\d+", number.written.value))
    latest = document.made.year if document.made else 2099
    if len(digits) > 4 and 1949 <= int(digits[:4]) <= latest and digits[4:].strip("0"):
        return [(int(digits[:4]), int(digits[4:]))]
    if number.kind != "without_closing" or len(digits) < 4:
        return []
    recent = (str(year) for year in range(latest - 5, latest + 1))
    known = [y for y in recent if digits[:3] in {y[:i] + y[i + 1 :] for i in range(4)}]
    return [(int(year), int(digits[3:])) for year in known if digits[3:].strip("0")]


@check
def future(document: Document) -> Iterator[Problem]:
    """A cited document is not younger than the report."""
    if document.made is None:
        return
    for number in _numbers(document, *WHOLE):
        if number.year and number.bracket and number.year > document.made.year:
            yield Problem(
                number.bracket.span,
                Message(
                    f"发文字号的年份{number.year}晚于本报告的时间（{document.made.year}年），请核对",
                    f"the year {number.year} lies after the report itself ({document.made.year})",
                ),
            )


@check
def later(document: Document, *, sections: tuple[Content, ...], plan: str) -> Iterator[Problem]:
    """The results of a year rarely rest on documents of the next one; sections about the ``plan`` are left out."""
    if document.year is None or document.made is None:
        return
    plans = [f.section for f in contents(document, sections) if f.content.id == plan and f.place == "top"]
    spans = [document.extent(section) for section in plans]
    for number in _numbers(document):
        readable = number.year and number.year <= document.made.year and number.value
        if not readable or number.year != document.year + 1 or number.bracket is None:
            continue
        if not any(span.start <= number.span.start < span.end for span in spans):
            yield Problem(
                number.bracket.span,
                Message(
                    f"{document.year}年的工作引用了{number.year}年的文件，请核对年份",
                    f"the work of {document.year} rests on a document of {number.year}; check the year",
                ),
            )


@check
def order(document: Document) -> Iterator[Problem]:
    """A document is cited by its title first, its number in brackets behind."""
    for reference in document.references:
        title, number = reference.title, reference.number
        if title and number and number.span.start < title.span.start:
            yield Problem(
                number.span,
                Message("引用公文先引标题，后引发文字号（加括号）", "cite the title first, then the number in brackets"),
            )


@check
def consistent(document: Document) -> Iterator[Problem]:
    """One title has one number, one number has one title."""
    cited = [r for r in document.references if r.title and r.number and r.number.year and r.number.value]
    titles: dict[str, Reference] = {}
    keys: dict[tuple[str, int | None, int | None], Reference] = {}
    for reference in cited:
        assert reference.title is not None
        assert reference.number is not None
        name, key = _name(reference.title), reference.number.key
        first = titles.setdefault(name, reference)
        assert first.number is not None
        if len(name) >= 8 and _slip(first.number, reference.number):
            yield _contradiction(reference.number.span, first.number.span, "同一文件前后文号不一致", "one document, two numbers")
            continue
        first = keys.setdefault(key, reference)
        assert first.title is not None
        if not _same_document(_name(first.title), name):
            yield _contradiction(reference.title.span, first.title.span, "同一文号对应两个不同的文件", "one number, two documents")


def _name(title: Title) -> str:
    return re.sub(r"[\s《》〈〉<>＜＞]", "", title.name.value)


def _slip(one: Number, other: Number) -> bool:
    """Whether two numbers of one title differ in a single part; where all differs, there are two documents."""
    differ = sum(a != b for a, b in zip(one.key, other.key, strict=True))
    return differ == 1


def _same_document(one: str, other: str) -> bool:
    """A document may be cited by its full title and by the name of what it issues."""
    return one in other or other in one


def _contradiction(span: Span, other: Span, zh: str, en: str) -> Problem:
    related = Related(other, Message("另一处在这里", "the other place is here"))
    return Problem(span, Message(f"{zh}，请核对", f"{en}; check which is right"), related=(related,))


@check
def organ_code(document: Document, *, pairs: list[list[str]]) -> Iterator[Problem]:
    """The code of a number fits the body in the title; ``pairs`` are patterns of bodies and of codes that contradict them."""
    for reference in document.references:
        title, number = reference.title, reference.number
        if not (title and number and number.code and title.issuer):
            continue
        issuer = title.issuer.translate(BLANKS)
        if any(re.search(body, issuer) and re.search(code, number.code.value) for body, code in pairs):
            yield Problem(
                number.code.span,
                Message(
                    f"机关代字“{number.code.value}”与发文机关“{issuer}”不符，请核对",
                    f"the code “{number.code.value}” does not fit the issuing body “{issuer}”",
                ),
                related=(Related(title.span, Message("文件标题在这里", "the title is here")),),
            )


@check
def title_marks(document: Document) -> Iterator[Problem]:
    """《 and 》 stand in pairs within a paragraph."""
    for mark in document.marks:
        if mark.kind == "unclosed":
            yield Problem(mark.pair[0], Message("书名号缺“》”", "《 without its 》"))
        elif mark.kind == "unopened":
            yield Problem(mark.pair[0], Message("书名号缺“《”", "》 without its 《"))


@check
def nested_marks(document: Document) -> Iterator[Problem]:
    """Inside 《》 stand 〈〉."""
    for mark in document.marks:
        if mark.kind in ("nested", "angle"):
            edits = tuple(Edit(span, new) for span, new in zip(mark.pair, "〈〉", strict=False))
            plain = not re.search("[〈〉]", document.source[mark.span])
            yield Problem(
                mark.span,
                Message("书名号里面还用书名号时，里层用“〈〉”", "inside 《》 the inner marks are 〈〉"),
                Fix(edits) if plain else None,
            )


@check
def year_range(document: Document, *, names: str) -> Iterator[Problem]:
    """The years in the title of a plan are written （2021—2025年）, with any dash; ``names`` tells what a plan is called."""
    for reference in document.references:
        title = reference.title
        if not (title and title.years and re.search(names, title.name.value)):
            continue
        match = YEARS.fullmatch(title.years.value)
        if match and (match[2] or not match[5]):
            dash = "—" if match[3] in "-–" else match[3]
            right = f"（{match[1]}{dash}{match[4]}年）"
            yield Problem(
                title.years.span,
                Message(f"规划名称中的起止年份应写作“{right}”", f"the years in the title of a plan are written “{right}”"),
                Fix.replace(title.years.span, right),
            )


@check
def article(document: Document) -> Iterator[Problem]:
    """Articles of laws are cited in Chinese numerals: 第七十五条."""
    for cited in document.articles:
        value = cited.numeral.value
        if cited.law and (re.search(r"\d", value) or (len(value) > 1 and not re.search("[十百千]", value))):
            right = numeral.render(numeral.parse(value))
            yield Problem(
                cited.span,
                Message(f"法律条文序号应写作“第{right}条”", f"the article is written “第{right}条”"),
                Fix.replace(cited.numeral.span, right, safe=False),
            )
