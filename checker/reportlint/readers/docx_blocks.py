"""What the elements round paragraphs do to a walk: tables, boxes, fields, notes, comments, choices between two forms."""

from __future__ import annotations

from reportlint.readers.docx_paragraph import Place
from reportlint.readers.docx_walk import CHOICES, CONTENTS, ENDS, STARTS, Attributes, Walk, named, value
from reportlint.readers.markup import whole

COLUMNS = 1000  # more have no place on paper


def _field(walk: Walk, attributes: Attributes) -> None:
    kind = value(attributes, "fldCharType")
    if not walk.with_fields:
        return
    if kind == "begin":
        walk.fields.append(["code", ""])
    elif walk.fields and kind == "separate":
        contents = walk.fields[-1][1].split(None, 1)[:1] == ["TOC"]
        walk.fields[-1][0] = "contents" if contents else "result"
    elif walk.fields and kind == "end":
        walk.fields.pop()
    walk.look()


def _instruction_end(walk: Walk) -> None:
    said = walk.heard()
    if walk.fields and walk.fields[-1][0] == "code":
        walk.fields[-1][1] += said


def _gallery(walk: Walk, attributes: Attributes) -> None:
    if value(attributes) == CONTENTS:
        walk.contents = walk.contents or -1  # it begins with the content that follows


def _content(walk: Walk, _: Attributes) -> None:
    walk.contents += 2 if walk.contents == -1 else 1 if walk.contents else 0
    walk.look()


def _content_end(walk: Walk) -> None:
    walk.contents = max(0, walk.contents - 1)
    walk.look()


def _control(walk: Walk, _: Attributes) -> None:
    walk.contents = max(0, walk.contents)


def _table(walk: Walk, _: Attributes) -> None:
    walk.table += 1
    walk.tables.append([walk.table, 0, 0, 1])


def _table_end(walk: Walk) -> None:
    if walk.tables:
        walk.tables.pop()


def _row(walk: Walk, _: Attributes) -> None:
    if walk.tables:
        table = walk.tables[-1]
        table[1:] = table[1] + 1, 0, 1


def _cell(walk: Walk, _: Attributes) -> None:
    if walk.tables:
        table = walk.tables[-1]
        table[2:] = table[2] + table[3], 1


def _wide(walk: Walk, attributes: Attributes) -> None:
    if walk.tables:
        walk.tables[-1][3] = max(1, min(whole(value(attributes), 1), COLUMNS))


def _before(walk: Walk, attributes: Attributes) -> None:
    if walk.tables:
        walk.tables[-1][3] = 1 + max(0, min(whole(value(attributes)), COLUMNS))


def _row_properties(walk: Walk, _: Attributes) -> None:
    walk.within = "row"


def _row_properties_end(walk: Walk) -> None:
    walk.within = ""


def _box(walk: Walk, _: Attributes) -> None:
    walk.boxed.append((walk.place, walk.tables, walk.fields, walk.run))
    walk.boxes += 1
    walk.place, walk.tables, walk.fields, walk.run = Place("box", walk.boxes), [], [], False
    walk.look()


def _box_end(walk: Walk) -> None:
    walk.place, walk.tables, walk.fields, walk.run = walk.boxed.pop()
    walk.look()


def _choices(walk: Walk, _: Attributes) -> None:
    walk.chosen.append(False)


def _choices_end(walk: Walk) -> None:
    walk.chosen.pop()


def _choice(walk: Walk, _: Attributes) -> None:
    if walk.chosen and walk.chosen[-1]:
        walk.skip()
    elif walk.chosen:
        walk.chosen[-1] = True


def _footnote_reference(walk: Walk, attributes: Attributes) -> None:
    walk.referred.append(f"f{value(attributes, 'id')}")


def _endnote_reference(walk: Walk, attributes: Attributes) -> None:
    walk.referred.append(f"e{value(attributes, 'id')}")


def _footnote(walk: Walk, attributes: Attributes) -> None:
    _note(walk, "footnote", f"f{value(attributes, 'id')}")


def _endnote(walk: Walk, attributes: Attributes) -> None:
    _note(walk, "endnote", f"e{value(attributes, 'id')}")


def _note(walk: Walk, kind: str, id: str) -> None:
    if id not in walk.notes:  # the line above notes, or a note that is not referred to any more
        walk.skip()
        return
    walk.note += 1
    walk.place = Place(kind, walk.note)


def _comment(walk: Walk, attributes: Attributes) -> None:
    id = value(attributes, "id") or ""
    walk.comments.setdefault(id, (walk.here(), walk.here()))


def _comment_end(walk: Walk, attributes: Attributes) -> None:
    id = value(attributes, "id") or ""
    first, _ = walk.comments.get(id, (walk.here(), walk.here()))
    walk.comments[id] = first, walk.here()


STARTS.update(
    named(
        {
            "fldChar": _field,
            "instrText": Walk.hear,
            "docPartGallery": _gallery,
            "sdt": _control,
            "sdtContent": _content,
            "tbl": _table,
            "tr": _row,
            "trPr": _row_properties,
            "tc": _cell,
            "gridSpan": _wide,
            "gridBefore": _before,
            "txbxContent": _box,
            "footnoteReference": _footnote_reference,
            "endnoteReference": _endnote_reference,
            "footnote": _footnote,
            "endnote": _endnote,
            "commentRangeStart": _comment,
            "commentReference": _comment,
            "commentRangeEnd": _comment_end,
        }
    )
)
ENDS.update(
    named(
        {
            "instrText": _instruction_end,
            "sdtContent": _content_end,
            "tbl": _table_end,
            "trPr": _row_properties_end,
            "txbxContent": _box_end,
        }
    )
)
STARTS |= {f"{CHOICES} AlternateContent": _choices, f"{CHOICES} Choice": _choice, f"{CHOICES} Fallback": _choice}
ENDS[f"{CHOICES} AlternateContent"] = _choices_end
