"""A saving is one press: built, measured and shown; another press keeps it or takes it back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.build.options import BuildOptions
from core.journey import State, Stop
from gui.pages.build import BuildPage
from gui.pages.inspect import InspectPage
from tests.gui.conftest import until
from tests.gui.seen import page_at, present

if TYPE_CHECKING:
    from pathlib import Path

    from core.build.artifact import Artifact
    from gui.shell.main_window import MainWindow

pytestmark = pytest.mark.go

# Gin as far as the tag is concerned: the same names, and a codec that weighs something.
_GIN = {
    "go.mod": """module example.com/shop

go 1.24

require (
	github.com/gin-gonic/gin v1.10.0
	github.com/ugorji/go/codec v1.2.12
)

replace github.com/gin-gonic/gin => ./gin

replace github.com/ugorji/go/codec => ./codec
""",
    "main.go": """package main

import "github.com/gin-gonic/gin"

func main() { gin.Run() }
""",
    "gin/go.mod": "module github.com/gin-gonic/gin\n\ngo 1.24\n",
    "gin/gin.go": "package gin\n\nfunc Run() { println(render()) }\n",
    "gin/msgpack.go": """//go:build !nomsgpack

package gin

import "github.com/ugorji/go/codec"

func render() string { return codec.Encode() }
""",
    "gin/nomsgpack.go": """//go:build nomsgpack

package gin

func render() string { return "json" }
""",
    "codec/go.mod": "module github.com/ugorji/go/codec\n\ngo 1.24\n",
    "codec/codec.go": """package codec

import "net/http"

func Encode() string {
	if err := http.ListenAndServe("localhost:0", nil); err != nil {
		return err.Error()
	}
	return "msgpack"
}
""",
}


async def test_a_saving_is_measured_beside_the_program_and_taken_back(window: MainWindow) -> None:
    page, made = await _inspected(window, BuildOptions(strip=False))
    (offer,) = page.savings.offers
    assert offer.text() == "Build without debug information"
    offer.click()
    await until(lambda: page.savings.told.text().startswith("Measured: "))
    assert " smaller (" in page.savings.told.text()
    assert page.session.current.artifact == made, "the program in use is as it was"
    assert not page.session.current.options.strip
    assert page.session.current.marks[Stop.BUILD].state is State.DONE
    assert not list((window.session.home.cache / "trial").iterdir())
    assert page.explorer.way.currentText() == "By package"
    page.savings.compare.click()
    assert page.explorer.way.currentText() == "What the saving changes"
    page.savings.drop.click()
    await until(lambda: page.savings.offers)
    assert page.explorer.way.findText("What the saving changes") < 0
    assert page.explorer.way.currentText() == "By package"


async def test_a_saving_that_is_kept_can_still_be_taken_back(window: MainWindow) -> None:
    page, made = await _inspected(window, BuildOptions(strip=False))
    page.savings.offers[0].click()
    await until(lambda: page.savings.told.text().startswith("Measured: "))
    page.savings.keep.click()
    await until(lambda: page.savings.told.text().startswith("Kept: ") and _whole(page))
    smaller = present(page.session.current.artifact)
    assert smaller.size < made.size
    assert page.session.current.options.strip
    assert page.session.current.marks[Stop.BUILD].state is State.DONE
    assert smaller.path.stat().st_size == smaller.size
    page.savings.drop.click()
    await until(lambda: page.savings.offers and _whole(page))
    back = present(page.session.current.artifact)
    assert (back.sha256, page.session.current.options.strip) == (made.sha256, False)
    assert page.session.current.marks[Stop.BUILD].state is State.DONE


async def test_a_tag_that_a_module_knows_is_offered_and_measured(
    window: MainWindow, folder: Path
) -> None:
    for name, text in _GIN.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    page, made = await _inspected(window, BuildOptions())
    assert [one.text() for one in page.savings.offers] == ["Build without MessagePack"]
    page.savings.offers[0].click()
    await until(lambda: page.savings.told.text().startswith("Measured: "))
    page.savings.keep.click()
    await until(lambda: page.savings.told.text().startswith("Kept: ") and _whole(page))
    assert page.session.current.options.tags == ("nomsgpack",)
    assert present(page.session.current.artifact).size < made.size / 2


async def test_what_is_out_of_date_is_not_compared(window: MainWindow) -> None:
    page, _ = await _inspected(window, BuildOptions(strip=False))
    options = replace(page.session.current.options, race=True)
    page.session.change(options=options)
    (offer,) = page.savings.offers
    assert not offer.isEnabled()
    assert offer.toolTip() == "The program is out of date. Build it first."


async def test_a_saving_that_cannot_be_built_leaves_all_as_it_was(
    window: MainWindow, folder: Path
) -> None:
    page, made = await _inspected(window, BuildOptions(strip=False))
    (folder / "main.go").write_text("package main\n\nfunc main() { nothing() }\n")
    page.savings.offers[0].click()
    await until(lambda: page.problems.count() and page.savings.offers)
    assert page.session.current.artifact == made
    assert not page.session.current.options.strip


async def _inspected(window: MainWindow, options: BuildOptions) -> tuple[InspectPage, Artifact]:
    window.session.change(options=options)
    assert await page_at(window, BuildPage).run()
    window.show_stop(Stop.INSPECT)
    page = page_at(window, InspectPage)
    await until(lambda: _whole(page))
    return page, present(page.session.current.artifact)


def _whole(page: InspectPage) -> bool:
    return page.session.current.inspection is not None and not page.runner.working
