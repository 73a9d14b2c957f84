"""States that a person meets, to take pictures of and to check: a page, and how it came there."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.actions import OpenFile, Retry, ShowLogs
from core.events import LogLine, Progress, Stage, StepFinished, StepStarted, unheard
from core.journey import Stop
from core.operate.drill import WORDS
from core.operate.drilled import Part
from core.problems import Advice, Problem
from core.servers.store import ServerStore
from core.service.fronted import Certificate, Fronted, Site
from core.service.model import Kind, Mode, Process, Service
from core.service.results import Outcome, ProcessStatus, Result, Runs, Status
from core.ssh.profile import Profile
from core.usecases import guarding, servers
from core.usecases.restarting import Restarts
from core.words import say, verbatim
from gui.pages.build import BuildPage
from gui.pages.deploy import DeployPage
from gui.pages.running import RunningPage
from gui.pages.servers import ServersPage
from gui.widgets.upkeep import store_words
from tests.gui.boards import board
from tests.gui.seen import page_at
from tests.gui.test_past import DONE, KNOWN, end
from tests.gui.upkeep import backup, cleanings, dailies, drill
from tests.reading import line

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.events import Event
    from gui.shell.main_window import MainWindow

_OLD, _NEW = "11-28274e6d", "12-9357335e"


def deploying(window: MainWindow) -> None:
    """Upload to the first of three servers; the second rehearses, the third looks."""
    _three_servers(window)
    _begin(window)
    _tell(
        window,
        StepStarted(step=say("Upload the program."), number=1, of=5, span=(0.0, 0.4),
                    server="web1", stage=Stage.UPLOAD),
        Progress(done=7_500_000, total=20_400_000, unit="bytes", server="web1"),
        StepStarted(step=say("Rehearse it on a spare port"), number=2, of=5, span=(0.4, 0.5),
                    server="web2", stage=Stage.UPLOAD),
        StepStarted(step=say("Rehearse it on a spare port"), number=2, of=5, span=(0.4, 0.5),
                    server="web2", stage=Stage.REHEARSE),
        LogLine(text='{"time":"2026-12-01T06:00:00Z","level":"INFO","msg":"listening","port":8080}',
                server="web2"),
    )  # fmt: skip


def fleet(window: MainWindow) -> None:
    """A deploy to servers of two environments, one of them protected; one failed."""
    labelled(window)
    _begin(window)
    for name in window.session.current.chosen:
        for stage in (Stage.UPLOAD, Stage.REHEARSE, Stage.SWITCH, Stage.HEALTHY):
            step = StepStarted(step=say("Switch to the new release"), number=1, of=2, span=(0.6, 1),
                               server=name, stage=stage)  # fmt: skip
            _tell(window, step)
    back = say("Return to the previous release")
    _tell(window, StepStarted(step=back, number=2, of=2, server="web3", stage=Stage.BACK))


def _begin(window: MainWindow) -> None:
    page, current = page_at(window, DeployPage), window.session.current
    assert current.service is not None
    page.refresh()
    page.deployer._begin(current.service)
    window.runner.servers = current.chosen
    page.servers._ticks.stop()  # a picture of an unknown second would be another each time
    page.servers._ticks.start(3_600_000)


def _tell(window: MainWindow, *events: Event) -> None:
    page = page_at(window, DeployPage)
    for event in events:
        page._on_event(event)
        window.footer.show_event(event)


def labelled(window: MainWindow) -> None:
    """Servers with labels, of a protected environment and of an open one."""
    _three_servers(window)
    home = window.session.home
    guarding.describe(home, "production", protected=True)
    for name, labels in (
        ("web1", {"env": "production", "region": "east"}),
        ("web2", {"env": "production", "region": "west"}),
        ("web3", {"env": "staging"}),
    ):
        servers.label(home, name, labels, report=unheard)
    window.session.reload_servers()
    page_at(window, ServersPage).refresh()


def deployed(window: MainWindow) -> None:
    """Two servers took the release; the third returned to the one before."""
    _three_servers(window)
    outcomes = {
        name: Outcome(
            server=name,
            result=Result.DEPLOYED,
            release=_NEW,
            previous=_OLD,
            seconds=9.4,
            uploaded_bytes=812_345,
            url=f"http://{name}.example:8080/",
        )
        for name in ("web1", "web2")
    }
    outcomes["web3"] = Outcome(
        server="web3",
        result=Result.ROLLED_BACK,
        release=_OLD,
        previous="10-5f2c11aa",
        seconds=31.2,
        uploaded_bytes=812_345,
        problem=_SICK,
    )
    page = page_at(window, DeployPage)
    _begin(window)
    _tell(window, LogLine(text="20.4 MB arrived", server="web1"))
    for name in outcomes:
        for stage in (Stage.UPLOAD, Stage.REHEARSE, Stage.SWITCH, Stage.HEALTHY):
            step = say("Switch to the new release")
            _tell(window, StepStarted(step=step, number=1, of=2, server=name, stage=stage))
    page.servers.end(tuple(outcomes.values()))
    page._keep(tuple(outcomes.values()), None)
    page.view.fit()
    page.deployer._reveal_fault(tuple(outcomes.values()))


def fronted(window: MainWindow) -> None:
    """One server has domains, good and less so; one has none yet, and of one nobody knows."""
    _three_servers(window)
    current = window.session.current
    web1, web2, web3 = (current.statuses[f"web{number}"] for number in (1, 2, 3))
    runs_on = ("http://10.0.0.5:8080/",)
    window.session.change(
        statuses={
            "web1": replace(web1, domains=DOMAINS, addresses=runs_on),
            "web2": replace(web2, addresses=runs_on),
            "web3": replace(web3, domains=_CLOSED, addresses=runs_on),
        }
    )
    page_at(window, DeployPage).refresh()


def all_options(window: MainWindow) -> None:
    """Everything that can be said about a service is unfolded."""
    _three_servers(window)
    form = page_at(window, DeployPage).form
    form.point_at("name")
    form.unfold_more.setChecked(True)


def job(window: MainWindow) -> None:
    """A timer whose last run failed, beside a worker of the same release; its log is followed."""
    _three_servers(window)
    runs = Runs(
        last="2026-11-29T03:00:07+00:00", next="2026-11-30T03:00:00+00:00", code=3, well=False
    )
    mailer = ProcessStatus(name="mailer", active="active", healthy=True)
    current = window.session.current
    known = {
        name: replace(one, kind=Kind.TIMER, runs=runs, processes=(mailer,))
        for name, one in current.statuses.items()
    }
    several = (Process(name="mailer", args=("work", "--queue", "mail")),)
    service = Service(name="shop", kind=Kind.TIMER, schedule="*-*-* 03:00", processes=several)
    window.session.change(chosen=("web1",), service=service, statuses=known)


def broken_build(window: MainWindow) -> None:
    """The compiler found several mistakes, one of which is explained."""
    page = page_at(window, BuildPage)
    project = window.session.current.project
    assert project is not None
    page.stages.begin()
    for stage, step in ((Stage.LOOK, say("Look")), (Stage.COMPILE, say("Compile"))):
        page._on_event(StepStarted(step=step, number=1, of=4, stage=stage))
    page._on_event(LogLine(text="# example.com/shop/cmd/server"))
    for place in ("cmd/server/main.go:31:12", *(f"internal/store.go:{n}:2" for n in range(7, 12))):
        page._on_event(LogLine(text=f"{place}: undefined: handler.Newx"))
    page.stages.fail(in_code=True)
    window.session.note_end(Stop.BUILD, failed=True)
    window.session.change(kept_old=True)
    opened = OpenFile(project.folder / "cmd/server/main.go", 31, 12)
    advice = (replace(_UNDEFINED.next[0], action=opened),)
    page._show((replace(_UNDEFINED, next=advice),))
    page.refresh()


def no_server(window: MainWindow) -> None:
    """Somebody wants to go on without a server."""
    window.session.change(servers=(), chosen=())
    page_at(window, ServersPage).act()


def _three_servers(window: MainWindow) -> None:
    store = ServerStore(window.session.home)
    for number in (2, 3):
        store.add(Profile(name=f"web{number}", host=f"web{number}.example", user="deploy"))
    window.session.reload_servers()
    names = tuple(one.name for one in window.session.current.servers)
    service = Service(name="shop", mode=Mode.SHARED, env_file=Path("/home/me/shop.env"))
    status = Status(
        server="",
        active="active",
        release=_OLD,
        previous="10-5f2c11aa",
        releases=("9-0a1b2c3d", "10-5f2c11aa", _OLD),
        healthy=True,
        exposure=1.2,
    )
    window.session.change(
        chosen=names,
        service=service,
        statuses={name: replace(status, server=name) for name in names},
    )


def several_services(window: MainWindow) -> None:
    """Five services, one of which failed, and a server that could not be reached."""
    labelled(window)
    page_at(window, RunningPage).watcher._timer.stop()  # nobody looks at servers that are not
    window.session.change(board=board(time.time()))


def home(window: MainWindow) -> None:
    """What was deployed can come again, to the same servers or to one more."""
    several_services(window)
    window.session.change(shipped="1" * 64, service=Service(name="shop"))
    page_at(window, RunningPage).refresh()


def log_of_a_service(window: MainWindow) -> None:
    """Its log on three servers: a column for a field, and a time that is typed wrongly."""
    several_services(window)
    detail = page_at(window, RunningPage).detail
    detail.tabs.setCurrentWidget(log := detail.log)
    log.begin(("web1", "web2", "web3"))
    stamp = 1_764_500_000_000_000
    for number in range(60):
        fields = {"path": f"/orders/{number * 37}", "took": f"{number % 9 + 1}ms"}
        level = ("info", "info", "warning", "error", "debug")[number % 5]
        log.take(line("answered", server=f"web{number % 3 + 1}", fields=fields, level=level,
                      time=stamp + number * 1_700_000))  # fmt: skip
    log._show_field("path", on=True)
    log._flush()
    log._spelling.finish()
    log.pane._flush()
    log.range.usual.setCurrentIndex(log.range.usual.findData("typed"))
    log.range.usual.activated.emit(log.range.usual.currentIndex())
    log.range.since.setText("2 h")
    log.range.until.setText("noonish")
    log.range.say_fault(_NO_TIME)


def releases_of_a_service(window: MainWindow) -> None:
    """Its releases, one of them chosen."""
    several_services(window)
    detail = page_at(window, RunningPage).detail
    detail.tabs.setCurrentWidget(detail.releases)
    detail.releases.show_releases(KNOWN)
    detail.releases.table.selectRow(1)


def history_of_a_service(window: MainWindow) -> None:
    """What was done to it."""
    several_services(window)
    detail = page_at(window, RunningPage).detail
    detail.tabs.setCurrentWidget(detail.history)
    detail.history.show_entries(DONE[0].entries)


def ends_of_a_service(window: MainWindow) -> None:
    """Why it was started again."""
    several_services(window)
    detail = page_at(window, RunningPage).detail
    detail.tabs.setCurrentWidget(detail.ends)
    detail.ends.show_found(Restarts(server="web2", service="shop", ends=(end(1), end(2))))


_NO_TIME = Problem(
    code="time_not_understood",
    what=say("“{words}” is not a time.", words="noonish"),
    why=say("Examples of times: {examples}.",
            examples=verbatim("10m, 2h, 3d, today, 14:30, 2026-11-30 14:30")),
    field="until",
)  # fmt: skip


def drilled(window: MainWindow) -> None:
    """A drill has ended, in which a redeploy lost requests."""
    several_services(window)
    page = page_at(window, RunningPage)
    page.refresh()
    page.detail.tabs.setCurrentWidget(page.detail.drill)
    found = drill()
    page.detail.drill.begin(page.model.rows[0].seen)
    for part in _PARTS:
        page.detail.drill.hear(StepStarted(step=part, number=1, of=5))
        page.detail.drill.hear(StepFinished(step=part, seconds=1.0))
    page.detail.drill.end(found)


def drilling(window: MainWindow) -> None:
    """A drill is under way: its third part."""
    several_services(window)
    page = page_at(window, RunningPage)
    page.refresh()
    page.detail.tabs.setCurrentWidget(page.detail.drill)
    page.detail.drill.begin(page.model.rows[0].seen)
    for part in _PARTS[:2]:
        page.detail.drill.hear(StepStarted(step=part, number=1, of=5))
        page.detail.drill.hear(StepFinished(step=part, seconds=1.0))
    page.detail.drill.hear(StepStarted(step=_PARTS[2], number=3, of=5))


def stored(window: MainWindow) -> None:
    """What a service takes on two servers, and a backup that is here."""
    several_services(window)
    page = page_at(window, RunningPage)
    page.refresh()
    page.upkeep.storer._of = "shop"  # nobody is asked
    page.detail.tabs.setCurrentWidget(page.detail.store)
    page.detail.store.show_found(cleanings())
    page.detail.store.tell_backup(store_words.backed_up(backup()))
    page.detail.store.copies.show_found(dailies())


_PARTS = tuple(WORDS[part] for part in Part)
_SICK = Problem(
    code="unhealthy",
    what=say("The new release did not answer on web3, so the previous one runs again."),
    why=say("It stopped right after it had started: dial tcp 10.0.0.5:5432: connection refused."),
    next=(
        Advice(say("Follow its log"), ShowLogs("web3")),
        Advice(say("Try again"), Retry()),
    ),
    details="2026/11/25 panic: dial tcp 10.0.0.5:5432: connect: connection refused",
)
DOMAINS = tuple(
    Fronted(site=Site(domain=domain, service="shop", port=8080), certificate=certificate)
    for domain, certificate in (
        ("shop.example.com", Certificate(issuer="Let's Encrypt R13", days_left=80)),
        (
            "www.example.com",
            Certificate(
                issuer="Let's Encrypt R13",
                days_left=9,
                problem=say(
                    "{ends} The last renewal ended with: {reason}",
                    ends=say("The certificate expires in 9 days."),
                    reason="192.0.2.7: Fetching http://www.example.com/.well-known/acme-challenge/"
                    "x: Connection refused",
                ),
            ),
        ),
        ("old.example.com", Certificate(problem=say("There is no certificate yet."))),
    )
)
_CLOSED = Problem(
    code="front_hidden",
    what=say("It is not known whether a domain leads to a service on {server}.", server="web3"),
    why=say("Only root can read that. {what}", what=say("sudo is not allowed.")),
)
_UNDEFINED = Problem(
    code="undefined",
    what=say("The program uses a name that is nowhere defined."),
    why=say("undefined: handler.Newx"),
    next=(Advice(say("Open main.go, line 31"), OpenFile.at("cmd/server/main.go:31:12")),),
    details="cmd/server/main.go:31:12: undefined: handler.Newx",
)

STATES: dict[str, tuple[Stop, Callable[[MainWindow], None]]] = {
    "deploying": (Stop.DEPLOY, deploying),
    "fleet": (Stop.DEPLOY, fleet),
    "labelled": (Stop.SERVERS, labelled),
    "deployed": (Stop.DEPLOY, deployed),
    "fronted": (Stop.DEPLOY, fronted),
    "all-options": (Stop.DEPLOY, all_options),
    "job": (Stop.DEPLOY, job),
    "broken-build": (Stop.BUILD, broken_build),
    "no-server": (Stop.SERVERS, no_server),
    "board": (Stop.RUNNING, several_services),
    "running-log": (Stop.RUNNING, log_of_a_service),
    "running-releases": (Stop.RUNNING, releases_of_a_service),
    "running-history": (Stop.RUNNING, history_of_a_service),
    "running-restarts": (Stop.RUNNING, ends_of_a_service),
    "drilled": (Stop.RUNNING, drilled),
    "drilling": (Stop.RUNNING, drilling),
    "stored": (Stop.RUNNING, stored),
    "home": (Stop.RUNNING, home),
}
