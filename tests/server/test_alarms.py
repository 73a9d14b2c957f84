"""An alarm on a real server: one message for an incident, one when it is over, and none is lost.

Some dozen restarts are enough here, and most looks are asked for instead of waited for; `make
alarms-test` has 1,000 of them, and cuts the power of a server while a message waits.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from core.alarms import setting
from core.events import unheard
from core.home import Home
from core.problems import ProblemError
from core.usecases import alarming
from core.usecases.alarming import AlarmWish
from tests import testbed
from tests.deploying import argv_on, on
from tests.receiver import receiving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.ssh.connection import Connection
    from core.usecases.alarming import Alarm, Tried
    from tests.receiver import Receiver
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
_LONG = os.environ.get("GOFERRY_ALARMS") == "1"
_RESTARTS = 1000 if _LONG else 20
_CALM = 3
_LOOK = "systemctl start goferry-alarm.service"
_UNIT = "/etc/systemd/system/looping.service"
_LOOP = f"""cat >{_UNIT} <<'END'
# Written by GoFerry.
[Unit]
StartLimitIntervalSec=0
[Service]
ExecStart=/bin/sh -c 'test -e /run/looping-well && exec sleep 1000; exit 3'
Restart=on-failure
RestartSec=10ms
END
systemctl daemon-reload; systemctl start --no-block looping"""
_NO_LOOP = f"systemctl stop looping; rm -f {_UNIT} /run/looping-well; systemctl daemon-reload"


@pytest.fixture(scope="module")
def receiver(debian: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Receiver]:
    with receiving(debian, tmp_path_factory.mktemp("receiver")) as found:
        yield found


def put(server: Server, receiver: Receiver, folder: Path) -> Alarm:
    """Set an alarm as a person does."""

    async def work(one: Connection) -> tuple[Alarm, ...]:
        wish = AlarmWish(webhook=receiver.url.encode(), calm=_CALM)
        return await alarming.set_up(Home.find(folder / "home"), (one,), wish, report=unheard)

    return on(server, folder, work)[0]


@pytest.fixture
def alarm(debian: Server, receiver: Receiver, tmp_path: Path) -> Iterator[Alarm]:
    """An alarm that is gone afterwards."""
    with argv_on(debian) as argv:
        found = put(debian, receiver, tmp_path)
    assert "SECRETTOKEN" not in argv[0]
    yield found
    on(debian, tmp_path, setting.removed)
    debian.run("systemctl stop looping 2>/dev/null || :; rm -f /run/looping-well " + _UNIT)
    debian.run("systemctl daemon-reload; systemctl reset-failed")


def tried(server: Server, folder: Path) -> Tried:
    async def try_it(one: Connection) -> tuple[tuple[str, Tried], ...]:
        return await alarming.test((one,))

    return on(server, folder, try_it)[0][1]


def until_restarted(server: Server, times: int) -> None:
    """Wait until systemd has started the loop so often."""
    shown = "systemctl show looping --property=NRestarts --value"
    until = time.monotonic() + 900
    while int(server.run(shown)) < times:
        assert time.monotonic() < until
        time.sleep(1)


def test_an_incident_is_told_once_and_none_is_lost_while_nobody_answers(
    debian: Server, receiver: Receiver, alarm: Alarm, tmp_path: Path
) -> None:
    assert (alarm.running, alarm.genuine) == (True, True)
    receiver.away = True
    debian.run(_LOOP)
    for _ in range(3):
        debian.run(_LOOK)
        time.sleep(2)
    found = on(debian, tmp_path, setting.listed).told
    assert found is not None
    assert ([(one.kind, one.subject) for one in found.open], found.waiting) == (
        [("crash-loop", "looping")],
        1,
    )
    assert "SECRETTOKEN" not in found.refused
    receiver.away = False
    assert receiver.until("problem", 1, seconds=30) == ["looping on debian: crash loop"]
    until_restarted(debian, _RESTARTS)
    debian.run(_LOOK)
    debian.run("touch /run/looping-well")
    time.sleep(_CALM + 1)
    debian.run(_LOOK)
    assert receiver.until("over", 1, seconds=5) == ["looping on debian: over (crash loop)"]
    assert receiver.told("problem") == ["looping on debian: crash loop"]
    debian.run(_NO_LOOP)


def test_the_address_is_where_root_alone_may_read_and_nowhere_else(
    debian: Server, receiver: Receiver, alarm: Alarm, tmp_path: Path
) -> None:
    assert alarm.told is not None
    receiver.got.clear()
    assert tried(debian, tmp_path).status == 200
    assert receiver.told("test") == ["Test from debian"]
    receiver.status = 404
    refused = tried(debian, tmp_path)
    receiver.status = 200
    assert (refused.delivered, refused.status, refused.why) == (
        False,
        404,
        "the receiver answered 404",
    )
    held = debian.run("grep -rlF SECRETTOKEN /etc /usr/local /var/lib /run /home /root || :")
    while_it_looks = "/run/credentials/goferry-alarm.service/webhook"  # systemd's, for it alone
    assert set(held.split()) - {while_it_looks} == {"/etc/goferry-alarm/webhook"}
    assert debian.run("stat -c '%a %U' /etc/goferry-alarm/webhook") == "600 root\n"
    assert "SECRETTOKEN" not in debian.run("journalctl --no-pager; ps axww -o args")


@pytest.mark.skipif(not _LONG, reason="only with `make alarms-test`: it boots a server twice")
def test_what_waits_outlives_a_power_cut(tmp_path: Path) -> None:
    with testbed.boot(keeps_disk=True) as server, receiving(server, tmp_path) as receiver:
        put(server, receiver, tmp_path)
        receiver.away = True
        server.run(_LOOP)
        for _ in range(3):
            server.run(_LOOK)
            time.sleep(2)
        server.kill()
        server.boot()
        receiver.away = False
        assert receiver.until("problem", 1, seconds=30) == ["looping on debian: crash loop"]


def test_one_that_is_not_ours_is_left_alone(debian: Server, tmp_path: Path) -> None:
    debian.run("mkdir /etc/goferry-alarm; echo mine >/etc/goferry-alarm/settings")
    with pytest.raises(ProblemError) as refused:
        on(debian, tmp_path, setting.removed)
    assert refused.value.problem.code == "alarm_foreign"
    assert debian.run("cat /etc/goferry-alarm/settings; rm -r /etc/goferry-alarm") == "mine\n"
