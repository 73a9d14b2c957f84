"""What Prometheus asks: the servers, the program where it counts something, and a probe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.exports.as_yaml import why
from core.exports.observed import counts, is_asked
from core.exports.prometheus.seen import SYSTEMD
from core.exports.question import Question
from core.service.model import HealthScheme
from core.words import say

if TYPE_CHECKING:
    from core.exports.as_yaml import Node
    from core.exports.facts import Facts
    from core.exports.question import Answers

_OWN_PORTS = ("metrics", "admin")  # names of further ports that are usually for this
_GOOD = (200, 299)


def questions(facts: Facts) -> tuple[Question, ...]:
    """Ask where the program tells its metrics."""
    named = {one.name: one.number for one in facts.main.ports if not one.udp}
    port = next((named[one] for one in _OWN_PORTS if one in named), facts.main.port)
    return (
        Question(
            key="metrics_port",
            why=say("The port that serves the metrics. Prometheus must be able to reach it."),
            default=str(port),
            pattern=re.compile(r"[1-9][0-9]{0,4}"),
            rule=say("A port is a number from 1 to 65535."),
        ),
        Question(
            key="metrics_path",
            why=say("The path that serves the metrics."),
            default="/metrics",
            pattern=re.compile(r"/[A-Za-z0-9._~/-]{0,200}"),
            rule=say(
                "A path begins with / and has letters, digits, dots, hyphens and underscores."
            ),
        ),
    )


def configuration(facts: Facts, answers: Answers) -> Node:
    """Write the whole of prometheus.yml."""
    jobs = [_node(facts)]
    if is_asked(facts):
        jobs.append(_probing(facts, answers))
    if counts(facts, answers):
        jobs.append(_program(facts, answers))
    return {
        "global": {
            "scrape_interval": why("Rules look back 5 minutes: 20 values.", "15s"),
            "evaluation_interval": "15s",
        },
        "rule_files": [f"rules/{facts.name}.yml"],
        "alerting": {
            "alertmanagers": [{"static_configs": [{"targets": [answers["alertmanager"]]}]}]
        },
        "scrape_configs": jobs,
    }


def targets(facts: Facts, answers: Answers) -> Node:
    """List the servers once, for all jobs."""
    first, *others = answers["hosts"].split(",")
    hosts: list[Node] = [why("Host names without a port: each job adds its own.", first), *others]
    return [{"targets": hosts, "labels": {"service": facts.name}}]


def _at_port(port: str) -> Node:
    return [
        {"source_labels": ["__address__"], "target_label": "instance"},
        {
            "source_labels": ["__address__"],
            "target_label": "__address__",
            "replacement": f"$1:{port}",
        },
    ]


def _listed(facts: Facts) -> Node:
    return [{"files": [f"targets/{facts.name}.yml"]}]


def _node(facts: Facts) -> Node:
    return {
        "job_name": why(f"The servers and their units. Start it so: {SYSTEMD}", "node"),
        "file_sd_configs": _listed(facts),
        "relabel_configs": _at_port("9100"),
    }


def _program(facts: Facts, answers: Answers) -> Node:
    job: dict[str, Node] = {
        "job_name": why("What the program counts itself.", facts.name),
        "metrics_path": answers["metrics_path"],
    }
    if facts.main.scheme is HealthScheme.HTTPS:
        job["scheme"] = why("The program speaks HTTPS itself.", "https")
    return {
        **job,
        "file_sd_configs": _listed(facts),
        "relabel_configs": _at_port(answers["metrics_port"]),
    }


def _probing(facts: Facts, answers: Answers) -> Node:
    return {
        "job_name": why("Asked as a visitor would, by blackbox_exporter.", f"{facts.name}-probe"),
        "metrics_path": "/probe",
        "params": {"module": [facts.name]},
        "static_configs": [{"targets": [answers["url"]], "labels": {"service": facts.name}}],
        "relabel_configs": [
            {"source_labels": ["__address__"], "target_label": "__param_target"},
            {"source_labels": ["__param_target"], "target_label": "instance"},
            {"target_label": "__address__", "replacement": answers["blackbox"]},
        ],
    }


def probe(facts: Facts, answers: Answers) -> Node:
    """Say what a good answer is: the module of blackbox_exporter."""
    health = facts.main.health
    http: dict[str, Node] = {"method": "GET", "follow_redirects": True}
    if health.lowest != _GOOD[0] or health.highest < _GOOD[1]:
        http["valid_status_codes"] = why(
            "As the health check of the service.", list(range(health.lowest, health.highest + 1))
        )
    if answers["url"].startswith("https:"):
        http["fail_if_not_ssl"] = why("A redirect to plain HTTP is a fault.", value=True)
    module: Node = {"prober": "http", "timeout": "5s", "http": http}
    return {"modules": {facts.name: module}}
