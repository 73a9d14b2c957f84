"""Where each web server has its sites, how it checks them, and how it takes them over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.front.ours import FOLDER, NAME
from core.problems import Advice, Problem, ProblemError
from core.service.fronted import Door
from core.words import list_of, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.servers.facts import Facts

HTTP, HTTPS = 80, 443
_CADDYFILE = "/etc/caddy/Caddyfile"
# It runs as its own user, which alone may speak to the program, and gets nothing of root's. Whether
# this run of the program has its listeners by the one name or by the other, a file tells.
_RELOAD_OURS = f"""\
again=0
run=$(systemctl show {NAME}.service --property=InvocationID --value)
[ "$(sed -n 2p {FOLDER}/again 2>/dev/null)" != "$run" ] || again=
cd /opt/{NAME}/current &&
    setpriv --reuid={NAME} --regid={NAME} --clear-groups --no-new-privs \\
      env -i PATH=/usr/bin:/bin HOME=/nonexistent AGAIN=$again bin/{NAME} reload --force \\
      --config Caddyfile --adapter caddyfile --address unix//var/lib/{NAME}/admin.sock &&
    printf '# Written by GoFerry.\\n%s\\n' "${{again:+$run}}" >{FOLDER}/again"""
_IMPORT = re.compile(
    r"^\s*import\s+(?:/etc/caddy/)?([a-z0-9][a-z0-9._-]*)/\*(\.[a-z]+)?\s*$", re.MULTILINE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a web server keeps its sites, and the commands that check them and take them over."""

    folder: str
    begins: str
    ends: str
    check: str
    reload: str

    def file_of(self, domain: str) -> str:
        """The name of the file of a domain."""
        return f"{self.begins}{domain}{self.ends}"


UNITS = {
    f"{NAME}.service": Door.OURS,
    "caddy.service": Door.CADDY,
    "nginx.service": Door.NGINX,
    "apache2.service": Door.APACHE,
    "httpd.service": Door.APACHE,
}
_PLACES = {
    Door.OURS: Place(folder=FOLDER, begins="", ends=".caddy", check=":", reload=_RELOAD_OURS),
    Door.NGINX: Place(
        folder="/etc/nginx/conf.d",
        begins="goferry-",
        ends=".conf",
        check="nginx -q -t",
        reload="systemctl reload nginx.service",
    ),
    Door.APACHE: Place(
        folder="/etc/apache2/sites-enabled",
        begins="goferry-",
        ends=".conf",
        check="apachectl configtest",
        reload="systemctl reload apache2.service",
    ),
}
_HTTPD = Place(  # Apache as Red Hat's systems have it
    folder="/etc/httpd/conf.d",
    begins="goferry-",
    ends=".conf",
    check="httpd -t",
    reload="systemctl reload httpd.service",
)


def place_of(door: Door, caddyfile: str = "", *, httpd: bool = False) -> Place:
    """Tell where a site goes; `caddyfile` is that of a Caddy which is there already.

    `httpd` says that Apache goes by that name, as on Red Hat's systems. Raises `ProblemError` where
    the Caddy imports no folder: its file is not ours to change.
    """
    if door is not Door.CADDY:
        return _HTTPD if httpd and door is Door.APACHE else _PLACES[door]
    found = _IMPORT.search(caddyfile)
    if found is None:
        raise ProblemError(_imports_nothing())
    return Place(
        folder=f"/etc/caddy/{found[1]}",
        begins="goferry-",
        ends=found[2] or ".caddy",
        check=f"caddy validate --config {_CADDYFILE} --adapter caddyfile",
        reload="systemctl reload caddy.service",
    )


def door_for(facts: Facts, active: Mapping[Door, bool], wanted: Door | None) -> Door:
    """Choose the door: the one that was asked for, else the one that is there, else our own.

    Raises `ProblemError` where ports 80 and 443 belong to something else.
    """
    there = [door for door in Door if active.get(door)]
    if wanted is not None and wanted is not Door.OURS:
        if wanted not in there:
            raise ProblemError(_not_there(wanted))
        return wanted
    if Door.OURS in there:
        return Door.OURS
    if wanted is None and len(there) == 1:
        return there[0]
    if wanted is None and there:
        raise ProblemError(_several(there))
    holder = next((one for port in (HTTP, HTTPS) if (one := facts.owner_of(port))), None)
    if holder is not None:
        name = holder.program or next(iter(holder.units), "")
        raise ProblemError(_taken(holder.port, name, there))
    return Door.OURS


def _imports_nothing() -> Problem:
    return Problem(
        code="caddy_imports_nothing",
        what=say("Caddy on this server does not import a directory of sites."),
        why=say("The file {file} is yours, and GoFerry does not change it.", file=_CADDYFILE),
        next=(
            Advice(
                say(
                    "Create the directory and add this line to the file: {line}",
                    line="import /etc/caddy/sites/*.caddy",
                )
            ),
        ),
    )


def _not_there(door: Door) -> Problem:
    return Problem(
        code="front_not_there",
        what=say("{door} is not running on this server.", door=str(door)),
        why=say("A site file for it would have no effect."),
        next=(
            Advice(
                say("Leave out --with. GoFerry then uses the installed web server, or its own.")
            ),
        ),
    )


def _several(there: list[Door]) -> Problem:
    return Problem(
        code="front_several",
        what=say("Several web servers run on this server: {doors}.", doors=list_of(there)),
        why=say("GoFerry cannot determine which of them uses ports 80 and 443."),
        next=(Advice(say("Specify which one to use: --with {door}", door=str(there[0]))),),
    )


def _taken(port: int, program: str, there: list[Door]) -> Problem:
    advice = say("Use that web server: --with {door}", door=list_of(there))
    return Problem(
        code="front_ports_taken",
        what=say("Port {port} is already in use.", port=port),
        why=(
            say("{program} is using the port.", program=program)
            if program
            else say("This login cannot see which program uses the port.")
        ),
        next=(
            *((Advice(advice),) if there else ()),
            Advice(say("Or stop what uses it, then try again.")),
        ),
    )
