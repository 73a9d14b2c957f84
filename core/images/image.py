"""What an image is to hold: the programs, one for each processor, and how they are started."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from core.images.needs import Needs
from core.problems import Advice, Problem, ProblemError
from core.service_name import must_be_usable
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from core.binary.inspection import Inspection, Verdict

USER = 65532  # “nonroot” of the images that Google builds for Kubernetes: no system has it
HOME = "/app"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A file beside the program: its path below the directory of it, where it lies here."""

    name: str
    source: Path
    executable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A program of the image, what it needs of a system, and the SBOM of it where one was made."""

    path: Path
    size: int
    sha256: str
    verdict: Verdict
    needs: Needs
    sbom: bytes = b""

    @classmethod
    def of(cls, found: Inspection) -> Program:
        """Take an inspected program, functions included; raises `ProblemError` for an unfit one."""
        if (problem := unfit(found.path, found.verdict)) is not None:
            raise ProblemError(problem)
        return cls(
            path=found.path,
            size=found.size,
            sha256=found.sha256,
            verdict=found.verdict,
            needs=Needs.of(found),
        )

    @property
    def platform(self) -> dict[str, str]:
        """Its processor as images name it; only arm has kinds that every reader knows."""
        arch, micro = self.verdict.goarch, self.verdict.micro
        variant = {"variant": f"v{micro[:1] or '7'}"} if arch == "arm" else {}
        return {"architecture": arch, "os": self.verdict.goos, **variant}


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """An image as it is asked for.

    `name` is that of the service, and of the program's file; `created` in seconds since 1970. `env`
    are plain variables as NAME=VALUE, `args` what the program is called with, `ports` are TCP,
    `reference` is the whole name that a file of the image tells. `attested`: SBOM and provenance
    are attached, in an index; a few old tools read none.
    """

    name: str
    programs: tuple[Program, ...]
    created: int
    ports: tuple[int, ...] = ()
    env: tuple[str, ...] = ()
    args: tuple[str, ...] = ()
    files: tuple[Carried, ...] = ()
    starts_in_data: bool = False
    reference: str = ""
    attested: bool = True
    labels: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        must_be_usable(self.name)
        seen = [tuple(one.platform.values()) for one in self.programs]
        if len(set(seen)) != len(seen):
            raise ProblemError(_twice())

    @property
    def home(self) -> str:
        """The directory of the program, and of the files that it reads."""
        return HOME

    @property
    def data(self) -> str:
        """The one directory that the program may write to, as on a server."""
        return f"/var/lib/{self.name}"

    @property
    def start(self) -> str:
        """The directory in which the program starts."""
        return self.data if self.starts_in_data else self.home

    @property
    def program(self) -> str:
        """Where the program is in the image."""
        return f"{self.home}/{self.name}"

    @property
    def variables(self) -> tuple[str, ...]:
        """What systemd tells a program on a server, and a home, for who looks for one."""
        port = (f"PORT={self.ports[0]}",) if self.ports else ()
        return (f"HOME={self.data}", f"STATE_DIRECTORY={self.data}", "GIN_MODE=release", *port)

    @property
    def moment(self) -> str:
        """When it was made, as images write it."""
        return datetime.fromtimestamp(self.created, tz=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def unfit(path: Path, verdict: Verdict) -> Problem | None:
    """Say why a program cannot start in an image that holds nothing else; None when it can."""
    if verdict.goos != "linux" or verdict.kind != "program" or not verdict.goarch:
        return Problem(
            code="image_not_linux",
            what=say("{name} cannot be put into an image.", name=path.name),
            why=say("Container images run programs that are built for Linux."),
            next=(Advice(say("Build for a Linux target, for example --target linux/amd64.")),),
        )
    if verdict.static:
        return None
    return Problem(
        code="image_not_static",
        what=say("{name} cannot be put into an image without a base.", name=path.name),
        why=say("The program is dynamically linked, and the image contains no C library."),
        next=(
            Advice(say("Build without cgo, or with static cgo: --cgo off, --cgo static.")),
            Advice(say("Use --format dockerfile, and a base image that has the C library.")),
        ),
    )


def _twice() -> Problem:
    return Problem(
        code="image_platform_twice",
        what=say("The image has 2 programs for the same processor."),
        why=say("An image contains one program for each processor."),
        next=(Advice(say("Name each target once.")),),
    )
