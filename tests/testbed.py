"""Real servers on this computer: Debian, systemd as PID 1, sshd, each in its own network.

`boot()` gives one for a `with` block; the fixtures in `tests/servers.py` hand them to tests.
They share the app's own machine (core/practice), with more ways to log in.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import re
import secrets
import shlex
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from ipaddress import IPv4Network
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from core.events import unheard
from core.home import write_whole
from core.practice import accounts, cgroups, machine, network, rootfs
from core.practice.machine import Machine
from core.problems import ProblemError
from core.ssh.profile import Profile
from core.usecases.practising import check_computer

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator

T = TypeVar("T")

# Of a user on a throw-away server; another in each run, so that it is looked for in this one alone.
PASSWORD = f"correct horse {secrets.token_hex(4)}"

# Users beside root and deploy (both log in by key, deploy has sudo without a password):
#   pass-user   logs in by PASSWORD, sudo asks for PASSWORD
#   guest       logs in by key, has no sudo at all
_MORE_ACCOUNTS = f"""set -eu
useradd --create-home --shell /bin/bash --groups sudo pass-user
useradd --create-home --shell /bin/bash guest
echo {shlex.quote(f"pass-user:{PASSWORD}")} | chpasswd
mkdir -m 0700 /home/guest/.ssh
cp /root/.ssh/authorized_keys /home/guest/.ssh/
chown -R guest: /home/guest/.ssh
cat >/etc/ssh/sshd_config.d/00-testbed.conf <<'CONFIG'
PasswordAuthentication yes
MaxStartups 200
MaxSessions 100
CONFIG
if sshd -t -o PerSourcePenalties=no 2>/dev/null; then
  echo "PerSourcePenalties no" >>/etc/ssh/sshd_config.d/00-testbed.conf
fi
systemctl restart ssh
# What Debian would do at times of its own stays out of what tests find.
systemctl --quiet stop apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer || :
systemctl --quiet stop e2scrub_all.timer fstrim.timer || :
"""

_SHUTDOWN_SECONDS = 60  # two are usual; what does not end by itself is killed after 90
_GIVES_UP_SECONDS = 140
# Once in some 400 reboots systemd waits for a unit that has no process any more. It was seen where
# control groups are of the first version, in which nobody tells a container that one is empty.
_WHAT_HANGS = """
for unit in $(systemctl list-jobs --no-legend | awk '$4 == "running" { print $2 }'); do
  group=$(systemctl show --property=ControlGroup --value "$unit")
  [ "$group" ] || continue
  for tree in /sys/fs/cgroup /sys/fs/cgroup/systemd; do
    [ ! -e "$tree$group/cgroup.procs" ] || while read -r pid; do
      echo "$unit: $pid $(tr '\\0' ' ' <"/proc/$pid/cmdline")"
    done <"$tree$group/cgroup.procs"
  done
done
"""
_FOLDER = Path(tempfile.gettempdir(), "goferry-testbed")
_OUR_NAME = re.compile(r"gft([0-9a-f]+)-[0-9a-f]+")  # the test run's process, and a number
_numbers = count(1)
_on_exit = ExitStack()
atexit.register(_on_exit.close)


def unavailable(suite: str = rootfs.SUITE) -> str:
    """Say why servers cannot run here, or nothing when they can."""
    try:
        check_computer()
    except ProblemError as no:
        return str(no)
    wanted = suite == rootfs.SUITE or os.environ.get("GOFERRY_ALL_SYSTEMD") == "1"
    if not wanted and not rootfs.cached(suite).exists():
        return f"{suite} is not in the cache; GOFERRY_ALL_SYSTEMD=1 fetches it"
    return ""


class Server:
    """One throw-away server. Its methods may be called from any thread, also beside a loop."""

    def __init__(self, debian: Machine, keys: Path) -> None:
        self.machine = debian
        self.address = debian.address
        self.port = 22
        self.key_file = keys / "login_key"
        self.host_key_file = keys / "host_key"

    @property
    def host_key(self) -> str:
        """The server's public key as OpenSSH writes it: its type and its data."""
        return accounts.own_key(self.host_key_file).public

    def profile(self, name: str = "debian", *, user: str = "deploy") -> Profile:
        """How the app is told about this server; by key, except for the user with a password."""
        key = "" if user == "pass-user" else str(self.key_file)
        return Profile(name=name, host=self.address, port=self.port, user=user, key=key)

    def run(self, script: str, *, check: bool = True, seconds: float = 300.0) -> str:
        """Run a shell script as root inside, not over SSH, and return what it printed.

        Raises `AssertionError` when it ends with another code than 0, unless `check` is off.
        """
        words = machine.inside(self.machine, "/bin/sh", "-s")
        done = subprocess.run(
            words, input=script, capture_output=True, text=True, timeout=seconds, check=False
        )
        said = f"{script}\n→ {done.returncode}\n{done.stdout}{done.stderr}"
        assert done.returncode == 0 or not check, said
        return done.stdout

    def kill(self) -> None:
        """Cut the power. With `keeps_disk` it can be booted again."""
        _wait(machine.power_off(self.machine))

    def shut_down(self) -> None:
        """Switch it off in good order, as a reboot does; with `keeps_disk` it boots again."""
        self.run("systemctl reboot", check=False)
        if not _wait(_is_off(self.machine, within=_SHUTDOWN_SECONDS)):
            hangs = self.run(_WHAT_HANGS, check=False)
            assert not hangs, f"the server waits in vain for\n{hangs}"
            assert _wait(_is_off(self.machine, within=_GIVES_UP_SECONDS))

    def boot(self) -> None:
        """Switch it on again after `kill` or `shut_down`."""
        _wait(_boot_again(self.machine))

    def reboot(self) -> None:
        """Shut it down in good order and boot it again; needs `keeps_disk`."""
        self.shut_down()
        self.boot()

    def limit_rate(self, bits_per_second: int) -> None:
        """Make its cable slow in both directions; 0 makes it fast again."""
        outside = ("tc", "qdisc")
        within = ("nsenter", "--target", str(self.machine.leader), "--net", *outside)
        for tc, device in ((outside, self.machine.device), (within, "host0")):
            subprocess.run((*tc, "del", "dev", device, "root"), check=False, capture_output=True)
            if bits_per_second:
                limit = ("rate", f"{bits_per_second}bit", "burst", "32kbit", "latency", "400ms")
                subprocess.run((*tc, "add", "dev", device, "root", "tbf", *limit), check=True)

    def forget_host_key(self) -> None:
        """Give it a new host key, as a reinstalled or a pretended server has."""
        self.host_key_file.unlink()
        private = accounts.own_key(self.host_key_file).file.read_text("ascii")
        self.run(
            f"cat >/etc/ssh/ssh_host_ed25519_key <<'KEY'\n{private.strip()}\nKEY\n"
            "systemctl restart ssh"
        )
        _wait(machine.wait_for_ssh(self.machine))


@contextmanager
def boot(suite: str = rootfs.SUITE, *, keeps_disk: bool = False) -> Iterator[Server]:
    """Boot one server and leave nothing of it afterwards, whatever happens in between."""
    with boot_many(1, suite, keeps_disk=keeps_disk) as servers:
        yield servers[0]


@contextmanager
def boot_many(
    number: int, suite: str = rootfs.SUITE, *, keeps_disk: bool = False
) -> Iterator[tuple[Server, ...]]:
    """Boot a fleet, all at the same time."""
    _sweep()
    with ExitStack() as cleanup:
        servers: list[Server] = []
        for _ in range(number):
            debian = _wait(_describe(suite, keeps_disk=keeps_disk))
            once = _once(debian)
            cleanup.callback(once)
            _on_exit.callback(once)
            servers.append(Server(debian, debian.folder / "keys"))
        _wait(_boot_all(servers))
        yield tuple(servers)


async def _describe(suite: str, *, keeps_disk: bool) -> Machine:
    name = f"gft{os.getpid():x}-{next(_numbers) % 256:x}"
    debian = Machine(
        name=name,
        rootfs=await rootfs.prepare(suite, report=unheard),
        folder=_FOLDER / name,
        subnet=await network.claim_subnet(secrets.token_bytes(4)),
        keeps_disk=keeps_disk,
    )
    write_whole(debian.folder / "subnet", str(debian.subnet).encode())
    return debian


async def _boot_all(servers: list[Server]) -> None:
    await asyncio.gather(*(_boot_first(server) for server in servers))


async def _boot_first(server: Server) -> None:
    debian = server.machine
    host_key = accounts.own_key(server.host_key_file)
    login = accounts.own_key(server.key_file)
    await machine.boot(debian)
    script = accounts.script(debian.name, host_key=host_key, login=login)
    await machine.set_up(debian, f"{script}\n{_MORE_ACCOUNTS}")


async def _boot_again(debian: Machine) -> None:
    await machine.boot(debian)
    await machine.wait_for_ssh(debian)


async def _is_off(debian: Machine, *, within: float) -> bool:
    until = time.monotonic() + within
    while time.monotonic() < until:
        if not cgroups.members(debian.name):
            return True
        await asyncio.sleep(0.05)
    return False


def _once(debian: Machine) -> Callable[[], None]:
    """Remove the machine at the first call only: at the end of the block, or at exit."""
    return cache(lambda: _wait(machine.remove(debian)))


def _sweep() -> None:
    """Remove what a test run that was killed could not: its process stands in the name."""
    for folder in _FOLDER.glob("gft*"):
        found = _OUR_NAME.fullmatch(folder.name)
        if found and not Path(f"/proc/{int(found[1], 16)}").exists():
            with suppress(FileNotFoundError):  # another run beside this one sweeps, too
                subnet = IPv4Network((folder / "subnet").read_text("ascii"))
                lost = Machine(name=folder.name, rootfs=Path(), folder=folder, subnet=subnet)
                _wait(machine.remove(lost))


def _wait(work: Coroutine[object, object, T]) -> T:
    """Run a coroutine to its end, also where a loop is running in this thread."""
    with ThreadPoolExecutor(max_workers=1) as apart:
        return apart.submit(asyncio.run, work).result()
