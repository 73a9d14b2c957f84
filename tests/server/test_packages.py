"""Packages on real Debians: installed, upgraded, removed and purged by the system's own tools."""

from __future__ import annotations

import subprocess
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.binary.inspection import Inspection, Node
from core.packages.folder import write_folder
from core.packages.goods import Goods, fitted
from core.packages.linux import write_deb
from core.practice import machine
from core.service.model import Health, Mode, Service
from tests import programs
from tests.deploying import ask
from tests.long import LONG
from tests.made_up_goods import MOMENT, project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
_IN_A_LONG_RUN = pytest.mark.skipif(not LONG, reason="only in a long run, as `make servers-test`")

SHOP = Service(name="shop", health=Health(deadline=5))
# What dpkg itself keeps of packages that are gone, and what was said while it was there.
_LEFT = r"""
find / -xdev -name '*shop*' ! -path '/proc/*' ! -path '/sys/*' ! -path '/var/log/*' \
  ! -path '/root/*'
getent passwd shop; getent group shop
systemctl list-units --all --plain --no-legend 'shop*'
"""


def goods(folder: Path, version: str, *, behaviour: str = "well", service: Service = SHOP) -> Goods:
    """A release of the test service with a file beside it."""
    release = programs.release(behaviour, version)
    web = project(folder / "project") / "web"
    service = replace(service, includes=(web,), includes_from=web.parent)
    found = Inspection(
        path=release.binary,
        size=release.size,
        sha256=release.sha256,
        verdict=release.verdict,
        sections=Node(name="", size=release.size, kind="own"),
    )
    maintainer = "Jane Doe <jane@example.org>"
    return Goods(
        service=fitted(service),
        programs=(found,),
        version=version,
        moment=MOMENT,
        maintainer=maintainer,
    )


def put(server: Server, content: bytes, words: str) -> None:
    """Pipe a file into a command on the server, as root."""
    inside = machine.inside(server.machine, "/bin/sh", "-c", words)
    subprocess.run(inside, input=content, check=True, timeout=60)


def deb(server: Server, folder: Path, version: str, *, service: Service = SHOP) -> str:
    """Make a package of this version and bring it to the server; return where it lies there."""
    room = folder / version
    (room / "tree").mkdir(parents=True)
    write_deb(goods(room, version, service=service), room / "shop.deb", room / "tree")
    put(server, (room / "shop.deb").read_bytes(), f"cat >/root/shop-{version}.deb")
    return f"/root/shop-{version}.deb"


def answers(server: Server, version: str) -> str:
    """What the service answers, until it is this version."""
    until = time.monotonic() + 20
    while version not in (said := ask(server)) and time.monotonic() < until:
        time.sleep(0.1)
    return said


@pytest.fixture
def any_debian(every_debian: Server) -> Iterator[Server]:
    """Each Debian, without the package afterwards, whatever became of the test."""
    yield every_debian
    every_debian.run("dpkg --purge shop; rm -rf /root/shop-*", check=False)


def test_a_deb_lives_and_goes_by_debians_own_rules(any_debian: Server, tmp_path: Path) -> None:
    server = any_debian
    server.run(f"dpkg --install {deb(server, tmp_path, '1.0')}")
    assert "1.0" in answers(server, "1.0")
    told = server.run(
        "systemctl is-enabled shop; systemctl show --property=User,FragmentPath shop; "
        "stat -c '%a %U' /etc/shop/env; ls /usr/lib/goferry/shop/web"
    )
    assert told.replace("=/usr/lib", "=/lib").split() == [
        "enabled", "User=shop", "FragmentPath=/lib/systemd/system/shop.service",
        "600", "root", "index.html", "run",
    ]  # fmt: skip
    server.run("echo kept >/var/lib/shop/note; echo GREETING=mine >>/etc/shop/env")

    server.run(f"dpkg --install {deb(server, tmp_path, '2.0')}")
    assert "2.0" in answers(server, "2.0")
    kept = server.run("cat /var/lib/shop/note; tail -n 1 /etc/shop/env")
    assert kept.split() == ["kept", "GREETING=mine"]

    server.run("systemctl --quiet disable shop; dpkg --install /root/shop-2.0.deb")
    assert server.run("systemctl is-enabled shop", check=False).strip() == "disabled"

    server.run("dpkg --remove shop")
    assert ask(server) == ""
    assert server.run("cat /var/lib/shop/note; tail -n 1 /etc/shop/env") == kept

    server.run("dpkg --purge shop")
    assert server.run(_LEFT, check=False) == ""


@_IN_A_LONG_RUN
def test_a_deb_keeps_the_port_open_where_systemd_holds_it(
    any_debian: Server, tmp_path: Path
) -> None:
    service = replace(SHOP, mode=Mode.SHARED)
    any_debian.run(f"dpkg --install {deb(any_debian, tmp_path, '1.0', service=service)}")
    assert "1.0" in answers(any_debian, "1.0")
    before = any_debian.run("systemctl show --property=ActiveEnterTimestamp shop.socket")
    any_debian.run(f"dpkg --install {deb(any_debian, tmp_path, '2.0', service=service)}")
    assert "2.0" in answers(any_debian, "2.0")
    assert any_debian.run("systemctl show --property=ActiveEnterTimestamp shop.socket") == before
    any_debian.run("dpkg --purge shop")
    assert any_debian.run(_LEFT, check=False) == ""


@_IN_A_LONG_RUN
def test_a_deb_does_not_take_a_service_over_that_was_put_there_otherwise(
    any_debian: Server, tmp_path: Path
) -> None:
    unit = "/etc/systemd/system/shop.service"
    any_debian.run(f"printf '[Service]\\nExecStart=/bin/true\\n' >{unit}")
    try:
        package = deb(any_debian, tmp_path, "1.0")
        said = any_debian.run(f"dpkg --install {package} 2>&1 || echo refused", check=False)
        assert f"{unit} exists" in said
        assert said.endswith("refused\n")
    finally:
        any_debian.run(f"dpkg --purge shop; rm {unit}")
    assert any_debian.run(_LEFT, check=False) == ""


def handed_over(server: Server, folder: Path, version: str, behaviour: str = "well") -> str:
    """Bring a hand-over folder to the server, as a person would on a stick; return its script."""
    room = folder / version
    (room / "tree").mkdir(parents=True)
    write_folder(goods(room, version, behaviour=behaviour), room / "made", room / "tree")
    tar = ("tar", "--create", "--directory", room / "made", ".")
    packed = subprocess.run(tar, capture_output=True, check=True).stdout
    put(server, packed, f"mkdir /root/shop-{version} && tar -xC /root/shop-{version}")
    return f"/root/shop-{version}/install.sh"


@pytest.fixture
def by_hand(debian: Server) -> Iterator[Server]:
    """A Debian 12, without what was installed by hand afterwards."""
    yield debian
    debian.run(
        "for script in /root/shop-*/install.sh; do $script purge; done; rm -rf /root/shop-*",
        check=False,
    )


@_IN_A_LONG_RUN
def test_a_folder_installs_upgrades_returns_and_goes_by_hand(
    by_hand: Server, tmp_path: Path
) -> None:
    one, two = (handed_over(by_hand, tmp_path, version) for version in ("1.0", "2.0"))
    sick = handed_over(by_hand, tmp_path, "3.0", "sick")
    assert by_hand.run(one).endswith("shop 1.0 runs as release 1-" + _short("1.0") + ".\n")
    assert "1.0" in ask(by_hand)
    by_hand.run("echo kept >/var/lib/shop/note; echo GREETING=mine >>/etc/shop/env")

    said = by_hand.run(f"{sick} 2>&1 || echo refused", check=False)
    assert "is not healthy. 1-" in said
    assert said.endswith(" runs again.\nrefused\n")
    assert "1.0" in answers(by_hand, "1.0")

    by_hand.run(two)
    assert "2.0" in ask(by_hand)
    by_hand.run(f"{two} rollback")
    assert "1.0" in answers(by_hand, "1.0")
    kept = by_hand.run("cat /var/lib/shop/note; tail -n 1 /etc/shop/env; systemctl is-enabled shop")
    assert kept.split() == ["kept", "GREETING=mine", "enabled"]

    by_hand.run(f"{two} remove")
    assert ask(by_hand) == ""
    assert by_hand.run("cat /var/lib/shop/note") == "kept\n"
    by_hand.run(f"{two} purge")
    assert by_hand.run(_LEFT, check=False) == ""


@_IN_A_LONG_RUN
def test_a_folder_touches_nothing_where_it_should_not_be(by_hand: Server, tmp_path: Path) -> None:
    script = handed_over(by_hand, tmp_path, "1.0")
    folder = script.rpartition("/")[0]
    by_hand.run("mkdir /opt/shop; echo mine >/opt/shop/file")
    try:
        said = by_hand.run(f"{script} 2>&1 || echo refused", check=False)
        assert said.startswith("/opt/shop exists, and this script did not make it.")
        assert by_hand.run("cat /opt/shop/file") == "mine\n"
    finally:
        by_hand.run("rm -r /opt/shop")
    by_hand.run(f"echo x >>{folder}/release/web/index.html")
    said = by_hand.run(f"{script} 2>&1 || echo refused", check=False)
    assert "A file of this package is not as it was packed. Nothing was changed." in said
    by_hand.run(f"sed -i s/machines=x86_64/machines=s390x/ {script}")
    said = by_hand.run(f"{script} 2>&1", check=False)
    assert said.startswith("The program is for s390x")
    assert by_hand.run(_LEFT, check=False) == ""


def _short(version: str) -> str:
    return programs.release("well", version).sha256[:8]
