"""Commands that tell what a program is made of, and why: inspect, why."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli.build_options import add_build_options
from core.cli.project import built, requests_of
from core.cli.show import Answer, table
from core.events import problem_as_json
from core.problems import Problem, ProblemError
from core.words import Size, say

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from core.binary.inspection import Inspection, Node, Verdict
    from core.binary.report.difference import Difference
    from core.build.why import Pull, Reason
    from core.cli.arguments import Commands
    from core.cli.call import Call

_MOST_ROWS = 25  # of a table for people
_SIGNS = {True: "✓", False: "✗", None: "?"}  # whether a system starts a program


def add(commands: Commands) -> None:
    """Offer the commands."""
    inspect = commands.add("inspect", "tell what a program file is made of", run=_inspect)
    inspect.add_argument("file", type=Path, metavar="FILE")
    inspect.add_argument("--symbols", action="store_true", help="with every function")
    inspect.add_argument("--against", type=Path, metavar="OLD", help="compare with an older file")
    report = inspect.add_argument_group("the same as a report")
    for kind in _REPORTS:
        report.add_argument(f"--{kind}", type=Path, metavar="F", help=f"write it as {kind}")
    budget = inspect.add_argument_group(
        "a budget for CI; exit code 1 when it is exceeded; what is not typed says goferry.toml"
    )
    budget.add_argument("--max-size", default="", metavar="30MB")
    budget.add_argument("--max-growth", default="", metavar="2%", help="needs --against")

    why = commands.add("why", "tell why a package is linked in, and what it costs", run=_why)
    why.add_argument("folder", type=Path, metavar="DIR")
    package = "import path of a package; without one: which of your imports pull in most"
    why.add_argument("package", metavar="PACKAGE", nargs="?", default="", help=package)
    add_build_options(why)


_REPORTS = ("html", "svg", "csv", "markdown", "png")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What was looked at: the file, and what changed since the older one if there is one."""

    found: Inspection
    difference: Difference | None


async def _inspect(call: Call) -> Answer:
    from core.binary.report import documents
    from core.binary.report.budget import Budget, check
    from core.cli.budget import budget_for
    from core.cli.picture import draw

    arguments = call.arguments
    if arguments.max_growth and arguments.against is None:
        raise ProblemError(_nothing_to_grow_from())
    limits = arguments.max_size, arguments.max_growth
    budget = budget_for(arguments.file, *limits, against=arguments.against)
    seen = await _look(arguments)
    _write_reports(arguments, seen)
    if arguments.png is not None:
        await draw(documents.svg(documents.map_of(seen.found)), arguments.png)
    exceeded = check(budget, size=seen.found.size, difference=seen.difference)
    fields = inspection_fields(seen.found)
    if arguments.symbols:
        fields["symbols"] = list(documents.symbols(seen.found))
    if seen.difference is not None:
        fields["diff"] = [
            {"package": one.name, "old": one.old, "new": one.new, "delta": one.delta}
            for one in seen.difference.packages
        ]
    if budget != Budget():
        fields["budget"] = {**asdict(budget), "ok": exceeded is None}
    return Answer(fields=fields, lines=_about(seen), problem=exceeded)


async def _look(arguments: Namespace) -> _Seen:
    from core.binary.inspector import inspect_apart
    from core.binary.report.difference import compare

    deep = arguments.symbols or any(getattr(arguments, kind) for kind in _REPORTS)
    found = await inspect_apart(arguments.file, functions=deep)
    if arguments.against is None:
        return _Seen(found=found, difference=None)
    old = await inspect_apart(arguments.against, functions=deep)
    return _Seen(found=found, difference=compare(old, found))


def _write_reports(arguments: Namespace, seen: _Seen) -> None:
    from core.binary.report import documents

    written: dict[str, Callable[[], str]] = {
        "html": lambda: documents.html(seen.found, seen.difference),
        "svg": lambda: documents.svg(documents.map_of(seen.found)),
        "csv": lambda: documents.csv_text(seen.found),
        "markdown": lambda: documents.markdown(seen.found, seen.difference),
    }
    for kind, text in written.items():
        file: Path | None = getattr(arguments, kind)
        if file is None:
            continue
        try:
            file.write_text(text(), "utf-8")
        except OSError as reason:
            raise ProblemError(_unwritable(file, reason)) from reason


def inspection_fields(found: Inspection) -> dict[str, Any]:
    """Spell an inspection as the contract does."""
    from core.binary.report.documents import as_fields

    return {
        "path": str(found.path),
        **_verdict_fields(found.verdict),
        **as_fields(found),
        "parts": dict(found.parts) or _bytes_by_kind(found.sections),
        "hints": [problem_as_json(hint) for hint in found.hints],
        "sections": [
            {"name": one.name, "size": one.size, "kind": one.kind}
            for one in _leaves(found.sections)
        ],
    }


def _verdict_fields(verdict: Verdict) -> dict[str, Any]:
    plain = asdict(verdict)
    return {
        **plain,
        "sentence": str(verdict.sentence),
        "runs_on": [
            {"system": one.name, "ok": one.ok, "why": str(one.why)} for one in verdict.runs_on
        ],
        "notes": [problem_as_json(note) for note in verdict.notes],
    }


def _leaves(node: Node) -> list[Node]:
    if not node.children:
        return [node]
    return [leaf for child in node.children for leaf in _leaves(child)]


def _bytes_by_kind(node: Node) -> dict[str, int]:
    total: Counter[str] = Counter()
    for leaf in _leaves(node):
        total[leaf.kind] += leaf.size
    return dict(total)


def _about(seen: _Seen) -> tuple[str, ...]:
    found = seen.found
    verdict = found.verdict
    facts = [
        ("file", f"{found.path}  {Size(found.size)}"),
        ("bytes", _kinds(found)),
        ("made by", verdict.go_version),
        ("made for", f"{verdict.goos}/{verdict.goarch} {verdict.micro}".strip(" /")),
        ("needs", ", ".join((*verdict.needed, verdict.oldest_system)).strip(", ")),
        ("module", verdict.module),
        ("commit", verdict.settings.get("vcs.revision", "")),
        ("protected", ", ".join(verdict.hardening)),
    ]
    blocks = (
        (str(verdict.sentence), *(f"{note.what} {note.why}" for note in verdict.notes)),
        table(row for row in facts if row[1]),
        _sizes(found),
        tuple(_hint(one) for one in found.hints),
        _systems(verdict),
        () if seen.difference is None else _changes(seen.difference),
    )
    return tuple(line for block in blocks if block for line in ("", *block))[1:]


def _kinds(found: Inspection) -> str:
    """What the bytes are, in shares of the file: the largest kinds."""
    from core.binary.formats.sections import LABELS

    parts = sorted(found.parts.items(), key=lambda part: -part[1])
    shares = ((LABELS[kind], round(100 * size / max(found.size, 1))) for kind, size in parts)
    return ", ".join(f"{label} {share} %" for label, share in shares if share)


def _hint(hint: Problem) -> str:
    return " ".join(str(text) for text in (hint.what, hint.why, *(a.text for a in hint.next)))


def _sizes(found: Inspection) -> tuple[str, ...]:
    if found.modules:
        rows = [
            (f"{one.module} {one.version}".strip(), one.size, one.origin) for one in found.modules
        ]
        whole = found.packages.children if found.packages else ()
        rows += [(str(one.label), one.size, one.kind) for one in whole if one.label]
    else:
        rows = [(one.name, one.size, one.kind) for one in _leaves(found.sections)]
    rows.sort(key=lambda row: row[1], reverse=True)
    shown = table(
        (f"{100 * size / max(found.size, 1):5.1f} %", str(Size(size)), name, kind)
        for name, size, kind in rows[:_MOST_ROWS]
    )
    return _with_rest(shown, len(rows))


def _systems(verdict: Verdict) -> tuple[str, ...]:
    return table((_SIGNS[one.ok], one.name, str(one.why)) for one in verdict.runs_on)


def _changes(difference: Difference) -> tuple[str, ...]:
    rows = table(
        (f"{one.delta:+,} bytes", one.state, one.name) for one in difference.packages[:_MOST_ROWS]
    )
    return (
        f"{difference.delta:+,} bytes against the older file",
        *_with_rest(rows, len(difference.packages)),
    )


def _with_rest(rows: tuple[str, ...], number: int) -> tuple[str, ...]:
    more = number - _MOST_ROWS
    return (*rows, f"… and {more} smaller ones (--json lists all)") if more > 0 else rows


async def _why(call: Call) -> Answer:
    """Build the program (mostly from Go's cache), then ask its imports and its own references."""
    from core.binary.inspector import inspect_apart
    from core.build.why import environment_of, heaviest, why

    arguments = call.arguments
    (request, *_), go = await requests_of(call, arguments.folder)
    artifact = await built(call, request, go)
    main = artifact.command[-1]
    folder = next(one.folder for one in request.project.mains if one.package == main)
    env = environment_of(artifact, request.options)
    if not arguments.package:
        program = await inspect_apart(artifact.path, functions=False)
        return _pulls(await heaviest(folder, go=go, program=program, env=env))
    reason = await why(folder, arguments.package, go=go, program=artifact.path, env=env)
    return Answer(
        fields={
            "chain": list(reason.chain),
            "saves": reason.saves,
            "dropped": sorted(reason.dropped),
        },
        lines=(" → ".join(reason.chain), _cost(reason)),
    )


def _pulls(found: tuple[Pull, ...]) -> Answer:
    rows = [
        (
            str(Size(one.saves or 0)),
            _packages(len(one.dropped)),
            one.package,
            f"itself {Size(one.size)}",
        )
        for one in found[:_MOST_ROWS]
    ]
    return Answer(
        fields={"imports": [{**asdict(one), "dropped": sorted(one.dropped)} for one in found]},
        lines=("Without one of these imports of yours, the program would lose:", *table(rows)),
    )


def _packages(number: int) -> str:
    return "1 package" if number == 1 else f"{number} packages"


def _cost(reason: Reason) -> str:
    if not reason.dropped:
        return "It stays even when your own code does not import it: other packages do."
    saves = "not known" if reason.saves is None else str(Size(reason.saves))
    return f"Without that import {_packages(len(reason.dropped))} would go; it would save: {saves}"


def _nothing_to_grow_from() -> Problem:
    return Problem(
        code="nothing_to_compare",
        what=say("Growth cannot be judged without an older file."),
        why=say("--max-growth compares with the file that --against names."),
        field="against",
    )


def _unwritable(file: Path, reason: OSError) -> Problem:
    return Problem(
        code="report_unwritable",
        what=say("The report could not be written to {file}.", file=str(file)),
        why=say("The computer answered: {reason}", reason=reason.strerror or str(reason)),
    )
