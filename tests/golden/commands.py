"""What `--help` says of every command."""

from __future__ import annotations

import argparse
from functools import partial
from typing import TYPE_CHECKING

from core.cli.entry import parser
from core.cli.help_form import HelpForm

if TYPE_CHECKING:
    from collections.abc import Iterator


def every() -> Iterator[argparse.ArgumentParser]:
    """Yield the parser of every command, from the whole to its parts."""
    yield from _below(parser())


def made() -> Iterator[tuple[str, str]]:
    """Yield every help under the name of its file, as a terminal of 100 columns shows it."""
    for one in every():
        one.formatter_class = partial(HelpForm, width=98)
        yield f"help/{one.prog.replace(' ', '-')}.txt", one.format_help()


def _below(of: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield of
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from _below(inner)
