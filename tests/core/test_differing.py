"""All services at once: where servers of one environment hold different releases of one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from core.operate.differing import on_board
from core.service.journal import Begun, Journal, Meant, Stage
from core.service.seen import Board, Machine, Mark, Seen
from core.ssh.profile import Profile
from core.usecases.watching import differing
from tests.cli_made_up import Cli, awaited, server
from tests.made_up import problem

if TYPE_CHECKING:
    from core.home import Home

OLD, NEW = "1-aaaaaaaa", "2-bbbbbbbb"
ENVIRONMENTS = {"web1": "prod", "web2": "prod", "web3": "stage"}


def seen(name: str, release: str, **more: Any) -> Seen:  # noqa: ANN401 - its fields
    return replace(Seen(server=name, service="web", release=release), **more)


def test_what_differs_is_said_of_one_service_in_one_environment() -> None:
    rows = [seen("web1", NEW), seen("web2", OLD), seen("web3", "9-cccccccc")]
    ((name, told),) = on_board(rows, ENVIRONMENTS)
    assert (name, told.code) == ("web", "releases_differ")
    assert f"{NEW} (web1); {OLD} (web2)." in str(told.what)
    assert "or a server was rolled back" in str(told.why)
    rows[1] = seen("web2", f"7-{NEW[2:]}")
    assert on_board(rows, ENVIRONMENTS) == (), "numbers are each server's own"
    assert len(on_board(rows, {})) == 1, "without labels, all are meant alike"
    assert on_board([seen("web1", NEW), seen("web1", OLD, service="api")], ENVIRONMENTS) == ()
    away = seen("web2", OLD, unknown=problem("connection_lost"))
    assert on_board([seen("web1", NEW), away, seen("web2", "")], ENVIRONMENTS) == ()


def test_it_is_said_of_each_environment() -> None:
    rows = [seen(name, release) for name, release in (
        ("web1", NEW), ("web2", OLD), ("web3", OLD), ("web4", NEW),
    )]  # fmt: skip
    assert len(on_board(rows, {**ENVIRONMENTS, "web4": "stage"})) == 2


def test_one_that_returned_by_itself_is_named() -> None:
    back = Mark(at=1.0, verb="return", release=OLD)
    rows = [seen("web1", NEW, changes=(replace(back, verb="deploy"),)),
            seen("web2", OLD, changes=(replace(back, verb="deploy"), back))]  # fmt: skip
    ((_, told),) = on_board(rows, ENVIRONMENTS)
    assert str(told.why) == "web2 rolled back automatically during the probation."


def test_a_deploy_of_this_computer_that_came_apart_can_be_finished_or_taken_back(
    home: Home,
) -> None:
    rows = (seen("web1", NEW), seen("web2", OLD))
    board = Board(machines=tuple(Machine(server=one.server, at=1, services=(one,)) for one in rows))
    servers = [Profile(name=name, host=name) for name in ("web1", "web2")]
    (told,) = differing(home, board, servers)
    assert not any(one.action for one in told.next)
    meant = tuple(Meant(server=one, release=NEW, previous=OLD) for one in ("web1", "web2"))
    Journal(home).write(Begun(service="web", servers=meant, stage=Stage.PROBATION))
    (told,) = differing(home, board, servers)
    assert [one.action is not None for one in told.next] == [True, True]
    (told,) = differing(home, board, [*servers[:1]])
    assert not any(one.action for one in told.next), "it was a deploy to more servers"

    doing = {"core.usecases.watching.look": awaited(board)}
    cli = Cli(home, server("web1"), server("web2"), doing=doing)
    ran = cli.json("status", "--to", "all")
    assert [one["code"] for one in ran.result["differ"]] == ["releases_differ"]
    out = cli.run("status", "--to", "all").out
    assert "  These servers hold different releases of web:" in out
    assert "[goferry deploy --return --service web --to web1,web2]" in out
    cli.doing = {"core.usecases.watching.look": awaited(Board())}
    assert "differ" not in cli.json("status", "--to", "all").result
