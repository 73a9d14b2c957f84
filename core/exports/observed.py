"""What all that watches a service has to know: its units, where it is asked, what it counts."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from core.exports.question import Question
from core.service.model import HealthScheme
from core.service.model import Kind as Work
from core.words import say

if TYPE_CHECKING:
    from core.exports.facts import Facts, Part
    from core.exports.question import Answers

_CLIENT = "github.com/prometheus/client_golang"
_METRIC = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]{0,200}")
_METRIC_RULE = say("A metric is named with letters, digits, underscores and colons.")
_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?"
HOST_AND_PORT = re.compile(rf"{_HOST}:[0-9]{{1,5}}")
HOST_AND_PORT_RULE = say("An address is written like server1.example.com:9093.")
HTTP = re.compile(rf"https?://{_HOST}(?::[0-9]{{1,5}})?(?:/[A-Za-z0-9._~/%?=&-]*)?")
HTTP_RULE = say("An address is written like https://hello.example.com/health.")
_YES = "yes"


def unit(facts: Facts, part: Part) -> str:
    """Return the systemd unit that a deploy makes of a process."""
    return f"{facts.name}.{part.role}.service" if part.role else f"{facts.name}.service"


def units(facts: Facts, *, timers: bool) -> tuple[str, ...]:
    """Return the units that run all the time, or those that timers start."""
    return tuple(unit(facts, one) for one in facts.parts if (one.kind is Work.TIMER) is timers)


def has_metrics(facts: Facts) -> bool:
    """Tell whether its code has Prometheus' library, so that it counts something itself."""
    return _CLIENT in facts.modules


def counts(facts: Facts, answers: Answers) -> bool:
    """Tell whether its own metrics may be asked for: it has them, or a person said so."""
    return bool(facts.main.port) and (has_metrics(facts) or answers.get("metrics") == _YES)


def is_asked(facts: Facts) -> bool:
    """Tell whether a probe can ask it from outside, by HTTP."""
    return facts.main.port > 0 and facts.main.scheme in {
        HealthScheme.HTTP, HealthScheme.HTTPS, HealthScheme.NONE, HealthScheme.NOTIFY,
    }  # fmt: skip


def own_metrics(facts: Facts) -> tuple[Question, ...]:
    """Ask what the program calls its metrics, or whether it has any by now."""
    if not facts.main.port:
        return ()
    there = () if has_metrics(facts) else (_METRICS,)
    return (*there, _REQUESTS, _DURATION, _CODE)


def url(facts: Facts) -> Question:
    """Ask under which address visitors reach it."""
    path = quote(facts.main.health_path or "/", safe="/._~?=&-%")
    return Question(
        key="url",
        why=say("The public address of the service. A probe checks it and its certificate."),
        default=f"https://{facts.name}.example.com{path}",
        pattern=HTTP,
        rule=HTTP_RULE,
    )


def expression_text(value: str) -> str:
    """Quote a text for an expression of Prometheus, whose strings are Go's."""
    return json.dumps(value, ensure_ascii=False)


HOSTS = Question(
    key="hosts",
    why=say("The host names of the servers that run the service, separated by commas."),
    default="server1.example.com",
    pattern=re.compile(rf"{_HOST}(?:,{_HOST}){{0,999}}"),
    rule=say("Host names are separated by commas, without spaces."),
)
_METRICS = Question(
    key="metrics",
    why=say("The program does not export metrics yet. Answer yes when it does."),
    default="no",
    pattern=re.compile(r"yes|no"),
    rule=say("The answer is yes or no."),
)
_REQUESTS = Question(
    key="requests_metric",
    why=say("The counter of all HTTP requests, with their status in a label."),
    default="http_requests_total",
    pattern=_METRIC,
    rule=_METRIC_RULE,
)
_DURATION = Question(
    key="duration_metric",
    why=say("The histogram of the time that HTTP requests take, in seconds."),
    default="http_request_duration_seconds",
    pattern=_METRIC,
    rule=_METRIC_RULE,
)
_CODE = Question(
    key="code_label",
    why=say("The label that holds the HTTP status, for example 200."),
    default="code",
    pattern=re.compile(r"[a-zA-Z_][a-zA-Z0-9_]{0,100}"),
    rule=say("A label is named with letters, digits and underscores."),
)
