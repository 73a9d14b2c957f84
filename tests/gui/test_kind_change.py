"""The kind of a service in its form: what is asked then, what comes back, and what it means."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from core.deploy.schedule import Schedule
from core.problems import ProblemError
from core.service.entry import Section
from core.service.model import Health, HealthScheme, Kind, Mode, Service
from core.usecases import scheduling
from core.words import verbatim
from gui.pages.deploy import DeployPage
from gui.runtime.speech import use_language
from gui.widgets.service.service_form import ServiceForm
from gui.wording import schedule_words
from tests.gui.made_up import Answer, idle, odd, opened, three_servers
from tests.gui.seen import page_at
from tests.gui.test_main_window import project, window

if TYPE_CHECKING:
    from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox
    from pytestqt.qtbot import QtBot

    from core.project.model import Project
    from gui.shell.main_window import MainWindow
    from gui.widgets.service.section_fields import SectionFields

__all__ = ["project", "window"]  # fixtures

_SHOP = Service(name="shop", mode=Mode.SHARED)
_NIGHTLY = Service(name="shop", kind=Kind.TIMER, schedule="*-*-* 03:00")


@pytest.fixture
def form(qtbot: QtBot) -> ServiceForm:
    made = ServiceForm()
    qtbot.addWidget(made)
    made.show_service(_SHOP)
    made.point_at("name")  # all of it is unfolded
    made.show()
    return made


def choose(form: ServiceForm, kind: Kind) -> None:
    box: QComboBox = form.fields["kind"].input  # type: ignore[assignment]  # by its kind of value
    box.setCurrentIndex(box.findData(kind))


def schedule(form: ServiceForm) -> QLineEdit:
    return form.fields["schedule"].input  # type: ignore[return-value]  # as above


def in_sight(form: ServiceForm) -> set[str]:
    names = {key for key, one in form.fields.items() if one.input.isVisible()}
    labels = {key for key, one in form.fields.items() if one.label.isVisible()}
    assert names == labels
    return names - {"kind", "env_file", "args"}


def test_what_belongs_to_the_kind_alone_is_in_the_main_part(form: ServiceForm) -> None:
    assert in_sight(form) == {"port", "health_path"}
    choose(form, Kind.WORKER)
    assert in_sight(form) == set()
    choose(form, Kind.TIMER)
    assert in_sight(form) == {"schedule"}
    choose(form, Kind.WEB)
    assert in_sight(form) == {"port", "health_path"}


def test_a_timer_has_no_health_check_to_fold_out_and_a_worker_has(form: ServiceForm) -> None:
    form.unfold_more.setChecked(True)
    health = form.sections[Section.HEALTH]
    assert health.isVisible()
    choose(form, Kind.TIMER)
    assert not health.isVisible()
    assert form.sections[Section.RIGHTS].isVisible()
    choose(form, Kind.WORKER)
    assert health.isVisible()


def test_a_way_to_ask_shows_its_own_fields(form: ServiceForm) -> None:
    form.unfold_more.setChecked(True)
    fields = form.sections[Section.HEALTH].fields
    assert not fields["health.command"].input.isVisible()
    form.show_service(replace(_SHOP, health=Health(scheme=HealthScheme.COMMAND)))
    assert fields["health.command"].input.isVisible()
    assert not fields["health.port"].input.isVisible()


def test_without_a_port_no_health_port_is_said_to_be_the_service_s(form: ServiceForm) -> None:
    port: QSpinBox = form.sections[Section.HEALTH].fields["health.port"].input  # type: ignore[assignment]  # as above
    assert port.specialValueText() == "the port of the service"
    choose(form, Kind.WORKER)
    assert port.specialValueText() == "none: the process must stay up"
    choose(form, Kind.WEB)
    assert port.specialValueText() == "the port of the service"


def test_the_folded_fields_share_an_edge_in_each_language(
    form: ServiceForm,
) -> None:
    form.unfold_more.setChecked(True)
    for language in ("en", "zh_CN", "en"):
        use_language(language)
        form.resize(1000, 2000)
        QApplication.processEvents()
        firsts = [
            form.files.includes,
            *(next(iter(one.fields.values())).input for one in sections(form)),
        ]
        assert len({one.mapTo(form, one.rect().topLeft()).x() for one in firsts}) == 1


def sections(form: ServiceForm) -> list[SectionFields]:
    return list(form.sections.values())


def test_another_kind_takes_neither_schedule_nor_mode_and_both_come_back(
    form: ServiceForm,
) -> None:
    told: list[Service] = []
    form.changed.connect(told.append)
    choose(form, Kind.TIMER)
    schedule(form).setText("daily")
    schedule(form).editingFinished.emit()
    assert told[-1] == Service(name="shop", kind=Kind.TIMER, schedule="daily")
    choose(form, Kind.WORKER)
    assert told[-1] == Service(name="shop", kind=Kind.WORKER)
    choose(form, Kind.WEB)
    assert told[-1] == _SHOP
    form.takeover.may_overlap.answer(yes=False)
    choose(form, Kind.TIMER)
    assert told[-1] == Service(name="shop", kind=Kind.TIMER, schedule="daily")
    choose(form, Kind.WEB)
    assert told[-1] == replace(_SHOP, mode=Mode.SOCKET), "the mode that was chosen since"


def test_a_port_is_asked_about_only_where_there_is_one(form: ServiceForm) -> None:
    takeover = form.takeover
    assert (takeover.asked.isVisible(), takeover.without_port.isVisible()) == (True, False)
    choose(form, Kind.WORKER)
    assert (takeover.asked.isVisible(), takeover.without_port.isVisible()) == (False, True)
    assert takeover.without_port.text().startswith("The running worker stops first.")
    choose(form, Kind.TIMER)
    assert takeover.without_port.text().startswith("The next run uses the new release.")
    form.show_service(replace(_SHOP, kind=Kind.WORKER))
    assert takeover.asked.isVisible(), "a mode that a deploy refuses can be taken back"


def test_a_kind_says_what_it_means_and_a_timer_when_it_runs(form: ServiceForm) -> None:
    asked: list[str] = []
    form.kind.schedule_shown.connect(asked.append)
    meaning = form.kind.meaning
    assert not meaning.isVisible()
    choose(form, Kind.WORKER)
    assert (meaning.text(), meaning.isVisible()) == ("The service is healthy if it stays up.", True)
    choose(form, Kind.TIMER)
    assert meaning.text() == "A timer needs a schedule. systemd starts the job by it."
    form.show_service(_NIGHTLY)
    form.show_service(replace(_NIGHTLY, name="till"))
    assert asked == ["*-*-* 03:00"]
    form.kind.show_runs("daily", verbatim("of another"))
    assert meaning.text() == "The service is healthy if its last run succeeded."
    form.kind.show_runs("*-*-* 03:00", verbatim("At three."))
    assert meaning.text() == "At three."


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (None, "asks the server when it runs next."),
        (Schedule(understood=False), "asks the server when it runs next."),
        (Schedule(understood=False, told="Failed"), "systemd does not understand this schedule."),
        (Schedule(understood=True, told="never"), "would never run again."),
        (
            Schedule(understood=True, told="x", runs=("Mon 2026-11-30 03:00:00 UTC", "some day")),
            "Next runs by this computer's clock: Mon 30 Nov 03:00 · some day.",
        ),
    ],
)
@pytest.mark.usefixtures("qapp")  # a language is the application's
def test_the_next_runs_are_said_in_words(found: Schedule | None, said: str) -> None:
    use_language("en")
    assert said in str(schedule_words.next_runs(found))


async def test_the_page_asks_when_a_timer_runs(
    window: MainWindow, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(window, project)
    three_servers(window)
    page = page_at(window, DeployPage)
    knows = Answer(Schedule(understood=True, told="x", runs=("Mon 2026-11-30 03:00:00 UTC",)))
    monkeypatch.setattr(scheduling, "next_runs", knows)
    window.session.change(service=_NIGHTLY)
    page.refresh()
    await idle(window)
    assert knows.asked == [("*-*-* 03:00",)]
    assert "Mon 30 Nov 03:00" in page.form.kind.meaning.text()
    knows.fails = ProblemError(odd())
    window.session.change(service=replace(_NIGHTLY, schedule="!"))
    page.refresh()
    await idle(window)
    assert page.form.kind.meaning.text() == "It could not be."
