"""A change of a fleet waits for its client's word, and returns where the client is gone."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Self

import pytest

from core.service.model import ReleaseCommand
from core.service.protocol import FLEET_SILENCE
from tests.apart import HELPER, WEB

if TYPE_CHECKING:
    import subprocess

    from tests.apart import Apart

pytestmark = pytest.mark.server
_LIVE = ("/etc/web", "/etc/systemd/system", "/opt/web/current", "/usr/local", "/run/apart/enabled")
_STATE = "/var/lib/goferry/web"


class Change:
    """A deploy to a server of a fleet, which waits."""

    def __init__(self, web: Apart, behaviour: str = "two", *, besides: str = "+fleet") -> None:
        self.web, self.named = web, web.new_id()
        sha256 = web.send(behaviour, {"env": b"A=new\n"})
        self.running: subprocess.Popen[str] = web.start(f"deploy {self.named} {sha256}{besides} me")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.running.poll() is None:
            self.say("", verb="cancel", argument="-")
        self.wait()

    def wait(self) -> None:
        assert self.running.stdout is not None
        self.running.wait(60)
        self.running.stdout.close()

    def say(self, word: str, *, verb: str = "fleet", argument: str = "") -> bool:
        told = self.web.ask(f"{verb} {self.named} {argument or word} me")
        return "accepted" in told.out

    def silent(self, seconds: int) -> None:
        """Let its client have said nothing for so long: no test waits that long, on no computer."""
        self.web.sh(
            f"read -r of word _ <{_STATE}/word && read -r now _ </proc/uptime"
            f" && echo $of $word $((${{now%.*}} - {seconds})) >{_STATE}/word"
        )

    def phases(self) -> list[str]:
        file = self.web.file(f"{_STATE}/txn/{self.named}.log")
        if not file.exists():
            return []
        return [str(one["step"]) for one in self.web.log(self.named) if "step" in one]

    def at(self, phase: str) -> None:
        """Wait until it has come so far."""
        until = time.monotonic() + 30
        while phase not in self.phases():
            assert time.monotonic() < until, self.web.log(self.named)
            time.sleep(0.05)

    def ended(self) -> dict[str, str]:
        self.wait()
        last: dict[str, str] = self.web.log(self.named)[-1]
        return last


@pytest.fixture
def web(bare: Apart) -> Apart:
    """Return a server where release 1 is live."""
    return with_release_1(bare)


def with_release_1(bare: Apart, command: str = "") -> Apart:
    bare.prepare(replace(WEB, release=ReleaseCommand(command=command), probation=20))
    bare.deploy("one", env=b"A=old\n")
    return bare


def live(web: Apart) -> tuple[list[str], list[str]]:
    told = web.sh(f"find {' '.join(_LIVE)} -type f | sort | xargs sha256sum")
    return web.tree(*_LIVE), told.out.splitlines()


def test_it_waits_with_all_that_is_old_in_place_then_switches_and_waits_again(web: Apart) -> None:
    before = live(web)
    with Change(web) as change:
        change.at("barrier")
        for _ in range(2):  # longer than it is patient with one who is silent
            change.silent(FLEET_SILENCE - 10)
            assert change.say("here")
        assert live(web) == before
        assert web.current().startswith("1-")
        assert change.say("go")
        change.at("soak")
        for _ in range(2):
            change.silent(FLEET_SILENCE - 10)
            assert change.say("here")
        assert web.text("/etc/web/env") == "A=new\n"
        time.sleep(1.2)
        assert change.say("keep")
        assert change.ended()["result"] == "live"
        assert not change.say("here"), "it is over"
    assert web.current().startswith("2-")
    assert change.phases() == ["publish", "barrier", "switch", "start", "probe", "soak", "tidy"]
    left = float(web.text(f"{_STATE}/probation").split('"left":"')[1].split('"')[0])
    assert left < 20, "it was watched for a second already"
    assert {"word", "before", "after"} & {*web.names(_STATE)} == set()


def test_one_whose_client_is_silent_at_the_barrier_stays_on_the_old_release(web: Apart) -> None:
    before = live(web)
    with Change(web) as change:
        change.at("barrier")
        change.silent(FLEET_SILENCE + 2)
        last = change.ended()
        assert (last["result"], last["code"]) == ("refused", "client_gone")
        assert not change.say("go"), "nobody is heard any more"
    assert live(web) == before
    assert web.names(f"{_STATE}/bad") == []


def test_one_that_switched_returns_where_its_client_is_silent_and_can_come_later(
    web: Apart,
) -> None:
    before = live(web)
    with Change(web) as change:
        change.at("barrier")
        change.say("go")
        change.at("soak")
        change.silent(FLEET_SILENCE + 2)
        last = change.ended()
        assert (last["result"], last["code"]) == ("rolled_back", "client_gone")
        assert not change.say("keep")
    assert live(web) == before
    assert web.names(f"{_STATE}/bad") == []
    (release,) = [one for one in web.names("/opt/web/releases") if one.startswith("2-")]
    assert web.change("rollback", release)["result"] == "live"
    assert web.text("/etc/web/env") == "A=new\n", "it comes whole"


@pytest.mark.parametrize("phase", ["barrier", "soak"])
def test_a_cancel_ends_the_waiting(web: Apart, phase: str) -> None:
    before = live(web)
    with Change(web) as change:
        change.at("barrier")
        if phase == "soak":
            change.say("go")
            change.at("soak")
        change.say("", verb="cancel", argument="-")
        result = {"barrier": "refused", "soak": "rolled_back"}[phase]
        last = change.ended()
        assert (last["result"], last["code"]) == (result, "cancelled")
    assert live(web) == before


def test_a_release_that_dies_while_it_is_watched_returns_alone(web: Apart) -> None:
    before = live(web)
    with Change(web) as change:
        change.at("barrier")
        change.say("go")
        change.at("soak")
        web.sh("kill -9 $(cat /run/apart/units/web.service/pid)")
        last = change.ended()
        assert (last["result"], last["code"]) == ("rolled_back", "crashed")
    assert live(web) == before


@pytest.mark.parametrize(("said", "comes"), [("go", "1-"), ("keep", "2-")])
def test_a_power_cut_while_it_is_watched_ends_as_it_was_told(
    web: Apart, said: str, comes: str
) -> None:
    with Change(web) as change:
        change.at("barrier")
        change.say("go")
        change.at("soak")
        web.sh("kill -9 -1")
        web.sh(f"sed -i 's/ go / {said} /' {_STATE}/word")
        change.wait()
    web.sh("rm -rf /run/apart/units/*; systemctl start web.service")
    web.sh(f"{HELPER} run recover boot - goferry")
    assert web.current().startswith(comes)


def test_its_command_runs_once_all_are_there(bare: Apart) -> None:
    web = with_release_1(bare, command="migrate up")
    web.file("/run/apart/command").write_text("exit 0")
    with Change(web, besides="+command+fleet") as change:
        change.at("barrier")
        time.sleep(0.5)
        assert "command" not in change.phases()
        change.say("go")
        change.at("soak")
        change.say("keep")
        assert change.ended()["command"] == "done"
    assert change.phases()[:4] == ["publish", "barrier", "command", "switch"]


def test_no_other_change_is_heard_and_no_strange_word(web: Apart) -> None:
    with Change(web) as change:
        change.at("barrier")
        assert "over" in web.ask(f"fleet {web.new_id()} keep me").out
        assert "not_understood" in web.ask(f"fleet {change.named} stop me").out
        busy = web.ask(f"lease {web.new_id()} 30 you")
        assert (busy.code, '"who":"me"' in busy.out) == (75, True)
        assert web.current().startswith("1-")


def test_a_lease_may_be_asked_for_longer(web: Apart) -> None:
    named = web.new_id()
    assert web.ask(f"lease {named} 40 me").code == 0
    until = int(web.text(f"{_STATE}/lease").split()[1])
    now = float(web.text("/proc/uptime").split()[0])
    assert 38 <= until - now <= 41
    assert web.ask(f"lease {named} 61 me").code == 65
