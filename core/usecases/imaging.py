"""Bring a container image where it runs: to a registry, or to the containerd of a node."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from core.events import Steps, on_server
from core.images.node import Handed
from core.images.push import Pushed
from core.images.reference import Reference, read
from core.usecases.guarding import must_be_confirmed
from core.words import say

if TYPE_CHECKING:
    from pathlib import Path

    from core.events import Report
    from core.images.blobs import Blobs
    from core.images.stored import Stored
    from core.ssh.session import ServerSession

__all__ = ["Handed", "Pushed", "Reference", "commands", "hand_over", "push", "read"]


async def push(file: Path, reference: Reference, *, report: Report) -> Pushed:
    """Push a kept image with the login of the user's docker config; raises `ProblemError`.

    What the registry has is passed over, so pushing again goes on where it ended.
    """
    from core.images import layout
    from core.images.credentials import login_for
    from core.images.push import push as push_all

    login = await login_for(reference)
    steps = Steps(1, report)
    steps.start(say("Push the image to {host}", host=reference.host))
    with layout.room() as blobs:
        found = await asyncio.to_thread(_read, file, blobs)
        done = await push_all(found, blobs, reference, login=login, report=report)
    steps.finish()
    return done


async def hand_over(session: ServerSession, file: Path, *, name: str, report: Report) -> Handed:
    """Import a kept image into the containerd of a node; raises `ProblemError`."""
    from core.images import layout
    from core.images.node import hand_over as hand

    must_be_confirmed((session,))
    report = on_server(session.profile.name, report)
    steps = Steps(1, report)
    steps.start(say("Import the image"))
    with layout.room() as blobs:
        found = await asyncio.to_thread(_read, file, blobs)
    done = await hand(session, file, name=name, digest=found.root.digest, report=report)
    steps.finish()
    return done


def commands(name: str, size: int) -> tuple[str, ...]:
    """The commands that hand an image of so many bytes to a node, in their order."""
    from core.images.node import plan

    return plan(name, size)


def _read(file: Path, blobs: Blobs) -> Stored:
    from core.images import stored

    return stored.read(file, blobs)
