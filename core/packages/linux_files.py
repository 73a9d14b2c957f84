"""The files of a Linux package beside the program: units, settings, papers."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING

from core.packages import texts, units, versions

if TYPE_CHECKING:
    from core.packages.goods import Goods
    from core.service.model import Service

# A folder of our own: no service's name can meet one of the system's in it.
_ROOM = "/usr/lib/goferry"
_HOMES = re.compile(r"(?:github\.com|gitlab\.com|codeberg\.org)/[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+")
_ODD = re.compile(r"[^A-Za-z0-9_./@:+~-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A file that is made here; `settings` are an administrator's own once they are installed."""

    content: bytes
    mode: int = 0o644
    settings: bool = False


def room(service: Service) -> str:
    """Where the release lies."""
    return f"{_ROOM}/{service.name}"


def of_debian(goods: Goods) -> dict[str, Text]:
    """Return the files by their place, for Debian and its kin."""
    name = goods.service.name
    overrides = _text(_overrides(goods))
    return {**of_systemd(goods), f"/usr/share/lintian/overrides/{name}": overrides}


def of_systemd(goods: Goods) -> dict[str, Text]:
    """Return the files by their place, where systemd runs services."""
    service, name = goods.service, goods.service.name
    user = f'u {name} - "The service {name}" /var/lib/{name} /usr/sbin/nologin\n'
    return {
        **_of_all(goods),
        f"/etc/{name}/env": _text(texts.settings_example(service), mode=0o600, settings=True),
        f"/usr/lib/sysusers.d/{name}.conf": _text(user),
        **{
            f"/usr/lib/systemd/system/{one}": _text(units.moved(text, service, room(service)))
            for one, text in units.units(service).items()
        },
    }


def of_openrc(goods: Goods) -> dict[str, Text]:
    """Return the files by their place, where OpenRC runs services."""
    service, name = goods.service, goods.service.name
    values = {"name": name, "deadline": str(service.drain)}
    start = texts.start_script(service, name, release=f"./{name}", settings=f"/etc/{name}/env")
    return {
        **_of_all(goods),
        f"/etc/{name}/env": _text(texts.settings_example(service), settings=True),
        f"/etc/init.d/{name}": _text(texts.filled("apk/service.initd", values), mode=0o755),
        f"{room(service)}.start": _text(start, mode=0o755),
    }


def description(goods: Goods) -> str:
    """Say in two lines what the package is; a value from a program has only plain letters there."""
    verdict, name = goods.program.verdict, goods.service.name
    commit = verdict.settings.get("vcs.revision", "")[:12]
    source = _plain(verdict.module) or "a Go program"
    return (
        f"service {name}, written in Go\n"
        f"Built from {source}{f' at commit {_plain(commit)}' if commit else ''} with "
        f"{_plain(verdict.go_version) or 'Go'}.\n"
        f"Settings are in /etc/{name}/env, data in /var/lib/{name}."
    )


def homepage(module: str) -> str:
    """Return the page of a module whose path is also an address; of others, nothing is known."""
    found = _HOMES.match(module)
    return f"https://{found[0]}" if found else ""


def _of_all(goods: Goods) -> dict[str, Text]:
    doc = f"/usr/share/doc/{goods.service.name}"
    packed = gzip.compress(_changes(goods).encode(), 9, mtime=0)
    return {
        f"{room(goods.service)}/release.env": _text(f"GOFERRY_RELEASE={goods.version}\n"),
        f"{doc}/copyright": _text(_copyright(goods)),
        f"{doc}/changelog.gz": Text(content=packed),
    }


def _copyright(goods: Goods) -> str:
    module = _plain(goods.program.verdict.module)
    head = f"{goods.service.name} was built from {module or 'a Go program'}.\n\n"
    return head + (goods.license_text or "The project has no license file: ask its authors.\n")


def _changes(goods: Goods) -> str:
    """Write the one entry that is known of: this version."""
    moment = format_datetime(datetime.fromtimestamp(goods.moment, UTC))
    commit = _plain(goods.program.verdict.settings.get("vcs.revision", ""))
    what = f"Packaged from commit {commit}." if commit else "Packaged."
    version = versions.for_debian(goods.version)
    return (
        f"{goods.service.name} ({version}) unstable; urgency=medium\n\n  * {what}\n\n"
        f" -- {goods.maintainer}  {moment}\n"
    )


def _overrides(goods: Goods) -> str:
    """Name what lintian takes for a fault and is none, each with its reason."""
    name = goods.service.name
    return f"""\
# Go links what it needs into the one file: nothing of the system can be out of date under it.
{name}: statically-linked-binary
# Go's own tables tell where a panic happened; debug information is left in where that was wanted.
{name}: unstripped-binary-or-object
"""


def _plain(value: str) -> str:
    return _ODD.sub("", value)


def _text(text: str, *, mode: int = 0o644, settings: bool = False) -> Text:
    return Text(content=text.encode(), mode=mode, settings=settings)
