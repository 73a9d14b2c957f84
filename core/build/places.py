"""Where a build puts things: the program, the file beside it, and its own temporary folder."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from core.actions import Retry
from core.build.output import settle, try_out
from core.home import expanded
from core.problems import Advice, Problem, ProblemError
from core.project.model import only_main
from core.words import say

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from core.build.options import BuildRequest
    from core.home import Home


_MAJOR_VERSION = re.compile(r"v(?!0|1$)[0-9]+")  # at the end of an import path


@dataclass(frozen=True, slots=True)
class Places:
    """The three places of one build; entering makes them, leaving removes what is temporary.

    The program is written to `partial`, beside `output`, so that the last step is one rename and
    the old program stays whole until then.
    """

    output: Path
    partial: Path
    temporary: Path

    def __enter__(self) -> Self:
        return self

    def offer_old(self) -> None:
        """Let the old program stand where Go writes, so that it need not link the same again.

        Go itself looks no further than a mark in it, so it must be what GoFerry made. What Go has
        written there meanwhile stays; where it writes later, it takes the old name away first.
        """
        with suppress(OSError):  # not every disk can give a file a second name
            self.partial.hardlink_to(self.output)

    def kept_old(self) -> bool:
        """Whether Go found that the old program is the new one."""
        try:
            return self.partial.samefile(self.output)
        except OSError:
            return False

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.partial.unlink(missing_ok=True)
        shutil.rmtree(self.temporary, ignore_errors=True)


def prepare(request: BuildRequest, home: Home) -> Places:
    """Make the folders of a build. Raises `ProblemError` when the output cannot be written."""
    output = output_of(request, home)
    if request.output is not None:
        output = settle(output)
    partial = output.with_name(f".{output.name}.{os.urandom(4).hex()}.partial")
    try_out(partial, output)
    try:
        home.cache.mkdir(parents=True, exist_ok=True)
        temporary = home.cache / f"build-{os.urandom(8).hex()}"
        temporary.mkdir(mode=0o700)
    except OSError as reason:
        raise ProblemError(_no_temporary(home.cache, str(reason))) from reason
    return Places(output, partial, temporary)


def output_of(request: BuildRequest, home: Home) -> Path:
    """Return where the program will be: as asked, else in the folder for project and target."""
    if request.output is not None:
        return expanded(request.output).absolute()
    project, target = request.project, request.options.target
    mark = hashlib.sha256(str(project.folder).encode(errors="surrogateescape")).hexdigest()[:8]
    folder = home.builds / f"{_file_name(project.name)}-{mark}" / f"{target.goos}-{target.goarch}"
    return folder / f"{_program_name(request)}{_ending(request)}"


def _program_name(request: BuildRequest) -> str:
    """Name the program as `go build` does: `server` for cmd/server, `shop` for shop/v2."""
    project = request.project
    only = only_main(project.mains, project.folder)
    main = request.options.main or (only.package if only else "")
    words = [word for word in main.split("/") if word not in {"", "."}]
    if len(words) > 1 and _MAJOR_VERSION.fullmatch(words[-1]):
        words.pop()
    return _file_name(words[-1] if words else project.name)


def _ending(request: BuildRequest) -> str:
    target = request.options.target
    if target.goos == "windows":
        return ".exe"
    return ".wasm" if target.goarch == "wasm" else ""


def _file_name(name: str) -> str:
    """Keep letters, digits and a few signs, so that a project's name is never more than a name."""
    kept = "".join(letter if letter.isalnum() or letter in "._-" else "-" for letter in name)
    return kept.strip(".-")[:80] or "program"


def _no_temporary(cache: Path, reason: str) -> Problem:
    return Problem(
        code="cache_unwritable",
        what=say("GoFerry cannot write to its own directory {folder}.", folder=str(cache)),
        why=say("The system reported: {reason}", reason=reason),
        next=(Advice(say("Make yourself the owner of the directory, then build again."), Retry()),),
    )
