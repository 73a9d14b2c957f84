"""Which web server is the door, what a server tells about it, and what a domain leads to."""

from __future__ import annotations

import asyncio
import base64
from typing import TYPE_CHECKING

import pytest

from core.front import looking, ours, putting, reaching
from core.front.authority import Authority
from core.front.doors import door_for, place_of
from core.problems import ProblemError
from core.servers import facts
from core.service.fronted import Door, Site
from tests.made_up import Server, record_of, refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.problems import Problem
    from core.servers.facts import Facts

NOTHING: Mapping[Door, bool] = {}
FACTS = "goferry-facts 1\n{}\ngoferry-facts end\n"


def told(*listening: str) -> Facts:
    lines = ["ports\tyes", *(f"listen\t{one}" for one in listening)]
    return facts.parse(lines, now=0.0)


def line_of_ss(port: int, program: str = "") -> str:
    users = f' users:(("{program}",pid=7,fd=3))' if program else ""
    return f"LISTEN 0 128 0.0.0.0:{port} 0.0.0.0:*{users}"


@pytest.mark.parametrize(
    ("active", "wanted", "door"),
    [
        ((), None, Door.OURS),
        ((), Door.OURS, Door.OURS),
        ((Door.OURS,), None, Door.OURS),
        ((Door.OURS, Door.NGINX), None, Door.OURS),
        ((Door.NGINX,), None, Door.NGINX),
        ((Door.APACHE,), None, Door.APACHE),
        ((Door.CADDY,), None, Door.CADDY),
        ((Door.CADDY, Door.NGINX), Door.NGINX, Door.NGINX),
    ],
)
def test_the_door_that_is_there_keeps_its_place(
    active: tuple[Door, ...], wanted: Door | None, door: Door
) -> None:
    assert door_for(told(), dict.fromkeys(active, True), wanted) is door


@pytest.mark.parametrize(
    ("active", "wanted", "code"),
    [
        ((), Door.NGINX, "front_not_there"),
        ((Door.NGINX,), Door.CADDY, "front_not_there"),
        ((Door.CADDY, Door.NGINX), None, "front_several"),
    ],
)
def test_a_door_that_nobody_can_choose_is_refused(
    active: tuple[Door, ...], wanted: Door | None, code: str
) -> None:
    found = refusal(lambda: door_for(told(), dict.fromkeys(active, True), wanted))
    assert found.code == code


@pytest.mark.parametrize(
    ("listening", "active", "why"),
    [
        (line_of_ss(80, "haproxy"), (), "haproxy is using the port."),
        (line_of_ss(443), (), "This login cannot see which program uses the port."),
        (line_of_ss(80, "nginx"), (Door.NGINX,), "nginx is using the port."),
    ],
)
def test_ports_of_somebody_else_are_not_taken(
    listening: str, active: tuple[Door, ...], why: str
) -> None:
    wanted = Door.OURS if active else None
    found = refusal(lambda: door_for(told(listening), dict.fromkeys(active, True), wanted))
    assert (found.code, str(found.why)) == ("front_ports_taken", why)
    assert ("--with nginx" in str(found.next[0].text)) is bool(active)


@pytest.mark.parametrize(
    ("text", "folder"),
    [
        ("import sites/*\n", "/etc/caddy/sites"),
        ("{\n}\n\timport /etc/caddy/conf.d/*.caddy\n", "/etc/caddy/conf.d"),
    ],
)
def test_a_caddy_that_is_there_says_where_its_sites_are(text: str, folder: str) -> None:
    assert place_of(Door.CADDY, text).folder == folder
    assert place_of(Door.CADDY, text).file_of("a.example") == "goferry-a.example.caddy"


@pytest.mark.parametrize(
    "text", ["", "# import sites/*\n", "import /srv/*\n", "import ../x/*\n", "import a b/*\n"]
)
def test_one_that_imports_nothing_is_not_changed(text: str) -> None:
    assert refusal(lambda: place_of(Door.CADDY, text)).code == "caddy_imports_nothing"


def packed(word: str, path: str, content: str) -> str:
    return f"{word} {path} {base64.b64encode(content.encode()).decode()}"


SITE = "# Written by GoFerry: a.example leads to web on port 8080.\n"
ANSWER = "\n".join(
    (
        "there record",
        packed("ours", "/opt/front/current/Caddyfile", "old"),
        "active front.service active",
        "active nginx.service active",
        "active apache2.service inactive",
        "active odd",
        packed("site", "/etc/front/sites/a.example.caddy", SITE),
        packed("site", "/etc/nginx/conf.d/goferry-b.example.conf", SITE.replace("a.", "b.")),
        packed("site", "/etc/nginx/conf.d/goferry-x.conf", "# theirs"),
        packed("site", "/srv/goferry-x.conf", SITE),
        "site /etc/front/sites/c.caddy !",
        packed("certificate", "/var/lib/front/certificates/ca/a.example/a.example.crt", "A"),
        packed("certificate", "/etc/letsencrypt/live/b.example/fullchain.pem", "B"),
        packed("certificate", "/var/lib/front/certificates/ca/a.example/odd.crt", "C"),
        "now 1795951295",
        "addresses 192.0.2.1 2001:db8::1 ",
        'told {"identifier":"a.example"}',
        "what nobody knows",
    )
)


def test_what_the_server_tells_is_read() -> None:
    seen = looking.parsed(ANSWER)
    assert (seen.there, seen.ours, seen.caddyfile) == (True, "old", "")
    assert [door for door, runs in seen.active.items() if runs] == [Door.OURS, Door.NGINX]
    assert seen.sites == (
        Site(domain="a.example", service="web", port=8080),
        Site(domain="b.example", service="web", port=8080, door=Door.NGINX),
    )
    assert seen.certificates == {"a.example": b"A", "b.example": b"B"}
    assert seen.certified == {"b.example"}
    assert seen.addresses == {"192.0.2.1", "2001:db8::1"}
    assert (seen.told, seen.now) == (('{"identifier":"a.example"}',), 1795951295.0)
    assert seen.site("b.example") == seen.sites[1]
    assert seen.site("c.example") is None


def test_a_unit_called_front_may_be_anybodys() -> None:
    seen = looking.parsed("active front.service active\nthere record")
    assert not any(seen.active.values())
    server = Server(("root:", "active front.service active\nthere record"), *_found_there())
    wish = putting.Wish(domains=("a.example",), service="web")
    with pytest.raises(ProblemError) as refused:
        asyncio.run(putting.prepare(server, wish))
    assert refused.value.problem.code == "front_name_taken"


def _found_there() -> tuple[tuple[str, str], ...]:
    return (record_of(port=8080), ("goferry-facts", FACTS.format("ports\tyes")))  # type: ignore[return-value]


@pytest.fixture
def resolver(monkeypatch: pytest.MonkeyPatch) -> dict[str, frozenset[str]]:
    """What names lead to, as this computer sees it."""
    known: dict[str, frozenset[str]] = {"192.0.2.1": frozenset({"192.0.2.1"})}

    async def ask(host: str) -> frozenset[str]:
        return known.get(host, frozenset())

    monkeypatch.setattr(reaching, "addresses_of", ask)
    return known


def astray(domain: str) -> Problem | None:
    own = frozenset({"192.0.2.1", "2001:db8::1"})
    return asyncio.run(reaching.astray(domain, "web1", own))


def test_a_domain_is_looked_up_before_it_is_believed(resolver: dict[str, frozenset[str]]) -> None:
    resolver["here.example"] = frozenset({"198.51.100.7", "2001:db8::1"})
    resolver["there.example"] = frozenset({"198.51.100.7"})
    assert astray("here.example") is None
    there = astray("there.example")
    assert there is not None
    assert (there.code, "198.51.100.7" in str(there.why)) == ("domain_elsewhere", True)
    none = astray("none.example")
    assert none is not None
    assert (none.code, str(none.next[0].text)) == (
        "domain_unknown",
        "Where the domain is registered, add an A record: none.example → 192.0.2.1",
    )


@pytest.mark.parametrize("current", [True, False])
def test_everything_is_known_before_anything_is_changed(
    resolver: dict[str, frozenset[str]], *, current: bool
) -> None:
    resolver["a.example"] = frozenset({"192.0.2.1"})
    text = packed("ours", "/opt/front/current/Caddyfile", ours.configuration()) if current else ""
    server = Server(("root:", f"{text}\nnow 5"), *_found_there())
    wish = putting.Wish(
        domains=("a.example", "b.example"), service="web", authority=Authority(url="https://ca.x")
    )
    found = asyncio.run(putting.prepare(server, wish))
    assert (found.door, found.stale, found.since) == (Door.OURS, not current, 5.0)
    assert [one.code for one in found.notes] == ["domain_unknown"]
    assert [(one.domain, one.port) for one in found.sites] == [
        ("a.example", 8080),
        ("b.example", 8080),
    ]
    assert "acme_ca https://ca.x" in found.step.script
    assert [one.way for one in server.asked if one.way == "write"] == []


@pytest.mark.parametrize(
    ("found", "why"),
    [
        ({"kind": "worker"}, "The service does not listen on a port."),
        ({"kind": "timer", "schedule": "daily"}, "The service does not listen on a port."),
        (
            {"port": 443, "health": {"scheme": "https"}},
            "The service uses HTTPS, but the front door connects to services over plain HTTP.",
        ),
    ],
)
def test_no_domain_leads_to_what_would_answer_no_visitor(
    found: dict[str, object], why: str
) -> None:
    server = Server(record_of(**found))
    wish = putting.Wish(domains=("a.example",), service="web")
    told = refusal(lambda: asyncio.run(putting.prepare(server, wish)))
    assert (told.code, str(told.what), str(told.why)) == (
        "front_not_http",
        "A domain cannot lead to web.",
        why,
    )


def test_a_renewal_that_certbot_could_not_do_is_told() -> None:
    renewal = "renewal 2026:ERROR:x:Failed to renew certificate b.example with error: No way."
    seen = looking.parsed(f"{ANSWER}\n{renewal}")
    first, second = (str(one.certificate.problem) for one in seen.fronted())
    assert ("No way." in first, "No way." in second) == (False, True)


def test_apache_goes_by_two_names() -> None:
    site = packed("site", "/etc/httpd/conf.d/goferry-a.example.conf", SITE)
    seen = looking.parsed(f"httpd yes\nactive httpd.service active\n{site}")
    assert (seen.httpd, seen.active) == (True, {Door.APACHE: True})
    assert [one.door for one in seen.sites] == [Door.APACHE]
    assert place_of(Door.APACHE, httpd=True).folder == "/etc/httpd/conf.d"
    assert place_of(Door.APACHE).folder == "/etc/apache2/sites-enabled"
    assert place_of(Door.NGINX, httpd=True) == place_of(Door.NGINX)


@pytest.mark.parametrize(
    ("unit", "walled", "codes"),
    [
        ("nginx.service", "walled yes", ["front_walled"]),
        ("nginx.service", "", []),
        ("front.service", "walled yes", []),
    ],
)
def test_selinux_between_a_web_server_and_a_service_is_told(
    resolver: dict[str, frozenset[str]], unit: str, walled: str, codes: list[str]
) -> None:
    resolver["a.example"] = frozenset({"192.0.2.1"})
    text = packed("ours", "/opt/front/current/Caddyfile", ours.configuration())
    server = Server(("root:", f"{text}\nactive {unit} active\n{walled}"), *_found_there())
    wish = putting.Wish(domains=("a.example",), service="web")
    found = asyncio.run(putting.prepare(server, wish))
    assert [one.code for one in found.notes] == codes


def test_a_domain_that_is_not_there_cannot_go() -> None:
    server = Server(("root:", ANSWER))
    with pytest.raises(ProblemError) as refused:
        asyncio.run(putting.remove(server, "c.example"))
    assert refused.value.problem.code == "domain_not_fronted"
    assert len(server.asked) == 1


def test_a_domain_goes_from_the_door_that_has_it() -> None:
    server = Server(("gone ", ""), ("root:", ANSWER))
    left = asyncio.run(putting.remove(server, "b.example"))
    assert [one.site.domain for one in left] == ["a.example"]
    script = server.texts("root")[-1]
    assert "folder=/etc/nginx/conf.d\n" in script
    assert "gone goferry-b.example.conf\nsettle" in script
