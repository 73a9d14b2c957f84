"""A file of the home: read tolerantly, changed by one at a time, kept aside when senseless."""

from __future__ import annotations

import contextlib
import json
import os
import stat
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from core import memory
from core.codec import LARGEST, Unreadable
from core.home import locked
from core.memory import KeptAside, Memory
from core.problems import ProblemError

if TYPE_CHECKING:
    from pathlib import Path


def same(found: dict[str, Any]) -> dict[str, Any]:
    return found


def never(kept: KeptAside) -> None:
    raise AssertionError(kept)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept.json"


@pytest.mark.parametrize("number", [0, 1, 2])
def test_files_of_this_format_and_of_older_ones_are_read(file: Path, number: int) -> None:
    assert Memory(file, 2).read() is None
    assert Memory(file, 2).recall(same) is None
    file.write_text(json.dumps({"format": number, "a": 1}))
    assert Memory(file, 2).recall(same) == {"format": number, "a": 1}


@pytest.mark.parametrize(
    "content", ['{"format": 3}', '{"format": "2"}', '{"a": 1}', "[]", "{", '{"format": null}']
)
def test_a_newer_or_senseless_file_is_kept_aside_with_the_reason(file: Path, content: str) -> None:
    file.write_text(content)
    with pytest.raises(Unreadable):
        Memory(file, 2).read()
    with pytest.raises(KeptAside) as caught:
        Memory(file, 2).recall(same)
    (kept,) = file.parent.iterdir()
    assert (caught.value.place, kept.read_text()) == (kept, content)
    assert str(caught.value).startswith(f"{kept}\nUnreadable: ")


@pytest.mark.parametrize("reason", [ValueError, TypeError, KeyError, AttributeError])
def test_what_means_nothing_is_kept_aside_too_and_a_fault_of_ours_is_raised(
    file: Path, reason: type[Exception]
) -> None:
    def odd(_: dict[str, Any]) -> None:
        raise reason

    def fault(_: dict[str, Any]) -> None:
        raise ZeroDivisionError

    file.write_text('{"format": 1}')
    with pytest.raises(ZeroDivisionError):
        Memory(file, 1).recall(fault)
    assert file.exists()
    with pytest.raises(KeptAside):
        Memory(file, 1).recall(odd)
    assert not file.exists()


def test_a_file_that_another_mended_meanwhile_is_not_kept_aside(file: Path) -> None:
    looks: list[int] = []

    def understand(found: dict[str, Any]) -> Any:  # noqa: ANN401 - whatever it means
        looks.append(1)
        if found["a"] == "odd":
            file.write_text('{"format": 1, "a": "mended"}')
            raise ValueError
        return found["a"]

    file.write_text('{"format": 1, "a": "odd"}')
    assert Memory(file, 1).recall(understand) == "mended"
    assert (len(looks), list(file.parent.iterdir())) == (2, [file])


def test_where_nothing_may_be_moved_the_file_stays_and_is_named(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    file.write_text("{")
    monkeypatch.setattr(os, "open", read_only)
    with pytest.raises(KeptAside) as caught:
        Memory(file, 1).recall(same)
    assert (caught.value.place, file.read_text()) == (file, "{")


def test_a_file_that_may_not_be_read_is_a_problem_and_never_touched(file: Path) -> None:
    file.mkdir()
    for use in (Memory(file, 1).read, partial(Memory(file, 1).recall, same)):
        with pytest.raises(ProblemError) as caught:
            use()
        assert caught.value.problem.code == "not_read"
    assert list(file.parent.iterdir()) == [file]


def test_a_file_without_end_is_not_read_to_its_end(file: Path) -> None:
    with file.open("wb") as opened:
        opened.write(b'{"format": 1}')
        opened.truncate(LARGEST + 100)
    taken: list[int] = []
    understood = Memory._understood

    class Counting(Memory):
        def _understood(self, content: bytes) -> dict[str, Any]:
            taken.append(len(content))
            return understood(self, content[:13])

    assert Counting(file, 1).read() == {"format": 1}
    assert taken == [64 << 20]


def test_a_change_keeps_what_others_wrote_and_is_written_whole(file: Path) -> None:
    file.write_text('{"format": 1, "a": 1, "of_a_newer_one": {"x": [1]}}')
    with Memory(file, 2).changing(never) as found:
        found["a"] = 2
        assert (file.parent / ".kept.json.lock").exists()
        assert json.loads(file.read_text())["a"] == 1
    assert json.loads(file.read_text()) == {"format": 2, "a": 2, "of_a_newer_one": {"x": [1]}}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_a_change_that_breaks_off_changes_nothing(file: Path) -> None:
    file.write_text('{"format": 1, "a": 1}')
    with contextlib.suppress(KeyError), Memory(file, 1).changing(never) as found:
        found["a"] = 2
        raise KeyError
    assert (file.read_text(), list(file.parent.iterdir())) == ('{"format": 1, "a": 1}', [file])


def test_what_a_change_builds_on_is_read_under_the_lock(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text('{"format": 1, "a": 1}')

    def another_was_first(wanted: Path) -> Any:  # noqa: ANN401 - a context
        file.write_text('{"format": 1, "a": 1, "b": "another"}')
        return locked(wanted)

    monkeypatch.setattr(memory, "locked", another_was_first)
    with Memory(file, 1).changing(never) as found:
        found["a"] = 2
    assert json.loads(file.read_text()) == {"format": 1, "a": 2, "b": "another"}


@pytest.mark.parametrize("content", ["{", '{"format": 9}', '{"format": 1, "odd": 1}'])
def test_a_damaged_file_is_kept_before_a_change_and_told(file: Path, content: str) -> None:
    def understand(found: dict[str, Any]) -> None:
        if "odd" in found:
            raise TypeError

    told: list[KeptAside] = []
    file.write_text(content)
    with Memory(file, 1).changing(told.append, understand) as found:
        assert found == {}
        found["a"] = 1
    assert json.loads(file.read_text()) == {"format": 1, "a": 1}
    assert [(one.place.read_text(), one.place != file) for one in told] == [(content, True)]


def test_a_damaged_file_that_cannot_be_kept_is_not_written_over(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    file.write_text("{")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ProblemError), Memory(file, 1).changing(never):
        pass
    assert (file.read_text(), list(file.parent.iterdir())) == ("{", [file])


def test_names_that_are_no_text_come_back_as_they_were(file: Path) -> None:
    odd = {os.fsdecode(b"/x/\xff"): [os.fsdecode(b"\x80")]}
    with Memory(file, 1).changing(never) as found:
        found.update(odd)
    assert Memory(file, 1).read() == {**odd, "format": 1}
