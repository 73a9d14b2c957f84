"""Why a release did not come up, in plain words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.problems import Advice, Problem
from core.remedies import explain, program, systemd
from core.service import backup_words, cause_words, closed_doors, data_words, release_words
from core.service.protocol import Cause, Ending
from core.service.usage import read as read_usage
from core.service.usage_words import wants_arguments
from core.words import Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.service.model import Service
    from core.service.transaction import Ended, Said
    from core.service.usage import Usage

_CAUSES = cause_words.CAUSES | release_words.CAUSES | data_words.CAUSES | backup_words.CAUSES
_ROWS = (*systemd.ROWS, *program.ROWS)
_OF_PROGRAMS = tuple(row for row in _ROWS if row.code not in systemd.ITS_OWN)
_PANICS = ("panic: ", "fatal error: ")
_LAST = 5  # lines: an error, and what a program still says while it goes
_CUT_OFF = Problem(
    code=Cause.INTERRUPTED,
    what=say("The change on the server was interrupted."),
    why=say(
        "Either the server was shut down or restarted meanwhile, or the change was "
        "stopped there. Unfinished work is repaired at the next start or with the "
        "next change."
    ),
    next=(Advice(say("Check the status when the server is back.")), cause_words.AGAIN),
)


def problem_of(ended: Ended, said: Sequence[Said], service: Service) -> Problem:
    """Explain an end that was not good; `said` is what the program wrote in that run."""
    problem = _problem_of(ended, said, service)
    return replace(problem, next=(*problem.next, *release_words.what_stays(ended)))


def _problem_of(ended: Ended, said: Sequence[Said], service: Service) -> Problem:
    lines = "\n".join(line.text for line in said)
    details = f"{ended.code}: {ended.detail}\n{lines}"
    if ended.result == Ending.INTERRUPTED:
        return replace(_CUT_OFF, details=lines)
    if ended.code == Cause.CRASHED:
        known = symptom(said, service)
        if known is not None:
            return replace(_precisely(known, ended), details=details)
        said = _without_usage(said)
    tell = _CAUSES.get(ended.code, cause_words.unknown)
    told = tell(ended, said, service)
    more = closed_doors.likely(_last_words(said), service)
    code = ended.code or "deploy_ended"
    return replace(told, code=code, details=details, next=(*more, *told.next))


def symptom(said: Sequence[Said], service: Service) -> Problem | None:
    """Explain the end of a program by what it and systemd said, where that is known."""
    known = _known(_without_usage(said), service)
    usage = None if known else _usage(said)
    return known or (wants_arguments(usage, service.args) if usage else None)


def _usage(said: Sequence[Said]) -> Usage | None:
    return read_usage([line.text for line in said if line.own])


def _without_usage(said: Sequence[Said]) -> Sequence[Said]:
    """What was said beside a usage: no line of that tells what went wrong."""
    usage = _usage(said)
    if usage is None:
        return said
    beside = set(usage.beside)
    return [line for line in said if not line.own or line.text in beside]


def _precisely(known: Problem, ended: Ended) -> Problem:
    if known.code != "not_executable":
        return known
    why, advice = _forbidden(ended.detail)
    return replace(known, why=why, next=advice)


def _known(said: Sequence[Said], service: Service) -> Problem | None:
    """Find a known symptom: near the program's end, else in what systemd said.

    A program may complain at its start and go on; what it says last is why it ended. What only
    systemd can know counts only when systemd itself said it.
    """
    if trace := closed_doors.in_trace(said, service):
        return trace
    rows = (*closed_doors.rows(service), *_OF_PROGRAMS)
    own = (explain(line.text, rows) for line in _last_words(said))
    of_systemd = "\n".join(line.text for line in said if not line.own)
    return next(filter(None, own), None) or explain(of_systemd, _ROWS)


def _last_words(said: Sequence[Said]) -> Iterator[Said]:
    """What the program said before its end, the last first; a panic before its long trace."""
    own = [line for line in said if line.own and line.text.strip()]
    yield from [line for line in own if line.text.startswith(_PANICS)][-1:]
    yield from reversed(own[-_LAST:])


def _forbidden(detail: str) -> tuple[Text, tuple[Advice, ...]]:
    """Why systemd could not run a program, by the mount and SELinux that the helper found."""
    found = dict(word.split("=", 1) for word in detail.split() if "=" in word)
    if found.get("noexec") == "1":
        why = say("The directory of the releases is mounted noexec, so no file in it can run.")
        return why, (Advice(say("Let an administrator change the mount.")),)
    if found.get("enforce") == "1":
        label = found.get("label", "")
        why = say(
            "SELinux does not allow services to run files with the label {label}.", label=label
        )
        more = say(
            "If the label is already right, see more on the server: ausearch -m avc -ts recent."
        )
        relabel = say("On the server, restore the right label: restorecon -R /opt.")
        return why, (Advice(relabel), Advice(more))
    why = say(
        "Neither noexec nor SELinux is the reason: the service has no access to a parent directory."
    )
    rights = say("On the server, check the permissions of each directory: namei -l FILE.")
    return why, (Advice(rights), cause_words.LOGS)
