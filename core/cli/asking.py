"""What only the person can answer: a secret, or consent. Asked on a terminal, never elsewhere."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.cli.show import Show

from core.cli.inert import inert
from core.ssh.profile import Credentials

_VARIABLES = {
    "password": "GOFERRY_PASSWORD",
    "passphrase": "GOFERRY_PASSPHRASE",
    "sudo_password": "GOFERRY_SUDO_PASSWORD",
}


def take_secrets() -> Credentials:
    """Take the secrets out of the environment, so that no child process (`go`, `git`) has them."""
    return Credentials(
        **{field: os.environ.pop(variable, "") for field, variable in _VARIABLES.items()}
    )


@dataclass(frozen=True, slots=True)
class Asking:
    """Puts questions to the person, if there is one."""

    show: Show
    anyone: bool

    def secret(self, question: str) -> str:
        """Ask for a secret without showing it; empty when nobody is there or nothing is typed."""
        if not self.anyone:
            return ""
        self.show.quiet()
        import getpass

        with _interruptible():
            try:
                return getpass.getpass(f"{inert(question)} ")
            except EOFError:
                return ""

    def consent(self, question: str) -> bool:
        """Ask a question whose default is no; nobody there means no."""
        return self.typed(f"{question} [y/N]").lower() in {"y", "yes"}

    def typed(self, question: str) -> str:
        """Ask for a line that may be seen; empty when nobody is there or nothing is typed."""
        if not self.anyone:
            return ""
        self.show.quiet()
        with _interruptible():
            sys.stderr.write(f"{inert(question)} ")
            sys.stderr.flush()
            return sys.stdin.readline().strip()


def someone_is_there(*, as_json: bool) -> bool:
    """Whether questions can be asked: a person at a terminal, and not a script."""
    return not as_json and sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl+C end a waiting question, as the loop's own handler cannot."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt as stop:
        raise asyncio.CancelledError from stop
    finally:
        signal.signal(signal.SIGINT, before)
