"""What a look at a project found is told again while nothing changed, and not one change longer."""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from core.problems import ProblemError
from core.project import reader, snapshot
from core.project.look_cache import LookCache
from core.project.packages import list_packages
from core.project.reader import read
from core.toolchain import decisive, environment
from core.toolchain.go import at
from tests import go_projects

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.home import Home
    from core.project.model import Project

MAIN = """package main

import (
	_ "embed"

	"example.com/lib"
)

//go:embed one.txt
var one string

func main() { println(one, lib.N()) }
"""
FILES = {
    "p/go.mod": "module example.com/hello\n\ngo 1.21\n\nrequire example.com/lib v0.0.0\n\n"
    "replace example.com/lib => ../lib\n",
    "p/main.go": MAIN,
    "p/one.txt": "1",
    "lib/go.mod": "module example.com/lib\n\ngo 1.21\n",
    "lib/lib.go": "package lib\n\nfunc N() int { return 1 }\n",
}


class Looked:
    """A project that was looked at before, and whether Go is asked again."""

    def __init__(self, root: Path, home: Home, patch: pytest.MonkeyPatch) -> None:
        self.home, self.folder, self.root = home, root / "p", root
        self.go = go_projects.go()
        self.asked = 0

        async def counted(*words: Any, **more: Any) -> object:  # noqa: ANN401 - as it is asked
            self.asked += 1
            return await list_packages(*words, **more)

        patch.setattr(reader, "list_packages", counted)
        go_projects.write(root, FILES)
        (root / "go.mod").unlink(missing_ok=True)
        time.sleep(0.02)  # more than what the kernel's clock for files stands still
        while not self.known():
            pass
        self.project = self.read()

    def read(self) -> Project:
        return asyncio.run(read(self.folder, self.go, home=self.home))

    def known(self) -> bool:
        """Look at it; whether that was possible without Go."""
        self.asked = 0
        self.read()
        return not self.asked

    def fresh(self) -> Project:
        return asyncio.run(read(self.folder, self.go))


@pytest.fixture
def looked(tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch) -> Looked:
    return Looked(tmp_path / "root", home, monkeypatch)


def _edited(file: str, text: str) -> Callable[[Path], object]:
    return lambda root: (root / file).write_text(text, "utf-8")


def _edited_in_secret(root: Path) -> None:
    """As long as before, and dated back: only the system knows."""
    file = root / "p/main.go"
    before = file.stat()
    file.write_text(MAIN.replace("lib.N()", "lib.M()"), "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def _replaced_by_a_twin(root: Path) -> None:
    file = root / "p/one.txt"
    shutil.copy2(file, root / "p/two")
    (root / "p/two").replace(file)


CHANGES: dict[str, Callable[[Path], object]] = {
    "source": _edited("p/main.go", "package main\n\nfunc main() { println(1) }\n"),
    "source in secret": _edited_in_secret,
    "a new file": _edited("p/new.go", "package main\n\nconst two = 2\n"),
    "a new program": lambda root: go_projects.write(
        root / "p/cmd", {"go.mod": "", "main.go": "package main\n\nfunc main() {}\n"}
    ),
    "a file less": lambda root: (root / "p/one.txt").unlink(),
    "go.mod": _edited("p/go.mod", FILES["p/go.mod"].replace("1.21", "1.22")),
    "an embedded file": _edited("p/one.txt", "2"),
    "another file of the same": _replaced_by_a_twin,
    "go.sum": _edited("p/go.sum", ""),
    "a module beside it": _edited("lib/lib.go", "package lib\n\nfunc N() int { return 22 }\n"),
    "a new file beside it": _edited("lib/new.go", 'package lib\n\nimport _ "os"\n'),
    "a workspace above": _edited("go.work", "go 1.21\n\nuse ./p\n"),
    "rights": lambda root: (root / "p/main.go").chmod(0o600),
}  # fmt: skip


@pytest.mark.go
@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_is_looked_at_again(looked: Looked, change: str) -> None:
    assert looked.known()
    CHANGES[change](looked.root)
    assert not looked.known()
    assert looked.read() == looked.fresh()


@pytest.mark.go
def test_what_breaks_a_project_is_told_though_it_was_known(looked: Looked) -> None:
    (looked.folder / "vendor").mkdir()
    with pytest.raises(ProblemError, match="vendor"):
        looked.read()


@pytest.mark.go
def test_what_does_not_change_is_told_as_it_was(looked: Looked) -> None:
    assert looked.known()
    assert looked.read() == looked.fresh() == looked.project
    (looked.folder / ".git").mkdir()
    (looked.folder / ".git" / "index").touch()
    assert looked.known()


@pytest.mark.go
@pytest.mark.parametrize(
    ("name", "value"),
    [("GOFLAGS", "-tags=x"), ("GOPATH", "/x"), ("GOPROXY", "off"), ("CGO_CFLAGS", "-O0"),
     ("GOWORK", "off"), ("GOENV", "off"), ("HOME", "/x"), ("PATH", "/usr/bin:/bin")],
)  # fmt: skip
def test_a_setting_of_this_computer_is_another_question(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = go_projects.go()
    before = (decisive(go, environment(go)), environment(go))
    monkeypatch.setenv("GOFERRY_PASSWORD", "x")
    monkeypatch.setenv("TERM", "another")
    if name in {"GOFLAGS", "CGO_CFLAGS", "GOWORK"}:  # these are put out of force, as ever
        monkeypatch.setenv(name, value)
        assert environment(go).get(name) != value
        return
    monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(name, value)
    assert decisive(go, environment(go)) != before[0]


@pytest.mark.go
def test_what_go_keeps_in_its_own_file_is_another_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, file = go_projects.go(), tmp_path / "env"
    monkeypatch.setenv("GOENV", str(file))
    empty = decisive(go, environment(go))
    file.write_text("GOPROXY=off\n", "utf-8")
    assert decisive(go, environment(go)) != empty


def test_another_go_in_the_same_place_is_another_question(tmp_path: Path) -> None:
    root = tmp_path / "go"
    (root / "bin").mkdir(parents=True)
    (root / "bin" / "go").write_text("#!/bin/sh\n", "utf-8")
    (root / "bin" / "go").chmod(0o755)
    (root / "VERSION").write_text("go1.26.8\n", "utf-8")
    go = at(root)
    assert go is not None
    seen = {decisive(go, {})}
    (root / "bin" / "go").write_text("#!/bin/sh\n# patched\n", "utf-8")
    seen.add(decisive(go, {}))
    (root / "go.env").write_text("GOFLAGS=-x\n", "utf-8")
    seen.add(decisive(go, {}))
    seen.add(decisive(replace(go, version="1.27"), {}))
    (root / "VERSION").unlink()
    seen.add(decisive(go, {}))
    assert len(seen) == 5


class Kept:
    """A small folder of which something is known."""

    def __init__(self, root: Path, home: Home, but: Path | None = None) -> None:
        self.root, self.home, self.but = root, home, but
        go_projects.write(root)
        time.sleep(0.02)

    def cache(self, *asked: object) -> LookCache:
        return LookCache(
            self.home, self.root, kind=("x",), asked=asked, answers=tuple[str, ...], but=self.but
        )

    def learn(self, *packages: dict[str, object]) -> None:
        cache = self.cache()
        cache.keep(("answer",), packages, found=cache.find())

    @property
    def answer(self) -> object:
        return self.cache().find().answer

    @property
    def file(self) -> Path:
        (file,) = (self.home.cache / "looks").iterdir()
        return file


@pytest.fixture
def kept(tmp_path: Path, home: Home) -> Kept:
    one = Kept(tmp_path / "p", home)
    one.learn()
    assert one.answer == ("answer",)
    return one


def test_an_answer_is_for_its_own_question(kept: Kept) -> None:
    assert kept.cache("other").find().answer is None


@pytest.mark.parametrize(
    "damage",
    [lambda text: text[:-9], lambda text: text.replace('["answer"]', '["ANSWER"]'), lambda _: "",
     lambda _: "\x00", lambda _: "{}", lambda text: text.replace("\n", "")],
)  # fmt: skip
def test_a_damaged_record_is_no_answer_and_is_replaced(
    kept: Kept, damage: Callable[[str], str]
) -> None:
    kept.file.write_text(damage(kept.file.read_text("ascii")), "ascii")
    assert kept.answer is None
    kept.learn()
    assert kept.answer == ("answer",)


def test_what_was_written_while_go_looked_is_not_believed(kept: Kept) -> None:
    cache = kept.cache("more")
    found = cache.find()
    (kept.root / "main.go").write_text("package main // as Go did not see it\n", "utf-8")
    cache.keep(("late",), [], found=found)
    assert cache.find().answer is None
    found = cache.find()
    (kept.root / "main.go").unlink()
    cache.keep(("late",), [], found=found)
    assert cache.find().answer is None


def test_what_was_written_just_before_is_not_believed(kept: Kept) -> None:
    """The clock for files stands still for a while: the next change may bear the same date."""
    cache = kept.cache("more")
    (kept.root / "main.go").write_text("package main // only just\n", "utf-8")
    cache.keep(("early",), [], found=cache.find())
    assert cache.find().answer is None


def test_a_module_that_was_removed_is_looked_for_again(kept: Kept, tmp_path: Path) -> None:
    module = tmp_path / "cache" / "m@v1"
    module.mkdir(parents=True)
    kept.learn({"Dir": str(module / "in"), "Module": {"Version": "v1", "Dir": str(module)}})
    assert kept.answer == ("answer",)
    module.rmdir()
    assert kept.answer is None


def test_a_program_that_is_written_into_the_project_is_no_change(
    tmp_path: Path, home: Home
) -> None:
    output = tmp_path / "p" / "app"
    one = Kept(tmp_path / "p", home, but=output)
    output.write_bytes(b"old")
    one.learn()
    assert one.answer == ("answer",)
    (output.parent / ".app.12ab.partial").write_bytes(b"new")
    output.write_bytes(b"newer")
    assert one.answer == ("answer",)
    output.unlink()
    assert one.answer is None


def test_a_folder_that_is_too_large_or_closed_is_never_known(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "_MOST_FILES", 2)
    assert kept.answer is None
    kept.learn()
    assert kept.answer is None
    assert snapshot.take([kept.root / "gone"]) is None


def test_links_are_followed_to_files_and_no_further(tmp_path: Path) -> None:
    folder, beside = tmp_path / "p", tmp_path / "beside"
    folder.mkdir()
    beside.mkdir()
    (beside / "a.go").write_text("package a", "utf-8")
    (folder / "a.go").symlink_to(beside / "a.go")
    (folder / "broken").symlink_to(beside / "gone")
    (folder / "around").symlink_to(folder)
    before = snapshot.take([folder])
    assert before is not None
    (beside / "a.go").write_text("package a // other", "utf-8")
    assert snapshot.take([folder]) != before


def test_dates_from_the_future_do_not_hide_those_of_today(tmp_path: Path) -> None:
    file = tmp_path / "a.go"
    file.touch()
    os.utime(file, (time.time() + 1e6, time.time() + 1e6))
    found = snapshot.take([tmp_path])
    assert found is not None
    assert time.time_ns() - 10**10 < found.newest <= time.time_ns()
