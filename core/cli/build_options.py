"""The build options as flags: one line for each, shared by `build`, `command` and `deploy`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from core.build.options import BuildOptions, Cgo, Mode
from core.cli.arguments import listed, pair
from core.target import Target

if TYPE_CHECKING:
    from core.cli.arguments import Parser

_SWITCH = argparse.BooleanOptionalAction
_DEFAULT = BuildOptions()


def add_build_options(parser: Parser) -> None:
    """Accept every build option; what is not given keeps its default."""
    _add_choices(parser.add_argument_group("what is built"))
    _add_linking(parser.add_argument_group("what goes into it"))
    _add_sources(parser.add_argument_group("where modules come from"))


def targets_of(arguments: argparse.Namespace) -> tuple[Target, ...]:
    """Return the targets to build, each once, in the order given."""
    return tuple(dict.fromkeys(arguments.target or [_DEFAULT.target]))


def options_of(arguments: argparse.Namespace, target: Target) -> BuildOptions:
    """Gather the flags into build options for one target."""
    return BuildOptions(
        target=target,
        main=arguments.main,
        cgo=Cgo(arguments.cgo),
        micro=arguments.micro,
        strip=arguments.strip,
        trimpath=arguments.trimpath,
        tags=tuple(tag for tags in arguments.tags for tag in tags),
        stamps=tuple(arguments.set),
        fresh=arguments.fresh,
        glibc=arguments.glibc,
        mode=Mode(arguments.build_mode),
        profile=arguments.pgo,
        race=arguments.race,
        vcs=arguments.vcs,
        workspace=arguments.workspace,
        fetch_go=arguments.fetch_go,
        proxy=arguments.proxy,
        private=arguments.private,
        checksums=arguments.sumdb,
        ldflags=arguments.ldflags,
        flags=tuple(arguments.flag),
        env=tuple(arguments.env),
    )


def _add_choices(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--main", default="", metavar="PKG", help="which program, if several")
    group.add_argument(
        "--target",
        type=_target,
        action="append",
        metavar="GOOS/GOARCH",
        help="for which system and processor; may be given several times (linux/amd64)",
    )
    group.add_argument(
        "--cgo",
        choices=[choice.value for choice in Cgo],
        default=_DEFAULT.cgo.value,
        help="C code: left out, linked to the system's C library, or linked in whole (off)",
    )
    group.add_argument("--micro", default="", metavar="v1", help="oldest processor (GOAMD64, …)")
    group.add_argument("--glibc", default="", metavar="2.28", help="oldest C library, with cgo on")
    group.add_argument(
        "--build-mode",
        choices=[mode.value for mode in Mode],
        default=_DEFAULT.mode.value,
        help="kind of program file (program)",
    )
    group.add_argument("--go", type=Path, metavar="DIR", help="which Go; else the best one found")
    group.add_argument("--fresh", action="store_true", help="compile every package anew")


def _add_linking(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--strip", action=_SWITCH, default=True, help="leave out symbol table and debug information"
    )
    group.add_argument(
        "--trimpath", action=_SWITCH, default=True, help="leave out this computer's folder names"
    )
    group.add_argument(
        "--vcs", action=_SWITCH, default=True, help="write the git commit into the program"
    )
    group.add_argument("--race", action="store_true", help="detect data races at run time")
    group.add_argument(
        "--tags", type=listed, action="append", default=[], metavar="A,B", help="build tags"
    )
    group.add_argument(
        "--set",
        type=pair,
        action="append",
        default=[],
        metavar="VAR=VALUE",
        help="give a string variable its value, as in main.version=1.2",
    )
    group.add_argument("--pgo", default="", metavar="FILE", help="a CPU profile to optimise by")
    group.add_argument("--ldflags", default="", metavar="WORDS", help="more words for the linker")
    group.add_argument(
        "--flag",
        action="append",
        default=[],
        metavar="FLAG",
        help="one more word for go build, as in --flag=-v",
    )
    group.add_argument(
        "--env", type=pair, action="append", default=[], metavar="NAME=VALUE", help="for go build"
    )


def _add_sources(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--proxy", default="", metavar="URLS", help="GOPROXY for this build")
    group.add_argument("--private", default="", metavar="GLOBS", help="GOPRIVATE for this build")
    group.add_argument("--sumdb", default="", metavar="NAME", help="GOSUMDB for this build")
    group.add_argument("--workspace", action=_SWITCH, default=True, help="honour go.work")
    group.add_argument(
        "--fetch-go", action="store_true", help="let Go fetch the Go version that go.mod wants"
    )


def _target(text: str) -> Target:
    goos, _, goarch = text.partition("/")
    if not (goos.isalnum() and goarch.isalnum() and text.isascii()):
        raise argparse.ArgumentTypeError(
            f"“{text}” is no target; write one as linux/amd64 (`goferry targets` lists them)"
        )
    return Target(goos=goos, goarch=goarch)
