"""Where a program may be written: odd places are named beforehand, and nothing is lost."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from core.build.output import fault, settle, try_out, unwritable
from core.problems import ProblemError

ELF = b"\x7fELF and more"


def refused(wanted: Path) -> str:
    """Return what stands in the way, before the build or when it would begin."""

    def begin() -> None:
        output = settle(wanted)
        try_out(output.with_name(f".{output.name}.partial"), output)

    with pytest.raises(ProblemError) as caught:
        begin()
    assert caught.value.problem.next
    return f"{caught.value.problem.code}: {caught.value.problem.why}"


def test_a_file_that_no_build_made_is_not_overwritten(tmp_path: Path) -> None:
    source = tmp_path / "main.go"
    source.write_text("package main\n", "utf-8")
    assert refused(source).startswith("output_not_a_program")
    (tmp_path / "link").symlink_to(source)
    assert refused(tmp_path / "link").startswith("output_not_a_program")
    assert source.read_text("utf-8") == "package main\n"


def test_a_program_an_empty_file_and_nothing_may_be_replaced(tmp_path: Path) -> None:
    old = tmp_path / "program"
    for content in (ELF, b"MZ\x90", b""):
        old.write_bytes(content)
        assert settle(old) == old
        assert fault(old) is None
    assert settle(tmp_path / "new") == tmp_path / "new"


def test_a_link_stays_and_what_it_names_is_written(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("program")
    assert settle(tmp_path / "link") == tmp_path / "program"
    (tmp_path / "program").write_bytes(ELF)
    assert settle(tmp_path / "link") == tmp_path / "program"


def test_each_odd_place_has_a_sentence_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("hello", "utf-8")
    (tmp_path / "loop").symlink_to("loop")
    assert refused(tmp_path).startswith("output_is_folder")
    assert "Part of the path is" in refused(tmp_path / "text" / "program")
    assert "too long" in refused(tmp_path / ("o" * 300))
    assert "link to itself" in refused(tmp_path / "loop")


@pytest.mark.skipif(sys.platform != "linux", reason="these places are Linux's own")
def test_devices_and_the_kernels_folders_are_no_places_for_programs(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "pipe" in refused(tmp_path / "pipe")
    assert "device" in refused(Path("/dev/null"))
    assert "The directory cannot" in refused(Path("/proc/program"))


def test_what_only_shows_when_writing_is_explained_too(tmp_path: Path) -> None:
    for number, word in ((errno.EROFS, "read-only"), (errno.ENOSPC, "full"), (999, "[Errno 999]")):
        assert word in str(unwritable(tmp_path, OSError(number, "it said")).why)
    in_use = OSError(errno.EACCES, "Access is denied")
    in_use.winerror = 5  # type: ignore[attr-defined,unused-ignore]
    assert "running" in str(unwritable(tmp_path, in_use).why)


def test_what_may_only_be_read_is_no_place_for_a_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []

    def access(place: Path, mode: int) -> bool:
        asked.append(place)
        return mode != os.W_OK

    monkeypatch.setattr(os, "access", access)  # root may write everywhere
    found = fault(tmp_path / "not" / "there" / "app")
    assert asked == [tmp_path]  # the nearest folder that is there
    assert found is not None
    assert (found.code, found.field) == ("output_unwritable", "output")
    assert str(found.why).startswith("You do not have permission to")
