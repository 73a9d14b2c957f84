"""Where things are kept, and files that are never seen half-written."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from core import home
from core.home import Home, locked, write_whole
from core.problems import ProblemError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_chosen_folder_holds_everything(tmp_path: Path) -> None:
    home = Home.find(tmp_path)
    kept = (home.settings_file, home.servers_file, home.known_hosts, home.builds, home.logs)
    assert all(place.is_relative_to(tmp_path) for place in kept)


def test_the_environment_may_choose_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOFERRY_HOME", str(tmp_path))
    assert Home.find().config == tmp_path
    assert Home.find(tmp_path / "other").config == tmp_path / "other"


def test_looking_for_a_home_makes_no_folder(tmp_path: Path) -> None:
    Home.find(tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_file_is_replaced_as_a_whole_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "new" / "settings.json"
    write_whole(file, b"first")
    write_whole(file, b"second")
    assert file.read_bytes() == b"second"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_when_writing_breaks_off_the_old_content_stays_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.json"
    write_whole(file, b"old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ProblemError, match="The disk is full") as caught:
        write_whole(file, b"new")
    assert caught.value.problem.code == "not_written"
    assert str(file) in str(caught.value.problem.what)
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_where_a_folder_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("in the way")
    for write in (lambda file: write_whole(file, b""), lambda file: locked(file).__enter__()):
        with pytest.raises(ProblemError, match="A file is where a folder should be"):
            write(tmp_path / "home" / "servers.json")


def test_only_one_at_a_time_holds_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "_LOCK_SECONDS", 300.0)  # a busy disk is no fault
    file = tmp_path / "number"
    write_whole(file, b"0")

    def count_up(_: int) -> None:
        with locked(file):
            write_whole(file, str(int(file.read_bytes()) + 1).encode())

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(count_up, range(40)))
    assert file.read_bytes() == b"40"


def test_whoever_waits_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "_LOCK_SECONDS", 0.1)
    file = tmp_path / "number"
    with locked(file), pytest.raises(ProblemError, match="Another GoFerry"), locked(file):
        pass


def test_a_file_system_without_locks_is_written_to_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", none)
    with locked(tmp_path / "number"):
        write_whole(tmp_path / "number", b"1")
    assert (tmp_path / "number").read_bytes() == b"1"
