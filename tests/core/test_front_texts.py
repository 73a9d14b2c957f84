"""Domains and the files that are made of them: what a person types ends up in configurations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.front import ours
from core.front.domains import domain_of
from core.front.sites import site_in, text_of
from core.problems import ProblemError
from core.service import sound
from core.service.fronted import Door, Site
from core.service.model import Mode
from tests.made_up import refusal

if TYPE_CHECKING:
    from core.home import Home


@pytest.mark.parametrize(
    ("typed", "domain"),
    [
        ("app.example.com", "app.example.com"),
        (" App.Example.COM. ", "app.example.com"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("a-1.b.co", "a-1.b.co"),
        (f"{'a' * 63}.com", f"{'a' * 63}.com"),
    ],
)
def test_a_domain_is_spelled_as_the_internet_does(typed: str, domain: str) -> None:
    assert domain_of(typed) == domain


@pytest.mark.parametrize(
    "typed",
    [
        *("", ".", "com", "localhost", "192.0.2.1", "1.2", "*.example.com", "a..b"),
        *("https://a.example", "a.example/x", "a.example:443", "a example.com", "-a.example"),
        *("a-.example", "a_b.example", "a.example {", "a.example;", "$x.example"),
        *("a.example\nimport /etc/passwd", f"{'a' * 64}.com", "a." * 130 + "com", "ü" * 70),
    ],
)
def test_what_is_no_domain_goes_nowhere(typed: str) -> None:
    found = refusal(lambda: domain_of(typed))
    assert (found.code, found.field) == ("domain_unusable", "domain")


@pytest.mark.parametrize("door", Door)
@pytest.mark.parametrize("certified", [False, True])
def test_a_file_says_what_it_is_for_and_reads_back(door: Door, *, certified: bool) -> None:
    site = Site(domain="app.example.com", service="web", port=8080, door=door)
    text = text_of(site, certified=certified)
    first = "# Written by GoFerry: app.example.com leads to web on port 8080."
    assert text.splitlines()[0] == first
    assert site_in(text, door) == site
    assert ("127.0.0.1:8080" in text) is (door is not Door.OURS)
    fetches_none = door in {Door.NGINX, Door.APACHE}
    assert ("/etc/letsencrypt/live/app.example.com/" in text) is (certified and fetches_none)
    assert ("https://" in text) is (certified and fetches_none)


def test_the_file_of_our_own_door_is_three_words() -> None:
    text = text_of(Site(domain="app.example.com", service="web", port=8080))
    assert text.splitlines()[1:] == ["app.example.com {", "\timport door 8080 web", "}"]


@pytest.mark.parametrize(
    "site",
    [
        Site(domain="a.example {", service="web", port=80),
        Site(domain="a.example", service="web }", port=80),
        Site(domain="a.example", service="web", port=0),
        Site(domain="a.example", service="web", port=65536),
    ],
)
@pytest.mark.parametrize("door", Door)
def test_no_value_can_be_read_as_anything_else_than_itself(site: Site, door: Door) -> None:
    odd = Site(domain=site.domain, service=site.service, port=site.port, door=door)
    with pytest.raises((ProblemError, ValueError)):
        text_of(odd)


ODD = "# Written by GoFerry: evil.example/x leads to web on port 80."


@pytest.mark.parametrize(
    "text",
    [
        "",
        "server {}",
        "# app.example.com leads to web on port 1.",
        "\n# Written by GoFerry: a b",
        ODD,
    ],
)
def test_the_file_of_a_stranger_is_none_of_ours(text: str) -> None:
    assert site_in(text, Door.NGINX) is None


def test_two_domains_of_nginx_share_no_variable() -> None:
    names = set()
    for domain in ("a-b.example", "a.b.example"):
        text = text_of(Site(domain=domain, service="web", port=80, door=Door.NGINX))
        (line,) = (one for one in text.splitlines() if one.startswith("map "))
        names.add(line)
    assert len(names) == 2


def test_our_door_is_a_service_like_any_other(home: Home) -> None:
    folder = ours.sources(home)
    service = ours.service(folder)
    assert service.drain == 10, "meanwhile the visitors of all domains wait"
    assert sound.problem_of(service) is None
    assert (service.name, service.port, service.mode) == ("front", 80, Mode.SOCKET)
    assert (folder / "Caddyfile").read_text("utf-8") == ours.configuration()
    assert {file.name for file in folder.iterdir()} == {
        *("go.mod", "go.sum", "main.go", "newest.go", "Caddyfile"),
    }
    (folder / "main.go").write_text("package evil", "utf-8")
    before = (folder / "go.mod").stat().st_mtime_ns
    assert "caddycmd.Main()" in (ours.sources(home) / "main.go").read_text("utf-8")
    assert (folder / "go.mod").stat().st_mtime_ns == before, "what is right stays untouched"
    assert (folder / "Caddyfile").stat().st_mode & 0o777 == 0o644
