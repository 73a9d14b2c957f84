"""A finished program knows what it was built from: any change there is told, and no other."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.build import source
from core.build.built_from import What, changed_since
from core.build.options import BuildOptions, BuildRequest
from core.project import embeds
from core.project.reader import read
from tests import go_projects
from tests.core.test_builder import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.build.artifact import Artifact
    from core.build.built_from import SourceChange
    from core.home import Home

pytestmark = pytest.mark.go

MAIN = """package main

import (
	"embed"

	"example.com/hello/inner"
	"example.com/lib"
)

//go:embed web *.txt
var site embed.FS

func main() { println(inner.N(), lib.N(), len(site.ReadFile)) }
"""
FILES = {
    "go.mod": "module example.com/hello\n\ngo 1.21\n\nrequire example.com/lib v0.0.0\n\n"
    "replace example.com/lib => ./lib\n",
    "main.go": MAIN.replace(", len(site.ReadFile)", "").replace("var site", "var _"),
    "one.txt": "1",
    "web/index.html": "hello",
    "web/.keep": "",
    "inner/n.go": "package inner\n\nfunc N() int { return 1 }\n",
    "inner/n_test.go": "package inner\n",
    "inner/n_windows.go": "package inner\n",
    "other/other.go": "package other\n",
    "README.md": "x",
    "lib/go.mod": "module example.com/lib\n\ngo 1.21\n",
    "lib/lib.go": "package lib\n\nfunc N() int { return 1 }\n",
}


class Built:
    """A project of which a program was just built."""

    def __init__(self, folder: Path, home: Home, options: BuildOptions) -> None:
        self.folder = go_projects.write(folder, FILES)
        self.home = home
        self.options = options
        self.artifact = self.build()

    def build(self) -> Artifact:
        """Build it again, as it is now."""
        project = asyncio.run(read(self.folder, go_projects.go()))
        self.artifact = run(BuildRequest(project=project, options=self.options), self.home)[1]
        return self.artifact

    def change(self) -> SourceChange | None:
        """What changed since, if anything."""
        return asyncio.run(changed_since(self.home, self.artifact, go=go_projects.go()))

    def told(self) -> tuple[str, str] | None:
        """What changed since, in short: the kind and the file."""
        found = self.change()
        if found is None:
            return None
        return found.what.value, str(found.path.relative_to(self.folder)) if found.path else ""


@pytest.fixture
def built(tmp_path: Path, home: Home) -> Built:
    """Return a project after its first build."""
    return Built(tmp_path / "p", home, BuildOptions())


def test_every_change_that_a_build_would_see_is_told_and_undoing_it_too(built: Built) -> None:
    assert built.told() is None
    for file in ("main.go", "inner/n.go", "lib/lib.go", "go.mod", "web/index.html", "one.txt"):
        place = built.folder / file
        before = place.read_text("utf-8")
        place.write_text(f"{before}\n", "utf-8")
        assert built.told() == ("changed", file)
        place.unlink()
        assert built.told() == ("gone", file)
        place.write_text(before, "utf-8")
        assert built.told() is None


def test_new_files_count_where_go_would_read_them(built: Built) -> None:
    for file in ("more.go", "inner/x.s", "web/a/b.css", "two.txt", "go.work", "default.pgo"):
        place = built.folder / file
        place.parent.mkdir(exist_ok=True)
        place.write_text("", "utf-8")
        assert built.told() == ("added", file)
        place.unlink()
        assert built.told() is None


def test_what_no_build_of_this_program_reads_changes_nothing(built: Built) -> None:
    for file in (
        *("README.md", "web/.keep", "inner/n_test.go", "inner/n_windows.go", "other/other.go"),
        *("web/.hidden/x", "web/_draft.html", "new_test.go", "_old.go", "notes.md"),
    ):
        place = built.folder / file
        place.parent.mkdir(exist_ok=True)
        place.write_text("another\n", "utf-8")
    assert built.told() is None


def test_dates_alone_are_no_change_and_hide_none(built: Built) -> None:
    place = built.folder / "inner" / "n.go"
    found = place.stat()
    os.utime(place, (1, 1))
    assert built.told() is None
    place.write_text(place.read_text("utf-8").replace("return 1", "return 2"), "utf-8")
    os.utime(place, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert built.told() == ("changed", "inner/n.go")


def test_the_newest_of_several_is_named_and_the_others_are_counted(built: Built) -> None:
    for age, file in enumerate(("main.go", "lib/lib.go", "inner/n.go")):
        place = built.folder / file
        place.write_text(f"{place.read_text('utf-8')}\n", "utf-8")
        os.utime(place, (1e9 - age, 1e9 - age))
    found = built.change()
    assert found is not None
    assert re.fullmatch(r"main\.go changed \d+ days ago\. And 2 more files\.", str(found.sentence))
    assert (found.when, found.more) == (1e9, 2)
    built.build()
    assert built.told() is None


def test_what_was_written_while_the_build_ran_counts_as_changed(built: Built) -> None:
    place = built.folder / "main.go"
    look = source.look([], [place], since=place.stat().st_mtime - 1)
    assert [one.kind for one in source.differences(look)] == ["changed"]
    ahead = place.stat().st_mtime + 3600  # a server's clock, say
    os.utime(place, (ahead, ahead))
    assert source.differences(source.look([], [place], since=ahead - 1)) == []


def test_a_program_that_is_not_the_recorded_one_is_of_unknown_source(built: Built) -> None:
    built.artifact = replace(built.artifact, sha256="0" * 64)
    assert built.told() == ("unknown", "")
    built.build()
    for file in (built.home.state / "built-from").iterdir():
        for content in ("", "[]", "{}", '{"format": 1}', "[" * 100_000):
            file.write_text(content, "utf-8")
            assert built.told() == ("unknown", "")


def _git(folder: Path) -> Callable[..., None]:
    def run_git(*words: str) -> None:
        names = ("-c", "user.name=a", "-c", "user.email=a@example.com")
        subprocess.run(("git", *names, "-C", folder, *words), check=True, capture_output=True)

    return run_git


def test_the_commit_that_a_program_carries_is_held_against_the_folder(
    tmp_path: Path, home: Home
) -> None:
    folder = go_projects.write(tmp_path / "p", FILES)
    git = _git(folder)
    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "one")
    built = Built(folder, home, BuildOptions())
    assert built.told() is None
    (folder / "README.md").write_text("another", "utf-8")
    assert built.told() == ("uncommitted", "README.md")
    git("commit", "-q", "-a", "-m", "two")
    assert built.told() == ("commit", "")
    built.build()
    git("tag", "v1.2.3")
    assert built.told() == ("commit", "")
    built.options = BuildOptions(vcs=False)
    built.build()
    (folder / "new.md").write_text("", "utf-8")
    assert built.told() is None


def test_another_go_is_a_change(built: Built) -> None:
    other = replace(go_projects.go(), version="1.99.0")
    found = asyncio.run(changed_since(built.home, built.artifact, go=other))
    assert found is not None
    assert found.what is What.GO


PATTERNS = {
    "web": ("web/a.html", "web/in/b.css"),
    "all:web": ("web/.x/y", "web/_app/s.js", "web/a.html", "web/in/b.css"),
    "web/*": ("web/.x/y", "web/_app/s.js", "web/a.html", "web/in/b.css"),
    "web/*.html": ("web/a.html",),
    "web/[a-c].htm?": ("web/a.html",),
    "web/[^b].html": ("web/a.html",),
    r"web/\a.html": ("web/a.html",),
    "web/in/b.css": ("web/in/b.css",),
    "w*/in": ("web/in/b.css",),
}


def test_patterns_take_what_go_takes(tmp_path: Path) -> None:
    web = ("a.html", "in/b.css", "_app/s.js", ".x/y", "in/mod/go.mod", "in/mod/x", "in/.git/z")
    lines = "\n".join(f"//go:embed {one}\nvar v{i} embed.FS" for i, one in enumerate(PATTERNS))
    files = {f"web/{name}": "" for name in web}
    files["main.go"] = f'package main\n\nimport "embed"\n\n{lines}\n\nfunc main() {{}}\n'
    folder = go_projects.write(tmp_path / "p", files)
    found = {pattern: tuple(sorted(embeds.taken(folder, pattern))) for pattern in PATTERNS}
    assert found == PATTERNS
    project = asyncio.run(read(folder, go_projects.go()))
    assert sorted(project.embeds) == sorted({name for one in found.values() for name in one})
    assert embeds.left_out(folder, "web") == ("web/.x/y", "web/_app/s.js")
    assert embeds.left_out(folder, "all:web") == ()
