"""Write one report with tables, whose cells reach over rows and columns, in each format that has tables: by hand.

The tables are those of the state's form for reports on disclosure; the figures are invented.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

from build_office import docx, paragraph, run
from build_pages import BOTTOM, LEADING, LEFT, SIZE, TOP, Drawn, Pages, ofd_of, paragraphs, pdf_of, set_lines

NARROW = 9.0  # points: the size of the letters in a table


class Cell(NamedTuple):
    """A cell, over how many columns and rows it reaches."""

    text: str
    wide: int = 1
    high: int = 1


class Set(NamedTuple):
    """A cell in its place: its first row and column, counted from 0."""

    row: int
    column: int
    cell: Cell


Table = Sequence[Sequence[Cell]]
APPLICATIONS = """\
一、本年新收政府信息公开申请数量|34 2 0 0 0 0 36
二、上年结转政府信息公开申请数量|3 0 0 0 0 0 3
（一）予以公开|20 1 0 0 0 0 21
（二）部分公开（区分处理的，只计这一情形，不计其他情形）|4 0 0 0 0 0 4
1.属于国家秘密|0 0 0 0 0 0 0
2.其他法律行政法规禁止公开|0 0 0 0 0 0 0
3.危及“三安全一稳定”|0 0 0 0 0 0 0
4.保护第三方合法权益|0 0 0 0 0 0 0
5.属于三类内部事务信息|0 0 0 0 0 0 0
6.属于四类过程性信息|0 0 0 0 0 0 0
7.属于行政执法案卷|0 0 0 0 0 0 0
8.属于行政查询事项|1 0 0 0 0 0 1
1.本机关不掌握相关政府信息|8 1 0 0 0 0 9
2.没有现成信息需要另行制作|0 0 0 0 0 0 0
3.补正后申请内容仍不明确|0 0 0 0 0 0 0
1.信访举报投诉类申请|0 0 0 0 0 0 0
2.重复申请|0 0 0 0 0 0 0
3.要求提供公开出版物|0 0 0 0 0 0 0
4.无正当理由大量反复申请|0 0 0 0 0 0 0
5.要求行政机关确认或重新出具已获取信息|0 0 0 0 0 0 0
1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请|0 0 0 0 0 0 0
2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请|0 0 0 0 0 0 0
3.其他|2 0 0 0 0 0 2
（七）总计|35 2 0 0 0 0 37
四、结转下年度继续办理|2 0 0 0 0 0 2"""
GROUPS = {4: ("（三）不予公开", 8), 12: ("（四）无法提供", 3), 15: ("（五）不予处理", 5), 20: ("（六）其他处理", 3)}
FORM = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


def applications(figures: str = APPLICATIONS) -> Table:
    """The table of applications: three columns of names, seven of figures, and a head of three rows."""
    head: list[list[Cell]] = [
        [Cell(FORM, 3, 3), Cell("申请人情况", 7)],
        [Cell("自然人", 1, 2), Cell("法人或其他组织", 5), Cell("总计", 1, 2)],
        [Cell(each) for each in ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")],
    ]
    for at, line in enumerate(figures.splitlines()):
        name, _, numbers = line.partition("|")
        cells = [Cell(name, 1 if 4 <= at <= 22 else 2 if 2 <= at <= 23 else 3)]
        if at in GROUPS:
            cells.insert(0, Cell(GROUPS[at][0], 1, GROUPS[at][1]))
        if at == 2:
            cells.insert(0, Cell("三、本年度办理结果", 1, 22))
        head.append([*cells, *map(Cell, numbers.split(" "))])
    return head


def review(figures: str = "2 1 0 1 4 0 0 0 1 1 0 0 0 0 0") -> Table:
    """The table of reviews and suits: three groups of five figures under a head of three rows."""
    names = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    return [
        [Cell("行政复议", 5), Cell("行政诉讼", 10)],
        [*(Cell(each, 1, 2) for each in names), Cell("未经复议直接起诉", 5), Cell("复议后起诉", 5)],
        [Cell(each) for _ in range(2) for each in names],
        [Cell(each) for each in figures.split(" ")],
    ]


def placed(table: Table) -> Iterator[Set]:
    """Yield the cells with their places."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(table):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            taken.update((row + down, column + across) for down in range(cell.high) for across in range(cell.wide))
            yield Set(row, column, cell)
            column += cell.wide


REPORT: list[str | Table] = [
    "云岫县人民政府2024年政府信息公开工作年度报告",
    "本报告根据《中华人民共和国政府信息公开条例》编制。本报告所列数据的统计期限自2024年1月1日起至2024年12月31日止。",
    "一、总体情况",
    "2024年，云岫县主动公开政府信息，群众知情权得到保障。",
    "二、主动公开政府信息情况",
    "按照规定的格式公开。",
    "三、收到和处理政府信息公开申请情况",
    applications(),
    "四、政府信息公开行政复议、行政诉讼情况",
    review(),
    "五、存在的主要问题及改进情况",
    "主要问题是解读形式单一。下一步丰富解读形式。",
    "六、其他需要报告的事项",
    "2024年没有收取政府信息公开信息处理费。无其他需要报告的事项。",
]


def report(old: str = "", new: str = "") -> list[str | Table]:
    """The report with another table in place of one of its own: figures that are replaced by others."""
    tables: dict[int, Table] = {7: applications(APPLICATIONS.replace(old, new) if old else APPLICATIONS)}
    return [tables.get(at, each) for at, each in enumerate(REPORT)]


def parts_of(text: str) -> list[str | Table]:
    """The parts of a text: its paragraphs, and lines with as many tabs as a table."""
    parts: list[str | Table] = []
    for tabs, lines in groupby(paragraphs(text), key=lambda line: line.count("\t")):
        if tabs:
            parts.append([[Cell(each) for each in line.split("\t")] for line in lines])
        else:
            parts += lines
    return parts


def html_table(parts: Sequence[str | Table]) -> bytes:
    """A page; a cell says over how many rows and columns it reaches."""
    made = "".join(f"<p>{escape(each)}</p>" if isinstance(each, str) else _html_table(each) for each in parts)
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>年报</title><style>td {{ border: 1px solid; font-size: 9pt }} table {{ border-collapse: collapse }}</style></head><body><article>{made}</article></body></html>'.encode()


def _html_table(table: Table) -> str:
    rows = (
        "".join(f'<td colspan="{cell.wide}" rowspan="{cell.high}">{escape(cell.text)}</td>' for cell in row)
        for row in table
    )
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def docx_table(parts: Sequence[str | Table]) -> bytes:
    """A .docx; below a cell that reaches over rows are empty ones that say so."""
    return docx("".join(paragraph(each) if isinstance(each, str) else _docx_table(each) for each in parts))


def _docx_table(table: Table) -> str:
    rows: list[dict[int, str]] = [{} for _ in table]
    width = sum(cell.wide for cell in table[0])
    for row, column, cell in placed(table):
        for down in range(cell.high):
            merged = "" if cell.high == 1 else "<w:vMerge/>" if down else '<w:vMerge w:val="restart"/>'
            own = f'<w:tcPr><w:gridSpan w:val="{cell.wide}"/>{merged}</w:tcPr>'
            words = paragraph(run(cell.text, '<w:sz w:val="18"/>')) if not down else "<w:p/>"
            rows[row + down][column] = f"<w:tc>{own}{words}</w:tc>"
    lined = "".join(
        f"<w:{side} w:val='single' w:sz='4'/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = f"<w:gridCol w:w='{8400 // width}'/>" * width
    made = "".join(f"<w:tr>{''.join(cell for _, cell in sorted(row.items()))}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr><w:tblBorders>{lined}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


WIDTHS: dict[int, Sequence[float]] = {
    10: (36, 54, 150, *[27] * 7),
    15: [28] * 15,
}  # of the columns, in points, by how many there are
ROW = 12  # points for a line in a cell


def pdf_table(parts: Sequence[str | Table], *, ruled: bool = True) -> bytes:
    """A .pdf; where its tables are not ruled, their cells stand in columns all the same."""
    lines, drawn = pages_of(parts)
    return pdf_of(lines, drawn=drawn if ruled else ())


def ofd_table(parts: Sequence[str | Table], *, ruled: bool = True) -> bytes:
    """An .ofd, as above."""
    lines, drawn = pages_of(parts)
    return ofd_of(lines, drawn if ruled else ())


class Sheets:
    """Pages that are being set."""

    def __init__(self) -> None:
        self.lines: list[list[tuple[float, float, str, float]]] = [[]]
        self.drawn: list[list[tuple[float, float, float, float]]] = [[]]
        self.y: float = TOP

    def need(self, high: float) -> bool:
        """Begin a page where there is no room; tell whether one was begun."""
        if self.y - high > BOTTOM:
            return False
        self.lines.append([])
        self.drawn.append([])
        self.y = TOP
        return True


def pages_of(parts: Sequence[str | Table]) -> tuple[Pages, Drawn]:
    """Set a report on pages: paragraphs as elsewhere, tables row by row, and what is ruled."""
    sheets = Sheets()
    for part in parts:
        if isinstance(part, str):
            for begins, line in list(set_lines(f"题\n{part}"))[1:]:  # as a paragraph below a title
                sheets.need(LEADING)
                sheets.lines[-1].append((LEFT + 2 * SIZE * begins, sheets.y, line, SIZE))
                sheets.y -= LEADING
        else:
            _set_table(sheets, part)
    return sheets.lines, sheets.drawn


def _set_table(sheets: Sheets, table: Table) -> None:
    cells = list(placed(table))
    count = sum(cell.wide for cell in table[0])
    widths = WIDTHS.get(count) or [430 / count] * count
    edges = [LEFT + sum(widths[:at]) for at in range(len(widths) + 1)]
    for row in range(len(table)):
        wrapped = {
            each: list(_wrapped(each.cell.text, edges[each.column + each.cell.wide] - edges[each.column]))
            for each in cells
            if each.row == row
        }
        high = ROW * max((len(lines) for each, lines in wrapped.items() if each.cell.high == 1), default=1) + 4
        begun = sheets.need(high)
        top = sheets.y + ROW
        for each in cells:
            if each.row <= row < each.row + each.cell.high:
                _rule(sheets, each, row, edges, (top, top - high), begun)
        for each, lines in wrapped.items():
            for at, line in enumerate(lines):
                sheets.lines[-1].append((edges[each.column] + 2, top - ROW * (at + 1) + 2, line, NARROW))
        sheets.y -= high
    sheets.y -= LEADING


def _rule(sheets: Sheets, each: Set, row: int, edges: Sequence[float], sides: tuple[float, float], begun: bool) -> None:
    """Draw the sides of a cell along a row, the upper and lower ones where it begins and ends, or the page does."""
    left, right = edges[each.column], edges[each.column + each.cell.wide]
    top, bottom = sides
    drawn = sheets.drawn[-1]
    drawn += [(left, top, left, bottom), (right, top, right, bottom)]
    if row == each.row or begun:
        drawn.append((left, top, right, top))
    drawn += [(left, bottom, right, bottom)] * (row + 1 == each.row + each.cell.high)


def _wrapped(text: str, width: float) -> Iterator[str]:
    most = int((width - 4) // NARROW)
    yield from (text[at : at + most] for at in range(0, len(text), most))
