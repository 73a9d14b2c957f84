"""What of an ssh configuration GoFerry does not follow: refused in words, never passed over."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from core.problems import Advice, Problem, ProblemError
from core.words import Text, say

if TYPE_CHECKING:
    from pathlib import Path

    from core.ssh.config.destination import Destination
    from core.ssh.config.tokens import NoToken

_WRITABLE_BY_OTHERS = 0o022
_OUR_METHODS = {"publickey", "password", "keyboard-interactive"}


def check_may_run(file: Path) -> None:
    """Raise `ProblemError` unless only the user, or root, may have written a file's commands."""
    if sys.platform == "win32":
        return
    try:
        about = file.stat()
    except OSError:
        return
    if about.st_uid not in (0, os.getuid()) or about.st_mode & _WRITABLE_BY_OTHERS:
        raise ProblemError(_unsafe(file))


def check_followed(server: str, found: Destination) -> None:
    """Raise `ProblemError` where ssh would go another way than GoFerry can."""
    cases = (
        (found.passes_socket and found.command, "ProxyUseFdpass", _WHY_SOCKET),
        (found.canonical, "CanonicalizeHostname", _WHY_CANONICAL),
        (
            found.methods is not None and not _OUR_METHODS & set(found.methods),
            "PreferredAuthentications",
            _WHY_METHODS,
        ),
    )
    for refused, keyword, why in cases:
        if refused:
            raise ProblemError(_not_followed(server, keyword, why))


_WHY_SOCKET = say("Its command hands over an open connection instead of carrying the data.")
_WHY_CANONICAL = say("OpenSSH would look up the full name of the server first and dial that.")
_WHY_METHODS = say("It allows neither keys nor passwords, and GoFerry knows no other login.")


def _not_followed(server: str, keyword: str, why: Text) -> Problem:
    return Problem(
        code="ssh_config_not_followed",
        what=say(
            "Your ssh configuration sets {keyword} for {server}, which GoFerry cannot follow.",
            keyword=keyword,
            server=server,
        ),
        why=why,
        next=(
            Advice(
                say(
                    "Give this server a Host block of its own in ~/.ssh/config, without {keyword}.",
                    keyword=keyword,
                )
            ),
        ),
        field="host",
    )


def _unsafe(file: Path) -> Problem:
    return Problem(
        code="ssh_config_unsafe",
        what=say("The commands in {file} are not run.", file=str(file)),
        why=say("Others could have written them: the file is not yours alone to change."),
        next=(Advice(say("If they are yours, run: {command}", command=f"chmod go-w {file}")),),
    )


def unclear(line: str, token: NoToken) -> Problem:
    """Say that a line has a token that means nothing there, where ssh gives up, too."""
    return Problem(
        code="ssh_config_unclear",
        what=say("A line of your ssh configuration could not be followed: {line}", line=line),
        why=say("“{token}” means nothing there.", token=str(token)),
        next=(Advice(say("Correct the line; write a plain percent sign twice.")),),
    )
