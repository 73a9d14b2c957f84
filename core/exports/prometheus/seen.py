"""Alerts by what others see of the service: systemd, the server, and a probe from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.exports.observed import expression_text, units
from core.exports.prometheus.alert import Alert, Case, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from core.exports.facts import Facts
    from core.exports.question import Answers

SERVER = "server1"  # of the tests
NODE = "node_exporter"
SYSTEMD = f"{NODE} --collector.systemd --collector.systemd.enable-restarts-metrics"
_PROBE = "blackbox_exporter"
_DISKS = 'job="node",fstype!~"tmpfs|ramfs|squashfs|overlay|iso9660|fuse.*"'


def of_units(facts: Facts) -> Iterator[Alert]:
    """Yield what systemd tells: a process that is not there, or that dies again and again."""
    running, jobs = units(facts, timers=False), units(facts, timers=True)
    yield _unseen((*running, *jobs), well=running or jobs, state="active" if running else "failed")
    if running:
        yield from _of_running(facts, running)
    if jobs:
        yield _failed_job(jobs)


def _unseen(names: tuple[str, ...], *, well: tuple[str, ...], state: str) -> Alert:
    """Without this, an exporter that tells nothing of units would look like a good service."""
    there = _series(
        "node_systemd_unit_state",
        {"instance": SERVER, "name": well[0]},
        job="node",
        state=state,
    )
    alone = {"name": names[0]} if len(names) == 1 else {}
    return Alert(
        name="UnitsUnseen",
        expr=f'absent(node_systemd_unit_state{{job="node",{_named(names)}}})',
        lasts="15m",
        severity=Severity.WARNING,
        summary="No server tells whether the service runs.",
        description=f"It needs {SYSTEMD}.",
        needs=SYSTEMD,
        case=Case(
            series={},
            well={there: "1x90" if state == "active" else "0x90"},
            at="20m",
            labels={"job": "node", **alone},
        ),
    )


def _of_running(facts: Facts, running: tuple[str, ...]) -> Iterator[Alert]:
    labels = {"instance": SERVER, "name": running[0]}
    active = _series("node_systemd_unit_state", labels, job="node", state="active")
    yield Alert(
        name="ServiceDown",
        expr=f'max by (instance, name) (node_systemd_unit_state{{job="node",state="active",'
        f"{_named(running)}}}) == 0",
        lasts="2m",
        severity=Severity.CRITICAL,
        summary="{name} is not running on {instance}.",
        description=f"Find the cause: goferry status --service {facts.name}",
        needs=SYSTEMD,
        case=Case(series={active: "1x5 0x20"}, well={active: "1x90"}, at="15m", labels=labels),
    )
    restarts = _series("node_systemd_service_restart_total", labels, job="node")
    yield Alert(
        name="ServiceCrashLoop",
        expr="sum by (instance, name) (increase(node_systemd_service_restart_total"
        f'{{job="node",{_named(running)}}}[15m])) > 3',
        lasts="0m",
        severity=Severity.CRITICAL,
        summary="{name} on {instance} ends and is started again and again.",
        description="systemd restarted it {value} times in 15 minutes.",
        shown='printf "%.0f"',
        needs=SYSTEMD,
        case=Case(
            series={restarts: "0+1x30"},
            well={restarts: "2x40 3x50"},
            at="20m",
            labels=labels,
            value="15",
        ),
    )


def _failed_job(jobs: tuple[str, ...]) -> Alert:
    labels = {"instance": SERVER, "name": jobs[0]}
    failed = _series("node_systemd_unit_state", labels, job="node", state="failed")
    return Alert(
        name="JobFailed",
        expr='max by (instance, name) (node_systemd_unit_state{job="node",state="failed",'
        f"{_named(jobs)}}}) == 1",
        lasts="0m",
        severity=Severity.WARNING,
        summary="The last run of {name} on {instance} failed.",
        description="systemd tells the cause: systemctl status {name}",
        needs=SYSTEMD,
        case=Case(series={failed: "0x5 1x20"}, well={failed: "0x90"}, at="10m", labels=labels),
    )


def of_server() -> Iterator[Alert]:
    """Yield what ends every service of a server."""
    labels = {"instance": SERVER}
    up = _series("up", labels, job="node")
    yield Alert(
        name="ServerUnseen",
        expr='max by (instance) (up{job="node"}) == 0',
        lasts="5m",
        severity=Severity.CRITICAL,
        summary="{instance} does not tell how it is.",
        description="Either the server or its node_exporter is down.",
        needs=NODE,
        case=Case(series={up: "0x20"}, well={up: "1x90"}, at="10m", labels=labels),
    )
    full, filling = ({"instance": SERVER, "mountpoint": one} for one in ("/", "/var"))
    ratio = f"node_filesystem_avail_bytes{{{_DISKS}}} / node_filesystem_size_bytes{{{_DISKS}}}"
    yield Alert(
        name="DiskAlmostFull",
        expr=f"min by (instance, mountpoint) ({ratio}) < 0.1",
        lasts="15m",
        severity=Severity.CRITICAL,
        summary="{mountpoint} of {instance} is almost full.",
        description="{value} of it is free. See what can go: goferry space",
        shown="humanizePercentage",
        needs=NODE,
        case=_disk("5x60", full, at="30m", value="5%"),
    )
    yield Alert(
        name="DiskFillsUp",
        expr=f"min by (instance, mountpoint) (({ratio}) < 0.4 and "
        f"predict_linear(node_filesystem_avail_bytes{{{_DISKS}}}[6h], 24 * 3600) < 0)",
        lasts="1h",
        severity=Severity.WARNING,
        summary="{mountpoint} of {instance} will be full within a day.",
        description="{value} of it is free, and it is filling up as in the last 6 hours.",
        shown="humanizePercentage",
        needs=NODE,
        case=_disk("25-0.1x90", filling, at="80m", value="17%"),
    )


def _disk(free: str, labels: Mapping[str, str], *, at: str, value: str) -> Case:
    size = _series("node_filesystem_size_bytes", labels, job="node", fstype="ext4")
    left = _series("node_filesystem_avail_bytes", labels, job="node", fstype="ext4")
    return Case(
        series={size: "100x90", left: free},
        well={size: "100x90", left: "60-0.01x90"},
        at=at,
        labels=labels,
        value=value,
    )


def of_probe(facts: Facts, answers: Answers) -> Iterator[Alert]:
    """Yield what a visitor would notice: no answer, a fault, a slow one, an old certificate."""
    url, job = answers["url"], f"{facts.name}-probe"
    labels = {"instance": url}
    own = f'{{job="{job}"}}'
    good = _series("probe_success", labels, job=job)
    yield Alert(
        name="ProbeFails",
        expr=f"max by (instance) (probe_success{own}) == 0",
        lasts="2m",
        severity=Severity.CRITICAL,
        summary="{instance} does not answer as it should.",
        description="The probe from outside failed for 2 minutes.",
        needs=_PROBE,
        case=Case(series={good: "0x20"}, well={good: "1x90"}, at="5m", labels=labels),
    )
    status = _series("probe_http_status_code", labels, job=job)
    yield Alert(
        name="ProbeServerError",
        expr=f"max by (instance) (probe_http_status_code{own}) >= 500",
        lasts="2m",
        severity=Severity.CRITICAL,
        summary="{instance} answers with a server error.",
        description="The probe got the HTTP status {value}.",
        shown='printf "%.0f"',
        needs=_PROBE,
        case=Case(
            series={status: "502x20"}, well={status: "200x90"}, at="5m", labels=labels, value="502"
        ),
    )
    slow = answers["slow"]
    took = _series("probe_duration_seconds", labels, job=job)
    yield Alert(
        name="ProbeSlow",
        expr=f"max by (instance) (avg_over_time(probe_duration_seconds{own}[10m])) > {slow}",
        lasts="5m",
        severity=Severity.WARNING,
        summary="{instance} answers slowly.",
        description=f"The probe took {{value}} on average. The limit is {slow} s.",
        shown="humanizeDuration",
        needs=_PROBE,
        case=Case(
            series={took: "4096x40"},
            well={took: "0.001x90"},
            at="30m",
            labels=labels,
            value="1h 8m 16s",
        ),
    )
    if url.startswith("https:"):
        yield from _of_certificate(labels, own, job=job)


def _of_certificate(labels: Mapping[str, str], own: str, *, job: str) -> Iterator[Alert]:
    ends = _series("probe_ssl_earliest_cert_expiry", labels, job=job)
    for name, days, severity in (
        ("CertificateEndsSoon", 7, Severity.WARNING),
        ("CertificateEnds", 1, Severity.CRITICAL),
    ):
        yield Alert(
            name=name,
            expr=f"min by (instance) (probe_ssl_earliest_cert_expiry{own}) - time()"
            f" < {days} * 86400",
            lasts="1h",
            severity=severity,
            summary="The certificate of {instance} ends soon, and was not renewed.",
            description="It ends in {value}.",
            shown="humanizeDuration",
            needs=_PROBE,
            case=Case(
                series={ends: "86400x100"},
                well={ends: "2592000x90"},
                at="80m",
                labels=labels,
                value="22h 40m 0s",
            ),
        )


def _named(names: tuple[str, ...]) -> str:
    if len(names) == 1:
        return f"name={expression_text(names[0])}"
    return "name=~" + expression_text("|".join(one.replace(".", r"\.") for one in names))


def _series(metric: str, labels: Mapping[str, str], **more: str) -> str:
    both = ",".join(f"{key}={expression_text(value)}" for key, value in {**labels, **more}.items())
    return f"{metric}{{{both}}}"
