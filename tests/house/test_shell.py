"""shellcheck has nothing to say about any shell text, written or made by the app."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from ipaddress import IPv4Network
from typing import TYPE_CHECKING

import pytest

from core.deploy import installed, record
from core.deploy.installed import Installed
from core.deploy.layout import Layout
from core.deploy.model import Mode, Scope, Service
from core.deploy.permitting import rule
from core.deploy.preparing import as_script, preparation, revocation
from core.deploy.unit import helper, wanted
from core.operate import logs
from core.operate.removal import removal
from core.practice import accounts, network
from tests.house.sources import ROOT

if TYPE_CHECKING:
    from pathlib import Path

_WEB = Service(name="web")
_FIRST_LINE = re.compile(r"#! ?/(?:usr/)?bin/(?:env )?(?:ba|da)?sh\b")
_SKIP = re.compile(r"# *shellcheck +disable=\S+(?P<reason>.*)")


def written() -> dict[str, str]:
    """Return every shell script of the repository that is whole as it stands."""
    listed = subprocess.run(
        ("git", "ls-files"), cwd=ROOT, capture_output=True, text=True, check=True
    )
    found = {}
    for name in listed.stdout.splitlines():
        with (ROOT / name).open("rb") as file:
            begins = file.read(100).decode("utf-8", "replace")
        if _FIRST_LINE.match(begins) and not name.startswith("resources/units/activate/"):
            found[name] = (ROOT / name).read_text("utf-8")
    return found


def made(folder: Path) -> dict[str, str]:
    """Return the shell texts that the app makes, for services of several kinds."""
    found = {}
    for scope in Scope:
        layout = Layout("web", scope)
        found[f"ask-{scope}"] = installed._script(layout)
        found[f"removal-{scope}"] = removal(layout).script
        found[f"logs-{scope}"] = logs._script(layout, "", follow=False)
        found[f"logs-follow-{scope}"] = logs._script(layout, "s=1;i=2", follow=True)
        for mode in Mode:
            service = replace(_WEB, mode=mode, scope=scope)
            found[f"prepare-{scope}-{mode}"] = prepared(service)
    for mode, scope in ((Mode.PROXY, Scope.SYSTEM), (Mode.SHARED, Scope.USER)):
        found[f"helper-{scope}-{mode}"] = helper(replace(_WEB, mode=mode, scope=scope)).content
    permitted = Installed(login="ben", rule=rule(_WEB, "ben"), areas=frozenset({"ben"}))
    found["revoke"] = as_script(revocation(permitted, _WEB, login="ben"))
    found["record"] = record._script("/var/lib/goferry/web/service.json")
    found["practice"] = accounts.script(
        "practice",
        host_key=accounts.own_key(folder / "host"),
        login=accounts.own_key(folder / "login"),
    )
    subnet = IPv4Network("10.213.0.0/30")
    found["link"] = network.link_script("gf-1", subnet, 42)
    found["release"] = network.release_script("gf-1", subnet)
    return found


def prepared(service: Service) -> str:
    """Return all that a preparation may do: with operators, and with units of another mode left."""
    left = {file.path: "" for file in wanted(replace(service, mode=Mode.PROXY))}
    there = Installed(login="deploy", texts=left)
    return as_script(preparation(there, service, operators="ops"))


def objections(name: str, text: str) -> str:
    """Let shellcheck read a text; one without a first line is read by `sh`."""
    dialect = "bash" if re.match(r"#!.*\bbash\b", text) else "sh"
    done = subprocess.run(
        ("shellcheck", f"--shell={dialect}", "--format=gcc", "-"),
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )
    return "".join(f"{name}{line[1:]}\n" for line in done.stdout.splitlines()) + done.stderr


def test_no_script_of_the_repository_surprises_its_shell() -> None:
    found = written()
    assert {".ci/run", "installer/start", "resources/server/facts.sh"} <= found.keys()
    said = "".join(objections(name, text) for name, text in found.items())
    if said:
        pytest.fail(said, pytrace=False)


def test_no_text_that_the_app_makes_surprises_its_shell(tmp_path: Path) -> None:
    said = "".join(objections(name, text) for name, text in made(tmp_path).items())
    if said:
        pytest.fail(said, pytrace=False)


def test_what_shellcheck_shall_not_say_has_its_reason_beside_it() -> None:
    texts = [file.read_text("utf-8") for file in (ROOT / "resources").rglob("*.sh")]
    skips = [found for text in (*texts, *written().values()) for found in _SKIP.finditer(text)]
    assert skips
    assert [one[0] for one in skips if len(one["reason"].strip(" #").split()) < 3] == []
