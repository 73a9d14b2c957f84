"""Variables change on all servers as one, and return on all where they are not well on one."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from core.deploy.editing import edit
from core.events import StepStarted
from core.operate import secrets
from core.operate.secrets import Wanted
from core.service.protocol import FLEET_SILENCE
from core.service.results import Outcome, Result
from core.ssh.session import Ran
from tests.cli_made_up import Cli, awaited, server
from tests.made_up import problem, record_of, whole
from tests.made_up_clock import leap, now
from tests.made_up_deploy import OLD, MadeUp, ended, session, trouble

if TYPE_CHECKING:
    from core.home import Home
    from core.ssh.session import ServerSession

TO = ("--service", "web", "--to")
AREA = "/var/lib/goferry/web/incoming/0"
WANTED = Wanted(variables={"A": "s3cret"}, drop_variables=("GONE",))
SENT = ["record", "area", "write variables", "write drop"]


async def put(to: ServerSession, folder: str) -> None:
    await secrets.send(to, folder, WANTED)


class Machine(MadeUp):
    """A server with a service, whose helper changes its variables."""

    async def run(self, script: str, *, stdin: bytes = b"", seconds: float = 60.0) -> Ran:
        if b'mkdir -p "$area' in stdin:
            key = stdin.decode().partition('mkdir -p "$area/')[2].partition('"')[0]
            return await self._reach("area") or Ran(0, f"{AREA}/{key}\n", "")
        if "service.json" in script:
            answer = json.dumps({"format": 1, "port": 8080, "release": {"command": "migrate"}})
            return await self._reach("record") or Ran(0, answer, "")
        return await super().run(script, stdin=stdin, seconds=seconds)


def machines(count: int) -> list[Machine]:
    found = [Machine(name=f"web{number}") for number in range(1, count + 1)]
    for one in found:
        one.story = [ended(previous=OLD, running=OLD, release=OLD)]
    return found


def edited(servers: list[Machine], **how: Any) -> tuple[list[Any], tuple[Outcome, ...]]:  # noqa: ANN401 - as edit takes it
    sessions = [session(one) for one in servers]
    return leap(whole(edit, sessions, "web", put, **how))


def results(outcomes: tuple[Outcome, ...]) -> list[str]:
    return [f"{one.server} {one.result}" for one in outcomes]


def test_one_server_is_asked_once_and_ends_the_change_alone() -> None:
    (one,) = servers = machines(1)
    events, outcomes = edited(servers)
    assert results(outcomes) == ["web1 deployed"]
    assert one.done == [*SENT, "edit", "follow 0"]
    assert [line.split()[2] for line in one.requests if line.startswith("edit")] == ["-"]
    assert one.modes == dict.fromkeys(one.files, 384)
    sent = {path.rpartition("/")[2]: text for path, text in one.files.items()}
    assert sent == {"variables": b'A="s3cret"\n', "drop": b"variable GONE\n"}
    assert "s3cret" not in " ".join((*one.scripts, *one.requests))
    steps = [str(event.step) for event in events if isinstance(event, StepStarted)]
    assert steps[0] == "Upload the variables"


@pytest.mark.parametrize(("batch", "began"), [(1, [0, 10, 20]), (2, [0, 0, 10]), (3, [0, 0, 0])])
def test_so_many_start_with_them_at_a_time_once_all_have_them(batch: int, began: list[int]) -> None:
    servers = machines(3)
    found: dict[str, float] = {}
    for one in servers:

        async def slow(name: str = one.profile.name) -> None:
            found[name] = now()
            await asyncio.sleep(10)

        one.at["go"] = slow
    events, outcomes = edited(servers, batch=batch)
    assert results(outcomes) == [f"web{n} deployed" for n in (1, 2, 3)]
    first = found["web1"]
    assert [one - first for one in found.values()] == pytest.approx(began, abs=1.5)
    wanted = {line.split()[2] for one in servers for line in one.requests if "edit " in line}
    assert wanted == {"-+fleet"}
    steps = [str(event.step) for event in events if isinstance(event, StepStarted)]
    assert "Keep the variables on all servers" in steps
    assert steps.count("Start with the new variables: web1, web2, web3") == (batch == 3)


def test_where_one_is_not_well_with_them_all_return() -> None:
    servers = machines(3)
    servers[1].story = [ended("rolled_back", code="crashed", running=OLD)]
    _, outcomes = edited(servers)
    assert results(outcomes) == ["web1 rolled_back", "web2 rolled_back", "web3 refused"]
    assert [one.problem.code for one in outcomes if one.problem] == [
        "fleet_stopped", "crashed", "fleet_stopped",
    ]  # fmt: skip
    assert "The change failed on web2" in str(outcomes[0].problem and outcomes[0].problem.why)
    assert all("keep" not in one.done for one in servers)


@pytest.mark.parametrize(
    ("word", "code"),
    [("write drop", "connection_lost"), ("edit", "deploy_busy"), ("record", "service_not_found")],
)
def test_where_one_cannot_begin_nothing_begins_and_nothing_that_was_sent_stays(
    word: str, code: str
) -> None:
    servers = machines(2)

    async def fail() -> None:
        raise trouble(code)

    servers[1].at[word] = fail
    _, outcomes = edited(servers)
    assert results(outcomes) == ["web1 refused", "web2 refused"]
    assert [one.problem.code for one in outcomes if one.problem] == ["fleet_stopped", code]
    assert all("go" not in one.done for one in servers)
    assert servers[1].files == {}


def test_an_older_helper_is_named_as_what_it_is() -> None:
    (one,) = servers = machines(1)

    async def strange() -> Ran:
        return Ran(65, '{"refused":"not_understood","protocol":1}', "")

    one.at["edit"] = strange
    _, (outcome,) = edited(servers)
    assert outcome.problem is not None
    assert outcome.problem.code == "change_not_begun"
    assert "might be too old" in str(outcome.problem.why)
    assert "Deploy once" in str(outcome.problem.next[0].text)
    assert one.files == {}


def test_one_that_hears_nothing_any_more_is_seen_before_any_is_told_to_keep_them() -> None:
    servers = machines(2)
    deaf = servers[1]

    async def over(request: str) -> Ran:
        if " here " in request and "go" in deaf.done:
            return Ran(75, '{"refused":"over"}', "")
        return await MadeUp._helper(deaf, request)

    deaf._helper = over  # type: ignore[method-assign]
    _, outcomes = edited(servers, batch=2)
    assert [one.result for one in outcomes] == [Result.ROLLED_BACK, Result.CANCELLED]
    assert all("keep" not in one.done for one in servers)


def test_the_client_is_heard_of_for_as_long_as_one_of_them_takes() -> None:
    servers = machines(2)

    async def slow() -> None:
        await asyncio.sleep(3 * FLEET_SILENCE)

    servers[1].at["write drop"] = slow
    _, outcomes = edited(servers)
    assert results(outcomes) == ["web1 deployed", "web2 deployed"]
    assert sum(" here " in line for line in servers[0].requests) > 10


NAMES = ("names ", '{"variables":["A","GONE"],"credentials":[]}')
OUTCOME = Outcome(
    server="web1", result=Result.DEPLOYED, release="1-a", previous="", seconds=1, uploaded_bytes=0
)


def cli_of(home: Home, *outcomes: Outcome) -> tuple[Cli, Any]:
    made_up = awaited(outcomes)
    servers = [server(name, NAMES, record_of()) for name in ("web1", "web2")]
    return Cli(home, *servers, doing={"core.deploy.editing.edit": made_up}), made_up


def test_the_change_is_shown_by_names_and_no_value_is(home: Home) -> None:
    cli, made_up = cli_of(home, OUTCOME)
    lines = b"A=s3cret\nNEW='x y'\n# GONE=1\n"
    ran = cli.run("env", *TO, "web1", "--set", "-", "--unset", "GONE", stdin=lines)
    assert ran.code == 0
    assert [line.split() for line in ran.out.splitlines()[:3]] == [
        ["web1", "new", "NEW"], ["web1", "replaced", "A"], ["web1", "deleted", "GONE"],
    ]  # fmt: skip
    assert "s3cret" not in ran.out + ran.err
    machine = MadeUp()
    asyncio.run(made_up.last[0][2](machine, "/area"))
    assert machine.files == {
        "/area/variables": b'A="s3cret"\nNEW="x y"\n', "/area/drop": b"variable GONE\n",
    }  # fmt: skip


def test_a_person_is_asked_first_and_hears_where_it_did_not_go_well(home: Home) -> None:
    bad = Outcome(
        server="web1", result=Result.ROLLED_BACK, release="1-a", previous="", seconds=1,
        uploaded_bytes=0, problem=problem("crashed"),
    )  # fmt: skip
    cli, made_up = cli_of(home, bad, replace(bad, server="web2", problem=problem("fleet_stopped")))
    assert cli.run("env", *TO, "web1,web2", "--unset", "A", typed="n\n").code == 1
    assert made_up.calls == []
    ran = cli.json("env", *TO, "web1,web2", "--unset", "A")
    assert (ran.code, ran.problem["code"]) == (1, "crashed")
    assert ran.result["variables"] == {"set": [], "unset": ["A"]}
    assert ran.result["servers"][1]["problem"]["code"] == "fleet_stopped"


def test_without_a_change_the_names_are_listed_and_nothing_to_do_is_said(home: Home) -> None:
    cli, _ = cli_of(home)
    (found,) = cli.json("env", *TO, "web1").result["servers"]
    assert found == {"name": "web1", "variables": ["A", "GONE"]}
    assert cli.json("env", *TO, "web1", "--set", "-", stdin=b"\n").problem["code"] == (
        "nothing_to_edit"
    )
    odd = cli.json("env", *TO, "web1", "--set", "/nowhere/at/all")
    assert odd.problem["code"] == "env_file_unreadable"
    assert cli.json("env", *TO, "web1", "--unset", "a b").problem["code"] == "secret_unusable"
