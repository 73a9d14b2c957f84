"""Open a terminal on a server in the person's own terminal program."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess
from PySide6.QtGui import QGuiApplication

from core import settings
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.home import Home
    from core.ssh.profile import Profile
    from core.words import Text

# How each program takes the command that is to run in it; the first that is there is taken.
_TERMINALS: dict[str, tuple[str, ...]] = {
    "ptyxis": ("--",),
    "gnome-terminal": ("--",),
    "konsole": ("-e",),
    "kitty": (),
    "alacritty": ("-e",),
    "wezterm": ("start", "--"),
    "foot": (),
    "xfce4-terminal": ("-x",),
    "x-terminal-emulator": ("-e",),
    "xterm": ("-e",),
    "wt": (),
}
_MAC = 'tell application "Terminal" to do script "{command}"'


def terminal_programs() -> tuple[str, ...]:
    """Name the terminal programs of this computer that can be chosen; a Mac has its own."""
    if sys.platform == "darwin":
        return ()
    return tuple(name for name in _TERMINALS if shutil.which(name))


async def open_terminal(home: Home, profile: Profile) -> Text:
    """Open it, and say so; without a terminal program the command is copied, to be pasted."""
    from core.usecases import terminals

    words = await terminals.command(home, profile)
    chosen = settings.load(home)[0].terminal
    has_ssh = shutil.which("ssh") is not None
    if has_ssh and (opened := in_terminal(words, chosen=chosen)):
        program, *rest = opened
        if QProcess.startDetached(program, rest)[0]:
            return say("Opened a terminal on {server}.", server=profile.name)
    command = shlex.join(words)
    QGuiApplication.clipboard().setText(command)
    if not has_ssh:
        return say("ssh is not installed. The command is copied: {command}", command=command)
    return say("No terminal program was found. The command is copied: {command}", command=command)


def in_terminal(words: Sequence[str], *, chosen: str = "") -> tuple[str, ...]:
    """Return the command that opens a terminal in which these words run; empty for none.

    The chosen program is taken, else the one of the environment, else the first that is there.
    """
    if sys.platform == "darwin":
        quoted = shlex.join(words).replace("\\", "\\\\").replace('"', '\\"')
        return ("osascript", "-e", _MAC.format(command=quoted))
    own = os.environ.get("TERMINAL", "")
    for name in (chosen, own, *_TERMINALS):
        if name in _TERMINALS and (program := shutil.which(name)):
            return (program, *_TERMINALS[name], *words)
    return ()
