"""Why a text cannot be read, for details: as long as a line, whatever the text itself holds."""

from __future__ import annotations

import pytest

from core.codec import Unreadable, read_toml


@pytest.mark.parametrize(("more", "length"), [(0, 199), (1, 200), (2, 200), (5000, 200)])
def test_a_reason_is_cut_at_two_hundred_characters(more: int, length: int) -> None:
    key = "k" * (199 - len("Cannot declare ('',) twice (at line 2, column 000)") + more)
    with pytest.raises(Unreadable) as caught:
        read_toml(f"[{key}]\n[{key}]")
    assert len(str(caught.value)) == length
