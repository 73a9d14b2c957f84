"""Both themes can be read, by every eye, and switch at once."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget

from gui.look import theme
from gui.look.theme import KINDS, Colours, Theme, contrast
from tests.gui.palette import RECIPES, hexed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QColor
    from pytestqt.qtbot import QtBot

BOTH = [theme.LIGHT, theme.DARK]
GROUNDS = ("window", "base", "card")
TEXTS = ("text", "text_muted", "accent", "link", "good", "warning", "bad", "info")
STATES = ("good", "warning", "bad", "info")

# Machado, Oliveira, Fernandes 2009, full severity, on linear RGB
BLINDNESS = {
    "normal": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


@pytest.fixture(autouse=True)
def _light_again(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, Theme.LIGHT)


@pytest.mark.parametrize("colours", BOTH, ids=["light", "dark"])
def test_every_text_colour_reads_on_every_ground(colours: Colours) -> None:
    for ground, text in itertools.product(GROUNDS, TEXTS):
        assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5, (text, ground)


@pytest.mark.parametrize("theme_name", ["light", "dark"])
def test_colours_are_those_of_their_recipe(theme_name: str) -> None:
    colours = theme.DARK if theme_name == "dark" else theme.LIGHT
    made = {name: hexed(getattr(recipe, theme_name)) for name, recipe in RECIPES.items()}
    assert {name: getattr(colours, name).name() for name in RECIPES} == made


def test_no_state_is_louder_than_another() -> None:
    for names in (STATES, [f"{state}_tint" for state in STATES]):
        for theme_name in ("light", "dark"):
            shades = {getattr(RECIPES[name], theme_name).lightness for name in names}
            assert len(shades) == 1, (names, theme_name)


@pytest.mark.parametrize("colours", BOTH, ids=["light", "dark"])
def test_a_state_reads_on_its_tint_and_where_its_row_is_chosen(colours: Colours) -> None:
    for state in STATES:
        for ground in (f"{state}_tint", "selection"):
            ratio = contrast(getattr(colours, state), getattr(colours, ground))
            assert ratio >= 4.5, (state, ground)
        assert contrast(colours.text, getattr(colours, f"{state}_tint")) >= 4.5
        assert contrast(colours.text_muted, getattr(colours, f"{state}_tint")) >= 4.5
    assert contrast(colours.text_muted, colours.quiet_tint) >= 4.5


@pytest.mark.parametrize("colours", BOTH, ids=["light", "dark"])
def test_a_problem_reads_on_its_card_which_is_no_louder_than_another(colours: Colours) -> None:
    for name in ("text", "text_muted", "link", "warning"):
        assert contrast(getattr(colours, name), colours.problem) >= 4.5, name
    assert contrast(colours.problem, colours.card) < 1.1


@pytest.mark.parametrize("colours", BOTH, ids=["light", "dark"])
def test_the_edge_of_a_field_is_seen(colours: Colours) -> None:
    for ground in ("window", "base", "card", "rail"):
        assert contrast(colours.border_strong, getattr(colours, ground)) >= 3, ground


@pytest.mark.parametrize("colours", BOTH, ids=["light", "dark"])
def test_the_rail_and_buttons_can_be_read(colours: Colours) -> None:
    for ground in ("rail", "rail_hover", "rail_current", "button", "hover", "pressed"):
        assert contrast(colours.text, getattr(colours, ground)) >= 4.5, ground
        assert contrast(colours.text_muted, getattr(colours, ground)) >= 4.5, ground
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    assert contrast(colours.on_accent, colours.accent_hover) >= 4.5


@pytest.mark.parametrize("colours", BOTH, ids=["light", "dark"])
def test_the_terminals_sixteen_read_on_the_log(colours: Colours) -> None:
    assert len(colours.ansi) == 16
    for colour in colours.ansi:
        assert contrast(colour, colours.base) >= 4.5, colour.name()


@pytest.mark.parametrize("colours", BOTH, ids=["light", "dark"])
def test_text_reads_where_it_is_selected_or_found(colours: Colours) -> None:
    assert contrast(colours.text, colours.selection) >= 4.5
    assert contrast(colours.text_muted, colours.selection) >= 4.5
    assert contrast(colours.text, colours.found) >= 4.5


@pytest.mark.parametrize("colours", BOTH, ids=["light", "dark"])
def test_labels_read_on_every_kind(colours: Colours) -> None:
    for kind in KINDS:
        assert contrast(colours.on_kind, colours.kind(kind)) >= 4.5, kind


@pytest.mark.parametrize("colours", BOTH, ids=["light", "dark"])
@pytest.mark.parametrize("eyes", BLINDNESS)
def test_kinds_differ_for_every_eye(colours: Colours, eyes: str) -> None:
    seen = {kind: _lab(colours.kind(kind), BLINDNESS[eyes]) for kind in KINDS}
    close = {
        (one, other): round(distance, 1)
        for one, other in itertools.combinations(KINDS, 2)
        if (distance := _distance(seen[one], seen[other])) < 12
    }
    assert not close


@pytest.mark.parametrize("colours", BOTH, ids=["light", "dark"])
def test_no_kind_is_lighter_than_another_but_what_only_frames_them(colours: Colours) -> None:
    hues = [kind for kind in KINDS if kind != "structure"]
    light = [_lab(colours.kind(kind), BLINDNESS["normal"])[0] for kind in hues]
    assert max(light) - min(light) <= 7


def test_an_unknown_kind_counts_as_unexplained() -> None:
    assert theme.LIGHT.kind("window") == theme.LIGHT.unexplained


def test_a_choice_changes_palette_and_colours_and_is_announced(qapp: QApplication) -> None:
    theme.apply(qapp, Theme.LIGHT)
    told: list[bool] = []
    hear = lambda: told.append(theme.current().dark)  # noqa: E731 - disconnected below
    theme.announcer().changed.connect(hear)
    theme.apply(qapp, Theme.DARK)
    theme.apply(qapp, Theme.DARK)
    theme.announcer().changed.disconnect(hear)
    assert told == [True]
    assert qapp.palette().window().color() == theme.DARK.window


def test_all_text_grows_at_once_also_that_of_commands(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, Theme.LIGHT, percent=100)
    window = QWidget()
    qtbot.addWidget(window)
    words, command = QLabel("words", window), QPlainTextEdit("command", window)
    command.setFont(theme.mono_font())
    window.show()
    before = [one.fontInfo().pointSizeF() for one in (words, command)]
    theme.apply(qapp, Theme.LIGHT, percent=160)
    after = [one.fontInfo().pointSizeF() for one in (words, command)]
    theme.apply(qapp, Theme.LIGHT)
    kept = theme.mono_font().pointSizeF()
    theme.apply(qapp, Theme.LIGHT, percent=100)
    assert after == pytest.approx([1.6 * one for one in before], rel=0.05)
    assert kept == pytest.approx(1.6 * theme.mono_font().pointSizeF())


def test_windows_that_are_open_change_with_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, Theme.LIGHT)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(50, 50)
    before = window.grab().toImage().pixelColor(5, 5)
    theme.apply(qapp, Theme.DARK)
    after = window.grab().toImage().pixelColor(5, 5)
    assert (before, after) == (theme.LIGHT.window, theme.DARK.window)


def test_chinese_gets_chinese_shapes(qapp: QApplication) -> None:
    theme.apply(qapp, Theme.LIGHT)
    assert "Noto Sans CJK SC" in qapp.font().families()
    assert "Noto Sans Mono CJK SC" in theme.mono_font().families()


def _lab(colour: QColor, eyes: tuple[tuple[float, ...], ...]) -> tuple[float, float, float]:
    linear = [_linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF())]
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in eyes
    )
    x = _curve((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505)
    y = _curve(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    z = _curve((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _curve(part: float) -> float:
    return part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116


def _distance(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    return math.dist(one, other)
