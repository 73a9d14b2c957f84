"""What may go of a service's releases: by number and by bytes, and never what is needed."""

from __future__ import annotations

import json
from functools import partial

import pytest

from core.data import space
from core.data.space import Space, Wish, planned
from core.ssh.session import Ran
from tests.cli_made_up import Called, Cli
from tests.cli_made_up import server as listed
from tests.made_up import Server, record_of, refusal
from tests.made_up_clock import at_once

NAMES = [f"{number}-aaaaaaaa" for number in range(1, 13)]
FOUND = Space(
    service="web",
    server="web1",
    current=NAMES[11],
    before=NAMES[9],
    releases=dict.fromkeys(NAMES, 100),
    copies={NAMES[0]: 50},
    old_uploads=7,
)


def gone(keep: int | None = None, most: int | None = None, **about: object) -> list[int]:
    found = Space(**{**{name: getattr(FOUND, name) for name in _FIELDS}, **about})
    plan = planned(found, Wish(keep=keep, most=most))
    assert plan.frees == sum(map(found.of_release, plan.releases)) + found.old_uploads
    return [int(name.partition("-")[0]) for name in plan.releases]


_FIELDS = ("service", "server", "current", "before", "releases", "copies", "old_uploads")


@pytest.mark.parametrize(
    ("keep", "most", "stay"),
    [
        (None, None, 12),
        (12, None, 12),
        (3, None, 3),
        (1, None, 2),
        (None, 1250, 12),
        (None, 1249, 11),
        (None, 500, 5),
        (None, 499, 4),
        (None, 0, 2),
        (3, 10_000, 3),
        (10, 300, 3),
    ],
)
def test_the_oldest_go_and_what_is_needed_stays(
    keep: int | None, most: int | None, stay: int
) -> None:
    went = gone(keep, most)
    assert len(NAMES) - len(went) == stay
    assert went == sorted(went)
    assert not {12, 10} & set(went)


def test_what_is_on_probation_or_older_than_all_stays_too() -> None:
    assert 2 not in gone(1, watched=NAMES[1])
    assert gone(2, current=NAMES[0], before=NAMES[1]) == [3, 4, 5, 6, 7, 8, 9, 10]
    assert gone(1, releases={"odd": 1, NAMES[11]: 1}) == []


def test_what_is_used_is_all_but_the_data_and_the_journal() -> None:
    found = Space(releases={"1-aaaaaaaa": 1}, copies={"1-aaaaaaaa": 2}, uploads=4, records=8)
    assert found.used == 15


def answering(answer: str | Ran) -> Server:
    return Server(("activate-web\n", answer), record_of())


def _asked(odd: str | Ran) -> Space:
    return at_once(space.look(answering(odd), "web"))


def test_a_helper_that_tells_nothing_is_said_to_be_older() -> None:
    found = at_once(space.look(answering(json.dumps({"current": "x", "free": 5})), "web"))
    assert (found.service, found.server, found.free) == ("web", "web1", 5)
    for odd in ("", '{"free":"x"}', '{"refused":"not_ours"}', Ran(65, "", "")):
        assert refusal(partial(_asked, odd)).code == "helper_older"


def test_what_was_planned_is_asked_for_and_what_went_is_told() -> None:
    plan = planned(FOUND, Wish(keep=10))
    said = {"gone": ["1-aaaaaaaa", "\x1b"], "freed": 150}
    server = answering(json.dumps(said))
    done = at_once(space.clean(server, plan))
    assert (done.releases, done.frees) == (("1-aaaaaaaa",), 150)
    (request,) = (one.stdin.decode().split() for one in server.asked if one.stdin)
    assert request[2] == "1-aaaaaaaa,2-aaaaaaaa+uploads"
    busy = answering(Ran(75, '{"refused":"busy"}', ""))
    assert refusal(lambda: at_once(space.clean(busy, plan))).code == "deploy_busy"


def test_only_names_that_a_service_may_have_are_listed() -> None:
    text = "/var/lib/goferry/web/service.json\n/x/../service.json\n.local/x/api/service.json\n"
    assert at_once(space.services(Server(("service.json", text)))) == ("api", "web")


def test_the_command_shows_and_asks_before_it_cleans(home) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    looks, cleans = Called(FOUND, awaited=True), Called(planned(FOUND, Wish(keep=2)), awaited=True)
    doing = {"core.data.space.look": looks, "core.data.space.clean": cleans}
    cli = Cli(home, listed("web1"), doing=doing)
    to = ("space", "--to", "web1", "--service", "web")
    ran = cli.json(*to)
    assert (ran.result["used"], ran.result["freed"], ran.result["removed"]) == (1250, 0, [])
    ran = cli.json(*to, "--clean", "--plan", "--max-size", "1KB")
    assert (ran.result["freed"], len(ran.result["removed"])) == (257, 2)
    assert cleans.calls == []
    assert cli.run(*to, "--clean", typed="n\n").code == 1
    assert cleans.calls == []
    ran = cli.run(*to, "--clean", typed="y\n")
    assert "✓ Freed 957 B of web on web1." in ran.out
    assert cli.run(*to, "--clean", "--max-size", "much").code == 2
