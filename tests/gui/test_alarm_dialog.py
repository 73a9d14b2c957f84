"""The alarm of a server, from its card: shown, set, tried and removed; the address stays unseen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLineEdit

from core.alarms.alarm import Alarm, Incident, Settings, Told, Tried
from core.journey import Stop
from core.usecases import alarming
from core.usecases.alarming import AlarmWish, Form
from gui.pages.servers import ServersPage
from gui.widgets.service.alarm_dialog import AlarmDialog
from tests.gui.conftest import until
from tests.gui.made_up import Answer, Door, Lines, codes, idle, three_servers, wrong
from tests.gui.seen import page_at
from tests.gui.test_main_window import window

if TYPE_CHECKING:
    from gui.shell.main_window import MainWindow

__all__ = ["window"]  # a fixture

URL = "https://hooks.slack.com/services/T/B/TOKEN"
SETTINGS = Settings(server="web1", form="slack", host="hooks.slack.com", mail="a@b.example")
WELL = Alarm(server="web1", told=Told(settings=SETTINGS), running=True, genuine=True)


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Lines:
    return Lines(monkeypatch)


@pytest.fixture
def page(window: MainWindow, lines: Lines) -> ServersPage:
    del lines
    three_servers(window)
    window.show_stop(Stop.SERVERS)
    found = page_at(window, ServersPage)
    found.card.servers.select("web1")
    return found


async def opened(page: ServersPage, patch: pytest.MonkeyPatch, known: Alarm) -> AlarmDialog:
    """Open the dialog from the card of the server."""
    patch.setattr(alarming, "listed", Answer((known,)))
    page.card.alarm.trigger()
    await until(lambda: [one for one in page.findChildren(AlarmDialog) if one.isVisible()])
    return next(one for one in page.findChildren(AlarmDialog) if one.isVisible())


async def test_a_first_alarm_is_set_once_its_address_can_be_one(
    page: ServersPage, monkeypatch: pytest.MonkeyPatch, lines: Lines
) -> None:
    door, told = Door((WELL,)), []
    monkeypatch.setattr(alarming, "set_up", door)
    page.told.connect(lambda text: told.append(str(text)))
    dialog = await opened(page, monkeypatch, Alarm(server="web1"))
    assert [row.text() for row in dialog.rows] == ["web1 has no alarm."]
    assert (dialog.test.isVisible(), dialog.remove.isVisible()) == (False, False)
    assert dialog.webhook.echoMode() is dialog.secret.echoMode() is QLineEdit.EchoMode.Password
    dialog.accept()
    assert dialog.fault.text().startswith("The alarm has no receiver.")
    dialog.mail.setText("a")
    dialog.accept()
    assert (dialog.isVisible(), "is not a mail address" in dialog.fault.text()) == (True, True)
    dialog.mail.clear()
    dialog.webhook.setText(f" {URL} ")
    dialog.form.setCurrentIndex(dialog.form.findData("json"))
    dialog.disk.setValue(80)
    dialog.days.setValue(7)
    dialog.accept()
    await idle(page)
    ((home, (line,), wish),) = door.asked
    assert (home, line.profile.name) == (page.session.home, "web1")
    assert wish == AlarmWish(
        webhook=f"{URL}\n\n".encode(), form=Form.JSON, disk=80, certificate_days=7
    )
    assert (codes(page), lines.open) == ([], [])
    assert told == ["web1 has an alarm now. Send a test message."]


async def test_what_is_open_is_told_and_a_test_says_what_came_of_it(
    page: ServersPage, monkeypatch: pytest.MonkeyPatch, lines: Lines
) -> None:
    told: list[str] = []
    page.told.connect(lambda text: told.append(str(text)))
    incident = Incident(kind="crash-loop", subject="web", since=1)
    bad = Told(settings=SETTINGS, open=(incident,), waiting=2, refused="no route")
    good, refused = Tried(by="webhook", delivered=True, status=200), Tried(by="webhook", why="no")
    for tried, problems in ((good, []), (refused, ["alarm_not_delivered"])):
        monkeypatch.setattr(alarming, "test", Answer((("web1", tried),)))
        dialog = await opened(page, monkeypatch, Alarm(server="web1", told=bad))
        assert [row.text() for row in dialog.rows] == [
            "Now: Slack at hooks.slack.com.",
            "Open: web (crash-loop)",
            "Messages waiting to be delivered: 2. no route",
        ]
        assert (dialog.mail.text(), dialog.webhook.text()) == ("a@b.example", "")
        dialog.test.click()
        await idle(page)
        assert (codes(page), lines.open) == (problems, [])
    assert told == ["The test message of web1 was delivered."]


async def test_a_webhook_that_is_not_typed_again_stays_with_all_that_the_dialog_does_not_show(
    page: ServersPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = Door((WELL,))
    monkeypatch.setattr(alarming, "set_up", door)
    own = replace(SETTINGS, services=("web",), calm=9, log_lines=3)
    for typed in ("", URL):
        dialog = await opened(page, monkeypatch, Alarm(server="web1", told=Told(settings=own)))
        assert dialog.webhook.placeholderText() == "Leave empty to keep the address that is set"
        dialog.webhook.setText(typed)
        dialog.accept()
        await idle(page)
        wish = door.asked[-1][-1]
        assert wish.keeps_webhook is not bool(typed)
        assert (wish.services, wish.calm, wish.log_lines) == (("web",), 9, 3)


async def test_an_alarm_is_removed_or_left(
    page: ServersPage, monkeypatch: pytest.MonkeyPatch, lines: Lines
) -> None:
    gone, told = Answer(), []
    page.told.connect(lambda text: told.append(str(text)))
    monkeypatch.setattr(alarming, "remove", gone)
    (await opened(page, monkeypatch, WELL)).reject()
    await idle(page)
    assert (gone.asked, told) == ([], [])
    (await opened(page, monkeypatch, WELL)).remove.click()
    await idle(page)
    assert (len(gone.asked), told, lines.open) == (1, ["The alarm of web1 was removed."], [])


@pytest.mark.parametrize(
    ("door", "problem"),
    [
        (Door((Alarm(server="web1", told=Told()),)), "alarm_unwell"),
        (Door(fails=wrong("alarm_foreign")), "alarm_foreign"),
    ],
)
async def test_an_alarm_that_cannot_be_is_told_on_the_page(
    page: ServersPage, monkeypatch: pytest.MonkeyPatch, door: Door, problem: str
) -> None:
    monkeypatch.setattr(alarming, "set_up", door)
    dialog = await opened(page, monkeypatch, Alarm(server="web1"))
    dialog.webhook.setText(URL)
    dialog.accept()
    await idle(page)
    assert codes(page) == [problem]
