"""A program that ends with its usage: what it wants is read from what it wrote."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from core.actions import ChooseOption, ShowLogs, UseOption
from core.service import usage
from core.service.causes import problem_of
from core.service.model import Service
from core.service.transaction import Ended, Said
from core.service.usage_words import wants_arguments

_SAMPLES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("data").joinpath("usages.toml").read_text("utf-8")
)["usage"]
_ENDED = Ended(result="rolled_back", code="crashed")


def _said(*lines: str) -> list[Said]:
    return [Said(text=line) for line in lines]


@pytest.mark.parametrize("one", _SAMPLES, ids=lambda one: f"{one['program']} {one.get('args', '')}")
def test_what_a_program_wants_is_told_with_what_mends_it(one: dict[str, Any]) -> None:
    service = Service(name="shop", args=tuple(one.get("args", ())))
    found = problem_of(_ENDED, _said(*one["said"].splitlines()), service)
    assert (found.code, str(found.why), found.field) == ("wants_arguments", one["why"], "args")
    offers = [UseOption("args", name) for name in one.get("offers", ())]
    assert [advice.action for advice in found.next] == [*offers, ChooseOption("args")]
    assert one["said"].strip() in found.details


def test_a_cause_that_stands_before_the_usage_is_the_cause() -> None:
    after = ("Usage:", "  shop open [flags]", "Flags:", "  -h, --help   help for open")
    line = "Error: settings: open config.yaml: no such file or directory"
    found = problem_of(_ENDED, _said(line, *after), Service(name="shop", args=("open",)))
    assert found.code == "file_not_sent"
    line = "Error: dial tcp 127.0.0.1:5432: connect: connection refused"
    found = problem_of(_ENDED, _said(line, *after), Service(name="shop", args=("open",)))
    assert (found.code, str(found.why)) == ("crashed", f"Last output: {line}")


def test_an_option_in_the_usage_is_no_symptom() -> None:
    lines = ("Usage of shop:", "  -zone string", "    \tor: unknown time zone Local")
    assert problem_of(_ENDED, _said(*lines), Service(name="shop")).code == "wants_arguments"


@pytest.mark.parametrize(
    "line",
    [
        "ERR unknown command `HELLO`, with args beginning with: `3`",
        "yaml: unexpected argument in line 3",
        "panic: unknown flag: odd",
        "listening; commands: none",
        "json: unexpected end of input",
        "usages are counted",
    ],
)
def test_what_only_sounds_like_it_is_something_else(line: str) -> None:
    found = problem_of(_ENDED, _said(line), Service(name="shop", args=("serve",)))
    assert found.code != "wants_arguments"


def test_what_systemd_says_is_no_usage() -> None:
    said = [Said(text="usage: shop serve", own=False)]
    assert problem_of(_ENDED, said, Service(name="shop")).code == "crashed"


def test_of_many_commands_the_likeliest_come_first_and_twelve_are_named() -> None:
    names = [f"c{n}" for n in range(20)]
    lines = [
        "Commands:",
        *(f"  {name}  does it" for name in names),
        "  run  runs",
        "  serve  serves",
    ]
    read = usage.read(lines)
    assert read is not None
    found = wants_arguments(read, ())
    assert found is not None
    named = ", ".join(["serve", "run", *names[:10]])
    assert str(found.why) == f"The program needs a command, one of {named}"
    assert [one.action for one in found.next[:2]] == [
        UseOption("args", "serve"), UseOption("args", "run"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        (["up", "Error: no config", "Run `x help` for details."], "Error: no config"),
        (["error: a", "fatal: b", "bye"], "fatal: b"),
        (["Error: long ago", "up", "still up", "going down"], "going down"),
        (["terror", "bye"], "bye"),
    ],
)
def test_the_last_words_are_those_that_say_why(lines: list[str], last: str) -> None:
    found = problem_of(_ENDED, _said(*lines), Service(name="shop", args=("serve",)))
    assert str(found.why) == f"Last output: {last}"
    assert [one.action for one in found.next] == [ShowLogs()]
    without = problem_of(_ENDED, _said(*lines), Service(name="shop"))
    assert [one.action for one in without.next] == [ShowLogs(), ChooseOption("args")]
