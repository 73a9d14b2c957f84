"""What a deploy will do on a server, before anything is done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.problems import Problem
    from core.ssh.session import DeltaBase
    from core.words import Text


class ActionKey(StrEnum):
    """What an action does, by a name for scripts."""

    LINGER = "linger"
    CREATE_USER = "create_user"
    MAKE_FOLDERS = "make_folders"
    WRITE_FILE = "write_file"
    SET_OUT = "set_out"
    RELOAD = "reload"
    VERIFY_UNITS = "verify_units"
    REMOVE_UNIT = "remove_unit"
    UPLOAD = "upload"
    REUSE = "reuse"
    SETTINGS = "settings"
    FILES = "files"
    ACTIVATE = "activate"
    PERMIT = "permit"
    REVOKE = "revoke"
    TAKE_STOCK = "take_stock"
    TAKE_AREA = "take_area"
    LET_OPERATE = "let_operate"
    REMOVE = "remove"
    WRITE_SITE = "write_site"
    REMOVE_SITE = "remove_site"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """One thing that will be done on a server: a sentence, and the exact text that will run.

    `script` is the shell text run as root, or what
    an upload moves where; `changes` is false for steps that only look; `difference` is a unified
    diff against what is installed, empty where nothing is; `delta_base` is the file to which only
    the difference is sent; `stays` marks what a deploy that comes to nothing leaves on the server.
    """

    key: ActionKey
    sentence: Text
    script: str
    changes: bool = True
    difference: str = ""
    delta_base: DeltaBase | None = None
    stays: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything that a deploy will do on one server, before anything is done.

    `findings` forbid it; `notes` are worth knowing. Without actions there is nothing to do.
    """

    server: str
    release: str
    previous: str
    actions: tuple[PlanStep, ...]
    findings: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
