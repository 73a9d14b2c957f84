"""Everything a job said, also in a file: for the day after, and for those who help."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TextIO

from core.events import Event, LogLine, Noticed, StepStarted

if TYPE_CHECKING:
    from pathlib import Path

_KEPT = 40


class JobLog:
    """Writes one file for each job and keeps the newest ones; a full disk never ends a job."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: TextIO | None = None

    def begin(self, what: str) -> None:
        """Open the file of a new job."""
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            for old in sorted(self._folder.glob("job-*.log"))[: -_KEPT + 1]:
                old.unlink(missing_ok=True)
            self._file = (self._folder / f"job-{stamp}.log").open("a", encoding="utf-8")
        self._write(f"# {what}")

    def note(self, event: Event) -> None:
        """Write what an event says."""
        match event:
            case LogLine(text=text, server=server):
                self._write(f"{server}\t{text}" if server else text)
            case StepStarted(step=step, server=server):
                self._write(f"# {server} {step}" if server else f"# {step}")
            case Noticed(problem=problem):
                self._write(f"! {problem.what} {problem.why}")
            case _:
                pass

    def end(self) -> None:
        """Close the file."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.close()
            self._file = None

    def _write(self, line: str) -> None:
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.write(f"{line}\n")
