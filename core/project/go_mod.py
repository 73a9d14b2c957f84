"""What go.mod says, read without Go: enough to choose a Go before asking it anything."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_LONGEST_FILE = 4 << 20
_DIRECTIVE = re.compile(
    r'^(module|go|toolchain)\s+(?:"([^"]*)"|`([^`]*)`|([^\s"`(]+))', re.MULTILINE
)
_REQUIRE = re.compile(r"^(?:require\s+)?(\S+)\s+v\S+$")
_DIRECT = re.compile(r"^[ \t]*(?:require[ \t]+)?([^\s()]+)[ \t]+v[^\s()]+[ \t]*\r?$", re.MULTILINE)
_REPLACE = re.compile(
    r"^(?:replace\s+)?(\S+)(?:\s+v\S+)?\s+=>\s+((?:\.{1,2}[/\\]|/|[A-Za-z]:)\S*)\s*$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoMod:
    """The lines of go.mod that matter before Go is asked; empty where the file lacks them.

    `local_replacements` are the folders that `replace` points to, as written there, for modules
    that are required: the others nobody looks into (some forbid a module that way). `direct` are
    the modules that the project itself imports: those without `// indirect`.
    """

    file: Path
    module: str
    go_version: str
    toolchain: str
    local_replacements: tuple[str, ...] = ()
    direct: tuple[str, ...] = ()


def find(folder: Path) -> GoMod | None:
    """Read the go.mod of `folder` or of the nearest folder above it, as Go does."""
    for place in (folder, *folder.parents):
        file = place / "go.mod"
        if file.is_file():
            return read(file)
    return None


def read(file: Path) -> GoMod:
    """Read one go.mod; what cannot be understood is left empty, for Go to complain about."""
    with file.open("rb") as opened:
        text = opened.read(_LONGEST_FILE).decode("utf-8", "replace")
    lines = [line.split("//", 1)[0].strip() for line in text.splitlines()]
    found: dict[str, str] = {}
    for match in _DIRECTIVE.finditer("\n".join(lines)):
        found.setdefault(match[1], match[2] or match[3] or match[4])
    return GoMod(
        file=file,
        module=found.get("module", ""),
        go_version=found.get("go", ""),
        toolchain=found.get("toolchain", ""),
        local_replacements=_local_replacements(lines),
        direct=tuple(_DIRECT.findall(text)),
    )


def _local_replacements(lines: list[str]) -> tuple[str, ...]:
    required = {hit[1] for line in lines if (hit := _REQUIRE.match(line))}
    replaced = (hit for line in lines if (hit := _REPLACE.match(line)))
    return tuple(hit[2] for hit in replaced if hit[1] in required)
