"""The boxes of the sandbox's doors: what is open is checked, what a person checks is opened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.doors import Door
from core.service.model import Service
from gui.widgets.service.service_doors import ServiceDoors
from gui.widgets.service.service_form import ServiceForm

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

WEB = Service(name="web")


@pytest.fixture
def doors(qtbot: QtBot) -> ServiceDoors:
    made = ServiceDoors()
    qtbot.addWidget(made)
    return made


def test_a_box_is_there_for_each_door_and_shows_whether_it_is_open(doors: ServiceDoors) -> None:
    told: list[bool] = []
    doors.changed.connect(lambda: told.append(True))
    assert set(doors.boxes) == set(Door)
    doors.show_service(replace(WEB, allow=(Door.PROC, Door.JIT)))
    assert {door for door, box in doors.boxes.items() if box.isChecked()} == {Door.PROC, Door.JIT}
    doors.show_service(WEB)
    assert not any(box.isChecked() for box in doors.boxes.values())
    assert told == []


def test_what_is_checked_is_opened_and_the_order_of_the_others_stays(doors: ServiceDoors) -> None:
    service = replace(WEB, allow=(Door.PROC, Door.JIT))
    doors.show_service(service)
    assert doors.take(service) == service
    doors.boxes[Door.HOME].setChecked(True)
    doors.boxes[Door.PROC].setChecked(False)
    assert doors.take(service).allow == (Door.JIT, Door.HOME)


def test_the_form_hands_on_what_was_checked(qtbot: QtBot) -> None:
    form = ServiceForm()
    qtbot.addWidget(form)
    form.show_service(WEB)
    with qtbot.waitSignal(form.changed) as told:
        form.doors.boxes[Door.DEVICES].setChecked(True)
    assert told.args == [replace(WEB, allow=(Door.DEVICES,))]
