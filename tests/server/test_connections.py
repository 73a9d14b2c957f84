"""Answers that last over a real redeploy: what is waited for, what is cut, what is told of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.deploy import deployer
from core.usecases import releasing
from tests import programs
from tests.deploying import finished, on, service
from tests.lasting import all_over, open_to

if TYPE_CHECKING:
    from pathlib import Path

    from core.service.model import Release
    from core.ssh.connection import Connection
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
_DRAIN = 6
_KINDS = ("rest", "events", "websocket")
_SERVICE = replace(service(), drain=_DRAIN)


def release(version: str) -> Release:
    return programs.release("waits", version, of="lasting")


def test_a_download_may_finish_and_what_lasts_longer_is_cut_counted_and_told_beforehand(
    server: Server, tmp_path: Path
) -> None:
    async def redeployed(one: Connection) -> None:
        first = await finished(deployer.deploy, one, release("1"), _SERVICE)
        assert first.cut is None, "nothing ran before"
        async with open_to(server, kinds=_KINDS, seconds=2) as lines:
            plan = await deployer.make_plan(one, release("2"), _SERVICE)
            (told,) = [note for note in plan.notes if note.code == "connections_open"]
            assert str(told.what) == "3 connections to web are open now."
            assert str(told.why).startswith("Requests in progress have up to 6 s to finish")
            done = await finished(deployer.deploy, one, release("2"), _SERVICE)
            await all_over(lines.values(), within=5)
        assert {kind: line.how for kind, line in lines.items()} == {
            "rest": "whole", "events": "ended", "websocket": "ended",
        }  # fmt: skip
        assert done.cut is not None
        assert (done.cut.count, done.cut.staying) == (2, 0)
        assert _DRAIN - 2 <= done.cut.seconds <= _DRAIN + 2
        again = await finished(deployer.deploy, one, release("3"), _SERVICE)
        assert str(again.cut and again.cut.words) == "No connection was cut."
        (past,) = await releasing.history([one], "web")
        assert [entry.told.get("cut") for entry in past.entries] == [None, 2, 0]

    on(server, tmp_path, redeployed)
