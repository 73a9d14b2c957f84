"""One open connection: what `ServerSession` promises, done over SSH."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import paramiko

from core.problems import Problem, ProblemError
from core.ssh.connection import commands, download, faults, loopback, sftp, silence, upload
from core.ssh.connection.channels import Channels
from core.ssh.connection.door import Question
from core.ssh.connection.handshake import SIGN_OF_LIFE, key_of
from core.ssh.connection.listening import Listening
from core.ssh.connection.news import TransferProgress
from core.ssh.connection.pool import ANSWER_SECONDS, NoFiles, SftpPool
from core.ssh.connection.sudo_faults import no_root, password_wanted, sudo_refused
from core.ssh.connection.wire import BROKEN
from core.ssh.executor import StopToken, in_thread
from core.ssh.profile import Sudo
from core.ssh.session import DeltaBase, Ran, Reply, ServerSession

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from core.ssh.connection.listening import Hear
    from core.ssh.delta_bases import KeptFiles
    from core.ssh.host_keys import HostKey
    from core.ssh.profile import Profile

T = TypeVar("T")
_FILE_SECONDS = 60.0
_CLEAN_UP_SECONDS = 4.0


class Connection(ServerSession):
    """A server that is connected and logged in to. Make it with `connect`."""

    def __init__(
        self,
        profile: Profile,
        transport: paramiko.Transport,
        *,
        kept: KeptFiles,
        jumps: Sequence[paramiko.Transport] = (),
        sudo_password: str = "",
    ) -> None:
        self.profile = profile
        self.kept = kept
        self.sent = 0
        self._transport = transport
        self._jumps = tuple(jumps)
        channels = Channels(transport)
        self._line = upload.Lanes(channels, SftpPool(channels))
        self._line.files.prepare()
        self._sudo_password = sudo_password
        self._was_answered = False

    @property
    def host_key(self) -> HostKey:
        """The key that the server proved to hold; it was known before the login."""
        return key_of(self._transport)

    async def run(self, script: str, *, stdin: bytes = b"", seconds: float = 60.0) -> Ran:
        """Run a POSIX shell script as the login user; output is cut at 4 MiB."""
        return await self._asked(Question(script, stdin), seconds)

    async def run_as_root(self, script: str, *, seconds: float = 120.0) -> Ran:
        """Run a POSIX shell script as root; it travels on standard input, never in argv.

        Raises `ProblemError` with the code sudo_password_needed, before anything was run.
        """
        return await self._asked_root(Question(script), seconds)

    async def listen(self, script: str, hear: Hear, *, as_root: bool = False) -> Ran:
        """Run a script for as long as it speaks; `hear` gets its lines, as they come."""
        ask = self._asked_root if as_root else self._asked
        return await ask(Question(script), None, Listening(hear))

    async def _asked(
        self, question: Question, seconds: float | None, heard: Listening | None = None
    ) -> Ran:
        ask = partial(commands.run, self._line.channels, question)
        ran = await self._do(
            lambda stop: ask(stop, hand_on=heard.until(stop) if heard else None), seconds
        )
        self._was_answered = True
        return ran

    async def _asked_root(
        self, question: Question, seconds: float | None, heard: Listening | None = None
    ) -> Ran:
        if self.profile.user == "root":
            return await self._asked(question, seconds, heard)
        if self.profile.sudo is Sudo.NEVER:
            raise ProblemError(no_root(self.profile))
        if not self._was_answered:  # a shell that takes no questions would let sudo wait for ever
            await self.run(":")
        try:
            ask = partial(commands.run_with_sudo, self._line.channels, question)
            ask = partial(ask, password=self._sudo_password)
            return await self._do(
                lambda stop: ask(stop=stop, hand_on=heard.until(stop) if heard else None), seconds
            )
        except commands.PasswordWanted as wanted:
            raise ProblemError(password_wanted(self.profile, given=wanted.given)) from wanted
        except commands.SudoRefused as refused:
            raise ProblemError(sudo_refused(self.profile, str(refused))) from refused

    async def upload(
        self,
        source: Path,
        target: str,
        *,
        on_bytes: Callable[[int], None] | None = None,
        delta_base: DeltaBase | None = None,
    ) -> None:
        """Send a file to `target`; what an earlier try sent is kept, a cancelled one is removed."""
        transfer, news = upload.Transfer(source, target, delta_base), TransferProgress(on_bytes)
        size = source.stat().st_size  # noqa: ASYNC240 - one look at a local file
        try:
            await self._do(
                lambda stop: upload.upload(self._line, transfer, news=news, stop=stop), None
            )
        except asyncio.CancelledError:
            await asyncio.shield(self._remove(*upload.parts_of(target)))
            raise
        finally:
            self.sent += news.travelled
        news.last(size)

    async def download(
        self, source: str, take: Callable[[bytes], None], *, offset: int = 0
    ) -> None:
        """Read a file of the login from a byte on; `take` gets it in order, in another thread."""
        await self._do(
            lambda stop: download.download(self._line, source, take, offset=offset, stop=stop), None
        )

    async def must_take_files(self) -> None:
        """Raise "files_refused" where no file can be sent, as `upload` would in the middle."""
        await self._do(self._lend_once, _FILE_SECONDS)

    def _lend_once(self, stop: StopToken) -> None:
        with self._line.files.lend(stop):
            pass

    async def write_file(self, target: str, content: bytes, *, mode: int = 0o600) -> None:
        """Write a small file beside its final name and rename it into place.

        It may hold secrets: nothing of one that was cancelled or went wrong stays there.
        """
        file = upload.SmallFile.of(target, content, mode)
        try:
            await self._do(lambda stop: upload.write_file(self._line, file, stop), _FILE_SECONDS)
        except (asyncio.CancelledError, ProblemError):
            await asyncio.shield(self._remove(file.beside))
            raise

    async def http_get(
        self, port: int, path: str, *, host: str = "127.0.0.1", seconds: float = 5.0
    ) -> Reply:
        """Ask a port on the server's own loopback, through an SSH channel.

        Where forwarding is forbidden, the server's own bash asks. Raises `ProblemError` with the
        codes port_closed, no_answer or forwarding_forbidden.
        """
        try:
            return await self._do(
                lambda stop: loopback.http_get(
                    self._transport, port, path, host=host, seconds=seconds, stop=stop
                ),
                seconds,
                port=port,
            )
        except ProblemError as refused:
            if not loopback.is_forbidden(refused.__cause__):
                raise
            out = await self._from_there(refused, port, path, host=host, seconds=seconds)
            try:
                return loopback.reply_from_there(out)
            except http.client.HTTPException as reason:
                raise ProblemError(faults.no_reply(self.profile, reason, port)) from reason

    async def opens(self, port: int, *, host: str = "127.0.0.1", seconds: float = 5.0) -> bool:
        """Whether a port on the server's own loopback takes a connection; raises as `http_get`."""
        try:
            return await self._do(
                lambda stop: loopback.opens(
                    self._transport, port, host=host, seconds=seconds, stop=stop
                ),
                seconds,
                port=port,
            )
        except ProblemError as refused:
            if not loopback.is_forbidden(refused.__cause__):
                raise
            try:
                await self._from_there(refused, port, "", host=host, seconds=seconds)
            except ProblemError as closed:
                if closed.problem.code != "port_closed":
                    raise
                return False
            return True

    async def _from_there(
        self, refused: ProblemError, port: int, path: str, *, host: str, seconds: float
    ) -> str:
        """Ask from the server itself; where that cannot be, the first refusal stands."""
        question = loopback.question_from_there(port, path, host=host, seconds=seconds)
        ran = await self.run(question, seconds=3 * seconds + 10)
        if ran.code == loopback.CLOSED:
            closed = paramiko.ChannelException(loopback.NOT_OPEN, "from the server itself")
            raise ProblemError(faults.no_reply(self.profile, closed, port)) from refused
        if ran.code:
            raise refused
        return ran.out

    async def close(self) -> None:
        """End the connection; closing twice is fine."""
        with contextlib.suppress(TimeoutError):
            await in_thread(lambda _: self._hang_up(), seconds=_CLEAN_UP_SECONDS)

    def _hang_up(self) -> None:
        for transport in (self._transport, *reversed(self._jumps)):
            transport.close()

    async def _do(
        self, work: Callable[[StopToken], T], seconds: float | None, *, port: int = 0
    ) -> T:
        """Do blocking work, and turn whatever goes wrong into a problem."""
        try:
            return await in_thread(work, seconds=seconds)
        except TimeoutError as reason:
            raise ProblemError(self._problem(reason, seconds or ANSWER_SECONDS, port)) from reason
        except _EXPECTED as reason:
            if await self._answers():
                problem = self._problem(reason, seconds or ANSWER_SECONDS, port)
            else:
                problem = self._lost(reason)
            raise ProblemError(problem) from reason

    async def _answers(self) -> bool:
        """Whether the server still answers, asked before anything but the line is blamed.

        Whoever sends may find the line dead before the thread that reads does; and paramiko ends
        the channels of a dead line a moment before it calls itself inactive.
        """
        try:
            await in_thread(lambda _: self._transport.global_request(SIGN_OF_LIFE, wait=True))
        except BROKEN:
            return False
        return True

    def _lost(self, reason: Exception) -> Problem:
        return faults.lost(self.profile, self._transport.get_exception() or reason)

    def _problem(self, reason: Exception, seconds: float, port: int) -> Problem:
        if not self._transport.is_active() or isinstance(reason, commands.Gone):
            return self._lost(reason)
        if isinstance(reason, commands.NotAsked | NoFiles):
            return silence.problem_of(self.profile, reason)
        if port:
            return faults.no_reply(self.profile, reason, port)
        if isinstance(reason, TimeoutError):
            return faults.too_slow(self.profile, seconds)
        if isinstance(reason, (*_FILE_FAULTS, download.NotRead)):
            tell = faults.not_read if isinstance(reason, download.NotRead) else faults.not_written
            return tell(self.profile, reason)
        return faults.refused_channel(self.profile, reason)

    async def _remove(self, *paths: str) -> None:
        """Leave nothing of a file that did not get there; when even that hangs, hang up."""
        try:
            await in_thread(
                lambda stop: upload.remove(self._line.channels, paths, stop),
                seconds=_CLEAN_UP_SECONDS,
            )
        except TimeoutError:
            await self.close()
        except _EXPECTED:  # a server that refuses this may still do other things
            pass


_FILE_FAULTS = (sftp.Refused, sftp.Garbled, upload.Damaged, upload.NotFinished, upload.InTheWay)
_EXPECTED = (
    paramiko.SSHException,
    OSError,
    EOFError,
    http.client.HTTPException,
    commands.Gone,
    commands.NotAsked,
    NoFiles,
    download.NotRead,
    *_FILE_FAULTS,
)
