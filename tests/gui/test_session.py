"""The session: what it remembers, what it never writes down, and what another project forgets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from core import settings
from core.build.options import BuildOptions, Cgo, Target
from core.journey import State, Stop
from core.project.model import Main, Project
from core.remembered import recall, remember
from core.servers.store import ServerStore
from core.service.model import Service
from core.ssh.profile import Credentials, Profile
from core.words import say
from gui.runtime.session import Session
from tests.gui.conftest import ended
from tests.gui.made_up import Answer, artifact, facts, inspection, outcome, status, wrong

if TYPE_CHECKING:
    from pathlib import Path

    from core.home import Home


@pytest.fixture
def session(home: Home, qapp: object) -> Session:
    del qapp
    return Session(home)


def _project(folder: Path, module: str = "example.com/shop") -> Project:
    folder.mkdir(exist_ok=True)
    main = Main(package=f"{module}/cmd", folder=folder / "cmd")
    return Project(folder=folder, module=module, go_version="1.24", mains=(main,))


def test_only_what_changes_is_told(session: Session) -> None:
    told: list[bool] = []
    session.changed.connect(lambda: told.append(True))
    session.change(shipped="")
    assert told == []
    session.change(shipped="x")
    assert len(told) == 1


def test_all_choices_come_back_with_the_project_and_nothing_else(
    session: Session, home: Home, tmp_path: Path
) -> None:
    for name in ("web1", "web2"):
        ServerStore(home).add(Profile(name=name, host=f"{name}.example"))
    made = replace(artifact(tmp_path), size=4)
    made.path.parent.mkdir()
    made.path.write_bytes(b"\x7fELF")
    project = _project(tmp_path / "shop")
    session.open_project(project)
    kept: dict[str, Any] = {
        "options": BuildOptions(target=Target(goarch="arm64"), cgo=Cgo.STATIC),
        "artifact": made,
        "built": "b",
        "service": Service(name="till", port=9001),
        "proposed": Service(name="till"),
        "chosen": ("web2",),
        "shipped": "s",
    }
    lost: dict[str, Any] = {
        "also": (Target(goos="windows"),),
        "touched": say("main.go changed."),
        "inspection": inspection(),
        "traits": object(),
        "outcomes": {"web1": outcome()},
        "statuses": {"web1": status()},
        "failed": frozenset({Stop.BUILD}),
        "kept_old": True,
    }
    session.change(**kept, **lost)
    empty = Session(home).current
    session.open_project(_project(tmp_path / "other", "example.com/other"))
    assert {name: getattr(session.current, name) for name in lost} == {
        name: getattr(empty, name) for name in lost
    }
    assert session.current.artifact is None
    assert (session.current.built, session.current.shipped) == ("", "")
    assert (session.current.service, session.current.proposed) == (None, None)
    again = Session(home)
    again.open_project(project)
    assert {name: getattr(again.current, name) for name in kept} == kept
    other, shop = str(tmp_path / "other"), str(tmp_path / "shop")
    assert (session.current.settings.recent[0], again.current.settings.recent) == (
        other,
        (shop, other),
    )


def test_secrets_stay_in_memory(session: Session, home: Home, tmp_path: Path) -> None:
    session.credentials["web1"] = Credentials(password="canary-4711", sudo_password="canary-4712")
    session.open_project(_project(tmp_path / "shop"))
    session.change(service=Service(name="x"), settings=replace(session.current.settings, go="/g"))
    files = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert files
    assert not any(b"canary" in one.read_bytes() for one in files)
    assert "canary" not in repr((session.current, session.credentials))
    assert Session(home).credentials == {}


def test_of_two_windows_each_keeps_its_own_settings(session: Session, home: Home) -> None:
    other = Session(home)
    other.change(settings=replace(other.current.settings, language="zh_CN"))
    session.change(settings=replace(session.current.settings, colours="dark"))
    found, problem = settings.load(home)
    assert (found.language, found.colours, problem) == ("zh_CN", "dark", None)


@pytest.mark.parametrize(
    ("there", "chosen", "after"),
    [
        (("web1", "web2"), ("web2", "gone"), ("web2",)),
        (("web1", "web2"), ("gone",), ("web1",)),
        (("web1", "web2"), (), ("web1",)),
        ((), ("gone",), ()),
    ],
)
def test_servers_that_are_gone_are_chosen_no_more(
    session: Session, there: tuple[str, ...], chosen: tuple[str, ...], after: tuple[str, ...]
) -> None:
    for name in there:
        ServerStore(session.home).add(Profile(name=name, host="x.example"))
    session.change(chosen=chosen)
    assert session.reload_servers() is None
    assert tuple(one.name for one in session.current.servers) == there
    assert session.current.chosen == after


def test_a_list_of_servers_that_cannot_be_read_is_said_and_keeps_what_is_known(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    ServerStore(session.home).add(Profile(name="web1", host="x.example"))
    session.reload_servers()

    def broken(_store: ServerStore) -> tuple[Profile, ...]:
        raise wrong("unreadable")

    monkeypatch.setattr(ServerStore, "all", broken)
    problem = session.reload_servers()
    assert (problem.code if problem else "", len(session.current.servers)) == ("unreadable", 1)


def test_a_stop_that_failed_is_named_until_it_begins_again(session: Session) -> None:
    for stop in (Stop.BUILD, Stop.DEPLOY):
        session.note_end(stop, failed=True)
    session.note_end(Stop.BUILD, failed=False)
    assert session.current.failed == {Stop.DEPLOY}


def test_goferry_toml_is_followed_where_nobody_chose_and_a_level_goes_with_its_processor(
    session: Session, tmp_path: Path
) -> None:
    project = _project(tmp_path / "shop")
    session.open_project(project)
    session.change(options=replace(session.current.options, strip=False, micro="v3"))
    file = project.folder / "goferry.toml"
    file.write_text('[build]\ntags = ["a"]\n')
    assert session.reread_options() is None
    options = session.current.options
    assert (options.tags, options.strip, options.micro) == (("a",), False, "v3")
    file.write_text('[build]\ntarget = "linux/arm64"\n')
    assert session.reread_options() is None
    options = session.current.options
    assert (options.tags, options.strip, options.micro) == ((), False, "")
    assert options.target == Target(goarch="arm64")
    assert session.current.asked == BuildOptions(target=Target(goarch="arm64"))
    file.write_text("[build\n")
    assert session.reread_options() is not None
    assert session.current.options == options


def test_a_proposal_is_taken_where_the_person_chose_nothing_else(session: Session) -> None:
    session.propose(Service(name="a", port=1))
    assert session.current.service == session.current.proposed == Service(name="a", port=1)
    session.change(service=replace(session.current.service, health_path="/up"))
    session.propose(Service(name="a", port=2))
    assert session.current.service == Service(name="a", port=2, health_path="/up")
    assert session.current.proposed == Service(name="a", port=2)
    session.change(service=Service(name="mine", port=7), proposed=None)
    session.propose(Service(name="a", port=3))
    assert session.current.service == Service(name="mine", port=7), "all of it was chosen"


def test_choices_that_cannot_be_kept_are_said_once_for_each_reason(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    session.unsaved.connect(lambda problem: said.append(problem.code))
    session.open_project(_project(tmp_path / "shop"))
    reason = ["full"]

    def refuse(*_: object) -> None:
        raise wrong(reason[0])

    monkeypatch.setattr("core.remembered.remember", refuse)
    for number in range(3):
        session.change(shipped=str(number))
    reason[0] = "locked"
    session.change(shipped="x")
    assert (said, session.current.shipped) == (["full", "locked"], "x")


def test_facts_and_a_running_job_are_written_down_nowhere(
    session: Session, home: Home, tmp_path: Path
) -> None:
    project = _project(tmp_path / "shop")
    session.open_project(project)
    before = recall(home, project.folder)
    session.change(facts={"web1": facts()}, busy=say("x"), running=Stop.BUILD)
    assert recall(home, project.folder) == before


@pytest.mark.parametrize("known", [True, False])
async def test_a_program_is_looked_into_once_and_never_for_another_one(
    session: Session,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    app_loop: object,
    known: bool,  # noqa: FBT001 - both cases
) -> None:
    del app_loop
    found, made = inspection(), artifact(tmp_path)
    session.change(artifact=made, inspection=found if known else None)
    apart = Answer(found)
    monkeypatch.setattr("core.binary.apart.inspect_apart", apart)
    assert await ended(session.inspected()) == found
    assert apart.asked == ([] if known else [(made.path,)])
    newer = replace(made, sha256="2" * 64)
    session.change(inspection=None)

    def meanwhile(_path: Path) -> object:
        session.change(artifact=newer)
        return found

    apart.value = meanwhile
    assert await ended(session.inspected()) is None
    session.change(artifact=None)
    assert await ended(session.inspected()) is None


@pytest.mark.parametrize(
    ("also", "said"),
    [((), "Build for linux/amd64"), ((Target(goarch="arm64"),), "Build for 2 targets")],
)
def test_the_button_names_what_is_built(
    session: Session, also: tuple[Target, ...], said: str
) -> None:
    session.change(also=also)
    assert str(session.current.build_deed) == said
    assert session.current.wanted == ""


def test_the_rail_follows_the_job_the_program_and_what_was_built_of_it(
    session: Session, tmp_path: Path
) -> None:
    session.open_project(_project(tmp_path / "shop"))
    session.change(built=session.current.wanted)
    assert session.current.marks[Stop.INSPECT].state is State.LOCKED, "its file is gone"
    session.change(artifact=artifact(tmp_path))
    assert session.current.marks[Stop.INSPECT].state is State.DONE
    session.change(running=Stop.DEPLOY, busy=say("Deploying"))
    mark = session.current.marks[Stop.DEPLOY]
    assert (mark.state, str(mark.why)) == (State.RUNNING, "Deploying")


@pytest.mark.parametrize("now", ["another build", "the same", "no file"])
def test_what_was_built_elsewhere_is_taken_over_and_own_choices_stay(
    session: Session, home: Home, tmp_path: Path, now: str
) -> None:
    project, made = _project(tmp_path / "shop"), replace(artifact(tmp_path), size=4)
    made.path.parent.mkdir()
    made.path.write_bytes(b"\x7fELF")
    session.open_project(project)
    session.change(artifact=made, built="mine", inspection=inspection(), shipped="s")
    known, _ = recall(home, project.folder)
    other = replace(made, sha256="2" * 64)
    if now != "the same":
        remember(home, project.folder, replace(known, artifact=other, built="b"), known)
    if now == "no file":
        made.path.unlink()
    session.change(service=Service(name="till"))
    assert recall(home, project.folder)[0].service == Service(name="till")
    taken = now == "another build"
    assert session.take_over() is taken
    current = session.current
    assert (current.artifact, current.built) == ((other, "b") if taken else (made, "mine"))
    assert (current.inspection is None, current.shipped) == (taken, "s")
    assert current.service == Service(name="till")
    assert not session.take_over()
