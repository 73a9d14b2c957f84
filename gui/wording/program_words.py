"""What the Inspect page says of a finished program, in words."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from core.words import Size, Text, list_of, say, say_count
from gui.look import theme
from gui.runtime.speech import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.binary.inspection import Inspection, System, Verdict
    from core.binary.report.difference import Difference

_NUMBERED = {"debug_inside", "paths_inside"}  # hints that are offered above the map


def facts(found: Inspection) -> list[Text]:
    """Tell its size, its target and how it was made."""
    verdict = found.verdict
    told = [
        say("{size}", size=Size(found.size)),
        say("{goos}/{goarch}", goos=verdict.goos, goarch=verdict.goarch),
        say("built with {version}", version=verdict.go_version),
    ]
    told += [text for wanted, text in _traits(verdict) if wanted]
    return told


def change(since: Difference | None) -> Text:
    """Tell what the previous build was against this one."""
    if since is None:
        return say("no previous build to compare with")
    if since.delta == 0:
        return say("as large as the previous build")
    if since.delta > 0:
        return say("{size} larger than the previous build", size=Size(since.delta))
    return say("{size} smaller than the previous build", size=Size(-since.delta))


def _traits(verdict: Verdict) -> tuple[tuple[bool, Text], ...]:
    return (
        (verdict.stripped, say("without debug information")),
        (not verdict.stripped, say("with debug information")),
        (bool(verdict.glibc), say("needs glibc {version} or newer", version=verdict.glibc)),
        (verdict.pie, say("position independent")),
    )


def reasons(runs_on: tuple[System, ...]) -> Iterator[str]:
    """Tell for each system why the program runs there, or does not."""
    for one in runs_on:
        yield shown(say("{system}: {why}", system=one.name, why=one.why))


def systems(runs_on: tuple[System, ...]) -> str:
    """Write the systems as markup: a sign and a colour each, so that colour is never the only sign.

    Neighbours of one family and one judgement stand together: Debian 11, 12, 13.
    """
    colours = theme.current()
    processor = next((one.processor for one in runs_on if one.processor), "")
    parts = [escape(shown(say("On {processor}:", processor=processor)))] if processor else []
    for (ok, family), members in groupby(runs_on, key=lambda one: (one.ok, _family(one.name))):
        colour = {True: colours.good, False: colours.bad, None: colours.text_muted}[ok]
        numbers = shown(list_of(one.name.removeprefix(family).strip() for one in members))
        name = escape(f"{family} {numbers}".strip()).replace(" ", "&nbsp;")
        sign = {True: "✓", False: "✗", None: "?"}[ok]
        parts.append(f'<span style="color:{colour.name()}">{sign}</span>&nbsp;{name}')
    return "&nbsp;&nbsp;&nbsp; ".join(parts)


def _family(name: str) -> str:
    """Return a system's name without its number."""
    return name.rstrip("0123456789.").strip()


def hints(found: Inspection) -> Iterator[str]:
    """Tell what else there is to know, as running text."""
    count = len(found.embedded)
    if count:
        yield shown(
            say_count(
                count,
                one="{n} file is embedded with a name (embed.FS). Embedded strings have none.",
                many="{n} files are embedded with names (embed.FS). Embedded strings have none.",
            )
        )
    else:
        yield shown(say("No files are embedded with names (embed.FS)."))
    for hint in found.hints:
        if hint.code not in _NUMBERED:
            yield shown(say("{what} {why}", what=hint.what, why=hint.why))
    if found.verdict.hardening:
        names = list_of(found.verdict.hardening)
        yield shown(say("Protections: {names}", names=names))
