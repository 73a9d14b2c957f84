"""How to take an advice on the command line, where the window would offer a button."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.problems import Action, Advice
from core.words import say, verbatim

if TYPE_CHECKING:
    from core.problems import Problem

_TYPED: dict[Action, str] = {
    Action.START_FROM_TEMPLATE: "goferry new gin DIR --module M",
    Action.CHOOSE_GO: "--go DIR",
    Action.LET_GO_FETCH_TOOLCHAIN: "--fetch-go",
    Action.CHOOSE_MAIN: "--main {value}",
    Action.CHOOSE_TARGET: "goferry targets",
    Action.SET_TARGET: "--target {value}",
    Action.SET_MICRO: "--micro {value}",
    Action.CGO_OFF: "--cgo off",
    Action.CGO_ON: "--cgo on",
    Action.CGO_STATIC: "--cgo static",
    Action.MOD_TIDY: "goferry mod tidy DIR",
    Action.MOD_DOWNLOAD: "goferry mod download DIR",
    Action.MOD_VENDOR: "goferry mod vendor DIR",
    Action.GET_ZIG: "goferry zig install",
    Action.NO_VCS_STAMP: "--no-vcs",
    Action.SET_GOPROXY: "--proxy URLS",
    Action.SET_GOPRIVATE: "--private {value}",
    Action.ADD_TAG: "--tags {value}",
    Action.IGNORE_WORKSPACE: "--no-workspace",
    Action.CHOOSE_KEY: "goferry server edit NAME --key FILE",
    Action.EDIT_SERVER: "goferry server edit NAME",
    Action.ENTER_PASSWORD: "GOFERRY_PASSWORD=…",
    Action.ENTER_PASSPHRASE: "GOFERRY_PASSPHRASE=…",
    Action.ENTER_SUDO_PASSWORD: "GOFERRY_SUDO_PASSWORD=…",
    Action.TRUST_HOST_KEY: "goferry server trust NAME --fingerprint {value}",
    Action.CHOOSE_PORT: "--port N",
    Action.ROLL_BACK: "goferry rollback --service S --to NAME",
    Action.SHOW_LOGS: "goferry logs --service S --to NAME",
    Action.START_PRACTICE_SERVER: "goferry practice start",
}


def for_terminal(problem: Problem) -> Problem:
    """Add to each advice what to type for it."""
    return replace(problem, next=tuple(map(_with_words, problem.next)))


def _with_words(advice: Advice) -> Advice:
    typed = _TYPED.get(advice.action) if advice.action else None
    if typed is None:
        return advice
    words = verbatim(typed.format(value=advice.value))
    return replace(advice, text=say("{advice} [{words}]", advice=advice.text, words=words))
