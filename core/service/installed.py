"""What a server already has of a service, learned in one round trip."""

from __future__ import annotations

import base64
import shlex
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from core.codec import object_in
from core.plain_text import inert
from core.problems import Advice, Problem, ProblemError
from core.service import closed, copies, environment, marks, protocol, record
from core.service.layout import Layout, is_release, number_of
from core.service.model import Scope
from core.service.privilege import act
from core.service.results import UNKNOWN
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from core.service.copies import DataCopy
    from core.service.model import Service
    from core.ssh.session import Ran, ServerSession

_KEPT_HISTORY = 200
_UID_DIGITS = 10
ROOT_PROBLEMS = frozenset((
    "root_needed", "sudo_missing", "sudo_needs_terminal", "sudo_not_allowed",
    "sudo_password_needed", "sudo_password_wrong",
))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """One of the service's folders on the server; `mode` its permission bits."""

    path: str
    owner: str
    mode: int
    link: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """The traces of one service on one server.

    `login` is who asks, by the server's own name and number `uid`; `root` whether as the service's
    owner, who may change everything of it: as root in the system's scope, as itself in the user's;
    `areas` the logins that have an upload area; `user` the service user's passwd line; `texts` the
    installed files by path; `exists` what of its places and needs is there ("marked": the places
    carry GoFerry's marks); `foreign` what stands in their place and is not GoFerry's;
    `current_files` the digest of what lies beside the running program; `releases` in the order of
    their numbers; `variables` the names in the environment file, `env` its content, for its owner
    alone; `names_unknown` whether nobody told these names and those of `credentials`; `history` the
    newest last, `probation` what is noted of the release on it; `copies` those of the data;
    `unit_state` systemd's ActiveState, or its timer's, `process_states` those of further processes'
    units; `closed` the paths that this login may not see; `copy` is here and equals the running
    program, where a difference is taken.
    """

    login: str
    root: bool = True
    user: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    exists: frozenset[str] = frozenset()
    foreign: tuple[str, ...] = ()
    uid: int = 0
    areas: frozenset[str] = frozenset()
    places: tuple[Owned, ...] = ()
    releases: tuple[str, ...] = ()
    bad: frozenset[str] = frozenset()
    current: str = ""
    current_sha256: str = ""
    current_files: str = ""
    env: str = ""
    variables: tuple[str, ...] = ()
    credentials: tuple[str, ...] = ()
    names_unknown: bool = False
    rule: str = ""
    operators_rule: str = ""
    history: tuple[Mapping[str, Any], ...] = ()
    probation: Mapping[str, Any] = field(default_factory=dict)
    copies: tuple[DataCopy, ...] = ()
    unit_state: str = "inactive"
    process_states: Mapping[str, str] = field(default_factory=dict)
    closed: tuple[str, ...] = ()
    copy: Path | None = None

    @property
    def known(self) -> bool:
        """Whether GoFerry has been here for this service before."""
        return "state" in self.exists

    @property
    def previous(self) -> str:
        """The release that a roll-back would take, or nothing."""
        for entry in reversed(self.history):
            name = entry.get("live")
            if name in self.releases and name != self.current and name not in self.bad:
                return str(name)
        return ""

    @property
    def next_number(self) -> int:
        """The number that the server will give to the next release."""
        return max(map(number_of, self.releases), default=0) + 1


async def ask(session: ServerSession, service: Service) -> Installed:
    """Look at everything of this service; changes nothing.

    Without root it suffices that the helper is there and permitted; else the session's own
    problem says what root would need. Raises "record_newer" or "helper_newer" for the service of a
    newer GoFerry: nothing of it can be judged here, nor changed.
    """
    there = await _asked(session, service)
    layout = Layout.of(service)
    record.must_not_be_newer(session, service.name, there.texts.get(layout.record, ""))
    helper = protocol.version_of(there.texts.get(layout.helper, ""))
    protocol.must_not_be_newer(session.profile.name, service.name, helper)
    ours = {path: text for path, text in there.texts.items() if layout.may_be_ours(path)}
    return replace(there, texts=ours)


async def _asked(session: ServerSession, service: Service) -> Installed:
    layout = Layout.of(service)
    script = _script(layout, layout.waiting(service.kind))
    try:
        ran = await act(session, service.scope, script)
        return _parsed(ran, session.profile.user, root=True)
    except ProblemError as refused:
        if service.scope is Scope.USER or refused.problem.code not in ROOT_PROBLEMS:
            raise
        ran = await session.run(script)
        there = _parsed(ran, session.profile.user, root=False)
        if not {"permitted", "operates"} & there.exists:
            raise ProblemError(_with_other_ways(refused.problem)) from refused
        return there


def _with_other_ways(problem: Problem) -> Problem:
    """Add to a login's trouble with sudo how it can do without."""
    others = (
        Advice(say("Or ask an administrator to prepare the server once: goferry prepare.")),
        Advice(say("Or run the service without root: mode user, which is not sandboxed.")),
    )
    return replace(problem, next=(*problem.next, *others))


def _script(layout: Layout, waiting: str) -> str:
    name, systemctl = layout.name, layout.systemctl
    words = " ".join(shlex.quote(path) for path in (*layout.possible_files, layout.record))
    state = layout.state
    ours = (layout.root, f"{layout.root}/releases", layout.settings, state, layout.uploads)
    places = " ".join(ours)
    return f"""
line() {{ printf '%s %s\\n' "$1" "$2"; }}
{_OWNERSHIP[layout.scope].format(layout=layout)}
{closed.looks(layout)}
{marks.functions(layout)}
for file in {words} $(process_units | sed "s|^|$unit_folder/|"); do
  [ -r "$file" ] && line text "$file $(base64 -w0 <"$file")"
done
[ -e {layout.root} ] && line exists root
[ -e {layout.settings} ] && line exists settings
[ -e {layout.data} ] && line exists data
[ -e {layout.state} ] && line exists state
all_marked && line exists marked
strangers | while IFS= read -r one; do line foreign "$one"; done
case ",$(findmnt -no OPTIONS --target {layout.root}/releases 2>/dev/null)," in
  *,noexec,*) line exists noexec ;;
esac
command -v bash >/dev/null && # without its networking this is a file that is not there
  ! bash -c ': 3<>/dev/tcp/127.0.0.1/1' 2>&1 | grep -qi 'no such file' && line exists bash
{systemctl} cat {layout.unit} >/dev/null 2>&1 && line exists unit
for place in {places}; do
  stat -c 'place %U/%a/%F' "$place" 2>/dev/null | sed "s|symbolic link|link|;s|\\$| $place|"
done
for one in {layout.root}/releases/*-*; do [ -d "$one" ] && line release "${{one##*/}}"; done
for one in {layout.bad}/*-*; do [ -e "$one" ] && line bad "${{one##*/}}"; done
line current "$(basename "$(readlink {layout.root}/current)" 2>/dev/null)"
running={layout.root}/current/bin/{name}
[ -e $running ] && line sha256 "$(sha256sum <$running)"
[ -r {layout.root}/current/manifest.json ] &&
  line manifest "$(head -c 16384 {layout.root}/current/manifest.json | base64 -w0)"
[ -r {layout.settings}/env ] && line env "$(base64 -w0 <{layout.settings}/env)"
tail -n {_KEPT_HISTORY} {layout.history} 2>/dev/null | while read -r x; do line history "$x"; done
[ -r {layout.list_of_copies} ] && sed 's/^/copy /' {layout.list_of_copies}
[ -r {layout.probation} ] && line probation "$(head -c 8192 {layout.probation})"
line unit_state "$({systemctl} show {waiting} --property=ActiveState --value)"
for one in $(process_units); do
  line process "$one $({systemctl} show "$one" --property=ActiveState --value)"
done
exit 0
"""


_OWNERSHIP = {
    Scope.SYSTEM: """line user "$(getent passwd {layout.name})"
getent passwd {layout.name} >/dev/null || ! getent group {layout.name} >/dev/null ||
  line foreign "/etc/group: {layout.name}"
line login "${{SUDO_USER:-$(id -un)}}"
uid=${{SUDO_UID:-$(id -u)}}
line uid "$uid"
[ "$(stat -c %u/%a {layout.uploads} 2>/dev/null)" = 0/711 ] &&
  for one in {layout.uploads}/* {layout.uploads}/$uid; do
    [ -d "$one" ] && [ "$(stat -c %u "$one")" = "${{one##*/}}" ] && line area "$(stat -c %U "$one")"
  done
may() {{ # a rule may allow what `sudo -l` will not tell: try a harmless request
  told=$(printf 'names %032d - goferry\\n' 0 | sudo -n "$1" 2>/dev/null)
  case $? in 0 | 65) line exists "$2" ;; esac
}}
may {layout.helper} permitted
line names "$told"
may {layout.operate} operates
[ -r {layout.operators} ] && line operators_rule "$(base64 -w0 <{layout.operators})"
[ -r {layout.sudoers} ] && line rule "$(base64 -w0 <{layout.sudoers})"
""",
    Scope.USER: """line login "$(id -un)"
line uid "$(id -u)"
[ -O {layout.uploads} ] && line area "$(id -un)"
[ -e "/var/lib/systemd/linger/$(id -un)" ] && line exists linger
pkcheck --action-id org.freedesktop.login1.set-self-linger --process $$ >/dev/null 2>&1 &&
  line exists may_linger
[ -S "$XDG_RUNTIME_DIR/systemd/private" ] && line exists manager""",
}


def _parsed(ran: Ran, login: str, *, root: bool) -> Installed:
    if ran.code != 0:
        raise ProblemError(_not_told(ran))
    told: dict[str, list[str]] = {}
    for line in ran.out.splitlines():
        key, _, value = line.partition(" ")
        told.setdefault(key, []).append(value.strip())
    releases = filter(is_release, told.get("release", ()))
    current = _last(told, "current")
    env = _decoded(_last(told, "env"))
    return Installed(
        login=inert(_last(told, "login")) or login,
        root=root,
        user=_last(told, "user"),
        texts=dict(_text(value) for value in told.get("text", ())),
        exists=frozenset(told.get("exists", ())),
        foreign=tuple(told.get("foreign", ())),
        uid=int(uid) if (uid := _last(told, "uid")).isdecimal() and len(uid) <= _UID_DIGITS else 0,
        areas=frozenset(told.get("area", ())),
        places=tuple(_owned(value) for value in told.get("place", ())),
        releases=tuple(sorted(releases, key=number_of)),
        bad=frozenset(told.get("bad", ())),
        current=current if is_release(current) else "",
        current_sha256=_last(told, "sha256").partition(" ")[0],
        current_files=str(object_in(_decoded(_last(told, "manifest"))).get("files_sha256", "")),
        env=env,
        variables=environment.names(env) if env else _named(told, "variables"),
        credentials=_named(told, "credentials"),
        names_unknown="state" in told.get("exists", ()) and not _last(told, "names"),
        rule=_decoded(_last(told, "rule")),
        operators_rule=_decoded(_last(told, "operators_rule")),
        history=tuple(entry for value in told.get("history", ()) if (entry := object_in(value))),
        probation=object_in(_last(told, "probation")),
        copies=copies.listed(told.get("copy", ())),
        unit_state=_last(told, "unit_state") or UNKNOWN,
        process_states=dict(_state(value) for value in told.get("process", ())),
        closed=tuple(inert(one) for one in told.get("closed", ())),
    )


def _last(told: dict[str, list[str]], key: str) -> str:
    return told.get(key, [""])[-1]


def _owned(value: str) -> Owned:
    about, _, path = value.partition(" ")
    owner, mode, kind = (*about.split("/"), "", "", "")[:3]
    octal = mode.isdigit() and set(mode) <= set("01234567") and len(mode) <= 4  # noqa: PLR2004
    return Owned(path=path, owner=owner, mode=int(mode, 8) if octal else 0, link=kind == "link")


def _text(value: str) -> tuple[str, str]:
    path, _, content = value.partition(" ")
    return path, _decoded(content)


def _state(value: str) -> tuple[str, str]:
    unit, _, state = value.partition(" ")
    return inert(unit), inert(state) or UNKNOWN


def _decoded(content: str) -> str:
    try:
        return base64.b64decode(content, validate=True).decode(errors="replace")
    except ValueError:
        return ""


def _named(told: dict[str, list[str]], key: str) -> tuple[str, ...]:
    found = object_in(_last(told, "names")).get(key)
    return tuple(inert(str(one)) for one in found) if isinstance(found, list) else ()


def _not_told(ran: Ran) -> Problem:
    return Problem(
        code="server_not_asked",
        what=say("It is not known what is installed on the server."),
        why=say("A read-only check command ended with exit code {code}.", code=ran.code),
        details=ran.err,
    )
