"""A drop-down that may be narrower than its longest row: its list is as wide as that."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QSizePolicy

_LETTERS = 12  # that it shows at least


class DropDown(QComboBox):
    """Takes the room that there is, and no more than some letters for itself (`style_sheet`)."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumContentsLength(_LETTERS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def showPopup(self) -> None:  # noqa: N802 - Qt's name
        """Open the list, as wide as its rows."""
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + 2 * view.frameWidth())
        super().showPopup()
