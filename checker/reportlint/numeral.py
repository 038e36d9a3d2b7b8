"""Chinese numerals, as headings, articles and dates use them: 0 to 9999."""

from __future__ import annotations

DIGITS = "〇一二三四五六七八九"
UNITS = {"十": 10, "百": 100, "千": 1000}
VALUES = (
    {digit: value for value, digit in enumerate(DIGITS)} | {"零": 0, "○": 0, "两": 2} | {str(n): n for n in range(10)}
)


def parse(numeral: str) -> int:
    """Read a numeral written in Arabic or Chinese digits, with units (二十三) or without (二〇二三).

    >>> parse("二十三"), parse("十"), parse("7"), parse("一百零五"), parse("二〇二三"), parse("五十2")
    (23, 10, 7, 105, 2023, 52)
    """
    if numeral.isdecimal():
        return int(numeral)
    if len(numeral) == 1 and numeral in VALUES:
        return VALUES[numeral]
    if not any(unit in numeral for unit in UNITS):
        return int("".join(str(VALUES[digit]) for digit in numeral))
    total = digit = 0
    for character in numeral:
        if character in UNITS:
            total += (digit or 1) * UNITS[character]
            digit = 0
        else:
            digit = VALUES[character]
    return total + digit


def render(number: int) -> str:
    """Write a number below 10,000 with Chinese digits, a greater one with Arabic ones.

    >>> render(23), render(10), render(7), render(110), render(105), render(2035), render(10000)
    ('二十三', '十', '七', '一百一十', '一百零五', '二千零三十五', '10000')
    """
    if not 0 < number < 10_000:
        return "零" if number == 0 else str(number)
    text, skipped = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += ("零" if skipped and text else "") + DIGITS[digit] + name
        skipped = digit == 0
    return text.removeprefix("一") if 10 <= number < 20 else text
