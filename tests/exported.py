"""Services of every kind as exports see them, and values that a hostile project could have."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from ruamel.yaml import YAML

from core.exports.facts import Facts, Origin, facts_of
from core.exports.question import answered
from core.service.environment import Environment
from core.service.model import (
    Health,
    HealthScheme,
    Kind,
    Limits,
    Mode,
    Process,
    ReleaseCommand,
    Service,
    WorkingDir,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from core.exports.file import Export
    from core.exports.kind import Kind as ExportKind

ORIGIN = Origin(module="example.com/hello", version="v1.2.3")
WEB = Service(
    name="hello", mode=Mode.SHARED, env=("LOG_LEVEL=debug",), args=("--at", "${PORT}", "a b")
)
_FILE = Environment(file=Path("web.env"), content=b"DATABASE_URL=postgres://x:hidden-1@db/x\n")
SERVICES = {
    "web": WEB,
    "worker": Service(name="worker", kind=Kind.WORKER, limits=Limits(memory="64M", cpu=150)),
    "timer": Service(name="nightly", kind=Kind.TIMER, schedule="*-*-* 03:30:00"),
    "data": replace(
        WEB,
        name="notes",
        mode=Mode.RESTART,
        working_dir=WorkingDir.DATA,
        secrets=("token.key",),
        environment=_FILE,
    ),
    "several": replace(
        WEB,
        name="shop",
        ports=("admin=9090/http", "dns=53/udp", "local=unix"),
        writable=("uploads", "/srv/shared"),
        release=ReleaseCommand(command="migrate --all", timeout=90),
        environment=_FILE,
        processes=(
            Process(name="mailer", args=("mail",)),
            Process(name="api", kind=Kind.WEB, port=8081, health_path=""),
            Process(name="tidy", kind=Kind.TIMER, schedule="daily", args=("tidy",)),
        ),
    ),
    "tcp": replace(WEB, health=Health(scheme=HealthScheme.TCP, port=9000), env=("A=$HOME $$",)),
    "https": replace(WEB, health=Health(scheme=HealthScheme.HTTPS, start_delay=1.5)),
    "grpc": replace(WEB, health=Health(scheme=HealthScheme.GRPC)),
    "notify": replace(WEB, health=Health(scheme=HealthScheme.NOTIFY)),
    "command": replace(WEB, health=Health(scheme=HealthScheme.COMMAND, command="check '$x' --now")),
    "none": replace(WEB, health=Health(scheme=HealthScheme.NONE)),
}

_OLDER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HOSTILE = (
    "on", "off", "yes", "No", "y", "n", "null", "~", "", "true", "1.10", "0800", "0x1f", "1e3",
    "12:30:45", ".inf", "=", "<<", "- a", "a: b", "# c", "'", '"', '"\\', "a\nb", "a\r\nb\n",
    "\u2028x\u2029", "\x85", "\t", "  lead", "trail ", "{a: b}", "[1]", "&a *a", "!!int 1",
    "---", "...", "%TAG", "@x", "`x`", "$(X) ${X} $$", "名前と値", "🙂", "é" * 300, "\ufeff",
    "2026-12-01",
)  # fmt: skip
_SIGNS = "aA0 :#-\"'\\\n\r\t$%&*!|>{}[],?@`~=.é中🙂\u2028\x7f\xa0"


def facts(name: str) -> Facts:
    """Return what one of the services says of itself."""
    return facts_of(SERVICES[name], ORIGIN)


def hostile(count: int, *, seed: int = 7) -> Iterator[str]:
    """Yield values that have broken some YAML, then random ones of the signs that do."""
    yield from _HOSTILE[:count]
    chance = random.Random(seed)  # noqa: S311 - the same values at each run
    for _ in range(count - len(_HOSTILE)):
        yield "".join(chance.choices(_SIGNS, k=chance.randint(0, 12)))


def made(kind: ExportKind, of: Facts, said: Mapping[str, str] | None = None) -> Export:
    """Export with these answers, and defaults for the rest."""
    return kind.write(of, answered(kind.questions(of), said or {}))


def documents(text: str) -> list[Any]:
    """Read what was written as older readers do (YAML 1.1, in C: most tests read a lot)."""
    return list(yaml.load_all(text, _OLDER))


def newer(text: str) -> list[Any]:
    """Read it as readers of YAML 1.2 do."""
    return [one for one in YAML(typ="safe", pure=True).load_all(text) if one is not None]
