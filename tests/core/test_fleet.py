"""Several made-up servers as one: who is asked first, who is left alone, and who returns."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from core.deploy import fleet as fleet_of
from core.deploy.fleet import deploy_to
from core.deploy.turns import Order
from core.events import Noticed, Progress, StepStarted
from core.service.protocol import FLEET_SILENCE
from core.service.results import of_all
from tests.deploying import alike
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
    events, outcomes = await whole(deploy_to, alike(sessions, release(folder), service), **how)
    return outcomes, events


def deploy(servers: list[MadeUp], folder: Path, **how: Any) -> tuple[Outcome, ...]:  # noqa: ANN401 - as deploy_to takes it
    return leap(told(servers, folder, **how))[0]


def results(outcomes: tuple[Outcome, ...]) -> list[str]:
    return [f"{one.server} {one.result}" for one in outcomes]


def moments(servers: list[MadeUp], word: str = "go") -> dict[str, float]:
    """Let each of these take ten seconds, and keep when it began."""
    began: dict[str, float] = {}
    for server in servers:

        async def slow(name: str = server.profile.name) -> None:
            began[name] = now()
            await asyncio.sleep(10)

        server.at[word] = slow
    return began


@pytest.mark.parametrize(
    ("order", "began"),
    [
        ({}, [0, 10, 10, 10]),
        ({"canary": 2}, [0, 0, 10, 10]),
        ({"canary": 4}, [0] * 4),
        ({"canary": 9}, [0] * 4),
        ({"batch": 2}, [0, 10, 10, 20]),
        ({"soak": 60, "batch": 1}, [0, 70, 80, 90]),
        ({"soak": 60, "canary": 2, "batch": 2}, [0, 0, 70, 70]),
    ],
)
def test_so_many_switch_at_a_time_and_the_next_when_those_are_well(
    tmp_path: Path, order: dict[str, int], began: list[float]
) -> None:
    servers = fleet(tmp_path, 4)
    found = moments(servers)
    outcomes = deploy(servers, tmp_path, **order)
    assert results(outcomes) == [f"web{n} deployed" for n in (1, 2, 3, 4)]
    first = found["web1"]
    assert [one - first for one in found.values()] == pytest.approx(began, abs=1.5)
    assert all(server.done.count("deploy") == 1 for server in servers)
    numbers = sorted(set(began))
    assert [one.batch for one in outcomes] == [numbers.index(one) + 1 for one in began]


def test_all_are_sent_to_at_once_and_none_switches_before_each_is_ready(tmp_path: Path) -> None:
    servers = fleet(tmp_path, 3)
    uploads, switches = moments(servers, "upload web"), moments(servers)
    slow = servers[2].at["upload web"]

    async def very_slow() -> None:
        await slow()
        await asyncio.sleep(100)

    servers[2].at["upload web"] = very_slow
    deploy(servers, tmp_path)
    assert list(uploads.values()) == pytest.approx([0, 0, 0])
    assert min(switches.values()) >= 110


def test_none_switches_before_each_has_rehearsed(tmp_path: Path) -> None:
    servers = fleet(tmp_path, 2)
    switches = moments(servers)

    async def rehearses_long() -> None:
        await asyncio.sleep(100)

    servers[1].at["follow 0"] = rehearses_long
    deploy(servers, tmp_path)
    assert min(switches.values()) >= 100


def test_a_client_that_waits_says_that_it_is_there(tmp_path: Path) -> None:
    servers = fleet(tmp_path, 2)

    async def slow() -> None:
        await asyncio.sleep(100)

    servers[1].at["upload web"] = slow
    deploy(servers, tmp_path)
    here = [one for one in servers[0].requests if " here " in one]
    assert len(here) * FLEET_SILENCE > 5 * 100


def test_leases_are_taken_in_one_order_and_all_are_let_go_where_one_is_held(
    tmp_path: Path,
) -> None:
    servers = fleet(tmp_path, 3)
    order: list[str] = []
    for number, server in enumerate(servers):
        server.profile = replace(server.profile, host=f"192.0.2.{9 - number}")

        async def note(name: str = server.profile.name) -> None:
            order.append(name)

        server.at["lease"] = note

    async def held() -> Ran:
        raise trouble("deploy_busy")

    servers[0].at["lease"] = held
    outcomes = deploy(servers, tmp_path)
    assert order == ["web3", "web2"]
    assert results(outcomes) == [f"web{n} refused" for n in (1, 2, 3)]
    assert [one.problem.code for one in outcomes if one.problem] == [
        "deploy_busy",
        "fleet_stopped",
        "fleet_stopped",
    ]
    assert [one.done.count("unlease") for one in servers] == [0, 1, 1]
    assert not any("upload web" in one.done for one in servers)


def test_who_has_the_first_lease_asks_for_the_others_side_by_side(tmp_path: Path) -> None:
    servers = fleet(tmp_path, 3)
    began: dict[str, float] = {}
    for server in servers:

        async def slow(name: str = server.profile.name) -> None:
            if name not in began:  # else it is renewed
                began[name] = now()
                await asyncio.sleep(10)

        server.at["lease"] = slow
    deploy(servers, tmp_path)
    assert began == {"web1": 0, "web2": 10, "web3": 10}


def test_what_comes_after_a_held_server_is_let_go_until_its_turn(tmp_path: Path) -> None:
    """Two fleets that wait for each other's servers in a ring would wait in vain."""
    servers = fleet(tmp_path, 4)
    course: list[str] = []
    for server in servers:

        async def take(name: str = server.profile.name) -> Ran | None:
            course.append(name)
            if name == "web2" and len(course) < 8:
                raise trouble("deploy_busy")
            return None

        async def let_go(name: str = server.profile.name) -> None:
            course.append(f"not {name}")

        server.at |= {"lease": take, "unlease": let_go}
    assert results(deploy(servers, tmp_path, wait=60)) == [f"web{n} deployed" for n in (1, 2, 3, 4)]
    once = ["web1", "web2", "web3", "web4", "not web3", "not web4", "web2"]
    assert course[:10] == [*once, "web2", "web3", "web4"]


def test_a_change_of_somebody_else_is_waited_for_and_told(tmp_path: Path) -> None:
    servers = fleet(tmp_path, 2)

    async def held() -> Ran | None:
        if now() < 20:
            raise trouble("deploy_busy")
        return None

    servers[1].at["lease"] = held
    assert results(deploy(servers, tmp_path, wait=10)) == ["web1 refused", "web2 refused"]
    servers = fleet(tmp_path, 2)
    servers[1].at["lease"] = held
    outcomes, events = leap(told(servers, tmp_path, wait=60))
    assert results(outcomes) == ["web1 deployed", "web2 deployed"]
    noticed = [(one.problem.code, one.server) for one in events if isinstance(one, Noticed)]
    assert noticed.count(("deploy_busy", "web2")) == 1, "said once"


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
    assert "The change failed on web3" in str(outcomes[0].problem and outcomes[0].problem.why)
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
def test_when_the_second_fails_the_third_never_switches_and_the_first_returns(
    tmp_path: Path, story: str, result: str
) -> None:
    servers = fleet(tmp_path, 3)
    servers[1].story = [story]
    outcomes = deploy(servers, tmp_path, batch=1)
    assert results(outcomes) == ["web1 rolled_back", f"web2 {result}", "web3 refused"]
    assert [one.problem.code for one in outcomes if one.problem and one.server != "web2"] == [
        "fleet_stopped",
        "fleet_stopped",
    ]
    assert "The change failed on web2" in str(outcomes[0].problem and outcomes[0].problem.why)
    assert ["go" in one.done for one in servers] == [True, True, False]
    assert not any("keep" in one.done for one in servers)
    assert [one.release for one in outcomes if one.server != "web2"] == [OLD, OLD]


@pytest.mark.parametrize("word", ["deploy", "follow 0", "go", "upload web"])
def test_a_server_that_is_lost_from_sight_stops_the_others(tmp_path: Path, word: str) -> None:
    servers = fleet(tmp_path, 3)

    async def lost() -> Ran:
        raise trouble("connection_lost")

    servers[0].at[word] = lost
    outcomes = deploy(servers, tmp_path, canary=1)
    if word == "go":  # it is asked to return all the same, and tells how that went
        servers[0].at["cancel"] = lost
    first = {"upload web": "refused", "go": "cancelled"}.get(word, "unknown")
    assert results(outcomes) == [f"web1 {first}", "web2 refused", "web3 refused"]
    assert not any("go" in server.done for server in servers[1:])


def test_one_that_dies_while_all_are_watched_takes_all_back(tmp_path: Path) -> None:
    servers = fleet(tmp_path, 3)
    servers[0].dies = CRASHED
    outcomes = deploy(servers, tmp_path, soak=60)
    assert results(outcomes) == ["web1 rolled_back", "web2 refused", "web3 refused"]
    assert not any("go" in server.done for server in servers[1:])


def test_where_a_mixed_fleet_is_wanted_those_that_are_well_keep_it(tmp_path: Path) -> None:
    servers = fleet(tmp_path, 4)
    servers[1].story = [CRASHED]
    outcomes = deploy(servers, tmp_path, batch=1, keep_mixed=True)
    assert results(outcomes) == [
        *("web1 deployed", "web2 rolled_back"),
        *("web3 refused", "web4 refused"),
    ]
    assert of_all(outcomes) == "mixed"
    assert "rollback" not in servers[0].done


def deaf_to_keep(server: MadeUp) -> None:
    """Lose its connection as it is to keep the release: then it returns by itself."""

    async def lost() -> Ran:
        raise trouble("connection_lost")

    async def gives_up() -> None:
        if "keep" in server.done:
            server.dies = ended("rolled_back", code="client_gone", running=OLD)

    server.at["keep"] = server.at["cancel"] = lost
    server.at["follow 4"] = gives_up


def test_where_one_does_not_hear_that_it_is_to_keep_it_the_others_go_back(
    tmp_path: Path,
) -> None:
    servers = fleet(tmp_path, 4)
    servers[0].story = [ended(previous="7-abababab")]
    servers[2].story = [ended(previous="")]
    deaf_to_keep(servers[1])
    outcomes = deploy(servers, tmp_path)
    back = [
        [line.split()[::2] for line in one.requests if "ro" in line.split()[0] or "stop" in line]
        for one in servers
    ]
    assert back[0] == [["rollback", "7-abababab"]]
    assert back[2] == [["stop", "-"]], "before it, there was nothing"
    assert back[3] == [["rollback", OLD]]
    assert results(outcomes)[2:] == ["web3 rolled_back", "web4 rolled_back"]


def test_a_way_back_that_is_not_needed_or_goes_wrong_is_told_as_it_was(tmp_path: Path) -> None:
    servers = fleet(tmp_path, 3)
    servers[0].there = running(release(tmp_path).sha256)
    deaf_to_keep(servers[1])

    async def does_not_come_up() -> None:
        servers[2].story = [ended("down", code="crashed", running="")]

    servers[2].at["rollback"] = does_not_come_up
    outcomes = deploy(servers, tmp_path)
    assert results(outcomes)[::2] == ["web1 unchanged", "web3 down"]
    assert not any({"rollback", "stop"} & set(one.done) for one in servers[:2])


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
    assert {event.server for event in events} == {"", "web1", "web2"}
    whole = [one for one in events if isinstance(one, StepStarted) and not one.server]
    assert [(one.number, one.of) for one in whole] == [(n, 5) for n in (1, 2, 3, 4, 5)]
    assert [str(one.step) for one in whole] == [
        "Prepare the servers",
        "Upload and rehearse the release",
        "Switch to the release: web1",
        "Switch to the release: web2",
        "Keep the release on all servers",
    ]


@pytest.mark.parametrize("word", ["upload web", "follow 0", "go", "follow 4"])
def test_a_cancel_goes_to_all_and_each_returns(tmp_path: Path, word: str) -> None:
    servers = fleet(tmp_path, 3)

    async def whole() -> tuple[Outcome, ...]:
        async def stop() -> None:
            if "cancel" not in servers[0].done:
                task.cancel()

        servers[0].at[word] = stop
        task = asyncio.create_task(told(servers, tmp_path, soak=60))
        return (await task)[0]

    outcomes = leap(whole())
    assert results(outcomes) == ["web1 cancelled", "web2 cancelled", "web3 cancelled"]
    assert not any("keep" in one.done for one in servers)
    assert [one.release for one in outcomes] == [OLD] * 3
    assert all(("deploy" in one.done) == ("cancel" in one.done) for one in servers)


def test_a_cancel_that_comes_with_the_word_to_keep_is_too_late_for_all(tmp_path: Path) -> None:
    servers = fleet(tmp_path, 2)

    async def whole() -> tuple[Outcome, ...]:
        async def late() -> None:
            task.cancel()

        servers[0].at["keep"] = late
        task = asyncio.create_task(told(servers, tmp_path))
        return (await task)[0]

    outcomes = leap(whole())
    assert results(outcomes) == ["web1 deployed", "web2 deployed"]
    assert [one.problem.code for one in outcomes if one.problem] == ["cancel_too_late"] * 2


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
        leap(deploy_to(alike(sessions, release(tmp_path), WEB), report=report))
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
    assert [one.seconds for one in deploy(servers, tmp_path)] == pytest.approx([2, 2], abs=0.1)
    servers = fleet(tmp_path, 2)
    servers[0].at["lease"] = broken
    assert [one.seconds for one in deploy(servers, tmp_path)] == pytest.approx([3, 3], abs=0.1)
