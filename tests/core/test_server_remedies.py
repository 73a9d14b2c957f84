"""What ssh and sudo say is explained by its own row, on texts recorded from the real programs."""

from __future__ import annotations

import pytest

from core import remedies
from core.remedies.server import ROWS

# OpenSSH 9.2, sudo 1.9.13 and busybox, recorded on Debian 12 and Alpine.
SAID = (
    (
        "host_key_changed",
        "@  WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!  @\nHost key verification failed.",
    ),
    ("host_key_unknown", "No ED25519 host key is known for web and you have requested strict"),
    ("host_key_unknown", "Host key verification failed.\r\n"),
    (
        "login_too_often",
        "Received disconnect from 192.0.2.7 port 22:2: Too many authentication failures",
    ),
    ("login_refused", "root@192.0.2.7: Permission denied (publickey,password)."),
    ("key_locked", 'Load key "/home/me/.ssh/id": incorrect passphrase supplied to decrypt'),
    ("key_locked", "encountered RSA key, expected OPENSSH key"),
    ("key_too_open", "Permissions 0644 for '/home/me/.ssh/id' are too open."),
    ("server_unreachable", "ssh: connect to host 192.0.2.7 port 22: Connection refused"),
    ("server_unreachable", "ssh: connect to host web port 2222: Connection timed out"),
    (
        "server_name_unknown",
        "ssh: Could not resolve hostname web: Name or service not known",
    ),
    ("sudo_needs_terminal", "sudo: sorry, you must have a tty to run sudo"),
    ("sudo_password_needed", "sudo: a password is required"),
    (
        "sudo_password_needed",
        "sudo: a terminal is required to read the password; either use the -S option to read",
    ),
    ("sudo_password_wrong", "Sorry, try again.\nsudo: 3 incorrect password attempts"),
    ("sudo_not_allowed", "plain is not in the sudoers file."),
    ("sudo_not_allowed", "Sorry, user plain may not run sudo on web1."),
    ("sudo_missing", "sh: 1: sudo: not found"),
    ("sudo_missing", "bash: sudo: command not found"),
)


@pytest.mark.parametrize(("code", "text"), SAID)
def test_what_was_said_gets_its_own_explanation(code: str, text: str) -> None:
    problem = remedies.explain(text, ROWS)
    assert problem is not None
    assert problem.code == code
    assert problem.next
    for sentence in (problem.what, problem.why, *(one.text for one in problem.next)):
        assert "{" not in str(sentence)


def test_every_row_has_a_recorded_text() -> None:
    assert {row.code for row in ROWS} == {code for code, _ in SAID}


def test_an_ordinary_output_is_left_alone() -> None:
    assert remedies.explain("Linux web1 6.1.0\nLast login: today\n", ROWS) is None
