"""The repository names no package registry, and its lock files pin everything by hash."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.house.sources import ROOT

if TYPE_CHECKING:
    from pathlib import Path

LOCKS = sorted((ROOT / "installer" / "lock").glob("*.txt"))
_HOSTS = (
    ("pypi", "org"),
    ("pythonhosted", "org"),
    ("npmjs", "org"),
    ("crates", "io"),
    ("proxy.golang", "org"),
    ("sum.golang", "org"),
    ("deb.debian", "org"),
)
REGISTRY = re.compile("|".join(re.escape(".".join(parts)) for parts in _HOSTS))


def test_no_file_names_a_package_registry() -> None:
    assert [name for name in _tracked() if REGISTRY.search(_text(name))] == []


def test_no_file_holds_what_a_merge_left() -> None:
    """In a shell text or a table nothing else would find it before a server does."""
    mark = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)
    assert [name for name in _tracked() if mark.search(_text(name))] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_a_lock_file_pins_every_package_by_hash_and_names_no_place(lock: Path) -> None:
    text = lock.read_text("utf-8")
    packages = re.split(r"\n(?=\S)", text.strip())
    assert packages
    assert all(re.match(r"[a-z0-9-]+==\S+ ", one) and "--hash=sha256:" in one for one in packages)
    assert "://" not in text


def _tracked() -> list[str]:
    words = ("git", "ls-files", "-z")
    listed = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True)
    return [name for name in listed.stdout.split("\0") if (ROOT / name).is_file()]


def _text(name: str) -> str:
    return (ROOT / name).read_bytes().decode("utf-8", "replace")
