"""How large a program may be, and how much it may grow: for CI, and for goferry.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.problems import Advice, Problem, ProblemError
from core.words import Size, Text, say

if TYPE_CHECKING:
    from core.binary.report.difference import Difference

_UNITS = {
    "": 1, "B": 1, "K": 1000, "KB": 1000, "M": 10**6, "MB": 10**6, "G": 10**9, "GB": 10**9,
    "KIB": 1 << 10, "MIB": 1 << 20, "GIB": 1 << 30,
}  # fmt: skip
_SIZE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([A-Za-z]*)\s*")
_GROWTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*%\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """Limits: `size` in bytes, `growth` in bytes or (`percent`) as a share of the old file."""

    size: int | None = None
    growth: int | None = None
    percent: float | None = None


def read_budget(max_size: str = "", max_growth: str = "") -> Budget:
    """Read limits as people type them: "30MB", "2%", "500 kB".

    Raises `ProblemError` (`budget_unclear`) for anything else.
    """
    share = _GROWTH.fullmatch(max_growth)
    return Budget(
        size=_bytes(max_size, field="max_size") if max_size else None,
        growth=_bytes(max_growth, field="max_growth") if max_growth and not share else None,
        percent=float(share.group(1)) if share else None,
    )


def check(budget: Budget, *, size: int, difference: Difference | None = None) -> Problem | None:
    """The budget that a file exceeds, None when it keeps to all of them."""
    if budget.size is not None and size > budget.size:
        return _too_large(size, budget.size, difference)
    if difference is None:
        return None
    allowed = _allowed_growth(budget, difference.old)
    return _too_much_growth(difference, allowed) if difference.delta > allowed else None


def _allowed_growth(budget: Budget, old: int) -> float:
    if budget.growth is not None:
        return budget.growth
    return old * budget.percent / 100 if budget.percent is not None else float("inf")


def _bytes(text: str, *, field: str) -> int:
    found = _SIZE.fullmatch(text)
    unit = found.group(2).upper() if found else "?"
    if found is None or unit not in _UNITS:
        raise ProblemError(
            Problem(
                code="budget_unclear",
                what=say("“{text}” is not a size that GoFerry understands.", text=text),
                why=say("A size is a number with a unit, like 30MB or 500kB."),
                field=field,
            )
        )
    return round(float(found.group(1)) * _UNITS[unit])


def _too_large(size: int, limit: int, difference: Difference | None) -> Problem:
    return Problem(
        code="budget_exceeded",
        what=say(
            "The program is {size}, more than the {limit} allowed.",
            size=Size(size),
            limit=Size(limit),
        ),
        why=_what_grew(difference)
        or say("The size budget is exceeded by {over}.", over=Size(size - limit)),
        next=(Advice(say("Look at the largest modules, or raise the budget.")),),
    )


def _too_much_growth(difference: Difference, allowed: float) -> Problem:
    return Problem(
        code="budget_exceeded",
        what=say(
            "The program grew by {growth}, more than the {allowed} allowed.",
            growth=Size(difference.delta),
            allowed=Size(round(allowed)),
        ),
        why=_what_grew(difference) or say("No single package grew. Many small parts did."),
        next=(Advice(say("Look at the difference, or raise the budget.")),),
    )


def _what_grew(difference: Difference | None) -> Text | None:
    """Name what grew most, as far as the older file is known."""
    grown = [one for one in difference.packages if one.delta > 0] if difference else []
    if not grown:
        return None
    first, *others = sorted(grown, key=lambda one: -one.delta)
    if not others:
        return say("{name} grew by {size}.", name=first.name, size=Size(first.delta))
    return say(
        "{name} grew most, by {size}, then {other} by {less}.",
        name=first.name,
        size=Size(first.delta),
        other=others[0].name,
        less=Size(others[0].delta),
    )
