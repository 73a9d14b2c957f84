"""Variables changed with a restart are one change: in force where it is well, else as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.service.protocol import FLEET_SILENCE
from tests.apart import HELPER, LOGIN
from tests.apart.test_fleet_apart import Change, live, web

if TYPE_CHECKING:
    from tests.apart import Apart

__all__ = ["web"]  # a fixture

pytestmark = pytest.mark.server
_STATE = "/var/lib/goferry/web"


class Edit(Change):
    """A change of variables that waits for the other servers."""

    def __init__(self, web: Apart, lines: bytes = b"A=newer\n", *, besides: str = "+fleet") -> None:
        self.web, self.named = web, web.new_id()
        web.upload("variables", lines, self.named)
        web.upload("drop", b"variable GONE\n", self.named)
        self.running = web.start(f"edit {self.named} -{besides} me")


def left(web: Apart) -> set[str]:
    """Name what of a change is still there."""
    return {
        *web.names(f"{_STATE}/incoming/{LOGIN}"),
        *({"word", "before", "after", "txn.json", "kept"} & {*web.names(_STATE)}),
        *({".env.new", ".taken"} & {*web.names("/etc/web")}),
    }


def test_alone_it_is_in_force_once_the_service_is_well_and_leaves_nothing(web: Apart) -> None:
    web.sh("printf 'GONE=1\\nB=2\\n' >>/etc/web/env")
    with Edit(web, besides="") as change:
        assert change.ended()["result"] == "live"
    assert web.text("/etc/web/env") == "B=2\nA=newer\n"
    assert web.tree("/etc/web/env") == ["640 root:web f /etc/web/env"]
    assert web.starts()[-1].endswith("A=newer"), web.starts()
    told = web.history()[-1]
    assert [told[key] for key in ("who", "login", "verb", "result", "code")] == [
        "me", "deploy", "edit", "live", "",
    ]  # fmt: skip
    assert told["live"] == told["release"] == told["previous"] != ""
    assert left(web) == set()


def test_where_the_service_is_not_well_with_them_all_returns_to_the_byte(web: Apart) -> None:
    before = live(web)
    with Edit(web, b"DIES=yes\n", besides="") as change:
        last = change.ended()
        assert (last["result"], last["code"]) == ("rolled_back", "crashed"), last
    assert live(web) == before
    assert left(web) == set()
    assert web.names(f"{_STATE}/bad") == []


def test_of_several_none_has_them_before_all_are_there_and_each_returns_alone(web: Apart) -> None:
    before = live(web)
    with Edit(web) as change:
        change.at("barrier")
        assert live(web) == before or ".env.new" in web.names("/etc/web")
        assert web.text("/etc/web/env") == "A=old\n"
        assert not web.names(f"{_STATE}/incoming/{LOGIN}")
        change.say("go")
        change.at("soak")
        assert web.text("/etc/web/env") == "A=newer\n"
        change.silent(FLEET_SILENCE + 2)
        last = change.ended()
        assert (last["result"], last["code"]) == ("rolled_back", "client_gone")
    assert live(web) == before
    assert left(web) == set(), "of its client nobody knows whether it comes back"


def test_kept_by_all_it_stays(web: Apart) -> None:
    with Edit(web) as change:
        change.at("barrier")
        change.say("go")
        change.at("soak")
        change.say("keep")
        assert change.ended()["result"] == "live"
    assert change.phases() == ["barrier", "switch", "start", "probe", "soak", "tidy"]
    assert web.text("/etc/web/env") == "A=newer\n"
    assert left(web) == set()


def test_one_whose_client_is_silent_at_the_barrier_keeps_what_it_had(web: Apart) -> None:
    before = live(web)
    with Edit(web) as change:
        change.at("barrier")
        change.silent(FLEET_SILENCE + 2)
        last = change.ended()
        assert (last["result"], last["code"]) == ("refused", "client_gone")
    assert live(web) == before
    assert left(web) == set()


@pytest.mark.parametrize(("phase", "has"), [("barrier", "old"), ("soak", "old"), ("tidy", "newer")])
def test_a_power_cut_leaves_the_former_ones_or_the_new_ones(
    web: Apart, phase: str, has: str
) -> None:
    with Edit(web) as change:
        change.at("barrier")
        if phase != "barrier":
            change.say("go")
            change.at("soak")
        web.sh("kill -9 -1")
        change.wait()
    if phase == "tidy":
        web.sh(f"sed -i 's/soak/tidy/' {_STATE}/txn.json; sed -i 's/ go / keep /' {_STATE}/word")
    web.sh("rm -rf /run/apart/units/*; systemctl start web.service")
    web.sh(f"{HELPER} run recover boot - goferry")
    assert web.text("/etc/web/env") == f"A={has}\n"
    assert left(web) == set()


def test_what_does_not_come_whole_or_has_no_release_changes_nothing(web: Apart) -> None:
    before = live(web)
    with Edit(web, b"A=" + b"x" * 262_145, besides="") as change:
        assert change.ended()["code"] == "not_uploaded"
    assert (live(web), left(web)) == (before, set())
    web.sh("rm /opt/web/current")
    with Edit(web, besides="") as change:
        assert change.ended()["code"] == "not_deployed"
    assert left(web) == set()
