"""The few files of a system that a program needs: certificates, time zones, users.

Certificates are those of this computer, which its system keeps up to date: Go itself brings none.
Time zones are Go's own, of the very Go that built the program, else this computer's.
"""

from __future__ import annotations

import hashlib
import os
import re
import ssl
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from core.images.image import USER
from core.images.layers import Entry
from core.images.needs import Needs
from core.problems import Advice, Problem, ProblemError
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.images.image import Image

# Where Go's crypto/x509 looks on Linux, in its order, and where macOS has them.
_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/pki/tls/cacert.pem",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/cert.pem",
)
_ZONES = Path("/usr/share/zoneinfo")
_ZONES_IN_GO = Path("lib/time/zoneinfo.zip")
_CERTIFICATE = re.compile(rb"-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----")
_ZONE_NAME = re.compile(r"[A-Z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+)*")
_LARGEST_ZONE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where files of an image came from: `date` of them (ISO), `count` of certificates or zones."""

    what: str
    place: str
    date: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The entries below the program, and where those came from that are not ours."""

    entries: tuple[Entry, ...]
    sources: tuple[Source, ...]


def ground(image: Image, go_root: Path | None) -> Ground:
    """Put together what the programs of an image need; reads files, so not on a window's thread.

    Raises `ProblemError` where this computer has no certificates or no time zones to give.
    """
    needs = Needs.together(one.needs for one in image.programs)
    entries = [Entry.folder(image.data, mode=0o700, owner=USER)]
    sources = []
    if needs.temporary:
        entries.append(Entry.folder("/tmp", mode=0o1777))  # noqa: S108 - the image's own
    if needs.users:
        entries += _users(image)
    if needs.certificates:
        content, source = _certificates()
        entries.append(Entry.file("/etc/ssl/certs/ca-certificates.crt", content))
        sources.append(source)
    if needs.zones:
        zones, source = _zones(go_root)
        entries += zones
        sources.append(source)
    return Ground(entries=tuple(entries), sources=tuple(sources))


def passwd_line(image: Image) -> str:
    """Name the user of an image, as /etc/passwd does."""
    return f"{image.name}:x:{USER}:{USER}:{image.name}:{image.data}:/sbin/nologin"


def _users(image: Image) -> list[Entry]:
    passwd = f"root:x:0:0:root:/root:/sbin/nologin\n{passwd_line(image)}\n"
    group = f"root:x:0:\n{image.name}:x:{USER}:\n"
    return [
        Entry.file("/etc/passwd", passwd.encode()),
        Entry.file("/etc/group", group.encode()),
    ]


def _certificates() -> tuple[bytes, Source]:
    asked = os.environ.get("SSL_CERT_FILE", "")
    for place in (asked, *_BUNDLES):
        file = Path(place)
        if place and file.is_file():
            content, count = _only_certificates(file.read_bytes())
            if count:
                date = datetime.fromtimestamp(file.stat().st_mtime, tz=UTC).date().isoformat()
                return content, Source(what="certificates", place=place, date=date, count=count)
    found = ssl.create_default_context().get_ca_certs(binary_form=True)  # Windows has no file
    content, count = _only_certificates(
        "".join(ssl.DER_cert_to_PEM_cert(one) for one in found).encode()
    )
    if not count:
        raise ProblemError(_no_certificates())
    today = datetime.now(tz=UTC).date().isoformat()
    return content, Source(what="certificates", place="system", date=today, count=count)


def _only_certificates(text: bytes) -> tuple[bytes, int]:
    """Keep the certificates of a bundle, each once; what else it says is for people."""
    found = {hashlib.sha256(b"".join(one.split())).digest(): one for one in _blocks(text)}
    return b"".join(one + b"\n" for one in found.values()), len(found)


def _blocks(text: bytes) -> Iterator[bytes]:
    return (found[0].replace(b"\r\n", b"\n") for found in _CERTIFICATE.finditer(text))


def _zones(go_root: Path | None) -> tuple[list[Entry], Source]:
    archive = None if go_root is None else go_root / _ZONES_IN_GO
    if archive is not None and archive.is_file():
        found = _zones_of_go(archive)
        place, made = str(archive), archive
    else:
        found, place, made = _zones_of_system(), str(_ZONES), _ZONES
    if not found:
        raise ProblemError(_no_zones())
    date = datetime.fromtimestamp(made.stat().st_mtime, tz=UTC).date().isoformat()
    source = Source(what="time zones", place=place, date=date, count=len(found))
    return list(_linked(found)), source


def _zones_of_go(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as opened:
        fitting = (one for one in opened.infolist() if _is_zone(one.filename, one.file_size))
        return {one.filename: opened.read(one) for one in fitting}


def _zones_of_system() -> dict[str, bytes]:
    files = (one for one in sorted(_ZONES.rglob("*")) if one.is_file())
    named = ((one.relative_to(_ZONES).as_posix(), one) for one in files)
    content = {name: one.read_bytes() for name, one in named if _is_zone(name, 0)}
    return {name: data for name, data in content.items() if data.startswith(b"TZif")}


def _is_zone(name: str, size: int) -> bool:
    return _ZONE_NAME.fullmatch(name) is not None and size <= _LARGEST_ZONE


def _linked(zones: dict[str, bytes]) -> Iterator[Entry]:
    """Each zone as a file; many have two names, and the second is a hard link to the first."""
    first: dict[bytes, str] = {}
    for name, data in sorted(zones.items()):
        path = f"/usr/share/zoneinfo/{name}"
        if data in first:
            yield Entry.link(path, first[data])
        else:
            first[data] = path
            yield Entry.file(path, data)


def _no_certificates() -> Problem:
    return Problem(
        code="image_no_certificates",
        what=say("This computer has no CA certificates to put into the image."),
        why=say("The program makes TLS connections and checks certificates with them."),
        next=(
            Advice(say("Install the package ca-certificates.")),
            Advice(say("Name a bundle: SSL_CERT_FILE=FILE")),
        ),
    )


def _no_zones() -> Problem:
    return Problem(
        code="image_no_zones",
        what=say("This computer has no time zones to put into the image."),
        why=say("The program calls time.LoadLocation, and does not embed time/tzdata."),
        next=(
            Advice(say("Import time/tzdata in the program.")),
            Advice(say("Install the package tzdata.")),
        ),
    )
