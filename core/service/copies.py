"""Copies of the data that lie on a server, each for the release that it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LINE = re.compile(
    r"(?P<release>[0-9]{1,9}-[0-9a-f]{8})"
    r" (?P<time>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z) (?P<size>[0-9]{1,18})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DataCopy:
    """The data as it was at `time` (ISO 8601, UTC), when `release` was live; `size` in bytes."""

    release: str
    time: str
    size: int

    @property
    def moment(self) -> str:
        """The time as people read it."""
        return f"{self.time[:10]} {self.time[11:16]} UTC"


def listed(lines: Iterable[str]) -> tuple[DataCopy, ...]:
    """Read the server's list; a line that is none, is passed over."""
    found = (_LINE.fullmatch(line) for line in lines)
    return tuple(
        DataCopy(release=one["release"], time=one["time"], size=int(one["size"]))
        for one in found
        if one
    )
