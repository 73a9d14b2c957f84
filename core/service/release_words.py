"""What is said of a release command, and of files that cannot be put back as they were."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.problems import Advice, Problem
from core.service import data_words
from core.service.cause_words import AGAIN, LOGS, last_words
from core.service.protocol import Cause
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.service.model import Service
    from core.service.transaction import Ended, Said
    from core.words import Text

HAS_RUN = Advice(
    say(
        "The release command has run. Its changes, for example to a database, "
        "cannot be rolled back. The next deploy runs it again."
    )
)
HAD_BEGUN = Advice(
    say(
        "The release command had started. Its changes until then, for example to a "
        "database, cannot be rolled back. The next deploy runs it again."
    )
)
_TOLD = {"done": HAS_RUN, "begun": HAD_BEGUN}
_LEFT_BEHIND = say(
    "The release command had already run. Its changes, for example to a database, were not undone."
)
_STATUS = re.compile(r"ExecMainStatus=([0-9]{1,3})")


def what_stays(ended: Ended) -> tuple[Advice, ...]:
    """Say of a change that came to nothing whether its release command had run, and of a copy."""
    has_run = (_TOLD[ended.command],) if ended.command in _TOLD else ()
    return (*has_run, *data_words.can_come_back(ended))


def what_was_left(command: str) -> Text | None:
    """Say of a release that went back after its switch whether its command had run before it."""
    return _LEFT_BEHIND if command in _TOLD else None


def not_run(service: Service) -> tuple[Problem, ...]:
    """Say of a server that has the release already that its command does not run once more."""
    if not service.release.here:
        return ()
    return (
        Problem(
            code="release_command_not_run",
            what=say("The release command does not run again."),
            why=say("This server already runs the release, with these settings."),
        ),
    )


def _failed(ended: Ended, said: Sequence[Said], _service: Service) -> Problem:
    status = _STATUS.search(ended.detail)
    return Problem(
        code="",
        what=say(
            "The release command exited with code {status}, so the new release was not started.",
            status=status[1] if status else "?",
        ),
        why=last_words(said),
        next=(LOGS, AGAIN),
        field="release",
    )


def _too_slow(_ended: Ended, said: Sequence[Said], service: Service) -> Problem:
    return Problem(
        code="",
        what=say(
            "The release command was stopped after {seconds} seconds, so the new release was not "
            "started.",
            seconds=service.release.timeout,
        ),
        why=last_words(said),
        next=(Advice(say("Give it more time: --release-timeout SECONDS.")), AGAIN),
        field="release",
    )


def _not_noted(_ended: Ended, _said: Sequence[Said], service: Service) -> Problem:
    return Problem(
        code="",
        what=say("The server cannot restore the files of {name}.", name=service.name),
        why=say("GoFerry has no record of files for the live release."),
        next=(
            Advice(say("Deploy again or roll back. Both record the files that they leave.")),
            Advice(say("Or accept the files as they are: goferry drift --keep.")),
        ),
    )


def _program_replaced(_ended: Ended, _said: Sequence[Said], service: Service) -> Problem:
    return Problem(
        code="",
        what=say("The server cannot restore the program of {name}.", name=service.name),
        why=say(
            "The program file is not the one that was deployed, and the server keeps no copy of it."
        ),
        next=(Advice(say("Deploy the program again to create a new release.")),),
    )


def _helper_changed(_ended: Ended, _said: Sequence[Said], service: Service) -> Problem:
    return Problem(
        code="",
        what=say("GoFerry's helper of {name} on the server was changed.", name=service.name),
        why=say("Only a new copy of the helper can be trusted to restore files."),
        next=(Advice(say("Deploy the service again, or run goferry prepare: both replace it.")),),
    )


CAUSES: dict[str, Callable[[Ended, Sequence[Said], Service], Problem]] = {
    Cause.COMMAND_FAILED: _failed,
    Cause.COMMAND_TOO_SLOW: _too_slow,
    Cause.HELPER_CHANGED: _helper_changed,
    Cause.NOT_NOTED: _not_noted,
    Cause.PROGRAM_REPLACED: _program_replaced,
}
