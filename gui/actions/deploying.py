"""Carry a deploy out from its page: ask all questions first, then give the page to the job."""

from __future__ import annotations

from contextlib import AsyncExitStack
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.events import unheard
from core.journey import Stop
from core.service import stages
from core.words import say
from gui.actions import bringing
from gui.wording import deploy_words

if TYPE_CHECKING:
    from core.service.model import Release, Service
    from core.service.results import Outcome
    from core.usecases.connecting import Connection
    from core.usecases.deploying import DeployWish
    from gui.actions.connecting import Connector
    from gui.actions.operating import Operator
    from gui.page import Page
    from gui.runtime.task_runner import Ending
    from gui.widgets.server.deploy_view import DeployView


class Deployer(QObject):
    """`happened` carries each event, `ended` the outcomes and their release; `changed` the rest."""

    happened = Signal(object)
    ended = Signal(object, object)
    changed = Signal()

    def __init__(
        self, page: Page, view: DeployView, *, connector: Connector, operator: Operator
    ) -> None:
        super().__init__(page)
        self._page = page
        self._view = view
        self._session = page.session
        self._connector = connector
        self._operator = operator
        self._program: tuple[object, ...] = ()  # of the deploy that is shown

    @property
    def over(self) -> bool:
        """Whether a deploy is shown that has come to its end."""
        return self._view.in_job and not self._view.servers.running

    @property
    def done(self) -> bool:
        """Whether the deploy that is shown went well everywhere."""
        names, outcomes = self._view.servers.job, self._session.current.outcomes
        well = all(name in outcomes and outcomes[name].result.good for name in names)
        return self.over and bool(names) and well

    @property
    def outdated(self) -> bool:
        """Whether the deploy that is shown was of another program than the one at hand."""
        return self.over and self._program != bringing.program(self._session)

    async def run(self, service: Service) -> bool:
        """Deploy this service to every chosen server."""
        if not bringing.chosen_servers(self._session):
            self._page.add_problems((deploy_words.nothing_chosen(),))
            return False
        self._begin(service)
        try:
            return await self._deploy(service)
        finally:
            if self._view.servers.running:  # it never began
                self._view.servers.end(None)
                self._view.show_settings()
            self.changed.emit()

    async def show_plan(self, service: Service) -> None:
        """Show every command that would run, without changing anything."""
        from core.usecases import deploying

        servers = self._view.servers
        self._view.show_settings()
        async with AsyncExitStack() as connections:
            sessions = await self._connect_all(connections)
            release = await bringing.release(self._page) if sessions else None
            if release is None:
                return
            wish = self._wish(release, service)
            plans = await deploying.plan(self._session.home, sessions, wish, report=unheard)
        self._page.add_problems(tuple(one for plan in plans for one in plan.findings + plan.notes))
        self._view.plan.show_plans(plans)
        self._view.reveal(self._view.plan)
        for plan in plans:
            servers.say(plan.server, deploy_words.foretold(plan))

    def _begin(self, service: Service) -> None:
        """Give the page to the deploy."""
        coming = stages.expected(service)
        names = [one.name for one in bringing.chosen_servers(self._session)]
        self._program = bringing.program(self._session)
        self._view.servers.begin(dict.fromkeys(names, coming))
        self._view.log.begin(names)
        self._view.show_job()
        self._view.log.pane.view.setFocus()
        self.changed.emit()

    async def _deploy(self, service: Service) -> bool:
        first = not self._session.current.shipped
        async with AsyncExitStack() as connections:
            sessions = await self._connect_all(connections, changing=True)
            release = await bringing.release(self._page) if sessions else None
            if not sessions or release is None:
                return False
            ending = await self._run(sessions, self._wish(release, service))
            await self._operator.see(sessions, service.name)
        self._view.servers.end(ending.value)
        if ending.problem is not None:
            self._session.note_end(Stop.DEPLOY, failed=True)
            self._page.add_problems((ending.problem,))
        if ending.cancelled:
            self._say_all_canceled()
        if ending.value is not None:
            self.ended.emit(ending.value, release)
            self._reveal_fault(ending.value)
        self._offer_next(first=first)
        return ending.value is not None

    async def _run(
        self, sessions: tuple[Connection, ...], wish: DeployWish
    ) -> Ending[tuple[Outcome, ...]]:
        from core.usecases import deploying

        before = self._session.current.kept_old
        return await self._page.runner.run(
            deploy_words.primary_action(len(sessions), build_before=before),
            partial(deploying.deploy, self._session.home, sessions, wish),
            self.happened.emit,
            at=Stop.DEPLOY,
            servers=tuple(one.profile.name for one in sessions),
        )

    def _reveal_fault(self, outcomes: tuple[Outcome, ...]) -> None:
        """Bring in sight where it failed, and why."""
        bad = next((one for one in outcomes if one.result.failed and not one.held_back), None)
        if bad is not None:
            self._view.reveal_fault(bad.server)

    def _offer_next(self, *, first: bool) -> None:
        if first and self.done:
            steps = bringing.next_steps(self._session, self._view.servers.job[0])
            self._view.next.offer(steps)
        self._view.fit()

    async def _connect_all(
        self, stack: AsyncExitStack, *, changing: bool = False
    ) -> tuple[Connection, ...]:
        """Connect to every chosen server, so that all questions come before the first byte."""
        servers, chosen = self._view.servers, bringing.chosen_servers(self._session)
        if not chosen:
            self._page.add_problems((deploy_words.nothing_chosen(),))
        for profile in chosen:
            servers.say(profile.name, say("Connecting…"))
        show = self._page.add_problems
        found = await self._connector.connect_all(chosen, stack, show, changing=changing)
        for profile in chosen:
            if found:
                servers.say(profile.name, say("Connected."))
            else:
                servers.rows[profile.name].show_outcome(None)
        return found

    def _wish(self, release: Release, service: Service) -> DeployWish:
        chosen = bringing.chosen_servers(self._session)
        patient = self._view.servers.until_proved.isChecked()
        return bringing.wish_for(self._session, release, service, chosen, until_proved=patient)

    def _say_all_canceled(self) -> None:
        for profile in bringing.chosen_servers(self._session):
            self._view.servers.say(profile.name, say("Canceled."))
