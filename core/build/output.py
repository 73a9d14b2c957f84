"""May the program be written where it is wanted? Asked before anything is compiled."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from core.actions import Retry
from core.problems import Advice, Problem, ProblemError
from core.words import Text, say

if TYPE_CHECKING:
    from collections.abc import Mapping

# How files begin that a build may have made; Go itself looks at the same before it overwrites.
_PROGRAMS = (
    b"\x7fELF", b"MZ", b"\0asm", b"!<arch>", b"<bigaf>", b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe",
    b"\0\0\x01\xeb", b"\0\0\x8a\x97", b"\0\0\x06\x47", b"\x01\xdf", b"\x01\xf7",
)  # fmt: skip
_LONGEST_MARK = 8
_IN_USE = {5, 32}  # what Windows says of a program that runs, or that a scanner holds open

_ELSEWHERE = Advice(say("Choose another path for the program."))
_WHY: Mapping[int, Text] = {
    errno.EACCES: say(
        "You do not have permission to write there. The directory belongs to "
        "another user or to the system."
    ),
    errno.EPERM: say("The system does not allow any user to write to that directory."),
    errno.EROFS: say("The disk with this directory is read-only."),
    errno.ENOENT: say("The directory cannot hold files. It belongs to the system, such as /proc."),
    errno.ENOTDIR: say("Part of the path is a file, not a directory."),
    errno.EEXIST: say("Part of the path is a file, not a directory."),
    errno.ENAMETOOLONG: say("The name is too long for this disk. Most disks allow 255 bytes."),
    errno.ENOSPC: say("The disk is full."),
    errno.EDQUOT: say("Your disk quota is used up."),
    errno.ETXTBSY: say("The old program is running and cannot be replaced."),
}


def settle(wanted: Path) -> Path:
    """Return the file to write for what was typed: a link stays, and what it names is written.

    Raises `ProblemError` for a folder, a device, and a file that no build has made.
    """
    output = wanted
    try:
        if wanted.is_symlink():
            output = Path(os.path.realpath(wanted))
        kind = output.lstat().st_mode
    except FileNotFoundError:
        return output
    except OSError as reason:
        raise ProblemError(unwritable(output, reason)) from reason
    if stat.S_ISDIR(kind):
        raise ProblemError(_is_folder(output))
    if not stat.S_ISREG(kind):
        odd = say("The path is a device, a pipe, or a link to itself, not a file.")
        raise ProblemError(_refused(output, odd))
    if not _may_be_program(output):
        raise ProblemError(_not_a_program(output))
    return output


def fault(wanted: Path) -> Problem | None:
    """Tell beforehand what stands in the way, as far as it can be seen without writing."""
    try:
        output = settle(wanted)
    except ProblemError as error:
        return error.problem
    place = next((one for one in output.parents if one.exists()), output.parent)
    if not place.is_dir():
        return _refused(output, _WHY[errno.ENOTDIR])
    return None if os.access(place, os.W_OK) else _refused(output, _WHY[errno.EACCES])


def try_out(partial: Path, output: Path) -> None:
    """Make the folder, and for a moment a file in it; raises `ProblemError` that says why not."""
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        partial.touch()
        partial.unlink()
    except OSError as reason:
        raise ProblemError(unwritable(output, reason)) from reason


def unwritable(output: Path, reason: OSError) -> Problem:
    """Say why a program could not be written there."""
    if getattr(reason, "winerror", None) in _IN_USE:
        return _refused(output, _WHY[errno.ETXTBSY])
    known = _WHY.get(reason.errno or 0)
    return _refused(output, known or say("The system reported: {reason}", reason=str(reason)))


def _may_be_program(file: Path) -> bool:
    """Whether nothing is lost when the file is replaced: there is none, or a build made it."""
    try:
        with file.open("rb") as opened:
            start = opened.read(_LONGEST_MARK)
    except OSError:  # not there; or not ours to read, and then the folder decides
        return True
    return not start or start.startswith(_PROGRAMS)


def _is_folder(output: Path) -> Problem:
    return Problem(
        code="output_is_folder",
        what=say("{file} is a directory, but the program is one file.", file=str(output)),
        why=say("A file cannot replace a directory."),
        next=(Advice(say("Add a name for the program to the path.")),),
        field="output",
    )


def _not_a_program(output: Path) -> Problem:
    return Problem(
        code="output_not_a_program",
        what=say("{file} already exists and is not a program.", file=str(output)),
        why=say("The file might be yours, and it would be overwritten."),
        next=(_ELSEWHERE, Advice(say("Or move that file away, then build again."), Retry())),
        field="output",
    )


def _refused(output: Path, why: Text) -> Problem:
    return Problem(
        code="output_unwritable",
        what=say("The program cannot be written to {file}.", file=str(output)),
        why=why,
        next=(_ELSEWHERE, Advice(say("Or fix that, then build again."), Retry())),
        field="output",
    )
