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


_WHY_SOCKET = say("The command passes an open connection instead of relaying the data.")
_WHY_CANONICAL = say(
    "OpenSSH would resolve the full name of the server first, and connect to that name."
)
_WHY_METHODS = say(
    "The configuration allows neither keys nor passwords, and GoFerry supports no other login."
)


def _not_followed(server: str, keyword: str, why: Text) -> Problem:
    return Problem(
        code="ssh_config_not_followed",
        what=say(
            "Your SSH configuration sets {keyword} for {server}, which GoFerry does not support.",
            keyword=keyword,
            server=server,
        ),
        why=why,
        next=(
            Advice(
                say(
                    "Add a separate Host block without {keyword} for this server to ~/.ssh/config.",
                    keyword=keyword,
                )
            ),
        ),
        field="host",
    )


def _unsafe(file: Path) -> Problem:
    return Problem(
        code="ssh_config_unsafe",
        what=say("GoFerry does not run the commands in {file}.", file=str(file)),
        why=say("Other users can write to the file, so the commands might not be yours."),
        next=(Advice(say("If you wrote them, run: {command}", command=f"chmod go-w {file}")),),
    )


def unclear(line: str, token: NoToken) -> Problem:
    """Say that a line has a token that means nothing there, where ssh gives up, too."""
    return Problem(
        code="ssh_config_unclear",
        what=say("This line of your SSH configuration could not be used: {line}", line=line),
        why=say("“{token}” has no meaning there.", token=str(token)),
        next=(Advice(say("Correct the line. Write a literal percent sign as %%.")),),
    )
