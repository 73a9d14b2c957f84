"""Programs for other systems than Linux: each by its own name, and what its system makes of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.binary.compatibility import verdict
from core.binary.gotables.gofile import BuildInfo
from tests.core.test_systems import image_of

_ELF = {
    "freebsd": "FreeBSD", "netbsd": "NetBSD", "dragonfly": "DragonFly BSD", "android": "Android",
    "openbsd": "OpenBSD", "solaris": "Solaris", "illumos": "illumos",
}  # fmt: skip
_CONTAINERS = {"windows": "pe", "darwin": "macho", "ios": "macho", "aix": "xcoff"}
_NAMES = {**_ELF, "windows": "Windows", "darwin": "macOS", "ios": "iOS"}
_OWN = ("windows", "darwin", "ios", "openbsd", "solaris", "illumos")


def said(goos: str, goarch: str = "amd64", *needed: str) -> str:
    image = replace(image_of(goarch), format=_CONTAINERS.get(goos, "elf"), goos=goos)
    return str(verdict.judge(replace(image, needed=needed), None, go_code=True).sentence)


@pytest.mark.parametrize("goos", _OWN)
def test_a_system_with_libraries_of_its_own_is_named(goos: str) -> None:
    name = _NAMES[goos]
    never = f"This is not static, which {name} never allows: it uses"
    assert said(goos, "amd64", "a") == f"{never} 1 library that every {name} has."
    assert said(goos, "amd64", "a", "b") == f"{never} 2 libraries that every {name} has."


@pytest.mark.parametrize("goos", sorted(_NAMES))
def test_a_static_program_for_another_system_names_it(goos: str) -> None:
    name = _NAMES[goos]
    other = f"This program is for {name}, not for Linux. It needs only this one file there."
    assert said(goos) == other
    if goos not in _OWN:
        used = "This program is not static: it uses a of the system."
        assert said(goos, "amd64", "a") == used


@pytest.mark.parametrize(
    ("container", "goos", "goarch", "sentence"),
    [
        ("xcoff", "aix", "ppc64", "This program is for AIX on ppc64. Linux cannot run it."),
        ("plan9", "plan9", "386", "This program is for Plan 9 on 386. Linux cannot run it."),
        ("wasm", "js", "wasm",
         "This is WebAssembly. A browser or a WASM runtime runs it, Linux does not."),
    ],
)  # fmt: skip
def test_what_no_linux_starts_says_so_and_is_not_called_static(
    container: str, goos: str, goarch: str, sentence: str
) -> None:
    image = replace(image_of(goarch), format=container, goos=goos)
    found = verdict.judge(image, None, go_code=True)
    assert (str(found.sentence), found.static, found.runs_on) == (sentence, False, ())


@pytest.mark.parametrize(
    ("container", "told"),
    [*(("elf", one) for one in ("linux", *_ELF)), ("macho", "darwin"), ("macho", "ios"),
     ("wasm", "js"), ("wasm", "wasip1")],
)  # fmt: skip
def test_go_s_word_is_taken_for_each_system_of_a_container(container: str, told: str) -> None:
    image = replace(image_of("amd64"), format=container, goos="other")
    for settings, goos in (({"GOOS": told}, told), ({"GOOS": f"{told}x"}, "other")):
        info = BuildInfo(go_version="go1.26", settings=settings)
        assert verdict.judge(image, info, go_code=True).goos == goos


def test_what_is_no_program_is_told_by_its_kind() -> None:
    for kind in ("library", "program"):
        found = verdict.judge(replace(image_of("amd64"), kind=kind), None, go_code=True)
        assert found.kind == kind


@pytest.mark.parametrize("version", ["go1.16", ""])
def test_tables_of_an_unknown_kind_say_so_and_what_to_do(version: str) -> None:
    found = verdict.tables_unknown(BuildInfo(go_version=version, settings={}))
    unread = "The file has no function table that GoFerry can read (Go 1.16 and newer)."
    assert str(found.why) == unread
    advice = [str(one.text) for one in found.next]
    assert advice == ["Build the program with a newer Go to see its packages."]


def test_a_packed_program_asks_for_the_one_before() -> None:
    (note,) = verdict.judge(image_of("amd64", data=b"UPX!"), None, go_code=True).notes
    assert [str(one.text) for one in note.next] == [
        "Open the file that Go built, before UPX packed it."
    ]
