"""`goferry front`: domains before a service, and their certificates told as they are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from core.front.authority import Authority
from core.front.putting import Prepared, Wish
from core.service.fronted import Certificate, Door, Fronted, Site
from core.service.model import Release, Service
from core.service.plan import ActionKey, Plan, PlanStep
from core.service.results import Cut, Outcome, Result
from core.words import say, verbatim
from tests.cli_made_up import Called, Cli, a_job, awaited, server
from tests.core.test_front_certificates import certificate
from tests.made_up import problem

if TYPE_CHECKING:
    from core.home import Home
    from core.problems import Problem

SITE = Site(domain="a.example", service="web", port=8080)
GOOD = Fronted(site=SITE, certificate=Certificate(issuer="CA", days_left=80))
STEP = PlanStep(key=ActionKey.WRITE_SITE, sentence=verbatim("Write it."), script="put a")
READY = Prepared(
    door=Door.OURS, sites=(SITE,), step=STEP, stale=False, since=1.0, notes=(problem("astray"),)
)
FRONT = ("front", "web1", "--domain", "a.example", "--service", "web")
RELEASE = Release(binary=Path("/x"), size=1, sha256="ab", verdict=SimpleNamespace())  # type: ignore[arg-type]


def outcome(result: Result, *, code: str = "") -> Outcome:
    return Outcome(
        server="web1",
        result=result,
        release="1-ab",
        previous="",
        seconds=1.0,
        uploaded_bytes=0,
        problem=problem(code) if code else None,
    )


def cli_of(home: Home, *found: Fronted, listed: Called | None = None, **doing: Any) -> Cli:  # noqa: ANN401 - made up
    usual = {
        "prepare": awaited(READY),
        "put": awaited(),
        "certified": awaited(found or (GOOD,)),
        "closed": awaited(),
        "remove": awaited(found),
    }
    names = {f"core.front.putting.{name}": one for name, one in {**usual, **doing}.items()}
    names["core.front.standing.listed"] = listed or awaited(found)
    made = awaited((RELEASE, Service(name="front")))
    return Cli(home, server(), doing={**names, "core.usecases.fronting._made": made})


def calls(cli: Cli, name: str) -> list[Any]:
    return [words for words, _ in cli.doing[f"core.front.putting.{name}"].calls]


def test_a_domain_is_put_before_a_service_and_its_certificate_told(home: Home) -> None:
    cli = cli_of(home)
    ran = cli.json("front", "web1", "--domain", "A.example,b.example,a.example", "--service", "web")
    told = {"issuer": "CA", "days_left": 80}
    assert (ran.code, ran.result) == (
        0,
        {
            "event": "result",
            "ok": True,
            "domains": [{"domain": "a.example", "service": "web", "certificate": told}],
        },
    )
    wish = calls(cli, "prepare")[0][1]
    assert wish == Wish(domains=("a.example", "b.example"), service="web", door=None)
    noticed = [one["problem"]["code"] for one in ran.events if one["event"] == "noticed"]
    assert noticed == ["astray", "front_trusted_proxy"]
    assert {one["server"] for one in ran.events if one["event"] == "noticed"} == {"web1"}
    steps = [one["step"] for one in ran.events if one["event"] == "step_started"]
    assert steps == ["Write it.", "Wait for the certificates"]
    assert cli.run(*FRONT).out == "✓  https://a.example  web  80 days left  CA\n"


@pytest.mark.parametrize(
    ("word", "door"),
    [("auto", None), ("caddy", Door.CADDY), ("nginx", Door.NGINX), ("apache", Door.APACHE)],
)
def test_the_web_server_that_is_there_can_be_named(
    home: Home, word: str, door: Door | None
) -> None:
    cli = cli_of(home)
    assert cli.run(*FRONT, "--with", word).code == 0
    assert calls(cli, "prepare")[0][1].door is door


def test_another_authority_is_known_by_its_certificate_alone(home: Home, tmp_path: Path) -> None:
    root = certificate(days=80)
    file = tmp_path / "root.pem"
    file.write_bytes(b"# a comment\n" + root + b"and a private thing\n")
    cli = cli_of(home)
    acme = ("--acme", "https://ca.example:14000/dir", "--acme-root", str(file))
    assert cli.run(*FRONT, *acme).code == 0
    assert calls(cli, "prepare")[0][1].authority == Authority(
        url="https://ca.example:14000/dir", root=root
    )


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("front", "web1", "--service", "web"), "front_incomplete"),
        (("front", "web1", "--domain", "a.example"), "front_incomplete"),
        (("front", "remove", "web1"), "front_incomplete"),
        (("front", "web1", "--domain", "x y.z", "--service", "web"), "domain_unusable"),
        (("front", "remove", "web1", "--domain", "*"), "domain_unusable"),
        ((*FRONT, "--acme", "http://ca.example"), "acme_unusable"),
        ((*FRONT, "--acme", "https://ca.example/\nimport x"), "acme_unusable"),
        ((*FRONT, "--acme-root", "/nowhere.pem"), "acme_root_unusable"),
        ((*FRONT, "--with", "iis"), "usage"),
        (("front", "list", "web2"), "server_unknown"),
    ],
)
def test_what_cannot_be_changes_nothing(home: Home, words: tuple[str, ...], code: str) -> None:
    cli = cli_of(home)
    assert cli.json(*words).problem["code"] == code
    assert [calls(cli, name) for name in ("prepare", "put", "remove")] == [[], [], []]


def test_a_domain_without_a_certificate_is_no_success(home: Home) -> None:
    bare = replace(GOOD, certificate=Certificate(problem=say("There is no certificate yet.")))
    ran = cli_of(home, bare).json(*FRONT)
    assert (ran.code, ran.problem["code"]) == (1, "certificate_missing")
    assert ran.result["domains"][0]["certificate"] == {
        "issuer": "",
        "days_left": None,
        "problem": "There is no certificate yet.",
    }
    nginx = replace(bare, site=replace(SITE, door=Door.NGINX))
    ran = cli_of(type(home).find(home.config / "2"), nginx).json(*FRONT)
    assert "certbot certonly --nginx -d a.example" in ran.problem["next"][0]


@pytest.mark.parametrize(("days", "valid"), [(-1, False), (0, True)])
def test_one_that_has_ended_is_none(home: Home, days: int, *, valid: bool) -> None:
    found = replace(GOOD, certificate=Certificate(issuer="CA", days_left=days))
    assert cli_of(home, found).json(*FRONT).result["ok"] is valid


def test_ports_behind_a_firewall_are_told(home: Home) -> None:
    async def closed(_session: object, *, certified: bool) -> Problem:
        assert certified
        return problem("front_unreachable")

    ran = cli_of(home, closed=closed).json(*FRONT)
    noticed = [one["problem"]["code"] for one in ran.events if one["event"] == "noticed"]
    assert "front_unreachable" in noticed


@pytest.mark.parametrize(
    ("result", "code", "ended"),
    [
        (Result.DEPLOYED, "", ""),
        (Result.UNCHANGED, "", ""),
        (Result.REFUSED, "port_taken", "port_taken"),
        (Result.CANCELLED, "", "front_not_open"),
    ],
)
def test_our_own_door_is_deployed_first(home: Home, result: Result, code: str, ended: str) -> None:
    cli = cli_of(home, prepare=awaited(replace(READY, stale=True)))
    cli.doing["core.deploy.deployer.deploy"] = a_job(outcome(result, code=code))
    ran = cli.json(*FRONT)
    assert (ran.result["ok"], len(calls(cli, "put"))) == (not ended, 0 if ended else 1)
    if ended:
        assert ran.problem["code"] == ended


@pytest.mark.parametrize(
    ("cut", "told"),
    [
        (None, []),
        (Cut(), []),
        (
            Cut(count=2, seconds=10),
            ["The front door was updated: 2 connections were still open after 10 s and were cut."],
        ),
    ],
)
def test_an_update_of_our_own_door_tells_what_it_cut(
    home: Home, cut: Cut | None, told: list[str]
) -> None:
    cli = cli_of(home, prepare=awaited(replace(READY, stale=True)))
    done = replace(outcome(Result.DEPLOYED), cut=cut)
    cli.doing["core.deploy.deployer.deploy"] = a_job(done)
    noticed = [one["problem"] for one in cli.json(*FRONT).events if one["event"] == "noticed"]
    assert [one["what"] for one in noticed if one["code"] == "front_updated"] == told


@pytest.mark.parametrize("stale", [False, True])
def test_a_plan_tells_all_and_does_nothing(home: Home, *, stale: bool) -> None:
    cli = cli_of(home, prepare=awaited(replace(READY, stale=stale)))
    first = replace(STEP, key=ActionKey.UPLOAD, sentence=verbatim("Send it."))
    plan = Plan(server="web1", release="1-ab", previous="", actions=(first,))
    cli.doing["core.deploy.deployer.make_plan"] = awaited(plan)
    ran = cli.json(*FRONT, "--plan")
    sent = ["Send it."] if stale else []
    assert [one["step"] for one in ran.result["steps"]] == [*sent, "Write it."]
    assert [one["code"] for one in ran.result["servers"][0]["notes"]] == ["astray"]
    assert calls(cli, "put") == []


def test_the_domains_are_listed_with_what_is_wrong(home: Home) -> None:
    ends = Certificate(issuer="CA", days_left=3, problem=say("It ends."))
    cli = cli_of(home, GOOD, replace(GOOD, certificate=ends))
    ran = cli.json("front", "list", "web1")
    assert (ran.code, [one["certificate"] for one in ran.result["domains"]]) == (
        0,
        [
            {"issuer": "CA", "days_left": 80},
            {"issuer": "CA", "days_left": 3, "problem": "It ends."},
        ],
    )
    assert cli.run("front", "list", "web1").out.splitlines() == [
        "✓  https://a.example  web  80 days left  CA",
        "!  https://a.example  web  3 days left   It ends.",
    ]
    past = replace(GOOD, problem=say("It leads past it."))
    moved = cli_of(type(home).find(home.config / "3"), past)
    assert (
        moved.json("front", "list", "web1").result["domains"][0]["problem"] == "It leads past it."
    )
    line = "✗  https://a.example  web  80 days left  It leads past it.\n"
    assert moved.run("front", "list", "web1").out == line
    none = cli_of(type(home).find(home.config / "2"), listed=awaited(()))
    assert none.run("front", "list", "web1").out == "No domain leads to a service there.\n"


def test_several_domains_go_one_after_the_other(home: Home) -> None:
    cli = cli_of(home, GOOD)
    ran = cli.json("front", "remove", "web1", "--domain", "B.example,c.example")
    assert (ran.code, [one["domain"] for one in ran.result["domains"]]) == (0, ["a.example"])
    assert [words[1] for words in calls(cli, "remove")] == ["b.example", "c.example"]
