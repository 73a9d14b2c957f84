"""The small containers beside a service: one asks how it is, one gives it its volumes."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from core.exports.as_yaml import plain, why
from core.exports.compose.words import HARDENED, literal
from core.images.image import USER
from core.service.model import HealthScheme

if TYPE_CHECKING:
    from core.exports.as_yaml import Node
    from core.exports.facts import Facts, Part
    from core.exports.question import Answers


def asking(part: Part, answers: Answers) -> Node:
    """Ask from beside it: its own image has nothing to ask with.

    By its name on their network: one that shared its network would lose it at each restart.
    """
    own: dict[str, Node] = {
        "image": answers["probe_image"],
        "command": ["sleep", "infinity"],
        "init": why("Without it, sleep ignores SIGTERM.", value=True),
        **plain(HARDENED),
        "mem_limit": "16m",
        "pids_limit": 16,
        "restart": "unless-stopped",
        "healthcheck": healthcheck(part, ["CMD", *_probe(part)]),
    }
    return why(
        "The health check of the service: an image from nothing has no curl to ask with.", own
    )


def _probe(part: Part) -> list[str]:
    seconds = str(ceil(part.health.timeout))
    port = str(part.health_port)
    if part.scheme is HealthScheme.TCP:
        return ["nc", "-z", "-w", seconds, part.name, port]
    address = literal(f"{part.scheme.value}://{part.name}:{port}{part.health_path}")
    tls = ["--no-check-certificate"] if part.scheme is HealthScheme.HTTPS else []
    return ["wget", "-q", *tls, "-T", seconds, "-O", "/dev/null", address]


def healthcheck(part: Part, words: list[str]) -> Node:
    """Say how often it is asked, as the service says of its own health."""
    health = part.health
    return {
        "test": words,
        "interval": "10s",
        "timeout": f"{ceil(health.timeout) + 1}s",
        "retries": 3,
        "start_period": why(
            "The longest that a start takes.", f"{ceil(health.start_delay) + health.deadline}s"
        ),
        "start_interval": f"{max(1, ceil(health.period))}s",
    }


def mounts(facts: Facts, answers: Answers) -> tuple[tuple[str, str], ...]:
    """Return each volume with its place: the data folder, and what else can be written to."""
    if not facts.keeps_data:
        return ()
    further = (one for one in facts.writable if one.startswith("/") or not facts.in_data)
    places = (
        one if one.startswith("/") else f"{answers['workdir'].rstrip('/')}/{one}" for one in further
    )
    numbered = ((f"data-{number}", place) for number, place in enumerate(places, 2))
    return (("data", facts.data_folder), *numbered)


def owning(facts: Facts, answers: Answers) -> Node:
    """Give the volumes to the program's user: Docker makes a new one root's."""
    places = [literal(place) for _, place in mounts(facts, answers)]
    own: dict[str, Node] = {
        "image": answers["probe_image"],
        "command": ["chown", f"{USER}:{USER}", *places],
        **plain(HARDENED),
        "user": "0:0",
        "cap_add": why("All that it may do.", ["CHOWN"]),
        "network_mode": "none",
        "volumes": [f"{name}:{literal(place)}" for name, place in mounts(facts, answers)],
        "restart": "no",
    }
    return why("Docker makes a new volume root's; this gives it to the program, and ends.", own)
