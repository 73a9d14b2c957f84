"""How to take an advice on the command line, where the window would offer a button."""

from __future__ import annotations

import shlex
from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from core import actions as do
from core.words import say, verbatim

if TYPE_CHECKING:
    from core.problems import Advice, Problem


def for_terminal(problem: Problem) -> Problem:
    """Add to each advice what to type for it."""
    return replace(problem, next=tuple(map(_with_words, problem.next)))


def _with_words(advice: Advice) -> Advice:
    words = typed(advice.action) if advice.action else ""
    if not words:
        return advice
    both = say("{advice} [{words}]", advice=advice.text, words=verbatim(words))
    return replace(advice, text=both)


def typed(action: do.Action) -> str:  # noqa: C901, PLR0911, PLR0912 - one line for each action
    """Return what to type for an action; empty where the advice itself says all."""
    match action:
        case do.SetProxy(proxy="") | do.ChooseProxy():
            return "--proxy URLS"
        case do.OptionChange():
            return _flags(action)
        case do.AddTags(tags):
            return f"--tags {','.join(tags)}"
        case do.NamePrivateModules():
            return "--private PATTERNS"
        case do.ChooseGo():
            return "--go DIR"
        case do.ChooseMain():
            return "--main PACKAGE"
        case do.ChooseTarget():
            return "goferry targets"
        case do.StartFromTemplate():
            return "goferry new gin DIR --module M"
        case do.ModTidy():
            return "goferry mod tidy DIR"
        case do.ModDownload():
            return "goferry mod download DIR"
        case do.ModVendor():
            return "goferry mod vendor DIR"
        case do.GetZig():
            return "goferry zig install"
        case do.ChooseKey(server):
            return f"goferry server edit {server or 'NAME'} --key FILE"
        case do.EditServer(server):
            return f"goferry server edit {server or 'NAME'}"
        case do.EnterPassword():
            return "GOFERRY_PASSWORD=…"
        case do.EnterPassphrase():
            return "GOFERRY_PASSPHRASE=…"
        case do.EnterSudoPassword():
            return "GOFERRY_SUDO_PASSWORD=…"
        case do.TrustHostKey(fingerprint):
            return f"goferry server trust NAME --fingerprint {fingerprint}"
        case do.ReplaceHostKey(server, fingerprint):
            name = shlex.quote(server) if server else "NAME"
            return f"goferry server trust {name} --fingerprint {fingerprint or 'SHA256:…'}"
        case do.UseOption(key, text):
            return _service_flag(key, shlex.quote(text))
        case do.ChooseOption(key):
            return _service_flag(key)
        case do.RollBack(server):
            return f"goferry rollback --service S --to {server or 'NAME'}"
        case do.SettleFleet(service, servers, back):
            way = "--return" if back else "--finish"
            return f"goferry deploy {way} --service {service} --to {','.join(servers)}"
        case do.GiveTime(server, seconds):
            return f"goferry extend --service S --to {server} --seconds {seconds}"
        case do.ShowLogs(server):
            return f"goferry logs --service S --to {server or 'NAME'}"
        case do.StartPracticeServer():
            return "goferry practice start"
        case (
            do.Retry() | do.ChooseFolder() | do.OpenFolder() | do.OpenFile() | do.UseBundledGo()
            | do.CopyPublicKey() | do.CheckServer()
        ):  # fmt: skip
            return ""
    assert_never(action)


def _service_flag(key: str, value: str = "") -> str:
    """Spell an option of the service as its catalogue does."""
    from core.service.catalogue import BY_KEY

    entry = BY_KEY[key]
    return f"{entry.flag} {value or entry.metavar}"


def _flags(change: do.OptionChange) -> str:
    """Spell the changed options as the catalogue does; none for what goes back to its default."""
    from core.build.catalogue import BY_FIELD

    words = []
    for field, value in change.changes.items():
        flag = BY_FIELD[field].flag
        if isinstance(value, bool):
            words.append(flag if value else flag.replace("--", "--no-", 1))
        elif str(value):
            words.append(f"{flag} {value}")
    return " ".join(words)
