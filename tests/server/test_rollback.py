"""After the deploy, on a real server: back, forth, status, logs, stop, remove, several at once."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.deploy.fleet import deploy_to
from core.operate.removal import remove as take_off
from core.operate.rollback import restart, roll_back, stop
from core.operate.status import status
from core.problems import ProblemError
from core.service.model import Mode
from core.service.results import Result
from tests import programs
from tests.deploying import alike, ask, deploy, either, finished, on, service, session
from tests.long import few
from tests.reading import follow

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.events import LogLine
    from core.service.results import Outcome
    from core.ssh.connection import Connection
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]


def back(server: Server, folder: Path, release: str = "") -> Outcome:
    return on(server, folder, lambda one: finished(roll_back, one, "web", release=release))


def test_going_back_twice_goes_back_two_releases(server: Server, tmp_path: Path) -> None:
    for version in ("1", "2", "3"):
        deploy(server, tmp_path, programs.release(version=version), service())
    assert back(server, tmp_path).result is Result.DEPLOYED
    assert ask(server).startswith("version 2")
    back(server, tmp_path)
    assert ask(server).startswith("version 1")
    last = back(server, tmp_path)
    assert last.result is Result.REFUSED
    assert last.problem is not None
    assert last.problem.code == "no_such_release"
    assert ask(server).startswith("version 1")


def test_a_mount_that_forbids_programs_is_named_before_a_deploy_and_after_a_change(
    server: Server, tmp_path: Path
) -> None:
    for version in ("1", "2"):
        deploy(server, tmp_path, programs.release(version=version), service(Mode.SHARED))
    server.run("mount --bind /opt/web /opt/web && mount -o remount,bind,noexec /opt/web")
    try:
        refused = deploy(server, tmp_path, programs.release(version="3"), service(Mode.SHARED))
        returned = back(server, tmp_path)
    finally:
        server.run("umount -l /opt/web")
    for outcome, code in ((refused, "folder_closed"), (returned, "not_executable")):
        assert outcome.problem is not None
        assert outcome.problem.code == code
        assert "noexec" in str(outcome.problem.why)
    assert ask(server).startswith("version 2")


def test_going_back_skips_a_release_that_was_never_healthy(server: Server, tmp_path: Path) -> None:
    deploy(server, tmp_path, programs.release(version="1"), service())
    deploy(server, tmp_path, programs.release("crash", "2"), service())
    deploy(server, tmp_path, programs.release(version="3"), service())
    assert back(server, tmp_path).release.startswith("1-")


def test_any_release_that_is_there_can_be_named(server: Server, tmp_path: Path) -> None:
    names = [
        deploy(server, tmp_path, programs.release(version=version), service()).release
        for version in ("1", "2", "3")
    ]
    back(server, tmp_path, names[0])
    assert ask(server).startswith("version 1")
    back(server, tmp_path, names[2])
    assert ask(server).startswith("version 3")


def test_going_back_to_a_release_that_has_gone_bad_stays_where_it_is(
    server: Server, tmp_path: Path
) -> None:
    first = deploy(server, tmp_path, programs.release(version="1"), service())
    deploy(server, tmp_path, programs.release(version="2"), service())
    server.run(f"rm /opt/web/releases/{first.release}/bin/web")
    outcome = back(server, tmp_path)
    assert outcome.result is Result.ROLLED_BACK
    assert ask(server).startswith("version 2")


def test_status_tells_what_runs_and_that_it_is_well(server: Server, tmp_path: Path) -> None:
    for version in ("1", "2"):
        made = deploy(server, tmp_path, programs.release(version=version), service(Mode.SHARED))
        assert made.result is Result.DEPLOYED, made
    found = on(server, tmp_path, lambda one: status(one, "web"))
    assert (found.active, found.healthy) == ("active", True)
    assert found.release.startswith("2-")
    assert found.previous.startswith("1-")
    assert found.exposure is not None
    assert found.exposure <= 1.5


def test_a_service_nobody_deployed_is_a_problem_in_words(server: Server, tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        on(server, tmp_path, lambda one: status(one, "absent"))
    assert caught.value.problem.code == "service_not_found"


def test_logs_are_followed_without_loss_or_repetition(fresh_debian: Server, tmp_path: Path) -> None:
    deploy(fresh_debian, tmp_path, programs.release(version="1"), service())

    async def two_starts(one: Connection) -> list[LogLine]:
        lines: list[LogLine] = []
        first, second = asyncio.Event(), asyncio.Event()

        def take(line: LogLine) -> None:
            lines.append(line)
            if line.text == "version 1 starts":
                (second if first.is_set() else first).set()

        following = asyncio.create_task(follow(one, "web", take))
        await either(first, following)
        await asyncio.to_thread(fresh_debian.run, "systemctl restart web")
        await either(second, following)
        following.cancel()
        await asyncio.wait([following])
        return lines

    lines = on(fresh_debian, tmp_path, two_starts)
    texts = [line.text for line in lines]
    assert texts.count("version 1 starts") == 2
    assert len([text for text in texts if text.startswith("Starting web.service")]) == 2
    starts = texts.index("version 1 starts")
    assert "Stopping web.service - web..." in texts[starts:]


def test_stop_stops_and_restart_starts_again(server: Server, tmp_path: Path) -> None:
    deploy(server, tmp_path, programs.release(version="1"), service())
    assert on(server, tmp_path, lambda one: finished(stop, one, "web")).result is Result.DEPLOYED
    assert ask(server) == ""
    on(server, tmp_path, lambda one: finished(restart, one, "web"))
    assert ask(server).startswith("version 1")
    assert server.run("systemctl is-enabled web").strip() == "enabled"


@pytest.mark.parametrize("mode", few([Mode.SHARED, Mode.RESTART]))
def test_a_removed_service_leaves_only_its_data_and_can_come_again(
    server: Server, tmp_path: Path, mode: Mode
) -> None:
    deploy(server, tmp_path, programs.release(version="1"), service(mode))
    on(server, tmp_path, lambda one: take_off(one, "web"))
    assert ask(server) == ""
    left = server.run("ls -d /opt/web /etc/web /etc/systemd/system/web* /var/lib/web", check=False)
    assert left.split() == ["/var/lib/web"]
    again = deploy(server, tmp_path, programs.release(version="2"), service(mode))
    assert again.result is Result.DEPLOYED


@pytest.mark.parametrize(
    ("before", "after"), few([(Mode.SHARED, Mode.RESTART), (Mode.RESTART, Mode.SHARED)])
)
def test_the_mode_can_change_between_deploys(
    server: Server, tmp_path: Path, before: Mode, after: Mode
) -> None:
    deploy(server, tmp_path, programs.release(version="1"), service(before))
    outcome = deploy(server, tmp_path, programs.release(version="2"), service(after))
    assert outcome.result is Result.DEPLOYED, outcome.problem
    assert ask(server).startswith("version 2")
    assert "web" not in server.run("systemctl --failed --no-legend --plain")
    state = server.run("systemctl is-active web.socket", check=False).strip()
    assert (state == "active") is (after is Mode.SHARED)  # nothing of the other mode stays
    holders = server.run("ss -ltnpH sport = :8080")
    assert ("systemd" in holders) is (after is Mode.SHARED)


def to_all(
    servers: tuple[Server, ...], folder: Path, behaviour: str, version: str
) -> list[Outcome]:
    async def whole() -> list[Outcome]:
        async with AsyncExitStack() as connections:
            sessions = [
                await connections.enter_async_context(session(one, folder / str(number)))
                for number, one in enumerate(servers)
            ]
            for number, one in enumerate(sessions):
                one.profile = replace(one.profile, name=f"s{number}")
            release = programs.release(behaviour, version)
            return list(await finished(deploy_to, alike(sessions, release, service(Mode.SHARED))))

    return asyncio.run(whole())


def test_a_fleet_is_on_the_new_release_everywhere_or_nowhere(
    fleet: Callable[[int], tuple[Server, ...]], tmp_path: Path
) -> None:
    servers = fleet(2)
    good = to_all(servers, tmp_path, "well", "1")
    assert [one.result for one in good] == [Result.DEPLOYED] * 2
    # The second server alone cannot take the next release: it has no room for its port's socket.
    servers[1].run(
        "mkdir -p /etc/systemd/system/web-try@.service.d && printf "
        "'[Service]\\nEnvironment=BREAK=1\\nExecStartPre=/bin/false\\n' "
        ">/etc/systemd/system/web-try@.service.d/break.conf && systemctl daemon-reload"
    )
    bad = to_all(servers, tmp_path, "well", "2")
    assert [one.result for one in bad] == [Result.REFUSED] * 2, "none switches before all can"
    assert bad[0].problem is not None
    assert "s1" in str(bad[0].problem.why)
    assert [ask(one).split()[1] for one in servers] == ["1", "1"]
