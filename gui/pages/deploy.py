"""The deploy: what will happen, then it happening, then the address and the way back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, assert_never

from core import actions as do
from core.events import Event, Noticed
from core.journey import Stop
from core.service.model import Kind, Release
from core.words import say
from gui.actions import alarming, bringing
from gui.actions.connecting import Connector
from gui.actions.deploying import Deployer
from gui.actions.editor import open_place
from gui.actions.finishing import Finisher
from gui.actions.operating import Operator
from gui.actions.settling import ServiceSettler
from gui.actions.spreading import spread
from gui.page import Page, PrimaryAction
from gui.widgets.server.deploy_view import DeployView
from gui.widgets.server.next_steps import NextStep
from gui.widgets.server.server_row import Wish
from gui.wording import deploy_words
from gui.wording.outcome_words import in_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from core.service.model import Service
    from core.service.results import Outcome
    from gui.runtime.session import Session
    from gui.runtime.task_runner import TaskRunner


class DeployPage(Page):
    """Brings the program to the chosen servers and shows each step there."""

    stop: ClassVar = Stop.DEPLOY
    title: ClassVar = say("Deploy and run")
    lead: ClassVar = say(
        "GoFerry runs the program as a systemd service, and rolls back if it is not healthy."
    )

    def __init__(self, session: Session, runner: TaskRunner) -> None:
        super().__init__(session, runner)
        self.connector = Connector(session, self)
        self.view = DeployView(self.body, self.problems)
        self.form, self.servers = self.view.form, self.view.servers
        self.plan, self.log = self.view.plan, self.view.log
        self.settler = ServiceSettler(self, self.form)
        self.operator = Operator(self, self.connector)
        self.deployer = Deployer(self, self.view, connector=self.connector, operator=self.operator)
        self.finisher = Finisher(self, self.connector, self._on_event)
        self._connect()

    def primary_action(self) -> PrimaryAction:
        """Deploy to the chosen servers; once that went well, see it running."""
        if self.deployer.done:
            return PrimaryAction(label=say("See it running"))
        count, before = len(bringing.chosen_servers(self.session)), self.session.current.kept_old
        again = self.deployer.over
        label = deploy_words.primary_action(count, build_before=before, again=again)
        return PrimaryAction(label=label, ready=not self.servers.running)

    def act(self) -> None:
        """Do what the button says."""
        if self.deployer.done:
            self.go.emit(Stop.RUNNING)
        else:
            self.runner.spawn(self.run())

    def begin(self) -> None:
        """Deploy, whatever is shown."""
        self.runner.spawn(self.run())

    def choices(self) -> tuple[QWidget, ...]:
        """The service and the servers; what happens stays readable."""
        return (self.form, *self.servers.controls())

    def first_field(self) -> QWidget:
        """The service comes first, and of a deploy its log."""
        return self.log.pane.view if self.view.in_job else self.form.first_field()

    def enter(self) -> None:
        """Look how the program serves; the first time, propose a service that fits."""
        project = self.session.current.project
        if project is not None:
            self.runner.spawn(self.settler.examine(project))
        super().enter()
        self.view.watch(self.frame)
        self.finisher.offer()

    def refresh(self) -> None:
        """Show service and servers."""
        current = self.session.current
        if self.deployer.outdated:
            self.view.show_settings()
        if current.service is not None:
            folder = current.project.folder if current.project else None
            self.form.show_service(current.service, folder)
        self.form.takeover.show_traits(current.traits)
        self._show_rows()

    async def run(self) -> bool:
        """Ask all questions first, then deploy to every chosen server."""
        service = await self._ready()
        return service is not None and await self.deployer.run(service)

    async def show_plan(self) -> None:
        """Connect and show every command that would run, without changing anything."""
        if (service := await self._ready()) is not None:
            await self.deployer.show_plan(service)

    async def _ready(self) -> Service | None:
        """Take the form and clear the page; None while something is under way, or wrong."""
        service = await self.settler.settled()
        if service is None or self.runner.busy or self.servers.running:
            return None
        self._clear()
        return service

    def carry_out(self, action: do.Action) -> None:
        """Take another port, or roll back; the rest is the window's."""
        if isinstance(action, do.ServiceAction):
            self._carry_out(action)
        elif isinstance(action, do.Retry):
            self.runner.spawn(self.run())
        elif isinstance(action, do.SettleFleet):
            self.runner.spawn(self._settle(action))
        else:
            super().carry_out(action)

    def _carry_out(self, action: do.ServiceAction) -> None:
        match action:
            case do.UseOption(key, text):
                self.told.emit(self.settler.use(key, text))
                self._change(key)
            case do.ChooseOption(key):
                self._change(key)
            case do.GiveTime(server, seconds):
                self.runner.spawn(self.operator.give_time(server, seconds))
            case do.RollBack(server) if server in self.servers.rows:
                self.runner.spawn(self.operator.roll_back(server))
            case do.ShowLogs(server) if server in self.servers.rows:
                self.runner.spawn(self.operator.follow(server))
            case do.ShowLogs() if len(bringing.chosen_servers(self.session)) == 1:
                self.runner.spawn(
                    self.operator.follow(bringing.chosen_servers(self.session)[0].name)
                )
            case do.ShowLogs() | do.RollBack():
                self.told.emit(
                    say("Several servers are selected. Use the button in the row of one server.")
                )
            case _:
                assert_never(action)

    async def _settle(self, action: do.SettleFleet) -> None:
        """Bring the servers of a deploy that was cut off to one release."""
        done, service = await self.finisher.settle(action), self.session.current.service
        if done and service is not None and service.name == action.service:
            self._keep(done, None)

    def _change(self, key: str = "name") -> None:
        """Bring the settings back, with the cursor at one of them."""
        if self.servers.running:
            return
        self.view.show_settings()
        self.form.point_at(key)
        self.deed_changed.emit()

    def _go_on(self, step: NextStep) -> None:
        match step:
            case NextStep.DOMAIN:
                self.runner.spawn(self.operator.grant(self.servers.job[0], Wish.FRONT))
            case NextStep.SERVER:
                self.runner.spawn(spread(self))
            case NextStep.ALARM:
                self.runner.spawn(self._set_alarm())

    async def _set_alarm(self) -> None:
        """Set the alarm of the server that was deployed to first."""
        servers = {one.name: one for one in bringing.chosen_servers(self.session)}
        if (server := servers.get(self.servers.job[0])) is not None:
            await alarming.look_after(self, self.connector, server)

    def _connect(self) -> None:
        self.deployer.happened.connect(self._on_event)
        self.deployer.ended.connect(self._keep)
        self.deployer.changed.connect(self._show_state)
        self.operator.said.connect(self.servers.say)
        self.operator.happened.connect(self._on_event)
        self.operator.ended.connect(lambda outcome: self._keep((outcome,), None))
        self.operator.log_wanted.connect(self.view.show_log)
        self.operator.line_came.connect(lambda line: self.log.append([line]))
        self.operator.looked.connect(self._show_looked)
        self.view.next.wanted.connect(self._go_on)
        self.form.change_wanted.connect(self._change)
        self.form.again_wanted.connect(lambda: self.runner.spawn(self.run()))
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

    def _on_event(self, event: Event) -> None:
        self.servers.take(event)
        server = event.before if isinstance(event, Noticed) else event.server
        self.log.append(deploy_words.lines_of(event), server)

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
        names = bringing.names(self.session)
        self.log.append([in_words(one, names) for one in outcomes])
        self._show_rows()

    def _clear(self) -> None:
        self.operator.follower.stop()
        self.log.begin([one.name for one in bringing.chosen_servers(self.session)])
        self.plan.hide()
        self.show_problems(())
        self.session.change(outcomes={})
        self._show_rows()

    def _toggle(self, name: str, on: bool) -> None:  # noqa: FBT001 - a slot
        chosen = self.session.current.chosen
        if on and name not in chosen:
            self.session.change(chosen=(*chosen, name))
        if not on and name in chosen:
            self.session.change(chosen=tuple(one for one in chosen if one != name))

    def _show_state(self) -> None:
        """Show where the deploy is."""
        self._show_rows()
        self.deed_changed.emit()

    def _show_looked(self) -> None:
        """Show what a server told when it was asked."""
        self.view.show_settings()
        self._show_state()

    def _show_rows(self) -> None:
        current = self.session.current
        self.form.again.setVisible(self.deployer.done)  # else the primary button does it
        self.servers.show_servers(current.servers, current.chosen)
        self.servers.show_own(bringing.environments(self.session), bringing.own(self.session))
        if not (self.runner.busy or self.servers.running):
            kind = current.service.kind if current.service else Kind.WEB
            names = bringing.names(self.session)
            self.servers.show_found(current.statuses, current.outcomes, kind, names=names)
