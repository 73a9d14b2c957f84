"""The units of services of several kinds, and what their deploys do, as text."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, cast

from core.binary.inspection import Verdict
from core.deploy.delivery import delivery
from core.deploy.steps import preparation
from core.doors import Door
from core.service.installed import Installed
from core.service.model import (
    Health,
    HealthScheme,
    Kind,
    Limits,
    Mode,
    Process,
    Release,
    Scope,
    Service,
)
from core.service.unit import helper, units, wanted
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.service.plan import PlanStep

WEB = Service(name="web")
# What every unit closes: the first one shows it.
_SANDBOX = re.compile(r"(# What the program may|# Not sandboxed)(.|\n)*?TasksMax=\d+\n")
_FILE_IN_A_SCRIPT = re.compile(r"(<<'(\w+)'\n)((?:.*\n)*?)(\2\n)")
_CHANGE = "c" * 32
KINDS = {
    **{
        f"{mode}{'' if scope is Scope.SYSTEM else '-user'}": replace(WEB, mode=mode, scope=scope)
        for scope in Scope
        for mode in Mode
    },
    "restart-low-port": Service(
        name="web",
        port=1023,
        health_path="/up?a=b%20c&d",
        keep_releases=3,
        keep_size="2M",
        limits=Limits(memory="512M", cpu=150, tasks=64),
        health=Health(
            start_delay=1.5, period=0.25, timeout=4.0, threshold=5, deadline=61, watch=9,
            lowest=204, highest=299,
        ),
    ),
    "socket-any-health": Service(name="a-b", port=80, mode=Mode.SOCKET, health_path=""),
    "restart-further-ports": replace(
        WEB, ports=("admin=9090/http", "tls=443/https", "dns=53/udp"), rehearse=True
    ),
    "socket-further-ports": Service(
        name="web", port=80, mode=Mode.SOCKET, ports=("https=443", "http3=443/udp", "front=unix")
    ),
    "processes": Service(
        name="web",
        processes=(
            Process(name="worker", args=("work", "a b"), limits=Limits(memory="64M")),
            Process(name="api", kind=Kind.WEB, port=9001, health_path="/up"),
            Process(name="nightly", kind=Kind.TIMER, schedule="*-*-* 03:00", args=("tidy",)),
        ),
    ),
    "worker": replace(WEB, kind=Kind.WORKER, rehearse=True),
    "worker-watched": replace(
        WEB, kind=Kind.WORKER, health=Health(scheme=HealthScheme.NOTIFY, watchdog=30)
    ),
    "timer": replace(WEB, kind=Kind.TIMER, schedule="Mon..Fri *-*-* 03:00"),
    "timer-user": replace(WEB, kind=Kind.TIMER, schedule="daily", scope=Scope.USER),
    "proxy-low-port": Service(name="web", port=443, mode=Mode.PROXY),
    "doors": replace(WEB, port=443, allow=tuple(door for door in Door if door != Door.ALL_CALLS)),
    "doors-all-calls": replace(WEB, allow=(Door.ALL_CALLS, Door.OWNERS)),
    "doors-proxy": replace(WEB, mode=Mode.PROXY, allow=(Door.JIT, Door.RAW_SOCKETS)),
    "doors-user": replace(WEB, scope=Scope.USER, allow=tuple(Door)[:-1]),
}  # fmt: skip


def made() -> Iterator[tuple[str, str]]:
    """Yield every text under the name of its file."""
    for kind, service in KINDS.items():
        yield f"units/{kind}.txt", _units(service)
    for scope in Scope:
        for mode in Mode:
            service = replace(WEB, mode=mode, scope=scope)
            yield f"plans/{scope}-{mode}.txt", "\n".join(_deploys(service))


def without_files(script: str) -> str:
    """Leave out the files that a script writes: they have texts of their own."""
    return _FILE_IN_A_SCRIPT.sub(
        lambda found: f"{found[1]}({len(found[3].splitlines())} lines)\n{found[4]}", script
    )


def _units(service: Service) -> str:
    """Write out the units, and the lines of the helper that are this service's."""
    whole = "".join(f"==== {file.path} {file.mode:o}\n{file.content}" for file in units(service))
    first = _SANDBOX.search(whole)
    if first:
        whole = whole[: first.end()] + whole[first.end() :].replace(first[0], "(as above)\n")
    file = helper(service)
    text = file.content
    own = text[text.index("umask 022\n") : text.index("unit=$service.service")]
    mark = next(line for line in text.splitlines() if line.startswith("mark="))
    return f"{whole}==== {file.path} {file.mode:o}\n{own}{mark}\n"


def _deploys(service: Service) -> Iterator[str]:
    """Tell of three deploys: the first, a new program, and a new port and environment with it."""
    yield "######## The first deploy\n"
    yield from _deploy(Installed(login="deploy", uid=1000), service)
    there = Installed(
        login="deploy",
        uid=1000,
        user="web:x:999:999::/nonexistent:/usr/sbin/nologin",
        texts={file.path: file.content for file in wanted(service)},
        exists=frozenset({"root", "settings", "state", "marked", "linger", "manager"}),
        areas=frozenset({"deploy"}),
        current="1-00000000",
        releases=("1-00000000",),
        copy=_path("/home/ann/.cache/goferry/web"),
    )
    yield "\n######## The second deploy: another program\n"
    yield from _deploy(there, service)
    yield "\n######## The third deploy: another port, and an environment file\n"
    changed = replace(service, port=8081, env_file=_path("/home/ann/shop/.env"))
    yield from _deploy(replace(there, copy=None), changed)


def _deploy(there: Installed, service: Service) -> Iterator[str]:
    release = Release(
        binary=_path("/home/ann/shop/web"),
        size=10_000_000,
        sha256="ab" * 32,
        verdict=Verdict(format="elf", sentence=say("A test.")),
    )
    actions = preparation(there, service, change=_CHANGE)
    actions += delivery(there, release, service, change=_CHANGE, who="ann@desk")
    yield from map(_told, actions)


def _told(action: PlanStep) -> str:
    """Tell what a step is called, what of it stays, what it says, runs and changes."""
    left = "looks" if not action.changes else "stays" if action.stays else "goes"
    parts = (without_files(action.script), action.difference)
    body = "\n".join(part.rstrip() for part in parts if part)
    return f"==== {action.key} ({left}): {action.sentence}\n{body}\n"


def _path(path: str) -> Path:
    """Name a file of nobody's: with the same slashes on every system."""
    return cast("Path", PurePosixPath(path))
