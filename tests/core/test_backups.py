"""A backup is whole or it is none: its encryption, its arrival, what it holds and replaces."""

from __future__ import annotations

import hashlib
import io
import os
import sys
from typing import TYPE_CHECKING

import pytest

from core.data import archive, sealing
from core.data.archive import Contents, Database, DataFile, Manifest
from core.data.arriving import Arriving, Begun, begun_before, forget, remember
from core.data.backup import _notes
from core.data.databases import Checked
from core.data.restore import _listed, compared
from core.data.sealing import HEAD, PIECE, SEALED, Opener, Sealer
from core.problems import ProblemError
from tests import made_up_backups

if TYPE_CHECKING:
    from pathlib import Path

KEY = bytes(range(32))
BEGUN = Begun(id="a" * 32, folder="/x", name="web-lab-1.tar.sealed", size=9, sealed=True)


def sealed(content: bytes, key: bytes = KEY) -> bytes:
    file = io.BytesIO()
    sealer = Sealer(key, file)
    for at in range(0, len(content), 300_000):
        sealer.write(content[at : at + 300_000])
    sealer.close()
    return file.getvalue()


def opened(file: bytes, key: bytes = KEY) -> bytes:
    opener = Opener(key, io.BytesIO(file))
    found = b""
    while data := opener.read(400_000):
        found += data
    return found


def code_of(reason: pytest.ExceptionInfo[ProblemError]) -> str:
    return reason.value.problem.code


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE])
def test_what_is_encrypted_comes_back_to_the_byte(size: int) -> None:
    content = os.urandom(size)
    file = sealed(content)
    pieces = max(1, -(-size // PIECE))
    assert len(file) == HEAD + size + 16 * pieces
    assert opened(file) == content


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file[:-1],
        lambda file: file[: HEAD + SEALED],
        lambda file: file[: HEAD + 2 * SEALED],
        lambda file: file + b"x",
        lambda file: file[: HEAD + 100] + b"x" + file[HEAD + 101 :],
        lambda file: file[:HEAD] + file[HEAD + SEALED :],
        lambda file: (
            file[:HEAD]
            + file[HEAD + SEALED : HEAD + 2 * SEALED]
            + file[HEAD : HEAD + SEALED]
            + file[HEAD + 2 * SEALED :]
        ),
        lambda file: file[: HEAD - 1] + b"x" + file[HEAD:],
    ],
)
def test_no_piece_is_changed_moved_or_left_out_unnoticed(spoil) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    file = sealed(bytes(2 * PIECE + 5))
    with pytest.raises(ProblemError) as reason:
        opened(spoil(file))
    assert code_of(reason) in {"backup_damaged", "key_wrong"}


def test_another_key_opens_nothing_and_no_two_files_are_alike() -> None:
    assert sealed(b"x") != sealed(b"x")
    with pytest.raises(ProblemError) as reason:
        opened(sealed(b"x"), bytes(32))
    assert code_of(reason) == "key_wrong"


def test_a_key_is_its_owner_s_alone_and_is_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "key"
    sealing.new_key(file)
    assert len(sealing.key_in(file)) == 32
    if sys.platform != "win32":
        assert file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(ProblemError) as reason:
        sealing.new_key(file)
    assert code_of(reason) == "key_exists"
    if sys.platform != "win32":
        file.chmod(0o640)
        with pytest.raises(ProblemError) as reason:
            sealing.key_in(file)
        assert code_of(reason) == "key_unusable"


@pytest.mark.parametrize("text", ["", "GOFERRY-KEY-1 abc\n", "x" * 300, None])
def test_what_is_no_key_is_said_to_be_none(tmp_path: Path, text: str | None) -> None:
    file = tmp_path / "key"
    if text is not None:
        file.write_text(text)
        file.chmod(0o600)
    with pytest.raises(ProblemError) as reason:
        sealing.key_in(file)
    assert code_of(reason) == "key_unusable"


def test_what_was_cut_goes_on_at_a_whole_piece_and_ends_as_one_file(tmp_path: Path) -> None:
    content = os.urandom(3 * PIECE + 7)
    arriving = Arriving(tmp_path, BEGUN)
    taking = arriving.taking(KEY)
    taking.take(content[: 2 * PIECE + 5])
    taking.end(whole=False)
    with arriving.part.open("ab") as torn:
        torn.write(b"half a piece")
    assert arriving.size() == 2 * PIECE
    again = arriving.taking(KEY)
    assert again.count == 2 * PIECE
    again.take(content[2 * PIECE :])
    again.end(whole=True)
    arriving.finish()
    assert opened(arriving.file.read_bytes()) == content
    assert [one.name for one in tmp_path.iterdir()] == [BEGUN.name]


def test_a_plain_one_goes_on_at_its_last_byte(tmp_path: Path) -> None:
    arriving = Arriving(tmp_path, Begun(id="a" * 32, folder="/x", name="n", size=9, sealed=False))
    taking = arriving.taking(None)
    taking.take(b"abc")
    taking.end(whole=False)
    again = arriving.taking(None)
    again.take(b"def")
    again.end(whole=True)
    assert (again.count, arriving.part.read_bytes()) == (6, b"abcdef")
    if sys.platform != "win32":
        assert arriving.part.stat().st_mode & 0o777 == 0o600
    arriving.drop()
    assert arriving.size() == 0


def test_what_is_on_its_way_is_known_again_and_odd_notes_are_not(tmp_path: Path) -> None:
    remember(tmp_path, "web", "lab/1", BEGUN)
    assert begun_before(tmp_path, "web", "lab/1") == BEGUN
    assert begun_before(tmp_path, "web", "lab") is None
    forget(tmp_path, "web", "lab/1")
    assert begun_before(tmp_path, "web", "lab/1") is None
    odd = Begun(id="a" * 32, folder="/x", name="../x", size=9, sealed=True)
    remember(tmp_path, "web", "lab", odd)
    assert begun_before(tmp_path, "web", "lab") is None


def written(folder: Path, content: bytes) -> Path:
    file = folder / "backup"
    file.write_bytes(content)
    return file


def test_a_whole_backup_tells_what_it_holds(tmp_path: Path) -> None:
    files = {"a": b"1", "sub/b": b"", "app.db": made_up_backups.database(tmp_path)}
    packed = made_up_backups.archive({**files, "app.db-wal": b""})
    found = archive.examine(written(tmp_path, packed), None)
    assert (found.size, found.manifest.release) == (len(packed), "1-aaaaaaaa")
    assert [(one.path, one.size) for one in found.files][:2] == [("a", 1), ("sub/b", 0)]
    assert found.databases == Checked(sound=("app.db",))
    secret = archive.examine(written(tmp_path, sealed(packed)), KEY)
    assert (secret.files, secret.size) == (found.files, len(sealed(packed)))
    room, digest = tmp_path / "plain", hashlib.sha256(packed).hexdigest()
    assert archive.plain(tmp_path / "backup", KEY, room) == (room, digest)
    assert room.read_bytes() == packed
    assert archive.plain(room, None, tmp_path / "not needed") == (room, digest)
    assert not (tmp_path / "not needed").exists()


def test_what_is_not_whole_or_not_ours_is_none(tmp_path: Path) -> None:
    packed = made_up_backups.archive({"a": b"1" * 2000})
    spoiled = packed.replace(b"1" * 600, b"2" * 600, 1)
    odd = (
        *(packed[:1000], packed[:3000], spoiled, b"", b"x" * 5000),
        made_up_backups.archive({"a": b"1"}, format=2),
        made_up_backups.archive({"a": b"1"}, hashes=[]),
        made_up_backups.archive({"a": b"1"}, hashes="x"),
    )
    for content in odd:
        with pytest.raises(ProblemError) as reason:
            archive.examine(written(tmp_path, content), None)
        assert code_of(reason) == "backup_damaged"
    with pytest.raises(ProblemError) as reason:
        archive.examine(written(tmp_path, sealed(packed)), None)
    assert code_of(reason) == "key_needed"
    with pytest.raises(ProblemError) as reason:
        archive.examine(tmp_path / "none", None)
    assert code_of(reason) == "not_read"


def test_a_database_that_sqlite_does_not_find_sound_makes_no_backup(tmp_path: Path) -> None:
    good = made_up_backups.database(tmp_path)
    torn = good[:4096] + os.urandom(8192) + good[12288:]
    with pytest.raises(ProblemError) as reason:
        archive.examine(written(tmp_path, made_up_backups.archive({"app.db": torn})), None)
    assert code_of(reason) == "database_damaged"


def test_what_a_restore_would_do_is_told_by_name() -> None:
    there = _listed("MyA1IGEAMSA5IGIAMSA5IG5ldyAxAA==")  # "3 5 a", "1 9 b", "1 9 new 1"
    assert there == [
        DataFile(path="a", size=3, time=5),
        DataFile(path="b", size=1, time=9),
        DataFile(path="new 1", size=1, time=9),
    ]
    holds = Contents(
        size=1,
        sha256="",
        manifest=Manifest(),
        files=(
            DataFile(path="a", size=2, time=5),
            DataFile(path="b", size=2, time=8),
            DataFile(path="c", size=2, time=8),
        ),
        databases=Checked(),
    )
    index = DataFile(path="a-shm", size=1, time=1)
    found = compared("lab", holds, [*there, index], kept_copy="then")
    assert [one.path for one in found.replaced] == ["a", "b"]
    assert [one.path for one in found.newer] == ["b"]
    assert [one.path for one in found.added] == ["c"]
    assert [one.path for one in found.gone] == ["new 1"]
    assert found.kept_copy == "then"


def test_what_a_backup_lacks_is_told_with_it() -> None:
    manifest = Manifest(
        unread=("a\x1b",),
        changed=("b", "c"),
        databases=(
            Database(path="a\x1b.db", journal="rollback", held=1.26),
            Database(path="b.db", journal="wal", held=9),
        ),
    )
    holds = Contents(
        size=1, sha256="", manifest=manifest, files=(), databases=Checked(unknown=("d",))
    )
    codes = [one.code for one in _notes(holds)]
    assert codes == ["data_unread", "data_changed", "writers_waited", "database_unchecked"]
    waited = str(_notes(holds)[2].what)
    assert waited == "a␛.db was locked for writing for 1.3 seconds."
    assert "\x1b" not in _notes(holds)[0].details
