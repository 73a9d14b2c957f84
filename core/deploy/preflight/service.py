"""Is the service itself well described, and is its port free?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.actions import ChooseOption, UseOption
from core.deploy import bundle
from core.ports import FIRST_FREE_PORT
from core.problems import Advice, Problem
from core.service import environment
from core.service.model import Mode, Scope
from core.service.unit_values import inner_ports
from core.words import list_of, say, say_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.deploy.preflight.case import Case
    from core.servers.listeners import Listener
    from core.words import Text

_LOOPBACK = frozenset({"127.0.0.1", "::1"})
_SHOWN_NAMES = 8
_TAKE_SOCKET = Advice(say("A program with socket activation can use mode shared."))


def env_file(case: Case) -> Problem | None:
    """Refuse an environment file that systemd would read otherwise."""
    return case.service.environment.problem if case.service.environment else None


def past_the_proxy(case: Case) -> Problem | None:
    """Tell that the program's own port may be open beside the proxy's, and what the firewall does.

    No unit can confine it: systemd filters addresses for what comes and goes alike.
    """
    if case.service.mode is not Mode.PROXY:
        return None
    inner = inner_ports(case.service)[0]
    heard = [one.address for one in case.facts.listeners or () if one.port == inner]
    if heard and all(address in _LOOPBACK for address in heard):
        return None
    return Problem(
        code="inner_port_open",
        what=say(
            "Clients can bypass the proxy and reach the program on port {inner}.", inner=inner
        ),
        why=_about_firewall(case),
        next=(
            Advice(say("Make the program listen on 127.0.0.1 and the port in PORT.")),
            Advice(say("Or keep port {inner} closed in the firewall.", inner=inner)),
        ),
    )


def variables_lost(case: Case) -> Problem | None:
    """Name what the server's environment file has and the one that replaces it has not."""
    ours = case.service.environment
    lost = environment.lost(ours, case.there.variables) if ours else ()
    if not ours or not lost:
        return None
    return Problem(
        code="variables_lost",
        what=say_count(
            len(lost),
            one="This deploy removes the variable {names} from the service.",
            many="This deploy removes {n} variables from the service: {names}",
            names=list_of(lost[:_SHOWN_NAMES]),
        ),
        why=say(
            "These variables are in the environment file on the server, which {file} replaces.",
            file=str(ours.file),
        ),
        next=(
            Advice(say("Add what the service still needs to the file.")),
            Advice(say("Or deploy without a file. The variables on the server stay.")),
        ),
        details="\n".join(lost),
        field="env_file",
    )


def includes(case: Case) -> Problem | None:
    """Refuse files that cannot travel."""
    return bundle.problem_of(case.service)


def notes(case: Case) -> tuple[Problem, ...]:
    """Say what is particular about the files that travel, and about the environment file."""
    ours = case.service.environment
    return (
        *(environment.notes(ours, systemd=case.reader) if ours else ()),
        *(() if bundle.problem_of(case.service) else bundle.notes(case.service)),
    )


def _about_firewall(case: Case) -> Text:
    active = case.facts.firewall
    if active is None:
        return say("Whether a firewall runs on the server is not known.")
    if active:
        return say("A firewall runs on the server: {names}.", names=list_of(active))
    return say("No firewall that GoFerry knows runs on the server.")


def port_taken(case: Case) -> Problem | None:
    """Refuse a port that somebody else listens on."""
    ports = (case.service.port, *inner_ports(case.service)) if case.serves else ()
    found = (in_use(case, port, case.facts.listeners) for port in ports)
    return next(filter(None, found), None)


def in_use(case: Case, port: int, listeners: Sequence[Listener] | None) -> Problem | None:
    """Tell that a stranger is among those who listen on a port."""
    strangers = [one for one in listeners or () if one.port == port and not _is_ours(one, case)]
    owner = max(strangers, key=lambda one: bool(one.program), default=None)
    if owner is None:
        return None
    return Problem(
        code="port_in_use",
        what=(
            say(
                "Port {port} is used by {program} (process {pid}).",
                port=port,
                program=owner.program,
                pid=owner.pid or 0,
            )
            if owner.program
            else say("Port {port} is used by another program.", port=port)
        ),
        why=say("Two programs cannot open the same port."),
        next=(Advice(say("Use another port."), ChooseOption("port")),),
        field="port",
    )


def _is_ours(heard: Listener, case: Case) -> bool:
    """Tell by the control group of each process that holds the port, whatever its name."""
    if not case.there.known:
        return False
    if heard.units:
        return all(_is_own_unit(unit, case) for unit in heard.units)
    running = case.there.unit_state == "active"
    return running and heard.program in {"", case.service.name[:15]}  # nobody may look closer


def _is_own_unit(unit: str, case: Case) -> bool:
    name, there = case.service.name, case.there
    if case.service.scope is Scope.USER:
        manager = f"user@{there.uid}.service/"
        if not unit.startswith(manager):
            return False
        unit = unit.removeprefix(manager)
    has_socket = any(path.endswith(f"/{name}.socket") for path in there.texts)
    own = {f"{name}.service", f"{name}.socket", f"{name}-proxy.service"}
    return (
        unit in own
        or unit.startswith((f"{name}-next@", f"{name}-try@", f"{name}."))
        or (unit == "init.scope" and has_socket)
    )


def port_needs_root(case: Case) -> Problem | None:
    """Refuse a low port without root."""
    low = case.serves and case.service.port < FIRST_FREE_PORT
    if case.service.scope is Scope.SYSTEM or not low:
        return None
    return Problem(
        code="port_needs_root",
        what=say("Without root, the service cannot open port {port}.", port=case.service.port),
        why=say("Linux reserves ports below 1024 for root."),
        next=(
            Advice(say("Use port 1024 or higher."), UseOption("port", "8080")),
            Advice(say("Or deploy as a user with sudo, in another mode.")),
        ),
        field="port",
    )


def costs_requests(case: Case) -> Problem | None:
    """Say what each change costs in the modes that suit every program."""
    if case.service.mode is Mode.PROXY:
        return Problem(
            code="proxy_costs",
            what=say("Compatibility mode: systemd-socket-proxyd runs in front of the program."),
            why=say(
                "The program opens port {inner} instead, and sees 127.0.0.1 as the "
                "address of every client. Connections that are open during a switch"
                " end.",
                inner=inner_ports(case.service)[0],
            ),
            next=(_TAKE_SOCKET,),
        )
    restarts = case.serves and case.service.mode is Mode.RESTART
    if not restarts or case.there.unit_state != "active":
        return None
    return Problem(
        code="restart_costs_requests",
        what=say("Requests that arrive during the restart are refused."),
        why=say("The program opens its own port, so old and new cannot overlap."),
        next=(
            _TAKE_SOCKET,
            Advice(say("For other programs, mode proxy keeps the port open.")),
        ),
    )
