"""Alertmanager: who hears of an alert, how often, and which are kept back by a greater one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.exports.as_yaml import text_of, why
from core.exports.file import Export, ExportFile
from core.exports.kind import Kind
from core.exports.observed import HOST_AND_PORT, HOST_AND_PORT_RULE
from core.exports.question import Question
from core.words import say

if TYPE_CHECKING:
    from core.exports.as_yaml import Node
    from core.exports.facts import Facts
    from core.exports.question import Answers

_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,255}")
_ADDRESS_RULE = say("An email address is written like name@example.com.")
_HEAD = """Written by GoFerry: goferry export alertmanager

The password of the mail server is no part of this file. If the server asks for one, add
    smtp_auth_username: and smtp_auth_password_file: (a file that only Alertmanager can read)
to "global"."""


def _questions(_: Facts) -> tuple[Question, ...]:
    return (_MAIL_TO, _MAIL_FROM, _SMARTHOST)


def _write(facts: Facts, answers: Answers) -> Export:
    document: Node = {
        "global": {
            "smtp_smarthost": answers["smarthost"],
            "smtp_from": answers["mail_from"],
            "smtp_require_tls": why(
                "Alerts name servers: they are not sent unencrypted.", value=True
            ),
            "resolve_timeout": "5m",
        },
        "route": _route(facts),
        "receivers": [
            {
                "name": _receiver(facts),
                "email_configs": [
                    {
                        "to": answers["mail_to"],
                        "send_resolved": why("Tell when it is over, too.", value=True),
                    }
                ],
            },
        ],
        "inhibit_rules": _inhibited(),
    }
    return Export(
        files=(
            ExportFile(
                path="alertmanager/alertmanager.yml",
                text=text_of(document, head=_HEAD),
                reason=say("Who receives alerts, how they are grouped, and how often they repeat."),
                checks=("amtool",),
            ),
        )
    )


def _receiver(facts: Facts) -> str:
    return f"{facts.name}-mail"


def _route(facts: Facts) -> Node:
    return {
        "receiver": _receiver(facts),
        "group_by": why("One message for each alert of a service, whatever servers it is on.",
                        ["alertname", "service"]),
        "group_wait": why("Wait for other servers that have the same.", "30s"),
        "group_interval": "5m",
        "repeat_interval": why("What can wait until the morning is told twice a day.", "12h"),
        "routes": [
            {
                "matchers": why("What must not wait.", ['severity="critical"']),
                "receiver": _receiver(facts),
                "group_wait": "10s",
                "repeat_interval": "1h",
            }
        ],
    }  # fmt: skip


def _inhibited() -> Node:
    return [
        {
            "source_matchers": why(
                "A server that cannot be seen explains all that is missing from it.",
                ['alertname="ServerUnseen"'],
            ),
            "target_matchers": ['alertname=~"ServiceDown|MetricsMissing"'],
            "equal": ["instance"],
        },
        {
            "source_matchers": why(
                "What is critical says more than its warning.", ['severity="critical"']
            ),
            "target_matchers": ['severity="warning"'],
            "equal": ["service", "instance"],
        },
    ]


_MAIL_TO = Question(
    key="mail_to",
    why=say("The email address that receives the alerts."),
    default="ops@example.com",
    pattern=_ADDRESS,
    rule=_ADDRESS_RULE,
)
_MAIL_FROM = Question(
    key="mail_from",
    why=say("The email address that the alerts are sent from."),
    default="alerts@example.com",
    pattern=_ADDRESS,
    rule=_ADDRESS_RULE,
)
_SMARTHOST = Question(
    key="smarthost",
    why=say("The mail server that takes the alerts, with its port."),
    default="smtp.example.com:587",
    pattern=HOST_AND_PORT,
    rule=HOST_AND_PORT_RULE,
)

KIND = Kind(
    name="alertmanager",
    caption=say("Alertmanager: routes and a receiver for the alerts of Prometheus"),
    questions=_questions,
    write=_write,
)
