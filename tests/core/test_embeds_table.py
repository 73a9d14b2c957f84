"""What `//go:embed` takes and leaves out, exactly, and which of its surprises are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.actions import OpenFile
from core.project import embed_faults, embeds
from tests.core.test_project_table import write

if TYPE_CHECKING:
    from pathlib import Path


def test_embeds_take_and_leave_out_exactly_these(tmp_path: Path) -> None:
    names = ("w/a", "w/.h", "w/_u", "w/d/b", "w/.git/x", "w/m/go.mod", "w/m/y", "x.txt",
             "y.txt", "z[1].md")  # fmt: skip
    write(tmp_path, dict.fromkeys(names, ""))
    for pattern, taken in {
        "w": ["w/a", "w/d/b"], "all:w": ["w/.h", "w/_u", "w/a", "w/d/b"],
        "*.txt": ["x.txt", "y.txt"], "[^x]*.txt": ["y.txt"], "[!x].txt": ["x.txt"],
        "[a-x].txt": ["x.txt"], "?.txt": ["x.txt", "y.txt"], "z\\[1].md": ["z[1].md"],
        "w/.h": ["w/.h"], "w/[a-c]": ["w/a"], "gone": [],
    }.items():  # fmt: skip
        assert sorted(embeds.taken(tmp_path, pattern)) == taken, pattern
    assert embeds.left_out(tmp_path, "w") == ("w/.h", "w/_u")
    assert embeds.left_out(tmp_path, "all:w") == ()


def embed_codes(folder: Path, pattern: str) -> list[tuple[str, str]]:
    package = {"Dir": str(folder), "EmbedPatterns": [pattern], "GoFiles": ["m.go"]}
    package["EmbedFiles"] = sorted(embeds.taken(folder, pattern))
    return [(one.code, one.details) for one in embed_faults.faults([package])]


def test_an_embed_s_surprises_are_told_and_tools_are_not(tmp_path: Path) -> None:
    write(tmp_path, {
        "a/x": "1", "a/.well-known/y": "1", "b/x": "1", "b/.github/y": "1", "b/.env": "1",
        "c/.gitkeep": "", "d/README.md": "hi", "e/empty": "", "f/x": "1", "f/_u.html": "1",
        "m.go": "package m\n\n//go:embed a\nvar x embed.FS\n",
    })  # fmt: skip
    assert embed_codes(tmp_path, "a") == [("embed_leaves_out", "a/.well-known/")]
    assert embed_codes(tmp_path, "b") == []
    assert embed_codes(tmp_path, "all:c") == [("embed_empty", "")]
    assert embed_codes(tmp_path, "d") == [("embed_empty", "")]
    assert embed_codes(tmp_path, "e") == [("embed_empty", "")]
    assert embed_codes(tmp_path, "f") == [("embed_leaves_out", "f/_u.html")]
    package = {"Dir": str(tmp_path), "EmbedPatterns": ["a"], "GoFiles": ["m.go"]}
    (told,) = embed_faults.faults([package])
    assert told.next[0].action == OpenFile(tmp_path / "m.go", 3)
