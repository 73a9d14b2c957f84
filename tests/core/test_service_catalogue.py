"""Every option of a service, through every face: what is chosen arrives, what cannot be is told."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from core.cli.arguments import Parser, UsageMistake
from core.cli.service import add_service_options, wish_for
from core.codec import read_json, write_json
from core.problems import Problem, ProblemError
from core.project.shared import Shared
from core.service import record
from core.service.catalogue import BY_KEY, ENTRIES, OPTIONS
from core.service.entry import Joined, OptionEntry
from core.service.kinds import LocalPath, Many, Switch
from core.service.model import Mode, Scope, Service
from core.service.shared_options import values_from
from core.service.sound import problem_of
from core.service.values import laid_over, value_of, with_values
from core.typed import Misfit, from_plain, to_plain
from core.usecases.serving import settle
from tests.made_up_options import fitting, typed, unfitting

if TYPE_CHECKING:
    from core.service.entry import Option
    from core.service.kinds import OptionKind

WEB = Service(name="web")
FOLDER = Path("/srv")
_OF_ITS_OWN = {  # what no option sets
    "name", "environment", "includes_from", "includes_named", "processes", "release.elsewhere",
    "release.together",
}  # fmt: skip


def keys_of(value: Any, above: str = "") -> set[str]:  # noqa: ANN401 - a service, or a part of one
    inner = {f"{above}{one.name}": getattr(value, one.name) for one in fields(value)}
    parts = (keys_of(one, f"{key}.") if is_dataclass(one) else {key} for key, one in inner.items())
    return set().union(*parts)


@cache
def parser() -> Parser:
    made = Parser()
    made.add_argument("--service", default="web")
    add_service_options(made)
    return made


def by_flag(*words: str, said: Shared | None = None) -> Service:
    return settle(wish_for(parser().parse_args(words)), said)


def in_file(option: Option, written: object) -> Shared:
    return Shared(service={option.name_in_file: written})


def of(entry: OptionEntry, value: object) -> Service:
    """A service with this value; one that would stand alone, such as a range, is left out."""
    made = with_values(WEB, {entry.key: value})
    assume(problem_of(made) is None)
    return made


def test_every_field_of_a_service_is_an_option_and_each_is_there_once() -> None:
    assert keys_of(WEB) - _OF_ITS_OWN == set(BY_KEY)
    assert len(BY_KEY) == len(ENTRIES)
    for names in ([one.flag for one in OPTIONS], [one.name_in_file for one in OPTIONS]):
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("option", [*ENTRIES, *OPTIONS], ids=lambda one: str(one.title))
def test_an_option_says_what_it_is(option: Option) -> None:
    assert str(option.title).isprintable()
    assert str(option.sentence).endswith(".")
    if isinstance(option, OptionEntry):
        assert option.kind.fits(value_of(WEB, option.key)), "its default"
        assert str(option.kind.rule(option.title)).isprintable()


few = settings(max_examples=settings().max_examples // 4)  # of each option by each face
each = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.key)


def of_one(entry: OptionEntry) -> OptionKind:
    """The kind of what one flag gives."""
    return entry.kind.of if isinstance(entry.kind, Many) else entry.kind


alone = [one for one in OPTIONS if isinstance(one, OptionEntry)]
with_flag = pytest.mark.parametrize("entry", alone, ids=lambda one: one.key)


# ---- what can be chosen arrives ----


@with_flag
@few
@given(data=st.data())
def test_what_is_typed_arrives(entry: OptionEntry, data: st.DataObject) -> None:
    wanted = of(entry, data.draw(fitting(entry.kind)))
    assert by_flag(*typed(entry, value_of(wanted, entry.key))) == wanted


@with_flag
@few
@given(data=st.data())
def test_what_goferry_toml_says_arrives(entry: OptionEntry, data: st.DataObject) -> None:
    wanted = of(entry, data.draw(fitting(entry.kind)))
    written = to_plain(value_of(wanted, entry.key), kind=entry.kind.annotation)
    if entry.key == "includes":
        written = [one.removeprefix("/srv/") for one in written]
    if entry.key == "env_file":
        written = written.removeprefix("/srv/")
    values = values_from(in_file(entry, written), FOLDER)
    assert with_values(WEB, values) == wanted


@each
@few
@given(data=st.data())
def test_what_stands_in_a_record_arrives(entry: OptionEntry, data: st.DataObject) -> None:
    wanted = of(entry, data.draw(fitting(entry.kind)))
    assert record.parsed("web", read_json(record.text(wanted))) == (
        wanted if entry.recorded else WEB
    )


@each
@few
@given(data=st.data())
def test_what_is_remembered_arrives(entry: OptionEntry, data: st.DataObject) -> None:
    wanted = of(entry, data.draw(fitting(entry.kind)))
    told = read_json(write_json(to_plain(wanted)), paths=True)
    assert from_plain(Service, told) == wanted


@few
@given(st.sampled_from(Mode), st.sampled_from(Scope), st.integers(100, 599), st.integers(100, 599))
def test_what_is_written_as_one_arrives(
    mode: Mode, scope: Scope, lowest: int, highest: int
) -> None:
    words = f"user,{mode}" if scope is Scope.USER else str(mode)
    assume(lowest <= highest)
    found = by_flag(f"--mode={words}", f"--health-status={lowest}-{highest}")
    assert (found.mode, found.scope) == (mode, scope)
    assert (found.health.lowest, found.health.highest) == (lowest, highest)
    said = {one.name_in_file: one for one in OPTIONS if isinstance(one, Joined)}
    assert values_from(in_file(said["mode"], words), FOLDER) == {"mode": mode, "scope": scope}
    assert values_from(in_file(said["health_status"], f"{lowest}-{highest}"), FOLDER) == {
        "health.lowest": lowest, "health.highest": highest,
    }  # fmt: skip


def test_what_is_typed_lies_over_goferry_toml_and_files_add_up() -> None:
    said = Shared(service={"port": 81, "tasks": 9, "excludes": ["a", "b"], "mode": "user,socket"})
    words = ("--port=82", "--exclude=c", "--exclude=b", "--exclude=c", "--mode=user")
    found = by_flag(*words, said=said)
    assert (found.port, found.limits.tasks, found.excludes) == (82, 9, ("a", "b", "c"))
    assert (found.mode, found.scope) == (Mode.RESTART, Scope.USER)
    assert laid_over({"port": 1}, {}) == {"port": 1}


# ---- what cannot be is told, everywhere in the same words ----


def told(problem: Problem | None) -> str:
    return "" if problem is None else f"{problem.what} {problem.why}"


@each
@few
@given(data=st.data())
def test_what_a_service_cannot_have_is_told(entry: OptionEntry, data: st.DataObject) -> None:
    odd = data.draw(unfitting(entry.kind))
    assume(not entry.kind.fits(odd))
    problem = problem_of(with_values(WEB, {entry.key: odd}))
    assert repr(problem) == repr(entry.problem(odd))


@pytest.mark.parametrize(
    "entry",
    [one for one in alone if not isinstance(of_one(one), Switch | LocalPath)],
    ids=lambda one: one.key,
)
@settings(few, suppress_health_check=[HealthCheck.filter_too_much])  # some are fine words
@given(data=st.data())
def test_what_cannot_be_typed_is_told(entry: OptionEntry, data: st.DataObject) -> None:
    odd = str(data.draw(unfitting(of_one(entry))))
    problem = problem_of_typed(entry, odd)
    assume(problem is not None)
    with pytest.raises((UsageMistake, ProblemError)) as caught:
        by_flag(f"{entry.flag}={odd}")
    assert told(problem).rstrip(".") in str(caught.value)


def problem_of_typed(entry: OptionEntry, text: str) -> Problem | None:
    """What is told of a word, unless it is one that fits: "8" is a number here."""
    try:
        assert entry.kind.fits(entry.typed(text)[entry.key])
    except ProblemError as refused:
        return refused.problem
    return None


@with_flag
@few
@given(data=st.data())
def test_what_goferry_toml_cannot_say_is_told(entry: OptionEntry, data: st.DataObject) -> None:
    odd = data.draw(unfitting(entry.kind))
    if odd in ("", 0) and odd is not False:
        assert values_from(in_file(entry, odd), FOLDER) == {}
        return
    with pytest.raises(ProblemError) as caught:
        values_from(in_file(entry, odd), FOLDER)
    assert caught.value.problem.code == "shared_unreadable"
    assert told(_refused(entry, odd)) in str(caught.value.problem.why)


def test_a_mode_that_is_not_there_is_told_with_where_to_correct_it() -> None:
    with pytest.raises(ProblemError) as caught:
        values_from(Shared(service={"mode": "odd"}), FOLDER)
    assert caught.value.problem.code == "mode_unknown"


def test_a_name_that_is_no_option_is_told_with_those_that_are() -> None:
    with pytest.raises(ProblemError) as caught:
        values_from(Shared(service={"user": "root"}), FOLDER)
    assert caught.value.problem.code == "shared_unreadable"
    assert "cannot set user; it can set: name, port" in str(caught.value.problem.why)


@pytest.mark.parametrize("entry", [one for one in ENTRIES if one.recorded], ids=lambda one: one.key)
@few
@given(data=st.data())
def test_what_cannot_stand_in_a_record_is_told(entry: OptionEntry, data: st.DataObject) -> None:
    odd = data.draw(unfitting(entry.kind))
    assume(entry.older is None or not entry.older.fits(odd))
    found: dict[str, Any] = json.loads(record.text(WEB))
    *section, name = entry.key.split(".")
    (found[section[0]] if section else found)[name] = odd
    with pytest.raises(ProblemError) as caught:
        record.parsed("web", found)
    assert repr(caught.value.problem) == repr(_refused(entry, odd))


@each
@few
@given(data=st.data())
def test_what_was_remembered_and_cannot_be_is_told(entry: OptionEntry, data: st.DataObject) -> None:
    odd = data.draw(unfitting(entry.kind))
    found = to_plain(WEB)
    *section, name = entry.key.split(".")
    (found[section[0]] if section else found)[name] = odd
    remembered, place = recalled(found)
    assert place.startswith(entry.key if remembered is None else "")
    if remembered is not None:
        value = value_of(remembered, entry.key)
        problem = None if entry.kind.fits(value) else entry.problem(value)
        assert repr(problem_of(remembered)) == repr(problem)


def recalled(found: object) -> tuple[Service | None, str]:
    """Return the service, or the place that is of another kind."""
    try:
        return from_plain(Service, found), ""
    except Misfit as misfit:
        return None, misfit.place


def _refused(entry: OptionEntry, odd: object) -> Problem:
    with pytest.raises(ProblemError) as caught:
        entry.read(odd)
    return caught.value.problem


def test_a_range_that_is_upside_down_is_told() -> None:
    health = replace(WEB.health, lowest=300, highest=200)
    problem = problem_of(replace(WEB, health=health))
    assert problem is not None
    assert problem.code == "health_unusable"
