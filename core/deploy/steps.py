"""What must be done on a server, given what it has: the plan is the work."""

from __future__ import annotations

import difflib
import shlex
from typing import TYPE_CHECKING

from core.problems import Problem, ProblemError
from core.service import marks
from core.service.layout import Layout
from core.service.model import Scope
from core.service.plan import ActionKey, PlanStep
from core.service.privilege import act
from core.service.unit import units, wanted
from core.words import say

if TYPE_CHECKING:
    from core.service.installed import Installed
    from core.service.model import Service
    from core.service.unit import File
    from core.ssh.session import ServerSession

_END = "GOFERRY_END_OF_FILE"


def preparation(
    installed: Installed, service: Service, *, change: str = ""
) -> tuple[PlanStep, ...]:
    """Return what its owner must do before any release can come, in order; often nothing.

    Where a release is live, the files of a `change` are set out beside those in use: the server
    puts them in place with the switch, and back with it.
    """
    layout = Layout.of(service)
    actions = []
    if service.scope is Scope.USER and not {"linger", "manager"} <= installed.exists:
        actions.append(_linger())
    if service.scope is Scope.SYSTEM and not installed.user:
        actions.append(_create_user(service))
    if not _has_folders(installed):
        actions.append(_make_folders(layout, installed.login))
    files = wanted(service)
    changed = [file for file in files if installed.texts.get(file.path) != file.content]
    left = installed.texts.keys() - {file.path for file in files}
    if change and installed.current and layout.helper in installed.texts:
        return (
            *actions,
            *(_set_out(installed, service, changed, change) if changed or left else ()),
        )
    actions += [_write(file, installed.texts.get(file.path, "")) for file in changed]
    if left or any("/systemd/" in file.path for file in changed):
        actions += [_reload(layout), _verify(service)]
    actions += [_remove(path, layout) for path in sorted(left)]
    return tuple(actions)


def staged(layout: Layout, change: str) -> str:
    """Return where the files of this change are set out."""
    return f"{layout.state}/next/{change}"


def _set_out(
    installed: Installed, service: Service, changed: list[File], change: str
) -> tuple[PlanStep, ...]:
    layout = Layout.of(service)
    folder = staged(layout, change)
    same = [file.path for file in wanted(service) if file not in changed]
    copies = [f"cp -p {path} {_place_in(folder, path, layout)}" for path in same]
    first = PlanStep(
        key=ActionKey.SET_OUT,
        sentence=say("Write the new files of this service next to those in use."),
        script="\n".join((f"umask 077\nmkdir -p {folder}/units", *copies)),
    )
    writes = (
        _write(file, installed.texts.get(file.path, ""), _place_in(folder, file.path, layout))
        for file in changed
    )
    return (first, *writes, _verify(service, f"{folder}/units"))


def _place_in(folder: str, path: str, layout: Layout) -> str:
    """Spell where a file is set out, as activate/whole.sh expects it."""
    if path == layout.helper:
        return f"{folder}/helper"
    name = path.rpartition("/")[2]
    return f"{folder}/units/{name}" if "/systemd/" in path else f"{folder}/{name}"


async def carry_out(session: ServerSession, action: PlanStep, scope: Scope) -> None:
    """Carry out one action that is a script; raises "step_stopped" with what the server said."""
    ran = await act(session, scope, f"set -eu\n{action.script}\n")
    if ran.code != 0:
        raise ProblemError(_step_stopped(action, ran.err or ran.out))


def _has_folders(installed: Installed) -> bool:
    places = {"root", "settings", "state", "marked"}
    return places <= installed.exists and installed.login in installed.areas


def _linger() -> PlanStep:
    return PlanStep(
        key=ActionKey.LINGER,
        stays=True,
        sentence=say("Turn on lingering, so that your services run while you are logged out."),
        script=(
            '[ -e "/var/lib/systemd/linger/$(id -un)" ] || loginctl enable-linger "$(id -un)"\n'
            "tries=0\n"
            'until [ -S "$XDG_RUNTIME_DIR/systemd/private" ]; do\n'
            '  tries=$((tries + 1))\n  [ "$tries" -lt 100 ]\n  sleep 0.2\ndone'
        ),
    )


def _create_user(service: Service) -> PlanStep:
    return PlanStep(
        key=ActionKey.CREATE_USER,
        stays=True,
        sentence=say("Create the system user {name}, which cannot log in.", name=service.name),
        script=(
            "useradd --system --user-group --no-create-home --home-dir /nonexistent"
            f" --shell /usr/sbin/nologin -- {shlex.quote(service.name)}"
        ),
    )


def _make_folders(layout: Layout, login: str) -> PlanStep:
    script = marks.making(layout)
    if layout.scope is Scope.USER:
        script += f"[ -d {layout.uploads} ] || mkdir -m 0700 -- {layout.uploads}\n"
        script += f"mkdir -p -- {layout.data}"
    else:
        script += _upload_area(layout.uploads, shlex.quote(login))
    return PlanStep(
        key=ActionKey.MAKE_FOLDERS,
        stays=True,
        sentence=say("Create the directories for releases, settings and records."),
        script=script,
    )


def _upload_area(uploads: str, login: str) -> str:
    """Spell how a login gets its own upload area in a folder that is root's.

    An older GoFerry gave the whole folder to one login: it becomes that login's area, so that an
    upload that was cut can go on. Nothing is followed there, whatever the login has put into it.
    """
    return "\n".join(
        (
            f"login={login}",
            'uid=$(id -u "$login")',
            f"[ ! -L {uploads} ]",
            f'if [ "$(stat -c %a {uploads} 2>/dev/null)" = 700 ]; then',
            f"  [ -d {uploads}.new ] || mkdir -m 0711 {uploads}.new",
            f'  mv -T {uploads} "{uploads}.new/$(stat -c %u {uploads})"',
            "fi",
            f"[ -e {uploads} ] || [ ! -e {uploads}.new ] || mv -T {uploads}.new {uploads}",
            f"install -d -m 0711 -o root -g root {uploads}",
            f'install -d -m 0700 -o "$login" -g "$(id -g "$login")" "{uploads}/$uid"',
        )
    )


def _write(file: File, before: str, place: str = "") -> PlanStep:
    shown = file.path if file.path.startswith("/") else f"~/{file.path}"
    path, beside = (shlex.quote(f"{place or file.path}{end}") for end in ("", ".goferry-new"))
    end = _end_of(file.content)
    return PlanStep(
        key=ActionKey.WRITE_FILE,
        stays=not place,
        sentence=(
            say("Change {path}.", path=shown) if before else say("Write {path}.", path=shown)
        ),
        script=(
            f"mkdir -p {shlex.quote((place or file.path).rpartition('/')[0])}\n"
            f"if [ -L {path} ]; then echo {path} is a link, so it stays. >&2; exit 1; fi\n"
            f"cat >{beside} <<'{end}'\n{file.content}{end}\n"
            f"chmod {file.mode:04o} {beside}\nsync {beside}\nmv -fT {beside} {path}"
        ),
        difference=_difference(file, before),
    )


def _end_of(content: str) -> str:
    """Find a word for the end of a text that is no line of it."""
    end = _END
    while end in content:
        end += "_"
    return end


def _difference(file: File, before: str) -> str:
    if not before:
        return ""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True),
        file.content.splitlines(keepends=True),
        f"installed {file.path}",
        f"new {file.path}",
    )
    return "".join(lines)


def _reload(layout: Layout) -> PlanStep:
    return PlanStep(
        key=ActionKey.RELOAD,
        stays=True,
        sentence=say("Make systemd read the changed unit files."),
        script=(
            f"{layout.systemctl} daemon-reload\n"
            f"{layout.systemctl} enable --quiet {layout.name}-recover.service"
        ),
    )


def _verify(service: Service, folder: str = "") -> PlanStep:
    paths = [file.path for file in units(service) if "@" not in file.path]
    names = [f"{folder}/{path.rpartition('/')[2]}" if folder else path for path in paths]
    script = f"systemd-analyze verify {' '.join(names)} 2>&1 || true"
    if service.scope is Scope.USER:
        # On systemd 247 it would take the socket of the user's running systemd from it.
        script = (
            "own=$(mktemp -d)\n"
            f"XDG_RUNTIME_DIR=$own systemd-analyze verify --user {' '.join(names)} 2>&1 || true\n"
            'rm -rf -- "$own"'
        )
    return PlanStep(
        key=ActionKey.VERIFY_UNITS,
        sentence=say("Check the unit files with systemd."),
        script=script,
        changes=False,
    )


def _remove(path: str, layout: Layout) -> PlanStep:
    unit = path.rpartition("/")[2]
    stop = "" if "@" in unit else f"{layout.systemctl} disable --now {unit}\n"
    forgotten = unit.replace("@.", "@*.")
    return PlanStep(
        key=ActionKey.REMOVE_UNIT,
        stays=True,
        sentence=say("Remove {path}, which this mode does not need.", path=path),
        script=(
            f"{stop}rm -f {path}\n{layout.systemctl} daemon-reload\n"
            f"{layout.systemctl} reset-failed '{forgotten}' 2>/dev/null || true"
        ),
    )


def _step_stopped(action: PlanStep, output: str) -> Problem:
    return Problem(
        code="step_stopped",
        what=say("A step on the server failed: {step}", step=action.sentence),
        why=say(
            "The server reported: {line}", line=next(iter(output.strip().splitlines()), "-")[:200]
        ),
        details=f"{action.script}\n\n{output}",
    )
