"""What is declared of a dataclass that is read and written: `typed` goes by it.

A module that only declares needs no more than this.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.words import Text

T = TypeVar("T")
NOT_KEPT = {"kept": False}  # the metadata of a field that is neither written nor read


class Declared(NamedTuple):
    """How tolerant a dataclass is."""

    lenient: bool = False
    closed: bool = False


CODED: dict[Any, Declared] = {}  # of the modules that are loaded


def coded(*, lenient: bool = False, closed: bool = False) -> Callable[[type[T]], type[T]]:
    """Declare that a dataclass is read and written here: its annotations count at run time.

    `lenient` puts a default in the place of what does not fit; `closed` knows all keys there are.
    """

    def declare(kind: type[T]) -> type[T]:
        CODED[kind] = Declared(lenient, closed)
        return kind

    return declare


@dataclass(frozen=True, slots=True)
class Rule:
    """Stands in `Annotated[str, Rule(…)]` for what not every value of the kind fulfils."""

    holds: Callable[[Any], bool]
    expected: Text
