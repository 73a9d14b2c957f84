"""What a service uses: by its control group, else by its main processes alone."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from core.plain_text import number_or_none, whole_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.operate.board.answer import Place, Shown, Used
    from core.service.seen import Seen

_NANO = 1_000_000_000


def added(
    seen: Seen,
    place: Place,
    processes: Mapping[int, Used],
    *,
    before: Seen | None,
    elapsed: float,
) -> Seen:
    """Add what all its units use together, and how busy that keeps a processor.

    `before` is the same service `elapsed` seconds ago.
    """
    units = [shown for unit, shown in place.units.items() if _is_of(seen.service, unit)]
    memory = [held for one in units if (held := _memory(one, processes)) is not None]
    spent = [found for one in units if (found := _spent(one, processes)) is not None]
    seconds = math.fsum(spent) if spent else None
    return replace(
        seen,
        memory=sum(memory) if memory else None,
        cpu_seconds=seconds,
        cpu=None if seconds is None else _share(seen, seconds, before, elapsed),
    )


def _is_of(name: str, unit: str) -> bool:
    return unit.partition(".")[0] == name and unit.endswith(".service")


def pid_of(shown: Shown) -> int:
    """The main process of a unit; 0 for none."""
    return whole_number(shown.get("MainPID", ""))


def uncounted(place: Place) -> tuple[int, ...]:
    """Name the processes of units of which systemd does not count what they use."""
    return tuple(
        pid
        for shown in place.units.values()
        if (pid := pid_of(shown)) and number_or_none(shown.get("MemoryCurrent", "")) is None
    )


def _share(seen: Seen, seconds: float, before: Seen | None, elapsed: float) -> float | None:
    if before is not None and before.run == seen.run and before.cpu_seconds is not None:
        share = (seconds - before.cpu_seconds) / elapsed if elapsed > 0 else -1.0
    else:
        share = seconds / seen.uptime if seen.uptime else -1.0
    return share if share >= 0 else None


def _memory(shown: Shown, processes: Mapping[int, Used]) -> int | None:
    counted = number_or_none(shown.get("MemoryCurrent", ""))
    used = processes.get(pid_of(shown))
    return counted if counted is not None or used is None else used.memory


def _spent(shown: Shown, processes: Mapping[int, Used]) -> float | None:
    counted = number_or_none(shown.get("CPUUsageNSec", ""))
    if counted is not None:
        return counted / _NANO
    used = processes.get(pid_of(shown))
    return None if used is None else used.seconds
