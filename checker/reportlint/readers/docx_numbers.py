"""Write a number as Word does in automatic numbering, by the name of the form.

What Word prints was taken from a table of its output: a form that has no sign for a number falls back to digits.
"""

from __future__ import annotations

from collections.abc import Callable

STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
ROMAN_UNITS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
MOST = 780  # letters go so far in Word
MYRIAD = 10_000
SIMPLE, CAPITAL, FORMAL, JAPANESE = (
    "〇一二三四五六七八九",
    "零壹贰叁肆伍陆柒捌玖",
    "零壹貳參肆伍陸柒捌玖",
    "〇壱弐参四伍六七八九",
)


def written(number: int, form: str) -> str:
    """Return a number in one of the forms of numbering; an unknown one is digits.

    >>> written(12, "chineseCounting"), written(3, "decimalEnclosedCircle"), written(4, "lowerRoman")
    ('十二', '③', 'iv')
    """
    return FORMS.get(form, str)(number)


def _counted(digits: str, units: str, *, zero: str, ones: str = "", gaps: bool = True) -> Callable[[int], str]:
    """Make the form that counts by units; ``ones`` are those units that need no 一 before them, at the beginning or anywhere."""

    def group(number: int, first: bool) -> str:
        said, gap = "", not first
        for place in range(3, -1, -1):
            digit = number // 10**place % 10
            if not digit:
                gap = gap or bool(said)
                continue
            said += zero if gap and gaps else ""
            gap = False
            bare = digit == 1 and place and units[place - 1] in ones and (not gaps or (first and not said))
            said += ("" if bare else digits[digit]) + (units[place - 1] if place else "")
        return said

    def form(number: int) -> str:
        if not 0 < number < MYRIAD**2:
            return zero if number == 0 else str(number)
        high, low = divmod(number, MYRIAD)
        if not high:
            return group(low, True)
        rest = group(low, low >= MYRIAD // 10) if low else ""
        return f"{group(high, True)}{units[3]}{rest}"

    return form


def _digital(zero: str) -> Callable[[int], str]:
    return lambda number: "".join(zero if sign == "0" else SIMPLE[int(sign)] for sign in str(max(0, number)))


def _until(limit: int, below: Callable[[int], str], above: Callable[[int], str]) -> Callable[[int], str]:
    return lambda number: below(number) if 0 < number < limit else above(number)


def _signs(signs: str) -> Callable[[int], str]:
    return _until(len(signs) + 1, lambda number: signs[number - 1], str)


def _row(first: str, length: int) -> Callable[[int], str]:
    return _signs("".join(chr(ord(first) + place) for place in range(length)))


def _letter(number: int) -> str:
    return LETTERS[(number - 1) % 26] * ((number - 1) // 26 + 1) if 0 < number <= MOST else str(number)


def _roman(number: int) -> str:
    if not 0 < number < MYRIAD:
        return str(number)
    said = ""
    for worth, sign in (*ROMAN, *ROMAN_UNITS):
        times, number = divmod(number, worth)
        said += sign * times
    return said


def _ordinal(number: int) -> str:
    tail = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{tail}"


THOUSAND = _counted(SIMPLE, "十百千万", zero="〇", ones="十")
TAIWANESE = _counted(SIMPLE, "十百千萬", zero="零", ones="十")
FORMS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "bullet": lambda _: "",
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate({48 + digit: 0xFF10 + digit for digit in range(10)}),
    "decimalFullWidth2": lambda number: str(number).translate({48 + digit: 0xFF10 + digit for digit in range(10)}),
    "decimalEnclosedCircle": _row("①", 20),
    "decimalEnclosedCircleChinese": _row("①", 20),
    "decimalEnclosedFullstop": _row("⒈", 20),
    "decimalEnclosedParen": _row("⑴", 20),
    "ideographEnclosedCircle": _row("㊀", 10),
    "numberInDash": lambda number: f"- {number} -",
    "ordinal": _ordinal,
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "chineseCounting": _until(100, THOUSAND, _digital("○")),
    "chineseCountingThousand": THOUSAND,
    "chineseLegalSimplified": _counted(CAPITAL, "拾佰仟萬", zero="零"),
    "ideographDigital": _digital("〇"),
    "ideographLegalTraditional": _counted(FORMAL, "拾佰仟萬", zero="零"),
    "ideographTraditional": _signs(STEMS),
    "ideographZodiac": _signs(BRANCHES),
    "ideographZodiacTraditional": _until(61, lambda n: STEMS[(n - 1) % 10] + BRANCHES[(n - 1) % 12], str),
    "japaneseCounting": _counted(SIMPLE, "十百千万", zero="〇", ones="十百千", gaps=False),
    "japaneseDigitalTenThousand": _digital("〇"),
    "japaneseLegal": _counted(JAPANESE, "拾百阡萬", zero="〇", gaps=False),
    "taiwaneseCounting": _until(100, TAIWANESE, _digital("○")),
    "taiwaneseCountingThousand": TAIWANESE,
    "taiwaneseDigital": _digital("○"),
}
