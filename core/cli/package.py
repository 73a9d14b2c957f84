"""The command that makes a package: what travels where GoFerry does not reach."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli import imaging
from core.cli.build_options import add_build_options, add_gates, wish_of
from core.cli.service import add_service_options, wish_for
from core.cli.show import Answer
from core.usecases.packaging import PackageWish, known_formats, package
from core.usecases.vouching import VouchWish, bills
from core.words import Size, list_of, say, say_count

if TYPE_CHECKING:
    from argparse import Namespace

    from core.cli.arguments import Commands, Parser
    from core.cli.call import Call
    from core.usecases.packaging import Packaged
    from core.usecases.settling import BuildWish


def add(commands: Commands) -> None:
    """Offer the command."""
    parser = commands.add(
        "package",
        str(say("make a package of a program or a project, for servers without GoFerry")),
        run=_package,
    )
    parser.takes_rest = True
    parser.add_argument(
        "what", type=Path, metavar="FILE|DIR", help=str(say("program file or Go project"))
    )
    _add_package_options(parser)
    imaging.add_options(parser)
    parser.add_argument(
        "--service", metavar="S", help=str(say("name of the service, if not in goferry.toml"))
    )
    add_service_options(parser)
    add_build_options(parser)
    add_gates(parser)


def _add_package_options(parser: Parser) -> None:
    group = parser.add_argument_group(str(say("the package")))
    names = [one.name for one in known_formats()]
    group.add_argument(
        "--format",
        choices=names,
        default=None,
        metavar="FORMAT",
        help=str(
            say(
                "{formats} (default: by the name of the output, else {usual})",
                formats=list_of(names),
                usual=names[0],
            )
        ),
    )
    group.add_argument(
        "--output",
        type=Path,
        metavar="PATH",
        help=str(say("where to write (default: name, version and target, in this directory)")),
    )
    group.add_argument(
        "--overwrite",
        action="store_true",
        help=str(say("replace an older package of the same name")),
    )
    group.add_argument(
        "--package-version",
        default="",
        metavar="V",
        help=str(say("version of the package (default: the tag or commit of the program)")),
    )
    group.add_argument(
        "--maintainer",
        default="",
        metavar="M",
        help=str(say("name and email address (default: the author of the program's commit)")),
    )
    group.add_argument(
        "--sbom",
        choices=bills(),
        default="",
        help=str(say("write a bill of materials (SBOM) next to the package")),
    )
    group.add_argument(
        "--sign",
        type=Path,
        metavar="KEY",
        help=str(say("sign the package with an SSH key (ssh-keygen -Y verify checks it)")),
    )


async def _package(call: Call) -> Answer:
    arguments = call.arguments
    done = await package(call.home, _wish(arguments), report=call.report)
    told, more = packaged(done), await imaging.sent(call, done)
    return Answer(fields={**told.fields, **more.fields}, lines=(*told.lines, *more.lines))


def _wish(arguments: Namespace) -> PackageWish:
    form = arguments.format or _format_of(arguments)
    return PackageWish(
        what=_what(arguments),
        service=wish_for(arguments),
        format=form,
        reference=imaging.reference_of(arguments, form),
        output=arguments.output,
        overwrite=arguments.overwrite,
        version=arguments.package_version,
        maintainer=arguments.maintainer,
        vouch=VouchWish(sbom=arguments.sbom, key=arguments.sign),
    )


def _what(arguments: Namespace) -> Path | BuildWish:
    what: Path = arguments.what.absolute()
    return wish_of(arguments, what) if what.is_dir() else what


def _format_of(arguments: Namespace) -> str:
    """Take the format that a file's name ends with."""
    offered, output = known_formats(), arguments.output
    name = "" if output is None else output.name
    fits = (one.name for one in offered if one.ending and name.endswith(one.ending))
    return next(fits, imaging.format_wanted(arguments) or offered[0].name)


def packaged(done: Packaged) -> Answer:
    """Tell what was made."""
    fields: dict[str, Any] = {
        "path": str(done.path),
        "size": done.size,
        "sha256": done.sha256,
        "files": done.files,
        "version": done.version,
    }
    if done.digest:
        fields["digest"] = done.digest
    beside = {"sbom": done.vouched.sbom, "signature": done.vouched.signature}
    fields |= {name: str(path) for name, path in beside.items() if path is not None}
    made = say_count(
        done.files,
        one="{path}: {size}, {n} file, version {version}",
        many="{path}: {size}, {n} files, version {version}",
        path=str(done.path),
        size=Size(done.size),
        version=done.version,
    )
    lines = (str(made), f"sha256 {done.sha256}", *(str(one) for one in beside.values() if one))
    return Answer(fields=fields, lines=lines)
