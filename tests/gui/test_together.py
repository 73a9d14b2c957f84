"""What is done to a service on all of its servers in turn: a restart, and other variables."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from core.events import LogLine, Noticed, StepStarted
from core.journey import Stop
from core.service.results import Result
from core.usecases import operating, secrets, space, watching
from core.usecases.operating import Operation
from core.usecases.secrets import Names, Wanted
from core.words import say
from gui.actions.in_turn import BatchQuestion
from gui.pages.running import RunningPage
from gui.runtime.speech import shown
from gui.widgets.upkeep.together import WISHES, Together
from gui.widgets.upkeep.variables_editor import VariablesEditor
from tests.gui.boards import board
from tests.gui.conftest import until
from tests.gui.made_up import Answer, Door, Lines, codes, idle, odd, outcome, three_servers, wrong
from tests.gui.seen import cell_at, page_at
from tests.gui.test_main_window import window

if TYPE_CHECKING:
    from typing import TypeVar

    from PySide6.QtWidgets import QDialog

    from gui.shell.main_window import MainWindow

    T = TypeVar("T", bound=QDialog)

__all__ = ["window"]  # a fixture

KNOWN = (
    Names(server="web1", variables=("A", "B"), credentials=("key",)),
    Names(server="web2", variables=("A",), credentials=()),
)


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Lines:
    return Lines(monkeypatch)


@pytest.fixture
def page(window: MainWindow, monkeypatch: pytest.MonkeyPatch, lines: Lines) -> RunningPage:
    """The page on three servers; shop on web2 is chosen."""
    del lines
    three_servers(window)
    window.session.change(board=board(time.time()), service=None)
    monkeypatch.setattr(watching, "watch", Answer())  # ends at once, having told nothing
    monkeypatch.setattr(space, "look", Answer(()))
    window.show_stop(Stop.RUNNING)
    made = page_at(window, RunningPage)
    made.watcher._timer.stop()
    return made


def _choose(page: RunningPage, wish: Together) -> None:
    """Choose it in the menu."""
    (action,) = [
        one for one in page.detail.more.menu().actions() if one.text() == shown(WISHES[wish])
    ]
    action.trigger()


async def _dialog(page: RunningPage, kind: type[T]) -> T:
    await until(lambda: [one for one in page.findChildren(kind) if one.isVisible()])
    return next(one for one in page.findChildren(kind) if one.isVisible())


async def test_a_restart_of_all_asks_how_many_at_a_time_and_tells_each_end(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch, lines: Lines
) -> None:
    ends = (
        outcome("web1"),
        outcome("web2", Result.DOWN, problem=odd("ill")),
        outcome("web3", Result.REFUSED, problem=odd("not_after")),
    )
    events = (
        StepStarted(step=say("Restart the service"), number=1, of=2, server="web1"),
        LogLine(text="said", server="web1"),
        Noticed(problem=odd("note"), server="web2"),
    )
    door = Door(ends, *events)
    monkeypatch.setattr(operating, "change_in_turn", door)
    told: list[str] = []
    page.told.connect(lambda text: told.append(str(text)))
    _choose(page, Together.RESTART)
    asked = await _dialog(page, BatchQuestion)
    assert (asked.batch.value(), asked.batch.maximum()) == (1, 3)
    asked.batch.setValue(2)
    assert asked.typed.text() == ("goferry restart --service shop --to web1,web2,web3 --batch 2")
    assert asked.accepts.text() == "Restart on 3 servers"
    asked.accept()
    await idle(page)
    ((connections, service, wish),) = door.asked
    assert ([one.profile.name for one in connections], service, wish, door.named) == (
        ["web1", "web2", "web3"],
        "shop",
        Operation.RESTART,
        [{"batch": 2}],
    )
    assert page.detail.tabs.currentWidget() is page.detail.output
    text = page.detail.output.text().splitlines()
    assert text[:3] == ["web1: Restart the service", "said", text[2]]
    assert [line.partition(":")[0] for line in text[2:]] == ["web1", "web2", "web3"]
    assert codes(page) == ["note", "ill", "not_after"]
    assert told[-1] == "1 of 3 servers done."
    assert lines.open == []


async def test_a_restart_that_nobody_wants_or_that_cannot_be_reaches_no_server(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch, lines: Lines
) -> None:
    door = Door(())
    monkeypatch.setattr(operating, "change_in_turn", door)
    _choose(page, Together.RESTART)
    (await _dialog(page, BatchQuestion)).reject()
    await idle(page)
    assert lines.made == []
    lines.down = ("web3",)
    _choose(page, Together.RESTART)
    (await _dialog(page, BatchQuestion)).accept()
    await idle(page)
    assert (door.asked, codes(page), lines.open) == ([], ["down_web3"], [])
    page.session.change(servers=())
    page.runner.spawn(page.tender.grant("web2", Together.RESTART))
    await idle(page)
    assert not [one for one in page.findChildren(BatchQuestion) if one.isVisible()]


async def _edited(page: RunningPage, patch: pytest.MonkeyPatch) -> VariablesEditor:
    patch.setattr(secrets, "names", Answer(KNOWN))
    _choose(page, Together.VARIABLES)
    return await _dialog(page, VariablesEditor)


async def test_other_variables_are_shown_as_a_change_before_servers_restart_with_them(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch, lines: Lines
) -> None:
    door = Door((outcome("web1"), outcome("web2"), outcome("web3")))
    monkeypatch.setattr(secrets, "edit", door)
    editor = await _edited(page, monkeypatch)
    cells = [[editor.cell(row, column).text() for column in range(3)] for row in range(2)]
    assert cells == [["A", "all", ""], ["B", "web1", ""]]
    editor.accept()
    assert editor.isVisible()
    assert editor.fault.text() == "Set, add or delete a variable first."
    editor.cell(0, 2).setText("new value")
    editor.add.click()
    editor.cell(2, 0).setText(" C ")
    editor.accept()
    assert editor.fault.text().startswith("The value of C cannot be used.")
    cell_at(editor.table, 2, 2).setText("3")
    editor.table.setCurrentCell(1, 0)
    editor.remove.click()
    wanted = Wanted(variables={"A": "new value", "C": "3"}, drop_variables=("B",))
    assert editor.wanted() == wanted
    editor.accept()
    asked = await _dialog(page, BatchQuestion)
    assert asked.typed.text() == (
        "goferry env --service shop --to web1,web2,web3 --set FILE --unset B --batch 1"
    )
    assert (
        asked.affected
        == (
            "web1: new C\nweb1: replaced A\nweb1: deleted B\nweb2: new C\nweb2: replaced A"
        ).splitlines()
    )
    asked.accept()
    await idle(page)
    ((connections, service, what),) = door.asked
    assert (len(connections), service, what, door.named) == (3, "shop", wanted, [{"batch": 1}])
    assert "new value" not in page.detail.output.text()
    assert lines.open == []


async def test_a_change_of_variables_that_nobody_wants_changes_nothing(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch, lines: Lines
) -> None:
    door = Door(fails=wrong("busy"))
    monkeypatch.setattr(secrets, "edit", door)
    (await _edited(page, monkeypatch)).reject()
    await idle(page)
    editor = await _edited(page, monkeypatch)
    editor.show_values.setChecked(True)
    editor.cell(0, 2).setText("x")
    editor.accept()
    (await _dialog(page, BatchQuestion)).reject()
    await idle(page)
    assert (door.asked, lines.open) == ([], [])
    editor = await _edited(page, monkeypatch)
    editor.cell(0, 2).setText("x")
    editor.accept()
    (await _dialog(page, BatchQuestion)).accept()
    await idle(page)
    assert (len(door.asked), codes(page)) == (1, ["busy"])
