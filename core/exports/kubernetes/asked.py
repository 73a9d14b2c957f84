"""What a cluster has to know and no service says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.exports import asked
from core.exports.cron import cron_of
from core.exports.question import Question
from core.service.model import HealthScheme, Kind
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.exports.facts import Facts
    from core.words import Text

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_NAME = re.compile(rf"(?:{_LABEL})?")
_NAME_RULE = say("A name has up to 63 lowercase letters, digits and hyphens.")
_COUNT = re.compile(r"[1-9][0-9]{0,3}")
_COUNT_RULE = say("It is a whole number from 1.")
_CRON = re.compile(r"(?:[0-9*,/-]+(?: [0-9*,/-]+){4})?")
_ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,2}")


def questions(facts: Facts) -> tuple[Question, ...]:
    """Return what is missing, for the facts of all servers and for those of each label."""
    return tuple(_questions(facts))


def _questions(facts: Facts) -> Iterator[Question]:
    parts = [one for of in (facts, *(of for _, of in facts.on)) for one in of.parts]
    yield asked.image(facts)
    yield _name("namespace", facts.name, say("The namespace in the cluster."))
    if not all(one.memory for one in parts):
        yield asked.memory()
    yield _CPU
    if any(one.scheme is HealthScheme.COMMAND for one in parts):
        yield asked.program(facts)
    if any(one.port for one in parts):
        yield from _of_web(facts)
    if any(of.keeps_data for of in (facts, *(of for _, of in facts.on))):
        yield from (_STORAGE, _name("storage_class", "", _STORAGE_CLASS), asked.workdir())
    if schedules := [one.schedule for one in parts if one.kind is Kind.TIMER]:
        yield _TIME_ZONE
        if any(cron_of(one) is None for one in schedules):
            yield _SCHEDULE


def _of_web(facts: Facts) -> Iterator[Question]:
    yield _replicas(1 if facts.keeps_data else 2)
    if not facts.keeps_data:
        yield _MOST
    yield Question(
        key="host",
        why=say("The domain that leads to the service; empty for none."),
        default=f"{facts.name}.example.com" if facts.main.port else "",
        pattern=re.compile(rf"(?:(?:{_LABEL}\.)+{_LABEL})?"),
        rule=say("A domain is written like app.example.com."),
    )
    yield _GATEWAY
    yield _name("ingress_class", "", say("The class of the Ingress; empty for the default one."))
    yield _name("tls_secret", f"{facts.name}-tls", say("The Secret with the certificate."))


def _name(key: str, default: str, why: Text) -> Question:
    return Question(key=key, why=why, default=default, pattern=_NAME, rule=_NAME_RULE)


def _replicas(default: int) -> Question:
    return Question(
        key="replicas",
        why=say(
            "The number of copies. Two survive the loss of a node; with data only one can run."
        ),
        default=str(default),
        pattern=re.compile("1") if default == 1 else _COUNT,
        rule=_COUNT_RULE if default > 1 else say("A volume for one node allows only one copy."),
    )


_CPU = Question(
    key="cpu",
    why=say("The CPU that each copy requests. Autoscaling is measured by it."),
    default="100m",
    pattern=re.compile(r"[1-9][0-9]{0,5}m?"),
    rule=say("CPU is written like 250m, or 2 for two whole CPUs."),
)
_MOST = Question(
    key="max_replicas",
    why=say("The most copies under load."),
    default="6",
    pattern=_COUNT,
    rule=_COUNT_RULE,
)
_GATEWAY = Question(
    key="gateway",
    why=say("The Gateway, as namespace/name, for an HTTPRoute instead of an Ingress."),
    default="",
    pattern=re.compile(rf"(?:{_LABEL}/{_LABEL})?"),
    rule=say("A Gateway is written like gateways/public."),
)
_STORAGE = Question(
    key="storage",
    why=say("The size of the volume for the data."),
    default="1Gi",
    pattern=asked.SIZE,
    rule=asked.SIZE_RULE,
)
_STORAGE_CLASS = say("The storage class of the volume; empty for the default one.")
_TIME_ZONE = Question(
    key="time_zone",
    why=say("The time zone of schedules without one. Servers use their own."),
    default="Etc/UTC",
    pattern=_ZONE,
    rule=say("A time zone is written like Europe/Berlin."),
)
_SCHEDULE = Question(
    key="schedule",
    why=say("Cron cannot express this schedule. The job is suspended until you give one."),
    default="",
    pattern=_CRON,
    rule=say("A schedule of cron has five fields, for example 30 3 * * *."),
)
