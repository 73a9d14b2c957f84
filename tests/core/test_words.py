"""A sentence keeps its source and its values apart, and reads well in English."""

from __future__ import annotations

import pytest

from core import languages
from core.target import Target
from core.words import (
    Size,
    Text,
    all_of,
    english,
    list_of,
    lists_of,
    say,
    say_count,
    speak,
    verbatim,
)


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


def test_one_thing_and_several_are_one_sentence_to_translators() -> None:
    one, two = (say_count(count, one="{n} file", many="{n} files") for count in (1, 2))
    assert (one.source, one.count) == (two.source, 1) == ("{n} files", 1)
    assert two.count == 2


def test_what_names_no_number_is_a_sentence_of_its_own() -> None:
    """In a language where 21 is said like 1, it would be wrong there."""
    several = "{n} are gone."
    found = [say_count(n, one="{x} is gone.", many=several, x="a") for n in (0, 1, 2, 21)]
    assert [one.source for one in found] == [several, "{x} is gone.", several, several]
    assert [*map(str, found)] == ["0 are gone.", "a is gone.", "2 are gone.", "21 are gone."]


def test_a_sentence_that_counts_nothing_has_no_count() -> None:
    assert (say("{n} %", n="3").count, say("Cancel").count) == (0, 0)


@pytest.mark.parametrize(
    ("names", "listed", "all_named"),
    [
        (("a",), ("a", "a"), ("a", "a")),
        (("a", "b"), ("a, b", "a、b"), ("a and b", "a 和 b")),
        (
            ("{a}", "b, c", "d"),
            ("{a}, b, c, d", "{a}、b, c、d"),
            ("{a}, b, c and d", "{a}、b, c 和 d"),
        ),
    ],
)
def test_things_are_named_as_the_language_lists_them(
    names: tuple[str, ...], listed: tuple[str, str], all_named: tuple[str, str]
) -> None:
    said = say("Run: {command}", command=list_of(names)), all_of(names)
    assert [*map(str, said)] == [f"Run: {listed[0]}", all_named[0]]
    try:
        speak(languages.speaker("zh_CN"))
        assert [*map(str, said)] == [f"运行\uff1a{listed[1]}", all_named[1]]
    finally:
        speak(english)


def test_many_things_end_in_dots_and_lists_stay_apart() -> None:
    assert str(list_of("abcd", most=2)) == "a, b, …"
    assert str(list_of("ab", most=2)) == "a, b"
    assert (str(list_of(())), str(all_of(()))) == ("", "")
    assert str(lists_of((list_of("ab"), list_of("c")))) == "a, b; c"


def test_what_a_word_stands_for_is_kept_for_translators_and_shown_to_nobody() -> None:
    door = say("open", context="a door")
    assert (str(door), door.context) == ("open", "a door")
    assert door != say("open")


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
