"""Of a build's command and its proof: which program a name means, and what is said and advised."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from core.actions import Action, ChooseFolder, Retry, SetMain, StartFromTemplate
from core.binary.inspection import Verdict
from core.build.command import main_package, quoted
from core.build.options import BuildOptions
from core.build.proof import Proved, mismatch, prove
from core.problems import Problem, ProblemError
from core.project.model import Main, Project
from core.words import say


def project(*places: str) -> Project:
    mains = tuple(Main(package=f"p/{place}", folder=Path("/p") / place) for place in places)
    return Project(folder=Path("/p"), module="p", go_version="1.21", mains=mains)


def refused(there: Project, wanted: str = "", named: str = "") -> Problem:
    with pytest.raises(ProblemError) as caught:
        main_package(there, wanted, named=Path(named) if named else None)
    return caught.value.problem


def advised(problem: Problem) -> list[tuple[str, Action | None]]:
    return [(str(one.text), one.action) for one in problem.next]


@pytest.mark.parametrize(
    ("places", "named", "package"),
    [
        (("cmd", "cmd/sub"), "/p/cmd", "p/cmd"),  # its own goes before what is in it
        (("cmd/a", "other"), "/p/cmd", "p/cmd/a"),
        (("cmd", "other"), "/p/cmd/", "p/cmd"),
        (("cmd",), "/p/other", "p/cmd"),
        (("cmd",), "/p", "p/cmd"),
    ],
)
def test_a_named_folder_stands_for_one_program(
    places: tuple[str, ...], named: str, package: str
) -> None:
    assert main_package(project(*places), "", named=Path(named)) == package


def test_a_folder_s_program_is_no_longer_meant_when_the_whole_project_is_named() -> None:
    assert refused(project("", "cmd"), named="/p").code == "several_mains"


@pytest.mark.parametrize(
    ("places", "named", "package"),
    [
        (("", "internal/tools/gen", "test/load", "examples/client"), "", "p/"),
        (("", "internal/tools/gen", "test/load"), "/p", "p/"),
        (("cmd/server", "hack", "docs/build"), "", "p/cmd/server"),
        (("cmd/server", "internal/cmd/gen"), "", "p/cmd/server"),
        (("examples/chat",), "", "p/examples/chat"),
        (("", "examples/chat"), "/p/examples", "p/examples/chat"),
        (("examples/chat", "examples/chat/internal/gen"), "/p/examples", "p/examples/chat"),
    ],
)
def test_what_only_makes_tries_or_explains_a_program_leaves_no_doubt_which_is_meant(
    places: tuple[str, ...], named: str, package: str
) -> None:
    meant = Path(named) if named else None
    assert main_package(project(*places), "", named=meant) == package


@pytest.mark.parametrize(
    ("places", "named"),
    [
        (("", "cmd/server"), ""),
        (("cmd/server", "cmd/tool"), ""),
        (("cmd/a", "cmd/b", "test"), ""),
        (("examples/a", "examples/b"), ""),
        (("", "examples/a", "examples/b"), "/p/examples"),
    ],
)
def test_where_it_is_not_clear_all_are_offered(places: tuple[str, ...], named: str) -> None:
    problem = refused(project(*places), named=named)
    offered = [one for one in places if not named or one.startswith("examples")]
    assert [one.action for one in problem.next] == [SetMain(f"p/{one}") for one in offered]


def test_a_word_that_looks_like_an_option_is_no_folder() -> None:
    problem = refused(project("-race"), "-race")
    assert problem.code == "no_such_main"
    assert main_package(project("-race"), "./-race") == "p/-race"


@pytest.mark.parametrize(
    ("places", "wanted", "advice"),
    [
        ("", "", [("Choose a project with a program.", ChooseFolder()),
                  ("Start from a template.", StartFromTemplate())]),
        ("ab", "", [(f"Choose p/{one}.", SetMain(f"p/{one}")) for one in "ab"]),
        ("a", "c", [("Choose p/a.", SetMain("p/a"))]),
    ],
)  # fmt: skip
def test_each_way_out_is_a_button(
    places: str, wanted: str, advice: list[tuple[str, Action | None]]
) -> None:
    assert advised(refused(project(*places), wanted)) == advice


def test_a_word_is_quoted_only_where_go_needs_it() -> None:
    assert [quoted(one) for one in ("aXb", "", "a b", "it's", '"')] == [
        "aXb", "''", "'a b'", '"it\'s"', "'\"'",
    ]  # fmt: skip
    with pytest.raises(ProblemError) as caught:
        quoted("'\"", field="stamps")
    assert advised(caught.value.problem) == [("Leave out one kind of quotes.", None)]


def test_what_was_not_proved_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        asyncio.run(prove(tmp_path / "gone", BuildOptions()))
    assert caught.value.problem.code == "no_program"
    assert advised(caught.value.problem) == [("Build again.", Retry())]
    other = mismatch(Verdict(format="elf", sentence=say("x"), goos="plan9"), BuildOptions())
    assert other is not None
    assert advised(other) == [("Check the extra environment variables and options.", None)]


def test_a_program_that_says_nothing_of_its_source_counts_as_unmodified() -> None:
    proved = Proved(static=True, size=1, sha256="")
    assert (proved.glibc, proved.revision, proved.modified) == ("", "", False)
