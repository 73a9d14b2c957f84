"""What a program is made of, for machines: CycloneDX and SPDX, from its own list of modules.

Go writes that list into every program, so it is known of a file without its source, too. Both are
plain JSON, sorted, and the same to the byte for the same program.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.packages.goods import Goods

_ODD = re.compile(r"[^A-Za-z0-9.-]+")
_TOOL = "GoFerry"


@dataclass(frozen=True, slots=True)
class _Part:
    """A module: its path and version, and the address by which it is known everywhere."""

    path: str
    version: str

    @property
    def purl(self) -> str:
        version = f"@{quote(self.version, safe='')}" if self.version else ""
        return f"pkg:golang/{quote(self.path, safe='/')}{version}"


def document(kind: str, goods: Goods) -> bytes:
    """Return the bill of materials of the first program: `kind` is one of `ENDINGS`."""
    found = _WRITERS[kind](goods)
    return json.dumps(found, indent=2, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _parts(goods: Goods) -> tuple[_Part, ...]:
    """Return what is linked in beside the program's own module: modules, and Go's own library."""
    verdict = goods.program.verdict
    listed = {_Part(*f"{one} ".split(" ", 1)) for one in verdict.dependencies}
    modules = {_Part(one.path, one.version.strip()) for one in listed}
    if verdict.go_version:
        modules.add(_Part("std", verdict.go_version.removeprefix("go")))
    return tuple(sorted(modules, key=lambda one: (one.path, one.version)))


def _own(goods: Goods) -> _Part:
    return _Part(goods.program.verdict.module or goods.service.name, goods.version)


def _time(goods: Goods) -> str:
    return f"{datetime.fromtimestamp(goods.moment, UTC):%Y-%m-%dT%H:%M:%SZ}"


def _cyclonedx(goods: Goods) -> dict[str, Any]:
    own, parts = _own(goods), _parts(goods)
    serial = uuid5(NAMESPACE_URL, f"{own.purl}#{goods.program.sha256}")
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {
            "timestamp": _time(goods),
            "tools": {"components": [{"type": "application", "name": _TOOL}]},
            "component": {
                **_component(own, "application"),
                "hashes": [{"alg": "SHA-256", "content": goods.program.sha256}],
            },
        },
        "components": [_component(one, "library") for one in parts],
        "dependencies": [
            {"ref": own.purl, "dependsOn": [one.purl for one in parts]},
            *({"ref": one.purl} for one in parts),
        ],
    }


def _component(part: _Part, kind: str) -> dict[str, Any]:
    found = {"type": kind, "bom-ref": part.purl, "name": part.path, "purl": part.purl}
    return {**found, **({"version": part.version} if part.version else {})}


def _spdx(goods: Goods) -> dict[str, Any]:
    own, parts = _own(goods), _parts(goods)
    name = f"{goods.service.name}-{goods.version}-{goods.target}"
    main = _package(own) | {
        "checksums": [{"algorithm": "SHA256", "checksumValue": goods.program.sha256}],
        "primaryPackagePurpose": "APPLICATION",
    }
    described = ("SPDXRef-DOCUMENT", "DESCRIBES", main["SPDXID"])
    contained = ((main["SPDXID"], "DEPENDS_ON", _package(one)["SPDXID"]) for one in parts)
    return {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": name,
        "documentNamespace": f"https://spdx.org/spdxdocs/{name}-{goods.program.sha256}",
        "creationInfo": {"created": _time(goods), "creators": [f"Tool: {_TOOL}"]},
        "packages": [main, *map(_package, parts)],
        "relationships": [
            {"spdxElementId": one, "relationshipType": kind, "relatedSpdxElement": other}
            for one, kind, other in (described, *contained)
        ],
    }


def _package(part: _Part) -> dict[str, Any]:
    reference = {
        "referenceCategory": "PACKAGE-MANAGER",
        "referenceType": "purl",
        "referenceLocator": part.purl,
    }
    number = uuid5(NAMESPACE_URL, part.purl).hex[:8]  # names that differ in odd letters stay apart
    return {
        "SPDXID": f"SPDXRef-{_ODD.sub('-', f'{part.path}-{part.version}')}-{number}",
        "name": part.path,
        **({"versionInfo": part.version} if part.version else {}),
        "downloadLocation": "NOASSERTION",
        "filesAnalyzed": False,
        "licenseConcluded": "NOASSERTION",
        "licenseDeclared": "NOASSERTION",
        "copyrightText": "NOASSERTION",
        "externalRefs": [reference],
    }


_WRITERS: dict[str, Callable[[Goods], dict[str, Any]]] = {"cyclonedx": _cyclonedx, "spdx": _spdx}
ENDINGS = {"cyclonedx": ".cdx.json", "spdx": ".spdx.json"}
