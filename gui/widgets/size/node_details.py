"""What is known about the selected part of a program: its size, why it is there, what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.words import Size, Text, say, verbatim
from gui.runtime.speech import tell
from gui.widgets.flow_row import FlowRow
from gui.widgets.parts import button, sentence
from gui.widgets.size import tile_words

if TYPE_CHECKING:
    from core.binary.report.treemap import SizeTree
    from core.build.reason import Reason


class NodeDetails(QWidget):
    """`asked` carries the package whose reason is asked.

    `others` are further buttons, beside that for the reason.
    """

    asked = Signal(str)

    def __init__(self, *others: QWidget) -> None:
        super().__init__()
        self.package = ""
        self.about = sentence()
        self.reason = sentence()
        self.why = button(say("Why is it here?"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addWidget(self.about)
        whole.addLayout(FlowRow(self.why, *others))
        whole.addWidget(self.reason)
        self.why.clicked.connect(lambda: self.asked.emit(self.package))
        self.clear()

    def clear(self) -> None:
        """Nothing is selected."""
        self.package = ""
        tell(self.about, text=say("Select a part of the map to see what it is."))
        self.why.setEnabled(False)
        self.reason.hide()

    def show_node(self, tree: SizeTree, node: int, packages: frozenset[str]) -> None:
        """Show a part; a package, and what is inside of one, can be asked for its reason."""
        steps = tree.path(node)
        about = tile_words.details(tree, node, 0, tree.sizes[node])[0]
        text = say("{name}: {about}.", name=tree.names[node], about=about)
        tell(self.about, text=text)
        names = (tree.nodes[one].name for one in steps[1:])
        found = next((name for name in reversed(list(names)) if name in packages), "")
        if found != self.package:
            self.package = found
            self.reason.hide()
        self.why.setEnabled(bool(found))

    def wait(self) -> None:
        """The answer is being looked for."""
        self._say(say("Looking at the imports…"))

    def show_reason(self, reason: Reason) -> None:
        """Show the chain of imports, and what would be saved."""
        chain = verbatim(" → ".join(reason.chain))
        self._say(say("{chain}. {cost}", chain=chain, cost=_cost(reason)))

    def show_problem(self, text: Text) -> None:
        """Say why there is no answer."""
        self._say(text)

    def _say(self, text: Text) -> None:
        tell(self.reason, text=text)
        self.reason.show()


def _cost(reason: Reason) -> Text:
    if not reason.dropped:
        return say("Other packages import it too, so it stays without your own import.")
    if reason.saves is None:
        return say("GoFerry cannot tell how much smaller the file would be without it.")
    return say("Without this import the file would be {size} smaller.", size=Size(reason.saves))
