"""Prove that what was built is what was asked for, by reading the finished file."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.actions import Retry, SetCgo
from core.build.options import BuildMode, Cgo
from core.problems import Advice, Problem, ProblemError
from core.words import Text, list_of, say

if TYPE_CHECKING:
    from pathlib import Path

    from core.binary.inspection import Verdict
from core.build.options import BuildOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """What the finished file itself shows; `size` in bytes, `sha256` in lower-case hex.

    `glibc` is the oldest version that it starts on, empty where it uses none; `revision` the
    commit that it carries, `modified` whether files were changed on top of that.
    """

    static: bool
    size: int
    sha256: str
    glibc: str = ""
    revision: str = ""
    modified: bool = False


async def prove(file: Path, options: BuildOptions) -> Proved:
    """Read the finished file and hold it against the options.

    Raises `ProblemError`: `no_program`, `not_static`, `another_target`, `another_micro`.
    """
    return await asyncio.to_thread(_prove, file, options)


def still_good(
    file: Path, options: BuildOptions, digest: str, known: Proved | None = None
) -> Proved | None:
    """Return what an earlier program shows, if it is unchanged and as these options ask.

    `known` was proved before, with the same options, of what has this digest: then the file's
    content need only still be that.
    """
    try:
        if known is not None and known.sha256 == _sha256(file) == digest:
            return known
        proved = _prove(file, options)
    except (OSError, ProblemError):
        return None
    return proved if proved.sha256 == digest else None


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _prove(file: Path, options: BuildOptions) -> Proved:
    from core.binary.inspector import inspect_in_steps

    if not file.is_file():
        raise ProblemError(_nothing())
    seen = next(inspect_in_steps(file))  # verdict and checksum; the sizes are not needed here
    if problem := mismatch(seen.verdict, options):
        raise ProblemError(problem)
    return Proved(
        static=seen.verdict.static,
        size=seen.size,
        sha256=seen.sha256,
        glibc=seen.verdict.glibc or "",
        revision=seen.verdict.settings.get("vcs.revision", ""),
        modified=seen.verdict.settings.get("vcs.modified") == "true",
    )


def mismatch(verdict: Verdict, options: BuildOptions) -> Problem | None:
    """Return what the file lacks of what was asked for, if anything."""
    target = options.target
    if (verdict.goos, verdict.goarch) != (target.goos, target.goarch) and verdict.goos:
        return _another(
            say("The program was built for {got}.", got=f"{verdict.goos}/{verdict.goarch}"),
            asked=str(target),
            code="another_target",
        )
    if options.micro and verdict.micro and verdict.micro != options.micro:
        return _another(
            say("The program was built for CPU level {got}.", got=verdict.micro),
            asked=options.micro,
            code="another_micro",
        )
    return _not_static(verdict) if wants_static(options) and not verdict.static else None


def wants_static(options: BuildOptions) -> bool:
    """Whether these options promise a program that needs no system library at all."""
    if options.target.goos != "linux":
        return False
    return options.cgo is Cgo.STATIC or (
        options.cgo is Cgo.OFF and options.mode is BuildMode.PROGRAM
    )


def _nothing() -> Problem:
    return Problem(
        code="no_program",
        what=say("Go reported success, but the program does not exist."),
        why=say("Something removed the file while it was being checked."),
        next=(Advice(say("Build again."), Retry()),),
    )


def _another(what: Text, *, asked: str, code: str) -> Problem:
    return Problem(
        code=code,
        what=what,
        why=say(
            "You asked for {asked}, but an extra variable or option overrides it.", asked=asked
        ),
        next=(Advice(say("Check the extra environment variables and options.")),),
        field="env",
    )


def _not_static(verdict: Verdict) -> Problem:
    wanted = filter(None, (verdict.interpreter, *verdict.needed))
    return Problem(
        code="not_static",
        what=say("You asked for a static program, but this one is not static."),
        why=say("The program still needs from the system: {wanted}", wanted=list_of(wanted)),
        next=(
            Advice(say("Turn cgo off."), SetCgo(Cgo.OFF)),
            Advice(say("Link C statically with zig."), SetCgo(Cgo.STATIC)),
        ),
        field="cgo",
    )
