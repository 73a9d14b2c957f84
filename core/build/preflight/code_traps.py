"""Traps in the project's own code: what Go cannot load, and what would be missing at run time."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

from core import remedies
from core.actions import AddTags, OpenFile
from core.build.preflight.trap import Finding, note, stop
from core.plain_text import one_line
from core.problems import Advice, Problem
from core.project import embed_faults
from core.project.file_scan import without_comments
from core.words import say, say_count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from core.build.preflight.probes import Seen
    from core.project.model import UnembeddedFile

_ZONE = re.compile(r'time\.LoadLocation\("([A-Z][^"]+)"\)')
_ZONE_DATA = "time/tzdata"
_DEBUG_MODE = re.compile(r"gin\.SetMode\(\s*gin\.DebugMode\s*\)")
_GIN = "github.com/gin-gonic/gin"
_ENGINE = re.compile(r"\bgin\.(?:Default|New)\(")
_SETTLED = re.compile(r"\.SetTrustedProxies\(|\.(?:ForwardedByClientIP|TrustedPlatform)\s*=")
_OFFLINE = "module lookup disabled by GOPROXY=off"


def packages_that_do_not_load(seen: Seen) -> Iterator[Finding]:
    """What Go says about single packages: embeds, imports, constraints, circles, go.sum."""
    for one in seen.packages.values():
        error = one.get("Error") or {}
        text = f"{error.get('Pos', '')}: {error.get('Err', '')}".removeprefix(": ")
        if not error or _OFFLINE in text:
            continue
        yield stop(remedies.explain(text) or _not_loaded(one["ImportPath"], text))


def _not_loaded(package: str, text: str) -> Problem:
    return Problem(
        code="package_not_loaded",
        what=say("Go cannot load the package {package}.", package=package),
        why=say("Go's output: {said}", said=one_line(text)),
        next=(Advice(say("Check the import in the code.")),),
        details=text,
    )


def files_not_embedded(seen: Seen) -> Iterator[Finding]:
    """Calls that read files beside the program, which a deploy of one file does not carry."""
    embedded = _embedded(seen)
    reads = [one for one in seen.reads if not one.writes]
    beside = [one for one in reads if not _inside(one.path, embedded)]
    if beside:
        yield note(_beside(beside))
    if writes := [one for one in seen.reads if one.writes]:
        yield note(_written(writes))
    both = [one for one in reads if one not in beside]
    if both:
        yield note(_both(both))


def _embedded(seen: Seen) -> list[str]:
    root = seen.request.project.folder
    return [
        str((Path(one["Dir"]) / file).relative_to(root))
        for one in seen.own
        for file in one.get("EmbedFiles") or ()
        if (Path(one["Dir"]) / file).is_relative_to(root)
    ]


def _inside(path: str, embedded: list[str]) -> bool:
    wanted = path.removeprefix("./").rstrip("/")
    return any(
        fnmatch(file, wanted) or file.startswith(f"{wanted}/") or file == wanted
        for file in embedded
    )


def _beside(reads: list[UnembeddedFile]) -> Problem:
    return Problem(
        code="files_beside",
        what=say_count(
            len(reads),
            one="At run time, the program reads {path} from its working directory.",
            many="At run time, the program reads {n} paths from its working directory, "
            "such as {path}.",
            path=reads[0].path,
        ),
        why=say("Only the program file is uploaded, unless you add or embed these files."),
        next=(_open(reads[0]), Advice(say("Add these files to the upload, or embed them."))),
        details=_listed(reads),
    )


def _written(writes: list[UnembeddedFile]) -> Problem:
    return Problem(
        code="writes_beside",
        what=say_count(
            len(writes),
            one="At run time, the program writes to {path} in its working directory.",
            many="At run time, the program writes to {n} paths in its working "
            "directory, such as {path}.",
            path=writes[0].path,
        ),
        why=say("A sandboxed service cannot write there, and each release has its own directory."),
        next=(
            _open(writes[0]),
            Advice(
                say("Write to the directory in STATE_DIRECTORY, which is kept between releases.")
            ),
        ),
        details=_listed(writes),
    )


def _both(reads: list[UnembeddedFile]) -> Problem:
    return Problem(
        code="embedded_but_read_from_disk",
        what=say("{path} is embedded but still read from the disk.", path=reads[0].path),
        why=say("This call does not use the embedded copy."),
        next=(_open(reads[0]),),
        details=_listed(reads),
    )


def _open(read: UnembeddedFile) -> Advice:
    where = f"{read.file}:{read.line}"
    return Advice(say("Open {file}.", file=where), OpenFile(read.file, read.line))


def _listed(reads: list[UnembeddedFile]) -> str:
    return "\n".join(f"{one.file}:{one.line}: {one.path}" for one in reads)


def embeds_that_lack(seen: Seen) -> Iterator[Finding]:
    """Folders of which an embed takes less than one thinks, or in which nothing is yet."""
    yield from (note(problem) for problem in embed_faults.faults(seen.own))


def time_zones_missing(seen: Seen) -> Iterator[Finding]:
    """A named time zone, and no zone data inside the program."""
    if "timetzdata" in seen.request.options.tags or _ZONE_DATA in seen.packages:
        return
    for text in seen.sources.values():
        if zone := _ZONE.search(text):
            yield note(
                Problem(
                    code="time_zones_missing",
                    what=say("The program needs the time zone {zone}.", zone=zone[1]),
                    why=say("Small servers and containers often have no time-zone data."),
                    next=(
                        Advice(
                            say("Build time-zone data into the program (0.4 MB)."),
                            AddTags(("timetzdata",)),
                        ),
                    ),
                    field="tags",
                )
            )
            return


def gin_debug_mode(seen: Seen) -> Iterator[Finding]:
    """Gin's debug mode is set in the code, so GIN_MODE=release would not help."""
    if any(_DEBUG_MODE.search(text) for text in seen.sources.values()):
        yield note(
            Problem(
                code="gin_debug_mode",
                what=say("Gin runs in debug mode."),
                why=say(
                    "The code sets the mode, so GIN_MODE=release in the service has no effect."
                ),
                next=(Advice(say("Remove gin.SetMode(gin.DebugMode) from the code.")),),
            )
        )


def gin_trusts_everybody(seen: Seen) -> Iterator[Finding]:
    """Gin believes whoever says for whom he asks; in release mode it does not even warn of that."""
    texts = {file: without_comments(text) for file, text in seen.sources.items() if _GIN in text}
    if any(_SETTLED.search(text) for text in texts.values()):
        return
    for file, text in texts.items():
        if made := _ENGINE.search(text):
            where = _place(seen, file, 1 + text.count("\n", 0, made.start()))
            yield note(_trusting(where))
            return


def _place(seen: Seen, file: Path, line: int) -> str:
    root = seen.request.project.folder
    return f"{file.relative_to(root) if file.is_relative_to(root) else file}:{line}"


def _trusting(where: str) -> Problem:
    return Problem(
        code="gin_trusts_everybody",
        what=say("Anyone can fake the address that a request comes from."),
        why=say(
            "Gin trusts X-Forwarded-For from every client until SetTrustedProxies "
            "is called. Clients can evade logs and limits by address."
        ),
        next=(
            Advice(say("Open {file}.", file=where), OpenFile.at(where)),
            Advice(
                say(
                    "Call {nobody} there. Behind your own reverse proxy, call {proxy}.",
                    nobody="SetTrustedProxies(nil)",
                    proxy='SetTrustedProxies([]string{"127.0.0.1"})',
                )
            ),
        ),
    )


RULES: tuple[Callable[[Seen], Iterator[Finding]], ...] = (
    packages_that_do_not_load,
    files_not_embedded,
    embeds_that_lack,
    time_zones_missing,
    gin_debug_mode,
    gin_trusts_everybody,
)
