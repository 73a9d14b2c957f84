"""What differs from service to service in the units; every line of them stands in tests/golden."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.service import marks
from core.service.layout import Layout
from core.service.model import Health, Kind, Mode, Process, ReleaseCommand, Scope, Service
from core.service.unit import helper, units, wanted
from core.service.unit_values import inner_ports


@pytest.mark.parametrize(
    ("service", "capability", "kind"),
    [
        (Service(name="web", port=1023), "CAP_NET_BIND_SERVICE", "exec"),
        (Service(name="web", port=1024), "", "exec"),
        (Service(name="web", port=80, mode=Mode.SOCKET), "", "notify"),
        (Service(name="web", port=80, mode=Mode.SHARED), "", "notify"),
        (Service(name="web", port=80, mode=Mode.PROXY), "", "exec"),
    ],
)
def test_only_who_opens_a_low_port_itself_gets_the_right_to(
    service: Service, capability: str, kind: str
) -> None:
    lines = units(service)[0].content.splitlines()
    assert {f"CapabilityBoundingSet={capability}", f"AmbientCapabilities={capability}"} <= {*lines}
    assert f"Type={kind}" in lines


@pytest.mark.parametrize(("deadline", "start"), [(59, 60), (60, 60), (61, 61)])
def test_a_start_may_take_a_minute_and_never_less_than_the_deadline(
    deadline: int, start: int
) -> None:
    service = Service(name="web", rehearse=True, health=Health(deadline=deadline))
    main, trial, *_ = units(service)
    assert f"TimeoutStartSec={start}\n" in main.content
    assert f"TimeoutStartSec={deadline}\n" in trial.content
    assert "\nrehearse=yes\n" in helper(service).content


def test_a_watchdog_is_over_each_run_that_serves_and_over_none_that_ends() -> None:
    watched = Health(watchdog=30)
    command, process = ReleaseCommand(command="migrate"), Process(name="job", health=watched)
    service = Service(
        name="web", mode=Mode.SHARED, health=watched, release=command, processes=(process,)
    )
    over = {file.path.rsplit("/", 1)[1] for file in units(service)
            if "\nWatchdogSec=30\n" in file.content}  # fmt: skip
    assert over == {"web.service", "web-try@.service", "web-next@.service", "web.job.service"}
    timer = replace(service, kind=Kind.TIMER, mode=Mode.RESTART, schedule="daily", processes=())
    for other in (timer, Service(name="web")):
        assert not any("Watchdog" in file.content for file in units(other))


def test_the_helper_s_parts_come_in_this_order_and_each_once() -> None:
    content = helper(Service(name="web")).content
    heads = [line for line in content.splitlines() if line.startswith("# ---- ")]
    assert [line[7:].split(":")[0].split(",")[0].rstrip(" -") for line in heads] == [
        "words", "kinds", "what is asked", "a command of the program", "health",
        "slow starters", "uploads", "environment",
        "secrets", "publish", "a release is whole", "data", "switch",
        "further processes of a release", "the release command", "connections", "a fleet",
        "what is live is noted", "changes", "probation", "one-offs", "backup", "space",
        "restarts", "the front door",
    ]  # fmt: skip
    assert content.startswith("#!/bin/bash -p\n# Written by GoFerry.")
    assert content.endswith("\nesac\n")


def test_the_helper_comes_first_and_the_record_last() -> None:
    paths = [file.path for file in wanted(Service(name="web", mode=Mode.PROXY))]
    assert paths == [
        "/usr/local/libexec/goferry/activate-web",
        *(f"/etc/systemd/system/web{kind}" for kind in (
            ".service", "-try@.service", "-run@.service", "-recover.service", ".socket",
            "-proxy.service", "-next@.service",
        )),
        "/var/lib/goferry/web/service.json",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("port", "inner"),
    [
        (8080, (18_080, 28_080)),
        (45_535, (55_535, 65_535)),
        (45_536, (35_536, 25_536)),
        (65_535, (55_535, 45_535)),
    ],
)
def test_behind_a_proxy_the_program_has_two_ports_that_there_are(
    port: int, inner: tuple[int, int]
) -> None:
    assert inner_ports(Service(name="web", port=port, mode=Mode.PROXY)) == inner
    for mode in (Mode.RESTART, Mode.SOCKET, Mode.SHARED):
        assert inner_ports(Service(name="web", port=port, mode=mode)) == ()


@pytest.mark.parametrize(
    ("scope", "in_unit", "in_shell"),
    [(Scope.SYSTEM, "/run", "/run"), (Scope.USER, "%t", "$XDG_RUNTIME_DIR")],
)
def test_who_leads_the_proxy_and_who_removes_it_mean_the_file_that_it_reads(
    scope: Scope, in_unit: str, in_shell: str
) -> None:
    service = Service(name="web", mode=Mode.PROXY, scope=scope)
    proxy = next(one.content for one in units(service) if "-proxy" in one.path)
    assert f"\nEnvironmentFile=-{in_unit}/goferry-web.env\n" in proxy
    for text in (helper(service).content, marks.removing(Layout.of(service))):
        assert f'\ntarget="{in_shell}/goferry-web.env"\n' in text
        assert text.count("goferry-web.env") == 1
