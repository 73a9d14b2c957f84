"""Each option that a form shows: what is shown is taken, what is entered arrives or is told."""

from __future__ import annotations

from functools import reduce
from operator import or_
from shlex import quote
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLineEdit, QSpinBox

from core.service.catalogue import ENTRIES
from core.service.entry import OptionEntry
from core.service.kinds import Choice, Number, OneOf, Pattern, Seconds, Switch
from core.service.model import Mode, Service
from core.service.sound import problem_of
from core.service.values import value_of, with_values
from core.words import say
from gui.widgets.service.service_field import ServiceField
from gui.widgets.service.service_form import ServiceForm
from tests.made_up_options import fitting

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from core.service.kinds import OptionKind

_SHOP = Service(name="shop")
_SHOWN = [one for one in ENTRIES if one.place is not None]
one_form = settings(
    max_examples=settings().max_examples // 4,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
each = pytest.mark.parametrize("entry", _SHOWN, ids=lambda entry: entry.key)


@pytest.fixture
def form(qtbot: QtBot) -> ServiceForm:
    made = ServiceForm()
    qtbot.addWidget(made)
    made.show_service(_SHOP)
    return made


def field(form: ServiceForm, entry: OptionEntry) -> ServiceField:
    folded = (one.fields for one in form.sections.values())
    return reduce(or_, folded, form.fields)[entry.key]


@each
@one_form
@given(data=st.data())
def test_what_is_shown_is_taken_and_no_change(
    form: ServiceForm, entry: OptionEntry, data: st.DataObject
) -> None:
    told: list[Service] = []
    form.changed.connect(told.append)
    wanted = with_values(_SHOP, {entry.key: data.draw(fitting(entry.kind))})
    form.show_service(wanted)
    assert (form.take(), told) == (wanted, [])


def enter(place: ServiceField, value: Any) -> None:  # noqa: ANN401 - the option's own type
    match place.input:
        case QLineEdit() as line:
            words = isinstance(value, tuple)
            line.setText(" ".join(map(quote, value)) if words else str(value or ""))
            line.editingFinished.emit()
        case QSpinBox() | QDoubleSpinBox() as box:
            box.setValue(value)
        case QComboBox() as box:
            box.setCurrentIndex(box.findData(value))
        case QCheckBox() as box:
            box.setChecked(value)


@each
@one_form
@given(data=st.data())
def test_what_is_entered_arrives(
    form: ServiceForm, entry: OptionEntry, data: st.DataObject
) -> None:
    drawn = data.draw(fitting(entry.kind))
    if isinstance(entry.kind, Seconds):
        drawn = round(drawn, 2)  # as many digits as can be entered
    wanted = with_values(_SHOP, {entry.key: drawn})
    value, place = value_of(wanted, entry.key), field(form, entry)
    if isinstance(place.input, QSpinBox):
        place.input.setMaximum(max(place.input.maximum(), value))
    enter(place, value)
    assert form.take() == wanted


def test_a_quote_that_does_not_end_is_told_and_nothing_is_lost(form: ServiceForm) -> None:
    line = form.fields["args"].input
    assert isinstance(line, QLineEdit)
    line.setText("serve 'it")
    taken = form.take()
    assert taken is not None
    problem = problem_of(taken)
    assert problem is not None
    assert str(problem.what) == "Arguments cannot be serve 'it."
    assert line.text() == "serve 'it"


@pytest.mark.parametrize(
    "entry", [one for one in _SHOWN if isinstance(one.kind, Pattern)], ids=lambda entry: entry.key
)
@one_form
@given(text=st.text(min_size=1))
def test_what_is_entered_and_cannot_be_is_told(
    form: ServiceForm, entry: OptionEntry, text: str
) -> None:
    enter(field(form, entry), text)
    taken = form.take()
    assert taken is not None
    value = value_of(taken, entry.key)
    expected = None if entry.kind.fits(value) else entry.problem(value)
    assert repr(problem_of(taken)) == repr(expected)


_CHOICES = OneOf(tuple(Choice(one, say("A title."), say("A sentence.")) for one in Mode))


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (Switch(), (True, False)),
        (_CHOICES, tuple(Mode)),
        (Seconds(60), (0.5, 60.0, 0.0)),
        (Number(1, 9, offered=5), (9, 1)),
    ],
)
def test_every_kind_of_value_has_its_field(
    qtbot: QtBot,
    kind: OptionKind,
    values: tuple[Any, ...],
) -> None:
    form = ServiceForm()
    qtbot.addWidget(form)
    entry = OptionEntry(key="x", kind=kind, title=say("A title."), sentence=say("A sentence."))
    made = ServiceField(entry, form)
    for value in values:
        made.show_value(value)
        assert made.value() == value
