"""A copy of the data, taken by a deploy and brought back by a roll-back, on a real server."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.events import StepStarted
from core.operate.rollback import roll_back
from core.operate.status import status
from core.service.model import Mode, ReleaseCommand
from core.service.results import Result
from tests import programs, testbed
from tests.deploying import ask, deploy, finished, on, service, session
from tests.servers import skip_unless

if TYPE_CHECKING:
    from pathlib import Path

    from core.events import Event
    from core.service.model import Service
    from core.service.results import Outcome
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
DICE = random.Random(12)  # noqa: S311 - the same moments each time


def migrating(how: str, mode: Mode = Mode.RESTART) -> Service:
    """A service whose release command notes a line in its data, and then goes well or badly."""
    return replace(service(mode), release=ReleaseCommand(command=f"note {how}", copy_data=True))


def deployed(server: Server, folder: Path, version: str, *, how: str = "well") -> Outcome:
    return deploy(server, folder, programs.release(version=version), migrating(how))


def back(server: Server, folder: Path, release: str = "") -> Outcome:
    return on(
        server,
        folder,
        lambda one: finished(roll_back, one, "web", release=release, with_data=True),
    )


def noted(server: Server) -> int:
    return len(server.run("cat /var/lib/web/noted", check=False).splitlines())


def of_whom(server: Server) -> str:
    return server.run("stat -c '%U %a' /var/lib/web; stat -c %U /var/lib/web/noted")


def test_the_data_come_back_with_the_release_and_all_of_it_can_be_undone(
    server: Server, tmp_path: Path
) -> None:
    first = deployed(server, tmp_path, "1")
    server.run("ln -sfn /etc/shadow /var/lib/web/link; chown -h web:web /var/lib/web/link")
    mine = of_whom(server)
    second = deployed(server, tmp_path, "2")
    assert (second.result, noted(server)) == (Result.DEPLOYED, 2)
    copies = "/var/lib/goferry/web/data"
    assert server.run(f"stat -c '%U %a' {copies}") == "root 700\n"
    assert server.run(f"readlink {copies}/*/files/link") == "/etc/shadow\n"
    outcome = back(server, tmp_path)
    assert (outcome.result, outcome.release, noted(server)) == (Result.DEPLOYED, first.release, 1)
    assert (ask(server).split()[1], of_whom(server)) == ("1", mine)
    seen = on(server, tmp_path, lambda one: status(one, "web"))
    assert [one.release for one in seen.copies] == [second.release]
    assert seen.copies[0].size > 0
    outcome = back(server, tmp_path, second.release)
    assert (outcome.result, noted(server), ask(server).split()[1]) == (Result.DEPLOYED, 2, "2")
    third = deployed(server, tmp_path, "3")  # and the program can still write there
    assert (third.result, noted(server)) == (Result.DEPLOYED, 3)


def test_what_a_command_that_failed_did_to_the_data_is_taken_back(
    server: Server, tmp_path: Path
) -> None:
    first = deployed(server, tmp_path, "1")
    failed = deployed(server, tmp_path, "2", how="badly")
    assert (failed.result, noted(server)) == (Result.REFUSED, 2)
    assert failed.problem is not None
    assert "--with-data" in str(failed.problem.next[-1].text)
    outcome = back(server, tmp_path, first.release)
    assert (outcome.result, outcome.release, noted(server)) == (Result.DEPLOYED, first.release, 1)
    assert ask(server).split()[1] == "1"


def test_a_disk_without_room_is_told_before_anything_is_sent(
    fresh_debian: Server, tmp_path: Path
) -> None:
    deployed(fresh_debian, tmp_path, "1")
    fresh_debian.run(
        "set -e; systemctl stop web; mount -t tmpfs -o mode=0755 small /mnt;"
        "cp -a /var/lib/. /mnt/;"
        "used=$(du -s --block-size=1M /mnt | cut -f 1);"
        "mount -o remount,size=$((used + 90))M /mnt; mount --bind /mnt /var/lib;"
        "head -c 50000000 /dev/zero >/var/lib/web/big; chown web:web /var/lib/web/big;"
        "systemctl start web"
    )
    outcome = deployed(fresh_debian, tmp_path, "2")
    assert outcome.problem is not None
    assert (outcome.result, outcome.problem.code) == (Result.REFUSED, "no_room_for_copy")
    assert outcome.uploaded_bytes == 0
    assert noted(fresh_debian) == 1


def test_a_power_cut_amid_the_exchange_ends_in_one_whole_state(tmp_path: Path) -> None:
    skip_unless("bookworm")
    with testbed.boot_many(1, keeps_disk=True) as (server,):
        deployed(server, tmp_path, "1")
        deployed(server, tmp_path, "2")
        for number in range(3):
            before = ask(server).split()[1]
            folder = tmp_path / str(number)
            folder.mkdir()
            asyncio.run(_cut(server, folder, DICE.uniform(0, 0.6)))
            server.boot()
            server.run(
                "for n in $(seq 300); do [ -e /var/lib/goferry/web/txn.json ] || break;"
                "sleep 0.2; done",
                seconds=120,
            )
            until = time.monotonic() + 60
            while not ask(server) and time.monotonic() < until:
                time.sleep(0.2)
            version = ask(server).split()[1]
            assert noted(server) == int(version), "the data are those of the release"
            assert server.run("ls -A /var/lib/goferry/web/data | grep '^[.]'", check=False) == ""
            if version == "1":
                second = server.run("ls /opt/web/releases | grep ^2-").strip()
                assert back(server, tmp_path, second).result is Result.DEPLOYED
            assert before == "2"


async def _cut(server: Server, folder: Path, seconds: float) -> None:
    """Switch the server off this long after it began to bring the data back."""

    def report(event: Event) -> None:
        if isinstance(event, StepStarted) and "copy of the data" in str(event.step):
            time.sleep(seconds)
            server.kill()
            raise _CutError

    async with session(server, folder) as line:
        try:
            await roll_back(line, "web", with_data=True, report=report)
        except _CutError:
            return
        finally:
            line._transport.close()


class _CutError(Exception):
    """The power is gone."""
