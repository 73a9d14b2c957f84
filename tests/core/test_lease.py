"""The lease of a service: taken before anything is sent, renewed in time, let go at every end."""

from __future__ import annotations

import asyncio
import itertools
import json
import re
import subprocess
import time
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

from core.deploy import lease
from core.problems import ProblemError
from core.service import helper_table
from core.service.layout import Layout
from core.service.protocol import Verb
from core.service.transaction import Change
from core.ssh.session import Ran
from tests.made_up_clock import leap, now, quiet
from tests.made_up_deploy import LOOKS, MadeUp, release, running, session, told, trouble

if TYPE_CHECKING:
    from pathlib import Path

    from core.service.results import Outcome

ASKED = Change(verb=Verb.DEPLOY, id="0" * 32, wanted="a" * 64, who="ada", staged="/set/out")
HELPER = files("resources").joinpath("units", "activate")
LEASE = HELPER.joinpath("door.sh").read_text("utf-8").partition("\nbegin() {")[0]
# How long the server holds a lease that nobody renews, as the helper's own text says.
LASTS = int(re.findall(r"^lease_seconds=(\d+)$", helper_table.for_shell(), re.MULTILINE)[0])


def held(server: MadeUp) -> Any:  # noqa: ANN401 - a context
    return lease.held(session(server), Layout("web"), ASKED)


def test_a_lease_is_asked_for_in_the_change_s_name_by_the_helper_in_use() -> None:
    server = MadeUp()

    async def whole() -> None:
        async with held(server):
            assert server.done == ["lease"]

    leap(whole())
    assert server.requests == [f"lease {'0' * 32} - ada", f"unlease {'0' * 32} - ada"]
    assert not any("/set/out" in script for script in server.scripts)


def test_an_upload_longer_than_the_lease_keeps_it_with_a_try_to_spare(tmp_path: Path) -> None:
    server, moments = MadeUp(tmp_path), []

    async def upload() -> None:
        await asyncio.sleep(60)
        moments.append(now())

    async def renewed() -> None:
        moments.append(now())

    server.at |= {"upload web": upload, "lease": renewed}
    leap(told(server, release(tmp_path)))
    gaps = [after - before for before, after in itertools.pairwise(moments)]
    assert max(gaps) <= LASTS / 3, "two pulses may be lost"
    assert min(gaps[:-1]) >= 1, "and nobody is pestered"
    assert server.done.count("unlease") == 1
    assert server.done.index("deploy") < server.done.index("unlease")


def test_nothing_is_renewed_after_the_end() -> None:
    server = MadeUp()

    async def whole() -> None:
        async with held(server):
            pass
        await asyncio.sleep(60)

    leap(whole())
    assert server.done == ["lease", "unlease"]


def test_a_service_that_another_holds_is_left_to_it(tmp_path: Path) -> None:
    server = MadeUp(tmp_path)
    server.there = running("0" * 64)

    async def busy() -> Ran:
        return Ran(75, '{"who":"ada","login":"deploy","since":"noon"}', "")

    server.at["lease"] = busy
    with pytest.raises(ProblemError) as caught:
        leap(told(server, release(tmp_path)))
    assert caught.value.problem.code == "deploy_busy"
    assert (
        str(caught.value.problem.why)
        == "ada (deploy) started it at noon. It will end automatically."
    )
    assert server.done == [*LOOKS, "lease"], "nothing sent, and nothing of the other's let go"


def test_a_second_cancel_does_not_keep_it_from_being_let_go() -> None:
    server, over = MadeUp(), []

    async def slowly() -> None:
        await asyncio.sleep(5)
        over.append("let go")

    server.at["unlease"] = slowly

    async def work() -> None:
        async with held(server):
            await asyncio.sleep(3600)

    async def whole() -> None:
        task = asyncio.create_task(work())
        for _ in range(2):
            await asyncio.sleep(1)
            task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await asyncio.sleep(10)

    leap(whole())
    assert (server.done, over) == (["lease", "unlease"], ["let go"])


@pytest.mark.parametrize("end", ["trouble", "cancel"])
def test_it_is_let_go_whatever_ends_the_work(end: str) -> None:
    server = MadeUp()

    async def work() -> None:
        async with held(server):
            if end == "trouble":
                raise trouble("a_test")
            await asyncio.sleep(3600)

    async def whole() -> None:
        task = asyncio.create_task(work())
        await asyncio.sleep(1)
        task.cancel()
        await quiet(task)
        if end == "trouble":
            assert isinstance(task.exception(), ProblemError)
        else:
            assert task.cancelled()

    leap(whole())
    assert server.done == ["lease", "unlease"]


def test_a_pulse_on_its_way_is_over_before_the_lease_is_let_go() -> None:
    """One that the server hears after it was let go would keep everybody out for ten seconds."""
    server, told = MadeUp(), []

    async def slow() -> None:
        await asyncio.sleep(9)
        told.append("pulse over")

    async def let_go() -> None:
        told.append("let go")

    async def whole() -> None:
        server.at |= {"lease 2": slow, "unlease": let_go}
        async with held(server):
            await asyncio.sleep(10)
        await asyncio.sleep(10)

    leap(whole())
    assert told == ["pulse over", "let go"]


def test_a_pulse_that_hangs_is_not_waited_for_longer_than_to_the_next() -> None:
    server, told = MadeUp(), []

    async def hang() -> None:
        try:
            await asyncio.sleep(600)
        finally:
            told.append(now())

    async def let_go() -> None:
        told.append(now())

    async def whole() -> None:
        server.at |= {"lease 2": hang, "unlease": let_go}
        async with held(server):
            await asyncio.sleep(10)

    leap(whole())
    assert told == [13.0, 13.0]


def test_a_server_out_of_reach_is_not_waited_for_when_it_is_let_go() -> None:
    server = MadeUp()

    async def lost() -> Ran:
        raise trouble("connection_lost")

    async def whole() -> None:
        server.at |= {"unlease": lost, "lease 2": lost}
        async with held(server):
            await asyncio.sleep(60)

    leap(whole())  # the pulse that found nobody ends alone: what goes on says what was lost
    assert server.done == ["lease", "lease", "unlease"]


def test_a_lease_that_was_lost_on_the_way_is_the_server_s_to_refuse(tmp_path: Path) -> None:
    server = MadeUp(tmp_path)

    async def slow() -> None:
        await asyncio.sleep(60)

    async def busy() -> Ran:
        return Ran(75, '{"who":"bob","since":"one"}', "")

    async def whole() -> Outcome:
        server.at |= {"upload web": slow, "lease 3": busy, "deploy": busy}
        return (await told(server, release(tmp_path)))[0]

    with pytest.raises(ProblemError) as caught:
        leap(whole())
    assert "bob" in str(caught.value.problem.why)
    assert server.done[-3:] == ["deploy", "sweep", "unlease"]


def asked_for(folder: Path, who: str, *, clock: str) -> tuple[int, str]:
    """Let the helper's own `lease` run while the server's clock says something."""
    script = (
        f"date() {{ echo {clock}; }}; quoted() {{ printf '\"\"'; }}\n"
        f"state={folder} lease_seconds={LASTS} login=deploy\n"
        f"{LEASE}\nlease {who[0] * 32} {who}"
    )
    ran = subprocess.run(
        ("bash", "-uc", script), check=False, capture_output=True, text=True, timeout=60
    )
    assert ran.stderr == ""
    return ran.returncode, ran.stdout


def test_a_wrong_clock_neither_ends_a_lease_nor_holds_one(tmp_path: Path) -> None:
    assert LASTS == 10
    record = tmp_path / "lease"
    for clock in ("1970-01-01T00:00:00Z", "2099-12-31T00:00:00Z"):
        record.unlink(missing_ok=True)
        before = int(time.clock_gettime(time.CLOCK_BOOTTIME))
        assert asked_for(tmp_path, "ada", clock=clock)[0] == 0
        ends, since = int(record.read_text().split()[1]), record.read_text().split()[4]
        assert (ends >= before + LASTS, since) == (True, clock)
        other = "2001-01-01T00:00:00Z"
        code, said = asked_for(tmp_path, "bob", clock=other)
        assert (code, json.loads(said)["who"], json.loads(said)["since"]) == (75, "ada", clock)
        assert asked_for(tmp_path, "ada", clock=other)[0] == 0, "it is renewed"
        assert record.read_text().split()[4] == clock, "since it was taken"


@pytest.mark.parametrize(
    ("word", "value", "free"),
    [(1, "0", True), (1, "99999999999", False), (2, "another-boot", True), (2, "", False)],
)
def test_a_lease_ends_by_the_uptime_and_with_the_server(
    tmp_path: Path, word: int, value: str, *, free: bool
) -> None:
    asked_for(tmp_path, "ada", clock="now")
    words = (tmp_path / "lease").read_text().split()
    words[word] = value or words[word]
    words[1] = words[1] if word == 1 or free else "99999999999"
    (tmp_path / "lease").write_text(f"{' '.join(words)}\n")
    assert asked_for(tmp_path, "bob", clock="now")[0] == (0 if free else 75)
