"""An image reaches the containerd of a node over SSH, by a login that is not root."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.events import Event, Progress
from core.images import layout, node
from core.images.blobs import Blobs
from core.problems import ProblemError
from core.ssh.connection import offered_key
from core.ssh.host_key_records import trust
from core.ssh.profile import Profile
from tests import image_tools, sshd
from tests.made_up_images import made

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.home import Home

pytestmark = pytest.mark.server
NAME = "registry.example.com/team/shop:1.2"
_SUDOERS = """\
Defaults !lecture
Defaults secure_path="{path}"
root ALL=(ALL:ALL) ALL
free ALL=(ALL:ALL) NOPASSWD: ALL
"""


class Node:
    """A node with OpenSSH and containerd: `tools` is what root finds there beside the system's."""

    def __init__(self, server: sshd.Sshd, socket: Path, tools: Path) -> None:
        self.server = server
        self.socket = socket
        self.tools = tools

    def has(self, name: str) -> None:
        """Give it a program of this name that talks to its containerd, as K3s' own does."""
        words = "shift" if name == "k3s" else ":"
        (self.tools / name).write_text(
            f'#!/bin/sh\n{words}\nexec {self.tools.parent}/real-ctr --address {self.socket} "$@"\n'
        )
        (self.tools / name).chmod(0o755)

    def images(self) -> str:
        """What containerd has for the kubelet."""
        words = ("--address", self.socket, "-n", "k8s.io", "images", "ls")
        return image_tools.run("ctr", *words)


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    folder = tmp_path_factory.mktemp("node")
    tools = folder / "bin"
    tools.mkdir()
    shutil.copy(image_tools.tool("ctr"), folder / "real-ctr")  # root's home is another one there
    path = f"{tools}:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    for above in (folder, *folder.parents[:2], tools):
        above.chmod(0o755)
    with (
        sshd.running(
            folder, sudoers=_SUDOERS.format(path=path), more=f"SetEnv PATH={path}"
        ) as server,
        image_tools.containerd(folder) as socket,
    ):
        yield Node(server, socket, tools)


@pytest.fixture(autouse=True)
def _nothing_there(there: Node) -> None:
    for one in there.tools.iterdir():
        one.unlink()


@pytest.mark.parametrize("user", ["free", "root"])
@pytest.mark.parametrize("tool", ["k3s", "ctr"])
def test_it_arrives_whole_and_leaves_no_file(
    there: Node, home: Home, tmp_path: Path, user: str, tool: str
) -> None:
    there.has(tool)
    blobs = Blobs(tmp_path / "blobs")
    found = made(tmp_path, blobs, f"{user} {tool}".encode(), reference=NAME)
    layout.write_archive(found, blobs, tmp_path / "image.tar", docker=False)
    digest, heard = found.stored.root.digest, list[Event]()
    handed = sshd.on(
        _profile(there, home, user),
        home,
        lambda one: node.hand_over(
            one, tmp_path / "image.tar", name=NAME, digest=digest, report=heard.append
        ),
    )
    assert handed.digest == digest
    assert digest in there.images()
    left = sshd.on(_profile(there, home, user), home, lambda one: one.run("ls -A .cache/goferry"))
    assert (left.code, left.out) == (0, "")
    assert isinstance(heard[-1], Progress)
    assert heard[-1].fraction == 1.0


def test_a_node_without_containerd_is_told(there: Node, home: Home, tmp_path: Path) -> None:
    (tmp_path / "image.tar").write_bytes(b"x")

    def hand() -> None:
        sshd.on(
            _profile(there, home, "free"),
            home,
            lambda one: node.hand_over(
                one, tmp_path / "image.tar", name=NAME, digest="", report=lambda _: None
            ),
        )

    with pytest.raises(ProblemError) as refused:
        hand()
    assert refused.value.problem.code == "no_containerd"
    there.has("ctr")
    with pytest.raises(ProblemError) as refused:
        hand()  # which is no image
    assert refused.value.problem.code == "image_not_imported"
    assert refused.value.problem.details


def _profile(there: Node, home: Home, user: str) -> Profile:
    found = Profile(name="node1", host="127.0.0.1", port=there.server.port, user=user)
    found = replace(found, key=str(there.server.key))
    trust(home.known_hosts, found.host, found.port, asyncio.run(offered_key(found)))
    return found
