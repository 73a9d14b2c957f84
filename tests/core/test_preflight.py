"""Traps seen before a build, each on a real project; and silence on a clean one."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.build.options import BuildMode, BuildOptions, BuildRequest, Cgo, Target
from core.build.preflight import Finding, findings, look, preflight
from core.problems import ProblemError
from core.project.model import Main, Project
from core.project.reader import read
from core.toolchain.surroundings import surprises
from tests import go_projects

if TYPE_CHECKING:
    from pathlib import Path

    from core.home import Home

pytestmark = pytest.mark.go

MAIN = "package main\n\n{imports}\n\n{body}\n"
PLAIN = go_projects.HELLO
ARM = Target(goos="linux", goarch="arm64")


def program(body: str = "func main() {}", *imports: str) -> str:
    """A main package."""
    return MAIN.format(imports="\n".join(f"import {one}" for one in imports), body=body)


def read_or_guess(folder: Path) -> Project:
    """Read the project; one that Go cannot read is described by hand, as the window keeps it."""
    try:
        return asyncio.run(read(folder, go_projects.go()))
    except ProblemError:
        main = Main(package="example.com/hello", folder=folder)
        return Project(folder=folder, module="example.com/hello", go_version="1.21", mains=(main,))


def look_at(
    folder: Path, home: Home, files: dict[str, str], options: BuildOptions | None = None
) -> tuple[Finding, ...]:
    """Write a project and look at it before a build."""
    project = read_or_guess(go_projects.write(folder, files))
    request = BuildRequest(project=project, options=options or BuildOptions())
    return asyncio.run(preflight(request, go_projects.go(), home))


C_CODE = 'package store\n\n// int one = 1;\nimport "C"\n\nvar One = C.one\n'
WITH_STORE = program("func main() { _ = store.One }", '"example.com/hello/store"')
MOD = "module example.com/hello\n\ngo 1.25\n"

TRAPS: dict[str, tuple[dict[str, str], BuildOptions]] = {
    "no_main": ({"lib.go": "package lib\n"}, BuildOptions()),
    "several_mains": ({"a/m.go": PLAIN, "b/m.go": PLAIN}, BuildOptions()),
    "no_such_main": ({"main.go": PLAIN}, BuildOptions(main="./cmd/x")),
    "go_too_old": ({"go.mod": "module example.com/hello\n\ngo 1.99\n", "main.go": PLAIN},
                   BuildOptions()),
    "outside_workspace": ({"go.work": "go 1.21\n\nuse ./other\n", "main.go": PLAIN,
                           "other/go.mod": "module other\n\ngo 1.21\n"}, BuildOptions()),
    "vendor_outdated": (
        {"go.mod": MOD + "\nrequire example.com/dep v1.0.0\n", "main.go": PLAIN,
         "vendor/modules.txt": "# example.com/old v1.0.0\n## explicit\n"}, BuildOptions()),
    "replacement_missing": (
        {"go.mod": MOD + "\nrequire example.com/dep v1.0.0\n"
         "replace example.com/dep => ./gone\n", "main.go": PLAIN}, BuildOptions()),
    "go_mod_lacks_module": (
        {"main.go": program("func main() {}", '_ "example.com/unlisted"')}, BuildOptions()),
    "go_sum_incomplete": (
        {"go.mod": MOD + "\nrequire github.com/gin-gonic/gin v1.10.0\n",
         "main.go": program("func main() {}", '_ "github.com/gin-gonic/gin"')}, BuildOptions()),
    "old_go_line": ({"main.go": PLAIN}, BuildOptions()),
    "import_unknown": ({"main.go": program("func main() {}", '_ "nosuchthing"')}, BuildOptions()),
    "import_cycle": (
        {"main.go": program("func main() {}", '_ "example.com/hello/a"'),
         "a/a.go": 'package a\n\nimport _ "example.com/hello/b"\n',
         "b/b.go": 'package b\n\nimport _ "example.com/hello/a"\n'}, BuildOptions()),
    "two_packages_in_a_folder": (
        {"main.go": program("func main() {}", '_ "example.com/hello/a"'),
         "a/a.go": "package a\n", "a/b.go": "package b\n"}, BuildOptions()),
    "embed_missing": (
        {"main.go": program("//go:embed web/dist\nvar x embed.FS\n\nfunc main() {}", '"embed"')},
        BuildOptions()),
    "embed_impossible": (
        {"main.go": program("//go:embed ../x\nvar x embed.FS\n\nfunc main() {}", '"embed"')},
        BuildOptions()),
    "package_has_no_code": (
        {"main.go": program("func main() {}", '_ "example.com/hello/w"'),
         "w/w_windows.go": "package w\n"}, BuildOptions()),
    "files_beside": (
        {"main.go": program('func main() { os.ReadFile("config.yaml") }', '"os"')},
        BuildOptions()),
    "writes_beside": (
        {"main.go": program('func main() { os.MkdirAll("uploads", 0o755) }', '"os"')},
        BuildOptions()),
    "embedded_but_read_from_disk": (
        {"main.go": program('//go:embed a.txt\nvar a string\n\n'
                            'func main() { os.ReadFile("a.txt") }', '_ "embed"', '"os"'),
         "a.txt": "x"}, BuildOptions()),
    "time_zones_missing": (
        {"main.go": program('func main() { time.LoadLocation("Asia/Shanghai") }', '"time"')},
        BuildOptions()),
    "gin_trusts_everybody": (
        {"main.go": program("func main() {\n\tgin.Default() // SetTrustedProxies(\n}",
                            '"github.com/gin-gonic/gin"')}, BuildOptions()),
    "c_code_left_out": ({"main.go": WITH_STORE, "store/store.go": C_CODE}, BuildOptions()),
    "cgo_without_need": ({"main.go": PLAIN}, BuildOptions(cgo=Cgo.ON)),
    "static_impossible": (
        {"main.go": PLAIN},
        BuildOptions(cgo=Cgo.STATIC, target=Target(goos="windows", goarch="amd64"))),
    "no_such_target": (
        {"main.go": PLAIN}, BuildOptions(target=Target(goos="linux", goarch="z80"))),
    "no_cgo_there": (
        {"main.go": PLAIN},
        BuildOptions(cgo=Cgo.ON, target=Target(goos="plan9", goarch="amd64"))),
    "target_needs_cgo": (
        {"main.go": PLAIN}, BuildOptions(target=Target(goos="ios", goarch="arm64"))),
    "no_such_glibc": ({"main.go": PLAIN}, BuildOptions(cgo=Cgo.ON, glibc="bookworm")),
    "glibc_not_used": ({"main.go": PLAIN}, BuildOptions(glibc="2.28")),
    "race_needs_cgo": ({"main.go": PLAIN}, BuildOptions(race=True)),
    "pie_wants_loader": ({"main.go": PLAIN}, BuildOptions(mode=BuildMode.PIE)),
    "no_such_micro": ({"main.go": PLAIN}, BuildOptions(micro="v9")),
    "stamp_will_not_stick": (
        {"main.go": PLAIN}, BuildOptions(stamps=(("example.com/hello.version", "1"),))),
    "old_recipe": ({"main.go": PLAIN}, BuildOptions(ldflags='-extldflags "-static"')),
    "flag_taken": ({"main.go": PLAIN}, BuildOptions(flags=("-o=/tmp/x",))),
    "unquotable": ({"main.go": PLAIN}, BuildOptions(stamps=(("main.version", "'\""),))),
}  # fmt: skip


@pytest.mark.parametrize("code", TRAPS)
def test_the_trap_is_seen_before_the_build(code: str, tmp_path: Path, home: Home) -> None:
    found = look_at(tmp_path / "project", home, *TRAPS[code])
    assert code in [one.problem.code for one in found]
    for one in found:
        assert str(one.problem.what)
        assert str(one.problem.why)


def test_a_clean_project_raises_no_alarm(
    tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOENV", "off")
    for setting in surprises(go_projects.go()):  # of whoever runs the tests
        monkeypatch.delenv(setting.name, raising=False)
    files = {"go.mod": MOD, "main.go": PLAIN}
    assert look_at(tmp_path / "clean", home, files) == ()
    assert look_at(tmp_path / "clean", home, files, BuildOptions(target=ARM)) == ()
    stamped = BuildOptions(stamps=(("main.version", "1.0"),))
    assert look_at(tmp_path / "clean", home, files, stamped) == ()


def test_a_stub_that_would_fail_at_its_first_query_is_named(tmp_path: Path, home: Home) -> None:
    files = {
        "go.mod": MOD + "\nrequire github.com/mattn/go-sqlite3 v1.14.0\n"
        "replace github.com/mattn/go-sqlite3 => ./sqlite\n",
        "main.go": program("func main() {}", '_ "github.com/mattn/go-sqlite3"'),
        "sqlite/go.mod": "module github.com/mattn/go-sqlite3\n",
        "sqlite/real.go": 'package sqlite3\n\n// int one = 1;\nimport "C"\n',
        "sqlite/static_mock.go": "//go:build !cgo\n\npackage sqlite3\n",
    }
    found = {one.problem.code: one for one in look_at(tmp_path / "db", home, files)}
    assert not found["cgo_stub"].stops
    assert "modernc.org/sqlite" in str(found["cgo_stub"].problem.next[1].text)


@pytest.mark.parametrize(
    "said",
    [
        "r.SetTrustedProxies(nil)",
        "r.ForwardedByClientIP = false",
        'r.TrustedPlatform = "X-Real-Ip"',
    ],
)
def test_whoever_said_whom_gin_shall_trust_is_not_told_so(
    said: str, tmp_path: Path, home: Home
) -> None:
    gin = '"github.com/gin-gonic/gin"'
    files = {
        "main.go": program("func main() { limit(gin.New()) }", gin),
        "limit.go": program(f"func limit(r *gin.Engine) {{ {said} }}", gin),
    }
    assert "gin_trusts_everybody" not in [
        one.problem.code for one in look_at(tmp_path / "careful", home, files)
    ]


def test_modules_that_must_be_fetched_are_foreseen_and_not_fetched(
    tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOMODCACHE", str(tmp_path / "modules"))
    folder = go_projects.write(tmp_path / "gin", {"main.go": PLAIN})
    project = read_or_guess(folder)
    (folder / "go.mod").write_text(MOD + "\nrequire golang.org/x/text v0.15.0\n", "utf-8")
    (folder / "go.sum").write_text(
        "golang.org/x/text v0.15.0 h1:h1V/4gjBv8v9cjcR6+AR5+/cIYK5N/WAgiv4xlsEtAk=\n"
        "golang.org/x/text v0.15.0/go.mod h1:18ZOQIKpY8NJVqYksKHtTdi31H5itFRjB5/qKTNYzSU=\n",
        "utf-8",
    )
    (folder / "main.go").write_text(
        program("func main() {}", '_ "golang.org/x/text/language"'), "utf-8"
    )
    request = BuildRequest(project=project, options=BuildOptions())
    found = asyncio.run(preflight(request, go_projects.go(), home))
    assert "modules_missing" in [one.problem.code for one in found if not one.stops]
    assert not (tmp_path / "modules" / "golang.org").exists()


def test_little_room_and_closed_folders_are_seen(tmp_path: Path, home: Home) -> None:
    request = go_projects.request(tmp_path / "hello")
    (tmp_path / "taken").mkdir()
    request = replace(request, output=tmp_path / "taken")
    seen = asyncio.run(look(request, go_projects.go(), home))
    codes = [one.problem.code for one in findings(replace(seen, free={tmp_path: 1000}))]
    assert {"disk_nearly_full", "output_is_folder"} <= set(codes)
