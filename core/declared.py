"""What is declared of a dataclass that is read and written: `typed` goes by it.

A module that only declares needs no more than this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
NOT_KEPT = {"kept": False}  # the metadata of a field that is neither written nor read
CODED: dict[Any, bool] = {}  # of the modules that are loaded; whether all keys are known


def coded(*, closed: bool = False) -> Callable[[type[T]], type[T]]:
    """Declare that a dataclass is read and written here: its annotations count at run time.

    `closed` knows all keys there are.
    """

    def declare(kind: type[T]) -> type[T]:
        CODED[kind] = closed
        return kind

    return declare
