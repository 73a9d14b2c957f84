"""What stands on a server's ports 80 and 443: its web servers, their sites, their certificates."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.front import certificates
from core.front.doors import UNITS
from core.front.ours import FOLDER, NAME
from core.front.sites import site_in
from core.plain_text import inert, whole_number
from core.problems import Problem, ProblemError
from core.service.fronted import Certificate, Door, Fronted, Site
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.ssh.session import ServerSession

_CERTIFICATE = re.compile(r".*/(?P<domain>[^/]+)/(?:(?P=domain)\.crt|fullchain\.pem)")
_CERTBOT = "/etc/letsencrypt/live/"
_DOOR_OF = (
    (f"{FOLDER}/", Door.OURS),
    ("/etc/nginx/", Door.NGINX),
    ("/etc/apache2/", Door.APACHE),
    ("/etc/httpd/", Door.APACHE),
    ("/etc/caddy/", Door.CADDY),
)
_SCRIPT = f"""
line() {{ printf '%s %s\\n' "$1" "$2"; }}
packed() {{ line "$1" "$2 $(head -c 65536 -- "$2" | base64 -w0)"; }}
[ "$(id -u)" = 0 ] || line limited yes
[ ! -d /etc/{NAME} ] || [ -r {FOLDER} ] || line hidden yes
[ -e /var/lib/goferry/{NAME}/service.json ] && line there record
[ -r /opt/{NAME}/current/Caddyfile ] && packed ours /opt/{NAME}/current/Caddyfile
[ -r /etc/caddy/Caddyfile ] && packed caddyfile /etc/caddy/Caddyfile
for unit in {" ".join(UNITS)}; do
  line active "$unit $(systemctl show "$unit" --property=ActiveState --value)"
done
[ -d /etc/apache2/sites-enabled ] || [ ! -d /etc/httpd/conf.d ] || line httpd yes
[ "$(getenforce 2>/dev/null)" != Enforcing ] ||
  case $(getsebool httpd_can_network_connect 2>/dev/null) in *off) line walled yes ;; esac
for file in {FOLDER}/*.caddy /etc/nginx/conf.d/goferry-*.conf \\
  /etc/apache2/sites-enabled/goferry-*.conf /etc/httpd/conf.d/goferry-*.conf \\
  /etc/caddy/*/goferry-*; do
  [ -f "$file" ] && packed site "$file"
done
for file in /var/lib/{NAME}/certificates/*/*/*.crt {_CERTBOT}*/fullchain.pem \\
  /var/lib/caddy/.local/share/caddy/certificates/*/*/*.crt; do
  [ -f "$file" ] && packed certificate "$file"
done
for file in {_CERTBOT}*/fullchain.pem; do
  [ -f "$file" ] || continue
  domain=${{file%/*}}
  domain=${{domain##*/}}
  # What was written before it was renewed last, tells nothing any more.
  find /var/log/letsencrypt -name 'letsencrypt.log*' -newer "$file" \\
    -exec grep -hF "Failed to renew certificate $domain with error: " {{}} + 2>/dev/null |
    sort | tail -n 1 | head -c 4096 | sed 's/^/renewal /'
done
line now "$(date +%s)"
line addresses "$(hostname -I 2>/dev/null)"
journalctl --unit={NAME}.service --unit=caddy.service --output=cat --lines=5000 2>/dev/null |
  grep -F '"identifier"' | tail -n 400 | sed 's/^/told /'
exit 0
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was found; `there` whether a service of our door's name is, `ours` its configuration.

    `certificates` holds PEM by domain, `certified` those that certbot has, `told` what Caddy wrote
    about certificates, the newest last, `renewals` why certbot could not renew; `now` is the
    server's clock. `limited` says that it was not root who looked, `hidden` that not even the
    domains of our door can be seen, `walled` that SELinux lets no web server speak to a service,
    `httpd` that Apache goes by that name.
    """

    there: bool = False
    ours: str = ""
    caddyfile: str = ""
    httpd: bool = False
    active: Mapping[Door, bool] = field(default_factory=dict)
    sites: tuple[Site, ...] = ()
    certificates: Mapping[str, bytes] = field(default_factory=dict)
    certified: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    told: tuple[str, ...] = ()
    renewals: Mapping[str, str] = field(default_factory=dict)
    now: float = 0.0
    limited: bool = False
    hidden: bool = False
    walled: bool = False

    def fronted(self, *, since: float = 0.0) -> tuple[Fronted, ...]:
        """Return each domain with its certificate, and what was said of it `since` then."""
        return tuple(self._fronted(one, since) for one in self.sites)

    def site(self, domain: str) -> Site | None:
        """Return the site of a domain."""
        return next((one for one in self.sites if one.domain == domain), None)

    def _fronted(self, site: Site, since: float) -> Fronted:
        reason = certificates.reason_in(self.told, site.domain, since=since)
        text = reason.text or self.renewals.get(site.domain, "")
        pem = self.certificates.get(site.domain, b"")
        proof = certificates.read(pem, text) if pem or not self.limited else _HIDDEN
        return Fronted(site=site, certificate=proof, refused=reason.refused)


async def look_as_allowed(session: ServerSession) -> Seen:
    """Look as the login, and as root only at what that may not see and not everyone has.

    Raises "front_hidden" where not even the domains can be seen; a certificate that cannot is told
    as not known.
    """
    seen = parsed((await session.run(_SCRIPT)).out)
    if not seen.limited or not (seen.hidden or seen.sites):
        return seen
    try:
        return await look(session)
    except ProblemError as refused:
        if not seen.hidden:
            return seen
        raise ProblemError(_hidden(session.profile.name, refused.problem)) from refused


async def look(session: ServerSession) -> Seen:
    """Look at everything, as root: certificates are nobody else's to read. Changes nothing."""
    ran = await session.run_as_root(_SCRIPT)
    if ran.code:
        raise ProblemError(_not_told(session.profile.name, ran.err))
    return parsed(ran.out)


def parsed(out: str) -> Seen:
    """Read the script's lines, each a word and a value."""
    told: dict[str, list[str]] = {}
    for text in out.splitlines():
        word, _, value = text.partition(" ")
        told.setdefault(word, []).append(value)
    packed = {word: dict(map(_unpacked, told.get(word, ()))) for word in _PACKED}
    active = dict(one.split(" ", 1) for one in told.get("active", ()) if " " in one)
    ours = _text(next(iter(packed["ours"].values()), b""))
    if not ours:  # a unit of this name may be anybody's
        active.pop(f"{NAME}.service", None)
    return Seen(
        there="record" in told.get("there", ()),
        ours=ours,
        caddyfile=_text(next(iter(packed["caddyfile"].values()), b"")),
        httpd="httpd" in told,
        active=dict.fromkeys((UNITS[one] for one in active if active[one] == "active"), True),
        sites=tuple(
            site for path, content in packed["site"].items() if (site := _site(path, content))
        ),
        certificates={
            found["domain"]: content
            for path, content in packed["certificate"].items()
            if (found := _CERTIFICATE.fullmatch(path))
        },
        certified=frozenset(
            path.removeprefix(_CERTBOT).partition("/")[0]
            for path in packed["certificate"]
            if path.startswith(_CERTBOT)
        ),
        addresses=frozenset(next(iter(told.get("addresses", ())), "").split()),
        told=tuple(told.get("told", ())),
        renewals=certificates.renewals_in(told.get("renewal", ())),
        now=float(whole_number(next(iter(told.get("now", ())), ""))),
        limited="limited" in told,
        hidden="hidden" in told,
        walled="walled" in told,
    )


_PACKED = ("ours", "caddyfile", "site", "certificate")


def _unpacked(value: str) -> tuple[str, bytes]:
    path, _, content = value.rpartition(" ")
    try:
        return path, base64.b64decode(content, validate=True)
    except ValueError:
        return path, b""


def _site(path: str, content: bytes) -> Site | None:
    door = next((door for folder, door in _DOOR_OF if path.startswith(folder)), None)
    return None if door is None else site_in(_text(content), door)


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


_HIDDEN = Certificate(
    known=False, problem=say("This login cannot read the certificate. That needs root.")
)


def _hidden(server: str, refused: Problem) -> Problem:
    return Problem(
        code="front_hidden",
        what=say("It is not known whether a domain leads to a service on {server}.", server=server),
        why=say("Only root can read that. {what}", what=refused.what),
        next=refused.next,
        details=refused.details,
    )


def _not_told(server: str, told: str) -> Problem:
    return Problem(
        code="front_not_told",
        what=say("It is not known what uses ports 80 and 443 on {server}.", server=server),
        why=say("A read-only check command did not finish."),
        details=inert(told),
    )
