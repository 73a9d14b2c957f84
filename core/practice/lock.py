"""Let one process at a time do what must not be done twice at once; the others wait."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path


@asynccontextmanager
async def only_one(file: Path) -> AsyncGenerator[None, None]:
    """Hold the lock `file`; the system lets go of it when this process ends, however it does."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w") as lock:
        while not _locked(lock.fileno()):  # noqa: ASYNC110 - flock has no event to wait for
            await asyncio.sleep(0.2)
        yield


def _locked(file: int) -> bool:
    import fcntl  # noqa: PLC0415 - not to be had on Windows, where this module is still imported

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
