"""The command that tells what a program file is and where its bytes went: inspect."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli.show import Answer, table
from core.words import Size

if TYPE_CHECKING:
    from core.binary.inspection import Inspection, Node, Verdict
    from core.cli.arguments import Commands
    from core.cli.call import Call

_MOST_ROWS = 25  # of a table for people


def add(commands: Commands) -> None:
    """Offer the command."""
    inspect = commands.add("inspect", "tell what a program file is made of", run=_inspect)
    inspect.add_argument("file", type=Path, metavar="FILE")


async def _inspect(call: Call) -> Answer:
    from core.binary.inspector import inspect_apart

    found = await inspect_apart(call.arguments.file)
    return Answer(fields=inspection_fields(found), lines=_about(found))


def inspection_fields(found: Inspection) -> dict[str, Any]:
    """Spell an inspection as the contract does."""
    return {
        "path": str(found.path),
        **_verdict_fields(found.verdict),
        "size": found.size,
        "sha256": found.sha256,
        "unattributed": found.unattributed,
        "parts": dict(found.parts) or _bytes_by_kind(found.sections),
        "sections": [
            {"name": one.name, "size": one.size, "kind": one.kind}
            for one in _leaves(found.sections)
        ],
        "modules": [asdict(module) for module in found.modules],
        "embedded": [asdict(file) for file in found.embedded],
        "savings": [asdict(saving) for saving in found.savings],
    }


def _verdict_fields(verdict: Verdict) -> dict[str, Any]:
    return {
        "sentence": str(verdict.sentence),
        "format": verdict.format,
        "goos": verdict.goos,
        "goarch": verdict.goarch,
        "micro": verdict.micro,
        "static": verdict.static,
        "interpreter": verdict.interpreter,
        "needed": list(verdict.needed),
        "glibc": verdict.glibc,
        "go_version": verdict.go_version,
        "module": verdict.module,
        "settings": dict(verdict.settings),
        "stripped": verdict.stripped,
        "pie": verdict.pie,
        "trimmed": verdict.trimmed,
        "hardening": list(verdict.hardening),
        "oldest_system": verdict.oldest_system,
        "runs_on": [
            {"system": one.name, "ok": one.ok, "why": str(one.why)} for one in verdict.runs_on
        ],
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


def _about(found: Inspection) -> tuple[str, ...]:
    verdict = found.verdict
    facts = [
        ("file", f"{found.path}  {Size(found.size)}"),
        ("made by", f"Go {verdict.go_version}" if verdict.go_version else "not known"),
        ("module", verdict.module),
        ("needs", ", ".join(verdict.needed)),
    ]
    return (
        str(verdict.sentence),
        "",
        *table(row for row in facts if row[1]),
        "",
        *_sizes(found),
        *_systems(verdict),
    )


def _sizes(found: Inspection) -> tuple[str, ...]:
    if found.modules:
        rows = [(one.module, one.size, one.origin) for one in found.modules]
    else:
        rows = [(one.name, one.size, one.kind) for one in _leaves(found.sections)]
    rows.sort(key=lambda row: row[1], reverse=True)
    shown = table(
        (f"{100 * size / max(found.size, 1):5.1f} %", str(Size(size)), name, kind)
        for name, size, kind in rows[:_MOST_ROWS]
    )
    more = len(rows) - _MOST_ROWS
    return (*shown, f"… and {more} smaller ones (--json lists all)") if more > 0 else shown


def _systems(verdict: Verdict) -> tuple[str, ...]:
    rows = [("✓" if one.ok else "✗", one.name, str(one.why)) for one in verdict.runs_on]
    return ("", *table(rows)) if rows else ()
