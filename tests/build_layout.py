"""Build .docx that are set by GB/T 9704, but for what a test says, and ask what is read and said of them."""

from __future__ import annotations

from build_office import HEAD, SPACES, TIE, docx, packed, paragraph, run, unpacked
from reportlint.layout import Layout
from reportlint.linter import lint
from reportlint.readers import read
from reportlint.ruleset import load

STANDARD = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"/>'
    "</w:rPr></w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:pPr><w:spacing w:line="579" w:lineRule="exact"/></w:pPr>'
    '<w:rPr><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="body"><w:basedOn w:val="a"/>'
    '<w:pPr><w:ind w:firstLine="640" w:firstLineChars="200"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="title"><w:basedOn w:val="a"/><w:pPr><w:jc w:val="center"/></w:pPr>'
    '<w:rPr><w:rFonts w:eastAsia="方正小标宋简体"/><w:sz w:val="44"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="one"><w:basedOn w:val="body"/><w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="two"><w:rPr><w:rFonts w:eastAsia="楷体_GB2312"/></w:rPr></w:style>'
)

THEME = (
    '<a:theme xmlns:a="urn:a"><a:themeElements><a:fontScheme><a:majorFont><a:latin typeface="Cambria"/><a:ea typeface=""/>'
    '</a:majorFont><a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/><a:font script="Jpan" typeface="游明朝"/>'
    '<a:font script="Hans" typeface="仿宋"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>'
)

SIZE = '<w:pgSz w:w="11906" w:h="16838"/>'

MARGINS = '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:gutter="0"/>'

NUMBER = '<w:rFonts w:ascii="宋体" w:eastAsia="宋体"/><w:sz w:val="28"/>'

OUTSIDE = '<w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="outside"/>'
EVEN = "<w:evenAndOddHeaders/>"
RIGHT_SIDE = '<w:ind w:rightChars="100"/><w:jc w:val="right"/>'
LEFT_SIDE = '<w:ind w:leftChars="100"/>'
GRID = '<w:docGrid w:type="linesAndChars" w:charSpace="-847"/>'
ONE = "云岫县人民政府关于2024年度法治政府建设情况的报告"

BODY = (
    paragraph(ONE, style="title")
    + paragraph("县人大常委会：")
    + paragraph("2024年，云岫县坚持依法行政。", style="body")
    + paragraph("一、主要做法", style="one")
    + paragraph(run("（一）行政复议。", '<w:rStyle w:val="two"/>') + run("全县案件按期办结。"), style="body")
    + paragraph("法治宣传教育覆盖全部乡镇，", run("其中三个", "<w:sz w:val='20'/>"), "是重点。", style="body")
)


def field(look: str = NUMBER, before: str = "— ", after: str = " —", place: str = OUTSIDE) -> str:
    """The paragraph of a footer, with the number of the page as Word writes it."""
    kinds = {"begin": "", "separate": "", "end": ""}
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in kinds)
    code = "<w:r><w:instrText> PAGE \\* MERGEFORMAT </w:instrText></w:r>"
    return paragraph(
        run(before, look) + begin + code + middle + run("1", look) + run("7", look) + end + run(after, look), more=place
    )


def file(
    body: str = BODY,
    *,
    size: str = SIZE,
    margins: str = MARGINS,
    more: str = GRID,
    styles: str = STANDARD,
    theme: str = THEME,
    settings: str = "",
    footers: dict[str, str] | None = None,
) -> bytes:
    """A report that is set by the standard, unless something else is said."""
    footers = {"default": field()} if footers is None else footers
    named = "".join(f'<w:footerReference w:type="{kind}" r:id="f_{kind}"/>' for kind in footers)
    files = unpacked(docx(body, styles=styles))
    main = files["word/document.xml"].decode()
    files["word/document.xml"] = main.replace(
        "<w:sectPr/>", f"<w:sectPr>{named}{size}{margins}{more}</w:sectPr>"
    ).encode()
    others = {
        f"f_{kind}": ("footer", f"{kind}.xml", f"{HEAD}<w:ftr {SPACES}>{text}</w:ftr>")
        for kind, text in footers.items()
    }
    others["t"] = ("theme", "theme/theme1.xml", HEAD + theme)
    others["s"] = ("settings", "settings.xml", f"{HEAD}<w:settings {SPACES}>{settings}</w:settings>")
    ties = "".join(
        f'<Relationship Id="{id}" Type="{TIE}/{kind}" Target="{name}"/>' for id, (kind, name, _) in others.items()
    )
    relations = "word/_rels/document.xml.rels"
    files[relations] = files[relations].replace(b"</Relationships>", f"{ties}</Relationships>".encode())
    return packed(files | {f"word/{name}": text.encode() for _, name, text in others.values()})


def said(data: bytes) -> list[tuple[str, str]]:
    """What the ruleset says of a file."""
    outcome = lint(read("a.docx", data), load("official-layout"))
    assert not outcome.crashes
    return [(each.rule.id, each.problem.message.zh) for each in outcome.diagnostics]


def layout(data: bytes) -> Layout:
    """How a file looks."""
    origin = read("a.docx", data).origin
    assert origin and origin.layout
    return origin.layout
