"""Write and remove the files of domains: all of a change, or nothing of it."""

from __future__ import annotations

import shlex
from importlib.resources import files
from typing import TYPE_CHECKING

from core.codec import object_in
from core.front.ours import FOLDER, NAME
from core.front.sites import text_of
from core.plain_text import inert, one_line
from core.problems import Advice, Problem, ProblemError
from core.service.fronted import Door, Site
from core.service.plan import ActionKey, PlanStep
from core.words import all_of, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from core.front.authority import Authority
    from core.front.doors import Place
    from core.ssh.session import ServerSession
    from core.words import Text

_END = "GOFERRY_END_OF_FILE"
_MODE = "0644"


def writing(
    sites: Iterable[Site], place: Place, *, certified: frozenset[str], authority: Authority
) -> PlanStep:
    """Spell how the files of these domains are written, checked and taken over."""
    sites = tuple(sites)
    texts = {
        place.file_of(one.domain): text_of(one, certified=one.domain in certified) for one in sites
    }
    ours = all(one.door is Door.OURS for one in sites)
    lines = [*([_OUR_FOLDER] if ours else ()), _head(place)]
    lines += [_put(name, text) for name, text in {**_of(authority), **texts}.items()]
    return PlanStep(
        key=ActionKey.WRITE_SITE,
        sentence=say(
            "Write the site of {domains}, and reload the web server.",
            domains=all_of(one.domain for one in sites),
        ),
        script="\n".join((*lines, "settle")),
    )


def removing(site: Site, place: Place) -> PlanStep:
    """Spell how the file of a domain goes."""
    name = place.file_of(site.domain)
    return PlanStep(
        key=ActionKey.REMOVE_SITE,
        sentence=say("Remove the site of {domain}.", domain=site.domain),
        script="\n".join((_head(place), f"gone {shlex.quote(name)}", "settle")),
    )


async def carry_out(session: ServerSession, step: PlanStep) -> None:
    """Do it; raises "site_refused" with the web server's own words, and leaves all as it was."""
    ran = await session.run_as_root(f"set -eu\n{step.script}\n")
    if ran.code:
        raise ProblemError(_refused(ran.err or ran.out))


_OUR_FOLDER = f"[ -d {FOLDER} ] || install -d -m 0750 -o root -g {NAME} {FOLDER}"


def _head(place: Place) -> str:
    return "\n".join(
        (
            f"folder={shlex.quote(place.folder)}",
            f"check() {{ {place.check}; }}",
            f"reload() {{\n{place.reload}\n}}",
            files("resources").joinpath("front", "sites.sh").read_text("utf-8"),
            "begin",
        )
    )


def _put(name: str, text: str) -> str:
    if _END in text or not text.endswith("\n"):  # what came after would be read by root's shell
        raise ValueError(f"{_END} has to end the text of {name}")
    return f"put {shlex.quote(name)} {_MODE} <<'{_END}'\n{text}{_END}"


def _of(authority: Authority) -> Mapping[str, str]:
    """The files that name another certificate authority than the usual one."""
    if not authority.url:
        return {}
    first = "# Written by GoFerry: who is asked for certificates.\n"
    options = f"acme_ca {authority.url}\n"
    if not authority.root:
        return {"authority.global": first + options}
    options += f"acme_ca_root {FOLDER}/authority.pem\n"
    root = authority.root.decode("ascii").strip()
    return {"authority.pem": f"{first}{root}\n", "authority.global": first + options}


def _refused(told: str) -> Problem:
    return Problem(
        code="site_refused",
        what=say("The web server rejected the site. Nothing was changed."),
        why=say("The web server reported: {line}", line=_worst(told)),
        next=(
            Advice(_modules(told))
            if "AH00526" in told
            else Advice(say("Correct the reported problem, then try again.")),
        ),
        details=inert(told),
    )


def _modules(told: str) -> Text:
    """How Apache gets the modules that a site wants; Red Hat's has all but one."""
    if "/etc/httpd/" in told:
        return say("Apache needs: dnf install mod_ssl.")
    return say("Apache needs: a2enmod proxy proxy_http headers ssl.")


def _worst(told: str) -> str:
    """Find the line that says why: Caddy's is JSON, nginx's and Apache's are text."""
    lines = [line for line in told.splitlines() if line.strip()]
    for line in reversed(lines):
        entry = object_in(line)
        if entry.get("level") == "error":
            return one_line(str(entry.get("msg", "")))
    lines = [line for line in lines if not object_in(line)] or lines
    first = lines[0].removeprefix("Error: ") if lines else "-"
    goes_on = first.endswith(":") and len(lines) > 1  # Apache names the place first
    return one_line(f"{first} {lines[1]}" if goes_on else first)
