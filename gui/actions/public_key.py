"""Copy the public half of a private key, for a server's authorized_keys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from core.home import expanded
from core.problems import ProblemError
from core.words import say

if TYPE_CHECKING:
    from core.words import Text


def copy_public_key(value: str) -> Text:
    """Copy it, and return how that went."""
    from core.ssh.key_files import public_line

    if not value:
        return say("No key file is set for this server. Choose one first.")
    try:
        line = public_line(expanded(Path(value)))
    except ProblemError as error:
        return say("{what} {why}", what=error.problem.what, why=error.problem.why)
    QGuiApplication.clipboard().setText(line)
    return say("The public key is copied. Append it to ~/.ssh/authorized_keys on the server.")
