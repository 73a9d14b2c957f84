"""`goferry run`: what goes to the job, what comes to which stream, and the exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.events import LogLine
from core.operate.running import OneOff
from core.problems import ProblemError
from core.service.model import RunWish
from tests.cli_made_up import Cli, server
from tests.made_up import problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.home import Home
    from core.ssh.session import ServerSession

RUN = "a" * 32
asked: list[tuple[Any, ...]] = []


async def once(
    session: ServerSession,
    name: str,
    wish: RunWish,
    take: Callable[[LogLine], None],
) -> OneOff:
    """Write a line and end as the first argument says."""
    asked.append((session.profile.name, name, wish))
    take(LogLine(text="  a line", server=session.profile.name))
    if wish.arguments[:1] == ("refused",):
        raise ProblemError(problem("not_deployed"))
    code = int(wish.arguments[0]) if wish.arguments else 0
    failed = problem("run_failed") if code else None
    return OneOff(server=session.profile.name, id=RUN, code=code, problem=failed)


def cli(home: Home, *names: str) -> Cli:
    servers = [server(name) for name in names]
    return Cli(home, *servers, doing={"core.operate.running.run": once})


def words(*servers: str) -> tuple[str, ...]:
    asked.clear()
    return ("run", "--service", "web", "--to", ",".join(servers))


def test_the_output_is_all_that_standard_output_gets(home: Home) -> None:
    ran = cli(home, "web1").run(*words("web1"), "--", "0", "--json", "-x")
    assert (ran.code, ran.out) == (0, "  a line\n")
    assert asked == [("web1", "web", RunWish(arguments=("0", "--json", "-x")))]


def test_the_program_s_code_is_told_and_any_but_0_is_a_problem(home: Home) -> None:
    found = cli(home, "web1")
    ran = found.json(*words("web1"))
    assert (ran.code, ran.result["code"]) == (0, 0)
    assert asked == [("web1", "web", RunWish())]
    assert found.json(*words("web1"), "--process", "nightly").code == 0
    assert asked == [("web1", "web", RunWish(process="nightly"))]
    bad = found.run(*words("web1"), "--json", "--", "7")
    assert (bad.code, bad.result["code"], bad.problem["code"]) == (1, 7, "run_failed")
    again = found.json(*words("web1"), "--again", RUN)
    assert (again.code, asked) == (0, [("web1", "web", RunWish(again=RUN))])
    assert found.run(*words("web1"), "--again", "x").code == 2


def test_of_several_servers_each_line_and_each_end_is_named(home: Home) -> None:
    found = cli(home, "web1", "web2")
    ran = found.run(*words("web1", "web2"), "--", "3")
    assert ran.code == 1
    assert ran.out.splitlines()[:2] == ["web1:   a line", "web2:   a line"]
    assert [line.split() for line in ran.out.splitlines()[2:]] == [
        ["✗", "web1", "exit", "code", "3"], ["✗", "web2", "exit", "code", "3"],
    ]  # fmt: skip
    refused = found.run(*words("web1"), "--json", "--", "refused")
    assert (refused.code, refused.result["servers"][0]["code"]) == (1, None)
    assert refused.problem["code"] == "not_deployed"
