"""How the runs of a unit ended, read from what systemd itself wrote down about them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from core.plain_text import number_or_none, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# What systemd calls its messages (man systemd.journal-fields, sd-messages.h): the same everywhere.
EXITED = "98e322203f7a4ed290d09fe03c09fe15"
FAILED = "d9b373ed55a64feb8242e02dbe79a49c"
WENT_WELL = "7ad2d189f7e94e70a38c781354912448"
STOPPING = "de5b426a63be47a7b6ac3eaac82e2f6f"
NO_MEMORY = "fe6faa94e7774663a0da52717891d8ef"
_OF_MAIN = "Main process exited"
_TOO_OFTEN = "Start request repeated too quickly"
_INVOCATION = re.compile(r"[0-9a-f]{32}")
_CRASHES = frozenset({"ILL", "TRAP", "ABRT", "BUS", "FPE", "SEGV", "SYS", "XCPU", "XFSZ"})
_SIGNALS = {
    1: "HUP", 2: "INT", 3: "QUIT", 4: "ILL", 5: "TRAP", 6: "ABRT", 7: "BUS", 8: "FPE", 9: "KILL",
    10: "USR1", 11: "SEGV", 12: "USR2", 13: "PIPE", 14: "ALRM", 15: "TERM", 24: "XCPU",
    25: "XFSZ", 31: "SYS",
}  # fmt: skip


class EndCause(StrEnum):
    """Why a run ended. `CHANGED`: by a change that GoFerry made; `STOPPED`: by systemctl."""

    EXIT_CODE = "exit_code"
    PANIC = "panic"
    CRASHED = "crashed"
    KILLED = "killed"
    OUT_OF_MEMORY = "out_of_memory"
    WATCHDOG = "watchdog"
    TIMEOUT = "timeout"
    START_LIMIT = "start_limit"
    MISSING_FILE = "missing_file"
    PORT_TAKEN = "port_taken"
    NOT_STARTED = "not_started"
    ENDED = "ended"
    STOPPED = "stopped"
    CHANGED = "changed"


_OF_RESULT = {
    "oom-kill": EndCause.OUT_OF_MEMORY,
    "watchdog": EndCause.WATCHDOG,
    "timeout": EndCause.TIMEOUT,
    "protocol": EndCause.TIMEOUT,
    "start-limit-hit": EndCause.START_LIMIT,
}
ASKED_FOR = frozenset({EndCause.STOPPED, EndCause.CHANGED})


@dataclass(slots=True)
class RunEnd:
    """The end of one run of a unit, by its `invocation`; `time` in microseconds since 1970.

    `code` is the exit code, `signal` the name of the signal that ended it, `result` systemd's word;
    `words` is what systemd said of the run; `asked` whether it was told to
    stop, `changed` whether by a change of GoFerry's.
    """

    unit: str
    invocation: str
    time: int = 0
    code: int | None = None
    signal: str = ""
    result: str = ""
    asked: bool = False
    changed: bool = False
    no_memory: bool = False
    words: list[str] = field(default_factory=list)

    @property
    def cause(self) -> EndCause:
        """Why it ended, as far as systemd knows."""
        crash = EndCause.CRASHED if self.signal in _CRASHES else EndCause.KILLED
        causes = (
            (self.changed, EndCause.CHANGED),
            (self.no_memory, EndCause.OUT_OF_MEMORY),
            (self.result in _OF_RESULT, _OF_RESULT.get(self.result, EndCause.ENDED)),
            (self.asked, EndCause.STOPPED),
            (bool(self.signal), crash),
            (self.code is not None, EndCause.EXIT_CODE),
            (bool(self.result), EndCause.NOT_STARTED),
        )
        return next((cause for applies, cause in causes if applies), EndCause.ENDED)


def read(entries: Iterable[Mapping[str, Any]]) -> tuple[RunEnd, ...]:
    """Return each run that has ended, the newest last; `entries` are systemd's, in their order."""
    runs: dict[str, RunEnd] = {}
    ended: dict[int, RunEnd] = {}
    for entry in entries:
        unit = _word(entry, "USER_UNIT", "UNIT")
        invocation = _word(entry, "USER_INVOCATION_ID", "INVOCATION_ID")
        if not _INVOCATION.fullmatch(invocation):
            continue
        run = runs.setdefault(invocation, RunEnd(unit, invocation))
        if _TOO_OFTEN in _word(entry, "MESSAGE"):
            run = runs[invocation] = RunEnd(unit, invocation, result="start-limit-hit")
        if _take(run, entry):
            ended[id(run)] = run
    return tuple(ended.values())


def _take(run: RunEnd, entry: Mapping[str, Any]) -> bool:
    """Learn from one entry; tell whether it speaks of the end."""
    said, kind = _word(entry, "MESSAGE"), _word(entry, "MESSAGE_ID")
    run.words.append(one_line(said))
    run.asked = run.asked or (kind == STOPPING and not run.time)
    run.no_memory = run.no_memory or kind == NO_MEMORY
    if kind == EXITED and _OF_MAIN in said:
        number = number_or_none(_word(entry, "EXIT_STATUS"))
        if _word(entry, "EXIT_CODE") == "exited":
            run.code = number
        else:
            run.signal = _SIGNALS.get(number or 0, str(number or "?"))
    elif kind == FAILED:
        run.result = run.result or one_line(_word(entry, "UNIT_RESULT"))
    elif kind != WENT_WELL:
        return False
    run.time = run.time or number_or_none(_word(entry, "__REALTIME_TIMESTAMP")) or 0
    return True


def _word(entry: Mapping[str, Any], *keys: str) -> str:
    return next((one for key in keys if isinstance(one := entry.get(key), str)), "")
