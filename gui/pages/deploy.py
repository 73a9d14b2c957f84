"""The deploy: what will happen, then it happening, then the address and the way back."""

from __future__ import annotations

from contextlib import AsyncExitStack
from functools import partial
from typing import TYPE_CHECKING, ClassVar, assert_never

from PySide6.QtWidgets import QScrollArea

from core import actions as do
from core.events import Event, unheard
from core.journey import Stop
from core.problems import ProblemError
from core.service.model import Kind, Release
from core.words import Text, say
from gui.actions import bringing
from gui.actions.connecting import Connector
from gui.actions.editor import open_place
from gui.actions.finishing import Finisher
from gui.actions.operating import Operator
from gui.actions.settling import ServiceSettler
from gui.page import Page, PrimaryAction
from gui.widgets.log.log_pane import LogPane
from gui.widgets.server.server_row import in_words
from gui.widgets.server.server_rows import ServerRows
from gui.widgets.service.plan_view import PlanView
from gui.widgets.service.service_form import ServiceForm
from gui.wording import deploy_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from core.service.model import Service
    from core.service.results import Outcome
    from core.ssh.profile import Profile
    from core.usecases.connecting import Connection
    from core.usecases.deploying import DeployWish
    from gui.runtime.session import Session
    from gui.runtime.task_runner import TaskRunner

_LOG_LINES = 5  # at least: the servers above tell the same, in fewer words


class DeployPage(Page):
    """Brings the program to the chosen servers and shows each step there."""

    stop: ClassVar = Stop.DEPLOY
    title: ClassVar = say("Deploy and run")
    lead: ClassVar = say(
        "The program becomes a systemd service with a user of its own and few rights. "
        "When the new release does not answer, the previous one comes back by itself."
    )

    def __init__(self, session: Session, runner: TaskRunner) -> None:
        super().__init__(session, runner)
        self.connector = Connector(session, self)
        self.form = ServiceForm()
        self.plan = PlanView()
        self.log = LogPane()
        self.servers = ServerRows()
        self.settler = ServiceSettler(self, self.form)
        self.operator = Operator(self, self.connector)
        self.finisher = Finisher(self, self.connector, self._on_event)
        self._lay_out()
        self._connect()

    def primary_action(self) -> PrimaryAction:
        """Deploy to the chosen servers."""
        count, before = len(self._chosen()), self.session.current.kept_old
        return PrimaryAction(label=deploy_words.primary_action(count, build_before=before))

    def act(self) -> None:
        """Deploy."""
        self.runner.spawn(self.run())

    def choices(self) -> tuple[QWidget, ...]:
        """The service and the servers; what happens stays readable."""
        return (self.form, *self.servers.controls())

    def first_field(self) -> QWidget:
        """The service's name comes first."""
        return self.form.first_field()

    def enter(self) -> None:
        """Look how the program serves; the first time, propose a service that fits."""
        project = self.session.current.project
        if project is not None:
            self.runner.spawn(self.settler.examine(project))
        super().enter()
        self.finisher.offer()

    def refresh(self) -> None:
        """Show service and servers."""
        current = self.session.current
        if current.service is not None:
            folder = current.project.folder if current.project else None
            self.form.show_service(current.service, folder)
        self.form.takeover.show_traits(current.traits)
        self._show_rows()

    async def run(self) -> bool:
        """Ask all questions first, then deploy to every chosen server."""
        from core.usecases import deploying

        service = await self.settler.settled()
        if service is None or self.runner.busy:
            return False
        self._clear()
        self.form.fold_up()
        self.log.show()
        async with AsyncExitStack() as connections:
            sessions = await self._connect_all(connections, changing=True)
            release = await self._release() if sessions else None
            if not sessions or release is None:
                return False
            wish = self._wish(release, service)
            self._show_coming()
            ending = await self.runner.run(
                self.primary_action().label,
                partial(deploying.deploy, self.session.home, sessions, wish),
                self._on_event,
                at=Stop.DEPLOY,
                servers=tuple(one.profile.name for one in sessions),
            )
            await self.operator.see(sessions, service.name)
        self.servers.end(ending.value)
        if ending.problem is not None:
            self.session.note_end(Stop.DEPLOY, failed=True)
            self.add_problems((ending.problem,))
        if ending.cancelled:
            self._say_all(say("Canceled."))
        if ending.value is not None:
            self._keep(ending.value, release)
        return ending.value is not None

    async def show_plan(self) -> None:
        """Connect and show every command that would run, without changing anything."""
        from core.usecases import deploying

        service = await self.settler.settled()
        if service is None or self.runner.busy:
            return
        self._clear()
        async with AsyncExitStack() as connections:
            sessions = await self._connect_all(connections)
            release = await self._release() if sessions else None
            if release is None:
                return
            wish = self._wish(release, service)
            plans = await deploying.plan(self.session.home, sessions, wish, report=unheard)
        self.add_problems(tuple(one for plan in plans for one in plan.findings + plan.notes))
        self.plan.show_plans(plans)
        for plan in plans:
            self.servers.say(plan.server, deploy_words.foretold(plan))

    def carry_out(self, action: do.Action) -> None:
        """Take another port, or roll back; the rest is the window's."""
        if isinstance(action, do.ServiceAction):
            self._carry_out(action)
        elif isinstance(action, do.SettleFleet):
            self.runner.spawn(self._settle(action))
        else:
            super().carry_out(action)

    def _carry_out(self, action: do.ServiceAction) -> None:
        match action:
            case do.UseOption(key, text):
                self.told.emit(self.settler.use(key, text))
                self.form.point_at(key)
            case do.ChooseOption(key):
                self.form.point_at(key)
            case do.GiveTime(server, seconds):
                self.runner.spawn(self.operator.give_time(server, seconds))
            case do.RollBack(server) if server in self.servers.rows:
                self.runner.spawn(self.operator.roll_back(server))
            case do.ShowLogs(server) if server in self.servers.rows:
                self.runner.spawn(self.operator.follow(server))
            case do.ShowLogs() if len(self._chosen()) == 1:
                self.runner.spawn(self.operator.follow(self._chosen()[0].name))
            case do.ShowLogs() | do.RollBack():
                self.told.emit(say("Several servers are chosen: take the one in its own row."))
            case _:
                assert_never(action)

    async def _settle(self, action: do.SettleFleet) -> None:
        """Bring the servers of a deploy that was cut off to one release."""
        done, service = await self.finisher.settle(action), self.session.current.service
        if done and service is not None and service.name == action.service:
            self._keep(done, None)

    def _lay_out(self) -> None:
        self.body.addWidget(self.form)
        self.body.addLayout(self.problems)
        self.body.addWidget(self.servers)
        self.body.addWidget(self.plan, 1)
        self.body.addWidget(self.log, 1)
        self.body.addStretch()  # takes what is left while neither of them is shown
        self.plan.hide()
        self.log.view.setMinimumHeight(self.fontMetrics().height() * _LOG_LINES)
        self.log.hide()

    def _connect(self) -> None:
        self.operator.said.connect(self.servers.say)
        self.operator.happened.connect(self._on_event)
        self.operator.ended.connect(lambda outcome: self._keep((outcome,), None))
        self.operator.log_wanted.connect(self._make_room_for_log)
        self.operator.line_came.connect(lambda line: self.log.append([line]))
        self.operator.looked.connect(self._show_rows)
        self.form.review_wanted.connect(lambda: self.runner.spawn(self.show_plan()))
        servers = self.servers
        servers.toggled.connect(self._toggle)
        servers.meant.connect(partial(bringing.choose, self))
        servers.roll_back_wanted.connect(
            lambda name, release: self.runner.spawn(self.operator.roll_back(name, release))
        )
        servers.open_wanted.connect(lambda url: self.told.emit(open_place(url)))
        servers.wanted.connect(
            lambda name, wish: self.runner.spawn(self.operator.grant(name, wish))
        )

    async def _connect_all(
        self, stack: AsyncExitStack, *, changing: bool = False
    ) -> tuple[Connection, ...]:
        """Connect to every chosen server, so that all questions come before the first byte."""
        chosen = self._chosen()
        if not chosen:
            self.add_problems((deploy_words.nothing_chosen(),))
        for profile in chosen:
            self.servers.say(profile.name, say("Connecting…"))
        show = self.add_problems
        found = await self.connector.connect_all(chosen, stack, show, changing=changing)
        for profile in chosen:
            if found:
                self.servers.say(profile.name, say("Connected."))
            else:
                self.servers.rows[profile.name].show_outcome(None)
        return found

    async def _release(self) -> Release | None:
        """Turn the last build into a release; its verdict is read from the file."""
        try:
            found = await self.session.inspected()
        except ProblemError as error:  # shown here also when another page asked for the deploy
            self.add_problems((error.problem,))
            return None
        return None if found is None else Release.of(found)

    def _wish(self, release: Release, service: Service) -> DeployWish:
        patient = self.servers.until_proved.isChecked()
        return bringing.wish_for(
            self.session, release, service, self._chosen(), until_proved=patient
        )

    def _on_event(self, event: Event) -> None:
        lines = deploy_words.lines_of(event)
        self.servers.take(event, lines)
        several = len(self._chosen()) > 1
        self.log.append(deploy_words.of_server(event, lines) if several else lines)

    def _say_all(self, text: Text) -> None:
        for profile in self._chosen():
            self.servers.say(profile.name, text)

    def _keep(self, outcomes: tuple[Outcome, ...], release: Release | None) -> None:
        from core.usecases.deploying import is_shipped

        known = dict(self.session.current.outcomes) | {one.server: one for one in outcomes}
        good = is_shipped(outcomes)
        shipped = release.sha256 if release and good else self.session.current.shipped
        self.session.change(outcomes=known, shipped=shipped)
        bad = any(one.result.failed for one in outcomes)
        self.session.note_end(Stop.DEPLOY, failed=bad)
        placed = map(deploy_words.in_its_place, outcomes)
        self.add_problems(tuple(problem for one in placed for problem in one))
        self.log.append([in_words(one) for one in outcomes])
        self._show_rows()

    def _show_coming(self) -> None:
        """Show where the release is on its way to, and keep that in sight."""
        chosen = [self.servers.rows[one.name] for one in self._chosen()]
        self.servers.begin([one.name for one in self._chosen()])
        area = self.frame.findChild(QScrollArea)
        if area is not None and chosen:
            area.ensureWidgetVisible(chosen[0])

    def _make_room_for_log(self) -> None:
        self.form.fold_up()
        self.log.clear()
        self.log.show()
        self.plan.hide()

    def _clear(self) -> None:
        self.operator.follower.stop()
        self.log.clear()
        self.plan.hide()
        self.show_problems(())
        self.session.change(outcomes={})
        self._show_rows()

    def _chosen(self) -> tuple[Profile, ...]:
        current = self.session.current
        return tuple(one for one in current.servers if one.name in current.chosen)

    def _toggle(self, name: str, on: bool) -> None:  # noqa: FBT001 - a slot
        chosen = self.session.current.chosen
        if on and name not in chosen:
            self.session.change(chosen=(*chosen, name))
        if not on and name in chosen:
            self.session.change(chosen=tuple(one for one in chosen if one != name))

    def _show_rows(self) -> None:
        current = self.session.current
        self.servers.show_servers(current.servers, current.chosen)
        self.servers.show_own(bringing.environments(self.session), bringing.own(self.session))
        if not self.runner.busy:
            kind = current.service.kind if current.service else Kind.WEB
            self.servers.show_found(current.statuses, current.outcomes, kind)
