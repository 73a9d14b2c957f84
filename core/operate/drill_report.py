"""A drill as a file to keep: HTML with a chart, Markdown, or JSON with every lost request."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from core.codec import write_json
from core.operate.drilled import Part
from core.operate.generator import MICRO

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.operate.drilled import Counted, Drill

_NAMES = {
    Part.CALM: "Before",
    Part.REDEPLOY: "Redeploy",
    Part.BACK: "Roll back",
    Part.FORWARD: "Forward again",
    Part.KILL: "Killed",
}
_HEADS = ("Part", "Seconds", "Requests", "Lost", "Half within", "99 % within", "Slowest")
_MOST_LOSSES = 1000
_WIDTH, _HEIGHT, _SLICES = 960, 160, 240
_STYLE = """
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem;
  color: #1b2430; background: #fff }
table { border-collapse: collapse; width: 100% } td, th { padding: .2rem .6rem; text-align: right }
td:first-child, th:first-child { text-align: left } tr:nth-child(even) { background: #f3f6f9 }
svg { width: 100%; height: auto; background: #f3f6f9 } .verdict { font-size: 1.2rem }
"""


def fields(drill: Drill) -> dict[str, Any]:
    """Return what scripts read of a drill."""
    return {
        "name": drill.server,
        "service": drill.service,
        "mode": drill.mode.value,
        "release": drill.release,
        "safe": drill.safe,
        "verdict": str(drill.verdict),
        "recovered_seconds": round(drill.recovered_seconds, 3),
        "requests": drill.requests,
        "lost": drill.lost,
        "slowest": round(drill.slowest, 4),
        "parts": [_part(one) for one in drill.parts],
    }


def text(kind: str, drills: Sequence[Drill]) -> str:
    """Return the report: html, md or json."""
    match kind:
        case "json":
            told = [{**fields(one), "losses": list(_losses(one))} for one in drills]
            return write_json({"drills": told}).decode() + "\n"
        case "md":
            return "\n".join(line for one in drills for line in _markdown(one)) + "\n"
        case _:
            return _html(drills)


def _part(counted: Counted) -> dict[str, Any]:
    return {
        "part": counted.part.value,
        "seconds": round(counted.seconds, 3),
        "requests": counted.requests,
        "lost": counted.lost,
        "causes": dict(counted.causes),
        "p50": round(counted.half, 4),
        "p99": round(counted.most, 4),
        "max": round(counted.slowest, 4),
    }


def _losses(drill: Drill) -> Iterator[dict[str, Any]]:
    """Name lost requests by seconds since the first one, and by cause."""
    since = min((one.due for one in drill.shots), default=0)
    lost = [one for one in drill.shots if one.lost][:_MOST_LOSSES]
    for one in lost:
        yield {"at": round((one.due - since) / MICRO, 4), "cause": one.status}


def _row(counted: Counted) -> tuple[str, ...]:
    causes = ", ".join(f"{count} {cause}" for cause, count in counted.causes.items())
    return (
        _NAMES[counted.part],
        f"{counted.seconds:.1f}",
        f"{counted.requests:,}",
        f"{counted.lost:,}{f' ({causes})' if causes else ''}",
        *(f"{1000 * one:.1f} ms" for one in (counted.half, counted.most, counted.slowest)),
    )


def _facts(drill: Drill) -> str:
    return (
        f"{drill.service} on {drill.server}, release {drill.release}, mode {drill.mode.value}. "
        f"Back {drill.recovered_seconds:.1f} s after it was killed."
    )


def _markdown(drill: Drill) -> Iterator[str]:
    yield f"# Drill: {drill.service} on {drill.server}\n"
    yield f"**{drill.verdict}** {_facts(drill)}\n"
    if drill.parts:
        yield f"| {' | '.join(_HEADS)} |"
        yield f"|{'---|' * len(_HEADS)}"
        yield from (f"| {' | '.join(_row(one))} |" for one in drill.parts)
    yield ""


def _html(drills: Sequence[Drill]) -> str:
    body = "".join(_section(one) for one in drills)
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Drill</title>'
        f"<style>{_STYLE}</style><body>{body}</body></html>\n"
    )


def _section(drill: Drill) -> str:
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in _row(one))}</tr>"
        for one in drill.parts
    )
    heads = "".join(f"<th>{escape(one)}</th>" for one in _HEADS)
    table = f"<table><tr>{heads}</tr>{rows}</table>" if rows else ""
    return (
        f"<h1>{escape(drill.service)} on {escape(drill.server)}</h1>"
        f'<p class="verdict">{escape(str(drill.verdict))}</p><p>{escape(_facts(drill))}</p>'
        f"{table}{_chart(drill)}"
    )


def _chart(drill: Drill) -> str:
    """Draw the slowest answer of each moment, and where requests were lost."""
    if not drill.shots:
        return ""
    slices = drill.slices(_SLICES)
    top = max(0.001, *(one.slowest or 0.0 for one in slices))
    whole = drill.seconds
    wide = _WIDTH / _SLICES
    bars = "".join(
        _bar(one.at / whole * _WIDTH, wide, (one.slowest or 0.0) / top, "#2f7fc1") for one in slices
    )
    losses = "".join(
        _bar(one.at / whole * _WIDTH, wide, 1.0, "#c8323c") for one in slices if one.lost
    )
    words = (
        f"The slowest answer of each moment; the top is {1000 * top:.0f} ms, the width "
        f"{whole:.0f} s. Red: requests were lost."
    )
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(words)}">'
        f"{losses}{bars}</svg><p>{escape(words)}</p>"
    )


def _bar(left: float, wide: float, share: float, colour: str) -> str:
    high = share * _HEIGHT
    return (
        f'<rect x="{left:.1f}" y="{_HEIGHT - high:.1f}" width="{wide:.1f}" '
        f'height="{high:.1f}" fill="{colour}"/>'
    )
