"""Build the wheel and the source archive, and write down their hashes: `make dist`.

`dist.py VERSION` also refuses to build what does not call itself so.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tomllib
from pathlib import Path

from setuptools import build_meta

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "dist"


def must_be(version: str) -> None:
    """Refuse a tag that names another version than the package does."""
    own = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    if own != version:
        sys.exit(f"pyproject.toml says {own}, not {version}.")


def build() -> None:
    """Build both with the locked setuptools of this environment, into an empty folder."""
    shutil.rmtree(DIST, ignore_errors=True)
    os.chdir(ROOT)
    build_meta.build_sdist(str(DIST))
    build_meta.build_wheel(str(DIST))


def write_hashes() -> None:
    """Write SHA256SUMS, as `sha256sum --check` reads it."""
    files = sorted(DIST.iterdir())
    lines = (f"{hashlib.sha256(one.read_bytes()).hexdigest()}  {one.name}\n" for one in files)
    (DIST / "SHA256SUMS").write_text("".join([*lines]), "utf-8")


if __name__ == "__main__":
    if wanted := "".join(sys.argv[1:]):
        must_be(wanted)
    build()
    write_hashes()
