"""An image as documents: a configuration and a manifest for each processor, and their index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.images import attestation
from core.images.blobs import CONFIG, INDEX, MANIFEST
from core.images.ground import ground
from core.images.image import USER
from core.images.layers import Entry
from core.images.manifested import Manifested
from core.images.stored import Stored

if TYPE_CHECKING:
    from pathlib import Path

    from core.images.attestation import Attested
    from core.images.blobs import Blob, Blobs, Layer
    from core.images.ground import Source
    from core.images.image import Image, Program


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """A whole image: its pieces, and where the files came from that are of a system."""

    image: Image
    stored: Stored
    platforms: tuple[Manifested, ...]
    sources: tuple[Source, ...]

    @property
    def size(self) -> int:
        """What is downloaded for one processor, in bytes."""
        return max(
            one.manifest.size + one.config.size + sum(layer.size for layer in one.layers)
            for one in self.platforms
        )


def assemble(image: Image, blobs: Blobs, *, go_root: Path | None = None) -> Assembled:
    """Make all pieces of an image; computes, so never on a window's thread.

    Raises `ProblemError`.
    """
    below = ground(image, go_root)
    system = blobs.put_layer(below.entries, image.created)
    beside = [_carried(image, blobs)] if image.files else []
    platforms = tuple(_platform(image, blobs, one, [system, *beside]) for one in image.programs)
    wanted = platforms if image.attested else ()
    attested = [attestation.attest(image, blobs, one) for one in wanted]
    pieces = [blob for one in platforms for blob in (*one.layers, one.config)]
    pieces += [blob for one in attested for blob in one.pieces]
    stored = Stored(
        root=_root(blobs, platforms, attested),
        manifests=(*(one.manifest for one in platforms), *(one.manifest for one in attested)),
        pieces=tuple({blob.digest: blob for blob in pieces}.values()),
    )
    return Assembled(image=image, stored=stored, platforms=platforms, sources=below.sources)


def _root(blobs: Blobs, platforms: tuple[Manifested, ...], attested: list[Attested]) -> Blob:
    """Return the index, or the only manifest: what reads no index reads that."""
    if len(platforms) == 1 and not attested:
        return platforms[0].manifest
    told = [
        *({**one.manifest.described, "platform": one.program.platform} for one in platforms),
        *(one.described for one in attested),
    ]
    return blobs.put_json({"schemaVersion": 2, "mediaType": INDEX, "manifests": told}, INDEX)


def _carried(image: Image, blobs: Blobs) -> Layer:
    entries = (
        Entry.file(f"{image.home}/{one.name}", one.source, mode=0o755 if one.executable else 0o644)
        for one in image.files
    )
    return blobs.put_layer(entries, image.created)


def _platform(image: Image, blobs: Blobs, program: Program, below: list[Layer]) -> Manifested:
    own = blobs.put_layer([Entry.file(image.program, program.path, mode=0o755)], image.created)
    layers = [*below, own]
    config = blobs.put_json(_config(image, program, layers), CONFIG)
    told = {
        "schemaVersion": 2,
        "mediaType": MANIFEST,
        "config": config.described,
        "layers": [one.blob.described for one in layers],
    }
    return Manifested(
        program=program,
        manifest=blobs.put_json(told, MANIFEST),
        config=config,
        layers=tuple(one.blob for one in layers),
    )


def _config(image: Image, program: Program, layers: list[Layer]) -> dict[str, Any]:
    told = ["system files", *(["files beside the program"] if image.files else []), "program"]
    return {
        "created": image.moment,
        **program.platform,
        "config": _run(image, program),
        "rootfs": {"type": "layers", "diff_ids": [one.diff_id for one in layers]},
        "history": [{"created": image.moment, "created_by": f"goferry: {one}"} for one in told],
    }


def _run(image: Image, program: Program) -> dict[str, Any]:
    ports: dict[str, Any] = {f"{port}/tcp": {} for port in image.ports}
    return {
        "User": f"{USER}:{USER}",
        "Env": [*image.variables, *image.env],
        "Entrypoint": [image.program],
        "WorkingDir": image.start,
        "StopSignal": "SIGTERM",
        "Labels": labels(image, program),
        **({"ExposedPorts": ports} if ports else {}),
        **({"Cmd": list(image.args)} if image.args else {}),
    }


def labels(image: Image, program: Program) -> dict[str, str]:
    """What the image says of itself: nothing that the program or a person did not tell."""
    settings = program.verdict.settings
    told = {
        "title": image.name,
        "created": image.moment,
        "revision": settings.get("vcs.revision", ""),
    }
    named = {f"org.opencontainers.image.{name}": text for name, text in told.items() if text}
    return {**named, **image.labels}
