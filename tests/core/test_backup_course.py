"""The course of a backup and of a restore: what is asked of the server, in which order."""

from __future__ import annotations

import asyncio
import json
import re
from typing import TYPE_CHECKING

import pytest

from core.data import backup
from core.data.arriving import Begun, begun_before, remember
from core.data.restore import restore
from core.problems import ProblemError
from core.service.results import Result
from tests import made_up_backups
from tests.made_up import Server, problem, record_of, whole

if TYPE_CHECKING:
    from pathlib import Path

    from core.data.backup import Backup, Wish

AREA = "/var/lib/goferry/web/incoming/0"
PACKED = made_up_backups.archive({"a": b"1", "b": b"2" * 900})


def _made(asked: str) -> str:
    found = re.search(r'mkdir -p "\$area/([0-9a-f]{32})"', asked)
    return f"{AREA}/{found[1]}\n" if found else ""


def server(*answers: tuple[str, object], end: str = "backed_up") -> Server:
    made = Server(
        *answers,  # type: ignore[arg-type]
        ("mkdir -p", _made),
        ("stat -c %s", f"{len(PACKED)}\n"),
        ("rm -rf --", ""),
        ("backup ", '{"accepted":true}'),
        ("restore ", '{"accepted":true}'),
        ("follow ", json.dumps({"result": end, "release": "1-aaaaaaaa", "code": "no_data"})),
        record_of(),
        name="web1",
    )

    class Files(dict[str, bytes]):
        def __missing__(self, key: str) -> bytes:
            return PACKED

    made.files = Files()
    return made


def backed_up(one: Server, folder: Path, wish: Wish) -> Backup:
    file = folder / "snapshot"
    file.write_bytes(b"program")

    async def build() -> Path:
        await asyncio.sleep(0)
        return file

    return asyncio.run(whole(backup.backup, one, "web", wish, build=build))[1]


def test_all_is_asked_in_order_and_nothing_stays_there(tmp_path: Path) -> None:
    one, wish = (
        server(("dump", ""), ("tidy", "")),
        backup.Wish(output=tmp_path / "out", before="dump", after="tidy", stopped=True),
    )
    made = backed_up(one, tmp_path, wish)
    assert made.file.read_bytes() == PACKED
    assert [one.path for one in made.contents.files] == ["a", "b"]
    verbs = [
        asked.stdin.decode().split()[0]
        for asked in one.asked
        if b" ann" not in asked.stdin and asked.stdin and b"mkdir" not in asked.stdin
    ]
    assert [verb for verb in verbs if verb in {"backup", "follow"}] == ["backup", "follow"]
    texts = one.texts()
    assert texts.index("dump") < texts.index("tidy") < len(texts) - 1
    assert texts[-1].startswith(f"rm -rf -- {AREA}/")
    assert sorted(one.name for one in wish.output.iterdir()) == [made.file.name]


def test_what_was_cut_goes_on_and_what_is_gone_begins_anew(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    begun = Begun(
        id="a" * 32, folder=f"{AREA}/{'a' * 32}", name="web-1.tar", size=len(PACKED), sealed=False
    )
    remember(out, "web", "web1", begun)
    (out / "web-1.tar.part").write_bytes(PACKED[:600])
    one = server()
    made = backed_up(one, tmp_path, backup.Wish(output=out))
    assert (made.file.name, made.file.read_bytes()) == ("web-1.tar", PACKED)
    assert one.texts("read") == [f"{begun.there} 600"]
    remember(out, "web", "web1", begun)
    other = server(("stat -c %s -- " + begun.there, "1\n"))
    assert backed_up(other, tmp_path, backup.Wish(output=out)).file.name != "web-1.tar"


def test_a_refusal_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    one = server(end="refused")
    with pytest.raises(ProblemError) as refused:
        backed_up(one, tmp_path, backup.Wish(output=tmp_path / "out"))
    assert refused.value.problem.code == "no_data"
    assert one.texts()[-1].startswith("rm -rf --")
    failing = server(("dump", problem("lost")))
    with pytest.raises(ProblemError):
        backed_up(failing, tmp_path, backup.Wish(output=tmp_path / "out", before="dump"))
    assert begun_before(tmp_path / "out", "web", "web1") is None


def test_a_restore_sends_the_archive_by_its_content(tmp_path: Path) -> None:
    file = tmp_path / "backup.tar"
    file.write_bytes(PACKED)
    one = server(end="live")
    events, outcome = asyncio.run(whole(restore, one, "web", file, None))
    assert outcome.result is Result.DEPLOYED
    assert events
    (target,) = (path for path in one.files if path.endswith("backup.tar"))
    assert one.files[target] == PACKED
    (request,) = (
        asked.stdin.decode().split() for asked in one.asked if asked.stdin.startswith(b"restore ")
    )
    assert target == f"{AREA}/{request[2][:32]}/backup.tar"
    assert one.texts()[-1] == f"rm -rf -- {target.rpartition('/')[0]}"
