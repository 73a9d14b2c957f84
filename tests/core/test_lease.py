"""The lease of a service: taken before anything is sent, renewed in time, let go at every end."""

from __future__ import annotations

import asyncio
import itertools
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

from core.deploy import lease
from core.deploy.layout import Layout
from core.deploy.transaction import Change
from core.problems import ProblemError
from core.server.session import Ran
from tests.made_up import LOOKS, MadeUp, release, running, session, told, trouble
from tests.made_up_clock import leap, now, quiet

if TYPE_CHECKING:
    from pathlib import Path

    from core.deploy.model import Outcome

ASKED = Change(verb="deploy", id="0" * 32, wanted="a" * 64, who="ada", staged="/set/out")
# How long the server holds a lease that nobody renews.
LASTS = float(
    re.findall(
        r"^lease_seconds=(\d+)$",
        files("resources").joinpath("units", "activate", "words.sh").read_text("utf-8"),
        re.MULTILINE,
    )[0]
)


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
    assert str(caught.value.problem.why) == "ada (deploy) began it at noon; it ends by itself."
    assert server.done == [*LOOKS, "lease"], "nothing sent, and nothing of the other's let go"


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
