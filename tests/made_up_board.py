"""What a server answers to the question of the board, made up: as a real Debian answered it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.service import record
from core.service.model import Service

if TYPE_CHECKING:
    from collections.abc import Mapping

MACHINE = (
    "uptime 1000.50",
    "load 0.25",
    "cpus 0-1,3",
    "memory 2000 1500",
    "clock 2026-11-30T12:00:00+0100",
    "disk 4096 100 400",
    "reboot yes",
)
RUNS = {
    "MainPID": "42",
    "Result": "success",
    "NRestarts": "2",
    "ExecMainStartTimestampMonotonic": "900000000",
    "ActiveEnterTimestampMonotonic": "900500000",
    "StateChangeTimestampMonotonic": "950000000",
    "MemoryCurrent": "5000000",
    "CPUUsageNSec": "10000000000",
    "ActiveState": "active",
    "InvocationID": "ab" * 16,
    "DropInPaths": "",
}
WENT_LIVE = {
    "time": "2026-11-30T10:59:00Z", "verb": "deploy", "release": "2-bbbbbbbb", "result": "live",
    "live": "2-bbbbbbbb",
}  # fmt: skip
BEFORE = {
    **WENT_LIVE,
    "time": "2026-11-30T10:00:00Z",
    "release": "1-aaaaaaaa",
    "live": "1-aaaaaaaa",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """One service `web` as a server has it; `facts` and `digests` are by path."""

    service: Service = field(default_factory=lambda: Service(name="web", health_path="/up"))
    units: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: {"web.service": RUNS})
    history: tuple[Mapping[str, str], ...] = (BEFORE, WENT_LIVE)
    releases: tuple[str, ...] = ("1-aaaaaaaa", "2-bbbbbbbb")
    current: str = "2-bbbbbbbb"
    noted: str = ""
    probation: str = ""
    daily: str = ""
    words: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)
    answers: tuple[str, ...] = ("0 2500 200 2-bbbbbbbb",)
    processes: tuple[str, ...] = ()
    machine: tuple[str, ...] = MACHINE
    record: str = ""
    end: str = "end"

    @property
    def text(self) -> str:
        """The whole answer."""
        folder = "/var/lib/goferry/web"
        kept = self.record or record.text(self.service)
        texts = {
            "service.json": kept,
            "noted": self.noted,
            "probation": self.probation,
            "daily": self.daily,
            "history.jsonl": "\n".join(map(json.dumps, self.history)),
        }
        return "\n".join(
            (
                *self.machine,
                "scope system /var/lib/goferry",
                *self.words,
                *(f"release /opt/web/releases/{one}/" for one in self.releases),
                "bad ",
                *(f"==> {folder}/{name} <==\n{text}\n" for name, text in texts.items() if text),
                "== end ==",
                f"file 1/2/3.4 '/opt/web/current' -> 'releases/{self.current}'",
                "== shown ==",
                "\n\n".join(_shown(name, one) for name, one in self.units.items()),
                "== end ==",
                *(f"file {facts} '{path}'" for path, facts in self.facts.items()),
                *(f"{digest}  {path}" for path, digest in self.digests.items()),
                *(f"process {one}" for one in self.processes),
                *(f"answer {one}" for one in self.answers),
                self.end,
            )
        )


def _shown(name: str, values: Mapping[str, str]) -> str:
    return "\n".join(f"{key}={value}" for key, value in {**values, "Id": name}.items())
