"""Ask whether a roll-back brings the data back, too: only where there is a copy of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.words import Size, say
from gui.actions import ask

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from core.service.copies import DataCopy


async def with_data(parent: QWidget, server: str, copy: DataCopy) -> bool | None:
    """Return what the person chose; None when they think better of the roll-back."""
    return await ask.confirm_with(
        parent,
        say("Roll back {server} to release {release}?", server=server, release=copy.release),
        say(
            "There is a copy of its data from {time} ({size}). Without it the data stay as they "
            "are now. With it, the service stops for a moment, and everything written since then "
            "is set aside: it is kept as a copy of the release that runs now.",
            time=copy.moment,
            size=Size(copy.size),
        ),
        choice=say("&Bring the copy of the data back as well"),
        primary_action=say("Roll back"),
    )
