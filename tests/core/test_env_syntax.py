"""The grammar of environment files, piece by piece, against literals."""

from __future__ import annotations

import pytest

from core.service.env_syntax import (
    EnvEntry,
    EnvKind,
    Piece,
    can_be_name,
    entries,
    is_text,
    quoted,
    variables,
)

A, B = {"A": "1"}, {"B": "2"}


@pytest.mark.parametrize(
    ("content", "systemd", "found"),
    [
        # A comment goes on over a backslash at its end, before 254 alone.
        ("#x\\\nA=1\nB=2", 253, B),
        ("#x\\\nA=1\nB=2", 254, A | B),
        ("#x\\\nA=1\nB=2", 257, A | B),
        ("#x\\\nA=1\nB=2", 1, B),
        ("#x\\\nA=1\nB=2", 0, A | B),  # nobody knows: as today
        (";x\\\nA=1\nB=2", 247, B),
        ("#x\\\\\nA=1", 247, A),  # the backslash quotes the other one
        ("#x\\", 247, {}),
        # Blanks, names, and lines that mean nothing.
        ("", 257, {}),
        ("\n \t\r\nA=1", 257, A),
        ("A=1\rB=2", 257, A | B),
        (" A\t = 1", 257, A),
        ("A=1 # c", 257, {"A": "1 # c"}),
        ("A=1;B=2", 257, {"A": "1;B=2"}),
        ("A\nB=2", 257, B),
        ("1A=1\nB=2", 257, B),
        ("a-b=1\nB=2", 257, B),
        ("export A=1\nB=2", 257, B),
        ("_=1", 257, {"_": "1"}),
        ("a9_Z=1", 257, {"a9_Z": "1"}),
        ("É=1\nB=2", 257, B),
        ("A=0\nA=1", 257, A),
        ("B=2\nA=1", 257, A | B),
        # Pieces of a value.
        ("A='$B \\n'", 257, {"A": "$B \\n"}),
        ("A='1\n2'", 257, {"A": "1\n2"}),
        ('A="\\"\\\\\\`\\$"', 257, {"A": '"\\`$'}),
        ('A="\\n\\x"', 257, {"A": "\\n\\x"}),
        ('A="1\\\n2"', 257, {"A": "12"}),
        ('A="1\\\r\n2"', 257, {"A": "1\\\r\n2"}),
        ("A=1\\\n2", 257, {"A": "12"}),
        ("A=1\\\r2", 257, {"A": "12"}),
        ("A=\\n\\x", 257, {"A": "nx"}),
        ("A=1 \t", 257, A),
        ("A=1\\ \t", 257, {"A": "1 "}),
        ("A=1\\\\ ", 257, {"A": "1\\"}),
        ("A=1\\\\\\  ", 257, {"A": "1\\ "}),
        ("A=\"1\"'2' 3", 257, {"A": "123"}),
        ("A='1' \"2\"", 257, {"A": "12"}),
        ("A=1'2'", 257, {"A": "1'2'"}),
        ("A='1", 257, A),
        ('A="1\nB=2', 257, {"A": "1\nB=2"}),
        ('A="1\\', 257, A),
        ("A=1  \\", 257, {"A": "1  "}),
        ("A=\\", 257, {"A": ""}),
        ("A=''", 257, {"A": ""}),
        ("A=\nB=2", 257, {"A": ""} | B),
        ("A='1'\r\nB=2", 257, A | B),
        # What is no text, anywhere in an assignment: the whole file is refused.
        ("A=1\nB=\ufdd0", 257, {}),
        ("B=\uffff\nA=1", 257, {}),
        ("A=1\n# \uffff", 257, A),
        ("A=1\n\uffff", 257, A),
        ("A=1\nB=\0", 257, {}),
        ("# \0\nA=1", 257, {}),
    ],
)  # fmt: skip
def test_what_the_service_gets(content: str, systemd: int, found: dict[str, str]) -> None:
    assert variables(content.encode(), systemd=systemd) == found
    assert (
        list(variables(content.encode(), systemd=systemd))
        == list(
            dict.fromkeys(
                one.name for one in entries(content.encode(), systemd=systemd) if one.name
            )
        )[: len(found)]
    )


def test_bytes_that_are_not_utf_8_refuse_the_file_in_a_value_alone() -> None:
    assert variables(b"A=1\n# \xff") == A
    assert variables(b"A=1\nB=\xff") == {}
    assert [entry.readable for entry in entries(b"A=1\nB=\xff\n\xff\n\xff=1")] == [
        True,
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("A=b", Piece(kind=EnvKind.PLAIN, text="b")),
        ("A= b ", Piece(kind=EnvKind.PLAIN, text="b ", gap=True)),
        ("A=b\\", Piece(kind=EnvKind.PLAIN, text="b", closed=False)),
        ("A=\\", Piece(kind=EnvKind.PLAIN, text="", closed=False)),
        ("A='b'", Piece(kind=EnvKind.SINGLE, text="b")),
        ("A='b", Piece(kind=EnvKind.SINGLE, text="b", closed=False)),
        ('A=\t"b\\n"', Piece(kind=EnvKind.DOUBLE, text="b\\n", gap=True)),
        ('A="b', Piece(kind=EnvKind.DOUBLE, text="b", closed=False)),
        ('A="b\\', Piece(kind=EnvKind.DOUBLE, text="b", closed=False)),
    ],
)
def test_how_a_piece_is_written(content: str, found: Piece) -> None:
    (entry,) = entries(content.encode())
    assert entry == EnvEntry(line=1, source=content, key="A", assigns=True, pieces=(found,))


def test_lines_are_counted_through_blanks_comments_and_values() -> None:
    content = b"\n\n# c\nA='1\n2'\nno sign\n  B = 3 \n"
    found = entries(content)
    assert [(one.line, one.key, one.assigns) for one in found if one.key] == [
        (4, "A", True),
        (6, "no sign", False),
        (7, "B", True),
    ]
    assert [one.name for one in found if one.key] == ["A", "", "B"]
    (comment,) = (one for one in found if one.source.startswith("#"))
    assert (comment.line, comment.key, comment.pieces, comment.readable) == (3, "", (), True)
    (hidden,) = entries(b"A='canary'")
    assert "canary" not in f"{hidden!r} {hidden.pieces!r}"


@pytest.mark.parametrize(
    ("value", "written"),
    [("", '""'), ("a b", '"a b"'), ('"', '"\\""'), ("\\", '"\\\\"'), ("`$", '"\\`\\$"')],
)
def test_a_value_is_quoted_for_every_reader(value: str, written: str) -> None:
    assert quoted(value) == written


@pytest.mark.parametrize(
    ("text", "fits"),
    [("A", True), ("_a9", True), ("", False), ("9", False), ("A B", False), ("A\n", False),
     ("A-", False), ("Ä", False)],
)  # fmt: skip
def test_a_name_is_one_word_of_plain_letters(text: str, *, fits: bool) -> None:
    assert can_be_name(text) is fits


@pytest.mark.parametrize(
    ("sign", "fits"),
    [(0xFDCF, True), (0xFDD0, False), (0xFDEF, False), (0xFDF0, True), (0xFFFD, True),
     (0xFFFE, False), (0xFFFF, False), (0x1FFFD, True), (0x1FFFE, False), (0x10FFFF, False),
     (0x10000, True), (0xD800, False), (0xDFFF, False), (0xE000, True), (0, False), (1, True)],
)  # fmt: skip
def test_signs_that_are_no_characters_are_no_text(sign: int, *, fits: bool) -> None:
    assert is_text(f"a{chr(sign)}b") is fits
