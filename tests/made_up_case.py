"""A deploy that is judged from facts alone: a good one, and how others differ from it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.binary.inspection import Verdict
from core.deploy.preflight import Case
from core.deploy.taking import taken_up
from core.servers.facts import Facts, Room, Root
from core.service.installed import Installed
from core.service.model import Release, Service
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.problems import Problem

VERDICT = Verdict(
    format="elf", sentence=say("A test."), static=True, goos="linux", goarch="amd64", micro="v1"
)
FACTS = Facts(
    machine="x86_64",
    arch="amd64",
    level="v3",
    kernel="6.1",
    os="Debian 12",
    libc="glibc",
    libc_version="2.36",
    systemd=252,
    systemd_running=True,
    user="deploy",
    home="/home/deploy",
    root=Root.SUDO,
    places=tuple(
        Room(path=path, free_bytes=10**10, free_inodes=10**6, noexec=False, read_only=False)
        for path in ("/opt", "/var/lib", "/etc")
    ),
    selinux="off",
    apparmor=False,
    firewall=(),
    listeners=(),
    datagrams=(),
    connections={},
    clock_skew=0.1,
    ca_certificates=True,
    zoneinfo=True,
    memory=10**9,
    cpus=2,
    tools=("flock", "sha256sum", "systemd-run"),
)
GOOD = Case(
    facts=FACTS,
    there=Installed(login="deploy", exists=frozenset({"bash"})),
    release=Release(binary=Path("web"), size=10_000_000, sha256="ab" * 32, verdict=VERDICT),
    service=Service(name="web"),
)


def case(
    *,
    facts: Mapping[str, Any] | None = None,
    there: Mapping[str, Any] | None = None,
    verdict: Mapping[str, Any] | None = None,
    service: Mapping[str, Any] | None = None,
) -> Case:
    return Case(
        facts=replace(FACTS, **(facts or {})),
        there=replace(GOOD.there, **(there or {})),
        release=replace(GOOD.release, verdict=replace(VERDICT, **(verdict or {}))),
        service=taken_up(replace(GOOD.service, **(service or {}))),
    )


def place(**changed: Any) -> tuple[Room, ...]:  # noqa: ANN401 - fields of every type
    return (replace(FACTS.places[0], **changed), *FACTS.places[1:])


def codes(found: tuple[Problem, ...]) -> str:
    return " ".join(problem.code for problem in found)


def only(found: tuple[Problem, ...]) -> Problem:
    (problem,) = found
    return problem
