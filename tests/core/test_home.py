"""Where things are kept, and files that are never seen half-written."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from core.home import Home, write_whole

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
    with pytest.raises(OSError, match="No space left"):
        write_whole(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]
