"""A release is whole: environment, units and credentials' names come and go with the program."""

from __future__ import annotations

import asyncio
import os
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.events import Noticed
from core.operate.rollback import restart, roll_back, stop
from core.operate.secrets import Wanted, change
from core.service.model import Limits, Mode
from core.service.results import Result
from tests import programs
from tests.deploying import ask, deploy, finished, on, service, told, vanish

if TYPE_CHECKING:
    from pathlib import Path

    from core.events import Event
    from core.service.model import Service
    from core.service.results import Outcome
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
LONG = bool(os.environ.get("GOFERRY_FAULTS"))


def snapshot(server: Server, name: str = "web") -> str:
    """All that belongs to a release beside its program: content, mode and owner."""
    return server.run(
        f"cd / && find etc/systemd/system/{name}* etc/{name} var/lib/goferry/{name}/service.json "
        f"usr/local/libexec/goferry/activate-{name} ! -type d ! -path '*.wants/*' -print0 "
        "2>/dev/null | sort -z | xargs -0 -I@ sh -c 'stat -c \"%n %a %U:%G\" @; sha256sum <@'; "
        f"systemctl show {name}.service --property=MemoryMax,Environment; "
        f"find etc/systemd/system/*.wants -name '{name}*' | sort",
        check=False,
    )


def answer_of(server: Server) -> str:
    """What it answers once it does: a program of type exec has started before it listens."""
    until = time.monotonic() + 60
    while not (answer := ask(server)) and time.monotonic() < until:
        time.sleep(0.2)
    return answer


def with_env(wanted: Service, folder: Path, greeting: str) -> Service:
    file = folder / f"{greeting}.env"
    file.write_text(f"GREETING={greeting}\n")
    return replace(wanted, env_file=file)


def back(server: Server, folder: Path, release: str = "") -> tuple[Outcome, list[Event]]:
    return on(server, folder, lambda one: told(roll_back, one, "web", release=release))


@pytest.mark.parametrize("mode", list(Mode) if LONG else [Mode.SHARED])
def test_a_roll_back_brings_the_whole_release_back_and_forth(
    server: Server, tmp_path: Path, mode: Mode
) -> None:
    first = with_env(replace(service(mode), limits=Limits(memory="200M")), tmp_path, "one")
    second = with_env(replace(service(mode), limits=Limits(memory="300M")), tmp_path, "two")
    deploy(server, tmp_path, programs.release(version="1"), first)
    old = snapshot(server)
    deploy(server, tmp_path, programs.release(version="2"), second)
    new = snapshot(server)
    assert ask(server) == "version 2 greeting two\n"
    outcome, events = back(server, tmp_path)
    assert outcome.result is Result.DEPLOYED, outcome.problem
    assert ask(server) == "version 1 greeting one\n"
    assert snapshot(server) == old
    assert set(outcome.restored) == {"environment", "unit"}
    noticed = [str(one.problem.what) for one in events if isinstance(one, Noticed)]
    assert any("its environment" in one and "its units" in one for one in noticed)
    assert "one" not in "".join(noticed).replace("none", "")
    forth, _ = back(server, tmp_path, "2-" + programs.release(version="2").sha256[:8])
    assert forth.result is Result.DEPLOYED, forth.problem
    assert ask(server) == "version 2 greeting two\n"
    assert snapshot(server) == new


def test_a_roll_back_returns_to_another_mode_and_port(server: Server, tmp_path: Path) -> None:
    deploy(server, tmp_path, programs.release(version="1"), service(port=8081))
    old = snapshot(server)
    deploy(server, tmp_path, programs.release(version="2"), service(Mode.SHARED))
    assert ask(server).startswith("version 2")
    outcome, _ = back(server, tmp_path)
    assert outcome.result is Result.DEPLOYED, outcome.problem
    assert ":8081/" in outcome.url
    assert ask(server, port=8081).startswith("version 1")
    assert ask(server) == ""
    assert snapshot(server) == old
    assert "web.socket" not in server.run("systemctl list-units --all --plain 'web*'")


# Which mode is live, which one the release that fails wants, how it fails, and whether rehearsed.
FAILING = [
    (Mode.RESTART, Mode.RESTART, "sick", True),
    (Mode.SHARED, Mode.SHARED, "crash", False),
    (Mode.PROXY, Mode.RESTART, "crash", False),
]
MORE = [
    (Mode.RESTART, Mode.RESTART, "crash", False),
    (Mode.PROXY, Mode.PROXY, "crash", False),
    (Mode.SOCKET, Mode.SOCKET, "silent", False),
    (Mode.RESTART, Mode.SOCKET, "crash", False),
    (Mode.SHARED, Mode.RESTART, "sick", False),
    (Mode.SHARED, Mode.PROXY, "crash", False),
]


@pytest.mark.parametrize(
    ("live", "wanted", "behaviour", "rehearse"), FAILING + (MORE if LONG else [])
)
def test_a_release_that_fails_leaves_everything_of_the_old_one(  # noqa: PLR0913 - a table's row
    server: Server, tmp_path: Path, live: Mode, wanted: Mode, behaviour: str, *, rehearse: bool
) -> None:
    old = with_env(service(live, deadline=6 if behaviour != "crash" else 30), tmp_path, "one")
    first = deploy(server, tmp_path, programs.release(version="1"), old)
    before = snapshot(server)
    new = replace(with_env(old, tmp_path, "two"), mode=wanted, rehearse=rehearse)
    new = replace(new, limits=Limits(memory="400M", tasks=99))
    outcome = deploy(server, tmp_path, programs.release(behaviour, "2"), new)
    assert outcome.result in {Result.REFUSED, Result.ROLLED_BACK}, outcome
    assert outcome.release == first.release
    assert outcome.stays == ()
    assert snapshot(server) == before
    assert ask(server) == "version 1 greeting one\n"
    server.run("systemctl restart web")
    assert answer_of(server) == "version 1 greeting one\n"
    left = "ls -A /var/lib/goferry/web/next; ls -d /var/lib/goferry/web/before*"
    assert server.run(left, check=False) == ""


def test_a_cut_connection_before_the_switch_leaves_everything_of_the_old_release(
    server: Server, tmp_path: Path
) -> None:
    deploy(server, tmp_path, programs.release(version="1"), service())
    before = snapshot(server)
    new = with_env(replace(service(), limits=Limits(tasks=99)), tmp_path, "two")
    for step in (2, 4, 5):
        asyncio.run(vanish(server, tmp_path, programs.release(version="2"), new, step=step))
        assert snapshot(server) == before


def test_credentials_come_back_by_name_and_what_was_deleted_is_said(
    server: Server, tmp_path: Path
) -> None:
    deploy(server, tmp_path, programs.release(version="1"), service())
    both = Wanted(credentials={"db": b"secret", "mail": b"other"})
    on(server, tmp_path, lambda one: change(one, "web", both))
    on(server, tmp_path, lambda one: finished(restart, one, "web"))
    deploy(server, tmp_path, programs.release(version="2"), service())
    gone = Wanted(drop_credentials=("db",), credentials={"new": b"x"})
    on(server, tmp_path, lambda one: change(one, "web", gone))
    outcome, events = back(server, tmp_path)
    assert outcome.result is Result.DEPLOYED, outcome.problem
    assert "credentials" in outcome.restored
    noticed = {one.problem.code: one.problem for one in events if isinstance(one, Noticed)}
    assert "db" in str(noticed["credentials_gone"].what)
    drop_in = server.run("cat /etc/systemd/system/web.service.d/goferry-credentials.conf")
    assert "mail" in drop_in
    assert "db" not in drop_in
    assert "new" not in drop_in
    assert ask(server, "/?read=/run/credentials/web.service/mail").startswith("other")


def test_a_release_of_an_older_goferry_goes_back_alone_and_it_is_said(
    server: Server, tmp_path: Path
) -> None:
    deploy(server, tmp_path, programs.release(version="1"), with_env(service(), tmp_path, "one"))
    deploy(server, tmp_path, programs.release(version="2"), with_env(service(), tmp_path, "two"))
    server.run("rm -r /var/lib/goferry/web/kept")
    outcome, events = back(server, tmp_path)
    assert outcome.restored == ()
    assert "program_alone" in [one.problem.code for one in events if isinstance(one, Noticed)]
    assert ask(server) == "version 1 greeting two\n"


def test_what_is_kept_is_for_root_alone_and_goes_with_its_release(
    server: Server, tmp_path: Path
) -> None:
    few = replace(with_env(service(), tmp_path, "one"), keep_releases=2)
    for version in ("1", "2", "3", "4"):
        deploy(server, tmp_path, programs.release(version=version), few)
    kept = server.run("ls /var/lib/goferry/web/kept").split()
    assert [one.split("-")[0] for one in kept] == ["3"]
    assert server.run("stat -c %a:%U /var/lib/goferry/web/kept").strip() == "700:root"
    assert server.run("ls -A /var/lib/goferry/web/next", check=False) == ""


def test_what_a_person_changed_by_hand_comes_back_too(server: Server, tmp_path: Path) -> None:
    deploy(server, tmp_path, programs.release(version="1"), with_env(service(), tmp_path, "one"))
    server.run("echo GREETING=by-hand >/etc/web/env")
    deploy(server, tmp_path, programs.release(version="2"), with_env(service(), tmp_path, "two"))
    back(server, tmp_path)
    assert ask(server) == "version 1 greeting by-hand\n"


def test_what_a_person_wrote_to_a_unit_counts_from_its_next_start(
    server: Server, tmp_path: Path
) -> None:
    deploy(server, tmp_path, programs.release(version="1"), service())
    server.run(
        "mkdir -p /etc/systemd/system/web.service.d && cd /etc/systemd/system/web.service.d"
        " && printf '[Service]\\nEnvironment=GREETING=by-hand\\n' >own.conf"
    )
    try:
        on(server, tmp_path, lambda one: finished(restart, one, "web"))
        assert ask(server) == "version 1 greeting by-hand\n"
    finally:  # what is not ours, no removal takes away
        server.run("rm -r /etc/systemd/system/web.service.d; systemctl daemon-reload")


def test_only_a_running_program_with_the_same_environment_is_unchanged(
    server: Server, tmp_path: Path
) -> None:
    release, one, two = (
        programs.release(version="1"),
        with_env(service(), tmp_path, "one"),
        with_env(service(), tmp_path, "two"),
    )
    results = [deploy(server, tmp_path, release, wanted) for wanted in (one, one, two)]
    assert [found.result for found in results] == [
        Result.DEPLOYED,
        Result.UNCHANGED,
        Result.DEPLOYED,
    ]
    assert ask(server) == "version 1 greeting two\n"
    on(server, tmp_path, lambda line: finished(stop, line, "web"))
    assert ask(server) == ""
    assert deploy(server, tmp_path, release, two).result is Result.DEPLOYED
    assert ask(server) == "version 1 greeting two\n"


def test_a_first_deploy_that_fails_says_what_it_made_and_leaves_no_environment(
    server: Server, tmp_path: Path
) -> None:
    wanted = with_env(service(), tmp_path, "one")
    outcome = deploy(server, tmp_path, programs.release("crash"), wanted)
    assert outcome.result is Result.REFUSED
    assert any("Create the system user web" in str(one) for one in outcome.stays)
    assert outcome.problem is not None
    assert any("steps of the preparation were" in str(one.text) for one in outcome.problem.next)
    assert server.run("ls /etc/web") == ""
