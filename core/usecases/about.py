"""What GoFerry is: its version, what is new, and the libraries that it comes with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_OWN = "goferry"
_CHECKOUT = Path(__file__).resolve().parents[2]
# Of a checkout that was never installed: what pyproject.toml asks for.
_ASKED_FOR = (
    "backports.zstd",
    "keyring",
    "macholib",
    "numpy",
    "paramiko",
    "pefile",
    "platformdirs",
    "pyelftools",
    "PySide6-Essentials",
    "qasync",
)
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """One package: its name, version, the name of its license, and the license's text."""

    name: str
    version: str
    licence: str
    text: str


def version() -> str:
    """Return the version; "from source" for a checkout that is not installed."""
    try:
        return metadata.version(_OWN)
    except metadata.PackageNotFoundError:
        return "from source"


def changelog() -> str:
    """Return CHANGELOG.md as it was shipped, or as it is in the checkout; empty for none."""
    return _shipped("CHANGELOG.md")


def licence() -> str:
    """Return GoFerry's own license."""
    return _shipped("LICENSE")


def libraries() -> list[Library]:
    """List every package that GoFerry needs and that is here, and what those need."""
    seen: dict[str, Library] = {}
    waiting = [*_needed_by(_OWN, extras=("gui",))] or [*_ASKED_FOR]
    while waiting:
        name = waiting.pop()
        key = re.sub(r"[-_.]+", "-", name).lower()
        if key in seen or key == _OWN:
            continue
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # for another system, or an extra that nobody asked for
        seen[key] = _library(found)
        waiting += _needed_by(name)
    return [seen[key] for key in sorted(seen)]


def _shipped(name: str) -> str:
    """Read a file of the checkout, else the one that the installed package brought."""
    places = [_CHECKOUT / name]
    try:
        files = metadata.files(_OWN) or []
        places += [Path(str(one.locate())) for one in files if one.name == name]
    except metadata.PackageNotFoundError:
        pass
    return next((one.read_text("utf-8") for one in places if one.is_file()), "")


def _needed_by(name: str, extras: tuple[str, ...] = ()) -> Iterator[str]:
    try:
        asked = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return
    for one in asked:
        extra = re.search(r"extra\s*==\s*['\"]([^'\"]+)", one)
        if (extra is None or extra[1] in extras) and (found := _NAME.match(one)):
            yield found[0]


def _library(found: metadata.Distribution) -> Library:
    return Library(
        name=found.metadata["Name"],
        version=found.version,
        licence=_licence_of(found),
        text="\n\n".join(_texts(found)),
    )


def _licence_of(found: metadata.Distribution) -> str:
    """Name the license, by any of the three fields in which packages do."""
    told = found.metadata.get_all("License-Expression") or found.metadata.get_all("License") or []
    short = [one.strip() for one in told if one.strip() and "\n" not in one.strip()]
    classes = found.metadata.get_all("Classifier") or []
    classified = [one.rpartition(" :: ")[2] for one in classes if one.startswith("License ::")]
    return ", ".join(short or classified)


def _texts(found: metadata.Distribution) -> Iterator[str]:
    for one in found.files or []:
        if "dist-info" in str(one) and _LICENCE_FILE.match(one.name):
            place = Path(str(one.locate()))
            if place.is_file():
                yield place.read_text("utf-8", "replace")
