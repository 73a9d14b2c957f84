"""What lies under questions and uploads: channels, sessions that are lent, and threads."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import paramiko
import pytest

from core.ssh.connection import channels as channel_module
from core.ssh.connection import pool as pool_module
from core.ssh.connection.channels import Channels
from core.ssh.connection.pool import NoFiles, SftpPool
from core.ssh.connection.sftp import Garbled, Refused, Sftp
from core.ssh.executor import StopToken, in_thread
from tests.made_up_line import Clock, Transport, eventually, over, problem_of, transport

if TYPE_CHECKING:
    from core.ssh.connection import Connection

__all__ = ["transport"]


class Ahead:
    """Something that was opened ahead, and holds a channel until it is wanted."""

    def __init__(self, transport: Transport) -> None:
        self.channel = transport.open_session()
        self.given_up = 0

    def give_up(self) -> None:
        self.given_up += 1
        self.channel.close()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Time for channels, which passes only while they wait."""
    made_up = Clock()
    monkeypatch.setattr(channel_module, "time", made_up)
    return made_up


@pytest.mark.parametrize("window", [None, 1 << 20])
def test_a_channel_is_asked_for_with_its_window_and_for_fifteen_seconds(
    transport: Transport, window: int | None
) -> None:
    channel = Channels(transport).open(StopToken(), window=window)
    assert transport.opened == [(window, 15.0)]
    assert not channel.closed


def test_a_stop_closes_the_channel_that_was_opened_for_it(transport: Transport) -> None:
    stop = StopToken()
    channel = Channels(transport).open(stop)
    stop.ask()
    assert channel.closed
    assert Channels(transport).open(stop).closed  # asked for meanwhile


def test_what_was_opened_ahead_makes_room_once_and_only_then(
    transport: Transport, clock: Clock
) -> None:
    channels = Channels(transport)
    kept, forgotten = Ahead(transport), Ahead(transport)
    for one in (kept, forgotten):
        channels.opened_ahead(one)
    channels.forget(forgotten)
    channels.forget(forgotten)
    transport.most = 3
    channels.open(StopToken())
    assert (kept.given_up, clock.slept) == (0, [])
    channels.open(StopToken())
    assert (kept.given_up, forgotten.given_up, clock.slept) == (1, 0, [0.05])
    with pytest.raises(paramiko.ChannelException):
        channels.open(StopToken(), wait=False)
    clock.at = lambda passed: forgotten.channel.close() if passed > 1 else None
    channels.open(StopToken())
    assert (kept.given_up, forgotten.given_up) == (1, 0)


def test_a_server_that_never_opens_a_channel_is_given_three_seconds(
    transport: Transport, clock: Clock
) -> None:
    transport.most = 0
    with pytest.raises(paramiko.ChannelException):
        Channels(transport).open(StopToken())
    assert sum(clock.slept) == pytest.approx(3.05, abs=0.051)
    assert set(clock.slept) == {0.05}


@pytest.mark.parametrize("wait", [True, False])
def test_whoever_wants_a_channel_waits_as_long_as_another_is_open(
    transport: Transport, monkeypatch: pytest.MonkeyPatch, *, wait: bool
) -> None:
    other = transport.open_session()
    transport.most = 1
    waits = Clock(lambda passed: other.close() if passed > 100 else None)
    monkeypatch.setattr(channel_module, "time", waits)
    if wait:
        assert not Channels(transport).open(StopToken()).closed
        assert 100 < sum(waits.slept) < 101
        return
    with pytest.raises(paramiko.ChannelException):
        Channels(transport).open(StopToken(), wait=False)
    assert waits.slept == []


def test_a_stop_ends_the_waiting_for_a_channel(
    transport: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    transport.open_session()
    transport.most, stop = 1, StopToken()
    waits = Clock(lambda passed: stop.ask() if passed > 1 else None)
    monkeypatch.setattr(channel_module, "time", waits)
    with pytest.raises(paramiko.ChannelException):
        Channels(transport).open(stop)
    assert sum(waits.slept) < 2


def test_a_session_is_lent_again_and_to_nobody_else_meanwhile(transport: Transport) -> None:
    pool = SftpPool(Channels(transport))
    with pool.lend(StopToken()) as first, pool.lend(StopToken()) as second:
        assert first is not second
    with pool.lend(StopToken()) as again, pool.lend(StopToken()) as other:
        assert {again, other} == {first, second}
    assert [window for window, _ in transport.opened] == [1 << 20] * 2
    assert transport.asked == [("subsystem", "sftp")] * 2
    assert [one.timeouts for one in transport.every] == [[10.0, 120.0]] * 2


@pytest.mark.parametrize("reason", [Refused(4, "no"), EOFError(), KeyboardInterrupt()])
def test_a_session_that_something_went_wrong_with_is_ended(
    transport: Transport, reason: BaseException
) -> None:
    pool = SftpPool(Channels(transport))
    with pytest.raises(type(reason)), pool.lend(StopToken()) as first:
        raise reason
    assert transport.every[0].closed
    with pool.lend(StopToken()) as second:
        assert second is not first


def _used_after(stop: StopToken, session: Sftp) -> None:
    stop.ask()
    session.lstat("/")


def test_a_lent_session_ends_with_its_stop_and_an_idle_one_does_not(transport: Transport) -> None:
    pool, before, stop = SftpPool(Channels(transport)), StopToken(), StopToken()
    with pool.lend(before) as session:
        pass
    with pytest.raises(OSError, match="closed"), pool.lend(stop) as session:
        _used_after(stop, session)
    assert transport._channels == []


def test_idle_sessions_make_room_for_a_channel_and_lent_ones_stay(
    transport: Transport, clock: Clock
) -> None:
    channels = Channels(transport)
    pool = SftpPool(channels)
    transport.most = 2
    with pool.lend(StopToken()) as lent:
        with pool.lend(StopToken()):
            pass
        channels.open(StopToken())
        assert lent.lstat("/nowhere-at-all") is None
        assert [one.closed for one in transport.every] == [False, True, False]
        transport.every[2].close()
        with pool.lend(StopToken()) as another:
            assert another.lstat("/nowhere-at-all") is None
    assert clock.slept == [0.05]


def test_a_session_is_prepared_before_it_is_wanted_and_only_where_there_is_room(
    transport: Transport,
) -> None:
    pool = SftpPool(Channels(transport))
    pool.prepare()
    assert eventually(lambda: len(transport.files.asked) == 1)
    with pool.lend(StopToken()):
        pass
    assert len(transport.every) == 1
    transport.most = 1
    SftpPool(Channels(transport)).prepare()
    assert eventually(lambda: len(transport.opened) == 2)
    assert eventually(lambda: "goferry-sftp" not in [one.name for one in threading.enumerate()])
    assert len(transport.every) == 1


def test_where_the_subsystem_is_refused_the_shell_starts_the_program_and_again(
    transport: Transport,
) -> None:
    if not any(Path(f"{one}/sftp-server").exists() for one in ("/usr/lib/openssh", "/usr/lib/ssh")):
        pytest.skip("needs sftp-server")
    transport.refuses = {"subsystem"}
    transport.login_shell = lambda _: ("/bin/sh", "-c", "echo welcome; exec sh -s")
    pool = SftpPool(Channels(transport))
    with pool.lend(StopToken()) as first, pool.lend(StopToken()) as second:
        assert first.lstat("/nowhere-at-all") is None
        assert second.lstat(str(transport.folder)) is not None
    assert transport.asked == [("subsystem", "sftp"), ("exec", "sh -s"), ("exec", "sh -s")]


@pytest.mark.parametrize(
    ("shell", "told", "raised"),
    [
        ("exit 1", None, NoFiles),
        ("head -c 300000 /dev/zero | tr '\\0' x; exec sh -s", None, NoFiles),
        (None, "server_forbids", paramiko.SSHException),
    ],
    ids=["ends", "prints too much", "refused"],
)
def test_where_no_way_leads_to_files_it_is_said_which_failed(
    transport: Transport, shell: str | None, told: str | None, raised: type[Exception]
) -> None:
    transport.refuses = {"subsystem"} if shell else {"subsystem", "exec"}
    transport.login_shell = lambda _: ("/bin/sh", "-c", shell or "")
    with pytest.raises(raised), SftpPool(Channels(transport)).lend(StopToken()):
        pass
    assert transport._channels == []
    problem = problem_of(transport, lambda one: one.must_take_files())
    assert problem.code == (told or "files_refused")


@pytest.mark.parametrize(
    ("reason", "printed"),
    [
        (Garbled(""), True),
        (Refused(4, ""), True),
        (TimeoutError(), True),
        (EOFError(), False),
        (OSError(), False),
        (paramiko.SSHException(), False),
    ],
)
def test_only_what_a_server_printed_is_blamed_on_its_start_up_files(
    transport: Transport, monkeypatch: pytest.MonkeyPatch, reason: Exception, printed: object
) -> None:
    def lend(_pool: SftpPool, _stop: StopToken) -> None:
        raise NoFiles(reason)

    monkeypatch.setattr(SftpPool, "lend", lend)
    problem = problem_of(transport, lambda one: one.must_take_files())
    assert problem.code == "files_refused"
    assert ("start-up file" in str(problem.why)) is printed
    assert ("start-up files" in str(problem.next[0].text)) is printed


def test_a_lost_connection_is_no_server_without_files(
    transport: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(channel: object) -> Sftp:
        del channel
        transport.active = False
        raise EOFError

    monkeypatch.setattr(pool_module, "_by_subsystem", dies)
    with pytest.raises(EOFError), SftpPool(Channels(transport)).lend(StopToken()):
        pass


def test_the_shortest_answer_tells_how_far_a_server_is(
    transport: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool_module, "time", Clock())  # opening the channel took no time at all
    with SftpPool(Channels(transport)).lend(StopToken()) as session:
        assert session.round_trip == 0


def test_a_connection_opens_a_session_for_files_before_anybody_asks(transport: Transport) -> None:
    async def work(_: Connection) -> bool:
        return await asyncio.to_thread(eventually, lambda: transport.files.asked == [("limits",)])

    assert over(transport, work)
    assert transport.asked == [("subsystem", "sftp")]


def test_work_in_a_thread_answers_or_raises_what_it_raised() -> None:
    def fails(_: StopToken) -> None:
        raise KeyError("x")

    assert asyncio.run(in_thread(lambda stop: (stop.asked, threading.current_thread().daemon))) == (
        False,
        True,
    )
    with pytest.raises(KeyError):
        asyncio.run(in_thread(fails))


def test_work_that_ends_when_nobody_is_there_any_more_ends_in_silence() -> None:
    go_on, threads = threading.Event(), list[threading.Thread]()

    def work(_: StopToken) -> None:
        threads.append(threading.current_thread())
        go_on.wait(60)

    with pytest.raises(TimeoutError):
        asyncio.run(in_thread(work, seconds=0.05))
    go_on.set()
    assert eventually(lambda: bool(threads) and not threads[0].is_alive())


@pytest.mark.parametrize("how", ["late", "cancelled"])
def test_who_waits_no_more_has_the_work_stopped(how: str) -> None:
    class Door:
        def __init__(self) -> None:
            self.shut = threading.Event()

        def close(self) -> None:
            self.shut.set()

    first, second, begun, woken = Door(), Door(), threading.Event(), list[bool]()

    class Broken(Door):
        def close(self) -> None:
            raise EOFError

    def work(stop: StopToken) -> None:
        stop.holds(Broken())
        stop.holds(first)
        begun.set()
        woken.append(first.shut.wait(20))
        stop.holds(second)

    async def whole() -> None:
        job = asyncio.create_task(in_thread(work, seconds=0.05 if how == "late" else None))
        await asyncio.to_thread(begun.wait, 60)
        if how == "cancelled":
            job.cancel()
        with pytest.raises(TimeoutError if how == "late" else asyncio.CancelledError):
            await job
        assert await asyncio.to_thread(second.shut.wait, 40)
        assert woken == [True]

    asyncio.run(whole())
