"""Surroundings in which sound projects do not build, made for record_go_output (root, Linux)."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.core.data.module_server import module_servers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.toolchain import Go

_GIT = (
    "git",
    "-c",
    "user.name=a",
    "-c",
    "user.email=a@modules.example",
    "-c",
    "init.defaultBranch=m",
)
_QUOTA = """\
truncate -s 256M {place}/disk && mkfs.btrfs -q {place}/disk
mkdir {place}/quota && mount -o loop {place}/disk {place}/quota
btrfs subvolume create {place}/quota/share && chmod 777 {place}/quota/share
btrfs quota enable {place}/quota && btrfs qgroup limit 32K {place}/quota/share && sync
"""


@contextlib.contextmanager
def surroundings(go: Go) -> Iterator[dict[str, str]]:
    """Make servers, folders and disks that refuse; give their places by name."""
    with contextlib.ExitStack() as made:
        place = Path(made.enter_context(tempfile.TemporaryDirectory(prefix="around-")))
        place.chmod(0o755)
        _git_repository(place / "git" / "dep")
        _halves_of_go(go, place)
        servers = made.enter_context(module_servers(place))
        yield {
            "git": str(place / "git"),
            "no_tools": str(place / "no_tools"),
            "no_library": str(place / "no_library"),
            "sshd": made.enter_context(_ssh_server(place)),
            "quota": made.enter_context(_small_share(place)),
            **servers,
        }


def _git_repository(folder: Path) -> None:
    """A module that took another name with v1.1.0, and a /v2 that its path does not say."""
    folder.mkdir(parents=True)
    _git(folder, "init", "-q")
    for tag, name in (("v1.1.0", "example.com/new"), ("v2.0.0", "github.com/goferry-test/dep/v2")):
        (folder / "go.mod").write_text(f"module {name}\n", "utf-8")
        (folder / "dep.go").write_text("package dep\n", "utf-8")
        _git(folder, "add", ".")
        _git(folder, "commit", "-q", "-m", tag)
        _git(folder, "tag", tag)


def _git(folder: Path, *words: str) -> None:
    subprocess.run((*_GIT, *words), cwd=folder, check=True)


def _halves_of_go(go: Go, place: Path) -> None:
    """Two Go installations that lack something: the compiler, and the standard library."""
    for name, lacking in (("no_tools", "pkg"), ("no_library", "src")):
        (place / name).mkdir()
        for one in go.root.iterdir():
            if one.name != lacking:
                (place / name / one.name).symlink_to(one)


@contextlib.contextmanager
def _ssh_server(place: Path) -> Iterator[str]:
    """An SSH server that nobody knows and that knows nobody."""
    key = place / "host_key"
    subprocess.run(("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key), check=True)
    Path("/run/sshd").mkdir(exist_ok=True)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    options = ("ListenAddress=127.0.0.1", f"Port={port}", f"HostKey={key}", "PidFile=none")
    words = [word for option in options for word in ("-o", option)]
    server = subprocess.Popen(("/usr/sbin/sshd", "-D", "-f", "/dev/null", *words))
    try:
        yield f"127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


@contextlib.contextmanager
def _small_share(place: Path) -> Iterator[str]:
    """A folder that takes no more than 32 kB; empty where this computer has no such disks."""
    if shutil.which("mkfs.btrfs") is None:
        yield ""
        return
    subprocess.run(("sh", "-ec", _QUOTA.format(place=place)), check=True, stdout=subprocess.DEVNULL)
    try:
        yield str(place / "quota" / "share")
    finally:
        subprocess.run(("umount", place / "quota"), check=True)
