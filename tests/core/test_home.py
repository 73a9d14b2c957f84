"""Where things are kept, and files that are never seen half-written."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import re
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from core import home
from core.home import (
    Home,
    copy_aside,
    expanded,
    keep_aside,
    locked,
    not_read,
    not_written,
    refused,
    write_whole,
)
from core.problems import ProblemError
from tests.made_up_line import Clock


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
    file = tmp_path / "home" / "servers.json"
    for write in (partial(write_whole, file, b""), locked(file).__enter__):
        with pytest.raises(ProblemError, match="There is a file where a directory should"):
            write()


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


def test_the_places_in_a_chosen_folder_never_move(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Home.find(tmp_path)
    assert (found.config, found.state, found.cache) == (tmp_path, tmp_path, tmp_path / "cache")
    assert {
        "settings_file": found.settings_file,
        "servers_file": found.servers_file,
        "known_hosts": found.known_hosts,
        "builds": found.builds,
        "logs": found.logs,
    } == {
        "settings_file": tmp_path / "settings.json",
        "servers_file": tmp_path / "servers.json",
        "known_hosts": tmp_path / "known_hosts",
        "builds": tmp_path / "builds",
        "logs": tmp_path / "logs",
    }
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", "/users/anna")
    assert Home.find(Path("near")).config == tmp_path / "near"
    assert Home.find(Path("~/goferry")).config == Path("/users/anna/goferry")
    assert expanded(Path("~a\0b")) == Path("~a\0b")


@pytest.mark.skipif(sys.platform != "linux", reason="the places of Linux")
@pytest.mark.parametrize("chosen", [None, ""])
def test_without_a_choice_each_kind_has_the_system_s_place(
    monkeypatch: pytest.MonkeyPatch, chosen: str | None
) -> None:
    monkeypatch.delenv("GOFERRY_HOME", raising=False)
    if chosen is not None:
        monkeypatch.setenv("GOFERRY_HOME", chosen)
    for name, place in (("CONFIG", "/c"), ("STATE", "/s"), ("CACHE", "/k")):
        monkeypatch.setenv(f"XDG_{name}_HOME", place)
    found = Home.find()
    assert (found.config, found.builds, found.logs, found.cache) == (
        Path("/c/goferry"),
        Path("/s/goferry/builds"),
        Path("/s/goferry/logs"),
        Path("/k/goferry"),
    )


@pytest.mark.parametrize(("named", "mode"), [({}, 0o600), ({"mode": 0o644}, 0o644)])
def test_a_file_is_on_the_disk_with_its_rights_before_it_gets_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: dict[str, int], mode: int
) -> None:
    file, done = tmp_path / "settings.json", list[tuple[object, ...]]()
    sync, rename = os.fsync, os.replace

    def fsync(handle: int) -> None:
        about = os.fstat(handle)
        done.append(("synced", about.st_size, stat.S_IMODE(about.st_mode)))
        sync(handle)

    def replace(source: Path, target: Path) -> None:
        about = Path(source).stat()
        done.append(("named", about.st_size, stat.S_IMODE(about.st_mode)))
        assert Path(source).parent == Path(target).parent
        rename(source, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    before = os.umask(0o077)
    try:
        write_whole(file, b"content", **named)
    finally:
        os.umask(before)
    assert done == [("synced", 7, 0o600), ("named", 7, mode)]
    assert stat.S_IMODE(file.stat().st_mode) == mode


def test_a_write_that_is_interrupted_leaves_nothing_beside_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.json"
    write_whole(file, b"old")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(file, b"new")
    assert (file.read_bytes(), list(tmp_path.iterdir())) == (b"old", [file])


def test_a_lock_is_held_alone_by_its_owner_and_goes_away_in_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    flock = fcntl.flock

    def noted(handle: int, how: int) -> None:
        asked.append(how)
        flock(handle, how)

    monkeypatch.setattr(fcntl, "flock", noted)
    file, lock = tmp_path / "new" / "number", tmp_path / "new" / ".number.lock"
    with contextlib.suppress(KeyError), locked(file):
        assert stat.S_IMODE(lock.stat().st_mode) == 0o600
        with lock.open() as other, pytest.raises(BlockingIOError):
            flock(other, fcntl.LOCK_SH | fcntl.LOCK_NB)
        raise KeyError
    assert asked == [fcntl.LOCK_EX | fcntl.LOCK_NB]
    assert list(file.parent.iterdir()) == []


def test_a_lock_is_removed_while_it_is_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever comes later would lock what is removed then, and be alone with that."""
    there: list[bool] = []
    close, lock = os.close, tmp_path / ".number.lock"

    def noted(handle: int) -> None:
        there.append(lock.exists())
        close(handle)

    with locked(tmp_path / "number"):
        monkeypatch.setattr(os, "close", noted)
    monkeypatch.undo()
    assert there == [False]


def test_a_lock_that_was_removed_meanwhile_locks_nobody_out_and_is_taken_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock, flock = tmp_path / ".number.lock", fcntl.flock
    taken: list[int] = []

    def removed_at_first(handle: int, how: int) -> None:
        flock(handle, how)
        taken.append(os.fstat(handle).st_ino)
        if len(taken) == 1:
            lock.rename(tmp_path / "kept")  # so that its number is not given again
        if len(taken) == 2:
            (tmp_path / "kept").rename(lock)  # another's lock lies there

    monkeypatch.setattr(fcntl, "flock", removed_at_first)
    monkeypatch.setattr(home, "time", Clock())
    with locked(tmp_path / "number"):
        assert lock.stat().st_ino == taken[-1]
    assert len(taken) == 3


@pytest.mark.parametrize(
    ("number", "held"),
    [
        (errno.EAGAIN, True),
        (errno.EACCES, True),
        (errno.EDEADLK, True),
        (errno.ENOLCK, False),
        (errno.EOPNOTSUPP, False),
        (errno.EINVAL, False),
    ],
)
def test_a_lock_of_another_is_waited_for_ten_seconds_and_no_lock_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, *, held: bool
) -> None:
    def refuses(*_: object) -> None:
        raise OSError(number, "no")

    clock = Clock()
    monkeypatch.setattr(fcntl, "flock", refuses)
    monkeypatch.setattr(home, "time", clock)
    if not held:
        with locked(tmp_path / "number"):
            assert clock.slept == []
        return
    with pytest.raises(ProblemError) as caught, locked(tmp_path / "number"):
        pass
    assert caught.value.problem.code == "home_busy"
    assert "10 seconds" in str(caught.value.problem.why)
    assert [str(one.text).split()[0] for one in caught.value.problem.next] == ["Close", "Nothing"]
    assert sum(clock.slept) == pytest.approx(10, abs=0.03)
    assert set(clock.slept) == {0.02}


def test_what_cannot_be_used_is_kept_beside_it_under_a_name_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.json"
    kept = []
    for content in (b"1", b"2"):
        file.write_bytes(content)
        kept.append(keep_aside(file))
        assert (kept[-1].read_bytes(), file.exists()) == (content, False)
        assert re.fullmatch(r"settings\.json\.kept-\d{8}-\d{6}-\d{6}", kept[-1].name)
    file.write_bytes(b"3")
    copied = copy_aside(file)
    assert (copied.read_bytes(), file.read_bytes()) == (b"3", b"3")
    assert stat.S_IMODE(copied.stat().st_mode) == 0o600
    assert len({*kept, copied}) == 3
    with pytest.raises(ProblemError):
        copy_aside(tmp_path / "none")

    def refuses(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "rename", refuses)
    assert keep_aside(file) == file
    assert file.read_bytes() == b"3"


_ROOM, _PLACE, _FILE = "Free some space", "Make the directory", "Move that file, or"
_FOLDER, _READABLE, _LOOK = "Move that file, or", "Give yourself", "Check the file"


@pytest.mark.parametrize(
    ("number", "why", "advice"),
    [
        (errno.ENOSPC, "The disk is full.", _ROOM),
        (errno.EDQUOT, "Your quota on this disk is used up.", _ROOM),
        (errno.EROFS, "This disk is read-only.", _PLACE),
        (errno.EACCES, "You do not have permission to write there.", _PLACE),
        (errno.EPERM, "You do not have permission to write there.", _PLACE),
        (errno.ENOTDIR, "There is a file where a directory should be.", _FILE),
        (errno.EEXIST, "There is a file where a directory should be.", _FILE),
        (errno.EISDIR, "There is a directory where a file should be.", _FOLDER),
        (errno.EIO, "The system reported: odd", _PLACE),
    ],
)
def test_each_refusal_of_the_computer_has_its_cause_and_its_way_out(
    number: int, why: str, advice: str
) -> None:
    reason, file = OSError(number, "odd", "/x/y"), Path("/x/y")
    told = not_written(file, reason)
    assert (told.code, str(told.what), str(told.why)) == (
        "not_written",
        "/x/y could not be written.",
        why,
    )
    assert str(told.next[0].text).startswith(advice)
    assert [str(one.text) for one in told.next[1:]] == [
        "Nothing is lost: what was saved before is unchanged."
    ]
    read = not_read(file, reason)
    in_the_way = number in {errno.ENOTDIR, errno.EISDIR}
    assert (read.code, str(read.why)) == (
        "not_read",
        why if in_the_way else "The system reported: odd",
    )
    assert told.details == read.details == f"{type(reason).__name__}: {reason}"
    assert str(read.next[0].text).startswith(advice if in_the_way else _READABLE)
    no_room = number in {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
    found, nameless = refused(reason), refused(OSError(number, "odd"))
    assert found is not None
    assert (found.code, str(found.why)) == ("not_written" if no_room else "file_unusable", why)
    assert str(found.next[0].text).startswith(_LOOK if number == errno.EIO else advice)
    assert (str(nameless.what) if nameless else "") == (
        "A file could not be written." if no_room else ""
    )
