"""What the end of a run means, in plain words: the same knowledge by which a deploy is judged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.actions import ShowLogs
from core.problems import Advice, Problem
from core.service import causes
from core.service.cause_words import last_words
from core.service.protocol import Cause
from core.service.run_ends import EndCause
from core.service.transaction import Ended, Said
from core.words import say, verbatim

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.service.model import Service
    from core.service.run_ends import RunEnd
    from core.words import Text

_LOGS = Advice(say("See the whole log around that time."), ShowLogs())
_OF_A_SYMPTOM = {
    "port_in_use": EndCause.PORT_TAKEN,
    "program_panicked": EndCause.PANIC,
    "interpreter_missing": EndCause.MISSING_FILE,
    "settings_file_missing": EndCause.MISSING_FILE,
    "file_not_sent": EndCause.MISSING_FILE,
    "files_missing": EndCause.MISSING_FILE,
}
_BY_ITSELF = frozenset({EndCause.EXIT_CODE, EndCause.NOT_STARTED, EndCause.ENDED})
_OF_A_DEPLOY = {
    EndCause.OUT_OF_MEMORY: Cause.OUT_OF_MEMORY,
    EndCause.WATCHDOG: Cause.WATCHDOG,
}


def explain(end: RunEnd, own: Sequence[str], service: Service) -> tuple[EndCause, Problem]:
    """Say why a run ended; `own` is what the program wrote last, the newest at the end."""
    said = [*(Said(text=line) for line in own),
            *(Said(text=line, own=False) for line in end.words)]  # fmt: skip
    cause = end.cause
    if cause in _BY_ITSELF and (known := causes.symptom(said, service)) is not None:
        return _OF_A_SYMPTOM.get(known.code, cause), known
    return cause, _problem(cause, end, said, service)


def _problem(cause: EndCause, end: RunEnd, said: Sequence[Said], service: Service) -> Problem:
    what = _WHAT[cause](end)
    if cause in _OF_A_DEPLOY:
        known = causes.problem_of(Ended(code=_OF_A_DEPLOY[cause]), said, service)
        return replace(known, code=f"run_{cause}", what=what)
    return Problem(
        code=f"run_{cause}",
        what=what,
        why=_why(cause, end, said),
        next=_NEXT.get(cause, () if end.asked else (_LOGS,)),
    )


def _why(cause: EndCause, end: RunEnd, said: Sequence[Said]) -> Text:
    if cause is EndCause.NOT_STARTED:
        return say("systemd reported: {words}", words=verbatim(" ".join(end.words[-4:-1])[:200]))
    if cause is EndCause.KILLED and end.signal == "KILL":
        return _BY_ANYBODY
    return _WHY.get(cause) or last_words(said)


_BY_ANYBODY = say(
    "No change by GoFerry sent the signal. A person, a drill or another program "
    "did, or the kernel because the server ran out of memory."
)
_WHY = {
    EndCause.KILLED: say(
        "Neither systemd nor GoFerry sent the signal. A person or another program "
        "on the server did."
    ),
    EndCause.START_LIMIT: say(
        "The program stopped too often in a short time, and its unit sets a start limit."
    ),
    EndCause.STOPPED: say(
        "Either someone ran systemctl on the server, or the server was shut down."
    ),
    EndCause.CHANGED: say("A change that was made with GoFerry restarted it."),
}
_WHAT: dict[EndCause, Callable[[RunEnd], Text]] = {
    EndCause.EXIT_CODE: lambda end: say(
        "The program ended with exit code {code}.", code=end.code or 0
    ),
    EndCause.ENDED: lambda _: say("The program exited without an error."),
    EndCause.CRASHED: lambda end: say("The program crashed: signal {signal}.", signal=end.signal),
    EndCause.KILLED: lambda end: say("The program was killed: signal {signal}.", signal=end.signal),
    EndCause.OUT_OF_MEMORY: lambda _: say("The program was killed: it ran out of memory."),
    EndCause.WATCHDOG: lambda _: say("The watchdog stopped the program."),
    EndCause.TIMEOUT: lambda _: say("The program took too long to start or to stop."),
    EndCause.START_LIMIT: lambda _: say("systemd no longer restarts the program."),
    EndCause.NOT_STARTED: lambda _: say("systemd could not start the program."),
    EndCause.STOPPED: lambda _: say("The service was stopped or restarted by hand."),
    EndCause.CHANGED: lambda _: say("The service was restarted by a change."),
}
_NEXT: dict[EndCause, tuple[Advice, ...]] = {
    EndCause.START_LIMIT: (
        Advice(say("Check the earlier exits. They show why the program stopped.")),
        Advice(say("Then start it again: goferry start.")),
    ),
    EndCause.KILLED: (
        Advice(
            say(
                "On the server, check whether the kernel sent it: journalctl -k --grep "
                "'Out of memory'."
            )
        ),
    ),
}
