"""A one-off: the live release once more, with arguments of its own, in a unit of the server's.

It ends by itself, whatever becomes of the connection that asked for it; what it writes is kept
there byte for byte, and read from there (resources/units/activate/once.sh).
"""

from __future__ import annotations

import base64
import shlex
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from core.codec import object_in
from core.declared import coded
from core.problems import Advice, Problem, ProblemError
from core.service import cause_words, transaction
from core.service.protocol import LARGEST_ARGUMENTS, REQUESTS, Cause, Verb
from core.typed import from_plain
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.service.layout import Layout
    from core.service.transaction import Change
    from core.ssh.session import Ran, ServerSession

# In place of arguments, the job of a timer, as its timer would start it; with the name of a further
# process behind it, the job of that one.
JOB = "-"


class End(StrEnum):
    """How the helper says that a one-off ended."""

    ENDED = "ended"
    NOT_STARTED = "not_started"
    ALREADY_RUNNING = "already_running"
    INTERRUPTED = "interrupted"


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """The end of a one-off: an `End`, or a newer word, the program's exit code, systemd's words.

    A program that a signal ended has 128 and the signal's number.
    """

    end: str = ""
    code: int = 0
    detail: str = ""


def packed(arguments: Sequence[str]) -> str:
    """Spell arguments for a request, each to the byte. Raises "arguments_too_long"."""
    words = (one.encode("utf-8", "surrogateescape") + b"\0" for one in arguments)
    text = base64.b64encode(b"".join(words)).decode()
    if len(text) > LARGEST_ARGUMENTS:
        raise ProblemError(_too_long())
    return text or JOB


async def begin(session: ServerSession, layout: Layout, asked: Change) -> None:
    """Start it. Raises why the server does not."""
    ran = await transaction.tell(session, layout, asked)
    if '"accepted"' in ran.out:
        return
    if ran.code == transaction.NOT_UNDERSTOOD:
        raise ProblemError(await _not_understood(session, layout))
    match object_in(ran.out).get("refused"):
        case Cause.NOT_DEPLOYED:
            raise ProblemError(cause_words.not_deployed(layout.name))
        case "busy" if asked.wanted.startswith(JOB):
            raise ProblemError(already_running())
        case _:
            raise ProblemError(_not_begun(ran))


async def end(session: ServerSession, layout: Layout, asked: Change) -> None:
    """Ask it to end; it has the time to do so that the service has."""
    await transaction.tell(session, layout, replace(asked, verb=Verb.END, wanted="-"))


class Hearer:
    """Reads what a one-off writes, from where it read last to the end of it."""

    def __init__(self, session: ServerSession, layout: Layout, asked: Change) -> None:
        self._session = session
        self._layout = layout
        self._asked = replace(asked, verb=Verb.OUTPUT)
        self._seen = 0

    async def hear(self, take: Callable[[bytes], None]) -> Finished:
        """Hand on all that comes, until it has ended."""
        while True:
            asked = replace(self._asked, wanted=str(self._seen))
            ran = await transaction.tell(self._session, self._layout, asked)
            found = object_in(ran.out)
            if ran.code != 0 or "output" not in found:
                raise ProblemError(_not_told(ran))
            wrote = base64.b64decode(str(found.pop("output")))
            self._seen += len(wrote)
            take(wrote)
            if "end" in found:
                return from_plain(Finished, found)


def already_running() -> Problem:
    """Say that a timer's job is under way."""
    return Problem(
        code="run_already_running",
        what=say("The job is running already."),
        why=say("A job runs only once at a time. Its timer or another person started it."),
        next=(Advice(say("Wait until it has finished. goferry status shows it.")),),
    )


async def _not_understood(session: ServerSession, layout: Layout) -> Problem:
    """Tell an older helper, which has other words, from a login that may only operate."""
    words = shlex.quote(REQUESTS[Verb.ONCE].pattern)
    ran = await session.run(f"grep -qF -- {words} {layout.helper}")
    if ran.code == 0:
        return Problem(
            code="may_not_run",
            what=say(
                "“{user}” is not allowed to run commands of {name} there.",
                user=session.profile.user,
                name=layout.name,
            ),
            why=say("Operators can only restart the service and read its log."),
            next=(Advice(say("Ask someone with deploy access.")),),
        )
    return Problem(
        code="helper_older",
        what=say("The server cannot run commands of {name} yet.", name=layout.name),
        why=say("The helper on the server is from an older GoFerry."),
        next=(Advice(say("Deploy the service once with this GoFerry version.")),),
    )


def _too_long() -> Problem:
    return Problem(
        code="arguments_too_long",
        what=say("These arguments are too long to send."),
        why=say("Together, they can have at most {n} bytes.", n=LARGEST_ARGUMENTS * 3 // 4),
        next=(Advice(say("Put long values in a file that is uploaded with the release.")),),
    )


def _not_begun(ran: Ran) -> Problem:
    return Problem(
        code="run_not_begun",
        what=say("The server did not start the command."),
        why=say("See Details for the server's output."),
        details=f"{ran.code}\n{ran.out}\n{ran.err}",
    )


def _not_told(ran: Ran) -> Problem:
    return Problem(
        code="run_not_told",
        what=say("The server does not return the output of the command."),
        why=say("The server keeps the output of only the last 20 runs."),
        details=f"{ran.code}\n{ran.out}\n{ran.err}",
    )
