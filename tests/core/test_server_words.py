"""What servers and libraries say, put into harmless words: listeners, text, faults."""

from __future__ import annotations

import base64
import errno
import socket
from typing import TYPE_CHECKING

import paramiko
import pytest

from core.actions import Action, EditServer, Retry
from core.plain_text import inert, whole_number
from core.servers.listeners import Holders, Listener
from core.ssh.connection import faults
from core.ssh.connection.loopback import CLOSED, is_forbidden, question_from_there
from core.ssh.connection.loopback import reply_from_there as read_reply
from core.ssh.connection.sftp import Refused
from core.ssh.connection.upload import Damaged, InTheWay, NotFinished
from core.ssh.connection.wire import KeyChanged, Stalled, TooMuch
from core.ssh.profile import Credentials, Profile, Sudo

if TYPE_CHECKING:
    from core.problems import Problem

WEB = Profile(name="web1", host="192.0.2.7", port=2222)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain\ttext\nline", "plain\ttext\nline"),
        ("\x1b[2J\x07\0", "␛[2J␇␀"),
        ("a\r\nb\rc", "a\nb␍c"),
        ("\x7f\x80\x9b", "␡��"),
        ("a\u202eb\u200e\u2066\u2069", "a�b���"),
        ("x" * 4000, "x" * 4000),
        ("x" * 4001, "x" * 4000 + "…"),
        ("äöü 中文", "äöü 中文"),
    ],
)
def test_another_machine_s_words_do_nothing_when_shown(text: str, shown: str) -> None:
    assert inert(text) == shown


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("42", 42), ("9" * 18, 10**18 - 1), ("9" * 19, 0), ("٣", 0), ("-1", 0), ("", 0)],
)
def test_only_a_number_of_a_sane_length_is_one(text: str, number: int) -> None:
    assert whole_number(text) == number


HOLDERS = Holders.of(
    [
        ("cgroup", "10 /system.slice/web.service"),
        ("cgroup", "11 /system.slice/db.service/part"),
        ("cgroup", "12 /user.slice/user-1000.slice/user@1000.service/app.slice/web.service"),
        ("cgroup", "1 /init.scope"),
        ("cgroup", "13 /"),
        ("socket", "0.0.0.0:80 web.socket web.service"),
        ("socket", "[::]:80 other.socket"),
        ("socket", "/run/x.sock x.socket"),
        ("other", "14 /system.slice/x.service"),
    ]
)
SS = "LISTEN 0 128 {} 0.0.0.0:* users:{}"
LISTENERS: tuple[tuple[str, Listener | None], ...] = (
    (
        SS.format("10.0.0.7:8080", '(("web",pid=10,fd=3))'),
        Listener(
            port=8080, address="10.0.0.7", program="web", pid=10, units=frozenset({"web.service"})
        ),
    ),
    (
        SS.format("[::1]:8080", '(("web",pid=10,fd=3),("db",pid=11,fd=4))'),
        Listener(
            port=8080,
            address="::1",
            program="web",
            pid=10,
            units=frozenset({"web.service", "db.service"}),
        ),
    ),
    (
        SS.format("*:81", '(("web",pid=10,fd=3),("x",pid=99,fd=4))'),  # one of them is not known
        Listener(port=81, address="*", program="web", pid=10),
    ),
    (
        SS.format("*:80", '(("systemd",pid=1,fd=3))'),
        Listener(
            port=80,
            address="*",
            program="systemd",
            pid=1,
            units=frozenset({"web.socket", "other.socket"}),
        ),
    ),
    (
        SS.format("*:82", '(("systemd",pid=1,fd=3))'),
        Listener(port=82, address="*", program="systemd", pid=1, units=frozenset({"init.scope"})),
    ),
    (
        SS.format("*:83", '(("app",pid=12,fd=3))'),
        Listener(
            port=83,
            address="*",
            program="app",
            pid=12,
            units=frozenset({"user@1000.service/web.service"}),
        ),
    ),
    ("127.0.0.1:9000", Listener(port=9000, address="127.0.0.1")),
    ("LISTEN 0 128 *:22 *:*", Listener(port=22, address="*")),
    (SS.format("*:0", '(("web",pid=10,fd=3))'), None),
    (SS.format("*:x", ""), None),
    ("", None),
)


@pytest.mark.parametrize(("line", "listener"), LISTENERS)
def test_a_port_belongs_to_every_process_that_holds_it(
    line: str, listener: Listener | None
) -> None:
    assert HOLDERS.listener(line) == listener


def test_a_profile_has_ssh_s_usual_values_and_secrets_never_show() -> None:
    assert Profile(name="a", host="h") == Profile(
        name="a", host="h", port=22, user="root", key="", sudo=Sudo.AUTO, labels={}
    )
    assert Profile(name="a", host="h").address == "root@h"
    assert WEB.address == "root@192.0.2.7:2222"
    secrets = Credentials(password="one", passphrase="two", sudo_password="three")
    assert repr(secrets) == "Credentials()"
    assert Credentials() == Credentials(password="", passphrase="", sudo_password="")


def caused(reason: Exception) -> paramiko.SSHException:
    """What paramiko makes of another exception."""
    made = paramiko.SSHException("x")
    made.__context__ = reason
    return made


UNREACHABLE: tuple[tuple[BaseException, str], ...] = (
    (socket.gaierror(socket.EAI_AGAIN, "x"), "no name server"),
    (socket.gaierror(socket.EAI_FAIL, "x"), "no name server"),
    (socket.gaierror(socket.EAI_NONAME, "x"), "could not be resolved"),
    (UnicodeError("x"), "could not be resolved"),
    (ConnectionRefusedError("x"), "port 2222 is closed"),
    (TimeoutError("x"), "no response"),
    (Stalled("x"), "no response"),
    (caused(Stalled("x")), "no response"),
    (OSError(errno.ENETUNREACH, "x"), "no route to the server"),
    (OSError(errno.EHOSTUNREACH, "x"), "no route to the server"),
    (OSError(errno.ENETDOWN, "x"), "no route to the server"),
    (OSError(errno.EHOSTDOWN, "x"), "no route to the server"),
    (OSError(errno.EPIPE, "x"), "ended before the login"),
    (TooMuch("x"), "endless greeting"),
    (caused(TooMuch("x")), "endless greeting"),
    (paramiko.ssh_exception.IncompatiblePeer("x"), "old SSH methods"),
    (paramiko.SSHException("Error reading SSH protocol banner"), "Something other than an SSH"),
    (paramiko.SSHException("x"), "ended before the login"),
    (EOFError(), "ended before the login"),
)


@pytest.mark.parametrize(("reason", "why"), UNREACHABLE)
def test_a_server_that_is_not_reached_is_told_with_the_cause(
    reason: BaseException, why: str
) -> None:
    problem = faults.unreachable(WEB, reason)
    assert (problem.code, problem.field) == ("server_unreachable", "host")
    assert why in str(problem.why)
    assert [one.action for one in problem.next] == [
        EditServer("web1"),
        Retry(),
    ]


@pytest.mark.parametrize(
    ("reason", "why"),
    [
        (Stalled("x"), "stopped responding"),
        (caused(Stalled("x")), "stopped responding"),
        (TooMuch("x"), "sent too much data"),
        (KeyChanged("x"), "a different host key"),
        (caused(KeyChanged("x")), "a different host key"),
        (EOFError(), "The network or the server closed the connection."),
        (None, "The network or the server closed the connection."),
    ],
)
def test_a_connection_that_is_lost_is_told_with_the_cause(
    reason: BaseException | None, why: str
) -> None:
    problem = faults.lost(WEB, reason)
    assert (problem.code, [one.action for one in problem.next]) == (
        "connection_lost",
        [Retry()],
    )
    assert why in str(problem.why)


def refused(code: int) -> paramiko.ChannelException:
    return paramiko.ChannelException(code, "x")


@pytest.mark.parametrize(
    ("problem", "code", "why", "actions"),
    [
        (faults.too_slow(WEB, 7.6), "server_too_slow", "within 8 seconds", [Retry()]),
        (faults.refused_channel(WEB, EOFError()), "server_forbids", "forbid commands", []),
        (faults.no_reply(WEB, refused(1), 80), "forwarding_forbidden", "AllowTcpForwarding", []),
        (faults.no_reply(WEB, refused(2), 80), "port_closed", "No program listens", [Retry()]),
        (faults.no_reply(WEB, EOFError(), 80), "no_answer", "no valid HTTP", [Retry()]),
        (faults.not_written(WEB, Damaged()), "upload_damaged", "differs", [Retry()]),
        (
            faults.not_written(WEB, NotFinished()),
            "upload_unfinished",
            "could not verify",
            [Retry()],
        ),
        (faults.not_written(WEB, InTheWay()), "upload_in_the_way", "not a regular file", [Retry()]),
        (
            faults.not_written(WEB, Refused(3, "")),
            "file_refused",
            "not have permission to write",
            [Retry()],
        ),
        (faults.not_written(WEB, Refused(4, "")), "file_refused", "disk is full", [Retry()]),
        (
            faults.not_written(WEB, Refused(5, "")),
            "file_refused",
            "refused the operation",
            [Retry()],
        ),
        (
            faults.not_written(WEB, OSError(3, "")),
            "file_refused",
            "refused the operation",
            [Retry()],
        ),
    ],
)
def test_each_fault_has_its_code_its_cause_and_its_button(
    problem: Problem,
    code: str,
    why: str,
    actions: list[Action],
) -> None:
    assert problem.code == code
    assert why in str(problem.why)
    assert [one.action for one in problem.next] == actions


def test_a_server_s_own_words_are_harmless_in_every_problem() -> None:
    hostile = OSError("\x1b[2J\u202e")
    for problem in (
        faults.unreachable(WEB, hostile),
        faults.lost(WEB, hostile),
        faults.refused_channel(WEB, hostile),
        faults.no_reply(WEB, hostile, 80),
        faults.not_written(WEB, hostile),
    ):
        assert "\x1b" not in problem.details
        assert "␛" in problem.details


@pytest.mark.parametrize(
    ("reason", "forbidden"), [(refused(1), True), (refused(2), False), (OSError(), False)]
)
def test_only_another_refusal_than_of_the_port_is_a_ban(
    reason: Exception, *, forbidden: bool
) -> None:
    assert is_forbidden(reason) is forbidden


def test_a_question_to_a_port_fits_no_other_words_in() -> None:
    script = question_from_there(8080, "/health?a=1&b='", host="127.0.0.1", seconds=2.6)
    assert "exec 3<>/dev/tcp/127.0.0.1/8080 || exit 7" in script
    assert script.count("timeout 3 bash") == 2
    assert "head -c 65536 <&3" in script
    assert "GET /health?a=1&b='\"'\"' HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n" in script
    assert "Connection: close\r\n\r\n'" in script
    assert "base64" not in question_from_there(8080, "", host="::1", seconds=1)
    assert CLOSED == 7
    for path in ("health", "/a b", "/a\r\nX: y", "/ä", "/\x7f"):
        with pytest.raises(ValueError, match=r"/|health"):
            question_from_there(8080, path, host="::1", seconds=1)


def test_a_reply_is_read_up_to_its_bound() -> None:
    body = b"x" * (64 << 10)
    for more, kept in ((b"", 64 << 10), (b"y", 64 << 10)):
        raw = b"HTTP/1.0 503 No\r\nX-A: b\r\n\r\n" + body + more
        reply = read_reply(base64.b64encode(raw).decode())
        assert (reply.status, reply.headers, len(reply.body)) == (503, {"x-a": "b"}, kept)
