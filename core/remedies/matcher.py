"""Find the row that explains a text, and fill its sentences."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from core.plain_text import one_line
from core.problems import Problem
from core.remedies import build, code, computer, modules
from core.remedies.row import AdviceFrom

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.problems import Advice
    from core.remedies.row import Remedy
    from core.words import Text

LONGEST_DETAILS = 20_000
# A program that was called wrongly prints how it wants to be called: no line of that went wrong.
_USAGE = re.compile(r"^(usage: .*\n)(?:[ \t].*(?:\n|\Z))*", re.MULTILINE | re.IGNORECASE)
_MOST = 20  # problems told at once; the whole output is in their details anyway
_GO_SAYS: tuple[Remedy, ...] = (*computer.ROWS, *build.ROWS, *modules.ROWS, *code.ROWS)


def find(text: str, rows: Iterable[Remedy] = _GO_SAYS) -> tuple[Remedy, re.Match[str]] | None:
    """Return the first row whose pattern is in `text`, in the table's order, and its match.

    Without `rows` the text is taken for the output of `go`.
    """
    said = _without_usage(text)
    for row in rows:
        if match := row.pattern.search(said):
            return row, match
    return None


def explain(text: str, rows: Iterable[Remedy] = _GO_SAYS) -> Problem | None:
    """Return the problem that explains another program's output, or None when none is known."""
    found = find(text, rows)
    return _filled(*found, text) if found else None


def explain_all(text: str, rows: Iterable[Remedy] = _GO_SAYS) -> tuple[Problem, ...]:
    """Return every known problem in the output, the likeliest cause first.

    Each line is explained by one row only, and the same sentences are told once.
    """
    explained: set[int] = set()
    found: dict[tuple[str, str, str], Problem] = {}
    said = _without_usage(text)
    for row in rows:
        for match in islice(row.pattern.finditer(said), _MOST):
            first, last = (said.rfind("\n", 0, place) + 1 for place in match.span())
            if first not in explained:
                explained |= {first, last}
                problem = _filled(row, match, text)
                found.setdefault((problem.code, str(problem.what), str(problem.why)), problem)
    return tuple(islice(found.values(), _MOST))


def _without_usage(text: str) -> str:
    return _USAGE.sub(r"\1", text)


def _filled(row: Remedy, match: re.Match[str], text: str) -> Problem:
    groups = {name: one_line(value or "") for name, value in match.groupdict().items()}
    return Problem(
        code=row.code,
        what=_fill(row.what, groups),
        why=_fill(row.why, groups),
        next=tuple(_fill_advice(advice, groups) for advice in row.next),
        details=bounded(text),
        field=row.field,
    )


def _fill(sentence: Text, groups: dict[str, str]) -> Text:
    return replace(sentence, values=(*sentence.values, *groups.items()))


def _fill_advice(row: Advice | AdviceFrom, groups: dict[str, str]) -> Advice:
    advice = row.filled(groups) if isinstance(row, AdviceFrom) else row
    return replace(advice, text=_fill(advice.text, groups))


def bounded(text: str) -> str:
    """Keep the beginning and the end of a long output: the cause tends to stand at either."""
    if len(text) <= LONGEST_DETAILS:
        return text.strip()
    half = LONGEST_DETAILS // 2
    return f"{text[:half].strip()}\n…\n{text[-half:].strip()}"
