"""The inspect page with made-up findings: what is shown, for which program, and what is advised."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QLabel

from core.binary import apart
from core.binary.inspection import (
    Inspection,
    ModuleSize,
    Node,
    PackageSize,
    Saving,
)
from core.binary.report import previous
from core.build import why as why_module
from core.build.reason import Pull, Reason
from core.journey import Stop
from core.words import say
from gui.actions import exports
from gui.pages.inspect import InspectPage
from tests.gui.conftest import until
from tests.gui.made_up import (
    GO,
    Answer,
    answer,
    artifact,
    codes,
    idle,
    inspection,
    odd,
    opened,
    wrong,
)
from tests.gui.seen import page_at, present, row_at
from tests.gui.test_main_window import project, window

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.build.artifact import Artifact
    from core.project.model import Project
    from gui.shell.main_window import MainWindow

__all__ = ["project", "window"]  # fixtures

_FMT = Node(name="fmt", size=400, kind="std")
_TREE = Node(name="shop", size=1000, kind="structure", children=(_FMT,))
_MODULE = ModuleSize(
    module="std",
    version="",
    origin="std",
    size=400,
    packages=(PackageSize(package="fmt", size=400, kinds={}),),
)


class World:
    """Made-up findings: `steps` come one after the other."""

    def __init__(self, patch: pytest.MonkeyPatch, made: Artifact) -> None:
        first = inspection(made.path)
        self.whole = replace(first, packages=_TREE, modules=(_MODULE,))
        self.steps: list[Any] = [first, self.whole]
        self.looked: list[Path] = []
        self.before: Inspection | None = None
        self.pulls, self.why = Answer(()), Answer()
        self.then: Callable[[], object] = lambda: None  # after each step
        patch.setattr(apart, "watch", self._watch)
        patch.setattr(previous, "exchange", lambda _home, _found: self.before)
        patch.setattr(why_module, "heaviest", self.pulls)
        patch.setattr(why_module, "why", self.why)

    async def _watch(self, path: Path, take: Callable[[Inspection], None]) -> Inspection:
        self.looked.append(path)
        for one in self.steps:
            if isinstance(one, Exception):
                raise one
            take(one)
            self.then()
        assert isinstance(one, Inspection)
        return one


@pytest.fixture
def made(project: Project) -> Artifact:
    return artifact(project.folder)


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, made: Artifact) -> World:
    return World(monkeypatch, made)


@pytest.fixture
def page(window: MainWindow, project: Project, world: World, made: Artifact) -> InspectPage:
    """Make the page where a program was built that nobody looked into."""
    del world
    opened(window, project)
    window.session.change(artifact=made, built=window.session.current.wanted)
    return page_at(window, InspectPage)


async def _show(window: MainWindow) -> None:
    window.show_stop(Stop.INSPECT)
    await idle(window)


async def test_a_program_is_looked_into_once_and_shown_as_it_becomes_known(
    page: InspectPage, world: World, window: MainWindow, made: Artifact
) -> None:
    note = odd("note")
    verdict = replace(world.whole.verdict, notes=(note,))
    world.steps[1] = world.whole = replace(world.whole, verdict=verdict)
    await _show(window)
    assert (page.session.current.inspection, codes(page)) == (world.whole, ["note"])
    assert page.verdict.text() == "It is static."
    assert page.facts.text().startswith("1.0 kB · linux/amd64 · built with go1.26 · with debug")
    assert [page.explorer.way.itemText(n) for n in range(2)] == ["By package", "By section"]
    folder = present(page.session.current.project).mains[0].folder
    assert world.pulls.asked == [(folder,)], "the folder of the program that was built"
    assert world.pulls.named[0]["go"] is GO
    await _show(window)
    assert world.looked == [made.path]
    other = replace(made, sha256="2" * 64)
    page.session.change(artifact=other, inspection=None)
    await _show(window)
    assert len(world.looked) == 2


async def test_what_is_found_of_an_older_program_is_not_shown_for_the_new_one(
    page: InspectPage, window: MainWindow, made: Artifact, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = replace(made, sha256="2" * 64)
    seen: list[object] = []

    def exchange(_home: object, _found: object) -> None:
        page.session.current = replace(page.session.current, artifact=newer, inspection=None)
        seen.append(True)

    monkeypatch.setattr(previous, "exchange", exchange)
    await _show(window)
    assert seen
    assert page.session.current.inspection is None


async def test_the_build_before_is_compared_with(
    page: InspectPage, world: World, window: MainWindow
) -> None:
    world.before = replace(world.whole, size=900, packages=replace(_TREE, size=900))
    await _show(window)
    assert page.facts.text().endswith(" · 100 bytes larger than the previous build")


async def test_a_file_that_cannot_be_read_is_said(
    page: InspectPage, world: World, window: MainWindow
) -> None:
    world.steps = [wrong("gone")]
    await _show(window)
    assert (codes(page), world.pulls.asked) == (["gone"], [])
    assert page.verdict.text() == "Reading the program…"
    assert page.advice.isHidden()


async def test_imports_that_cannot_be_weighed_say_why(
    page: InspectPage, world: World, window: MainWindow
) -> None:
    world.pulls.fails = wrong("no_go")
    await _show(window)
    assert page.imports.about.text() == "It is odd. It could not be."


async def test_the_reason_of_a_package_is_looked_for_and_a_late_answer_dropped(
    page: InspectPage, world: World, window: MainWindow, made: Artifact
) -> None:
    await _show(window)
    await until(lambda: page.explorer.tree is not None)
    node = present(page.explorer.tree).names.index("fmt")
    world.why.value = Reason(
        package="fmt", chain=("shop", "fmt"), dropped=frozenset({"fmt"}), saves=2_000
    )
    page.explorer.table.selected.emit(node)
    page.details.why.click()
    await idle(window)
    (folder, package), named = world.why.asked[0], world.why.named[0]
    assert (folder.name, package, named["program"]) == ("server", "fmt", made.path)
    assert page.details.reason.text() == (
        "shop → fmt. Without this import the file would be 2.0 kB smaller."
    )
    world.why.fails = wrong("not_linked")
    page.details.why.click()
    await idle(window)
    assert page.details.reason.text() == "It is odd. It could not be."
    world.why.fails = None

    def meanwhile(*_: object) -> object:
        page.explorer.map.selected.emit(0)
        return world.whole

    world.why.value = meanwhile
    page.details.why.click()
    await idle(window)
    assert (page.details.package, page.details.reason.isHidden()) == ("", True)


async def test_until_it_is_compared_nothing_is_said_of_an_earlier_build(
    page: InspectPage, world: World, window: MainWindow
) -> None:
    seen: list[str] = []
    world.then = lambda: seen.append(page.facts.text())
    await _show(window)
    assert len(seen) == 2
    assert not [text for text in seen if "earlier" in text]
    assert page.facts.text().endswith(" · no previous build to compare with")


async def test_a_newer_program_is_told_nothing_of_the_comparison_before(
    page: InspectPage, world: World, window: MainWindow, made: Artifact
) -> None:
    less = replace(_MODULE, packages=(PackageSize(package="fmt", size=300, kinds={}),))
    world.before = replace(world.whole, size=900, modules=(less,))
    await _show(window)
    assert page.explorer.way.itemText(2) == "What changed"
    world.before = None
    page.session.change(artifact=replace(made, sha256="2" * 64), inspection=None)
    world.steps = [replace(one, size=1_001) for one in world.steps]
    await _show(window)
    assert page.facts.text().endswith(" · no previous build to compare with")
    assert page.explorer.way.count() == 2


async def test_a_look_at_an_older_program_is_given_up_for_the_newer_one(
    page: InspectPage, window: MainWindow, made: Artifact, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = replace(made, path=made.path.with_name("newer"), sha256="2" * 64)
    looked, ended = [], []

    async def watch(path: Path, take: Callable[[Inspection], None]) -> Inspection:
        looked.append(path.name)
        try:
            if path == made.path:
                await asyncio.Event().wait()
            found = inspection(path)
            take(found)
            return found
        finally:
            ended.append(path.name)

    monkeypatch.setattr(apart, "watch", watch)
    window.show_stop(Stop.INSPECT)
    await until(lambda: looked)
    window.show_stop(Stop.INSPECT)
    page.session.change(artifact=newer)
    window.show_stop(Stop.INSPECT)
    await until(lambda: "newer" in ended)
    assert (looked, sorted(ended)) == (["shop", "newer"], ["newer", "shop"])
    assert present(page.session.current.inspection).path == newer.path
    await idle(window)


async def test_nobody_is_asked_why_the_program_itself_is_in_the_program(
    page: InspectPage, world: World, window: MainWindow
) -> None:
    own = PackageSize(package="main", size=100, kinds={})
    modules = (_MODULE, replace(_MODULE, module="example.com/shop", origin="own", packages=(own,)))
    tree = replace(_TREE, children=(_FMT, Node(name="main", size=100, kind="own")))
    world.steps[1] = replace(world.whole, modules=modules, packages=tree)
    await _show(window)
    await until(lambda: page.explorer.tree is not None and "main" in page.explorer.tree.names)
    for name, asked in (("fmt", True), ("main", False)):
        page.explorer.map.selected.emit(present(page.explorer.tree).names.index(name))
        assert (page.details.why.isEnabled(), page.details.package) == (asked, name * asked)


async def test_an_import_of_the_list_is_selected_and_told_at_once(
    page: InspectPage, world: World, window: MainWindow
) -> None:
    pulls = [
        Pull(package=name, chain=("shop", name), dropped=frozenset({name}), saves=saves, size=40)
        for name, saves in (("net/http", 900), ("fmt", 500))
    ]
    world.pulls.value = tuple(pulls)
    await _show(window)
    await until(lambda: page.explorer.tree is not None)
    names = [row_at(page.imports.table, row).text(0) for row in range(2)]
    assert names == ["net/http", "fmt"]
    assert page.advice.text.text().startswith("Your import of net/http brings 900 bytes")
    page.advice.show_imports.click()
    assert page.unfold_more.isChecked()
    page.imports.table.setCurrentItem(row_at(page.imports.table, 1))
    assert page.details.reason.text().startswith("shop → fmt. ")
    assert page.details.package == "fmt"
    page.imports.table.setCurrentItem(row_at(page.imports.table, 0))
    assert page.details.reason.text().startswith("shop → net/http. ")


async def test_a_program_that_is_out_of_date_says_so_and_why(
    page: InspectPage, window: MainWindow
) -> None:
    await _show(window)
    assert not page.age.isVisible()
    page.session.change(touched=say("main.go changed."))
    assert (page.age.isVisible(), "main.go changed." in page.age.text()) == (True, True)
    page.session.change(touched=None)
    assert not page.age.isVisible()


async def test_a_saving_is_offered_with_its_price(
    page: InspectPage, world: World, window: MainWindow
) -> None:
    world.steps[1] = replace(world.whole, savings=(Saving(option="-trimpath", bytes=40),))
    page.session.change(options=replace(page.session.current.options, trimpath=False))
    page.session.change(built=page.session.current.wanted)
    await _show(window)
    (offer,) = page.savings.offers
    assert (offer.text(), offer.isEnabled()) == ("Build without directory names", True)
    assert [label.text() for label in page.savings.findChildren(QLabel) if label.isVisible()] == [
        (
            "Directory names of this computer are 4.0% of this file: 40 bytes. "
            "Without them, stack traces name modules instead of directories."
        )
    ]
    page.session.change(touched=say("main.go changed."))
    assert not page.savings.offers[0].isEnabled(), "what is out of date cannot be compared"


@pytest.mark.parametrize("kind", list(exports.KINDS))
async def test_a_report_is_written_where_it_was_wanted_or_not_at_all(
    page: InspectPage,
    window: MainWindow,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    kind: str,
) -> None:
    await _show(window)
    asked = answer(monkeypatch, "new_file", None)
    wrote: list[str] = []

    def write(*words: Any) -> None:  # noqa: ANN401 - what is written
        wrote.append(words[0])
        raise OSError(28, "No space left")

    monkeypatch.setattr("core.usecases.inspecting.report_text", write)
    entry = page.export.menu().actions()[list(exports.KINDS).index(kind)]
    entry.trigger()
    await idle(window)
    assert (asked.named, wrote) == ([{"name": f"shop.{kind}"}], [])
    asked.value = tmp_path / "nowhere" / "x"
    entry.trigger()
    await idle(window)
    assert wrote == ([] if kind == "png" else [kind])
    assert codes(page) == ["report_unwritable"]
