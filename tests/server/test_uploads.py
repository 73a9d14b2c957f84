"""What a login puts into its upload area leads root nowhere: it reads, writes, deletes nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from core.deploy.deployer import make_plan
from core.deploy.preparing import prepare
from core.problems import ProblemError
from core.service.layout import Layout
from core.service.protocol import Verb
from core.service.results import Result
from core.service.transaction import Change, begin, new_change
from tests import programs
from tests.deploying import ask, deploy, finished, on, service, uploads

if TYPE_CHECKING:
    from pathlib import Path

    from core.ssh.connection import Connection
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
WEB = Layout("web")
_WAIT = "while systemctl is-active --quiet goferry-web; do sleep 0.1; done"


@pytest.fixture
def prepared(server: Server, tmp_path: Path) -> Server:
    """A running service that guest may deploy, and a folder of root's that guest wants."""
    on(server, tmp_path, lambda one: finished(prepare, one, service(), login="guest"))
    deploy(server, tmp_path, programs.release(), service(), user="guest")
    return server


def sent(server: Server, folder: Path, asked: Change, *, after: str = "true") -> None:
    """Ask the helper as guest, after a script of guest's, and wait until it has ended."""

    async def work(one: Connection) -> None:
        ran = await one.run("sh -s", stdin=after.encode())
        assert ran.code == 0, ran
        await begin(one, WEB, asked)

    on(server, folder, work, user="guest")
    server.run(_WAIT)


def test_no_verb_but_deploy_and_secrets_looks_into_the_upload_area(
    prepared: Server, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    prepared.run("install -d -m 0755 /root-owned && echo CANARY=1 >/root-owned/env")
    request.addfinalizer(lambda: prepared.run("rm -r /root-owned"))
    incoming = uploads(prepared)
    for verb in (Verb.RESTART, Verb.STOP, Verb.START, Verb.ROLLBACK):
        asked = Change(verb=verb, id=new_change(), wanted="-", who="guest")
        plant = f"rm -f {incoming}/-; ln -s /root-owned {incoming}/-"
        sent(prepared, tmp_path, asked, after=plant)
        assert prepared.run("cat /root-owned/env") == "CANARY=1\n", verb
        assert "CANARY" not in prepared.run("cat /etc/web/env", check=False), verb
    assert ask(prepared).startswith("version 1")


def test_a_manifest_shows_nothing_that_its_uploader_cannot_read(
    prepared: Server, tmp_path: Path
) -> None:
    current = prepared.run("sha256sum </opt/web/current/bin/web").split()[0]
    folder = f"{uploads(prepared)}/{current[:32]}"
    plant = (
        f"mkdir {folder}; cp /opt/web/current/bin/web {folder}/\n"
        f"ln -s /etc/sudoers {folder}/manifest.json"
    )
    asked = Change(verb=Verb.DEPLOY, id=new_change(), wanted=current, who="guest")
    sent(prepared, tmp_path, asked, after=plant)
    assert '"result":"live"' in prepared.run("tail -n 1 /var/lib/goferry/web/history.jsonl")
    assert prepared.run("cat /opt/web/current/manifest.json") == ""


def test_two_logins_share_a_service_and_history_tells_them_apart(
    prepared: Server, tmp_path: Path
) -> None:
    on(prepared, tmp_path, lambda one: finished(prepare, one, service(), login="deploy"))
    for number, user in enumerate(("deploy", "guest", "deploy"), 2):
        release = programs.release(version=str(number))
        outcome = deploy(prepared, tmp_path, release, service(), user=user)
        assert outcome.result is Result.DEPLOYED, outcome.problem
    set_secret = Change(verb=Verb.SECRETS, id=new_change(), who="mallory")
    folder = f"{uploads(prepared)}/{set_secret.id}"
    sent(prepared, tmp_path, set_secret, after=f"mkdir {folder}; echo A=1 >{folder}/variables")
    told = json.loads(prepared.run("tail -n 1 /var/lib/goferry/web/history.jsonl"))
    assert (told["who"], told["login"]) == ("mallory", "guest")
    history = prepared.run("cat /var/lib/goferry/web/history.jsonl").splitlines()
    logins = [json.loads(line)["login"] for line in history]
    assert logins == ["guest", "deploy", "guest", "deploy", "guest"]
    modes = prepared.run(
        "stat -c '%U %a' /var/lib/goferry/web/incoming /var/lib/goferry/web/incoming/*"
    )
    assert sorted(modes.splitlines()) == ["deploy 700", "guest 700", "root 711"]


def test_the_one_who_holds_the_service_is_named_with_the_login(
    prepared: Server, tmp_path: Path
) -> None:
    held, other = (Change(verb=Verb.LEASE, id=new_change(), who="anna") for _ in range(2))

    async def compete(one: Connection) -> str:
        await begin(one, WEB, held)
        with pytest.raises(ProblemError) as busy:
            await begin(one, WEB, other)
        return str(busy.value.problem.why)

    assert "anna (guest) started it" in on(prepared, tmp_path, compete, user="guest")


def test_no_login_passes_for_another_by_its_environment(prepared: Server, tmp_path: Path) -> None:
    asked = f"lease {new_change()} - root"
    words = f"echo '{asked}' | SUDO_UID=0 SUDO_GID=0 SUDO_USER=root sudo -n {WEB.helper}"
    assert on(prepared, tmp_path, lambda one: one.run(words), user="guest").code == 0
    assert prepared.run("cat /var/lib/goferry/web/lease").split()[-1] == "guest"


def test_an_older_servers_upload_area_becomes_that_of_its_login(
    prepared: Server, tmp_path: Path
) -> None:
    area = uploads(prepared)
    before = prepared.run(
        "cd /var/lib/goferry/web && rm -rf incoming && install -d -m 0700 -o guest incoming\n"
        "runuser -u guest -- sh -c 'mkdir incoming/aa && echo cut >incoming/aa/web.part"
        " && ln -s /etc incoming/1000 && ln -s /etc incoming/1001'; stat -c %a /etc"
    )
    on(prepared, tmp_path, lambda one: finished(prepare, one, service(), login="deploy"))
    on(prepared, tmp_path, lambda one: finished(prepare, one, service(), login="guest"))
    assert prepared.run(f"cat {area}/aa/web.part; stat -c %a /etc") == f"cut\n{before}"
    assert prepared.run(f"stat -c '%U %F' {area} {uploads(prepared, 'deploy')}").splitlines() == [
        "guest directory",
        "deploy directory",
    ]
    for user in ("guest", "deploy"):
        plan = on(
            prepared,
            tmp_path,
            lambda one: make_plan(one, programs.release(version="9"), service()),
            user=user,
        )
        assert plan.findings == ()
        assert [action.key for action in plan.actions] == ["upload", "activate"]
