"""A server in words: a session that answers as a helper would, and keeps in which order."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import re
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

from core.binary.inspection import Verdict
from core.deploy import deployer
from core.problems import ProblemError
from core.service.model import Release, Scope, Service
from core.service.unit import wanted
from core.ssh.delta_bases import KeptFiles
from core.ssh.profile import Profile
from core.ssh.session import Ran
from core.words import say
from tests.made_up import problem, whole
from tests.made_up_clock import leap

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from core.service.plan import Plan
    from core.service.results import Outcome
    from core.ssh.session import DeltaBase, ServerSession

ACCEPTED = '{"accepted":true}'
WEB = Service(name="web")
OLD = "1-00000000"
# What a deploy asks for: to see, to send, and to switch.
LOOKS = ["look", "facts", "can send"]
SENT = ["lease", "folder", "write manifest.json", "upload web", "hash web"]
SWITCH = ["deploy", "unlease", "follow 0"]
FACTS = {
    "machine": "x86_64",
    "flags": "fpu",
    "os": "Debian 12",
    "memory": "1000000",
    "libc": "glibc 2.36",
    "systemd": "systemd 252",
    "systemd_running": "yes",
    "user": "root",
    "uid": "0",
    "home": "/root",
    "selinux": "none",
    "apparmor": "N",
    "firewalls": "inactive inactive inactive",
    "ports": "seen",
    "connections": "1F90=0;",
    "ca": "yes",
    "zoneinfo": "yes",
    "tools": "flock sha256sum systemd-run",
}
# Words for what a script does, by what stands in it.
_WORDS = (
    (r"goferry-facts 1", "facts"),
    (r"all_marked &&", "look"),
    (r"\A# how much data\n", "data"),
    (r"systemd-analyze verify", "verify"),
    (r"systemd-analyze calendar", "calendar"),
    (r"\Aset -eu\n", "prepare"),
    (r"\Amkdir -p -m 0700 ", "folder"),
    (r"\Asha256sum <\S*/(\S+)", "hash {0}"),
    (r"\Acp (\S+) \S+", "copy"),
    (r"\Arm -rf -- \S+/next/\w+\Z", "unstage"),
    (r"\Arm -rf -- \S+/incoming/\S+\Z", "sweep"),
)


def trouble(code: str) -> ProblemError:
    """What a door would raise."""
    return ProblemError(problem(code))


def release(folder: Path, content: bytes = b"the program", **about: Any) -> Release:  # noqa: ANN401
    """A program that is ready to travel."""
    binary = folder / "built"
    binary.write_bytes(content)
    verdict = Verdict(
        format="elf",
        sentence=say("A test."),
        static=True,
        goos="linux",
        goarch="amd64",
        go_version="go1.23.4",
        module="example.org/web",
        settings={"vcs.revision": "c0ffee"},
    )
    sha256 = hashlib.sha256(content).hexdigest()
    found = Release(
        binary=binary, size=len(content), sha256=sha256, verdict=verdict, version="c0ffee"
    )
    return replace(found, **about)


def packed(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def traces(service: Service = WEB, **more: str | tuple[str, ...]) -> list[str]:
    """What the server tells where this service is prepared; `more` lines by their first word."""
    name = service.name
    exists = ("bash", "root", "settings", "state", "data", "marked", "linger", "manager")
    told: dict[str, str | tuple[str, ...]] = {
        "login": "root",
        "uid": "0",
        "area": "root",
        "user": f"{name}:x:999:999::/nonexistent:/usr/sbin/nologin"
        if service.scope is Scope.SYSTEM
        else "",
        "exists": exists,
        "text": tuple(f"{file.path} {packed(file.content)}" for file in wanted(service)),
        "unit_state": "inactive",
        **more,
    }
    return [
        f"{word} {value}"
        for word, values in told.items()
        for value in ((values,) if isinstance(values, str) else values)
    ]


def running(of: str, service: Service = WEB, **more: str | tuple[str, ...]) -> list[str]:
    """What it tells where release OLD of this program is live."""
    live: dict[str, str | tuple[str, ...]] = {
        "release": OLD,
        "current": OLD,
        "sha256": f"{of}  -",
        "unit_state": "active",
    }
    return traces(service, **{**live, **more})


def ended(result: str = "live", **more: str) -> str:
    """The last line of a change."""
    return json.dumps({"result": result, "release": "2-x", "running": "2-x", **more})


def step(name: str) -> str:
    """A line of a change that has come so far."""
    return json.dumps({"step": name, "release": "2-x"})


class MadeUp:
    """A session to a server that is told what it has and how its changes go.

    `done` is what it was asked for, in words and in order; `scripts` the texts, `files` what lies
    there, `modes` how it was written. `story` are the lines of the next change; `at` is called when
    that word is reached (the second time "word 2"), and may raise, wait or answer.
    """

    def __init__(self, folder: Path | str = "/nowhere", *, name: str = "web1") -> None:
        self.profile = Profile(name=name, host="192.0.2.7", user="root")
        self.kept = KeptFiles(Path(folder) / "kept")
        self.sent = 1000  # of earlier work on this connection
        self.there = traces()
        self.facts = dict(FACTS)
        self.story = [ended()]
        self.at: dict[str, Callable[[], Awaitable[Ran | None]]] = {}
        self.done: list[str] = []
        self.scripts: list[str] = []
        self.requests: list[str] = []
        self.files: dict[str, bytes] = {}
        self.modes: dict[str, int] = {}
        self.as_root: list[str] = []
        self.timeout: dict[str, float] = {}  # how long each word may take
        self.dies = ""  # the line with which a change of a fleet ends while it is watched
        self._waits = False  # for the other servers of a fleet
        self._words: set[str] = set()
        self._count: Counter[str] = Counter()

    async def run(self, script: str, *, stdin: bytes = b"", seconds: float = 60.0) -> Ran:
        self.scripts.append(script)
        if stdin:
            return await self._helper(stdin.decode())
        return await self._shell(script, seconds)

    async def run_as_root(self, script: str, *, seconds: float = 120.0) -> Ran:
        self.scripts.append(script)
        return await self._shell(script, seconds, root=True)

    async def must_take_files(self) -> None:
        await self._reach("can send")

    async def upload(
        self,
        source: Path,
        target: str,
        *,
        on_bytes: Callable[[int], None] | None = None,
        delta_base: DeltaBase | None = None,
    ) -> None:
        content = source.read_bytes()  # noqa: ASYNC240 - a few bytes
        if on_bytes:
            on_bytes(len(content) // 2)
        await self._reach(
            f"upload {_last(target)}" + (f" as {delta_base.there}" if delta_base else "")
        )
        self.files[target] = content
        self.sent += len(content)

    async def write_file(self, target: str, content: bytes, *, mode: int = 0o600) -> None:
        await self._reach(f"write {_last(target)}")
        self.files[target], self.modes[target] = content, mode

    async def _reach(self, word: str) -> Ran | None:
        self.done.append(word)
        await asyncio.sleep(0)  # as whatever goes over a network
        self._count[word] += 1
        hook = self.at.get(f"{word} {self._count[word]}") or self.at.get(word)
        return await hook() if hook else None

    async def _helper(self, request: str) -> Ran:
        self.requests.append(request.strip())
        verb, _, wanted, _ = request.split()
        if wanted == "here":
            return Ran(0, ACCEPTED, "")
        word = {"follow": f"follow {wanted}", "fleet": wanted}.get(verb, verb)
        if answer := await self._reach(word):
            return answer
        if verb != "follow":
            self._hear(verb, wanted)
            return Ran(0, ACCEPTED, "")
        lines = await self._lines_after(int(wanted))
        return Ran(0, "".join(f"{line}\n" for line in lines), "")

    def _hear(self, verb: str, wanted: str) -> None:
        if verb in {"deploy", "rollback", "stop", "edit"}:
            self._waits = wanted.endswith("+fleet")
            self._words.clear()
        self._words.add(wanted if verb == "fleet" else verb)

    async def _lines_after(self, number: int) -> list[str]:
        """What a change says, as far as it has come: one of a fleet waits for its client's word."""
        while self._waits and len(self._lines()) <= number:  # noqa: ASYNC110 - as a server looks
            await asyncio.sleep(0.2)
        return self._lines()[number:]

    def _lines(self) -> list[str]:
        if not self._waits:
            return self.story
        lines = [step("publish"), step("barrier")]
        ends = json.loads(self.story[-1])["result"] != "live"
        if "go" in self._words and ends:
            return [*lines, *self.story]
        if "go" in self._words:
            lines += [*self.story[:-1], step("switch"), step("soak")]
        if "keep" in self._words:
            return [*lines, self.story[-1]]
        if "cancel" in self._words:
            result = "rolled_back" if "go" in self._words else "refused"
            return [*lines, ended(result, code="cancelled", running=OLD)]
        return [*lines, self.dies] if self.dies and "go" in self._words else lines

    async def _shell(self, script: str, seconds: float, *, root: bool = False) -> Ran:
        if begun := re.match(r"echo '(.*)' \| bash -p ", script):
            return await self._helper(begun[1])
        for pattern, named in _WORDS:
            if found := re.search(pattern, script):
                word = named.format(*found.groups())
                self.timeout[word] = seconds
                self.as_root += [word] if root else []
                answer = await self._reach(word)
                return answer or self._answered(word, script)
        raise AssertionError(f"nobody taught this server: {script[:300]}")

    def _answered(self, word: str, script: str) -> Ran:
        out = ""
        match word.partition(" ")[0]:
            case "facts":
                facts = {"clock": str(round(time.time())), **self.facts}
                told = "".join(f"{key}\t{value}\n" for key, value in facts.items())
                out = f"goferry-facts 1\n{told}goferry-facts end\n"
            case "look":
                out = "\n".join(self.there)
            case "hash":
                content = self.files.get(script.partition("<")[2], b"")
                out = f"{hashlib.sha256(content).hexdigest()}  -\n"
            case "copy":
                _, source, target = script.split()
                self.files[target] = self.files.get(source, b"")
            case "folder" | "sweep" | "unstage":
                self._remove(script.partition("rm -")[2].split()[1:])
        return Ran(0, out, "")

    def _remove(self, paths: list[str]) -> None:
        gone = [one for one in self.files if any(f"{one}/".startswith(f"{p}/") for p in paths)]
        for path in gone:
            del self.files[path]


@pytest.fixture
def server(tmp_path: Path) -> MadeUp:
    """Return a server that has nothing yet."""
    return MadeUp(tmp_path)


@pytest.fixture
def program(tmp_path: Path) -> Release:
    """Return a program to deploy there."""
    return release(tmp_path)


async def told(server: MadeUp, what: Release, service: Service = WEB) -> tuple[Outcome, list[Any]]:
    """Deploy to the end."""
    events, outcome = await whole(deployer.deploy, session(server), what, service)
    return outcome, events


def deploy(server: MadeUp, what: Release, service: Service = WEB) -> Outcome:
    return leap(told(server, what, service))[0]


def planned(server: MadeUp, what: Release, service: Service = WEB) -> Plan:
    return leap(deployer.make_plan(session(server), what, service))


class Ways(MadeUp):
    """A server whose ways to the helper answer one after the other."""

    def __init__(self, *answers: Ran, user: str = "deploy") -> None:
        super().__init__()
        self.profile = replace(self.profile, user=user)
        self.ways: list[str] = []
        self._answers = list(answers)

    async def run(self, script: str, *, stdin: bytes = b"", seconds: float = 60.0) -> Ran:
        del seconds
        self.ways.append(script)
        self.requests.append(stdin.decode())
        return self._answers.pop(0)

    async def run_as_root(self, script: str, *, seconds: float = 120.0) -> Ran:
        self.ways.append(f"root: {script}")
        if hook := self.at.get("root"):
            return await hook() or Ran(0, "", "")
        return Ran(0, f"root within {seconds:g}", "")


def session(server: MadeUp) -> ServerSession:
    return cast("ServerSession", server)


def _last(path: str) -> str:
    return path.rpartition("/")[2]
