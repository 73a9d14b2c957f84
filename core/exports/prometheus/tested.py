"""Tests of the rules for `promtool test rules`: each alert fires, and a good service is silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.exports.as_yaml import Why

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.exports.as_yaml import Node
    from core.exports.facts import Facts
    from core.exports.prometheus.alert import Alert

_LOOKS = ("10m", "80m")


def tests(facts: Facts, alerts: tuple[Alert, ...]) -> Node:
    """Write three tests, since each costs seconds: all is bad, nothing is told, all is well."""
    told = tuple(one for one in alerts if one.case.series)
    untold = tuple(one for one in alerts if not one.case.series)
    return {
        "rule_files": [f"{facts.name}.yml"],
        "evaluation_interval": "1m",
        "tests": [
            _firing(facts, told, why="Everything is bad at once: each of these fires."),
            _firing(facts, untold, why="Nobody tells anything."),
            _silent(alerts),
        ],
    }


def _firing(facts: Facts, alerts: tuple[Alert, ...], *, why: str) -> Node:
    bad = {name: values for one in alerts for name, values in one.case.series.items()}
    return {
        "interval": Why("1m", why),
        "input_series": _series(bad),
        "alert_rule_test": [
            {
                "eval_time": one.case.at,
                "alertname": one.name,
                "exp_alerts": [_expected(facts, one)],
            }
            for one in alerts
        ],
    }


def _expected(facts: Facts, alert: Alert) -> Node:
    return {
        "exp_labels": {
            **alert.case.labels,
            "severity": alert.severity.value,
            "service": facts.name,
        },
        "exp_annotations": {
            "summary": alert.expected(alert.summary),
            "description": alert.expected(alert.description),
        },
    }


def _silent(alerts: tuple[Alert, ...]) -> Node:
    """All of them at once: what is well for one may not wake another."""
    well = {name: values for one in alerts for name, values in one.case.well.items()}
    return {
        "interval": Why("1m", "A good service: nothing fires."),
        "input_series": _series(well),
        "alert_rule_test": [
            {"eval_time": look, "alertname": one.name, "exp_alerts": []}
            for one in alerts
            for look in _LOOKS
        ],
    }


def _series(values: Mapping[str, str]) -> Node:
    return [{"series": name, "values": several} for name, several in values.items()]
