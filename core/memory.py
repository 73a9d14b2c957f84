"""JSON files of the home: read tolerantly, changed under a lock, kept aside when damaged."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from core.codec import LARGEST, Unreadable, read_json, write_json
from core.home import copy_aside, keep_aside, locked, not_read, write_whole
from core.problems import Advice, Problem, ProblemError
from core.typed import Misfit, from_plain, to_plain
from core.words import Text, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

T = TypeVar("T")
Found = dict[str, Any]
_ODD = (ValueError, TypeError, KeyError, AttributeError)


_DAMAGED = say("The file was damaged or written by a newer GoFerry.")


def note(file: Path, value: object) -> None:
    """Write down what can be found out anew; a full disk costs only that."""
    with suppress(ProblemError):
        write_whole(file, write_json(to_plain(value), indent=None))


def noted(file: Path, kind: type[T]) -> T | None:
    """Read that again; None where it is not there, or makes no sense."""
    with suppress(OSError, Unreadable), file.open("rb") as opened:
        return from_plain(kind, read_json(opened.read(LARGEST), paths=True))
    return None


class KeptAside(Exception):  # noqa: N818 - what became of the file
    """The file made no sense; `place` is where it is now, and `why` for people."""

    def __init__(self, place: Path, reason: Exception) -> None:
        super().__init__(f"{place}\n{type(reason).__name__}: {reason}")
        self.place = place
        self.why = reason.why if isinstance(reason, Misfit) else _DAMAGED


def unreadable(kept: KeptAside, *, code: str, what: Text) -> Problem:
    """Say that a file of the home made no sense: where in it, and where the file is now."""
    return Problem(
        code=code,
        what=what,
        why=kept.why,
        next=(Advice(say("The original file: {file}", file=str(kept.place))),),
        details=str(kept),
    )


@dataclass(frozen=True, slots=True)
class Memory:
    """One file: an object with the number of its format, which several GoFerrys may share.

    What a newer one of the same format wrote beside our own keys stays when it is written again.
    """

    file: Path
    format: int

    def read(self) -> Found | None:
        """Return what it holds, None when it is not there yet.

        Raises `Unreadable` for a damaged or newer file, `ProblemError` when it may not be read.
        """
        try:
            with self.file.open("rb") as opened:
                content = opened.read(LARGEST)
        except FileNotFoundError:
            return None
        except OSError as reason:
            raise ProblemError(not_read(self.file, reason)) from reason
        return self._understood(content)

    def load(
        self, understand: Callable[[Found], T], *, fresh: T, code: str, lost: Text
    ) -> tuple[T, Problem | None]:
        """Return what it means, `fresh` without it; where it makes no sense, the problem says so.

        `code` and `lost` are the problem's, which says where the file is now.
        """
        try:
            return self.recall(understand) or fresh, None
        except KeptAside as kept:
            return fresh, unreadable(kept, code=code, what=lost)
        except ProblemError as refused:
            return fresh, refused.problem

    def recall(self, understand: Callable[[Found], T]) -> T | None:
        """Return what it means, None when it is not there yet.

        Raises `KeptAside` when it means nothing, and `ProblemError` when it may not be read.
        """
        try:
            return self._meaning(understand)
        except _ODD as reason:
            with suppress(ProblemError), locked(self.file):
                return self._meaning_or_aside(understand)
            raise KeptAside(self.file, reason) from reason  # nothing may be written there

    def _meaning_or_aside(self, understand: Callable[[Found], T]) -> T | None:
        try:
            return self._meaning(understand)
        except _ODD as reason:
            raise KeptAside(keep_aside(self.file), reason) from reason

    def _meaning(self, understand: Callable[[Found], T]) -> T | None:
        found = self.read()
        return None if found is None else understand(found)

    def _understood(self, content: bytes) -> Found:
        found = read_json(content, paths=True)
        if not isinstance(found, dict) or not isinstance(found.get("format"), int):
            raise Unreadable("it does not say its format")
        if found["format"] > self.format:
            raise Unreadable("it was written by a newer GoFerry")
        return found

    @contextmanager
    def changing(
        self,
        kept: Callable[[KeptAside], None] = lambda _: None,
        understand: Callable[[Found], object] = lambda _: None,
    ) -> Iterator[Found]:
        """Lend what it holds for a change, and write it when that went well.

        A file that makes no sense is kept aside first, and `kept` is told: whoever has loaded it
        knows. Raises `ProblemError` when it cannot be written, and then nothing has changed.
        """
        with locked(self.file):
            try:
                found = self.read() or {}
                understand(found)
            except _ODD as reason:
                kept(KeptAside(copy_aside(self.file), reason))
                found = {}
            yield found
            write_whole(self.file, write_json({**found, "format": self.format}))
