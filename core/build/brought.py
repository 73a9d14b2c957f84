"""Go sources that GoFerry brings along: laid out where this computer's Go can build them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.home import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from core.home import Home


def laid_out(home: Home, name: str, texts: Mapping[str, str]) -> Path:
    """Write these files into the cache, and return their folder; what is the same stays."""
    folder = home.cache / name
    for file_name, text in texts.items():
        file, content = folder / file_name, text.encode()
        if not file.is_file() or file.read_bytes() != content:
            write_whole(file, content, mode=0o644)
    return folder
