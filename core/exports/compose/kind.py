"""Docker Compose: the service in one file, hardened, and known to be healthy before others start.

An image from nothing has no shell and no curl. So a small container beside it asks what the service
says of its health; `docker compose up --wait` waits for the answer.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from core.exports import asked
from core.exports.as_yaml import text_of, why
from core.exports.compose.beside import asking, healthcheck, mounts, owning
from core.exports.compose.words import HARDENED, literal, told
from core.exports.file import Export, ExportFile
from core.exports.kind import Kind
from core.exports.question import Question
from core.service.model import HealthScheme
from core.service.model import Kind as Work
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.exports.as_yaml import Node
    from core.exports.facts import Facts, Part
    from core.exports.question import Answers
    from core.words import Text

_AT_A_PORT = {HealthScheme.HTTP, HealthScheme.HTTPS, HealthScheme.TCP}
_HEAD = """Written by GoFerry: goferry export compose

    docker compose up --detach --wait    starts it, and waits until it is healthy
    docker compose logs --follow         shows what it says
    docker compose down                  ends it, and keeps its data

Exporting again never overwrites what you change here without showing you the difference."""


def _questions(facts: Facts) -> tuple[Question, ...]:
    bounded = all(one.memory for one in facts.parts)
    runs_again = any(one.scheme is HealthScheme.COMMAND for one in facts.parts)
    return (
        asked.image(facts),
        *(() if bounded else (asked.memory(),)),
        *((asked.workdir(),) if _in_workdir(facts) else ()),
        *((asked.program(facts),) if runs_again else ()),
        *((_ADDRESS,) if any(one.port for one in facts.parts) else ()),
        *((_PROBE,) if _needs_tools(facts) else ()),
    )


def _write(facts: Facts, answers: Answers) -> Export:
    services = dict(chain.from_iterable(_of_part(facts, one, answers) for one in facts.parts))
    if facts.command:
        services[f"{facts.name}-release"] = _release(facts, answers)
    document: dict[str, Node] = {"name": facts.name, "services": services}
    if facts.keeps_data:
        services[f"{facts.name}-data"] = owning(facts, answers)
        document["volumes"] = why(
            "They outlive their containers: down keeps them, down -v does not.",
            {name: {} for name, _ in mounts(facts, answers)},
        )
    if facts.secrets:
        document["secrets"] = {
            one: why(
                "Put the secret into this file; keep it out of git.", {"file": f"./secrets/{one}"}
            )
            for one in facts.secrets
        }
    return Export(
        files=(
            ExportFile(
                path="compose.yaml",
                text=text_of(document, head=_HEAD),
                reason=say("The service and all its processes for Docker Compose."),
                checks=("docker compose", "check-jsonschema compose"),
            ),
        ),
        left_out=tuple(_left_out(facts)),
    )


def _left_out(facts: Facts) -> Iterator[Text]:
    for one in facts.parts:
        if one.kind is Work.TIMER:
            yield say(
                "Compose has no timers. Let cron run: {command}",
                command=f"docker compose run --rm {one.name}",
            )
        elif one.scheme in {HealthScheme.GRPC, HealthScheme.NOTIFY}:
            yield say(
                "{name} has no health check in Compose: nothing there can ask by {scheme}.",
                name=one.name,
                scheme=one.scheme.value,
            )


def _of_part(facts: Facts, part: Part, answers: Answers) -> Iterator[tuple[str, Node]]:
    service = _running(facts, answers, args=part.args, own=part.env)
    service |= _limits(part, answers) | _published(part, answers)
    if part.kind is Work.TIMER:
        service["restart"] = "no"
        service["profiles"] = why(
            f"A job, by its schedule ({part.schedule}). Compose has no timers: cron runs it by\n"
            f"docker compose run --rm {part.name}",
            ["jobs"],
        )
    else:
        service["restart"] = why("After a crash and after a reboot.", "unless-stopped")
    if part.scheme is HealthScheme.COMMAND:
        words = ["CMD", answers["program"], *map(literal, part.health_words)]
        service["healthcheck"] = healthcheck(part, words)
    if before := _before(facts, part):
        service["depends_on"] = why("These come first, and must end well.", before)
    yield part.name, service
    if part.scheme in _AT_A_PORT:
        yield f"{part.name}-health", asking(part, answers)


def _before(facts: Facts, part: Part) -> dict[str, Node]:
    command = [f"{facts.name}-release"] if facts.command and part.kind is not Work.TIMER else []
    data = [f"{facts.name}-data"] if facts.keeps_data else []
    return {one: {"condition": "service_completed_successfully"} for one in (*data, *command)}


def _running(
    facts: Facts, answers: Answers, *, args: tuple[str, ...], own: tuple[tuple[str, str], ...]
) -> dict[str, Node]:
    """Say what all containers of the program have: its image, rights, environment and files."""
    values = {**dict(own), **dict(facts.env)}
    service: dict[str, Node] = {"image": literal(answers["image"])}
    if args:
        service["command"] = [told(one, values) for one in args]
    service |= HARDENED
    service["environment"] = {name: literal(text) for name, text in _variables(facts, own)}
    if facts.hidden:
        service["env_file"] = why(
            "Values that are not for everybody. It needs: " + " ".join(facts.hidden),
            [{"path": f"./{facts.name}.env", "required": True}],
        )
    if facts.secrets:
        service["secrets"] = why(
            "Files in /run/secrets, readable by the program alone.", list(facts.secrets)
        )
    if facts.keeps_data:
        service["volumes"] = _volumes(facts, answers)
    if facts.in_data:
        service["working_dir"] = why("As on a server: it starts in its data.", facts.data_folder)
    service["stop_signal"] = "SIGTERM"
    service["stop_grace_period"] = why(
        "The time to finish requests after SIGTERM, as on a server.", f"{facts.stop_seconds}s"
    )
    return service


def _variables(facts: Facts, own: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str]]:
    yield from own
    if facts.keeps_data:
        yield from (("HOME", facts.data_folder), ("STATE_DIRECTORY", facts.data_folder))
    if facts.secrets:
        yield "CREDENTIALS_DIRECTORY", "/run/secrets"
    yield from facts.env


def _volumes(facts: Facts, answers: Answers) -> list[Node]:
    return [f"{name}:{literal(place)}" for name, place in mounts(facts, answers)]


def _needs_tools(facts: Facts) -> bool:
    return facts.keeps_data or any(one.scheme in _AT_A_PORT for one in facts.parts)


def _in_workdir(facts: Facts) -> bool:
    """Tell whether folders of the image's own working directory can be written to."""
    return not facts.in_data and any(not one.startswith("/") for one in facts.writable)


def _limits(part: Part, answers: Answers) -> dict[str, Node]:
    memory = f"{part.memory}b" if part.memory else _for_docker(answers["memory"])
    limits: dict[str, Node] = {
        "mem_limit": why("More would be taken from everything else on this computer.", memory)
    }
    if part.limits.cpu:
        limits["cpus"] = f"{part.limits.cpu / 100:g}"
    limits["pids_limit"] = part.limits.tasks
    return limits


def _for_docker(size: str) -> str:
    """Spell a size of Kubernetes as Docker does: both count by 1024."""
    return size.removesuffix("i").lower()


def _published(part: Part, answers: Answers) -> dict[str, Node]:
    if not part.port:
        return {}
    address = answers["address"]
    own = f"{address}:{part.port}:{part.port}"
    more = (
        f"{address}:{one.number}:{one.number}/{'udp' if one.udp else 'tcp'}" for one in part.ports
    )
    return {
        "ports": why(
            "127.0.0.1 is open to this computer alone: put a proxy with HTTPS before it.",
            [own, *more],
        )
    }


def _release(facts: Facts, answers: Answers) -> Node:
    service = _running(facts, answers, args=facts.command, own=facts.main.env)
    service |= {**_limits(facts.main, answers), "restart": "no"}
    if facts.keeps_data:
        ready = {f"{facts.name}-data": {"condition": "service_completed_successfully"}}
        service["depends_on"] = ready
    seconds = facts.command_seconds
    return why(f"What a new release does once before it takes over, within {seconds} s.", service)


_ADDRESS = Question(
    key="address",
    why=say("The address of this computer that the ports are opened on."),
    default="127.0.0.1",
    pattern=re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}|\[[0-9a-fA-F:]{2,39}\]"),
    rule=say("An address is written like 127.0.0.1, or [::1]."),
)
_PROBE = Question(
    key="probe_image",
    why=say("A small image with wget and nc, that checks the health of the service."),
    default="docker.io/library/busybox:1.37",
    pattern=re.compile(r"[A-Za-z0-9._/:@-]{1,300}"),
    rule=say("An image is written like registry.example.com/hello:1.2.3."),
)

KIND = Kind(
    name="compose",
    caption=say("Docker Compose: one hardened file with a health check"),
    questions=_questions,
    write=_write,
)
