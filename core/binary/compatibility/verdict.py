"""The one sentence about a program file, and the facts behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.actions import Retry
from core.binary.compatibility import levels
from core.binary.compatibility.systems import Wish, is_static, runs_on, uses_musl
from core.binary.gotables.gofile import minor
from core.binary.inspection import Verdict
from core.problems import Advice, Problem
from core.words import Text, all_of, say, say_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from core.binary.formats.image import Image
    from core.binary.gotables.gofile import BuildInfo

_UPX_WITHIN = 4096
_FIRST_READ = 16  # Go 1.16: older tables of functions are not read
_OWN_LIBRARIES = {"windows", "darwin", "ios", "openbsd", "solaris", "illumos"}
_NAMES = {
    "windows": "Windows", "darwin": "macOS", "ios": "iOS", "openbsd": "OpenBSD",
    "freebsd": "FreeBSD", "netbsd": "NetBSD", "dragonfly": "DragonFly BSD", "solaris": "Solaris",
    "aix": "AIX", "plan9": "Plan 9", "android": "Android",
}  # fmt: skip
_ELSEWHERE = frozenset({"wasm", "xcoff", "plan9"})  # containers that Linux knows nothing of
_SYSTEMS_OF = {
    "elf": {"linux", "android", "freebsd", "netbsd", "openbsd", "dragonfly", "solaris", "illumos"},
    "macho": {"darwin", "ios"},
    "wasm": {"js", "wasip1"},
}


def judge(image: Image, info: BuildInfo | None, *, go_code: bool) -> Verdict:
    """Say whether the program stands alone, and everything known beside that.

    `go_code` tells that Go's function table was found, so that it is Go's even without `info`.
    """
    settings = dict(info.settings) if info else {}
    packed = _is_packed(image)
    wish = Wish(
        goos=_goos(image, settings),
        goarch=image.goarch,
        level=levels.needed(image, info, go_code=go_code),
        packed=packed,
    )
    notes = tuple(_notes(image, info, go_code=go_code))
    return Verdict(
        format=image.format,
        sentence=_sentence(image, wish),
        kind=image.kind,
        static=is_static(image) and not packed and image.format not in _ELSEWHERE,
        interpreter=image.interpreter,
        needed=image.needed,
        glibc=image.glibc,
        goos=wish.goos,
        goarch=image.goarch or settings.get("GOARCH", ""),
        micro=info.micro if info else "",
        go_version=info.go_version if info else "",
        module=info.module.path if info and info.module else (info.main if info else ""),
        version=info.module.version if info and info.module else "",
        dependencies=_dependencies(info),
        settings=settings,
        stripped=image.stripped,
        pie=image.pie,
        trimmed=settings.get("-trimpath") == "true",
        hardening=image.hardening,
        oldest_system=oldest_system(image, info),
        runs_on=() if _is_cut_off(image) else runs_on(image, wish),
        notes=notes,
    )


def _dependencies(info: BuildInfo | None) -> tuple[str, ...]:
    """Name the modules that are linked in; one that was replaced by what took its place."""
    linked = info.dependencies if info else ()
    return tuple(one.replaced_by or f"{one.path} {one.version}".strip() for one in linked)


def _is_cut_off(image: Image) -> bool:
    """Whether the file's own tables name bytes after its end."""
    return any(section.end > len(image.data) for section in image.sections)


def _goos(image: Image, settings: Mapping[str, str]) -> str:
    """The system by Go's own word, as long as such a file could be made for it."""
    told = settings.get("GOOS", "")
    return told if told in _SYSTEMS_OF.get(image.format, ()) else image.goos


def _is_packed(image: Image) -> bool:
    return image.data.find(b"UPX!", 0, _UPX_WITHIN) >= 0


_KINDS: dict[str, Text] = {
    "library": say("This is a shared library for other programs to load, not a program."),
    "object": say("This is a part for a linker to put into a program, not a program."),
    "module": say("This is a part that the Linux kernel loads, not a program."),
    "debug": say("This file holds debug information for a program, not the program itself."),
    "core": say("This is the memory of a program that crashed (a core dump), not a program."),
}


def _sentence(image: Image, wish: Wish) -> Text:
    if (odd := _not_started(image, wish)) is not None:
        return odd
    if wish.goos in _OWN_LIBRARIES and image.needed:
        return say_count(
            len(image.needed),
            one="This is not static, which {system} never allows: it uses {n} library that every "
            "{system} has.",
            many="This is not static, which {system} never allows: it uses {n} libraries that "
            "every {system} has.",
            system=_system_name(wish.goos),
        )
    if is_static(image) and wish.goos not in {"linux", ""}:
        return say(
            "This program is for {system}, not for Linux. It needs only this one file there.",
            system=_system_name(wish.goos),
        )
    if is_static(image):
        return say("This program is static: it needs no loader and no library, only this one file.")
    return _dynamic_sentence(image)


def _not_started(image: Image, wish: Wish) -> Text | None:
    """Say of a file that no Linux starts, or nobody can tell of, why that is so."""
    if _is_cut_off(image):
        return say("This file cannot run as it is: its end is missing.")
    if image.kind in _KINDS:
        return _KINDS[image.kind]
    if wish.packed:
        return say("UPX packed this program, so what it needs is visible only while it runs.")
    return _elsewhere(wish) if image.format in _ELSEWHERE else None


def _elsewhere(wish: Wish) -> Text:
    """Say of a file that no Linux starts where it can run."""
    if wish.goarch == "wasm":
        return say("This is WebAssembly. A browser or a WASM runtime runs it, Linux does not.")
    return say(
        "This program is for {system} on {arch}. Linux cannot run it.",
        system=_system_name(wish.goos),
        arch=wish.goarch,
    )


def _dynamic_sentence(image: Image) -> Text:
    loader = image.interpreter
    if not image.needed:
        return say(
            "This program is not static: it was built position-independent (PIE), so it asks for "
            "the loader {loader}, though for no library.",
            loader=loader,
        )
    libraries = all_of(image.needed)
    if uses_musl(image):
        return say(
            "This program is not static: it uses {libraries} through {loader}, which only musl "
            "systems such as Alpine have.",
            libraries=libraries,
            loader=loader,
        )
    if image.glibc:
        return say(
            "This program is not static: it uses {libraries} of the system and needs glibc "
            "{version} or newer.",
            libraries=libraries,
            version=image.glibc,
        )
    return say(
        "This program is not static: it uses {libraries} of the system.", libraries=libraries
    )


def _system_name(goos: str) -> str:
    return _NAMES.get(goos, goos)


def oldest_system(image: Image, info: BuildInfo | None) -> str:
    """The oldest system that this Go release supports: "Linux 3.2"; "" when nobody knows.

    From Go's release notes and its minimum requirements page.
    """
    release = minor(info.go_version) if info else None
    if release is None:
        return ""
    if image.goos == "linux":
        special = {"loong64": "5.19", "mips64le": "4.8"}.get(image.goarch)
        return f"Linux {special or ('3.2' if release >= 24 else '2.6.32')}"  # noqa: PLR2004
    if image.goos == "windows":
        return "Windows 10" if release >= 21 else "Windows 7"  # noqa: PLR2004
    if image.goos == "darwin":
        floors = {27: "13", 25: "12", 23: "11", 21: "10.15"}
        return next((f"macOS {v}" for since, v in floors.items() if release >= since), "")
    return ""


def _notes(image: Image, info: BuildInfo | None, *, go_code: bool) -> Iterator[Problem]:
    if _is_packed(image):
        yield _packed()
    elif _is_cut_off(image):
        yield _incomplete()
    elif info is None and image.kind not in _KINDS:
        yield _no_build_info() if go_code else _not_go()
    if info and info.settings.get("vcs.modified") == "true":
        yield _modified(info.settings.get("vcs.revision", ""))


def _packed() -> Problem:
    return Problem(
        code="packed_by_upx",
        what=say("This file was packed by UPX."),
        why=say("What is in it can only be seen after it unpacks itself in memory."),
        next=(Advice(say("Open the file that Go built, before UPX packed it.")),),
    )


def _not_go() -> Problem:
    return Problem(
        code="not_go",
        what=say("This program does not look like one that Go built."),
        why=say("The file has neither Go's build information nor Go's function table."),
    )


def _no_build_info() -> Problem:
    return Problem(
        code="no_build_info",
        what=say("Go's build information is missing from this file."),
        why=say(
            "The build information was removed, so GoFerry cannot tell the Go version and "
            "the modules."
        ),
    )


def _incomplete() -> Problem:
    return Problem(
        code="file_incomplete",
        what=say("This file is not complete."),
        why=say("Its tables refer to bytes after its end. Most likely a download was interrupted."),
        next=(Advice(say("Build or fetch the file again."), Retry()),),
    )


def _modified(revision: str) -> Problem:
    return Problem(
        code="vcs_modified",
        what=say("This was built from files that are not committed."),
        why=say(
            "The nearest commit is {revision}, but the directory had uncommitted changes.",
            revision=revision[:12] or "?",
        ),
    )


def tables_unknown(info: BuildInfo | None) -> Problem:
    """Go made the program, but its functions cannot be told: only the sections can be shown."""
    release = minor(info.go_version) if info else None
    if info and release is not None and release < _FIRST_READ:
        why = say(
            "{version} built this file. GoFerry reads the function tables of Go 1.16 and newer.",
            version=info.go_version,
        )
    else:
        why = say("The file has no function table that GoFerry can read (Go 1.16 and newer).")
    return Problem(
        code="tables_unknown",
        what=say("Sizes are shown by section, not by package."),
        why=why,
        next=(Advice(say("Build the program with a newer Go to see its packages.")),),
    )


def tables_damaged(details: str) -> Problem:
    """Go's own tables were found, but do not fit together: only the sections can be shown."""
    return Problem(
        code="tables_damaged",
        what=say("Go's function table in this file is inconsistent."),
        why=say(
            "Either the file is damaged, or a Go release that GoFerry does not know yet built it."
        ),
        details=details,
    )
