"""Blocking work in a thread of its own, which an impatient or cancelled caller can leave behind.

The default executor would do neither: its threads are shared, and Python waits for them at exit.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Closeable(Protocol):
    """Something whose closing wakes whoever waits for it: a socket, a channel, a transport."""

    def close(self) -> object:
        """End it; closing twice is fine."""
        ...


C = TypeVar("C", bound=Closeable)


class StopToken:
    """Ends blocking work from outside: whatever the work holds open is closed under it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: list[Closeable] = []
        self.asked = False

    def holds(self, thing: C) -> C:
        """Note what the work waits on from now; it is closed at once when a stop was asked."""
        with self._lock:
            if not self.asked:
                self._held.append(thing)
                return thing
        thing.close()
        return thing

    def ask(self) -> None:
        """Close everything that is held. It may block, so never call it in an event loop."""
        with self._lock:
            self.asked = True
            held, self._held = self._held, []
        for thing in held:
            with contextlib.suppress(OSError, EOFError):
                thing.close()


async def in_thread(work: Callable[[StopToken], T], *, seconds: float | None = None) -> T:
    """Run `work` in a new daemon thread and return what it returns.

    Raises `TimeoutError` after `seconds`. Then, as on cancellation, the work is told to stop and
    not waited for.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[T] = loop.create_future()
    stop = StopToken()

    def body() -> None:
        try:
            value = work(stop)
        except BaseException as reason:  # noqa: BLE001 - carried over to the caller
            _tell(loop, answer, reason=reason)
        else:
            _tell(loop, answer, value=value)

    threading.Thread(target=body, name="goferry-server", daemon=True).start()
    try:
        async with asyncio.timeout(seconds):
            return await answer
    except (asyncio.CancelledError, TimeoutError):
        threading.Thread(target=stop.ask, name="goferry-stop", daemon=True).start()
        raise


def _tell(
    loop: asyncio.AbstractEventLoop,
    answer: asyncio.Future[T],
    *,
    value: T | None = None,
    reason: BaseException | None = None,
) -> None:
    def settle() -> None:
        if answer.done():
            return
        if reason is not None:
            answer.set_exception(reason)
        else:
            answer.set_result(value)  # type: ignore[arg-type]

    with contextlib.suppress(RuntimeError):  # the loop has gone: nobody waits any more
        loop.call_soon_threadsafe(settle)
