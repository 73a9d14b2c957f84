"""Start a job, forward its events, cancel it; and turn a bug into a report instead of silence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from core.home import refused
from core.problems import Problem, ProblemError

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Coroutine

    from core.events import Event, Job
    from core.journey import Stop
    from core.words import Text
    from gui.runtime.job_log import JobLog
    from gui.runtime.session import Session

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending(Generic[T]):
    """How a job ended: with a value, with a problem, or (both None) cancelled."""

    value: T | None = None
    problem: Problem | None = None

    @property
    def cancelled(self) -> bool:
        """Whether the person stopped it: a neutral state."""
        return self.value is None and self.problem is None


class TaskRunner(QObject):
    """Runs one job at a time, and any number of small background questions beside it."""

    happened = Signal(object)  # an Event of the running job
    finished = Signal(object)  # the Text that named the job
    cancelling = Signal()
    refused = Signal(object, object)  # a Problem that ended a button's work, and its Stop
    bug = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.stop: Stop | None = None  # the one whose page is shown: work that begins is its
        self._log: JobLog | None = None
        self._job: asyncio.Task[Any] | None = None
        self._tasks: set[asyncio.Task[Any]] = set()
        self._lasting: set[asyncio.Task[Any]] = set()
        self.went_well = False  # the last job: whether it ended with a value
        self.servers: tuple[str, ...] = ()  # of the last job

    @property
    def busy(self) -> bool:
        """Whether a job runs now."""
        return self._job is not None

    @property
    def working(self) -> bool:
        """Whether a job or a background question runs now."""
        return self.busy or bool(self._tasks)

    async def run(
        self,
        what: Text,
        job: Job[T],
        on_event: Callable[[Event], None],
        *,
        at: Stop,
        servers: tuple[str, ...] = (),
    ) -> Ending[T]:
        """Run the job of a stop to its end; the session is busy until everything is cleaned up.

        `servers` are those that it goes to, where they are several.
        """
        import asyncio

        if self._job is not None:
            return Ending()
        log = self._begin_log(what)

        def report(event: Event) -> None:
            log.note(event)
            self.happened.emit(event)
            on_event(event)

        self._job, self.servers = asyncio.create_task(job(report=report)), servers
        self.went_well = False
        self._session.change(busy=what, running=at)
        try:
            value = await asyncio.shield(self._job)
            self.went_well = True
            return Ending(value=value)
        except ProblemError as error:
            return Ending(problem=error.problem)
        except OSError as error:
            if (problem := refused(error)) is None:
                raise
            return Ending(problem=problem)
        except asyncio.CancelledError:
            await self._wait_for_cleanup()
            return Ending()
        finally:
            self._job = None
            log.end()
            self._session.change(busy=None, running=None)
            self.finished.emit(what)

    def cancel(self) -> None:
        """Ask the running job to stop; it cleans up, and `run` returns a cancelled ending."""
        if self._job is not None and not self._job.done():
            self._job.cancel()
            self.cancelling.emit()

    def spawn(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Run a coroutine from a button or a timer, and report it when it has a bug."""
        import asyncio

        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(partial(self._ended, at=self.stop))
        return task

    def keep(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Run what goes on until it is cancelled or the window closes; nobody waits for it."""
        task = self.spawn(work)
        self._tasks.discard(task)
        self._lasting.add(task)
        task.add_done_callback(self._lasting.discard)
        return task

    async def close(self) -> None:
        """Cancel everything and wait until it is cleaned up."""
        import asyncio

        self.cancel()
        await self._wait_for_cleanup()
        mine = asyncio.current_task()
        others = [task for task in self._tasks | self._lasting if task is not mine]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def _begin_log(self, what: Text) -> JobLog:
        from gui.runtime.job_log import JobLog

        if self._log is None:
            self._log = JobLog(self._session.home.logs)
        self._log.begin(str(what))
        return self._log

    async def _wait_for_cleanup(self) -> None:
        import asyncio

        if self._job is not None:
            self._job.cancel()
            await asyncio.wait([self._job])

    def _ended(self, task: asyncio.Task[Any], *, at: Stop | None) -> None:
        import traceback

        self._tasks.discard(task)
        if task.cancelled() or (error := task.exception()) is None:
            return
        if isinstance(error, ProblemError) and at is not None:
            self.refused.emit(error.problem, at)
            return
        self.bug.emit("".join(traceback.format_exception(error)))
