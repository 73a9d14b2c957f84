"""Plain variables reach a program as they were written, through the real systemd."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from core.service import variables
from core.service.variables import Assignment

if TYPE_CHECKING:
    from tests.testbed import Server

pytestmark = pytest.mark.server

ODD = (
    "A=", "B= b ", 'C="c"', "D=\\d\\n\\", "E=%n %% %h %", "F=$A ${A} $$ $", "G='g'", "H=ü€𝄞",
    "I=#;=,", "J=\\x41\\101",
)  # fmt: skip
_VALUES = st.text(max_size=40).filter(str.isprintable)
_UNIT = "/run/systemd/system/variables.service"


def test_every_value_arrives_as_it_is(every_debian: Server) -> None:
    drawn: list[str] = []

    @settings(
        max_examples=150, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(_VALUES)
    def draw(value: str) -> None:
        if Assignment().fits(text := f"V{len(drawn)}={value}"):
            drawn.append(text)

    draw()
    wanted = [*ODD, *drawn]
    unit = (
        "[Service]\nType=oneshot\nExecStart=/usr/bin/env -0\n"
        f"StandardOutput=file:/run/variables\n{variables.lines(wanted)}\n"
    )
    told = every_debian.run(
        f"rm -f /run/variables; cat >{_UNIT} <<'END'\n{unit}END\n"
        "systemctl daemon-reload; systemctl start variables; tr '\\0' '\\n' </run/variables\n"
        f"rm -f {_UNIT} /run/variables; systemctl daemon-reload"
    )
    assert set(wanted) - set(told.splitlines()) == set()
