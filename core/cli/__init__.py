"""The same jobs from a terminal. Asked for its version alone, GoFerry loads nothing else."""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False  # `typing` has it, and takes longer to load than all else here
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["main"]

_NAME, _MARK = "goferry-", ".dist-info"  # the folder that an installer makes


def main(words: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code."""
    typed = sys.argv[1:] if words is None else words
    if list(typed) == ["--version"] and _version_said():
        return 0
    gc.disable()  # what is loaded now stays: to look through it for rubbish only takes time
    from core.cli.entry import main as whole

    gc.freeze()
    gc.enable()
    try:
        return whole(typed)
    finally:
        gc.freeze()  # what is left ends with the process


def _version_said() -> bool:
    """Whether the version is known and was taken; else the whole program tells what is wrong."""
    try:
        version = next(_versions(), "")
        if version:
            print(version, flush=True)
    except OSError:
        return False
    return bool(version)


def _versions() -> Iterator[str]:
    """The version as `importlib.metadata` finds it, which is slow to load."""
    for place in filter(os.path.isdir, sys.path):
        for name in os.listdir(place):  # noqa: PTH208 - pathlib is slow to load, too
            if name.startswith(_NAME) and name.endswith(_MARK):
                yield name.removeprefix(_NAME).removesuffix(_MARK)
