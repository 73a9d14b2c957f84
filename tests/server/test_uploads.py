"""What a login puts into its upload area leads root nowhere: it reads, writes, deletes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.deploy.deployer import new_change
from core.deploy.layout import Layout
from core.deploy.preparing import prepare
from core.deploy.transaction import Change, begin
from tests import programs
from tests.deploying import ask, deploy, finished, on, service

if TYPE_CHECKING:
    from pathlib import Path

    from core.server.connection import Connection
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
WEB = Layout("web")
_WAIT = "while systemctl is-active --quiet goferry-web; do sleep 0.1; done"


@pytest.fixture
def prepared(server: Server, tmp_path: Path) -> Server:
    """A running service that guest may deploy, and a folder of root's that guest wants."""
    on(server, tmp_path, lambda one: finished(prepare(one, service(), login="guest")))
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
    prepared: Server, tmp_path: Path
) -> None:
    prepared.run("install -d -m 0755 /root-owned && echo CANARY=1 >/root-owned/env")
    incoming = WEB.incoming("x").removesuffix("/x")
    for verb in ("restart", "stop", "start", "rollback"):
        asked = Change(verb=verb, id=new_change(), wanted="-", who="guest")
        plant = f"rm -f {incoming}/-; ln -s /root-owned {incoming}/-"
        sent(prepared, tmp_path, asked, after=plant)
        assert prepared.run("cat /root-owned/env") == "CANARY=1\n", verb
        assert "CANARY" not in prepared.run("cat /etc/web/env", check=False), verb
    prepared.run("rm -r /root-owned")
    assert ask(prepared).startswith("version 1")


def test_a_manifest_shows_nothing_that_its_uploader_cannot_read(
    prepared: Server, tmp_path: Path
) -> None:
    current = prepared.run("sha256sum </opt/web/current/bin/web").split()[0]
    folder = WEB.incoming(current)
    plant = (
        f"mkdir {folder}; cp /opt/web/current/bin/web {folder}/\n"
        f"ln -s /etc/sudoers {folder}/manifest.json"
    )
    asked = Change(verb="deploy", id=new_change(), wanted=current, who="guest")
    sent(prepared, tmp_path, asked, after=plant)
    assert '"result":"live"' in prepared.run("tail -n 1 /var/lib/goferry/web/history.jsonl")
    assert prepared.run("cat /opt/web/current/manifest.json") == ""
