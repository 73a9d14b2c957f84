"""What is said of a name that a service cannot have, and which name is made of any words."""

from __future__ import annotations

import pytest

from core.problems import ProblemError
from core.service_name import LONGEST, derived, must_be_usable, usable

_ODD = (
    "A name begins with a lowercase letter, then has up to 30 lowercase letters, "
    "digits and hyphens. It does not end with a hyphen."
)
_BEGINS = "Names that begin with “{}-” are reserved."
_ENDS = "Names that end with “-{}” belong to parts of another service."
_SYSTEM = "The name belongs to the system, or to a package that many servers have."


@pytest.mark.parametrize(
    ("name", "shown", "why"),
    [
        ("Web", "Web", _ODD),
        (7, "7", _ODD),
        ("we\x1bb\u202e!", "we�b�!", _ODD),
        ("W" * 60, "W" * 60, _ODD),
        ("W" * 61, "W" * 60, _ODD),
        ("goferry-x", "goferry-x", _BEGINS.format("goferry")),
        ("activate-x", "activate-x", _BEGINS.format("activate")),
        ("operate-x-next", "operate-x-next", _BEGINS.format("operate")),
        ("systemd-x", "systemd-x", _BEGINS.format("systemd")),
        *((f"x-{end}", f"x-{end}", _ENDS.format(end))
          for end in ("operators", "recover", "proxy", "next", "try")),
        ("sshd", "sshd", _SYSTEM),
    ],
)  # fmt: skip
def test_a_refusal_shows_the_name_without_harm_and_says_why(
    name: object, shown: str, why: str
) -> None:
    code, what = "service_name_reserved", f"A service cannot be called “{shown}”."
    if why == _ODD:
        code, what = "service_name_unusable", f"“{shown}” cannot be a service's name."
    with pytest.raises(ProblemError) as caught:
        must_be_usable(name)  # type: ignore[arg-type]  # what a file may hold
    problem = caught.value.problem
    assert (problem.code, str(problem.what), str(problem.why)) == (code, what, why)
    assert [str(one.text) for one in problem.next] == ["Give the service another name."]
    assert problem.field == "service"


@pytest.mark.parametrize(
    "name", ["goferry", "goferryx", "x-goferry", "next", "x-nextt", "xnext", "a-b", "a9", "a--b"]
)
def test_only_the_whole_part_of_a_name_is_reserved(name: str) -> None:
    assert usable(name) is (name != "goferry")  # the tool's own name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("web", "web"),
        ("Hello,  World!", "hello-world"),
        ("1st_shop 2", "st-shop-2"),
        ("-9-a-", "a"),
        ("x" * 99, "x" * 31),
        ("a" * 30 + " b", "a" * 30),
        ("ssh", "ssh-app"),
        ("my-proxy", "my-proxy-app"),
        ("a" * 25 + "-proxy", "a" * 25 + "-p-app"),
        ("a" * 26 + " proxy", "a" * 26 + "-prox"),
        ("systemd-x", "service"),
        ("123", "service"),
        ("", "service"),
    ],
)
def test_any_words_become_one_name(words: str, name: str) -> None:
    assert derived(words) == name
    assert usable(name)


def test_the_longest_name_is_what_useradd_takes() -> None:
    assert LONGEST == 31
    assert [usable("x" * length) for length in (0, 1, 31, 32)] == [False, True, True, False]
