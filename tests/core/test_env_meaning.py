"""Each way of writing that systemd reads otherwise, by its name; and what looks like one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from core.actions import OpenFile
from core.service import environment
from core.service.env_meaning import Trap, happens, remedy, traps
from core.service.env_syntax import entries, variables
from core.words import list_of

if TYPE_CHECKING:
    from pathlib import Path

T = Trap


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("plain", []),
        ("'$x `y` \\ #'", []),
        # quotes
        ('"x', [T.UNCLOSED]),
        ("'x", [T.UNCLOSED]),
        ('"a"b', [T.AFTER]),
        ("'a' b", [T.AFTER]),
        ("'a'\"b\"", [T.AFTER]),
        ("'a' #b", [T.COMMENT]),
        ("'a'#b", [T.AFTER]),
        ("x'y z'", [T.QUOTES]),
        ('x"y"z', [T.QUOTES]),
        ("it's", []),
        ('{"a": "b"}', []),
        ('{a"b"', []),
        # comments
        ("a # b", [T.COMMENT]),
        ("#a", [T.COMMENT]),
        ("a#b", []),
        ("a\t#b", [T.COMMENT]),
        # backslashes
        ("a\\b", [T.BACKSLASH]),
        ("a\\\\b", [T.BACKSLASH]),
        ("a\\", [T.BACKSLASH]),
        ("a\\\nb", [T.CONTINUES]),
        ("a\\\rb", [T.CONTINUES]),
        ("a\\\\\\\nb", [T.BACKSLASH, T.CONTINUES]),
        ('"a\\\nb"', [T.CONTINUES]),
        ('"a\\\\\nb"', []),
        ('"a\\nb"', [T.ESCAPE]),
        ('"a\\\\nb"', []),
        ('"a\\"b"', []),
        ('"a\\`b"', []),
        ("'a\\'", [T.ESCAPE]),
        ("'a\\b'", []),
        # dollars
        ("$B", [T.DOLLAR]),
        ("a$b", [T.DOLLAR]),
        ("$1", [T.DOLLAR]),
        ("${B}", [T.DOLLAR]),
        ("$(b)", [T.DOLLAR]),
        ("$_", [T.DOLLAR]),
        ("5$", []),
        ("$.", []),
        ('"$B"', [T.DOLLAR]),
        ('"a$B"', [T.DOLLAR]),
        ('"\\$B"', []),
        ('"\\\\$B"', [T.DOLLAR]),
        ("'$B'", []),
        # the rest
        ("`id`", [T.BACKTICKS]),
        ("x\u00a0", [T.BLANK]),
        ("\u3000x", [T.BLANK]),
        ("x\u00a0y", []),
        ('"a\r\nb"', [T.RETURN]),
        ("'a\rb'", [T.RETURN]),
        ('"a\nb"', []),
    ],
)
def test_a_value_is_named_by_what_happens_to_it(value: str, found: list[Trap]) -> None:
    assert list(traps(entries(f"A={value}".encode()))) == found


def test_a_comment_that_takes_a_variable_with_it_is_told_where_it_does() -> None:
    content = b"# a\\\nA=1\\\nC=1\nB=2\n;x\\\nD=4\n"
    assert traps(entries(content, systemd=257)) == {T.CONTINUES: [entries(content)[2]]}
    swallowed = traps(entries(content, systemd=252))[T.SWALLOWED]
    assert [(one.name, one.line) for one in swallowed] == [("A", 2), ("D", 6)]
    assert variables(content, systemd=252) == {"B": "2"}


def test_a_variable_counts_once_and_a_line_without_one_never() -> None:
    found = traps(entries(b"A=$B $C\nno $D\na-b=$E\n'x\nZ='a' 'b' 'c'\n"))
    assert {trap: [one.name for one in those] for trap, those in found.items()} == {
        T.DOLLAR: ["A"],
        T.AFTER: ["Z"],
    }


@pytest.mark.parametrize(
    ("trap", "says", "do"),
    [
        (T.UNCLOSED, "never closed", "Close the quote"),
        (T.BACKSLASH, ": the backslashes are removed.", "single quotes"),
        (T.CONTINUES, ": a backslash at the end", "on one line"),
        (T.COMMENT, "the # and all", "Put the comment on its"),
        (T.DOLLAR, ": the $ is passed as", "Write the full value. In"),
        (T.ESCAPE, ": sequences such as \\n", "begin a new line within"),
        (T.AFTER, "what follows the closing", "one pair of quotes"),
        (T.QUOTES, "the quotes within", "leave them out"),
        (T.BACKTICKS, ": the backticks are passed", "Leave them out"),
        (T.BLANK, ": a blank that is not", "Delete it"),
        (T.RETURN, "CR and LF", "line ends of Linux"),
        (T.SWALLOWED, ": the variable is not", "end of the comment"),
    ],
)
def test_each_has_its_sentence_and_its_own_remedy(trap: Trap, says: str, do: str) -> None:
    assert str(happens(trap, list_of("AB"))).startswith("A, B: ")
    assert says in str(happens(trap, list_of("A")))
    assert do in str(remedy(trap))


# ---- the file ----


def read(folder: Path, content: bytes) -> environment.Environment:
    (folder / "env").write_bytes(content)
    return environment.read(folder / "env")


def code(found: environment.Environment) -> str:
    assert not found.content or found.problem is None
    return found.problem.code if found.problem else ""


@pytest.mark.parametrize(("size", "refused"), [(262_144, ""), (262_145, "env_file_unreadable")])
def test_a_file_is_taken_up_to_the_size_that_the_helper_reads(
    tmp_path: Path, size: int, refused: str
) -> None:
    content = (b"#" + b"x" * 1022 + b"\n") * 256 + b"\n"
    assert code(read(tmp_path, content[:size])) == refused


@pytest.mark.parametrize(
    ("value", "refused"),
    [(b"x" * 131_069, ""), (b"x" * 131_070, "env_file_value_too_long"),
     ("é".encode() * 65_534, ""), ("é".encode() * 65_535, "env_file_value_too_long")],
)  # fmt: skip
def test_a_value_is_taken_up_to_the_length_that_linux_hands_over(
    tmp_path: Path, value: bytes, refused: str
) -> None:
    found = read(tmp_path, b"B=1\nA=" + value)
    assert code(found) == refused
    if found.problem:
        assert found.problem.next[1].action == OpenFile(tmp_path / "env", 2)
        assert "xxx" not in f"{found.problem}"


def test_the_mark_of_an_editor_is_taken_away_once(tmp_path: Path) -> None:
    mark = b"\xef\xbb\xbf"
    assert read(tmp_path, mark + b"A=1").content == b"A=1"
    assert code(read(tmp_path, mark + mark + b"A=1")) == "env_file_line"


def test_what_is_no_assignment_is_told_by_its_line(tmp_path: Path) -> None:
    found = read(tmp_path, b"A=1\n\nexport \t B=secret\n").problem
    assert found is not None
    assert str(found.what) == "Line 3 of the environment file is not NAME=VALUE."
    assert str(found.why) == "systemd does not support “export”, so B would not be set."
    assert [one.action for one in found.next] == [
        OpenFile.at(f"{tmp_path}/env:3"),
        None,
    ]
    assert found.field == "env_file"
    for odd in (b"a-b=1", b"word", b"export=", b"exportA B=1"):
        found = read(tmp_path, odd).problem
        assert (found is None) == (odd == b"export=")
        if found:
            assert len(found.next) == 1
            assert str(found.why).startswith("A name consists of letters,")


def test_a_file_that_is_not_there_or_not_readable_is_told_apart(tmp_path: Path) -> None:
    gone = environment.read(tmp_path / "gone")
    assert code(gone) == "env_file_missing"
    folder = environment.read(tmp_path)
    assert (code(folder), folder.problem and folder.problem.details) == (
        "env_file_unreadable",
        "IsADirectoryError",
    )
    for content, reason in ((b"A=\0", "a zero byte"), (b"\nA=\xff", "line 2: not UTF-8")):
        found = read(tmp_path, content).problem
        assert found is not None
        assert (found.code, found.details) == ("env_file_unreadable", reason)


def test_what_a_new_file_lacks_is_lost_in_the_order_of_the_server(tmp_path: Path) -> None:
    ours = read(tmp_path, b"B=1\n#C=1\n")
    assert environment.lost(ours, ("D", "B", "C")) == ("D", "C")
    assert environment.lost(read(tmp_path, b"no"), ("D",)) == ()
    assert environment.names("B=1\nA=2\nB=3\n") == ("B", "A")


@pytest.mark.parametrize(("count", "more"), [(8, False), (9, True)])
def test_many_lines_are_told_as_some(tmp_path: Path, count: int, *, more: bool) -> None:
    ours = read(tmp_path, b"".join(b"V%d=$X\n" % number for number in range(count)))
    (note,) = environment.notes(ours, systemd=257)
    assert note.code == "env_file_reads_otherwise"
    assert (", V7, …: the $" in str(note.what)) is more
    assert str(note.why).startswith("Lines 1, 2, 3, 4, 5, 6, 7, 8" + (", …" if more else " of"))
    assert note.details.splitlines() == [f"{n + 1}: V{n}" for n in range(count)]
    assert note.next[1].action == OpenFile(tmp_path / "env", 1)


def test_one_line_is_told_as_one(tmp_path: Path) -> None:
    (note,) = environment.notes(read(tmp_path, b"\nA=$X\n"), systemd=257)
    assert re.match(r"Line 2 of .*: systemd reads it differently", str(note.why))
    assert note.next[0].text == remedy(T.DOLLAR)


def test_no_value_is_ever_shown(tmp_path: Path) -> None:
    ours = read(tmp_path, b"A='canary\nB=$canary")
    assert "canary" not in repr(ours)
    assert "canary" not in f"{environment.notes(ours, systemd=257)}"
    assert ours.text == "A='canary\nB=$canary"
