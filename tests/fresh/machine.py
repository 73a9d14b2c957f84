"""Run the README's commands in a clean Debian 12 that has only python3, git and make.

    python3 tests/fresh/machine.py [make target]…        (as root; `run test` when none is given)

The last commit is cloned into a new copy of that Debian, and each target is made there with an
empty environment. It lives in mount and process namespaces of its own: when this script ends,
however it ends, its mounts and processes are gone.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = Path.home() / ".cache" / "goferry" / "fresh"
DEBIAN = "bookworm"
PACKAGES = "python3,git,make,ca-certificates"
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
# How this computer reaches the network is no part of what is proved.
NETWORK = (
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "NO_PROXY",
    "GOPROXY",
    "GOSUMDB",
    "PIP_CERT",
    "PIP_INDEX_URL",
)

ENTER = """
set -eu
cd "$1"; shift
mount --make-rprivate /
mount --bind . .
cd "$PWD"
mount -t proc proc proc
mount --rbind /sys sys
mount --rbind /dev dev
mount -t tmpfs tmpfs run
mount -t tmpfs tmpfs tmp
pivot_root . mnt
umount -l /mnt
cd /root
exec "$@"
"""


def main(targets: list[str]) -> int:
    """Make each target in one new machine; the answer is the first exit code that is not 0."""
    if os.geteuid() != 0 or sys.platform != "linux":
        sys.exit("A fresh machine can only be made on Linux, as root.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the copy is deleted then, too
    base = _base()
    with tempfile.TemporaryDirectory(prefix="machine-", dir=CACHE) as folder:
        machine = Path(folder) / "root"
        _run("cp", "-a", "--reflink=auto", str(base), str(machine))
        _give_network(machine)
        _run("git", "clone", "--quiet", "--bare", str(ROOT), str(machine / "srv/goferry.git"))
        _inside(machine, "git", "clone", "--quiet", "/srv/goferry.git", "goferry")
        try:
            return next((code for target in targets if (code := _make(machine, target))), 0)
        finally:
            _inside(machine, "goferry/.venv/bin/goferry", "practice", "stop")


def _base() -> Path:
    """Return the Debian that every machine is a copy of; it is made once."""
    base = CACHE / DEBIAN
    if not base.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="making-", dir=CACHE) as folder:
            making = Path(folder) / "root"
            words = ("--variant=minbase", f"--include={PACKAGES}", DEBIAN, str(making))
            _run("debootstrap", *words)
            for archive in making.glob("var/cache/apt/archives/*.deb"):
                archive.unlink()
            making.rename(base)
    return base


def _give_network(machine: Path) -> None:
    for file in (Path("/etc/resolv.conf"), Path("/etc/hosts"), CERTIFICATES):
        shutil.copyfile(file, machine / file.relative_to("/"))


def _make(machine: Path, target: str) -> int:
    print(f"\n=== fresh Debian: make {target}", flush=True)
    since = time.monotonic()
    code = _inside(machine, "make", "-C", "goferry", target)
    took = time.monotonic() - since
    print(f"=== fresh Debian: make {target} ended with {code} after {took:.0f} s", flush=True)
    return code


def _inside(machine: Path, *words: str) -> int:
    bound = ("setpriv", "--pdeathsig", "KILL")  # it must not outlive this script
    apart = ("unshare", "--mount", "--pid", "--fork", "--kill-child")
    enter = ("sh", "-c", ENTER, "enter", str(machine))
    return subprocess.run(
        (*bound, *apart, *enter, *words), check=False, env=_environment(), stdin=subprocess.DEVNULL
    ).returncode


def _environment() -> dict[str, str]:
    """An environment like a first login's, and the way to the network."""
    login = {"HOME": "/root", "LANG": "C.UTF-8", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
    given = {name: value for name, value in os.environ.items() if name.upper() in NETWORK}
    return given | login


def _run(*words: str) -> None:
    subprocess.run(words, check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["run", "test"]))
