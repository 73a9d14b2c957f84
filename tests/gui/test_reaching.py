"""Reaching a server: what is asked, in which order, and which answers and secrets are kept."""

from __future__ import annotations

import asyncio
import json
import threading
from contextlib import AsyncExitStack
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from core.actions import (
    Action,
    ChooseKey,
    EditServer,
    EnterPassphrase,
    EnterPassword,
    EnterSudoPassword,
    Retry,
    TrustHostKey,
)
from core.journey import Stop
from core.problems import Advice, Problem, ProblemError
from core.servers import keychain, last_seen
from core.servers.last_seen import LastSeen, State
from core.servers.store import ServerStore
from core.ssh.profile import Credentials, Profile, Sudo
from core.usecases import guarding, seeing
from core.usecases.asking import Secret
from core.words import say
from gui.actions.connecting import Connector
from tests.gui.conftest import SILENCE_LIMIT, ended, until
from tests.gui.made_up import Answer, Line, answer, wrong
from tests.gui.seen import present
from tests.gui.test_main_window import window

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.home import Home
    from gui.shell.main_window import MainWindow

__all__ = ["window"]  # a fixture

_WEB = Profile(name="web1", host="web1.example")
_USER = Profile(name="web1", host="web1.example", user="deploy")
_KEY = SimpleNamespace(type="ssh-ed25519", fingerprint="SHA256:abc")
_ROW = {name: Profile(name=name, host=f"{name}.example") for name in ("web1", "web2", "web3")}


def _asks(action: Action, code: str = "asks") -> ProblemError:
    return wrong(code, next=(Advice(say("Do it"), action),))


class _World:
    """Made-up servers, keyring and person; `script` says what each attempt at a server meets."""

    def __init__(self, window: MainWindow, patch: pytest.MonkeyPatch) -> None:
        self.home = window.session.home
        self.script: dict[str, list[object]] = {}
        self.tried: list[tuple[str, Credentials]] = []
        self.lines: list[Line] = []
        self.faults: dict[str, str] = {}
        self.shown: list[str] = []
        self.trusted: list[str] = []
        self.offered = Answer(_KEY)
        self.recall, self.remember = Answer(Credentials()), Answer()
        self.secret = answer(patch, "secret", None)
        self.one_key = answer(patch, "trust_host_key", value=True)
        self.keys = answer(patch, "trust_host_keys", value=True)
        patch.setattr("core.ssh.connection.connect", self._connect)
        patch.setattr("core.ssh.connection.offered_key", self.offered)
        patch.setattr("core.ssh.connection.trust_key", self._trust)
        patch.setattr(keychain, "recall", self.recall)
        patch.setattr(keychain, "remember", self.remember)
        self.session = window.session
        self.connector = Connector(window.session, window)

    async def _connect(
        self, profile: Profile, home: object, secrets: Credentials, **_: object
    ) -> Line:
        assert home is self.home
        self.tried.append((profile.name, secrets))
        met = self.script.get(profile.name, [])
        found = met.pop(0) if met else None
        if isinstance(found, ProblemError):
            raise found
        self.lines.append(found if isinstance(found, Line) else Line(profile))
        return self.lines[-1]

    async def _trust(self, profile: Profile, home: object, key: object) -> None:
        assert (home, key) == (self.home, _KEY)
        self.trusted.append(profile.name)

    def show(self, problems: tuple[Any, ...]) -> None:
        """Note what is shown."""
        self.shown += [one.code for one in problems]

    async def to(self, profile: Profile) -> Line:
        """Connect to one server."""
        return cast("Line", await ended(self.connector.connect(profile, self.show)))

    async def asked_to(self, profile: Profile) -> Line:
        """Connect to one server where no dialog of a login is: each secret is asked for alone."""
        return cast("Line", await ended(self.connector.asking(self.show).connect(profile)))

    async def vainly_to(self, profile: Profile) -> Problem:
        """Return why one server cannot be connected to."""
        with pytest.raises(ProblemError) as refused:
            await self.to(profile)
        return refused.value.problem

    async def all_of(self, *names: str) -> tuple[str, ...]:
        """Connect to all of these servers or none, and give the connections back."""
        async with AsyncExitStack() as stack:
            profiles = tuple(_ROW[name] for name in names)
            found = await ended(self.connector.connect_all(profiles, stack, self.show))
            assert not any(one.closed for one in cast("Iterable[Line]", found))
        return tuple(one.profile.name for one in found)

    async def each_of(self, *names: str) -> tuple[str, ...]:
        """Connect to those that can be reached, and give the connections back."""
        async with AsyncExitStack() as stack:
            profiles = tuple(_ROW[name] for name in names)
            found, faults = await ended(self.connector.connect_each(profiles, stack, self.show))
            self.faults = {name: one.code for name, one in faults.items()}
            assert not any(one.closed for one in cast("Iterable[Line]", found))
        return tuple(one.profile.name for one in found)


@pytest.fixture
def world(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> _World:
    return _World(window, monkeypatch)


@pytest.mark.parametrize("typed", ["prod", ""])
async def test_a_change_in_a_protected_environment_asks_for_its_name_and_a_look_does_not(
    world: _World, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    guarding.describe(world.home, "prod", protected=True)
    asked = answer(monkeypatch, "typed_name", typed)
    server = replace(_WEB, labels={"env": "prod"})
    assert (await world.to(server)).profile.guarded == "prod", "it changes nothing"
    assert asked.named == []
    changing = world.connector.connect(server, world.show, changing=True)
    if typed:
        assert (await ended(changing)).profile == server
    else:
        with pytest.raises(ProblemError) as refused:
            await ended(changing)
        assert refused.value.problem.code == "environment_protected"
    assert [one["name"] for one in asked.named] == ["prod"]
    assert len(world.tried) == (2 if typed else 1)


@pytest.mark.parametrize("agreed", [True, False])
async def test_a_new_key_is_recorded_only_when_it_is_trusted(
    world: _World,
    agreed: bool,  # noqa: FBT001 - both answers
) -> None:
    world.one_key.value = agreed
    world.script["web1"] = [_asks(TrustHostKey("x"), "new")]
    if agreed:
        assert await world.to(_WEB)
    else:
        assert (await world.vainly_to(_WEB)).code == "new"
    assert world.one_key.asked[0][1] == _WEB
    assert world.one_key.named == [{"kind": "ssh-ed25519", "fingerprint": "SHA256:abc"}]
    assert (len(world.tried), world.trusted) == ((2, ["web1"]) if agreed else (1, []))


@pytest.mark.parametrize(
    ("action", "field"),
    [
        (EnterPassword(), "password"),
        (EnterPassphrase(), "passphrase"),
        (EnterSudoPassword(), "sudo_password"),
    ],
)
@pytest.mark.parametrize("keep", [True, False])
async def test_what_was_typed_is_used_and_kept_only_where_that_was_wanted(
    world: _World,
    action: Action,
    field: str,
    keep: bool,  # noqa: FBT001 - both answers
) -> None:
    world.secret.value = Secret("canary-4711", keep)
    world.script["web1"] = [_asks(action)]
    assert await world.asked_to(_WEB)
    typed = Credentials(**{field: "canary-4711"})
    assert [secrets for _, secrets in world.tried] == [Credentials(), typed]
    assert world.session.credentials == {"web1": typed}
    assert world.remember.asked == ([(_WEB, typed)] if keep else [])
    assert not _is_written(world, "canary-4711")
    assert await world.asked_to(_WEB)
    assert len(world.remember.asked) == keep, "it is kept once"
    assert world.tried[-1] == ("web1", typed)


def _is_written(world: _World, secret: str) -> bool:
    files = (one for one in world.home.config.parent.rglob("*") if one.is_file())
    return any(secret.encode() in one.read_bytes() for one in files) or secret in json.dumps(
        repr(world.session.current)
    )


async def test_a_kept_secret_is_used_once_and_a_wrong_one_is_asked_for_and_told(
    world: _World,
) -> None:
    world.recall.value = Credentials(password="old")
    world.secret.value = Secret("new", keep=False)
    world.script["web1"] = [_asks(EnterPassword()), _asks(EnterPassword())]
    assert await world.asked_to(_WEB)
    assert [secrets.password for _, secrets in world.tried] == ["", "old", "new"]
    (asked,) = world.secret.asked
    assert str(asked[2]).startswith("It could not be. GoFerry keeps it in memory")
    assert str(world.secret.named[0]["label"]) == "Password"
    assert str(asked[1]) == f"Log in to {_WEB.address}"


async def test_after_four_wrong_answers_it_is_shown_and_nothing_typed_is_left(
    world: _World,
) -> None:
    world.secret.value = Secret("wrong", keep=True)
    world.script["web1"] = [_asks(EnterSudoPassword(), "refused")] * 9
    assert (await world.vainly_to(_WEB)).code == "refused"
    assert (len(world.secret.asked), len(world.tried)) == (4, 5)
    assert world.session.credentials == {}
    world.script["web1"] = []
    assert await world.to(_WEB)
    assert world.remember.asked == []


@pytest.mark.parametrize("code", ["login_refused", "key_unreadable", "unreachable"])
@pytest.mark.parametrize("repaired", [True, False])
async def test_a_refused_login_is_repaired_and_the_work_goes_on_with_what_works(
    world: _World,
    monkeypatch: pytest.MonkeyPatch,
    code: str,
    repaired: bool,  # noqa: FBT001 - both ends of the dialog
) -> None:
    better = replace(_ROW["web2"], user="deploy")
    repair = Answer(better if repaired else None)
    monkeypatch.setattr("gui.actions.server_editing.repair", repair)
    for one in _ROW.values():
        ServerStore(world.home).add(one)
    world.session.reload_servers()
    edit = Advice(say("Change it"), EditServer("web2"))
    enter = Advice(say("Enter it"), EnterPassword())
    world.script["web2"] = [wrong(code, next=(edit, enter))]
    helps = repaired and code != "unreachable"
    if helps:
        assert (await world.to(_ROW["web2"])).profile == better
    else:
        assert (await world.vainly_to(_ROW["web2"])).code == code
    world.script["web2"] = [wrong(code, next=(edit, enter))]
    assert await world.all_of(*_ROW) == (tuple(_ROW) if helps else ())
    assert world.shown == ([] if helps else [code])
    assert [one.closed for one in world.lines][1:] == [1] * (len(world.lines) - 1)
    assert len(repair.asked) == (0 if code == "unreachable" else 2)
    assert world.secret.asked == [], "no second dialog asks for a password"


async def test_the_name_of_an_environment_is_typed_once_though_the_login_is_repaired(
    world: _World, monkeypatch: pytest.MonkeyPatch
) -> None:
    guarding.describe(world.home, "prod", protected=True)
    asked = answer(monkeypatch, "typed_name", "prod")
    server = replace(_WEB, labels={"env": "prod"})
    ServerStore(world.home).add(server)
    world.session.reload_servers()
    monkeypatch.setattr("gui.actions.server_editing.repair", Answer(server))
    world.script["web1"] = [wrong("login_refused")]
    changing = world.connector.connect(server, world.show, changing=True)
    assert (await ended(changing)).profile == server
    assert len(asked.named) == 1


async def test_whoever_thinks_better_of_typing_gets_the_problem_with_its_server_in_each_button(
    world: _World,
) -> None:
    actions = (EnterPassword(), EditServer(), ChooseKey(), Retry())
    world.script["web1"] = [wrong("refused", next=tuple(Advice(say("Do"), one) for one in actions))]
    assert [one.action for one in (await world.vainly_to(_WEB)).next] == [
        EnterPassword(),
        EditServer("web1"),
        ChooseKey("web1"),
        Retry(),
    ]
    assert len(world.tried) == 1


async def test_the_key_that_is_recorded_is_the_one_that_was_shown(world: _World) -> None:
    keys = [_KEY, SimpleNamespace(type="ssh-ed25519", fingerprint="SHA256:forged")]
    world.offered.value = lambda *_: keys.pop(0)
    world.script["web1"] = [_asks(TrustHostKey("x"))]
    assert await world.to(_WEB)
    assert (world.trusted, len(world.offered.asked)) == (["web1"], 1)


async def test_what_was_typed_wrongly_to_be_kept_is_not_kept_with_another_answer(
    world: _World,
) -> None:
    typed = [Secret("wrong", keep=True), Secret("right", keep=False)]
    world.secret.value = lambda *_: typed.pop(0)
    world.script["web1"] = [_asks(EnterPassword())] * 2
    assert await world.asked_to(_WEB)
    assert world.remember.asked == []
    typed += [Secret("wrong", keep=True), Secret("right", keep=True)]
    world.session.credentials.clear()
    world.script["web1"] = [_asks(EnterPassword())] * 2
    assert await world.asked_to(_WEB)
    assert world.remember.asked == [(_WEB, Credentials(password="right"))]


async def test_a_problem_that_no_answer_helps_is_told_at_once(world: _World) -> None:
    world.script["web1"] = [wrong("unreachable", next=(Advice(say("Again"), Retry()),))]
    assert (await world.vainly_to(_WEB)).code == "unreachable"
    assert (len(world.tried), world.secret.asked) == (1, [])


@pytest.mark.parametrize(
    ("profile", "probed"),
    [
        (_USER, True),
        (_WEB, False),
        (Profile(name="web1", host="web1.example", user="deploy", sudo=Sudo.NEVER), False),
    ],
)
async def test_a_password_for_sudo_is_asked_for_before_anything_is_done(
    world: _World,
    profile: Profile,
    probed: bool,  # noqa: FBT001 - a column of the table
) -> None:
    first = Line(profile, root=_asks(EnterSudoPassword()))
    world.script["web1"] = [first]
    world.secret.value = Secret("root!", keep=False)
    found = present(await world.to(profile))
    assert (found is first, first.closed) == (not probed, int(probed))
    assert len(world.secret.asked) == probed
    assert (len(first.ran), len(world.lines)) == (int(probed), 1 + probed)
    assert not found.closed


async def test_a_login_without_any_way_to_root_is_still_a_connection(world: _World) -> None:
    line = Line(_USER, root=wrong("no_root"))
    world.script["web1"] = [line]
    assert await world.to(_USER) is line
    assert (line.closed, world.shown) == (0, [])


async def test_a_keyring_that_cannot_keep_it_is_said_and_the_connection_stays(
    world: _World,
) -> None:
    world.secret.value = Secret("horse", keep=True)
    world.remember.fails = wrong("keyring_unavailable")
    world.script["web1"] = [_asks(EnterPassword())]
    found = present(await world.asked_to(_WEB))
    assert (found, found.closed) == (world.lines[-1], 0)
    assert world.shown == ["keyring_unavailable"]


@pytest.mark.parametrize("agreed", [True, False])
async def test_the_keys_of_several_new_servers_are_one_question(
    world: _World,
    agreed: bool,  # noqa: FBT001 - both answers
) -> None:
    for name in ("web1", "web3"):
        world.script[name] = [_asks(TrustHostKey("x"), f"new_{name}")]
    world.keys.value = agreed
    assert await world.all_of(*_ROW) == (tuple(_ROW) if agreed else ())
    (offers,) = [asked[1] for asked in world.keys.asked]
    assert [(one.server.name, one.key.type, one.key.fingerprint) for one in offers] == [
        (name, "ssh-ed25519", "SHA256:abc") for name in ("web1", "web3")
    ]
    assert world.trusted == (["web1", "web3"] if agreed else [])
    assert world.shown == ([] if agreed else ["new_web1", "new_web3"])
    assert [one.closed for one in world.lines] == [1] * len(world.lines)
    assert world.one_key.asked == []


async def test_one_new_server_among_known_ones_is_asked_about_by_itself(world: _World) -> None:
    world.script["web2"] = [_asks(TrustHostKey("x"))]
    assert await world.all_of(*_ROW) == tuple(_ROW)
    assert (world.keys.asked, len(world.one_key.asked)) == ([], 1)


async def test_all_means_all_and_each_means_those_that_answer(world: _World) -> None:
    world.script["web2"] = [wrong("down")] * 4
    assert await world.all_of(*_ROW) == ()
    assert world.shown == ["down"]
    assert await world.each_of(*_ROW) == ("web1", "web3")
    assert (world.shown, world.faults) == (["down"], {"web2": "down"})
    assert [one.closed for one in world.lines] == [1] * len(world.lines)


async def test_how_servers_were_found_is_written_beside_the_window_and_not_by_it(
    world: _World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file is locked and written for each: a full or a slow disk must not stop the window."""
    wrote: dict[str, threading.Thread] = {}
    note = last_seen.note

    def noted(home: Home, name: str, seen: LastSeen) -> None:
        wrote[name] = threading.current_thread()
        note(home, name, seen)

    monkeypatch.setattr(last_seen, "note", noted)
    world.script["web2"] = [wrong("down")]
    assert await world.each_of(*_ROW) == ("web1", "web3")
    assert wrote.keys() == set(_ROW)
    assert threading.main_thread() not in wrote.values()
    found = seeing.found_at(world.home, _ROW.values())
    assert {name: one.state for name, one in found.items()} == {
        "web1": State.REACHED,
        "web2": State.FAULTY,
        "web3": State.REACHED,
    }


async def test_a_connection_is_given_back_by_who_is_cancelled_while_it_is_written_down(
    world: _World, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, on = threading.Event(), threading.Event()

    def slow(*_: object) -> None:
        begun.set()
        on.wait(SILENCE_LIMIT)

    monkeypatch.setattr(last_seen, "note", slow)
    going = asyncio.ensure_future(world.connector.connect(_WEB, world.show))
    await until(begun.is_set)
    assert [one.closed for one in world.lines] == [0]
    going.cancel()
    with pytest.raises(asyncio.CancelledError):
        await ended(going)
    on.set()
    assert [one.closed for one in world.lines] == [1]


async def test_servers_that_are_down_are_not_asked_for_their_keys(world: _World) -> None:
    for name in ("web1", "web2"):
        world.script[name] = [wrong("down")] * 2
    assert await world.each_of(*_ROW) == ("web3",)
    assert world.faults == dict.fromkeys(("web1", "web2"), "down")
    assert (world.offered.asked, world.keys.asked) == ([], [])


async def test_servers_are_kept_apart_in_what_was_typed_for_them(
    world: _World, window: MainWindow
) -> None:
    world.session.credentials["web2"] = Credentials(password="two")
    assert await world.all_of("web1", "web2") == ("web1", "web2")
    assert [secrets.password for _, secrets in world.tried] == ["", "two"]
    assert window.stop is Stop.PROJECT


@pytest.mark.parametrize("names", [("web1",), ("web1", "web2")])
@pytest.mark.parametrize("fault", ["gone", "unwritable"])
async def test_a_key_that_cannot_be_shown_or_recorded_is_a_problem_and_no_crash(
    world: _World, names: tuple[str, ...], fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in names:
        world.script[name] = [_asks(TrustHostKey("x"))] * 2
    broken = Answer(fails=wrong(fault))
    if fault == "gone":
        world.offered.fails = wrong(fault)
    else:
        monkeypatch.setattr("core.ssh.connection.trust_key", broken)
    assert await world.all_of(*names) == ()
    assert (world.shown, world.lines) == ([fault], [])
