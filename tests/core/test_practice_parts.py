"""The parts of a practice server: its address, its lock, its boot and end, who may log in."""

from __future__ import annotations

import asyncio
import fcntl
import ipaddress
import json
from typing import TYPE_CHECKING, Any

import pytest

from core.practice import cgroups, lock, machine, network
from core.processes import Captured
from tests.made_up import refusal
from tests.made_up_clock import at_once

if TYPE_CHECKING:
    from pathlib import Path

POOL = [*ipaddress.IPv4Network("10.213.0.0/16").subnets(new_prefix=30)]
SEED = (5).to_bytes(4, "big") + b"more of a hash"


class Ip:
    """A computer's routes, and the claims that `ip route add` makes of them."""

    def __init__(self, *routes: str, taken: tuple[int, ...] = ()) -> None:
        self.routes = [{"dst": one} for one in routes]
        self.added: list[tuple[str, ...]] = []
        self._taken = {str(POOL[one]) for one in taken}

    async def __call__(self, command: Any) -> Captured:  # noqa: ANN401 - a Command
        if "add" in command.words:
            self.added.append(command.words)
            code = 2 if self._taken & {*command.words} else 0
            return Captured(code, "", "RTNETLINK answers: File exists" if code else "")
        assert command.words == ("ip", "-json", "route", "show", "table", "all")
        return Captured(0, json.dumps(self.routes), "")


def claimed(monkeypatch: pytest.MonkeyPatch, ip: Ip, seed: bytes = SEED) -> int:
    monkeypatch.setattr(network, "capture", ip)
    return POOL.index(asyncio.run(network.claim_subnet(seed)))


def test_the_same_seed_claims_the_same_subnet_by_a_route_that_leads_nowhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ip = Ip("default", "192.168.0.0/16", "fe80::/64")
    assert claimed(monkeypatch, ip) == claimed(monkeypatch, ip) == 5
    assert ip.added[0][:4] == ("ip", "route", "add", "unreachable")
    assert "10.213.0.20/30" in ip.added[0]
    assert claimed(monkeypatch, ip, (len(POOL) + 7).to_bytes(4, "big")) == 7


@pytest.mark.parametrize(
    ("ip", "number"),
    [
        (Ip("10.213.0.20/30"), 6),
        (Ip("10.213.0.21"), 6),
        (Ip("10.213.0.16/28"), 8),
        (Ip("10.213.0.0/24", "10.213.1.0/30"), 65),
        (Ip(taken=(5, 6)), 7),
        (Ip("10.213.0.0/17", "10.213.128.0/17"), None),
    ],
)
def test_a_subnet_that_anything_here_uses_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, ip: Ip, number: int | None
) -> None:
    if number is None:
        with pytest.raises(RuntimeError):
            claimed(monkeypatch, ip)
        assert ip.added == []
    else:
        assert claimed(monkeypatch, ip) == number


def test_after_the_last_subnet_comes_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    last = len(POOL) - 1
    ip = Ip(taken=(last,))
    assert claimed(monkeypatch, ip, last.to_bytes(4, "big")) == 0


def test_a_claim_that_is_cancelled_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []

    async def capture(command: Any) -> Captured:  # noqa: ANN401 - a Command
        ran.append(" ".join(command.words[2:]))
        if command.words[2] == "add":
            raise asyncio.CancelledError
        return Captured(0, "[]", "")

    monkeypatch.setattr(network, "capture", capture)
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(network.claim_subnet(SEED))
    claim = "unreachable 10.213.0.20/30 metric 4096"
    assert ran[1:] == [f"add {claim}", f"del {claim}"]


def test_both_ends_of_the_cable_get_their_own_address_and_give_it_back() -> None:
    assert network.link_script("ve-gf-1", POOL[5], 77) == (
        "set -eu\n"
        "ip address replace 10.213.0.21/30 dev ve-gf-1\n"
        "ip link set ve-gf-1 up\n"
        "nsenter --target 77 --net ip address replace 10.213.0.22/30 dev host0\n"
        "nsenter --target 77 --net ip link set host0 up\n"
    )
    back = network.release_script("ve-gf-1", POOL[5]).strip().splitlines()
    assert back[0] == "ip link delete ve-gf-1 2>/dev/null"
    assert back[1].startswith("ip route delete unreachable 10.213.0.20/30")
    assert back[2:] == ["true"]


def test_one_holds_the_lock_alone_and_gives_it_back(tmp_path: Path) -> None:
    file = tmp_path / "new" / ".lock"

    def others_may(how: int) -> bool:
        with file.open("a") as other:
            try:
                fcntl.flock(other, how | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True

    async def held() -> None:
        async with lock.only_one(file):
            assert not others_may(fcntl.LOCK_EX)
            assert not others_may(fcntl.LOCK_SH)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        asyncio.run(held())
    assert others_may(fcntl.LOCK_EX)


def test_whoever_comes_second_waits_for_the_first(tmp_path: Path) -> None:
    order: list[str] = []

    async def one(name: str) -> None:
        async with lock.only_one(tmp_path / ".lock"):
            order.append(f"{name} in")
            await asyncio.sleep(1.0)
            order.append(f"{name} out")

    async def both() -> None:
        await asyncio.gather(one("a"), one("b"))

    at_once(both())
    assert order in (
        ["a in", "a out", "b in", "b out"],
        ["b in", "b out", "a in", "a out"],
    )


class Host:
    """This computer under a machine: which commands it was given, and when the machine is up."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, states: tuple[str, ...] = ()) -> None:
        self.ran: list[tuple[str, ...]] = []
        self.scripts: list[str] = []
        self.leader: int | None = 77
        self.states = [*states, "running"]
        self.code = 0
        self.groups: list[str] = []
        monkeypatch.setattr(machine, "capture", self._capture)
        monkeypatch.setattr(cgroups, "create", self.groups.append)
        monkeypatch.setattr(cgroups, "first_process", lambda _name: self.leader)

    async def _capture(self, command: Any, *, stdin: bytes = b"", seconds: float = 60) -> Captured:  # noqa: ANN401
        del seconds
        self.ran.append(command.words)
        if stdin:
            self.scripts.append(stdin.decode())
            state = self.states.pop(0) if len(self.states) > 1 else self.states[0]
            return Captured(self.code, f"{state}\n", "")
        return Captured(self.code, "", "told why")


@pytest.fixture
def debian(tmp_path: Path) -> machine.Machine:
    image = tmp_path / "image"
    (image / "usr/lib").mkdir(parents=True)
    (image / "usr/lib/os-release").write_text('NAME="Debian"\nVERSION_ID="12"\n')
    folder = tmp_path / "machine"
    return machine.Machine(name="gf-00c0ffee", rootfs=image, folder=folder, subnet=POOL[5])


def test_a_machine_is_booted_apart_and_waited_for(
    monkeypatch: pytest.MonkeyPatch, debian: machine.Machine
) -> None:
    host = Host(monkeypatch, states=("starting", "maintenance"))
    at_once(machine.boot(debian))
    launch, link, *asked = host.ran
    assert launch[:4] == ("setsid", "--fork", "sh", "-c")
    become = 'exec "$@" </dev/null >>"$console" 2>&1\n'
    assert launch[4] == f"set -eu\nname=$1; console=$2; shift 2\n{cgroups.JOIN}\n{become}"
    assert launch[5:8] == ("launch", "gf-00c0ffee", str(debian.folder / "console"))
    assert launch[8:] == (
        "env",
        "SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=0",
        "systemd-nspawn",
        "--quiet",
        "--boot",
        "--network-veth",
        "--machine=gf-00c0ffee",
        "--register=no",
        "--keep-unit",
        "--resolv-conf=off",
        "--volatile=overlay",
        "-D",
        str(debian.rootfs),
        "systemd.show_status=error",
    )
    assert link == ("sh", "-c", network.link_script("ve-gf-00c0ffee", POOL[5], 77))
    assert asked == [("nsenter", "--target", "77", "--all", "/bin/sh", "-s")] * 3
    assert (host.groups, debian.address) == (["gf-00c0ffee"], "10.213.0.22")


def test_a_degraded_machine_is_up_and_a_newer_debian_has_newer_groups(
    monkeypatch: pytest.MonkeyPatch, debian: machine.Machine
) -> None:
    host = Host(monkeypatch, states=("degraded", "never asked"))
    (debian.rootfs / "usr/lib/os-release").write_text("VERSION_ID=13\n")
    at_once(machine.boot(debian))
    assert "SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1" in host.ran[0]
    assert len(host.scripts) == 1


@pytest.mark.parametrize("fault", ["no_leader", "starts_on", "launch"])
def test_a_machine_that_does_not_come_up_is_a_problem_with_its_last_words(
    monkeypatch: pytest.MonkeyPatch, debian: machine.Machine, fault: str
) -> None:
    host = Host(monkeypatch, states=("starting",) * 10_000)
    host.leader = None if fault == "no_leader" else 77
    host.code = 1 if fault == "launch" else 0
    debian.folder.mkdir()
    debian.console.write_text("early" + "x" * 4000 + "kernel panic")
    waited: list[float] = []

    async def booted() -> None:
        loop = asyncio.get_running_loop()
        since = loop.time()
        try:
            await machine.boot(debian)
        finally:
            waited.append(loop.time() - since)

    found = refusal(lambda: at_once(booted(), most=200.0))
    assert found.code == "machine_not_up"
    assert "kernel panic" in found.details
    assert "early" not in found.details
    assert (waited[0] == 0.0) if fault == "launch" else (90.0 <= waited[0] <= 91.0)
    if fault == "launch":
        assert found.details.startswith("told why")


def test_a_machine_that_ends_while_it_boots_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch, debian: machine.Machine
) -> None:
    host = Host(monkeypatch, states=("starting",) * 10_000)
    leaders = iter([77, 77])
    monkeypatch.setattr(cgroups, "first_process", lambda _name: next(leaders, None))
    assert refusal(lambda: at_once(machine.boot(debian), most=5.0)).code == "machine_not_up"
    assert len(host.scripts) == 0


def test_what_keeps_its_disk_has_one_of_its_own(
    monkeypatch: pytest.MonkeyPatch, debian: machine.Machine
) -> None:
    host = Host(monkeypatch)
    kept = machine.Machine(
        name=debian.name,
        rootfs=debian.rootfs,
        folder=debian.folder,
        subnet=debian.subnet,
        keeps_disk=True,
    )
    at_once(machine.boot(kept))
    words = host.ran[0][8:]
    disk = str(kept.folder / "disk")
    assert words[:4] == ("unshare", "--mount", "--propagation", "private")
    assert words[words.index("disk") : words.index("env")] == ("disk", str(kept.rootfs), disk)
    assert "--volatile=overlay" not in words
    assert words[4:6] == ("sh", "-c")
    assert 'mkdir -p "$disk/changes" "$disk/work" "$disk/root"\n' in words[6]
    layers = "lowerdir=$lower,upperdir=$disk/changes,workdir=$disk/work"
    assert f'mount -t overlay overlay -o "{layers}" "$disk/root"\nexec "$@"\n' in words[6]
    assert words[-3:] == ("-D", f"{disk}/root", "systemd.show_status=error")


def test_the_plug_is_pulled_until_nothing_is_left_and_all_of_it_is_taken_away(
    monkeypatch: pytest.MonkeyPatch, debian: machine.Machine, tmp_path: Path
) -> None:
    host = Host(monkeypatch)
    gone = iter([False, False, True])
    killed: list[str] = []
    monkeypatch.setattr(cgroups, "remove", lambda _name: next(gone))
    monkeypatch.setattr(cgroups, "kill", killed.append)
    monkeypatch.setattr(machine, "_PROPAGATED", tmp_path / "propagate")
    places = (debian.folder / "disk", tmp_path / "propagate" / debian.name)
    for place in places:
        place.mkdir(parents=True)
    at_once(machine.remove(debian))
    assert killed == ["gf-00c0ffee"] * 2
    assert host.ran == [("sh", "-c", network.release_script("ve-gf-00c0ffee", POOL[5]))]
    assert not any(place.exists() for place in (*places, debian.folder))


def test_what_will_not_end_is_given_ten_seconds(
    monkeypatch: pytest.MonkeyPatch, debian: machine.Machine
) -> None:
    monkeypatch.setattr(cgroups, "remove", lambda _name: False)
    monkeypatch.setattr(cgroups, "kill", lambda _name: None)

    async def seconds() -> float:
        loop = asyncio.get_running_loop()
        since = loop.time()
        await machine.power_off(debian)
        return loop.time() - since

    assert 10.0 <= at_once(seconds()) <= 10.1


def test_accounts_that_cannot_be_made_are_a_problem_and_a_silent_sshd_is_one(
    monkeypatch: pytest.MonkeyPatch, debian: machine.Machine
) -> None:
    host = Host(monkeypatch, states=("useradd: odd",))
    greeted: list[str] = []

    async def greets(address: str) -> bool:
        greeted.append(address)
        return len(greeted) == 3

    monkeypatch.setattr(machine, "_greets", greets)
    at_once(machine.set_up(debian, "useradd deploy"))
    assert (host.scripts, greeted) == (["useradd deploy"], ["10.213.0.22"] * 3)
    host.code = 1
    host.states = ["useradd: odd"]
    found = refusal(lambda: at_once(machine.set_up(debian, "useradd deploy")))
    assert (found.code, found.details) == ("machine_not_up", "useradd: odd\n")
    host.code = 0
    waited: list[float] = []

    async def silent() -> None:
        loop = asyncio.get_running_loop()
        since = loop.time()
        try:
            await machine.set_up(debian, "true")
        finally:
            waited.append(loop.time() - since)

    assert refusal(lambda: at_once(silent(), most=300.0)).code == "machine_not_up"
    assert 20.0 <= waited[0] <= 20.2
    host.leader = None
    assert refusal(lambda: machine.inside(debian, "true")).code == "machine_not_up"


@pytest.mark.parametrize(("greeting", "is_sshd"), [(b"SSH-2.0-x\r\n", True), (b"220 x\r\n", False)])
def test_only_sshd_greets_as_one(
    monkeypatch: pytest.MonkeyPatch, greeting: bytes, *, is_sshd: bool
) -> None:
    async def both() -> bool:
        async def greet(_reader: object, writer: asyncio.StreamWriter) -> None:
            writer.write(greeting)
            writer.close()

        server = await asyncio.start_server(greet, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        real = asyncio.open_connection
        monkeypatch.setattr(asyncio, "open_connection", lambda host, _port: real(host, port))
        try:
            return await machine._greets("127.0.0.1")
        finally:
            server.close()

    assert asyncio.run(both()) is is_sshd
