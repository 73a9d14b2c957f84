"""What travels beside a program: nothing from outside the project that no person has named."""

from __future__ import annotations

import os
import socket
import tarfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.deploy import bundle, survey
from core.problems import ProblemError
from core.service.model import Service

if TYPE_CHECKING:
    from pathlib import Path

_PRIVATE = "private text of the user"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project beside private files of its user, with links of every kind in what it sends."""
    home, folder = tmp_path / "home", tmp_path / "home" / "project"
    (folder / "static" / "deep").mkdir(parents=True)
    (home / ".ssh").mkdir()
    for name in (".ssh/id_ed25519", "notes.txt"):
        (home / name).write_text(_PRIVATE)
    (folder / ".env").write_text(_PRIVATE)
    for name in ("page.html", "static/app.js", "static/deep/a.css"):
        (folder / name).write_text(f"public {name}")
    return folder


def sent(service: Service, folder: Path) -> dict[str, str]:
    """Pack what travels, and read it as the server would."""
    bundle.pack(service, folder / "files.tar")
    with tarfile.open(folder / "files.tar") as archive:
        texts = {one.name: archive.extractfile(one) for one in archive}
        return {name: text.read().decode() for name, text in texts.items() if text}


def by_file(project: Path, *names: str) -> Service:
    """A service as goferry.toml describes it."""
    includes = tuple(project / name for name in names)
    return Service(name="web", includes=includes, includes_from=project)


LINKS = {
    "out": "../../notes.txt",
    "absolute": "/etc/passwd",
    "key": "../../.ssh/id_ed25519",
    "home": "../..",
    "hidden": "../.env",
    "nowhere": "missing",
    "circle": "circle",
    "folder": "deep",
    "device": "/dev/zero",
}


@pytest.mark.parametrize("name", LINKS)
def test_a_link_in_an_included_folder_brings_no_private_file_and_is_said(
    project: Path, tmp_path: Path, name: str
) -> None:
    (project / "static" / name).symlink_to(LINKS[name])
    service = by_file(project, "static")
    assert set(sent(service, tmp_path)) == {"static/app.js", "static/deep/a.css"}
    assert bundle.problem_of(service) is None
    (note,) = bundle.notes(service)
    assert note.code == "includes_left_out"
    assert f"static/{name}" in str(note.what)


def test_a_link_to_a_plain_file_of_the_project_travels_as_that_file(
    project: Path, tmp_path: Path
) -> None:
    (project / "static" / "index.html").symlink_to("../page.html")
    (project / "static" / "deep" / "same.js").symlink_to(project / "static" / "app.js")
    found = sent(by_file(project, "static"), tmp_path)
    assert found["static/index.html"] == "public page.html"
    assert found["static/deep/same.js"] == "public static/app.js"
    assert bundle.notes(by_file(project, "static")) == ()


@pytest.mark.parametrize("target", ["..", "/etc", "../notes.txt", "../.ssh/id_ed25519"])
def test_a_file_cannot_name_a_way_out_and_a_person_can(
    project: Path, tmp_path: Path, target: str
) -> None:
    (project / "assets").symlink_to(target)
    service = by_file(project, "assets")
    problem = bundle.problem_of(service)
    assert problem is not None
    assert problem.code == "include_leads_out"
    assert sent(service, tmp_path) == {}
    named = replace(service, includes_named=service.includes)
    if target == "../notes.txt":
        assert bundle.problem_of(named) is None
        assert sent(named, tmp_path) == {"assets": _PRIVATE}


def test_a_folder_on_the_way_may_be_the_link(project: Path, tmp_path: Path) -> None:
    (tmp_path / "home" / "web").mkdir()
    (tmp_path / "home" / "web" / "a.txt").write_text(_PRIVATE)
    (project / "way").symlink_to("..")
    service = by_file(project, "way/web")
    assert str(bundle.problem_of(service)).count("include_leads_out") == 1
    assert sent(service, tmp_path) == {}


def test_a_project_behind_a_link_is_itself(project: Path, tmp_path: Path) -> None:
    (tmp_path / "there").symlink_to(project)
    assert "static/app.js" in sent(by_file(tmp_path / "there", "static"), tmp_path)
    above = project / "static" / ".."
    assert "static/app.js" in sent(by_file(above, "static"), tmp_path)


def test_pipes_sockets_and_history_stay_here(project: Path, tmp_path: Path) -> None:
    os.mkfifo(project / "static" / "pipe")
    (project / "static" / ".git").mkdir()
    (project / "static" / ".git" / "config").write_text(_PRIVATE)
    with socket.socket(socket.AF_UNIX) as one:
        here = os.getcwd()  # noqa: PTH109 - a socket's path is short
        os.chdir(project / "static")
        one.bind("socket")
        os.chdir(here)
        service = by_file(project, "static")
        assert set(sent(service, tmp_path)) == {"static/app.js", "static/deep/a.css"}
        (note,) = bundle.notes(service)
        assert [name in str(note.what) for name in ("pipe", "socket", ".git")] == [True] * 3
    os.mkfifo(project / "alone")
    assert "include_no_file" in str(bundle.problem_of(by_file(project, "alone")))


def test_what_becomes_readable_for_all_is_said(project: Path) -> None:
    (project / "static" / "mine.txt").write_text("x")
    (project / "static" / "mine.txt").chmod(0o600)
    for name in (".env.local", ".env.example", "tls.key", "server.pem"):
        (project / "static" / name).write_text("x")
    (note,) = bundle.notes(by_file(project, "static"))
    assert note.code == "includes_made_public"
    assert str(note.details).splitlines() == [
        f"static/{name}" for name in (".env.local", "mine.txt", "server.pem", "tls.key")
    ]
    quiet = replace(by_file(project, "static"), excludes=("*.key", "*.pem", ".env.*", "mine*"))
    assert bundle.notes(quiet) == ()


def test_what_cannot_be_read_is_named_before_anything_travels(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may read everything
    problem = bundle.problem_of(by_file(project, "static"))
    assert problem is not None
    assert problem.code == "include_unreadable"
    assert "static/app.js" in str(problem.what)


@pytest.mark.parametrize("swapped", ["static/deep/a.css", "static/deep", "static"])
def test_what_becomes_a_link_between_the_look_and_the_reading_is_not_followed(
    project: Path, tmp_path: Path, swapped: str
) -> None:
    found = [one for one in survey.look(by_file(project, "static")) if one.name.endswith(".css")]
    other = tmp_path / "other"
    (other / "deep").mkdir(parents=True)
    for name in ("a.css", "deep/a.css"):
        (other / name).write_text(_PRIVATE)
    (project / swapped).rename(project / "moved")
    (project / swapped).symlink_to(other / "a.css" if swapped.endswith("css") else other)
    with pytest.raises(OSError, match=r"symbolic|directory"):
        survey.open_still(found[0])
    with pytest.raises(ProblemError) as caught:
        bundle._opened(found[0])
    assert caught.value.problem.code == "include_unreadable"


def test_a_name_stays_below_the_release(project: Path) -> None:
    outside = project / ".." / "notes.txt"
    service = replace(by_file(project), includes=(outside,), includes_named=(outside,))
    assert [one.name for one in bundle.members(service)] == ["notes.txt"]
