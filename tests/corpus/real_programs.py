"""What the doctor says of real programs: `make doctor-test` (needs the network, and some GB).

Every line that it names must open a port, as far as a reader of that line can see; what it claims
of systemd and SIGTERM is printed with its place, for a person to look at.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from core.project.doctor import examine_each
from tests import go_projects

if TYPE_CHECKING:
    from core.project.traits import ServiceTraits

PROGRAMS = (
    "go.etcd.io/etcd/server/v3", "github.com/coredns/coredns", "github.com/caddyserver/caddy/v2",
    "github.com/syncthing/syncthing", "github.com/minio/minio", "github.com/seaweedfs/seaweedfs",
    "github.com/traefik/traefik/v3", "github.com/prometheus/prometheus",
    "github.com/nats-io/nats-server/v2", "github.com/fatedier/frp@v0.61.0",
    "github.com/pocketbase/pocketbase@v0.30.0", "github.com/gohugoio/hugo@v0.150.0",
    "github.com/ollama/ollama@v0.12.0", "code.gitea.io/gitea@v1.24.0",
    "github.com/hashicorp/consul@v1.21.0", "github.com/rqlite/rqlite/v8@v8.36.0",
    "github.com/AdguardTeam/AdGuardHome@v0.107.52",
)  # fmt: skip
_OPENS = re.compile(r"Listen(?:AndServe|TCP)?(?:TLS)?\(|\.Run(?:TLS)?\(|\.Start\w*\(")


def fetched(module: str) -> Path | None:
    """Download a module's source; nothing where its proxy does not have it."""
    wanted = module if "@" in module else f"{module}@latest"
    words = (str(go_projects.go().program), "mod", "download", "-json", wanted)
    ran = subprocess.run(words, capture_output=True, text=True, check=False, cwd="/")
    folder = json.loads(ran.stdout or "{}").get("Dir")
    return Path(folder) if folder else None


def false_lines(folder: Path, found: tuple[ServiceTraits, ...]) -> list[str]:
    """Return the named lines that open nothing."""
    named = {place for one in found for place in (*one.opens, *one.listens)}
    return sorted(place for place in named if not _OPENS.search(_line(folder, place)))


def _line(folder: Path, place: str) -> str:
    path, _, line = place.rpartition(":")
    return (folder / path).read_text("utf-8", "replace").split("\n")[int(line) - 1]


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> int:
    """Print a row for each program; the exit code counts the false lines."""
    wrong = 0
    for module in PROGRAMS:
        folder = fetched(module)
        if folder is None:
            _say(f"{module}: not to be had here")
            continue
        since = time.perf_counter()
        found = examine_each(folder)
        seconds = time.perf_counter() - since
        false = false_lines(folder, found)
        named = len({place for one in found for place in (*one.opens, *one.listens)})
        _say(f"{module}: {len(found)} programs, {named} lines, {len(false)} false, {seconds:.1f} s")
        for one in found:
            for sign, place in one.shown.items():
                _say(f"    {one.package or '.'}: {sign} {place}")
        wrong += len(false)
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
