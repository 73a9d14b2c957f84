"""Which common systems start a program: their processors and C libraries against its own.

A system is never said to start it where that hangs on something the file does not tell, or that
the system does not promise: then the answer is None, and the sentence says what it hangs on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.binary.compatibility import levels
from core.binary.compatibility.distributions import DISTRIBUTIONS, PREVIEWS
from core.binary.inspection import System
from core.words import Text, all_of, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.binary.compatibility.distributions import Distribution, Port
    from core.binary.formats.image import Image

_SCRATCH = "scratch image"
_NOTHING = say("The program needs nothing from the system.")
_COMMON = frozenset(
    f"lib{name}.so.{number}"
    for name, number in [
        ("c", 6), ("m", 6), ("pthread", 0), ("dl", 2), ("rt", 1), ("resolv", 2), ("util", 1),
        ("gcc_s", 1),
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a program wants of its computer: system, processor family and level, "" where unknown.

    `packed` tells that its own needs only show after it has unpacked itself.
    """

    goos: str
    goarch: str
    level: str
    packed: bool = False

    @property
    def processor(self) -> str:
        """The processor in words: "amd64 v1"."""
        return f"{self.goarch} {self.level}".strip()


def runs_on(image: Image, wish: Wish) -> tuple[System, ...]:
    """Judge each common Linux system; empty for a file that is no program for Linux."""
    if image.format != "elf" or image.kind != "program" or wish.goos not in {"linux", ""}:
        return ()
    names = (*(one.name for one in DISTRIBUTIONS), _SCRATCH)
    if (why := _unknown(wish)) is not None:
        return tuple(System(name=name, ok=None, why=why) for name in names)
    known = tuple(_judge(image, wish, one) for one in DISTRIBUTIONS)
    return (*known, _in_nothing(image, wish))


def is_static(image: Image) -> bool:
    """Whether it is a program that asks for nothing of the system: no loader and no library."""
    return image.kind == "program" and not image.interpreter and not image.needed


def uses_musl(image: Image) -> bool:
    """Whether the program's loader is that of Alpine's C library."""
    return "ld-musl" in image.interpreter


def _unknown(wish: Wish) -> Text | None:
    """Why nothing can be promised at all, where that is so."""
    if wish.packed:
        return say("What the program needs is visible only after it has unpacked itself.")
    if not wish.goos:
        return say("The file does not name the system it was built for.")
    if not wish.goarch:
        return say("GoFerry does not know the processor it was built for.")
    return None


def _judge(image: Image, wish: Wish, there: Distribution) -> System:
    ports = there.ports_for(wish.goarch)
    if not ports:
        return _without_port(wish, there)
    why = _NOTHING
    if not is_static(image):
        wanted = [port for port in ports if port.loader == image.interpreter]
        if (not_there := _missing(image, there, has_loader=bool(wanted))) is not None:
            return System(name=there.name, ok=False, why=not_there)
        ports = tuple(wanted)
        why = say("The system has glibc {has}.", has=there.libc)
        if uses_musl(image):
            why = say("The program was built for musl.")
    return _by_level(wish, there.name, ports, why=why, missing=_others(image))


def _without_port(wish: Wish, there: Distribution) -> System:
    if wish.goarch == "386" and there.ports_for("amd64"):
        why = say("Its 64-bit edition runs 32-bit programs only if that is enabled.")
        return System(name=there.name, ok=None, why=why)
    if (there.name, wish.goarch) in PREVIEWS:
        why = say("It can only be tried out on {arch}, without any promise.", arch=wish.goarch)
        return System(name=there.name, ok=None, why=why)
    why = say("There is no {system} for {arch}.", system=there.name, arch=wish.goarch)
    return System(name=there.name, ok=False, why=why)


def _missing(image: Image, there: Distribution, *, has_loader: bool) -> Text | None:
    """What of the C library the system surely lacks."""
    if there.libc == "musl" and not uses_musl(image):
        return say("Alpine has the C library musl. The program was built for glibc.")
    if there.libc != "musl" and uses_musl(image):
        return say("{system} has glibc. The program was built for musl.", system=there.name)
    if not has_loader:
        return say("The system has no dynamic loader {loader}.", loader=image.interpreter or "?")
    if there.libc != "musl" and _version(image.glibc) > _version(there.libc):
        return say(
            "The system has glibc {has}. The program needs {needs}.",
            has=there.libc,
            needs=image.glibc,
        )
    return None


def _by_level(
    wish: Wish, name: str, ports: tuple[Port, ...], *, why: Text, missing: tuple[str, ...]
) -> System:
    """Judge the processor: what each computer of a port has, the program may ask for."""
    wanted = levels.rank(wish.goarch, wish.level)
    fitting = [port for port in ports if wanted <= levels.rank(wish.goarch, port.level)]
    if not wish.level:
        told = say("GoFerry cannot tell which {arch} processors the code needs.", arch=wish.goarch)
        return System(name=name, ok=None, why=told)
    if not fitting:
        told = say(
            "The system also runs on older processors. The program needs {processor}.",
            processor=wish.processor,
        )
        return System(name=name, ok=None, why=told)
    if missing:
        told = say("{why} Install {libraries} first.", why=why, libraries=all_of(missing))
        return System(name=name, ok=None, why=told)
    processor = wish.processor
    if len(fitting) < len(ports):  # then it matters which of them is installed
        processor = f"{processor} ({', '.join(port.name for port in fitting)})"
    told = say("On {processor}: {why}", processor=processor, why=why)
    return System(name=name, ok=True, why=told, processor=processor)


def _in_nothing(image: Image, wish: Wish) -> System:
    """An empty image has what its host has: any processor of the family, and no file."""
    if not is_static(image):
        why = say("An empty image has no dynamic loader. The program needs one.")
        return System(name=_SCRATCH, ok=False, why=why)
    if not wish.level or levels.rank(wish.goarch, wish.level):
        why = say(
            "That depends on the host, which must have {processor}.",
            processor=wish.processor,
        )
        return System(name=_SCRATCH, ok=None, why=why)
    why = say("On {processor}: {why}", processor=wish.processor, why=_NOTHING)
    return System(name=_SCRATCH, ok=True, why=why, processor=wish.processor)


def _others(image: Image) -> tuple[str, ...]:
    """Libraries that no system has from the beginning; Alpine has nothing but its C library."""
    common = frozenset() if uses_musl(image) else _COMMON
    return tuple(_not_in(common, image))


def _not_in(common: frozenset[str], image: Image) -> Iterator[str]:
    for name in image.needed:
        own = name.startswith(("ld-", "ld64.so", "libc.musl")) or name in {"libc.so", "ld.so.1"}
        if not own and name not in common:
            yield name


def _version(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split("."))) if text else ()
