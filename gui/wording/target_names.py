"""Plain names for the systems and processors that people meet; the rest keep Go's own names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.words import Text, say, verbatim
from gui.runtime.speech import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from core.target import Target

SYSTEMS: Mapping[str, Text] = {
    "linux": say("Linux server"),
    "windows": say("Windows"),
    "darwin": say("macOS"),
    "freebsd": say("FreeBSD"),
}
PROCESSORS: Mapping[str, Text] = {
    "amd64": say("ordinary PC or cloud processor (amd64)"),
    "arm64": say("64-bit ARM: Raspberry Pi 3 or newer, Graviton (arm64)"),
    "arm": say("32-bit ARM: older Raspberry Pi (arm)"),
    "386": say("32-bit PC processor (386)"),
    "riscv64": say("64-bit RISC-V (riscv64)"),
}


def plain_name(target: Target) -> str:
    """Name a target for people: system, then processor."""
    system = SYSTEMS.get(target.goos, verbatim(target.goos))
    processor = PROCESSORS.get(target.goarch, verbatim(target.goarch))
    return shown(say("{system}, {processor}", system=system, processor=processor))


def named_first(values: Iterable[str], names: Mapping[str, Text]) -> list[str]:
    """Order values: those with a plain name first, then the rest by Go's own names."""
    there = set(values)
    named = [value for value in names if value in there]
    return [*named, *sorted(there.difference(named))]
