"""What to say when a daily copy cannot be set up, read or taken away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.plain_text import inert, one_line
from core.problems import Advice, Problem, ProblemError
from core.words import say

if TYPE_CHECKING:
    from core.data.daily import Daily
    from core.ssh.session import Ran
    from core.words import Text

FOREIGN, _NO_SFTP, _NO_SSHD, _SSHD_OTHER, _NO_WAY = 3, 5, 7, 8, 9


def must_have_worked(server: str, ran: Ran, *, onto: str = "") -> None:
    """Raise what a script of the daily copy stopped at; `onto` is where the sender tried to go."""
    if ran.code == 0:
        return
    known = {
        FOREIGN: _foreign,
        _NO_SFTP: _no_sftp,
        _NO_SSHD: _no_sshd,
        _SSHD_OTHER: _sshd_other,
    }
    if ran.code == _NO_WAY:
        raise ProblemError(_no_way(server, onto, ran))
    raise ProblemError(known.get(ran.code, not_done)(server, ran))


def moved(before: Daily) -> Problem:
    """Say what stays on the server that kept the copies until now."""
    return Problem(
        code="daily_moved",
        what=_stays(before),
        why=say(
            "Until now, the copies were stored on {server}. Those copies are kept.",
            server=before.onto,
        ),
        next=(Advice(say("Remove it on the server: {command}", command=_gone(before.user))),),
    )


def _stays(daily: Daily) -> Text:
    return say(
        "The user {user} for copies of {name} remains on {server}.",
        user=daily.user,
        name=daily.service,
        server=daily.onto,
    )


def user_stays(daily: Daily, why: Text) -> Problem:
    """Say that whoever brought the copies of a removed service is still a user there."""
    return Problem(
        code="daily_user_stays",
        what=_stays(daily),
        why=why,
        next=(
            Advice(
                say(
                    "The user's key is deleted. To remove the user there: {command}",
                    command=_gone(daily.user),
                )
            ),
        ),
    )


def _gone(user: str) -> str:
    """Spell what root runs there; the copies stay, and are root's."""
    copies = f"/var/lib/goferry-copies/{user}/copies"
    return f"userdel {user}; rm -f /etc/ssh/goferry-copies/{user}; chown -R -h root: {copies}"


def with_user_left(problem: Problem, left: Problem, server: str, user: str) -> Problem:
    """Say beside a problem that what was made for the copy could not be taken away again."""
    advice = Advice(
        say(
            "{server} still has the user {user} for these copies. To remove the user: {command}",
            server=server,
            user=user,
            command=_gone(user),
        )
    )
    details = f"{problem.details}\n\n{left.what} {left.why}\n{left.details}".strip()
    return replace(problem, next=(*problem.next, advice), details=details)


def needs_root(server: str, service: str) -> Problem:
    """Say that a service without root cannot keep the key for it."""
    return Problem(
        code="daily_needs_root",
        what=say("{name} on {server} cannot have a daily copy.", name=service, server=server),
        why=say(
            "Only root is allowed to read the private key, but this service is "
            "managed without root."
        ),
        next=(
            Advice(say("Back it up to this computer instead: {command}", command="goferry backup")),
        ),
    )


def _foreign(server: str, ran: Ran) -> Problem:
    return Problem(
        code="daily_foreign",
        what=say("The daily copy was not set up on {server}.", server=server),
        why=say("{server} reports: {line}", server=server, line=one_line(ran.err)),
        next=(Advice(say("Move that file away if you do not need it, then try again.")),),
    )


def _no_sftp(server: str, ran: Ran) -> Problem:
    return Problem(
        code="daily_no_sftp",
        what=say("{server} cannot send copies.", server=server),
        why=say("The OpenSSH client (sftp and ssh-keygen) is not installed on the server."),
        next=(
            Advice(
                say("Install openssh-client on the server (openssh-clients on Fedora and RHEL).")
            ),
        ),
        details=inert(ran.err),
    )


def _no_sshd(server: str, ran: Ran) -> Problem:
    return Problem(
        code="daily_no_sshd",
        what=say("{server} cannot receive copies.", server=server),
        why=say("The server has no OpenSSH server that reads /etc/ssh/sshd_config.d."),
        next=(Advice(say("Choose another server, or update OpenSSH there to 8.2 or newer.")),),
        details=inert(ran.err),
    )


def _sshd_other(server: str, ran: Ran) -> Problem:
    return Problem(
        code="daily_sshd_other",
        what=say("{server} does not restrict the user that uploads copies.", server=server),
        why=say("{server} reports: {line}", server=server, line=one_line(ran.err)),
        next=(
            Advice(
                say(
                    "On that server, put this line first in /etc/ssh/sshd_config: {line}",
                    line="Include /etc/ssh/sshd_config.d/*.conf",
                )
            ),
        ),
        details=inert(ran.err),
    )


def _no_way(server: str, onto: str, ran: Ran) -> Problem:
    return Problem(
        code="daily_not_reached",
        what=say("{server} cannot reach {onto} over SFTP.", server=server, onto=onto),
        why=say("{server} reports: {line}", server=server, line=one_line(ran.err)),
        next=(
            Advice(say("Specify the address that works: --address HOST[:PORT].")),
            Advice(say("If sshd there has AllowUsers or AllowGroups, allow goferry-copies.")),
        ),
        details=inert(ran.err),
    )


def not_done(server: str, ran: Ran) -> Problem:
    """Say that a server stopped in the middle, with its output."""
    return Problem(
        code="daily_not_done",
        what=say("The daily copy of {server} could not be set up or read.", server=server),
        why=say("The server did not complete the script."),
        next=(Advice(say("See Details for its output.")),),
        details=inert(f"{ran.out}\n{ran.err}"),
    )
