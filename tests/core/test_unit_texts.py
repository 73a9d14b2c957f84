"""Every line of the units and of the helper's settings, for services of several kinds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from core.deploy.model import Health, Limits, Mode, Scope, Service
from core.deploy.unit import helper, inner_ports, units, wanted

_TEXTS = Path(__file__).parent / "data" / "units"
_SANDBOX = re.compile(r"(# What the program may|# Not sandboxed)(.|\n)*?TasksMax=\d+\n")
_KINDS = {
    "restart-low-port": Service(
        name="web",
        port=1023,
        health_path="/up?a=b%20c&d",
        keep_releases=3,
        limits=Limits(memory="512M", cpu=150, tasks=64),
        health=Health(
            start_delay=1.5, period=0.25, timeout=4.0, threshold=5, deadline=61, watch=9,
            lowest=204, highest=299,
        ),
    ),
    "socket": Service(name="a-b", port=80, mode=Mode.SOCKET, health_path=""),
    "shared": Service(name="web", mode=Mode.SHARED),
    "proxy": Service(name="web", port=443, mode=Mode.PROXY),
    "user-proxy": Service(name="web", mode=Mode.PROXY, scope=Scope.USER),
}  # fmt: skip


def text(service: Service) -> str:
    """Write out the units, and the lines of the helper that are this service's."""
    whole = helper(service).content
    own = whole[whole.index("umask 022\n") : whole.index("unit=$service.service")]
    parts = [f"==== {file.path} {file.mode:o}\n{file.content}" for file in units(service)]
    mark = next(line for line in whole.splitlines() if line.startswith("mark="))
    file = helper(service)
    whole = "".join((*parts, f"==== {file.path} {file.mode:o}\n{own}{mark}\n"))
    first = _SANDBOX.search(whole)
    assert first
    return whole[: first.end()] + whole[first.end() :].replace(first[0], "(as above)\n")


@pytest.mark.parametrize("kind", _KINDS)
def test_the_texts_are_these_to_the_letter(kind: str) -> None:
    assert text(_KINDS[kind]) == (_TEXTS / f"{kind}.txt").read_text("utf-8")


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


def test_the_helper_s_parts_come_in_this_order_and_each_once() -> None:
    content = helper(Service(name="web")).content
    heads = [line for line in content.splitlines() if line.startswith("# ---- ")]
    assert [line[7:].split(":")[0].split(",")[0].rstrip(" -") for line in heads] == [
        "words", "health", "uploads", "environment", "secrets", "publish", "a release is whole",
        "switch", "changes", "the front door",
    ]  # fmt: skip
    assert content.startswith("#!/bin/bash -p\n# Written by GoFerry.")
    assert content.endswith("\nesac\n")


def test_the_helper_comes_first_and_the_record_last() -> None:
    paths = [file.path for file in wanted(Service(name="web", mode=Mode.PROXY))]
    assert paths == [
        "/usr/local/libexec/goferry/activate-web",
        *(f"/etc/systemd/system/web{kind}" for kind in (
            ".service", "-try@.service", "-recover.service", ".socket", "-proxy.service",
            "-next@.service",
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
