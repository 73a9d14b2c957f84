"""Compose files of every kind of service: proved by the schema of Compose, and hardened."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from core.exports.compose.kind import KIND
from core.problems import ProblemError
from tests.exported import SERVICES, documents, facts, hostile, made

if TYPE_CHECKING:
    from collections.abc import Callable

_SCHEMA = json.loads(
    files("check_jsonschema")
    .joinpath("builtin_schemas", "vendor", "compose-spec.json")
    .read_text("utf-8")
)
_VALIDATOR = jsonschema.validators.validator_for(_SCHEMA)(_SCHEMA)


def _compose(name: str, **said: str) -> dict[str, Any]:
    (file,) = made(KIND, facts(name), said).files
    (document,) = documents(file.text)
    found: dict[str, Any] = document
    return found


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_a_compose_file(name: str) -> None:
    _VALIDATOR.validate(_compose(name))


@pytest.mark.parametrize("name", SERVICES)
def test_every_container_is_hardened(name: str) -> None:
    for service, one in _compose(name)["services"].items():
        assert one["read_only"] is True
        assert one["cap_drop"] == ["ALL"]
        assert one["security_opt"] == ["no-new-privileges:true"]
        assert one["user"] == ("0:0" if service.endswith("-data") else "65532:65532")


def _spoil(document: Any, how: Callable[[Any], object]) -> Any:  # noqa: ANN401 - YAML's kinds
    how(document)
    return document


@pytest.mark.parametrize(
    "how",
    [
        lambda one: one["services"].update(shop=[]),
        lambda one: one["services"]["shop"].update(imagee="x"),
        lambda one: one["services"]["shop"].update(read_only=[]),
        lambda one: one["services"]["shop"].update(restart=1),
        lambda one: one["services"]["shop"].update(cap_drop="ALL"),
        lambda one: one["services"]["shop"].update(environment="A=b"),
        lambda one: one["services"]["shop"].update(ports={"8080": 8080}),
        lambda one: one["services"]["shop"]["depends_on"]["shop-release"].update(condition="x"),
        lambda one: one["services"]["shop-health"]["healthcheck"].update(retry=1),
        lambda one: one.update(service={}),
        lambda one: one.update(volumes=["data"]),
    ],
)
def test_a_spoiled_file_is_refused(how: Callable[[Any], object]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        _VALIDATOR.validate(_spoil(_compose("several"), how))


def test_health_is_asked_as_the_service_says() -> None:
    asked = {
        name: _compose(name)["services"].get("hello-health", {}).get("healthcheck", {}).get("test")
        for name in ("web", "tcp", "https", "none")
    }
    assert asked["web"][-1] == "http://hello:8080/health"
    assert asked["tcp"] == ["CMD", "nc", "-z", "-w", "3", "hello", "9000"]
    assert asked["https"][-1] == "https://hello:8080/health"
    assert asked["none"] is None
    own = _compose("command")["services"]["hello"]["healthcheck"]
    assert own["test"] == ["CMD", "/app/hello", "check", "$$x", "--now"]


def test_what_compose_cannot_do_is_said() -> None:
    for name in ("timer", "grpc", "notify", "several"):
        assert made(KIND, facts(name)).left_out
    assert made(KIND, facts("web")).left_out == ()
    assert _compose("timer")["services"]["nightly"]["profiles"] == ["jobs"]


def test_values_of_secrets_and_of_the_environment_file_stay_here() -> None:
    text = made(KIND, facts("data")).files[0].text
    assert "hidden-1" not in text
    assert "DATABASE_URL" in text
    assert _compose("data")["secrets"] == {"token.key": {"file": "./secrets/token.key"}}


def test_the_release_command_and_the_volumes_come_first() -> None:
    services = _compose("several")["services"]
    assert services["shop-release"]["command"] == ["migrate", "--all"]
    assert set(services["shop"]["depends_on"]) == {"shop-data", "shop-release"}
    assert services["shop-data"]["command"][2:] == ["/var/lib/shop", "/app/uploads", "/srv/shared"]
    assert services["shop"]["ports"] == [
        "127.0.0.1:8080:8080", "127.0.0.1:9090:9090/tcp", "127.0.0.1:53:53/udp",
    ]  # fmt: skip


def test_a_variable_in_an_argument_has_its_value_and_other_dollars_stay() -> None:
    services = _compose("web")["services"]
    assert services["hello"]["command"] == ["--at", "8080", "a b"]
    assert _compose("tcp")["services"]["hello"]["environment"]["A"] == "$$HOME $$$$"


def test_hostile_values_arrive_as_they_are() -> None:
    from dataclasses import replace  # noqa: PLC0415 - of this test alone

    pairs = tuple((f"V{number}", value) for number, value in enumerate(hostile(500)))
    of = replace(facts("web"), env=pairs)
    (document,) = documents(made(KIND, of).files[0].text)
    told = document["services"]["hello"]["environment"]
    assert {key: told[key].replace("$$", "$") for key, _ in pairs} == dict(pairs)


@pytest.mark.parametrize(
    "said",
    [
        {"image": "a b"}, {"image": "x\ny"}, {"address": "localhost; x"}, {"memory": "12"},
        {"colour": "red"}, {"image": ""},
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_is_refused(said: dict[str, str]) -> None:
    with pytest.raises(ProblemError) as refused:
        made(KIND, facts("web"), said)
    assert refused.value.problem.code in {"answer_unusable", "answer_unasked"}
