"""The connection against a real OpenSSH server."""

from __future__ import annotations

import asyncio
import hashlib
import os
import shlex
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import paramiko
import pytest

from core.actions import (
    EnterPassphrase,
    EnterPassword,
    EnterSudoPassword,
    ReplaceHostKey,
    TrustHostKey,
)
from core.cli.entry import main
from core.problems import Problem, ProblemError
from core.servers.store import ServerStore
from core.ssh.connection import Connection, offered_key, recorded_keys, trust_key
from core.ssh.host_keys import KnownHosts, Standing, parse_key
from core.ssh.profile import Credentials, Profile, Sudo
from tests import sshd
from tests.deploying import either
from tests.sshd import on

if TYPE_CHECKING:
    from pathlib import Path

    from core.home import Home

pytestmark = pytest.mark.server


def problem_of(profile: Profile, home: Home, credentials: Credentials | None = None) -> Problem:
    with pytest.raises(ProblemError) as caught:
        on(profile, home, lambda connection: connection.run("true"), credentials)
    return caught.value.problem


def test_the_offered_key_is_the_server_s_own(daemon: sshd.Sshd, profile: Profile) -> None:
    assert asyncio.run(offered_key(profile)).line == daemon.host_key_line


def test_an_unknown_key_ends_before_the_login(
    daemon: sshd.Sshd, profile: Profile, home: Home
) -> None:
    home.known_hosts.unlink()
    before = (daemon.place / "sshd.log").read_text().count("Accepted")
    problem = problem_of(profile, home)
    assert problem.code == "host_key_unknown"
    key = asyncio.run(offered_key(profile))
    assert problem.next[0].action == TrustHostKey(key.fingerprint)
    assert (daemon.place / "sshd.log").read_text().count("Accepted") == before


def test_a_changed_key_is_refused(profile: Profile, home: Home, tmp_path: Path) -> None:
    other = (sshd.make_key(tmp_path / "other").with_suffix(".pub")).read_text()
    home.known_hosts.write_text(f"[127.0.0.1]:{profile.port} {other}")
    problem = problem_of(profile, home)
    assert problem.code == "host_key_changed"
    key = asyncio.run(offered_key(profile))
    deeds = [advice.action for advice in problem.next if advice.action]
    assert deeds == [ReplaceHostKey(profile.name, key.fingerprint)], "a person types the name first"
    assert problem.details.count("SHA256:") == 2
    line = str(dict(problem.next[1].text.values)["line"])
    subprocess.run(["ssh-keygen", *shlex.split(line)], check=True, capture_output=True)
    assert problem_of(profile, home).code == "host_key_unknown"


def test_trusting_a_changed_key_closes_the_door_to_the_old_one_in_every_file(
    daemon: sshd.Sshd, profile: Profile, home: Home, tmp_path: Path
) -> None:
    old = (sshd.make_key(tmp_path / "old").with_suffix(".pub")).read_text()
    stolen = parse_key(old)
    assert stolen is not None
    users = tmp_path / "user/.ssh/known_hosts"
    for file in (home.known_hosts, users):
        file.write_text(f"[127.0.0.1]:{profile.port} {old}")
    key = asyncio.run(offered_key(profile, home))
    assert asyncio.run(recorded_keys(profile, home, key)) == [stolen]
    deed = problem_of(profile, home).next[-1].action
    assert isinstance(deed, ReplaceHostKey)
    command = ["server", "trust", deed.server, "--fingerprint", deed.fingerprint]
    words = ["--json", "--home", str(home.config), *command]
    ServerStore(home).add(profile)
    assert main(words) == 0
    assert on(profile, home, lambda one: one.run("true")).code == 0
    assert asyncio.run(recorded_keys(profile, home, key)) == []
    known = KnownHosts([home.known_hosts, users])
    assert known.judge("127.0.0.1", profile.port, stolen).standing is Standing.REVOKED
    assert users.read_text() == f"[127.0.0.1]:{profile.port} {old}"
    assert daemon.host_key_line in home.known_hosts.read_text()


def test_a_server_set_up_with_another_type_of_key_leaves_the_old_type_behind(
    profile: Profile, home: Home, tmp_path: Path
) -> None:
    old = (sshd.make_key(tmp_path / "old", "rsa").with_suffix(".pub")).read_text()
    home.known_hosts.write_text(f"[127.0.0.1]:{profile.port} {old}")
    assert problem_of(profile, home).code == "host_key_changed"
    key = asyncio.run(offered_key(profile, home))
    asyncio.run(trust_key(profile, home, key))
    assert on(profile, home, lambda one: one.run("true")).code == 0
    assert old.split()[1] not in home.known_hosts.read_text()


def test_a_revoked_key_is_refused(daemon: sshd.Sshd, profile: Profile, home: Home) -> None:
    with home.known_hosts.open("a") as file:
        file.write(f"@revoked * {daemon.host_key_line}\n")
    assert problem_of(profile, home).code == "host_key_revoked"


def test_a_command_tells_its_output_and_exit_code(profile: Profile, home: Home) -> None:
    ran = on(profile, home, lambda one: one.run("echo out; echo err >&2; cat; exit 7", stdin=b"in"))
    assert (ran.code, ran.out, ran.err) == (7, "out\nin", "err\n")


def test_output_is_cut_at_four_mebibytes_and_the_exit_code_still_comes(
    profile: Profile, home: Home
) -> None:
    ran = on(profile, home, lambda one: one.run("head -c 30000000 /dev/zero | tr '\\0' x; exit 3"))
    assert ran.code == 3
    assert len(ran.out) == 4 << 20


def test_a_command_that_takes_too_long_is_a_problem_and_the_connection_stays(
    profile: Profile, home: Home
) -> None:
    async def work(connection: Connection) -> str:
        with pytest.raises(ProblemError) as caught:
            await connection.run("sleep 30", seconds=0.3)
        assert caught.value.problem.code == "server_too_slow"
        return (await connection.run("echo alive")).out

    assert on(profile, home, work) == "alive\n"


def test_a_password_lets_in(profile: Profile, home: Home) -> None:
    user = replace(profile, user="plain", key="")
    ran = on(user, home, lambda one: one.run("id -un"), Credentials(password=sshd.PASSWORD))
    assert ran.out == "plain\n"


def test_a_wrong_password_is_said_to_be_one(profile: Profile, home: Home) -> None:
    user = replace(profile, user="plain", key="")
    problem = problem_of(user, home, Credentials(password="wrong"))
    assert problem.code == "login_refused"
    assert "password is wrong" in str(problem.why)
    assert EnterPassword() in [advice.action for advice in problem.next]


def test_without_key_and_password_the_password_is_asked_for(profile: Profile, home: Home) -> None:
    problem = problem_of(replace(profile, key=""), home)
    assert problem.code == "login_refused"
    assert problem.next[0].action == EnterPassword()


def test_a_key_that_is_not_accepted_is_said_to_be_that(
    profile: Profile, home: Home, tmp_path: Path
) -> None:
    stranger = replace(profile, key=str(sshd.make_key(tmp_path / "stranger")))
    problem = problem_of(stranger, home)
    assert problem.code == "login_refused"
    assert "key" in str(problem.why)


def test_a_locked_key_asks_for_its_passphrase(
    daemon: sshd.Sshd, profile: Profile, home: Home, tmp_path: Path
) -> None:
    locked = sshd.make_key(tmp_path / "locked", passphrase="open sesame")
    with (daemon.place / "authorized_keys").open("a") as file:
        file.write(locked.with_suffix(".pub").read_text())
    guarded = replace(profile, key=str(locked))
    assert problem_of(guarded, home).next[0].action == EnterPassphrase()
    wrong = problem_of(guarded, home, Credentials(passphrase="wrong"))
    assert wrong.code == "key_locked"
    right = Credentials(passphrase="open sesame")
    assert on(guarded, home, lambda one: one.run("echo in"), right).out == "in\n"


@pytest.mark.parametrize("kind", ["rsa", "ecdsa", "ed25519"])
def test_each_type_of_key_lets_in(
    daemon: sshd.Sshd, profile: Profile, home: Home, tmp_path: Path, kind: str
) -> None:
    key = sshd.make_key(tmp_path / "key", kind)
    with (daemon.place / "authorized_keys").open("a") as file:
        file.write(key.with_suffix(".pub").read_text())
    assert on(replace(profile, key=str(key)), home, lambda one: one.run("echo in")).out == "in\n"


def test_root_needs_no_sudo(profile: Profile, home: Home) -> None:
    assert on(profile, home, lambda one: one.run_as_root("id -u")).out == "0\n"


def test_sudo_without_a_password_makes_root(profile: Profile, home: Home) -> None:
    ran = on(replace(profile, user="free"), home, lambda one: one.run_as_root("id -u; exit 4"))
    assert (ran.code, ran.out) == (4, "0\n")


def test_sudo_that_wants_a_password_asks_before_anything_ran(
    daemon: sshd.Sshd, profile: Profile, home: Home
) -> None:
    def attempt(password: str) -> Problem:
        with pytest.raises(ProblemError) as caught:
            on(
                replace(profile, user="asker"),
                home,
                lambda one: one.run_as_root("touch /root/ran"),
                Credentials(sudo_password=password),
            )
        return caught.value.problem

    assert attempt("").next[0].action == EnterSudoPassword()
    assert "is wrong" in str(attempt("wrong").why)
    assert not (daemon.root_home / "ran").exists()


def test_the_sudo_password_makes_root_and_shows_nowhere(profile: Profile, home: Home) -> None:
    password = f"[c]{sshd.PASSWORD[1:]}"  # which is not the search itself
    script = f"id -u; ps -eo args | grep -c '{password}'; env | grep -c '{password}'"
    ran = on(
        replace(profile, user="asker"),
        home,
        lambda one: one.run_as_root(script),
        Credentials(sudo_password=sshd.PASSWORD),
    )
    assert (ran.out, ran.err) == ("0\n0\n0\n", "")


def test_a_user_without_sudo_rights_is_told_so(profile: Profile, home: Home) -> None:
    with pytest.raises(ProblemError) as caught:
        on(
            replace(profile, user="plain"),
            home,
            lambda one: one.run_as_root("id"),
            Credentials(sudo_password=sshd.PASSWORD),
        )
    assert caught.value.problem.code == "sudo_not_allowed"


def test_sudo_is_left_alone_when_the_person_says_so(profile: Profile, home: Home) -> None:
    with pytest.raises(ProblemError) as caught:
        on(replace(profile, user="free", sudo=Sudo.NEVER), home, lambda one: one.run_as_root("id"))
    assert caught.value.problem.code == "root_needed"


def test_an_upload_arrives_whole(
    daemon: sshd.Sshd, profile: Profile, home: Home, tmp_path: Path
) -> None:
    source = tmp_path / "program"
    source.write_bytes(os.urandom(9_000_001))
    counts: list[int] = []
    on(profile, home, lambda one: one.upload(source, "/root/it's new", on_bytes=counts.append))
    there = daemon.root_home / "it's new"
    assert (
        hashlib.sha256(there.read_bytes()).digest() == hashlib.sha256(source.read_bytes()).digest()
    )
    assert counts == sorted(counts)
    assert counts[-1] == 9_000_001
    assert not (daemon.root_home / "it's new.part").exists()


def test_an_upload_goes_on_where_an_earlier_one_ended(
    daemon: sshd.Sshd, profile: Profile, home: Home, tmp_path: Path
) -> None:
    source = tmp_path / "program"
    source.write_bytes(os.urandom(5_000_000))
    (daemon.root_home / "again.part").write_bytes(source.read_bytes()[:4_000_000])
    counts: list[int] = []
    on(profile, home, lambda one: one.upload(source, "/root/again", on_bytes=counts.append))
    assert counts[0] > 4_000_000
    assert (daemon.root_home / "again").read_bytes() == source.read_bytes()


@pytest.mark.parametrize("size", [0, 10, 5_000, 9_000])
def test_a_part_of_something_else_is_not_continued(
    daemon: sshd.Sshd, profile: Profile, home: Home, tmp_path: Path, size: int
) -> None:
    source = tmp_path / "program"
    source.write_bytes(os.urandom(5_000))
    (daemon.root_home / "mixed.part").write_bytes(os.urandom(size))
    on(profile, home, lambda one: one.upload(source, "/root/mixed"))
    assert (daemon.root_home / "mixed").read_bytes() == source.read_bytes()


def test_an_upload_never_follows_a_planted_link(
    daemon: sshd.Sshd, profile: Profile, home: Home, tmp_path: Path
) -> None:
    source = tmp_path / "program"
    source.write_bytes(b"new")
    (daemon.root_home / "precious").write_text("old")
    (daemon.root_home / "linked.part").symlink_to("precious")
    with pytest.raises(ProblemError) as caught:
        on(profile, home, lambda one: one.upload(source, "/root/linked"))
    assert caught.value.problem.code == "upload_in_the_way"
    assert (daemon.root_home / "precious").read_text() == "old"


def test_a_cancelled_upload_leaves_no_part(
    daemon: sshd.Sshd, profile: Profile, home: Home, tmp_path: Path
) -> None:
    source = tmp_path / "program"
    source.write_bytes(bytes(300_000_000))

    async def work(connection: Connection) -> str:
        under_way = asyncio.Event()
        job = asyncio.create_task(
            connection.upload(source, "/root/cut", on_bytes=lambda _: under_way.set())
        )
        await either(under_way, job)
        job.cancel()
        with pytest.raises(asyncio.CancelledError):
            await job
        return (await connection.run("ls /root/cut* 2>/dev/null")).out

    assert on(profile, home, work) == ""
    assert not list(daemon.root_home.glob("cut*"))


def test_a_small_file_is_written_with_its_mode(
    daemon: sshd.Sshd, profile: Profile, home: Home
) -> None:
    on(profile, home, lambda one: one.write_file("/root/env", b"A=1\n", mode=0o640))
    there = daemon.root_home / "env"
    assert there.read_bytes() == b"A=1\n"
    assert there.stat().st_mode & 0o777 == 0o640
    assert not list(daemon.root_home.glob("env.*"))


def test_a_folder_that_is_not_ours_is_said_to_be(profile: Profile, home: Home) -> None:
    with pytest.raises(ProblemError) as caught:
        on(replace(profile, user="free"), home, lambda one: one.write_file("/root/x", b""))
    assert "does not have permission to write there" in str(caught.value.problem.why)


def test_a_closed_port_on_the_server_is_said_to_be(profile: Profile, home: Home) -> None:
    with pytest.raises(ProblemError) as caught:
        on(profile, home, lambda one: one.http_get(sshd.free_port(), "/health"))
    assert caught.value.problem.code == "port_closed"


def test_the_server_s_own_loopback_answers_http(profile: Profile, home: Home) -> None:
    async def work(connection: Connection) -> tuple[int, str, bytes]:
        service = await asyncio.start_server(_answer, "127.0.0.1", 0)
        async with service:
            port = service.sockets[0].getsockname()[1]
            reply = await connection.http_get(port, "/health")
        return reply.status, reply.headers["x-release"], reply.body

    assert on(profile, home, work) == (503, "7-abc", b"sick")


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 503 No\r\nX-Release: 7-abc\r\nContent-Length: 4\r\n\r\nsick")
    writer.close()


def test_closing_while_a_channel_is_being_opened_is_a_lost_connection(
    profile: Profile, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work(connection: Connection) -> Problem:
        await connection.run("true")
        transport = connection._transport

        class Interrupted(paramiko.Channel):
            def _set_transport(self, other: paramiko.Transport) -> None:
                transport.close()
                super()._set_transport(other)

        monkeypatch.setattr(paramiko.transport, "Channel", Interrupted)
        with pytest.raises(ProblemError) as caught:
            await connection.run("true")
        return caught.value.problem

    assert on(profile, home, work).code == "connection_lost"


def test_closing_twice_is_fine_and_later_work_is_a_lost_connection(
    profile: Profile, home: Home
) -> None:
    async def work(connection: Connection) -> None:
        await connection.close()
        await connection.close()
        await connection.run("true")

    with pytest.raises(ProblemError) as caught:
        on(profile, home, work)
    assert caught.value.problem.code == "connection_lost"


def test_a_closed_port_is_a_server_that_cannot_be_reached(profile: Profile, home: Home) -> None:
    problem = problem_of(replace(profile, port=sshd.free_port()), home)
    assert problem.code == "server_unreachable"
    assert "closed" in str(problem.why)


def test_a_name_without_a_computer_is_said_to_be_that(profile: Profile, home: Home) -> None:
    problem = problem_of(replace(profile, host="no-such-computer.invalid"), home)
    assert problem.code == "server_unreachable"
    assert "name" in str(problem.why)
