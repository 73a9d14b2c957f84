"""The formats of packages: one row for each, from which command line and window follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.packages import archives, folder, images, linux
from core.words import Text, say

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.packages.goods import Goods, Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format: its name and caption, how its file ends, and what writes it.

    `write` gets the goods, a path where nothing is yet, and an empty folder of its own, and
    runs in a thread; it raises `ProblemError`.
    `several`: programs for several targets go into one package. `linux`: for Linux alone.
    `folder`: what it makes is one. `functions`: it goes by the functions of a program. `image`: a
    registry and a node take it.
    """

    name: str
    caption: Text
    ending: str
    write: Callable[[Goods, Path, Path], Written]
    several: bool = False
    linux: bool = False
    folder: bool = False
    functions: bool = False
    image: bool = False


FORMATS = {
    one.name: one
    for one in (
        Format(
            name="tar.gz",
            caption=say("Archive (tar.gz)"),
            ending=".tar.gz",
            write=archives.write_tar_gz,
        ),
        Format(
            name="zip",
            caption=say("Archive (zip)"),
            ending=".zip",
            write=archives.write_zip,
        ),
        Format(
            name="deb",
            caption=say("Debian package (deb)"),
            ending=".deb",
            write=linux.write_deb,
            linux=True,
        ),
        Format(
            name="rpm",
            caption=say("RPM package (rpm)"),
            ending=".rpm",
            write=linux.write_rpm,
            linux=True,
        ),
        Format(
            name="apk",
            caption=say("Alpine package (apk)"),
            ending=".apk",
            write=linux.write_apk,
            linux=True,
        ),
        Format(
            name="folder",
            caption=say("Directory with install script"),
            ending="",
            write=folder.write_folder,
            folder=True,
        ),
        Format(
            name="oci",
            caption=say("Container image (OCI)"),
            ending=".oci.tar",
            write=images.write_oci,
            several=True,
            linux=True,
            functions=True,
            image=True,
        ),
        Format(
            name="docker-archive",
            caption=say("Container image (docker load)"),
            ending=".docker.tar",
            write=images.write_docker_archive,
            linux=True,
            functions=True,
            image=True,
        ),
        Format(
            name="dockerfile",
            caption=say("Dockerfile that builds the same program"),
            ending=".Dockerfile",
            write=images.write_dockerfile,
            linux=True,
            functions=True,
        ),
    )
}
