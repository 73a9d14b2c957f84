"""Each build option and the exact words and variables that it becomes; and what none can become."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from core.actions import Action, ChooseTarget, GetZig, SetCgo, SetMain
from core.build import c_flags
from core.build.catalogue import BY_FIELD, ENTRIES, with_values
from core.build.command import build_command, main_package, module_environment
from core.build.consequences import consequences
from core.build.matrix import aimed
from core.build.options import BuildMode, BuildOptions, BuildRequest, Cgo, Target
from core.build.places import output_of
from core.build.why import environment_of
from core.problems import ProblemError
from core.project.model import CgoPackage, Main, Project
from core.toolchain.compilers import Zig, zig_target
from tests.core.test_command import GO, ONE, PROJECT
from tests.made_up_go import without_settings

if TYPE_CHECKING:
    from core.build.command import BuildCommand
    from core.home import Home

LINUX, ARM = Target(), Target(goarch="arm64")
WINDOWS = Target(goos="windows")


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of this computer's own settings; a C compiler for linux/amd64, and zig."""
    without_settings(monkeypatch)
    monkeypatch.setattr(c_flags, "find_zig", lambda: Zig(Path("/zig")))
    monkeypatch.setattr(c_flags, "find_own", lambda: Path("/usr/bin/gcc"))
    monkeypatch.setattr(c_flags, "this_computer", lambda: LINUX)


def made(options: BuildOptions, project: Project = ONE) -> BuildCommand:
    request = BuildRequest(project=project, options=options)
    return build_command(request, GO, output=Path("/out/server"))


STRIP, TRIM = "-ldflags=-s -w", "-trimpath"
PLAIN = {"CGO_ENABLED": "0", "GOOS": "linux", "GOARCH": "amd64", "GOTOOLCHAIN": "local"}
MUSL = "-O2 -g0 -D_LARGEFILE64_SOURCE"
OUTER = "-ldflags=-s -w -linkmode external -extldflags '-static -s'"


def with_zig(name: str, flags: str, **more: str) -> dict[str, str]:
    return {
        "CGO_ENABLED": "1", "CC": f"/zig cc -target {name}", "CXX": f"/zig c++ -target {name}",
        "CGO_CFLAGS": flags, "CGO_CXXFLAGS": flags, **more,
    }  # fmt: skip


# What is chosen, the words between "build" and "-o", and what differs from PLAIN.
TABLE: list[tuple[dict[str, Any], list[str], dict[str, str]]] = [
    ({}, [TRIM, STRIP], {}),
    ({"strip": False}, [TRIM], {}),
    ({"trimpath": False}, [STRIP], {}),
    ({"fresh": True}, ["-a", TRIM, STRIP], {}),
    ({"race": True, "cgo": Cgo.ON}, [TRIM, "-race", STRIP], {"CGO_ENABLED": "1"}),
    ({"vcs": False}, [TRIM, "-buildvcs=false", STRIP], {}),
    ({"mode": BuildMode.PIE}, [TRIM, "-buildmode=pie", STRIP], {}),
    ({"tags": ("a", "b")}, [TRIM, "-tags=a,b", STRIP], {}),
    ({"profile": "cpu.pgo"}, [TRIM, "-pgo=cpu.pgo", STRIP], {}),
    ({"profile": "off"}, [TRIM, "-pgo=off", STRIP], {}),
    ({"stamps": (("main.v", "1"), ("main.d", "a b"))},
     [TRIM, "-ldflags=-s -w -X main.v=1 -X 'main.d=a b'"], {}),
    ({"stamps": (("main.v", "it's"),), "strip": False}, [TRIM, '-ldflags=-X "main.v=it\'s"'], {}),
    ({"ldflags": "-v -x"}, [TRIM, "-ldflags=-s -w -v -x"], {}),
    ({"ldflags": " -v ", "strip": False}, [TRIM, "-ldflags=-v"], {}),
    ({"flags": ("-p=1", "-v")}, [TRIM, STRIP, "-p=1", "-v"], {}),
    ({"env": (("A", "1"), ("GOOS", "plan9"))}, [TRIM, STRIP], {"A": "1", "GOOS": "plan9"}),
    ({"workspace": False}, [TRIM, STRIP], {"GOWORK": "off"}),
    ({"fetch_go": True}, [TRIM, STRIP], {"GOTOOLCHAIN": "auto"}),
    ({"proxy": "off"}, [TRIM, STRIP], {"GOPROXY": "off"}),
    ({"private": "git.x"}, [TRIM, STRIP], {"GOPRIVATE": "git.x"}),
    ({"checksums": "sum.x"}, [TRIM, STRIP], {"GOSUMDB": "sum.x"}),
    ({"target": WINDOWS}, [TRIM, STRIP], {"GOOS": "windows"}),
    ({"target": ARM, "micro": "v8.1"}, [TRIM, STRIP], {"GOARCH": "arm64", "GOARM64": "v8.1"}),
    ({"micro": "v3"}, [TRIM, STRIP], {"GOAMD64": "v3"}),
    ({"target": Target(goarch="arm"), "micro": "6"}, [TRIM, STRIP],
     {"GOARCH": "arm", "GOARM": "6"}),
    ({"target": Target(goarch="386"), "micro": "softfloat"}, [TRIM, STRIP],
     {"GOARCH": "386", "GO386": "softfloat"}),
    ({"target": Target(goarch="s390x"), "micro": "z13"}, [TRIM, STRIP], {"GOARCH": "s390x"}),
    ({"cgo": Cgo.ON}, [TRIM, STRIP], {"CGO_ENABLED": "1"}),
    ({"cgo": Cgo.ON, "glibc": "2.31"}, [TRIM, "-ldflags=-s -w -linkmode external -extldflags -s"],
     with_zig("x86_64-linux-gnu.2.31", "-O2 -g0")),
    ({"cgo": Cgo.ON, "target": ARM, "strip": False}, [TRIM, "-ldflags=-linkmode external"],
     with_zig("aarch64-linux-gnu.2.28", "-O2 -g0", GOARCH="arm64")),
    ({"cgo": Cgo.ON, "target": WINDOWS},
     [TRIM, "-ldflags=-s -w -linkmode external -extldflags -s"],
     with_zig("x86_64-windows-gnu", "-O2 -g0 -s", GOOS="windows")),
    ({"cgo": Cgo.STATIC}, [TRIM, OUTER], with_zig("x86_64-linux-musl", MUSL)),
    ({"cgo": Cgo.STATIC, "strip": False},
     [TRIM, "-ldflags=-linkmode external -extldflags -static"],
     with_zig("x86_64-linux-musl", MUSL)),
    ({"cgo": Cgo.STATIC, "mode": BuildMode.STATIC_PIE},
     [TRIM, "-buildmode=pie", OUTER.replace("-static", "-static-pie")],
     with_zig("x86_64-linux-musl", MUSL)),
    ({"cgo": Cgo.STATIC, "target": Target(goarch="arm"), "env": (("CC", "mine"),)}, [TRIM, OUTER],
     with_zig("arm-linux-musleabihf", MUSL, GOARCH="arm", CC="mine")),
]  # fmt: skip


@pytest.mark.parametrize(("chosen", "words", "env"), TABLE)
def test_an_option_becomes_exactly_these_words_and_variables(
    chosen: dict[str, Any], words: list[str], env: dict[str, str]
) -> None:
    command = made(BuildOptions(**chosen))
    assert list(command.words) == [
        "/go/bin/go", "build", *words, "-o", "/out/server", "example.com/p/cmd/server",
    ]  # fmt: skip
    assert command.env == PLAIN | env
    assert (command.folder, command.output) == (Path("/p"), Path("/out/server"))


def test_the_defaults_are_these() -> None:
    told = {one.name: getattr(BuildOptions(), one.name) for one in fields(BuildOptions)}
    assert told == {
        "target": Target(goos="linux", goarch="amd64"), "main": "", "cgo": Cgo.OFF, "micro": "",
        "strip": True, "trimpath": True, "tags": (), "stamps": (), "fresh": False, "glibc": "",
        "mode": BuildMode.PROGRAM, "profile": "", "race": False, "vcs": True, "workspace": True,
        "fetch_go": False, "proxy": "", "private": "", "checksums": "", "ldflags": "", "flags": (),
        "env": (),
    }  # fmt: skip
    assert module_environment(BuildOptions()) == {"GOTOOLCHAIN": "local"}


def test_each_option_has_its_flag_and_those_that_can_run_programs_are_personal() -> None:
    assert {one.field: one.flag for one in ENTRIES} == {
        "target": "--target", "main": "--main", "micro": "--micro", "mode": "--build-mode",
        "cgo": "--cgo", "glibc": "--glibc", "race": "--race", "strip": "--strip",
        "trimpath": "--trimpath", "vcs": "--vcs", "stamps": "--set", "tags": "--tags",
        "profile": "--pgo", "proxy": "--proxy", "private": "--private", "checksums": "--sumdb",
        "workspace": "--workspace", "fetch_go": "--fetch-go", "fresh": "--fresh",
        "ldflags": "--ldflags", "flags": "--flag", "env": "--env",
    }  # fmt: skip
    personal = {"checksums", "fetch_go", "fresh", "ldflags", "flags", "env"}
    assert {one.field for one in ENTRIES if one.personal} == personal
    assert [str(one.value) for one in BY_FIELD["cgo"].choices] == ["off", "on", "static"]
    assert [str(one.value) for one in BY_FIELD["mode"].choices] == ["program", "pie", "static-pie"]


VALUES: list[tuple[str, object, object]] = [
    ("strip", False, False), ("strip", 0, None), ("strip", "false", None), ("main", " ./x ", "./x"),
    ("main", "a\rb", None), ("main", "a\0b", None), ("main", 3, None),
    ("cgo", "static", Cgo.STATIC),
    ("cgo", "pie", None), ("mode", "pie", BuildMode.PIE), ("mode", "on", None),
    ("target", "linux/arm64", ARM), ("target", "linux/", None), ("target", "/arm64", None),
    ("target", "linux arm64", None), ("tags", "a,b c", ("a", "b", "c")), ("tags", ["x"], ("x",)),
    ("flags", "-a -b,c", ("-a", "-b,c")), ("tags", [1], None),
    ("stamps", ["a=b=c"], (("a", "b=c"),)),
    ("stamps", ["=x"], None), ("stamps", ["x"], None), ("stamps", "a=b", None),
    ("stamps", ["a="], (("a", ""),)), ("env", ("A=1",), (("A", "1"),)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "written", "wanted"), VALUES)
def test_a_written_value_is_read_or_refused_at_its_field(
    name: str, written: object, wanted: object
) -> None:
    if wanted is not None:
        found = getattr(with_values(BuildOptions(), {name: written}), name)
        assert (found, type(found)) == (wanted, type(wanted))
        return
    with pytest.raises(ProblemError) as refused:
        with_values(BuildOptions(), {name: written})
    assert (refused.value.problem.code, refused.value.problem.field) == ("option_unclear", name)


REFUSED: list[tuple[dict[str, Any], str, str, list[Action]]] = [
    ({"mode": BuildMode.STATIC_PIE}, "static_pie_needs_cgo", "mode", [SetCgo(Cgo.STATIC)]),
    ({"mode": BuildMode.STATIC_PIE, "cgo": Cgo.ON}, "static_pie_needs_cgo", "mode",
     [SetCgo(Cgo.STATIC)]),
    ({"cgo": Cgo.STATIC, "target": WINDOWS}, "static_impossible", "cgo",
     [SetCgo(Cgo.OFF), ChooseTarget()]),
    ({"cgo": Cgo.STATIC, "target": Target(goos="darwin")}, "static_impossible", "cgo",
     [SetCgo(Cgo.OFF), ChooseTarget()]),
    ({"cgo": Cgo.ON, "target": Target(goos="darwin")}, "c_compiler_missing", "cgo",
     [SetCgo(Cgo.OFF), ChooseTarget()]),
    ({"cgo": Cgo.STATIC, "target": Target(goarch="mips")}, "c_compiler_missing", "cgo",
     [SetCgo(Cgo.OFF), ChooseTarget()]),
    ({"cgo": Cgo.ON, "glibc": "bookworm"}, "no_such_glibc", "glibc", [SetCgo(Cgo.STATIC)]),
    ({"cgo": Cgo.ON, "glibc": "3.0"}, "no_such_glibc", "glibc", [SetCgo(Cgo.STATIC)]),
    ({"cgo": Cgo.ON, "glibc": "2."}, "no_such_glibc", "glibc", [SetCgo(Cgo.STATIC)]),
    ({"cgo": Cgo.ON, "glibc": "2.28;x"}, "no_such_glibc", "glibc", [SetCgo(Cgo.STATIC)]),
    ({"cgo": Cgo.ON, "glibc": "2.311"}, "no_such_glibc", "glibc", [SetCgo(Cgo.STATIC)]),
    ({"stamps": (("main.v", "'\""),)}, "unquotable", "stamps", []),
]  # fmt: skip


@pytest.mark.parametrize(("chosen", "code", "field", "actions"), REFUSED)
def test_what_cannot_be_is_refused_with_its_ways_out(
    chosen: dict[str, Any], code: str, field: str, actions: list[Action]
) -> None:
    with pytest.raises(ProblemError) as refused:
        made(BuildOptions(**chosen))
    problem = refused.value.problem
    assert (problem.code, problem.field) == (code, field)
    assert [one.action for one in problem.next if one.action] == actions


def test_zig_is_asked_for_only_where_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(c_flags, "find_zig", lambda: None)
    made(BuildOptions(cgo=Cgo.ON))
    made(BuildOptions())
    for options in (
        BuildOptions(cgo=Cgo.STATIC), BuildOptions(cgo=Cgo.ON, glibc="2.17"),
        BuildOptions(cgo=Cgo.ON, target=ARM),
    ):  # fmt: skip
        with pytest.raises(ProblemError) as refused:
            made(options)
        assert refused.value.problem.code == "zig_missing"
        assert refused.value.problem.next[0].action == GetZig()
    monkeypatch.setattr(c_flags, "find_zig", lambda: Zig(Path("/a b/zig")))
    monkeypatch.setattr(c_flags, "find_own", lambda: None)
    assert made(BuildOptions(cgo=Cgo.ON)).env["CC"] == "'/a b/zig' cc -target x86_64-linux-gnu.2.28"


ZIG = {
    ("linux", "amd64", "musl"): "x86_64-linux-musl", ("linux", "386", "gnu"): "x86-linux-gnu",
    ("linux", "arm64", "gnu.2.17"): "aarch64-linux-gnu.2.17",
    ("linux", "arm", "gnu.2.28"): "arm-linux-gnueabihf.2.28",
    ("linux", "riscv64", "musl"): "riscv64-linux-musl",
    ("linux", "ppc64le", "musl"): "powerpc64le-linux-musl",
    ("linux", "s390x", "musl"): "s390x-linux-musl",
    ("linux", "loong64", "musl"): "loongarch64-linux-musl", ("linux", "mips", "musl"): "",
    ("windows", "amd64", "gnu"): "x86_64-windows-gnu", ("windows", "386", "gnu"): "x86-windows-gnu",
    ("windows", "arm64", "gnu"): "aarch64-windows-gnu", ("windows", "arm", "gnu"): "",
    ("darwin", "arm64", "gnu"): "", ("freebsd", "amd64", "gnu"): "",
}  # fmt: skip


@pytest.mark.parametrize("asked", ZIG)
def test_zig_s_name_of_a_target(asked: tuple[str, str, str]) -> None:
    assert zig_target(Target(goos=asked[0], goarch=asked[1]), libc=asked[2]) == ZIG[asked]


def test_a_program_is_chosen_by_name_folder_or_being_the_only_one() -> None:
    p, server, tool = "example.com/p", "example.com/p/cmd/server", "example.com/p/cmd/tool"
    for wanted in ("./cmd/tool", "cmd/tool", "cmd/../cmd/tool/", "/p/cmd/tool", tool):
        assert main_package(PROJECT, wanted) == tool
    assert main_package(ONE, "") == server
    own = replace(PROJECT, mains=(*PROJECT.mains, Main(package=p, folder=Path("/p"))))
    for named, wanted, found in (
        ("/p/cmd/tool", "", tool), ("/p/cmd", "tool", tool), ("/p/cmd", "./cmd/tool", tool),
    ):  # fmt: skip
        assert main_package(own, wanted, named=Path(named)) == found
    for project, wanted, folder, code in (
        (own, "", "/p", "several_mains"), (own, "", "/p/cmd", "several_mains"),
        (PROJECT, "cmd", "", "no_such_main"), (PROJECT, "-x", "", "no_such_main"),
        (PROJECT, "-o=x", "", "no_such_main"),
        (PROJECT, "", "/p/docs", "several_mains"), (replace(ONE, mains=()), "", "", "no_main"),
    ):  # fmt: skip
        with pytest.raises(ProblemError) as refused:
            main_package(project, wanted, named=Path(folder) if folder else None)
        assert refused.value.problem.code == code
        if code == "several_mains":
            offered = {one.action for one in refused.value.problem.next}
            assert offered >= {SetMain(server), SetMain(tool)}
            assert all(isinstance(one, SetMain) for one in offered)


OUTPUTS: list[tuple[str, str, Target, str]] = [
    ("example.com/p/cmd/server", "", LINUX, "linux-amd64/server"),
    ("example.com/shop/v2", "", ARM, "linux-arm64/shop"),
    ("example.com/shop/v1", "", LINUX, "linux-amd64/v1"),
    ("example.com/x", "./cmd/tool", LINUX, "linux-amd64/tool"),
    ("example.com/x", ".", LINUX, "linux-amd64/p"),
    ("example.com/a b\u00e9/..", "", LINUX, "linux-amd64/program"),
    ("example.com/x", "", WINDOWS, "windows-amd64/x.exe"),
    ("example.com/x", "", Target(goos="js", goarch="wasm"), "js-wasm/x.wasm"),
]


@pytest.mark.parametrize(("package", "main", "target", "place"), OUTPUTS)
def test_a_program_is_named_as_go_does_and_apart_for_each_target(
    package: str, main: str, target: Target, place: str, home: Home
) -> None:
    project = replace(ONE, mains=(Main(package=package, folder=Path("/p")),))
    request = BuildRequest(project=project, options=BuildOptions(main=main, target=target))
    found = output_of(request, home).relative_to(home.builds)
    assert Path(*found.parts[1:]) == Path(place)
    assert found.parts[0].startswith("p-")
    elsewhere = replace(request, project=replace(project, folder=Path("/q")))
    assert output_of(elsewhere, home) != output_of(request, home)
    assert output_of(replace(request, output=Path("/x/y")), home) == Path("/x/y")


def test_a_level_is_only_its_own_family_s() -> None:
    for goarch, micro, kept in (
        ("amd64", "v3", "v3"), ("arm64", "v3", ""), ("arm64", "v8.0,lse", "v8.0,lse"),
        ("s390x", "v1", ""), ("arm", "6", "6"), ("386", "6", ""),
    ):  # fmt: skip
        there = Target(goarch=goarch)
        found = aimed(BuildOptions(micro=micro, tags=("a",)), there)
        assert (found.target, found.micro, found.tags) == (there, kept, ("a",))


def test_the_consequences_of_each_choice_about_c() -> None:
    needs_c = replace(ONE, cgo_packages=(CgoPackage(package="x/sqlite", why=()),))
    rows = consequences(needs_c, BuildOptions(glibc="2.31"))
    assert [(one.cgo, one.fits, str(one.calls_c), str(one.linked)) for one in rows] == [
        (Cgo.OFF, False, "x/sqlite needs C and would be missing.", "Static (pure Go)."),
        (Cgo.ON, True, "x/sqlite and other C code are part of the program.",
         "Dynamic, linked with glibc."),
        (Cgo.STATIC, True, "x/sqlite and other C code are part of the program.",
         "Static, with musl from zig."),
    ]  # fmt: skip
    assert str(rows[1].needs) == "The system's dynamic loader and glibc 2.31 or newer."
    assert str(rows[1].runs_on) == "Distributions with glibc 2.31 or newer, but not Alpine."
    assert str(rows[0].needs) == str(rows[2].needs) == "Nothing except the program file."
    assert [one.obstacle for one in rows] == [None, None, None]
    plain = consequences(ONE, BuildOptions(target=WINDOWS))
    assert [one.fits for one in plain] == [True, True, True]
    assert {str(one.calls_c) for one in plain} == {"Nothing in this project needs C."}
    assert [one.obstacle and one.obstacle.code for one in plain] == [
        None, None, "static_impossible",
    ]  # fmt: skip
    assert {str(one.linked) for one in plain} == {
        "Dynamic, with the system's libraries. This system does not support static programs."
    }


def test_questions_about_a_built_program_use_its_own_variables_and_tags() -> None:
    class Made:
        env = PLAIN

    assert environment_of(Made(), BuildOptions()) == PLAIN  # type: ignore[arg-type]
    tagged = environment_of(Made(), BuildOptions(tags=("a", "b")))  # type: ignore[arg-type]
    assert tagged == {**PLAIN, "GOFLAGS": "-tags=a,b"}
