"""Each limit that a deploy is judged by, just below and just above; and each word said of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from core.actions import Action, AddTags, OpenFile, SetCgo, SetMicro, SetTarget, UseOption
from core.deploy.preflight import Case, findings, inert_lines, notes
from core.deploy.steps import preparation
from core.problems import ProblemError
from core.servers.facts import Room, Root
from core.servers.listeners import Listener
from core.service.installed import Owned
from core.service.model import Mode, Scope
from core.service.unit import wanted
from core.target import Cgo, Target
from tests.made_up_case import FACTS, GOOD, case, codes, only, place
from tests.made_up_deploy import trouble

if TYPE_CHECKING:
    from pathlib import Path

USER = Scope.USER
LINGERS = frozenset({"bash", "linger"})
LIBC = {"interpreter": "/lib64/ld-linux-x86-64.so.2"}
MUSL = {"interpreter": "/lib/ld-musl-x86_64.so.1"}
SE = {"selinux": "enforcing"}
TOOLS = FACTS.tools


def room(**of: Any) -> dict[str, Any]:  # noqa: ANN401 - fields of every type
    """All places alike but for one, by its number."""
    return {"places": place(**of)}


@pytest.mark.parametrize(
    ("judged", "found"),
    [
        # program
        (case(verdict={"goos": ""}), ""),
        (case(verdict={"goos": "freebsd"}), "not_for_linux"),
        (case(verdict={"format": "pe", "goos": "windows"}), "not_for_linux"),
        (case(verdict={"format": "pe", "goos": "linux"}), "not_for_linux"),
        (case(verdict={"kind": "library"}), "not_a_program"),
        (case(verdict={"format": "pe", "kind": "library", "goos": "windows"}), "not_for_linux"),
        (case(verdict={"goarch": ""}), ""),
        (case(facts={"arch": ""}), ""),
        (case(verdict={"goarch": "386"}), ""),
        (case(facts={"arch": "386"}), "wrong_architecture"),
        (case(verdict={"micro": "v3"}), ""),
        (case(verdict={"micro": "v4"}), "processor_too_old"),
        (case(facts={"level": "v2"}, verdict={"micro": "v3"}), "processor_too_old"),
        (case(facts={"level": "v4"}, verdict={"micro": "v4"}), ""),
        (case(facts={"level": ""}, verdict={"micro": "v4"}), ""),
        (case(verdict={"micro": ""}), ""),
        (case(verdict={"micro": "v9"}), ""),
        (case(verdict={**LIBC, "glibc": "2.36"}), ""),
        (case(verdict={**LIBC, "glibc": "2.37"}), "glibc_too_old"),
        (case(verdict={**LIBC, "glibc": "2.4"}), ""),  # numbers, not text
        (case(verdict={**LIBC, "glibc": "3.1"}), "glibc_too_old"),
        (case(verdict={**LIBC, "glibc": ""}), ""),
        (case(facts={"libc_version": ""}, verdict={**LIBC, "glibc": "2.99"}), ""),
        (case(facts={"libc": "musl"}, verdict=LIBC), "glibc_too_old"),
        (case(facts={"libc": "musl"}, verdict=MUSL), ""),
        (case(verdict=MUSL), "glibc_too_old"),
        (case(facts={"libc": ""}, verdict=MUSL), ""),
        # system
        (case(facts={"systemd": 239}), "no_systemd"),
        (case(facts={"systemd": 240}), ""),
        (case(facts={"systemd": 0}), "no_systemd"),
        (case(facts={"systemd": None}), ""),
        (case(facts={"systemd": None, "systemd_running": False}), "no_systemd"),
        (case(facts={"systemd_running": False}), "no_systemd"),
        *((case(facts={"tools": tuple({*TOOLS} - {one})}), "tools_missing") for one in TOOLS),
        (case(there={"exists": frozenset({"linger"})}), "tools_missing"),
        (case(facts={"clock_skew": 3600.0}), ""),
        (case(facts={"clock_skew": 3600.1}), "clock_off"),
        (case(facts={"clock_skew": -3600.0}), ""),
        (case(facts={"clock_skew": -3600.1}), "clock_off"),
        (case(facts={**SE, "tools": (*TOOLS, "restorecon")}), ""),
        (case(facts=SE), "selinux_unlabelled"),
        (case(facts={"selinux": "permissive"}), ""),
        # rights
        (case(facts={"root": Root.TERMINAL}), "sudo_needs_terminal"),
        (case(facts={"root": Root.TERMINAL}, there={"exists": frozenset({"bash", "permitted"})}),
         ""),
        (case(facts={"root": Root.TERMINAL}, service={"scope": USER}, there={"exists": LINGERS}),
         ""),
        (case(facts={"root": Root.PASSWORD}), ""),
        (case(service={"scope": USER}), "linger_off"),
        (case(service={"scope": USER}, there={"exists": LINGERS}), ""),
        (case(service={"scope": USER}, there={"exists": frozenset({"bash", "may_linger"})}), ""),
        (case(service={"scope": USER}, facts={"root": Root.ROOT}), ""),
        (case(there={"root": False, "exists": frozenset({"bash", "operates"})}),
         "may_only_operate prepare_needed"),
        # port
        (case(service={"scope": USER, "port": 1023}, there={"exists": LINGERS}), "port_needs_root"),
        (case(service={"scope": USER, "port": 1024}, there={"exists": LINGERS}), ""),
        (case(service={"port": 1023}), ""),
        # room: twice the program and 32 MB
        (case(facts=room(free_bytes=51_999_999)), "disk_full"),
        (case(facts=room(free_bytes=52_000_000)), ""),
        (case(facts=room(free_inodes=199)), "disk_full"),
        (case(facts=room(free_inodes=200)), ""),
        (case(facts=room(free_inodes=None)), ""),
        (case(facts=room(free_bytes=None)), ""),
        (case(facts=room(path="/etc", free_bytes=0)), ""),  # only settings go there
        (case(facts=room(path="/etc", noexec=True)), ""),
        (case(facts=room(path="/etc", read_only=True)), "folder_closed"),
        (case(facts=room(path="/var/lib", noexec=True)), ""),
        (case(facts=room(path="/var/lib", read_only=True)), "folder_closed"),
        (case(facts=room(path="/var/lib", free_inodes=0)), "disk_full"),
        (case(facts=room(path="/home/deploy", noexec=True)), ""),
        (case(facts=room(noexec=True)), "folder_closed"),
        (case(there={"exists": frozenset({"bash", "noexec"})}), "folder_closed"),
        (case(facts=room(path="/home/deploy", noexec=True), service={"scope": USER},
              there={"exists": LINGERS}), "folder_closed"),
        (case(facts=room(path="/home/deploy", free_bytes=1), service={"scope": USER},
              there={"exists": LINGERS}), "disk_full"),
        (case(facts=room(read_only=True), service={"scope": USER}, there={"exists": LINGERS}), ""),
    ],
)  # fmt: skip
def test_what_forbids_a_deploy_begins_just_here(judged: Case, found: str) -> None:
    assert codes(findings(judged)) == found


@pytest.mark.parametrize(
    ("judged", "found"),
    [
        (case(facts={"clock_skew": 120.0}), ""),
        (case(facts={"clock_skew": 120.1}), "clock_off"),
        (case(facts={"clock_skew": -120.0}), ""),
        (case(facts={"clock_skew": -120.1}), "clock_off"),
        (case(facts={"clock_skew": 3600.0}), "clock_off"),
        (case(facts={"clock_skew": 3600.1}), ""),  # it forbids then
        (case(facts={"systemd": 246}), "unit_lines_inert"),
        (case(facts={"systemd": 247}), ""),
        (case(facts={"systemd": 240}, service={"scope": USER}), "not_sandboxed"),
        (case(facts={"ca_certificates": False}), "authorities_missing"),
        (case(facts={"ca_certificates": None}), ""),
        (case(facts={"zoneinfo": False}), "time_zone_missing"),
        (case(facts={"zoneinfo": None}), ""),
        (case(facts={"firewall": ()}), ""),
        (case(verdict=LIBC), "not_static"),
        (case(there={"unit_state": "active"}), "restart_costs_requests"),
        (case(there={"unit_state": "failed"}), ""),
        (case(there={"unit_state": "active"}, service={"mode": Mode.SOCKET}), ""),
        (case(there={"unit_state": "active"}, service={"mode": Mode.PROXY}),
         "inner_port_open proxy_costs"),
        (case(service={"scope": USER}), "not_sandboxed"),
    ],
)  # fmt: skip
def test_what_is_noted_begins_just_here(judged: Case, found: str) -> None:
    assert " ".join(sorted(codes(notes(judged)).split())) == found


@pytest.mark.parametrize(
    ("judged", "what", "why", "advice"),
    [
        (case(verdict={"goos": "windows"}), "not a program for Linux", "another system",
         [SetTarget(Target(goos="linux", goarch="amd64"))]),
        (case(verdict={"goos": "windows", "goarch": "arm64"}, facts={"arch": "arm64"}),
         "not a program for Linux", "", [SetTarget(Target(goos="linux", goarch="arm64"))]),
        (case(verdict={"goarch": "arm64"}), "is for arm64, the server is amd64", "reports x86_64",
         [SetTarget(Target(goos="linux", goarch="amd64"))]),
        (case(verdict={"micro": "v4"}), "newer CPUs", "amd64 v4. The server has v3",
         [SetMicro("v1"), SetMicro("v3")]),
        (case(facts={"level": "v1"}, verdict={"micro": "v2"}), "newer CPUs", "",
         [SetMicro("v1")]),
        (case(verdict={**LIBC, "glibc": "2.38"}), "system library", "glibc 2.38. The server has 2",
         [SetCgo(Cgo.OFF), SetCgo(Cgo.STATIC)]),
        (case(verdict=MUSL), "system library", "The program needs musl. The server has glibc.",
         [SetCgo(Cgo.OFF), SetCgo(Cgo.STATIC)]),
        (case(facts={"systemd": 239}), "cannot run the service", "systemd 239. Version 240",
         [None]),
        (case(facts={"systemd_running": False}), "cannot run", "does not run systemd",
         [None]),
        (case(facts={"tools": ("flock",)}), "sha256sum and systemd-run not found", "", [None]),
        (case(there={"exists": frozenset()}), "bash not found", "", [None]),
        (case(facts={"clock_skew": -5000.4}), "by -5000 seconds", "", [None, None]),
        (case(service={"scope": USER}), "when “deploy” logs out", "", [None]),
        (case(service={"scope": USER, "port": 80}, there={"exists": LINGERS}), "open port 80.",
         "below 1024", [UseOption("port", "8080"), None]),
        (case(facts=room(free_bytes=1_000_000)), "space in /opt",
         "1.0 MB are free. 52.0 MB are needed.", [None]),
        (case(facts=room(free_inodes=3, free_bytes=1)), "space in /opt", "Only 3 inodes are free",
         [None]),
        (case(facts=room(read_only=True, noexec=True)), "/opt on the server", "read-only",
         [None]),
        (case(there={"exists": frozenset({"bash", "noexec"})}), "/opt/web/releases on the server",
         "mounted noexec", [None]),
    ],
)  # fmt: skip
def test_a_finding_says_what_why_and_what_its_button_does(
    judged: Case, what: str, why: str, advice: list[Action | None]
) -> None:
    found = only(findings(judged))
    assert what in str(found.what)
    assert why in str(found.why)
    assert [one.action for one in found.next] == advice
    assert found.field == ("port" if found.code == "port_needs_root" else "")


def test_what_a_note_names_is_what_the_server_told() -> None:
    found = only(notes(case(verdict={**LIBC, "needed": ("libc.so.6", "libm.so.6")})))
    assert str(found.why) == "The program needs: libc.so.6, libm.so.6"
    assert [one.action for one in found.next] == [SetCgo(Cgo.OFF)]
    assert str(only(notes(case(verdict=LIBC))).why) == "The program needs: libc"
    found = only(notes(case(facts={"firewall": ("ufw", "nftables")}, service={"port": 81})))
    assert (str(found.what)[-14:], "port 81." in str(found.why)) == ("ufw, nftables.", True)
    found = only(notes(case(facts={"zoneinfo": False})))
    assert [one.action for one in found.next] == [AddTags(("timetzdata",))]


@pytest.mark.parametrize(
    ("systemd", "lacks"),
    [
        (241, "ProtectKernelLogs ProtectClock ProtectHostname ProtectProc RestrictSUIDSGID"),
        (242, "ProtectKernelLogs ProtectClock ProtectProc"),
        (243, "ProtectKernelLogs ProtectClock ProtectProc"),
        (244, "ProtectClock ProtectProc"),
        (245, "ProtectProc"),
    ],
)  # fmt: skip
def test_each_systemd_leaves_out_what_came_after_it(systemd: int, lacks: str) -> None:
    found = only(notes(case(facts={"systemd": systemd})))
    assert (
        str(found.why) == f"This systemd version does not support {', '.join(lacks.split())}. "
        "The service runs without them."
    )
    assert found.details == f"systemd {systemd}"


def test_what_systemd_s_own_check_leaves_out_is_named_once_and_nothing_else() -> None:
    told = (
        "/x/web.service:1: Unknown key name 'A' in section 'Service', ignoring.\n"
        "/x/web.socket:2: Unknown key name 'A' in section 'Socket', ignoring.\n"
        "/x/web.service:3: Failed to parse 'B', ignoring: …\n"
        "/x/web.service:4: Standard output type syslog is obsolete\n"
        "web.service: Unknown key name 'C', ignoring.\n"
        "/x/web.timer:5: Unknown key name 'D' in section 'Timer', ignoring.\n"
    )
    found = only(inert_lines(told))
    assert str(found.why) == (
        "This systemd version does not support A, B. The service runs without them."
    )
    assert len(found.details.splitlines()) == 3


def test_one_who_may_deploy_needs_the_server_to_be_prepared_for_just_this() -> None:
    texts = {file.path: file.content for file in wanted(GOOD.service)}
    ready = replace(
        GOOD.there,
        root=False,
        user="web:x:999:999::/nonexistent:/x",
        texts=texts,
        exists=frozenset({"bash", "permitted", "root", "settings", "state", "marked"}),
        areas=frozenset({"deploy"}),
    )
    judged = replace(GOOD, there=ready)
    assert preparation(ready, GOOD.service) == ()
    assert findings(judged) == ()
    other = replace(judged, service=replace(GOOD.service, port=81))
    assert codes(findings(other)) == "prepare_needed"
    assert codes(findings(replace(other, there=replace(ready, root=True)))) == ""
    closed = replace(other, there=replace(ready, closed=("/opt/web",)))
    assert codes(findings(closed)) == "traces_closed", "nothing else can be judged"


def test_what_is_closed_is_not_taken_for_another_s() -> None:
    there = {"exists": frozenset({"bash", "unit"})}
    assert codes(findings(case(there=there))) == "name_taken"
    assert codes(findings(case(there={**there, "closed": ("/opt/web",)}))) == "traces_closed"


def test_why_no_file_can_be_sent_is_a_finding_among_the_others() -> None:
    with pytest.raises(ProblemError) as caught:
        raise trouble("files_refused")
    judged = replace(case(facts={"zoneinfo": False}), closed=caught.value.problem)
    assert codes(findings(judged)) == "files_refused"


def test_all_that_forbids_is_told_the_causes_first(tmp_path: Path) -> None:
    judged = case(
        service={
            "env_file": tmp_path / "gone",
            "includes": (tmp_path / "gone",),
            "mode": Mode.PROXY,
        },
        verdict={"goarch": "arm64", **MUSL},
        facts={
            "systemd_running": False,
            "tools": (),
            "clock_skew": 9999.0,
            **SE,
            "root": Root.TERMINAL,
            **room(free_bytes=1, read_only=True),
            "listeners": (Listener(port=8080, address="*", program="nginx", pid=812),),
        },
        there={
            "root": False,
            "exists": frozenset({"unit"}),
            "variables": ("PORT",),
            "places": (Owned(path="/opt/web", owner="eve", mode=0o755, link=False),),
        },
    )
    assert codes(findings(judged)).split() == [
        *("env_file_missing", "include_missing", "wrong_architecture", "glibc_too_old"),
        *("no_systemd", "tools_missing", "clock_off", "selinux_unlabelled"),
        *("sudo_needs_terminal", "may_only_operate", "prepare_needed", "name_taken"),
        *("place_of_another", "port_in_use", "disk_full", "folder_closed"),
    ]


@pytest.mark.parametrize(("count", "more"), [(1, 0), (8, 0), (9, 1)])
def test_variables_that_are_lost_are_counted_and_the_first_named(
    tmp_path: Path, count: int, more: int
) -> None:
    (tmp_path / "env").write_text("A=1\n")
    lost = tuple(f"V{number}" for number in range(count))
    found = only(notes(case(service={"env_file": tmp_path / "env"}, there={"variables": lost})))
    assert (found.code, found.details.split()) == ("variables_lost", list(lost))
    assert str(found.what).count("V") == count - more
    assert str(tmp_path / "env") in str(found.why)
    assert found.field == "env_file"


def test_what_is_unknown_of_each_place_and_port_is_said() -> None:
    unknown = Room(path="/x", free_bytes=None, free_inodes=1000, noexec=None, read_only=None)
    found = notes(case(facts={"places": (unknown,), "listeners": None}, service={"port": 81}))
    assert [str(one.what) for one in found] == [
        "Whether port 81 is free is not known.",
        "The free space in /x on the server is not known.",
    ]


def test_a_bad_list_of_files_is_refused_and_not_noted_twice(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "tls.key").write_text("x")
    good = case(service={"includes": (tmp_path / "x",)})
    assert (codes(findings(good)), codes(notes(good))) == ("", "includes_made_public")
    bad = case(service={"includes": (tmp_path / "x", tmp_path / "gone")})
    assert (codes(findings(bad)), codes(notes(bad))) == ("include_missing", "")


def test_the_environment_is_noted_as_this_server_s_systemd_reads_it(tmp_path: Path) -> None:
    (tmp_path / "env").write_text("#a\\\nB=1\n")
    service = {"env_file": tmp_path / "env"}
    for systemd, found in ((252, "env_file_reads_otherwise"), (254, ""), (None, "not_looked_at")):
        assert codes(notes(case(facts={"systemd": systemd}, service=service))) == found


@pytest.mark.parametrize(
    ("ours", "there", "told"),
    [("A=1", "PORT=3000", False), ("PORT=3000", "PORT=8080", True), ("PORT=8080", "PORT=1", False),
     ("", "PORT=3000", False), (None, "PORT=3000", True), (None, "", False)],
)  # fmt: skip
def test_the_file_that_replaces_another_is_the_one_whose_port_counts(
    tmp_path: Path, ours: str | None, there: str, *, told: bool
) -> None:
    service: dict[str, Any] = {}
    if ours is not None:
        (tmp_path / "env").write_text(ours)
        service["env_file"] = tmp_path / "env"
    judged = case(service=service, there={"env": there})
    assert codes(notes(judged)) == ("port_in_env_file" if told else "")
    for one in notes(judged):
        button = OpenFile(tmp_path / "env") if ours else None
        assert ([one.next[0].action], one.field) == ([button], "env_file")
    names = tuple(there.split("=")[:1]) if there else ()
    behind = case(service={**service, "mode": Mode.PROXY}, there={"variables": names})
    has = "PORT" in (there if ours is None else ours)
    assert codes(findings(behind)) == ("port_in_env_file" if has else "")
