"""Will this program run on that server? Asked before anything is uploaded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.deploy import environment, extras, steps
from core.deploy.model import Mode
from core.problems import Action, Advice, Problem
from core.server.facts import Root
from core.words import Size, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.deploy.installed import Installed
    from core.deploy.model import Release, Service
    from core.server.facts import Facts

_HEALTH_PATH = re.compile(r"(?:/[A-Za-z0-9._~/?=&%+-]*)?")
_HIGHEST_PORT = 65535
_OLDEST_SYSTEMD = 240  # Type=exec
_FEWEST_INODES = 200
_SPARE_BYTES = 32_000_000
_MOST_SKEW = 120.0  # seconds; certificates and logs suffer beyond
_TOOLS = ("flock", "sha256sum", "systemd-run")
_INERT = re.compile(
    r"^\S+\.(?:service|socket):\d+: (?P<what>Unknown .+|.*ignoring.*)$", re.MULTILINE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """All that is known when a deploy is judged."""

    facts: Facts
    there: Installed
    release: Release
    service: Service


def findings(case: Case) -> tuple[Problem, ...]:
    """Return all that forbids this deploy; the causes of others go first."""
    return _found(case, _FORBIDDING)


def notes(case: Case) -> tuple[Problem, ...]:
    """Return what a person should know, though the deploy may go on."""
    return _found(case, _NOTABLE)


def inert_lines(told: str) -> tuple[Problem, ...]:
    """Read `systemd-analyze verify`, whose exit code is 0 for lines that it does not know."""
    found = [match["what"] for match in _INERT.finditer(told)]
    if not found:
        return ()
    return (
        Problem(
            code="unit_lines_inert",
            what=say("This server's systemd leaves out some of the service's protections."),
            why=say("It is older than the lines it does not know; the service runs without them."),
            details="\n".join(found),
        ),
    )


def _found(case: Case, checks: tuple[Callable[[Case], Problem | None], ...]) -> tuple[Problem, ...]:
    return tuple(problem for check in checks if (problem := check(case)))


def _odd_port(case: Case) -> Problem | None:
    if 0 < case.service.port <= _HIGHEST_PORT and _HEALTH_PATH.fullmatch(case.service.health_path):
        return None
    return Problem(
        code="service_settings_unusable",
        what=say("The port or the health path cannot be used."),
        why=say("A port is 1 to 65535; a health path begins with / and holds no spaces or quotes."),
        field="port",
    )


def _env_file(case: Case) -> Problem | None:
    return environment.problem_of(case.service.env_file) if case.service.env_file else None


def _includes(case: Case) -> Problem | None:
    return extras.problem_of(case.service)


def _not_for_linux(case: Case) -> Problem | None:
    verdict = case.release.verdict
    if verdict.format == "elf" and verdict.goos in {"linux", ""}:
        return None
    return Problem(
        code="not_for_linux",
        what=say("This file is not a program for Linux."),
        why=say("The server runs Linux; the program was built for another system."),
        next=(
            Advice(
                say("Build for linux/{arch}.", arch=case.facts.arch or "amd64"),
                Action.SET_TARGET,
                f"linux/{case.facts.arch or 'amd64'}",
            ),
        ),
    )


def _wrong_architecture(case: Case) -> Problem | None:
    built, there = case.release.verdict.goarch, case.facts.arch
    if not built or not there or built == there:
        return None
    return Problem(
        code="wrong_architecture",
        what=say("The program is for {built}, the server is {there}.", built=built, there=there),
        why=say("The server calls itself {machine}.", machine=case.facts.machine),
        next=(
            Advice(
                say("Rebuild for linux/{there}.", there=there), Action.SET_TARGET, f"linux/{there}"
            ),
        ),
    )


def _processor_too_old(case: Case) -> Problem | None:
    wanted, has = case.release.verdict.micro, case.facts.level
    if case.release.verdict.goarch != "amd64" or not wanted or not has or wanted <= has:
        return None
    return Problem(
        code="processor_too_old",
        what=say("The program was built for newer processors than the server's."),
        why=say("It wants amd64 {wanted}, the server has {has}.", wanted=wanted, has=has),
        next=(Advice(say("Rebuild for any amd64 (GOAMD64=v1)."), Action.SET_MICRO, "v1"),),
    )


def _other_libc(case: Case) -> Problem | None:
    verdict, facts = case.release.verdict, case.facts
    if not verdict.interpreter:
        return None
    wants = "musl" if "musl" in verdict.interpreter else "glibc"
    if facts.libc and facts.libc != wants:
        why = say("It wants {wants}, the server has {has}.", wants=wants, has=facts.libc)
    elif _newer(verdict.glibc, facts.libc_version):
        why = say(
            "It wants glibc {wants}, the server has {has}.",
            wants=verdict.glibc,
            has=facts.libc_version,
        )
    else:
        return None
    return Problem(
        code="glibc_too_old",
        what=say("The program needs a system library that the server does not have."),
        why=why,
        next=(
            Advice(say("Rebuild without cgo."), Action.CGO_OFF),
            Advice(say("Rebuild with the library linked in."), Action.CGO_STATIC),
        ),
    )


def _newer(wanted: str, has: str) -> bool:
    if not wanted or not has:
        return False
    return _numbers(wanted) > _numbers(has)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


def _no_systemd(case: Case) -> Problem | None:
    facts = case.facts
    if facts.systemd_running and facts.systemd >= _OLDEST_SYSTEMD:
        return None
    why = (
        say("Its systemd is version {version}; 240 or newer is needed.", version=facts.systemd)
        if facts.systemd_running
        else say("It does not run systemd, which starts services and keeps them alive.")
    )
    return Problem(
        code="no_systemd",
        what=say("This server cannot run the service the way GoFerry does it."),
        why=why,
        next=(Advice(say("Use a server with a current Debian, Ubuntu, Fedora or SUSE.")),),
        details=facts.os,
    )


def _tools_missing(case: Case) -> Problem | None:
    missing = [tool for tool in _TOOLS if tool not in case.facts.tools]
    missing += [] if "bash" in case.there.exists else ["bash"]
    if not missing:
        return None
    return Problem(
        code="tools_missing",
        what=say("The server lacks {tools}.", tools=", ".join(missing)),
        why=say("They switch releases safely and are part of every usual Linux."),
        next=(Advice(say("Install them with the server's package manager.")),),
    )


def _no_root(case: Case) -> Problem | None:
    if case.there.root or not steps.preparation(case.there, case.service):
        return None
    return Problem(
        code="prepare_needed",
        what=say("The server is not prepared for this service's present settings."),
        why=say("“{user}” may deploy here, but not change units.", user=case.facts.user),
        next=(Advice(say("Let an administrator run: goferry prepare.")),),
    )


def _root_in_terminal_only(case: Case) -> Problem | None:
    if case.facts.root is not Root.TERMINAL or "permitted" in case.there.exists:
        return None
    return Problem(
        code="sudo_needs_terminal",
        what=say("“{user}” can become root only in a terminal there.", user=case.facts.user),
        why=say("The server's sudo settings contain requiretty."),
        next=(Advice(say("Let an administrator run: goferry prepare.")),),
    )


def _name_taken(case: Case) -> Problem | None:
    there = case.there
    taken = sorted(there.exists & {"unit", "root", "settings", "data"})
    if there.known or not (taken or there.user):
        return None
    return Problem(
        code="name_taken",
        what=say("The server already has a “{name}” of its own.", name=case.service.name),
        why=say("GoFerry did not make it, so it will not touch it."),
        next=(Advice(say("Give the service another name.")),),
        details="\n".join((*taken, there.user)),
        field="service",
    )


def _port_taken(case: Case) -> Problem | None:
    owner = case.facts.owner_of(case.service.port)
    if owner is None or _is_ours(owner.program, case):
        return None
    return Problem(
        code="port_in_use",
        what=(
            say(
                "Port {port} is used by {program} (process {pid}).",
                port=case.service.port,
                program=owner.program,
                pid=owner.pid,
            )
            if owner.program
            else say("Port {port} is used by another program.", port=case.service.port)
        ),
        why=say("Two programs cannot open the same port."),
        next=(Advice(say("Use another port."), Action.CHOOSE_PORT),),
        field="port",
    )


def _is_ours(program: str, case: Case) -> bool:
    if not case.there.known:
        return False
    running = case.there.unit_state == "active"
    by_systemd = program == "systemd" and any(
        path.endswith(f"/{case.service.name}.socket") for path in case.there.texts
    )
    return by_systemd or (running and program in {"", case.service.name[:15]})


def _no_space(case: Case) -> Problem | None:
    needed = 2 * case.release.size + _SPARE_BYTES  # the upload and the release
    for path in ("/opt", "/var/lib"):
        place = case.facts.place(path)
        if place is None:
            continue
        few = place.free_inodes is not None and place.free_inodes < _FEWEST_INODES
        if place.free_bytes < needed or few:
            return Problem(
                code="disk_full",
                what=say("There is not enough room in {path} on the server.", path=path),
                why=say(
                    "{free} are free, {needed} and some hundred files are needed.",
                    free=Size(place.free_bytes),
                    needed=Size(needed),
                ),
                next=(Advice(say("Make room on the server, or keep fewer releases.")),),
            )
    return None


def _closed_place(case: Case) -> Problem | None:
    for path in ("/opt", "/var/lib", "/etc"):
        place = case.facts.place(path)
        if place and (place.read_only or (place.noexec and path == "/opt")):
            return Problem(
                code="folder_closed",
                what=say("{path} on the server cannot hold the program.", path=path),
                why=(
                    say("It is mounted read-only.")
                    if place.read_only
                    else say("It is mounted noexec: nothing in it may be run.")
                ),
                next=(Advice(say("Let an administrator change the mount.")),),
            )
    return None


def _clock_off(case: Case) -> Problem | None:
    if abs(case.facts.clock_skew) <= _MOST_SKEW:
        return None
    return Problem(
        code="clock_off",
        what=say("The server's clock differs by {s} seconds.", s=round(case.facts.clock_skew)),
        why=say("Certificates may not be accepted, and times in logs mislead."),
        next=(Advice(say("Switch on time synchronisation: timedatectl set-ntp true.")),),
    )


def _no_authorities(case: Case) -> Problem | None:
    if case.facts.ca_certificates:
        return None
    return Problem(
        code="authorities_missing",
        what=say("The server has no list of trusted certificate authorities."),
        why=say("The program cannot talk to others over HTTPS without it."),
        next=(Advice(say("Install the package ca-certificates on the server.")),),
    )


def _no_zones(case: Case) -> Problem | None:
    if case.facts.zoneinfo:
        return None
    return Problem(
        code="time_zone_missing",
        what=say("The server has no time-zone data."),
        why=say("A program that asks for a time zone by name stops there."),
        next=(Advice(say("Build the data in (-tags timetzdata)."), Action.ADD_TAG, "timetzdata"),),
    )


def _firewall(case: Case) -> Problem | None:
    if not case.facts.firewall:
        return None
    return Problem(
        code="firewall_active",
        what=say("A firewall runs on the server: {names}.", names=", ".join(case.facts.firewall)),
        why=say("It may keep browsers from port {port}.", port=case.service.port),
        next=(Advice(say("Open the port there if the service shall be reached directly.")),),
    )


def _costs_requests(case: Case) -> Problem | None:
    if case.service.mode is not Mode.RESTART or case.there.unit_state != "active":
        return None
    return Problem(
        code="restart_costs_requests",
        what=say("Requests that arrive during the restart are refused."),
        why=say("The program opens its own port, so old and new cannot overlap."),
        next=(Advice(say("A program that takes its socket from systemd can use mode shared.")),),
    )


_FORBIDDING = (
    _odd_port,
    _env_file,
    _includes,
    _not_for_linux,
    _wrong_architecture,
    _processor_too_old,
    _other_libc,
    _no_systemd,
    _tools_missing,
    _root_in_terminal_only,
    _no_root,
    _name_taken,
    _port_taken,
    _no_space,
    _closed_place,
)
_NOTABLE = (_clock_off, _no_authorities, _no_zones, _firewall, _costs_requests)
