"""The client dies while it says that all shall keep the release: finish, or return, by the CLI."""

from __future__ import annotations

import signal
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests import testbed
from tests.fleet_faults import Fleet
from tests.goferry import goferry
from tests.servers import skip_unless

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from tests.goferry import Ran

pytestmark = [pytest.mark.server, pytest.mark.go]

_SOAK, _KEEP = "Watch it until all servers are healthy", "Keep the release on all servers"
_CHANGING = "ls /var/lib/goferry/web/txn.json"
_TO = ("--service", "web", "--to", "s1,s2")


def cut_off(fleet: Fleet, version: str) -> None:
    """Let the first server alone hear that it is to keep the release, and then kill the client."""
    first, second = fleet.servers

    def happen(event: dict[str, Any], running: subprocess.Popen[str]) -> None:
        if event["event"] != "step_started":
            return
        if event.get("server") == "s2" and str(event["step"]).startswith(_SOAK):
            second.run("ip link set host0 down")
        if event["step"] == _KEEP:
            until = time.monotonic() + 30
            while time.monotonic() < until and first.run(_CHANGING, check=False):
                time.sleep(0.2)
            running.send_signal(signal.SIGKILL)

    try:
        assert fleet.deploy(version, soaking="2", when=happen) == {}
    finally:
        second.run("ip link set host0 up")


def run(fleet: Fleet, *words: str) -> Ran:
    return goferry("--json", *words, home=fleet.home)


def noticed(ran: Ran) -> list[str]:
    return [one["problem"]["code"] for one in ran.events if one["event"] == "noticed"]


def test_two_servers_that_came_apart_are_brought_to_one_release_either_way(tmp_path: Path) -> None:
    skip_unless("bookworm")
    with testbed.boot_many(2) as servers:
        fleet = Fleet(servers, tmp_path)
        cut_off(fleet, "2")
        found = run(fleet, "deploy", "--finish", "--plan")
        assert noticed(found) == ["still_changing"], "s2 waits for its client"
        stands = {one["name"]: one for one in found.result["servers"]}
        assert [one["stands"] for one in stands.values()] == ["new", "before"]
        assert stands["s2"]["ways"] == ["finish", "return"]
        assert fleet.versions() == ["2", "1"]
        told = run(fleet, "status", *_TO)
        assert noticed(told) == ["deploy_cut_off"]
        assert told.result["differ"]["next"][0].startswith("Finish")
        done = run(fleet, "deploy", "--finish", *_TO)
        assert [one["outcome"] for one in done.result["servers"]] == ["unchanged", "deployed"], done
        assert fleet.versions() == ["2", "2"]
        assert noticed(run(fleet, "status", *_TO)) == []
        assert run(fleet, "deploy", "--finish").problem["code"] == "nothing_to_finish"

        cut_off(fleet, "1")
        back = run(fleet, "deploy", "--return")
        assert [one["outcome"] for one in back.result["servers"]] == ["deployed", "unchanged"]
        assert fleet.versions() == ["2", "2"]
        assert noticed(run(fleet, "status", *_TO)) == []
        assert fleet.deploy("1")["ok"]
        assert fleet.versions() == ["1", "1"]
