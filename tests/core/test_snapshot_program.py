"""The program that reads a data folder: SQLite files while others write them, and odd files."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
import tarfile
import time
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from core.data import archive, program
from core.data.sealing import HEAD, PIECE, Opener, key_in, new_key
from core.events import unheard
from core.home import Home
from core.usecases.bringing import built_for
from tests.made_up import Server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.go,
    pytest.mark.skipif(sys.platform != "linux", reason="it is for Linux servers"),
]
_FACTS = f"goferry-facts 1\nmachine\t{os.uname().machine}\ngoferry-facts end\n"
# Money is moved about and none is made: whoever sees half a transfer counts another sum.
_WRITER = """
import random, sqlite3, sys
path, mode = sys.argv[1:]
def opened():
    db = sqlite3.connect(path, timeout=30, isolation_level=None)
    db.execute(f"PRAGMA journal_mode={mode}")
    db.execute("PRAGMA wal_autocheckpoint=20")
    db.execute("PRAGMA synchronous=OFF")
    db.execute("PRAGMA cache_size=10")
    return db
db = opened()
print("begun", flush=True)
while True:
    db.execute("BEGIN IMMEDIATE")
    for _ in range(random.choice((1, 100))):
        one, other = random.randrange(300), random.randrange(300)
        db.execute("UPDATE a SET n=n-7, x=? WHERE id=?", (random.randbytes(2000), one))
        db.execute("UPDATE a SET n=n+7 WHERE id=?", (other,))
    db.execute("ROLLBACK" if random.random() < 0.2 else "COMMIT")
    if random.random() < 0.05:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if random.random() < 0.05:
        db.close()
        db = opened()
"""


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = Home.find(tmp_path_factory.mktemp("home"))
    here = Server(("goferry-facts", _FACTS))
    return asyncio.run(built_for(home, here, program.sources(home), report=unheard))


@pytest.mark.parametrize("size", [0, 1, PIECE, PIECE + 1])
def test_what_it_encrypts_opens_as_any_backup_that_was_encrypted_here(
    snapshot: Path, tmp_path: Path, size: int
) -> None:
    key, content = tmp_path / "key", os.urandom(size)
    new_key(key)
    words = (str(snapshot), "seal", str(key))
    sealed = subprocess.run(words, input=content, capture_output=True, check=True).stdout
    opener = Opener(key_in(key), BytesIO(sealed))
    assert opener.read(size + 1) == content
    again = subprocess.run(words, input=content, capture_output=True, check=True).stdout
    assert again[:HEAD] != sealed[:HEAD], "each has a key of its own"
    key.write_text("GOFERRY-KEY-1 short\n")
    odd = subprocess.run(words, input=content, capture_output=True, check=False)
    assert (odd.returncode, odd.stdout) == (1, b"")


def taken(snapshot: Path, folder: Path) -> tuple[int, bytes, str]:
    words = (str(snapshot), "web", "1-aaaaaaaa", "now")
    done = subprocess.run(words, cwd=folder, capture_output=True, check=False, timeout=60)
    return done.returncode, done.stdout, done.stderr.decode()


@contextmanager
def writing(file: Path, mode: str) -> Iterator[None]:
    made = sqlite3.connect(file)
    made.execute("CREATE TABLE a (id INTEGER PRIMARY KEY, n INTEGER, x BLOB)")
    made.executemany("INSERT INTO a VALUES (?, 100, '')", [(n,) for n in range(300)])
    made.commit()
    made.close()
    words = (sys.executable, "-c", _WRITER, str(file), mode)
    with subprocess.Popen(words, stdout=subprocess.PIPE) as writer:
        try:
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"begun\n"
            yield
        finally:
            writer.kill()


@pytest.mark.parametrize("mode", ["WAL", "DELETE", "PERSIST"])
def test_a_database_is_as_it_was_at_one_moment_while_it_is_written_to(
    snapshot: Path, tmp_path: Path, mode: str
) -> None:
    data, out = tmp_path / "data", tmp_path / "out"
    data.mkdir()
    with writing(data / "app.db", mode):
        until = time.monotonic() + 2
        for number in range(1000):
            code, packed, said = taken(snapshot, data)
            assert (code, said) == (0, "")
            (tmp_path / "backup").write_bytes(packed)
            assert archive.examine(tmp_path / "backup", None).databases.sound == ("app.db",)
            with tarfile.open(fileobj=BytesIO(packed)) as tar:
                tar.extractall(out / str(number), filter="data")
            copy = sqlite3.connect(out / str(number) / "data" / "app.db")
            assert copy.execute("SELECT sum(n) FROM a").fetchone() == (30_000,)
            copy.close()
            if time.monotonic() > until and number:
                break


def test_odd_files_are_taken_or_named_and_none_is_followed(snapshot: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "sub" / "deeper").mkdir(parents=True)
    names = [b"two\nlines", b"caf\xc3\xa9", b"latin\xe4", b"x" * 200, b"-rf", b"\x1b[31m"]
    for name in names:
        (data / os.fsdecode(name)).write_bytes(name)
    (data / "sub" / "deeper" / "app.db-wal").write_text("of no database")
    (data / "link").symlink_to("/etc/shadow")
    os.mkfifo(data / "pipe")
    code, packed, said = taken(snapshot, data)
    assert (code, said) == (0, "")
    (tmp_path / "backup").write_bytes(packed)
    found = archive.examine(tmp_path / "backup", None)
    paths = {os.fsencode(one.path) for one in found.files}
    assert paths == {*names, b"sub/deeper/app.db-wal"}
    assert (found.manifest.skipped, found.manifest.unread) == (("pipe",), ())
    with tarfile.open(fileobj=BytesIO(packed)) as tar:
        link = tar.getmember("data/link")
        assert (link.issym(), link.linkname) == (True, "/etc/shadow")
        assert {(one.uid, one.uname) for one in tar} == {(0, "")}


def test_a_database_that_nobody_has_open_is_taken_with_the_log_of_one_that_died(
    snapshot: Path, tmp_path: Path
) -> None:
    data, out = tmp_path / "data", tmp_path / "out"
    data.mkdir()
    live = sqlite3.connect(data / "live.db", isolation_level=None)
    live.execute("PRAGMA journal_mode=WAL")
    live.execute("CREATE TABLE a (n)")
    live.execute("INSERT INTO a VALUES (7)")
    for end in ("", "-wal"):
        (data / f"app.db{end}").write_bytes((data / f"live.db{end}").read_bytes())
    live.close()
    code, packed, said = taken(snapshot, data)
    assert (code, said) == (0, "")
    with tarfile.open(fileobj=BytesIO(packed)) as tar:
        tar.extractall(out, filter="data")
    for name in ("app.db", "live.db"):
        copy = sqlite3.connect(out / "data" / name)
        assert copy.execute("SELECT n FROM a").fetchone() == (7,)
        copy.close()


def test_who_opens_a_database_anew_meanwhile_need_not_wait(snapshot: Path, tmp_path: Path) -> None:
    data, out = tmp_path / "data", tmp_path / "out"
    data.mkdir()

    def opened() -> sqlite3.Connection:
        return sqlite3.connect(data / "app.db", timeout=1, isolation_level=None)

    first = opened()
    first.execute("PRAGMA journal_mode=WAL")
    first.execute("CREATE TABLE a (n, x)")
    first.executemany("INSERT INTO a VALUES (?, zeroblob(5000))", [(n,) for n in range(100)])
    words = (str(snapshot), "web", "1-aaaaaaaa", "now")
    with subprocess.Popen(words, cwd=data, stdout=subprocess.PIPE) as reading:
        assert reading.stdout is not None
        packed = reading.stdout.read(2000)  # it goes on when somebody takes the rest
        first.close()
        second = opened()
        second.execute("INSERT INTO a VALUES (100, NULL)")
        packed += reading.stdout.read()
    second.close()
    with tarfile.open(fileobj=BytesIO(packed)) as tar:
        tar.extractall(out, filter="data")
    copy = sqlite3.connect(out / "data" / "app.db")
    assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert copy.execute("SELECT count(*) FROM a").fetchone()[0] in {100, 101}
    copy.close()
