"""A board as servers would tell it: services that are well, and some that are not."""

from __future__ import annotations

import math
from dataclasses import replace

from core.problems import Problem
from core.service.model import Kind
from core.service.seen import Board, Difference, Drift, Machine, Mark, Sample, Seen, Series
from core.words import say

_MEGA = 1_000_000
_PAUSE = 30.0
_SAMPLES = 60

SICK = Problem(
    code="no_answer",
    what=say("The health check of shop got no reply."),
    why=say("Nothing listens on port 8080."),
)


def board(now: float) -> Board:
    """Five services on three servers, one of which could not be asked this time."""
    shop = Seen(
        server="web1",
        service="shop",
        active="active",
        release="12-9357335e",
        previous="11-28274e6d",
        uptime=7300.0,
        memory=96 * _MEGA,
        cpu=0.23,
        healthy=True,
        latency=0.004,
        certificate_days=9,
        disk=62 * _MEGA,
        url="https://shop.example/",
    )
    sick = replace(shop, server="web2", active="failed", healthy=False, uptime=None, memory=None,
                   cpu=None, latency=None, restarts=5, why=SICK, certificate_days=41)  # fmt: skip
    changed = Drift(kind=Difference.EDITED, path="/etc/systemd/system/queue.service")
    queue = Seen(server="web1", service="queue", kind=Kind.WORKER, active="active", release="3-aa",
                uptime=260_000.0, memory=24 * _MEGA, cpu=0.004, healthy=True, disk=20 * _MEGA,
                drift=(changed,))  # fmt: skip
    report = Seen(server="web2", service="report", kind=Kind.TIMER, active="active",
                  release="7-b2c3", healthy=True, disk=8 * _MEGA)  # fmt: skip
    old = replace(shop, server="web3", healthy=True, restarts=0)
    series = tuple(_series(one, now) for one in (shop, sick, queue, report, old))
    return Board(
        machines=(
            Machine(server="web1", at=now, services=(shop, queue), cpus=4, load=0.4,
                    memory_used=900 * _MEGA, memory_size=4000 * _MEGA, disk_free=21_000 * _MEGA,
                    reboot_required=True, security_updates=3),
            Machine(server="web2", at=now, services=(sick, report), cpus=2, load=0.1),
            Machine(server="web3", at=now - 7300, services=(old,), unknown=_AWAY),
        ),
        series=series,
    )  # fmt: skip


_AWAY = Problem(
    code="not_reached",
    what=say("web3 could not be reached."),
    why=say("The connection timed out."),
)


def _series(seen: Seen, now: float) -> Series:
    begin = now - _SAMPLES * _PAUSE
    came = begin + 38 * _PAUSE
    samples = tuple(
        Sample(
            at=begin + place * _PAUSE,
            memory=round((22 + math.sin(place / 3) + max(place - 38, 0) * 3.3) * _MEGA),
            cpu=0.1 + 0.06 * math.sin(place / 2) if seen.uptime else None,
            latency=0.003 + 0.002 * abs(math.sin(place)) if seen.latency else None,
            restarts=max(place - 54, 0) if seen.restarts else 0,
        )
        for place in range(_SAMPLES)
    )
    marks = (Mark(at=came, verb="deploy", release=seen.release),)
    return Series(server=seen.server, service=seen.service, samples=samples, marks=marks)
