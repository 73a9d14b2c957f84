"""What lies beside the program in an archive: a README, units, settings, and two scripts."""

from __future__ import annotations

import re
import shlex
from importlib.resources import files
from typing import TYPE_CHECKING

from core.packages import units
from core.packages.goods import program_name
from core.service.environment import names
from core.service.health_question import scheme_of
from core.service.model import HealthScheme, Kind
from core.service.variables import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from core.packages.goods import Goods
    from core.service.model import Service

# What `uname -m` says on machines that run a program for this GOARCH.
_MACHINES = {
    "386": "i386 i486 i586 i686 x86_64",
    "amd64": "x86_64",
    "arm": "armv5tel armv6l armv7l armv8l aarch64",
    "arm64": "aarch64",
    "loong64": "loongarch64",
}
_SETTING = re.compile(r"^([a-z]+)=.*$", re.MULTILINE)
_PLAIN_IN_CMD = re.compile(r"[A-Za-z0-9_./:\\,@+= -]*")


def texts(goods: Goods) -> dict[str, tuple[str, int]]:
    """Return the further files of an archive, content and mode by name."""
    if goods.program.verdict.goos != "linux":
        return {**_start(goods), "README.md": (_readme_elsewhere(goods), 0o644)}
    written = units.units(goods.service)
    return {
        **{f"systemd/{name}": (text, 0o644) for name, text in written.items()},
        **_start(goods),
        "install.sh": (install_script(goods), 0o755),
        "env.example": (settings_example(goods.service), 0o644),
        "README.md": (_readme(goods), 0o644),
    }


def top(goods: Goods) -> str:
    """Name the folder that an archive unpacks to."""
    return f"{goods.service.name}-{goods.version}-{goods.target}"


def settings_example(service: Service) -> str:
    """Spell the settings that a service needs, by name: their values travel in no package."""
    wanted = dict.fromkeys(service.secrets)
    if service.environment is not None:
        wanted |= dict.fromkeys(names(service.environment.text))
    lines = (f"#{name}=" for name in wanted)
    head = "# Settings and secrets of the service, as NAME=VALUE lines."
    return "\n".join((head, *lines)) + "\n"


def install_script(goods: Goods) -> str:
    """Fill the script that does by hand what GoFerry does over SSH."""
    service, goarch = goods.service, goods.program.verdict.goarch
    values = {
        "name": service.name,
        "version": goods.version,
        "machines": _MACHINES.get(goarch, goarch),
        "folders": " ".join(units.working_folders(service)),
        "address": _address(service),
        "deadline": str(service.health.deadline),
    }
    return filled("install.sh", values)


def filled(name: str, values: Mapping[str, str]) -> str:
    """Return one of our scripts with these settings, each one word of the shell."""

    def line(found: re.Match[str]) -> str:
        known = values.get(found[1])
        return found[0] if known is None else f"{found[1]}={shlex.quote(known)}"

    return _SETTING.sub(line, files("resources").joinpath("packages", name).read_text("utf-8"))


def start_script(
    service: Service, program: str, *, release: str = "./release", settings: str = "./env"
) -> str:
    """Write the script that runs the program here and now, in this terminal."""
    text = filled("start.sh", {"release": release, "settings": settings, "program": program})
    variables = "".join(f"export {shlex.quote(one)}\n" for one in _variables(service))
    words = " ".join(map(_shell_word, service.args))
    arguments = f'set -- {words} "$@"\n' if words else ""
    return text.replace("# variables\n", variables).replace("# arguments\n", arguments)


def _start(goods: Goods) -> dict[str, tuple[str, int]]:
    program = program_name(goods)
    if goods.program.verdict.goos == "windows":
        return {"start.cmd": (_start_cmd(goods.service, program), 0o644)}
    return {"start.sh": (start_script(goods.service, program), 0o755)}


def _start_cmd(service: Service, program: str) -> str:
    """The same for Windows, where a word with a special sign is left to the person."""
    lines = ["@echo off", 'cd /d "%~dp0release"']
    for one in _variables(service):
        plain = _PLAIN_IN_CMD.fullmatch(one)
        lines.append(f'set "{one}"' if plain else f"rem Set {name_of(one)} before you start this.")
    words = [f'"{one}"' for one in service.args if _PLAIN_IN_CMD.fullmatch(one)]
    lines.append(" ".join((f"bin\\{program}", *words, "%*")))
    return "\r\n".join((*lines, ""))


def _variables(service: Service) -> Iterator[str]:
    if service.kind is Kind.WEB:
        yield f"PORT={service.port}"
    yield "GIN_MODE=release"
    yield from service.env


def _shell_word(word: str) -> str:
    """Quote an argument; `${NAME}` in it stays a variable, as it is in a unit."""
    parts = re.split(r"(\$\{[A-Za-z_][A-Za-z0-9_]*\})", word)
    quoted = (
        f'"{one}"' if number % 2 else shlex.quote(one) for number, one in enumerate(parts) if one
    )
    return "".join(quoted) or "''"


def _address(service: Service) -> str:
    """Where the service answers when it is well; empty where only systemd can tell."""
    scheme = scheme_of(service)
    if scheme not in {HealthScheme.HTTP, HealthScheme.HTTPS}:
        return ""
    port = service.health.port or service.port
    return f"{scheme.value}://127.0.0.1:{port}{service.health_path}"


def _readme(goods: Goods) -> str:
    service = goods.service
    return f"""# {service.name} {goods.version}

Three commands, in this directory:

    sha256sum --check SHA256SUMS    # is everything as it was packed?
    ./start.sh                      # run it here, in this terminal
    sudo ./install.sh               # make it a service of this server (systemd)

`install.sh` is a plain script that can be read first. `sudo ./install.sh rollback` lets the
previous release run again, `sudo ./install.sh remove` removes the service and keeps its data.

- Program: release/bin/{service.name}, for {goods.target}
- Settings: /etc/{service.name}/env, as NAME=VALUE lines; env.example names them
- Data: /var/lib/{service.name}
- Log: journalctl --unit={service.name}
{_source(goods)}"""


def _readme_elsewhere(goods: Goods) -> str:
    start = "start.cmd" if goods.program.verdict.goos == "windows" else "./start.sh"
    return f"""# {goods.service.name} {goods.version}

For {goods.target}. `{start}` runs the program; SHA256SUMS holds the checksum of each file.
{_source(goods)}"""


def _source(goods: Goods) -> str:
    """Tell what the program was built from, in signs that mean nothing to Markdown."""
    verdict = goods.program.verdict
    told = (
        ("Module", verdict.module),
        ("Commit", verdict.settings.get("vcs.revision", "")),
        ("Go", verdict.go_version),
    )
    return "".join(f"- {name}: {_plain(value)}\n" for name, value in told if value)


def _plain(value: str) -> str:
    return re.sub(r"[^A-Za-z0-9_./@:+~-]", "?", value)
