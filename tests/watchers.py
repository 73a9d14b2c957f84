"""The tools that read what watches a service: those of Prometheus and Alertmanager.

From Debian's packages, which this computer's apt fetches once into the cache. They are unpacked and
not installed, so that nothing of them is ever started as a service here.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import platformdirs
import pytest

_PACKAGES = ("prometheus", "prometheus-alertmanager", "prometheus-blackbox-exporter")
_HELD = platformdirs.user_cache_path("goferry") / "tests" / "watchers-2"
_APT = ("apt-get", "-o", "APT::Sandbox::User=root", "-qq")
_PROGRAMS = {
    "promtool": "promtool",
    "amtool": "amtool",
    "blackbox_exporter": "prometheus-blackbox-exporter",
}


def programs() -> Path:
    """Return the folder with `promtool`, `amtool` and `blackbox_exporter`."""
    if not _HELD.exists():
        _HELD.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f"{_HELD.name}.", dir=_HELD.parent))
        try:
            _unpack(beside)
            beside.rename(_HELD)
        except (OSError, subprocess.CalledProcessError):
            shutil.rmtree(beside)
            if not _HELD.exists():  # no other worker was first
                pytest.skip("the packages of promtool are not to be had by apt here")
    return _HELD / "bin"


def _unpack(folder: Path) -> None:
    packages, root, programs = folder / "packages", folder / "root", folder / "bin"
    for one in (packages, root, programs):
        one.mkdir()
    _fetch(packages)
    for package in packages.iterdir():
        subprocess.run(("dpkg", "-x", package, root), check=True)
    shutil.rmtree(packages)
    for name, there in _PROGRAMS.items():
        (programs / name).symlink_to(f"../root/usr/bin/{there}")


def _fetch(packages: Path) -> None:
    download = (*_APT, "download", *_PACKAGES)
    try:
        subprocess.run(download, cwd=packages, check=True, capture_output=True)
    except subprocess.CalledProcessError:  # the lists are old, or there are none yet
        subprocess.run((*_APT, "update"), check=True, capture_output=True)
        subprocess.run(download, cwd=packages, check=True, capture_output=True)
