"""How far a transfer is, from the thread that works to the event loop that shows it."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_NEWS_SECONDS = 0.05  # how often progress is told


class TransferProgress:
    """Carries progress from the working thread to the event loop, not more often than shown."""

    def __init__(self, on_bytes: Callable[[int], None] | None) -> None:
        self._on_bytes = on_bytes
        self._loop = asyncio.get_running_loop()
        self._told = 0.0
        self.travelled = 0

    def confirmed(self, size: int, count: int) -> None:
        """Take, in the working thread, that `size` more bytes went, up to `count` of the file."""
        self.travelled += size
        now = time.monotonic()
        if self._on_bytes is not None and now - self._told >= _NEWS_SECONDS:
            self._told = now
            with contextlib.suppress(RuntimeError):  # the loop has gone
                self._loop.call_soon_threadsafe(self._on_bytes, count)

    def last(self, count: int) -> None:
        """Tell the final count, from the event loop."""
        if self._on_bytes is not None:
            self._on_bytes(count)
