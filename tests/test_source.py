"""Bytes become text in the right encoding, or are refused with a reason; offsets become rows and columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.source import Source, SourceError, Span, within

TEXT = "云岫县人民政府关于2024年度法治政府建设情况的报告\r\n平稳。\n"


@pytest.mark.parametrize(
    ("codec", "name", "guessed"),
    [
        ("utf-8", "utf-8", False),
        ("utf-8-sig", "utf-8-sig", False),
        ("utf-16", "utf-16", False),
        ("gb18030", "gb18030", True),
        ("gbk", "gb18030", True),
    ],
)
def test_encodings(codec: str, name: str, guessed: bool) -> None:
    source = Source.decode("a.txt", TEXT.encode(codec))
    assert (source.text, source.encoding, source.guessed) == (TEXT, name, guessed)
    assert source.text.encode(source.encoding).decode(codec) == TEXT


def test_utf_16_big_endian() -> None:
    assert Source.decode("", b"\xfe\xff" + TEXT.encode("utf-16-be")).text == TEXT


def test_a_named_encoding_is_not_questioned() -> None:
    assert Source.decode("", TEXT.encode("big5", "replace"), "big5").encoding == "big5"
    with pytest.raises(SourceError, match="undecodable"):
        Source.decode("", TEXT.encode("gb18030"), "utf-8")


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        ("\ufeff\u3000\n".encode(), "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe", "binary"),
        (b"PK\x03\x04\0\0\0\0\0\0" + bytes(range(256)), "binary"),
        (bytes(range(1, 9)) * 20, "binary"),
        (b"\xff\xff\xff\xff", "undecodable"),
        ("报告".encode("utf-16") + b"\xff", "undecodable"),
    ],
    ids=lambda value: value if isinstance(value, str) else "bytes",
)
def test_refusals(data: bytes, fault: str) -> None:
    with pytest.raises(SourceError, match=fault):
        Source.decode("", data)


def test_a_few_nul_bytes_are_no_reason_to_refuse() -> None:
    assert Source.decode("", TEXT.encode() * 20 + b"\0").text.endswith("\0")


@given(st.text(alphabet="报\r\n\u2028x", max_size=60), st.integers(0, 60))
def test_positions(text: str, offset: int) -> None:
    source = Source("", text)
    offset = min(offset, len(text))
    row, column = source.position(offset)
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    whole_end = text[offset - 1 : offset + 1] == "\r\n"
    assert row == before.count("\n") + 1 - whole_end
    if not whole_end:
        assert column == len(before) - before.rfind("\n")
        assert source.line(row)[: column - 1] == text[offset - column + 1 : offset]


def test_slices() -> None:
    assert Source("", TEXT)[Span(0, 3)] == "云岫县"


def test_within() -> None:
    spans = [Span(2, 4), Span(7, 9)]
    assert [within(spans, offset) for offset in (1, 2, 3, 4, 7, 9)] == [False, True, True, False, True, False]
    assert not within([], 0)
