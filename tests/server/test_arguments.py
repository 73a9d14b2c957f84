"""Real systemd gives a program each argument as it was written, and starts it where it should."""

from __future__ import annotations

import base64
import random
import re
import shlex
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.service.exec_line import exec_words
from core.service.model import WorkingDir
from tests import programs
from tests.deploying import ask, deploy, remove, service

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]

_LETTERS = " \t%$\\\"'{}();#&|<>*?~!=,:;/-_aZ0nxé漢😀%%$$${HOME}$HOME\\x41\\n"
_UNIT = r"""[Service]
Type=oneshot
ExecStart=/bin/sh -c 'printf "%%s\\0" "$$@" | base64 -w0 >/run/told' sh"""


def as_given(server: Server, arguments: Sequence[str]) -> list[str]:
    """Let the server's systemd start a program with these arguments; return what it was given."""
    unit = f"{_UNIT}{exec_words(arguments)}\n"
    server.run(
        f"printf %s {shlex.quote(unit)} >/run/systemd/system/told.service\n"
        "systemctl daemon-reload && systemctl start told.service"
    )
    told = server.run("cat /run/told; rm /run/told /run/systemd/system/told.service")
    return base64.b64decode(told).decode().split("\0")[:-1]


def test_every_argument_arrives_as_it_was_written(every_debian: Server) -> None:
    dice = random.Random(12)  # noqa: S311 - no secret
    words = [_LETTERS[i : i + 3] for i in range(len(_LETTERS) - 2)]
    odd = ["".join(dice.choices(words, k=dice.randrange(8))) for _ in range(1_500)]
    every = ("", ";", "-", "\\", "${1}", "@", *odd)
    literal = [one for one in every if not re.search(r"\$\{[A-Za-z_]\w*\}", one)]
    assert as_given(every_debian, literal) == literal


def test_a_variable_in_braces_is_put_in(every_debian: Server) -> None:
    put_in = as_given(every_debian, ["--at=${LANG_OF_NOBODY}:1", "$${MANAGERPID}", "a b"])
    assert put_in == ["--at=:1", "$", "a b"]


@pytest.fixture
def server(debian: Server) -> Iterator[Server]:
    yield debian
    remove(debian)


def test_a_service_gets_its_arguments_and_its_port_in_one_of_them(
    server: Server, tmp_path: Path
) -> None:
    arguments = ("serve", "--port", "${PORT}", "50% of $HOME")
    wanted = replace(service(port=8123), args=arguments, rehearse=True)
    assert deploy(server, tmp_path, programs.release(), wanted).result.good
    started = server.run("tr '\\0' '\\n' </proc/$(systemctl show -P MainPID web)/cmdline")
    assert started.splitlines()[1:] == ["serve", "--port", "8123", "50% of $HOME"]


def test_a_program_that_writes_beside_itself_keeps_what_it_wrote(
    server: Server, tmp_path: Path
) -> None:
    in_data = replace(service(), working_dir=WorkingDir.DATA)
    assert deploy(server, tmp_path, programs.release(), in_data).result.good
    assert server.run("readlink /proc/$(systemctl show -P MainPID web)/cwd").strip() == (
        "/var/lib/web"
    )


def test_a_folder_by_name_is_writable_where_the_program_starts_and_outlives_releases(
    server: Server, tmp_path: Path
) -> None:
    server.run("mkdir -p /srv/shared")
    wanted = replace(service(), writable=("uploads/new", "/srv/shared"))
    assert deploy(server, tmp_path, programs.release(), wanted).result.good
    server.run("chown web: /srv/shared")
    inside = "nsenter -t $(systemctl show -P MainPID web) -m setpriv --reuid=web --regid=web"
    there = "/opt/web/current/uploads/new"
    server.run(f"{inside} --clear-groups touch {there}/first /srv/shared/first")
    assert deploy(server, tmp_path, programs.release(version="2"), wanted).result.good
    assert server.run(f"{inside} --clear-groups ls {there}; ls /srv/shared").split() == (
        ["first", "first"]
    )
    closed = server.run(f"{inside} --clear-groups touch {there}/../x 2>&1", check=False)
    assert "Read-only file system" in closed
    assert ask(server)
    server.run("rm -r /srv/shared")
