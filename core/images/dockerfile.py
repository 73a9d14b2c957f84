"""A Dockerfile that builds the same bytes as GoFerry, for those who want Docker to build.

Each line says why it is there. Both base images are named at the top, so that a registry of one's
own, or a base with a shell, is one word away.
"""

from __future__ import annotations

import json
import shlex
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from core.images.ground import passwd_line
from core.images.image import USER
from core.images.needs import Needs
from core.plain_text import one_line
from core.problems import Advice, Problem, ProblemError
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.build.command import BuildCommand
    from core.images.image import Image

_SOURCE = "/src"
_OUTPUT = "/out/program"
_PLACES = frozenset({"GOPATH", "GOMODCACHE", "GOCACHE", "GOROOT"})  # of this computer
_FROM_TARGET = {"GOOS": "$TARGETOS", "GOARCH": "$TARGETARCH"}


def dockerfile(image: Image, command: BuildCommand, *, go_version: str) -> str:
    """Write it for a build command, as `build_command` makes one; raises `ProblemError`.

    It belongs beside go.mod, and into the repository: Go notes in the program whether files of the
    repository have changed.
    """
    if command.env.get("CGO_ENABLED") != "0":
        raise ProblemError(_with_c())
    lines = [*_head(go_version), *_build(command), *_beside(image), *_run(image)]
    return "\n".join(lines) + "\n"


def _head(go_version: str) -> Iterator[str]:
    yield "# Written by GoFerry. Build and push for two processors:"
    yield "#   docker buildx build --platform linux/amd64,linux/arm64 --tag NAME --push ."
    yield "# Commit this file first: Go writes into the program whether the repository has changes."
    yield "# For the same reason, .dockerignore must not name .git."
    yield ""
    yield "# The Go that compiles. Another version makes other bytes."
    yield f"ARG GO_IMAGE=docker.io/library/golang:{go_version}-bookworm"
    yield "# What the program runs on: nothing. For a shell: docker.io/library/debian:12"
    yield "ARG BASE_IMAGE=scratch"
    yield ""


def _build(command: BuildCommand) -> Iterator[str]:
    yield "# Go compiles for any processor, so this stage runs on the one of the builder."
    yield "FROM --platform=$BUILDPLATFORM ${GO_IMAGE} AS build"
    yield f"WORKDIR {_SOURCE}"
    if not (command.folder / "vendor" / "modules.txt").is_file():
        yield "# Modules first: this layer is made again only when go.mod or go.sum changes."
        yield "COPY go.mod go.sum* ./"
        yield "RUN go mod download"
    yield "COPY . ."
    yield "# Docker sets these for each platform."
    yield "ARG TARGETOS=linux"
    yield f"ARG TARGETARCH={_word(command.env.get('GOARCH', 'amd64'))}"
    yield "# The very command of GoFerry."
    yield f"RUN {_assignments(command)} \\"
    yield f"    {' '.join(_words(command))}"


def _beside(image: Image) -> Iterator[str]:
    yield "# What the last stage cannot make: scratch has no shell."
    yield "RUN mkdir -p /rootfs/tmp /rootfs/data \\"
    yield f" && echo '{passwd_line(image)}' > /rootfs/passwd"
    yield ""


def _run(image: Image) -> Iterator[str]:
    yield "# hadolint ignore=DL3006"
    yield "FROM ${BASE_IMAGE}"
    yield from _system(image)
    yield "# The only directory that the program may write to; put a volume there."
    yield f"COPY --from=build --chown={USER}:{USER} --chmod=700 /rootfs/data {image.data}"
    yield f"COPY --from=build {_OUTPUT} {image.program}"
    for one in image.files:
        where = json.dumps([one.name, f"{image.home}/{one.name}"])
        yield f"COPY {_plain(where)}"
    yield f"WORKDIR {image.start}"
    yield f"ENV {' '.join(image.variables)}"
    yield from _settings(image)
    yield "# A user by number: Kubernetes can then see that it is not root."
    yield f"USER {USER}:{USER}"
    yield "STOPSIGNAL SIGTERM"
    yield f"ENTRYPOINT {_plain(json.dumps([image.program]))}"
    if image.args:
        yield f"CMD {_plain(json.dumps(list(image.args)))}"


def _system(image: Image) -> Iterator[str]:
    """Copy from the first stage what the program needs of a system, each with its reason."""
    needs = Needs.together(one.needs for one in image.programs)
    if needs.certificates:
        yield "# The program checks TLS certificates."
        place = "/etc/ssl/certs/ca-certificates.crt"
        yield f"COPY --from=build {place} {place}"
    if needs.zones:
        yield "# The program uses time zones."
        yield "COPY --from=build /usr/local/go/lib/time/zoneinfo.zip /zoneinfo.zip"
        yield "ENV ZONEINFO=/zoneinfo.zip"
    if needs.users:
        yield "# The program asks who its user is."
        yield "COPY --from=build /rootfs/passwd /etc/passwd"
    if needs.temporary:
        yield "# The program makes temporary files."
        yield "COPY --from=build --chmod=1777 /rootfs/tmp /tmp"


def _settings(image: Image) -> Iterator[str]:
    if image.ports:
        yield f"EXPOSE {' '.join(map(str, image.ports))}"
    for line in image.env:
        name, _, value = line.partition("=")
        yield f"ENV {name}={_quoted(value)}"


def _assignments(command: BuildCommand) -> str:
    kept = {name: text for name, text in command.env.items() if name not in _PLACES}
    return " ".join(f"{name}={_FROM_TARGET.get(name) or _word(one)}" for name, one in kept.items())


def _words(command: BuildCommand) -> Iterator[str]:
    """The words of the command, with the places of this computer as they are in the image."""
    yield "go"
    for before, word in pairwise(command.words):
        if before == "-o":
            yield _OUTPUT
        elif word.startswith("-pgo=/"):
            yield _word(f"-pgo={_inside(word.removeprefix('-pgo='), command.folder)}")
        else:
            yield _word(word)


def _inside(path: str, folder: Path) -> str:
    try:
        return f"{_SOURCE}/{Path(path).relative_to(folder).as_posix()}"
    except ValueError as outside:
        raise ProblemError(_out_of_reach(path)) from outside


def _word(text: str) -> str:
    return _plain(shlex.quote(text))


def _quoted(text: str) -> str:
    """Quote a value for ENV, which knows variables and a backslash between double quotes."""
    for sign in '\\"$':
        text = text.replace(sign, f"\\{sign}")
    return f'"{_plain(text)}"'


def _plain(text: str) -> str:
    """Refuse what no line of a Dockerfile can hold."""
    if text.isprintable() and not text.endswith("\\"):
        return text
    raise ProblemError(_unwritable(text))


def _with_c() -> Problem:
    return Problem(
        code="dockerfile_with_cgo",
        what=say("GoFerry writes no Dockerfile for a program with C code."),
        why=say("Another C compiler in Docker would make another program."),
        next=(
            Advice(say("Build without cgo: --cgo off")),
            Advice(say("Let GoFerry build the image: --format oci")),
        ),
    )


def _out_of_reach(path: str) -> Problem:
    return Problem(
        code="dockerfile_out_of_reach",
        what=say("{path} is outside the project.", path=path),
        why=say("A Dockerfile can copy only files of the project."),
        next=(Advice(say("Move the file into the project.")),),
    )


def _unwritable(text: str) -> Problem:
    return Problem(
        code="dockerfile_unwritable",
        what=say("This value cannot be written into a Dockerfile: {word}", word=one_line(text)),
        why=say("The value has control characters or ends with a backslash."),
        next=(Advice(say("Change the value, or use --format oci.")),),
    )
