"""The stages of one build in a line: it looks, compiles, links and proves what came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.events import Progress, Stage
from core.service.stages import OF_BUILD, Stages
from gui.widgets.stage_line import StageLine

if TYPE_CHECKING:
    from core.events import Event


class BuildStages(StageLine):
    """Hidden until `begin`, and again after `forget`."""

    def __init__(self) -> None:
        super().__init__()
        self._course: Stages | None = None

    def begin(self) -> None:
        """A build begins."""
        self._course = Stages(OF_BUILD)
        self._show_course()

    def forget(self) -> None:
        """Show nothing: another kind of job runs, or another project is open."""
        self._course = None
        self.show_states({})

    def take(self, event: Event) -> None:
        """Go on by an event of the build."""
        if self._course is not None and not isinstance(event, Progress):
            self._course.take(event)
            self._show_course()

    def succeed(self) -> None:
        """There is a program."""
        if self._course is not None:
            self._course.succeed()
            self._show_course()

    def fail(self, *, in_code: bool) -> None:
        """There is none: what is wrong in the code was found by the compiler, whoever ran then."""
        if self._course is not None:
            self._course.fail(Stage.COMPILE if in_code else None)
            self._show_course()

    def break_off(self) -> None:
        """Somebody stopped it."""
        if self._course is not None:
            self._course.break_off()
            self._show_course()

    def _show_course(self) -> None:
        if self._course is not None:
            self.show_states(self._course.states)
