"""Without root a login's own systemd runs the service, and all of it lies in its home."""

from __future__ import annotations

import asyncio
import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from core.deploy.preparing import as_script, preparation
from core.operate.removal import removal
from core.service import installed
from core.service.layout import Layout
from core.service.model import Mode, ReleaseCommand, Scope, Service
from tests.apart import LOGIN, QUICK, program
from tests.apart.without_root import HOME, Login

if TYPE_CHECKING:
    from tests.apart import Apart

pytestmark = pytest.mark.server
_STATE = f"{HOME}/.local/state/goferry/web"
_ROOT = f"{HOME}/.local/share/goferry/web"
_ETC = f"{HOME}/.config/goferry/web"
_MANAGER = "export XDG_RUNTIME_DIR=/run/user/$(id -u)\n"


class Own:
    """A service of a login's own on a made-up server."""

    def __init__(self, apart: Apart, mode: Mode = Mode.RESTART) -> None:
        self.apart, self.login = apart, Login(apart)
        self.service = Service(name="web", scope=Scope.USER, mode=mode, health=QUICK)

    def prepare(self) -> list[str]:
        there = asyncio.run(installed.ask(self.login.session, self.service))
        actions = preparation(there, self.service)
        told = self.login.sh(f"{_MANAGER}{as_script(actions)}")
        assert told.code == 0, told
        return [one.key for one in actions]

    def ask(self, verb: str, wanted: str = "-", named: str = "") -> str:
        """Ask the helper, with what sudo would tell: nobody believes it here."""
        sudo = ("SUDO_UID=0", "SUDO_GID=0", "SUDO_USER=root")
        request = f"{verb} {named or self.apart.new_id()} {wanted} me"
        return self.login.sh(f"echo {request} | .local/libexec/goferry/activate-web", *sudo).out

    def last(self) -> dict[str, Any]:
        newest = max(self.apart.file(f"{_STATE}/txn").iterdir())
        return dict(json.loads(newest.read_text().splitlines()[-1]))

    def send(self, folder: str, files: dict[str, bytes]) -> None:
        for name, data in files.items():
            place = self.apart.file(f"{_STATE}/incoming/{folder}/{name}")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        self.apart.sh(f"chown -R {LOGIN}:{LOGIN} {_STATE}/incoming")

    def deploy(self, behaviour: str, **files: bytes) -> dict[str, Any]:
        data = program(behaviour)
        sha256 = hashlib.sha256(data).hexdigest()
        self.send(sha256[:32], {"web": data, **files})
        assert self.ask("deploy", sha256) == '{"accepted":true}\n'
        return self.last()


def test_it_comes_goes_back_and_goes_with_the_login_s_rights_alone(bare: Apart) -> None:
    own = Own(bare)
    before = bare.tree("/etc", "/opt", "/usr/local", "/var/lib")
    assert own.prepare()[:2] == ["linger", "make_folders"]
    assert bare.tree(_ROOT, _ETC, _STATE) == [
        f"700 deploy:deploy d {_ETC}", f"644 deploy:deploy f {_ETC}/.goferry",
        f"755 deploy:deploy d {_ROOT}", f"644 deploy:deploy f {_ROOT}/.goferry",
        f"755 deploy:deploy d {_ROOT}/releases",
        f"700 deploy:deploy d {_STATE}", f"644 deploy:deploy f {_STATE}/.goferry",
        f"755 deploy:deploy d {_STATE}/bad", f"700 deploy:deploy d {_STATE}/incoming",
        *[line for line in bare.tree(_STATE) if "service.json" in line],
        f"700 deploy:deploy d {_STATE}/txn",
    ]  # fmt: skip
    bare.calls()
    assert own.deploy("one", env=b"A=1\n")["result"] == "live"
    talk = [one for one in bare.calls() if one.startswith(("systemctl", "systemd-run"))]
    assert talk[0].startswith("systemd-run --user --quiet --collect --unit=goferry-web ")
    assert [one for one in talk if one.split()[1] != "--user"] == []
    assert "systemctl --user restart web.service" in talk
    release = bare.plain(bare.file(f"{_ROOT}/current").readlink().name)
    assert release == "1-HASH"
    assert bare.starts() == ["web.service 1-HASH A=1"]
    assert bare.tree(f"{_ETC}/env") == [f"600 deploy:deploy f {_ETC}/env"]
    assert bare.names(f"{_STATE}/incoming") == []
    last = own.deploy("dies", env=b"A=2\n")
    assert (last["result"], last["code"], bare.plain(last["running"])) == (
        "rolled_back", "crashed", "1-HASH",
    )  # fmt: skip
    assert bare.text(f"{_ETC}/env") == "A=1\n"
    asked = [one for one in bare.calls() if one.startswith("journalctl")]
    assert asked
    assert all(one.startswith("journalctl --user ") for one in asked)
    entry = json.loads(bare.text(f"{_STATE}/history.jsonl").splitlines()[0])
    assert (entry["who"], entry["login"]) == ("me", "deploy"), "what sudo told is not believed"
    named = bare.new_id()
    own.send(named, {"drop": b"variable A\n", "variables": b"B=2\n", "credentials/db": b"s"})
    assert own.ask("secrets", named=named) == '{"accepted":true}\n'
    assert own.ask("names") == '{"variables":["B"],"credentials":["db"]}\n'
    units = f"{HOME}/.config/systemd/user"
    conf = bare.text(f"{units}/web.service.d/goferry-credentials.conf")
    assert f"LoadCredential=db:{_ETC}/creds/db\n" in conf
    own.send("left", {"web": b"half"})
    told = own.login.sh(f"{_MANAGER}{removal(Layout.of(own.service)).script}")
    assert (told.code, told.out) == (0, "")
    assert (bare.names(units), bare.names(_STATE)) == ([], [".goferry"])
    assert bare.names(f"{HOME}/.local/share/goferry") == []
    assert bare.names("/run/apart/units") == []
    assert bare.tree("/etc", "/opt", "/usr/local", "/var/lib") == before


def test_its_data_are_copied_and_brought_back_without_root(bare: Apart) -> None:
    own = Own(bare)
    own.service = replace(own.service, release=ReleaseCommand(copy_data=True))
    own.prepare()
    own.deploy("one")
    own.login.sh("echo old >.local/share/web/db")
    assert own.deploy("two")["data"] == "copied"
    own.login.sh("echo new >.local/share/web/db")
    (copy,) = bare.names(f"{_STATE}/data")
    assert bare.tree(f"{_STATE}/data")[0] == f"700 deploy:deploy d {_STATE}/data"
    own.ask("rollback", "-+data")
    last = own.last()
    assert (last["result"], last["data"], last["release"]) == ("live", "back", copy)
    assert bare.text(f"{HOME}/.local/share/web/db") == "old\n"
    assert bare.tree(f"{HOME}/.local/share/web/db") == [
        f"644 deploy:deploy f {HOME}/.local/share/web/db"
    ]
