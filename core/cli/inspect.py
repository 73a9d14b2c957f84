"""Commands that tell what a program is made of, and why: inspect, why."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli.build_options import add_build_options, wish_of
from core.cli.show import Answer, table
from core.events import problem_as_json
from core.words import Size, list_of, say

if TYPE_CHECKING:
    from argparse import Namespace

    from core.binary.inspection import Inspection, Node, Verdict
    from core.binary.report.difference import Difference
    from core.build.reason import Pull, Reason
    from core.cli.arguments import Commands
    from core.cli.call import Call
    from core.problems import Problem
    from core.usecases.inspecting import Inspected

_MOST_ROWS = 25  # of a table for people
_SIGNS = {True: "✓", False: "✗", None: "?"}  # whether a system starts a program


def add(commands: Commands) -> None:
    """Offer the commands."""
    inspect = commands.add(
        "inspect", str(say("show a program's size, linking and compatibility")), run=_inspect
    )
    inspect.add_argument("file", type=Path, metavar="FILE")
    inspect.add_argument("--symbols", action="store_true", help=str(say("include every function")))
    inspect.add_argument(
        "--against", type=Path, metavar="OLD", help=str(say("older file to compare with"))
    )
    report = inspect.add_argument_group(str(say("reports")))
    for kind in _REPORTS:
        report.add_argument(
            f"--{kind}",
            type=Path,
            metavar="F",
            help=str(say("file for a report as {kind}", kind=kind)),
        )
    budget = inspect.add_argument_group(
        str(say("size budget for CI (exit code 1 if exceeded; defaults from goferry.toml)"))
    )
    budget.add_argument(
        "--max-size", default="", metavar="30MB", help=str(say("largest size of the program"))
    )
    budget.add_argument(
        "--max-growth",
        default="",
        metavar="2%",
        help=str(say("largest growth, for example 2%% (needs --against)")),
    )

    why = commands.add(
        "why", str(say("explain why a package is in the program and how much it adds")), run=_why
    )
    why.add_argument("folder", type=Path, metavar="DIR")
    package = str(say("import path of a package (default: show which of your imports add most)"))
    why.add_argument("package", metavar="PACKAGE", nargs="?", default="", help=package)
    add_build_options(why)


_REPORTS = ("html", "svg", "csv", "markdown", "png")


async def _inspect(call: Call) -> Answer:
    from core.cli.picture import draw
    from core.usecases.inspecting import InspectWish, inspect, report_text

    arguments = call.arguments
    seen = await inspect(
        InspectWish(
            file=arguments.file,
            against=arguments.against,
            functions=arguments.symbols or any(getattr(arguments, kind) for kind in _REPORTS),
            max_size=arguments.max_size,
            max_growth=arguments.max_growth,
        )
    )
    _write_reports(arguments, seen)
    if arguments.png is not None:
        await draw(report_text("svg", seen.found, None), arguments.png)
    return Answer(
        fields=_seen_fields(seen, symbols=arguments.symbols),
        lines=_about(seen),
        problem=seen.exceeded,
    )


def _write_reports(arguments: Namespace, seen: Inspected) -> None:
    from core.usecases.inspecting import write_report

    for kind in _REPORTS:
        file: Path | None = getattr(arguments, kind)
        if file is not None and kind != "png":
            write_report(kind, file, seen.found, seen.difference)


def _seen_fields(seen: Inspected, *, symbols: bool) -> dict[str, Any]:
    fields = inspection_fields(seen.found, symbols=symbols)
    if seen.difference is not None:
        fields["diff"] = [
            {"package": one.name, "old": one.old, "new": one.new, "delta": one.delta}
            for one in seen.difference.packages
        ]
    if seen.limited:
        fields["budget"] = {**asdict(seen.budget), "ok": seen.exceeded is None}
    return fields


def inspection_fields(found: Inspection, *, symbols: bool = False) -> dict[str, Any]:
    """Spell an inspection as the contract does."""
    from core.usecases.inspecting import as_fields

    return {
        "path": str(found.path),
        **_verdict_fields(found.verdict),
        **as_fields(found, symbols=symbols),
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


def _about(seen: Inspected) -> tuple[str, ...]:
    found = seen.found
    verdict = found.verdict
    facts = [
        (str(say("file")), f"{found.path}  {Size(found.size)}"),
        (str(say("bytes")), _kinds(found)),
        (str(say("built with")), verdict.go_version),
        (str(say("built for")), f"{verdict.goos}/{verdict.goarch} {verdict.micro}".strip(" /")),
        (str(say("needs")), str(list_of(filter(None, (*verdict.needed, verdict.oldest_system))))),
        (str(say("module")), verdict.module),
        (str(say("commit")), verdict.settings.get("vcs.revision", "")),
        (str(say("protected")), str(list_of(verdict.hardening))),
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
    return str(list_of(f"{label} {share}%" for label, share in shares if share))


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
        (str(say("{bytes} bytes", bytes=f"{one.delta:+,}")), one.state, one.name)
        for one in difference.packages[:_MOST_ROWS]
    )
    return (
        str(say("{bytes} bytes compared with the older file", bytes=f"{difference.delta:+,}")),
        *_with_rest(rows, len(difference.packages)),
    )


def _with_rest(rows: tuple[str, ...], number: int) -> tuple[str, ...]:
    more = number - _MOST_ROWS
    return (
        (*rows, str(say("… and {n} smaller ones (--json lists all)", n=more))) if more > 0 else rows
    )


async def _why(call: Call) -> Answer:
    from core.usecases.explaining import explain

    arguments = call.arguments
    wish = wish_of(arguments, arguments.folder)
    found = await explain(call.home, wish, arguments.package, report=call.report)
    if isinstance(found, tuple):
        return _pulls(found)
    return Answer(
        fields={
            "chain": list(found.chain),
            "saves": found.saves,
            "dropped": sorted(found.dropped),
        },
        lines=(" → ".join(found.chain), _cost(found)),
    )


def _pulls(found: tuple[Pull, ...]) -> Answer:
    rows = [
        (
            str(Size(one.saves or 0)),
            _packages(len(one.dropped)),
            one.package,
            str(say("own size {size}", size=Size(one.size))),
        )
        for one in found[:_MOST_ROWS]
    ]
    return Answer(
        fields={"imports": [{**asdict(one), "dropped": sorted(one.dropped)} for one in found]},
        lines=(
            str(say("Without one of these imports, the program would be smaller by:")),
            *table(rows),
        ),
    )


def _packages(number: int) -> str:
    return str(say("1 package")) if number == 1 else str(say("{n} packages", n=number))


def _cost(reason: Reason) -> str:
    if not reason.dropped:
        return str(
            say(
                "The package stays even if your own code does not import it, "
                "because other packages do."
            )
        )
    saves = str(say("unknown")) if reason.saves is None else str(Size(reason.saves))
    return str(
        say(
            "Without that import, {packages} would be left out. Saved: {size}",
            packages=_packages(len(reason.dropped)),
            size=saves,
        )
    )
