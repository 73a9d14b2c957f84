"""Exact notes and facts of made-up programs: what a verdict takes from a file, and what not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.actions import Retry
from core.binary.compatibility import verdict
from core.binary.formats.image import Section
from core.binary.gotables.gofile import BuildInfo, Module
from tests.core.test_systems import image_of, info_of

GLIBC = "/lib64/ld-linux-x86-64.so.2"
NOTES: list[tuple[dict[str, Any], BuildInfo | None, bool, list[str]]] = [
    ({}, info_of(), True, []),
    ({}, None, True, ["no_build_info"]),
    ({}, None, False, ["not_go"]),
    ({"kind": "library"}, None, False, []),
    ({"kind": "debug"}, None, True, []),
    ({"data": b"UPX!"}, None, False, ["packed_by_upx"]),
    ({"sections": (Section(name="a", offset=0, size=9),)}, None, True, ["file_incomplete"]),
    ({}, info_of(**{"vcs.modified": "true"}), True, ["vcs_modified"]),
    ({}, info_of(**{"vcs.modified": "false"}), True, []),
    ({"data": b"UPX!"}, info_of(**{"vcs.modified": "true"}), True,
     ["packed_by_upx", "vcs_modified"]),
]  # fmt: skip


@pytest.mark.parametrize(("more", "info", "go_code", "codes"), NOTES)
def test_the_notes_are_exactly_these(
    more: dict[str, Any],
    info: BuildInfo | None,
    go_code: bool,  # noqa: FBT001 - a column of the table
    codes: list[str],
) -> None:
    found = verdict.judge(replace(image_of("amd64"), **more), info, go_code=go_code)
    assert [one.code for one in found.notes] == codes
    for one in found.notes:
        if one.code == "file_incomplete":
            assert [advice.action for advice in one.next] == [Retry()]


def test_a_changed_folder_is_named_by_the_commit_below() -> None:
    for revision, told in (("0123456789abcdef", "0123456789ab"), ("", "?")):
        info = info_of(**{"vcs.modified": "true", "vcs.revision": revision})
        (note,) = verdict.judge(image_of("amd64"), info, go_code=True).notes
        assert str(note.why) == (
            f"The nearest commit is {told}, but the directory had uncommitted changes."
        )


def test_the_facts_are_those_of_the_file() -> None:
    info = BuildInfo(
        go_version="go1.26.8", main="example.com/a/cmd", module=Module("example.com/a", "v1.2.3"),
        settings={"GOOS": "linux", "GOARCH": "amd64", "GOAMD64": "v2", "-trimpath": "true"},
    )  # fmt: skip
    image = image_of(
        "amd64", interpreter=GLIBC, needed=("libc.so.6",), glibc="2.34", stripped=True, pie=True,
        hardening=("RELRO", "NX"),
    )  # fmt: skip
    found = verdict.judge(image, info, go_code=True)
    assert (found.format, found.kind, found.static) == ("elf", "program", False)
    assert (found.interpreter, found.needed, found.glibc) == (GLIBC, ("libc.so.6",), "2.34")
    assert (found.goos, found.goarch, found.micro) == ("linux", "amd64", "v2")
    assert (found.go_version, found.module) == ("go1.26.8", "example.com/a")
    assert (found.stripped, found.pie, found.trimmed) == (True, True, True)
    assert (found.hardening, found.oldest_system) == (("RELRO", "NX"), "Linux 3.2")
    assert found.settings == info.settings
    without = replace(info, module=None, settings={"-trimpath": "false", "GOARCH": "arm"})
    other = verdict.judge(image_of(""), without, go_code=True)
    assert (other.module, other.trimmed, other.stripped) == ("example.com/a/cmd", False, False)
    assert (other.goarch, other.pie, other.hardening) == ("arm", False, ())
    none = verdict.judge(image_of("amd64"), None, go_code=True)
    assert (none.module, none.go_version, none.micro, none.settings) == ("", "", "", {})


@pytest.mark.parametrize(
    ("container", "own", "told", "goos"),
    [
        ("elf", "linux", "android", "android"), ("elf", "solaris", "illumos", "illumos"),
        ("elf", "linux", "windows", "linux"), ("elf", "", "linux", "linux"),
        ("macho", "darwin", "ios", "ios"), ("macho", "darwin", "linux", "darwin"),
        ("pe", "windows", "linux", "windows"), ("wasm", "", "wasip1", "wasip1"),
        ("wasm", "", "js", "js"),
    ],
)  # fmt: skip
def test_go_s_word_for_the_system_counts_where_such_a_file_can_be(
    container: str, own: str, told: str, goos: str
) -> None:
    image = replace(image_of("amd64"), format=container, goos=own)
    info = BuildInfo(go_version="go1.26", settings={"GOOS": told})
    assert verdict.judge(image, info, go_code=True).goos == goos


@pytest.mark.parametrize(
    ("goos", "goarch", "version", "oldest"),
    [
        ("linux", "amd64", "go1.24", "Linux 3.2"), ("linux", "amd64", "go1.23.4", "Linux 2.6.32"),
        ("linux", "amd64", "go1.9", "Linux 2.6.32"), ("linux", "loong64", "go1.26", "Linux 5.19"),
        ("linux", "mips64le", "go1.20", "Linux 4.8"),
        ("windows", "amd64", "go1.21rc2", "Windows 10"),
        ("windows", "amd64", "go1.20.9", "Windows 7"), ("darwin", "arm64", "go1.27", "macOS 13"),
        ("darwin", "arm64", "go1.26.3", "macOS 12"), ("darwin", "arm64", "go1.25", "macOS 12"),
        ("darwin", "arm64", "go1.24", "macOS 11"), ("darwin", "arm64", "go1.23", "macOS 11"),
        ("darwin", "amd64", "go1.22", "macOS 10.15"), ("darwin", "amd64", "go1.21", "macOS 10.15"),
        ("darwin", "amd64", "go1.20", ""), ("freebsd", "amd64", "go1.26", ""),
        ("linux", "amd64", "devel", ""),
    ],
)  # fmt: skip
def test_the_oldest_system_follows_the_release(
    goos: str, goarch: str, version: str, oldest: str
) -> None:
    info = BuildInfo(go_version=version)
    assert verdict.oldest_system(replace(image_of(goarch), goos=goos), info) == oldest
    assert verdict.oldest_system(replace(image_of(goarch), goos=goos), None) == ""


def test_tables_that_cannot_be_read_say_whether_go_is_too_old() -> None:
    for version, old in (("go1.15.2", True), ("go1.16", False), ("", False)):
        info = BuildInfo(go_version=version) if version else None
        found = verdict.tables_unknown(info)
        assert (found.code, str(found.why).startswith(f"{version} built this file")) == (
            "tables_unknown",
            old,
        )
    assert (verdict.tables_damaged("x").code, verdict.tables_damaged("x").details) == (
        "tables_damaged",
        "x",
    )
