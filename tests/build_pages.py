"""Write one report as a web page, as Markdown, as .ofd and as .pdf, by hand: nothing is read back by what wrote it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from html import escape
from itertools import zip_longest
from typing import Any

WIDTH, TOP, BOTTOM = 28, 760, 100  # characters in a line of a page, and where its lines begin and end, in points
LEFT, SIZE, LEADING = 80, 16, 28
PAGE = (595, 842)
MM = 25.4 / 72
# the lines of each page: left edge, base line, what they say, how large
Pages = Sequence[Sequence[tuple[float, float, str] | tuple[float, float, str, float]]]
Drawn = Sequence[Sequence[tuple[float, float, float, float]]]  # the lines drawn on each page, from point to point


def paragraphs(text: str) -> list[str]:
    """Return the lines of a text that say something, without the ends of lines."""
    return [line for line in text.splitlines() if line.strip("\ufeff\u200b \t\u3000")]


def html(text: str, title: str = "") -> bytes:
    """Write a page as sites of governments do: menus, a breadcrumb and a share bar round the report."""
    body = "\n".join(f"<p>{escape(line).replace('  ', ' &nbsp;')}</p>" for line in paragraphs(text))
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{escape(title)}_某某县人民政府</title>
<style>.TRS_Editor p {{ text-indent: 2em }}</style><script>document.write("<p>一、假的</p>")</script></head>
<body><div class="nav"><a href="/">首页</a><a href="/zwgk">政务公开</a></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a></div>
<div class="content"><div class="TRS_Editor">{body}</div>
<div class="share-bar share">分享到：<a>微信</a></div></div>
<div class="footer">主办：某某县人民政府　版权所有</div></body></html>""".encode("utf-8", "surrogatepass")


def markdown(text: str) -> bytes:
    """Write Markdown: the first line and the lines that begin with 一、 as headings, the rest as paragraphs."""
    lines = paragraphs(text)
    marked = [f"# {lines[0]}", *(f"## {line}" if line[:2] in HEADS else line for line in lines[1:])]
    return ("---\nlayout: report\n---\n\n" + "\n\n".join(marked) + "\n").encode()


HEADS = [f"{number}、" for number in "一二三四五六七八九十"]


def set_lines(text: str) -> Iterator[tuple[bool, str]]:
    """Yield the lines of the text as a page has them, and whether each begins a paragraph: hard-wrapped, indented by two."""
    for number, paragraph in enumerate(paragraphs(text)):
        words = paragraph.strip("\u3000 ")
        width = WIDTH if number == 0 else WIDTH - 2
        yield True, words[:width]
        rest = words[width:]
        while rest:
            yield False, rest[:WIDTH]
            rest = rest[WIDTH:]


def pages(text: str) -> Pages:
    """Set a text on pages: each line with its left edge and base line in points, from the lower left corner."""
    made: list[list[tuple[float, float, str]]] = [[]]
    y = TOP
    for number, (begins, line) in enumerate(set_lines(text)):
        if y < BOTTOM:
            made.append([])
            y = TOP
        x = LEFT + (2 * SIZE if begins and number else 0)
        made[-1].append((x, y, line))
        y -= LEADING
    for number, page in enumerate(made, 1):
        page.append((LEFT + 12 * SIZE, 50, f"— {number} —"))
    return made


def pdf(text: str) -> bytes:
    """Write a .pdf whose font is named and not embedded, as office programs of old did."""
    return pdf_of(pages(text))


def pdf_of(set_pages: Pages, trailer: str = "", drawn: Drawn = ()) -> bytes:
    """Write a .pdf of lines that stand at given places, and of lines that are drawn."""
    font = (
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype"
        "/CIDFontType0/BaseFont/STSong-Light/DW 1000/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
        "/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0"
        "/Ascent 880/Descent -120/CapHeight 880/StemV 80>>>>]>>"
    )
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", font]
    kids = []
    both: Any = zip_longest(set_pages, drawn, fillvalue=())
    for lines, ruled in both:
        shown = "".join(
            f"{f'/F1 {size[0]} Tf ' if size else ''}1 0 0 1 {x} {y} Tm <{line.encode('utf-16-be', 'replace').hex()}> Tj\n"
            for x, y, line, *size in lines
        )
        paths = "".join(f"{x} {y} m {to_x} {to_y} l S\n" for x, y, to_x, to_y in ruled)
        stream = f"{paths}BT /F1 {SIZE} Tf\n{shown}ET"
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {PAGE[0]} {PAGE[1]}]/Resources<</Font<</F1 3 0 R>>>>"
            f"/Contents {len(objects)} 0 R>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>"
    return pdf_file(objects, trailer)


def pdf_file(objects: list[str], trailer: str = "", *, packed: bool = False) -> bytes:
    """Write a .pdf of some objects, the first one its root; ``packed`` as those end that have packed objects."""
    out = bytearray(b"%PDF-1.5\n" if packed else b"%PDF-1.4\n")
    places = []
    for number, value in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{value}\nendobj\n".encode("latin-1")
    start = len(out)
    size = len(objects) + 1
    if packed:
        table = b"".join(place.to_bytes(4) for place in (*places, start))
        names = f"/Type/XRef/W[0 4 0]/Index[1 {size}]/Length {len(table)}/Size {size + 1}/Root 1 0 R{trailer}"
        out += f"{size} 0 obj\n<<{names}>>stream\n".encode() + table + b"\nendstream\nendobj\n"
    else:
        out += f"xref\n0 {size}\n0000000000 65535 f \n".encode()
        out += "".join(f"{place:010} 00000 n \n" for place in places).encode()
        out += f"trailer<</Size {size}/Root 1 0 R{trailer}>>\n".encode()
    out += f"startxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def ofd(text: str) -> bytes:
    """Write an .ofd, one text object a line, with a template page that carries the name of the office."""
    return ofd_of(pages(text))


def ofd_of(set_pages: Pages, drawn: Drawn = ()) -> bytes:
    """Write an .ofd of lines that stand at given places, and of lines that are drawn."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    both: Any = zip_longest(set_pages, drawn, fillvalue=())
    wide, high = (round(each * MM, 2) for each in PAGE)
    area = f"<ofd:PageArea><ofd:PhysicalBox>0 0 {wide} {high}</ofd:PhysicalBox></ofd:PageArea>"
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(set_pages)))
    files = {
        "OFD.xml": f'<ofd:OFD {space} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>',
        "Doc_0/Document.xml": f'<ofd:Document {space}><ofd:CommonData>{area}<ofd:TemplatePage ID="900" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>',
        "Doc_0/Tpls/Tpl_0/Content.xml": _ofd_page(space, [(LEFT, 800, "某某县人民政府办公室用笺")]),
        **{
            f"Doc_0/Pages/Page_{n}/Content.xml": _ofd_page(space, lines, ruled) for n, (lines, ruled) in enumerate(both)
        },
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, value in files.items():
            package.writestr(zipfile.ZipInfo(name), f'<?xml version="1.0" encoding="UTF-8"?>{value}'.encode())
    return out.getvalue()


def _ofd_page(space: str, lines: Sequence[Any], ruled: Sequence[tuple[float, float, float, float]] = ()) -> str:
    objects = "".join(_ofd_path(n, *ends) for n, ends in enumerate(ruled, 1000))
    objects += "".join(_ofd_text(n, *line) for n, line in enumerate(lines, 10))
    return f'<ofd:Page {space}><ofd:Template TemplateID="900"/><ofd:Content><ofd:Layer ID="1">{objects}</ofd:Layer></ofd:Content></ofd:Page>'


def _ofd_text(n: int, x: float, y: float, line: str, size: float = SIZE) -> str:
    return (
        f'<ofd:TextObject ID="{n}" Boundary="{x * MM:.2f} {(PAGE[1] - y - size) * MM:.2f} {len(line) * size * MM:.2f} {size * MM:.2f}" '
        f'Font="1" Size="{size * MM:.2f}"><ofd:TextCode X="0" Y="{size * MM * 0.88:.2f}" DeltaX="g {max(0, len(line) - 1)} {size * MM:.2f}">'
        f"{escape(line)}</ofd:TextCode></ofd:TextObject>"
    )


def _ofd_path(n: int, x: float, y: float, to_x: float, to_y: float) -> str:
    """A path stands in a box, from whose corner its steps are measured."""
    left, top = min(x, to_x) * MM, (PAGE[1] - max(y, to_y)) * MM
    ends = [(each * MM - left, (PAGE[1] - down) * MM - top) for each, down in ((x, y), (to_x, to_y))]
    steps = f"M {ends[0][0]:.2f} {ends[0][1]:.2f} L {ends[1][0]:.2f} {ends[1][1]:.2f}"
    return (
        f'<ofd:PathObject ID="{n}" Boundary="{left:.2f} {top:.2f} {abs(to_x - x) * MM:.2f} {abs(to_y - y) * MM:.2f}" LineWidth="0.3">'
        f"<ofd:AbbreviatedData>{steps}</ofd:AbbreviatedData></ofd:PathObject>"
    )
