"""Rules by what the program counts itself: requests, faults, how long they take, its memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.exports.prometheus.alert import Alert, Case, Severity
from core.exports.prometheus.seen import SERVER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.exports.facts import Facts
    from core.exports.question import Answers

RATE = "job:http_requests:rate5m"
ERRORS = "job:http_request_errors:ratio_rate5m"
SLOWEST = "job:http_request_duration_seconds:p99_rate5m"


def recorded(facts: Facts, answers: Answers) -> tuple[tuple[str, str], ...]:
    """Return what is reckoned once for alerts and dashboards: its name, and how."""
    job = f'job="{facts.name}"'
    requests, code = answers["requests_metric"], answers["code_label"]
    every = f"sum by (job) (rate({requests}{{{job}}}[5m]))"
    faults = f'sum by (job) (rate({requests}{{{job},{code}=~"5.."}}[5m]))'
    buckets = f"sum by (job, le) (rate({answers['duration_metric']}_bucket{{{job}}}[5m]))"
    return (
        (RATE, every),
        (ERRORS, f"({faults} or {every} * 0) / {every}"),
        (SLOWEST, f"histogram_quantile(0.99, {buckets})"),
    )


def of_program(facts: Facts, answers: Answers) -> Iterator[Alert]:
    """Yield the alerts on its own metrics."""
    job, needs = facts.name, "the program itself"
    labels = {"job": job}
    own = f'{{job="{job}"}}'
    requests, code = answers["requests_metric"], answers["code_label"]
    of = f'job="{job}",instance="{SERVER}"'
    yield Alert(
        name="MetricsMissing",
        expr=f"max by (instance) (up{own}) == 0",
        lasts="5m",
        severity=Severity.WARNING,
        summary="The metrics of {instance} cannot be read.",
        description="Nothing is known about requests, errors and latency meanwhile.",
        needs=needs,
        case=Case(
            series={f"up{{{of}}}": "0x20"},
            well={f"up{{{of}}}": "1x90"},
            at="10m",
            labels={"instance": SERVER},
        ),
    )
    yield Alert(
        name="HighErrorRatio",
        expr=f"{ERRORS}{own} > 0.05 and {RATE}{own} > 0.1",
        lasts="5m",
        severity=Severity.CRITICAL,
        summary="Many requests of {job} end with a server error.",
        description="{value} of all requests got a status of 500 or more.",
        shown="humanizePercentage",
        needs=needs,
        case=Case(
            series={
                f'{requests}{{{of},{code}="200"}}': "0+90x40",
                f'{requests}{{{of},{code}="503"}}': "0+10x40",
            },
            well={
                f'{requests}{{{of},{code}="200"}}': "0+1000x90",
                f'{requests}{{{of},{code}="503"}}': "0+1x90",
            },
            at="30m",
            labels=labels,
            value="10%",
        ),
    )
    slow, bucket = answers["slow"], f"{answers['duration_metric']}_bucket"
    yield Alert(
        name="HighLatency",
        expr=f"{SLOWEST}{own} > {slow} and {RATE}{own} > 0.1",
        lasts="10m",
        severity=Severity.WARNING,
        summary="The slowest requests of {job} take too long.",
        description=f"1 of 100 requests takes {{value}} or longer. The limit is {slow} s.",
        shown="humanizeDuration",
        needs=needs,
        case=Case(
            series={
                f'{bucket}{{{of},le="4096"}}': "0+0x40",
                f'{bucket}{{{of},le="8192"}}': "0+100x40",
                f'{bucket}{{{of},le="+Inf"}}': "0+100x40",
                f'{requests}{{{of},{code}="200"}}': "0+90x40",
            },
            well={
                f'{bucket}{{{of},le="0.001"}}': "0+1000x90",
                f'{bucket}{{{of},le="+Inf"}}': "0+1000x90",
            },
            at="30m",
            labels=labels,
            value="2h 15m 51s",
        ),
    )
    if facts.main.memory:
        yield _memory(facts, own, needs=needs, of=of)


def _memory(facts: Facts, own: str, *, needs: str, of: str) -> Alert:
    limit = facts.main.memory
    return Alert(
        name="MemoryAlmostUsed",
        expr=f"max by (instance) (process_resident_memory_bytes{own}) / {limit} > 0.9",
        lasts="10m",
        severity=Severity.WARNING,
        summary=f"{facts.name} on {{instance}} uses almost all memory that it is allowed.",
        description="{value} of its limit is in use. At 100% the kernel ends it.",
        shown="humanizePercentage",
        needs=needs,
        case=Case(
            series={f"process_resident_memory_bytes{{{of}}}": f"{limit}x40"},
            well={f"process_resident_memory_bytes{{{of}}}": f"{limit // 2}x90"},
            at="30m",
            labels={"instance": SERVER},
            value="100%",
        ),
    )
