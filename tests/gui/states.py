"""States that a person meets, to take pictures of and to check: a page, and how it came there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.actions import OpenFile, Retry, ShowLogs
from core.events import Progress, StepStarted
from core.journey import Stop
from core.problems import Advice, Problem
from core.servers.store import ServerStore
from core.service.fronted import Certificate, Fronted, Site
from core.service.model import Kind, Mode, Process, Service
from core.service.results import Outcome, ProcessStatus, Result, Runs, Status
from core.ssh.profile import Profile
from core.words import say
from gui.pages.build import BuildPage
from gui.pages.deploy import DeployPage
from gui.pages.servers import ServersPage
from tests.gui.seen import page_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.shell.main_window import MainWindow

_OLD, _NEW = "11-28274e6d", "12-9357335e"


def deploying(window: MainWindow) -> None:
    """Upload to the first of three servers; the others wait."""
    _three_servers(window)
    page = page_at(window, DeployPage)
    page.form.fold_up()
    page.servers.rows["web1"].say(say("Upload the program, beside everything that runs."))
    page.servers.rows["web1"].track.show_coming(coming=True)
    page.servers.rows["web1"].show_progress(
        Progress(done=7_500_000, total=20_400_000, unit="bytes", server="web1")
    )
    for name in ("web2", "web3"):
        page.servers.rows[name].say(say("Connected."))
    page.log.show()
    page.log.append(["web1  Let systemd read the changed units.", "web1  Upload the program"])
    window.footer.show_event(StepStarted(step=say("Upload the program"), number=7, of=14))


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
    window.session.change(outcomes=outcomes)
    page_at(window, DeployPage).form.fold_up()
    page_at(window, DeployPage).show_problems((_SICK,))


def fronted(window: MainWindow) -> None:
    """One server has domains, good and less so; one has none yet, and of one nobody knows."""
    _three_servers(window)
    current = window.session.current
    web1, web2, web3 = (current.statuses[f"web{number}"] for number in (1, 2, 3))
    runs_on = ("http://10.0.0.5:8080/",)
    window.session.change(
        statuses={
            "web1": replace(web1, domains=_DOMAINS, addresses=runs_on),
            "web2": replace(web2, addresses=runs_on),
            "web3": replace(web3, domains=_CLOSED, addresses=runs_on),
        }
    )
    page_at(window, DeployPage).refresh()


def all_options(window: MainWindow) -> None:
    """Everything that can be said about a service is unfolded."""
    _three_servers(window)
    page_at(window, DeployPage).form.unfold_more.setChecked(True)


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
    """The compiler found something."""
    page = page_at(window, BuildPage)
    line = "cmd/server/main.go:31:12: undefined: handler.Newx"
    page.log.append(["\x1b[1mCompile\x1b[0m", "# example.com/shop/cmd/server", line])
    page.faults.take(line)
    page.show_problems((_UNDEFINED,))


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
_DOMAINS = tuple(
    Fronted(site=Site(domain=domain, service="shop", port=8080), certificate=certificate)
    for domain, certificate in (
        ("shop.example.com", Certificate(issuer="Let's Encrypt R13", days_left=80)),
        (
            "www.example.com",
            Certificate(
                issuer="Let's Encrypt R13",
                days_left=9,
                problem=say(
                    "{ends} The last try to renew it ended with: {reason}",
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
    what=say("Whether a domain leads here is not known on {server}.", server="web3"),
    why=say("Only root may look there. {what}", what=say("sudo is not allowed.")),
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
    "deployed": (Stop.DEPLOY, deployed),
    "fronted": (Stop.DEPLOY, fronted),
    "all-options": (Stop.DEPLOY, all_options),
    "job": (Stop.DEPLOY, job),
    "broken-build": (Stop.BUILD, broken_build),
    "no-server": (Stop.SERVERS, no_server),
}
