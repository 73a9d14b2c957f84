"""An export takes nothing away that a person wrote, stays in its folder, and again is the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from core.exports.file import ExportFile, stays_inside
from core.exports.writing import LIST, Became, Wish, write
from core.problems import ProblemError
from core.words import verbatim

if TYPE_CHECKING:
    from pathlib import Path


def _wish(folder: Path, files: dict[str, str], *, kind: str = "compose", **more: object) -> Wish:
    made = [ExportFile(path=path, text=text, reason=verbatim("")) for path, text in files.items()]
    return Wish(folder=folder, files={kind: made}, **more)  # type: ignore[arg-type]


def test_again_changes_nothing(tmp_path: Path) -> None:
    files = {"a.yaml": "a\n", "b/c.yaml": "é\n"}
    assert set(write(_wish(tmp_path, files)).values()) == {Became.WRITTEN}
    before = {one: one.stat().st_mtime_ns for one in tmp_path.rglob("*")}
    assert set(write(_wish(tmp_path, files)).values()) == {Became.UNCHANGED}
    assert {one: one.stat().st_mtime_ns for one in tmp_path.rglob("*")} == before


def test_a_new_export_replaces_an_old_one_that_nobody_changed(tmp_path: Path) -> None:
    write(_wish(tmp_path, {"a": "1\n"}))
    assert write(_wish(tmp_path, {"a": "2\n"})) == {"a": Became.WRITTEN}
    assert (tmp_path / "a").read_text() == "2\n"


def test_what_a_person_changed_is_shown_and_nothing_is_written(tmp_path: Path) -> None:
    write(_wish(tmp_path, {"a": "1\n", "b": "1\n"}))
    (tmp_path / "a").write_text("mine\n")
    with pytest.raises(ProblemError) as refused:
        write(_wish(tmp_path, {"a": "2\n", "b": "2\n"}))
    assert refused.value.problem.code == "export_changed"
    assert "-mine" in refused.value.problem.details
    assert "+2" in refused.value.problem.details
    assert (tmp_path / "a").read_text() == "mine\n"
    assert (tmp_path / "b").read_text() == "1\n"


def test_a_foreign_file_is_one_that_a_person_wrote(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("mine\n")
    with pytest.raises(ProblemError):
        write(_wish(tmp_path, {"a": "1\n"}))
    assert (tmp_path / "a").read_text() == "mine\n"


def test_a_named_file_is_replaced_and_another_kept(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).write_text("mine\n")
    wish = _wish(tmp_path, {"a": "1\n", "b": "1\n"}, replaced=frozenset("a"), kept=frozenset("b"))
    assert write(wish) == {"a": Became.WRITTEN, "b": Became.KEPT}
    assert (tmp_path / "a").read_text() == "1\n"
    assert (tmp_path / "b").read_text() == "mine\n"
    with pytest.raises(ProblemError):  # what was kept once stays a person's
        write(_wish(tmp_path, {"a": "1\n", "b": "1\n"}))


def test_what_is_needed_no_more_goes_unless_it_was_changed_or_is_another_kinds(
    tmp_path: Path,
) -> None:
    write(_wish(tmp_path, {"a": "1\n", "b": "1\n", "c": "1\n"}))
    write(_wish(tmp_path, {"d": "1\n"}, kind="other"))
    (tmp_path / "b").write_text("mine\n")
    assert write(_wish(tmp_path, {"c": "1\n"})) == {"c": Became.UNCHANGED, "a": Became.REMOVED}
    assert sorted(one.name for one in tmp_path.iterdir()) == [LIST, "b", "c", "d"]


def test_a_list_that_names_others_files_takes_none_away(tmp_path: Path) -> None:
    import hashlib  # noqa: PLC0415 - of this attack alone

    outside, folder = tmp_path / "victim", tmp_path / "out"
    outside.write_text("precious\n")
    folder.mkdir()
    digest = hashlib.sha256(b"precious\n").hexdigest()
    (folder / "link").symlink_to(outside)
    (folder / "dir").symlink_to(tmp_path)
    names = ("../victim", str(outside), "link", "dir/victim", "")
    listed = {name: {"kind": "compose", "sha256": digest} for name in names}
    (folder / LIST).write_text(json.dumps({"files": listed}))
    write(_wish(folder, {"a": "1\n"}))
    assert outside.read_text() == "precious\n"
    assert (folder / "link").is_symlink()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"files": 3}', '{"files": {"a": 1}}', "\xff"])
def test_with_a_list_that_cannot_be_read_nothing_is_overwritten(text: str, tmp_path: Path) -> None:
    (tmp_path / LIST).write_text(text, "latin-1")
    (tmp_path / "a").write_text("mine\n")
    with pytest.raises(ProblemError):
        write(_wish(tmp_path, {"a": "1\n"}))
    write(_wish(tmp_path, {"a": "1\n"}, replaced=frozenset("a")))
    assert write(_wish(tmp_path, {"a": "1\n"})) == {"a": Became.UNCHANGED}


@pytest.mark.parametrize("path", ["../a", "/a", "a/../../b", "", "c:x", "a\\b", "a\nb"])
def test_no_path_leads_out(path: str, tmp_path: Path) -> None:
    assert not stays_inside(path)
    with pytest.raises(ProblemError) as refused:
        write(_wish(tmp_path, {path: "1\n"}))
    assert refused.value.problem.code == "export_leads_out"


@pytest.mark.parametrize("odd", ["link", "link of a folder", "folder", "file for a folder"])
def test_no_link_is_followed_and_nothing_odd_is_replaced(odd: str, tmp_path: Path) -> None:
    folder, outside = tmp_path / "out", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (outside / "f").write_text("precious\n")
    match odd:
        case "link":
            (folder / "sub").mkdir()
            (folder / "sub" / "f").symlink_to(outside / "f")
        case "link of a folder":
            (folder / "sub").symlink_to(outside)
        case "folder":
            (folder / "sub" / "f").mkdir(parents=True)
        case _:
            (folder / "sub").write_text("mine\n")
    with pytest.raises(ProblemError) as refused:
        write(_wish(folder, {"sub/f": "1\n"}, replaced=frozenset({"sub/f"})))
    assert refused.value.problem.code == "export_leads_out"
    assert (outside / "f").read_text() == "precious\n"
