"""Look into a program: what it is made of, what changed in it, its budget, and reports of that."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.problems import Problem, ProblemError
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.binary.inspection import Inspection
    from core.binary.report.budget import Budget
    from core.binary.report.difference import Difference
    from core.home import Home


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectWish:
    """What to look into, and how: with every function, against an older file, within limits.

    What is not limited here is by the goferry.toml of the project in which the file lies.
    """

    file: Path
    against: Path | None = None
    functions: bool = False
    max_size: str = ""
    max_growth: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """A program, what changed since the older one, the limits for it, and what exceeds them."""

    found: Inspection
    difference: Difference | None
    budget: Budget
    exceeded: Problem | None

    @property
    def limited(self) -> bool:
        """Whether anything limits its size."""
        return self.budget != type(self.budget)()


async def inspect(wish: InspectWish) -> Inspected:
    """Look into a program file; raises `ProblemError`."""
    from core.binary.report import budget
    from core.binary.report.difference import compare

    if wish.max_growth and wish.against is None:
        raise ProblemError(_nothing_to_grow_from())
    limits = budget_for(wish)
    found = await inspect_program(wish.file, functions=wish.functions)
    difference = None
    if wish.against is not None:
        old = await inspect_program(wish.against, functions=wish.functions)
        difference = compare(old, found)
    exceeded = budget.check(limits, size=found.size, difference=difference)
    return Inspected(found=found, difference=difference, budget=limits, exceeded=exceeded)


async def inspect_program(file: Path, *, functions: bool = True) -> Inspection:
    """Tell what a program file is made of; raises `ProblemError`."""
    from core.binary.apart import inspect_apart

    return await inspect_apart(file, functions=functions)


async def inspect_build(
    home: Home, file: Path, take: Callable[[Inspection], None]
) -> tuple[Inspection, Difference | None]:
    """Look into what was just built, and compare it with the build before, which is remembered.

    `take` gets what is known as it becomes known. Raises `ProblemError`.
    """
    from core.binary.apart import watch

    found = await watch(file, take)
    if found.packages is None:
        return found, None
    return found, await asyncio.to_thread(_since_before, home, found)


async def compare_with(older: Path, found: Inspection) -> Difference:
    """Compare a program with an older one; raises `ProblemError` for a file that is none."""
    from core.binary.report.difference import compare
    from core.binary.report.previous import without_functions

    old = await inspect_program(older, functions=False)
    return compare(old, without_functions(found))


def budget_for(wish: InspectWish) -> Budget:
    """The limits of a program: as typed, else those of the project whose folder it lies in.

    Where there is nothing to have grown from, the project's limit of growth says nothing.
    """
    from core.binary.report.budget import read_budget
    from core.project import shared

    folders = (one for one in wish.file.absolute().parents if (one / "go.mod").is_file())
    folder = next(folders, None)  # a goferry.toml without a go.mod is nobody's
    told = shared.Shared() if folder is None else shared.load(folder)
    growth = told.max_growth if wish.against else ""
    return read_budget(wish.max_size or told.max_size, wish.max_growth or growth)


def report_text(kind: str, found: Inspection, difference: Difference | None) -> str:
    """An inspection as a document: html, md, csv, json, or svg; may take a second."""
    from core.binary.report import documents

    match kind:
        case "html":
            return documents.html(found, difference)
        case "md" | "markdown":
            return documents.markdown(found, difference)
        case "csv":
            return documents.csv_text(found)
        case "json":
            return documents.json_text(found)
        case _:
            return documents.svg(documents.map_of(found))


def write_report(kind: str, file: Path, found: Inspection, difference: Difference | None) -> None:
    """Write such a document; raises `ProblemError` where that cannot be done."""
    try:
        file.write_text(report_text(kind, found, difference), "utf-8")
    except OSError as reason:
        raise ProblemError(unwritable(str(file), reason)) from reason


def unwritable(file: str, reason: OSError) -> Problem:
    """Say that a report could not be written."""
    return Problem(
        code="report_unwritable",
        what=say("The report could not be written to {file}.", file=file),
        why=say("The system reported: {reason}", reason=reason.strerror or str(reason)),
    )


def as_fields(found: Inspection, *, symbols: bool) -> dict[str, Any]:
    """The modules, packages and files of a program as the command line's contract spells them."""
    from core.binary.report import documents

    fields = documents.as_fields(found)
    return {**fields, "symbols": list(documents.symbols(found))} if symbols else fields


def _since_before(home: Home, found: Inspection) -> Difference | None:
    """What changed since the build before; away from the window's thread."""
    from core.binary.report.difference import compare
    from core.binary.report.previous import exchange, without_functions

    before = exchange(home, found)
    return None if before is None else compare(before, without_functions(found))


def _nothing_to_grow_from() -> Problem:
    return Problem(
        code="nothing_to_compare",
        what=say("Growth cannot be measured without an older file."),
        why=say("--max-growth compares with the file that --against names."),
        field="against",
    )
