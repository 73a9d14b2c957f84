"""The arguments of a program: as flags, behind `--`, in goferry.toml; chosen as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.cli.entry import parser
from core.cli.service import wish_for
from core.project.shared import Shared
from core.service.model import Scope, Service
from core.service.sound import problem_of
from core.usecases.serving import settle

if TYPE_CHECKING:
    from collections.abc import Mapping

_DEPLOY = ("deploy", "app", "--service", "web", "--to", "one")


def settled(*words: str, file: Mapping[str, object] | None = None) -> Service:
    return settle(
        wish_for(parser(_DEPLOY).parse_args([*_DEPLOY, *words])), Shared(service=file or {})
    )


def test_each_is_given_as_often_as_it_was_typed_and_in_its_order() -> None:
    assert settled("--arg=-v", "--arg", "serve", "--arg=-v").args == ("-v", "serve", "-v")


def test_what_stands_behind_two_dashes_goes_to_the_program_whatever_it_looks_like() -> None:
    typed = settled("--arg", "serve", "--", "--to", "two", "--", "-h", "")
    assert typed.args == ("serve", "--to", "two", "--", "-h", "")


def test_nothing_behind_two_dashes_is_no_argument() -> None:
    assert settled("--").args == ()


def test_what_was_typed_takes_the_place_of_what_goferry_toml_says() -> None:
    file = {"args": ["serve", "--port", "${PORT}"], "writable": ["uploads"]}
    assert settled(file=file).args == ("serve", "--port", "${PORT}")
    assert settled("--arg", "worker", "--writable", "/srv/x", file=file) == (
        settled(file={"args": ["worker"], "writable": ["uploads", "/srv/x"]})
    )


def test_a_service_without_root_has_no_folders_to_open() -> None:
    problem = problem_of(Service(name="web", scope=Scope.USER, writable=("uploads",)))
    assert problem is not None
    assert (problem.field, str(problem.what)) == (
        "writable",
        "A service without root needs no writable directories.",
    )


def test_a_run_of_the_live_release_needs_no_more_than_its_service_and_server() -> None:
    words = ["run", "--service", "web", "--to", "one"]
    found = parser(words).parse_args([*words, "--", "migrate", "--to", "9"])
    assert (found.again, found.to, found.rest) == (None, ("one",), ("migrate", "--to", "9"))
