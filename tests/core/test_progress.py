"""The bar of a build follows the clock: a schedule made on paper, and the pace that was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.build.history import History
from core.build.progress import Compilation, Forecast, _expected
from core.build.schedule import Schedule, rehearse

if TYPE_CHECKING:
    from pathlib import Path


def test_a_package_waits_for_what_it_imports() -> None:
    times = {"a": 10.0, "b": 20.0, "big": 100.0, "c": 10.0}
    imports = {"b": ["a", "not compiled"], "big": ["a"], "c": ["b", "b"]}
    assert rehearse(times, imports, at_once=2) == Schedule((0.0, 10.0, 10.0, 30.0), 110.0)
    assert rehearse(times, imports, at_once=1).end == 140.0


def test_packages_that_import_each_other_do_not_hold_up_the_schedule() -> None:
    assert rehearse({"a": 1.0, "b": 1.0}, {"a": ["b"], "b": ["a"]}, at_once=2).starts == ()


class Clock:
    """A clock that a test sets."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def compilation(clock: Clock) -> Compilation:
    schedule = Schedule((0.0, 2000.0, 4000.0), 20_000.0)
    forecast = Forecast(frozenset({"a", "b", "long", "main"}), schedule, link=5000.0)
    return Compilation(forecast, clock=clock)


def shares(compilation: Compilation, clock: Clock, *moments: float) -> list[float | None]:
    """The shares that are told when the clock shows each of these moments."""
    told = []
    for moment in moments:
        clock.now = 100.0 + moment
        told.append(compilation.progress().share)
    return told


def test_a_long_package_moves_the_bar_while_nothing_begins(
    compilation: Compilation, clock: Clock
) -> None:
    for moment, package in ((0.0, "a"), (2.0, "b"), (4.0, "long")):
        clock.now = 100.0 + moment
        compilation.begin(package)
    assert shares(compilation, clock, 4, 12, 20, 60) == [0.2, 0.6, 1.0, 1.0]


def test_a_slow_computer_slows_the_bar_down(compilation: Compilation, clock: Clock) -> None:
    compilation.begin("a")
    clock.now = 109.0
    compilation.begin("b")  # expected after two seconds, took nine
    assert shares(compilation, clock, 9, 14) == [0.1, pytest.approx(0.175)]


def test_the_bar_waits_for_what_has_not_begun(compilation: Compilation, clock: Clock) -> None:
    compilation.begin("a")
    assert shares(compilation, clock, 1, 2, 50) == [0.05, 0.1, 0.1]


def test_linking_moves_the_bar_too(compilation: Compilation, clock: Clock) -> None:
    for package in ("a", "b", "long"):
        compilation.begin(package)
    clock.now = 120.0
    compilation.begin("main")
    clock.now = 122.5
    assert compilation.linking().share == pytest.approx(0.5)
    clock.now = 200.0
    assert compilation.linking().share == 1.0


def test_measured_times_come_before_guesses(tmp_path: Path) -> None:
    (tmp_path / "a.go").write_text("package a\n\nfunc f() { f(f()) }\n", "utf-8")
    (tmp_path / "b.go").write_text("package a\n\nvar table = [...]int{1, 2}\n" * 99, "utf-8")
    package = {"ImportPath": "a", "Dir": str(tmp_path), "GoFiles": ["a.go", "b.go", "gone.go"]}
    guessed = _expected(package, History())
    assert guessed == pytest.approx(10 + 3 / 3.3)
    assert _expected({**package, "CgoFiles": ["c.go"]}, History()) > guessed + 500
    assert _expected(package, History(packages={"a": 77.0})) == 77.0
