"""Each door of the sandbox on real systemd: closed, named by the cause, opened alone, priced."""

from __future__ import annotations

import base64
import gzip
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from core.actions import UseOption
from core.doors import Door
from core.operate.status import status
from core.service import sandbox
from core.service.catalogue import BY_KEY
from core.service.causes import problem_of
from core.service.model import Service
from core.service.openings import OPENINGS
from core.service.results import Result
from core.service.transaction import Ended, Said
from core.service.values import with_values
from tests import programs
from tests.deploying import deploy, on, remove, service

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.problems import Problem
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]

WEB = Service(name="web")
_SCORE = re.compile(r"Overall exposure level for \S+: ([\d.]+)")
# The machine that the server is in forbids it in its turn, whatever the server's systemd does.
_CLOSED_AROUND = {Door.LOCKED_MEMORY}


@dataclass(frozen=True)
class Try:
    """What a program said in its unit, and how open systemd calls that."""

    said: str
    exposure: float


@pytest.fixture
def server(every_debian: Server) -> Iterator[Server]:
    """A server with the program and a user for it; nothing of them stays."""
    packed = base64.encodebytes(
        gzip.compress(programs.program("any", "1", of="doors").read_bytes(), 1)
    ).decode()
    every_debian.run(
        "useradd --system doors; chmod 666 /dev/net/tun\n"
        "mknod -m 666 /dev/ttyUSB0 c 1 3\n"  # what reads as /dev/null does is a device as well
        f"base64 -d <<'END' | gzip -d >/opt/doors\n{packed}END\nchmod 755 /opt/doors\n"
    )
    yield every_debian
    every_debian.run(
        "rm -f /opt/doors /etc/systemd/system/door-*; systemctl daemon-reload\n"
        "systemctl reset-failed 'door-*'; userdel doors; chmod 600 /dev/net/tun\n"
        "rm -rf /run/doors /dev/ttyUSB0"
    )


def tried(server: Server, tries: dict[str, tuple[str, Service]]) -> dict[str, Try]:
    """Have the program do these deeds, each as such a service."""
    script = "rm -rf /run/doors; mkdir /run/doors\n"
    for name, (deed, wanted) in tries.items():
        script += (
            f"cat >/etc/systemd/system/door-{name}.service <<'END'\n[Service]\nType=oneshot\n"
            f"User=doors\nExecStart=/opt/doors {deed}\n{sandbox.text_for(wanted)}\n"
            f"StandardOutput=file:/run/doors/{name}\nStandardError=file:/run/doors/{name}\nEND\n"
        )
    script += "systemctl daemon-reload\n"
    for name in tries:
        script += (
            f"systemctl start door-{name} 2>/dev/null; echo '====' {name}; cat /run/doors/{name}\n"
            f"systemd-analyze security --no-pager door-{name}.service | tail -1\n"
        )
    parts = [part.split("\n", 1) for part in server.run(script).split("==== ")[1:]]
    return {name: Try(_SCORE.split(said)[0], _points(said)) for name, said in parts}


def _points(said: str) -> float:
    found = _SCORE.search(said)
    assert found, said
    return float(found[1])


def cause(said: str, service: Service) -> Problem:
    """What a person is told of a release that ended with these words."""
    lines = [Said(text=line) for line in said.splitlines() if "exposure" not in line]
    return problem_of(Ended(result="rolled_back", code="crashed"), lines, service)


def test_each_door_is_closed_named_by_the_cause_and_opens_alone_at_its_price(
    server: Server,
) -> None:
    opened = {door: replace(WEB, allow=(door,)) for door in Door}
    tries = {"usual": ("usual", WEB)}
    tries |= {f"{door}-closed": (str(door), WEB) for door in Door}
    tries |= {f"{door}-open": (str(door), wanted) for door, wanted in opened.items()}
    found = tried(server, tries)
    assert (found["usual"].said.splitlines()[0], found["usual"].exposure <= 1.5) == ("done", True)
    for door in Door:
        closed, now = found[f"{door}-closed"], found[f"{door}-open"]
        if not (door is Door.ALL_CALLS and closed.said.startswith("done")):  # usual in newer ones
            offered = cause(closed.said, WEB).offered(UseOption)
            assert offered == UseOption("allow", door), closed.said
        if door not in _CLOSED_AROUND:
            assert now.said.splitlines()[0] == "done", (door, now.said)
        assert cause(closed.said, opened[door]).offered(UseOption) != UseOption("allow", door)
        price = round(now.exposure - closed.exposure, 1)
        assert abs(price - OPENINGS[door].price) < 0.15, (door, price)
    if "systemd 252" in server.run("systemctl --version"):
        assert found["usual"].exposure == sandbox.EXPOSURE
        assert {
            door: round(found[f"{door}-open"].exposure - sandbox.EXPOSURE, 1) for door in Door
        } == {door: OPENINGS[door].price for door in Door}


def test_a_program_that_dies_at_a_door_is_deployed_when_that_door_alone_is_open(
    debian: Server, tmp_path: Path
) -> None:
    release = programs.release("any", of="doors")
    wanted = replace(service(), args=("jit", "serve"), env=("LEVEL=50 % $HOME",))
    outcome = deploy(debian, tmp_path, release, wanted)
    try:
        assert outcome.problem is not None
        assert outcome.problem.code == "closed_jit"
        offered = outcome.problem.offered(UseOption)
        assert offered is not None
        opened = with_values(wanted, BY_KEY[offered.key].typed(offered.text))
        assert deploy(debian, tmp_path, release, opened).result is Result.DEPLOYED
        told = on(debian, tmp_path, lambda session: status(session, "web"))
        assert (told.allow, told.exposure) == ((Door.JIT,), sandbox.EXPOSURE)
        shown = debian.run("tr '\\0' '\\n' <\"/proc/$(systemctl show -P MainPID web)/environ\"")
        assert "LEVEL=50 % $HOME" in shown.splitlines()
    finally:
        remove(debian)
