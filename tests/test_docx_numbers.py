"""Reading .docx: automatic numbers as Word prints them."""

from __future__ import annotations

import pytest

from build_lists import NUMBERING, STYLES, lines
from build_office import docx, paragraph
from reportlint.linter import lint
from reportlint.readers import read
from reportlint.readers.docx_numbers import written
from reportlint.ruleset import detectable


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("decimal", "1 2 10 11 20 21 100 101 110 1234 10001"),
        ("decimalZero", "01 02 10 11 20 21 100 101 110 1234 10001"),
        ("chineseCounting", "一 二 十 十一 二十 二十一 一○○ 一○一 一一○ 一二三四 一○○○一"),
        ("chineseCountingThousand", "一 二 十 十一 二十 二十一 一百 一百〇一 一百一十 一千二百三十四 一万〇一"),
        ("ideographDigital", "一 二 一〇 一一 二〇 二一 一〇〇 一〇一 一一〇 一二三四 一〇〇〇一"),
        ("chineseLegalSimplified", "壹 贰 壹拾 壹拾壹 贰拾 贰拾壹 壹佰 壹佰零壹 壹佰壹拾 壹仟贰佰叁拾肆 壹萬零壹"),
        ("japaneseCounting", "一 二 十 十一 二十 二十一 百 百一 百十 千二百三十四 一万一"),
        ("taiwaneseCountingThousand", "一 二 十 十一 二十 二十一 一百 一百零一 一百一十 一千二百三十四 一萬零一"),
        ("ideographTraditional", "甲 乙 癸 11 20 21 100 101 110 1234 10001"),
        ("ideographZodiac", "子 丑 酉 戌 20 21 100 101 110 1234 10001"),
        ("ideographZodiacTraditional", "甲子 乙丑 癸酉 甲戌 癸未 甲申 100 101 110 1234 10001"),
        ("decimalEnclosedCircle", "① ② ⑩ ⑪ ⑳ 21 100 101 110 1234 10001"),
        ("decimalFullWidth", "１ ２ １０ １１ ２０ ２１ １００ １０１ １１０ １２３４ １０００１"),
        ("lowerLetter", "a b j k t u vvvv wwww fffff 1234 10001"),
        ("upperRoman", "I II X XI XX XXI C CI CX MCCXXXIV 10001"),
        ("ordinal", "1st 2nd 10th 11th 20th 21st 100th 101st 110th 1234th 10001st"),
        ("a form of tomorrow", "1 2 10 11 20 21 100 101 110 1234 10001"),
    ],
)
def test_forms_of_numbers(form: str, expected: str) -> None:
    numbers = (1, 2, 10, 11, 20, 21, 100, 101, 110, 1234, 10001)
    assert [written(number, form) for number in numbers] == expected.split()


@pytest.mark.parametrize("number", [-1, 0, 99_999_999, 10**9])
def test_every_form_takes_every_number(number: int) -> None:
    from reportlint.readers.docx_numbers import FORMS

    assert all(len(written(number, form)) < 40 for form in FORMS)


def numbers(*paragraphs: tuple[int, int] | str) -> list[str]:
    """The labels of paragraphs, each with a level and a list, or with a style."""
    body = "".join(
        paragraph("文", style=each) if isinstance(each, str) else paragraph("文", number=each) for each in paragraphs
    )
    return [line.removesuffix("文") for line in lines(body, numbering=NUMBERING, styles=STYLES)]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        # the five levels of an official document, each beginning anew below a higher one
        (
            [(0, 1), (1, 1), (1, 1), (2, 1), (3, 1), (4, 1), (4, 1), (3, 1), (2, 1), (0, 1), (1, 1), (2, 1)],
            "一、 （一） （二） 1. （1） ① ② （2） 2. 二、 （一） 1.",
        ),
        # a second list of the same definition goes on counting, unless it begins anew where it is first used
        ([(0, 1), (0, 1), (0, 2), (0, 2), (0, 1)], "一、 二、 一、 二、 三、"),
        # numbers through styles, through the style one is based on, digits alone, and switched off
        (["H1", "H2", "H2", "H1a", "H2", "None", "H1"], "第一章_ 1.1_ 1.2_ 第二章_ 2.1_  第三章_"),
        ([(0, 1), (0, 0), (0, 1)], "一、  二、"),
        ([(0, 4), (0, 99), (7, 1)], "  "),  # a bullet, a list and a level that there are not
        ([(0, 6), (0, 6)], "A) B)"),  # a definition that lies in a style
        ([(0, 7), (1, 7), (0, 7), (1, 7)], "1. 1） 2. 2）"),  # a level that never begins anew
        (
            [(0, 9), (2, 9), (1, 9), (2, 9), (0, 9), (2, 9)],
            "1. 1】 1） 2】 2. 1】",
        ),  # one that does so below the first only
        ([(0, 10), (0, 10)], "5. 6."),
        ([(0, 11), (1, 11), (1, 11), (0, 11), (1, 11)], "一、 （五） （六） 二、 （五）"),
        ([(0, 8), (0, 8)], "7） 8）"),  # a level of a list's own
        ([(1, 3)], "1.1_"),  # below a level that was not used
        (["Loop"], ""),
    ],
)
def test_labels(paragraphs: list[tuple[int, int] | str], expected: str) -> None:
    assert numbers(*paragraphs) == [each.replace("_", " ") for each in expected.split(" ")]


def test_a_number_of_its_own_hides_that_of_the_style() -> None:
    body = paragraph("文", style="H1") + paragraph("文", style="H1", number=(0, 0)) + paragraph("文", style="H1")
    assert lines(body, numbering=NUMBERING, styles=STYLES) == ["第一章 文", "文", "第二章 文"]


def test_labels_are_generated_and_make_headings() -> None:
    body = paragraph("云岫县人民政府关于2024年度法治政府建设情况的报告") + paragraph("总体情况", number=(0, 1))
    body += paragraph("加强领导。一是", number=(1, 1)) + paragraph("主要做法", number=(0, 1))
    source = read("a.docx", docx(body, numbering=NUMBERING))
    assert source.origin
    assert [source[span] for span in source.origin.generated] == ["一、", "（一）", "二、"]
    typed = read("a.txt", source.text.encode())
    assert lint(source, detectable()).outline == lint(typed, detectable()).outline
    assert [line.text for line in lint(source, detectable()).outline[1:]] == [
        "一、总体情况",
        "（一）加强领导",
        "二、主要做法",
    ]
