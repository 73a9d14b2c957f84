"""`goferry backup` and `goferry restore`: what goes to the job, what is told, and what is asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from core.data.archive import Contents, Database, DataFile, Manifest
from core.data.backup import Backup, Wish
from core.data.databases import Checked
from core.data.restore import Comparison
from core.service.results import Outcome, Result
from tests.cli_made_up import Called, Cli, server

if TYPE_CHECKING:
    from core.home import Home

CONTENTS = Contents(
    size=2048,
    sha256="ab",
    manifest=Manifest(
        service="web",
        release="1-aaaaaaaa",
        time="then",
        databases=(
            Database(path="a.db", journal="rollback", held=2.345),
            Database(path="b.db", journal="wal", held=1.0),
        ),
    ),
    files=(DataFile(path="a\x1b", size=5, time=1),),
    databases=Checked(sound=("app.db",)),
)
MADE = Backup(server="web1", file=Path("/out/web.tar"), contents=CONTENTS)
PLAN = Comparison(
    server="web1",
    contents=CONTENTS,
    replaced=CONTENTS.files,
    added=(),
    gone=tuple(DataFile(path=f"f{n}", size=1, time=1) for n in range(25)),
    newer=CONTENTS.files,
    kept_copy="2026-11-30 06:00 UTC",
)
BACK = Outcome(
    server="web1", result=Result.DEPLOYED, release="1-aaaaaaaa", previous="", seconds=1.0,
    uploaded_bytes=0, url="",
)  # fmt: skip
TO = ("--service", "web", "--to", "web1")


def cli(home: Home) -> Cli:
    doing = {
        "core.data.backup.backup": Called(MADE, awaited=True),
        "core.data.restore.compare": Called(PLAN, awaited=True),
        "core.data.restore.restore": Called(BACK, awaited=True),
    }
    return Cli(home, server("web1"), doing=doing)


def test_a_backup_tells_its_file_its_size_and_its_hash(home: Home, tmp_path: Path) -> None:
    found = cli(home)
    ran = found.json(
        *("backup", *TO, "--output", tmp_path, "--before", "dump", "--after", "tidy", "--stopped")
    )
    words, _ = found.doing["core.data.backup.backup"].last
    assert words[2] == Wish(output=tmp_path, before="dump", after="tidy", stopped=True)
    told = {name: ran.result[name] for name in ("path", "size", "sha256", "databases", "time")}
    assert told == {
        "path": "/out/web.tar", "size": 2048, "sha256": "ab", "databases": ["app.db"],
        "time": "then",
    }  # fmt: skip
    assert ran.result["waited"] == [{"path": "a.db", "seconds": 2.35}]
    lines = found.run("backup", *TO, "--output", tmp_path).out.splitlines()
    assert lines[0] == "✓ /out/web.tar"
    assert "  SQLite reports ok: app.db" in lines


def test_a_key_is_made_and_used_and_what_is_missing_is_named(home: Home, tmp_path: Path) -> None:
    found, file = cli(home), tmp_path / "key"
    assert found.json("backup", "key", "--key", file).result["path"] == str(file)
    assert found.run("backup", *TO, "--output", tmp_path, "--key", file).code == 0
    words, _ = found.doing["core.data.backup.backup"].last
    assert len(words[2].key) == 32
    for odd in (("backup", *TO), ("backup", "key"), ("backup", "--output", tmp_path)):
        assert found.json(*odd).problem["code"] == "backup_incomplete"


def test_a_restore_shows_what_it_replaces_and_asks_a_person(home: Home, tmp_path: Path) -> None:
    found, back = cli(home), "core.data.restore.restore"
    ran = found.json("restore", *TO, tmp_path / "b", "--plan")
    (plan,) = ran.result["servers"]
    assert [len(plan[name]) for name in ("replaced", "added", "gone", "newer")] == [1, 0, 25, 1]
    assert plan["replaced"] == [{"path": "a␛", "size": 5}]
    shown = found.run("restore", *TO, tmp_path / "b", "--plan").out
    assert "  1 replaced, and newer on the server, 5 B\n    a␛\n" in shown
    assert "    … 5 more with --json" in shown
    assert "2026-11-30 06:00 UTC is replaced" in shown
    assert found.run("restore", *TO, tmp_path / "b", typed="n\n").code == 1
    assert found.doing[back].calls == []
    assert found.run("restore", *TO, tmp_path / "b", typed="y\n").code == 0
    assert found.json("restore", *TO, tmp_path / "b").result["servers"][0]["outcome"] == "deployed"
    assert len(found.doing[back].calls) == 2
