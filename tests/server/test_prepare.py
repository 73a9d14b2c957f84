"""A server prepared once: the daily deploy needs one sudo command, and others get in nowhere."""

from __future__ import annotations

import asyncio
import random
from contextlib import AsyncExitStack
from functools import partial
from operator import methodcaller
from typing import TYPE_CHECKING

import pytest

from core.deploy import deployer
from core.deploy.preparing import as_script, plan_preparation, plan_revocation, prepare, revoke
from core.home import Home
from core.operate.rollback import roll_back
from core.servers.store import ServerStore
from core.service.layout import Layout
from core.service.model import Mode
from core.service.protocol import Verb
from core.service.results import Result
from core.service.transaction import Change, begin, new_change
from tests import programs
from tests.deploying import ask, deploy, finished, on, service, session, uploads
from tests.goferry import goferry

if TYPE_CHECKING:
    from pathlib import Path

    from core.service.model import Release
    from core.service.results import Outcome
    from core.ssh.connection import Connection
    from core.ssh.session import Ran as ServerRan
    from tests.goferry import Ran
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
HELPER = "/usr/local/libexec/goferry/activate-web"


def prepared(server: Server, folder: Path, mode: Mode = Mode.RESTART) -> None:
    on(server, folder, lambda one: finished(prepare, one, service(mode), login="guest"))


def test_a_user_without_sudo_deploys_and_returns_on_a_prepared_server(
    server: Server, tmp_path: Path
) -> None:
    prepared(server, tmp_path)
    for version in ("1", "2"):
        release = programs.release(version=version)
        outcome = on(server, tmp_path, partial(_deploy, release=release), user="guest")
        assert outcome.result is Result.DEPLOYED
    assert ask(server).startswith("version 2")
    on(server, tmp_path, lambda one: finished(roll_back, one, "web"), user="guest")
    assert ask(server).startswith("version 1")


async def _deploy(one: Connection, release: Release) -> Outcome:
    return await finished(deployer.deploy, one, release, service())


def test_a_changed_port_needs_an_administrator_again(server: Server, tmp_path: Path) -> None:
    prepared(server, tmp_path)
    with_port = service(port=9090)
    release = programs.release()
    outcome = on(
        server,
        tmp_path,
        lambda one: finished(deployer.deploy, one, release, with_port),
        user="guest",
    )
    assert outcome.problem is not None
    assert outcome.problem.code == "prepare_needed"


def test_the_script_does_by_hand_what_prepare_does(server: Server, tmp_path: Path) -> None:
    actions = on(server, tmp_path, lambda one: plan_preparation(one, service(), login="guest"))
    server.run(as_script(actions))
    assert on(server, tmp_path, lambda one: plan_preparation(one, service(), login="guest")) == ()
    assert server.run("visudo -c 2>&1").count("parsed OK") >= 2


def test_a_login_whose_right_is_revoked_has_none_and_the_others_keep_theirs(
    server: Server, tmp_path: Path
) -> None:
    prepared(server, tmp_path)
    on(server, tmp_path, lambda one: finished(prepare, one, service(), login="deploy"))
    area = uploads(server)
    for left in (["deploy"], []):
        name = "deploy" if not left else "guest"
        plan = partial(plan_revocation, service=service(), login=name)
        shown = on(server, tmp_path, plan)
        assert [action.key for action in shown] == ["revoke", "take_area"]
        on(server, tmp_path, partial(_revoke, login=name))
        assert on(server, tmp_path, plan) == ()
        assert _named(server) == left
    assert server.run(f"ls {_FOLDER} 2>/dev/null; true") == "", (
        "the last one takes the rule with it"
    )
    assert server.run(f"ls -d {area} /var/lib/goferry/web/gone 2>/dev/null; true") == ""
    ran = on(server, tmp_path, lambda one: one.run(f"sudo -n {HELPER}"), user="guest")
    assert ran.code == 1
    assert server.run("visudo -c 2>&1").count("parsed OK") >= 1


def test_the_command_takes_a_right_away_and_shows_how_before(
    server: Server, tmp_path: Path
) -> None:
    prepared(server, tmp_path)
    home = Home.find(tmp_path / "home")
    ServerStore(home).add(server.profile("web1", user="deploy"))
    words = ("prepare", "web1", "--service", "web", "--revoke", "guest")

    def run(*more: str) -> Ran:
        return goferry(*words, *more, home=tmp_path / "home")

    shown = run("--plan")
    assert "change_rule revoke" in shown.out
    assert _named(server) == ["guest"], "a plan changes nothing"
    assert run("--operators", "ops", "--json").problem["code"] == "revoke_alone"
    assert "GoFerry's rule for web on web1 no longer names guest." in run().out
    assert _named(server) == []
    assert "GoFerry's rule for web on web1 does not name guest." in run().out
    odd = goferry(*words[:-1], "ALL", "--json", home=tmp_path / "home")
    assert odd.problem["code"] == "login_unusable"


def test_of_preparations_at_the_same_moment_none_is_lost(
    server: Server, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    logins = [f"other{number}" for number in range(6)]
    prepared(server, tmp_path)
    server.run("; ".join(f"useradd -M {login}" for login in logins))
    request.addfinalizer(lambda: server.run("; ".join(f"userdel {one}" for one in logins)))

    async def together() -> None:
        async with AsyncExitStack() as stack:
            each = [await stack.enter_async_context(session(server, tmp_path)) for _ in logins]
            changes = [
                finished(prepare, one, service(), login=login)
                for one, login in zip(each, logins, strict=True)
            ]
            await asyncio.gather(*changes)
            await asyncio.gather(
                finished(revoke, each[0], service(), login="guest"),
                *(
                    finished(revoke, one, service(), login=it)
                    for one, it in zip(each[1:], logins, strict=False)
                ),
            )

    asyncio.run(together())
    assert _named(server) == logins[-1:]


_FOLDER = "/etc/sudoers.d/goferry-*"


async def _revoke(one: Connection, login: str) -> None:
    await finished(revoke, one, service(), login=login)


def _named(server: Server) -> list[str]:
    """The logins that the rule names."""
    return server.run(f"sed -n 's/ ALL=.*//p' {_FOLDER} 2>/dev/null; true").split()


def test_the_helper_is_the_only_thing_its_user_may_do_as_root(
    server: Server, tmp_path: Path
) -> None:
    prepared(server, tmp_path)
    allowed = server.run("sudo -l -U guest | sed -n '/NOPASSWD/p'").strip()
    assert allowed == f'(root) NOPASSWD: {HELPER} ""'
    for words in (f"{HELPER} run stop x - me", "id", f"{HELPER} ask 22 1", "/bin/bash"):
        ran = on(server, tmp_path, methodcaller("run", f"sudo -n {words}"), user="guest")
        assert ran.code != 0


def hostile_lines() -> list[bytes]:
    """Everything that is not a request: cut, joined, quoted, long, binary, and plain random."""
    dice = random.Random(5)  # noqa: S311 - the same noise each time
    good = f"deploy {'0' * 32} {'a' * 64} me"
    fixed = [
        b"", b"\n", b"\0", b"deploy", good.encode()[:-3], f"{good} more".encode(),
        f"rollback {'0' * 32} ../../etc me".encode(), f"rollback {'0' * 32} 1-$(id) me".encode(),
        f"deploy ../{'0' * 29} {'a' * 64} me".encode(), f"deploy {'0' * 32} {'A' * 64} me".encode(),
        f"follow {'0' * 32} 0;id me".encode(), f"follow {'f' * 32} 0 me".encode(),
        f"run {'0' * 32} - me".encode(), f"ask {'0' * 32} 22 me".encode(),
        f"deploy {'0' * 32} {'a' * 64} $(touch${{IFS}}/tmp/owned)".encode(),
        f"deploy {'0' * 32} {'a' * 64} `touch\t/tmp/owned`".encode(),
        f"deploy\t{'0' * 32}\t{'a' * 64}\tme".encode(), b"A" * 100_000,
        f"lease {'0' * 32} x me".encode(), f"cancel {'0' * 31}/ - me".encode(),
        f"logs {'0' * 32} --file=/etc/shadow me".encode(),
        f"logs {'0' * 32} s=$(id);i=1 me".encode(),
        f"secrets ../../{'0' * 26} - me".encode(), f"secrets {'0' * 32} ../etc me".encode(),
        f"names {'0' * 32} /etc/shadow me".encode(), f"secrets {'f' * 32} - me".encode(),
    ]  # fmt: skip
    noise = [
        bytes(
            dice.choice(b"deploy -;$(){}`'\"\\/.*?\0\x1b\n\t0af") for _ in range(dice.randrange(90))
        )
        for _ in range(174)
    ]
    return fixed + noise


def test_no_hostile_request_is_run(server: Server, tmp_path: Path) -> None:
    prepared(server, tmp_path)
    before = server.run("find /opt/web /var/lib/goferry /tmp -type f | sort")

    async def send_all(one: Connection) -> list[ServerRan]:
        return [
            await one.run(f"sudo -n {HELPER}", stdin=line + b"\n", seconds=30)
            for line in hostile_lines()
        ]

    answers = on(server, tmp_path, send_all, user="guest")
    assert len(answers) == 200
    assert {ran.code for ran in answers} == {65}
    assert server.run("find /opt/web /var/lib/goferry /tmp -type f | sort") == before


def test_a_link_planted_in_the_upload_folder_gives_nothing_away(
    server: Server, tmp_path: Path
) -> None:
    prepared(server, tmp_path)
    change = new_change()
    folder = f"{uploads(server)}/{'a' * 32}"

    async def plant(one: Connection) -> None:
        await one.run(f"mkdir {folder} && ln -s /etc/shadow {folder}/web")
        asked = Change(verb=Verb.DEPLOY, id=change, wanted="a" * 64, who="guest")
        await begin(one, Layout("web"), asked)

    on(server, tmp_path, plant, user="guest")
    server.run("while systemctl is-active goferry-web; do sleep 0.2; done")
    assert '"code":"not_uploaded"' in server.run("tail -n 1 /var/lib/goferry/web/history.jsonl")
    assert server.run("ls -A /opt/web/releases") == ""


def test_releases_are_numbered_on_whatever_the_times_of_their_folders_say(
    server: Server, tmp_path: Path
) -> None:
    prepared(server, tmp_path)
    first = deploy(server, tmp_path, programs.release(version="1"), service())
    server.run("touch -d 2001-01-01 /opt/web/releases/*")
    second = deploy(server, tmp_path, programs.release(version="2"), service())
    assert (first.release[:2], second.release[:2]) == ("1-", "2-")
