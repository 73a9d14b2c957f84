"""How the domains of a service stand, as far as the login may see it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from core.front import standing
from core.problems import Problem
from core.service.fronted import Certificate, Fronted, Site, Standing
from core.ssh.session import Ran
from core.words import say
from tests.core.test_front_choices import ANSWER, SITE, packed
from tests.made_up import Server, problem, record_of

if TYPE_CHECKING:
    from tests.made_up import Answer

WEB = record_of(port=8080)
LOOK = "run:\nline() {"
LIMITED = "limited yes\n"
NGINX = packed("site", "/etc/nginx/conf.d/goferry-b.example.conf", SITE.replace("a.", "b."))


@pytest.mark.parametrize(
    ("known", "problem"),
    [
        (record_of(port=8080)[1], None),
        (
            record_of(port=9090)[1],
            "The site leads to port 8080, but web now listens on 9090. Run goferry front again.",
        ),
        (Ran(10, "", ""), "The service web no longer exists."),
        (Ran(12, "", "odd"), None),
    ],
)
def test_a_domain_that_leads_past_its_service_is_told(known: Answer, problem: str | None) -> None:
    server = Server(("service.json; code=", known), ("root:", ANSWER))
    found = asyncio.run(standing.listed(server))
    assert [one.problem and str(one.problem) for one in found] == [problem, problem]
    assert len(server.texts("run")) == 1, "two domains of one service are one question"


def before(server: Server, service: str = "web") -> tuple[Fronted, ...]:
    found = asyncio.run(standing.before(server, service))
    assert isinstance(found, tuple)
    return found


def test_only_the_domains_of_the_service_are_told_and_all_of_our_own_door() -> None:
    other = packed("site", "/etc/front/sites/c.example.caddy", SITE.replace("a.ex", "c.ex"))
    theirs = packed(
        "site", "/etc/front/sites/d.example.caddy", SITE.replace("a.ex", "d.ex").replace("web", "x")
    )
    server = Server(WEB, (LOOK, f"{ANSWER}\n{other}\n{theirs}"))
    assert [one.site.domain for one in before(server)] == ["a.example", "b.example", "c.example"]
    assert [one.site.domain for one in before(server, "front")] == [
        *("a.example", "c.example", "d.example"),
    ]
    assert server.texts("root") == [], "who is root already asks once"


def test_where_no_domain_can_be_there_nobody_becomes_root() -> None:
    server = Server((LOOK, f"{LIMITED}active nginx.service active\n"))
    assert (before(server), server.texts("root")) == ((), [])


@pytest.mark.parametrize("seen", ["hidden yes", NGINX])
def test_what_the_login_may_not_see_root_does(seen: str) -> None:
    server = Server(WEB, (LOOK, f"{LIMITED}{seen}"), ("root:", ANSWER))
    assert [one.site.domain for one in before(server)] == ["a.example", "b.example"]


def test_what_nobody_may_see_is_not_known_and_says_why() -> None:
    no_sudo = problem("sudo_not_allowed")
    server = Server((LOOK, f"{LIMITED}hidden yes"), ("root:", no_sudo))
    found = asyncio.run(standing.before(server, "web"))
    assert isinstance(found, Problem)
    assert (found.code, str(found.why)) == (
        "front_hidden",
        "Only root can read that. sudo_not_allowed!",
    )


def test_a_certificate_that_nobody_may_see_is_not_missing() -> None:
    server = Server(WEB, (LOOK, f"{LIMITED}{NGINX}"), ("root:", problem("sudo_not_allowed")))
    (one,) = before(server)
    assert (one.site.domain, one.standing, one.certificate.days_left) == (
        *("b.example", Standing.UNKNOWN, None),
    )
    assert str(one.told) == "This login cannot read the certificate. That needs root."


SITE_OF = Site(domain="a.example", service="web", port=80)
LONG = Certificate(issuer="CA", days_left=80)
ENDS = Certificate(issuer="CA", days_left=3, problem=say("It ends."))
OVER = Certificate(issuer="CA", days_left=-1, problem=say("It has ended."))
NONE = Certificate(problem=say("There is none."))


@pytest.mark.parametrize(
    ("certificate", "past", "sign", "told"),
    [
        (LONG, None, "✓", "certificate of CA, 80 more days"),
        (ENDS, None, "!", "certificate of CA · It ends."),
        (OVER, None, "✗", "It has ended."),
        (NONE, None, "✗", "There is none."),
        (LONG, say("It leads past it."), "✗", "It leads past it."),
    ],
)
def test_a_domain_is_told_with_its_sign(
    certificate: Certificate, past: Answer, sign: str, told: str
) -> None:
    one = Fronted(site=SITE_OF, certificate=certificate, problem=past)  # type: ignore[arg-type]
    assert (one.standing.value, str(one.told)) == (sign, told)
