"""A deploy that is stopped, by a cancel or a closed window: what goes back, and what is told."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from core.deploy import deployer
from core.events import Noticed, Progress, StepFinished
from core.problems import ProblemError
from core.service.results import Outcome, Result
from core.ssh.session import Ran
from tests.made_up_clock import leap, now, quiet
from tests.made_up_deploy import (
    OLD,
    WEB,
    MadeUp,
    ended,
    program,
    running,
    server,
    session,
    told,
    trouble,
)

if TYPE_CHECKING:
    from core.events import Event
    from core.service.model import Release

__all__ = ["program", "server"]  # fixtures

HOUR = 3600.0


def test_a_cancel_between_the_request_and_the_first_look_is_not_lost(
    server: MadeUp, program: Release
) -> None:
    server.story = [ended("rolled_back", code="cancelled", running=OLD)]

    async def whole() -> Outcome:
        async def stop() -> None:
            task.cancel()
            await asyncio.sleep(1)

        server.at["unlease"] = stop
        task = asyncio.create_task(told(server, program))
        return (await task)[0]

    outcome = leap(whole())
    assert server.done[-4:] == ["deploy", "unlease", "cancel", "follow 0"]
    assert (outcome.result, outcome.release) == (Result.CANCELLED, OLD)


@pytest.mark.parametrize("word", ["folder", "write manifest.json", "upload web", "hash web"])
@pytest.mark.parametrize("how", ["lost", "cancelled"])
def test_nothing_of_an_upload_that_did_not_end_is_left_and_the_lease_is_let_go(
    server: MadeUp, program: Release, word: str, how: str
) -> None:
    server.there = running("0" * 64)

    async def whole() -> list[Any]:
        reached = asyncio.Event()

        async def stop() -> Ran | None:
            reached.set()
            if how == "lost":
                raise trouble("connection_lost")
            await asyncio.sleep(HOUR)
            return None

        server.at[word] = stop
        task = asyncio.create_task(told(server, program))
        await reached.wait()
        if how == "cancelled":
            task.cancel()
        await quiet(task)
        await asyncio.sleep(2 * HOUR)  # nothing goes on behind its back
        if how == "lost":
            lost = task.exception()
            assert isinstance(lost, ProblemError)
            assert lost.problem.code == "connection_lost", "what it was, not what came of it"
            return []
        return list(task.result())

    found = leap(whole())
    assert server.done[-2:] == ["sweep", "unlease"]
    assert server.done.count("sweep") == 1
    assert "deploy" not in server.done
    assert server.files == {}
    if how == "cancelled":
        assert found[0].result is Result.CANCELLED
        assert found[0].release == OLD, "what ran before goes on"
        assert str(found[0].problem.why).startswith("The server had not started to")


@pytest.mark.parametrize(
    ("moment", "end"),
    [
        (Progress, ["upload web", "sweep", "unlease"]),
        (StepFinished, ["hash web", "sweep", "unlease"]),
        (Noticed, ["follow 0", "cancel", "follow 0"]),
    ],
)
def test_a_job_whose_listener_breaks_takes_back_what_it_began(
    server: MadeUp, program: Release, moment: type, end: list[str]
) -> None:
    server.story = ['{"kept":"no"}', ended()]

    def report(event: Event) -> None:
        if isinstance(event, moment):
            raise BrokenPipeError  # nobody reads what the command prints

    with pytest.raises(BrokenPipeError):
        leap(deployer.deploy(session(server), program, WEB, report=report))
    assert server.done[-len(end) :] == end


@pytest.mark.parametrize(
    ("first", "second", "last"),
    [
        ("upload web", "sweep", "unlease"),
        ("unlease", "cancel", "follow 0"),
        ("follow 0", "cancel", "follow 0"),
    ],
)
def test_who_cancels_twice_does_not_break_off_the_way_back(
    server: MadeUp, program: Release, first: str, second: str, last: str
) -> None:
    server.story = [ended("rolled_back", code="cancelled")]
    over: list[str] = []

    async def whole() -> None:
        async def stop() -> None:
            if not over:
                task.cancel()
                await asyncio.sleep(HOUR if first == "upload web" else 1)

        async def again() -> None:
            task.cancel()
            await asyncio.sleep(1)
            over.append(second)

        server.at |= {first: stop, second: again}
        task = asyncio.create_task(told(server, program))
        await quiet(task)
        await asyncio.sleep(10)

    leap(whole())
    assert set(over) == {second}
    assert server.done[-1] == last


def test_a_sweep_that_hangs_ends_after_a_minute_and_a_half(
    server: MadeUp, program: Release
) -> None:
    async def lose() -> Ran:
        raise trouble("connection_lost")

    async def hang() -> None:
        await asyncio.sleep(HOUR)

    async def whole() -> float:
        server.at |= {"upload web": lose, "sweep": hang}
        task = asyncio.create_task(told(server, program))
        await quiet(task)
        assert isinstance(task.exception(), ProblemError), "why it ended, not what came after"
        return now()

    assert leap(whole()) == pytest.approx(90.0)
    assert server.done[-1] == "unlease"


@pytest.mark.parametrize("late", [False, True])
def test_a_change_that_has_begun_is_taken_back_by_the_server_itself(
    server: MadeUp, program: Release, *, late: bool
) -> None:
    server.there = running("0" * 64)
    server.story = [ended() if late else ended("rolled_back", code="cancelled", running=OLD)]

    async def whole() -> Outcome:
        reached = asyncio.Event()

        async def wait() -> None:
            if not reached.is_set():
                reached.set()
                await asyncio.sleep(HOUR)

        server.at["follow 0"] = wait
        task = asyncio.create_task(told(server, program))
        await reached.wait()
        task.cancel()
        return (await task)[0]

    outcome = leap(whole())
    assert server.done[-4:] == ["unlease", "follow 0", "cancel", "follow 0"]
    assert "sweep" not in server.done, "it is the server's by now"
    assert outcome.problem is not None
    assert (outcome.result, outcome.problem.code) == (
        (Result.DEPLOYED, "cancel_too_late") if late else (Result.CANCELLED, "cancelled")
    )


def test_a_change_that_was_cancelled_before_it_began_leaves_nothing(
    server: MadeUp, program: Release
) -> None:
    async def whole() -> Outcome:
        async def refused() -> Ran:
            task.cancel()
            await asyncio.sleep(1)
            return Ran(1, "", "no")

        server.at["deploy"] = refused
        task = asyncio.create_task(told(server, program))
        return (await task)[0]

    assert leap(whole()).result is Result.CANCELLED
    assert server.done[-3:] == ["deploy", "sweep", "unlease"]
