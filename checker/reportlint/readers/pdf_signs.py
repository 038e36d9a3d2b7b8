"""Signs as a .pdf holds them: radicals that stand for plain characters, and such as mean nothing outside their font."""

from __future__ import annotations

from unicodedata import normalize

# What stands at U+2E81 … and is drawn like a character of its own, with that character. Unicode's own folding leaves these.
PAIRS = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗㣺⺘扌⺙攵⺛旡⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王"
    "⺫罒⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺶羊⺹耂⺺肀⺻聿⺼肉⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜"
    "⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
RADICALS = {
    **{ord(radical): plain for radical, plain in zip(PAIRS[::2], PAIRS[1::2], strict=True)},
    **{code: normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)},
}
LIGATURES = {code: normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
PLAIN = {
    **RADICALS,
    **LIGATURES,
    0xA0: " ",
    0xAD: "-",
    0x2: "-",
}  # 2 is how the renderer marks a hyphen at an end of line


def plain(value: str) -> str:
    """Return a sign as people write it.

    >>> plain("⻓"), plain("⼯"), plain("工")
    ('长', '工', '工')
    """
    return value.translate(PLAIN)


def meaningless(value: str) -> bool:
    """Whether a sign is for private use, or stands for none."""
    code = ord(value[0])
    return 0xE000 <= code <= 0xF8FF or code >= 0xF0000 or code in (0xFFFD, 0xFFFE, 0xFFFF) or 0xD800 <= code <= 0xDFFF
