"""Hand an image to the containerd of a node over SSH, K3s' included: no registry is needed."""

from __future__ import annotations

import asyncio
import hashlib
import re
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.events import Progress
from core.plain_text import inert, whole_number
from core.problems import Advice, Problem, ProblemError
from core.service.root_script import CACHE
from core.words import say

if TYPE_CHECKING:
    from pathlib import Path

    from core.events import Report
    from core.ssh.session import Ran, ServerSession

NAMESPACE = "k8s.io"  # where the kubelet looks
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_SECONDS = 600.0
_NO_CTR = 41
# Which one talks to the containerd of this node. K3s and RKE2 bring their own.
_FIND = """\
if command -v k3s >/dev/null 2>&1; then set -- k3s ctr
elif [ -x /var/lib/rancher/rke2/bin/ctr ]; then
  set -- /var/lib/rancher/rke2/bin/ctr --address /run/k3s/containerd/containerd.sock
elif command -v ctr >/dev/null 2>&1; then set -- ctr
else exit 41; fi
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """An image that a node has now: the node, the image's name there, and its hash."""

    server: str
    name: str
    digest: str


def script(*, name: str, file: str, uid: int, gid: int) -> str:
    """Spell what root does on the node: the login reads its own file, and containerd takes it in.

    Its last line is the hash of what the node has under this name.
    """
    as_login = f"setpriv --reuid={uid} --regid={gid} --clear-groups --no-new-privs "
    read = f"{as_login if uid else ''}cat -- {shlex.quote(file)}"
    return (
        f"set -eu\n{_FIND}"
        f'{read} | "$@" -n {NAMESPACE} images import - >&2\n'
        f'"$@" -n {NAMESPACE} images ls {shlex.quote(f"name=={name}")}\n'
    )


def plan(name: str, size: int) -> tuple[str, ...]:
    """The commands in the order in which they are run, for people to read before."""
    return (
        f"sftp: {CACHE}/image.tar ({size} bytes)",
        f"cat {CACHE}/image.tar | ctr -n {NAMESPACE} images import -   # root; with K3s: k3s ctr",
        f"ctr -n {NAMESPACE} images ls name=={name}",
        f"rm {CACHE}/image.tar",
    )


async def hand_over(
    session: ServerSession, file: Path, *, name: str, digest: str, report: Report
) -> Handed:
    """Send an image's file and have it imported; raises `ProblemError`, and leaves no file there.

    The upload goes on where a cut left it. `digest` is what the node must have in the end.
    """
    sha256, size = await asyncio.to_thread(_measured, file)
    place, uid, gid = await _place(session, sha256)
    loop = asyncio.get_running_loop()

    def tell(done: int) -> None:
        loop.call_soon_threadsafe(report, Progress(done=done, total=size, unit="bytes"))

    try:
        await session.upload(file, place, on_bytes=tell)
        ran = await session.run_as_root(
            script(name=name, file=place, uid=uid, gid=gid), seconds=_SECONDS
        )
    finally:
        await asyncio.shield(session.run(f"rm -f -- {shlex.quote(place)}"))
    if ran.code == _NO_CTR:
        raise ProblemError(_no_containerd(session.profile.name))
    if ran.code or digest not in _DIGEST.findall(ran.out):
        raise ProblemError(_not_imported(session.profile.name, ran))
    return Handed(server=session.profile.name, name=name, digest=digest)


async def _place(session: ServerSession, sha256: str) -> tuple[str, int, int]:
    """Return where the file goes on the node, and the login's numbers there."""
    ran = await session.run(f"mkdir -p -m 0700 {CACHE} && cd {CACHE} && pwd -P && id -u && id -g")
    lines = ran.out.splitlines()
    if ran.code or len(lines) != len(("place", "uid", "gid")):
        raise ProblemError(_not_imported(session.profile.name, ran))
    folder, uid, gid = lines
    return f"{folder}/image-{sha256[:32]}.tar", whole_number(uid), whole_number(gid)


def _measured(file: Path) -> tuple[str, int]:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest(), file.stat().st_size


def _no_containerd(server: str) -> Problem:
    return Problem(
        code="no_containerd",
        what=say("{server} has no containerd to give the image to.", server=server),
        why=say("Neither k3s nor ctr is installed on the server."),
        next=(
            Advice(say("Choose a node of a cluster.")),
            Advice(say("Push the image to a registry: --push NAME")),
        ),
    )


def _not_imported(server: str, ran: Ran) -> Problem:
    return Problem(
        code="image_not_imported",
        what=say("{server} did not import the image.", server=server),
        why=say("The command ended with exit code {code}.", code=ran.code),
        next=(Advice(say("See Details for the command's output.")),),
        details=inert(ran.err or ran.out),
    )
