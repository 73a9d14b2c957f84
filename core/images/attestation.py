"""SBOM and provenance of a program, attached to its image as BuildKit does it.

Of the two ways, referrers of OCI 1.1 and attestation manifests in the index, this is the second:
one hash covers the image and what is said of it, it stays with the image in a file and on its way
from registry to registry, registries need not know it, and `docker buildx imagetools inspect`
shows it. What runs an image passes over the platform “unknown”.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.codec import object_in
from core.images.blobs import CONFIG, MANIFEST

if TYPE_CHECKING:
    from core.images.blobs import Blob, Blobs
    from core.images.image import Image
    from core.images.manifested import Manifested

_STATEMENT = "application/vnd.in-toto+json"
_SPDX = "https://spdx.dev/Document"
_CYCLONEDX = "https://cyclonedx.org/bom"
_PROVENANCE = "https://slsa.dev/provenance/v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attested:
    """The attestation of one processor's image: its manifest, and the pieces that it names."""

    of: str
    manifest: Blob
    pieces: tuple[Blob, ...]

    @property
    def described(self) -> dict[str, Any]:
        """How the index names it."""
        return {
            **self.manifest.described,
            "platform": {"architecture": "unknown", "os": "unknown"},
            "annotations": {
                "vnd.docker.reference.type": "attestation-manifest",
                "vnd.docker.reference.digest": self.of,
            },
        }


def attest(image: Image, blobs: Blobs, of: Manifested) -> Attested:
    """Say of an image how its program came to be, and what is in it where that is known."""
    told = [(_PROVENANCE, _provenance(of))]
    if of.program.sbom:
        sbom = object_in(of.program.sbom)
        told.append((_CYCLONEDX if "bomFormat" in sbom else _SPDX, sbom))
    statements = [_statement(image, blobs, of, kind=kind, told=what) for kind, what in told]
    config = blobs.put_json(
        {
            "architecture": "unknown",
            "os": "unknown",
            "config": {},
            "rootfs": {"type": "layers", "diff_ids": [one.digest for one in statements]},
        },
        CONFIG,
    )
    manifest = blobs.put_json(
        {
            "schemaVersion": 2,
            "mediaType": MANIFEST,
            "config": config.described,
            "layers": [one.described for one in statements],
        },
        MANIFEST,
    )
    return Attested(of=of.manifest.digest, manifest=manifest, pieces=(*statements, config))


def _statement(image: Image, blobs: Blobs, of: Manifested, *, kind: str, told: object) -> Blob:
    """Keep a statement of in-toto about the image and the program in it."""
    hashes = {"sha256": of.manifest.digest.removeprefix("sha256:")}
    statement = {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [
            {"name": image.name, "digest": hashes},
            {"name": image.program.lstrip("/"), "digest": {"sha256": of.program.sha256}},
        ],
        "predicateType": kind,
        "predicate": told,
    }
    text = json.dumps(statement, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return blobs.put(text.encode(), _STATEMENT, annotations={"in-toto.io/predicate-type": kind})


def _provenance(of: Manifested) -> dict[str, Any]:
    """Tell in SLSA's words what the program's own build information tells, and no more."""
    verdict = of.program.verdict
    settings = {name: text for name, text in verdict.settings.items() if text}
    revision = settings.get("vcs.revision", "")
    source = [{"name": verdict.module, "digest": {"gitCommit": revision}}] if revision else []
    return {
        "buildDefinition": {
            "buildType": "https://pkg.go.dev/cmd/go#hdr-Compile_packages_and_dependencies",
            "externalParameters": {"module": verdict.module, "settings": settings},
            "internalParameters": {"go": verdict.go_version},
            "resolvedDependencies": source,
        },
        "runDetails": {"builder": {"id": "urn:goferry"}, "metadata": {}},
    }
