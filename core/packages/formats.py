"""The formats of packages: one row for each, from which command line and window follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.packages import archives, folder
from core.words import Text, say

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.packages.goods import Goods, Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format: its name and caption, how its file ends, and what writes it.

    `write` gets the goods, a path where nothing is yet, and an empty folder of its own, and
    runs in a thread; it raises `ProblemError`.
    `several`: programs for several targets go into one package. `linux`: for Linux alone.
    `folder`: what it makes is one.
    """

    name: str
    caption: Text
    ending: str
    write: Callable[[Goods, Path, Path], Written]
    several: bool = False
    linux: bool = False
    folder: bool = False


FORMATS = {
    one.name: one
    for one in (
        Format(
            name="tar.gz",
            caption=say("Archive (tar.gz)"),
            ending=".tar.gz",
            write=archives.write_tar_gz,
        ),
        Format(
            name="zip",
            caption=say("Archive (zip)"),
            ending=".zip",
            write=archives.write_zip,
        ),
        Format(
            name="folder",
            caption=say("Directory with install script"),
            ending="",
            write=folder.write_folder,
            folder=True,
        ),
    )
}
