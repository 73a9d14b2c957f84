"""The finished program: the verdict in one sentence, where it runs, where every byte went."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from core.journey import State, Stop
from core.words import Text, say
from gui.actions import ask, exports
from gui.actions.explaining import Explainer
from gui.actions.saving import Saver
from gui.look.space import space
from gui.page import Page, PrimaryAction
from gui.runtime.speech import shown
from gui.widgets.fold import unfolder
from gui.widgets.parts import button, can_be_copied, card, sentence
from gui.widgets.size import lens
from gui.widgets.size.file_tree import FileTree
from gui.widgets.size.import_list import ImportList
from gui.widgets.size.node_details import NodeDetails
from gui.widgets.size.savings_panel import SavingsPanel
from gui.widgets.size.size_advice import SizeAdvice
from gui.widgets.size.size_explorer import SizeExplorer
from gui.wording.program_words import change, facts, hints, reasons, systems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.binary.inspection import Inspection, Node
    from core.binary.report.difference import Difference
    from core.build.artifact import Artifact
    from core.build.reason import Pull
    from gui.runtime.session import Session
    from gui.runtime.task_runner import TaskRunner


_SAVED = say("What the saving changes")


class InspectPage(Page):
    """Shows the inspection of the last build; it is made in a process of its own."""

    stop: ClassVar = Stop.INSPECT
    title: ClassVar = say("What is in the program?")
    lead: ClassVar = say("Read from the finished file itself, not assumed from the options.")

    def __init__(self, session: Session, runner: TaskRunner) -> None:
        super().__init__(session, runner)
        self._inspecting: asyncio.Task[None] | None = None
        self._looked_at: Artifact | None = None
        self._shown: Inspection | None = None
        self._difference: Difference | None = None
        self._full = False  # whether the map has the page
        self._other: tuple[Text, Difference] | None = None  # a program that was chosen to compare
        self._compared = False  # with the build before; until then nothing is said of it
        self._packages: frozenset[str] = frozenset()
        self.age = sentence()
        self.verdict = can_be_copied(QLabel())
        self.verdict.setTextFormat(Qt.TextFormat.PlainText)  # it may name what stands in the file
        self.verdict.setObjectName("verdict")
        self.verdict.setWordWrap(True)
        self.facts = sentence()
        self.runs_on = sentence()
        self.runs_on.setTextFormat(Qt.TextFormat.RichText)  # each sign has its colour
        self.savings = SavingsPanel()
        self.saver = Saver(session, runner, self.savings)
        self.advice = SizeAdvice()
        self.explorer = SizeExplorer()
        self.imports = ImportList()
        self.full_key = QShortcut(QKeySequence(Qt.Key.Key_F11), self)
        self.leave_key = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self.leave_key.setEnabled(False)
        self.embedded = FileTree()
        self.hints = sentence()
        self.more, inside = card()
        for part in (self.imports, self.hints, self.embedded):
            inside.addWidget(part)
        self.unfold_more = unfolder(say("Imports, embedded files and hints"), self.more)
        self.export = button(say("Save as…"))
        self.export.setMenu(exports.menu(self, self._choose_export))
        self.compare = button(say("Compare…"))
        self.details = NodeDetails(self.unfold_more, self.compare, self.export)
        self.explainer = Explainer(session, runner, details=self.details, imports=self.imports)
        self._lay_out()
        self._connect()

    def primary_action(self) -> PrimaryAction:
        """Go on to the servers."""
        return PrimaryAction(label=say("Continue to the servers"))

    def act(self) -> None:
        """Go on to the servers."""
        self.go.emit(Stop.SERVERS)

    def first_field(self) -> QWidget | None:
        """The map is walked with the arrow keys."""
        return self.explorer.map

    def enter(self) -> None:
        """Inspect a program that has not been looked at yet."""
        super().enter()
        current = self.session.current
        known = current.inspection is not None and current.inspection is self._shown
        if current.artifact is not None and not known and not self._waits_for(current.artifact):
            self._looked_at = current.artifact
            self._inspecting = self.runner.spawn(self._inspect(current.artifact))

    def _waits_for(self, artifact: Artifact) -> bool:
        """Whether this program is being looked at; a look at an older one is given up."""
        if self._inspecting is None or self._inspecting.done():
            return False
        if self._looked_at == artifact:
            return True
        self._inspecting.cancel()
        return False

    def refresh(self) -> None:
        """Show the inspection there is, and when it is not of what a build would make now."""
        mark = self.session.current.marks[Stop.INSPECT]
        stale = mark.state is State.STALE and mark.why is not None
        self.age.setVisible(stale and not self._full)
        if mark.why is not None:
            self.age.setText(shown(mark.why))
        found = self.session.current.inspection
        if found is None:
            self.verdict.setText(shown(say("Reading the program…")))
            for line in (self.facts, self.runs_on):
                line.clear()
            self.advice.hide()
            return
        self.verdict.setText(shown(found.verdict.sentence))
        changed = (change(self._difference),) if self._compared else ()
        told = (*facts(found), *changed)
        self.facts.setText(" · ".join(shown(text) for text in told))
        self.runs_on.setText(systems(found.verdict.runs_on))
        self.runs_on.setToolTip("\n".join(reasons(found.verdict.runs_on)))
        self.hints.setText("\n".join(hints(found)))
        self.saver.show(found)
        self.advice.show_advice(found, self.explainer.pulls)
        offered = not self.savings.isHidden()
        self.advice.setVisible(not (self.advice.isHidden() or offered or self._full))
        self.savings.setVisible(offered and not self._full)
        if found is not self._shown:
            self._shown = found
            self._show_parts(found)

    def _lay_out(self) -> None:
        self.body.setSpacing(space(2))
        self.summary, inside = card()
        inside.setContentsMargins(space(4), space(2), space(4), space(2))
        inside.setSpacing(space(1))
        for line in (self.verdict, self.facts, self.runs_on):
            inside.addWidget(line)
        self.body.addWidget(self.age)
        self.body.addWidget(self.summary)
        self.body.addLayout(self.problems)
        self.body.addWidget(self.savings)
        self.body.addWidget(self.advice)
        self.body.addWidget(self.explorer, 1)
        self.body.addWidget(self.details)
        self.body.addWidget(self.more)

    def _connect(self) -> None:
        self.saver.rebuilt.connect(self.enter)
        self.saver.failed.connect(lambda problem: self.show_problems((problem,)))
        self.saver.compared.connect(self._show_difference)
        self.explainer.weighed.connect(self._show_weights)
        self.advice.look.connect(partial(self.unfold_more.setChecked, True))  # noqa: FBT003 - Qt's own
        self.imports.asked.connect(self._show_pull)
        self.explorer.map.selected.connect(self._show_node)
        self.explorer.table.selected.connect(self._show_node)
        self.compare.clicked.connect(lambda: self.runner.spawn(self._compare_with()))
        self.explorer.why_wanted.connect(self._ask_why_of)
        self.explorer.full_wanted.connect(self._fill_page)
        self.full_key.activated.connect(self.explorer.full.toggle)
        self.leave_key.activated.connect(self.explorer.full.toggle)
        self.unfold_more.toggled.connect(lambda: QTimer.singleShot(0, self, self._show_more))

    def _show_more(self) -> None:
        """Bring what was unfolded into sight; it may stand below the window's edge."""
        area = self.frame.findChild(QScrollArea)
        if area is not None and self.more.isVisible():
            area.ensureWidgetVisible(self.more)

    def _show_parts(self, found: Inspection) -> None:
        self.explorer.show_trees(*self._ways(found))
        self.details.clear()
        names = (one.package for module in found.modules for one in module.packages)
        self._packages = frozenset(names) - {"main"}
        self.embedded.show_files((file.path, file.size) for file in found.embedded)
        self.embedded.setVisible(bool(found.embedded))

    def _ways(self, found: Inspection) -> Iterator[tuple[Text, Node]]:
        if found.packages is not None:
            yield say("By package"), found.packages
        yield say("By section"), found.sections
        from core.binary.report.difference import tree

        if self._difference is not None and self._difference.packages:
            yield say("What changed"), tree(self._difference)
        if self._other is not None:
            yield self._other[0], tree(self._other[1])
        if self.saver.difference is not None:
            yield _SAVED, tree(self.saver.difference)

    def _show_difference(self, difference: Difference | None) -> None:
        """Show what a saving would change, for as long as there is something to decide."""
        if self._shown is not None:
            self.explorer.show_trees(*self._ways(self._shown))
        if difference is not None:
            self.explorer.choose_way(_SAVED)

    def _show_weights(self) -> None:
        """Say what the imports bring, here and in the colors of the map."""
        self.refresh()
        self._show_lenses(*self.explainer.pulls[:1])

    def _show_lenses(self, *pulls: Pull) -> None:
        known = (lens.changed(self._difference),) if self._difference else ()
        self.explorer.show_lenses(*known, *map(lens.brought, pulls))

    def _show_node(self, node: int) -> None:
        if self.explorer.tree is not None:
            self.details.show_node(self.explorer.tree, node, self._packages)

    def _fill_page(self, full: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Leave the page to map and table alone, or show again what was shown around them."""
        self.leave_key.setEnabled(full)
        for part in (self.summary, self.details):
            part.setHidden(full)
        self._full = full
        self.more.setVisible(self.unfold_more.isChecked() and not full)
        self.refresh()

    def _ask_why_of(self, node: int) -> None:
        self._show_node(node)
        if self.details.package:
            self.explorer.full.setChecked(False)  # the answer is said below the map
            self.explainer.ask_why(self.details.package)

    def _show_pull(self, pull: Pull) -> None:
        """Select an import of one's own, and tell at once why it is here and what it costs."""
        tree = self.explorer.tree
        if tree is not None and pull.package in tree.names:
            self.explorer.table.select(tree.names.index(pull.package))
        self.details.show_reason(pull)
        self._show_lenses(pull)
        self.explorer.choose_lens(-1)

    async def _compare_with(self) -> None:
        """Show the difference to another program file as a map."""
        from core.usecases.inspecting import compare_with

        found = self._shown
        if found is None:
            return
        older = await ask.file(self, say("Choose the older program"), start=found.path.parent)
        if older is None:
            return
        self.explorer.reading.begin()
        try:
            difference = await compare_with(older, found)
        finally:
            self.explorer.reading.end()
        title = say("Compared with {name}", name=older.name)
        self._other = title, difference
        self._show_difference(None)
        self.explorer.choose_way(title)

    def _choose_export(self, kind: str) -> None:
        self.runner.spawn(self._export(kind))

    async def _export(self, kind: str) -> None:
        from core.usecases.inspecting import write_report

        found = self._shown
        if found is None:
            return
        name = f"{found.path.name}.{kind}"
        file = await ask.new_file(self, say("Save the report"), name=name)
        if file is None:
            return
        if kind == "png":
            exports.save_picture(self.explorer.map, str(file))
        else:
            await asyncio.to_thread(write_report, kind, file, found, self._difference)

    async def _inspect(self, artifact: Artifact) -> None:
        """Show what is known as it becomes known; the completest comes last."""
        from core.usecases.inspecting import inspect_build

        self._difference, self._compared, self._other = None, False, None
        self.saver.look_at(artifact)
        self.explainer.forget()
        take = partial(self._keep, artifact)
        self.explorer.reading.begin()
        try:
            found, changed = await inspect_build(self.session.home, artifact.path, take)
        finally:
            self.explorer.reading.end()
        self._compared = True
        if changed is not None:
            self._difference = changed
            self._shown = None  # what changed is one more way to show it
        self._keep(artifact, found)
        self.show_problems(found.verdict.notes)
        self._show_lenses()
        await self.explainer.weigh(artifact, found)

    def _keep(self, artifact: Artifact, found: Inspection) -> None:
        if self.session.current.artifact == artifact:
            self.session.change(inspection=found)
            self.refresh()
