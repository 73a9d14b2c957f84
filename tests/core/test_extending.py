"""More time for a release that starts: asked of the helper, and told where nothing starts."""

from __future__ import annotations

import asyncio
from typing import cast

from core.operate.extending import extend
from core.ssh.session import Ran, ServerSession
from tests.made_up import Server, record_of, refusal


def test_the_helper_is_asked_for_so_many_seconds() -> None:
    server = Server(record_of(), ("", '{"accepted":true}\n'))
    asyncio.run(extend(cast("ServerSession", server), "web", 90))
    verb, _, seconds, _ = server.asked[-1].stdin.decode().split()
    assert (verb, seconds) == ("extend", "90")


def test_where_nothing_starts_that_is_told() -> None:
    server = Server(record_of(), ("", Ran(75, '{"refused":"nothing_starts"}', "")))
    told = refusal(lambda: asyncio.run(extend(cast("ServerSession", server), "web", 90)))
    assert (told.code, str(told.what)) == (
        "nothing_starts",
        "No release of web is starting on web1 now.",
    )
