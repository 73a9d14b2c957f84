"""What a project's files say, exactly: paths, stamps, go.mod, goferry.toml and git."""

from __future__ import annotations

import asyncio
import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from core.actions import ChooseFolder, OpenFile, OpenFolder, StartFromTemplate
from core.problems import ProblemError
from core.project import git, go_mod, modules, shared
from core.project.doctor import together
from core.project.file_scan import scan, without_comments, without_strings
from core.project.go_files import programs
from core.project.model import Project
from core.project.packages import chain, read_objects
from core.project.reader import read
from core.project.shared import Shared
from core.project.stamps import settable
from core.project.traits import ServiceTraits
from core.service.model import Mode, Scope
from core.service.shared_options import name_from, values_from
from tests.made_up_go import MadeUpGo

if TYPE_CHECKING:
    from core.project.packages import Package


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


OPENED: dict[str, list[str]] = {
    **{f'{call}("a/b")': ["a/b"] for call in (
        "os.ReadFile", "os.Open", "os.ReadDir", "os.DirFS", "os.Stat", "os.Lstat",
        "ioutil.ReadFile", "ioutil.ReadDir", "http.Dir", "r.LoadHTMLGlob", "sqlite.Open",
        "viper.SetConfigFile", "viper.AddConfigPath", "godotenv.Load",
    )},
    **{f'{call}("a/b", x)': ["a/b !"] for call in (
        "os.Create", "os.WriteFile", "os.Mkdir", "os.MkdirAll", "ioutil.WriteFile",
    )},
    'os.OpenFile("l", os.O_RDONLY, 0)': ["l"],
    **{f'os.OpenFile("l", os.{flag}, 0)': ["l !"] for flag in (
        "O_CREATE", "O_WRONLY", "O_APPEND", "O_RDWR",
    )},
    'r.LoadHTMLFiles("a", "b")': ["a", "b"], 'tls.LoadX509KeyPair("c", "k")': ["c", "k"],
    'r.Static("/s", "./static")': ["./static"], 'r.StaticFile("/f", "fav.ico")': ["fav.ico"],
    'http.ServeFile(w, r, "i.html")': ["i.html"], 'srv.RunTLS(addr, "c", "k")': ["c", "k"],
    'os.ReadFile(filepath.Join("a", "b.txt"))': ["a/b.txt"],
    'os.ReadFile(filepath.Join("a", name))': [],
    "os.ReadFile(`raw`)": ["raw"],
    'os.ReadFile("/etc/x")': [], 'os.ReadFile("~/x")': [], 'os.ReadFile(":8080")': [],
    'os.ReadFile("https://x/y")': [], 'sqlite.Open("file::memory:")': [], 'os.ReadFile("")': [],
    '// os.ReadFile("c")': [], '/* os.ReadFile("c") */': [], '"os.ReadFile(" + x': [],
    'xos.ReadFile("c")': [], 'tmpl.ParseGlob("t/*")': [],
    'template.Must(template.New("").ParseGlob("t/*"))': ["t/*"],
}  # fmt: skip


@pytest.mark.parametrize("line", OPENED)
def test_a_call_opens_exactly_these_paths(line: str, tmp_path: Path) -> None:
    file = write(tmp_path, {"a.go": f"package a\n\nfunc f() {{\n\t{line}\n}}\n"}) / "a.go"
    found = scan([file])
    assert [f"{one.path}{' !' if one.writes else ''}" for one in found] == OPENED[line]
    assert all((one.file, one.line) == (file, 4) for one in found)


def test_paths_may_be_constants_flags_or_handed_to_an_own_function(tmp_path: Path) -> None:
    write(tmp_path, {
        "a/a.go": 'package a\n\nconst one = "one.txt"\nvar two = flag.String("f", "two.txt", "")\n'
        'const twice = "x"\n\nfunc f() {\n\tos.Open(one)\n\tos.Open(*two)\n\tos.Open(twice)\n'
        '\tload("own.txt")\n\tother.load("not.txt")\n}\n\nfunc g(one string) {\n\tos.Open(one)'
        "\n}\n",
        "a/b.go": 'package a\n\nconst twice = "y"\n\nfunc load(p string) {\n\tos.ReadFile(p)\n}\n',
        "b/b.go": "package b\n\nfunc f() {\n\tos.Open(one)\n}\n",
    })  # fmt: skip
    found = scan(sorted(tmp_path.rglob("*.go")))
    assert [(one.path, one.line) for one in found] == [
        ("one.txt", 8), ("two.txt", 9), ("own.txt", 11),
    ]  # fmt: skip
    assert scan([tmp_path / "gone.go"]) == ()


def test_comments_and_strings_are_blanked_and_lines_stay() -> None:
    source = 'a // "x\nb /* y\n*/ c "s//t" `r\n` \'"\' d'
    assert without_comments(source) == 'a      \nb     \n   c "s//t" `r\n` \'"\' d'
    assert without_strings('x("ab", `c\nd`)') == 'x("  ", ` \n `)'


STAMPS = """package main

var version = "dev"
var (
	commit string
	Built, Other = "a", "b"
	count = 3
	long = "a" +
		other
	name = `n`
	// hidden = "x"
)
const fixed = "c"
func f() {
	var inside = "i"
}
var typed string = "t"
var made = f()
"""


def test_only_text_variables_of_the_package_can_be_stamped(tmp_path: Path) -> None:
    write(tmp_path, {"a.go": STAMPS, "a_test.go": 'package main\n\nvar tested = "x"\n'})
    assert [(one.name, one.value, one.likely) for one in settable("main", tmp_path)] == [
        ("main.commit", "", True), ("main.version", "dev", True), ("main.name", "n", False),
        ("main.typed", "t", False),
    ]  # fmt: skip


def test_go_mod_is_read_without_go_and_the_nearest_counts(tmp_path: Path) -> None:
    text = (
        '// module no\nmodule "a.io/x" // here\n\ngo 1.24.3\ntoolchain go1.26.8\n'
        "require (\n\tb.io/b v1.0.0\n\tc.io/c v1.2.0 // indirect\n)\nrequire f.io/f v0.0.0\n"
        "replace b.io/b => ../b\nreplace (\n\tg.io/g => ./nowhere\n"
        "\tc.io/c v1.0.0 => ./c // inside\n\td.io/d => e.io/e v1\n"
        "\tf.io/f => /abs\n)\n"
    )  # fmt: skip
    write(tmp_path, {"go.mod": text, "in/go.mod": "module inner\n", "in/deep/x": ""})
    found = go_mod.read(tmp_path / "go.mod")
    assert (found.module, found.go_version, found.toolchain) == ("a.io/x", "1.24.3", "go1.26.8")
    assert found.local_replacements == ("../b", "./c", "/abs")
    inner = go_mod.find(tmp_path / "in" / "deep")
    assert inner is not None
    assert (inner.module, inner.go_version, inner.file) == ("inner", "", tmp_path / "in/go.mod")


def test_modules_below_are_those_of_go_work_else_the_nearest_found(tmp_path: Path) -> None:
    names = ("b", "a/x", "d/d/d/d", "e/e/e/e/e", "vendor/v", "node_modules/n", ".h", "_u", "b/in",
             "testdata/t")  # fmt: skip
    write(tmp_path, {f"{one}/go.mod": "module m\n" for one in names})
    assert [str(one.relative_to(tmp_path)) for one in modules.below(tmp_path)] == [
        "b", "a/x", "d/d/d/d",
    ]  # fmt: skip
    write(tmp_path, {"go.work": 'go 1.25\nuse (\n\t./a/x // one\n\t"./e/e/e/e/e"\n\t./gone\n)\n'})
    assert [str(one.relative_to(tmp_path)) for one in modules.below(tmp_path)] == [
        "a/x", "e/e/e/e/e",
    ]  # fmt: skip


CONSTRAINTS = {
    "linux": True, "windows": False, "!windows": True, "!linux": False, "unix": True, "amd64": True,
    "arm64": False, "cgo": True, "go1.21": True, "ignore": False, "linux && arm64": False,
    "linux || windows": True, "windows || darwin": False, "windows || (linux && !arm64)": True,
    "!(linux || windows)": False, "!!linux": True, "windows && linux || gc": True,
}  # fmt: skip


@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_a_constraint_leaves_a_file_to_linux_or_not(constraint: str, tmp_path: Path) -> None:
    text = f"//go:build {constraint}\n\npackage main\n\nfunc main() {{ gin.New() }}\n"
    write(tmp_path, {"m.go": text})
    assert bool(programs(tmp_path)) is CONSTRAINTS[constraint]


def test_a_file_s_name_leaves_it_to_linux_or_not(tmp_path: Path) -> None:
    names = ("m", "m_linux", "m_amd64", "m_linux_amd64", "m_windows", "m_arm64", "m_windows_amd64",
             "m_linux_arm64", "windows", "m_windows_x", "m_darwin", "m_test", "_m",
             ".m")  # fmt: skip
    for name in names:
        folder = write(tmp_path / name, {f"{name}.go": "package main\n\nfunc main() {}\n"})
        counts = name in {"m", "m_linux", "m_amd64", "m_linux_amd64", "windows", "m_windows_x"}
        assert bool(programs(folder)) is (counts and name != "m_windows_x"), name


def test_objects_are_read_one_after_another_up_to_what_is_none() -> None:
    assert read_objects('{"a": 1}\n{"b": {"c": 2}}\n') == [{"a": 1}, {"b": {"c": 2}}]
    assert read_objects('go: note\n{"a": 1}{"b"') == [{"a": 1}]
    assert read_objects("") == []


def test_the_shortest_chain_of_imports_is_told_from_start_to_goal() -> None:
    imports: dict[str, Package] = {
        "m": {"Imports": ["b", "a"]}, "a": {"Imports": ["c"]}, "b": {"Imports": ["goal"]},
        "c": {"Imports": ["d"]}, "d": {"Imports": ["goal"]}, "goal": {"Imports": None},
    }  # fmt: skip
    assert chain(imports, starts=["m"], goal="goal") == ("m", "b", "goal")
    assert chain(imports, starts=["a", "m"], goal="goal") == ("m", "b", "goal")
    assert chain(imports, starts=["m"], goal="m") == ("m",)
    assert chain(imports, starts=["c"], goal="b") == ("b",)


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("a.io/shop", "shop"), ("a.io/shop/v2", "shop"), ("a.io/v2x", "v2x"), ("v2", "v2"),
        ("", "folder"), ("a.io/shop/", "shop"), ("a.io/shop/v", "v"),
    ],
)  # fmt: skip
def test_people_call_a_project_by_its_last_word(module: str, name: str) -> None:
    assert Project(folder=Path("/x/folder"), module=module, go_version="").name == name


SAID = """
[service]
name = "shop"
port = 65535
health = "/ready"
mode = "socket"
memory = "64M"
cpu = 50
tasks = 99
includes = ["a/b", "./c"]
excludes = ["*.map"]
[build]
strip = false
[profiles.debug]
trimpath = false
[budget]
max_growth = "1%"
"""
WHOLE = Shared(
    service={
        "name": "shop", "port": 65535, "health": "/ready", "mode": "socket", "memory": "64M",
        "cpu": 50, "tasks": 99, "includes": ["a/b", "./c"], "excludes": ["*.map"],
    },
    max_growth="1%", build={"strip": False},
    profiles={"debug": {"trimpath": False}},
)  # fmt: skip


def test_goferry_toml_is_read_field_by_field(tmp_path: Path) -> None:
    found = shared.load(write(tmp_path, {"goferry.toml": SAID}))
    assert found == WHOLE
    assert (name_from(found), values_from(found, tmp_path)) == ("shop", {
        "port": 65535, "health_path": "/ready", "mode": Mode.SOCKET, "scope": Scope.SYSTEM,
        "limits.memory": "64M", "limits.cpu": 50, "limits.tasks": 99,
        "includes": (tmp_path / "a/b", tmp_path / "c"), "excludes": ("*.map",),
    })  # fmt: skip
    assert (found.has_budget, replace(found, max_growth="").has_budget) == (True, False)
    assert replace(found, max_growth="", max_size="1B").has_budget
    assert found.options() == {"strip": False}
    assert found.options("debug") == {"strip": False, "trimpath": False}
    over = replace(found, profiles={"p": {"strip": True}})
    assert over.options("p") == {"strip": True}
    with pytest.raises(ProblemError) as refused:
        found.options("release")
    assert (refused.value.problem.code, refused.value.problem.field) == (
        "no_such_profile",
        "profile",
    )


@pytest.mark.parametrize(
    "line",
    [
        "port = 65536", "port = -1", "port = true", 'port = "80"', "cpu = -1", "cpu = true",
        "tasks = 1.5", 'includes = ["a/../b"]', 'includes = ["c:\\\\x"]', 'includes = ["a\\\\b"]',
        "includes = [3]", 'excludes = ["a\\nb"]', "excludes = [3]", 'name = "a\\nb"', "health = 3",
        "root = 1",
    ],
)  # fmt: skip
def test_a_strange_line_of_goferry_toml_is_refused(line: str, tmp_path: Path) -> None:
    write(tmp_path, {"goferry.toml": f"[service]\n{line}\n"})
    said = shared.load(tmp_path)
    with pytest.raises(ProblemError) as refused:
        _ = name_from(said), values_from(said, tmp_path)
    problem = refused.value.problem
    assert problem.code == "shared_unreadable"
    assert [one.action for one in problem.next] == [OpenFile.at(str(tmp_path / "goferry.toml"))]


def run_git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false")
    subprocess.run(("git", *who, *words), cwd=folder, check=True, capture_output=True)


def test_git_tells_commit_tag_and_every_kind_of_change(tmp_path: Path) -> None:
    folder = write(tmp_path / "p", {"a b.txt": "1", "old.txt": "2" * 99})
    assert asyncio.run(git.commit(folder)) is None
    assert asyncio.run(git.version(folder)) == ""
    assert asyncio.run(git.ask(folder, "rev-parse")).code == 128
    run_git(folder, "init", "-q")
    assert asyncio.run(git.commit(folder)) is None
    run_git(folder, "add", ".")
    run_git(folder, "commit", "-qm", "x")
    run_git(folder, "tag", "v1.0.0")
    clean = asyncio.run(git.commit(folder))
    assert clean is not None
    assert (len(clean.revision), clean.tag, clean.uncommitted) == (40, "v1.0.0", ())
    assert asyncio.run(git.version(folder)) == "v1.0.0"
    write(folder, {"a b.txt": "changed", "new file": "n"})
    run_git(folder, "mv", "old.txt", "moved.txt")
    dirty = asyncio.run(git.commit(folder))
    assert dirty is not None
    assert set(dirty.uncommitted) == {"a b.txt", "new file", "moved.txt"}
    assert asyncio.run(git.version(folder)) == "v1.0.0-dirty"


def test_what_a_repository_names_is_never_run(tmp_path: Path) -> None:
    folder = write(tmp_path / "p", {"a.txt": "1", ".gitattributes": "*.txt filter=evil\n"})
    run_git(folder, "init", "-q")
    for name, value in (("clean", "touch ran"), ("smudge", "touch ran"), ("required", "true")):
        run_git(folder, "config", f"filter.evil.{name}", value)
    told = asyncio.run(git.restrained({"GIT_CONFIG_COUNT": "1", "X": "y"}, folder))
    count = int(told["GIT_CONFIG_COUNT"])
    pairs = {told[f"GIT_CONFIG_KEY_{n}"]: told[f"GIT_CONFIG_VALUE_{n}"] for n in range(1, count)}
    assert pairs == {
        "core.fsmonitor": "false", "core.hooksPath": "/dev/null", "diff.ignoreSubmodules": "all",
        "filter.evil.clean": "", "filter.evil.smudge": "", "filter.evil.required": "false",
    }  # fmt: skip
    assert told["X"] == "y"
    assert asyncio.run(git.commit(folder)) is None
    assert not (folder / "ran").exists()


def listed(folder: Path, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"ImportPath": "a.io/p", "Name": "main", "Dir": str(folder), "GoFiles": ["m.go"]} | more


def test_a_project_is_what_go_lists_of_it(tmp_path: Path) -> None:
    go = MadeUpGo(tmp_path / "go")
    folder = write(tmp_path / "p", {
        "go.mod": "module a.io/p\n\ngo 1.25\n", "m.go": "package main\n",
        "c/c.go": 'package main\n\nfunc f() { os.Open("x") }\n',
    })  # fmt: skip
    rows = [
        {"ImportPath": "net", "Standard": True, "CgoFiles": ["c.go"], "DepOnly": True},
        {"ImportPath": "x.io/c", "CgoFiles": ["c.go"], "Dir": "/m", "DepOnly": True, "Name": "c"},
        {"ImportPath": "github.com/gin-gonic/gin", "DepOnly": True, "Imports": ["x.io/c"]},
        {"ImportPath": "x.io/tool", "Name": "main", "Dir": "/t", "DepOnly": True},
        listed(folder, Imports=["github.com/gin-gonic/gin"], EmbedFiles=["w/a"]),
        listed(folder / "c", ImportPath="a.io/p/c", Name="c", GoFiles=["c.go"]),
    ]  # fmt: skip
    go.does(listed="\n".join(map(json.dumps, rows)))
    found = asyncio.run(read(folder / "c", go.go))
    assert (found.folder, found.module, found.go_version, found.gin) == (
        folder, "a.io/p", "1.25", True,
    )  # fmt: skip
    assert [(one.package, one.folder) for one in found.mains] == [("a.io/p", folder)]
    assert [(one.package, one.why) for one in found.cgo_packages] == [
        ("x.io/c", ("a.io/p", "github.com/gin-gonic/gin", "x.io/c"))
    ]
    assert (found.embeds, [one.path for one in found.unembedded]) == (("w/a",), ["x"])
    (call,) = go.calls("list")
    assert [*call[:3], *call[4:]] == ["list", "-e", "-deps", "--", "./..."]
    env = go.env("list")
    assert (env["CGO_ENABLED"], env["GOTOOLCHAIN"], env.get("GOWORK")) == ("1", "local", None)
    asyncio.run(read(folder, go.go, workspace=False, fetch_go=True))
    assert (go.env("list")["GOWORK"], go.env("list")["GOTOOLCHAIN"]) == ("off", "auto")
    rows[-1]["Error"] = {"Err": "current directory outside modules listed in go.work"}
    go.does(listed="\n".join(map(json.dumps, rows[2:])))
    asyncio.run(read(folder, go.go))
    assert len(go.calls("list")) == 2  # again, without the workspace
    assert go.env("list")["GOWORK"] == "off"


def test_a_folder_that_is_no_project_leads_on(tmp_path: Path) -> None:
    go = MadeUpGo(tmp_path / "go")
    empty = tmp_path / "e"
    empty.mkdir()
    with pytest.raises(ProblemError) as refused:
        asyncio.run(read(empty, go.go))
    problem = refused.value.problem
    assert (problem.code, problem.field) == ("not_a_go_project", "folder")
    assert [one.action for one in problem.next] == [
        ChooseFolder(), StartFromTemplate(),
    ]  # fmt: skip
    write(empty, {f"m{n}/go.mod": "module m\n" for n in range(9)})
    with pytest.raises(ProblemError) as refused:
        asyncio.run(read(empty, go.go))
    problem = refused.value.problem
    assert problem.code == "modules_below"
    assert [one.action for one in problem.next] == [OpenFolder(empty / f"m{n}") for n in range(8)]


def test_several_programs_can_only_what_each_of_them_can() -> None:
    able = ServiceTraits(
        package="a", socket=True, ready=True, stops=True, port=True, opens=("a:1",)
    )
    unable = ServiceTraits(package="b", opens=("b:1", "a:1"), loopback=("b:1",))
    both = together((able, unable))
    assert (both.socket, both.ready, both.stops, both.port) == (False,) * 4
    assert (both.opens, both.loopback) == (("a:1", "b:1"), ("b:1",))
    two = together((able, replace(able, package="c")))
    assert (two.socket, two.ready, two.stops, two.port) == (True,) * 4
    assert together((unable, replace(able, package=""))) == replace(able, package="")
    assert together((able,)) == replace(able, package="")
    assert together(()) == ServiceTraits()
    for kind, wait, share in (
        (able, True, True), (replace(able, stops=False), True, False),
        (replace(able, ready=False), False, False), (replace(able, socket=False), False, False),
    ):  # fmt: skip
        assert (kind.may_wait, kind.may_share) == (wait, share)
