"""What a service is proposed to be: goferry.toml over what the source shows, over the defaults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from core.deploy.proposal import fitting_mode, propose
from core.problems import ProblemError
from core.project.model import Project
from core.project.traits import ServiceTraits
from core.service.joined import mode_and_scope
from core.service.model import Limits, Mode, Scope, Service, mode_for

if TYPE_CHECKING:
    from pathlib import Path

WAITS = ServiceTraits(socket=True, ready=True)
SHARES = ServiceTraits(socket=True, ready=True, stops=True)


def proposed(folder: Path, text: str, traits: ServiceTraits = SHARES) -> Service:
    (folder / "goferry.toml").write_text(text)
    return propose(Project(folder=folder, module="example.org/shop", go_version="1.24.0"), traits)


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("", {}),
        ("name = 'till'", {"name": "till"}),
        ("port = 1", {"port": 1}),
        ("port = 65535", {"port": 65_535}),
        ("health = '/ok'", {"health_path": "/ok"}),
        ("mode = 'restart'", {"mode": Mode.RESTART}),
        ("mode = 'user'", {"scope": Scope.USER}),
        ("mode = 'user,proxy'", {"mode": Mode.PROXY, "scope": Scope.USER}),
        ("memory = '64M'", {"limits": Limits(memory="64M")}),
        ("cpu = 50", {"limits": Limits(cpu=50)}),
        ("tasks = 9", {"limits": Limits(tasks=9)}),
        ("excludes = ['*.tmp']", {"excludes": ("*.tmp",)}),
        ("includes = ['static']", {"includes": ("FOLDER/static",), "includes_from": "FOLDER"}),
    ],
)
def test_what_goferry_toml_says_counts_and_nothing_else_changes(
    tmp_path: Path, text: str, changed: dict[str, Any]
) -> None:
    if "includes" in changed:
        (tmp_path / "static").mkdir()
        changed = {"includes": (tmp_path / "static",), "includes_from": tmp_path}
    usual: dict[str, Any] = {"name": "shop", "mode": Mode.SHARED}
    assert proposed(tmp_path, f"[service]\n{text}\n") == Service(**(usual | changed))


@pytest.mark.parametrize(
    ("traits", "mode"),
    [
        (ServiceTraits(), Mode.RESTART),
        (ServiceTraits(socket=True), Mode.RESTART),
        (ServiceTraits(ready=True), Mode.RESTART),
        (ServiceTraits(stops=True), Mode.RESTART),
        (ServiceTraits(socket=True, stops=True), Mode.RESTART),
        (ServiceTraits(ready=True, stops=True), Mode.RESTART),
        (WAITS, Mode.SOCKET),
        (SHARES, Mode.SHARED),
    ],
)
def test_what_the_source_does_not_show_it_does_not_do(traits: ServiceTraits, mode: Mode) -> None:
    assert fitting_mode(traits) is mode


def test_two_questions_choose_among_four_modes() -> None:
    answers = [(True, True), (True, False), (False, True), (False, False)]
    assert [mode_for(takes_socket=one, may_overlap=two) for one, two in answers] == [
        Mode.SHARED, Mode.SOCKET, Mode.PROXY, Mode.RESTART,
    ]  # fmt: skip


@pytest.mark.parametrize("odd", ["x", "user,", ",", "user,x", "shared,user", "Shared", " "])
def test_a_mode_that_is_not_there_is_told_with_those_that_are(odd: str) -> None:
    with pytest.raises(ProblemError) as caught:
        mode_and_scope(odd)
    assert (caught.value.problem.code, caught.value.problem.field) == ("mode_unknown", "mode")
    assert str(caught.value.problem.why) == "The modes are: restart, socket, shared, proxy, user"


@pytest.mark.parametrize(
    "line", ["memory = ''", "cpu = 0", "tasks = 0", "port = 0", "mode = ''", "name = ''"]
)
def test_what_a_file_leaves_empty_is_as_usual(tmp_path: Path, line: str) -> None:
    assert proposed(tmp_path, f"[service]\n{line}\n") == Service(name="shop", mode=Mode.SHARED)


def test_a_service_without_root_still_has_the_mode_of_its_source() -> None:
    assert mode_and_scope("user") == {"mode": None, "scope": Scope.USER}


def test_a_name_that_cannot_be_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProblemError):
        proposed(tmp_path, "[service]\nname = '../x'\n")
