"""What is released: a wheel and a source archive of this version, with their hashes."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tomllib
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.house.sources import ROOT

if TYPE_CHECKING:
    from pathlib import Path

_VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The files of this repository somewhere else: building leaves things beside them."""
    listed = subprocess.run(
        ("git", "ls-files", "-z", "--", ":!tests"),
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    for name in listed.stdout.split("\0"):
        if (ROOT / name).is_file():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def make_dist(checkout: Path, version: str) -> subprocess.CompletedProcess[str]:
    words = (sys.executable, checkout / "installer" / "dist.py", version)
    return subprocess.run(words, check=False, capture_output=True, text=True, timeout=600)


def test_a_release_has_all_that_the_app_reads_and_its_hashes(checkout: Path) -> None:
    said = make_dist(checkout, _VERSION)
    assert said.returncode == 0, said.stderr
    dist = checkout / "dist"
    names = [f"goferry-{_VERSION}-py3-none-any.whl", f"goferry-{_VERSION}.tar.gz"]
    assert sorted(file.name for file in dist.iterdir()) == ["SHA256SUMS", *names]
    sums = {name: hashlib.sha256((dist / name).read_bytes()).hexdigest() for name in names}
    expected = "".join(f"{sums[name]}  {name}\n" for name in names)
    assert (dist / "SHA256SUMS").read_text("utf-8") == expected
    with zipfile.ZipFile(dist / names[0]) as wheel:
        inside = set(wheel.namelist())
    there = (file for file in (checkout / "resources").rglob("*") if file.is_file())
    read = {str(file.relative_to(checkout)) for file in there}
    pictures = {name for name in read if name.startswith("resources/pictures/")}
    assert read - pictures <= inside
    assert not pictures & inside, "the README alone shows them"
    assert f"goferry-{_VERSION}.data/data/share/doc/goferry/CHANGELOG.md" in inside
    assert not [name for name in inside if name.startswith(("tests/", "installer/"))]


def test_a_tag_of_another_version_builds_nothing(checkout: Path) -> None:
    said = make_dist(checkout, "9.9.9")
    assert (said.returncode, said.stderr) == (1, f"pyproject.toml says {_VERSION}, not 9.9.9.\n")
    assert not (checkout / "dist").exists()
