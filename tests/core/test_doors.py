"""The doors of the sandbox: what names one, what only hints at one, what open ones are told as."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.actions import ShowLogs, UseOption
from core.deploy.preflight import notes
from core.doors import Door
from core.remedies import sandbox as words
from core.service import sandbox
from core.service.causes import problem_of
from core.service.model import Scope, Service
from core.service.openings import OPENINGS
from core.service.options.sandbox import DOORS
from core.service.transaction import Ended, Said
from tests.made_up_case import case
from tests.made_up_deploy import WEB

if TYPE_CHECKING:
    from core.problems import Problem

# Said in the sandbox on Debian 12 by real programs of Go: wazero 1.12 as a compiler, pro-bing,
# unshare, go-seccomp-bpf, WireGuard and others that call the kernel themselves.
NAMED = (
    (Door.JIT, "2026/11/29 11:40:01 mmap: operation not permitted"),
    (Door.JIT, "mmap: permission denied"),  # Debian 13
    (
        Door.JIT,
        (
            "panic: operation not permitted\n\ngoroutine 1 [running]:\n"
            "github.com/tetratelabs/wazero/internal/engine/wazevo.mmapExecutable({0x35dd5e108000})\n"
            "\t/root/go/pkg/mod/github.com/tetratelabs/wazero@v1.12.0/internal/engine/wazevo/engine.go"
            "\nmain.main()\nexit status 2"
        ),
    ),
    (Door.RAW_SOCKETS, "listen ip4:icmp : socket: operation not permitted"),
    (Door.RAW_SOCKETS, "listen ip4:icmp 0.0.0.0: socket: operation not permitted"),
    (Door.LOW_PORTS, "listen udp :53: bind: permission denied"),
    (Door.LOW_PORTS, "listen tcp 0.0.0.0:443: bind: permission denied"),
    (Door.NETWORK_ADMIN, "open /dev/net/tun: no such file or directory"),
    (Door.NETWORK_ADMIN, "TUNSETIFF: operation not permitted"),
    (
        Door.NETWORK_ADMIN,
        'Failed to create TUN device: CreateTUN("wg0") failed; /dev/net/tun does not exist',
    ),
    (Door.HOME, "open /home/ann/shop.yaml: permission denied"),
    (Door.NAMESPACES, "unshare: unshare failed: Operation not permitted"),
    (Door.OWNERS, "chown /tmp/mine: operation not permitted"),
    (Door.PRIORITY, "setpriority: operation not permitted"),
    (Door.PRIORITY, "sched_setaffinity: operation not permitted"),
    (Door.LOCKED_MEMORY, "mlockall: operation not permitted"),
    (Door.ALL_CALLS, "failed loading seccomp filter: operation not permitted"),
)
LIKELY = (
    (Door.OTHER_SOCKETS, "socket: address family not supported by protocol"),
    (Door.DEVICES, "open /dev/ttyUSB0: no such file or directory"),
    (Door.PROC, "open /proc/1/stat: no such file or directory"),
    (Door.PROC, "process does not exist"),
    (Door.NAMESPACES, "fork/exec /bin/true: operation not permitted"),
    (Door.ALL_CALLS, "ptrace: operation not permitted"),
)
OTHERS = (
    "open /etc/shop.yaml: permission denied",
    "open data/shop.db: operation not permitted",
    "unlink /tmp/x: operation not permitted",
    "open /dev/shm/x: no such file or directory",
    "open /proc/self/smaps: no such file or directory",
    "listen tcp :8080: bind: address already in use",
)


def ended(text: str, service: Service = WEB, *, code: str = "crashed") -> Problem:
    said = [Said(text=line) for line in text.splitlines()]
    return problem_of(Ended(result="rolled_back", code=code), said, service)


@pytest.mark.parametrize(("door", "text"), NAMED)
def test_a_cause_that_names_a_door_offers_it_alone(door: Door, text: str) -> None:
    problem = ended(text)
    assert UseOption("allow", door) in [one.action for one in problem.next]
    assert problem.code in {f"closed_{door.value.replace('-', '_')}", "port_not_permitted"}
    assert "{" not in f"{problem.what}{problem.why}"
    opened = ended(text, replace(WEB, allow=(door,)))
    assert opened.code != problem.code or door is Door.LOW_PORTS


@pytest.mark.parametrize(("door", "text"), LIKELY)
@pytest.mark.parametrize("code", ["crashed", "no_answer"])
def test_where_other_causes_fit_as_well_a_door_is_only_likely(
    door: Door, text: str, code: str
) -> None:
    problem = ended(text, code=code)
    assert problem.code == code
    assert problem.next[0].action == UseOption("allow", door)
    assert ShowLogs() in [one.action for one in problem.next]
    assert str(problem.next[0].text).startswith("A closed door of the sandbox")
    again = ended(text, replace(WEB, allow=(door,)), code=code)
    assert [one.action for one in again.next] == [one.action for one in problem.next[1:]]


@pytest.mark.parametrize("text", OTHERS)
def test_no_door_is_named_for_what_is_no_matter_of_the_sandbox(text: str) -> None:
    assert ended(text).offered(UseOption) is None


@pytest.mark.parametrize(("door", "text"), [*NAMED, *LIKELY])
def test_without_root_no_door_is_offered_that_only_root_opens(door: Door, text: str) -> None:
    told = ended(text, replace(WEB, scope=Scope.USER))
    offered = UseOption("allow", door) in [one.action for one in told.next]
    assert offered == (OPENINGS[door].rootless or "listen tcp" in text)


def test_every_door_has_words_a_price_and_a_symptom() -> None:
    assert [one.value for one in DOORS.choices] == list(Door) == list(OPENINGS)
    actions = [one.action for row in (*words.ROWS, *words.LIKELY) for one in row.next]
    named = {action.text for action in actions if isinstance(action, UseOption)}
    assert named == set(Door)
    assert named == {door for door, _ in (*NAMED, *LIKELY)}


def test_open_doors_are_told_with_their_price() -> None:
    allow = (Door.PROC, Door.NAMESPACES)
    (note,) = notes(case(service={"allow": allow}))
    assert note.code == "doors_open"
    assert str(note.what) == "2 doors of the sandbox are open: proc (+0.2), namespaces (+1.0)."
    assert "about 2.5 of 10, 1.3 with all closed" in str(note.why)
    assert note.details.splitlines()[0].startswith("proc (exposure +0.2): See other processes.")
    (one,) = notes(case(service={"allow": allow[:1]}))
    assert str(one.what) == "One door of the sandbox is open: proc (+0.2)."


def test_doors_that_change_nothing_without_root_are_told() -> None:
    judged = case(service={"allow": (Door.JIT, Door.PROC), "scope": Scope.USER})
    told = [str(one.what) for one in notes(judged) if one.code == "doors_need_root"]
    assert told == ["Without root these doors change nothing: proc."]
    fine = case(service={"allow": (Door.JIT,), "scope": Scope.USER})
    assert [one.code for one in notes(fine)] == ["not_sandboxed"]


def test_the_exposure_of_a_service_grows_by_what_its_doors_cost() -> None:
    assert sandbox.exposure(WEB) == sandbox.EXPOSURE
    assert sandbox.exposure(replace(WEB, allow=(Door.RAW_SOCKETS,))) == 1.6
