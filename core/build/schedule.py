"""When each package of a build should begin: Go's own order, rehearsed with the expected times."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


@dataclass(frozen=True, slots=True)
class Schedule:
    """`starts` are the moments at which one package after another begins, `end` that of the last.

    In milliseconds from the beginning. A package that others wait for, or a large one that ends
    up alone, makes the whole take longer than the sum of the times by the number of processors.
    """

    starts: tuple[float, ...]
    end: float


def rehearse(
    times: Mapping[str, float], imports: Mapping[str, Collection[str]], *, at_once: int
) -> Schedule:
    """Compile on paper: `at_once` packages at a time, none before all that it imports.

    Of those that could begin, Go takes the one that comes first in `go list -deps`, which is the
    order of `times`.
    """
    order = list(times)
    waits, users = _waiting(times, imports)
    ready = [place for place, package in enumerate(order) if not waits[package]]
    place_of = {package: place for place, package in enumerate(order)}
    running: list[tuple[float, str]] = []
    starts: list[float] = []
    now = 0.0
    while ready or running:
        while ready and len(running) < at_once:
            package = order[heapq.heappop(ready)]
            starts.append(now)
            heapq.heappush(running, (now + times[package], package))
        now, done = heapq.heappop(running)
        for user in users[done]:
            waits[user] -= 1
            if not waits[user]:
                heapq.heappush(ready, place_of[user])
    return Schedule(tuple(starts), now)


def _waiting(
    times: Mapping[str, float], imports: Mapping[str, Collection[str]]
) -> tuple[dict[str, int], dict[str, list[str]]]:
    """For how many packages each one waits, and who waits for it; only those to be compiled."""
    users: dict[str, list[str]] = {package: [] for package in times}
    waits = dict.fromkeys(times, 0)
    for package in times:
        for needed in set(imports.get(package, ())) & times.keys():
            users[needed].append(package)
            waits[package] += 1
    return waits, users
