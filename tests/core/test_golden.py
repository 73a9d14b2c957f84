"""What the app makes is what was reviewed, to the letter; `make golden` renews it."""

from __future__ import annotations

import sys
from difflib import unified_diff

import pytest

from tests.golden.texts import KINDS, kept, now

# In which words argparse lists options differs from one Python to the next.
_PYTHON_OF_THE_HELP = (3, 11)


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_app_makes_is_what_was_reviewed(kind: str) -> None:
    if kind == "help" and sys.version_info[:2] != _PYTHON_OF_THE_HELP:
        pytest.skip("kept as Python 3.11 words it")
    reviewed, made = kept(), now()
    names = sorted(name for name in reviewed | made if name.startswith(f"{kind}/"))
    assert names
    told = "".join(_difference(name, reviewed.get(name, ""), made.get(name, "")) for name in names)
    if told:
        pytest.fail(f"{told}\nIf this is meant: make golden", pytrace=False)


def test_a_changed_text_is_told_as_a_difference() -> None:
    told = _difference("units/web.txt", "a\nb\n", "a\nc\n")
    assert (
        told == "--- reviewed units/web.txt\n+++ made units/web.txt\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n"
    )


def _difference(name: str, before: str, after: str) -> str:
    old, new = (text.splitlines(keepends=True) for text in (before, after))
    return "".join(unified_diff(old, new, f"reviewed {name}", f"made {name}"))
