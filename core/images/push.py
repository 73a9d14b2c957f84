"""Push an image to a registry: what it has is passed over, what a cut left goes on.

Each piece is sent in parts of 8 MB. After a cut the registry is asked how much it kept; one that
lost it gets that piece, and no other, from its beginning.
"""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from core.events import Progress
from core.images import registry_words
from core.images.registry import Body, CutError, Registry
from core.problems import ProblemError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from core.events import Event, Report
    from core.images.blobs import Blob, Blobs
    from core.images.credentials import Login
    from core.images.reference import Reference
    from core.images.reply import Reply
    from core.images.stored import Stored

T = TypeVar("T")

_PART = 8 << 20
_PIECE = 64 << 10
_TRIES = 8  # in a row that came to nothing new
_LONGEST_PAUSE = 8.0
_ACCEPTED = frozenset({201, 202, 204})
_THERE = frozenset({200, 301, 302, 303, 307, 308})
_LOST = frozenset({404, 416})  # of an upload that had begun
_NOT_OFFERED = 405


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """An image that is in a registry: its name and hash; bytes sent, and bytes that were there.

    `cuts` is how often the line broke.
    """

    name: str
    digest: str
    sent: int
    kept: int
    cuts: int


async def push(
    made: Stored,
    blobs: Blobs,
    reference: Reference,
    *,
    login: Login | None,
    report: Report,
) -> Pushed:
    """Push an image with all of its processors; raises `ProblemError`.

    What was sent when it is cancelled stays in the registry, and is not sent again.
    """
    ended = threading.Event()
    registry = Registry(reference, login)
    loop = asyncio.get_running_loop()

    def tell(one: Event) -> None:
        loop.call_soon_threadsafe(report, one)

    pusher = _Pusher(made, blobs, registry, report=tell, ended=ended)
    working = asyncio.ensure_future(asyncio.to_thread(pusher.push))
    try:
        return await asyncio.shield(working)
    finally:
        ended.set()
        registry.close()
        await asyncio.wait([working])


class _Stopped(Exception):  # noqa: N818 - nobody's fault
    """Somebody cancelled: the thread ends."""


class _Pusher:
    """One push, in a thread of its own."""

    def __init__(
        self,
        made: Stored,
        blobs: Blobs,
        registry: Registry,
        *,
        report: Report,
        ended: threading.Event,
    ) -> None:
        self._made = made
        self._blobs = blobs
        self._registry = registry
        self._report = report
        self._ended = ended
        self._total = sum(one.size for one in made.everything)
        self._done = 0  # bytes that are there for certain
        self._sent = 0
        self._kept = 0
        self._cuts = 0

    def push(self) -> Pushed:
        """Push the pieces, then what names them, the tag last."""
        for piece in self._made.pieces:
            self._send(piece)
        for one in self._made.manifests:
            self._name(one, one.digest)
        self._name(self._made.root, self._registry.reference.tag)
        return Pushed(
            name=str(self._registry.reference),
            digest=self._made.root.digest,
            sent=self._sent,
            kept=self._kept,
            cuts=self._cuts,
        )

    def _send(self, blob: Blob) -> None:
        """Bring a piece there, unless it is there already."""
        url = self._registry.url(f"blobs/{blob.digest}")
        if self._steadily(lambda: self._registry.ask("HEAD", url)).status in _THERE:
            self._kept += blob.size
        else:
            _Upload(blob, self._blobs.path(blob), self).run()
        self._done += blob.size
        self.tell(0)

    def _name(self, blob: Blob, name: str) -> None:
        """Bring a manifest there, under its hash or a tag."""
        content = self._blobs.path(blob).read_bytes()
        url = self._registry.url(f"manifests/{name}")
        kind = {"Content-Type": blob.media_type}
        reply = self._steadily(lambda: self._registry.ask("PUT", url, body=content, headers=kind))
        self.must_be(reply)
        self._sent += blob.size

    def _steadily(self, ask: Callable[[], T]) -> T:
        """Ask what can be asked again until a reply comes."""
        for tries in range(1, _TRIES + 1):
            try:
                self.must_go_on()
                return ask()
            except CutError as cut:
                self.cut(cut, tries)
        raise AssertionError

    def must_go_on(self) -> None:
        """Raise where somebody cancelled."""
        if self._ended.is_set():
            raise _Stopped

    def cut(self, cut: CutError, tries: int) -> None:
        """Wait a little, longer each time; raises `ProblemError` where that came to nothing."""
        self._cuts += 1
        if tries >= _TRIES:
            reason = str(cut)
            raise ProblemError(registry_words.unreachable(self._registry.reference, reason))
        if self._ended.wait(min(0.1 * 2**tries, _LONGEST_PAUSE)):
            raise _Stopped

    def must_be(self, reply: Reply) -> None:
        """Raise `ProblemError` for a reply that is a refusal."""
        if reply.status not in _ACCEPTED:
            raise ProblemError(registry_words.refused(self._registry.reference, reply))

    @property
    def registry(self) -> Registry:
        """Where it goes."""
        return self._registry

    def count(self, sent: int) -> None:
        """Take down what travelled, whether or not it arrived."""
        self._sent += sent

    def tell(self, more: int) -> None:
        """Tell how far it is, with `more` bytes of a piece that is on its way."""
        self._report(Progress(done=self._done + more, total=self._total, unit="bytes"))


class _Upload:
    """One piece on its way: where it goes on, and how much of it the registry has."""

    def __init__(self, blob: Blob, file: Path, pusher: _Pusher) -> None:
        self._blob = blob
        self._file = file
        self._pusher = pusher
        self._registry = pusher.registry
        self._place = ""
        self._offset = 0

    def run(self) -> None:
        """Send all of it, over as many cuts as it takes while each time more of it gets there."""
        tries, furthest = 0, 0
        while True:
            try:
                self._pusher.must_go_on()
                if self._goes_on(after_cut=tries > 0):
                    self._end()
            except CutError as cut:
                tries = 1 if self._offset > furthest else tries + 1
                furthest = max(furthest, self._offset)
                self._pusher.cut(cut, tries)
            else:
                return

    def _goes_on(self, *, after_cut: bool) -> bool:
        """Send what is missing; tell whether the registry has still to be told that it is all."""
        if after_cut:
            url = self._registry.url(f"blobs/{self._blob.digest}")
            if self._registry.ask("HEAD", url).status in _THERE:
                return False
            self._look()
        if not self._place:
            self._begin()
        while self._offset < self._blob.size:
            self._send_part()
        return True

    def _begin(self) -> None:
        url = self._registry.url("blobs/uploads/")
        reply = self._registry.ask("POST", url)
        self._pusher.must_be(reply)
        self._place, self._offset = self._registry.next_place(reply, url), 0

    def _look(self) -> None:
        """Ask how much the registry kept; one that does not know has lost it."""
        if not self._place:
            return
        reply = self._registry.ask("GET", self._place)
        end = reply.headers.get("range", "").rpartition("-")[2]
        if reply.status in _ACCEPTED and end.isascii() and end.isdigit():
            kept = int(end[:18])
            self._offset = min(kept + 1, self._blob.size) if kept else 0
            self._place = self._registry.next_place(reply, self._place)
        elif reply.status != _NOT_OFFERED:
            self._place, self._offset = "", 0

    def _send_part(self) -> None:
        end = min(self._offset + _PART, self._blob.size)
        told = {
            "Content-Type": "application/octet-stream",
            "Content-Range": f"{self._offset}-{end - 1}",
        }
        body = Body(size=end - self._offset, pieces=self._pieces(self._offset, end))
        reply = self._registry.ask("PATCH", self._place, body=body, headers=told)
        if reply.status in _LOST:
            raise CutError(reply.reason)
        self._pusher.must_be(reply)
        self._place, self._offset = self._registry.next_place(reply, self._place), end

    def _pieces(self, start: int, end: int) -> Iterator[bytes]:
        with self._file.open("rb") as opened:
            opened.seek(start)
            for at in range(start, end, _PIECE):
                self._pusher.must_go_on()
                piece = opened.read(min(_PIECE, end - at))
                yield piece
                self._pusher.count(len(piece))
                self._pusher.tell(at + len(piece))

    def _end(self) -> None:
        sign = "&" if "?" in self._place else "?"
        reply = self._registry.ask("PUT", f"{self._place}{sign}digest={self._blob.digest}")
        if reply.status in _LOST:
            raise CutError(reply.reason)
        self._pusher.must_be(reply)
