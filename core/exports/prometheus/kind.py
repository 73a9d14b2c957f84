"""Prometheus: scrape configuration, probes, rules, and the tests of these rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.exports.addition import adding
from core.exports.as_yaml import text_of, why
from core.exports.file import Export, ExportFile
from core.exports.kind import Kind
from core.exports.observed import (
    HOST_AND_PORT,
    HOST_AND_PORT_RULE,
    HOSTS,
    counts,
    has_metrics,
    is_asked,
    own_metrics,
    url,
)
from core.exports.prometheus import scraped, tested
from core.exports.prometheus.counted import of_program, recorded
from core.exports.prometheus.seen import of_probe, of_server, of_units
from core.exports.question import Question
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.exports.as_yaml import Node
    from core.exports.facts import Facts
    from core.exports.prometheus.alert import Alert
    from core.exports.question import Answers
    from core.words import Text

_FOLDER = "prometheus"
_HEAD = "Written by GoFerry: goferry export prometheus"


def _questions(facts: Facts) -> tuple[Question, ...]:
    probed = (url(facts), _BLACKBOX) if is_asked(facts) else ()
    serves = (_SLOW, *own_metrics(facts), *scraped.questions(facts)) if facts.main.port else ()
    return (HOSTS, _ALERTMANAGER, *probed, *serves)


def _write(facts: Facts, answers: Answers) -> Export:
    return Export(files=tuple(_files(facts, answers)), left_out=tuple(_left_out(facts, answers)))


def _files(facts: Facts, answers: Answers) -> Iterator[ExportFile]:
    name = facts.name
    yield ExportFile(
        path=f"{_FOLDER}/prometheus.yml",
        text=text_of(scraped.configuration(facts, answers), head=_HEAD),
        reason=say("What Prometheus reads, how often, and from where."),
        checks=("promtool check config",),
    )
    yield ExportFile(
        path=f"{_FOLDER}/targets/{name}.yml",
        text=text_of(scraped.targets(facts, answers), head=_HEAD),
        reason=say("The servers. Prometheus reads a change at once, without a restart."),
    )
    if is_asked(facts):
        yield ExportFile(
            path=f"{_FOLDER}/blackbox.yml",
            text=text_of(scraped.probe(facts, answers), head=_HEAD),
            reason=say("What a healthy answer is, for the probe from outside (blackbox_exporter)."),
            checks=("blackbox_exporter",),
        )
    alerts = _alerts(facts, answers)
    yield ExportFile(
        path=f"{_FOLDER}/rules/{name}.yml",
        text=text_of(_rules(facts, answers, alerts), head=_HEAD),
        reason=say("Recording rules and alerts, each with the exporter that it needs."),
        checks=("promtool check rules",),
    )
    yield ExportFile(
        path=f"{_FOLDER}/rules/{name}.test.yml",
        text=text_of(tested.tests(facts, alerts), head=_HEAD),
        reason=say("Tests of the rules: each alert fires when it should, and else is silent."),
        checks=("promtool test rules",),
    )
    if facts.main.port and not counts(facts, answers):
        yield ExportFile(
            path=f"{_FOLDER}/metrics.diff",
            text=adding("internal/metrics/metrics.go", "metrics.go.txt"),
            reason=say("The lines that add metrics to the program. Apply them with git apply."),
        )


def _left_out(facts: Facts, answers: Answers) -> Iterator[Text]:
    if facts.main.port and not counts(facts, answers):
        yield say(
            "No rules for error ratio and latency: the program exports no metrics. Apply"
            " {file}, then use: {option}",
            file=f"{_FOLDER}/metrics.diff",
            option="--set metrics=yes",
        )
    if has_metrics(facts) and not facts.main.port:
        yield say("The metrics of a program without a port cannot be read.")
    if facts.main.port and not is_asked(facts):
        yield say(
            "No probe from outside: the health check of the service is {scheme}, not HTTP.",
            scheme=facts.main.scheme.value,
        )


def _alerts(facts: Facts, answers: Answers) -> tuple[Alert, ...]:
    return (
        *of_units(facts),
        *of_server(),
        *(of_probe(facts, answers) if is_asked(facts) else ()),
        *(of_program(facts, answers) if counts(facts, answers) else ()),
    )


def _rules(facts: Facts, answers: Answers, alerts: tuple[Alert, ...]) -> Node:
    groups: list[Node] = []
    if counts(facts, answers):
        rules: list[Node] = [
            {"record": name, "expr": expr} for name, expr in recorded(facts, answers)
        ]
        groups.append(
            {
                "name": why("Reckoned once, for alerts and dashboards.", f"{facts.name} recorded"),
                "rules": rules,
            }
        )
    groups.append({"name": f"{facts.name} alerts", "rules": [_rule(facts, one) for one in alerts]})
    return {"groups": groups}


def _rule(facts: Facts, alert: Alert) -> Node:
    return {
        "alert": why(f"Measured by {alert.needs}.", alert.name),
        "expr": alert.expr,
        "for": alert.lasts,
        "labels": {"severity": alert.severity.value, "service": facts.name},
        "annotations": {
            "summary": alert.told(alert.summary),
            "description": alert.told(alert.description),
        },
    }


_ALERTMANAGER = Question(
    key="alertmanager",
    why=say("The address of Alertmanager, which sends the alerts."),
    default="127.0.0.1:9093",
    pattern=HOST_AND_PORT,
    rule=HOST_AND_PORT_RULE,
)
_BLACKBOX = Question(
    key="blackbox",
    why=say("The address of blackbox_exporter, which probes from outside."),
    default="127.0.0.1:9115",
    pattern=HOST_AND_PORT,
    rule=HOST_AND_PORT_RULE,
)
_SLOW = Question(
    key="slow",
    why=say("An answer that takes longer than these seconds is too slow."),
    default="1",
    pattern=re.compile(r"(?=.*[1-9])[0-9]{1,3}(?:\.[0-9]{1,3})?"),
    rule=say("Seconds are a number, for example 0.5."),
)

KIND = Kind(
    name="prometheus",
    caption=say("Prometheus: scrape configuration, and alerting rules with their own tests"),
    questions=_questions,
    write=_write,
)
