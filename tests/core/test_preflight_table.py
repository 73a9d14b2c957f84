"""Each trap before a build, and what is just not that trap: on made-up looks, without Go."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from core.actions import (
    Action,
    AddTags,
    ChooseGo,
    ChooseTarget,
    FetchGo,
    IgnoreWorkspace,
    ModDownload,
    OpenFile,
    Retry,
    SetCgo,
    SetMicro,
    SetProxy,
)
from core.build.options import BuildMode, BuildOptions, BuildRequest, Cgo, Target
from core.build.preflight import Finding, Seen, findings
from core.problems import Problem
from core.processes import Captured
from core.project.model import Main, Project, UnembeddedFile
from core.project.stamps import Stamp
from core.toolchain import Go, Surprise, TargetInfo
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

OWN = {"Main": True}
MAIN = {"ImportPath": "a.io/p", "Name": "main", "Dir": "/p", "Module": OWN, "GoFiles": ["m.go"]}
LINUX, WINDOWS = Target(), Target(goos="windows")
OFFLINE = "x: module lookup disabled by GOPROXY=off"


def seen(folder: Path, options: BuildOptions | None = None, **more: Any) -> Seen:  # noqa: ANN401
    """A clean look at a project in a folder, but for what is said."""
    project = Project(
        folder=folder, module="a.io/p", go_version=more.pop("go_version", "1.25"),
        mains=(Main(package="a.io/p", folder=folder),),
    )  # fmt: skip
    packages = {"a.io/p": MAIN | {"Dir": str(folder)}, **more.pop("packages", {})}
    values: dict[str, Any] = {
        "request": BuildRequest(project=project, options=options or BuildOptions()),
        "go": Go(Path("/go"), "1.26.8"), "output": folder / "out", "packages": packages,
        "with_c": packages, "sources": {}, "free": {}, **more,
    }  # fmt: skip
    return Seen(**values)


def told(look: Seen) -> list[tuple[str, bool]]:
    return [(one.problem.code, one.stops) for one in findings(look)]


def package(path: str, **more: Any) -> dict[str, dict[str, Any]]:  # noqa: ANN401
    return {path: {"ImportPath": path, "Dir": f"/m/{path}", "GoFiles": ["x.go"], **more}}


def source(text: str) -> dict[str, Any]:
    return {"sources": {Path("/p/m.go"): text}}


def read(path: str, *, writes: bool = False) -> UnembeddedFile:
    return UnembeddedFile(file=Path("/p/m.go"), line=3, path=path, writes=writes)


def target(where: Target, *, cgo: bool = True) -> TargetInfo:
    return TargetInfo(where, cgo, first_class=True)


SQLITE = package("github.com/mattn/go-sqlite3", CgoFiles=["c.go"])
C_ONLY = package("x.io/c", CgoFiles=["c.go"], GoFiles=[])
WITH_GO = package("x.io/c", CgoFiles=["c.go"])
NET = package("net", CgoFiles=["c.go"], Standard=True)
ZONE = 'time.LoadLocation("Europe/Berlin")'
GIN = 'import "github.com/gin-gonic/gin"\n\nfunc main() {\n\tgin.Default()\n'
NEEDS_LINKER = "requires external (cgo) linking, but cgo is not enabled"
STOP, NOTE = True, False
# options, what else was seen, and exactly what is told
ROWS: list[tuple[BuildOptions, dict[str, Any], list[tuple[str, bool]]]] = [
    (BuildOptions(), {}, []),
    # the project
    (BuildOptions(), {"go_version": "1.27"}, [("go_too_old", STOP)]),
    (BuildOptions(), {"go_version": "1.26.9"}, [("go_too_old", STOP)]),
    (BuildOptions(), {"go_version": "1.26.8"}, []),
    (BuildOptions(), {"go_version": "1.26.10"}, [("go_too_old", STOP)]),
    (BuildOptions(fetch_go=True), {"go_version": "1.27"}, []),
    (BuildOptions(), {"go_version": "1.24.9"}, [("old_go_line", NOTE)]),
    (BuildOptions(), {"go_version": "1.9"}, [("old_go_line", NOTE)]),
    (BuildOptions(), {"go_version": "1.25.0"}, []),
    (BuildOptions(), {"go_version": ""}, []),
    (BuildOptions(), {"go_version": "1.21", "go": Go(Path("/go"), "1.24.13")}, []),
    (BuildOptions(), {"go_version": "1.21", **source("//go:debug containermaxprocs=1")}, []),
    (BuildOptions(), {"go_version": "1.21", **source('_ "go.uber.org/automaxprocs"')}, []),
    (BuildOptions(), {"packages": package("x", Error={"Err": OFFLINE})},
     [("modules_missing", NOTE)]),
    (BuildOptions(), {"said": OFFLINE}, [("modules_missing", NOTE)]),
    (BuildOptions(proxy="off"), {"said": OFFLINE}, [("modules_missing", STOP)]),
    (BuildOptions(), {"git": Captured(128, "", "fatal: detected dubious ownership")},
     [("git_refuses_folder", STOP)]),
    (BuildOptions(vcs=False), {"git": Captured(128, "", "fatal: detected dubious ownership")}, []),
    (BuildOptions(), {"git": Captured(128, "", "fatal: not a git repository")}, []),
    (BuildOptions(), {"surprises": (Surprise("GOFLAGS", "-mod=mod", "environment"),)},
     [("settings_not_used", NOTE)]),
    (BuildOptions(), {"refused": (Problem(code="x", what=say("X."), why=say("Y.")),)},
     [("x", STOP)]),
    (BuildOptions(), {"packages": package("x", Error={"Err": "import cycle not allowed"})},
     [("import_cycle", STOP)]),
    (BuildOptions(), {"packages": package("x", Error={"Err": "never heard of"})},
     [("package_not_loaded", STOP)]),
    # the target
    (BuildOptions(), {"targets": (target(LINUX),)}, []),
    (BuildOptions(), {"targets": (target(WINDOWS),)}, [("no_such_target", STOP)]),
    (BuildOptions(cgo=Cgo.ON), {"targets": (target(LINUX, cgo=False),), "packages": WITH_GO},
     [("no_cgo_there", STOP)]),
    (BuildOptions(cgo=Cgo.ON), {"targets": (target(LINUX),), "packages": WITH_GO}, []),
    (BuildOptions(), {"targets": (target(LINUX, cgo=False),)}, []),
    (BuildOptions(), {"rehearsed": Captured(1, "", NEEDS_LINKER)}, [("target_needs_cgo", STOP)]),
    (BuildOptions(), {"rehearsed": Captured(0, "", NEEDS_LINKER)}, []),
    (BuildOptions(), {"rehearsed": Captured(1, "", "-race not supported on linux/arm")},
     [("option_not_there", STOP)]),
    (BuildOptions(), {"rehearsed": Captured(1, "", "something else")}, []),
    (BuildOptions(micro="v4"), {}, []),
    (BuildOptions(micro="v5"), {}, [("no_such_micro", STOP)]),
    (BuildOptions(micro="v8.0", target=Target(goarch="arm64")), {}, []),
    (BuildOptions(micro="v8.0,lse", target=Target(goarch="arm64")), {}, []),
    (BuildOptions(micro="v1", target=Target(goarch="s390x")), {}, [("no_such_micro", STOP)]),
    # C code
    (BuildOptions(), {"packages": SQLITE}, [("cgo_stub", NOTE)]),
    (BuildOptions(cgo=Cgo.STATIC), {"packages": SQLITE}, []),
    (BuildOptions(), {"packages": C_ONLY}, [("c_code_left_out", STOP)]),
    (BuildOptions(), {"packages": WITH_GO}, [("c_code_left_out", NOTE)]),
    (BuildOptions(), {"packages": NET, "with_c": {**NET, **C_ONLY}}, []),  # imported with cgo alone
    (BuildOptions(), {"packages": NET}, []),
    (BuildOptions(cgo=Cgo.ON), {"packages": NET}, [("cgo_without_need", NOTE)]),
    (BuildOptions(cgo=Cgo.ON), {"packages": WITH_GO}, []),
    (BuildOptions(cgo=Cgo.STATIC), {}, []),
    (BuildOptions(cgo=Cgo.ON, target=WINDOWS), {}, []),
    (BuildOptions(cgo=Cgo.ON, race=True), {}, []),
    (BuildOptions(race=True), {}, [("race_needs_cgo", STOP)]),
    (BuildOptions(race=True, cgo=Cgo.STATIC), {}, [("race_needs_cgo", STOP)]),
    (BuildOptions(glibc="2.28"), {}, [("glibc_not_used", NOTE)]),
    (BuildOptions(glibc="2.28", cgo=Cgo.STATIC), {}, [("glibc_not_used", NOTE)]),
    (BuildOptions(glibc="2.28", cgo=Cgo.ON), {"packages": WITH_GO}, []),
    (BuildOptions(glibc="2.28", cgo=Cgo.ON, target=WINDOWS), {}, [("glibc_not_used", NOTE)]),
    (BuildOptions(mode=BuildMode.PIE), {}, [("pie_wants_loader", NOTE)]),
    (BuildOptions(mode=BuildMode.PIE, target=WINDOWS), {}, []),
    (BuildOptions(mode=BuildMode.PIE, cgo=Cgo.ON), {"packages": WITH_GO}, []),
    (BuildOptions(mode=BuildMode.STATIC_PIE), {}, []),
    # the options
    (BuildOptions(flags=("-a",)), {}, [("old_recipe", NOTE)]),
    (BuildOptions(flags=("-asan",)), {}, []),
    (BuildOptions(flags=("-installsuffix=cgo",)), {}, [("old_recipe", NOTE)]),
    (BuildOptions(ldflags='-extldflags "-static"'), {}, [("old_recipe", NOTE)]),
    (BuildOptions(ldflags="-linkmode external -extldflags -static"), {}, []),
    *((BuildOptions(flags=(one,)), {}, [("flag_taken", STOP)]) for one in (
        "-o", "--o=x", "-ldflags=-s", "-tags=x", "-trimpath", "-buildmode=pie", "-C=/x", "-n",
        "-toolexec=x",
    )),
    (BuildOptions(flags=("-p=1", "-x", "-overlay=x", "-gcflags=-N", "-mod=vendor")), {}, []),
    (BuildOptions(), {"free": {Path("/x"): 299_999_999}}, [("disk_nearly_full", NOTE)]),
    (BuildOptions(), {"free": {Path("/x"): 300_000_000}}, []),
    (BuildOptions(), {"free": {Path("/x"): 1, Path("/y"): 1}}, [("disk_nearly_full", NOTE)] * 2),
    (BuildOptions(), {"output": Path("/")}, [("output_is_folder", STOP)]),
    (BuildOptions(stamps=(("main.v", "1"),)), {}, [("stamp_will_not_stick", NOTE)]),
    (BuildOptions(stamps=(("main.v", "1"),)),
     {"stamps": (Stamp(name="main.v", value="", likely=True),)}, []),
    (BuildOptions(stamps=(("x.io/v.V", "1"),)), {"packages": package("x.io/v", Name="v")}, []),
    (BuildOptions(stamps=(("x.io/w.V", "1"),)), {"packages": package("x.io/v", Name="v")},
     [("stamp_will_not_stick", NOTE)]),
    (BuildOptions(stamps=(("a.io/p.V", "1"),)), {}, [("stamp_will_not_stick", NOTE)]),
    # the code
    (BuildOptions(), {"reads": (read("config.yaml"),)}, [("files_beside", NOTE)]),
    (BuildOptions(), {"reads": (read("up", writes=True),)}, [("writes_beside", NOTE)]),
    (BuildOptions(), source(ZONE), [("time_zones_missing", NOTE)]),
    (BuildOptions(tags=("timetzdata",)), source(ZONE), []),
    (BuildOptions(), source(ZONE) | {"packages": package("time/tzdata")}, []),
    (BuildOptions(), source("time.LoadLocation(name)"), []),
    (BuildOptions(), source("gin.SetMode( gin.DebugMode )"), [("gin_debug_mode", NOTE)]),
    (BuildOptions(), source("gin.SetMode(gin.ReleaseMode)"), []),
    (BuildOptions(), source(GIN), [("gin_trusts_everybody", NOTE)]),
    (BuildOptions(), source(GIN.replace("Default", "New")), [("gin_trusts_everybody", NOTE)]),
    (BuildOptions(), source(GIN + "// r.SetTrustedProxies(nil)"), [("gin_trusts_everybody", NOTE)]),
    (BuildOptions(), source(GIN + "r.SetTrustedProxies(nil)"), []),
    (BuildOptions(), source(GIN + "r.TrustedPlatform = x"), []),
    (BuildOptions(), source("gin.Default()"), []),
]  # fmt: skip


@pytest.mark.parametrize(("options", "more", "wanted"), ROWS)
def test_a_trap_is_told_and_what_is_just_none_is_not(
    options: BuildOptions, more: dict[str, Any], wanted: list[tuple[str, bool]], tmp_path: Path
) -> None:
    assert told(seen(tmp_path, options, **dict(more))) == wanted


ACTIONS: list[tuple[BuildOptions, dict[str, Any], list[Action | None], str]] = [
    (BuildOptions(), {"said": OFFLINE}, [ModDownload()], ""),
    (BuildOptions(proxy="off"), {"said": OFFLINE}, [SetProxy("")], ""),
    (BuildOptions(), {"go_version": "1.24"}, [OpenFile.at("go.mod")], ""),
    (BuildOptions(), {"go_version": "1.27"},
     [FetchGo(), ChooseGo()], "go"),
    (BuildOptions(micro="v9"), {},
     [SetMicro(one) for one in ("v1", "v2", "v3", "v4")], "micro"),
    (BuildOptions(), {"packages": SQLITE}, [SetCgo(Cgo.STATIC), None], "cgo"),
    (BuildOptions(), {"packages": C_ONLY}, [SetCgo(Cgo.STATIC), SetCgo(Cgo.ON)], "cgo"),
    (BuildOptions(cgo=Cgo.ON), {}, [SetCgo(Cgo.OFF)], "cgo"),
    (BuildOptions(race=True), {}, [SetCgo(Cgo.ON)], "race"),
    (BuildOptions(glibc="2.28"), {}, [None, SetCgo(Cgo.ON)], "glibc"),
    (BuildOptions(mode=BuildMode.PIE), {}, [SetCgo(Cgo.STATIC)], "mode"),
    (BuildOptions(), {"targets": (target(WINDOWS),)}, [ChooseTarget()], "target"),
    (BuildOptions(cgo=Cgo.ON), {"targets": (target(LINUX, cgo=False),), "packages": WITH_GO},
     [SetCgo(Cgo.OFF), ChooseTarget()], "cgo"),
    (BuildOptions(), source(ZONE), [AddTags(("timetzdata",))], "tags"),
    (BuildOptions(), {"reads": (read("c.yaml"),)},
     [OpenFile.at("/p/m.go:3"), None], ""),
    (BuildOptions(), {"reads": (read("u", writes=True),)},
     [OpenFile.at("/p/m.go:3"), None], ""),
    (BuildOptions(), source(GIN), [OpenFile.at("/p/m.go:4"), None], ""),
    (BuildOptions(), {"free": {Path("/x"): 1}}, [Retry()], "output"),
    (BuildOptions(flags=("-o",)), {}, [None], "flags"),
    (BuildOptions(stamps=(("v", "1"),)), {}, [None], "stamps"),
]  # fmt: skip


@pytest.mark.parametrize(("options", "more", "actions", "field"), ACTIONS)
def test_a_trap_leads_to_its_way_out(
    options: BuildOptions,
    more: dict[str, Any],
    actions: list[Action | None],
    field: str,
    tmp_path: Path,
) -> None:
    (only,) = findings(seen(tmp_path, options, **dict(more)))
    assert [one.action for one in only.problem.next] == actions
    assert only.problem.field == field


def problems(look: Seen) -> Mapping[str, Finding]:
    return {one.problem.code: one for one in findings(look)}


def test_what_stops_a_build_comes_first_and_each_finding_once(tmp_path: Path) -> None:
    look = seen(
        tmp_path, BuildOptions(race=True, mode=BuildMode.PIE, micro="v9"),
        packages=package("x", Error={"Err": "boom"}) | package("y", Error={"Err": "boom"}),
    )  # fmt: skip
    assert told(look) == [
        ("race_needs_cgo", STOP), ("no_such_micro", STOP), ("package_not_loaded", STOP),
        ("package_not_loaded", STOP), ("pie_wants_loader", NOTE),
    ]  # fmt: skip
    twice = replace(look, refused=(problems(look)["race_needs_cgo"].problem,))
    assert told(twice).count(("race_needs_cgo", STOP)) == 1


def test_a_stamp_is_led_to_the_variable_that_was_meant(tmp_path: Path) -> None:
    known = (
        Stamp(name="main.other", value="", likely=False),
        Stamp(name="main.commit", value="", likely=True),
        Stamp(name="main.version", value="", likely=True),
    )
    for name, better in (
        ("version", "Set main.version instead."), ("main.Version", "Set main.commit instead."),
        ("other", "Set main.other instead."),
    ):  # fmt: skip
        look = seen(tmp_path, BuildOptions(stamps=((name, "1"),)), stamps=known)
        assert str(problems(look)["stamp_will_not_stick"].problem.next[0].text) == better
    none = seen(tmp_path, BuildOptions(stamps=(("v", "1"),)), stamps=known[:1])
    assert 'var version = "dev"' in str(problems(none)["stamp_will_not_stick"].problem.next[0].text)


def test_files_beside_written_and_embedded_are_told_apart(tmp_path: Path) -> None:
    own = {"a.io/p": MAIN | {"Dir": str(tmp_path), "EmbedFiles": ["web/a.html", "t.txt"]}}
    reads = tuple(read(one) for one in ("web", "./web/a.html", "web/*.html", "t.txt", "webx", "we"))
    found = problems(seen(tmp_path, packages=own, reads=(*reads, read("t.txt", writes=True))))
    assert list(found) == ["files_beside", "writes_beside", "embedded_but_read_from_disk"]
    assert found["files_beside"].problem.details == "/p/m.go:3: webx\n/p/m.go:3: we"
    assert found["embedded_but_read_from_disk"].problem.details == "\n".join(
        f"/p/m.go:3: {one.path}" for one in reads[:4]
    )


def test_replacements_are_there_outside_or_missing(tmp_path: Path) -> None:
    project = tmp_path / "p"
    for folder in ("p/inside", "outside"):
        (tmp_path / folder).mkdir(parents=True)
    for written, wanted in {
        "./inside": [], "../outside": [("replacement_outside", NOTE)],
        "./gone": [("replacement_missing", STOP)],
    }.items():  # fmt: skip
        replaced = f"module a\n\nreplace x => {written}\n"
        (project / "go.mod").write_text(replaced, "utf-8")
        assert told(seen(project)) == []  # nobody requires it: that forbids a module, as etcd does
        (project / "go.mod").write_text(f"{replaced}require x v0.0.0\n", "utf-8")
        assert told(seen(project)) == wanted
    (project / "go.mod").write_text("module a\n\nreplace x => ../outside\nrequire x v0.0.0\n")
    (tmp_path / ".git").mkdir()
    assert told(seen(project)) == [], "the repository holds both"
    (project / "go.mod").write_text(f"{replaced}require x v0.0.0\n", "utf-8")
    outside = problems(replace(seen(project), sources={}))
    assert outside["replacement_missing"].problem.next[0].action == OpenFile(Path("go.mod"))


def test_a_project_left_out_of_its_workspace_is_told_so(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    gone = {"a.io/p": {"ImportPath": "a.io/p"}}
    assert told(seen(inner, packages=gone)) == []
    (tmp_path / "go.work").write_text("go 1.25\n", "utf-8")
    assert told(seen(inner, packages=gone)) == [("outside_workspace", STOP)]
    (way_out,) = problems(seen(inner, packages=gone))["outside_workspace"].problem.next
    assert way_out.action == IgnoreWorkspace()
    assert told(seen(inner, BuildOptions(workspace=False), packages=gone)) == []
    assert told(seen(inner)) == []


def test_what_go_says_of_the_whole_project_counts_only_without_packages(tmp_path: Path) -> None:
    said = "go: inconsistent vendoring in /p"
    empty = replace(seen(tmp_path, said=said), packages={}, with_c={})
    assert told(empty) == [("vendor_outdated", STOP)]
    assert told(seen(tmp_path, said=said)) == []
