"""Reading projects: module, programs, C packages with their chain, files inside and beside."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest

from core.actions import ChooseFolder
from core.build.command import main_package
from core.problems import ProblemError
from core.project import go_mod
from core.project.file_scan import scan
from core.project.packages import chain, read_objects
from core.project.reader import read
from core.project.stamps import settable
from tests import go_projects

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.go
def test_a_project_is_read_from_any_folder_inside_it(tmp_path: Path) -> None:
    root = go_projects.write(
        tmp_path,
        {
            "cmd/server/main.go": go_projects.HELLO,
            "cmd/tool/main.go": go_projects.HELLO,
            "web/web.go": 'package web\n\nimport "embed"\n\n//go:embed pages\nvar Pages embed.FS\n',
            "web/pages/index.html": "<p>",
        },
    )
    found = asyncio.run(read(root / "cmd" / "server", go_projects.go()))
    assert found.folder == root
    assert found.module == "example.com/hello"
    assert found.go_version == "1.21"
    assert [main.package for main in found.mains] == [
        "example.com/hello/cmd/server",
        "example.com/hello/cmd/tool",
    ]
    assert found.embeds == ("web/pages/index.html",)
    assert not found.gin


@pytest.mark.go
def test_a_project_that_go_work_leaves_out_is_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "go.work").write_text("go 1.21\n\nuse ./other\n", "utf-8")
    go_projects.write(tmp_path / "other", {"lib.go": "package lib\n"})
    found = go_projects.project(tmp_path / "hello")
    assert [main.package for main in found.mains] == ["example.com/hello"]


@pytest.mark.go
def test_what_needs_c_is_told_with_the_chain_to_it(tmp_path: Path) -> None:
    found = go_projects.project(
        tmp_path,
        {
            "main.go": 'package main\n\nimport _ "example.com/hello/store"\n\nfunc main() {}\n',
            "store/store.go": 'package store\n\nimport _ "example.com/hello/native"\n',
            "native/native.go": 'package native\n\n// int one = 1;\nimport "C"\n',
        },
    )
    assert [one.package for one in found.cgo_packages] == ["example.com/hello/native"]
    assert found.cgo_packages[0].why[-1] == "example.com/hello/native"


def test_a_chain_is_the_shortest_way() -> None:
    packages = {"a": {"Imports": ["b", "c"]}, "b": {"Imports": ["d"]}, "c": {}, "d": {}}
    assert chain(packages, starts=["a"], goal="d") == ("a", "b", "d")
    assert chain(packages, starts=["a"], goal="elsewhere") == ("elsewhere",)


@pytest.mark.go
def test_a_folder_without_go_mod_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        asyncio.run(read(tmp_path, go_projects.go()))
    assert caught.value.problem.code == "not_a_go_project"
    assert caught.value.problem.next[0].action == ChooseFolder()


@pytest.mark.go
def test_a_project_for_a_newer_go_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        asyncio.run(read(go_projects.write(tmp_path, go="1.99"), go_projects.go()))
    assert caught.value.problem.code == "go_too_old"


def test_go_mod_is_read_without_go(tmp_path: Path) -> None:
    (tmp_path / "go.mod").write_text(
        'module "example.com/x/v2" // mine\n\ngo 1.24.0\ntoolchain go1.26.1\n'
        "require example.com/a v1.0.0\nrequire (\n\texample.com/b v1.1.0 // indirect\n)\n"
        "replace example.com/a => ../a\nreplace example.com/e => ./forbidden\n"
        "replace (\n\texample.com/b v1.0.0 => ./b\n"
        "\texample.com/c => example.com/d v1.2.3\n)\n",
        "utf-8",
    )
    mod = go_mod.find(tmp_path)
    assert mod is not None
    assert (mod.module, mod.go_version, mod.toolchain) == (
        "example.com/x/v2",
        "1.24.0",
        "go1.26.1",
    )
    assert mod.local_replacements == ("../a", "./b")


def test_files_read_at_run_time_are_found_with_their_lines(tmp_path: Path) -> None:
    source = tmp_path / "main.go"
    source.write_text(
        """package main
func main() {
	// r.LoadHTMLGlob("commented/*")
	r.LoadHTMLGlob("templates/*")
	r.Static("/assets", "./static")
	http.Handle("/", http.FileServer(http.Dir("public")))
	os.ReadFile("config.yaml")
	os.Open("/etc/hosts")
	viper.AddConfigPath("./config")
	godotenv.Load()
	srv.ListenAndServeTLS("cert.pem", "key.pem")
	r.RunTLS(":443", "a.pem", `b.pem`)
	os.ReadFile(name)
	fmt.Println("os.ReadFile(\\"no.txt\\")")
}
""",
        "utf-8",
    )
    assert [(one.line, one.path) for one in scan([source])] == [
        (4, "templates/*"),
        (5, "./static"),
        (6, "public"),
        (7, "config.yaml"),
        (9, "./config"),
        (11, "cert.pem"),
        (11, "key.pem"),
        (12, "a.pem"),
        (12, "b.pem"),
    ]


def test_every_usual_way_to_open_a_file_is_found(tmp_path: Path) -> None:
    (tmp_path / "names.go").write_text(
        'package main\n\nconst settings = "conf/app.yaml"\n\n'
        'var list = flag.String("list", "list.toml", "")\n\n'
        "func load(name string) ([]byte, error) { return os.ReadFile(name) }\n"
    )
    (tmp_path / "main.go").write_text(
        """package main

import "html/template"

func main() {
	template.Must(template.New("").Funcs(nil).ParseGlob("pages/*.html"))
	template.Must(template.New("a").ParseFiles("a.html", "b.html"))
	os.ReadFile(settings)
	os.Open(*list)
	os.ReadFile(filepath.Join("lang", "en.json"))
	fs.ReadFile(os.DirFS("migrations"), "1.sql")
	load("rules.json")
	os.Stat("data.csv")
	os.MkdirAll("uploads", 0o755)
	f, _ := os.OpenFile("app.log", os.O_APPEND|os.O_CREATE, 0o644)
	gorm.Open(sqlite.Open("file::memory:?cache=shared"))
	gorm.Open(sqlite.Open(":memory:"))
	os.ReadFile(filepath.Join(base, "en.json"))
}

func other(settings string) { os.ReadFile(settings) }
"""
    )
    found = scan([tmp_path / "names.go", tmp_path / "main.go"])
    assert [(one.line, one.path) for one in found if not one.writes] == [
        (6, "pages/*.html"),
        (7, "a.html"),
        (7, "b.html"),
        (8, "conf/app.yaml"),
        (9, "list.toml"),
        (10, "lang/en.json"),
        (11, "migrations"),
        (12, "rules.json"),
        (13, "data.csv"),
    ]
    assert [(one.line, one.path) for one in found if one.writes] == [
        (14, "uploads"),
        (15, "app.log"),
    ]


def test_odd_sources_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "noise.go").write_bytes(b"\xff\x00" * 1000)
    (tmp_path / "long.go").write_text('os.ReadFile("' + "x" * 100_000, "utf-8")
    assert scan([tmp_path / "noise.go", tmp_path / "long.go", tmp_path / "gone.go"]) == ()


def test_objects_end_where_json_ends() -> None:
    assert read_objects('{"a": 1}\n{"b": 2}\nnoise {') == [{"a": 1}, {"b": 2}]


@pytest.mark.parametrize(
    "piece",
    ["/*", '\\"', "`", "var (\n", "os.ReadFile(", "'", 'a = "b"\n', "func a(b)\n", "os.Open(x)"],
)
def test_a_hostile_source_costs_no_time(tmp_path: Path, piece: str) -> None:
    (tmp_path / "big.go").write_text(piece * (1_000_000 // len(piece)), "utf-8")
    since = time.thread_time()
    scan([tmp_path / "big.go"])
    settable("main", tmp_path)
    assert time.thread_time() - since < 5


def test_only_variables_that_can_be_stamped_are_offered(tmp_path: Path) -> None:
    (tmp_path / "main.go").write_text(
        """package main

const fixed = "no"

var version = "dev" // the release
var commit string
var count = 3
var made = compute()
var (
	buildDate = `unknown`
	plain, other string
)

func main() {
	var local = "no"
}
""",
        "utf-8",
    )
    (tmp_path / "main_test.go").write_text('package main\n\nvar inTest = "x"\n', "utf-8")
    found = settable("main", tmp_path)
    assert [(one.name, one.value) for one in found] == [
        ("main.buildDate", "unknown"),
        ("main.commit", ""),
        ("main.version", "dev"),
    ]


@pytest.mark.go
def test_a_project_behind_a_link_is_the_real_one(tmp_path: Path) -> None:
    folder = go_projects.write(tmp_path / "real" / "hello", {"cmd/app/main.go": go_projects.HELLO})
    (tmp_path / "link").symlink_to(tmp_path / "real")
    found = asyncio.run(read(tmp_path / "link" / ".." / "real" / "hello", go_projects.go()))
    linked = asyncio.run(read(tmp_path / "link" / "hello", go_projects.go()))
    assert found.folder == linked.folder == folder
    assert main_package(linked, "./cmd/app") == "example.com/hello/cmd/app"
