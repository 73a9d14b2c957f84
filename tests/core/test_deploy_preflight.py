"""What forbids a deploy, judged from facts alone; one case for each finding."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.actions import OpenFile
from core.deploy.data_there import DataThere
from core.deploy.preflight import Case, findings, inert_lines, notes
from core.servers.facts import Room, Root
from core.servers.listeners import Listener
from core.service.installed import Installed, Owned
from core.service.model import Mode, Scope
from tests.made_up_case import GOOD, case, place

NGINX = Listener(port=8080, address="*", program="nginx", pid=812)
BEHIND = Listener(port=28080, address="*", program="nginx", pid=812)
LINGERS = frozenset({"bash", "linger"})
PERMITTED = frozenset({"bash", "permitted"})
LOW = {"scope": Scope.USER, "port": 80}
ARM_6 = {"machine": "armv6l", "arch": "arm", "level": "6"}
ARM_64 = {"machine": "aarch64", "arch": "arm64", "level": "v8.0"}
OLD_386 = {"machine": "i686", "arch": "386", "level": "softfloat"}
MIPSLE = {"machine": "mips", "arch": "mipsle", "level": ""}
WEB: dict[str, Any] = {"path": "/opt/web", "link": False}
LINK: dict[str, Any] = {"path": "/var/lib/goferry/web/incoming", "link": True}


@pytest.mark.parametrize(
    ("facts", "goarch", "micro"),
    [
        ({}, "386", "sse2"),  # every 64-bit server starts these, too
        (ARM_6, "arm", "6"),
        (ARM_6, "arm", "5,softfloat"),
        (ARM_64, "arm64", "v8.0"),
        (MIPSLE, "mipsle", "softfloat"),
        ({**ARM_6, "level": ""}, "arm", "7"),
        ({}, "amd64", "v1"),
    ],
)
def test_a_processor_that_suits_is_not_refused(
    facts: dict[str, Any], goarch: str, micro: str
) -> None:
    assert findings(case(facts=facts, verdict={"goarch": goarch, "micro": micro})) == ()


def test_a_good_server_has_nothing_against_a_good_program() -> None:
    assert findings(GOOD) == ()
    assert notes(GOOD) == ()


@pytest.mark.parametrize(
    ("code", "judged"),
    [
        ("env_file_missing", case(service={"env_file": Path("/nowhere/env")})),
        ("not_for_linux", case(verdict={"format": "macho", "goos": "darwin"})),
        ("wrong_architecture", case(verdict={"goarch": "arm64"})),
        ("processor_too_old", case(verdict={"micro": "v4"})),
        ("processor_too_old", case(facts=ARM_6, verdict={"goarch": "arm", "micro": "7"})),
        ("processor_too_old", case(facts=ARM_6, verdict={"goarch": "arm", "micro": "7,hardfloat"})),
        ("processor_too_old", case(facts=ARM_64, verdict={"goarch": "arm64", "micro": "v8.1"})),
        ("processor_too_old", case(facts=OLD_386, verdict={"goarch": "386", "micro": "sse2"})),
        ("wrong_architecture", case(facts=MIPSLE, verdict={"goarch": "mips"})),
        ("not_a_program", case(verdict={"kind": "debug"})),
        ("glibc_too_old", case(verdict={"interpreter": "/lib64/ld-linux.so.2", "glibc": "2.38"})),
        ("glibc_too_old", case(verdict={"interpreter": "/lib/ld-musl-x86_64.so.1"})),
        ("no_systemd", case(facts={"systemd_running": False})),
        ("no_systemd", case(facts={"systemd": 239})),
        ("clock_off", case(facts={"clock_skew": -86_400.0})),
        ("selinux_unlabelled", case(facts={"selinux": "enforcing"})),
        ("linger_off", case(service={"scope": Scope.USER})),
        ("port_needs_root", case(service=LOW, there={"exists": LINGERS})),
        ("place_of_another", case(there={"places": (Owned(**WEB, owner="eve", mode=0o755),)})),
        ("place_of_another", case(there={"places": (Owned(**WEB, owner="root", mode=0o777),)})),
        ("place_of_another", case(there={"places": (Owned(**LINK, owner="root", mode=0o777),)})),
        ("port_in_use", case(facts={"listeners": (BEHIND,)}, service={"mode": Mode.PROXY})),
        ("tools_missing", case(facts={"tools": ()})),
        ("tools_missing", case(there={"exists": frozenset()})),
        ("sudo_needs_terminal", case(facts={"root": Root.TERMINAL})),
        ("prepare_needed", case(there={"root": False, "exists": PERMITTED})),
        ("may_only_operate", case(there={"root": False})),
        ("name_taken", case(there={"exists": frozenset({"bash", "unit"})})),
        ("name_taken", case(there={"user": "web:x:1000:1000::/home/web:/bin/bash"})),
        ("port_in_use", case(facts={"listeners": (NGINX,)})),
        ("disk_full", case(facts={"places": place(free_bytes=1_000_000)})),
        ("disk_full", case(facts={"places": place(free_inodes=3)})),
        ("folder_closed", case(facts={"places": place(noexec=True)})),
        ("folder_closed", case(facts={"places": place(read_only=True)})),
    ],
)
def test_what_cannot_work_is_refused(code: str, judged: Case) -> None:
    found = findings(judged)
    assert found[0].code == code
    assert all(problem.next for problem in found)


@pytest.mark.parametrize(
    ("code", "judged"),
    [
        ("clock_off", case(facts={"clock_skew": -600.0})),
        ("unit_lines_inert", case(facts={"systemd": 245})),
        ("not_sandboxed", case(service={"scope": Scope.USER}, there={"exists": LINGERS})),
        ("proxy_costs inner_port_open", case(service={"mode": Mode.PROXY})),
        ("not_static", case(verdict={"interpreter": "/lib64/ld-linux-x86-64.so.2"})),
        ("authorities_missing", case(facts={"ca_certificates": False})),
        ("time_zone_missing", case(facts={"zoneinfo": False})),
        ("firewall_active", case(facts={"firewall": ("ufw",)})),
        ("restart_costs_requests", case(there={"unit_state": "active"})),
    ],
)
def test_what_is_worth_knowing_is_noted(code: str, judged: Case) -> None:
    assert " ".join(problem.code for problem in notes(judged)) == code
    assert findings(judged) == ()


def test_the_port_s_owner_is_named() -> None:
    judged = case(facts={"listeners": (NGINX,)})
    assert str(findings(judged)[0].what) == "Port 8080 is used by nginx (process 812)."


@pytest.mark.parametrize(
    ("program", "units"),
    [
        ("web", {"web.service"}),
        ("sleep", {"web.service"}),  # a child that inherited the socket
        ("systemd", {"web.socket"}),
        ("web", {"web.socket", "web.service", "web-next@7-abcdef01.service"}),
        ("systemd-socket-", {"web.socket", "web-proxy.service"}),
        ("systemd", {"init.scope"}),  # of a systemd that does not list its sockets
        ("", set()),  # seen without root
        ("web", set()),
    ],
)
def test_our_own_service_may_hold_its_port(program: str, units: set[str]) -> None:
    assert findings(_heard(program, units)) == ()


@pytest.mark.parametrize(
    ("program", "units"),
    [
        ("web", {"other.service"}),
        ("web", {"web.service", "other.service"}),  # a stop of ours would not free it
        ("systemd", {"other.socket"}),
        ("systemd-fake", set()),
        ("web", {"user@1000.service/web.service"}),
        ("web", {"web-next.service"}),
        ("web", {"session-4.scope"}),
    ],
)
def test_a_name_like_ours_gives_no_stranger_our_port(program: str, units: set[str]) -> None:
    assert findings(_heard(program, units))[0].code == "port_in_use"


def test_a_stranger_beside_our_own_service_is_seen() -> None:
    ours = Listener(port=8080, address="*", program="web", pid=4, units=frozenset({"web.service"}))
    both = (ours, replace(NGINX, address="127.0.0.1", units=frozenset({"nginx.service"})))
    judged = _heard("web", {"web.service"})
    judged = replace(judged, facts=replace(judged.facts, listeners=both))
    assert "nginx" in str(findings(judged)[0].what)


def _heard(program: str, units: set[str]) -> Case:
    heard = Listener(port=8080, address="*", program=program, pid=4, units=frozenset(units))
    return case(
        facts={"listeners": (heard,)},
        there={
            "exists": frozenset({"bash", "state"}),
            "unit_state": "active",
            "texts": {"/etc/systemd/system/web.socket": "…"},
        },
        service={"mode": Mode.SHARED},
    )


def test_a_static_program_does_not_care_about_the_system_library() -> None:
    assert findings(case(facts={"libc": "musl", "libc_version": "1.2"})) == ()


def test_a_line_of_the_environment_file_that_systemd_would_skip_is_shown(tmp_path: Path) -> None:
    file = tmp_path / "env"
    file.write_text("A=1\nexport B=secret\n")
    problem = findings(case(service={"env_file": file}))[0]
    assert problem.code == "env_file_line"
    assert problem.next[0].action == OpenFile(file, 2)
    assert "secret" not in f"{problem}"


def test_variables_that_only_the_server_has_are_named_before_they_are_gone(tmp_path: Path) -> None:
    file = tmp_path / "env"
    file.write_text("# GREETING=\nHOST=1\n")
    there = {"variables": ("HOST", "TOKEN", "GREETING")}
    (found,) = notes(case(service={"env_file": file}, there=there))
    assert found.code == "variables_lost"
    assert str(found.what).endswith("TOKEN, GREETING")
    assert notes(case(there=there)) == (), "what is on the server stays"
    file.write_text("HOST=1\nTOKEN=\nGREETING=hi\n")
    assert notes(case(service={"env_file": file}, there=there)) == ()


@pytest.mark.parametrize(
    ("mode", "content", "rehearse", "told"),
    [
        (Mode.RESTART, "PORT=8080", False, ""),
        (Mode.RESTART, "PORT=1\nPORT='8080'", False, ""),
        (Mode.RESTART, "A=1\nPORT=3000", False, "is expected on port 8080, but"),
        (Mode.RESTART, "PORT=8080\nPORT=3000", False, "is expected on port 8080, but"),
        (Mode.RESTART, "PORT=", False, "is expected on port 8080, but"),
        (Mode.RESTART, "PORT=8080", True, "The rehearsal needs its own port"),
        (Mode.RESTART, "PORT=3000", True, "is expected on port 8080, but"),
        (Mode.SOCKET, "PORT=8080", True, ""),
        (Mode.SHARED, "PORT=3000", False, "A program with socket activation still serves"),
        (Mode.PROXY, "PORT=18080", False, "this release must open port 18080 and the next"),
        (Mode.PROXY, "PORT=8080", False, "this release must open port 18080 and the next"),
        (Mode.PROXY, "# PORT=1\nA=PORT", False, ""),
    ],
)
def test_a_port_in_the_environment_file_wins_and_that_is_said_before(
    tmp_path: Path, mode: Mode, content: str, *, rehearse: bool, told: str
) -> None:
    file = tmp_path / "env"
    file.write_text(f"{content}\n")
    wanted = {"mode": mode, "rehearse": rehearse}
    here = case(service={**wanted, "env_file": file})
    names = tuple(name for name in ("PORT",) if "\nPORT=" in f"\n{content}")
    kept = case(service=wanted, there={"env": content, "variables": names})
    for judged in (here, kept):
        found = findings(judged) if mode is Mode.PROXY else notes(judged)
        whys = [str(one.why) for one in found if one.code == "port_in_env_file"]
        assert len(whys) == bool(told)
        assert told in "".join(whys)
    for one in (*findings(here), *notes(here)):
        if one.code == "port_in_env_file":
            assert one.next[0].action == OpenFile(file, content.count("\n") + 1)
            assert "3000" not in f"{one}", "values are nobody's business"


@pytest.mark.parametrize(
    ("content", "systemd", "line"),
    [
        ("# c \\\nX='\nPORT=3000\n", 247, 3),
        ("# c \\\nX='\nPORT=3000\n", 257, 0),
        ("# c \\\nPORT=3000\n", 247, 0),
        ("# c \\\nPORT=3000\n", 257, 2),
        ("# c \\\nPORT=3000\n", None, 2),
    ],
)
def test_the_port_is_read_as_the_server_s_systemd_reads_it(
    tmp_path: Path, content: str, systemd: int | None, line: int
) -> None:
    file = tmp_path / "env"
    file.write_text(content)
    for mode, judge in ((Mode.RESTART, notes), (Mode.PROXY, findings)):
        judged = case(facts={"systemd": systemd}, service={"mode": mode, "env_file": file})
        found = [one for one in judge(judged) if one.code == "port_in_env_file"]
        assert [one.next[0].action for one in found] == ([OpenFile(file, line)] if line else [])


def test_behind_the_proxy_a_port_that_only_root_may_read_is_refused_too() -> None:
    hidden = {"variables": ("PORT",), "env": ""}
    judged = case(service={"mode": Mode.PROXY}, there=hidden)
    assert [one.code for one in findings(judged)] == ["port_in_env_file"]
    assert notes(case(there=hidden)) == (), "it may be the right one"


@pytest.mark.parametrize(
    ("address", "open_to_others"), [("127.0.0.1", False), ("::1", False), ("*", True)]
)
def test_a_port_behind_the_proxy_is_told_of_unless_the_loopback_alone_has_it(
    address: str, *, open_to_others: bool
) -> None:
    heard = Listener(port=18080, address=address, program="web", pid=4)
    found = notes(
        case(
            facts={"listeners": (heard,), "firewall": ("ufw",)},
            there={"exists": frozenset({"bash", "state"}), "unit_state": "active"},
            service={"mode": Mode.PROXY},
        )
    )
    told = [str(one.why) for one in found if one.code == "inner_port_open"]
    assert told == (["A firewall runs on the server: ufw."] if open_to_others else [])


def test_lines_that_an_old_systemd_leaves_out_are_told() -> None:
    told = (
        "/etc/systemd/system/web.service:41: Unknown key name 'ProtectProc' in section 'Service', "
        "ignoring.\nweb.service: Command /opt/web/current/bin/web is not executable: No such file"
    )
    assert "not support ProtectProc." in str(inert_lines(told)[0].why)
    old = notes(case(facts={"systemd": 245}))[0]
    assert str(old.why) == (
        "This systemd version does not support ProtectProc. The service runs without them."
    )
    assert inert_lines("") == ()


def test_what_nobody_could_look_at_forbids_nothing_and_is_said() -> None:
    places = tuple(
        Room(path=path, free_bytes=None, free_inodes=None, noexec=None, read_only=None)
        for path in ("/opt", "/var/lib")
    )
    unknown: dict[str, Any] = {
        "places": places,
        "listeners": None,
        "firewall": None,
        "clock_skew": None,
        "systemd": None,
        "ca_certificates": None,
        "zoneinfo": None,
        "level": "",
    }
    judged = case(facts=unknown)
    assert findings(judged) == ()
    assert [one.code for one in notes(judged)].count("not_looked_at") == 6
    assert {one.code for one in notes(judged)} <= {"not_looked_at", "restart_costs_requests"}
    assert "not_looked_at" not in {one.code for one in notes(case())}


def test_what_travels_beside_the_program_and_a_copy_of_the_data_are_counted(
    tmp_path: Path,
) -> None:
    (tmp_path / "big").write_bytes(b"x" * 4_000_000)
    bundle = {"includes": (tmp_path / "big",), "includes_from": tmp_path}
    needs = 2 * 10_000_000 + 3 * 4_000_000 + 32_000_000

    def found(free: int, inodes: int = 10**6, **more: Any) -> tuple[str, ...]:  # noqa: ANN401
        rooms = tuple(
            Room(path=path, free_bytes=free, free_inodes=inodes, noexec=False, read_only=False)
            for path in ("/opt", "/var/lib", "/etc")
        )
        judged = replace(case(facts={"places": rooms}, service=bundle), **more)
        return tuple(one.code for one in findings(judged))

    assert found(needs) == ()
    assert found(needs - 1) == ("disk_full",)
    assert found(10**10, 201) == ()
    assert found(10**10, 200) == ("disk_full",)
    there = Installed(login="deploy", exists=frozenset({"bash"}), current="1-aaaaaaaa")
    copied = DataThere(plain=True, size=10_000_000, free=10**10)
    assert found(needs + 11_000_000, data=copied, there=there) == ()
    assert found(needs + 11_000_000 - 1, data=copied, there=there) == ("disk_full",)
    assert found(needs, data=copied) == (), "nothing runs there yet"
