"""Which options mean something to which services: what a form asks, and what it leaves out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.service.catalogue import ENTRIES
from core.service.model import Health, HealthScheme, Kind, Service

_OF_A_PATH = {"health_path", "health.lowest", "health.highest"}
_WEB_ALONE = {"port", *_OF_A_PATH}
_OF_HEALTH = {one.key for one in ENTRIES if one.key.startswith("health.")}
_NEVER_OF_A_TIMER = {"port", "ports", "health_path", "rehearse", "probation", *_OF_HEALTH}


def passed_over(**fields: Any) -> set[str]:  # noqa: ANN401 - of a service
    service = Service(name="shop", **fields)
    return {one.key for one in ENTRIES if not one.matters(service)}


@pytest.mark.parametrize(
    ("fields", "keys"),
    [
        ({}, {"schedule", "health.command"}),
        ({"kind": Kind.WORKER}, {"schedule", "health.command", *_WEB_ALONE}),
        ({"kind": Kind.TIMER}, _NEVER_OF_A_TIMER),
        ({"kind": Kind.TIMER, "schedule": "daily"}, _NEVER_OF_A_TIMER),
    ],
)
def test_each_kind_passes_over_what_means_nothing_to_it(
    fields: dict[str, Any], keys: set[str]
) -> None:
    assert passed_over(**fields) == keys


def test_a_schedule_in_vain_stays_in_sight_because_a_deploy_refuses_it() -> None:
    assert "schedule" not in passed_over(schedule="daily")
    assert "schedule" not in passed_over(kind=Kind.WORKER, schedule="daily")


@pytest.mark.parametrize(
    ("scheme", "keys"),
    [
        (HealthScheme.HTTPS, {"health.command"}),
        (HealthScheme.TCP, {"health.command", *_OF_A_PATH}),
        (HealthScheme.GRPC, {"health.command", *_OF_A_PATH}),
        (HealthScheme.NOTIFY, {"health.command", "health.port", *_OF_A_PATH}),
        (HealthScheme.COMMAND, {"health.port", *_OF_A_PATH}),
        (HealthScheme.NONE, {"health.command", "health.port", *_OF_A_PATH}),
    ],
)
def test_each_way_to_ask_has_its_own_options(scheme: HealthScheme, keys: set[str]) -> None:
    assert passed_over(health=Health(scheme=scheme)) == {"schedule", *keys}


def test_a_worker_with_a_port_for_its_health_is_asked_for_a_path_there() -> None:
    asked = replace(Health(), port=9090)
    assert passed_over(kind=Kind.WORKER, health=asked) == {"port", "schedule", "health.command"}
