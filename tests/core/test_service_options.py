"""What is said of a service, on the command line and in goferry.toml, and what is kept of it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.cli.arguments import Parser
from core.cli.service import add_service_options, wish_for
from core.deploy import bundle
from core.deploy.proposal import fitting_mode
from core.problems import ProblemError
from core.project import shared
from core.project.shared import Shared
from core.project.traits import ServiceTraits
from core.service import record
from core.service.joined import mode_and_scope, statuses
from core.service.model import Health, Limits, Mode, Scope, Service, mode_for
from core.usecases.serving import settle

if TYPE_CHECKING:
    from pathlib import Path

    from core.project.shared import Shared


def typed(*words: str, said: Shared | None = None) -> Service:
    parser = Parser()
    parser.add_argument("--service", default="web")
    add_service_options(parser)
    return settle(wish_for(parser.parse_args(words)), said)


def test_two_plain_questions_choose_the_mode() -> None:
    chosen = {
        (takes, overlap): mode_for(takes_socket=takes, may_overlap=overlap)
        for takes in (True, False)
        for overlap in (True, False)
    }
    assert set(chosen.values()) == set(Mode)
    assert chosen[True, True] is Mode.SHARED
    assert chosen[False, False] is Mode.RESTART


def test_what_the_source_does_not_show_counts_as_no() -> None:
    assert fitting_mode(ServiceTraits(socket=True, ready=True, stops=True)) is Mode.SHARED
    assert fitting_mode(ServiceTraits(socket=True, ready=True)) is Mode.SOCKET
    assert fitting_mode(ServiceTraits(socket=True, stops=True)) is Mode.RESTART
    assert fitting_mode(ServiceTraits(stops=True, port=True)) is Mode.RESTART


@pytest.mark.parametrize(
    ("words", "mode", "scope"),
    [
        ("shared", Mode.SHARED, Scope.SYSTEM),
        ("user", None, Scope.USER),
        ("user,proxy", Mode.PROXY, Scope.USER),
    ],
)
def test_a_mode_is_named_with_or_without_root(words: str, mode: Mode | None, scope: Scope) -> None:
    assert mode_and_scope(words) == {"mode": mode, "scope": scope}


@pytest.mark.parametrize("words", ["", "shared,user", "user,", ",shared", "root", "user,user"])
def test_an_odd_mode_is_a_problem(words: str) -> None:
    with pytest.raises(ProblemError) as caught:
        mode_and_scope(words)
    assert caught.value.problem.code == "mode_unknown"


def test_every_number_of_health_and_limits_can_be_typed() -> None:
    words = (
        "--health-delay 1.5 --health-period 2 --health-timeout 4 --health-threshold 5"
        " --health-deadline 60 --health-watch 9 --health-watchdog 30 --health-status 200-204"
        " --memory 1G --cpu 150 --tasks 64 --mode user,shared"
    )
    found = typed(*words.split())
    assert found.health == Health(
        start_delay=1.5, period=2, timeout=4, threshold=5, deadline=60, watch=9,
        watchdog=30, lowest=200, highest=204,
    )  # fmt: skip
    assert found.limits == Limits(memory="1G", cpu=150, tasks=64)
    assert (found.mode, found.scope) == (Mode.SHARED, Scope.USER)
    assert record.parsed("web", json.loads(record.text(found))) == found


def test_goferry_toml_says_the_same_and_what_is_typed_goes_first(tmp_path: Path) -> None:
    (tmp_path / "goferry.toml").write_text(
        '[service]\nmode = "user,socket"\nmemory = "64M"\ncpu = 50\nexcludes = ["*.map"]\n'
    )
    said = shared.load(tmp_path)
    found = typed("--cpu", "75", said=said)
    assert found.excludes == ("*.map",)
    assert found.limits == replace(Limits(), memory="64M", cpu=75)
    assert (found.mode, found.scope) == (Mode.SOCKET, Scope.USER)


@pytest.mark.parametrize("text", ["", "99", "200-", "600", "1000", "-200", "399-200", "2xx", "-1"])
def test_an_odd_status_is_no_status(text: str) -> None:
    with pytest.raises(Exception, match="should read"):
        statuses(text)


@pytest.mark.parametrize(
    ("text", "lowest", "highest"),
    [("204", 204, 204), ("100", 100, 100), ("599", 599, 599), ("200-200", 200, 200)],
)
def test_a_status_is_one_or_a_range(text: str, lowest: int, highest: int) -> None:
    assert statuses(text) == {"health.lowest": lowest, "health.highest": highest}


def test_what_a_pattern_names_stays_here(tmp_path: Path) -> None:
    for name in ("static/app.js", "static/app.js.map", "static/drafts/one.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    wanted = Service(
        name="web",
        includes=(tmp_path / "static",),
        includes_from=tmp_path,
        excludes=("*.map", "static/drafts"),
    )
    assert [one.name for one in bundle.members(wanted)] == ["static/app.js"]
