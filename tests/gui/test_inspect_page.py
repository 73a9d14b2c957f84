"""The inspect page: the reasons, the change, the colors, the full page, and the reports."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QAccessible, QImage

from core.build.builder import build
from core.build.options import BuildOptions, BuildRequest
from core.events import unheard
from core.journey import Stop
from gui.actions import ask, exports
from gui.pages.inspect import InspectPage
from tests.gui.conftest import until
from tests.gui.seen import present, row_at

if TYPE_CHECKING:
    from pathlib import Path

    from gui.shell.main_window import MainWindow

pytestmark = pytest.mark.go

_SITE = """package site

import "net/http"

func Serve() error { return http.ListenAndServe("localhost:0", nil) }
"""
_SOURCE_OF_SITE = """package main

import (
	"os"

	"example.com/shop/site"
)

func main() {
	if site.Serve() != nil {
		os.Exit(1)
	}
}
"""


async def test_a_package_tells_why_it_is_there_and_what_it_costs(window: MainWindow) -> None:
    page = await _inspected(window)
    assert not page.details.why.isEnabled()
    await _select(page, "fmt")
    assert page.details.about.text().startswith("fmt: ")
    page.details.why.click()
    await until(lambda: "→" in page.details.reason.text())
    assert page.details.reason.text().startswith("example.com/shop → fmt.")
    assert page.details.reason.text().endswith(" smaller.")


async def test_an_import_that_brings_much_for_little_is_told_with_its_way_in(
    window: MainWindow, folder: Path
) -> None:
    inner = folder / "site"
    inner.mkdir()
    (inner / "site.go").write_text(_SITE)
    (folder / "main.go").write_text(_SOURCE_OF_SITE)
    page = await _inspected(window)
    assert page.advice.text.text().startswith("Your import of net/http brings ")
    assert not page.more.isVisible()
    page.advice.show_imports.click()
    assert page.more.isVisible()
    row = row_at(page.imports.table, 0)
    names = [row.text(column) for column in range(2)]
    assert names == ["net/http", "example.com/shop → example.com/shop/site → net/http"]
    page.imports.table.setCurrentItem(row)
    assert page.details.package == "net/http"
    assert page.details.reason.text().endswith(" smaller.")
    assert page.explorer.lens.currentText() == "By what goes without net/http"
    await until(lambda: page.explorer.map.ready)
    assert page.explorer.map.legend() == {"goes", "stays"}


async def test_the_program_is_shown_by_package_and_by_section(window: MainWindow) -> None:
    page = await _inspected(window)
    way = page.explorer.way
    assert [way.itemText(place) for place in range(way.count())] == ["By package", "By section"]
    assert page.facts.text().endswith(" · no previous build to compare with")


async def test_f11_gives_the_page_to_the_map_and_escape_takes_it_back(window: MainWindow) -> None:
    page = await _inspected(window, strip=False)
    around = (page.summary, page.savings, page.details)
    assert all(part.isVisible() for part in around)
    page.full_key.activated.emit()
    assert not any(part.isVisible() for part in around)
    page.refresh()
    assert not any(part.isVisible() for part in around), "news do not bring them back"
    assert page.explorer.map.isVisible()
    page.leave_key.activated.emit()
    assert all(part.isVisible() for part in around)
    assert not page.leave_key.isEnabled()


async def test_the_menu_of_the_map_asks_for_the_reason(window: MainWindow) -> None:
    page = await _inspected(window)
    await until(lambda: page.explorer.tree is not None and "fmt" in page.explorer.tree.names)
    page.explorer.full.setChecked(True)
    page.explorer.why_wanted.emit(present(page.explorer.tree).names.index("fmt"))
    await until(lambda: "→" in page.details.reason.text())
    assert page.details.reason.isVisible()


async def test_where_it_runs_is_read_without_the_markup_of_its_colours(window: MainWindow) -> None:
    page = await _inspected(window)
    read = QAccessible.queryAccessibleInterface(page.runs_on).text(QAccessible.Text.Name)
    assert "Debian" in read
    assert "&nbsp;" not in read
    assert "<" not in read


async def test_the_next_build_says_what_changed(window: MainWindow) -> None:
    await _inspected(window, strip=False)
    page = await _inspected(window)
    assert page.facts.text().endswith(" smaller than the previous build")
    assert page.explorer.way.itemText(2) == "What changed"
    assert page.explorer.lens.itemText(1) == "By change since the previous build"
    page.explorer.choose_lens(1)
    await until(lambda: page.explorer.map.ready)
    assert "same" in page.explorer.map.legend()


async def test_two_programs_side_by_side_are_one_map_of_their_difference(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = await _inspected(window, strip=False)
    older = tmp_path / "older"
    shutil.copy(present(page.session.current.artifact).path, older)
    page = await _inspected(window)

    async def choose(*_: object, **__: object) -> Path:
        return older

    monkeypatch.setattr(ask, "file", choose)
    page.compare.click()
    await until(lambda: page.explorer.way.currentText() == "Compared with older")
    await until(lambda: present(page.explorer.tree).names[0] == "Difference")
    tree = present(page.explorer.tree)
    signs = {"new": 1, "grown": 1, "shrunk": -1, "gone": -1}
    changed = sum(signs[tree.nodes[one].kind] * tree.sizes[one] for one in tree.children(0))
    assert changed == present(page.session.current.inspection).size - older.stat().st_size
    older.write_text("no program")
    page.compare.click()
    await until(page.problems.count)


@pytest.mark.parametrize("kind", list(exports.KINDS))
async def test_it_can_be_saved_in_every_kind(
    window: MainWindow, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / f"report.{kind}"

    async def choose(*_: object, **__: object) -> Path:
        return file

    monkeypatch.setattr(ask, "new_file", choose)
    page = await _inspected(window)
    page.export.menu().actions()[list(exports.KINDS).index(kind)].trigger()
    await until(lambda: file.exists() and not window.runner.working)
    assert page.problems.count() == 0
    if kind == "png":
        assert not QImage(str(file)).isNull()
    if kind == "json":
        found = present(page.session.current.inspection)
        assert json.loads(file.read_text())["size"] == found.size
    assert file.stat().st_size > 100


async def test_a_report_that_cannot_be_written_is_said(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def choose(*_: object, **__: object) -> Path:
        return tmp_path / "nowhere" / "report.html"

    monkeypatch.setattr(ask, "new_file", choose)
    page = await _inspected(window)
    page.export.menu().actions()[0].trigger()
    await until(page.problems.count)


async def _inspected(window: MainWindow, *, strip: bool = True) -> InspectPage:
    """Build the project with these options and look at what came out."""
    current = window.session.current
    assert current.project is not None
    assert current.go is not None
    options = BuildOptions(strip=strip)
    request = BuildRequest(project=current.project, options=options)
    artifact = await build(request, current.go, window.session.home, report=unheard)
    window.session.change(options=options, artifact=artifact, inspection=None)
    window.session.change(built=window.session.current.wanted)
    window.show_stop(Stop.INSPECT)
    page = window.pages[Stop.INSPECT]
    assert isinstance(page, InspectPage)
    await until(lambda: _whole(page))
    return page


def _whole(page: InspectPage) -> bool:
    """Whether everything is known and shown."""
    found = page.session.current.inspection
    shown = page.explorer.tree is not None and not page.runner.working
    return shown and found is not None and found.packages is not None


async def _select(page: InspectPage, name: str) -> None:
    await until(lambda: page.explorer.tree is not None and name in page.explorer.tree.names)
    assert page.explorer.tree is not None
    page.explorer.map.selected.emit(page.explorer.tree.names.index(name))
