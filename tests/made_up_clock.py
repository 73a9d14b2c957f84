"""An event loop whose clock leaps over every sleep: hours of waiting are proved in milliseconds."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar
from unittest import mock

if TYPE_CHECKING:
    import selectors
    from collections.abc import Callable, Coroutine

T = TypeVar("T")
_MOST_TURNS = 50_000
_NOON = 43_200.0


class Leaping(asyncio.SelectorEventLoop):
    """Where nothing is ready, it is at once as late as the next thing that waits for a time.

    Work for threads is done at once. Where all wait for ever, or go on for ever, the loop says so
    instead of hanging. Real sockets work, too.
    """

    _selector: selectors.BaseSelector  # asyncio's own name for what it waits on

    def __init__(self) -> None:
        """Begin at noon."""
        super().__init__()
        self.now = _NOON
        self._turns = 0
        self._look = self._selector.select
        self._selector.select = self._next  # type: ignore[method-assign]

    def time(self) -> float:
        """Return the time of the day in seconds."""
        return self.now

    def run_in_executor(  # type: ignore[override]
        self,
        executor: object,
        func: Callable[..., T],
        *args: Any,  # noqa: ANN401
    ) -> asyncio.Future[T]:
        """Do it now."""
        del executor
        done: asyncio.Future[T] = self.create_future()
        try:
            done.set_result(func(*args))
        except Exception as reason:  # noqa: BLE001 - whoever awaits it gets it
            done.set_exception(reason)
        return done

    def _next(self, timeout: float | None = None) -> list[Any]:
        self._turns += 1
        if self._turns > _MOST_TURNS:
            self._turns = 0
            raise AssertionError("it goes on for ever")
        has_sockets = len(self._selector.get_map()) > 1  # beside the loop's own
        if timeout is None and not has_sockets:
            raise AssertionError("everything waits for ever")
        ready = self._look(None if timeout is None else 0)
        if not ready and timeout and has_sockets:
            ready = self._look(0.001)  # a busy kernel may still be about to deliver
        if not ready and timeout:
            self.now += timeout
        return ready


def leap(work: Coroutine[Any, Any, T]) -> T:
    """Run it to its end in no time."""
    with asyncio.Runner(loop_factory=Leaping) as runner:
        return runner.run(work)


def at_once(work: Coroutine[Any, Any, T], *, most: float = 100.0) -> T:
    """Run work for which `time.monotonic` leaps, too; what takes more than `most` seconds fails."""
    with asyncio.Runner(loop_factory=Leaping) as runner:
        loop = runner.get_loop()
        with mock.patch.object(time, "monotonic", loop.time):
            return runner.run(asyncio.wait_for(work, most))


def now() -> float:
    """Return how many seconds were slept so far in the loop that runs."""
    return asyncio.get_running_loop().time() - _NOON


def pass_time(seconds: float) -> None:
    """Let this long go by in the loop that runs, as if what is under way had taken it."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, Leaping)
    loop.now += seconds


class Clock:
    """What a module of the product takes for `time`."""

    @staticmethod
    def monotonic() -> float:
        """Return the time of the loop that runs."""
        return asyncio.get_running_loop().time()


async def quiet(task: asyncio.Task[T]) -> None:
    """Wait until it has ended, however."""
    with suppress(BaseException):
        await task
