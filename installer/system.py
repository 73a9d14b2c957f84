"""What the system must bring along: found, installed by apt as root, or named in one line."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path

_PACKAGES = Path(__file__).resolve().parent / "debian" / "packages.toml"
_APT_LISTS = Path("/var/lib/apt/lists")
_A_DAY = 24 * 3600.0
# Installed for its program alone: while this file is there, Debian never starts that SSH server.
_NOT_TO_BE_STARTED = {"openssh-server": Path("/etc/ssh/sshd_not_to_be_run")}
_APT_INSTALL = ("apt-get", "install", "--no-install-recommends")


def need(*groups: str) -> None:
    """Bring along all packages of these groups, or stop and say what is missing."""
    if missing := _bring(groups):
        sys.exit(_advice(missing))


def want(*groups: str) -> None:
    """Bring along what can be brought along; say what else would help, and go on."""
    if missing := _bring(groups):
        print(_advice(missing), "GoFerry goes on without them.", sep="\n", flush=True)


def _bring(groups: tuple[str, ...]) -> dict[str, list[str]]:
    if sys.platform != "linux":
        return {}
    missing = _missing(groups)
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        _install(tuple(missing))
        missing = _missing(groups)
    return missing


def _missing(groups: tuple[str, ...]) -> dict[str, list[str]]:
    listed = tomllib.loads(_PACKAGES.read_text("utf-8"))
    wanted = {package: signs for group in groups for package, signs in listed[group].items()}
    return {package: signs for package, signs in wanted.items() if not any(map(_is_there, signs))}


def _is_there(sign: str) -> bool:
    """Look for a library, a Python module, a file or a program, by the way its name is written."""
    if ".so" in sign:
        return _loads(sign)
    if sign.startswith("python:"):
        return importlib.util.find_spec(sign.removeprefix("python:")) is not None
    if sign.startswith("/"):
        return any(Path("/").glob(sign[1:]))
    return shutil.which(sign, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") is not None


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _install(packages: tuple[str, ...]) -> None:
    print("Installing system packages (a minute or two):", " ".join(packages), flush=True)
    _apt("dpkg", "--configure", "-a")  # ends what an interrupted run left half-way
    if not _has_fresh_lists():
        _apt("apt-get", "update")
    for package in _NOT_TO_BE_STARTED.keys() & set(packages):
        _NOT_TO_BE_STARTED[package].parent.mkdir(exist_ok=True)
        _NOT_TO_BE_STARTED[package].touch()
    install = (*_APT_INSTALL, "--yes", *packages)
    if _apt(*install):
        _apt("apt-get", "update")
        print(_apt(*install), flush=True)


def _has_fresh_lists() -> bool:
    lists = [file.stat().st_mtime for file in _APT_LISTS.glob("*_Packages*")]
    return bool(lists) and time.time() - max(lists) < _A_DAY


def _apt(*words: str) -> str:
    """Run apt or dpkg without questions; return what it said if it did not succeed."""
    patient = ("-o", "DPkg::Lock::Timeout=300", "-qq") if words[0] == "apt-get" else ()
    done = subprocess.run(
        (words[0], *patient, *words[1:]),
        check=False,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return done.stdout if done.returncode else ""


def _advice(missing: dict[str, list[str]]) -> str:
    if shutil.which("apt-get"):
        command = " ".join(("sudo", *_APT_INSTALL, *missing))
        return f"Some system packages are missing. This line installs them:\n\n    {command}\n"
    things = "\n".join(f"    {signs[0]}  (Debian: {name})" for name, signs in missing.items())
    return f"Please install the packages of your system that bring these:\n\n{things}\n"
