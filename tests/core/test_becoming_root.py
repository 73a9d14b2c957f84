"""Becoming root: what sudo is given, what it is asked, and what stays undone when it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.actions import Action, CheckServer, EnterSudoPassword
from core.problems import ProblemError
from core.ssh.profile import Sudo
from core.ssh.session import Ran
from tests.made_up_line import Transport, over, problem_of, transport

if TYPE_CHECKING:
    from core.ssh.connection import Connection

__all__ = ["transport"]
_CANARY = "canary-5cb1"
_SUDO = """\
#!/bin/sh
echo "$*" >>argv
[ "$1 $2 $4" = "-S -p --" ] || exit 99
prompt=$3
shift 4
{ask}
exec "$@"
"""
_ASKS = """\
for attempt in 1 2 3; do
    printf '%s' "$prompt" >&2
    read -r line || exit 1
    echo "$line" >>lines
    [ "$line" = right ] && break
    echo 'Sorry, try again.' >&2
done
[ "$line" = right ] || exit 1"""


def with_sudo(transport: Transport, ask: str) -> None:
    folder = transport.folder / "bin"
    folder.mkdir()
    (folder / "sudo").write_text(_SUDO.format(ask=ask))
    (folder / "sudo").chmod(0o755)
    transport.env["PATH"] = f"{folder}:{transport.env['PATH']}"


def lines(transport: Transport) -> list[str]:
    file = transport.folder / "lines"
    return file.read_text().splitlines() if file.exists() else []


@pytest.mark.parametrize(("ask", "given"), [("", []), (_ASKS, ["right"])], ids=["free", "asks"])
def test_a_script_runs_as_root_and_neither_it_nor_the_password_is_shown(
    transport: Transport, ask: str, given: list[str]
) -> None:
    with_sudo(transport, ask)
    ran = over(
        transport,
        lambda one: one.run_as_root(f"echo {_CANARY}; echo no >&2; exit 4"),
        user="guest",
        sudo_password="right",
    )
    assert ran == Ran(4, f"{_CANARY}\n", "no\n")
    assert lines(transport) == given
    argv = (transport.folder / "argv").read_text()
    assert _CANARY not in argv + str(transport.asked)
    assert "right" not in argv + str(transport.asked)


@pytest.mark.parametrize(("password", "given"), [("", []), ("wrong", ["wrong"])])
def test_a_password_goes_to_sudo_once_at_most_and_before_anything_ran(
    transport: Transport, password: str, given: list[str]
) -> None:
    with_sudo(transport, _ASKS)
    problem = problem_of(
        transport,
        lambda one: one.run_as_root("touch ran", seconds=20),
        user="guest",
        sudo_password=password,
    )
    assert problem.code == "sudo_password_needed"
    assert ("wrong" in str(problem.why)) is bool(password)
    assert [one.action for one in problem.next] == [EnterSudoPassword()]
    assert (problem.field, problem.details) == ("sudo_password", "guest@web1.example")
    assert lines(transport) == given
    assert not (transport.folder / "ran").exists()


@pytest.mark.parametrize(
    ("says", "code", "action"),
    [
        ("guest is not in the sudoers file.", "sudo_not_allowed", CheckServer()),
        ("sudo: sorry, you must have a tty to run sudo", "sudo_needs_terminal", None),
        ("something new \\033[2J", "sudo_not_allowed", CheckServer("web1")),
    ],
)
def test_a_refusal_of_sudo_is_told_in_its_words(
    transport: Transport, says: str, code: str, action: Action | None
) -> None:
    with_sudo(transport, f"{_ASKS}\nprintf '{says}\\n' >&2; exit 1")
    problem = problem_of(
        transport,
        lambda one: one.run_as_root("touch ran", seconds=20),
        user="guest",
        sudo_password="right",
    )
    assert "-asks:" not in problem.details
    assert (problem.code, problem.next[0].action) == (code, action)
    assert says.partition(" \\")[0] in problem.details
    assert "\x1b" not in problem.details
    assert not (transport.folder / "ran").exists()


def test_who_is_root_or_must_not_use_sudo_never_calls_it(transport: Transport) -> None:
    with_sudo(transport, "")
    assert over(transport, lambda one: one.run_as_root("echo in")).out == "in\n"
    for password in ("", "right"):  # one that was kept from before is no leave
        never = problem_of(
            transport,
            lambda one: one.run_as_root("touch ran"),
            user="guest",
            sudo=Sudo.NEVER,
            sudo_password=password,
        )
        assert (never.code, never.next[0].action) == ("root_needed", CheckServer("web1"))
    assert not (transport.folder / "argv").exists()
    assert not (transport.folder / "ran").exists()


def test_sudo_is_only_tried_on_a_shell_that_has_answered(transport: Transport) -> None:
    with_sudo(transport, "")
    usual = transport.login_shell
    transport.login_shell = lambda _: ("/bin/sh", "-c", "cat >/dev/null")

    async def after_a_question_that_failed(one: Connection) -> None:
        with pytest.raises(ProblemError):
            await one.run("true")
        await one.run_as_root("true", seconds=5)

    problem = problem_of(transport, after_a_question_that_failed, user="guest")
    assert problem.code == "shell_in_the_way"
    transport.login_shell = usual

    async def twice(one: Connection) -> None:
        await one.run_as_root("true")
        await one.run_as_root("true")

    before = len(transport.every)
    over(transport, twice, user="guest")
    heard = [channel.heard for channel in transport.every[before:]]
    assert sum(b"\n:\n" in one for one in heard) == 1
    assert sum(b"exec sudo" in one for one in heard) == 2
