"""What is run on a node to import an image, and what is told when it goes wrong."""

from __future__ import annotations

import asyncio
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest

from core.events import unheard
from core.images import node
from core.images.node import Handed
from core.problems import ProblemError
from core.ssh.session import Ran
from core.usecases import imaging
from tests.made_up import Server

if TYPE_CHECKING:
    from pathlib import Path

    from core.ssh.session import ServerSession

NAME = "registry.example.com/team/shop:1.2"
DIGEST = f"sha256:{'ab' * 32}"


HOME = Ran(0, "/home/me/.cache/goferry\n1000\n1001\n", "")


def node_with(place: Ran, imported: Ran) -> Server:
    """A node where the login's folder and the import came out so."""
    return Server(("run:", place), ("root:", imported), name="node1", user="me")


def handed(server: Server, file: Path) -> Handed:
    session = cast("ServerSession", server)
    return asyncio.run(node.hand_over(session, file, name=NAME, digest=DIGEST, report=unheard))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "image.tar").write_bytes(b"image")
    return tmp_path / "image.tar"


def test_root_never_opens_what_is_the_logins(file: Path) -> None:
    server = node_with(HOME, Ran(0, f"{NAME} application/x {DIGEST} 1 MB\n", ""))
    assert handed(server, file) == Handed(server="node1", name=NAME, digest=DIGEST)
    (script,) = server.texts("root")
    read = next(line for line in script.splitlines() if "images import" in line)
    assert read.startswith(
        "setpriv --reuid=1000 --regid=1001 --clear-groups --no-new-privs cat -- "
    )
    assert server.asked[-1].text.startswith("rm -f -- /home/me/.cache/goferry/image-")


def test_root_needs_nobody_elses_rights(file: Path) -> None:
    server = node_with(replace(HOME, out="/root/x\n0\n0\n"), Ran(0, DIGEST, ""))
    handed(server, file)
    assert "setpriv" not in server.texts("root")[0]


@pytest.mark.parametrize(
    ("place", "imported", "code"),
    [
        (Ran(1, "", "no"), Ran(0, DIGEST, ""), "image_not_imported"),
        (Ran(0, "/x\n", ""), Ran(0, DIGEST, ""), "image_not_imported"),
        (HOME, Ran(41, "", ""), "no_containerd"),
        (HOME, Ran(1, DIGEST, "ctr: no \x1bspace"), "image_not_imported"),
        (HOME, Ran(0, f"sha256:{'cd' * 32}", ""), "image_not_imported"),
        (HOME, Ran(0, "", ""), "image_not_imported"),
    ],
)
def test_what_is_in_the_way_is_told(file: Path, place: Ran, imported: Ran, code: str) -> None:
    with pytest.raises(ProblemError) as refused:
        handed(node_with(place, imported), file)
    assert refused.value.problem.code == code
    assert "\x1b" not in refused.value.problem.details


@pytest.mark.parametrize("odd", ["/a b", "/$(touch x)", "/'; touch x; '", "/`touch x`"])
def test_no_name_of_a_server_is_run(tmp_path: Path, odd: str) -> None:
    """The script as a shell reads it, with a ctr that prints its words."""
    (tmp_path / "ctr").write_text('#!/bin/sh\nfor one; do echo "<$one>"; done\n')
    (tmp_path / "ctr").chmod(0o755)
    done = subprocess.run(
        ("sh", "-s"),
        input=node.script(name=NAME, file=f"{odd}/image.tar", uid=0, gid=0),
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
    )
    assert f"<name=={NAME}>" in done.stdout
    assert not (tmp_path / "x").exists()


def test_a_protected_environment_is_asked_for_first(file: Path) -> None:
    server = node_with(HOME, Ran(0, DIGEST, ""))
    server.profile = replace(server.profile, guarded="production")
    session = cast("ServerSession", server)
    with pytest.raises(ProblemError) as refused:
        asyncio.run(imaging.hand_over(session, file, name=NAME, report=unheard))
    assert refused.value.problem.code == "environment_protected"
    assert not server.asked


def test_the_plan_names_the_real_command() -> None:
    assert any("ctr -n k8s.io images import -" in one for one in node.plan(NAME, 5))
