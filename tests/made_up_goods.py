"""Goods to pack without a build: a small program, and a project with files beside it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from core.binary.inspection import Inspection, Node, Verdict
from core.packages.goods import Goods, fitted
from core.service.model import Service
from core.words import verbatim

if TYPE_CHECKING:
    from pathlib import Path

MOMENT = 1_764_586_800  # 2025-12-01 11:00 UTC
# Prints its settings and arguments, one a line, as a program would have got them.
PROGRAM = b"#!/bin/sh\nenv\npwd\nprintf '<%s>\\n' \"$@\"\n"


def program(folder: Path, content: bytes = PROGRAM, **about: Any) -> Inspection:  # noqa: ANN401
    """A program that was looked into; `about` are fields of its verdict."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "built"
    path.write_bytes(content)
    usual: dict[str, Any] = {
        "format": "elf",
        "sentence": verbatim("A test."),
        "static": True,
        "goos": "linux",
        "goarch": "amd64",
        "go_version": "go1.26.8",
        "module": "example.org/shop",
        "version": "v1.2.3",
        "dependencies": ("github.com/gin-gonic/gin v1.11.0", "golang.org/x/net v0.46.0"),
        "settings": {"vcs.revision": "c0ffee" * 6 + "c0ff", "vcs.time": "2025-12-01T11:00:00Z"},
    }
    return Inspection(
        path=path,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        verdict=Verdict(**(usual | about)),
        sections=Node(name="", size=len(content), kind="own"),
    )


def project(folder: Path, files: dict[str, str] | None = None) -> Path:
    """A folder with files that travel."""
    for name, text in (files or {"web/index.html": "<p>", "web/run": "#!/bin/sh\n"}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
        (folder / name).chmod(0o700 if text.startswith("#!") else 0o644)
    return folder


def goods(folder: Path, service: Service | None = None, **about: Any) -> Goods:  # noqa: ANN401
    """What is packed: the folder `web` of a project with its program, as the service `shop`."""
    here = folder / "project"
    here = here if here.exists() else project(here)
    service = service or Service(name="shop")
    if not service.includes:
        service = replace(service, includes=(here / "web",), includes_from=here)
    found = program(folder / "program", **about)
    return Goods(service=fitted(service), programs=(found,), version="1.2.3", moment=MOMENT)
