"""Root changes and deletes only what GoFerry made: by its marks, on servers that have their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.deploy import deployer
from core.deploy.preparing import as_script, plan_preparation, prepare
from core.operate import rollback, secrets
from core.operate.removal import Reason, plan_removal, remove
from core.operate.secrets import Wanted
from core.operate.status import status
from core.problems import ProblemError
from core.service import record
from core.service.layout import Layout
from core.service.model import Service
from core.service.results import Result
from tests import programs
from tests.deploying import ask, deploy, finished, on, service
from tests.deploying import remove as clean_up

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterator
    from pathlib import Path

    from core.operate.removal import Kept
    from core.ssh.connection import Connection
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]

# Every file, folder and link of the places that names lead to, with owner, mode, time and content.
_TREE = r"""
cd / && find etc opt usr/local usr/lib/systemd var/lib/goferry var/lib/[a-z]* -xdev \
  \( -path var/lib/systemd -o -path var/lib/sudo -o -path var/lib/private \) -prune -o \
  -printf '%p %U:%G %m %T@ %l\n' 2>/dev/null | sort -u | sha256sum
find /etc /opt -xdev -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum
getent passwd | sha256sum
systemctl show ssh dbus --property=Id,MainPID,FragmentPath | sha256sum
"""
_GONE = """userdel web 2>/dev/null; groupdel web 2>/dev/null
rm -rf /etc/web /opt/web /srv/web /var/lib/goferry
rm -rf /etc/systemd/system/web* /usr/lib/systemd/system/web.socket
"""
_SAMPLE = ("ssl", "ssh", "sudo", "passwd", "goferry", "hello-operators", "web-next", "goferry-web")


def prepared(server: Server, folder: Path) -> None:
    on(server, folder, lambda one: finished(prepare, one, service(), login="guest"))


def removed(server: Server, folder: Path) -> dict[str, Reason]:
    def told(kept: tuple[Kept, ...]) -> dict[str, Reason]:
        return {one.path: one.reason for one in kept}

    return told(on(server, folder, lambda one: remove(one, "web")))


@pytest.fixture
def server(debian: Server) -> Iterator[Server]:
    yield debian
    clean_up(debian)
    debian.run(f"{_GONE}rm -rf /etc/web.kept; systemctl daemon-reload")


async def _code_of(work: Awaitable[object]) -> str:
    try:
        await work
    except ProblemError as refused:
        return refused.problem.code
    return "done"


def test_a_name_of_the_system_is_refused_by_every_way_in_and_nothing_is_touched(
    every_debian: Server, tmp_path: Path
) -> None:
    release = programs.release()
    before = every_debian.run(_TREE)

    async def all_ways(one: Connection, name: str) -> set[str]:
        wanted = Service(name=name)
        ways = (
            finished(prepare, one, wanted, login="guest"),
            plan_preparation(one, wanted, login="guest"),
            deployer.make_plan(one, release, wanted),
            finished(deployer.deploy, one, release, wanted),
            plan_removal(one, name),
            remove(one, name),
            secrets.names(one, name),
            secrets.change(one, name, Wanted(variables={"A": "1"})),
            record.read(one, name),
            status(one, name),
            finished(rollback.restart, one, name),
        )
        return {await _code_of(way) for way in ways}

    async def all_names(one: Connection) -> set[str]:
        return set().union(*[await all_ways(one, name) for name in _SAMPLE])

    assert on(every_debian, tmp_path, all_names) == {"service_name_reserved"}
    assert every_debian.run(_TREE) == before


_FOREIGN = {
    "settings": "mkdir /etc/web && echo mine >/etc/web/server.key",
    "releases": "mkdir -p /opt/web/bin && echo mine >/opt/web/bin/web",
    "link": "mkdir -p /srv/web && ln -s /srv/web /opt/web",
    "records": "mkdir -p /var/lib/goferry && ln -s /etc /var/lib/goferry/web",
    "unit": "echo '[Service]' >/etc/systemd/system/web.service",
    "alias": "ln -s /usr/lib/systemd/system/ssh.service /etc/systemd/system/web-proxy.service",
    "package": "echo '[Service]' >/usr/lib/systemd/system/web.socket",
    "user": "useradd web",
    "group": "groupadd web",
}


def test_what_a_server_has_of_its_own_is_not_taken_over(server: Server, tmp_path: Path) -> None:
    script = as_script(
        on(server, tmp_path, lambda one: plan_preparation(one, service(), login="guest"))
    )
    for what, makes in _FOREIGN.items():
        server.run(makes)
        before = server.run(_TREE)
        code = on(
            server,
            tmp_path,
            lambda one: _code_of(finished(prepare, one, service(), login="guest")),
        )
        assert (what, code) == (what, "name_taken")
        assert server.run(_TREE) == before
        # An administrator may run a script that was made for another server.
        by_hand = server.run(f"sh -s <<'SCRIPT' || echo refused\n{script}SCRIPT", check=False)
        assert "refused" in by_hand, what
        server.run(f"cat /etc/web/server.key /opt/web/bin/web 2>/dev/null; {_GONE}", check=False)


def test_an_administrator_s_own_files_survive_the_removal_and_are_told(
    server: Server, tmp_path: Path
) -> None:
    prepared(server, tmp_path)
    server.run(
        "echo key >/etc/web/own.key; echo A=1 >/etc/web/env\n"
        "mkdir /etc/systemd/system/web.service.d\n"
        "printf '[Service]\\nNice=5\\n' >/etc/systemd/system/web.service.d/nice.conf\n"
        "mkdir /srv/web && echo precious >/srv/web/data\n"
        "rm -rf /opt/web && ln -s /srv/web /opt/web\n"
        "printf '[Timer]\\n' >/etc/systemd/system/web.socket"
    )
    assert removed(server, tmp_path) == {
        "/etc/web": Reason.OTHERS,
        "/etc/systemd/system/web.service.d": Reason.OTHERS,
        "/opt/web": Reason.LINK,
        "/etc/systemd/system/web.socket": Reason.FOREIGN,
    }
    left = server.run("ls -A /etc/web /srv/web /etc/systemd/system/web.service.d").split()
    assert {"own.key", "data", "nice.conf"} <= set(left)
    assert "env" not in left
    assert server.run("ls -A /var/lib/goferry/web").split() == [".goferry"]


def test_a_folder_that_lost_its_mark_to_somebody_else_stays(server: Server, tmp_path: Path) -> None:
    prepared(server, tmp_path)
    server.run("rm -rf /etc/web && mkdir /etc/web && echo key >/etc/web/own.key")
    assert removed(server, tmp_path) == {"/etc/web": Reason.FOREIGN}
    assert server.run("cat /etc/web/own.key") == "key\n"


# What an older GoFerry left: no marks, and a helper that does not ask for them.
_OLDER = """rm /opt/web/.goferry /etc/web/.goferry /var/lib/goferry/web/.goferry
sed -i '/^mark=/,/^done$/d;/not_ours/d' /usr/local/libexec/goferry/activate-web
bash -n /usr/local/libexec/goferry/activate-web
"""


def test_a_service_of_an_older_goferry_is_operated_marked_and_removed(
    server: Server, tmp_path: Path
) -> None:
    first = deploy(server, tmp_path, programs.release(version="1"), service())
    assert first.result is Result.DEPLOYED, first.problem
    server.run(_OLDER)
    restarted = on(server, tmp_path, lambda one: finished(rollback.restart, one, "web"))
    assert restarted.result is Result.DEPLOYED
    marks = "ls /opt/web/.goferry /etc/web/.goferry /var/lib/goferry/web/.goferry | wc -l"
    second = deploy(server, tmp_path, programs.release(version="2"), service())
    assert (second.result, server.run(marks)) == (Result.DEPLOYED, "3\n")
    assert ask(server).startswith("version 2")
    server.run(_OLDER)
    assert removed(server, tmp_path) == {}
    assert server.run("ls -d /opt/web /etc/web /etc/systemd/system/web*", check=False) == ""
    assert server.run("ls -A /var/lib/goferry/web") == ".goferry\n", "the data is still ours"


def test_what_an_older_goferry_took_in_by_mistake_is_given_up(
    server: Server, tmp_path: Path
) -> None:
    prepared(server, tmp_path)
    server.run(f"{_OLDER}\necho key >/etc/web/own.key; mkdir /opt/web/share")
    code = on(
        server, tmp_path, lambda one: _code_of(finished(prepare, one, service(), login="guest"))
    )
    assert code == "name_taken"
    assert removed(server, tmp_path) == {"/etc/web": Reason.FOREIGN, "/opt/web": Reason.FOREIGN}
    assert server.run("ls /etc/web /opt/web").split() == [
        "/etc/web:",
        "own.key",
        "/opt/web:",
        "releases",
        "share",
    ]


def test_the_helper_works_in_marked_folders_alone(server: Server, tmp_path: Path) -> None:
    prepared(server, tmp_path)
    request = f"echo 'names {'0' * 32} - me' | {Layout('web').helper}"
    assert "variables" in server.run(request)
    for spoil in (
        "rm /etc/web/.goferry",
        "mv /opt/web /srv/web && ln -s /srv/web /opt/web",
        "chown guest /opt/web/.goferry",
    ):
        server.run(f"cp -a /etc/web /etc/web.kept; {spoil}")
        assert '"refused":"not_ours"' in server.run(request, check=False)
        server.run(
            "rm -rf /etc/web; mv /etc/web.kept /etc/web\n"
            "[ ! -L /opt/web ] || { rm /opt/web; mv /srv/web /opt/web; }\n"
            "chown root /opt/web/.goferry"
        )
    assert "variables" in server.run(request)
