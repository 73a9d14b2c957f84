"""A practice server in this home: started whole or not at all, found again, and forgotten."""

from __future__ import annotations

import asyncio
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from core.events import StepFinished, StepStarted
from core.practice import accounts, cgroups, machine, network, rootfs
from core.practice.lock import only_one
from core.servers.store import ServerStore
from core.ssh.profile import Profile
from core.usecases import practising
from tests.cancelling import cancelled_at
from tests.made_up import job_of, problem, refusal, whole
from tests.made_up_clock import at_once

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.events import Event
    from core.home import Home
    from core.problems import Problem

SUBNET = next(network._POOL.subnets(new_prefix=30))


class Computer:
    """A computer on which machines boot in no time; `done` says what was done to which."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        self.done: list[str] = []
        self.machines: list[machine.Machine] = []
        self.on: set[str] = set()
        self.seeds: list[bytes] = []
        self.fault: dict[str, Problem | BaseException] = {}
        self.script = ""
        self.listed: Callable[[], object] = tuple
        self.listed_early = False
        self.recorded = False
        monkeypatch.setattr(practising, "check_computer", lambda: None)
        monkeypatch.setattr(rootfs, "cached", lambda: tmp_path / "debian")
        monkeypatch.setattr(rootfs, "prepare", self._prepare)
        monkeypatch.setattr(network, "claim_subnet", self._claim)
        monkeypatch.setattr(machine, "boot", self._boot)
        monkeypatch.setattr(machine, "set_up", self._set_up)
        monkeypatch.setattr(machine, "remove", self._remove)
        monkeypatch.setattr(cgroups, "first_process", lambda name: 77 if name in self.on else None)

    def _fault(self, step: str) -> Problem | None:
        self.done.append(step)
        fault = self.fault.get(step)
        if isinstance(fault, BaseException):
            raise fault
        return fault

    async def _claim(self, seed: bytes) -> object:
        self.seeds.append(seed)
        return SUBNET

    async def _step(self, step: str) -> None:
        if fault := self._fault(step):
            await whole(job_of(fault))

    async def _prepare(self, **_: object) -> None:
        await self._step("fetch")

    async def _boot(self, debian: machine.Machine) -> None:
        self.machines.append(debian)
        self.recorded = (debian.folder.parent.parent / "practice.json").exists()
        await self._step("boot")
        self.on.add(debian.name)

    async def _set_up(self, _debian: machine.Machine, script: str) -> None:
        self.script = script
        self.listed_early = bool(self.listed())
        await self._step("set_up")

    async def _remove(self, debian: machine.Machine) -> None:
        self.done.append(f"remove {debian.name}")
        assert debian.folder.parts[-2:] == ("practice", "machine"), "that is deleted as a whole"
        self.on.discard(debian.name)


@pytest.fixture
def computer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Computer:
    return Computer(monkeypatch, tmp_path)


def start(home: Home) -> Profile:
    return asyncio.run(whole(practising.start, home))[1]


def record(home: Home) -> dict[str, str]:
    found: dict[str, str] = json.loads((home.state / "practice.json").read_text())
    return found


def test_a_started_server_is_recorded_trusted_and_listed(home: Home, computer: Computer) -> None:
    computer.listed = ServerStore(home).all
    events, profile = asyncio.run(whole(practising.start, home))
    assert not computer.listed_early, "nobody could log in yet"
    key = home.state / "practice" / "login_key"
    assert profile == Profile(name="practice", host="10.213.0.2", user="deploy", key=str(key))
    assert ServerStore(home).all() == (profile,)
    assert practising.running(home) == profile
    assert computer.done == ["fetch", "boot", "set_up"]
    assert [(one.number, one.of) for one in events if isinstance(one, StepStarted)] == [
        (1, 3),
        (2, 3),
        (3, 3),
    ]
    assert sum(isinstance(one, StepFinished) for one in events) == 3
    (made,) = computer.machines
    assert re.fullmatch("gf-[0-9a-f]{8}", made.name)
    assert (made.folder, made.keeps_disk) == (home.state / "practice" / "machine", False)
    assert record(home) == {
        "name": made.name,
        "rootfs": str(made.rootfs),
        "subnet": "10.213.0.0/30",
    }
    assert computer.recorded, "what is booted is recorded before, so that it can be ended"
    host = accounts.own_key(home.state / "practice" / "host_key")
    assert home.known_hosts.read_text().split()[:3] == ["10.213.0.2", *host.public.split()]
    assert computer.script == accounts.script(
        "practice", host_key=host, login=accounts.own_key(key)
    )
    for file in (key, host.file):
        assert file.stat().st_mode & 0o777 == 0o600


def test_a_second_start_finds_it_and_a_start_after_a_stop_has_its_address_and_key(
    home: Home, computer: Computer
) -> None:
    first, kept = start(home), record(home)
    assert (start(home), record(home)) == (first, kept)
    assert computer.done == ["fetch", "boot", "set_up"]
    asyncio.run(whole(practising.stop, home))
    trusted = home.known_hosts.read_text()
    assert start(home) == first
    assert record(home)["name"] != kept["name"]
    assert computer.seeds[0] == computer.seeds[1]
    assert home.known_hosts.read_text() == trusted, "the same key is not trusted twice"


def test_one_that_lost_its_power_is_taken_away_and_replaced(home: Home, computer: Computer) -> None:
    start(home)
    lost = record(home)["name"]
    computer.on.clear()
    assert practising.running(home) is None
    computer.done.clear()
    start(home)
    assert computer.done == [f"remove {lost}", "fetch", "boot", "set_up"]
    assert len(ServerStore(home).all()) == 1


@pytest.mark.parametrize("step", ["boot", "set_up"])
@pytest.mark.parametrize(
    "fault", [problem("machine_not_up"), asyncio.CancelledError(), KeyboardInterrupt()]
)
def test_what_is_not_finished_leaves_nothing(
    home: Home, computer: Computer, step: str, fault: Problem | BaseException
) -> None:
    computer.fault[step] = fault
    with pytest.raises(BaseException):  # noqa: B017, PT011 - each kind of end
        start(home)
    assert computer.done[-1] == f"remove {computer.machines[0].name}"
    assert not (home.state / "practice.json").exists()
    assert (ServerStore(home).all(), practising.running(home)) == ((), None)
    computer.fault.clear()
    assert start(home).name == "practice"


def test_whoever_leaves_on_the_way_undoes_it_and_whoever_has_it_does_not(
    home: Home, computer: Computer
) -> None:
    def is_last(event: Event) -> bool:
        return isinstance(event, StepStarted) and event.number == 3

    asyncio.run(cancelled_at(is_last, practising.start, home))
    assert (computer.on, ServerStore(home).all()) == (set(), ())
    start(home)
    assert len(computer.on) == len(ServerStore(home).all()) == 1


def test_a_server_of_ones_own_with_that_name_stays_and_nothing_is_booted(
    home: Home, computer: Computer
) -> None:
    own = Profile(name="practice", host="192.0.2.9", key="/own")
    ServerStore(home).add(own)
    assert refusal(lambda: start(home)).code == "practice_name_taken"
    assert (computer.done, ServerStore(home).all()) == ([], (own,))


def test_a_stop_takes_only_the_practice_server_off_the_list(home: Home, computer: Computer) -> None:
    start(home)
    other = Profile(name="web1", host="192.0.2.1")
    ServerStore(home).add(other)
    name = record(home)["name"]
    asyncio.run(whole(practising.stop, home))
    assert (computer.done[-1], ServerStore(home).all()) == (f"remove {name}", (other,))
    assert not (home.state / "practice.json").exists()
    start(home)
    own = Profile(name="practice", host="192.0.2.9", key="/own")
    ServerStore(home).edit("practice", own)
    asyncio.run(whole(practising.stop, home))
    assert ServerStore(home).all() == (other, own)
    computer.done.clear()
    asyncio.run(whole(practising.stop, home))
    assert computer.done == [], "nothing runs, nothing is ended"


def test_two_starts_at_once_boot_one(home: Home, computer: Computer) -> None:
    async def both() -> list[Any]:
        return await asyncio.gather(*(whole(practising.start, home) for _ in range(2)))

    (_, one), (_, other) = asyncio.run(both())
    assert one == other
    assert len(computer.machines) == 1


def test_a_stop_waits_for_what_another_process_is_doing(home: Home, computer: Computer) -> None:
    start(home)
    computer.done.clear()

    async def both() -> None:
        async with only_one(home.state / ".practice.lock"):
            stopping = asyncio.ensure_future(whole(practising.stop, home))
            await asyncio.sleep(5.0)
            assert computer.done == []
        await stopping

    at_once(both())
    assert len(computer.done) == 1


@pytest.mark.parametrize("name", ["gf-0123456", "gf-012345678", "gf-0123456g", "web", "../gf-1"])
def test_a_machine_that_is_not_ours_is_never_ended(
    home: Home, computer: Computer, name: str
) -> None:
    home.state.mkdir(parents=True)
    found = {"name": name, "rootfs": "/", "subnet": "10.213.0.0/30"}
    (home.state / "practice.json").write_text(json.dumps(found))
    computer.on.add(name)
    assert practising.running(home) is None
    asyncio.run(whole(practising.stop, home))
    assert computer.done == []


def test_each_program_that_is_missing_is_named_by_its_package(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    packages = {
        "debootstrap": "debootstrap",
        "systemd-nspawn": "systemd-container",
        "ip": "iproute2",
        "nsenter": "util-linux",
    }
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    looked: list[str] = []

    def which(program: str, *, path: str) -> str | None:
        looked.append(path)
        return None if program in missing else f"/bin/{program}"

    monkeypatch.setattr("shutil.which", which)
    for missing in (*([one] for one in packages), [*packages]):
        found = refusal(practising.check_computer)
        assert found.code == "practice_tools_missing"
        wanted = " ".join(packages[one] for one in missing)
        assert str(found.next[0].text) == f"Run: apt-get install {wanted}"
    assert all(path.endswith(":/usr/sbin:/sbin") for path in looked)
    missing = []
    practising.check_computer()
