"""A failure that a person can act on: what happened, why, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.declared import coded
from core.words import Text


class Action(StrEnum):
    """What the window can do at the press of the button beside an advice."""

    RETRY = "retry"
    CHOOSE_FOLDER = "choose_folder"
    START_FROM_TEMPLATE = "start_from_template"
    CHOOSE_GO = "choose_go"
    USE_BUNDLED_GO = "use_bundled_go"
    LET_GO_FETCH_TOOLCHAIN = "let_go_fetch_toolchain"
    CHOOSE_MAIN = "choose_main"
    CHOOSE_TARGET = "choose_target"
    SET_TARGET = "set_target"
    SET_MICRO = "set_micro"
    CGO_OFF = "cgo_off"
    CGO_ON = "cgo_on"
    CGO_STATIC = "cgo_static"
    MOD_TIDY = "mod_tidy"
    MOD_DOWNLOAD = "mod_download"
    MOD_VENDOR = "mod_vendor"
    SET_GOPROXY = "set_goproxy"
    SET_GOPRIVATE = "set_goprivate"
    ADD_TAG = "add_tag"
    IGNORE_WORKSPACE = "ignore_workspace"
    OPEN_FILE = "open_file"
    NO_VCS_STAMP = "no_vcs_stamp"
    GET_ZIG = "get_zig"
    CHOOSE_KEY = "choose_key"
    COPY_PUBLIC_KEY = "copy_public_key"
    ENTER_PASSWORD = "enter_password"  # noqa: S105 - the name of an action, not a secret
    ENTER_PASSPHRASE = "enter_passphrase"  # noqa: S105 - the name of an action
    ENTER_SUDO_PASSWORD = "enter_sudo_password"  # noqa: S105 - the name of an action
    TRUST_HOST_KEY = "trust_host_key"
    CHECK_SERVER = "check_server"
    EDIT_SERVER = "edit_server"
    ADD_UNTESTED = "add_untested"
    CHOOSE_PORT = "choose_port"
    ROLL_BACK = "roll_back"
    SHOW_LOGS = "show_logs"
    START_PRACTICE_SERVER = "start_practice_server"


@coded()
@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to do next, in words; with an action where the app can do it itself.

    `value` is the action's argument: a target, a package, a path with its line.
    """

    text: Text
    action: Action | None = None
    value: str = ""


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What happened, why, and what to do; shown as a card beside its cause.

    `code` is stable and for scripts (`go_not_found`); `details` is raw text of other programs;
    `field` names the form field that the problem belongs to, if one does.
    """

    code: str
    what: Text
    why: Text
    next: tuple[Advice, ...] = ()
    details: str = ""
    field: str = ""


class ProblemError(Exception):
    """Carries a `Problem` up to whoever can show it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.what} {problem.why}")
        self.problem = problem
