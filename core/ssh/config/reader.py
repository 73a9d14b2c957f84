"""What the user's own ssh configuration says about a server, read as `ssh` reads it.

The first answer to each keyword counts, in ~/.ssh/config and then in the system's file. Commands
(`Match exec`) are run only when there is somebody to run them: to list servers, nothing is run.
"""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.problems import ProblemError
from core.ssh.config.answers import Asked
from core.ssh.config.lines import included, lines
from core.ssh.config.patterns import matches, matches_list
from core.ssh.config.refusals import check_may_run, unclear
from core.ssh.config.tokens import EVERYWHERE, NoToken
from core.ssh.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from core.ssh.config.answers import Run
    from core.ssh.config.destination import Destination

_DEEPEST = 16
_SYSTEM = Path("/etc/ssh/ssh_config")


@dataclass(frozen=True, slots=True)
class SshConfig:
    """The configuration files, the user's own first. One that is not there says nothing."""

    file: Path
    system: Path | None = None

    @classmethod
    def of_user(cls) -> SshConfig:
        """Return the user's own file with that of the computer behind it."""
        return cls(Path.home() / ".ssh" / "config", _SYSTEM)

    def destination(
        self, name: str, *, user: str = "", port: int = 0, run: Run | None = None
    ) -> Destination:
        """Work out where `ssh [-p port] [user@]name` would go.

        `run` tells whether a command of `Match exec` goes well; without it, none is run, and such
        a block does not apply. Raises `ProblemError` for a file that others may write to when it
        has commands to run, as ssh does.
        """
        asked = Asked(name, user, port, run)
        self._answer(asked)
        if asked.wants_final:  # ssh goes through the files once more, for what is not yet answered
            asked.begin_final()
            self._answer(asked)
        return asked.destination()

    def names(self) -> tuple[str, ...]:
        """List the hosts that are written down by name, without wildcards."""
        words = _host_words(self.file, 0)
        return tuple(dict.fromkeys(word for word in words if not set(word) & set("*?!")))

    def profiles(self) -> tuple[Profile, ...]:
        """Offer every named host as a server; no command is run for it."""
        return tuple(self.profile(name, name) for name in self.names())

    def profile(self, name: str, host: str, *, run: Run | None = None) -> Profile:
        """Make a server of what is written about a host; login by the first key that is there."""
        found = self.destination(host, run=run)
        key = next((one for one in found.keys if Path(one).is_file()), "")
        user = found.user or getpass.getuser()
        return Profile(name=name, host=host, port=found.port, user=user, key=key)

    def _answer(self, asked: Asked) -> None:
        _answer(asked, self.file, base=Path.home() / ".ssh")
        if self.system is not None:
            _answer(asked, self.system, base=self.system.parent)


def _answer(asked: Asked, file: Path, *, base: Path, outer: bool = True, depth: int = 0) -> None:
    """Go through a file; `outer` tells whether the block that includes it applies."""
    applies = outer
    for keyword, words in lines(file):
        if keyword == "host":
            applies = outer and _covers(asked.name, words)
        elif keyword == "match":
            applies = outer and _match_applies(asked, words, file)
        elif keyword == "include" and applies and depth < _DEEPEST:
            for more in included(words, base):
                _answer(asked, more, base=base, depth=depth + 1)
        elif applies:
            asked.take(keyword, words, file)


def _covers(name: str, patterns: list[str]) -> bool:
    """Whether a Host line covers a name; one excluding pattern that matches decides."""
    excluded = any(matches(name, one[1:]) for one in patterns if one.startswith("!"))
    return not excluded and any(matches(name, one) for one in patterns)


def _host_words(file: Path, depth: int) -> Iterator[str]:
    for keyword, words in lines(file):
        if keyword == "host":
            yield from words
        elif keyword == "include" and depth < _DEEPEST:
            for more in included(words, Path.home() / ".ssh"):
                yield from _host_words(more, depth + 1)


def _match_applies(asked: Asked, words: list[str], file: Path) -> bool:
    """Whether all conditions of a Match line hold; one that is not understood does not.

    As in ssh, a command is run only when every condition before it holds.
    """
    rest, holds = iter(words), bool(words)
    for word in rest:
        wanted = not word.startswith("!")
        kind, _, value = word.lstrip("!").partition("=")
        kind = kind.lower()
        if kind not in _WITHOUT_VALUE:
            value = value or next(rest, "")
        if kind == "final":
            asked.wants_final = True
        if holds:
            holds = _condition(asked, kind, value, file) is wanted
    return holds


def _condition(asked: Asked, kind: str, value: str, file: Path) -> bool | None:
    if kind == "exec":
        return _goes_well(asked, value, file)
    if kind not in _CONDITIONS:
        asked.leave_out(f"Match {kind}")
        return None
    return _CONDITIONS[kind](asked, value)


def _goes_well(asked: Asked, command: str, file: Path) -> bool | None:
    if asked.run is None:
        return None
    check_may_run(file)
    try:
        return asked.run(asked.tokens.expand(command, EVERYWHERE))
    except NoToken as token:
        raise ProblemError(unclear(f"Match exec {command}", token)) from token


_WITHOUT_VALUE = frozenset({"all", "final", "canonical"})
_CONDITIONS: dict[str, Callable[[Asked, str], bool]] = {
    "all": lambda _, __: True,
    "final": lambda asked, _: asked.final,
    "canonical": lambda asked, _: asked.final,
    "host": lambda asked, value: matches_list(asked.host.lower(), value.lower()),
    "originalhost": lambda asked, value: matches_list(asked.name.lower(), value.lower()),
    "user": lambda asked, value: matches_list(asked.login, value),
    "localuser": lambda _, value: matches_list(getpass.getuser(), value),
    "tagged": lambda asked, value: matches_list(asked.first("tag"), value),
}


def jump_parts(text: str) -> tuple[str, str, int]:
    """Split `[user@]host[:port]` of a ProxyJump into user, host and port (0: not given)."""
    rest = text.removeprefix("ssh://")
    user, _, address = rest.rpartition("@")
    host, colon, port = address.rpartition(":")
    if not colon or host.endswith(":") or not (port.isascii() and port.isdigit()):
        return user, address.strip("[]"), 0
    return user, host.strip("[]"), int(port[:6])
