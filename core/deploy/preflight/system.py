"""Is the server's system fit for it?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.actions import AddTags
from core.problems import Advice, Problem
from core.service.model import Scope
from core.service.sandbox import SINCE
from core.words import all_of, list_of, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.deploy.preflight.case import Case

_OLDEST_SYSTEMD = 240  # Type=exec
_MOST_SKEW = 120.0  # seconds; certificates and logs suffer beyond
_FAR = 3600.0
_TOOLS = ("flock", "sha256sum", "systemd-run")
_INERT = re.compile(
    r"^\S+\.(?:service|socket):\d+: (?P<what>Unknown .+|.*ignoring.*)$", re.MULTILINE
)
_QUOTED = re.compile(r"'([^']+)'")


def no_systemd(case: Case) -> Problem | None:
    """Refuse where no systemd starts services, or one that is too old."""
    facts = case.facts
    # One that does not tell its version is judged by its own answers later.
    new_enough = facts.systemd is None or facts.systemd >= _OLDEST_SYSTEMD
    if facts.systemd_running and new_enough:
        return None
    why = (
        say(
            "The server has systemd {version}. Version 240 or newer is needed.",
            version=facts.systemd or 0,
        )
        if facts.systemd_running
        else say("The server does not run systemd, which starts services and keeps them running.")
    )
    return Problem(
        code="no_systemd",
        what=say("GoFerry cannot run the service on this server."),
        why=why,
        next=(Advice(say("Use a server with a current Debian, Ubuntu, Fedora or SUSE.")),),
        details=facts.os,
    )


def tools_missing(case: Case) -> Problem | None:
    """Refuse where the helper could not do its work."""
    missing = [tool for tool in _TOOLS if tool not in case.facts.tools]
    missing += [] if "bash" in case.there.exists else ["bash"]
    if not missing:
        return None
    return Problem(
        code="tools_missing",
        what=say("{tools} not found on the server.", tools=all_of(missing)),
        why=say("GoFerry needs these tools to switch releases. Most Linux systems include them."),
        next=(Advice(say("Install them with the server's package manager.")),),
    )


def inert_lines(told: str) -> tuple[Problem, ...]:
    """Read `systemd-analyze verify`, whose exit code is 0 for lines that it does not know."""
    found = [match["what"] for match in _INERT.finditer(told)]
    names = dict.fromkeys(quoted for what in found for quoted in _QUOTED.findall(what)[:1])
    return (_left_out(names, "\n".join(found)),) if found else ()


def lines_inert(case: Case) -> Problem | None:
    """Name the protections that this server's systemd is too old for."""
    version = case.facts.systemd
    names = [name for name, since in SINCE.items() if version is not None and version < since]
    if not names or case.service.scope is Scope.USER:
        return None
    return _left_out(names, f"systemd {version}")


def _left_out(names: Iterable[str], details: str) -> Problem:
    return Problem(
        code="unit_lines_inert",
        what=say("This server's systemd is too old for some of the sandbox settings."),
        why=say(
            "This systemd version does not support {names}. The service runs without them.",
            names=list_of(names),
        ),
        details=details,
    )


def clock_off(case: Case) -> Problem | None:
    """Tell of a clock that goes a little wrong."""
    skew = case.facts.clock_skew or 0.0
    return _skewed(skew) if _MOST_SKEW < abs(skew) <= _FAR else None


def clock_far_off(case: Case) -> Problem | None:
    """Refuse where certificates count as expired, or not yet valid."""
    skew = case.facts.clock_skew or 0.0
    return _skewed(skew) if abs(skew) > _FAR else None


def _skewed(seconds: float) -> Problem:
    return Problem(
        code="clock_off",
        what=say(
            "The server's clock differs from this computer's by {s} seconds.", s=round(seconds)
        ),
        why=say("Certificates might be rejected, and times in logs are misleading."),
        next=(
            Advice(say("Turn on time synchronization on the server: timedatectl set-ntp true.")),
            Advice(say("Or correct this computer's clock.")),
        ),
    )


def unlabelled(case: Case) -> Problem | None:
    """Refuse where SELinux would not let systemd run the program, and nothing can label it."""
    if case.facts.selinux != "enforcing" or "restorecon" in case.facts.tools:
        return None
    return Problem(
        code="selinux_unlabelled",
        what=say("SELinux does not let services run programs without a label."),
        why=say(
            "The server enforces SELinux, but restorecon is not installed to label the release."
        ),
        next=(Advice(say("Install the package policycoreutils on the server.")),),
    )


def no_authorities(case: Case) -> Problem | None:
    """Tell that HTTPS to others will not work."""
    if case.facts.ca_certificates is not False:
        return None
    return Problem(
        code="authorities_missing",
        what=say("The server has no list of trusted certificate authorities."),
        why=say("Without this list, the program cannot make HTTPS requests."),
        next=(Advice(say("Install the package ca-certificates on the server.")),),
    )


def no_zones(case: Case) -> Problem | None:
    """Tell that time zones are not known by name."""
    if case.facts.zoneinfo is not False:
        return None
    return Problem(
        code="time_zone_missing",
        what=say("The server has no time-zone data."),
        why=say("A program that loads a time zone by name fails."),
        next=(
            Advice(
                say("Embed the data into the program (-tags timetzdata)."), AddTags(("timetzdata",))
            ),
        ),
    )


def firewall(case: Case) -> Problem | None:
    """Tell that browsers may be kept out."""
    if not case.facts.firewall or not case.serves:
        return None
    return Problem(
        code="firewall_active",
        what=say("A firewall runs on the server: {names}.", names=list_of(case.facts.firewall)),
        why=say("The firewall might block port {port}.", port=case.service.port),
        next=(Advice(say("Open the port in the firewall if clients connect directly.")),),
    )
