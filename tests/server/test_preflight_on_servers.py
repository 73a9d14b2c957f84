"""Servers that are really broken in one way each: refused with cause and fix, before any change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.deploy import deployer
from core.deploy.preparing import prepare
from core.problems import ProblemError
from core.servers import facts
from core.service.model import Mode
from core.service.results import Result
from tests import programs
from tests.deploying import ask, deploy, finished, on, remove, service
from tests.long import few

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from core.problems import Problem
    from core.service.model import Release, Service
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]

# How to break it, how to mend it, and what must be said of it.
_LIE = "printf '#!/bin/sh\\n{}\\n' >/usr/local/bin/{name}; chmod 0755 /usr/local/bin/{name}"
_TTY = "echo 'Defaults:deploy requiretty' >/etc/sudoers.d/zz-tty"
_BUSY = "until ss -Hltn 'sport = :8081' | grep -q .; do sleep 0.05; done"
_BROKEN: dict[str, tuple[str, str, str, str]] = {
    "disk full": (
        "mount -t tmpfs -o size=2m none /opt", "umount -l /opt", "disk_full", "/opt"
    ),
    "inodes full": (
        "mount -t tmpfs -o nr_inodes=20 none /opt",
        "umount -l /opt", "disk_full", "inodes are free",
    ),
    "read-only": (
        "mount -t tmpfs -o ro none /opt", "umount -l /opt", "folder_closed", "read-only"
    ),
    "noexec": (
        "mount -t tmpfs -o noexec none /opt", "umount -l /opt", "folder_closed", "noexec"
    ),
    "port busy": (
        "systemd-run -q --unit=squatter systemd-socket-activate --accept --listen=8081 /bin/true\n"
        + _BUSY,
        "systemctl stop squatter", "port_in_use", "8081",
    ),
    "requiretty": (_TTY, "rm /etc/sudoers.d/zz-tty", "sudo_needs_terminal", "requiretty"),
    "wrong owner": (
        "chown guest /opt/web/releases", "chown root /opt/web/releases",
        "place_of_another", "guest",
    ),
    "loose mode": (
        "chmod 0777 /opt/web", "chmod 0755 /opt/web", "place_of_another", "777"
    ),
    "link in staging": (
        "cd /var/lib/goferry/web && mv incoming aside && ln -s /etc incoming",
        "cd /var/lib/goferry/web && rm incoming && mv aside incoming",
        "place_of_another", "link",
    ),
    "clock off": (
        _LIE.format('[ "$2" = +%%s ] && echo 1000000000 || exec /usr/bin/date "$@"', name="date"),
        "rm /usr/local/bin/date", "clock_off", "Certificates",
    ),
    "old systemd": (
        _LIE.format(
            '[ "$1" = --version ] && echo systemd 239 || exec /usr/bin/systemctl "$@"',
            name="systemctl",
        ),
        "rm /usr/local/bin/systemctl", "no_systemd", "239",
    ),
}  # fmt: skip


@pytest.fixture
def server(debian: Server, tmp_path: Path) -> Iterator[Server]:
    """A server on which a service of ours runs well, and must go on to."""
    deploy(debian, tmp_path, programs.release(), service())
    yield debian
    remove(debian)


def refused(server: Server, folder: Path, wanted: Service, release: Release) -> Problem:
    """Deploy, and return why not; nothing of the running service may have changed."""
    watched = "systemctl show web --property=InvocationID; ls /opt/web /opt/web/releases"
    before = server.run(watched, check=False)
    try:
        outcome = deploy(server, folder, release, wanted)
    except ProblemError as reason:
        problem = reason.problem
    else:
        assert outcome.result is Result.REFUSED
        assert outcome.problem is not None
        assert outcome.uploaded_bytes == 0
        problem = outcome.problem
    assert problem.next
    assert server.run(watched, check=False) == before
    return problem


def test_each_broken_server_is_refused_with_cause_and_fix(server: Server, tmp_path: Path) -> None:
    release = programs.release(version="2")
    for name, (spoil, mend, code, word) in _BROKEN.items():
        wanted = replace(service(), port=8081) if name == "port busy" else service()
        server.run(spoil)
        try:
            problem = refused(server, tmp_path, wanted, release)
        finally:
            server.run(mend)
        assert problem.code == code, (name, problem)
        assert word in f"{problem.what} {problem.why} {problem.details}", (name, problem)
        assert ask(server).startswith("version 1"), name
    assert deploy(server, tmp_path, release, service()).result is Result.DEPLOYED


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("glibc_too_old", lambda: dynamic("/lib64/ld-linux-x86-64.so.2", glibc="2.99")),
        ("glibc_too_old", lambda: dynamic("/lib/ld-musl-x86_64.so.1")),
    ],
)
def test_a_program_that_cannot_run_there_is_refused(
    server: Server, tmp_path: Path, code: str, changed: Callable[[], Release]
) -> None:
    assert refused(server, tmp_path, service(), changed()).code == code


def dynamic(interpreter: str, *, glibc: str = "") -> Release:
    release = programs.release(version="2")
    linked = replace(release.verdict, static=False, interpreter=interpreter, glibc=glibc)
    return replace(release, verdict=linked)


def test_a_login_without_sudo_and_a_missing_environment_file_are_refused(
    server: Server, tmp_path: Path
) -> None:
    release = programs.release(version="2")
    missing = replace(service(), env_file=tmp_path / "nothing.env")
    assert refused(server, tmp_path, missing, release).code == "env_file_missing"
    with pytest.raises(ProblemError) as caught:
        on(server, tmp_path, lambda one: deployer.make_plan(one, release, service()), user="guest")
    problem = caught.value.problem
    assert problem.code == "sudo_password_needed"
    said = " ".join(str(advice.text) for advice in problem.next)
    assert "goferry prepare" in said
    assert "user" in said


def test_requiretty_does_not_matter_to_a_prepared_login(debian: Server, tmp_path: Path) -> None:
    on(debian, tmp_path, lambda one: finished(prepare, one, service(Mode.RESTART), login="guest"))
    debian.run("echo 'Defaults:guest requiretty' >/etc/sudoers.d/zz-tty")
    try:
        outcome = deploy(debian, tmp_path, programs.release(), service(), user="guest")
    finally:
        debian.run("rm /etc/sudoers.d/zz-tty")
        remove(debian)
    assert outcome.result is Result.DEPLOYED


@pytest.mark.parametrize("mode", few([Mode.SHARED, Mode.RESTART]))
def test_a_child_of_the_service_that_holds_its_port_is_no_stranger(
    server: Server, tmp_path: Path, mode: Mode
) -> None:
    for version in ("2", "3"):
        release = programs.release("lends", version)
        outcome = deploy(server, tmp_path, release, service(mode))
        assert outcome.result is Result.DEPLOYED, outcome.problem
    assert ask(server).startswith("version 3")
    listeners = on(server, tmp_path, facts.ask).listeners or ()
    units = {unit for one in listeners if one.port == service().port for unit in one.units}
    assert "web.service" in units
    assert all(unit.startswith("web") for unit in units)


def test_a_stranger_who_takes_our_programs_name_is_no_child_of_ours(
    server: Server, tmp_path: Path
) -> None:
    server.run(
        "cp /usr/bin/systemd-socket-activate /usr/local/bin/web\n"
        "systemd-run -q --unit=squatter /usr/local/bin/web --accept --listen=8081 /bin/true\n"
        + _BUSY
    )
    wanted = replace(service(), port=8081)
    try:
        found = refused(server, tmp_path, wanted, programs.release(version="2"))
    finally:
        server.run("systemctl stop squatter; rm /usr/local/bin/web")
    assert found.code == "port_in_use"
