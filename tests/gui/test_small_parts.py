"""Small parts that all pages are made of, and what stands behind them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from core.words import say
from gui.widgets.breadcrumb import Breadcrumb
from gui.widgets.fold import fold
from gui.widgets.parts import sentence
from gui.widgets.slices import Slices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


def test_slices_run_to_their_end_or_are_dropped(qtbot: QtBot) -> None:
    made, seen, ends = Slices(), [], []
    made.finished.connect(lambda: ends.append(len(seen)))

    def work(name: str, *, slow: bool = False) -> Iterator[None]:
        for _ in range(3):
            seen.append(name)
            if slow:
                time.sleep(0.007)
            yield

    made.start(work("a", slow=True))
    assert (made.running, seen) == (True, [])
    made.start(work("b"))
    qtbot.waitUntil(lambda: bool(ends))
    assert (seen, ends, made.running) == (["b"] * 3, [3], False)
    made.start(work("c"))
    made.stop()
    made.finish()
    assert (seen, ends) == (["b"] * 3, [3])
    made.start(work("d"))
    made.finish()
    assert (seen[3:], ends, made.running) == (["d"] * 3, [3, 6], False)


def test_what_is_folded_is_hidden_until_it_is_wanted(qtbot: QtBot) -> None:
    inside = sentence(say("Inside"))
    frame, unfold = fold(say("More"), inside)
    qtbot.addWidget(frame)
    frame.show()
    assert (unfold.text(), inside.isVisible()) == ("More", False)
    unfold.setChecked(True)
    assert inside.isVisible()
    unfold.setChecked(False)
    assert not inside.isVisible()


def test_each_step_of_the_way_leads_back_to_itself(qtbot: QtBot) -> None:
    made = Breadcrumb()
    qtbot.addWidget(made)
    told: list[int] = []
    made.chosen.connect(told.append)
    made.show_steps([(0, "all"), (4, "R&D"), (9, "here")])
    buttons = [made.layout().itemAt(place).widget() for place in (0, 2)]
    assert [one.text() for one in buttons] == ["all", "R&&D"]
    for one in buttons:
        one.click()
    assert told == [0, 4]
    assert made.layout().itemAt(4).widget().text() == "here"
    made.show_steps([(0, "all")])
    assert made.layout().count() == 2
