"""Every end of a change in words, and every button beside it: whole tables against literals."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.actions import (
    Action,
    AddTags,
    CheckServer,
    ChooseKey,
    ChooseOption,
    ChooseTarget,
    CopyPublicKey,
    EnterPassphrase,
    EnterSudoPassword,
    Retry,
    SetCgo,
    SetMicro,
    ShowLogs,
    UseOption,
)
from core.remedies import explain, server, systemd
from core.service.cause_words import loopback_only, past_the_proxy
from core.service.causes import problem_of
from core.service.model import Health, Mode
from core.service.transaction import Ended, Said
from core.target import Cgo
from tests.made_up_deploy import WEB

if TYPE_CHECKING:
    from core.problems import Problem

SERVICE = replace(WEB, port=81, health_path="/up", health=Health(deadline=33, lowest=201))
LOGS, AGAIN = ShowLogs(), Retry()
AS_TCP = UseOption("health.scheme", "tcp")
WORDS = None


def end(code: str, detail: str = "", *said: Said, result: str = "rolled_back") -> Problem:
    return problem_of(Ended(result=result, code=code, detail=detail), said, SERVICE)


def buttons(problem: Problem) -> list[Action | None]:
    return [one.action for one in problem.next]


@pytest.mark.parametrize(
    ("code", "detail", "what", "why", "advice"),
    [
        ("crashed", "", "The new release exited", "The program wrote no output before it exited.",
         [LOGS, ChooseOption("args")]),
        ("no_answer", "", "does not respond on port 81.", "to /up within 33 seconds.",
         [UseOption("kind", "worker"), LOGS]),
        ("no_answer", "81", "does not respond on port 81.", "", [AS_TCP, LOGS]),
        ("no_answer", "3000 81", "does not respond on port 81.", "", [AS_TCP, LOGS]),
        ("no_answer", "no 3000", "listens on port 3000.", "should listen on port 81,",
         [UseOption("port", "3000")]),
        ("not_ready", "", "did not report that", "Mode restart needs", [WORDS, LOGS]),
        ("bad_status", "500", "The new release reports that",
         "/up returned status 500. Expected: 201-399.", [LOGS]),
        ("bad_status", "404", "runs, but /up is not a health", "the status 404.",
         [ChooseOption("health_path"), UseOption("health_path", "")]),
        ("bad_status", "401", "runs, but /up is not a health", "the status 401.",
         [ChooseOption("health_path"), UseOption("health_path", "")]),
        ("other_process", "", "Another program responds on port 81.", "The response did not",
         [ChooseOption("port")]),
        ("other_release", "", "Another program responds on port 81.", "The response did not",
         [ChooseOption("port")]),
        ("cancelled", "", "The deploy was canceled.", "The server rolled back to", [AGAIN]),
        ("changed_on_the_way", "", "not the one that was sent", "SHA-256", [AGAIN]),
        ("not_uploaded", "", "not the one that was sent", "SHA-256", [AGAIN]),
        ("not_written", "", "could not store the release", "full or read-only",
         [CheckServer()]),
        ("interrupted", "", "was interrupted", "The server was shut down", [AGAIN]),
        ("no_such_release", "", "There is no release to roll", "ever healthy", []),
        ("not_deployed", "", "web was not deployed", "There is no release that can", [WORDS]),
        ("no_proxy", "", "systemd-socket-proxyd in front", "systemd-socket-proxyd", [WORDS, LOGS]),
        ("no_spare_port", "", "could not be rehearsed", "Other programs took", [WORDS, AGAIN]),
        ("already_running", "", "This release is already", "Nothing was changed", []),
        ("new", "{odd} words", "did not start", "The server reported: {odd} words", [LOGS]),
        ("new", "x" * 201, "did not start", f"The server reported: {'x' * 200}", [LOGS]),
        ("", "", "did not start", "The server reported:", [LOGS]),
    ],
)  # fmt: skip
def test_an_end_says_what_why_and_what_its_button_does(
    code: str, detail: str, what: str, why: str, advice: list[Action | None]
) -> None:
    found = end(code, detail)
    assert found.code == (code or "deploy_ended")
    assert what in str(found.what)
    assert why in str(found.why)
    assert buttons(found) == advice
    assert found.details.startswith(f"{code}: {detail}\n")
    if len(detail) > 200:
        assert str(found.why).endswith(why)


def own(*lines: str) -> list[Said]:
    return [Said(text=line) for line in lines]


IN_USE = "listen tcp :81: bind: address already in use"
NO_TEMPLATE = "panic: open t.html: no such file or directory"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (own(IN_USE), "port_in_use"),
        (own(IN_USE, *"abcd"), "port_in_use"),
        (own(IN_USE, *"abcde"), "crashed"),  # it went on after that
        (own(IN_USE, *"abcd", "  ", ""), "port_in_use"),  # an empty line says nothing
        (own("unknown time zone X", IN_USE), "port_in_use"),  # the last word counts
        (own(IN_USE, "unknown time zone X"), "time_zone_missing"),
        (own(NO_TEMPLATE, *"abcdefgh"), "file_not_sent"),  # a panic before its trace
        (own("panic: first", *"abcdefgh", NO_TEMPLATE, *"abcdefgh"), "file_not_sent"),
        (own(NO_TEMPLATE, *"abcdefgh", "panic: x", *"abcdefgh"), "program_panicked"),
        (own("fatal error: all goroutines are asleep", *"abcdefgh"), "program_panicked"),
        (own("no licence"), "crashed"),
        ([Said(text=IN_USE, own=False)], "port_in_use"),
        ([*own("unknown time zone X"), Said(text="status=217/USER", own=False)],
         "time_zone_missing"),
        ([*own("no licence"), Said(text="status=217/USER", own=False)], "service_user_missing"),
        ([*own("status=217/USER")], "crashed"),
    ],
)  # fmt: skip
def test_the_likeliest_cause_is_told(said: list[Said], code: str) -> None:
    found = end("crashed", "", *said)
    assert found.code == code
    assert said[0].text in found.details


def test_last_words_are_the_programs_own_and_bounded() -> None:
    said = [*own("first", "x" * 300, " "), Said(text="web.service: Failed", own=False)]
    assert str(end("crashed", "", *said).why) == f"Last output: {'x' * 200}"
    assert end("bad_status", "500", *own(IN_USE)).code == "bad_status", "it runs, so that is old"


@pytest.mark.parametrize(
    ("detail", "why", "advice"),
    [
        ("noexec=1 enforce=1", "mounted noexec", "change the mount"),
        ("noexec=0 enforce=1 label=u:x=y", "with the label u:x=y.", "restorecon -R /opt"),
        ("noexec=0 enforce=0", "Neither noexec nor SELinux", "namei -l"),
        ("203", "Neither noexec nor SELinux", "namei -l"),
    ],
)
def test_why_a_file_may_not_run_is_the_servers_word(detail: str, why: str, advice: str) -> None:
    line = "web.service: Failed at step EXEC spawning /opt/web/bin/web: Permission denied"
    found = end("crashed", detail, Said(text=line, own=False))
    assert found.code == "not_executable"
    assert why in str(found.why)
    assert advice in str(found.next[0].text)


def test_who_can_reach_a_healthy_service_is_told_with_its_ports() -> None:
    found = loopback_only(SERVICE)
    assert (found.code, str(found.why)) == (
        "loopback_only",
        "The program listens only on 127.0.0.1:81.",
    )
    found = past_the_proxy(replace(WEB, mode=Mode.PROXY))
    assert found.code == "inner_port_open"
    assert "opens port 18080 for everyone" in str(found.why)
    assert len(found.next) == 2


# ---- what ssh, sudo, systemd and a program say ----

_SYSTEMD: dict[str, tuple[str, str, list[Action | None]]] = {
    "port_in_use": (IN_USE, "Port 81 is used", [ChooseOption("port")]),
    "port_not_permitted": ("listen tcp6 [::]:80: bind: permission denied", "open port 80",
                           [UseOption("port", "80"), UseOption("allow", "low-ports")]),
    "glibc_too_old": ("version `GLIBC_2.34' not found", "newer system library",
                      [SetCgo(Cgo.OFF)]),
    "wrong_architecture": ("cannot execute binary file", "The program was built for another",
                           [ChooseTarget()]),
    "processor_too_old": ("can only be run on AMD64 processors with v3", "newer processors",
                          [SetMicro("v1")]),
    "interpreter_missing": ("Failed to execute /x: No such file or directory", "could not start",
                            [SetCgo(Cgo.OFF)]),
    "not_executable": ("Failed to execute /x: Permission denied", "The server does not allow",
                       [CheckServer()]),
    "service_user_missing": ("status=217/USER", "does not exist", [AGAIN]),
    "folder_missing": ("status=200/CHDIR", "does not exist", [AGAIN]),
    "settings_file_missing": ("Failed to load environment file", "cannot be read", [AGAIN]),
    "file_not_sent": ("stat a/b.html: no such file or directory", "was not uploaded: a/b.html",
                      [WORDS]),
    "writes_beside_itself": ("mkdir ./data/app: read-only file system", "writes to data/app,",
                             [UseOption("working_dir", "data"), UseOption("writable", "data")]),
    "writes_into_release": ("mkdir /opt/web/releases/1-a/bin/pb_data: read-only file system",
                            ", next to its own file.", [ChooseOption("args")]),
    "read_only_place": ("mkdir /srv/x: read-only file system", "write to /srv/x,",
                        [WORDS, ChooseOption("writable")]),
    "database_not_writable": ("unable to open database file: no such file or directory",
                              "SQLite", [UseOption("working_dir", "data")]),
    "authorities_missing": ("x509: failed to load system roots", "certificate", [WORDS]),
    "time_zone_missing": ("unknown time zone Asia/X", "zone Asia/X.",
                          [AddTags(("timetzdata",))]),
    "program_panicked": ("panic: oh", "stopped with a panic", [LOGS]),
    "stops_at_once": ("start-limit-hit", "again and again", [LOGS]),
}  # fmt: skip
_FIELDS = {
    "port_in_use": "port",
    "port_not_permitted": "port",
    "writes_beside_itself": "working_dir",
    "writes_into_release": "args",
    "read_only_place": "writable",
    "database_not_writable": "working_dir",
}
_KEY, _SUDO = ChooseKey(), EnterSudoPassword()
_CHECK = CheckServer()
_SERVER: dict[str, tuple[str, str, list[Action | None]]] = {
    "host_key_changed": ("REMOTE HOST IDENTIFICATION HAS CHANGED!\nHost key verification failed",
                         "The server's host key has changed.", [WORDS]),
    "host_key_unknown": ("No RSA host key is known for web", "does not know the server", [_CHECK]),
    "login_too_often": ("Too many authentication failures\nPermission denied (publickey)",
                        "The server closed the", [_KEY]),
    "login_refused": ("Authentication failed", "did not accept this login",
                      [_KEY, CopyPublicKey()]),
    "key_locked": ("private key file is encrypted", "could not be opened",
                   [EnterPassphrase(), _KEY]),
    "key_too_open": ("Permissions 0644 for '/k' are too open", "the private key /k.", [WORDS]),
    "server_unreachable": ("connect to host w port 22: No route to host", "w does not respond on",
                           [_CHECK]),
    "server_name_unknown": ("Could not resolve hostname w: x", "host name w could", [_CHECK]),
    "sudo_needs_terminal": ("sudo: sorry, you must have a tty to run sudo", "in a terminal",
                            [WORDS]),
    "sudo_password_needed": ("sudo: a password is required", "requires a password", [_SUDO]),
    "sudo_password_wrong": ("sudo: 1 incorrect password attempt", "The sudo password is", [_SUDO]),
    "sudo_not_allowed": ("user x is not allowed to execute", "This user is not allowed", [_CHECK]),
    "sudo_missing": ("sudo: not found", "not installed", [_CHECK]),
}  # fmt: skip


@pytest.mark.parametrize("code", [*_SYSTEMD, *_SERVER])
def test_what_was_said_leads_to_its_own_button(code: str) -> None:
    line, what, advice = (_SYSTEMD | _SERVER)[code]
    rows = systemd.ROWS if code in _SYSTEMD else server.ROWS
    found = explain(f"before\n{line}\nafter", rows)
    assert found is not None
    assert (found.code, buttons(found)) == (code, advice)
    assert what in str(found.what)
    assert found.field == _FIELDS.get(code, "")
    assert "{" not in f"{found.why}{[str(one.text) for one in found.next]}"


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("sudo_password_wrong", "Sorry, try again."),
        ("sudo_password_wrong", "sudo: 3 incorrect password attempts"),
        ("sudo_password_needed", "sudo: a terminal is required to read the password"),
        ("sudo_not_allowed", "ben is not in the sudoers file"),
        ("sudo_not_allowed", "User ben may not run sudo on w"),
        ("sudo_missing", "bash: sudo: command not found"),
        ("login_refused", "ben@w: Permission denied (publickey,keyboard-interactive)."),
        ("host_key_unknown", "Host key verification failed."),
        ("key_locked", "incorrect passphrase supplied to decrypt private key"),
        ("server_unreachable", "connect to address 192.0.2.7 port 22: Connection timed out"),
        ("server_unreachable", "connect to host w port 22: Connection refused"),
        ("port_in_use", "listen tcp4 127.0.0.1:80: bind: address already in use"),
        ("port_in_use", "listen tcp6 [::1]:80: bind: address already in use"),
        ("wrong_architecture", "Exec format error"),
        ("interpreter_missing", "Failed at step EXEC spawning /x: No such file or directory"),
        ("not_executable", "Failed at step EXEC spawning /x: Permission denied"),
        ("service_user_missing", "Failed to determine user credentials: No such process"),
        ("folder_missing", "Changing to the requested working directory failed: x"),
        ("settings_file_missing", "Failed to load environment files: x"),
        ("file_not_sent", "open x: no such file or directory"),
        ("file_not_sent", "lstat x: no such file or directory"),
        ("file_not_sent", "template: pattern matches no files: `t/*`"),
        ("writes_beside_itself", "open x: read-only file system"),
        ("writes_beside_itself", "unable to open database file: mkdir data: read-only file system"),
        ("writes_into_release", "mkdir /opt/web/current/bin/pb_data: read-only file system"),
        ("writes_beside_itself", "mkdir /opt/web/current/data/x: read-only file system"),
        ("read_only_place", "create /srv/x: read-only file system"),
        ("read_only_place", "open /opt/other/x: read-only file system"),
        ("database_not_writable", "attempt to write a readonly database (8)"),
        ("database_not_writable", "unable to open database file: out of memory (14)"),
        ("authorities_missing", "x509: certificate signed by unknown authority"),
        ("program_panicked", "fatal error: all goroutines are asleep"),
        ("stops_at_once", "Start request repeated too quickly."),
    ],
)
def test_each_way_of_saying_it_is_understood(code: str, line: str) -> None:
    found = explain(line, systemd.ROWS if code in _SYSTEMD else server.ROWS)
    assert found is not None
    assert found.code == code


def test_every_row_stands_in_these_tables() -> None:
    assert [row.code for row in systemd.ROWS] == list(_SYSTEMD)
    assert [row.code for row in server.ROWS] == list(_SERVER)
    assert {
        *("interpreter_missing", "not_executable", "service_user_missing", "folder_missing"),
        *("settings_file_missing", "stops_at_once"),
    } == systemd.ITS_OWN


@pytest.mark.parametrize(
    "line",
    [
        "listen tcp :81: bind: cannot assign requested address",
        "open /proc/x: no such file or directory",
        "open /dev/x: read-only file system",
        "my panic: none",
        "connect to host w port 22: Connection established",
        "Permission denied",
        "sudo: x: command not run",
    ],
)
def test_what_only_resembles_a_symptom_is_none(line: str) -> None:
    assert explain(line, (*systemd.ROWS, *server.ROWS)) is None


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("glibc_too_old", "glibc 2.34."),
        ("processor_too_old", "amd64 level v3"),
        ("program_panicked", "Its output: oh"),
        ("key_too_open", "Its mode is 0644."),
    ],
)
def test_what_was_said_is_repeated_where_it_helps(row: str, why: str) -> None:
    line = (_SYSTEMD | _SERVER)[row][0]
    found = explain(line, (*systemd.ROWS, *server.ROWS))
    assert found is not None
    assert why in str(found.why)
    assert re.search(r"chmod 600 /k", str(found.next[0].text)) or row != "key_too_open"
