"""The image of one processor, as its documents name it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.images.blobs import Blob
    from core.images.image import Program


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifested:
    """A processor's image: its program, its manifest, the configuration and layers in it."""

    program: Program
    manifest: Blob
    config: Blob
    layers: tuple[Blob, ...]
