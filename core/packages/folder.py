"""The folder for servers that nobody reaches from here: everything, and a script to install it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from core.packages.archives import laid_out
from core.packages.goods import Written

if TYPE_CHECKING:
    from pathlib import Path

    from core.packages.goods import Goods


def write_folder(goods: Goods, target: Path, scratch: Path) -> Written:
    """Lay the tree of an archive out as a folder; raises `ProblemError`."""
    pieces = laid_out(goods, scratch)
    for one in (scratch, *scratch.rglob("*")):
        one.chmod(0o755 if one.is_dir() else one.stat().st_mode)
        os.utime(one, (goods.moment, goods.moment))
    scratch.rename(target)
    return Written(files=len(pieces))
