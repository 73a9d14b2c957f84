"""Several made-up servers as one: who is asked first, who is left alone, and who returns."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from core.deploy import fleet as fleet_of
from core.deploy.fleet import deploy_to
from core.deploy.turns import Order
from core.events import Progress
from tests.made_up import whole
from tests.made_up_clock import Clock, leap, now
from tests.made_up_deploy import LOOKS, OLD, WEB, MadeUp, ended, release, running, session, trouble

if TYPE_CHECKING:
    from pathlib import Path

    from core.events import Event
    from core.service.model import Service
    from core.service.results import Outcome
    from core.ssh.session import Ran

NEW = "2-x"
CRASHED = ended("rolled_back", code="crashed", running=OLD)


def fleet(folder: Path, count: int, *, live: bool = True) -> list[MadeUp]:
    """Servers `web1` and on, each with its own release live."""
    servers = [MadeUp(folder, name=f"web{number}") for number in range(1, count + 1)]
    for server in servers:
        server.there = running("0" * 64) if live else server.there
        server.story = [ended(previous=OLD if live else "")]
    return servers


async def told(
    servers: list[MadeUp],
    folder: Path,
    service: Service = WEB,
    **order: Any,  # noqa: ANN401 - as an order takes it
) -> tuple[tuple[Outcome, ...], list[Any]]:
    sessions = [session(one) for one in servers]
    how = {"order": Order(**order)} if order else {}
    events, outcomes = await whole(deploy_to, sessions, release(folder), service, **how)
    return outcomes, events


def deploy(servers: list[MadeUp], folder: Path, **how: Any) -> tuple[Outcome, ...]:  # noqa: ANN401 - as deploy_to takes it
    return leap(told(servers, folder, **how))[0]


def results(outcomes: tuple[Outcome, ...]) -> list[str]:
    return [f"{one.server} {one.result}" for one in outcomes]


def moments(servers: list[MadeUp]) -> dict[str, float]:
    """Let each upload take ten seconds, and keep when it began."""
    began: dict[str, float] = {}
    for server in servers:

        async def slow(name: str = server.profile.name) -> None:
            began[name] = now()
            await asyncio.sleep(10)

        server.at["upload web"] = slow
    return began


@pytest.mark.parametrize(
    ("canary", "began"), [(1, [0, 10, 10, 10]), (2, [0, 0, 10, 10]), (4, [0] * 4), (9, [0] * 4)]
)
def test_so_many_go_first_and_the_others_together_when_those_are_well(
    tmp_path: Path, canary: int, began: list[float]
) -> None:
    servers = fleet(tmp_path, 4)
    found = moments(servers)
    outcomes = deploy(servers, tmp_path, canary=canary)
    assert results(outcomes) == [f"web{n} deployed" for n in (1, 2, 3, 4)]
    assert list(found.values()) == pytest.approx(began)
    assert all(server.done.count("deploy") == 1 for server in servers)


def test_one_goes_first_when_nobody_says_how_many(tmp_path: Path) -> None:
    servers = fleet(tmp_path, 3)
    found = moments(servers)
    deploy(servers, tmp_path)
    assert list(found.values()) == pytest.approx([0, 10, 10])


def test_every_server_agrees_before_anything_is_sent_to_one(tmp_path: Path) -> None:
    servers = fleet(tmp_path, 3)
    servers[2].facts["machine"] = "aarch64"
    outcomes = deploy(servers, tmp_path)
    assert all(server.done == LOOKS for server in servers)
    assert results(outcomes) == [f"web{n} refused" for n in (1, 2, 3)]
    assert [one.problem.code for one in outcomes if one.problem] == [
        "fleet_stopped",
        "fleet_stopped",
        "wrong_architecture",
    ]
    assert "web3 did not take" in str(outcomes[0].problem and outcomes[0].problem.why)
    assert [one.release for one in outcomes] == [OLD] * 3


def test_a_server_that_cannot_be_asked_stops_the_others_too(tmp_path: Path) -> None:
    servers = fleet(tmp_path, 2)

    async def lost() -> Ran:
        raise trouble("connection_lost")

    servers[1].at["look"] = lost
    outcomes = deploy(servers, tmp_path)
    assert [one.problem.code for one in outcomes if one.problem] == [
        "fleet_stopped",
        "connection_lost",
    ]
    assert "lease" not in servers[0].done


@pytest.mark.parametrize(
    ("story", "result"),
    [
        (CRASHED, "rolled_back"),
        (ended("down", code="crashed"), "down"),
        (ended("refused", code="not_written", running=OLD), "refused"),
    ],
)
def test_when_the_second_fails_the_third_is_untouched_and_the_first_returns(
    tmp_path: Path, story: str, result: str
) -> None:
    servers = fleet(tmp_path, 3)
    servers[1].story = [story]
    outcomes = deploy(servers[:2], tmp_path)
    assert results(outcomes) == ["web1 rolled_back", f"web2 {result}"]
    servers = fleet(tmp_path, 3)
    servers[0].story = [story]
    outcomes = deploy(servers, tmp_path)
    assert results(outcomes) == [f"web1 {result}", "web2 refused", "web3 refused"]
    for server in servers[1:]:
        assert server.done == LOOKS
    assert [one.problem.code for one in outcomes[1:] if one.problem] == ["fleet_stopped"] * 2
    assert all("web1 did not take" in str(one.problem and one.problem.why) for one in outcomes[1:])


@pytest.mark.parametrize("word", ["deploy", "follow 0"])
def test_a_server_that_is_lost_from_sight_stops_the_others(tmp_path: Path, word: str) -> None:
    servers = fleet(tmp_path, 3)

    async def lost() -> Ran:
        raise trouble("connection_lost")

    servers[0].at[word] = lost
    outcomes = deploy(servers, tmp_path, canary=1)
    assert results(outcomes) == ["web1 unknown", "web2 refused", "web3 refused"]
    assert all(server.done == LOOKS for server in servers[1:])


def test_those_that_had_switched_go_back_to_just_what_they_ran(tmp_path: Path) -> None:
    servers = fleet(tmp_path, 4)
    servers[1].story = [CRASHED]
    servers[0].story = [ended(previous="7-abababab")]
    servers[2].story = [ended(previous="")]
    outcomes = deploy(servers, tmp_path)
    assert results(outcomes) == [f"web{n} rolled_back" for n in (1, 2, 3, 4)]
    back = [[line.split()[::2] for line in one.requests[-2:-1]] for one in servers]
    assert back[0] == [["rollback", "7-abababab"]]
    assert back[2] == [["stop", "-"]], "before it, there was nothing"
    assert back[3] == [["rollback", OLD]]
    assert "rollback" not in servers[1].done, "it has returned by itself"
    causes = [one.problem.code for one in outcomes if one.problem]
    assert causes == ["fleet_stopped", "crashed", "fleet_stopped", "fleet_stopped"]
    assert "web2 did not take" in str(outcomes[3].problem and outcomes[3].problem.why)
    assert [one.release for one in outcomes] == [NEW, OLD, NEW, NEW], "what each server says"


def test_a_way_back_that_fails_is_said_as_it_is(tmp_path: Path) -> None:
    servers = fleet(tmp_path, 2)
    servers[1].story = [CRASHED]

    async def down() -> None:
        servers[0].story = [ended("down", code="crashed")]

    servers[0].at["rollback"] = down
    assert results(deploy(servers, tmp_path)) == ["web1 down", "web2 rolled_back"]


def test_what_is_well_everywhere_stays(tmp_path: Path) -> None:
    servers = fleet(tmp_path, 2)
    servers[0].there = running(release(tmp_path).sha256)
    assert results(deploy(servers, tmp_path)) == ["web1 unchanged", "web2 deployed"]
    assert not any("rollback" in server.done for server in servers)


def test_what_was_unchanged_is_not_taken_back_with_the_others(tmp_path: Path) -> None:
    servers = fleet(tmp_path, 2)
    servers[0].there = running(release(tmp_path).sha256)
    servers[1].story = [CRASHED]
    assert results(deploy(servers, tmp_path)) == ["web1 unchanged", "web2 rolled_back"]
    assert "rollback" not in servers[0].done


@pytest.mark.parametrize("count", [0, 1])
def test_a_single_server_is_looked_at_once_and_none_is_no_trouble(
    tmp_path: Path, count: int
) -> None:
    servers = fleet(tmp_path, count)
    assert results(deploy(servers, tmp_path)) == ["web1 deployed"] * count
    assert all(server.done.count("look") == 1 for server in servers)


def test_a_failure_of_one_does_not_stop_those_that_run_beside_it_halfway(tmp_path: Path) -> None:
    servers = fleet(tmp_path, 3)

    async def lost() -> Ran:
        raise trouble("sudo_missing")

    servers[1].at["lease"] = lost
    moments(servers)
    outcomes = deploy(servers, tmp_path)
    assert results(outcomes) == ["web1 rolled_back", "web2 refused", "web3 rolled_back"]
    assert servers[2].done.count("unlease") == 1


def test_the_environment_is_read_once_for_all(tmp_path: Path) -> None:
    servers = fleet(tmp_path, 3)
    env = tmp_path / "env"
    env.write_text("A=1\n")

    async def change() -> None:
        env.write_text("A=2\n")

    servers[0].at["upload web"] = change
    leap(told(servers, tmp_path, replace(WEB, env_file=env)))
    sent = [text for one in servers for path, text in one.files.items() if path.endswith("/env")]
    assert sent == [b"A=1\n"] * 3


def test_events_tell_whose_they_are(tmp_path: Path) -> None:
    _, events = leap(told(fleet(tmp_path, 2), tmp_path))
    assert {event.server for event in events} == {"web1", "web2"}


@pytest.mark.parametrize("word", ["upload web", "follow 0"])
def test_a_cancel_goes_to_all_that_run_and_none_begins_after_it(tmp_path: Path, word: str) -> None:
    servers = fleet(tmp_path, 4)

    async def whole() -> tuple[Outcome, ...]:
        reached: list[str] = []

        for server in servers[:2]:

            async def wait(server: MadeUp = server) -> None:
                if "cancel" in server.done:
                    server.story = [ended("rolled_back", code="cancelled", running=OLD)]
                    return
                reached.append(server.profile.name)
                if len(reached) == 2:
                    task.cancel()
                await asyncio.sleep(3600)

            server.at[word] = wait
        task = asyncio.create_task(told(servers, tmp_path, canary=2))
        return (await task)[0]

    outcomes = leap(whole())
    assert results(outcomes) == [
        *("web1 cancelled", "web2 cancelled"),
        *("web3 refused", "web4 refused"),
    ]
    assert all("lease" not in server.done for server in servers[2:])
    begun = word == "follow 0"
    assert all((one.done[-2] == "cancel") is begun for one in servers[:2])
    assert not any("rollback" in one.done for one in servers), "nothing had been switched"


def test_a_cancel_that_came_too_late_for_the_first_stops_the_others(tmp_path: Path) -> None:
    servers = fleet(tmp_path, 3)

    async def whole() -> tuple[Outcome, ...]:
        async def late() -> None:
            if "cancel" not in servers[0].done:
                task.cancel()
                await asyncio.sleep(1)

        servers[0].at["follow 0"] = late
        task = asyncio.create_task(told(servers, tmp_path))
        return (await task)[0]

    outcomes = leap(whole())
    assert results(outcomes) == ["web1 rolled_back", "web2 cancelled", "web3 cancelled"]
    assert all(server.done == LOOKS for server in servers[1:])
    assert servers[0].done[-4:] == ["cancel", "follow 0", "rollback", "follow 0"], "all alike"


def test_a_cancel_does_not_stop_the_way_back(tmp_path: Path) -> None:
    servers = fleet(tmp_path, 2)
    servers[1].story = [CRASHED]

    async def whole() -> tuple[Outcome, ...]:
        async def stop() -> None:
            task.cancel()

        servers[0].at["rollback"] = stop
        task = asyncio.create_task(told(servers, tmp_path))
        return (await task)[0]

    assert results(leap(whole())) == ["web1 rolled_back", "web2 rolled_back"]
    assert "cancel" not in servers[0].done


def test_a_listener_that_breaks_ends_all_that_run(tmp_path: Path) -> None:
    servers = fleet(tmp_path, 3)

    async def wait() -> None:
        await asyncio.sleep(3600)

    def report(event: Event) -> None:
        if isinstance(event, Progress) and event.server == "web3":
            raise BrokenPipeError

    for server in servers[1:]:
        server.at["upload web"] = wait
    sessions = [session(one) for one in servers]
    with pytest.raises(BrokenPipeError):
        leap(deploy_to(sessions, release(tmp_path), WEB, report=report))
    assert [server.done[-2:] for server in servers[1:]] == [["sweep", "unlease"]] * 2


def test_how_long_it_took_is_told_also_of_what_was_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def slow() -> None:
        await asyncio.sleep(2)

    async def broken() -> None:
        await asyncio.sleep(3)
        raise trouble("sudo_missing")

    monkeypatch.setattr(fleet_of, "time", Clock)
    servers = fleet(tmp_path, 2)
    servers[0].at["look"] = slow
    servers[1].facts["machine"] = "aarch64"
    assert [one.seconds for one in deploy(servers, tmp_path)] == pytest.approx([2, 2])
    servers = fleet(tmp_path, 2)
    servers[0].at["lease"] = broken
    assert [one.seconds for one in deploy(servers, tmp_path)] == pytest.approx([3, 0])
