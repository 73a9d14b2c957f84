"""Others' tools for images, from Debian's packages: unpacked into a cache, never installed.

An installed registry or containerd would be started as a service of this computer.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.sshd import free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_PACKAGES = ("skopeo", "umoci", "runc", "docker-registry", "containerd")
_CACHE = Path.home() / ".cache" / "goferry-image-tools-1"  # another number: other packages
_PROGRAMS = ("usr/bin", "usr/sbin")
_READY_SECONDS = 60.0
_POLICY = '{"default": [{"type": "insecureAcceptAnything"}]}'
_REGISTRY = """\
version: 0.1
storage: {{filesystem: {{rootdirectory: {place}}}}}
http: {{addr: "127.0.0.1:{port}"}}
log: {{level: error, accesslog: {{disabled: true}}}}
{auth}
"""


def tool(name: str) -> Path:
    """Return a tool; skips the test where Debian's packages cannot be had."""
    folder = _unpacked()
    if folder is None:
        pytest.skip("needs apt and dpkg, and Debian's packages of tools for images")
    found = (folder / where / name for where in _PROGRAMS)
    return next(one for one in found if one.is_file())


def surroundings() -> Mapping[str, str]:
    """Return the environment in which the tools find their libraries and each other."""
    folder = _unpacked() or _CACHE
    libraries = [str(one) for one in folder.glob("usr/lib/*-linux-gnu*")]
    programs = [str(folder / where) for where in _PROGRAMS]
    return {
        **os.environ,
        "LD_LIBRARY_PATH": ":".join(libraries),
        "PATH": ":".join((*programs, os.environ["PATH"])),
    }


def run(name: str, *words: str | Path, code: int = 0) -> str:
    """Run a tool and return what it printed."""
    done = subprocess.run(
        [tool(name), *words],
        check=False,
        capture_output=True,
        text=True,
        env=surroundings(),
        stdin=subprocess.DEVNULL,
        timeout=120,
    )
    assert done.returncode == code, f"{name}: {done.stderr[-2000:]}{done.stdout[-2000:]}"
    return done.stdout


def skopeo(folder: Path, *words: str | Path) -> str:
    """Run skopeo without a policy of this computer."""
    (folder / "policy.json").write_text(_POLICY)
    return run("skopeo", "--policy", folder / "policy.json", *words)


@contextlib.contextmanager
def registry(folder: Path, *, passwords: str = "") -> Iterator[int]:
    """Run Docker's own registry on a port of loopback; `passwords` are lines of an htpasswd."""
    port = free_port()
    auth = ""
    if passwords:
        (folder / "htpasswd").write_text(passwords)
        auth = f"auth: {{htpasswd: {{realm: here, path: {folder / 'htpasswd'}}}}}"
    settings = folder / "registry.yml"
    settings.write_text(_REGISTRY.format(place=folder / "registry", port=port, auth=auth))
    with _running("docker-registry", "serve", settings) as process:
        _wait(lambda: _opens(port), process)
        yield port


@contextlib.contextmanager
def containerd(folder: Path) -> Iterator[Path]:
    """Run a containerd of one's own; gives its socket."""
    place = folder / "containerd.sock"
    words = ("--root", folder / "root", "--state", folder / "state", "--address", place)
    with _running("containerd", "--log-level", "error", *words) as process:
        _wait(place.exists, process)
        yield place


@contextlib.contextmanager
def _running(name: str, *words: str | Path) -> Iterator[subprocess.Popen[bytes]]:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        [tool(name), *words], env=surroundings(), stdin=quiet, stdout=quiet, stderr=quiet
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(_READY_SECONDS)


def _wait(ready: Callable[[], object], process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _READY_SECONDS
    while not ready():
        assert process.poll() is None, f"it ended with {process.returncode}"
        assert time.monotonic() < until
        time.sleep(0.02)


def _opens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


@cache
def _unpacked() -> Path | None:
    """Fetch and unpack once; None where that cannot be done here.

    Files of tests run side by side: whoever comes first makes the folder, as a whole.
    """
    if _CACHE.is_dir():
        return _CACHE
    if not shutil.which("apt-get") or not shutil.which("dpkg"):
        return None
    _CACHE.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=_CACHE.parent) as place:
        archives, tools = Path(place) / "archives", Path(place) / "tools"
        if not _fetched(archives):
            return None
        for package in archives.glob("*.deb"):
            subprocess.run(("dpkg", "-x", package, tools), check=True, timeout=120)
        with contextlib.suppress(OSError):  # another was faster
            tools.rename(_CACHE)
    return _CACHE


def _fetched(archives: Path) -> bool:
    """Let apt fetch the packages and what they need that is not installed; lists may be old."""
    (archives / "partial").mkdir(parents=True)
    install = (
        "apt-get", "-qq", "-y", "--no-install-recommends", "--download-only", "--reinstall",
        "-o", f"Dir::Cache::archives={archives}", "-o", "Debug::NoLocking=1",
        "-o", "APT::Sandbox::User=root", "install", *_PACKAGES,
    )  # fmt: skip
    return _went_well(install) or (_went_well(("apt-get", "-qq", "update")) and _went_well(install))


def _went_well(words: tuple[str, ...]) -> bool:
    done = subprocess.run(words, check=False, capture_output=True, timeout=600)
    return done.returncode == 0
