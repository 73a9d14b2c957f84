"""The watch of all servers: boards, one after the other, and what is remembered of them."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from core.home import Home
from core.operate.board import series
from core.problems import ProblemError
from core.service.seen import Board, Difference, Drift, Machine, Mark, Sample, Seen, Series
from core.usecases import drifting, watching
from tests.made_up import Server, problem
from tests.made_up_board import RUNS, There

if TYPE_CHECKING:
    from pathlib import Path

    from core.ssh.profile import Profile
    from core.ssh.session import ServerSession

WELL = Seen(server="web1", service="web", active="active", healthy=True, restarts=1)
SICK = There(units={"web.service": {**RUNS, "ActiveState": "failed"}})


def watched(home: Home, *reached: object, boards: int) -> list[Board]:
    """Watch one server; each try to reach it brings a session, or the problem in the way."""
    found: list[Board] = []
    tries = list(reached)
    enough = asyncio.Event()

    def take(board: Board) -> None:
        found.append(board)
        if len(found) == boards:
            enough.set()

    async def reach(_server: Profile, /) -> ServerSession:
        one = tries.pop(0)
        if isinstance(one, Server):
            return one
        raise ProblemError(problem(str(one)))

    async def whole() -> None:
        servers = (Server().profile,)
        watch = watching.watch(home, servers, take, reach=reach, interval=lambda: 0.01)
        task = asyncio.create_task(watch)
        await asyncio.wait_for(enough.wait(), 10)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    asyncio.run(whole())
    return found


def server(*answers: There | str) -> Server:
    return Server(
        ("exec bash", [one.text if isinstance(one, There) else one for one in answers]), ("", "")
    )


def test_what_fails_is_seen_at_the_next_look(tmp_path: Path) -> None:
    boards = watched(Home.find(tmp_path), server(There(), There(), SICK), boards=2)
    assert [one.unwell for one in boards] == [0, 1]
    assert len(boards[-1].series_of("web1", "web").samples) == 2


def test_a_server_that_is_away_is_unknown_until_it_is_back(tmp_path: Path) -> None:
    lost = server(There(), There(), "")
    boards = watched(Home.find(tmp_path), lost, "connection_lost", server(There()), boards=4)
    seen = [(one.rows[0].healthy, one.rows[0].release) for one in boards]
    assert seen == [
        (True, "2-bbbbbbbb"), (None, "2-bbbbbbbb"), (None, "2-bbbbbbbb"), (True, "2-bbbbbbbb"),
    ]  # fmt: skip
    assert boards[2].machines[0].unknown == problem("connection_lost")
    assert lost.closed == 1


def test_the_next_window_begins_with_what_was_known(tmp_path: Path) -> None:
    home = Home.find(tmp_path)
    last = watched(home, server(There(), There()), boards=1)[-1]
    found = watching.recall(home, (Server().profile,))
    assert found == last
    assert watching.recall(Home.find(tmp_path / "other"), (Server().profile,)) == Board()


def test_samples_stay_few_and_reach_far_back() -> None:
    kept: tuple[Series, ...] = ()
    for second in range(2000):
        kept = series.longer(kept, Machine(server="web1", at=float(second), services=(WELL,)))
    (one,) = kept
    times = [each.at for each in one.samples]
    assert len(times) <= 240
    assert times == sorted(times)
    assert times[-100:] == [float(second) for second in range(1900, 2000)]
    assert times[0] < 100, "the oldest stay"
    assert one.samples[-1] == Sample(at=1999.0, restarts=1)


def test_marks_are_those_of_the_server_and_the_older_ones_from_here() -> None:
    old, new = (Mark(at=at, verb="deploy", release=f"{at:.0f}-aaaaaaaa") for at in (1.0, 50.0))
    kept = (Series(server="web1", service="web", marks=(old, new)),)
    seen = replace(WELL, changes=(replace(new, at=50.4),))
    (one,) = series.longer(kept, Machine(server="web1", at=60.0, services=(seen,)))
    assert one.marks == (old, replace(new, at=50.4))


def test_what_needs_somebody_comes_first() -> None:
    rows = (
        WELL,
        replace(WELL, service="b", restarts=0),
        replace(WELL, service="c", healthy=None),
        replace(WELL, service="d", healthy=False),
    )
    board = Board(machines=(Machine(server="web1", at=0.0, services=rows),))
    assert [one.service for one in board.rows] == ["d", "c", "web", "b"]


def test_one_look_tells_of_servers_that_are_away(tmp_path: Path) -> None:
    del tmp_path
    away = {"web2": problem("connection_lost")}
    board = asyncio.run(watching.look((server(There(answers=()), There()),), away))
    assert [(one.server, one.unknown) for one in board.machines] == [
        ("web1", None), ("web2", problem("connection_lost")),
    ]  # fmt: skip
    assert watching.not_well(board) == problem("connection_lost")


def test_several_that_are_not_well_are_told_together() -> None:
    ill = [replace(WELL, service=name, healthy=False) for name in ("a", "b")]
    board = Board(machines=(Machine(server="web1", at=0.0, services=tuple(ill)),))
    found = watching.not_well(board)
    assert found is not None
    assert str(found.what) == "2 services are not healthy: a (web1), b (web1)."
    assert watching.not_well(Board(machines=(Machine(server="web1", at=0.0),))) is None


def test_drift_is_a_problem_and_so_is_not_to_know_of_any() -> None:
    odd = replace(WELL, drift=(Drift(kind=Difference.GONE, path="/x"),), drift_known=True)
    codes = [
        one and one.code
        for one in (
            drifting.found((odd, WELL)),
            drifting.found((WELL,)),
            drifting.found((replace(WELL, drift_known=True),)),
        )
    ]
    assert codes == ["drift_found", "drift_unknown", None]
