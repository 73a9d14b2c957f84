"""Which names and values can be a service's secrets; real servers keep them in tests/server."""

from __future__ import annotations

import pytest

from core.operate.secrets import Wanted, check
from core.problems import ProblemError


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(variables={"A B": "x"}),
        Wanted(variables={"A": "two\nlines"}),
        Wanted(variables={"A": ""}),
        Wanted(credentials={"../env": b"x"}),
        Wanted(credentials={"db": b""}),
        Wanted(drop_credentials=("*",)),
    ],
)
def test_what_would_not_arrive_as_it_is_is_refused_before_anything_is_sent(
    wanted: Wanted,
) -> None:
    with pytest.raises(ProblemError) as caught:
        check(wanted)
    assert caught.value.problem.code == "secret_unusable"


def test_values_are_never_part_of_what_is_printed() -> None:
    wanted = Wanted(variables={"A": "canary"}, credentials={"db": b"canary"})
    check(wanted)
    assert "canary" not in f"{wanted} {wanted!r}"
