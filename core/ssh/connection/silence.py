"""Why a server that let us in did not hear a question, in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.plain_text import inert
from core.problems import Advice, Problem
from core.ssh.connection.pool import NoFiles
from core.words import Text, say

if TYPE_CHECKING:
    from core.ssh.connection.commands import NotAsked, Silence
    from core.ssh.profile import Profile

_CLOSED = re.compile(r"account is currently not available", re.IGNORECASE)
_FILES_ONLY = re.compile(r"allows sftp connections only", re.IGNORECASE)
_OTHER_SHELL = re.compile(
    r"^(fish|t?csh|zsh|ksh|nu|pwsh|xonsh)\b|^(if|ZSH_VERSION): |^Ambiguous output redirect",
    re.MULTILINE,
)
_QUIET_START = Advice(
    say(
        "In its start-up files (~/.bashrc, ~/.zshenv, ~/.tcshrc, config.fish), let only "
        "interactive shells print, read, exec or exit."
    )
)
_FREE_LOGIN = Advice(
    say(
        "Ask an administrator for a login that is allowed to run commands (no ForceCommand, "
        "no nologin)."
    )
)


def problem_of(profile: Profile, reason: NotAsked | NoFiles) -> Problem:
    """Say what became of a question that was not answered, or of a file that was not taken."""
    if isinstance(reason, NoFiles):
        return _no_files(profile, reason)
    silence = reason.silence
    if silence.begun:
        return _cut(profile, silence)
    why, advice = _cause(silence)
    return Problem(
        code="shell_in_the_way",
        what=say(
            "{server} accepted the login of “{user}”, but GoFerry could not run commands.",
            server=profile.name,
            user=profile.user,
        ),
        why=why,
        next=advice,
        details=inert(silence.said),
    )


def _no_files(profile: Profile, reason: NoFiles) -> Problem:
    printed = say("A start-up file of the login shell prints text, which breaks SFTP.")
    missing = say("SFTP is not enabled in sshd, and sftp-server is not installed.")
    install = Advice(
        say(
            "Ask an administrator to install openssh-sftp-server, and to set in sshd_config: "
            "Subsystem sftp internal-sftp"
        )
    )
    return Problem(
        code="files_refused",
        what=say(
            "{server} does not accept files from “{user}”.", server=profile.name, user=profile.user
        ),
        why=printed if reason.printed else missing,
        next=(_QUIET_START if reason.printed else install,),
        details=inert(str(reason)),
    )


def _cause(silence: Silence) -> tuple[Text, tuple[Advice, ...]]:
    said = silence.said
    if _CLOSED.search(said):
        return say("The login shell of this account is disabled (nologin)."), (_FREE_LOGIN,)
    if _FILES_ONLY.search(said):
        return say("The server's SSH settings allow only file transfers for this login."), (
            _FREE_LOGIN,
        )
    if silence.runs_words:
        return say("A start-up file of the login shell reads what GoFerry sends."), (_QUIET_START,)
    if _OTHER_SHELL.search(said):
        return say("A start-up file replaces sh with another shell (exec)."), (_QUIET_START,)
    if said:
        return say("Something other than a shell responded. See Details for its output."), (
            _QUIET_START,
            _FREE_LOGIN,
        )
    return say(
        "The login shell ended at once with the code {code}: by an exit in a start-up file, or "
        "because the account may run no commands.",
        code=silence.code,
    ), (_QUIET_START, _FREE_LOGIN)


def _cut(profile: Profile, silence: Silence) -> Problem:
    return Problem(
        code="answer_cut",
        what=say("The response of {server} is incomplete.", server=profile.name),
        why=say(
            "The command on the server was stopped from outside (exit code {code}).",
            code=silence.code,
        ),
    )
