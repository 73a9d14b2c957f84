"""Which common systems can start a program: their C libraries against what it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.binary.inspection import System
from core.words import Text, say

if TYPE_CHECKING:
    from core.binary.image import Image

_GLIBC = {
    "Debian 11": "2.31",
    "Debian 12": "2.36",
    "Debian 13": "2.41",
    "Ubuntu 20.04": "2.31",
    "Ubuntu 22.04": "2.35",
    "Ubuntu 24.04": "2.39",
    "RHEL 8": "2.28",
    "RHEL 9": "2.34",
    "RHEL 10": "2.39",
}
_ALPINE, _SCRATCH = "Alpine", "scratch image"
_COMMON = frozenset(
    f"lib{name}.so.{number}"
    for name, number in [
        ("c", 6), ("m", 6), ("pthread", 0), ("dl", 2), ("rt", 1), ("resolv", 2), ("util", 1),
        ("gcc_s", 1),
    ]
)  # fmt: skip


def runs_on(image: Image) -> tuple[System, ...]:
    """Judge each common Linux system; empty for a file that is not a Linux program."""
    if image.format != "elf" or image.goos != "linux" or image.kind != "program":
        return ()
    names = (*_GLIBC, _ALPINE, _SCRATCH)
    return tuple(_judge(image, name) for name in names)


def is_static(image: Image) -> bool:
    """Whether the program asks for nothing of the system: no loader and no library."""
    return not image.interpreter and not image.needed


def uses_musl(image: Image) -> bool:
    """Whether the program's loader is that of Alpine's C library."""
    return "ld-musl" in image.interpreter


def _judge(image: Image, name: str) -> System:
    if is_static(image):
        return System(name=name, ok=True, why=say("It asks for nothing of the system."))
    if name == _SCRATCH:
        why = say("An empty image has no loader, and the program asks for one.")
        return System(name=name, ok=False, why=why)
    if name == _ALPINE:
        return _judge_alpine(image)
    return _judge_glibc(image, name)


def _judge_alpine(image: Image) -> System:
    if uses_musl(image):
        return System(name=_ALPINE, ok=True, why=_extra(image, say("It was built for musl.")))
    why = say("Alpine has the C library musl, the program was built for glibc.")
    return System(name=_ALPINE, ok=False, why=why)


def _judge_glibc(image: Image, name: str) -> System:
    if uses_musl(image):
        why = say("{system} has glibc, the program was built for musl.", system=name)
        return System(name=name, ok=False, why=why)
    if not image.interpreter.rpartition("/")[2].startswith("ld"):
        why = say("It has no loader {loader}.", loader=image.interpreter or "?")
        return System(name=name, ok=False, why=why)
    has = _GLIBC[name]
    if _version(image.glibc) > _version(has):
        why = say("It has glibc {has}, the program needs {needs}.", has=has, needs=image.glibc)
        return System(name=name, ok=False, why=why)
    return System(name=name, ok=True, why=_extra(image, say("It has glibc {has}.", has=has)))


def _extra(image: Image, why: Text) -> Text:
    """Add what must be installed first, where the program asks for more than the C library."""
    more = [name for name in image.needed if name not in _COMMON and not _is_c_library(name)]
    if not more:
        return why
    return say("{why} Install {libraries} first.", why=why, libraries=", ".join(more))


def _is_c_library(name: str) -> bool:
    return name.startswith(("ld-", "libc.musl", "libpthread.so", "libc.so"))


def _version(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split("."))) if text else ()
