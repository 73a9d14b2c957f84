"""The exact words and variables of a build: what is shown, copied and run."""

from __future__ import annotations

import os
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.actions import ChooseFolder, SetMain, StartFromTemplate
from core.build import c_flags
from core.build.options import BuildMode, BuildOptions, Cgo
from core.problems import Advice, Problem, ProblemError
from core.project.model import only_main
from core.toolchain import neutral
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.build.options import BuildRequest
    from core.project.model import Main, Project
    from core.toolchain import Go


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildCommand:
    """A `go build`: its words, the variables set for it, and the folder it runs in.

    The same command pasted into a shell gives the same bytes.
    """

    words: tuple[str, ...]
    env: Mapping[str, str]
    folder: Path

    @property
    def output(self) -> Path:
        """The program that it writes."""
        return Path(self.words[self.words.index("-o") + 1])

    def as_shell(self) -> str:
        """Spell the command for a POSIX shell, each word quoted where it must be."""
        settings = [f"{name}={shlex.quote(value)}" for name, value in self.env.items()]
        words = [shlex.quote(word) for word in self.words]
        return f"cd -- {shlex.quote(str(self.folder))} && {' '.join((*settings, *words))}"


def build_command(request: BuildRequest, go: Go, *, output: Path) -> BuildCommand:
    """Work out the command for a request; runs nothing.

    Raises `ProblemError` for what cannot be spelt or cannot be done: no main package or several,
    a stamp that no quoting can carry, cgo without a C compiler for the target.
    """
    options = request.options
    compiler = c_flags.choose(options)
    return BuildCommand(
        words=(
            str(go.program),
            "build",
            *_flags(options, compiler),
            *options.flags,
            "-o",
            str(output),
            main_package(request.project, options.main),
        ),
        env=build_environment(options, go, compiler),
        folder=request.project.folder,
    )


def build_environment(options: BuildOptions, go: Go, compiler: c_flags.CCompiler) -> dict[str, str]:
    """Return the variables that the build needs; what would surprise is set, never inherited."""
    env = neutral(go)
    env["CGO_ENABLED"] = "0" if options.cgo is Cgo.OFF else "1"
    env["GOOS"], env["GOARCH"] = options.target.goos, options.target.goarch
    if options.micro and (name := _micro_variable(options)):
        env[name] = options.micro
    return env | module_environment(options) | dict(compiler.env) | dict(options.env)


def _micro_variable(options: BuildOptions) -> str:
    from core.toolchain.micro import variable

    return variable(options.target.goarch)


def module_environment(options: BuildOptions) -> dict[str, str]:
    """Return the variables that say where modules, and Go itself, may come from."""
    chosen = {
        "GOTOOLCHAIN": "auto" if options.fetch_go else "local",
        "GOWORK": "" if options.workspace else "off",
        "GOPROXY": options.proxy,
        "GOPRIVATE": options.private,
        "GOSUMDB": options.checksums,
    }
    return {name: value for name, value in chosen.items() if value}


def main_package(project: Project, wanted: str, *, named: Path | None = None) -> str:
    """Return the import path to build: the wanted program, or the only one that can be meant.

    `named` is the folder of the project that was named: what it holds goes first, and a `wanted`
    folder counts from there.
    """
    if wanted:
        places = [project.folder] if named is None else [named, project.folder]
        found = [one for place in places if (one := _wanted(project, wanted, place))]
        if not found:
            raise ProblemError(_no_such_main(wanted, project.mains))
        return found[0]
    mains = (_inside(project, named) if named is not None else ()) or project.mains
    if not mains:
        raise ProblemError(_no_main(project))
    main = only_main(mains, named or project.folder)
    if main is None:
        raise ProblemError(_several_mains(mains))
    return main.package


def _wanted(project: Project, wanted: str, place: Path) -> str:
    """The program with this import path, or in this folder, which counts from `place`."""
    fitting = (
        main.package
        for main in project.mains
        if wanted == main.package or _is_folder(wanted, main.folder, place)
    )
    return next(fitting, "")


def _inside(project: Project, named: Path) -> tuple[Main, ...]:
    """The programs that a named folder stands for: its own, else all that are in it."""
    own = tuple(main for main in project.mains if main.folder == named != project.folder)
    return own or tuple(main for main in project.mains if main.folder.is_relative_to(named))


def _is_folder(wanted: str, folder: Path, root: Path) -> bool:
    """Whether people mean this folder: "./cmd/server", "cmd/server" or the whole path."""
    if wanted.startswith("-"):
        return False
    return Path(os.path.normpath(root / wanted)) == folder


def _flags(options: BuildOptions, compiler: c_flags.CCompiler) -> tuple[str, ...]:
    ldflags = _ldflags(options, compiler)
    mode = {BuildMode.PROGRAM: "", BuildMode.PIE: "pie", BuildMode.STATIC_PIE: "pie"}[options.mode]
    profile = options.profile
    wanted = (
        ("-a", options.fresh),
        ("-trimpath", options.trimpath),
        ("-race", options.race),
        ("-buildvcs=false", not options.vcs),
        (f"-buildmode={mode}", mode),
        (f"-tags={','.join(options.tags)}", options.tags),
        (f"-pgo={profile}", profile),
        (f"-ldflags={ldflags}", ldflags),
    )
    return tuple(flag for flag, on in wanted if on)


def _ldflags(options: BuildOptions, compiler: c_flags.CCompiler) -> str:
    words = ["-s", "-w"] if options.strip else []
    for name, value in options.stamps:
        words += ["-X", quoted(f"{name}={value}", field="stamps")]
    words += compiler.linker_words
    if compiler.outer_linker_words:
        words += ["-extldflags", quoted(" ".join(compiler.outer_linker_words), field="ldflags")]
    return " ".join((*words, options.ldflags)).strip()


def quoted(word: str, *, field: str = "") -> str:
    """Quote one word the way Go splits flag lists and CC: either kind of quotes, no escapes."""
    if word and not any(letter in " \t\r\n'\"" for letter in word):
        return word
    if "'" not in word:
        return f"'{word}'"
    if '"' not in word:
        return f'"{word}"'
    raise ProblemError(_unquotable(word, field))


def _unquotable(word: str, field: str) -> Problem:
    return Problem(
        code="unquotable",
        what=say("This value cannot be passed to Go: {word}", word=word[:200]),
        why=say("Go's option lists cannot hold both kinds of quotes in one word."),
        next=(Advice(say("Leave out one kind of quotes.")),),
        field=field,
    )


def _no_main(project: Project) -> Problem:
    return Problem(
        code="no_main",
        what=say("{project} contains no program.", project=project.module or str(project.folder)),
        why=say("No package of the project is named main, so there is nothing to start."),
        next=(
            Advice(say("Choose a project with a program."), ChooseFolder()),
            Advice(say("Start from a template."), StartFromTemplate()),
        ),
        field="main",
    )


def _several_mains(mains: Sequence[Main]) -> Problem:
    return Problem(
        code="several_mains",
        what=say("This project contains {n} programs.", n=len(mains)),
        why=say("One build produces one program."),
        next=tuple(_choose(main.package) for main in mains),
        field="main",
    )


def _no_such_main(wanted: str, mains: Sequence[Main]) -> Problem:
    return Problem(
        code="no_such_main",
        what=say("There is no program {wanted} in this project.", wanted=wanted[:200]),
        why=say("Only packages named main can be built into a program."),
        next=tuple(_choose(main.package) for main in mains),
        field="main",
    )


def _choose(package: str) -> Advice:
    return Advice(say("Choose {package}.", package=package), SetMain(package))
