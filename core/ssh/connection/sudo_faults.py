"""Why a login cannot act as root, told as a problem."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.actions import CheckServer, EnterSudoPassword
from core.plain_text import inert
from core.problems import Advice, Problem
from core.remedies import explain
from core.remedies.server import SUDO_ROWS
from core.words import say

if TYPE_CHECKING:
    from core.ssh.profile import Profile


def password_wanted(profile: Profile, *, given: bool) -> Problem:
    """Ask for the password of sudo, which was not `given`, or was not right."""
    why = (
        say("The sudo password is wrong.")
        if given
        else say("sudo requires a password for “{user}”.", user=profile.user)
    )
    return Problem(
        code="sudo_password_needed",
        what=say("GoFerry cannot act as root on {server} yet.", server=profile.name),
        why=why,
        next=(Advice(say("Enter the sudo password."), EnterSudoPassword()),),
        details=inert(profile.address),
        field="sudo_password",
    )


def sudo_refused(profile: Profile, message: str) -> Problem:
    """Say what sudo itself said."""
    known = explain(message, SUDO_ROWS)
    if known is not None:
        return replace(known, details=inert(message))
    return Problem(
        code="sudo_not_allowed",
        what=say(
            "“{user}” cannot become root on {server}.", user=profile.user, server=profile.name
        ),
        why=say("GoFerry does not recognize the output of sudo."),
        next=(
            Advice(
                say("Log in as another user, or ask an administrator to allow sudo."),
                CheckServer(profile.name),
            ),
        ),
        details=inert(message),
    )


def no_root(profile: Profile) -> Problem:
    """Say that nobody let GoFerry use sudo there."""
    return Problem(
        code="root_needed",
        what=say("This requires root on {server}.", server=profile.name),
        why=say("This server is set to not use sudo."),
        next=(
            Advice(
                say("Allow sudo for this server, or log in as root."),
                CheckServer(profile.name),
            ),
        ),
    )
