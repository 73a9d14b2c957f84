"""Back up and restore 1 GB while SQLite is written to, beside sftp fetching the same bytes.

python -m tests.benchmarks.bench_backup [MEGABYTES]
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.data.backup import Wish
from core.data.restore import restore
from core.home import Home
from core.service.model import Health
from tests import programs, testbed
from tests.core.test_snapshot_program import _WRITER
from tests.deploying import backed_up, deploy, finished, service, session
from tests.server.test_backup import _THERE, DATA

if TYPE_CHECKING:
    from tests.testbed import Server

_MEGABYTES = 1000


def writing(server: Server, megabytes: int) -> subprocess.Popen[bytes]:
    """Begin a writer to a database that is this large; most of it are rows it leaves alone."""
    place = (f"/proc/{server.machine.leader}/root", server.run("id -u web").strip())
    rest = (
        "db = sqlite3.connect(sys.argv[1]); db.execute('CREATE TABLE b (x BLOB)')\n"
        "db.executemany('INSERT INTO b VALUES (randomblob(1000000))', "
        "[()] * int(sys.argv.pop()))\n"
        "db.commit(); db.close()\n"
    )
    words = (
        sys.executable,
        "-c",
        _THERE + rest + _WRITER,
        *place,
        f"{DATA}/app.db",
        "WAL",
        str(megabytes),
    )
    writer = subprocess.Popen(words, stdout=subprocess.PIPE)
    assert writer.stdout is not None
    assert writer.stdout.readline() == b"begun\n"
    return writer


async def measured(server: Server, folder: Path) -> None:
    """Take the times, one after the other."""
    home, out = Home.find(folder / "home"), folder / "out"
    async with session(server, folder) as one:
        since = time.monotonic()
        made = await backed_up(home, one, Wish(output=out))
        took = time.monotonic() - since
        size = made.contents.size / 1e6
        print(f"backup  {size:.0f} MB in {took:.1f} s, {size / took:.0f} MB/s")
        print("        SQLite says ok:", *made.contents.databases.sound)
        since = time.monotonic()
        outcome = await finished(restore, one, "web", made.file, None)
        print(f"restore {outcome.result} in {time.monotonic() - since:.1f} s")
    target = server.run("echo /home/deploy/copy; head -c 1 /dev/null").strip()
    server.run(f"head -c {made.contents.size} /dev/urandom >{target}; chown deploy {target}")
    since = time.monotonic()
    words: tuple[str, ...] = (
        "sftp",
        "-q",
        "-i",
        str(server.key_file),
        "-o",
        "StrictHostKeyChecking=no",
    )
    words = (*words, "-o", f"UserKnownHostsFile={folder}/hosts")
    words = (*words, f"deploy@{server.address}:{target}", str(folder / "copy"))
    await asyncio.to_thread(subprocess.run, words, check=True, capture_output=True)
    plain = time.monotonic() - since
    print(
        f"sftp    the same size in {plain:.1f} s; a backup takes {took / plain:.1f} times as long"
    )


def main() -> None:
    """Do it on a server of its own."""
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else _MEGABYTES
    with tempfile.TemporaryDirectory() as name, testbed.boot() as server:
        folder = Path(name)
        wanted = replace(service(), health=Health(period=0.2, deadline=60, watch=1))
        deploy(server, folder, programs.release(), wanted)
        ask = "systemctl show web --property=MainPID,NRestarts,ActiveEnterTimestamp"
        with writing(server, megabytes) as writer:
            before = server.run(ask)
            try:
                asyncio.run(measured(server, folder))
                print("the writer goes on:", writer.poll() is None)
            finally:
                writer.kill()
        print("before:", before.split(), "after the restore:", server.run(ask).split())


if __name__ == "__main__":
    main()
