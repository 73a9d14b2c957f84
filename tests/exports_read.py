"""Let the real tools read an export, as `goferry export --check` does, also a spoiled one."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from core.exports.validators import Said, Verdict, verdicts

if TYPE_CHECKING:
    from pathlib import Path

    from core.exports.file import Export


def read(folder: Path, export: Export) -> tuple[Verdict, ...]:
    """Write the files and return what the tools say of them."""
    for one in export.files:
        place = folder / one.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(one.text, "utf-8")
    return asyncio.run(verdicts(folder, export.files))


def must_be_proved(folder: Path, export: Export) -> None:
    """Fail unless each tool read each file that is meant for it, and took it."""
    found = read(folder, export)
    assert found
    assert [one for one in found if one.said is not Said.PROVED] == []


def refuses(folder: Path, export: Export, path: str, *, change: tuple[str, str], tool: str) -> bool:
    """Spoil a file in one place and tell whether this tool refuses the export then."""
    old, new = change
    (spoiled,) = (one for one in export.files if one.path == path)
    assert old in spoiled.text
    text = spoiled.text.replace(old, new, 1)
    files = tuple(
        replace(
            one,
            text=text if one is spoiled else one.text,
            checks=tuple(name for name in one.checks if name == tool),
        )
        for one in export.files
    )
    return Said.REFUSED in {one.said for one in read(folder, replace(export, files=files))}
