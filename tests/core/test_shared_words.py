"""What is wrong in goferry.toml, in the words that a person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.problems import ProblemError
from core.project import shared

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[budget]\nmax_size = 3", "“budget.max_size” must be text."),
        ('[budget]\nmax_size = "a\\nb"', "“budget.max_size” must be text on one line."),
        ("[budget]\nmin = 3", "“budget.min” must be one of the known keys: max_size, max_growth."),
        ("[x]", "“x” must be one of the known keys: service, processes, build, profiles, budget."),
        (
            '"a\\u001b" = 1',
            (
                '“"a\\u001b"” must be one of the known keys: '
                "service, processes, build, profiles, budget."
            ),
        ),
        ("service = 3", "“service” must be a table of keys and values."),
        ("[profiles]\nfast = 3", "“profiles.fast” must be a table of keys and values."),
    ],
)
def test_what_is_wrong_in_goferry_toml_is_told_with_its_place(
    text: str, told: str, tmp_path: Path
) -> None:
    (tmp_path / shared.FILE).write_text(text, "utf-8")
    with pytest.raises(ProblemError) as refused:
        shared.load(tmp_path)
    assert str(refused.value.problem.why).endswith(f": {told}")
