"""The table of real programs, and their sources as a clone would hold them."""

from __future__ import annotations

import json
import shutil
import subprocess
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests import go_projects

_KEPT = Path.home() / ".cache" / "goferry-programs"  # fetched once, built on again


@dataclass(frozen=True, kw_only=True)
class Program:
    """One row; see the head of programs.toml."""

    name: str
    kind: str
    module: str
    folder: str = "."
    package: str = "."
    beside: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    build: tuple[str, ...] = ()
    deploy: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()

    @property
    def settings(self) -> tuple[str, ...]:
        """What a person has to say, each as it is typed; all arguments together are one."""
        return (*self.build, *self.deploy, *([f"-- {' '.join(self.arguments)}"] * self.has_some))

    @property
    def has_some(self) -> bool:
        """Whether it is called with arguments."""
        return bool(self.arguments)


def programs() -> tuple[Program, ...]:
    """Read the table."""
    text = Path(__file__).with_name("programs.toml").read_text("utf-8")
    rows = tomllib.loads(text)["program"]
    return tuple(Program(**_as_tuples(row)) for row in rows)


def _as_tuples(row: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(one) if isinstance(one, list) else one for name, one in row.items()}


def clone(program: Program) -> Path:
    """Lay out a program's source as its repository does; return the folder that one would name."""
    place = _KEPT / "clones" / program.name / program.module.rpartition("@")[2]
    module = place / program.folder
    if not module.exists():
        for where, what in {**program.beside, program.folder: program.module}.items():
            _copy(_fetched(what), place / where)
    package = module / program.package
    for name, text in program.files.items():
        file = package / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return package


def _copy(source: Path, to: Path) -> None:
    shutil.copytree(source, to, dirs_exist_ok=True)
    for one in (to, *to.rglob("*")):
        one.chmod(one.stat().st_mode | 0o200)


def _fetched(module: str) -> Path:
    """Download a module into Go's own cache; raises what tells why it is not to be had."""
    words = (str(go_projects.go().program), "mod", "download", "-json", module)
    ran = subprocess.run(words, capture_output=True, text=True, check=False, cwd="/")
    found = json.loads(ran.stdout or "{}")
    if "Dir" not in found:
        raise LookupError(found.get("Error") or ran.stderr)
    return Path(found["Dir"])
