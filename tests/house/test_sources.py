"""Files and functions stay small, and each thing is done in the one place made for it."""

from __future__ import annotations

import ast
import re
import statistics
from typing import TYPE_CHECKING

from tests.house.sources import calls, sources

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_FILE = 320
MEDIAN_FUNCTION = 8
LONG_FUNCTION = 30  # lines that 95 of 100 functions do not pass
MAY_CATCH_EVERYTHING = (
    "gui/runtime/task_runner.py",
    "gui/shell/app.py",
    "core/cli/",
    # A thread's body has nobody to raise to: it carries the exception over to who waits for it.
    "core/ssh/executor.py",
    "gui/runtime/threads.py",
)
DISTANCES = frozenset(
    {"setContentsMargins", "setSpacing", "setHorizontalSpacing", "setVerticalSpacing", "addSpacing"}
)
HAIR = 2  # pixels, and no more with larger text
STILL_IN_PIXELS = 82  # lines of `widgets` and `actions`; it becomes less, and never more
HEX_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\b")


def test_no_file_is_long() -> None:
    lengths = {source.path: source.text.count("\n") for source in sources()}
    assert {path: n for path, n in lengths.items() if n > LONGEST_FILE} == {}


def test_functions_are_short() -> None:
    lengths = sorted(_function_lengths())
    assert statistics.median(lengths) <= MEDIAN_FUNCTION
    assert lengths[len(lengths) * 95 // 100] <= LONG_FUNCTION


def test_every_module_opens_with_its_caption() -> None:
    assert not [source.path for source in sources() if not ast.get_docstring(source.tree)]


def test_the_window_never_runs_a_loop_inside_the_loop() -> None:
    assert not [
        source.at(call)
        for source, call, name in calls()
        if source.path.startswith("gui/")
        and name in {"exec", "exec_", "processEvents"}
        and source.path != "gui/shell/app.py"  # which paints once before there is a loop
    ]


def test_colours_stand_only_in_the_theme() -> None:
    assert not [
        f"{source.at(node)}: {node.value}"
        for source in sources()
        if source.path.startswith("gui/") and source.path != "gui/look/theme.py"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and HEX_COLOUR.search(node.value)
    ]


def test_distances_are_of_the_one_scale() -> None:
    """A number of pixels stays small beside large text; `look.space` grows with it."""
    found = [
        source.at(call)
        for source, call, name in calls()
        if source.path.startswith("gui/") and name in DISTANCES and any(map(_in_pixels, call.args))
    ]
    parts = [place for place in found if place.startswith(("gui/widgets/", "gui/actions/"))]
    assert sorted({*found} - {*parts}) == []
    assert len(parts) <= STILL_IN_PIXELS, "take `look.space`"


def _in_pixels(one: ast.expr) -> bool:
    return isinstance(one, ast.Constant) and isinstance(one.value, int) and one.value > HAIR


def test_only_the_command_line_prints() -> None:
    assert not [
        source.at(call)
        for source, call, name in calls()
        if name in {"print", "pprint"} and not source.path.startswith("core/cli/")
    ]


def test_foreign_text_is_read_through_one_door() -> None:
    """Only `core.codec` bounds what it reads; our own worker's lines need no bounds."""
    own = ("core/codec.py", "core/binary/wire.py", "core/binary/worker.py")
    assert not [
        source.at(node)
        for source in sources()
        if source.path not in own
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute)
        and ast.unparse(node) in {"json.loads", "json.load", "tomllib.loads", "tomllib.load"}
    ]


def test_only_the_outermost_places_catch_everything() -> None:
    assert not [
        source.at(node)
        for source in sources()
        if not source.path.startswith(MAY_CATCH_EVERYTHING)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ExceptHandler) and _swallows_everything(node)
    ]


def _function_lengths() -> Iterator[int]:
    for source in sources():
        for node in ast.walk(source.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield (node.end_lineno or node.lineno) - node.lineno + 1


def _swallows_everything(handler: ast.ExceptHandler) -> bool:
    """Tell a net for everything from a clean-up that passes the exception on."""
    caught = ast.unparse(handler.type) if handler.type else "BaseException"
    catches_all = re.search(r"\b(Base)?Exception\b", caught) is not None
    return catches_all and not isinstance(handler.body[-1], ast.Raise)
