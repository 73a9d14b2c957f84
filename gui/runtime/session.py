"""The one mutable place of the window: the current state, and the signal that it changed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from core import journey, settings
from core.build.options import BuildOptions
from core.journey import Mark, Stop, Way
from core.problems import ProblemError
from core.settings import Settings
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from core.binary.inspection import Inspection
    from core.build.artifact import Artifact
    from core.events import Event
    from core.home import Home
    from core.problems import Problem
    from core.project.model import Project
    from core.project.traits import ServiceTraits
    from core.servers.facts import Facts
    from core.service.model import Service
    from core.service.results import Outcome, Status
    from core.service.seen import Board
    from core.ssh.profile import Credentials, Profile
    from core.target import Target
    from core.toolchain import Go
    from core.usecases.guarding import Environment
    from core.usecases.remembering import Remembered
    from core.words import Text


_MIRRORS = ("proxy", "private", "checksums")


@dataclass(frozen=True, slots=True, kw_only=True)
class Current:
    """Everything the pages show. `busy` says which job runs, `running` at which stop.

    `facts`, `outcomes` and `statuses` are by server name; `also` are targets that are built
    beside the one in `options`; `traits` is what the project's source tells of how it serves;
    `asked` and `proposed` are the options and the service that the project itself asks for;
    `touched` says what of the source changed since `artifact` was built, and `failed` are the stops
    whose last job ended badly; `kept_old` tells that the last build made no program; `board` is
    what is known of all services on all servers, None before anybody looked.
    """

    settings: Settings = field(default_factory=Settings)
    go: Go | None = None
    project: Project | None = None
    options: BuildOptions = field(default_factory=BuildOptions)
    asked: BuildOptions = field(default_factory=BuildOptions)
    also: tuple[Target, ...] = ()
    artifact: Artifact | None = None
    built: str = ""
    touched: Text | None = None
    inspection: Inspection | None = None
    servers: tuple[Profile, ...] = ()
    facts: Mapping[str, Facts] = field(default_factory=dict)
    environments: tuple[Environment, ...] = ()
    chosen: tuple[str, ...] = ()
    service: Service | None = None
    proposed: Service | None = None
    traits: ServiceTraits | None = None
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    statuses: Mapping[str, Status] = field(default_factory=dict)
    shipped: str = ""
    busy: Text | None = None
    running: Stop | None = None
    failed: frozenset[Stop] = frozenset()
    kept_old: bool = False
    visited: frozenset[Stop] = frozenset()
    board: Board | None = None

    @property
    def wanted(self) -> str:
        """The fingerprint of what a build would make now; empty without a project."""
        if self.project is None:
            return ""
        from core.usecases.remembering import fingerprint

        return fingerprint(self.project.folder, self.options)

    @property
    def build_deed(self) -> Text:
        """What the button that builds all chosen targets says."""
        targets = 1 + len(self.also)
        if targets > 1:
            return say("Build for {n} targets", n=targets)
        return say("Build for {target}", target=str(self.options.target))

    @property
    def marks(self) -> dict[Stop, Mark]:
        """The state of every stop on the rail."""
        way = Way(
            project=self.project is not None,
            target=bool(self.built) or Stop.TARGET in self.visited,
            wanted=self.wanted,
            built=self.built if self.artifact else "",
            touched=self.touched,
            made=self.artifact.sha256 if self.artifact else "",
            shipped=self.shipped,
            servers=len(self.servers),
            running=self.running,
            doing=self.busy,
            failed=self.failed,
            kept_old=self.kept_old,
            live=len(self.board.rows) if self.board else 0,
            unwell=self.board.unwell if self.board else 0,
        )
        return journey.marks(way)


class Session(QObject):
    """Holds `Current`, replaces it, tells everyone, and keeps what must outlive the window."""

    changed = Signal()
    unsaved = Signal(object)  # the Problem that keeps choices from being remembered

    def __init__(self, home: Home) -> None:
        super().__init__()
        self.home = home
        found, self.settings_problem = settings.load(home)
        self.current = Current(settings=found)
        self._unsaved: Problem | None = None
        self._kept: dict[Path, Remembered] = {}  # by the folder of the project, as it is kept
        self.credentials: dict[str, Credentials] = {}  # by server name, in memory only

    def change(self, **values: Any) -> None:  # noqa: ANN401 - the fields of Current, checked by it
        """Replace fields of the current state, remember it, and tell everyone."""
        before = self.current
        self.current = replace(before, **values)
        if self.current == before:
            return
        self._try_to_keep(before)
        self.changed.emit()

    def note_end(self, stop: Stop, *, failed: bool) -> None:
        """Remember whether the last job of a stop ended badly, until it is begun again."""
        others = self.current.failed - {stop}
        self.change(failed=others | {stop} if failed else others)

    def take_program(self, made: Artifact, *, built: str, **more: Any) -> None:  # noqa: ANN401 - as above
        """Let a new program be the project's: what was found out about the old one is over.

        `built` is the fingerprint of what it was built from; `more` changes in the same moment.
        """
        self.change(artifact=made, built=built, touched=None, inspection=None, **more)

    def reload_servers(self) -> Problem | None:
        """Read the server list anew: the command line may have changed it."""
        from core.events import Noticed
        from core.usecases import guarding
        from core.usecases import servers as listed

        noticed: list[Event] = []
        try:
            servers = listed.known(self.home, report=noticed.append)
            environments = guarding.environments_here(self.home, servers)
        except ProblemError as error:
            return error.problem
        names = {one.name for one in servers}
        chosen = tuple(name for name in self.current.chosen if name in names)
        if not chosen and servers:
            chosen = (servers[0].name,)
        self.change(servers=servers, environments=environments, chosen=chosen)
        return next((one.problem for one in noticed if isinstance(one, Noticed)), None)

    def open_project(self, project: Project) -> tuple[Problem, ...]:
        """Make this the project; its options, build and servers of last time come back."""
        from core.usecases.remembering import recall

        found, problem = recall(self.home, project.folder)
        self._kept = {project.folder: found}
        known = str(project.folder) in self.current.settings.recent
        self.change(
            project=project,
            settings=self.current.settings.opened(project.folder),
            options=found.options if known else self._as_usual(found.options),
            asked=found.asked,
            also=(),
            artifact=found.artifact,
            built=found.built,
            touched=None,
            failed=frozenset(),
            kept_old=False,
            service=found.service,
            proposed=found.proposed,
            traits=None,
            chosen=found.chosen,
            shipped=found.shipped,
            inspection=None,
            outcomes={},
            statuses={},
        )
        problems = (problem, self.reread_options(), self.reload_servers())
        return tuple(one for one in problems if one)

    def _as_usual(self, options: BuildOptions) -> BuildOptions:
        """Give a project that is new here the person's own mirrors, where it names none."""
        usual = {name: getattr(self.current.settings, name) for name in _MIRRORS}
        new = {name: value for name, value in usual.items() if value and not getattr(options, name)}
        return replace(options, **new)

    def reread_options(self) -> Problem | None:
        """Lay the person's own choices over what goferry.toml asks for now."""
        from core.usecases.settling import follow

        current = self.current
        if current.project is None:
            return None
        try:
            options, asked = follow(current.project.folder, current.options, current.asked)
        except ProblemError as error:
            return error.problem
        self.change(options=options, asked=asked)
        return None

    def propose(self, service: Service) -> None:
        """Lay the person's own choices over the service that the project asks for now."""
        from core.usecases.remembering import carried_over

        chosen, then = self.current.service, self.current.proposed
        if chosen is not None:  # what an older GoFerry remembered was all chosen
            service, asked = carried_over(chosen, then=then or service, now=service), service
            self.change(service=service, proposed=asked)
        else:
            from core.usecases.serving import as_usual

            usual = as_usual(service, self.current.settings)
            self.change(service=usual, proposed=service)

    def take_over(self) -> bool:
        """Show the program of a build that was kept elsewhere since; tell whether there is one."""
        from core.usecases.remembering import recall

        project = self.current.project
        known = None if project is None else self._kept.get(project.folder)
        if project is None or known is None:
            return False
        found, _ = recall(self.home, project.folder)
        newer = (found.artifact, found.built, found.shipped)
        if found.artifact is None or newer == (known.artifact, known.built, known.shipped):
            return False
        made, built, shipped = newer
        self._kept = {project.folder: replace(known, artifact=made, built=built, shipped=shipped)}
        other = made != self.current.artifact
        values = {"inspection": None, "touched": None} if other else {}
        self.change(artifact=made, built=built, shipped=shipped, **values)
        return other

    def _try_to_keep(self, before: Current) -> None:
        """Remember what can be remembered; the work goes on where it cannot, which is said once."""
        try:
            self._keep(before)
        except ProblemError as refused:
            if refused.problem != self._unsaved:
                self._unsaved = refused.problem
                self.unsaved.emit(refused.problem)

    async def inspected(self) -> Inspection | None:
        """Return what the last build's file is, looking now where nobody did; None without a build.

        Raises `ProblemError` for a file that is gone or cannot be read.
        """
        from core.usecases.inspecting import inspect_program

        artifact = self.current.artifact
        if self.current.inspection is None and artifact is not None:
            found = await inspect_program(artifact.path)
            if self.current.artifact == artifact:
                self.change(inspection=found)
        return self.current.inspection

    def _keep(self, before: Current) -> None:
        now = self.current
        if now.settings != before.settings:
            settings.save(self.home, now.settings, since=before.settings)
        if now.project is None:
            return
        folder, value = now.project.folder, _remembered(now)
        since = self._kept.get(folder)
        if value != since:
            from core.usecases.remembering import keep

            keep(self.home, folder, value, since)
            self._kept = {folder: value}


def _remembered(state: Current) -> Remembered:
    from core.usecases.remembering import Remembered

    return Remembered(
        options=state.options,
        asked=state.asked,
        proposed=state.proposed,
        artifact=state.artifact,
        built=state.built,
        service=state.service,
        chosen=state.chosen,
        shipped=state.shipped,
    )
