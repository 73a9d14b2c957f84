"""The shell texts that the app makes, for services of several kinds."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from ipaddress import IPv4Network
from typing import TYPE_CHECKING

from core.alarms import setting
from core.alarms.alarm import Settings
from core.alarms.receivers import Form, Receiver
from core.data import copying
from core.data.daily import DailyWish
from core.deploy.preparing import as_script, preparation, revocation
from core.front import changing, looking
from core.front.authority import Authority
from core.front.doors import place_of
from core.operate import logs, restarts
from core.operate.board import question as board
from core.operate.removal import removal
from core.practice import accounts, network
from core.service import installed, record
from core.service.fronted import Door, Site
from core.service.installed import Installed
from core.service.layout import Layout
from core.service.model import Kind, Mode, Scope
from core.service.sudo_rule import rule
from core.service.unit import helper, wanted
from core.ssh.connection import loopback, upload
from core.ssh.connection.door import Question
from core.ssh.host_keys import HostKey
from tests.golden.services import WEB

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.service.model import Service


def made(folder: Path) -> dict[str, str]:
    """Return every script by its name; `folder` is for what one of them reads."""
    return {
        **dict(_for_services()),
        **dict(_for_practice(folder)),
        **dict(_for_connections()),
        **dict(_for_front_doors()),
        **dict(_for_alarms(folder)),
        **dict(_for_daily_copies(folder)),
    }


def _for_services() -> Iterator[tuple[str, str]]:
    for scope in Scope:
        layout = Layout("web", scope)
        met = logs.Place(layouts=(layout,), recent=deque(("s=1;i=2", "s=1;i=3")))
        yield f"ask-{scope}", installed._script(layout, layout.unit)
        yield f"removal-{scope}", removal(layout).script
        yield f"logs-{scope}", logs._script(logs.Place(layouts=(layout,)), follow=False)
        yield f"logs-follow-{scope}", logs._script(met, follow=True)
        yield f"restarts-{scope}", restarts._script(replace(WEB, scope=scope))
        for mode in Mode:
            service = replace(WEB, mode=mode, scope=scope)
            yield f"prepare-{scope}-{mode}", _prepared(service)
            yield f"helper-{scope}-{mode}", helper(service).content
        job = replace(WEB, scope=scope, kind=Kind.TIMER, schedule="daily")
        yield f"helper-{scope}-timer", helper(job).content
    permitted = Installed(login="ben", rule=rule(WEB, "ben"), areas=frozenset({"ben"}))
    yield "revoke", as_script(revocation(permitted, WEB, login="ben"))
    yield "board", f"#!/bin/bash -p\n{board.text(board.Wanted())}"
    yield "record", record._script(record._places(Layout("web")))


def _for_practice(folder: Path) -> Iterator[tuple[str, str]]:
    key = accounts.Key(folder / "key", "ssh-ed25519 AAAA")
    key.file.write_text("-----BEGIN OPENSSH PRIVATE KEY-----\n", "ascii")
    yield "practice", accounts.script("practice", host_key=key, login=key)
    subnet = IPv4Network("10.213.0.0/30")
    yield "link", network.link_script("gf-1", subnet, 42)
    yield "release", network.release_script("gf-1", subnet)


def _for_front_doors() -> Iterator[tuple[str, str]]:
    yield "front-look", looking._SCRIPT
    for door in Door:
        site = Site(domain="app.example.com", service="web", port=8080, door=door)
        place = place_of(door, "import sites/*")
        certified = frozenset({"app.example.com"})
        authority = Authority(url="https://ca.example/dir") if door is Door.OURS else Authority()
        step = changing.writing((site,), place, certified=certified, authority=authority)
        yield f"front-{door}", step.script
    yield "front-remove", changing.removing(site, place).script


def _for_alarms(folder: Path) -> Iterator[tuple[str, str]]:
    receiver = Receiver(form=Form.SLACK, host="a.example", url="https://a.example/x")
    wish = setting.Wish(settings=Settings(server="web1"), receiver=receiver, program=folder)
    yield "alarm-set", setting.script(wish, sha256="ab" * 32, sent="/home/ann/alarm")
    for name in ("list", "test", "remove"):
        yield f"alarm-{name}", setting.asking(f"{name}.sh")


def _for_daily_copies(folder: Path) -> Iterator[tuple[str, str]]:
    key = HostKey("ssh-ed25519", b"key")
    wanted_copy = copying.Setting(wish=DailyWish(service="web"), program=folder, host_key=key)
    values = {"digest": "ab" * 32, "onto": "store"}
    yield "daily-set", copying.script(wanted_copy, values, sent="/home/ann/snapshot")
    for name in ("key", "list", "where", "unset", "stop"):
        yield f"daily-{name}", copying._on_sender("web", f"{name}.sh")
    user, service = {"user": "gfc-0123456789ab"}, {"service": "web"}
    for name, told in (
        ("receiver", {**user, **service, "key": key.line, "server": "web1"}),
        ("leave", user),
        ("kept", service),
        ("fetch", {**user, "name": "x", "login": "ann"}),
    ):
        yield f"daily-{name}", copying._script(f"{name}.sh", told)


def _for_connections() -> Iterator[tuple[str, str]]:
    asked = Question("exit 3", stdin=b"it's\n", token="goferry-0")
    yield "question", asked.to_shell().decode()
    yield "question-to-sudo", asked.to_sudo().decode()
    yield "question-to-sftp", asked.to_sftp().decode()
    yield "loopback", loopback.question_from_there(8080, "/up", host="127.0.0.1", seconds=5)
    words = {"sent": "web.zst.part", "part": "web.part", "target": "web", "unpack": "zstd -dcq"}
    yield "upload", upload._FINISH.format(**words, digest="ab" * 32, in_the_way=7)


def _prepared(service: Service) -> str:
    """Return all that a preparation may do: with operators, and with units of another mode left."""
    left = {file.path: "" for file in wanted(replace(service, mode=Mode.PROXY))}
    there = Installed(login="deploy", texts=left)
    return as_script(preparation(there, service, operators="ops"))
