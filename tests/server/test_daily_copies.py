"""The daily copy of a service's data on another server: two real ones, by their sshd and sftp."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

import pytest

from core.data import archive, sealing
from core.home import Home
from core.problems import ProblemError
from core.service.results import Result
from core.ssh.connection import Connection, connect, offered_key
from core.ssh.host_key_records import trust
from core.usecases import backing_up, copying, operating
from core.usecases.copying import DailyWish
from tests import programs, testbed
from tests.deploying import deploy, finished, service
from tests.proxy import Proxy
from tests.server.test_backup import DATA, writing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
    from pathlib import Path

    from core.problems import Problem
    from core.service.results import Outcome
    from core.usecases.copying import Daily
    from tests.testbed import Server

T = TypeVar("T")
pytestmark = [pytest.mark.server, pytest.mark.go]
UNIT = "goferry-backup-web"
PINNED = (
    "-F /dev/null -i /etc/goferry-backup/web/id_ed25519 -o BatchMode=yes -o HostKeyAlias="
    "goferry-receiver -o UserKnownHostsFile=/etc/goferry-backup/web/known_hosts"
)


@dataclass(frozen=True)
class Two:
    """A server with a service, another one, and a line from the first to the second."""

    web: Server
    store: Server
    line: Proxy
    folder: Path

    @property
    def address(self) -> str:
        """By which the first one reaches the second: their networks have no way between them."""
        return str(next(self.web.machine.subnet.hosts()))

    def on(self, work: Callable[[Connection, Connection], Awaitable[T]]) -> T:
        """Do some work with a connection to each."""

        async def whole() -> T:
            home = Home.find(self.folder / "home")
            async with AsyncExitStack() as stack:
                found = []
                for one, name in ((self.web, "web1"), (self.store, "store")):
                    profile = one.profile(name)
                    key = await offered_key(profile)
                    trust(home.known_hosts, profile.host, profile.port, key)
                    found.append(await connect(profile, home))
                    stack.push_async_callback(found[-1].close)
                return await work(found[0], found[1])

        return asyncio.run(whole())

    def set_up(self, wish: DailyWish) -> Daily:
        home = Home.find(self.folder / "home")
        return self.on(lambda one, keeper: finished(copying.every, home, one, keeper, wish=wish))

    def listed(self) -> Daily:
        return self.on(lambda one, _: copying.listed(one, "web"))[0]

    def fetched(self) -> Path:
        return self.on(lambda _, keeper: copying.fetch(keeper, "web", self.folder, of="web1"))

    def run_now(self) -> None:
        # Its name tells the second: in the same one, it would take the place of the copy before.
        self.web.run(f"sleep 1; systemctl start {UNIT}.service", check=False)

    def by_hand(self, command: str) -> str:
        """Use the key of the copies for something else, as whoever has taken it would."""
        command = command.format(
            there=f"user@{self.address}", way=f"{PINNED} -o Port={self.line.port}"
        )
        return self.web.run(command, check=False)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    with testbed.boot() as web, testbed.boot() as store:
        at = str(next(web.machine.subnet.hosts()))
        with Proxy(store.address, store.port, at=at) as line:
            deploy(web, tmp_path, programs.release(version="1"), service())
            yield Two(web, store, line, tmp_path)


def test_copies_come_stay_by_number_and_bring_the_data_back(two: Two, tmp_path: Path) -> None:
    key = tmp_path / "key"
    backing_up.new_key(key)
    wish = DailyWish(service="web", keep=2, key=key, host=two.address, port=two.line.port)
    two.web.run(f"echo precious >{DATA}/file; chown web:web {DATA}/file")
    runs = two.web.run("systemctl show web --property=MainPID,NRestarts")
    with writing(two.web):
        made = two.set_up(wish)
        assert (made.went.code, made.running, made.sealed) == ("", True, True), made
        assert [each.size for each in made.copies] == [made.went.size]
        for _ in range(2):
            two.run_now()
    now = two.listed()
    assert (len(now.copies), now.went.copies) == (2, 2)
    assert made.copies[0] not in now.copies, "the oldest went"
    assert two.web.run("ls -A /var/lib/goferry/web/incoming/0") == ""
    assert two.web.run("systemctl show web --property=MainPID,NRestarts") == runs

    two.web.run(f"rm {DATA}/file")
    file = two.fetched()
    assert file.name == now.copies[-1].name
    assert "app.db" in archive.examine(file, sealing.key_in(key)).databases.sound

    async def back(one: Connection, _: Connection) -> Outcome:
        return await finished(backing_up.restore, one, "web", file, key=key)

    assert two.on(back).result is Result.DEPLOYED
    assert two.web.run(f"cat {DATA}/file") == "precious\n"


def test_the_key_opens_nothing_else_a_failure_is_told_and_an_end_leaves_the_copies(
    two: Two,
) -> None:
    wish = DailyWish(service="web", host=two.address, port=two.line.port)
    with pytest.raises(ProblemError) as refused:
        two.set_up(replace(wish, port=1))
    assert refused.value.problem.code == "daily_not_reached"
    assert two.web.run("ls -d /etc/goferry-backup 2>/dev/null", check=False) == ""
    assert "gfc-" not in two.store.run("cat /etc/passwd; ls -R /etc/ssh /var/lib")
    made = two.set_up(wish)
    assert two.web.run("stat -c '%a %U' /etc/goferry-backup/web/id_ed25519") == "600 root\n"
    way, there = "{way} -o User=" + made.user, f"{two.address}"
    assert "uid=" not in two.by_hand(f"ssh {way} {there} id 2>&1")
    assert "SSH-2" not in two.by_hand(f"ssh {way} -W 127.0.0.1:22 {there} </dev/null 2>&1")
    said = two.by_hand(
        "printf 'ls -a /\\n-get /etc/passwd /tmp/x\\n-put /etc/hostname /odd\\n-symlink / link\\n' "
        f"| sftp -b - {way} {there} 2>&1"
    )
    assert "copies" in said
    assert '"/etc/passwd" not found' in said
    assert two.store.run(f"ls -A /var/lib/goferry-copies/{made.user}").split() == [
        ".goferry",
        "copies",
    ]
    assert "link" not in two.store.run(f"ls /var/lib/goferry-copies/{made.user}/copies")

    two.store.run("mv /etc/ssh/goferry-copies /etc/ssh/away")
    two.run_now()
    assert two.web.run(f"systemctl is-failed {UNIT}.service") == "failed\n"
    bad = two.listed()
    assert (bad.went.code, bad.went.last) == ("not_sent", made.went.last)
    problem = copying.failed("web1", "web", bad.went)
    assert problem is not None
    assert "Permission denied" in str(problem.why)
    two.store.run("mv /etc/ssh/away /etc/ssh/goferry-copies")

    two.on(lambda one, keeper: copying.stop(one, keeper, bad))
    with pytest.raises(ProblemError):
        two.listed()
    left_there = f"ls /etc/systemd/system/{UNIT}.* /etc/goferry-backup 2>/dev/null"
    assert two.web.run(left_there, check=False) == ""
    left = "ls /etc/ssh/goferry-copies /etc/ssh/sshd_config.d/60* 2>/dev/null"
    assert two.store.run(left, check=False) == ""
    assert two.fetched().name == made.copies[-1].name, "the copies stay"

    two.set_up(wish)
    assert two.on(removed) is None
    programs = "ls /usr/local/libexec/goferry/daily /usr/local/libexec/goferry/snapshot-* || :"
    assert two.web.run(f"{left_there}; {programs} 2>/dev/null", check=False) == ""
    assert two.store.run(left, check=False) == ""
    assert "gfc-" not in two.store.run("cat /etc/passwd")
    assert two.store.run("find /var/lib/goferry-copies -name '*.tar' -user root | wc -l") == "2\n"


async def removed(one: Connection, keeper: Connection) -> Problem | None:
    """Take the service off its server, and what it had on the other one."""
    (gone,) = await operating.remove((one,), "web")
    assert gone.daily is not None

    @asynccontextmanager
    async def reach(name: str) -> AsyncIterator[Connection]:
        assert name == "store"
        yield keeper

    return await copying.left(gone.daily, reach)
