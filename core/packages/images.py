"""Container images as packages: what is packed, as `core.images` asks for it."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

from core.images import layout, reference
from core.images.assembly import assemble
from core.images.blobs import Blobs
from core.images.dockerfile import dockerfile
from core.images.image import Carried, Image, Program
from core.packages import sbom
from core.packages.goods import Written, must_be_as_inspected, program_name, staged
from core.packages.problems import arguments_with_variables, changed, no_command
from core.problems import ProblemError
from core.service.model import Kind, WorkingDir
from core.service.named_ports import numbered_ports

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.packages.goods import Goods
    from core.service.model import Service

_RELEASE = "release/"
_VARIABLE = "${"


def write_oci(goods: Goods, target: Path, room: Path) -> Written:
    """Write an image for all processors as an OCI layout in a tar file."""
    return _write(goods, target, room, docker=False)


def write_docker_archive(goods: Goods, target: Path, room: Path) -> Written:
    """Write an image of one processor for `docker load`; it is an OCI layout, too."""
    return _write(goods, target, room, docker=True)


def write_dockerfile(goods: Goods, target: Path, room: Path) -> Written:
    """Write a Dockerfile for the project."""
    if goods.command is None or goods.go is None:
        raise ProblemError(no_command())
    image = replace(_image(goods, room), files=tuple(_of_project(goods.service)))
    text = dockerfile(image, goods.command, go_version=goods.go.version)
    target.write_text(text, "utf-8", newline="")
    return Written(files=1)


def _write(goods: Goods, target: Path, room: Path, *, docker: bool) -> Written:
    image = _image(goods, room)
    blobs = Blobs(room / "image")
    made = assemble(image, blobs, go_root=goods.go.root if goods.go else None)
    layout.write_archive(made, blobs, target, docker=docker)
    files = len(image.files) + len(image.programs)
    return Written(files=files, digest=made.stored.root.digest, reference=image.reference)


def _image(goods: Goods, room: Path) -> Image:
    """Ask for the image of a service; what goes in was copied, and is read from there alone."""
    service = goods.service
    if any(_VARIABLE in one for one in service.args):
        raise ProblemError(arguments_with_variables())
    pieces = staged(goods, {}, room / "staged")
    must_be_as_inspected(goods, pieces)
    own = f"{_RELEASE}bin/{program_name(goods)}"
    return Image(
        name=service.name,
        programs=tuple(_programs(goods, room)),
        created=goods.moment,
        ports=_ports(service),
        env=(*_further(service), *service.env),
        args=service.args,
        files=tuple(
            Carried(
                name=one.name.removeprefix(_RELEASE),
                source=one.path,
                executable=bool(one.mode & 0o100),
            )
            for one in pieces
            if one.name != own
        ),
        starts_in_data=service.working_dir is WorkingDir.DATA,
        reference=goods.reference or _usual_name(goods),
        labels={"org.opencontainers.image.version": goods.version},
    )


def _usual_name(goods: Goods) -> str:
    return str(reference.read(f"{goods.service.name}:{reference.tag_of(goods.version)}"))


def _programs(goods: Goods, room: Path) -> Iterator[Program]:
    """Copy each program, see that it is the one that was looked into, and say what is in it."""
    (room / "programs").mkdir()
    for number, found in enumerate(goods.programs):
        copy = room / "programs" / str(number)
        shutil.copyfile(found.path, copy)
        with copy.open("rb") as opened:
            if hashlib.file_digest(opened, "sha256").hexdigest() != found.sha256:
                raise ProblemError(changed(str(found.path)))
        bill = sbom.document("spdx", replace(goods, programs=(found,)))
        yield replace(Program.of(found), path=copy, sbom=bill)


def _ports(service: Service) -> tuple[int, ...]:
    own = (service.port,) if service.kind is Kind.WEB else ()
    return (*own, *(one.number for one in numbered_ports(service) if not one.udp))


def _further(service: Service) -> tuple[str, ...]:
    return tuple(f"{one.variable}={one.number}" for one in numbered_ports(service))


def _of_project(service: Service) -> Iterator[Carried]:
    """Name what travels as the project has it: a Dockerfile copies from there."""
    for path in service.includes:
        base = service.includes_from
        inside = base is not None and path.is_relative_to(base)
        name = path.relative_to(base).as_posix() if base is not None and inside else path.name
        yield Carried(name=name, source=path)
