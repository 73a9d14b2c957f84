"""How a service is asked for its health: before a deploy, in it, and by `status` afterwards."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from core.actions import UseOption
from core.deploy.preflight import findings, notes
from core.operate.drill import DrillWish, drill
from core.operate.status import status
from core.problems import ProblemError
from core.project.shared import Shared
from core.service.addresses import addresses
from core.service.causes import problem_of
from core.service.health_question import port_of, scheme_of
from core.service.model import Health, HealthScheme, Kind, Mode, Process, Service
from core.service.shared_options import values_from
from core.service.transaction import Ended
from core.service.unit import helper, units
from core.ssh.session import Ran, Reply
from tests.made_up import Server, problem, record_of, refusal
from tests.made_up_case import case, codes, only

if TYPE_CHECKING:
    from pathlib import Path

    from core.problems import Problem
    from core.service.results import Status
    from tests.made_up import Answer

WEB = Service(name="web")
HTTP, HTTPS, TCP, GRPC, NOTIFY, COMMAND, NONE = HealthScheme


def by(scheme: HealthScheme) -> UseOption:
    return UseOption("health.scheme", scheme.value)


def asked(
    scheme: HealthScheme,
    port: int = 0,
    *,
    port_: int = 8080,
    **other: Any,  # noqa: ANN401
) -> Service:
    return replace(WEB, health=Health(scheme=scheme, port=port), port=port_, **other)


def test_http_without_a_path_asks_only_whether_the_port_opens() -> None:
    assert [scheme_of(asked(one, health_path="")) for one in HealthScheme] == [
        TCP, HTTPS, TCP, GRPC, NOTIFY, COMMAND, NONE,
    ]  # fmt: skip
    assert [scheme_of(asked(one)) for one in HealthScheme] == [*HealthScheme]
    assert (port_of(asked(HTTP)), port_of(asked(HTTP, 9090))) == (8080, 9090)


def test_the_helper_and_the_units_know_how() -> None:
    text = helper(asked(GRPC, 9090)).content
    assert "\nscheme=grpc health_port=9090 health_path=/health\n" in text
    assert (
        "\nscheme=tcp health_port=0 health_path=''\n" in helper(asked(HTTP, health_path="")).content
    )
    kinds = {
        (mode, scheme): units(asked(scheme, mode=mode))[0].content.split("\nType=")[1].split()[0]
        for mode in (Mode.RESTART, Mode.SOCKET)
        for scheme in (HTTP, NOTIFY, NONE)
    }
    assert kinds == {
        (Mode.RESTART, HTTP): "exec",
        (Mode.RESTART, NOTIFY): "notify",
        (Mode.RESTART, NONE): "exec",
        (Mode.SOCKET, HTTP): "notify",
        (Mode.SOCKET, NOTIFY): "notify",
        (Mode.SOCKET, NONE): "notify",
    }


# ---- before a deploy ----


@pytest.mark.parametrize(
    ("scheme", "tools", "found"),
    [
        (HTTPS, (), "health_needs_tls"),
        (HTTPS, ("openssl",), ""),
        (HTTPS, ("curl",), ""),
        (HTTP, (), ""),
        (GRPC, (), ""),
    ],
)
def test_https_needs_something_on_the_server_that_speaks_tls(
    scheme: HealthScheme, tools: tuple[str, ...], found: str
) -> None:
    usual = ("flock", "sha256sum", "systemd-run")
    judged = case(facts={"tools": (*usual, *tools)}, service={"health": Health(scheme=scheme)})
    assert codes(findings(judged)) == found


@pytest.mark.parametrize(
    ("scheme", "command", "found"),
    [
        (COMMAND, "", "health_command_missing"),
        (COMMAND, " ", "health_command_missing"),
        (COMMAND, "check", ""),
        (HTTP, "", ""),
    ],
)
def test_a_check_by_a_command_names_one(scheme: HealthScheme, command: str, found: str) -> None:
    judged = case(service={"health": Health(scheme=scheme, command=command)})
    assert codes(findings(judged)) == found


@pytest.mark.parametrize(
    ("port", "found"),
    [(0, ""), (8080, ""), (9090, ""), (53, "health_port_unknown"), (9, "health_port_unknown")],
)
def test_a_health_port_is_one_of_the_service(port: int, found: str) -> None:
    service = {"health": Health(port=port), "ports": ("admin=9090/http", "dns=53/udp")}
    judged = case(service=service)
    assert codes(findings(judged)) == found
    if found:
        assert f"--ports admin={port}/http" in str(only(findings(judged)).next[0].text)


@pytest.mark.parametrize(
    ("watchdog", "other", "found", "noted"),
    [
        (0, {"kind": Kind.TIMER, "schedule": "daily"}, "", ""),
        (30, {"kind": Kind.TIMER, "schedule": "daily"}, "watchdog_unused", ""),
        (126, {"kind": Kind.WORKER}, "", ""),
        (127, {"kind": Kind.WORKER}, "", "watchdog_late"),
        (127, {"kind": Kind.WORKER, "probation": 0}, "", ""),
    ],
)
def test_a_watchdog_is_over_what_runs_and_ends_it_while_the_server_still_looks(
    watchdog: int, other: dict[str, Any], found: str, noted: str
) -> None:
    health = Health(watchdog=watchdog)
    alone = case(service={"health": health, **other})
    own = {key: value for key, value in other.items() if key != "probation"}
    process = Process(name="job", health=health, **own)
    beside = case(service={"processes": (process,), "probation": other.get("probation", 120)})
    for judged, prefix in ((alone, ""), (beside, "Process “job”: ")):
        assert codes(findings(judged)) == found
        told = [one for one in notes(judged) if one.code.startswith("watchdog")]
        assert " ".join(one.code for one in told) == noted
        assert all(str(one.what).startswith(prefix) for one in (*findings(judged), *told))


# ---- what goferry.toml says of it ----


def test_goferry_toml_says_all_of_it(tmp_path: Path) -> None:
    said = {
        "health_scheme": "grpc", "health_port": 9090, "health_delay": 1.5, "health_period": 2,
        "health_timeout": 4, "health_threshold": 1, "health_deadline": 90, "health_watch": 0,
        "health_watchdog": 30, "health_status": "200-204", "keep_releases": 2,
        "rehearse": True, "env_file": ".env",
    }  # fmt: skip
    assert values_from(Shared(service=said), tmp_path) == {
        "health.scheme": GRPC, "health.port": 9090, "health.start_delay": 1.5,
        "health.period": 2, "health.timeout": 4, "health.threshold": 1, "health.deadline": 90,
        "health.watch": 0, "health.watchdog": 30, "health.lowest": 200, "health.highest": 204,
        "keep_releases": 2, "rehearse": True, "env_file": tmp_path / ".env",
    }  # fmt: skip
    assert values_from(Shared(service={"env_file": ""}), tmp_path) == {"env_file": None}


def test_an_environment_file_outside_of_the_project_is_refused(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "link").symlink_to("../secrets")
    for path in ("../secrets", "/etc/passwd", "a/../../secrets", "link"):
        with pytest.raises(ProblemError) as caught:
            values_from(Shared(service={"env_file": path}), project)
        assert caught.value.problem.code == "shared_unreadable"
        assert path in str(caught.value.problem.why)


# ---- afterwards ----


def seen(*answers: tuple[str, Answer], scheme: str = "http", **record: object) -> Status:
    there = ("unit_state", "login root\ncurrent 3-cccccccc\nunit_state active")
    recorded = record_of(health={"scheme": scheme, **record.pop("health", {})}, **record)  # type: ignore[dict-item]
    server = Server(("systemd-analyze", Ran(1, "", "")), there, recorded, *answers)
    return asyncio.run(status(server, "web"))


@pytest.mark.parametrize("scheme", ["https", "grpc", "command"])
@pytest.mark.parametrize(
    ("said", "healthy", "unknown"),
    [
        ('{"healthy":true}\n', True, ""),
        ('{"healthy":false,"code":"bad_status","detail":"500"}\n', False, ""),
        ('{"refused":"not_understood","protocol":1}\n', None, "health_not_told"),
        ("", None, "health_not_told"),
    ],
)
def test_what_no_channel_can_ask_the_helper_asks(
    scheme: str, said: str, unknown: str, *, healthy: bool | None
) -> None:
    found = seen(("activate-web", said), scheme=scheme)
    assert found.healthy is healthy
    assert (found.unknown.code if found.unknown else "") == unknown


def test_where_the_helper_is_closed_nobody_knows() -> None:
    found = seen(("activate-web", problem("root_needed")), scheme="grpc")
    assert (found.healthy, found.unknown) == (None, problem("root_needed"))


@pytest.mark.parametrize("scheme", ["notify", "none"])
def test_what_must_only_run_is_not_asked(scheme: str) -> None:
    assert seen(scheme=scheme).healthy is True


def test_status_asks_on_the_health_port() -> None:
    health = {"port": 9090}
    assert seen(("get:9090/health", Reply(200, {}, b"")), health=health).healthy is True
    assert seen(("opens:9090", False), scheme="tcp", health=health).healthy is False


def test_a_drill_counts_http_alone() -> None:
    server = Server(record_of(health={"scheme": "grpc"}))
    assert refusal(lambda: asyncio.run(drill(server, "web", DrillWish(), report=print))).code == (
        "drill_needs_http"
    )


# ---- where it is found ----


@pytest.mark.parametrize(
    ("service", "expected"),
    [
        (WEB, "http://h:8080/"),
        (replace(WEB, port=80), "http://h/"),
        (asked(HTTPS, port_=8443), "https://h:8443/"),
        (asked(HTTPS, port_=443), "https://h/"),
        (asked(HTTP, port_=443), "http://h:443/"),
        (asked(TCP, port_=443), "https://h/"),
        (asked(TCP, port_=6379), "tcp://h:6379"),
        (asked(TCP, port_=80), "http://h/"),
        (asked(GRPC, port_=50051), "grpc://h:50051"),
        (asked(HTTP, 9090, port_=443), "https://h/"),
        (asked(HTTPS, 9090), "http://h:8080/"),
        (asked(NOTIFY), "http://h:8080/"),
    ],
)
def test_the_address_says_what_is_spoken(service: Service, expected: str) -> None:
    assert addresses("h", service) == (expected,)


def test_each_further_port_has_its_address_and_a_number_of_version_6_its_brackets() -> None:
    service = replace(WEB, ports=("a=443/https", "b=53/udp", "c=6379", "d=9090/http"))
    assert addresses("2001:db8::1", service) == (
        "http://[2001:db8::1]:8080/",
        "https://[2001:db8::1]/",
        "udp://[2001:db8::1]:53",
        "tcp://[2001:db8::1]:6379",
        "http://[2001:db8::1]:9090/",
    )


# ---- why it is not well ----


def told(service: Service, code: str, detail: str = "") -> Problem:
    return problem_of(Ended(result="rolled_back", code=code, detail=detail), (), service)


@pytest.mark.parametrize(
    ("service", "code", "detail", "what", "why", "advice"),
    [
        (asked(HTTPS), "speaks_http", "", "Port 8080 uses plain", "used https there.", by(HTTP)),
        (asked(GRPC, 9090), "speaks_http", "", "Port 9090 uses", "used grpc there.", by(HTTP)),
        (asked(HTTP), "speaks_https", "", "Port 8080 uses TLS.", "The health check did", by(HTTPS)),
        (asked(HTTP), "speaks_grpc", "", "Port 8080 uses HTTP/2", "used http there.", by(GRPC)),
        (asked(HTTPS), "speaks_other", "INFO {}", "not HTTP", "response: INFO {}", by(TCP)),
        (asked(HTTPS), "no_handshake", "", "refused the health check", "localhost", by(TCP)),
        (asked(GRPC), "not_serving", "NOT_SERVING", "is unhealthy", "NOT_SERVING.", "Read the log"),
        (asked(GRPC), "no_health_service", "", "no gRPC health", "grpc.health.v1", "Register"),
        (asked(COMMAND), "health_command", "exit-code 3 no database at all", "ended with code 3.",
         "no database at all", "Run it"),
        (asked(COMMAND), "health_command", "exit-code 3 ", "with code 3.", "no output", "Run it"),
        (asked(COMMAND), "health_command", "timeout 15 x", "code 15.", "within 3.0 s", "Run it"),
        (asked(NOTIFY), "not_ready", "", "did not report", "within 20 seconds", "another health"),
        (asked(GRPC), "no_answer", "", "on port 8080", "the gRPC health check within", "worker"),
        (asked(TCP), "no_answer", "", "on port 8080", "a connection within", "as a worker"),
        (asked(HTTP), "no_answer", "8080 ", "on port 8080", "to /health within", by(TCP)),
        (asked(TCP), "no_answer", "8080 ", "on port 8080", "a connection within", "Read the log"),
        (replace(WEB, health=Health(watchdog=30)), "watchdog", "", "The watchdog stopped",
         "WATCHDOG=1 to systemd within 30 s", "goroutines"),
        (asked(HTTP, 9090), "no_answer", "8080 ", "listens on port 8080", "port 9090", "Use port"),
    ],
)  # fmt: skip
def test_each_cause_has_its_own_true_sentence(  # noqa: PLR0913, PLR0917 - a table
    service: Service, code: str, detail: str, what: str, why: str, advice: str | UseOption
) -> None:
    """`advice` is the first: some of its words, or what its button does."""
    found = told(service, code, detail)
    assert found.code == code
    assert what in str(found.what)
    assert why in str(found.why)
    first = found.next[0]
    assert first.action == advice if isinstance(advice, UseOption) else advice in str(first.text)


def test_a_worker_can_be_asked_by_a_command_of_its_own() -> None:
    worker = asked(COMMAND, kind=Kind.WORKER)
    assert (scheme_of(worker), scheme_of(asked(HTTP, kind=Kind.WORKER))) == (COMMAND, NONE)
