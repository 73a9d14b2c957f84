"""What a build can leave out to make its program smaller, and what that costs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from core.words import Size, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.binary.inspection import Inspection
    from core.build.options import BuildOptions

_WORTH = 0.01  # share of the file from which on a saving is offered


@dataclass(frozen=True, slots=True, kw_only=True)
class Lighter:
    """One thing to leave out: `field` is a build option, or empty where `tag` is a build tag.

    `what` names it with its size, `cost` what is lost, `deed` is the button. `bytes` are foretold;
    of a tag only what it surely leaves out.
    """

    what: Text
    cost: Text
    deed: Text
    bytes: int
    field: str = ""
    tag: str = ""

    def applied(self, options: BuildOptions) -> BuildOptions:
        """Return the options with this left out."""
        if self.tag:
            return replace(options, tags=tuple(dict.fromkeys((*options.tags, self.tag))))
        left_out: dict[str, Any] = {self.field: True}
        return replace(options, **left_out)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tag:
    """A tag that a module knows: it `drops` a package; looked up in the module's own source."""

    tag: str
    drops: str
    cost: Text
    deed: Text


_TAGS = (
    _Tag(
        tag="nomsgpack",  # gin/binding/binding_nomsgpack.go, since Gin 1.6
        drops="github.com/ugorji/go/codec",
        cost=say("Without it, Gin does not speak MessagePack. JSON, XML and YAML stay."),
        deed=say("Build without MessagePack"),
    ),
    _Tag(
        tag="grpcnotrace",  # grpc/trace_notrace.go, since gRPC 1.61
        drops="golang.org/x/net/trace",
        cost=say("Without it, gRPC has no pages /debug/requests and /debug/events."),
        deed=say("Build without gRPC traces"),
    ),
    _Tag(
        tag="disable_grpc_modules",  # storage/grpc_dp.go, since Cloud Storage 1.48
        drops="google.golang.org/grpc/xds/googledirectpath",
        cost=say("Without it, gRPC clients of Cloud Storage do not take the direct path."),
        deed=say("Build without the direct path"),
    ),
)


def lighter(found: Inspection, options: BuildOptions) -> tuple[Lighter, ...]:
    """Return what a program holds that its next build could leave out, the largest first."""
    offers = (*_options(found, options), *_tags(found, options))
    return tuple(sorted(offers, key=lambda one: -one.bytes))


def _options(found: Inspection, options: BuildOptions) -> Iterator[Lighter]:
    for saving in found.savings:
        if saving.bytes < _WORTH * found.size:
            continue
        size, share = Size(saving.bytes), _share(saving.bytes, found.size)
        match saving.option:
            case "-ldflags=-s -w" if not options.strip:
                yield Lighter(
                    what=say(
                        "Debug information is {share}% of this file: {size}.",
                        share=share,
                        size=size,
                    ),
                    cost=say("Debuggers need it. Panics and stack traces stay readable."),
                    deed=say("Build without debug information"),
                    bytes=saving.bytes,
                    field="strip",
                )
            case "-trimpath" if not options.trimpath:
                yield Lighter(
                    what=say(
                        "Directory names of this computer are {share}% of this file: {size}.",
                        share=share,
                        size=size,
                    ),
                    cost=say("Without them, stack traces name modules instead of directories."),
                    deed=say("Build without directory names"),
                    bytes=saving.bytes,
                    field="trimpath",
                )
            case _:
                pass


def _tags(found: Inspection, options: BuildOptions) -> Iterator[Lighter]:
    sizes = {one.package: one.size for module in found.modules for one in module.packages}
    for known in _TAGS:
        if known.drops not in sizes or known.tag in options.tags:
            continue
        size = sum(
            count
            for package, count in sizes.items()
            if package == known.drops or package.startswith(f"{known.drops}/")
        )
        yield Lighter(
            what=say(
                "{package} is {share}% of this file: {size}. The tag {tag} leaves it out.",
                package=known.drops,
                size=Size(size),
                share=_share(size, found.size),
                tag=known.tag,
            ),
            cost=known.cost,
            deed=known.deed,
            bytes=size,
            tag=known.tag,
        )


def _share(part: int, whole: int) -> float:
    return 100 * part / max(whole, 1)
