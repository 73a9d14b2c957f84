"""Core needs no window: everything in it can be loaded where Qt is not."""

from __future__ import annotations

import subprocess
import sys

LOAD_ALL = """
import importlib, pkgutil, sys
import core
for found in pkgutil.walk_packages(core.__path__, "core."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
print(sorted(name for name in sys.modules if name.split(".")[0] in {"PySide6", "gui", "qasync"}))
"""


def test_all_of_core_loads_without_qt() -> None:
    said = subprocess.run(
        (sys.executable, "-c", LOAD_ALL), check=False, capture_output=True, text=True, timeout=600
    )
    assert (said.stdout.strip(), said.stderr) == ("[]", "")
