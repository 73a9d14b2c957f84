"""Every option is declared once, has its words, and survives goferry.toml."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from core.build.catalogue import BY_FIELD, ENTRIES, changed, with_values
from core.build.consequences import consequences
from core.build.option_entry import FieldKind
from core.build.options import BuildMode, BuildOptions, Cgo, Target
from core.problems import ProblemError
from core.project import shared
from core.project.model import CgoPackage, Project
from core.service.shared_options import name_from, values_from

if TYPE_CHECKING:
    from pathlib import Path

EVERYTHING = BuildOptions(
    target=Target(goos="linux", goarch="arm64"),
    main="./cmd/server",
    cgo=Cgo.STATIC,
    micro="v8.1",
    strip=False,
    trimpath=False,
    tags=("timetzdata", "nomsgpack"),
    stamps=(("main.version", "1.0=a b"),),
    fresh=True,
    glibc="2.28",
    mode=BuildMode.STATIC_PIE,
    profile="cpu.pgo",
    race=True,
    vcs=False,
    workspace=False,
    fetch_go=True,
    proxy="off",
    private="git.example.com",
    checksums="off",
    ldflags="-v",
    flags=("-p=1",),
    env=(("A", "b"),),
)


def test_every_option_is_in_the_catalogue_once() -> None:
    assert sorted(entry.field for entry in ENTRIES) == sorted(
        one.name for one in fields(BuildOptions)
    )
    assert len({entry.flag for entry in ENTRIES}) == len(ENTRIES)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.field)
def test_an_option_has_a_title_and_one_sentence(entry) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    assert str(entry.title)
    assert str(entry.sentence).endswith(".")
    if entry.kind is FieldKind.CHOICE:
        assert len(entry.choices) > 1


def test_options_survive_being_written_and_read() -> None:
    written = changed(EVERYTHING)
    assert set(written) == set(BY_FIELD)
    assert with_values(BuildOptions(), written) == EVERYTHING
    assert changed(BuildOptions()) == {}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("cgo", "maybe"),
        ("strip", "yes"),
        ("target", "linux"),
        ("target", "linux/../../x"),
        ("stamps", ["noequals"]),
        ("tags", 3),
        ("main", "a\nb"),
        ("nonsense", 1),
    ],
)
def test_a_value_of_another_kind_is_a_problem(name: str, value: object) -> None:
    with pytest.raises(ProblemError) as caught:
        with_values(BuildOptions(), {name: value})
    assert caught.value.problem.code in {"option_unclear", "option_unknown"}


def test_goferry_toml_gives_options_and_profiles(tmp_path: Path) -> None:
    (tmp_path / shared.FILE).write_text(
        """
[service]
name = "shop"
port = 8080
includes = ["templates", "static/css"]

[build]
target = "linux/arm64"
tags = ["timetzdata"]

[profiles.debug]
strip = false

[budget]
max_size = "30MB"
max_growth = "2%"
""",
        "utf-8",
    )
    found = shared.load(tmp_path)
    assert name_from(found) == "shop"
    assert values_from(found, tmp_path) == {
        "port": 8080,
        "includes": (tmp_path / "templates", tmp_path / "static/css"),
    }
    assert (found.max_size, found.max_growth) == ("30MB", "2%")
    options = with_values(BuildOptions(), found.options("debug"))
    assert options == BuildOptions(
        target=Target(goos="linux", goarch="arm64"), tags=("timetzdata",), strip=False
    )
    with pytest.raises(ProblemError, match="no profile"):
        found.options("release")


@pytest.mark.parametrize(
    "text",
    [
        "not toml at all",
        "service = 3",
        "[service]\nport = 70000",
        '[service]\nincludes = ["../../etc/passwd"]',
        '[service]\nincludes = ["/etc/passwd"]',
        '[service]\npassword = "x"',
        "[servers]\na = 1",
        "[budget]\nmax_size = 30",
        '[budget]\nmaximum = "30MB"',
        "\x00",
    ],
)
def test_a_strange_goferry_toml_is_a_problem(tmp_path: Path, text: str) -> None:
    (tmp_path / shared.FILE).write_text(text, "utf-8")
    with pytest.raises(ProblemError) as caught:
        values_from(shared.load(tmp_path), tmp_path)
    assert caught.value.problem.code == "shared_unreadable"


def test_no_goferry_toml_is_no_problem(tmp_path: Path) -> None:
    assert shared.load(tmp_path) == shared.Shared()


def test_the_consequences_of_c_are_told_for_this_project(tmp_path: Path) -> None:
    project = Project(
        folder=tmp_path,
        module="example.com/x",
        go_version="1.25",
        cgo_packages=(CgoPackage(package="github.com/mattn/go-sqlite3", why=()),),
    )
    off, on, static = consequences(project, BuildOptions(glibc="2.31"))
    assert [one.cgo for one in (off, on, static)] == [Cgo.OFF, Cgo.ON, Cgo.STATIC]
    assert not off.fits
    assert on.fits
    assert "2.31" in str(on.needs)
    assert "go-sqlite3" in str(off.calls_c)
    *_, windows = consequences(project, BuildOptions(target=Target(goos="windows")))
    assert windows.obstacle is not None
    assert windows.obstacle.code == "static_impossible"
