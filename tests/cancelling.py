"""A job that is cancelled on its way, as a person would cancel it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from core.events import Event


async def cancelled_at(
    enough: Callable[[Event], bool],
    job: Callable[..., Coroutine[Any, Any, object]],
    *words: Any,  # noqa: ANN401 - whatever the job wants
) -> None:
    """Run a job and cancel it as soon as it tells an event that is enough."""

    def report(event: Event) -> None:
        if enough(event):
            running.cancel()

    running = asyncio.create_task(job(*words, report=report))
    with pytest.raises(asyncio.CancelledError):
        await running
