"""A made-up server for root's own scripts: they run unchanged, in mounts and a network apart.

Folders of the system are empty ones in memory, systemd's programs are `stand_in.sh`, which keeps
every call in order; everything else is real. It ends with its first process, and leaves nothing.
"""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
import re
import subprocess
import sys
import tarfile
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from core.deploy import steps
from core.deploy.preparing import as_script, preparation
from core.service import installed
from core.service.model import Health, Service
from core.service.unit import helper
from core.ssh.profile import Profile
from core.ssh.session import Ran

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from core.service.installed import Installed
    from core.ssh.session import ServerSession

_HERE = Path(__file__).parent
_STOOD_IN = "systemctl systemd-run journalctl systemd-analyze loginctl sync mv ln"
LOGIN, GUEST = 1000, 1001
_NAMES = {0: "root", LOGIN: "deploy", GUEST: "guest"}
RELEASE = "1-aaaaaaaa"
HELPER = "/usr/local/libexec/goferry/activate-web"
_STATE = "/var/lib/goferry/web"
_PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
# A healthy one is known at its first answer, and no other is waited for long.
QUICK = Health(period=0.7, timeout=20, threshold=1, deadline=1, watch=0)
WEB = Service(name="web", health=QUICK, probation=0)
_SET_UP = f"""set -eu
mount -t tmpfs -o mode=0755 apart /run
cd /run
mkdir -p apart/python apart/real apart/units apart/as systemd/system
mkdir -p apart/etc/systemd/system/enabled.wants apart/etc/sudoers.d
ln -s ../../etc/systemd/system/enabled.wants apart/enabled
mount --bind {sys.base_prefix} apart/python
for one in ld.so.cache nsswitch.conf login.defs localtime os-release; do
  [ ! -e /etc/$one ] || cp -L /etc/$one apart/etc/$one
done
[ ! -e /etc/alternatives ] || cp -a /etc/alternatives apart/etc/
cd apart
printf '%s\\n' root:x:0:0::/root:/bin/sh deploy:x:{LOGIN}:{LOGIN}::/home/deploy:/bin/sh \\
  guest:x:{GUEST}:{GUEST}::/home/guest:/bin/sh >etc/passwd
printf '%s\\n' root:x:0: deploy:x:{LOGIN}: guest:x:{GUEST}: >etc/group
printf '%s\\n' 'root:*:1::::::' 'deploy:*:1::::::' 'guest:*:1::::::' >etc/shadow
for one in mv sync ln; do cp "$(command -v $one)" real/$one; done
for one in {_STOOD_IN}; do
  install -m 0755 {_HERE}/stand_in.sh as/$one
  mount --bind as/$one "$(readlink -f "$(command -v $one)")"
done
cp {_HERE}/program.py .
mount --bind etc /etc
for one in /opt /var/lib /usr/local; do mount -t tmpfs -o mode=0755 apart $one; done
ip link set lo up
cd /
echo ready
read -r _
"""

# It ends when its standard input does, and all that runs in it goes with its first process.
_UNSHARE = (
    *("unshare", "--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc"),
    *("--propagation", "private"),
)
ALONE = (*_UNSHARE, "sh", "-c", "mount -t tmpfs apart /run && ip link set lo up && nsenter -V")

_PLAIN = (
    (r"\b[0-9a-f]{64}\b", "SHA"),
    (r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])", "ID"),
    (r"(\d-)[0-9a-f]{8}\b", r"\1HASH"),
)
_PLACES = (("/var/lib/goferry/web", "STATE"), ("/opt/web", "ROOT"), (HELPER, "HELPER"))


class Said(NamedTuple):
    """What a script said, and how it ended."""

    code: int
    out: str
    err: str = ""


class _Session:
    """A login's connection to it, as far as questions of the product go."""

    def __init__(self, apart: Apart, uid: int) -> None:
        self.profile = Profile(name="apart", host="127.0.0.1", user=_NAMES[uid])
        self._apart = apart
        self._sudo = (f"SUDO_UID={uid}", f"SUDO_GID={uid}", f"SUDO_USER={_NAMES[uid]}")

    async def run_as_root(self, script: str, **_: object) -> Ran:
        return Ran(*self._apart.sh(script, *self._sudo))

    run = run_as_root

    async def must_take_files(self) -> None:
        pass


class Apart:
    """One made-up server; `root` is where its files are seen from here."""

    def __init__(self, pid: int) -> None:
        self.root = Path(f"/proc/{pid}/root")
        self.mounts = _leads(Path(f"/proc/{pid}/ns/mnt"))
        self._enter = (
            "nsenter",
            "-t",
            str(pid),
            "-m",
            "-n",
            "-p",
            "--",
            "env",
            "-i",
            f"PATH={_PATH}",
        )
        self._ids = count(1)
        self._seen = 0

    def sh(self, script: str, *words: str) -> Said:
        """Run a script as root there."""
        done = subprocess.run(
            (*self._enter, *words, "sh", "-s"),
            input=script,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        return Said(done.returncode, done.stdout, done.stderr)

    def lives(self) -> list[str]:
        """Return the numbers of all processes that see its mounts."""
        links = Path("/proc").glob("[0-9]*/ns/mnt")
        return [one.parts[2] for one in links if _leads(one) == self.mounts]

    def file(self, path: str) -> Path:
        """Where a file of the server is seen from here."""
        return self.root / path.lstrip("/")

    def prepare(self, service: Service, *, uid: int = LOGIN, operators: str = "") -> list[str]:
        """Make ready for a service, as an administrator would; return the keys of what was done."""
        actions = preparation(self.look(service, uid=uid), service, operators=operators)
        told = self.sh(as_script(actions))
        assert told.code == 0, told
        return [action.key for action in actions]

    def look(self, service: Service, *, uid: int = LOGIN) -> Installed:
        """Ask what is installed, as root on behalf of a login."""
        return asyncio.run(installed.ask(self.session(uid), service))

    def session(self, uid: int = LOGIN) -> ServerSession:
        """Return a connection of a login that may become root."""
        return cast("ServerSession", _Session(self, uid))

    def upload(self, name: str, data: bytes, folder: str, *, uid: int = LOGIN) -> None:
        """Put a file into a login's upload area."""
        place = f"/var/lib/goferry/web/incoming/{uid}/{folder}"
        for path in (place, f"{place}/{name}".rpartition("/")[0]):
            self.file(path).mkdir(exist_ok=True, mode=0o700)
        self.file(f"{place}/{name}").write_bytes(data)
        self.sh(f"chown -R {uid}:{uid} {place}")

    def start(self, request: str, *, uid: int = LOGIN, door: str = HELPER) -> subprocess.Popen[str]:
        """Ask the helper as sudo lets a login do it, and do not wait."""
        sudo = (f"SUDO_UID={uid}", f"SUDO_GID={uid}", f"SUDO_USER={_NAMES[uid]}")
        running = subprocess.Popen(
            (*self._enter, *sudo, "setpriv", "--groups=0,4", door),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        assert running.stdin is not None
        running.stdin.write(f"{request}\n")
        running.stdin.close()
        return running

    def ask(self, request: str, *, uid: int = LOGIN, door: str = HELPER) -> Said:
        """Ask the helper, and wait for its answer."""
        with self.start(request, uid=uid, door=door) as running:
            assert running.stdout is not None
            out = running.stdout.read()
        return Said(running.returncode, out)

    def within(self, service: Service, script: str) -> list[str]:
        """Run a script with all of the helper's functions, amid a deploy; return its words."""
        text = helper(service).content
        functions = text.partition("\nlimited=no\n")[0]
        amid = (
            f"id={'0' * 32} verb=deploy wanted={'0' * 64} who=me login=deploy uid={LOGIN}"
            f" gid={LOGIN} release={RELEASE} previous= since= code= detail= says=- named=no"
            " direction=forward came=() anew= moved= met= met_run= met_restarts= cold=no"
        )
        self.file(HELPER).write_text(text)
        self.file("/run/apart/within").write_text(f"{functions}\n{amid}\nself={HELPER}\n{script}\n")
        done = subprocess.run(
            (*self._enter, "bash", "-p", "/run/apart/within"),
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.stderr == "", done.stderr
        return done.stdout.splitlines()

    def place(self, behaviour: str = "", release: str = RELEASE) -> None:
        """Put a release in place, without the way there."""
        folder = f"/opt/web/releases/{release}"
        self.file(f"{folder}/bin").mkdir(parents=True, exist_ok=True)
        self.file(f"{folder}/bin/web").unlink(missing_ok=True)
        self.file(f"{folder}/bin/web").write_bytes(program(behaviour))
        self.file(f"{folder}/bin/web").chmod(0o755)
        self.sh(f"ln -sfn releases/{release} /opt/web/current; systemctl restart web.service")

    def new_id(self) -> str:
        """Return a name for a change that none had before."""
        return f"{next(self._ids):032x}"

    def change(self, verb: str, wanted: str = "-", *, uid: int = LOGIN) -> dict[str, Any]:
        """Ask for a change, and return the last words of its log."""
        named = self.new_id()
        said = self.ask(f"{verb} {named} {wanted} me", uid=uid)
        assert said.out == '{"accepted":true}\n', said
        return self.log(named)[-1]

    def log(self, named: str = "") -> list[dict[str, Any]]:
        """Return what a change said, the last one where none is named."""
        folder = self.file("/var/lib/goferry/web/txn")
        file = folder / f"{named}.log" if named else max(folder.iterdir())
        return [json.loads(line) for line in file.read_text().splitlines()]

    def deploy(self, behaviour: str = "", **files: bytes) -> dict[str, Any]:
        """Upload a program that behaves so, with what else travels, and switch to it."""
        return self.change("deploy", self.send(behaviour, files))

    def send(
        self, behaviour: str, files: Mapping[str, bytes] | None = None, *, uid: int = LOGIN
    ) -> str:
        """Upload a program that behaves so; return its hash."""
        data = program(behaviour)
        sha256 = hashlib.sha256(data).hexdigest()
        for name, content in {"web": data, **(files or {})}.items():
            self.upload(name.replace("_", "."), content, sha256[:32], uid=uid)
        return sha256

    def calls(self) -> list[str]:
        """Return what was called since this was asked last, in order and in plain words."""
        found = self.file("/run/apart/calls")
        lines = found.read_text().splitlines() if found.exists() else []
        new, self._seen = lines[self._seen :], len(lines)
        return [self._call(one) for one in new]

    def when(self, call: str, then: str) -> None:
        """Let a shell command run in place of the first call like this (a bash pattern)."""
        self.file("/run/apart/hook").write_text(
            f"if [[ $call == {call} && ! -e $here/hooked ]]; then touch $here/hooked; {then}; fi\n"
        )
        self.file("/run/apart/hooked").unlink(missing_ok=True)

    def cut_power_at(self, call: str) -> None:
        """Let everything there end at once at the first call like this."""
        self.when(call, "[[ ! -e /run/apart/units ]] || kill -9 -1 $$")

    def bend(self, script: str) -> None:
        """Let a shell text change what systemd tells of a unit."""
        self.file("/run/apart/bend").write_text(script)

    def stand_in(self, name: str, script: str) -> None:
        """Let a script run before a program of the system, from now on; it knows `$call`."""
        file = self.file(f"/run/apart/as/{name}")
        file.write_text(
            f'#!/bin/bash\nhere=/run/apart call="{name} $*"\n{script}\n'
            f'exec $here/real/{name} "$@"\n'
        )
        file.chmod(0o755)
        self.sh(
            f'path=$(readlink -f "$(command -v {name})"); cd /run/apart/real\n'
            f'[ -e {name} ] || cp "$path" {name}\n'
            f'mount --bind /run/apart/as/{name} "$path"'
        )

    def names(self, folder: str) -> list[str]:
        """Return the names in a folder; none where it is not there."""
        found = self.file(folder)
        return sorted(one.name for one in found.iterdir()) if found.exists() else []

    def starts(self) -> list[str]:
        """Return which releases were started, by which unit and with which environment."""
        found = self.file("/run/apart/starts")
        lines = found.read_text().splitlines() if found.exists() else []
        return [self.plain(line).rstrip() for line in lines]

    def current(self) -> str:
        """Return the release that `current` leads to, or nothing."""
        link = self.file("/opt/web/current")
        return link.readlink().name if link.is_symlink() else ""

    def text(self, path: str) -> str:
        """Return what a file of the server holds."""
        return self.file(path).read_text()

    def plain(self, text: str) -> str:
        """Spell all names that differ from run to run by a word."""
        for pattern, word in _PLAIN:
            text = re.sub(pattern, word, text)
        return text

    def _call(self, text: str) -> str:
        for place, word in _PLACES:
            text = text.replace(place, word)
        text = self.plain(text)
        if text.startswith("sync STATE/.whole.new"):  # `find` gives them in any order
            text = "sync " + " ".join(sorted(text.split()[1:]))
        return text

    def said(self) -> list[dict[str, Any]]:
        """Return what the last change said, in plain words."""
        return [json.loads(self.plain(json.dumps(one))) for one in self.log()]

    def history(self) -> list[dict[str, Any]]:
        """Return what was written down of each change, in plain words and without the time."""
        lines = self.text("/var/lib/goferry/web/history.jsonl").splitlines()
        found = [json.loads(self.plain(line)) | {"time": ""} for line in lines]
        assert all(one.pop("change", "ID") == "ID" for one in found)
        return found

    def tree(self, *paths: str) -> list[str]:
        """Return mode, owner and group of all files below, in order of their paths."""
        told = self.sh(
            f"find {' '.join(paths)} -printf '%m %u:%g %y %p %l\\n' | LC_ALL=C sort -k 4"
        )
        return [line.rstrip() for line in told.out.splitlines()]


def change_to(
    server: Apart, service: Service, behaviour: str, *, besides: str = "", **files: bytes
) -> dict[str, Any]:
    """Deploy with another service than the one that is live, as a client does."""
    named = server.new_id()
    for action in steps.preparation(server.look(service), service, change=named):
        told = server.sh(f"set -eu\n{action.script}")
        assert told.code == 0, told
    sha256 = server.send(behaviour, files)
    way = f"bash -p {_STATE}/next/{named}/helper"
    if not server.file(f"{_STATE}/next/{named}/helper").exists():
        way = HELPER
    server.sh(
        f"echo deploy {named} {sha256}{besides} me"
        f" | SUDO_UID={LOGIN} SUDO_GID={LOGIN} SUDO_USER={_NAMES[LOGIN]} {way}"
    )
    return server.log(named)[-1]


def _leads(link: Path) -> str:
    try:
        return str(link.readlink())
    except OSError:  # it has ended meanwhile
        return ""


def program(behaviour: str) -> bytes:
    """Return a program that behaves so; see program.py."""
    return Path(sys.executable).resolve().read_bytes() + f"\n#{behaviour}".encode()


def archive(files: Mapping[str, str], *, mode: int = 0o600, how: str = "w") -> bytes:
    """Pack files as they travel beside a program; one that is called "run" may be run by all."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=how) as tar:  # type: ignore[call-overload]
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size, info.mode = len(content), 0o4777 if name.endswith("run") else mode
            tar.addfile(info, io.BytesIO(content.encode()))
    return packed.getvalue()


@contextmanager
def server() -> Iterator[Apart]:
    """Begin a made-up server, and end all that runs on it."""
    with subprocess.Popen(
        (*_UNSHARE, "bash", "-c", _SET_UP),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "ready\n"
        children = Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text()
        try:
            yield Apart(int(children))
        finally:
            assert running.stdin is not None
            running.stdin.close()
            try:
                running.wait(
                    20
                )  # the kernel ends all that lives there before the first one is gone
            finally:
                running.kill()
