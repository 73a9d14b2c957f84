"""A service is of its very kind in every field, before any text is made of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.deploy.preparing import preparation
from core.problems import ProblemError
from core.service.installed import Installed
from core.service.model import Health, Limits, Mode, Scope, Service
from core.service.sound import problem_of
from core.service.unit import helper, units, wanted

WEB = Service(name="web")


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("service_name_unusable", {"name": "../etc"}),
        ("service_name_reserved", {"name": "ssh"}),
        ("service_settings_unusable", {"port": 70_000}),
        ("service_settings_unusable", {"port": "80"}),
        ("service_settings_unusable", {"port": True}),
        ("service_settings_unusable", {"health_path": "/a' ; reboot"}),
        ("service_settings_unusable", {"health_path": "/a\n"}),
        ("service_settings_unusable", {"health_path": "/" + "a" * 2000}),
        ("service_settings_unusable", {"keep_releases": 0}),
        ("service_settings_unusable", {"mode": "restart; reboot"}),
        ("limits_unusable", {"limits": Limits(memory="1G; reboot")}),
        ("limits_unusable", {"limits": Limits(tasks=0)}),
        ("health_unusable", {"health": Health(threshold=0)}),
        ("health_unusable", {"health": Health(period=float("nan"))}),
        ("health_unusable", {"health": Health(timeout=float("inf"))}),
        ("health_unusable", {"health": Health(lowest=500)}),
    ],
)
def test_an_odd_value_is_told_and_no_text_is_made_of_it(code: str, changed: dict[str, Any]) -> None:
    odd = replace(WEB, **changed)
    assert (problem := problem_of(odd)) is not None
    assert problem.code == code
    assert problem.next
    for make in (helper, units, wanted, lambda one: preparation(Installed(login="deploy"), one)):
        with pytest.raises(ProblemError) as caught:
            make(odd)
        assert caught.value.problem.code == code


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("scope", Scope)
def test_a_usual_service_is_sound(mode: Mode, scope: Scope) -> None:
    assert problem_of(replace(WEB, mode=mode, scope=scope)) is None
    assert problem_of(replace(WEB, health_path="", health=Health(start_delay=1, watch=0))) is None
