"""The same redeploy to a fleet by GoFerry, pyinfra, Fabric and Ansible: seconds, and requests lost.

    python -m tests.benchmarks.bench_fleet [--servers 10] [--rounds 3] [--rate 50] [--line 0.03,20]

Each brings another program of 5 MB to all servers, puts it in the place of the one that runs,
starts the service anew and asks each until it is well. The peers do it as their documentation
shows it for one program and one unit (tests/benchmarks/peers), all servers at once. GoFerry also
plans, proves the program's hash, rehearses and notes down. Each server is asked `--rate`
POSTs a second meanwhile, over new connections; what got no good answer was lost, and from the
answers is known when the last server answered by the new program alone: GoFerry goes on then,
watches all for a second, notes what became of it and tidies up. `--line` puts a line with this
delay in seconds and this rate in Mbit/s before each server, and `--alone` leaves the peers out.
Last, GoFerry does the same to one server: the whole fleet against one.

pyinfra, fabric and ansible-core are fetched into a place of their own beside the caches; Ansible's
servers get Debian's Python, which it needs there.
"""

from __future__ import annotations

import argparse
import itertools
import os
import subprocess
import sys
import tempfile
import time
import venv
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import platformdirs

from tests import goferry, programs, testbed
from tests.benchmarks.posting import posting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.benchmarks.posting import Posted
    from tests.testbed import Server

_PEERS = ("pyinfra==3.10.0", "fabric==3.2.3", "ansible-core==2.19.14")
_SCRIPTS = Path(__file__).parent / "peers"
_SLOW_LINE = Path(__file__).parent / "slow_line.py"
_PORT, _PEERS_PORT = 8080, 8081
# Asked as soon as it starts, and not watched for six seconds more: the peers do not, either.
_LIKE_THE_PEERS = ("--health-period", "0.1", "--health-watch", "0", "--canary", "10000")
_PYTHON = (
    *("python3-minimal", "python3.11-minimal", "libpython3.11-minimal", "libpython3.11-stdlib"),
    *("libexpat1", "libffi8", "libsqlite3-0", "libreadline8", "libncursesw6", "media-types"),
)
_UNIT = f"""\
[Service]
ExecStart=/opt/peer/web
Environment=PORT={_PEERS_PORT}
DynamicUser=yes
[Install]
WantedBy=multi-user.target
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """A server as a client reaches it: perhaps over a slow line."""

    server: Server
    host: str
    port: int


@dataclass(slots=True)
class Figures:
    """What one tool's rounds came to."""

    seconds: list[float] = field(default_factory=list)
    served: list[float] = field(default_factory=list)
    sent: int = 0
    lost: int = 0

    def add(self, seconds: float, posted: Posted) -> None:
        """Take in one round."""
        self.seconds.append(seconds)
        self.served.append(posted.served)
        self.sent += posted.sent
        self.lost += posted.lost


class Bench:
    """The fleet, the programs, and a folder for what the tools need."""

    def __init__(self, folder: Path, hosts: Sequence[Host], options: Sequence[str]) -> None:
        self.folder = folder
        self.options = options
        self.hosts = hosts
        self.known_hosts = folder / "known_hosts"
        self.home = folder / "home"
        self.programs = [programs.release(version=str(number)).binary for number in (1, 2)]
        lines = (f"[{one.host}]:{one.port} {one.server.host_key}" for one in hosts)
        plain = (f"{one.host} {one.server.host_key}" for one in hosts if one.port == 22)
        self.known_hosts.write_text("".join(f"{line}\n" for line in (*lines, *plain)))

    def goferry(self, number: int, *, only: int | None = None) -> None:
        """Deploy by the command line, as a script does."""
        to = ",".join(f"s{place}" for place in range(only or len(self.hosts)))
        self._run_goferry(
            *("deploy", str(self.programs[number]), "--service", "web", "--to", to),
            *("--port", str(_PORT), "--mode", "shared", "--health", "/health", *self.options),
        )

    def add_servers(self) -> None:
        """Put the fleet on GoFerry's list."""
        for place, one in enumerate(self.hosts):
            self._run_goferry(
                *("server", "add", f"s{place}", "--host", one.host, "--port", str(one.port)),
                *("--user", "root", "--key", str(one.server.key_file), "--anyway"),
            )
            known = fingerprint(one.server)
            self._run_goferry("server", "trust", f"s{place}", "--fingerprint", known)

    def _run_goferry(self, *words: str) -> None:
        command = (*goferry.WORDS, "--home", str(self.home), "--json", *words)
        must(command, env=as_installed(self.folder), cwd=self.folder)

    def peer(self, words: Sequence[str], number: int) -> None:
        """Run a peer's script; it learns the fleet and the program from the environment."""
        hosts = " ".join(f"{one.host},{one.port},{one.server.key_file}" for one in self.hosts)
        fleet = {
            "FLEET": hosts,
            "FLEET_KNOWN_HOSTS": str(self.known_hosts),
            "FLEET_PROGRAM": str(self.programs[number]),
            "FLEET_PORT": str(_PEERS_PORT),
            "ANSIBLE_LOCALHOST_WARNING": "False",
        }
        must((str(peers() / words[0]), *words[1:]), env=os.environ | fleet, cwd=self.folder)

    def pyinfra(self, number: int) -> None:
        """Redeploy by pyinfra."""
        scripts = (str(_SCRIPTS / "pyinfra_inventory.py"), str(_SCRIPTS / "pyinfra_deploy.py"))
        self.peer(("pyinfra", "-y", *scripts), number)

    def fabric(self, number: int) -> None:
        """Redeploy by Fabric."""
        self.peer(("python", str(_SCRIPTS / "fabric_deploy.py")), number)

    def ansible(self, number: int) -> None:
        """Redeploy by Ansible."""
        inventory = self.folder / "inventory.ini"
        inventory.write_text(
            "".join(
                f"s{place} ansible_host={one.host} ansible_port={one.port} ansible_user=root "
                f"ansible_ssh_private_key_file={one.server.key_file} "
                f"ansible_ssh_common_args='-o UserKnownHostsFile={self.known_hosts}'\n"
                for place, one in enumerate(self.hosts)
            )
        )
        forks = str(len(self.hosts))
        playbook = str(_SCRIPTS / "ansible_deploy.yml")
        self.peer(("ansible-playbook", "-f", forks, "-i", str(inventory), playbook), number)


def must(command: Sequence[str], *, env: dict[str, str], cwd: Path) -> None:
    """Run it; a tool that did not do its work has no time to compare."""
    done = subprocess.run(command, env=env, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")


def as_installed(folder: Path) -> dict[str, str]:
    """Let Python keep what it compiled, as it does of every installed program."""
    kept = {**goferry.environment(), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    return {name: value for name, value in kept.items() if name != "PYTHONDONTWRITEBYTECODE"}


def fingerprint(server: Server) -> str:
    """Return the server's own fingerprint, as a person reads it there."""
    told = server.run("ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub")
    return told.split()[1]


def peers() -> Path:
    """Return the folder of the peers' programs; fetched once."""
    place = platformdirs.user_cache_path("goferry") / "tests" / "fleet-peers"
    if not (place / "bin" / "ansible-playbook").exists():
        venv.create(place, with_pip=True)
        subprocess.run((place / "bin" / "pip", "install", "--quiet", *_PEERS), check=True)
    return place / "bin"


def prepare(server: Server, first: Path) -> None:
    """Give a server what the peers expect: a unit, its first program, and Python."""
    inside = Path(f"/proc/{server.machine.leader}/root")
    (inside / "opt/peer").mkdir()
    (inside / "opt/peer/web").write_bytes(first.read_bytes())
    (inside / "opt/peer/web").chmod(0o755)
    (inside / "etc/systemd/system/peer.service").write_text(_UNIT)
    for package in debian_python().glob("*.deb"):
        subprocess.run(("dpkg", "-x", package, inside / "opt/python"), check=True)
    server.run(
        "cd /opt/python; cp -a usr/. /usr/; [ ! -d lib ] || cp -a lib/. /usr/lib/; ldconfig\n"
        "ln -sf python3.11 /usr/bin/python3\n"
        "systemctl daemon-reload && systemctl enable --quiet --now peer"
    )


def debian_python() -> Path:
    """Return the folder with Debian's packages of Python; this computer's apt fetches them once."""
    held = platformdirs.user_cache_path("goferry") / "tests" / "python-bookworm"
    if not held.exists():
        held.mkdir(parents=True)
        words = ("apt-get", "-o", "APT::Sandbox::User=root", "download", *_PYTHON)
        subprocess.run(words, cwd=held, check=True, capture_output=True)
    return held


@contextmanager
def reached(servers: Sequence[Server], line: str) -> Iterator[tuple[Host, ...]]:
    """Reach them directly, or each over a slow line of its own on loopback."""
    if not line:
        yield tuple(Host(server=one, host=one.address, port=one.port) for one in servers)
        return
    delay, megabits = line.split(",")
    with ExitStack() as ends:
        yield tuple(_over_a_line(one, delay, float(megabits), ends) for one in servers)


def _over_a_line(server: Server, delay: str, megabits: float, ends: ExitStack) -> Host:
    words = (sys.executable, str(_SLOW_LINE), f"{server.address}:22", delay)
    carrier = subprocess.Popen((*words, str(megabits * 1e6 / 8)), stdout=subprocess.PIPE, text=True)
    ends.callback(carrier.wait)
    ends.callback(carrier.terminate)
    assert carrier.stdout is not None
    return Host(server=server, host="127.0.0.1", port=int(carrier.stdout.readline()))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--servers", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rate", type=int, default=50)
    parser.add_argument("--line", default="", metavar="DELAY,MBIT")
    parser.add_argument("--alone", action="store_true", help="without the peers")
    parser.add_argument("--as-usual", action="store_true", help="with GoFerry's own health check")
    arguments = parser.parse_args()
    with (
        testbed.boot_many(arguments.servers) as servers,
        tempfile.TemporaryDirectory() as folder,
        reached(servers, arguments.line) as hosts,
    ):
        quick = () if arguments.as_usual else _LIKE_THE_PEERS
        bench = Bench(Path(folder), hosts, quick)
        if not arguments.alone:
            for one in servers:
                prepare(one, bench.programs[0])
        bench.add_servers()
        bench.goferry(0)
        report(bench, rounds=arguments.rounds, rate=arguments.rate, peers=not arguments.alone)


def report(bench: Bench, *, rounds: int, rate: int, peers: bool) -> None:
    """Take all tools turn and turn about, and print a row for each."""
    jobs: dict[str, tuple[int, Callable[[int], None]]] = {
        "GoFerry": (_PORT, bench.goferry),
        "pyinfra": (_PEERS_PORT, bench.pyinfra),
        "Fabric": (_PEERS_PORT, bench.fabric),
        "Ansible": (_PEERS_PORT, bench.ansible),
    }
    jobs = dict(list(jobs.items())[: None if peers else 1])
    found = {name: Figures() for name in jobs}
    others = {port: itertools.cycle((1, 0)) for port, _ in jobs.values()}  # than the one that runs
    for _ in range(rounds):
        for name, (port, job) in jobs.items():
            found[name].add(*timed(bench, port, job, number=next(others[port]), rate=rate))
    only = partial(bench.goferry, only=1)
    alone = [timed(bench, _PORT, only, number=next(others[_PORT]), rate=0) for _ in range(rounds)]
    best = median(found["GoFerry"].seconds)
    load = f"{os.getloadavg()[1]:.0f} on {os.cpu_count()} processors"
    print(f"{len(bench.hosts)} servers, median of {rounds}, {rate} POST/s to each, load {load}:")
    for name, one in found.items():
        took, served = median(one.seconds), median(one.served)
        print(
            f"  {name}: {took:.1f} s, {took / best:.2f} times; all served anew after {served:.1f} s"
            f"; {one.lost} of {one.sent} lost"
        )
    one_alone = median(seconds for seconds, _ in alone)
    print(
        f"  GoFerry, one server, no load: {one_alone:.1f} s, the fleet {best / one_alone:.2f} times"
    )


def timed(
    bench: Bench, port: int, job: Callable[[int], None], *, number: int, rate: int
) -> tuple[float, Posted]:
    """Do one redeploy under load."""
    with posting([one.server.address for one in bench.hosts], port, rate) as posted:
        since = time.monotonic()
        job(number)
        took = time.monotonic() - since
    return took, posted


if __name__ == "__main__":
    main()
