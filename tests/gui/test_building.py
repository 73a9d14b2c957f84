"""The build page with made-up builds: each way they end, and what is true afterwards."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from core.actions import OpenFile
from core.build import builder, go_jobs, matrix
from core.build.artifact import TargetRow
from core.build.built_from import SourceChange, What
from core.build.options import Target
from core.build.task import BuildTask
from core.events import LogLine, Noticed, Progress, Stage, StepStarted
from core.journey import State, Stop
from core.problems import Advice, Problem, ProblemError
from core.words import say
from gui.pages import build as build_page
from gui.pages.build import BuildPage
from tests.gui.conftest import ended, until
from tests.gui.made_up import GO, Answer, Door, artifact, codes, idle, odd, opened, wrong
from tests.gui.seen import page_at, present, row_at
from tests.gui.test_main_window import project, window

if TYPE_CHECKING:
    from core.build.artifact import Artifact
    from core.events import Event
    from core.project.model import Project
    from core.words import Text
    from gui.shell.main_window import MainWindow

__all__ = ["project", "window"]  # fixtures

_ARM = Target(goarch="arm64")


@pytest.fixture
def page(window: MainWindow, project: Project, monkeypatch: pytest.MonkeyPatch) -> BuildPage:
    """Show the page of a project that was never built and has no budget."""
    monkeypatch.setattr("core.build.budget.hold", Door(object()))
    opened(window, project)
    window.show_stop(Stop.BUILD)
    return page_at(window, BuildPage)


@pytest.fixture
def made(project: Project) -> Artifact:
    return artifact(project.folder)


def _door(patch: pytest.MonkeyPatch, value: object, *events: Event, **how: Any) -> Door:  # noqa: ANN401 - as Door
    door = Door(value, *events, **how)
    patch.setattr(builder, "build", door)
    return door


def _state(page: BuildPage, stop: Stop = Stop.BUILD) -> State:
    return page.session.current.marks[stop].state


async def test_a_build_that_ends_well_is_what_every_stop_shows(
    page: BuildPage, made: Artifact, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    page.session.change(inspection=object(), touched=say("main.go changed."), kept_old=True)
    door = _door(monkeypatch, made, LogLine(text="go build"))
    assert await ended(page.run())
    ((request, go, home),) = door.asked
    current = page.session.current
    assert (request.project, request.options, go) == (current.project, current.options, GO)
    assert home is page.session.home
    assert (current.artifact, current.built) == (made, current.wanted)
    assert (current.inspection, current.touched, current.kept_old) == (None, None, False)
    assert (_state(page), _state(page, Stop.INSPECT)) == (State.DONE, State.DONE)
    assert window.footer.primary_action.text() == "Inspect the program"
    assert page.result.text().startswith("shop for linux/amd64: 2.0 MB, built in 2.5 s.")
    assert page.result.isVisible()
    assert page.again.isVisible()


async def test_options_that_changed_during_a_build_do_not_count_as_built(
    page: BuildPage, made: Artifact, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    door = _door(monkeypatch, made, waits=True)
    wanted = page.session.current.wanted
    building = window.runner.spawn(_let(page))
    await until(lambda: door.running)
    page.session.change(options=replace(page.session.current.options, strip=False))
    door.may_end.set()
    await ended(building)
    assert page.session.current.built == wanted
    assert (_state(page), _state(page, Stop.INSPECT)) == (State.STALE, State.STALE)
    assert window.footer.primary_action.text() == "Build for linux/amd64"
    assert not page.again.isVisible()


async def test_a_build_that_fails_keeps_the_old_program_and_says_so(
    page: BuildPage, made: Artifact, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    page.session.change(artifact=made, built=page.session.current.wanted)
    _door(monkeypatch, None, Noticed(problem=odd("noticed")), fails=wrong("broken"))
    assert not await ended(page.run())
    current = page.session.current
    assert (current.artifact, current.kept_old) == (made, True)
    assert current.failed == {Stop.BUILD}
    assert (_state(page), _state(page, Stop.INSPECT)) == (State.FAILED, State.STALE)
    assert codes(page) == ["noticed", "broken"]
    assert not page.result.isVisible()
    assert window.footer.primary_action.text() == "Build again"
    other = replace(made, sha256="2" * 64)
    _door(monkeypatch, other)
    assert await ended(page.run())
    assert (page.session.current.artifact, page.session.current.failed) == (other, frozenset())
    assert codes(page) == []
    assert page.result.isVisible()


async def test_a_cancelled_build_is_no_failure_and_leaves_the_last_program(
    page: BuildPage, made: Artifact, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    page.session.change(artifact=made, built="older")
    door = _door(monkeypatch, replace(made, sha256="2" * 64), waits=True)
    running = window.runner.spawn(_let(page))
    await until(lambda: door.running)
    assert _state(page) is State.RUNNING
    assert not any(one.isEnabled() for one in (page.again, page.more))
    assert not page.result.isVisible()
    window.footer.cancel.click()
    await ended(running)
    current = page.session.current
    assert (current.artifact, current.built, current.failed) == (made, "older", frozenset())
    assert "Canceled. The program of the last build was not changed." in page.log.text()
    assert (door.cleaned, codes(page)) == (1, [])
    assert page.again.isEnabled()
    assert page.more.isEnabled()


async def test_one_job_at_a_time_and_none_without_project_or_go(
    page: BuildPage, made: Artifact, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    door = _door(monkeypatch, made, waits=True)
    vet = Door("")
    monkeypatch.setattr(go_jobs, "vet", vet)
    running = window.runner.spawn(_let(page))
    await until(lambda: door.running)
    page.log.append(["under way"])
    assert not await ended(page.run())
    assert page.log.text() == "under way"
    await ended(page.do(BuildTask.VET))
    assert page.log.text() == "under way"
    assert (len(door.asked), vet.asked) == (1, [])
    door.may_end.set()
    await ended(running)
    for lacks in ("go", "project"):
        page.session.change(**{lacks: None})
        assert not await ended(page.run())
        await ended(page.do(BuildTask.VET))
    assert (len(door.asked), vet.asked) == (1, [])


async def test_a_fault_of_goferry_in_a_build_is_told_and_ends_the_job(
    page: BuildPage, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    told: list[str] = []
    window.runner.bug.connect(told.append)
    _door(monkeypatch, None, fails=ZeroDivisionError("canary"))
    page.act()
    await until(lambda: told)
    assert "ZeroDivisionError: canary" in told[0]
    assert not window.runner.busy
    assert _state(page) is State.OPEN
    await _close_dialogs(window)


async def test_the_first_faults_are_explained_in_the_order_of_the_code_and_the_others_listed(
    page: BuildPage, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    folder = present(page.session.current.project).folder

    def at(place: str) -> Problem:
        go = OpenFile.at(place)
        action = replace(go, file=folder / go.file)
        return odd(place, next=(Advice(say("Open"), action),))

    places = ("b.go:1", "a.go:20", "a.go:3", "c.go:7", "c.go:2")
    told = [LogLine(text=f"./{place}:1: wrong") for place in places]
    noticed = [Noticed(problem=at(place)) for place in places[1:]]
    fault = ProblemError(at(places[0]))
    _door(monkeypatch, None, *told, Noticed(problem=odd("note")), *noticed, fails=fault)
    assert not await ended(page.run())
    assert codes(page) == ["note", "a.go:3", "a.go:20", "b.go:1"]
    assert page.faults.title.text() == "5 faults in the code"
    rows = [present(page.faults.rows.item(row)).text() for row in range(page.faults.rows.count())]
    assert rows == ["./c.go:2:1: wrong", "./c.go:7:1: wrong"]
    window.resize(1024, 640)
    again = window.footer.primary_action
    assert (again.text(), again.isVisible()) == ("Build again", True)
    assert not again.visibleRegion().isEmpty(), "in sight, however long the list is"


async def test_the_stages_of_a_build_stay_until_another_job(
    page: BuildPage, made: Artifact, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    assert not page.stages.isVisible()
    compiling = StepStarted(step=say("Compile"), number=2, of=4, stage=Stage.COMPILE)
    door = _door(monkeypatch, made, compiling, waits=True)
    page.act()
    await until(lambda: door.running)
    assert page.stages.states[Stage.COMPILE] == "running"
    assert (page.summary.isVisible(), page.result.isVisible()) == (True, False)
    assert page.summary.text() == "shop for linux/amd64"
    assert not page.change.isVisible()
    window.footer.cancel.click()
    await idle(window)
    assert page.stages.states[Stage.COMPILE] == "left"
    page.change.click()
    assert window.stop is Stop.TARGET
    window.show_stop(Stop.BUILD)
    _door(monkeypatch, made, compiling)
    assert await ended(page.run())
    assert set(page.stages.states.values()) == {"done", "skipped"}
    page.session.change(also=(Target(goarch="arm64"),))
    _door(monkeypatch, made)
    await ended(page.run())
    assert not page.stages.isVisible(), "each target has its row"


async def test_what_a_build_says_is_shown_and_its_end_is_kept(
    page: BuildPage, made: Artifact, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = (
        StepStarted(step=say("Compile"), number=1, of=1),
        Progress(done=1, total=2, unit="packages"),
        LogLine(text="./main.go:3:2: undefined: x"),
        Noticed(problem=odd("one")),
        Noticed(problem=odd("two")),
    )
    _door(monkeypatch, made, *events)
    assert await ended(page.run())
    assert page.log.text() == "Compile\n./main.go:3:2: undefined: x"
    assert (page.faults.count(), codes(page)) == (1, ["one", "two"])
    from core.build import kept_log  # noqa: PLC0415 - for this alone

    kept = kept_log.recall(page.session.home, present(page.session.current.project).folder)
    assert kept == ("\x1b[1mCompile\x1b[0m", "./main.go:3:2: undefined: x")
    _door(monkeypatch, made, LogLine(text="ok"))
    assert await ended(page.run())
    assert (page.log.text(), page.faults.count(), codes(page)) == ("ok", 0, [])
    assert kept_log.recall(page.session.home, present(page.session.current.project).folder) == (
        "ok",
    )


@pytest.mark.parametrize(
    ("made_for", "state", "why"),
    [
        ([Target(), _ARM], State.DONE, ""),
        ([Target()], State.FAILED, "The last build did not"),
        ([_ARM], State.FAILED, "The last build produced"),
    ],
)
async def test_of_several_targets_the_first_decides_and_each_tells(
    page: BuildPage,
    monkeypatch: pytest.MonkeyPatch,
    made_for: list[Target],
    state: State,
    why: str,
) -> None:
    ours, folder = Target() in made_for, present(page.session.current.project).folder
    hold = Door(object())
    (folder / "goferry.toml").write_text('[budget]\nmax_size = "1GB"\n')
    monkeypatch.setattr("core.build.budget.hold", hold)
    rows = tuple(
        TargetRow(target=one, artifact=artifact(folder, one))
        if one in made_for
        else TargetRow(target=one, problem=odd())
        for one in (Target(), _ARM)
    )
    step = StepStarted(
        step=say("{target}: {step}", target="linux/arm64", step=say("Link")), number=1, of=1
    )
    door = Door(rows, step)
    monkeypatch.setattr(matrix, "build_matrix", door)
    page.session.change(also=(Target(), _ARM))
    assert await ended(page.run()) is ours
    assert [one.options.target for one in door.asked[0][0]] == [Target(), _ARM]
    assert _state(page) is state
    assert why in str(page.session.current.marks[Stop.BUILD].why or "")
    assert page.session.current.kept_old is not ours
    shown = [row_at(page.rows, place).text(1) for place in range(2)]
    assert shown == ["built" if one in made_for else "not built" for one in (Target(), _ARM)]
    handed = [[one.target for one in words[0]] for words in hold.asked]
    assert handed == ([made_for] if ours else [])


async def test_other_targets_than_were_built_are_still_to_be_built(
    page: BuildPage, made: Artifact, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    page.session.change(artifact=made, built=page.session.current.wanted)
    assert window.footer.primary_action.text() == "Inspect the program"
    page.session.change(also=(_ARM,))
    assert window.footer.primary_action.text() == "Build for 2 targets"
    rows = tuple(
        TargetRow(target=one, artifact=artifact(made.folder, one)) for one in (Target(), _ARM)
    )
    monkeypatch.setattr(matrix, "build_matrix", Door(rows))
    assert await ended(page.run())
    assert window.footer.primary_action.text() == "Inspect the program"
    page.session.change(also=(_ARM, Target(goarch="riscv64")))
    assert window.footer.primary_action.text() == "Build for 3 targets"


async def test_a_stopped_build_of_several_says_which_were_not_made(
    page: BuildPage, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    door = Door((), waits=True)
    monkeypatch.setattr(matrix, "build_matrix", door)
    page.session.change(also=(_ARM,))
    running = window.runner.spawn(_let(page))
    await until(lambda: door.running)
    assert [row_at(page.rows, place).text(1) for place in range(2)] == ["waiting", "waiting"]
    window.runner.cancel()
    await ended(running)
    assert [row_at(page.rows, place).text(1) for place in range(2)] == ["stopped", "stopped"]
    assert page.session.current.failed == frozenset()


async def test_a_program_over_its_budget_goes_no_further_and_stays(
    page: BuildPage, made: Artifact, monkeypatch: pytest.MonkeyPatch
) -> None:
    _door(monkeypatch, made, Noticed(problem=odd("noticed")))
    (made.folder / "goferry.toml").write_text('[budget]\nmax_size = "1MB"\n')
    monkeypatch.setattr("core.build.budget.hold", Door(fails=wrong("budget_exceeded")))
    assert not await ended(page.run())
    assert codes(page) == ["noticed", "budget_exceeded"]
    assert page.session.current.artifact == made
    assert page.result.isVisible()


@pytest.mark.parametrize("case", ["act", "act changed", "begin", "begin changed"])
async def test_a_source_that_changed_unseen_is_built_before_one_goes_on(
    page: BuildPage, made: Artifact, monkeypatch: pytest.MonkeyPatch, window: MainWindow, case: str
) -> None:
    door_of, changed = case.split(maxsplit=1)[0], case.endswith("changed")
    page.session.change(artifact=made, built=page.session.current.wanted)
    other = replace(made, sha256="2" * 64)
    door = _door(monkeypatch, other)
    change = SourceChange(what=What.CHANGED, sentence=say("main.go changed."))
    look = Answer(change if changed else None)
    monkeypatch.setattr("core.build.built_from.changed_since", look)
    monkeypatch.setattr("core.binary.apart.watch", Answer(fails=wrong("unread")))
    getattr(page, door_of)()
    await idle(window)
    assert look.asked == [(page.session.home, made)]
    assert len(door.asked) == changed
    assert (window.stop is Stop.INSPECT) is (door_of == "act" and not changed)


async def test_a_place_in_the_output_and_one_in_the_list_open_the_source_there(
    page: BuildPage, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    opened: list[tuple[object, ...]] = []

    def show(*place: object, column: int, editor: str) -> Text:
        opened.append((*place, column, editor))
        return say("Opened.")

    monkeypatch.setattr(build_page, "show_source", show)
    page.session.change(settings=replace(page.session.current.settings, editor="kate"))
    folder = present(page.session.current.project).folder
    for door in (page.log.link_activated, page.faults.opened):
        window.footer.say(None)
        door.emit("cmd/main.go", 4, 7)
        assert opened.pop() == (folder / "cmd/main.go", 4, 7, "kate")
        assert window.footer.said.text() == "Opened."


async def _let(page: BuildPage) -> None:
    await page.run()


async def _close_dialogs(window: MainWindow) -> None:
    from PySide6.QtWidgets import QDialog  # noqa: PLC0415 - for this alone

    await until(lambda: any(one.isVisible() for one in window.findChildren(QDialog)))
    for dialog in window.findChildren(QDialog):
        dialog.reject()
    await idle(window)
