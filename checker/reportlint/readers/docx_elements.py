"""What the elements of paragraphs and runs do to a walk, where they begin and where they end."""

from __future__ import annotations

from reportlint.readers.docx_paragraph import Paragraph, Piece, Place
from reportlint.readers.docx_walk import (
    BOXES,
    ENDS,
    KEEP,
    LINES,
    MATHS,
    STARTS,
    Attributes,
    Walk,
    named,
    switched,
    value,
)


def _paragraph(walk: Walk, _: Attributes) -> None:
    walk.open.append((walk.paragraph, walk.hidden, walk.bright, walk.dark, walk.inserted))
    place = walk.place
    if walk.tables:
        number, row, column, _columns = walk.tables[-1]
        place = Place("table", number, row, column)
    walk.paragraph = Paragraph(len(walk.paragraphs), place, unread=not walk.reading)
    walk.paragraphs.append(walk.paragraph)
    walk.hidden = walk.bright = walk.dark = False


def _paragraph_end(walk: Walk) -> None:
    if walk.paragraph and walk.paragraph.unread and not walk.paragraph.length:
        walk.paragraph.gone = True  # nothing of it is to be seen
    if walk.open:
        walk.paragraph, walk.hidden, walk.bright, walk.dark, walk.inserted = walk.open.pop()


def _properties(walk: Walk, _: Attributes) -> None:
    walk.within = "paragraph"


def _properties_end(walk: Walk) -> None:
    walk.within = ""
    if walk.paragraph:
        style = walk.styles.get(walk.paragraph.style)
        walk.dark = bool(style and style.hidden)


def _style(walk: Walk, attributes: Attributes) -> None:
    if walk.paragraph and walk.within == "paragraph":
        walk.paragraph.style = value(attributes) or ""


def _number(walk: Walk, attributes: Attributes) -> None:
    if walk.paragraph:
        walk.paragraph.number = value(attributes)


def _level(walk: Walk, attributes: Attributes) -> None:
    if walk.paragraph:
        walk.paragraph.level = value(attributes)


def _run(walk: Walk, _: Attributes) -> None:
    walk.run, walk.hidden, walk.bright = True, walk.dark, False


def _run_end(walk: Walk) -> None:
    walk.run = walk.hidden = walk.bright = False


def _look(walk: Walk, _: Attributes) -> None:
    walk.within = walk.within or "run"


def _look_end(walk: Walk) -> None:
    walk.within = "" if walk.within == "run" else walk.within


def _run_style(walk: Walk, attributes: Attributes) -> None:
    style = walk.styles.get(value(attributes) or "")
    walk.hidden = walk.hidden or bool(walk.within == "run" and style and style.hidden)


def _vanish(walk: Walk, attributes: Attributes) -> None:
    if walk.within == "run":
        walk.hidden = switched(attributes)
    elif walk.within == "paragraph" and walk.paragraph:
        walk.paragraph.hidden = switched(attributes)


def _highlight(walk: Walk, attributes: Attributes) -> None:
    walk.bright = walk.within == "run" and value(attributes) != "none"


def _text(walk: Walk, attributes: Attributes) -> None:
    walk.plain = attributes.get(KEEP) != "preserve"
    walk.hear()


def _text_end(walk: Walk) -> None:
    text = walk.heard()
    if walk.plain:
        text = text.strip(" \t\r\n")
    if not text.isprintable():  # most are, and replacing takes its time
        text = text.translate(LINES)
    if text:
        walk.add(text, Piece(walk.part, walk.at, walk.parser.CurrentByteIndex))


def _formula_end(walk: Walk) -> None:
    walk.add(walk.heard().translate(LINES))


def _tab(walk: Walk, _: Attributes) -> None:
    if walk.run and not walk.within:  # else it is a stop of a ruler
        walk.add("\t")


def _break(walk: Walk, attributes: Attributes) -> None:
    new_page = value(attributes, "type") in ("page", "column")
    if not new_page or (walk.paragraph and walk.paragraph.length):
        walk.add("\n")


def _hyphen(walk: Walk, _: Attributes) -> None:
    walk.add("-")


def _sign(walk: Walk, attributes: Attributes) -> None:
    try:
        code = int(value(attributes, "char") or "", 16)
        walk.add(BOXES.get(code) or BOXES.get(code + 0xF000) or chr(code).translate(LINES))
    except (ValueError, OverflowError):  # no character of this number
        return


def _inserted(walk: Walk, attributes: Attributes) -> None:
    if not walk.within:
        walk.inserted = value(attributes, "author") or ""


def _inserted_end(walk: Walk) -> None:
    if not walk.within:
        walk.inserted = None


def _deleted(walk: Walk, attributes: Attributes) -> None:
    if walk.within == "paragraph" and walk.paragraph:
        walk.paragraph.gone = True
    elif not walk.within:
        if walk.paragraph:
            walk.paragraph.mark("tracked-deletion", 0, value(attributes, "author") or "")
        walk.skip()


def _left_out(walk: Walk, _: Attributes) -> None:
    walk.skip()


STARTS.update(
    named(
        {
            "p": _paragraph,
            "pPr": _properties,
            "pStyle": _style,
            "numId": _number,
            "ilvl": _level,
            "r": _run,
            "rPr": _look,
            "rStyle": _run_style,
            "vanish": _vanish,
            "highlight": _highlight,
            "t": _text,
            "tab": _tab,
            "ptab": _tab,
            "br": _break,
            "cr": _break,
            "noBreakHyphen": _hyphen,
            "sym": _sign,
            "ins": _inserted,
            "moveTo": _inserted,
            "del": _deleted,
            "moveFrom": _deleted,
            "pPrChange": _left_out,
            "rPrChange": _left_out,
            "rt": _left_out,  # how a word is spoken, above it
        }
    )
)
ENDS.update(
    named(
        {"p": _paragraph_end, "pPr": _properties_end, "r": _run_end, "rPr": _look_end, "t": _text_end}
        | {"ins": _inserted_end, "moveTo": _inserted_end}
    )
)
STARTS.update({f"{space} t": Walk.hear for space in MATHS})
ENDS.update({f"{space} t": _formula_end for space in MATHS})
