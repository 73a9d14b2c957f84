"""What travels beside a program, file by file: which, under which name, with which mode."""

from __future__ import annotations

import os
import socket
import tarfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.actions import OpenFile
from core.deploy import bundle, survey
from core.problems import ProblemError
from core.service.model import Service

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    for name in ("a.txt", "static/b.txt", "static/deep/c.txt", ".env", "other.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
        (folder / name).chmod(0o644)
    return folder


def by_file(project: Path, *names: str, **more: object) -> Service:
    includes = tuple(project / name for name in names)
    return replace(Service(name="web", includes=includes, includes_from=project), **more)  # type: ignore[arg-type]


def names(service: Service) -> list[str]:
    return [one.name for one in bundle.members(service)]


def code(service: Service) -> str:
    problem = bundle.problem_of(service)
    assert problem is None or problem.field == "include"
    return problem.code if problem else ""


def test_files_keep_their_path_in_the_project_and_travel_in_one_order(project: Path) -> None:
    found = names(by_file(project, "static", "a.txt"))
    assert found == ["a.txt", "static/b.txt", "static/deep/c.txt"]
    outside = replace(by_file(project), includes_from=None, includes=(project / "static",))
    assert names(outside) == ["static/b.txt", "static/deep/c.txt"]
    assert names(by_file(project, "static/deep")) == ["static/deep/c.txt"]
    elsewhere = by_file(project / "static", "../a.txt", "deep/../b.txt")
    named = replace(elsewhere, includes_named=elsewhere.includes)
    assert names(named) == ["a.txt", "b.txt"]


def test_junk_and_history_stay_but_what_only_resembles_them_goes(project: Path) -> None:
    for name in (".DS_Store", "__pycache__/x", ".git/config", ".github/x", "git", "DS_Store"):
        (project / "static" / name).parent.mkdir(exist_ok=True)
        (project / "static" / name).write_text("x")
    found = {one.name: one.kind for one in survey.look(by_file(project, "static"))}
    assert {name for name, kind in found.items() if kind is survey.FileKind.FILE} == {
        f"static/{name}" for name in ("b.txt", "deep/c.txt", ".github/x", "git", "DS_Store")
    }
    assert found["static/.git"] is survey.FileKind.HISTORY
    assert not {"static/.DS_Store", "static/__pycache__"} & found.keys()


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("../a.txt", "FILE"),
        ("../.env", "LEADS_TO_PRIVATE"),
        ("../.hidden/x", "LEADS_TO_PRIVATE"),
        ("../tls.key", "LEADS_TO_PRIVATE"),
        ("deep", "LEADS_TO_FOLDER"),
        ("../../secret", "LEADS_OUT"),
        ("../../project-2/x", "LEADS_OUT"),
        ("/etc/passwd", "LEADS_OUT"),
        ("nowhere", "LEADS_NOWHERE"),
        ("link", "LEADS_NOWHERE"),
        ("pipe", "NO_FILE"),
    ],
)
def test_a_link_travels_as_the_plain_public_file_of_the_project_alone(
    project: Path, target: str, kind: str
) -> None:
    for name in (".hidden/x", "tls.key", "../secret", "../project-2/x"):
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text("x")
    os.mkfifo(project / "static" / "pipe")
    (project / "static" / "link").symlink_to(target)
    found = {one.name: one.kind.name for one in survey.look(by_file(project, "static"))}
    assert found["static/link"] == kind


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("b.txt", ["static/deep/c.txt"]),
        ("static/b.txt", ["static/deep/c.txt"]),
        ("deep", ["static/b.txt"]),
        ("static/deep", ["static/b.txt"]),
        ("*.txt", []),
        ("static", []),
        ("eep", ["static/b.txt", "static/deep/c.txt"]),
        ("B.TXT", ["static/b.txt", "static/deep/c.txt"]),
        ("deep/c.txt", ["static/b.txt", "static/deep/c.txt"]),
    ],
)
def test_what_a_pattern_names_stays_here(project: Path, pattern: str, left: list[str]) -> None:
    assert names(by_file(project, "static", excludes=("x", pattern))) == left


_PRIVATE = (
    ".env", ".env.local", ".git-credentials", ".htpasswd", ".netrc", ".npmrc", ".pgpass", ".pypirc",
    "a.jks", "a.kdbx", "a.key", "a.p12", "a.pem", "a.pfx", "a.ppk", "id_dsa", "id_ecdsa",
    "id_ed25519", "id_rsa", "ID_RSA", "A.PEM",
)  # fmt: skip
_PUBLIC = (
    ".env.example", ".env.sample", ".env.template", ".env.dist", "a.env", "env", "key", "a.keys",
    "id_rsa.pub",
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "private"), [*((one, True) for one in _PRIVATE), *((one, False) for one in _PUBLIC)]
)
def test_a_name_tells_of_a_key_or_a_password(tmp_path: Path, name: str, *, private: bool) -> None:
    (tmp_path / "f").write_text("x")
    (tmp_path / "f").chmod(0o644)
    kind = survey.FileKind.FILE
    there = survey.Found(name=f"x/{name}", kind=kind, path=tmp_path / "f", within=tmp_path)
    here = survey.Found(name="x/f", kind=kind, path=tmp_path / name, within=tmp_path)
    assert (there.private, here.private) == (private, private)


@pytest.mark.parametrize(
    ("mode", "private"),
    [(0o600, True), (0o644, False), (0o640, False), (0o604, False), (0o700, True), (0o611, True)],
)
def test_what_only_its_owner_reads_is_private(project: Path, mode: int, *, private: bool) -> None:
    (project / "a.txt").chmod(mode)
    service = by_file(project, "a.txt")
    notes = bundle.notes(service)
    assert [one.code for one in notes] == (["includes_made_public"] if private else [])
    assert names(service) == ["a.txt"], "said, not refused"


# ---- what forbids it ----


@pytest.mark.parametrize(
    ("include", "refused"),
    [
        (("a.txt",), ""),
        (("static",), ""),
        (("static/deep",), ""),
        (("gone",), "include_missing"),
        (("pipe",), "include_no_file"),
        (("a.txt", "a.txt"), "include_name_taken"),
        (("static/../a.txt", "a.txt"), "include_name_taken"),
        ((".env",), "include_name_taken"),
        (("bin",), "include_name_taken"),
        (("files/x",), "include_name_taken"),
        (("manifest.json",), "include_name_taken"),
        (("release.env",), "include_name_taken"),
        (("binary",), ""),
        (("static/bin",), ""),
        (("out",), "include_leads_out"),
    ],
)
def test_what_cannot_lie_beside_the_program_is_refused(
    project: Path, include: tuple[str, ...], refused: str
) -> None:
    for name in ("bin", "files/x", "manifest.json", "release.env", "binary", "static/bin"):
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text("x")
    os.mkfifo(project / "pipe")
    (project / "out").symlink_to("/etc/passwd")
    assert code(by_file(project, *include)) == refused


def test_a_way_out_is_told_with_what_a_person_can_do(project: Path) -> None:
    (project / "out").symlink_to("/etc/passwd")
    problem = bundle.problem_of(by_file(project, "out"))
    assert problem is not None
    assert [one.action for one in problem.next] == [
        OpenFile.at("goferry.toml"),
        None,
    ]
    assert str(problem.next[1].text).endswith("--include /etc/passwd")


@pytest.mark.parametrize(("named", "base"), [(True, True), (False, False), (False, True)])
def test_only_a_person_names_another_place(project: Path, *, named: bool, base: bool) -> None:
    (project / "out").symlink_to(project.parent / "there.txt")
    (project.parent / "there.txt").write_text("x")
    service = Service(
        name="web",
        includes=(project / "out",),
        includes_named=(project / "out",) if named else (),
        includes_from=project if base else None,
    )
    by_a_person = named or not base
    assert code(service) == ("" if by_a_person else "include_leads_out")
    assert (survey.leads_out(service, project / "out") is None) is by_a_person
    assert names(service) == (["out"] if by_a_person else [])


def test_what_a_person_named_may_link_into_the_project_and_no_further(project: Path) -> None:
    named = project.parent / "named"
    named.mkdir()
    (named / "in").symlink_to(project / "a.txt")
    (named / "own").symlink_to("plain.txt")
    (named / "plain.txt").write_text("x")
    (named / "out").symlink_to("/etc/passwd")
    service = by_file(project, includes=(named,), includes_named=(named,))
    assert names(service) == ["named/in", "named/own", "named/plain.txt"]


def test_many_unreadable_files_are_told_with_the_first_of_them(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(9):
        (project / "static" / f"{number}").write_text("x")
    monkeypatch.setattr(os, "access", lambda path, how: how != os.R_OK or "deep" in str(path))
    problem = bundle.problem_of(by_file(project, "static"))
    assert problem is not None
    assert str(problem.what).startswith("10 files on the list of files to send")
    shown = ", ".join(f"static/{number}" for number in range(8))
    assert str(problem.what).endswith(f": {shown}, …")
    assert len(problem.details.splitlines()) == 10


@pytest.fixture
def unreadable_folder(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    before = Path.iterdir

    def iterdir(folder: Path) -> Iterator[Path]:
        if folder.name == "deep":
            raise PermissionError
        return before(folder)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    return project


def test_a_folder_that_nobody_may_open_is_refused(unreadable_folder: Path) -> None:
    problem = bundle.problem_of(by_file(unreadable_folder, "static"))
    assert problem is not None
    assert (problem.code, "static/deep" in str(problem.what)) == ("include_unreadable", True)


# ---- what is packed ----


def test_modes_are_one_of_two_and_owners_stay_here(project: Path, tmp_path: Path) -> None:
    (project / "a.txt").chmod(0o600)
    (project / "static" / "b.txt").chmod(0o744)
    (project / "static" / "deep" / "c.txt").chmod(0o6666)
    bundle.pack(by_file(project, "static", "a.txt"), tmp_path / "files.tar")
    with tarfile.open(tmp_path / "files.tar") as archive:
        found = [(one.name, one.mode, one.uid, one.isreg()) for one in archive]
    assert found == [
        ("a.txt", 0o644, 0, True),
        ("static/b.txt", 0o755, 0, True),
        ("static/deep/c.txt", 0o644, 0, True),
    ]


def test_long_and_foreign_names_travel_as_they_are(project: Path, tmp_path: Path) -> None:
    name = "/".join(["Zürich-你好" * 6] * 4)
    (project / "static" / name).parent.mkdir(parents=True)
    (project / "static" / name).write_text("x")
    bundle.pack(by_file(project, "static"), tmp_path / "files.tar")
    with tarfile.open(tmp_path / "files.tar") as archive:
        assert f"static/{name}" in archive.getnames()


def test_the_digest_tells_of_each_name_mode_and_content(project: Path) -> None:
    def digest() -> str:
        return bundle.digest(by_file(project, "static"))

    found = [digest()]
    (project / "static" / "b.txt").write_text("changed")
    found.append(digest())
    (project / "static" / "b.txt").chmod(0o755)
    found.append(digest())
    (project / "static" / "b.txt").rename(project / "static" / "d.txt")
    found.append(digest())
    assert len(set(found)) == 4
    (project / "static" / "d.txt").touch()
    assert digest() == found[-1]
    assert bundle.digest(by_file(project)) == ""
    (project / "empty").mkdir()
    assert len(bundle.digest(by_file(project, "empty"))) == 64, "a list that brings nothing"


def test_a_file_that_is_gone_or_no_file_any_more_is_told(project: Path, tmp_path: Path) -> None:
    service = by_file(project, "a.txt")
    (found,) = bundle.members(service)
    (project / "a.txt").unlink()
    with pytest.raises(OSError, match=r"a\.txt"):
        survey.open_still(found)
    with socket.socket(socket.AF_UNIX) as one:
        here = Path.cwd()
        os.chdir(project)
        one.bind("a.txt")
        os.chdir(here)
        with pytest.raises(OSError, match=r"a\.txt"):
            survey.open_still(found)
    (project / "a.txt").unlink()
    os.mkfifo(project / "a.txt")
    with pytest.raises(OSError, match="no plain file"):
        survey.open_still(found)
    assert not list(tmp_path.glob("*.tar"))


def test_a_digest_of_what_cannot_be_read_is_a_problem_not_a_crash(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_found: survey.Found) -> None:
        raise PermissionError("no")

    monkeypatch.setattr(survey, "open_still", gone)
    with pytest.raises(ProblemError) as caught:
        bundle.digest(by_file(project, "a.txt"))
    assert (caught.value.problem.code, caught.value.problem.details) == ("include_unreadable", "no")
