"""An event loop whose clock leaps over every sleep: hours of waiting are proved in milliseconds."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

T = TypeVar("T")
_MOST_TURNS = 50_000
_NOON = 43_200.0


class Leaping(asyncio.SelectorEventLoop):
    """Where nothing is ready, it is at once as late as the next thing that waits for a time.

    Work for threads is done at once. Where all wait for ever, or
    go on for ever, the loop says so instead of hanging.
    """

    def __init__(self) -> None:
        """Begin at noon."""
        super().__init__()
        self.now = _NOON
        self._turns = 0
        look = self._selector.select

        def select(timeout: float | None = None) -> list[Any]:
            if timeout is None:
                raise AssertionError("everything waits for ever")
            self.now += timeout
            self._turns += 1
            if self._turns > _MOST_TURNS:
                self._turns = 0
                raise AssertionError("it goes on for ever")
            return look(0)

        self._selector.select = select

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


def leap(work: Coroutine[Any, Any, T]) -> T:
    """Run it to its end in no time."""
    with asyncio.Runner(loop_factory=Leaping) as runner:
        return runner.run(work)


def now() -> float:
    """Return how many seconds were slept so far in the loop that runs."""
    return asyncio.get_running_loop().time() - _NOON


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
