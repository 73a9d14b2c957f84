"""The environment file: read once, bounded, and carried as a value that shows nothing."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.actions import OpenFile
from core.deploy.taking import taken_up
from core.service import environment
from core.service.env_meaning import traps
from core.service.env_syntax import entries, is_text, quoted, variables
from core.service.model import Service

# What systemd 247, 252 and 257 handed over, and what two readers of .env files made of it.
_RECORDED = Path(__file__).parent / "data" / "env_files.json"
KNOWN: list[dict[str, Any]] = json.loads(_RECORDED.read_text())


def test_a_pipe_is_read_once_and_its_content_shown_nowhere(tmp_path: Path) -> None:
    """What `<(sops -d …)` hands over can be read a single time."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(b"TOKEN=canary\n",))
    writer.start()
    once = taken_up(Service(name="web", env_file=pipe))
    writer.join()
    again = taken_up(once)  # a second reading would wait for ever
    assert again.environment is not None
    assert again.environment.content == b"TOKEN=canary\n"
    assert again.environment.problem is None
    assert "canary" not in f"{again!r} {again.environment!r}"


def test_a_file_without_end_is_no_environment() -> None:
    found = taken_up(Service(name="web", env_file=Path("/dev/zero"))).environment
    assert found is not None
    assert found.content == b""
    assert found.problem is not None
    assert found.problem.code == "env_file_unreadable"


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: repr(known["file"]))
@pytest.mark.parametrize("systemd", [247, 252, 257])
def test_a_file_is_read_as_every_systemd_reads_it(known: dict[str, Any], systemd: int) -> None:
    content = known["file"].encode("latin-1")
    handed_over = known.get("systemd", known.get(str(systemd)))
    assert variables(content, systemd=systemd) == handed_over
    found = entries(content, systemd=systemd)
    whole = "".join(entry.source for entry in found)
    assert whole.encode("utf-8", "surrogateescape") == content


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: repr(known["file"]))
def test_what_an_env_reader_would_read_otherwise_is_named_before(
    known: dict[str, Any], tmp_path: Path
) -> None:
    """Two readers that are widely used, godotenv 1.5.1 and python-dotenv 1.2, were asked."""
    file = tmp_path / "env"
    file.write_bytes(known["file"].encode("latin-1"))
    ours = environment.read(file)
    handed_over = variables(ours.content)
    said = " ".join(str(note.what) for note in environment.notes(ours, systemd=257))
    for reader in ("godotenv", "python-dotenv"):
        read = known[reader]
        if read is None or ours.problem or (known["file"], reader) in _HARMLESS:
            continue  # it reads no such file at all, or the file is refused by its line
        other = {name for name in handed_over if read.get(name) != handed_over[name]}
        assert all(name in said for name in other)
        assert said or set(read) == set(handed_over)


_HARMLESS = {
    # python-dotenv alone keeps this backslash; a shell, godotenv and systemd do not.
    ('A="a\\\\\\$b"', "python-dotenv"),
}


def test_what_every_reader_reads_alike_is_not_talked_about(tmp_path: Path) -> None:
    file = tmp_path / "env"
    file.write_text(
        "# a comment\nPLAIN=abc\nSPACES=hello big world\nDQ=\"a value\"\nSQ='single $HOME kept'\n"
        "HASH=pass#word\nUTF8=Zürich 你好 🚀\nEMPTY=\nTRAIL=abc   \nEQ=a=b=c\nPERCENT=100%n\n"
        'URL=postgres://u:p%40ss@db:5432/x?sslmode=disable&a=b\nSEMI=a;b\nDQESC="say \\"hi\\""\n'
        'JSON={"a": "b c", "n": [1, 2]}\nKEY="-----BEGIN KEY-----\nabc=\n-----END KEY-----"\n'
    )
    ours = environment.read(file)
    assert ours.problem is None
    assert environment.notes(ours, systemd=252) == ()


def test_a_note_names_variable_line_and_remedy_but_no_value(tmp_path: Path) -> None:
    file = tmp_path / "env"
    file.write_text("OK=1\nDIR=C:\\canary\\new\nREGEX=^\\d+canary$\n# a\\\nB=canary\n")
    ours = environment.read(file)
    new, old = (environment.notes(ours, systemd=version) for version in (257, 252))
    assert [str(note.what) for note in new] == ["DIR, REGEX: the backslashes are removed."]
    assert f"Lines 2, 3 of {file}" in str(new[0].why)
    assert new[0].next[1].action == OpenFile(file, 2)
    assert [str(note.what).partition(":")[0] for note in old] == ["DIR, REGEX", "B"]
    assert "canary" not in f"{new} {old} {ours}"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"export A=1\n", "env_file_line"),
        (b"a-b=1\n", "env_file_line"),
        (b"no sign\n", "env_file_line"),
        (b"A=\xff\n", "env_file_unreadable"),
        (b"A=\0\n", "env_file_unreadable"),
        (b"A=" + b"x" * 200_000, "env_file_value_too_long"),
        (b"# \xff\n\xef\xbb\xbfA=1", "env_file_line"),
        (b"\xef\xbb\xbfA=1\n# \xff\n", ""),
    ],
)
def test_what_would_not_arrive_at_all_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "env").write_bytes(content)
    ours = environment.read(tmp_path / "env")
    assert (ours.problem.code if ours.problem else "") == code
    if not code:
        assert variables(ours.content) == {"A": "1"}


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_a_quoted_value_is_read_as_it_is(value: str) -> None:
    found = variables(f"A={quoted(value)}\nB=1\n".encode())
    assert found == ({"A": value, "B": "1"} if is_text(value) else {})


@given(st.binary(max_size=200), st.sampled_from([247, 257]))
def test_any_bytes_are_split_without_a_loss(content: bytes, systemd: int) -> None:
    found = entries(content, systemd=systemd)
    whole = "".join(entry.source for entry in found)
    assert whole.encode("utf-8", "surrogateescape") == content
    assert traps(found) is not None
