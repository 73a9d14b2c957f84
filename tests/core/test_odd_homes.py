"""A home or project that cannot be written, or whose name is no UTF-8, ends in a sentence."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.home import Home, expanded, refused
from core.project.packages import read_objects
from tests.goferry import WORDS, environment, goferry

if TYPE_CHECKING:
    from collections.abc import Iterator

_GO_MOD = "module example.com/x\n\ngo 1.21\n"
_MAIN = 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("hi") }\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / os.fsdecode(b"b\xff d") / "p"
    folder.mkdir(parents=True)
    (folder / "go.mod").write_text(_GO_MOD)
    (folder / "main.go").write_text(_MAIN)
    return folder


@pytest.mark.go
def test_folders_whose_names_are_no_text_are_like_any_other(project: Path) -> None:
    home = project.parent / "home"
    told = goferry("project", project, "--json", home=home)
    assert told.result["mains"] == [{"package": "example.com/x", "dir": str(project)}]
    built = goferry("build", project, "--json", home=home)
    program = Path(built.result["artifacts"][0]["path"])
    assert subprocess.run([program], capture_output=True, check=True).stdout == b"hi\n"
    assert goferry("reproduce", project, "--json", home=home).code == 0
    assert goferry("inspect", program, "--json", home=home).code == 0
    env = {"HOME": str(project.parent / "own")}
    assert goferry("server", "add", "a", "--host", "::1", "--json", home=home, env=env).code == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 64 KiB, which takes root."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("needs root on Linux to mount a small disk")
    place = tmp_path / "disk"
    place.mkdir()
    mount = ("mount", "-t", "tmpfs", "-o", "size=64k", "none", str(place))
    subprocess.run(mount, check=True)
    yield place
    subprocess.run(("umount", "--lazy", str(place)), check=True)


_ADD = ("server", "add", "web1", "--host", "::1", "--json")


def test_a_full_disk_is_said_and_the_list_stays_as_it_was(small_disk: Path) -> None:
    assert goferry(*_ADD, home=small_disk).code == 0
    with contextlib.suppress(OSError):
        (small_disk / "fill").write_bytes(bytes(1 << 20))
    ran = goferry("server", "edit", "web1", "--user", "me", "--json", home=small_disk)
    assert (ran.code, ran.problem["code"]) == (1, "not_written")
    assert "disk is full" in ran.problem["why"]
    assert any("Nothing is lost" in advice for advice in ran.problem["next"])
    listed = goferry("server", "list", "--json", home=small_disk)
    assert [one["user"] for one in listed.result["servers"]] == ["root"]


def test_a_read_only_disk_is_said_and_reading_goes_on(small_disk: Path) -> None:
    assert goferry(*_ADD, home=small_disk).code == 0
    subprocess.run(("mount", "-o", "remount,ro", str(small_disk)), check=True)
    ran = goferry("server", "remove", "web1", "--json", home=small_disk)
    assert (ran.code, ran.problem["code"]) == (1, "not_written")
    assert "read-only" in ran.problem["why"]
    listed = goferry("server", "list", "--json", home=small_disk)
    assert [one["name"] for one in listed.result["servers"]] == ["web1"]


def test_a_file_in_the_home_s_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    ran = goferry(*_ADD, home=tmp_path / "home")
    assert (ran.code, ran.problem["code"]) == (1, "not_read")
    assert "There is a file where a directory should be." in ran.problem["why"]


@pytest.mark.parametrize("name", ["servers.json", "settings.json"])
def test_deeply_nested_json_in_the_home_is_kept_aside_and_said(home: Home, name: str) -> None:
    home.config.mkdir(parents=True)
    (home.config / name).write_text("[" * 100_000)
    ran = goferry("server", "list", "--json", home=home.config)
    assert ran.code == 0
    if name == "servers.json":
        assert [one["event"] for one in ran.events] == ["noticed", "result"]
        assert ran.events[0]["problem"]["code"] == "servers_unreadable"
        assert list(home.config.glob("servers.json.kept-*"))


def test_the_home_of_nobody_is_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert expanded(Path("~no-such-user/x")) == Path("~no-such-user/x")
    assert expanded(Path("~/x")) == Path.home() / "x"
    ran = goferry("project", "~no-such-user/x", "--json", home=tmp_path)
    assert (ran.code, ran.problem["code"]) == (1, "not_a_go_project")


def test_nested_answers_of_go_end_nothing() -> None:
    assert read_objects('{"Dir": "/x"}' + '{"a":' * 100_000) == [{"Dir": "/x"}]


@pytest.mark.parametrize("command", ["--help", "build --help", "targets --json", "x --json"])
def test_a_reader_that_goes_away_ends_a_command_in_silence(tmp_path: Path, command: str) -> None:
    """The pipe has no reader from the start, so that no time matters."""
    end, start = os.pipe()
    os.close(end)
    words = [*WORDS, "--home", str(tmp_path), *command.split()]
    done = subprocess.run(
        words, stdout=start, stderr=subprocess.PIPE, env=environment(), check=False
    )
    os.close(start)
    assert done.returncode == 141, done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr


def test_output_that_cannot_be_written_is_said_on_the_other_stream(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        for more in ((), ("--json",)):
            done = subprocess.run(
                [*WORDS, "--home", str(tmp_path), "--help", *more],
                stdout=full,
                stderr=subprocess.PIPE,
                env=environment(),
                check=False,
            )
            assert done.returncode == 1
            assert b"No space left on device" in done.stderr
            assert b"Traceback" not in done.stderr


def test_output_that_is_closed_takes_everything_in_silence(tmp_path: Path) -> None:
    words = " ".join([*WORDS, "--home", str(tmp_path), "--help"])
    done = subprocess.run(
        ["sh", "-c", f"{words} >&-"], stderr=subprocess.PIPE, env=environment(), check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "not_written"),
        (OSError(errno.EROFS, "Read-only file system", "/x"), "not_written"),
        (OSError(errno.EACCES, "Permission denied", b"/x\xff"), "file_unusable"),
        (OSError(errno.EIO, "Input/output error", "/x"), "file_unusable"),
        (OSError(errno.ECONNRESET, "Connection reset by peer"), ""),
        (OSError("odd"), ""),
    ],
)
def test_what_the_computer_refuses_about_a_file_becomes_a_sentence(
    reason: OSError, code: str
) -> None:
    found = refused(reason)
    assert (found.code if found else "") == code
    assert json.dumps(str(found.what) if found else "")
