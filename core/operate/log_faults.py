"""Why a log was not given out, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.plain_text import inert
from core.problems import Advice, Problem, ProblemError
from core.words import say

if TYPE_CHECKING:
    from core.ssh.profile import Profile
    from core.ssh.session import Ran, ServerSession

_CLOSED = 13
# journalctl gives one who may not read the system's journal an empty answer, often without a word.
MAY_READ = f"""\
open=
for one in /var/log/journal/*/system.journal /run/log/journal/*/system.journal; do
    [ -r "$one" ] && open=yes
done
[ -n "$open" ] || exit {_CLOSED}
"""
_MAY_NOT = "insufficient permissions"  # what journalctl says when it can open no file at all
_OVER = 124  # how `timeout` ends what was open for long enough


def must_be_told(session: ServerSession, ran: Ran) -> None:
    """Raise where the journal gave no answer; an empty one is believed of who may read it."""
    if ran.code == _CLOSED or _MAY_NOT in ran.err:
        raise ProblemError(_closed(session.profile, ran.err))
    if ran.code not in {0, _OVER}:
        raise ProblemError(_not_told(session.profile, ran.err))


def _closed(profile: Profile, told: str) -> Problem:
    return Problem(
        code="logs_closed",
        what=say(
            "“{user}” is not allowed to read the log on {server}.",
            user=profile.user,
            server=profile.name,
        ),
        why=say("Only root and the groups systemd-journal and adm can read the journal."),
        next=(
            Advice(
                say(
                    "Ask an administrator to run: usermod -aG systemd-journal {user}",
                    user=profile.user,
                )
            ),
            Advice(say("Or ask an administrator to run: goferry prepare.")),
        ),
        details=inert(told),
    )


def _not_told(profile: Profile, told: str) -> Problem:
    return Problem(
        code="logs_not_told",
        what=say("The log of {server} could not be read.", server=profile.name),
        why=say("journalctl exited without output. See Details."),
        details=inert(told),
    )


def cut_off(server: str, lost: Problem) -> Problem:
    """Say in the middle of a log that nothing comes from this server for now."""
    return Problem(
        code="log_cut_off",
        what=say("The log of {server} is interrupted.", server=server),
        why=lost.what,
        next=(
            Advice(say("GoFerry reconnects automatically and continues where the log stopped.")),
        ),
        details=lost.details,
    )


def back_again(server: str) -> Problem:
    """Say that the log of this server goes on."""
    return Problem(
        code="log_reconnected",
        what=say("Reconnected to {server}.", server=server),
        why=say("Its log continues where it was interrupted."),
    )


def late(server: str, seconds: float) -> Problem:
    """Say that lines of this server stand below younger ones of others."""
    return Problem(
        code="log_late",
        what=say(
            "Lines from {server} arrive {seconds} s late.", server=server, seconds=round(seconds)
        ),
        why=say(
            "Either its connection is slow, or its clock is behind those of the "
            "other servers. Its lines appear below newer ones."
        ),
    )


def no_services(server: str) -> Problem:
    """Say that there is nothing whose log could be read."""
    return Problem(
        code="no_services",
        what=say("GoFerry found no service on {server}.", server=server),
        why=say("Either nothing was deployed there yet, or this login is not allowed to see it."),
        next=(Advice(say("Deploy a service first, or name it with --service.")),),
    )
