"""New projects: whole or not at all, under any module path that Go accepts, tested by Go itself."""

from __future__ import annotations

import asyncio
import os
import subprocess
from pathlib import Path

import pytest

from core.problems import ProblemError
from core.project import template
from core.project.module_path import why_not

TEMPLATES = Path(__file__).parents[2] / "resources" / "templates"


def create(folder: Path, *, kind: str = "gin", module: str = "github.com/me/hello") -> Path:
    return asyncio.run(template.create(kind, folder, module=module))


def refused(folder: Path, *, kind: str = "gin", module: str = "github.com/me/hello") -> str:
    with pytest.raises(ProblemError) as found:
        create(folder, kind=kind, module=module)
    return found.value.problem.code


def go(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "GOTOOLCHAIN": "local", "GOFLAGS": "-mod=readonly"}
    return subprocess.run(
        ("go", *words), cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def texts(folder: Path) -> dict[Path, str]:
    return {
        file.relative_to(folder): file.read_text("utf-8")
        for file in folder.rglob("*")
        if file.is_file()
    }


@pytest.mark.parametrize("kind", template.KINDS)
def test_the_new_project_has_its_own_module_path_everywhere(kind: str, tmp_path: Path) -> None:
    made = texts(create(tmp_path / "hello", kind=kind, module="git.example.org/team/shop/v2"))
    assert made[Path("go.mod")].startswith("module git.example.org/team/shop/v2\n")
    assert 'name = "shop"' in made[Path("goferry.toml")]
    assert Path(".gitignore") in made
    for file, text in made.items():
        assert "ferry-template" not in text, file
        assert not file.name.endswith(".tmpl")


@pytest.mark.go
@pytest.mark.parametrize("kind", template.KINDS)
def test_the_new_project_passes_gos_own_checks(kind: str, tmp_path: Path) -> None:
    made = create(tmp_path / "hello", kind=kind, module="hello")
    unformatted = subprocess.run(
        ("gofmt", "-l", "."), cwd=made, capture_output=True, text=True, check=True
    )
    assert unformatted.stdout == ""
    for words in (("mod", "verify"), ("vet", "./..."), ("test", "./...")):
        done = go(made, *words)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.go
def test_the_new_project_builds_on_windows_too(tmp_path: Path) -> None:
    made = create(tmp_path / "hello", kind="http")
    environment = {**os.environ, "GOOS": "windows", "CGO_ENABLED": "0"}
    words = ("go", "build", "-o", os.devnull, ".")
    done = subprocess.run(
        words, cwd=made, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_an_empty_folder_is_filled_and_stays_the_same_folder(tmp_path: Path) -> None:
    folder = tmp_path / "hello"
    folder.mkdir()
    before = folder.stat().st_ino
    create(folder)
    assert folder.stat().st_ino == before
    assert (folder / "go.mod").exists()


def test_a_fresh_git_repository_is_filled(tmp_path: Path) -> None:
    (tmp_path / "hello" / ".git").mkdir(parents=True)
    assert (create(tmp_path / "hello") / "cmd/server/main.go").exists()


def test_a_folder_that_holds_something_is_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    assert refused(tmp_path) == "folder_not_empty"
    (tmp_path / ".git").mkdir()  # which alone would not count
    assert refused(tmp_path) == "folder_not_empty"
    assert refused(tmp_path / "notes.txt") == "folder_not_empty"
    assert texts(tmp_path) == {Path("notes.txt"): "mine"}


def test_a_link_to_nowhere_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    assert refused(tmp_path / "link") == "folder_not_empty"


def test_a_folder_below_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    assert refused(tmp_path / "file" / "hello") == "folder_not_writable"


@pytest.mark.parametrize("there", [True, False], ids=["into a folder", "as a new folder"])
def test_what_fails_half_way_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, there: bool
) -> None:
    target = tmp_path / "hello"
    if there:
        target.mkdir()
    rename = Path.rename

    def fail_at_go_mod(self: Path, place: Path) -> Path:
        if not there or (self.name == "go.mod" and place.parent == target):
            raise OSError(28, "No space left on device")
        return rename(self, place)

    monkeypatch.setattr(Path, "rename", fail_at_go_mod)
    assert refused(target) == "folder_not_writable"
    assert [*tmp_path.rglob("*")] == ([target] if there else [])


def test_an_unknown_kind_is_said(tmp_path: Path) -> None:
    assert refused(tmp_path / "x", kind="../..") == "template_unknown"
    assert not (tmp_path / "x").exists()


GOOD = [
    "hello",
    "example.com",
    "github.com/me/hello",
    "github.com/Me/He_llo-1.2",
    "example.com/a/v2",
    "example.com/a/v10",
    "example.com/v2x",
    "gopkg.in/yaml.v3",
    "gopkg.in/me/yaml.v0",
    "example.com/~me/x",
]
BAD = [
    "",
    "/hello",
    "hello/",
    "a//b",
    "a b",
    "a\nb",
    'a"b',
    "a\\b",
    "grün.example/x",
    "-rf",
    "example.com/end.",
    "..",
    "../up",
    "example.com/con",
    "example.com/LPT1.txt",
    "example.com/name~1",
    "example.com/a/v1",
    "example.com/a/v0",
    "example.com/a/v01",
    "example.com/a/v2.1",
    "gopkg.in/yaml",
    "example.com/a:b",
    "example.com/a@v1",
    "https://example.com/a",
]
OURS_TO_REFUSE = ["fmt", "net/thing", "cmd", "std", "all", "example.com/.hidden", "x" * 201]


@pytest.mark.parametrize("path", GOOD)
def test_a_good_module_path_is_taken(path: str) -> None:
    assert why_not(path) is None


@pytest.mark.parametrize("path", [*BAD, *OURS_TO_REFUSE])
def test_a_bad_module_path_is_refused_with_a_reason(path: str, tmp_path: Path) -> None:
    assert refused(tmp_path / "x", module=path) == "module_path_odd"
    assert not (tmp_path / "x").exists()


@pytest.mark.go
def test_go_agrees_about_module_paths(tmp_path: Path) -> None:
    for number, path in enumerate(GOOD + BAD):
        folder = tmp_path / str(number)
        folder.mkdir()
        told = go(folder, "mod", "init", "--", path)
        assert (told.returncode == 0) == (why_not(path) is None), (path, told.stderr)


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("github.com/me/hello", "hello"),
        ("example.com/Shop.API/v2", "shop-api"),
        ("hello", "hello"),
        ("example.com/2048", "service"),
        ("example.com/2nd-try", "nd-try-app"),
        ("example.com/ssh", "ssh-app"),
        ("example.com/reverse-proxy", "reverse-proxy-app"),
        ("example.com/goferry-tools", "service"),
        (f"example.com/{'long-' * 10}", "long-long-long-long-long-long-l"),
    ],
)
def test_a_service_is_named_after_its_module(module: str, name: str) -> None:
    assert template.service_name(module) == name


@pytest.mark.parametrize("kind", template.KINDS)
def test_no_template_holds_what_a_build_left(kind: str) -> None:
    names = {file.name for file in (TEMPLATES / kind).rglob("*") if file.is_file()}
    assert not {name for name in names if name.endswith((".exe", ".test")) or name == "server"}
