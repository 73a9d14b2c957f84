"""Looking after a service from its tabs: a drill, what it takes on disks, backup and restore."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from core.data.space import Cleaning
from core.events import Noticed, Progress, StepFinished, StepStarted
from core.journey import Stop
from core.usecases import backing_up, copying, drilling, space, watching
from core.usecases.backing_up import BackupWish
from core.usecases.drilling import DrillWish
from core.words import say
from gui.pages.running import RunningPage
from gui.widgets.upkeep.backup_dialog import BackupDialog
from tests.gui.boards import board
from tests.gui.conftest import until
from tests.gui.made_up import (
    Answer,
    Door,
    Lines,
    answer,
    codes,
    idle,
    odd,
    outcome,
    three_servers,
    wrong,
)
from tests.gui.seen import cell_at, page_at
from tests.gui.test_main_window import window
from tests.gui.upkeep import backup, cleanings, comparison, drill
from tests.gui.upkeep import space as measured

if TYPE_CHECKING:
    from gui.shell.main_window import MainWindow
    from gui.widgets.quiet_table import QuietTable

__all__ = ["window"]  # a fixture

_STEPS = tuple(say("{n}", n=n) for n in "abcde")


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Lines:
    return Lines(monkeypatch)


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def page(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, lines: Lines, told: list[str]
) -> RunningPage:
    """The page on three servers; shop on web2 is chosen."""
    del lines
    three_servers(window)
    window.session.change(board=board(time.time()), service=None)
    monkeypatch.setattr(watching, "watch", Answer())  # ends at once, having told nothing
    monkeypatch.setattr(space, "look", Answer(cleanings()))
    monkeypatch.setattr(copying, "listed", Answer(fails=wrong("daily_none")))
    window.show_stop(Stop.RUNNING)
    made = page_at(window, RunningPage)
    made.watcher._timer.stop()
    made.told.connect(lambda text: told.append(str(text)))
    return made


def _rows(table: QuietTable) -> list[list[str]]:
    return [
        [cell_at(table, row, column).text() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def _drill_door(patch: pytest.MonkeyPatch, value: object = None, **how: Any) -> Door:  # noqa: ANN401 - as Door
    steps = [
        event
        for number, step in enumerate(_STEPS, 1)
        for event in (
            StepStarted(step=step, number=number, of=5),
            StepFinished(step=step, seconds=1),
        )
    ]
    door = Door(value, *steps, **how)
    patch.setattr(drilling, "drill", door)
    return door


async def test_a_drill_is_asked_about_runs_with_its_load_and_shows_what_it_found(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch, lines: Lines, told: list[str]
) -> None:
    door, panel = _drill_door(monkeypatch, (drill(),)), page.detail.drill
    asked = answer(monkeypatch, "confirm", value=True)
    assert (panel.parts.isHidden(), panel.save.isHidden(), panel.chart.isHidden()) == (True,) * 3
    assert "of shop on web2 loses requests" in panel.about.text()
    panel.rate.setValue(50)
    panel.steady.setValue(5)
    panel.back.setChecked(False)
    assert panel.start.toolTip() == (
        "In a terminal: goferry drill --service shop --to web2 --rate 50 --steady 5 "
        "--without-rollback"
    )
    panel.start.click()
    await idle(page)
    assert str(asked.asked[0][1]) == "Drill shop on web2?"
    (((home, (line,), service)),) = door.asked
    assert (home, line.profile.name, service) == (page.session.home, "web2", "shop")
    assert door.named == [{"wish": DrillWish(back=False, rate=50, steady=5)}]
    assert lines.open == []
    assert (
        panel.said.text() == "✗ A deploy loses requests. Deploy without downtime with mode shared."
    )
    assert told == [panel.said.text()]
    assert panel.facts.text() == (
        "shop on web2, release 12, mode restart: back 2.2 s after the kill."
    )
    rows = _rows(panel.parts)
    assert [row[:4] for row in rows[:2]] == [
        ["1. a", "done", "100", "0"],
        ["2. b", "done", "200", "25 refused"],
    ]
    assert rows[2][6] == "222 ms"
    assert not panel.chart.isHidden()
    assert (panel.start.isHidden(), panel.cancel.isHidden()) == (False, True)


async def test_the_line_of_a_drill_tells_parts_and_losses(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    _drill_door(monkeypatch, (drill(),))
    answer(monkeypatch, "confirm", value=True)
    page.detail.drill.start.click()
    await idle(page)
    chart = page.detail.drill.chart
    series = chart._series
    assert series is not None
    for at, words in ((1.0, "1 s: 19 ms, part 1"), (2.7, "3 s: requests lost, part 2")):
        chart.cursor_at = series.nearest(at)
        assert str(chart.told()) == words


async def test_a_drill_under_way_is_told_part_by_part_whatever_is_chosen_and_can_be_cancelled(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch, lines: Lines
) -> None:
    door, panel = _drill_door(monkeypatch, waits=True), page.detail.drill
    door.events = (
        *door.events[:3],
        Noticed(problem=odd("note")),
        Progress(done=1, total=2, unit="x"),
    )
    answer(monkeypatch, "confirm", value=True)
    panel.start.click()
    await until(lambda: len(panel.parts._shown) == 2)
    page.board.choose(("web1", "queue"))
    assert [row[:2] for row in _rows(panel.parts)] == [["1. a", "done"], ["2. b", "running…"]]
    assert "shop on web2" in panel.about.text()
    assert (panel.start.isHidden(), panel.cancel.isHidden()) == (True, False)
    assert all(not one.isEnabled() for one in panel.controls())
    panel.cancel.click()
    await idle(page)
    assert (door.cleaned, codes(page), lines.open) == (1, ["note"], [])
    assert panel.parts.isHidden(), "queue on web1 was not drilled"
    page.board.choose(("web2", "shop"))
    assert panel.said.text() == "Canceled. Nothing was measured."
    assert [row[1] for row in _rows(panel.parts)] == ["done", "stopped"]
    assert panel.save.isHidden()


async def test_a_drill_that_nobody_wants_or_that_fails_measures_nothing(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch, lines: Lines
) -> None:
    door, panel = _drill_door(monkeypatch, fails=wrong("not_well")), page.detail.drill
    asked = answer(monkeypatch, "confirm", value=False)
    panel.start.click()
    await idle(page)
    assert (len(asked.asked), door.asked, lines.made) == (1, [], [])
    asked.value = True
    panel.start.click()
    await idle(page)
    assert (codes(page), panel.said.text(), lines.open) == (["not_well"], "It is odd.", [])
    assert panel.save.isHidden()


async def test_a_bug_in_a_drill_leaves_no_drill_that_seems_to_run(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    _drill_door(monkeypatch, fails=ZeroDivisionError())
    answer(monkeypatch, "confirm", value=True)
    bugs: list[str] = []
    page.runner.bug.disconnect()
    page.runner.bug.connect(bugs.append)
    page.detail.drill.start.click()
    await idle(page)
    assert len(bugs) == 1
    assert page.detail.drill.said.text() == "The drill ended early."
    assert page.detail.drill.cancel.isHidden()


@pytest.mark.parametrize("name", ["drill.md", None])
async def test_a_report_is_kept_where_it_is_wanted(
    page: RunningPage,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    told: list[str],
    name: str | None,
) -> None:
    _drill_door(monkeypatch, (drill(lost=False),))
    answer(monkeypatch, "confirm", value=True)
    page.detail.drill.start.click()
    await idle(page)
    assert page.detail.drill.said.text() == "✓ Safe to deploy: no request was lost."
    asked = answer(monkeypatch, "new_file", tmp_path / name if name else None)
    page.detail.drill.save.click()
    await idle(page)
    assert asked.named == [{"name": "drill-shop-web2.html"}]
    if name:
        assert "# Drill: shop on web2" in (tmp_path / name).read_text()
        assert told[-1] == f"Saved as {tmp_path / name}."
    assert len(told) == (2 if name else 1)


async def _stored(page: RunningPage) -> None:
    page.detail.tabs.setCurrentWidget(page.detail.store)
    await idle(page)


async def test_what_a_service_takes_is_asked_of_all_its_servers_once_it_is_looked_at(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch, lines: Lines
) -> None:
    look = Answer(cleanings())
    monkeypatch.setattr(space, "look", look)
    page.refresh()
    assert look.asked == []
    await _stored(page)
    ((connections, wish),) = look.asked
    assert [one.profile.name for one in connections] == ["web1", "web2", "web3"]
    assert (wish, lines.open) == (space.SpaceWish(service="shop", keep=2), [])
    assert _rows(page.detail.store.table)[0] == [
        "web1", "80.0 MB", "51.0 MB", "3.0 MB", "100.0 kB", "318.0 MB", "96.0 MB", "21.0 GB",
    ]  # fmt: skip
    page.refresh()
    page.board.choose(("web1", "shop"))
    await idle(page)
    assert len(look.asked) == 1
    page.board.choose(("web1", "queue"))
    await idle(page)
    assert [one.profile.name for one in look.asked[1][0]] == ["web1"]
    page.tender.looked.emit()  # something was changed
    await idle(page)
    assert len(look.asked) == 3


async def test_what_cannot_be_measured_says_why_and_is_asked_again(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = Answer(fails=wrong())
    monkeypatch.setattr(space, "look", look)
    await _stored(page)
    assert page.detail.store.said.text() == "It is odd. It could not be."
    page.detail.tabs.setCurrentWidget(page.detail.overview)
    await _stored(page)
    assert len(look.asked) == 2


@pytest.mark.parametrize("sure", [True, False])
async def test_a_cleaning_shows_what_goes_before_it_goes(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch, told: list[str], *, sure: bool
) -> None:
    plans, store = cleanings(), page.detail.store
    clean = Answer(plans)
    monkeypatch.setattr(space, "clean", clean)
    await _stored(page)
    store.keep.setValue(3)
    assert store.clean.toolTip() == (
        "In a terminal: goferry space --service shop --to web1,web2,web3 --clean --keep 3"
    )
    asked = answer(monkeypatch, "confirm", sure)
    look = Answer(plans)
    monkeypatch.setattr(space, "look", look)
    store.clean.click()
    await idle(page)
    assert [str(one) for one in asked.named[0]["affected"]] == [
        "web1: frees 43.0 MB",
        "  release 9, 20.0 MB",
        "  release 10, 20.0 MB",
        "  uploads that were not completed, 3.0 MB",
        "web2: frees 20.0 MB",
        "  release 9, 20.0 MB",
    ]
    assert look.asked[0][1] == space.SpaceWish(service="shop", keep=3)
    assert [one[1] for one in clean.asked] == ([plans] if sure else [])
    assert told == (["✓ Removed 3 releases. 63.0 MB became free."] if sure else [])
    assert len(look.asked) == (2 if sure else 1), "afterwards it is measured anew"


async def test_nothing_to_remove_is_said_and_not_asked(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch, told: list[str]
) -> None:
    plan = Cleaning(space=measured("web1"), releases=(), frees=0)
    monkeypatch.setattr(space, "look", Answer((plan,)))
    asked = answer(monkeypatch, "confirm", value=True)
    page.detail.store.clean.click()
    await idle(page)
    assert (asked.asked, told) == ([], ["There is nothing to remove."])


async def _backup_dialog(page: RunningPage) -> BackupDialog:
    page.detail.store.back_up.click()
    await until(lambda: [one for one in page.findChildren(BackupDialog) if one.isVisible()])
    return next(one for one in page.findChildren(BackupDialog) if one.isVisible())


async def test_a_backup_goes_where_it_was_wanted_and_tells_what_is_there(
    page: RunningPage,
    monkeypatch: pytest.MonkeyPatch,
    lines: Lines,
    told: list[str],
    tmp_path: Path,
) -> None:
    door = Door(backup(), Progress(done=1, total=2, unit="bytes"), Noticed(problem=odd("note")))
    monkeypatch.setattr(backing_up, "backup", door)
    dialog = await _backup_dialog(page)
    dialog.folder.setText("here")
    dialog.accept()
    assert (dialog.isVisible(), dialog.fault.text()) == (True, "Choose the folder for the backup.")
    answer(monkeypatch, "folder", tmp_path)
    answer(monkeypatch, "new_file", tmp_path / "a.key")
    made = Answer()
    monkeypatch.setattr(backing_up, "new_key", lambda file: made.asked.append((file,)))
    dialog.folder_wanted.emit()
    dialog.new_key_wanted.emit()
    await until(lambda: dialog.key.text() and dialog.folder.text() == str(tmp_path))
    assert (made.asked, dialog.fault.text()) == (
        [(tmp_path / "a.key",)],
        "Keep the key in a second place: no backup opens without it.",
    )
    answer(monkeypatch, "file", tmp_path / "b.key")
    dialog.key_wanted.emit()
    await until(lambda: dialog.key.text().endswith("b.key"))
    dialog.stopped.setChecked(True)
    dialog.before.setText(" sync ")
    dialog.accept()
    await idle(page)
    ((home, line, service, wish),) = door.asked
    assert (home, line.profile.name, service) == (page.session.home, "web2", "shop")
    assert wish == BackupWish(output=tmp_path, key=tmp_path / "b.key", before="sync", stopped=True)
    assert page.detail.store.saved.text() == (
        "✓ /home/me/shop-web2.tar: 4 files, 318.0 MB. SQLite reports ok: shop.db."
    )
    assert (told, codes(page), lines.open) == (["Saved as /home/me/shop-web2.tar."], ["note"], [])
    again = await _backup_dialog(page)
    assert again.folder.text() == str(tmp_path), "the next one goes to the same folder"
    again.reject()
    await idle(page)
    assert len(door.asked) == 1


async def test_a_key_that_cannot_be_made_is_said_in_the_dialog(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(_: Path) -> None:
        raise wrong()

    monkeypatch.setattr(backing_up, "new_key", refuse)
    asked = answer(monkeypatch, "new_file", tmp_path / "a.key")
    others = [answer(monkeypatch, question, None) for question in ("folder", "file")]
    dialog = await _backup_dialog(page)
    before = dialog.folder.text()
    dialog.new_key_wanted.emit()
    await until(dialog.fault.isVisible)
    assert (dialog.fault.text(), dialog.key.text()) == ("It is odd. It could not be.", "")
    asked.value = None
    for one in (dialog.new_key_wanted, dialog.key_wanted, dialog.folder_wanted):
        one.emit()
    await until(lambda: len(asked.asked) == 2 and all(one.asked for one in others))
    assert (dialog.key.text(), dialog.folder.text()) == ("", before)
    dialog.reject()
    await idle(page)


@pytest.mark.parametrize(
    ("how", "ends"),
    [({"fails": wrong("cut")}, ([], ["cut"])), ({"waits": True}, (["Canceled."], []))],
)
async def test_a_backup_that_does_not_arrive_says_so(
    page: RunningPage,
    monkeypatch: pytest.MonkeyPatch,
    told: list[str],
    how: dict[str, Any],
    ends: tuple[list[str], list[str]],
) -> None:
    door = Door(**how)
    monkeypatch.setattr(backing_up, "backup", door)
    (await _backup_dialog(page)).accept()
    await until(lambda: door.asked)
    page.runner.cancel()
    await idle(page)
    assert (told, codes(page), page.detail.store.saved.isHidden()) == (*ends, True)


def _files(patch: pytest.MonkeyPatch, *answers: Path | None) -> Answer:
    """Let a person choose one file after the other."""
    made = answer(patch, "file", None)
    made.value = lambda *_: answers[len(made.asked) - 1]
    return made


@pytest.mark.parametrize(("name", "keys"), [("b.tar", 1), ("b.tar.sealed", 2)])
async def test_a_restore_shows_what_it_replaces_before_it_does(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch, lines: Lines, name: str, keys: int
) -> None:
    file, key = Path("/backups") / name, Path("/a.key") if keys > 1 else None
    files = _files(monkeypatch, file, key)
    compare, door = Answer(comparison()), Door(outcome("web2", problem=odd("note")))
    monkeypatch.setattr(backing_up, "compare", compare)
    monkeypatch.setattr(backing_up, "restore", door)
    asked = answer(monkeypatch, "confirm", value=False)
    page.detail.store.restore.click()
    await idle(page)
    assert (str(asked.asked[0][1]), door.asked) == ("Replace the data of shop on web2?", [])
    assert [str(one) for one in asked.named[0]["affected"]] == [
        "Replaced: 2 files, 180.0 kB",
        "  pictures/0.jpg",
        "  pictures/1.jpg",
        "Replaced, although newer on the server: 1 file, 90.0 kB",
        "  pictures/0.jpg",
        "Added: 2 files, 180.0 kB",
        "  pictures/2.jpg",
        "  pictures/3.jpg",
        "Set aside, because the backup does not have them: 1 file, 10 B",
        "  new.txt",
        "The copy of the data from 2026-11-28 03:00 UTC is replaced by the data of now.",
    ]
    asked.value = True
    files.asked.clear()
    page.detail.store.restore.click()
    await idle(page)
    ((line, service, what),) = door.asked
    assert (line.profile.name, service, what, door.named) == ("web2", "shop", file, [{"key": key}])
    assert page.detail.store.saved.text().startswith("✓ Release 2 is live")
    assert (len(files.asked), codes(page), lines.open) == (keys, ["note"], [])


@pytest.mark.parametrize("answers", [[None], [Path("/b.tar.sealed"), None]])
async def test_a_restore_without_its_file_or_key_begins_nothing(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch, lines: Lines, answers: list[Path | None]
) -> None:
    files = _files(monkeypatch, *answers)
    page.detail.store.restore.click()
    await idle(page)
    assert (len(files.asked), lines.made) == (len(answers), [])


async def test_another_service_is_told_nothing_of_the_backup_before(page: RunningPage) -> None:
    store = page.detail.store
    store.tell_backup(say("here"))
    page.board.choose(("web1", "shop"))
    assert not store.saved.isHidden()
    assert "from web1" in store.about.text()
    page.board.choose(("web1", "queue"))
    assert store.saved.isHidden()
