"""Small Go services with a chosen fault, built once and kept by the hash of their source."""

from __future__ import annotations

import hashlib
import os
import subprocess
import threading
from pathlib import Path

from core.binary.inspection import Verdict
from core.service.model import Release
from core.toolchain import choose
from core.words import say

_SOURCES = Path(__file__).parent
_KEPT = Path.home() / ".cache" / "goferry" / "testbin"


def release(
    behaviour: str = "well", version: str = "1", *, goarch: str = "amd64", of: str = "service"
) -> Release:
    """Build a test service as a release that can be deployed; `of` names its source."""
    return _release(program(behaviour, version, goarch=goarch, of=of), version, goarch)


def unsteady(does: str, after: float = 0, *, version: str = "2") -> Release:
    """Return a release that is well at first; see unsteady/main.go for what becomes of it."""
    plain = program("unsteady", "0", of="unsteady")
    target = plain.with_name(f"{plain.name}-{does}-{after:g}-{version}")
    if not target.exists():
        beside = _beside(target)
        beside.write_bytes(plain.read_bytes() + f"\n#{does} {after:g} {version}\n".encode())
        beside.chmod(0o755)
        beside.replace(target)
    return _release(target, version, "amd64")


def _release(binary: Path, version: str, goarch: str) -> Release:
    content = binary.read_bytes()
    return Release(
        binary=binary,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        verdict=Verdict(
            format="elf", sentence=say("A test."), static=True, goos="linux", goarch=goarch
        ),
        version=version,
    )


def program(behaviour: str, version: str, *, goarch: str = "amd64", of: str = "service") -> Path:
    """Return the program with this behaviour; see its main.go for the choice."""
    source = b"".join(file.read_bytes() for file in sorted((_SOURCES / of).iterdir()))
    name = f"{behaviour}-{version}-{goarch}-{hashlib.sha256(source).hexdigest()[:12]}"
    target = _KEPT / name
    if not target.exists():
        _build(target, f"-s -w -X main.behaviour={behaviour} -X main.version={version}", goarch, of)
    return target


def generator() -> Path:
    """Return the load generator of a drill."""
    folder = Path(__file__).parents[2] / "resources" / "drill"
    source = b"".join(file.read_bytes() for file in sorted(folder.iterdir()))
    target = _KEPT / f"generator-{hashlib.sha256(source).hexdigest()[:12]}"
    if not target.exists():
        _build(target, "-s -w", "amd64", str(folder))
    return target


def _build(target: Path, flags: str, goarch: str, of: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = _beside(target)
    env = os.environ | {"CGO_ENABLED": "0", "GOOS": "linux", "GOARCH": goarch}
    words = (str(choose().program), "build", "-trimpath", "-ldflags", flags, "-o", str(beside), ".")
    subprocess.run(words, cwd=_SOURCES / of, env=env, check=True)
    beside.replace(target)


def _beside(target: Path) -> Path:
    """Name a file of this thread alone: threads of one process build the same one side by side."""
    return target.with_name(f".{target.name}.{threading.get_native_id()}")
