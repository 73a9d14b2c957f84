"""A push brings all of an image there, over cuts and logins, and says what is in the way."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import socket
import threading
from typing import TYPE_CHECKING, Any

import pytest

from core.events import Event, Progress, unheard
from core.images import credentials, push, reference
from core.images.blobs import Blobs
from core.images.credentials import Login, login_for
from core.problems import ProblemError
from tests import made_up_registry
from tests.made_up_images import made
from tests.made_up_registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from core.images.assembly import Assembled
    from core.images.push import Pushed
from core.images.registry import Registry as RealRegistry
from core.images.reply import Reply

ME = Login(user="me", password="hush")
LARGE = os.urandom(300_000)


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Wait for nothing between two tries, and read nobody's own logins."""
    monkeypatch.setattr(push, "_LONGEST_PAUSE", 0.001)
    monkeypatch.setenv("DOCKER_CONFIG", str(tmp_path / "docker"))


@pytest.fixture
def registry() -> Iterator[Registry]:
    with Registry() as running:
        yield running


class Parcel:
    """An image that is ready to go."""

    def __init__(self, folder: Path, content: bytes = LARGE) -> None:
        self.blobs = Blobs(folder / "blobs")
        self.made: Assembled = made(folder, self.blobs, content)

    def push(
        self,
        to: Registry,
        login: Login | None = None,
        *,
        name: str = "",
        report: Callable[[Event], None] = unheard,
    ) -> Pushed:
        """Push it."""
        return asyncio.run(
            push.push(
                self.made.stored,
                self.blobs,
                reference.read(name or to.name),
                login=login,
                report=report,
            )
        )

    @property
    def largest(self) -> str:
        return max(self.made.stored.pieces, key=lambda one: one.size).digest

    def is_in(self, registry: Registry) -> bool:
        """Whether all of it is there."""
        stored = self.made.stored
        return (
            {one.digest for one in stored.pieces} == set(registry.blobs)
            and {one.digest for one in stored.manifests} < set(registry.tags)
            and registry.tags["1.2"] == self.blobs.path(stored.root).read_bytes()
        )


@pytest.fixture
def parcel(tmp_path: Path) -> Parcel:
    return Parcel(tmp_path)


def refused(work: Callable[[], object]) -> tuple[str, str]:
    """Return the code of the problem that ends it, and all of its words."""
    with pytest.raises(ProblemError) as reason:
        work()
    problem = reason.value.problem
    words = [problem.what, problem.why, *(one.text for one in problem.next), problem.details]
    return problem.code, "\n".join(map(str, words))


def test_all_of_an_image_arrives_and_its_tag_last(parcel: Parcel, registry: Registry) -> None:
    heard: list[Event] = []
    pushed = parcel.push(registry, report=heard.append)
    assert parcel.is_in(registry)
    assert pushed.digest == parcel.made.stored.root.digest
    assert pushed.kept == pushed.cuts == 0
    assert list(registry.tags)[-1] == "1.2"
    told = [one for one in heard if isinstance(one, Progress)]
    assert [one.done for one in told] == sorted(one.done for one in told)
    assert told[-1].total == sum(one.size for one in parcel.made.stored.everything)


def test_what_a_registry_has_is_not_sent_again(parcel: Parcel, registry: Registry) -> None:
    parcel.push(registry)
    before = registry.received
    again = parcel.push(registry)
    assert registry.received == before
    assert again.kept == sum(one.size for one in parcel.made.stored.pieces)
    assert again.sent < 4000


def test_cut_five_times_it_goes_on_at_the_byte(parcel: Parcel, registry: Registry) -> None:
    registry.cuts = [20_000, 60_000, 140_000, 180_000, 280_000]
    pushed = parcel.push(registry)
    assert parcel.is_in(registry)
    assert pushed.cuts == 5
    assert registry.received == sum(one.size for one in parcel.made.stored.pieces)


def test_a_registry_that_loses_what_was_cut_gets_that_piece_again(
    parcel: Parcel, registry: Registry
) -> None:
    registry.cuts, registry.forgets = [80_000, 180_000], True
    pushed = parcel.push(registry)
    assert parcel.is_in(registry)
    assert pushed.cuts == 2


def test_a_large_piece_goes_in_parts(
    parcel: Parcel, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(push, "_PART", 100_000)
    parcel.push(registry)
    assert parcel.is_in(registry)
    small = len(parcel.made.stored.pieces) - 1
    assert registry.seen["PATCH"] == small + 4


def test_a_line_that_always_breaks_is_given_up(parcel: Parcel, registry: Registry) -> None:
    registry.cuts, registry.forgets = [0] * 100, True
    code, words = refused(lambda: parcel.push(registry))
    assert code == "registry_unreachable"
    assert "not sent again" in words
    assert registry.seen["PATCH"] == push._TRIES


def test_a_registry_that_is_not_there_is_told(parcel: Parcel) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    code, words = refused(lambda: parcel.push(Registry(), name=f"127.0.0.1:{port}/team/shop"))
    assert code == "registry_unreachable"
    assert "Connection refused" in words


@pytest.mark.parametrize("wants", ["basic", "bearer"])
def test_it_logs_in_as_the_registry_asks(parcel: Parcel, registry: Registry, wants: str) -> None:
    registry.wants = wants
    parcel.push(registry, ME)
    assert parcel.is_in(registry)


def test_a_token_that_ends_meanwhile_is_fetched_anew(parcel: Parcel, registry: Registry) -> None:
    registry.wants, registry.token_lives = "bearer", 4
    parcel.push(registry, ME)
    assert parcel.is_in(registry)
    assert registry.seen["token"] > 2


def test_an_identity_token_is_changed_for_one_to_push_with(
    parcel: Parcel, registry: Registry
) -> None:
    registry.wants = "bearer"
    parcel.push(registry, Login(token="hush"))
    assert parcel.is_in(registry)


@pytest.mark.parametrize("wants", ["basic", "bearer"])
def test_a_wrong_password_is_told_and_never_shown(
    parcel: Parcel, registry: Registry, wants: str
) -> None:
    registry.wants = wants
    code, words = refused(lambda: parcel.push(registry, Login(user="me", password="wrong one")))
    assert code == "registry_login_refused"
    assert "docker login 127.0.0.1" in words
    assert "wrong one" not in words
    assert base64.b64encode(b"me:wrong one").decode() not in words


@pytest.mark.parametrize("wants", ["basic", "bearer"])
def test_without_a_login_one_is_asked_for(parcel: Parcel, registry: Registry, wants: str) -> None:
    registry.wants = wants
    assert refused(lambda: parcel.push(registry))[0] == "registry_login_needed"
    assert not registry.blobs


@pytest.mark.parametrize(
    ("realm", "code"),
    [
        ("http://registry.example.com/token", "registry_login_insecure"),
        ("file:///etc/passwd", "registry_login_insecure"),
        ("", "registry_login_refused"),
    ],
)
def test_a_password_goes_nowhere_without_encryption(
    parcel: Parcel, registry: Registry, realm: str, code: str
) -> None:
    registry.wants, registry.realm = "bearer", realm
    assert refused(lambda: parcel.push(registry, Login(user="me", password="x")))[0] == code
    assert all("registry.example.com" not in one for one in registry.logins)


def test_a_way_to_log_in_that_nobody_knows_is_told(parcel: Parcel, registry: Registry) -> None:
    registry.wants = "Negotiate"
    assert refused(lambda: parcel.push(registry, ME))[0] == "registry_rejected"


@pytest.mark.parametrize(
    ("method", "status", "code"),
    [
        ("POST", 403, "registry_denied"),
        ("POST", 404, "registry_denied"),
        ("POST", 500, "registry_rejected"),
        ("PATCH", 413, "registry_rejected"),
        ("PUT", 400, "registry_rejected"),
        ("PUT", 403, "registry_denied"),
    ],
)
def test_a_refusal_is_told_in_words_with_the_registrys_own(
    parcel: Parcel, registry: Registry, method: str, status: int, code: str
) -> None:
    registry.replies = {method: status}
    found, words = refused(lambda: parcel.push(registry))
    assert found == code
    assert "MADE_UP: no ␛[31mway" in words


def test_a_registry_cannot_lead_an_upload_to_a_place_without_encryption(
    parcel: Parcel, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("http://evil.example.com/x", "file:///etc/x", "ftp://127.0.0.1/x"):
        monkeypatch.setattr(
            made_up_registry._Handler, "_where", lambda *_, place=place: {"Location": place}
        )
        assert refused(lambda: parcel.push(registry))[0] == "registry_rejected"


def test_a_login_goes_to_no_other_host_than_the_registry(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An upload may be led to the store behind a registry, with a right in its address."""
    asked: dict[str, str] = {}

    def exchange(
        _self: object, _method: str, url: str, _body: bytes, headers: dict[str, str]
    ) -> Reply:
        asked[url] = headers.get("Authorization", "")
        wants = {"www-authenticate": "Basic"} if not asked[url] else {}
        return Reply(status=401 if wants and "reg.example.com" in url else 202, headers=wants)

    monkeypatch.setattr(RealRegistry, "_exchange", exchange)
    registry = RealRegistry(reference.read("reg.example.com/shop"), ME)
    own, other = registry.url("blobs/uploads/"), "https://store.example.com/x?right=1"
    assert registry.ask("POST", own).status == 202
    assert registry.ask("PATCH", other, body=b"x").status == 202
    assert (asked[own], asked[other]) == (ME.basic, "")


def test_a_cancelled_push_ends_at_once_and_goes_on_later(
    parcel: Parcel, registry: Registry
) -> None:
    async def cancelled() -> None:
        registry.held = threading.Event()
        job = push.push(
            parcel.made.stored,
            parcel.blobs,
            reference.read(registry.name),
            login=None,
            report=unheard,
        )
        task = asyncio.create_task(job)
        await asyncio.to_thread(registry.reached.wait, 30)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(cancelled())
    assert registry.held is not None
    registry.held.set()
    registry.held = None
    parcel.push(registry)
    assert parcel.is_in(registry)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("shop", ("docker.io", "library/shop", "latest")),
        ("team/shop:1", ("docker.io", "team/shop", "1")),
        ("docker.io/team/shop", ("docker.io", "team/shop", "latest")),
        ("index.docker.io/shop", ("docker.io", "library/shop", "latest")),
        ("ghcr.io/a/b/c:v1.2-x", ("ghcr.io", "a/b/c", "v1.2-x")),
        ("localhost/shop:1", ("localhost", "shop", "1")),
        ("127.0.0.1:5000/shop", ("127.0.0.1:5000", "shop", "latest")),
        ("[::1]:5000/shop", ("[::1]:5000", "shop", "latest")),
    ],
)
def test_a_name_is_read_as_docker_reads_it(text: str, parts: tuple[str, str, str]) -> None:
    found = reference.read(text)
    assert (found.host, found.path, found.tag) == parts


@pytest.mark.parametrize(
    "text",
    [
        "", "/", "Shop", "a b", "shop:", "shop:-x", "shop:a/b", "../x", "a//b", "-x/y", "ghcr.io/",
        "a.b/c\n", "a.b/c:1\n", "http://a.b/c", "user@a.b/c", "a.b:99999999/c", "a.b/" + "c" * 300,
        "a.b/c:" + "x" * 200, "a.b/c@sha256:00", "a.b/%2e%2e/c", "-a.b/c", "a_.b/c\x00",
    ],
)  # fmt: skip
def test_what_is_no_name_is_refused(text: str) -> None:
    assert refused(lambda: reference.read(text))[0] == "image_name_unusable"


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("localhost", True), ("localhost:5000", True), ("127.0.0.1:1", True), ("127.9.9.9", True),
        ("[::1]:5000", True), ("[::1]", True), ("127.0.0.1.example.com", False),
        ("localhost.example.com", False), ("10.0.0.1:5000", False),
    ],
)  # fmt: skip
def test_only_this_computer_is_asked_without_encryption(host: str, here: object) -> None:
    assert reference.is_loopback(host) is here


def configured(folder: Path, told: Any) -> None:  # noqa: ANN401 - any JSON
    (folder / "docker").mkdir(exist_ok=True)
    text = told if isinstance(told, str) else json.dumps(told)
    (folder / "docker" / "config.json").write_text(text)


def found_for(name: str) -> Login | None:
    return asyncio.run(login_for(reference.read(name)))


def encoded(pair: str) -> dict[str, str]:
    return {"auth": base64.b64encode(pair.encode()).decode()}


def test_a_login_is_found_where_docker_keeps_it(tmp_path: Path) -> None:
    assert found_for("ghcr.io/a/b") is None
    configured(
        tmp_path,
        {
            "auths": {
                "ghcr.io": encoded("me:a:b"),
                "https://index.docker.io/v1/": encoded("hub:x"),
                "https://old.example.com": encoded("old:x"),
                "acr.example.com": {**encoded("x:"), "identitytoken": "long"},
                "odd.example.com": {"auth": "%%%"},
                "odder.example.com": encoded("no colon"),
                "oddest.example.com": [],
            }
        },
    )
    assert found_for("ghcr.io/a/b") == Login(user="me", password="a:b")
    assert found_for("shop") == Login(user="hub", password="x")
    assert found_for("old.example.com/a") == Login(user="old", password="x")
    assert found_for("acr.example.com/a") == Login(token="long")
    for host in ("odd", "odder", "oddest", "none"):
        assert found_for(f"{host}.example.com/a") is None


@pytest.mark.parametrize("text", ["{", "[" * 100_000])
def test_a_file_of_logins_that_is_damaged_is_told(tmp_path: Path, text: str) -> None:
    configured(tmp_path, text)
    assert refused(lambda: found_for("ghcr.io/a"))[0] == "docker_config_unreadable"


@pytest.mark.parametrize("told", [[], {"auths": []}, {"credHelpers": []}, {"credsStore": 1}])
def test_a_file_of_logins_that_holds_something_else_holds_none(tmp_path: Path, told: Any) -> None:  # noqa: ANN401
    configured(tmp_path, told)
    assert found_for("ghcr.io/a") is None


@pytest.fixture
def helper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    def write(answer: str) -> Path:
        (tmp_path / "bin").mkdir(exist_ok=True)
        program = tmp_path / "bin" / "docker-credential-made-up"
        program.write_text(
            f'#!/bin/sh\necho "$*" > {tmp_path}/words\ncat > {tmp_path}/asked\n{answer}\n'
        )
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
        return program

    return write


@pytest.mark.parametrize(
    "told", [{"credsStore": "made-up"}, {"credHelpers": {"ghcr.io": "made-up"}}]
)
def test_a_helper_is_asked_on_its_standard_input(
    tmp_path: Path,
    helper: Callable[[str], Path],
    told: Any,  # noqa: ANN401
) -> None:
    configured(tmp_path, told)
    helper("""echo '{"Username": "me", "Secret": "hush"}'""")
    assert found_for("ghcr.io/a") == ME
    assert (tmp_path / "words").read_text() == "get\n"
    assert (tmp_path / "asked").read_text() == "ghcr.io\n"
    helper("""echo '{"Username": "<token>", "Secret": "long"}'""")
    assert found_for("ghcr.io/a") == Login(token="long")


@pytest.mark.parametrize(
    "answer",
    ["echo credentials not found in native keychain; exit 1", "echo '['", "echo '[]'", "echo '{}'"],
)
def test_a_helper_that_knows_none_is_no_fault(
    tmp_path: Path, helper: Callable[[str], Path], answer: str
) -> None:
    configured(tmp_path, {"credsStore": "made-up", "auths": {"ghcr.io": encoded("me:hush")}})
    helper(answer)
    assert found_for("ghcr.io/a") == ME


@pytest.mark.parametrize("name", ["not-there", "../../bin/sh", "a b", "/bin/sh", "-x", "x/../tool"])
def test_a_helper_that_is_none_is_told_and_never_a_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / "docker-credential-x").mkdir()
    (tmp_path / "tool").write_text("#!/bin/sh\necho '{}'\n")
    (tmp_path / "tool").chmod(0o755)
    monkeypatch.chdir(tmp_path)
    configured(tmp_path, {"credsStore": name})
    assert refused(lambda: found_for("ghcr.io/a"))[0] == "docker_helper_missing"


def test_a_login_is_not_in_what_is_printed_of_it() -> None:
    shown = repr(Login(user="me", password="hush", token="long"))
    assert "hush" not in shown
    assert "long" not in shown
    assert credentials.Login(user="a", password="b").basic == "Basic YTpi"
