"""Ask the server's shell, as the login user or as root, with bounded output."""

from __future__ import annotations

import contextlib
import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import paramiko

from core.ssh.connection.door import COMMAND, Heard, Question, Streamed
from core.ssh.connection.request import Channel, ask_for, must_be_granted
from core.ssh.session import Ran

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.ssh.connection.channels import Channels
    from core.ssh.executor import StopToken

    HandOn = Callable[[list[str]], None]

_CHUNK = 64 << 10
_LAST_WORDS_SECONDS = 2.0  # for the error output, once the answer is there


class PasswordWanted(Exception):  # noqa: N818 - a state, told to the caller
    """Sudo asks for a password; `given` tells that it did not take the one it got."""

    def __init__(self, *, given: bool) -> None:
        super().__init__()
        self.given = given


class SudoRefused(Exception):  # noqa: N818 - a state, told to the caller
    """Sudo did not start root's shell; the message is sudo's own."""


class Gone(Exception):  # noqa: N818 - a state, told to the caller
    """The channel ended without an exit code because the connection ended."""


@dataclass(frozen=True, slots=True)
class Silence:
    """How a question ended without its answer.

    `code` is how whatever ran there ended, -1 when it did not tell; `said` what it printed; `begun`
    whether the script had begun; `runs_words` whether the login shell runs the words of a command,
    so that only what stands on standard input is lost.
    """

    code: int
    said: str = ""
    begun: bool = False
    runs_words: bool = False


class NotAsked(Exception):  # noqa: N818 - a state, told to the caller
    """The question did not reach a POSIX shell, or its answer did not come whole."""

    def __init__(self, silence: Silence) -> None:
        super().__init__(silence.said)
        self.silence = silence


def run(
    channels: Channels, question: Question, stop: StopToken, *, hand_on: HandOn | None = None
) -> Ran:
    """Run a script to its end; its lines are kept for the answer, or handed on as they come."""
    try:
        return _Talk(channels, _start(channels, COMMAND, stop), question, hand_on).run()
    except NotAsked as reason:
        if reason.silence.begun:
            raise
        known = replace(reason.silence, runs_words=_runs_words(channels, stop))
        raise NotAsked(known) from reason


def _runs_words(channels: Channels, stop: StopToken) -> bool:
    """Whether a command without standard input is carried out."""
    question = Question("")
    channel = _start(channels, f"echo {question.token}", stop)
    talk = _Talk(channels, channel, question)
    _feed(channel, b"")
    talk.listen(until=lambda: False)
    return question.token in talk.out.all()


class Shell:
    """A shell that is opened while something else goes on, and is there when it is wanted.

    Where the server allows no more channels meanwhile, it is opened when it is wanted.
    """

    def __init__(self, channels: Channels, stop: StopToken) -> None:
        self._channels = channels
        self._stop = stop
        self._lock = threading.Lock()
        self._channel: Channel = None
        self._opening = _aside(self._open)

    def run(self, script: str) -> Ran:
        """Run a script to its end, once."""
        self._opening.join()
        self._channels.forget(self)
        with self._lock:
            channel, self._channel = self._channel, None
        if channel is None:
            channel = _start(self._channels, COMMAND, self._stop)
        return _Talk(self._channels, channel, Question(script)).run()

    def give_up(self) -> None:
        """Leave the channel to somebody else, unless the script runs already."""
        with self._lock:
            channel, self._channel = self._channel, None
        if channel is not None:
            _hang_up(channel)

    def close(self) -> None:
        """End it; closing one that has run is fine."""
        _aside(self._close)

    def _open(self) -> None:
        with contextlib.suppress(OSError, EOFError, paramiko.SSHException):
            channel = self._channels.open(self._stop, wait=False)
            ask_for(channel, "exec", COMMAND)
            self._channel = channel
            self._channels.opened_ahead(self)

    def _close(self) -> None:
        self._opening.join()
        self._channels.forget(self)
        self.give_up()


def run_with_sudo(
    channels: Channels,
    question: Question,
    *,
    password: str,
    stop: StopToken,
    hand_on: HandOn | None = None,
) -> Ran:
    """Run a script as root through sudo, as `run` does.

    Raises `PasswordWanted` or `SudoRefused` before anything was run.
    """
    talk = _Talk(channels, _start(channels, COMMAND, stop), question, hand_on)
    return _Sudo(talk, password).run()


class _Talk:
    """A question on its channel, from the first word to the last."""

    def __init__(
        self,
        channels: Channels,
        channel: Channel,
        question: Question,
        hand_on: HandOn | None = None,
    ) -> None:
        self.channel = channel
        self.question = question
        self.out = Streamed(question, hand_on) if hand_on else Heard(question)
        self.err = Heard(question)
        self._transport = channels.transport

    def run(self) -> Ran:
        """Ask, and return the answer; raises `NotAsked` or `Gone`."""
        _aside(_feed, self.channel, self.question.to_shell())
        try:
            self.listen(until=self.ended)
        except BaseException:  # whoever hears it wants no more
            _hang_up(self.channel)
            raise
        return self.answer()

    def ended(self) -> bool:
        """Whether the answer is whole."""
        return self.out.code is not None

    def listen(
        self,
        *,
        until: Callable[[], bool],
        on_output: Callable[[], None] | None = None,
        on_error_output: Callable[[], None] | None = None,
    ) -> None:
        """Read on until it is enough, or until the channel ends.

        What a start-up file leaves in the background may keep the channel open for ever.
        """
        channel, err = self.channel, self.err
        enough = lambda: err.code is not None  # noqa: E731 - as `until`, for the other stream
        reader = _aside(_read_on, channel.recv_stderr, err, enough, on_error_output)
        _read_on(channel.recv, self.out, until, on_output)
        reader.join(_LAST_WORDS_SECONDS if until() else None)

    def answer(self) -> Ran:
        """Return what was answered; raises `NotAsked` or `Gone` when it is not whole."""
        code = self.out.code
        if code is None:
            raise self.not_asked()
        _hang_up(self.channel)
        return Ran(code, self.out.answer(), self.err.answer())

    def not_asked(self) -> NotAsked:
        """Say how it ended without an answer; raises `Gone` or paramiko's own reason."""
        code = self.channel.recv_exit_status()
        _hang_up(self.channel)
        if code < 0 and not self._transport.is_active():
            raise Gone
        must_be_granted(self.channel)
        begun = self.out.saw("begin")
        said = "" if begun else f"{self.out.all()}\n{self.err.all()}".strip()
        return NotAsked(Silence(code, said, begun))


class _Sudo:
    """The talk with sudo: a password when it asks, the script when root's shell is there."""

    def __init__(self, talk: _Talk, password: str) -> None:
        self._talk = talk
        self._password = password
        self._given = False
        self._ready = False
        self._wanted: PasswordWanted | None = None

    def run(self) -> Ran:
        """Become root, ask, and return the answer."""
        talk = self._talk
        _send(talk.channel, talk.question.to_sudo())
        try:
            talk.listen(
                until=talk.ended, on_output=self._on_output, on_error_output=self._on_errors
            )
        except BaseException:  # whoever hears it wants no more
            _hang_up(talk.channel)
            raise
        if self._wanted is not None:
            raise self._wanted
        if not self._ready:
            reason = talk.not_asked()
            if talk.out.saw("login"):
                said = talk.err.since("login").replace(talk.question.prompt, "")
                raise SudoRefused(said) from reason
            raise reason
        return talk.answer()

    def _on_output(self) -> None:
        """Send the script as soon as root's shell has announced itself."""
        if not self._ready and self._talk.out.saw("root"):
            self._ready = True
            _aside(_feed, self._talk.channel, self._talk.question.to_shell())

    def _on_errors(self) -> None:
        """Answer the first prompt, and hang up at the second: it means the password was wrong."""
        asked = self._talk.err.count(self._talk.question.prompt)
        if self._ready or asked == 0 or (asked == 1 and self._given):
            return
        if asked > 1 or not self._password:
            self._wanted = PasswordWanted(given=self._given)
            _hang_up(self._talk.channel)
            return
        self._given = True
        _send(self._talk.channel, f"{self._password}\n".encode())


def _start(channels: Channels, command: str, stop: StopToken) -> Channel:
    channel = channels.open(stop)
    ask_for(channel, "exec", command)
    return channel


def _hang_up(channel: Channel) -> None:
    with contextlib.suppress(OSError, EOFError):  # the line may be dead already
        channel.close()


def _aside(work: Callable[..., None], *args: object) -> threading.Thread:
    thread = threading.Thread(target=work, args=args, name="goferry-channel", daemon=True)
    thread.start()
    return thread


def _read_on(
    receive: Callable[[int], bytes],
    heard: Heard,
    enough: Callable[[], bool],
    on_data: Callable[[], None] | None = None,
) -> None:
    """Read to the end: what is not kept must still be taken, or the command would wait for ever."""
    while not enough() and (data := receive(_CHUNK)):
        heard.add(data)
        if on_data is not None:
            on_data()


def _send(channel: Channel, data: bytes) -> None:
    with contextlib.suppress(OSError, EOFError):  # the command may end without reading it all
        channel.sendall(data)


def _feed(channel: Channel, data: bytes) -> None:
    _send(channel, data)
    with contextlib.suppress(OSError, EOFError):  # the same
        channel.shutdown_write()
