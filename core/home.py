"""Where GoFerry keeps what it remembers: one folder, or the user's own config and data folders."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.problems import Advice, Problem, ProblemError
from core.words import Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOCK_SECONDS = 10.0  # nobody holds one for longer than a write takes
_LOCK_PAUSE = 0.02

_NAME = "goferry"


@dataclass(frozen=True, slots=True)
class Home:
    """The folders for settings, state and cache; they are made when first written to."""

    config: Path
    state: Path
    cache: Path

    @classmethod
    def find(cls, folder: Path | None = None) -> Home:
        """Use `folder` for everything, else `GOFERRY_HOME`, else the places of this system."""
        chosen = folder or (Path(given) if (given := os.environ.get("GOFERRY_HOME")) else None)
        if chosen is not None:
            root = expanded(chosen).absolute()
            return cls(config=root, state=root, cache=root / "cache")
        import platformdirs

        return cls(
            config=platformdirs.user_config_path(_NAME),
            state=platformdirs.user_state_path(_NAME),
            cache=platformdirs.user_cache_path(_NAME),
        )

    @property
    def settings_file(self) -> Path:
        """What the person chose: language, colours, recent projects."""
        return self.config / "settings.json"

    @property
    def servers_file(self) -> Path:
        """The server list; never a secret."""
        return self.config / "servers.json"

    @property
    def environments_file(self) -> Path:
        """The environments of these servers: which are protected, and their colors."""
        return self.config / "environments.json"

    @property
    def known_hosts(self) -> Path:
        """Host keys that were trusted here, in OpenSSH's format."""
        return self.config / "known_hosts"

    @property
    def builds(self) -> Path:
        """Finished programs, a folder per project and target."""
        return self.state / "builds"

    @property
    def logs(self) -> Path:
        """The full output of recent jobs."""
        return self.state / "logs"


def expanded(path: Path) -> Path:
    """Put the home folder in for `~`; one of a user whom nobody knows stays as it was typed."""
    try:
        return Path(os.path.expanduser(path))  # noqa: PTH111 - pathlib's own raises for such a user
    except ValueError:  # a zero byte, which no name has
        return path


def name_for(path: Path) -> str:
    """Name a file of the home that is about another file or folder."""
    import hashlib

    return hashlib.sha256(str(path).encode(errors="surrogateescape")).hexdigest()[:24]


def write_whole(file: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Replace a file as a whole: a reader, or a power cut, sees the old content or the new.

    Raises `ProblemError` with not_written, which says why and that nothing was lost.
    """
    try:
        _replace(file, content, mode)
    except OSError as reason:
        raise ProblemError(not_written(file, reason)) from reason


def _replace(file: Path, content: bytes, mode: int) -> None:
    import tempfile

    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as beside:
            beside.write(content)
            beside.flush()
            os.fsync(beside.fileno())
        Path(name).chmod(mode)
        Path(name).replace(file)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise


@contextlib.contextmanager
def locked(file: Path) -> Iterator[None]:
    """Be the only one, among processes and threads, who reads and then writes this file.

    The lock lies beside the file, since that is replaced as a whole, and goes away with its last
    holder. A file system without locks (some network homes) goes without: files are still never
    seen half-written. Raises `ProblemError` with not_written or home_busy.
    """
    lock = file.with_name(f".{file.name}.lock")
    try:
        handle = _held(lock, _LOCK_SECONDS)
    except OSError as reason:
        raise ProblemError(not_written(file, reason)) from reason
    if handle is None:
        raise ProblemError(_busy(file))
    try:
        yield
    finally:
        _let_go(lock, handle)


@contextlib.contextmanager
def alone(lock: Path, *, patience: float = 0.0) -> Iterator[bool]:
    """Let others know by this lock that somebody is at it; whether nobody else was."""
    handle, free = None, True
    with contextlib.suppress(OSError):  # where nobody can be told, it goes on all the same
        handle = _held(lock, patience)
        free = handle is not None
    try:
        yield free
    finally:
        if handle is not None:
            _let_go(lock, handle)


def _let_go(lock: Path, handle: int) -> None:
    with contextlib.suppress(OSError):  # Windows lets nobody remove what is open
        lock.unlink()
    os.close(handle)  # which frees it


def _held(lock: Path, seconds: float) -> int | None:
    """Wait for the lock, and make sure that it is still the one which others find by its name."""
    end = time.monotonic() + seconds
    lock.parent.mkdir(parents=True, exist_ok=True)
    while True:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
        if _taken(handle) and _is_there(lock, handle):
            return handle
        os.close(handle)
        if time.monotonic() >= end:
            return None
        time.sleep(_LOCK_PAUSE)


def _is_there(lock: Path, handle: int) -> bool:
    """Whether the holder before has not removed it meanwhile: then it would lock out nobody."""
    try:
        return os.path.samestat(lock.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _taken(handle: int) -> bool:
    """Take the lock if it is free; whether it is ours now, or there are no locks here."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as reason:
        return reason.errno not in _HELD_BY_ANOTHER
    return True


_HELD_BY_ANOTHER = {errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}


def keep_aside(file: Path) -> Path:
    """Move a file that cannot be used out of the way, so that it is never overwritten.

    Returns where it is now: beside its old place, or still there where nothing may be renamed.
    """
    aside = _aside(file)
    try:
        return file.rename(aside)
    except OSError:
        return file


def copy_aside(file: Path) -> Path:
    """Keep what a file holds now beside it; raises `ProblemError` when that cannot be."""
    aside = _aside(file)
    try:
        write_whole(aside, file.read_bytes())
    except OSError as reason:
        raise ProblemError(not_written(aside, reason)) from reason
    return aside


def _aside(file: Path) -> Path:
    from datetime import UTC, datetime

    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    return file.with_name(f"{file.name}.kept-{stamp}")


def not_written(file: Path, reason: OSError) -> Problem:
    """Say that something could not be written here, why, and that nothing was lost."""
    why, advice = _WHY_NOT.get(reason.errno or 0, (None, _ADVICE_PLACE))
    return Problem(
        code="not_written",
        what=say("{file} could not be written.", file=str(file)),
        why=why or say("The system reported: {reason}", reason=reason.strerror or str(reason)),
        next=(Advice(advice), Advice(_NOTHING_LOST)),
        details=f"{type(reason).__name__}: {reason}",
    )


_NOTHING_LOST = say("Nothing is lost: what was saved before is unchanged.")
_ADVICE_ROOM = say("Free some space there, then try again.")
_ADVICE_PLACE = say("Make the directory writable, or choose another one with --home.")
_ADVICE_FILE = say("Move that file, or choose another directory with --home.")
_ADVICE_READABLE = say("Give yourself read permission, or choose another directory with --home.")
_WHY_NOT: dict[int, tuple[Text, Text]] = {
    errno.ENOSPC: (say("The disk is full."), _ADVICE_ROOM),
    errno.EDQUOT: (say("Your quota on this disk is used up."), _ADVICE_ROOM),
    errno.EROFS: (say("This disk is read-only."), _ADVICE_PLACE),
    errno.EACCES: (say("You do not have permission to write there."), _ADVICE_PLACE),
    errno.EPERM: (say("You do not have permission to write there."), _ADVICE_PLACE),
    errno.ENOTDIR: (say("There is a file where a directory should be."), _ADVICE_FILE),
    errno.EEXIST: (say("There is a file where a directory should be."), _ADVICE_FILE),
    errno.EISDIR: (say("There is a directory where a file should be."), _ADVICE_FILE),
}


def not_read(file: Path, reason: OSError) -> Problem:
    """Say that a file of the home is there and cannot be read."""
    answer = say("The system reported: {reason}", reason=reason.strerror or str(reason))
    why, advice = answer, _ADVICE_READABLE
    if reason.errno in {errno.ENOTDIR, errno.EISDIR}:
        why, advice = _WHY_NOT[reason.errno]
    return Problem(
        code="not_read",
        what=say("{file} could not be read.", file=str(file)),
        why=why,
        next=(Advice(advice),),
        details=f"{type(reason).__name__}: {reason}",
    )


def refused(reason: OSError) -> Problem | None:
    """Say what the computer refused about a file; None when the fault is about no file.

    For whatever nobody nearer by has put into words.
    """
    file = os.fsdecode(reason.filename) if isinstance(reason.filename, str | bytes) else ""
    if reason.errno in _NO_WRITING:
        return not_written(Path(file), reason) if file else _nothing_written(reason)
    if not file:
        return None
    why, advice = _WHY_NOT.get(reason.errno or 0, (None, say("Check the file, then try again.")))
    return Problem(
        code="file_unusable",
        what=say("{file} could not be used.", file=file),
        why=why or say("The system reported: {reason}", reason=reason.strerror or str(reason)),
        next=(Advice(advice),),
        details=f"{type(reason).__name__}: {reason}",
    )


_NO_WRITING = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}


def _nothing_written(reason: OSError) -> Problem:
    """For a write that does not know its file's name any more."""
    why, advice = _WHY_NOT[reason.errno or 0]
    return Problem(
        code="not_written",
        what=say("A file could not be written."),
        why=why,
        next=(Advice(advice), Advice(_NOTHING_LOST)),
        details=str(reason),
    )


def _busy(file: Path) -> Problem:
    return Problem(
        code="home_busy",
        what=say("{file} could not be changed.", file=str(file)),
        why=say("Another GoFerry has been writing there for {n} seconds.", n=round(_LOCK_SECONDS)),
        next=(Advice(say("Close the other GoFerry, then try again.")), Advice(_NOTHING_LOST)),
    )
