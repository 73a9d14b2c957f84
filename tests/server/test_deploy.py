"""Deploys to a real server with real systemd: what goes well, what does not, what is left."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

import pytest

from core.actions import SetTarget, UseOption
from core.deploy import deployer
from core.events import Event, Noticed, Progress, StepStarted
from core.problems import ProblemError
from core.service.model import Mode
from core.service.results import Outcome, Result
from core.target import Target
from tests import programs
from tests.deploying import argv_on, ask, deploy, either, finished, on, service, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from core.service.model import Release
    from core.ssh.connection import Connection
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]


def test_a_first_deploy_ends_with_a_running_service(server: Server, tmp_path: Path) -> None:
    outcome = deploy(server, tmp_path, programs.release(), service())
    assert outcome.result is Result.DEPLOYED
    assert outcome.url == f"http://{server.address}:8080/"
    assert ask(server).startswith("version 1")


def test_the_files_belong_to_root_and_the_settings_to_the_service_alone(
    server: Server, tmp_path: Path
) -> None:
    (tmp_path / "env").write_text("GREETING=hello\n")
    wanted = service()
    with_env = type(wanted)(name="web", health=wanted.health, env_file=tmp_path / "env")
    deploy(server, tmp_path, programs.release(), with_env)
    assert "greeting hello" in ask(server)
    modes = server.run("stat -Lc '%U:%G %a' /opt/web/current/bin/web /etc/web/env")
    assert modes.split("\n")[:2] == ["root:root 755", "root:web 640"]


def test_a_second_deploy_takes_over_and_nothing_staged_is_left(
    server: Server, tmp_path: Path
) -> None:
    deploy(server, tmp_path, programs.release(version="1"), service())
    outcome = deploy(server, tmp_path, programs.release(version="2"), service())
    assert outcome.result is Result.DEPLOYED
    assert outcome.previous.startswith("1-")
    assert ask(server).startswith("version 2")
    assert server.run("find /var/lib/goferry/web/incoming -mindepth 2; ls -A /opt/web").split() == [
        ".goferry",
        "current",
        "releases",
    ]


def test_the_same_program_again_changes_nothing(server: Server, tmp_path: Path) -> None:
    deploy(server, tmp_path, programs.release(), service())
    before = server.run("systemctl show web --property=InvocationID")
    outcome = deploy(server, tmp_path, programs.release(), service())
    assert outcome.result is Result.UNCHANGED
    assert server.run("systemctl show web --property=InvocationID") == before


@pytest.mark.parametrize(
    ("behaviour", "code", "word"),
    [
        ("crash", "crashed", "database"),
        ("panic", "program_panicked", "nil map"),
        ("silent", "no_answer", "6 seconds"),
        ("sick", "bad_status", "500"),
    ],
)
def test_a_release_that_does_not_come_up_is_taken_back_and_the_cause_named(
    server: Server, tmp_path: Path, behaviour: str, code: str, word: str
) -> None:
    deploy(server, tmp_path, programs.release(version="1"), service())
    outcome = deploy(server, tmp_path, programs.release(behaviour, "2"), service(deadline=6))
    assert outcome.result is Result.ROLLED_BACK
    assert outcome.release.startswith("1-")
    assert outcome.problem is not None
    assert outcome.problem.code == code
    assert word in f"{outcome.problem.what} {outcome.problem.why}"
    assert ask(server).startswith("version 1")


def test_a_first_release_that_fails_leaves_nothing_running(server: Server, tmp_path: Path) -> None:
    outcome = deploy(server, tmp_path, programs.release("crash"), service())
    assert outcome.result is Result.REFUSED
    assert outcome.release == ""
    assert server.run("systemctl is-active web", check=False).strip() == "inactive"
    assert "web" not in server.run("systemctl --failed --no-legend --plain")
    assert server.run("systemctl is-enabled web", check=False).strip() == "disabled"


def test_after_a_failed_first_release_the_next_one_succeeds(server: Server, tmp_path: Path) -> None:
    deploy(server, tmp_path, programs.release("crash"), service())
    outcome = deploy(server, tmp_path, programs.release("well"), service())
    assert outcome.result is Result.DEPLOYED


def test_a_busy_port_is_refused_with_its_owner_before_anything_is_uploaded(
    server: Server, tmp_path: Path
) -> None:
    server.run(
        "systemd-run --quiet --unit=squatter -p DynamicUser=yes "
        "systemd-socket-activate --accept --listen=8080 /bin/true\n"
        "until ss -Hltn 'sport = :8080' | grep -q .; do sleep 0.05; done"
    )
    try:
        outcome = deploy(server, tmp_path, programs.release(), service())
    finally:
        server.run("systemctl stop squatter")
    assert outcome.result is Result.REFUSED
    assert outcome.problem is not None
    assert outcome.problem.code == "port_in_use"
    assert server.run("ls -d /opt/web /etc/web /var/lib/goferry/web 2>/dev/null", check=False) == ""


def test_a_program_for_another_processor_is_refused(server: Server, tmp_path: Path) -> None:
    outcome = deploy(
        server, tmp_path, programs.release("works", goarch="arm64", of="work"), service()
    )
    assert outcome.result is Result.REFUSED
    assert outcome.problem is not None
    assert outcome.problem.code == "wrong_architecture"
    assert outcome.problem.next[0].action == SetTarget(Target())


@pytest.mark.parametrize("name", ["ssh", "dpkg", "games"])
def test_a_name_of_the_system_is_refused(name: str, server: Server, tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as refused:
        deploy(server, tmp_path, programs.release(), service(name=name))
    assert refused.value.problem.code == "service_name_reserved"


def test_a_name_that_the_server_uses_itself_is_refused(server: Server, tmp_path: Path) -> None:
    server.run("useradd --system ledger")  # on no list, and here all the same
    try:
        outcome = deploy(server, tmp_path, programs.release(), service(name="ledger"))
    finally:
        server.run("userdel ledger")
    assert outcome.problem is not None
    assert outcome.problem.code == "name_taken"


def test_a_plan_changes_nothing_and_shows_every_byte(server: Server, tmp_path: Path) -> None:
    release, wanted = programs.release(), service()
    before = server.run(
        "find /etc /opt /usr/local /var/lib/goferry 2>/dev/null | sort", check=False
    )
    plan = on(server, tmp_path, lambda one: deployer.make_plan(one, release, wanted))
    assert (
        server.run("find /etc /opt /usr/local /var/lib/goferry 2>/dev/null | sort", check=False)
        == before
    )
    assert not plan.findings
    deploy(server, tmp_path, release, wanted)
    unit = server.run("cat /etc/systemd/system/web.service")
    assert any(unit in action.script for action in plan.actions)


def test_a_unit_changed_by_hand_is_shown_as_a_difference(server: Server, tmp_path: Path) -> None:
    release, wanted = programs.release(), service()
    deploy(server, tmp_path, release, wanted)
    server.run("echo 'MemoryMax=1G' >>/etc/systemd/system/web.service")
    plan = on(server, tmp_path, lambda one: deployer.make_plan(one, release, wanted))
    assert any("-MemoryMax=1G" in action.difference for action in plan.actions)


async def cancelled_at(
    one: Connection, release: Release, moment: Callable[[Event], bool]
) -> Outcome:
    """Cancel the deploy while it tells of this moment."""

    def report(event: Event) -> None:
        if moment(event) and not task.cancelling():
            task.cancel()

    task = asyncio.create_task(deployer.deploy(one, release, service(), report=report))
    return await task


def probes(event: Event) -> bool:
    """Tell whether the new release is asked for its health from now on."""
    return isinstance(event, StepStarted) and "healthy" in str(event.step)


def test_cancelling_the_upload_leaves_no_file(server: Server, tmp_path: Path) -> None:
    deploy(server, tmp_path, programs.release(version="1"), service())
    first_byte = lambda event: isinstance(event, Progress)  # noqa: E731
    release = programs.release(version="2")
    on(server, tmp_path, lambda one: cancelled_at(one, release, first_byte))
    assert server.run("find /var/lib/goferry/web/incoming -mindepth 2") == ""
    assert ask(server).startswith("version 1")


def test_cancelling_the_switch_returns_to_the_old_release(server: Server, tmp_path: Path) -> None:
    deploy(server, tmp_path, programs.release(version="1"), service())
    release = programs.release("silent", "2")
    on(server, tmp_path, lambda one: cancelled_at(one, release, probes))
    assert ask(server).startswith("version 1")
    assert '"code":"cancelled"' in server.run("tail -n 1 /var/lib/goferry/web/history.jsonl")
    assert server.run("ls /var/lib/goferry/web/bad") == ""


def test_a_cancelled_task_returns_to_the_old_release_too(server: Server, tmp_path: Path) -> None:
    deploy(server, tmp_path, programs.release(version="1"), service())

    async def cancel_from_outside(one: Connection) -> Outcome:
        probing, release = asyncio.Event(), programs.release("silent", "2")

        def report(event: Event) -> None:
            if probes(event):
                probing.set()

        task = asyncio.create_task(deployer.deploy(one, release, service(), report=report))
        await either(probing, task)
        await asyncio.sleep(0.5)
        task.cancel()
        return await task

    outcome = on(server, tmp_path, cancel_from_outside)
    assert outcome.result is Result.CANCELLED  # the server was asked what became of it
    assert ask(server).startswith("version 1")
    assert '"code":"cancelled"' in server.run("tail -n 1 /var/lib/goferry/web/history.jsonl")


def test_a_client_that_dies_in_the_middle_leaves_a_finished_deploy(
    server: Server, tmp_path: Path
) -> None:
    deploy(server, tmp_path, programs.release(version="1"), service())
    programs.program("well", "2")
    script = tmp_path / "client.py"
    script.write_text(_DYING_CLIENT)
    client = subprocess.Popen(
        (sys.executable, str(script), server.address, str(server.key_file), str(tmp_path)),
        env=os.environ | {"PYTHONPATH": str(Path.cwd())},
        stdout=subprocess.PIPE,
    )
    assert client.stdout is not None
    assert client.stdout.readline() == b"switching\n"
    client.send_signal(signal.SIGKILL)
    client.wait()
    client.stdout.close()
    server.run("while systemctl is-active goferry-web; do sleep 0.2; done")
    assert ask(server).startswith("version 2")
    assert '"result":"live"' in server.run("tail -n 1 /var/lib/goferry/web/history.jsonl")


_DYING_CLIENT = """
import asyncio, sys
from pathlib import Path
from types import SimpleNamespace
from core.deploy import deployer
from core.events import StepStarted
from core.ssh.profile import Profile
from tests import programs
from tests.deploying import service, session

address, key, folder = sys.argv[1:]
server = SimpleNamespace(
    profile=lambda user: Profile(name="debian", host=address, user=user, key=key)
)

def report(event):
    if isinstance(event, StepStarted) and "Install the release" in str(event.step):
        print("switching", flush=True)

async def main():
    async with session(server, Path(folder)) as one:
        await deployer.deploy(one, programs.release(version="2"), service(), report=report)

asyncio.run(main())
"""


def test_two_deploys_at_once_have_one_winner_and_the_other_is_told(
    server: Server, tmp_path: Path
) -> None:
    deploy(server, tmp_path, programs.release(version="1"), service())

    async def both(one: Connection) -> list[object]:
        jobs = [
            finished(deployer.deploy, one, programs.release(version=version), service())
            for version in ("2", "3")
        ]
        return list(await asyncio.gather(*jobs, return_exceptions=True))

    outcomes = on(server, tmp_path, both)
    won = [one for one in outcomes if not isinstance(one, Exception)]
    lost = [one for one in outcomes if isinstance(one, Exception)]
    assert len(won) == len(lost) == 1
    assert lost[0].problem.code == "deploy_busy"  # type: ignore[attr-defined]


def test_a_program_that_insists_on_another_port_is_told_so(server: Server, tmp_path: Path) -> None:
    outcome = deploy(server, tmp_path, programs.release("fixed"), service(port=9090, deadline=6))
    assert outcome.problem is not None
    assert outcome.problem.code == "no_answer"
    assert outcome.problem.next[0].action == UseOption("port", "8080")


def test_a_port_below_1024_is_permitted_by_the_unit(server: Server, tmp_path: Path) -> None:
    outcome = deploy(server, tmp_path, programs.release(), service(port=80))
    assert outcome.result is Result.DEPLOYED
    assert ask(server, port=80).startswith("version 1")


def test_old_releases_are_pruned_but_never_the_one_to_return_to(
    server: Server, tmp_path: Path
) -> None:
    wanted = service()
    few = type(wanted)(name="web", health=wanted.health, keep_releases=2)
    deploy(server, tmp_path, programs.release(version="1"), few)
    for behaviour, version in (("crash", "2"), ("crash", "3"), ("crash", "4"), ("well", "5")):
        deploy(server, tmp_path, programs.release(behaviour, version), few)
    left = [name.split("-")[0] for name in server.run("ls /opt/web/releases").split()]
    assert left == ["1", "4", "5"]


def test_what_is_worth_knowing_is_noticed(server: Server, tmp_path: Path) -> None:
    deploy(server, tmp_path, programs.release(version="1"), service())
    release = programs.release(version="2")
    _, events = on(server, tmp_path, lambda one: told(deployer.deploy, one, release, service()))
    noticed = [event.problem.code for event in events if isinstance(event, Noticed)]
    assert "restart_costs_requests" in noticed


@pytest.mark.parametrize("behaviour", ["crash", "sick"])
def test_a_rehearsed_release_that_fails_never_touches_the_running_one(
    server: Server, tmp_path: Path, behaviour: str
) -> None:
    wanted = replace(service(deadline=6), rehearse=True)
    deploy(server, tmp_path, programs.release(version="1"), replace(service(), rehearse=True))
    failed = "systemctl --failed --no-legend --plain"
    units = f"systemctl show web --property=InvocationID; {failed}"
    before = server.run(units)
    outcome = deploy(server, tmp_path, programs.release(behaviour, "2"), wanted)
    assert outcome.result is Result.REFUSED
    assert server.run(units) == before
    assert "web" not in server.run(failed)


def test_a_program_that_insists_on_its_port_is_deployed_though_it_cannot_be_rehearsed(
    server: Server, tmp_path: Path
) -> None:
    wanted = replace(service(), rehearse=True)
    deploy(server, tmp_path, programs.release("fixed", "1"), service())
    outcome = deploy(server, tmp_path, programs.release("fixed", "2"), wanted)
    assert outcome.result is Result.DEPLOYED, outcome.problem
    assert ask(server).startswith("version 2")


def test_the_last_words_of_a_program_are_heard_also_when_the_journal_is_late(
    server: Server, tmp_path: Path
) -> None:
    """A journald that looks when the process is gone knows its number, but not which run it was."""
    deploy(server, tmp_path, programs.release(version="1"), service())
    with late_journal(server, "web.service"):
        outcome = deploy(server, tmp_path, programs.release("crash", "2"), service())
    assert outcome.problem is not None
    assert "database at db.internal" in str(outcome.problem.why)


@contextmanager
def late_journal(server: Server, unit: str) -> Iterator[None]:
    """Keep journald from looking at anything until a run of the unit has failed."""
    server.run(
        f"""systemctl kill --signal=STOP systemd-journald
        systemd-run --quiet --unit=late-journal sh -c '
        until systemctl show {unit} --property=Result | grep -q exit-code; do sleep 0.02; done
        systemctl kill --signal=CONT systemd-journald'"""
    )
    try:
        yield
    finally:
        server.run("systemctl stop late-journal; systemctl kill --signal=CONT systemd-journald")


def test_a_program_that_does_not_tell_its_release_is_still_told_apart(
    server: Server, tmp_path: Path
) -> None:
    for version in ("1", "2"):
        outcome = deploy(
            server, tmp_path, programs.release("nameless", version), service(Mode.SHARED)
        )
        assert outcome.result is Result.DEPLOYED, outcome.problem
    assert ask(server).startswith("version 2")


def test_with_a_socket_of_systemd_s_own_a_restart_keeps_requests_waiting(
    server: Server, tmp_path: Path
) -> None:
    for version in ("1", "2"):
        outcome = deploy(server, tmp_path, programs.release(version=version), service(Mode.SOCKET))
        assert outcome.result is Result.DEPLOYED, outcome.problem
    assert ask(server).startswith("version 2")
    server.run("systemctl stop web")
    assert ask(server).startswith("version 2")


def test_no_secret_of_the_environment_file_shows_anywhere(server: Server, tmp_path: Path) -> None:
    mark = f"canary{token_hex(4)}"  # others look for canaries here, too
    secrets = [f"{mark}-{number}-{'x' * 20}" for number in range(20)]
    file = tmp_path / "secret.env"
    file.write_text("".join(f"SECRET_{n}={value}\n" for n, value in enumerate(secrets)))
    wanted = replace(service(), env_file=file)
    first, second = programs.release(version="1"), programs.release("crash", "2")
    with argv_on(server) as argv:
        plan = on(server, tmp_path, lambda one: deployer.make_plan(one, first, wanted))
        _, events = on(server, tmp_path, lambda one: told(deployer.deploy, one, first, wanted))
        outcome = deploy(server, tmp_path, second, wanted)
    assert secrets[3] in server.run("cat /etc/web/env")
    assert "goferry" in argv[0]
    assert mark not in f"{argv} {plan} {events} {outcome}"
    found = server.run(
        f"grep -rl {mark} /etc/systemd /opt /usr/local /var/lib/goferry /tmp; "
        f"journalctl --no-pager | grep -c {mark}; systemctl show web | grep {mark}",
        check=False,
    )
    assert found.strip() == "0"


def test_a_program_that_the_server_has_is_taken_from_there(server: Server, tmp_path: Path) -> None:
    for version in ("1", "2", "1"):
        outcome = deploy(server, tmp_path, programs.release(version=version), service())
    assert outcome.uploaded_bytes == 0
    assert outcome.release.startswith("3-")
    assert ask(server).startswith("version 1")
    server.run("for f in /opt/web/releases/2-*/bin/web; do echo tampered >>$f; done")
    outcome = deploy(server, tmp_path, programs.release(version="2"), service())
    assert outcome.uploaded_bytes > 0
    assert ask(server).startswith("version 2")


def test_a_service_that_listens_for_itself_alone_is_noticed(server: Server, tmp_path: Path) -> None:
    release = programs.release("hidden")
    outcome, events = on(
        server, tmp_path, lambda one: told(deployer.deploy, one, release, service())
    )
    assert outcome.result is Result.DEPLOYED
    noticed = [event.problem.code for event in events if isinstance(event, Noticed)]
    assert "loopback_only" in noticed
