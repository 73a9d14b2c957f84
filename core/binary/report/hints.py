"""What a person could do about a program's size, each with its numbers."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from core.binary.attribution.reachability import keeps_methods
from core.problems import Advice, Problem
from core.words import Size, Text, list_of, say, say_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.binary.attribution.parsed import Anatomy
    from core.binary.inspection import EmbeddedFile, Saving

_WORTH = 0.01  # share of the file from which on a saving is worth a sentence
_NAMED = 3  # names in one sentence


def hints(
    body: Anatomy, embedded: tuple[EmbeddedFile, ...], savings: tuple[Saving, ...]
) -> tuple[Problem, ...]:
    """All that is worth saying, the largest first where there are numbers."""
    size = body.space.size
    options = (_option(s, size) for s in savings if s.bytes >= _WORTH * size)
    return (*options, *_duplicates(embedded), *_reflection(body))


def _option(saving: Saving, size: int) -> Problem:
    what: Text = say(
        "{share}% of this file could be left out: {size}.",
        share=round(100 * saving.bytes / size),
        size=Size(saving.bytes),
    )
    if saving.option == "-trimpath":
        return Problem(
            code="paths_inside",
            what=what,
            why=say("The file contains directory names of the computer that built it."),
            next=(Advice(say("Build with {option}.", option=saving.option)),),
        )
    return Problem(
        code="debug_inside",
        what=what,
        why=say("Debuggers need it. Panics and stack traces stay readable."),
        next=(Advice(say("Build with {option}.", option=saving.option)),),
    )


def _duplicates(embedded: tuple[EmbeddedFile, ...]) -> Iterator[Problem]:
    """Files that were embedded more than once under different names."""
    same: dict[tuple[str, int], list[str]] = defaultdict(list)
    for file in embedded:
        if file.size:
            same[file.sha256, file.size].append(file.path)
    twice = [(size * (len(paths) - 1), paths) for (_, size), paths in same.items() if paths[1:]]
    if not twice:
        return
    names = list_of(path for _, paths in sorted(twice, reverse=True)[:_NAMED] for path in paths)
    yield Problem(
        code="embedded_twice",
        what=say_count(
            len(twice),
            one="{n} embedded file is there under more than one name: {names}",
            many="{n} embedded files are there under more than one name: {names}",
            names=names,
        ),
        why=say(
            "The linker does not merge them. That takes up to {size}.",
            size=Size(sum(extra for extra, _ in twice)),
        ),
        next=(Advice(say("Embed each of them once.")),),
    )


def _reflection(body: Anatomy) -> Iterator[Problem]:
    """Finding methods by name at run time makes the linker keep every exported method."""
    if keeps_methods(body):
        yield Problem(
            code="reflection_keeps_methods",
            what=say("Go could not remove all unused methods."),
            why=say(
                "The program looks up methods by name at run time, as text/template does. The "
                "linker then keeps every exported method that might be meant."
            ),
            next=(Advice(say("See what leads to it: goferry why DIR text/template")),),
        )
