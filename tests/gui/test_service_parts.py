"""The parts of a service's form and of a server's row, by themselves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from core.doors import Door
from core.events import Progress
from core.project.traits import ServiceTraits
from core.service.entry import Section
from core.service.model import Kind, Limits, Mode, Process, Scope, Service
from core.service.results import Cut, ProcessStatus, Result
from core.ssh.profile import Profile
from core.words import say
from gui.widgets.pace import Pace
from gui.widgets.server.server_row import ServerRow, Wish
from gui.widgets.service.plan_view import PlanView
from gui.widgets.service.release_track import ReleaseTrack
from gui.widgets.service.service_form import ServiceForm
from gui.widgets.service.takeover import Takeover
from gui.widgets.service.yes_no import YesNo
from gui.wording.outcome_words import in_words
from tests.gui.made_up import odd, outcome, status

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QLineEdit
    from pytestqt.qtbot import QtBot

_SHOP = Service(name="shop")


@pytest.fixture
def form(qtbot: QtBot) -> ServiceForm:
    made = ServiceForm()
    qtbot.addWidget(made)
    made.show_service(_SHOP)
    return made


@pytest.mark.parametrize(
    ("edit", "changed"),
    [
        (lambda f: _type(f.name, " till "), {"name": "till"}),
        (lambda f: _type(f.health, " /up "), {"health_path": "/up"}),
        (lambda f: _type(f.env_file, " /x.env "), {"env_file": Path("/x.env")}),
        (lambda f: f.port.setValue(9000), {"port": 9000}),
        (lambda f: _limit(f, "cpu").setValue(150), {"limits": Limits(cpu=150)}),
        (
            lambda f: _limit(f, "tasks").setValue(64),
            {"limits": Limits(tasks=64)},
        ),
        (
            lambda f: _type(_limit(f, "memory"), " 2G "),
            {"limits": Limits(memory="2G")},
        ),
        (lambda f: f.rootless.box.setChecked(True), {"scope": Scope.USER}),
        (lambda f: f.takeover.may_overlap.answer(yes=False), {}),
        (lambda f: f.takeover.takes_socket.answer(yes=True), {"mode": Mode.SOCKET}),
    ],
)
def test_each_field_changes_its_own_part_of_the_service_and_nothing_else(
    form: ServiceForm, edit: Callable[[ServiceForm], None], changed: dict[str, Any]
) -> None:
    told: list[Service] = []
    form.changed.connect(told.append)
    edit(form)
    assert form.take() == replace(_SHOP, **changed)
    assert told[-1:] == ([replace(_SHOP, **changed)] if changed else [])


def _limit(form: ServiceForm, name: str) -> Any:  # noqa: ANN401 - the kind of its input
    return form.sections[Section.RIGHTS].fields[f"limits.{name}"].input


def _type(line: QLineEdit, text: str) -> None:
    line.setText(text)
    line.editingFinished.emit()


def test_showing_a_service_changes_none_and_without_one_there_is_nothing_to_take(
    form: ServiceForm, qtbot: QtBot
) -> None:
    told: list[Service] = []
    form.changed.connect(told.append)
    other = Service(
        name="till", port=81, scope=Scope.USER, mode=Mode.SHARED, limits=Limits(cpu=5, tasks=9)
    )
    form.show_service(other)
    assert (told, form.take()) == ([], other)
    form.show_service(replace(other, env_file=Path("/x.env")))
    _type(form.env_file, "")
    assert form.take() == other
    empty = ServiceForm()
    qtbot.addWidget(empty)
    empty.port.setValue(5)
    assert empty.take() is None


@pytest.mark.parametrize(
    ("wanted", "cpu", "tasks"), [(0, 0, 1), (10_000, 10_000, 10_000), (100_001, 10_000, 100_000)]
)
def test_limits_are_held_to_what_systemd_takes(
    form: ServiceForm, wanted: int, cpu: int, tasks: int
) -> None:
    cpu_box, tasks_box = _limit(form, "cpu"), _limit(form, "tasks")
    cpu_box.setValue(wanted)
    tasks_box.setValue(wanted)
    assert (cpu_box.value(), tasks_box.value()) == (cpu, tasks)


def test_files_go_by_their_path_in_the_folder_they_are_from(form: ServiceForm) -> None:
    files = form.files
    files.show_service(replace(_SHOP, includes=(Path("/p/a"),), excludes=("*.map",)), Path("/p"))
    assert (files.includes.text(), files.excludes.text()) == ("a", "*.map")
    files.includes.setText("a b '/q/c d' a")
    taken = files.take(_SHOP)
    assert taken.includes == (Path("/p/a"), Path("/p/b"), Path("/q/c d"))
    assert taken.includes_named == (Path("/p/b"), Path("/q/c d")), "a was a file's word"
    assert (taken.includes_from, taken.excludes) == (Path("/p"), ("*.map",))


# How a release takes over


@pytest.mark.parametrize("mode", Mode)
def test_a_mode_shows_its_answers_without_telling_of_a_change(qtbot: QtBot, mode: Mode) -> None:
    made = Takeover()
    qtbot.addWidget(made)
    told: list[bool] = []
    made.changed.connect(lambda: told.append(True))
    made.show_mode(mode)
    assert (made.chosen(), told) == (mode, [])
    answers = (made.takes_socket.yes, made.may_overlap.yes)
    assert answers == (mode.takes_socket, mode.overlaps)


@pytest.mark.parametrize(
    ("traits", "said", "lacks"),
    [
        (ServiceTraits(socket=True, ready=True, stops=True), "with graceful shutdown", False),
        (ServiceTraits(socket=True, ready=True), "without graceful shutdown", True),
        (ServiceTraits(socket=True, stops=True), "does not send READY=1", True),
        (ServiceTraits(ready=True, stops=True), "The source does not.", True),
        (None, "", False),
    ],
)
def test_what_the_source_shows_is_said_and_what_it_lacks_offered(
    qtbot: QtBot,
    traits: ServiceTraits | None,
    said: str,
    lacks: bool,  # noqa: FBT001 - a column of the table
) -> None:
    made = Takeover()
    qtbot.addWidget(made)
    made.show()
    made.show_traits(traits)
    assert said in made.found.text()
    assert (made.found.isVisible(), made.missing.isVisible()) == (traits is not None, lacks)


def test_an_answer_is_no_until_it_is_yes_and_told_once(qtbot: QtBot) -> None:
    made = YesNo()
    qtbot.addWidget(made)
    told: list[bool] = []
    made.answered.connect(lambda: told.append(made.yes))
    assert not made.yes
    made.answer(yes=True)
    made.answer(yes=True)
    made.answer(yes=False)
    assert told == [True, False]


# A server's row, what is where, and how fast it goes


@pytest.mark.parametrize(
    ("told", "facts"),
    [
        ({}, "✓ healthy"),
        ({"healthy": False}, "✗ unhealthy"),
        ({"healthy": None}, "? health not known"),
        ({"active": "failed", "healthy": True}, "stopped"),
        ({"exposure": 2.345}, "✓ healthy · exposure 2.3 of 10"),
        (
            {"exposure": 1.6, "allow": (Door.JIT, Door.RAW_SOCKETS)},
            "✓ healthy · exposure 1.6 of 10, open: jit, raw-sockets",
        ),
        ({"scope": Scope.USER, "exposure": 9.0}, "✓ healthy · not sandboxed, without root"),
    ],
)
def test_health_is_told_in_words(qtbot: QtBot, told: dict[str, Any], facts: str) -> None:
    made = ReleaseTrack()
    qtbot.addWidget(made)
    made.show_status(status(**told))
    assert made.facts.text() == facts
    assert made.known


def test_what_is_where_comes_and_goes(qtbot: QtBot) -> None:
    made = ReleaseTrack()
    qtbot.addWidget(made)
    assert (made.isHidden(), made.known) == (True, False)
    made.show_status(status(release="", previous=""))
    assert (made.now.text(), made.before.isHidden()) == ("not deployed yet", True)
    made.show_status(status(unknown=odd()))
    assert (made.before.text(), made.now.text()) == ("previous: release 1", "live: release 2")
    assert (made.unknown.text(), made.unknown.isHidden()) == ("It is odd.", False)
    made.show_status(None)
    assert made.isHidden()


@pytest.fixture
def row(qtbot: QtBot) -> ServerRow:
    made = ServerRow(Profile(name="web1", host="x"))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("result", "said", "dress"),
    [
        (Result.DEPLOYED, "✓ Release 2 is live and healthy (3.0 s).", "good"),
        (Result.UNCHANGED, "✓ Release 2 is already live. Nothing was changed.", "good"),
        (Result.ROLLED_BACK, "↩ Rolled back. Release 2 is running again.", "warning"),
        (Result.REFUSED, "✗ Not deployed. The service was not changed.", "warning"),
        (Result.CANCELLED, "Canceled. The service was not changed.", "warning"),
        (Result.DOWN, "✗ The service is down.", "warning"),
        (Result.UNKNOWN, "? The result is not known yet.", "warning"),
    ],
)
def test_each_end_of_a_deploy_is_told_apart(
    row: ServerRow, result: Result, said: str, dress: str
) -> None:
    row.show_status(None)
    assert row.roll_back.isHidden()
    row.show_outcome(outcome(result=result))
    assert row.said.text().startswith(said)
    assert row.said.objectName() == dress
    assert (row.open.isVisible(), row.roll_back.isVisible()) == (False, True)
    assert in_words(outcome(result=result)).startswith(f"web1: {said}")


def test_what_was_cut_is_told_with_the_end(row: ServerRow) -> None:
    row.show_outcome(outcome(cut=Cut(count=2, seconds=30)))
    assert row.said.text().endswith(
        "(3.0 s). 2 connections were still open after 30 s and were cut."
    )


def test_the_address_is_offered_and_what_was_sent_told(row: ServerRow, qtbot: QtBot) -> None:
    ended = outcome(url="http://x:8080/", uploaded_bytes=2_000)
    row.show_outcome(ended)
    assert row.said.text().endswith("(3.0 s, 2.0 kB uploaded).  http://x:8080/")
    with qtbot.waitSignal(row.open_wanted) as told:
        row.open.click()
    assert told.args == ["http://x:8080/"]
    row.show_outcome(None)
    assert (row.said.isVisible(), row.open.isVisible()) == (False, True)


def test_earlier_releases_are_all_but_the_one_that_runs_the_newest_first(row: ServerRow) -> None:
    row.show_status(status(releases=("1-aa", "2-bb", "3-cc"), release="2-bb", previous=""))
    assert [one.text() for one in row.earlier.actions()] == ["release 3", "release 1"]
    assert row.roll_back.isHidden()
    row.show_status(status(releases=("2-bb",)))
    assert (row.earlier.isEmpty(), row.roll_back.isHidden()) == (True, False)
    assert not row.earlier.menuAction().isVisible()


def test_a_job_can_be_run_where_the_service_is_a_timer(row: ServerRow) -> None:
    now = row.deeds[Wish.RUN_JOB]
    for told, here, offered in (
        (None, Kind.WEB, False),
        (None, Kind.TIMER, True),
        (status(kind=Kind.TIMER), Kind.WEB, True),
        (status(kind=Kind.WORKER), Kind.TIMER, False),
        (status(release=""), Kind.TIMER, True),
    ):
        row.show_status(told, here)
        assert now.isVisible() is offered
    assert row.deeds[Wish.RUN].isVisible()


def test_further_processes_are_told_where_there_are_some(row: ServerRow) -> None:
    row.show_status(status())
    assert not row.processes.isVisible()
    mailer = ProcessStatus(name="mailer", active="active", healthy=True)
    row.show_status(status(processes=(mailer,)))
    assert (row.processes.isVisible(), row.processes.text()) == (True, "mailer: ✓ running")


def test_each_entry_of_a_row_wishes_its_own_deed(row: ServerRow) -> None:
    told: list[Wish] = []
    row.wanted.connect(lambda _name, wish: told.append(wish))
    for action in row.more.menu().actions():
        if action.menu() is None:
            action.trigger()
    beside_what_was_changed = [Wish.PUT_BACK, Wish.KEEP]
    assert [*told, *beside_what_was_changed] == list(Wish)


def test_only_bytes_are_told_with_their_pace(row: ServerRow) -> None:
    row.say(say("Send"))
    row.take(Progress(done=1, total=2, unit="packages", server="web1"))
    row.take(Progress(done=1, total=None, unit="bytes", server="web1"))
    assert row.said.text() == "Send"
    row.take(Progress(done=1, total=4, unit="bytes", server="web1"))
    assert row.said.text() == "Send · 1 bytes of 4 bytes"
    row.say(say("Restart"))
    assert (row.said.text(), row.said.objectName()) == ("Restart", "")


@pytest.mark.parametrize(
    ("seconds", "done", "said"),
    [
        (0.79, 100, "100 B of 1.0 kB"),
        (0.8, 100, "100 B of 1.0 kB, 125 B a second, 7 seconds left"),
        (1.0, 990, "990 B of 1.0 kB, 990 B a second, 1 second left"),
        (2.0, 33, "33 B of 1.0 kB, 16 B a second, 59 seconds left"),
        (2.0, 32, "32 B of 1.0 kB, 16 B a second, 1 minute left"),
        (2.0, 1000, "1.0 kB of 1.0 kB"),
    ],
)
def test_a_speed_is_told_when_it_means_something(seconds: float, done: int, said: str) -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    pace.tell(0, 1_000)
    now[0] = seconds
    assert str(pace.tell(done, 1_000)) == said
    assert str(pace.tell(done, None)).endswith(" sent")


def test_a_speed_is_that_of_the_last_seconds() -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    for second, done in ((0, 0), (1, 10_000), (4, 10_100), (5, 10_400)):
        now[0] = float(second)
        said = str(pace.tell(done, 20_000))
    assert ", 100 B a second," in said


def test_a_plan_without_steps_shows_nothing(qtbot: QtBot) -> None:
    made = PlanView()
    qtbot.addWidget(made)
    made.show_plans([])
    assert (made.isHidden(), made.text.toPlainText()) == (True, "")


def test_further_processes_are_shown_to_read_and_stay_as_they_are(form: ServiceForm) -> None:
    assert form.processes.isHidden()
    several = (
        Process(name="worker", args=("work", "a b"), kind=Kind.WORKER),
        Process(name="api", kind=Kind.WEB, port=9001),
        Process(name="nightly", kind=Kind.TIMER, schedule="daily", args=("tidy",)),
    )
    form.show_service(replace(_SHOP, processes=several))
    assert not form.processes.isHidden()
    assert [one.text() for one in form.processes.lines] == [
        "worker: works without a port · called with work 'a b'",
        "api: serves on port 9001",
        "nightly: a job on the schedule daily · called with tidy",
    ]
    _type(form.name, "till")
    assert form.take() == Service(name="till", processes=several)
    form.show_service(_SHOP)
    assert (form.processes.isHidden(), form.processes.lines) == (True, [])


def test_a_folded_form_is_one_line_and_comes_back_where_something_is_to_be_changed(
    form: ServiceForm, qtbot: QtBot
) -> None:
    form.show()
    assert (form.name.isVisible(), form.first_field()) == (False, form.change)
    assert form.summary.text() == "shop on :8080, health /health, short gap during the switch"
    with qtbot.waitSignal(form.change_wanted):
        form.change.click()
    form.point_at("name")
    assert (form.name.isVisible(), form.summary.isVisible()) == (True, False)
    form.fold.click()
    assert (form.name.isVisible(), form.summary.isVisible()) == (False, True)
    form.point_at("port")
    assert form.port.isVisible()
