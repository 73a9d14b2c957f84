"""Which C compiler builds the C code of a request, and with which words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.actions import ChooseTarget, GetZig, SetCgo
from core.build.options import BuildMode, BuildOptions, Cgo
from core.problems import Advice, Problem, ProblemError
from core.toolchain.compilers import Zig, find_own, find_zig, this_computer, zig_target
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

# The oldest glibc still in use on servers (RHEL 8 and its relatives), for programs made by zig.
_COMMON_GLIBC = "2.28"
_GLIBC = re.compile(r"2\.\d{1,2}(\.\d{1,2})?")
_LARGE_FILES = "-D_LARGEFILE64_SOURCE"  # musl shows pread64 and its like only when asked to
_NO_CODEVIEW = "-s"  # else each object for Windows names the random file that zig wrote it to


@dataclass(frozen=True, slots=True, kw_only=True)
class CCompiler:
    """What the C compiler adds to a build: variables, and words for Go's linker and its own."""

    env: Mapping[str, str] = field(default_factory=dict)
    linker_words: tuple[str, ...] = ()
    outer_linker_words: tuple[str, ...] = ()
    zig_target: str = ""


def choose(options: BuildOptions) -> CCompiler:
    """Choose the C compiler for these options; runs nothing.

    Raises `ProblemError` when the target cannot have what is asked, or no compiler is there.
    """
    if options.mode is BuildMode.STATIC_PIE and options.cgo is not Cgo.STATIC:
        raise ProblemError(_needs_static_cgo())
    if options.cgo is Cgo.OFF:
        return CCompiler()
    if options.cgo is Cgo.STATIC:
        return _static(options)
    return _dynamic(options)


def _static(options: BuildOptions) -> CCompiler:
    if options.target.goos != "linux":
        raise ProblemError(_static_impossible(options))
    outer = "-static-pie" if options.mode is BuildMode.STATIC_PIE else "-static"
    return _zig(options, libc="musl", outer=(outer,))


def _dynamic(options: BuildOptions) -> CCompiler:
    if options.glibc and not _GLIBC.fullmatch(options.glibc):
        raise ProblemError(_no_such_glibc(options))
    own = options.target == this_computer() and not options.glibc
    if own and find_own():
        return CCompiler()
    libc = f"gnu.{options.glibc or _COMMON_GLIBC}" if options.target.goos == "linux" else "gnu"
    return _zig(options, libc=libc, outer=())


def _zig(options: BuildOptions, *, libc: str, outer: tuple[str, ...]) -> CCompiler:
    name = zig_target(options.target, libc=libc)
    if not name:
        raise ProblemError(_no_compiler_for(options))
    zig = find_zig()
    if zig is None:
        raise ProblemError(_no_zig(options))
    return CCompiler(
        env=_zig_env(zig, name, musl=libc == "musl"),
        linker_words=("-linkmode", "external"),
        outer_linker_words=(*outer, *(("-s",) if options.strip else ())),
        zig_target=name,
    )


def _zig_env(zig: Zig, name: str, *, musl: bool) -> dict[str, str]:
    program = str(zig.program)
    program = f"'{program}'" if " " in program else program
    env = {"CC": f"{program} cc -target {name}", "CXX": f"{program} c++ -target {name}"}
    special = (_LARGE_FILES,) if musl else (_NO_CODEVIEW,) if "windows" in name else ()
    flags = " ".join(("-O2", "-g0", *special))
    return env | {"CGO_CFLAGS": flags, "CGO_CXXFLAGS": flags}


def _no_such_glibc(options: BuildOptions) -> Problem:
    return Problem(
        code="no_such_glibc",
        what=say("glibc {version} does not exist.", version=options.glibc[:200]),
        why=say("Versions look like 2.17 or 2.28. On a server, “ldd --version” shows its version."),
        next=(
            Advice(say("Enter the glibc version of your oldest server.")),
            Advice(say("Link C statically with zig."), SetCgo(Cgo.STATIC)),
        ),
        field="glibc",
    )


def _static_impossible(options: BuildOptions) -> Problem:
    return Problem(
        code="static_impossible",
        what=say("{target} does not support fully static programs.", target=str(options.target)),
        why=say("On this system, every program uses the system's own libraries."),
        next=(
            Advice(say("Turn cgo off. Then nothing else needs to be installed."), SetCgo(Cgo.OFF)),
            Advice(say("Build for Linux."), ChooseTarget()),
        ),
        field="cgo",
    )


def _no_compiler_for(options: BuildOptions) -> Problem:
    return Problem(
        code="c_compiler_missing",
        what=say("This computer has no C compiler for {target}.", target=str(options.target)),
        why=say(
            "Neither the C compilers of this computer nor zig can build C code for this target."
        ),
        next=(
            Advice(say("Turn cgo off."), SetCgo(Cgo.OFF)),
            Advice(say("Choose another target."), ChooseTarget()),
        ),
        field="cgo",
    )


def _no_zig(options: BuildOptions) -> Problem:
    return Problem(
        code="zig_missing",
        what=say("C code for {target} needs zig on this computer.", target=str(options.target)),
        why=say("zig is a C compiler for every system. It is not installed yet."),
        next=(
            Advice(say("Get zig: pip install ziglang"), GetZig()),
            Advice(say("Turn cgo off."), SetCgo(Cgo.OFF)),
        ),
        field="cgo",
    )


def _needs_static_cgo() -> Problem:
    return Problem(
        code="static_pie_needs_cgo",
        what=say("A static position-independent program (static PIE) needs statically linked cgo."),
        why=say("Go's own linker can build such programs only with the system's dynamic loader."),
        next=(Advice(say("Link C statically with zig."), SetCgo(Cgo.STATIC)),),
        field="mode",
    )
