"""Lists of .docx with the numbers that Word makes, for tests: the official one, and such as are seldom."""

from __future__ import annotations

from build_office import definition, docx, level, numbered
from reportlint.readers import read

OFFICIAL = definition(
    1,
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "（%4）"),
    level(4, "decimalEnclosedCircle", "%5"),
)


def text_of(body: str, **parts: str) -> str:
    return read("a.docx", docx(body, **parts)).text


def lines(body: str, **parts: str) -> list[str]:
    return text_of(body, **parts).splitlines()


STYLES = (
    '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1a"><w:basedOn w:val="H1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="None"><w:basedOn w:val="H1"/>'
    '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
    '<w:style w:type="numbering" w:styleId="Linked"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
)

NUMBERING = (
    OFFICIAL
    + definition(
        2,
        level(0, "chineseCountingThousand", "第%1章", '<w:pStyle w:val="H1"/>'),
        level(1, "decimal", "%1.%2", '<w:pStyle w:val="H2"/><w:isLgl/>'),
    )
    + definition(3, level(0, "bullet", "\uf0b7"))
    + '<w:abstractNum w:abstractNumId="4"><w:numStyleLink w:val="Linked"/></w:abstractNum>'
    + definition(5, level(0, "upperLetter", "%1)"))
    + definition(6, level(0, "decimal", "%1."), level(1, "decimal", "%2）", '<w:lvlRestart w:val="0"/>'))
    + definition(
        7,
        level(0, "decimal", "%1."),
        level(1, "decimal", "%2）"),
        level(2, "decimal", "%3】", '<w:lvlRestart w:val="1"/>'),
    )
    + numbered(1, 1)
    + numbered(2, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    + numbered(3, 2)
    + numbered(4, 3)
    + numbered(5, 5)
    + numbered(6, 4)
    + numbered(7, 6)
    + numbered(9, 7)
    + numbered(10, 6, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')
    + numbered(11, 1, '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride>')
    + numbered(8, 1, f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "%1）", start=7)}</w:lvlOverride>')
)
