"""Follow what a service writes on a server, until somebody has seen enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from core.problems import Problem
    from core.ssh.profile import Profile
    from gui.actions.connecting import Connector
    from gui.runtime.task_runner import TaskRunner


class Follower:
    """Follows one service at a time; whoever starts another ends the one before."""

    def __init__(
        self,
        connector: Connector,
        runner: TaskRunner,
        take: Callable[[str], None],
        show: Callable[[tuple[Problem, ...]], None],
    ) -> None:
        self._connector = connector
        self._runner = runner
        self._take = take
        self._show = show
        self._following: asyncio.Task[None] | None = None

    def start(self, profile: Profile, service: str) -> None:
        """Hand every line on as it is written."""
        self.stop()
        self._following = self._runner.spawn(self._follow(profile, service))

    def stop(self) -> None:
        """Look no longer."""
        if self._following is not None:
            self._following.cancel()
            self._following = None

    async def _follow(self, profile: Profile, service: str) -> None:
        from core.usecases import operating

        connection = await self._connector.connect(profile, self._show)
        try:
            await operating.follow((connection,), service, lambda line: self._take(line.text))
        finally:
            await connection.close()
