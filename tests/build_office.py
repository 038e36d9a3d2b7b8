"""Build .docx files for tests: the standard library alone, and the same bytes each time.

What stands here between the tags was written for the project, after the standard ECMA-376.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" mc:Ignorable="w14"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TIE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PARTS = ("numbering", "styles", "footnotes", "endnotes", "comments")


def run(text: str, look: str = "") -> str:
    """A run of one format; tabs are elements of their own."""
    words = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\t"))
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{words}</w:r>"


def paragraph(*content: str, style: str = "", number: tuple[int, int] | None = None, more: str = "") -> str:
    """A paragraph with the level and the number of a list, or with a style; text without tags is put into a run."""
    own = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        own += f'<w:numPr><w:ilvl w:val="{number[0]}"/><w:numId w:val="{number[1]}"/></w:numPr>'
    inner = "".join(each if each.startswith("<") else run(each) for each in content if each)
    return f"<w:p>{f'<w:pPr>{own}{more}</w:pPr>' if own or more else ''}{inner}</w:p>"


def table(rows: Sequence[Sequence[str]]) -> str:
    """A table; a cell that is no paragraph yet becomes one."""
    cells = [[each if each.startswith("<w:p") else paragraph(each) for each in row] for row in rows]
    inner = "".join(f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in row)}</w:tr>" for row in cells)
    return f"<w:tbl>{inner}</w:tbl>"


def level(at: int, form: str, label: str, more: str = "", start: int = 1) -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{label}"/></w:lvl>'
    )


def definition(id: int, *levels: str) -> str:
    """The definition of a list."""
    return f'<w:abstractNum w:abstractNumId="{id}">{"".join(levels)}</w:abstractNum>'


def numbered(id: int, definition: int, more: str = "") -> str:
    """A list that has a definition."""
    return f'<w:num w:numId="{id}"><w:abstractNumId w:val="{definition}"/>{more}</w:num>'


def field(instruction: str, *result: str) -> str:
    """The runs of a field."""
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    said = f"<w:r><w:instrText>{escape(instruction)}</w:instrText></w:r>"
    return begin + said + middle + "".join(result) + end


def docx(body: str | Iterable[str], *, core: str = "", app: str = "", **parts: str) -> bytes:
    """A file with some paragraphs, and the content of other parts by their names."""
    inner = body if isinstance(body, str) else "".join(body)
    files = {"word/document.xml": f"{HEAD}<w:document {SPACES}><w:body>{inner}<w:sectPr/></w:body></w:document>"}
    ties, types = "", f'<Override PartName="/word/document.xml" ContentType="{TYPE}.document.main+xml"/>'
    for number, name in enumerate((name for name in PARTS if name in parts), 1):
        files[f"word/{name}.xml"] = f"{HEAD}<w:{name} {SPACES}>{parts[name]}</w:{name}>"
        ties += f'<Relationship Id="rId{number}" Type="{TIE}/{name}" Target="{name}.xml"/>'
        types += f'<Override PartName="/word/{name}.xml" ContentType="{TYPE}.{name}+xml"/>'
    own = f'<Relationship Id="rId1" Type="{TIE}/officeDocument" Target="word/document.xml"/>'
    if core:
        files["docProps/core.xml"] = f'{HEAD}<p:properties xmlns:p="p" xmlns:dc="dc">{core}</p:properties>'
        kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
        own += f'<Relationship Id="rId2" Type="{kind}" Target="docProps/core.xml"/>'
    if app:
        files["docProps/app.xml"] = f'{HEAD}<Properties xmlns="p">{app}</Properties>'
        own += f'<Relationship Id="rId3" Type="{TIE}/extended-properties" Target="docProps/app.xml"/>'
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    first = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": HEAD + relations.format(own),
        "word/_rels/document.xml.rels": HEAD + relations.format(ties),
    }
    return packed({name: text.encode() for name, text in (first | files).items()})


def packed(files: dict[str, bytes]) -> bytes:
    """A .zip of some files, with the date that .zip begins with."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as package:
        for name, content in files.items():
            entry = ZipInfo(name)
            entry.compress_type = ZIP_DEFLATED
            package.writestr(entry, content)
    return made.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files of a .zip."""
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def plain(text: str) -> bytes:
    """A file with a paragraph for each line of a text."""
    return docx(paragraph(line) for line in text.removesuffix("\n").split("\n"))
