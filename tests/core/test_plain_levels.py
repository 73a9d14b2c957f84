"""Processor levels in the order's words, families with one level only, and what is packed."""

from __future__ import annotations

import pytest

from core.binary.compatibility import levels
from core.binary.compatibility.systems import Wish, runs_on
from tests.core.test_systems import image_of, info_of


@pytest.mark.parametrize(
    ("goarch", "micro", "level"),
    [
        ("arm", "7", "7"),
        ("arm", "7,hardfloat", "7"),
        ("arm", "6,softfloat", "6"),
        ("arm", "5", "5"),
        ("arm", "5,softfloat", "5"),
        ("arm", "5,hardfloat", "6"),  # its floating point is the sixth's
        ("arm64", "v8.0,lse", "v8.0,lse"),
        ("arm64", "v9.0", "v9.0"),
        ("amd64", "5", "5"),
        ("mips", "hardfloat", "hardfloat"),
    ],
)
def test_a_level_is_spelt_without_what_does_not_raise_it(
    goarch: str, micro: str, level: str
) -> None:
    assert levels.plain(goarch, micro) == level


@pytest.mark.parametrize(
    ("goarch", "level"),
    [
        ("s390x", "z13"),
        ("loong64", "la64"),
        ("mips", "mips32"),
        ("mipsle", "mips32"),
        ("mips64", "mips64"),
        ("mips64le", "mips64"),
    ],
)
def test_where_there_is_one_level_it_is_known(goarch: str, level: str) -> None:
    assert levels.needed(image_of(goarch), None, go_code=True) == level
    assert levels.needed(image_of(goarch), info_of(), go_code=False) == level
    assert levels.needed(image_of(goarch), None, go_code=False) == ""


def test_the_higher_of_two_levels_is_needed_by_its_rank_not_its_letters() -> None:
    info = info_of(GOARCH="ppc64le", GOPPC64="power9")
    for noted, needed in (("power10", "power10"), ("power8", "power9"), ("", "power9")):
        image = image_of("ppc64le", noted_level=noted)
        assert levels.needed(image, info, go_code=True) == needed


def test_a_program_is_packed_only_where_that_was_found() -> None:
    wish = Wish(goos="linux", goarch="amd64", level="v1")
    assert {one.ok for one in runs_on(image_of("amd64"), wish)} == {True}
    packed = Wish(goos="linux", goarch="amd64", level="v1", packed=True)
    assert {one.ok for one in runs_on(image_of("amd64"), packed)} == {None}
