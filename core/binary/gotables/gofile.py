"""What Go itself wrote into a program: its version, its modules and how it was built.

The layout is that of debug/buildinfo in Go's own sources: a magic aligned to 16 bytes, then
either two inline strings (Go 1.18 and later) or two pointers to strings.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.binary.formats.image import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.binary.formats.image import Buffer, Image

_MAGIC = b"\xff Go buildinf:"
_ALIGN = 16
_BIG_ENDIAN, _INLINE = 1, 2
_HEADER = 32
_SENTINEL = 16
_BEFORE_MODULES = bytes.fromhex("3077af0c9274080241e1c107e6d618e6")
_AFTER_MODULES = bytes.fromhex("f932433186182072008242104116d8f2")
_RELEASE = re.compile(rb"go1\.\d+[\w.]*")
_LONGEST = 1 << 20  # bytes of module information that anyone could write by hand
_MICRO = ("GOAMD64", "GOARM64", "GOARM", "GO386", "GOMIPS64", "GOMIPS", "GOPPC64", "GORISCV64")


@dataclass(frozen=True, slots=True)
class Module:
    """A module that is linked in: its path and version, and "path version" of what replaced it."""

    path: str
    version: str
    replaced_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildInfo:
    """What `go version -m` prints. `main` is the package that was built."""

    go_version: str
    main: str = ""
    module: Module | None = None
    dependencies: tuple[Module, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def micro(self) -> str:
        """The processor level: "v1", "7,hardfloat"; "" when it was not written."""
        return next((self.settings[key] for key in _MICRO if key in self.settings), "")


def read_build_info(image: Image) -> BuildInfo | None:
    """Find and read what Go wrote; None when there is nothing of that kind in the file."""
    if image.format == "wasm":
        return _in_wasm(image)
    at = _find(image)
    if at is None:
        return None
    header = image.data[at : at + _HEADER]
    if len(header) < _HEADER:
        return None
    if header[15] & _INLINE:
        version, end = _inline(image.data, at + _HEADER)
        modules, _ = _inline(image.data, end)
    else:
        version, modules = _pointed(image, header)
    if not version:
        return None
    return _parse(shown(version), _without_sentinels(modules))


def _in_wasm(image: Image) -> BuildInfo | None:
    """WASM has no such place: its maker's name stands in a section, the modules in its data."""
    made = image.section("producers")
    named = made and _RELEASE.search(image.data[made.offset : made.end])
    if not named:
        return None
    start = image.data.find(_BEFORE_MODULES, 0)
    end = image.data.find(_AFTER_MODULES, start + 1, start + _LONGEST) if start >= 0 else -1
    modules = image.data[start : end + _SENTINEL] if end >= 0 else b""
    return _parse(named[0].decode(), _without_sentinels(modules))


def minor(go_version: str) -> int | None:
    """The N of "go1.N", None for anything else."""
    version = go_version.removeprefix("go1.")
    digits = version.partition(".")[0].partition("r")[0].partition("-")[0]
    return int(digits) if digits.isdecimal() else None


def _find(image: Image) -> int | None:
    """Where the magic stands: in its own section, else in the first data that has it."""
    own = image.section(".go.buildinfo", "__go_buildinfo")
    places = [own] if own else [s for s in image.loaded if s.role == "data"]
    for section in places:
        at = image.data.find(_MAGIC, section.offset, section.end)
        while at >= 0:
            if (section.address + at - section.offset) % _ALIGN == 0:
                return at
            at = image.data.find(_MAGIC, at + 1, section.end)
    return None


def _inline(data: Buffer, at: int) -> tuple[bytes, int]:
    """A string after its length as a varint; (b"", at) when it does not fit."""
    length, shift = 0, 0
    for byte in data[at : at + 10]:
        at += 1
        length |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:  # noqa: PLR2004 - the bit that says more follows
            break
    if length > _LONGEST:
        return b"", at
    return data[at : at + length], at + length


def _pointed(image: Image, header: bytes) -> tuple[bytes, bytes]:
    """Both strings of Go 1.17 and earlier: pointers to string headers."""
    order = ">" if header[15] & _BIG_ENDIAN else "<"
    code = order + ("Q" if header[14] == 8 else "I")  # noqa: PLR2004 - bytes in a pointer
    width = struct.calcsize(code)

    def string_at(place: int) -> bytes:
        pointer = image.offset_of(struct.unpack_from(code, header, place)[0])
        if pointer is None or pointer + 2 * width > len(image.data):
            return b""
        address, length = struct.unpack_from(order + code[1] * 2, image.data, pointer)
        start = image.offset_of(address)
        return b"" if start is None or length > _LONGEST else image.data[start : start + length]

    return string_at(16), string_at(16 + width)


def _without_sentinels(modules: bytes) -> str:
    """The lines between the two 16-byte marks that surround them in the file."""
    if len(modules) < 2 * _SENTINEL + 1 or modules[-_SENTINEL - 1 : -_SENTINEL] != b"\n":
        return ""
    return modules[_SENTINEL:-_SENTINEL].decode("utf-8", "replace")


def _parse(go_version: str, lines: str) -> BuildInfo:
    main, module = "", None
    dependencies: list[Module] = []
    settings: dict[str, str] = {}
    for line in lines.splitlines():
        word, _, rest = line.partition("\t")
        fields = [shown(field.encode()) for field in rest.split("\t")]
        if word == "path":
            main = fields[0]
        elif word == "mod":
            module = _module(fields)
        elif word == "dep":
            dependencies.append(_module(fields))
        elif word == "=>" and dependencies:
            replaced = dependencies[-1]
            instead = " ".join(fields[:2]).strip()
            dependencies[-1] = Module(replaced.path, replaced.version, instead)
        elif word == "build":
            key, _, value = fields[0].partition("=")
            settings[key] = _unquoted(value)
    return BuildInfo(
        go_version=go_version.split(" ", maxsplit=1)[0],
        main=main,
        module=module,
        dependencies=tuple(dependencies),
        settings=settings,
    )


def _module(fields: list[str]) -> Module:
    return Module(fields[0], fields[1] if len(fields) > 1 else "")


def _unquoted(value: str) -> str:
    """A setting's value; Go quotes those with spaces the way it quotes its strings."""
    if not (len(value) > 1 and value[0] == value[-1] == '"'):
        return value
    return value[1:-1].replace('\\"', '"').replace("\\\\", "\\")
