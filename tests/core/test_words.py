"""A sentence keeps its source and its values apart, and reads well in English."""

from __future__ import annotations

import pytest

from core.target import Target
from core.words import Size, Text, say, say_count, verbatim


def test_a_sentence_is_its_source_filled_with_its_values() -> None:
    assert (
        str(say("Deploy {name} to {n} servers.", name="shop", n=2)) == "Deploy shop to 2 servers."
    )


def test_the_source_stays_whole_for_translators() -> None:
    assert say("Deploy {name}.", name="shop") == Text("Deploy {name}.", (("name", "shop"),))


def test_a_sentence_may_stand_inside_another() -> None:
    why = say("It stopped after {seconds} seconds.", seconds=3)
    assert str(say("No answer. {why}", why=why)) == "No answer. It stopped after 3 seconds."


@pytest.mark.parametrize(("count", "said"), [(0, "0 files"), (1, "1 file"), (2, "2 files")])
def test_one_thing_and_several_read_differently(count: int, said: str) -> None:
    assert str(say_count(count, one="{n} file", many="{n} files")) == said


@pytest.mark.parametrize("words", ["a {b} c", "{", "}}", "%s", "{0.__class__}"])
def test_words_of_other_programs_pass_unchanged(words: str) -> None:
    assert str(verbatim(words)) == words
    assert str(say("It said: {words}", words=words)) == f"It said: {words}"


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1_000, "1.0 kB"),
        (999_949, "999.9 kB"),
        (999_999, "1.0 MB"),
        (12_345_678, "12.3 MB"),
        (3_000_000_000_000_000, "3000.0 TB"),
        (-2_500, "-2.5 kB"),
    ],
)
def test_a_size_is_shown_in_the_unit_that_fits(count: int, shown: str) -> None:
    assert str(Size(count)) == shown


def test_a_target_is_spelled_in_go_s_own_names_and_is_linux_when_nobody_says_more() -> None:
    assert (str(Target()), Target().goos, Target().goarch) == ("linux/amd64", "linux", "amd64")
    assert str(Target(goos="darwin", goarch="arm64")) == "darwin/arm64"
    assert sorted([Target(), Target(goarch="386"), Target(goos="darwin", goarch="z")]) == [
        Target(goos="darwin", goarch="z"),
        Target(goarch="386"),
        Target(),
    ]
