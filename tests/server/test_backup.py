"""A backup of a service that runs, while SQLite is written to; and its way back."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from core.data import archive
from core.data.arriving import begun_before
from core.data.backup import Wish
from core.data.restore import compare, restore
from core.home import Home
from core.problems import ProblemError
from core.service.results import Result
from tests import programs
from tests.core.test_snapshot_program import _WRITER
from tests.deploying import backed_up, cable_to, deploy, finished, on, service

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.data.backup import Backup
    from core.ssh.connection import Connection
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
DATA = "/var/lib/web"
# Python is not on the server: it runs here, goes there, and becomes the service's user.
_THERE = (
    "import os, random, sqlite3, sys\n"
    "os.chroot(sys.argv.pop(1)); os.chdir('/')\n"
    "os.setgid(int(sys.argv[1])); os.setuid(int(sys.argv.pop(1)))\n"
    "db = sqlite3.connect(sys.argv[1])\n"
    "db.execute('CREATE TABLE a (id INTEGER PRIMARY KEY, n INTEGER, x BLOB)')\n"
    "db.executemany('INSERT INTO a VALUES (?, 100, zeroblob(2000))', [(n,) for n in range(300)])\n"
    "db.commit(); db.close()\n"
)


@contextmanager
def writing(server: Server) -> Iterator[None]:
    """Let SQLite be written to there, in WAL mode, as the service's user."""
    place = (f"/proc/{server.machine.leader}/root", server.run("id -u web").strip())
    words = (sys.executable, "-c", _THERE + _WRITER, *place, f"{DATA}/app.db", "WAL")
    with subprocess.Popen(words, stdout=subprocess.PIPE) as writer:
        try:
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"begun\n"
            yield
            assert writer.poll() is None, "it never had to give up"
        finally:
            writer.kill()


def test_a_service_that_writes_is_backed_up_and_brought_back(
    server: Server, tmp_path: Path
) -> None:
    wish = Wish(output=tmp_path / "out", key=bytes(32))
    deploy(server, tmp_path, programs.release(version="1"), service())
    runs = server.run("systemctl show web --property=MainPID,NRestarts")
    with writing(server):
        server.run(f"head -c 9000000 /dev/urandom >{DATA}/big; chown web:web {DATA}/big")

        async def cut() -> None:
            home = Home.find(tmp_path / "home")
            async with cable_to(server, tmp_path, cut_after=7_000_000) as (_, one):
                await backed_up(home, one, wish)

        with pytest.raises(ProblemError):
            asyncio.run(cut())
        before = begun_before(wish.output, "web", "debian")
        assert before is not None

        async def whole(one: Connection) -> Backup:
            return await backed_up(Home.find(tmp_path / "home"), one, wish)

        made = on(server, tmp_path, whole)
    assert made.file.name == before.name, "it went on with what was there"
    assert made.contents.databases.sound == ("app.db",)
    assert archive.examine(made.file, bytes(32)) == made.contents
    assert server.run("systemctl show web --property=MainPID,NRestarts") == runs
    assert server.run("ls -A /var/lib/goferry/web/incoming/*") == ""

    server.run(f"rm {DATA}/big; echo later >{DATA}/later; chown web:web {DATA}/later")
    plan = on(server, tmp_path, lambda one: compare(one, "web", made.file, bytes(32)))
    assert [one.path for one in plan.added] == ["big"]
    assert [one.path for one in plan.gone] == ["later"]
    outcome = on(server, tmp_path, lambda one: finished(restore, one, "web", made.file, bytes(32)))
    assert outcome.result is Result.DEPLOYED
    assert server.run(f"stat -c '%U %s' {DATA}/big; ls {DATA}").startswith("web 9000000\napp.db\n")
    assert server.run("cat /var/lib/goferry/web/data/*/files/later") == "later\n"
