"""The pages, one file for each stop on the rail."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.journey import Stop
    from gui.page import Page


def page_kind(stop: Stop) -> type[Page]:
    """Return the class of a stop's page; each is imported when it is first visited."""
    module = import_module(f"gui.pages.{stop.value}")
    kind: type[Page] = getattr(module, f"{stop.value.title()}Page")
    return kind
