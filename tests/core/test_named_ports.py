"""Further ports of a service: what they are called, what cannot be, and who holds them already."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.deploy.preflight import findings
from core.servers.listeners import Listener
from core.service.addresses import addresses
from core.service.model import Mode, Scope, Service
from core.service.named_ports import NamedPort, further_ports, numbered_ports
from core.service.sound import problem_of
from core.service.unit import helper, units
from tests.made_up_case import case, codes, only

WEB = Service(name="web")
NGINX = Listener(port=443, address="*", program="nginx", pid=7, units=frozenset({"nginx.service"}))
Held = tuple[Listener, ...] | None
SEVERAL = ("admin=9090/http", "tls-in=443/https", "dns=53/udp", "raw=1234")


def with_ports(*ports: str, **other: Any) -> Service:  # noqa: ANN401 - any option
    return replace(WEB, ports=ports, **other)


def lines_of(service: Service, unit: str, *begins: str) -> list[str]:
    (text,) = (one.content for one in units(service) if one.path.endswith(f"/{unit}"))
    return [line for line in text.splitlines() if line.startswith(begins)]


def test_each_has_its_variable_and_says_how_it_is_spoken_with() -> None:
    assert further_ports(with_ports(*SEVERAL)) == (
        NamedPort(name="admin", number=9090, scheme="http"),
        NamedPort(name="tls-in", number=443, scheme="https"),
        NamedPort(name="dns", number=53, scheme="udp"),
        NamedPort(name="raw", number=1234, scheme="tcp"),
    )
    assert [one.variable for one in further_ports(with_ports(*SEVERAL))] == [
        "PORT_ADMIN", "PORT_TLS_IN", "PORT_DNS", "PORT_RAW",
    ]  # fmt: skip
    assert [one.udp for one in further_ports(with_ports(*SEVERAL))] == [False, False, True, False]


def test_a_unix_socket_has_a_path_and_no_number() -> None:
    service = with_ports("a=9090", "front=unix", "dns=53/udp", mode=Mode.SOCKET)
    assert further_ports(service)[1] == NamedPort(name="front", number=0, scheme="unix")
    assert [one.number for one in numbered_ports(service)] == [9090, 53]
    own = ("Listen", "Socket", "Remove", "NoDelay")
    usual = ["SocketMode=0666", "RemoveOnStop=yes"]
    assert lines_of(service, "web.socket", *own) == [
        "ListenStream=8080", "ListenStream=9090", "ListenStream=%t/goferry-web.front.sock",
        "ListenDatagram=53", *usual,
    ]  # fmt: skip
    assert lines_of(service, "web-try@.socket", *own) == [
        "ListenStream=127.0.0.1:%i", "ListenStream=127.0.0.1:1%i",
        "ListenStream=%t/goferry-web-try-%i.front.sock", "ListenDatagram=127.0.0.1:3%i", *usual,
    ]  # fmt: skip
    for unit, path in (
        ("web.service", "%t/goferry-web.front.sock"),
        ("web-try@.service", "%t/goferry-web-try-%i.front.sock"),
    ):
        assert lines_of(service, unit, "Environment=PORT_FRONT") == [
            f"Environment=PORT_FRONT={path}"
        ]
    assert "\nfurther='9090 front/unix 53/udp'\n" in helper(service).content
    streams = with_ports("a=9090", "front=unix", mode=Mode.SOCKET)
    assert lines_of(streams, "web.socket", "NoDelay") == []
    assert lines_of(replace(streams, ports=("a=9090",)), "web.socket", *own)[2:] == ["NoDelay=true"]


def test_where_it_lies_is_told_by_whose_systemd_holds_it() -> None:
    service = with_ports("front=unix", "a=9090/http", mode=Mode.SHARED)
    assert addresses("h", service)[1:] == ("http://h:9090/", "unix:/run/goferry-web.front.sock")
    own = replace(service, scope=Scope.USER)
    assert addresses("h", own)[2] == "unix:$XDG_RUNTIME_DIR/goferry-web.front.sock"


@pytest.mark.parametrize(
    ("mode", "ports", "found"),
    [
        (Mode.RESTART, ("front=unix",), "unix_socket_not_held"),
        (Mode.RESTART, ("a=9090",), ""),
        (Mode.SOCKET, ("front=unix",), ""),
        (Mode.SHARED, ("front=unix",), ""),
        (Mode.PROXY, ("front=unix",), "ports_behind_proxy"),
    ],
)
def test_a_unix_socket_is_there_only_where_systemd_holds_it(
    mode: Mode, ports: tuple[str, ...], found: str
) -> None:
    assert codes(findings(case(service={"mode": mode, "ports": ports}))) == found


def test_what_nobody_looked_at_is_not_read() -> None:
    with pytest.raises(ValueError, match="odd"):
        further_ports(with_ports("odd"))


@pytest.mark.parametrize(
    "written",
    [
        "=1",
        "a=0",
        "a=65536",
        "a=70000",
        "A=1",
        "a=1/sctp",
        "a=01",
        "a=1/",
        "1a=1",
        "a=unix/http",
        "a=Unix",
        "a=1\n",
        "a=-1",
    ],
)
def test_one_that_cannot_be_is_told_as_it_is_written(written: str) -> None:
    problem = problem_of(with_ports(written))
    assert problem is not None
    assert (problem.code, problem.field) == ("service_settings_unusable", "ports")


@pytest.mark.parametrize(
    ("ports", "why"),
    [
        (("a=1", "a=2"), "Two further ports have the same name."),
        (("a-b=1", "a-b=2/udp"), "Two further ports have the same name."),
        (("a=8080",), "The service has this port already."),
        (("a=81", "b=81/https"), "The service has this port already."),
        (tuple(f"p{n}={n}" for n in range(1, 7)), "A service has at most 5 further ports."),
    ],
)
def test_what_cannot_be_together_is_told(ports: tuple[str, ...], why: str) -> None:
    problem = problem_of(with_ports(*ports))
    assert problem is not None
    assert str(problem.why) == why


def test_the_same_number_may_be_there_for_streams_and_datagrams_and_five_are_not_too_many() -> None:
    assert problem_of(with_ports("a=443", "b=443/udp", "c=8080/udp")) is None
    assert problem_of(with_ports("a=1", "b=2", "c=3", "d=4", "e=65535")) is None
    assert problem_of(with_ports("a=unix", "b=unix")) is None


def test_the_program_finds_each_by_its_variable_and_on_spare_ones_in_a_rehearsal() -> None:
    service = with_ports(*SEVERAL)
    variables = ("PORT_ADMIN=", "PORT_TLS_IN=", "PORT_DNS=", "PORT_RAW=")
    for unit, numbers in (
        ("web.service", ("9090", "443", "53", "1234")),
        ("web-try@.service", ("1%i", "2%i", "3%i", "4%i")),
    ):
        expected = [
            f"Environment={one}{number}" for one, number in zip(variables, numbers, strict=True)
        ]
        assert lines_of(service, unit, "Environment=PORT_") == expected


def test_where_systemd_listens_it_holds_them_in_their_order_in_one_unit() -> None:
    service = with_ports("https=443", "http3=443/udp", port=80, mode=Mode.SOCKET)
    assert lines_of(service, "web.socket", "Listen") == [
        "ListenStream=80", "ListenStream=443", "ListenDatagram=443",
    ]  # fmt: skip
    assert lines_of(service, "web-try@.socket", "Listen") == [
        "ListenStream=127.0.0.1:%i",
        "ListenStream=127.0.0.1:1%i",
        "ListenDatagram=127.0.0.1:2%i",
    ]


@pytest.mark.parametrize(
    ("ports", "mode", "needs"),
    [
        (("a=1023",), Mode.RESTART, True),
        (("a=1023/udp",), Mode.RESTART, True),
        (("a=1024",), Mode.RESTART, False),
        (("a=80",), Mode.SOCKET, False),
        (("a=unix",), Mode.RESTART, False),
    ],
)
def test_a_low_one_needs_the_capability_where_the_program_opens_it(
    ports: tuple[str, ...], mode: Mode, *, needs: bool
) -> None:
    (line,) = lines_of(with_ports(*ports, mode=mode), "web.service", "AmbientCapabilities=")
    assert line == f"AmbientCapabilities={'CAP_NET_BIND_SERVICE' * needs}"


def test_the_helper_knows_their_numbers() -> None:
    assert "\nfurther='9090 443 53/udp 1234'\n" in helper(with_ports(*SEVERAL)).content
    assert "\nfurther=''\n" in helper(WEB).content


@pytest.mark.parametrize(
    ("port", "streams", "datagrams", "found"),
    [
        ("a=443", (NGINX,), (), "port_in_use"),
        ("a=443", (), (NGINX,), ""),
        ("a=443/udp", (NGINX,), (), ""),
        ("a=443/udp", (), (NGINX,), "port_in_use"),
        ("a=444", (NGINX,), (NGINX,), ""),
        ("a=443", None, None, ""),
    ],
)
def test_one_that_a_stranger_has_is_refused(
    port: str, streams: Held, datagrams: Held, found: str
) -> None:
    judged = case(
        facts={"listeners": streams, "datagrams": datagrams}, service={"ports": ("b=9", port)}
    )
    assert codes(findings(judged)) == found
    if found:
        problem = only(findings(judged))
        assert str(problem.what) == "Port 443 is used by nginx (process 7)."
        assert problem.field == "ports"


def test_one_that_the_service_itself_has_is_no_stranger_s() -> None:
    own = replace(NGINX, program="web", units=frozenset({"web.socket"}))
    there = {"exists": frozenset({"bash", "state"}), "unit_state": "active"}
    assert (
        codes(
            findings(case(facts={"listeners": (own,)}, there=there, service={"ports": ("a=443",)}))
        )
        == ""
    )


@pytest.mark.parametrize(
    ("scope", "number", "found"),
    [
        (Scope.SYSTEM, 1023, ""),
        (Scope.USER, 1023, "port_needs_root"),
        (Scope.USER, 1024, ""),
        (Scope.USER, "unix", ""),
    ],
)
def test_without_root_no_low_one_can_be_had(scope: Scope, number: int | str, found: str) -> None:
    there = {"exists": frozenset({"bash", "linger", "manager"})}
    judged = case(
        there=there,
        service={"scope": scope, "mode": Mode.SHARED, "ports": ("b=9999", f"a={number}")},
    )
    assert [one.code for one in findings(judged)] == ([found] if found else [])
    if found:
        assert "port 1023" in str(only(findings(judged)).what)


def test_behind_the_proxy_there_are_none() -> None:
    assert codes(findings(case(service={"mode": Mode.PROXY, "ports": ("a=1",)}))) == (
        "ports_behind_proxy"
    )
    assert codes(findings(case(service={"mode": Mode.PROXY}))) == ""
